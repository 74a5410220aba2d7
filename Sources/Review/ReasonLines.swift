import Emit

/// What the worker wrote down of one thing (`why.json`, `lines.json`), in lines for people: the step that took it and what that went by, the regions
/// that were looked at as tables there, and what was weighed for and against a heading. The sentences are data (``Words``).
struct ReasonLines {
  private let tape: JSONTape
  private let at: Int
  private let words: Words

  init(_ tape: JSONTape, _ at: Int, _ words: Words) {
    self.tape = tape
    self.at = at
    self.words = words
  }

  var all: [String] { step + tables + heading }

  // MARK: Steps

  private var step: [String] {
    let measured = measures(at).map { ["\(words("measured")): \($0)"] } ?? []
    guard let step = text("step") else { return measured }
    var out = [words("step-" + step) + (ReasonLines.folders[step].map { " (\($0))" } ?? "")]
    if let by = text("by") { out.append(words("by", words("by-" + by))) }
    return out + measured
  }

  private var tables: [String] {
    guard let list = tape.member(at, "candidates") else { return [] }
    let candidates = tape.children(of: list)
    // Others that lost are told of after what stands.
    let taken = candidates.filter { text("reason", of: $0) == nil }
    var out: [String] = []
    for candidate in taken {
      let by = words("by-" + (text("by", of: candidate) ?? ""))
      let sure = tape.member(candidate, "confidence").flatMap { tape.double($0) }.map { "\($0)" } ?? "?"
      out.append("=> " + words("a-table", found(candidate), size(candidate), sure, by))
      if let measured = measures(candidate) { out.append("     " + measured) }
    }
    if taken.isEmpty, text("step") == "table" { out.append(words("without-candidate")) }
    for candidate in candidates {
      guard let reason = text("reason", of: candidate) else { continue }
      out.append("   " + words("no-table", found(candidate), size(candidate), words("no-" + reason)))
      if let measured = measures(candidate) { out.append("     " + measured) }
    }
    return out
  }

  private var heading: [String] {
    guard let score = tape.member(at, "score").flatMap({ tape.double($0) }),
      let threshold = tape.member(at, "threshold").flatMap({ tape.double($0) })
    else { return [] }
    let taken = tape.member(at, "taken").flatMap { tape.bool($0) } ?? false
    var out = [words(taken ? "heading-yes" : "heading-no", "\(score)", "\(threshold)")]
    if let barred = text("barred") { out.append("  " + words("barred", words("bar-" + barred))) }
    if let dropped = text("dropped") { out.append("  " + words("dropped", words("drop-" + dropped))) }
    if let raised = text("raised") { out.append("  " + words("raised", words("raise-" + raised))) }
    if let weighed = text("weighed") {
      let longest = 80
      out.append("  " + words("weighed-as", weighed.prefix(longest) + (weighed.count > longest ? "…" : "")))
    }
    for entry in tape.member(at, "evidences").map({ tape.children(of: $0) }) ?? [] {
      let adds = tape.member(entry, "adds").flatMap { tape.double($0) } ?? 0
      out.append("  \(adds >= 0 ? "+" : "")\(adds)\t\(text("name", of: entry) ?? "")\t\(text("value", of: entry) ?? "")")
    }
    return out
  }

  // MARK: Small steps

  private func text(_ key: String, of node: Int? = nil) -> String? { tape.member(node ?? at, key).flatMap { tape.text($0) } }

  private func found(_ candidate: Int) -> String { words("found-" + (text("kind", of: candidate) ?? "")) }

  private func size(_ candidate: Int) -> String {
    func count(_ key: String) -> String { tape.member(candidate, key).flatMap { tape.integer($0) }.map { "\($0)" } ?? "?" }
    return "\(words("p", count("page"))), \(count("rows")) × \(count("columns"))"
  }

  private func measures(_ node: Int) -> String? {
    guard let list = tape.member(node, "measured") else { return nil }
    return tape.children(of: list).map { measure in
      let value = text("value", of: measure) ?? ""
      return "\(words("m-" + (text("name", of: measure) ?? ""))) \(words.known("v-" + value) ?? value)"
    }.joined(separator: "; ")
  }

  /// Where under Sources/ the code of a step is, for those who change it.
  private static let folders = [
    "furniture": "Layout/Furniture", "table": "Objects/Tables", "figure": "Objects/Figures", "glossary": "Objects/Glossaries",
    "contents": "Structure/Contents", "captions": "Structure/Captions", "references": "Structure/References",
    "footnotes": "Structure/Notes",
    "headings": "Structure/Headings", "lists": "Structure/Paragraphs/Lists", "quotes": "Structure/Paragraphs/Quotes",
    "corrections": "Pipelines/corrections",
  ]
}
