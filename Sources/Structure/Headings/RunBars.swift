import Layout
import Model
import Text

/// Why a chunk is a piece of running text or a formula whatever its type says; nil where it is neither.
///
/// A paragraph whose last words are bold ends in a line that looks like a heading; one that opens with a bold title on the same line
/// (`**Lanterns of the gulf.** They are`) begins with one that is bold for the most part.
func runBar(_ chunk: Chunk, _ facts: ChunkFacts, flow: Flow, measures: Measures) -> String? {
  guard facts.ratio < BarRule.display, facts.number == nil, facts.kind == .none, !facts.inContents else { return nil }
  // Without a stop it may be a title over whose text somebody left the stop out.
  if facts.previousOpen, facts.last == "." || facts.startsLower, chunk.above < RunRule.textStep, !chunk.centred,
    facts.indent < RunRule.atEdge
  {
    return "goes-over"
  }
  if facts.lastEnd > RunRule.full, opensText(chunk, flow: flow) { return "goes-on" }
  if isAside(chunk.scalars) { return "aside" }
  return nil
}

/// Its last line is bold up to the end of a sentence and plain from there on.
private func opensText(_ chunk: Chunk, flow: Flow) -> Bool {
  guard let place = chunk.places.last, case .line(let line) = flow.items[place], let first = line.words.first, let last = line.words.last,
    first.style.bold != last.style.bold, let scalar = last.text.unicodeScalars.last, !".:;".unicodeScalars.contains(scalar)
  else { return false }
  guard let change = line.words.firstIndex(where: { $0.style.bold != first.style.bold }), change > 0,
    line.words[change...].allSatisfy({ $0.style.bold == last.style.bold })
  else { return false }
  return line.words[change - 1].text.unicodeScalars.last == "."
}

/// In brackets from end to end: what the title above is given in, or what became of it (`(In millions)`, `(Repealed)`); or the beginning of such an aside.
private func isAside(_ scalars: [Unicode.Scalar]) -> Bool {
  guard scalars.first == "(" else { return false }
  guard let close = scalars.firstIndex(of: ")") else { return true }
  return close + 1 == scalars.count
}

/// `Art. 3º – The council meets …` set like the text, but for its colour.
func isPlainArticle(_ facts: ChunkFacts) -> Bool { facts.kind == .article && isSetLikeText(facts) && isSentence(facts) }

/// Neither larger than the text nor mostly bold or italic: a bold label and its title in italics are not set like the text.
func isSetLikeText(_ facts: ChunkFacts) -> Bool {
  facts.ratio < DistinctRule.larger && facts.bold + facts.italic < DistinctRule.bold
}

/// An equation: a sign of equality between words of a few letters, mostly with its number behind; or two or three single letters (more are a spread title).
func isFormula(_ chunk: Chunk) -> Bool {
  guard chunk.scalars.count <= RunRule.longestFormula else { return false }
  let words = chunk.scalars.split(separator: " ")
  let letters = words.map { word in word.count { isLetter($0) } }
  if (2...RunRule.fewSigns).contains(words.count), letters.allSatisfy({ $0 < 2 }), letters.contains(1), chunk.number == nil { return true }
  guard words.contains(where: { $0.count == 1 && "=≈≤≥≡∝".unicodeScalars.contains($0[$0.startIndex]) }) else { return false }
  return letters.count { $0 >= RunRule.wordLetters } <= 1
}

private enum RunRule {
  /// Leadings from the line above, up to which a line goes on with it.
  static let textStep = setting("textStep", 1.15)
  /// The part of the measure from its edge within which a line goes on.
  static let atEdge = setting("atEdge", 0.02)
  /// The part of the measure from which a line is full.
  static let full = setting("full", 0.97)
  /// Single letters that are pieces of a formula.
  static let fewSigns = setting("fewSigns", 3)
  /// Letters of a formula in one line, and of a word that is no sign of one.
  static let longestFormula = setting("longestFormula", 80)
  static let wordLetters = setting("wordLetters", 4)
}
