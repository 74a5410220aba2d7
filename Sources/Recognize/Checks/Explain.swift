package import Model

/// Why a text has the mentions that it has: every match at a place, and what became of it.
package struct Explanation: Sendable {
  package var rule: String
  package var type: String
  package var text: String
  package var start: Int
  package var end: Int
  package var value: String
  package var priority: Int
  /// `stands`, or why it does not.
  package var outcome: String
}

/// What recognition remembers of text units while it works: of one, of all, or of none.
struct Trace {
  enum Scope: Equatable {
    case none, all
    case unit(Int)
  }

  let scope: Scope
  /// By unit.
  var verdicts: [Int: [Verdict]] = [:]
  var stood: [Int: [Candidate]] = [:]
  var settled: [Int: [Candidate]] = [:]

  init(_ scope: Scope) { self.scope = scope }

  func follows(_ unit: Int) -> Bool { scope == .all || scope == .unit(unit) }

  mutating func lost(_ loser: Candidate, to winner: Candidate, in unit: Int) {
    let why =
      loser.priority != winner.priority
      ? "priority \(loser.priority) against \(winner.priority)"
      : loser.end - loser.start != winner.end - winner.start ? "the other is longer" : "the other stands first"
    verdicts[unit, default: []].append(Verdict(candidate: loser, reason: "overlaps \(winner.rule): \(why)"))
  }

  /// What came of all candidates of a unit: those that stand first, then by place and rule.
  func explanations(_ unit: Int, _ text: TextUnit) -> [Explanation] {
    func explanation(_ candidate: Candidate, _ outcome: String) -> Explanation {
      Explanation(
        rule: candidate.rule, type: candidate.type.rawValue, text: text.text(candidate.start, candidate.end),
        start: text.scalar(candidate.start), end: text.scalar(candidate.end), value: valueText(candidate.value),
        priority: candidate.priority,
        outcome: outcome)
    }
    let (stood, settled) = (stood[unit] ?? [], settled[unit] ?? [])
    var out: [Explanation] = []
    for candidate in stood {
      let kept = settled.first { $0.rule == candidate.rule && $0.start == candidate.start && $0.end == candidate.end }
      out.append(
        explanation(
          kept ?? candidate,
          kept == nil ? "the document does not give what it lacks (\(candidate.needs.joined(separator: ", ")))" : "stands"))
    }
    for candidate in settled
    where !stood.contains(where: { $0.start == candidate.start && $0.end == candidate.end && $0.type == candidate.type }) {
      out.append(explanation(candidate, "stands"))
    }
    for verdict in verdicts[unit] ?? [] { out.append(explanation(verdict.candidate, verdict.reason ?? "stands")) }
    return out.sorted {
      ($0.outcome == "stands" ? 0 : 1, $0.start, $0.end, $0.rule) < ($1.outcome == "stands" ? 0 : 1, $1.start, $1.end, $1.rule)
    }
  }
}

extension Recognizer {
  /// Explains the place `start..<end` (scalars) of text number `index` among a document's texts, which serve as context.
  /// `languages` are those of the texts that differ from the document's `language`.
  package func explain(
    texts: [String], language: String, languages: [Int: String] = [:], index: Int, start: Int, end: Int
  ) -> [Explanation] {
    guard texts.indices.contains(index) else { return [] }
    var document = document(of: texts, language: language)
    for number in texts.indices { document.blocks[number].language = languages[number] }
    let position = texts[..<index].filter { !$0.isEmpty }.count
    var trace = Trace(.unit(position))
    _ = recognize(document, trace: &trace)
    return trace.explanations(position, TextUnit(texts[index])).filter { $0.start < end && start < $0.end }
  }

  /// Recognizes a document and explains each mention: all candidates that touch its place, those that stand first. By place in the list of mentions.
  package func explained(_ document: Document) -> (recognition: Recognition, explanations: [[Explanation]]) {
    var trace = Trace(.all)
    let recognition = recognize(document, trace: &trace)
    var byPlace: [Place: [Explanation]] = [:]
    for (index, unit) in textUnits(document).enumerated() {
      let cell = unit.cell.flatMap { place in
        document.tables.first { $0.block == document.blocks[unit.block].id }.map {
          CellPlace(row: $0.cells[place].row, column: $0.cells[place].column)
        }
      }
      byPlace[Place(block: document.blocks[unit.block].id, cell: cell)] = trace.explanations(index, unit)
    }
    return (
      recognition,
      recognition.mentions.map { mention in
        (byPlace[Place(block: mention.block, cell: mention.cell)] ?? []).filter { $0.start < mention.end && mention.start < $0.end }
      }
    )
  }

  private struct Place: Hashable {
    var block: String
    var cell: CellPlace?
  }

  /// One sentence through the rules; `rules` (`dates/es`, `dates/es/day-range`) narrows to mentions by those. The language is the one
  /// after the slash, else `language`.
  package func match(rules: String?, sentence: String, language: String = undeterminedLanguage) -> [Mention] {
    let named = rules?.split(separator: "/").dropFirst().first.map(String.init).map { $0 == sharedFolder ? undeterminedLanguage : $0 }
    let document = document(of: [sentence], language: named ?? language)
    return recognize(document).mentions.filter { rules == nil || $0.rule == rules || $0.rule.hasPrefix((rules ?? "") + "/") }
  }

  func document(of texts: [String], language: String) -> Document {
    var document = Document(source: Source(file: "", sha256: "", bytes: 0, mediaType: "text/plain"))
    document.language = language
    for (index, text) in texts.enumerated() {
      document.blocks.append(Block(id: "b\(index + 1)", type: .paragraph, text: text, page: 1))
    }
    return document
  }
}
