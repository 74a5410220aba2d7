import Layout
import Model
import Text

/// Why a chunk is text whatever its type says: a sentence set bold, or a person's name where somebody signs; nil where neither is so.
///
/// `look`: what its look is used for in the document. Where its titles end with a full stop as a habit, a stop says nothing.
func textBar(_ chunk: Chunk, _ facts: ChunkFacts, look: LookFacts?, words: HeadingWords) -> String? {
  guard facts.ratio < BarRule.display, facts.number == nil, facts.kind == .none, !facts.inContents else { return nil }
  if facts.last == ".", facts.wordCount >= BarRule.sentence, facts.capitalWords < BarRule.capitals, !facts.caps, let look,
    look.stopped <= BarRule.habit * max(1, look.standing)
  {
    return "sentence"
  }
  return !facts.leadsText && !facts.beforeObject && words.isName(chunk.scalars) ? "name" : nil
}

private enum BarRule {
  /// Body sizes from which type is a title's, whatever it says.
  static let display = setting("display", 1.2)
  /// Words that make a sentence; titles that end with a stop are mostly shorter.
  static let sentence = setting("sentence", 12)
  /// The part of the words that begin with capitals from where a line is a title in title case.
  static let capitals = setting("capitals", 0.6)
  /// The part of a look's short lines that end with a stop from where that is the habit.
  static let habit = setting("habit", 0.5)
}

extension HeadingWords {
  /// Ends with a word that needs another: `Report of the`.
  func endsOpen(_ scalars: [Unicode.Scalar]) -> Bool {
    guard let last = scalars.split(separator: " ").last, last.count < scalars.count else { return false }
    return openEnds.isAll(of: last.map(folded))
  }

  /// Two to six words with capitals, particles aside, the first of which is a given name.
  func isName(_ scalars: [Unicode.Scalar]) -> Bool {
    guard scalars.count <= HeadingWords.longestName else { return false }
    let parts = scalars.split(separator: " ")
    guard (2...HeadingWords.wordsOfName).contains(parts.count), let first = parts.first else { return false }
    for part in parts {
      guard let head = part.first, part.dropLast().allSatisfy({ isLetter($0) || $0 == "-" || $0 == "’" || $0 == "." }) else { return false }
      if !isUpper(head), !particles.isAll(of: part.map(folded)) { return false }
    }
    var hash = FoldedHash()
    for scalar in first { hash.add(scalar) }
    return first.count > 2 && givenNames.contains(hash.value)
  }

  /// Words and scalars of a name.
  static let wordsOfName = setting("wordsOfName", 6)
  static let longestName = setting("longestName", 60)
}
