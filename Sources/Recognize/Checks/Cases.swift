package import Model

/// The executable examples beside a rule file (`dates.cases.yaml`), run by `foja check`.
///
///     rules:
///       day-month-year:
///         finds:                        # by value; spans marked inline
///           2021-03-09: ['Se firmó el «9 de marzo de 2021».']
///         ignores: ['el artículo 4 de la ley']     # nothing by this rule
///           2024-05-04 | 2024-05-05: ['el «4» y «5» …']     # a value for each span
///         gaps: { 2024-04: ['…'] }      # ought to be found, is not yet: told when it is
///     ignores: ['formato 1/21']         # nothing of the file's type by any rule
///
/// `Monto (USD) ‖ «4 000»` is a cell under the head of its column.
///
/// A marked span must be found exactly, with the value, by the rule that it stands under; that rule must find nothing else in the sentence. A rule
/// without a sentence that it finds and one that it ignores is refused.
package struct CheckReport: Sendable {
  package var rules = 0
  package var cases = 0
  package var gaps = 0
  package var faults: [DataFault] = []
}

extension Recognizer {
  package func check() -> CheckReport {
    var report = CheckReport()
    for language in settings.languages {
      for rule in language.rules { if let fault = rule.fault, !report.faults.contains(fault) { report.faults.append(fault) } }
    }
    for file in files where file.path.hasPrefix("rules/") && !file.path.hasSuffix(".cases.yaml") {
      check(file, &report)
    }
    for file in files where file.path.hasPrefix("rules/") && file.path.hasSuffix(".cases.yaml") {
      let rules = String(file.path.dropLast(".cases.yaml".count)) + ".yaml"
      if !files.contains(where: { $0.path == rules }) {
        report.faults.append(DataFault(path: file.path, place: "", message: "has no rule file beside it"))
      }
    }
    return report
  }

  private func check(_ file: DataFile, _ report: inout CheckReport) {
    let rules = file.tree["rules"]?.entries.map(\.key) ?? []
    guard !rules.isEmpty else { return }
    report.rules += rules.count
    let path = String(file.path.dropLast(".yaml".count)) + ".cases.yaml"
    guard let cases = files.first(where: { $0.path == path })?.tree else {
      report.faults.append(DataFault(path: path, place: "", message: "is missing: a rule file is refused without its cases"))
      return
    }
    let pieces = file.path.split(separator: "/")
    let language = String(pieces[pieces.count - 2])
    let set = "\(pieces[pieces.count - 1].prefix { $0 != "." })/\(language)"
    let sentences = Sentences(
      recognizer: self, language: language == sharedFolder ? undeterminedLanguage : language, path: path)
    for name in rules {
      let entry = cases["rules"]?[name]
      let finds = entry?["finds"]?.entries ?? []
      let ignores = entry?["ignores"]?.texts ?? []
      let vetoes = file.tree["rules"]?[name]?["needs"]?.texts.contains("veto") == true
      if finds.isEmpty, !vetoes {
        report.faults.append(DataFault(path: path, place: "rules.\(name)", message: "needs a sentence that the rule finds"))
      }
      if ignores.isEmpty {
        report.faults.append(DataFault(path: path, place: "rules.\(name)", message: "needs a sentence that the rule ignores"))
      }
      for group in finds {
        for text in group.value.texts { sentences.finds(text, group.key, "\(set)/\(name)", "rules.\(name).finds", &report) }
      }
      for text in ignores { sentences.ignores(text, rule: "\(set)/\(name)", "rules.\(name).ignores", &report) }
      for group in entry?["gaps"]?.entries ?? [] {
        for text in group.value.texts { sentences.gap(text, group.key, "\(set)/\(name)", "rules.\(name).gaps", &report) }
      }
    }
    for entry in cases["rules"]?.entries ?? [] where !rules.contains(entry.key) {
      report.faults.append(
        DataFault(path: path, place: "rules.\(entry.key)", message: "no such rule; known: \(rules.joined(separator: ", "))"))
    }
    let type = file.tree["type"]?.text
    for text in cases["ignores"]?.texts ?? [] { sentences.ignores(text, type: type, "ignores", &report) }
  }
}

/// Runs sentences and says what went wrong, with the sentence in it.
private struct Sentences {
  let recognizer: Recognizer
  let language: String
  let path: String

