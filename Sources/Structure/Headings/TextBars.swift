import Layout
import Model
import Text

/// Why a chunk is text whatever its type says: a sentence set bold, a date and nothing else, or persons' names where somebody signs or below a title on
/// the first page; nil where none is so.
///
/// `look`: what its look is used for in the document. Where its titles end with a full stop as a habit, a stop says nothing.
func textBar(_ chunk: Chunk, _ facts: ChunkFacts, look: LookFacts?, words: HeadingWords) -> String? {
  if facts.number != nil, !facts.leadsText, words.isDate(chunk.scalars) { return "date" }
  guard facts.ratio < BarRule.display, facts.number == nil, facts.kind == .none, !facts.inContents else { return nil }
  if facts.last == ".", facts.wordCount >= BarRule.sentence, facts.capitalWords < BarRule.capitals, !facts.caps, let look,
    look.stopped <= BarRule.habit * max(1, look.standing)
  {
    return "sentence"
  }
  if facts.digits > 0, !facts.leadsText, words.isDate(chunk.scalars) { return "date" }
  guard !facts.beforeObject, chunk.page == 0 || !facts.leadsText else { return nil }
  return words.areNames(chunk.scalars) ? "name" : nil
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

  /// One name or several, with commas or a joiner between them; marks of notes do not count.
  func areNames(_ scalars: [Unicode.Scalar]) -> Bool {
    guard scalars.count <= HeadingWords.longestNames else { return false }
    var parts: [[[Unicode.Scalar]]] = [[]]
    for word in scalars.split(separator: " ") {
      let ends = word.contains(",") || word.contains(";")
      let bare = word.filter { !isDigit($0.value) && !",;*†‡§¶".unicodeScalars.contains($0) }
      if joiners.isAll(of: bare.map(folded)) {
        parts.append([])
        continue
      }
      if !bare.isEmpty { parts[parts.count - 1].append(bare) }
      if ends { parts.append([]) }
    }
    parts.removeAll(where: \.isEmpty)
    return !parts.isEmpty && parts.allSatisfy(isName)
  }

  /// Two to six words with capitals, particles aside, the first of which is a given name.
  private func isName(_ parts: [[Unicode.Scalar]]) -> Bool {
    guard (2...HeadingWords.wordsOfName).contains(parts.count), let first = parts.first else { return false }
    for part in parts {
      guard let head = part.first, part.allSatisfy({ isLetter($0) || $0 == "-" || $0 == "’" || $0 == "." }) else { return false }
      if !isUpper(head), !particles.isAll(of: part.map(folded)) { return false }
    }
    var hash = FoldedHash()
    for scalar in first { hash.add(scalar) }
    return first.count > 2 && givenNames.contains(hash.value)
  }

  /// A day, a month in words and a year, and beside them only what leads to a date or joins its parts: `(Dated: 3 May 2031)`.
  func isDate(_ scalars: [Unicode.Scalar]) -> Bool {
    guard scalars.count <= HeadingWords.longestDate else { return false }
    var (month, day, year) = (false, false, false)
    for word in scalars.map(folded).split(whereSeparator: { !isWordScalar($0) }) {
      if word.allSatisfy(isDigit) {
        if word.count == 4 { year = true } else if word.count <= 2 { day = true } else { return false }
      } else if months.isAll(of: Array(word)) {
        month = true
      } else if !dateWords.isAll(of: Array(word)) {
        return false
      }
    }
    return month && day && year
  }

  /// Words of a name; scalars of a line of names and of a date.
  static let wordsOfName = setting("wordsOfName", 6)
  static let longestNames = setting("longestNames", 160)
  static let longestDate = setting("longestDate", 48)
}
