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

/// What recognition remembers of one text unit while it works.
struct Trace {
  /// Which unit; nil for none.
  var unit: Int?
  var verdicts: [Verdict] = []
  var stood: [Candidate] = []
  var settled: [Candidate] = []

  init(unit: Int?) { self.unit = unit }

  mutating func lost(_ loser: Candidate, to winner: Candidate) {
    let why =
      loser.priority != winner.priority
      ? "priority \(loser.priority) against \(winner.priority)"
      : loser.end - loser.start != winner.end - winner.start ? "the other is longer" : "the other stands first"
    verdicts.append(Verdict(candidate: loser, reason: "overlaps \(winner.rule): \(why)"))
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
    var trace = Trace(unit: position)
    _ = recognize(document, trace: &trace)
    let unit = TextUnit(texts[index])
    func explanation(_ candidate: Candidate, _ outcome: String) -> Explanation {
      Explanation(
        rule: candidate.rule, type: candidate.type.rawValue, text: unit.text(candidate.start, candidate.end),
        start: unit.scalar(candidate.start),
        end: unit.scalar(candidate.end), value: valueText(candidate.value), priority: candidate.priority, outcome: outcome)
    }
    var out: [Explanation] = []
    for candidate in trace.stood {
      let kept = trace.settled.first { $0.rule == candidate.rule && $0.start == candidate.start && $0.end == candidate.end }
      out.append(
        explanation(
          kept ?? candidate,
          kept == nil ? "the document does not give what it lacks (\(candidate.needs.joined(separator: ", ")))" : "stands"))
    }
    for candidate in trace.settled
    where !trace.stood.contains(where: { $0.start == candidate.start && $0.end == candidate.end && $0.type == candidate.type }) {
      out.append(explanation(candidate, "stands"))
    }
    for verdict in trace.verdicts { out.append(explanation(verdict.candidate, verdict.reason ?? "stands")) }
    return out.filter { $0.start < end && start < $0.end }.sorted {
      ($0.outcome == "stands" ? 0 : 1, $0.start, $0.end, $0.rule) < ($1.outcome == "stands" ? 0 : 1, $1.start, $1.end, $1.rule)
    }
  }

  /// One sentence through the rules; `rules` (`dates/es`, `dates/es/day-range`) narrows to mentions by those. The language is the one
  /// after the slash, else `language`.
  package func match(rules: String?, sentence: String, language: String = undeterminedLanguage) -> [Mention] {
    let named = rules?.split(separator: "/").dropFirst().first.map(String.init)
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
