package import Assembly
import Emit
package import Model
import Objects
package import Recognize
package import Structure

/// Why a record is as it is: which step took each line, what was weighed for each heading, which rules had a say at each mention.
package struct Reasons {
  package var headings: HeadingTrace
  package var steps: StepTrace
  package var mentions: [(mention: Mention, explanations: [Explanation])]

  /// By the ids of a record's things, as JSON:
  ///
  ///     {"m12": {"rules": [{"rule", "file", "line", "pattern", "text", "value", "priority", "outcome"}]},
  ///      "b7": {"step", "role", "by", "measured": [{"name", "value"}],
  ///             "score", "threshold", "taken", "barred", "dropped", "raised", "weighed", "evidences": [{"name", "value", "adds"}],
  ///             "candidates": [{"page", "box", "kind", "reason", "by", "confidence", "rows", "columns", "measured"}]}}
  ///
  /// `candidates` are the regions that were looked at as tables there, in the order in which they were tried.
  package func things(of record: Record, data: DataFolder) -> [UInt8] {
    let rules = RulePlaces(data)
    let finder = EntryFinder(headings, steps)
    var out = JSONWriter(capacity: 1 << 16)
    out.object { out in
      // Corrections may have given other ids: a mention is known by its place.
      var byPlace: [MentionPlace: [Explanation]] = [:]
      for (mention, explanations) in mentions { byPlace[MentionPlace(mention)] = explanations }
      for mention in record.recognition.mentions {
        guard let found = byPlace[MentionPlace(mention)] else { continue }
        out.key(text: mention.id)
        out.object { out in
          out.key("rules")
          out.list(found) { $0.explanation($1, rules) }
        }
      }
      for block in record.document.blocks {
        guard let span = block.spans.first else { continue }
        out.key(text: block.id)
        out.object { out in
          let line = finder.line(span)
          if let line {
            out.field("step", line.step)
            out.field("role", line.role)
          }
          out.evidence(line, finder.object(span))
          if let entry = finder.entry(span) { out.weighed(entry, headings) }
          let candidates = block.type == .table ? block.spans.flatMap(finder.candidates(across:)) : finder.refusals(span)
          if !candidates.isEmpty { out.candidates(candidates) }
        }
      }
    }
    out.end()
    return out.bytes
  }

  /// All printed lines, as JSON: `{"lines": [{"page", "box", "text", "step", "role", "score", …}]}`.
  package var printedLines: [UInt8] {
    let finder = EntryFinder(headings, steps)
    var out = JSONWriter(capacity: 1 << 16)
    out.object { out in
      out.key("lines")
      out.lines(steps.lines) { out, line in
        out.object { out in
          out.field("page", line.page)
          out.key("box")
          out.box(line.box)
          out.field("text", line.text)
          out.field("step", line.step)
          out.field("role", line.role)
          let span = Span(page: line.page, box: line.box, start: 0, end: 0)
          out.evidence(line, line.step == "figure" || line.step == "glossary" ? finder.object(span) : nil)
          if let entry = finder.entry(span) { out.weighed(entry, headings) }
          let candidates = line.step == "table" ? finder.candidates(at: span) : finder.refusals(span)
          if !candidates.isEmpty { out.candidates(candidates) }
        }
      }
    }
    out.end()
    return out.bytes
  }
}

private struct MentionPlace: Hashable {
  var block: String
  var cell: CellPlace?
  var start: Int
  var end: Int
  var type: MentionType

  init(_ mention: Mention) {
    block = mention.block
    cell = mention.cell
    start = mention.start
    end = mention.end
    type = mention.type
  }
}

/// What was noted of the lines of a page.
private struct EntryFinder {
  private var lines: [Int: [StepTrace.Line]] = [:]
  private var entries: [Int: [HeadingTrace.Entry]] = [:]
  private var tables: [Int: [TableCandidate]] = [:]
  private var objects: [Int: [StepTrace.Object]] = [:]

  init(_ headings: HeadingTrace, _ steps: StepTrace) {
    for line in steps.lines { lines[line.page, default: []].append(line) }
    for entry in headings.entries { entries[entry.page, default: []].append(entry) }
    for candidate in steps.candidates { tables[candidate.page, default: []].append(candidate) }
    for object in steps.objects { objects[object.page, default: []].append(object) }
  }

  func line(_ span: Span) -> StepTrace.Line? { lines[span.page]?.first { span.box.containsPoint(x: $0.box.midX, y: $0.box.midY) } }

