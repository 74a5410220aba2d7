package import Emit
package import Model
import Text

/// Why something of a record is as it is, in lines for people: of what the worker wrote down (`why.json`, `lines.json`, see Reading's `Reasons`).
package struct Account {
  private let record: Record
  private let why: JSONTape
  private let lines: JSONTape
  private let words: Words

  package init(record: Record, why: [UInt8], lines: [UInt8], words: Words) throws(JSONTape.Fault) {
    self.record = record
    self.words = words
    self.why = try JSONTape(why)
    self.lines = try JSONTape(lines)
  }

  /// Which ids there are.
  package var known: String {
    let document = record.document
    func range(_ letter: String, _ count: Int) -> String? { count > 0 ? "\(letter)1–\(letter)\(count)" : nil }
    return [
      range("b", document.blocks.count), range("s", document.sections.count), range("t", document.tables.count),
      range("f", document.figures.count), range("n", document.footnotes.count), range("m", record.recognition.mentions.count),
      range("p", document.pages.count),
    ].compactMap { $0 }.joined(separator: ", ")
  }

  /// Nil where nothing has this id.
  package func of(_ id: String) -> [String]? {
    let document = record.document
    let parts = id.split(separator: ":").map(String.init)
    switch id.first {
    case "m": return record.recognition.mentions.first { $0.id == id }.map(mention)
    case "b": return document.blocks.first { $0.id == id }.map(block)
    case "s": return document.sections.first { $0.id == id }.flatMap(section)
    case "f": return document.figures.first { $0.id == id }.map(figure)
    case "n": return document.footnotes.first { $0.id == id }.map(note)
    case "p": return Int(id.dropFirst()).flatMap { number in document.pages.first { $0.number == number } }.map(page)
    case "t":
      guard let table = document.tables.first(where: { $0.id == parts[0] }) else { return nil }
      if parts.count == 1 { return self.table(table) }
      guard parts.count == 3, let row = Int(parts[1]), let column = Int(parts[2]) else { return nil }
      return table.cells.first { $0.row == row && $0.column == column }.map { cell($0, of: table) }
    default: return nil
    }
  }

  /// What became of the printed lines that have these words: case and accents do not count.
  package func lines(with words: String) -> [String] {
    let wanted = folded(words)
    guard let list = lines.member(0, "lines"), !wanted.isEmpty else { return [] }
    var out: [String] = []
    for line in lines.children(of: list) {
      let text = lines.member(line, "text").flatMap { lines.text($0) } ?? ""
      guard contains(folded(text), wanted) else { continue }
      let page = lines.member(line, "page").flatMap { lines.integer($0) } ?? 0
      out.append("page \(page)\t\(box(lines, line))\t«\(text)»")
      out += reasons(lines, line).map { "  " + $0 }
      if let block = owner(page, lines, line) {
        out.append("  in the record: \(block.id), \(block.type.rawValue)\(block.level.map { " of level \($0)" } ?? "")")
      }
      if owner(page, lines, line) == nil { out.append("  in no block of the record's text") }
    }
    return out
  }

  // MARK: Kinds

  private func mention(_ it: Mention) -> [String] {
    var out = ["\(it.id) \(it.type.rawValue)\tpage \(it.page)\t\(it.box.map(box) ?? "")", "«\(sentence(it))»"]
    out.append("value: \(it.value.map { text($0) } ?? "undecided")\(it.flags.isEmpty ? "" : " (\(it.flags.joined(separator: ", ")))")")
    guard let reasons = why.member(0, it.id), let rules = why.member(reasons, "rules") else { return out }
    for rule in why.children(of: rules) {
      func said(_ key: String) -> String { why.member(rule, key).flatMap { why.text($0) } ?? "" }
      func number(_ key: String) -> Int { why.member(rule, key).flatMap { why.integer($0) } ?? 0 }
      let stands = said("outcome") == "stands"
      out.append(
        "\(stands ? "=>" : "  ") \(said("rule"))\t\(said("text"))\t\(said("value"))\tpriority \(number("priority"))\t\(said("outcome"))")
      if !said("file").isEmpty { out.append("     \(said("file")):\(number("line"))") }
      if stands, !said("pattern").isEmpty { out.append("     \(said("pattern"))") }
    }
    return out
  }

  private func block(_ it: Block) -> [String] {
    let place = it.spans.first.map { box($0.box) } ?? ""
    var out = [
      "\(it.id) \(it.type.rawValue)\(it.level.map { " of level \($0)" } ?? "")\tpage \(it.page)\t\(place)", "«\(it.text.prefix(300))»",
    ]
    if let at = why.member(0, it.id) { out += reasons(why, at) }
    return out + corrections(it.id)
  }

  private func section(_ it: Section) -> [String]? {
    let parent = it.parent.flatMap { id in record.document.sections.first { $0.id == id } }
    let within =
      parent.map { "within \($0.id) «\($0.title)»: the last heading before it of a smaller level" }
      ?? "within none: no heading before it has a smaller level"
    guard let block = record.document.blocks.first(where: { $0.id == it.block }) else { return nil }
    return ["\(it.id) of level \(it.level), number \(it.number ?? "none")", within] + self.block(block)
  }

  private func table(_ it: Table) -> [String] {
    var out = [
      "\(it.id)\tpages \(it.pages.map { "\($0)" }.joined(separator: ", "))\t\(it.rows) x \(it.columns), \(it.headerRows) rows of heads"
    ]
    out.append("confidence \((it.confidence * 100).rounded() / 100): of the weakest of its parts")
    if let at = why.member(0, it.block) { out += reasons(why, at) }
    for check in it.checks {
      out.append(
        "\(check.kind) at \(check.row):\(check.column): stated \(check.stated), computed \(check.computed)\(check.holds ? "" : ", does not hold")"
      )
    }
    return out + corrections(it.id)
  }

  private func cell(_ it: Cell, of table: Table) -> [String] {
    var out = ["\(table.id):\(it.row):\(it.column) \(it.header ? "head" : "cell")\tpage \(it.page)\t\(box(it.box))", "«\(it.text)»"]
    out.append("value: \(it.value.map { text($0) } ?? "none")")
    let heads = table.cells.filter { $0.header && $0.column <= it.column && it.column < $0.column + $0.columnSpan && !$0.text.isEmpty }
    if !it.header { out.append("heads: \(heads.map(\.text).joined(separator: " / "))") }
    if let units = table.units { out.append("units of the table: \(units)") }
    // A column has one style of numbers: the values beside it show which.
    let others = table.cells.filter { $0.column == it.column && $0.value?.number != nil && $0.row != it.row }.prefix(3)
    if it.value?.number != nil, !others.isEmpty {
      out.append("read as its column is: " + others.map { "\($0.text) = \($0.value?.number ?? "")" }.joined(separator: ", "))
    }
    return out
  }

  private func figure(_ it: Figure) -> [String] {
    var out = ["\(it.id) \(it.kind)\tpage \(it.page)\t\(box(it.box))"]
    out += [it.label, it.caption].compactMap { $0 }
    if let at = why.member(0, it.block) { out += reasons(why, at) }
    return out + ["\(it.texts.count) lines of words in it"]
  }

  private func note(_ it: Footnote) -> [String] {
    var out = ["\(it.id) marker \(it.marker)\tpage \(it.page)\t\(box(it.box))", "«\(it.text.prefix(300))»"]
    for anchor in it.anchors {
      out.append("called at \(anchor.block)+\(anchor.offset), page \(anchor.page) \(box(anchor.box)): a raised \(it.marker)")
    }
    if it.anchors.isEmpty { out.append("called nowhere: no raised \(it.marker) was found before it") }
    if let block = record.document.blocks.first(where: { $0.id == it.block }), let at = why.member(0, block.id) { out += reasons(why, at) }
    return out
  }

  private func page(_ it: PageFacts) -> [String] {
    let ledger = it.glyphs
    var out = [
      "page \(it.number)\(it.label.map { ", printed as \($0)" } ?? "")\t\(it.width) x \(it.height), turned by \(it.rotation)",
      "\(ledger.total) glyphs: \(ledger.body) text, \(ledger.table) tables, \(ledger.note) notes, \(ledger.figure) figures, \(ledger.furniture) furniture, "
        + "\(ledger.duplicate) printed twice, \(ledger.hidden) hidden, \(ledger.unplaced) without a place",
    ]
    for finding in record.document.findings where finding.page == it.number {
      out.append("\(finding.severity.rawValue) \(finding.code): \(finding.message)")
    }
    for block in record.document.blocks where block.page == it.number && block.type == .furniture {
      out.append("furniture \(block.id): «\(block.text)»")
    }
    return out
  }

  // MARK: Reasons

  private func reasons(_ tape: JSONTape, _ at: Int) -> [String] { ReasonLines(tape, at, words).all }

  private func corrections(_ id: String) -> [String] {
    record.corrections.filter { $0.target == id }.map { "correction: \($0.correction.kind.rawValue), \($0.outcome.rawValue)" }
  }

  // MARK: Small steps

  private func box(_ box: Box) -> String { "[\(box.x0), \(box.y0), \(box.x1), \(box.y1)]" }

  private func box(_ tape: JSONTape, _ at: Int) -> String {
    let sides = tape.member(at, "box").map { tape.children(of: $0).compactMap { tape.double($0) } } ?? []
    return "[\(sides.map { "\($0)" }.joined(separator: ", "))]"
  }

  /// The block that has a printed line among its spans.
  private func owner(_ page: Int, _ tape: JSONTape, _ at: Int) -> Block? {
    let sides = tape.member(at, "box").map { tape.children(of: $0).compactMap { tape.double($0) } } ?? []
    guard sides.count == 4 else { return nil }
    let (x, y) = ((sides[0] + sides[2]) / 2, (sides[1] + sides[3]) / 2)
    return record.document.blocks.first { block in block.spans.contains { $0.page == page && $0.box.containsPoint(x: x, y: y) } }
  }

  /// The sentence around a mention, by its stops.
  private func sentence(_ it: Mention) -> String {
    var whole = record.document.blocks.first { $0.id == it.block }?.text ?? ""
    if let place = it.cell, let table = record.document.tables.first(where: { $0.block == it.block }) {
      whole = table.cells.first { $0.row == place.row && $0.column == place.column }?.text ?? ""
    }
    let scalars = Array(whole.unicodeScalars)
    guard it.start <= it.end, it.end <= scalars.count else { return it.text }
    func stops(_ index: Int) -> Bool {
      [".", "?", "!"].contains(scalars[index]) && (index + 1 == scalars.count || scalars[index + 1] == " ")
    }
    var (from, to) = (it.start, it.end)
    while from > 0, !stops(from - 1), it.start - from < 200 { from -= 1 }
    while to < scalars.count, to - it.end < 200 {
      to += 1
      if stops(to - 1) { break }
    }
    var out = String.UnicodeScalarView()
    out.append(contentsOf: scalars[from..<to].drop { $0 == " " })
    return String(out)
  }

  private func contains(_ text: [UInt32], _ part: [UInt32]) -> Bool {
    guard part.count <= text.count else { return false }
    return (0...(text.count - part.count)).contains { text[$0..<($0 + part.count)].elementsEqual(part) }
  }
}