  func finds(_ marked: String, _ value: String, _ rule: String, _ place: String, _ report: inout CheckReport) {
    report.cases += 1
    if let wrong = wrong(marked, value, rule) { report.faults.append(DataFault(path: path, place: place, message: wrong)) }
  }

  func gap(_ marked: String, _ value: String, _ rule: String, _ place: String, _ report: inout CheckReport) {
    report.gaps += 1
    if wrong(marked, value, rule) == nil {
      report.faults.append(DataFault(path: path, place: place, message: "the gap is closed, move it to `finds`: \(marked)"))
    }
  }

  func ignores(_ text: String, rule: String? = nil, type: String? = nil, _ place: String, _ report: inout CheckReport) {
    report.cases += 1
    for mention in mentions(text) where mention.rule == rule || mention.type.rawValue == type {
      report.faults.append(
        DataFault(path: path, place: place, message: "found «\(mention.text)» = \(valueText(mention.value)) (\(mention.rule)) in: \(text)"))
    }
  }

  private func wrong(_ marked: String, _ value: String, _ rule: String) -> String? {
    guard let (text, spans) = unmark(marked), !spans.isEmpty else { return "marks no span «…»: \(marked)" }
    let mentions = mentions(text)
    // `2022-05-04 | 2022-05-05`: one value for each span, in order.
    let values = pieces(value)
    guard values.count == 1 || values.count == spans.count else { return "has \(values.count) values for \(spans.count) spans: \(marked)" }
    for (place, span) in spans.enumerated() {
      let value = values.count == 1 ? values[0] : values[place]
      guard let hit = mentions.first(where: { $0.start == span.lowerBound && $0.end == span.upperBound && $0.rule == rule }) else {
        let near = mentions.filter { $0.start < span.upperBound && span.lowerBound < $0.end }
        let instead = near.map { "«\($0.text)» = \(valueText($0.value)) (\($0.rule))" }.joined(separator: ", ")
        return "not found\(instead.isEmpty ? "" : ", but \(instead)"): \(marked)"
      }
      if valueText(hit.value) != value { return "has the value \(valueText(hit.value)), not \(value): \(marked)" }
    }
    for mention in mentions where mention.rule == rule && !spans.contains(mention.start..<mention.end) {
      return "the rule found «\(mention.text)» too, which is not marked: \(marked)"
    }
    return nil
  }

  private func mentions(_ text: String) -> [Mention] {
    var document = recognizer.document(of: [text], language: language)
    // `[2022-03-14] El año pasado …`: written on that day.
    if text.hasPrefix("["), let close = text.firstIndex(of: "]") {
      document.metadata.issued = String(text[text.index(after: text.startIndex)..<close])
    }
    let parts = text.split(separator: "‖", maxSplits: 1)
    guard parts.count == 2, let cell = parts.last?.drop(while: { $0 == " " }) else { return recognizer.recognize(document).mentions }
    let head = String(parts[0].reversed().drop { $0 == " " }.reversed())
    let before = text.unicodeScalars.count - cell.unicodeScalars.count
    let box = Box(x0: 0, y0: 0, x1: 1, y1: 1)
    document.blocks[0].type = .table
    document.blocks[0].text = ""
    var table = Table(id: "t1", block: "b1", rows: 2, columns: 1)
    table.cells = [
      Cell(row: 0, column: 0, text: head, header: true, page: 1, box: box), Cell(row: 1, column: 0, text: String(cell), page: 1, box: box),
    ]
    document.tables = [table]
    return recognizer.recognize(document).mentions.filter { $0.cell?.row == 1 }.map { mention in
      var moved = mention
      moved.start += before
      moved.end += before
      return moved
    }
  }

  private func pieces(_ value: String) -> [String] {
    value.split(separator: "|").map { String($0.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()) }
  }

  /// The text without its marks, and the marked stretches in scalars.
  private func unmark(_ marked: String) -> (text: String, spans: [Range<Int>])? {
    var text = String.UnicodeScalarView()
    var spans: [Range<Int>] = []
    var open: Int?
    var count = 0
    for scalar in marked.unicodeScalars {
      switch scalar {
      case "«": open = count
      case "»":
        guard let start = open, start < count else { return nil }
        spans.append(start..<count)
        open = nil
      default:
        text.append(scalar)
        count += 1
      }
    }
    return open == nil ? (String(text), spans) : nil
  }
}