  /// The chunk that was weighed where a text begins.
  func entry(_ span: Span) -> HeadingTrace.Entry? {
    // A block's first span may have several lines; a chunk may begin in it or be the one that its first line is part of.
    func holds(_ box: Box, _ other: Box) -> Bool { box.containsPoint(x: other.midX, y: other.midY) }
    return entries[span.page]?.first { entry in entry.lines.contains { holds(span.box, $0) || holds($0, span.box) } }
  }

  func object(_ span: Span) -> StepTrace.Object? { objects[span.page]?.first { $0.box.containsPoint(x: span.box.midX, y: span.box.midY) } }

  func candidates(at span: Span) -> [TableCandidate] {
    tables[span.page]?.filter { $0.box.containsPoint(x: span.box.midX, y: span.box.midY) } ?? []
  }

  /// All that share room with a table's piece: itself, and those that lost against it.
  func candidates(across span: Span) -> [TableCandidate] {
    tables[span.page]?.filter { $0.box.overlapX(span.box) > 0 && $0.box.overlapY(span.box) > 0 } ?? []
  }

  func refusals(_ span: Span) -> [TableCandidate] { candidates(at: span).filter { $0.reason != nil } }
}

/// Where rules stand in their files.
private struct RulePlaces {
  private var places: [String: (file: String, line: Int, pattern: String?)] = [:]

  init(_ data: DataFolder) {
    for file in data.files where file.path.hasPrefix("rules/") && !file.path.hasSuffix(".cases.yaml") {
      let parts = file.path.dropFirst("rules/".count).dropLast(".yaml".count).split(separator: "/")
      guard parts.count >= 2, let rules = file.tree["rules"] else { continue }
      let set = "\(parts[parts.count - 1])/\(parts[0])"
      let text = data.bytes(file.path).map { String(decoding: $0, as: UTF8.self) } ?? ""
      var lines: [Substring: Int] = [:]
      for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
      where line.hasPrefix("  ") && line.dropFirst(2).first != " " {
        let name = line.dropFirst(2).prefix { $0 != ":" }
        if lines[name] == nil { lines[name] = number + 1 }
      }
      for entry in rules.entries {
        let pattern = entry.value["pattern"]?.text ?? entry.value["find"]?.text
        places["\(set)/\(entry.key)"] = (file.path, lines[Substring(entry.key)] ?? 1, pattern)
      }
    }
  }

  func place(of rule: String) -> (file: String, line: Int, pattern: String?)? { places[rule] }
}

extension JSONWriter {
  fileprivate mutating func explanation(_ it: Explanation, _ rules: RulePlaces) {
    object { out in
      out.field("rule", it.rule)
      if let place = rules.place(of: it.rule) {
        out.field("file", "Pipelines/" + place.file)
        out.field("line", place.line)
        out.field("pattern", place.pattern)
      }
      out.field("text", it.text)
      out.field("value", it.value)
      out.field("priority", it.priority)
      out.field("outcome", it.outcome)
    }
  }

  fileprivate mutating func weighed(_ entry: HeadingTrace.Entry, _ trace: HeadingTrace) {
    field("score", entry.score)
    field("threshold", trace.threshold)
    field("taken", entry.taken)
    if let barred = entry.barred { field("barred", barred) }
    if let dropped = entry.dropped { field("dropped", dropped) }
    if let raised = entry.raised { field("raised", raised) }
    field("weighed", entry.text)
    key("evidences")
    list(trace.parts(of: entry).prefix(12)) { out, part in
      out.object { out in
        out.field("name", part.name)
        out.field("value", part.measured)
        out.field("adds", part.adds)
      }
    }
  }

  /// What furniture, a figure or a list of terms went by.
  fileprivate mutating func evidence(_ line: StepTrace.Line?, _ object: StepTrace.Object?) {
    if let by = line?.by ?? object?.kind { field("by", by) }
    let measured = line.flatMap { $0.measured.isEmpty ? nil : $0.measured } ?? object?.measured ?? []
    if !measured.isEmpty { measures(measured) }
  }

  fileprivate mutating func measures(_ measured: [StepTrace.Measure]) {
    key("measured")
    list(measured) { out, measure in
      out.object { out in
        out.field("name", measure.name)
        out.field("value", measure.value)
      }
    }
  }

  fileprivate mutating func candidates(_ candidates: [TableCandidate]) {
    key("candidates")
    list(candidates) { out, it in
      out.object { out in
        out.field("page", it.page)
        out.key("box")
        out.box(it.box)
        out.field("kind", it.kind)
        if let reason = it.reason { out.field("reason", reason) }
        if let by = it.by { out.field("by", by) }
        if it.reason == nil { out.field("confidence", it.confidence) }
        out.field("rows", it.rows)
        out.field("columns", it.columns)
        out.measures(it.measured)
      }
    }
  }
}
