import Model
import Text

/// Dots and lines that lead from a title to its page number.
func isLeader(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar {
  case ".", "…", "·", "_", "\u{2024}", "\u{2025}": true
  default: false
  }
}

/// Whether a word behind a title is its leaders, its page number (Arabic or Roman), or both: `....`, `12`, `xiv`, `...12`.
package func isFolioOrLeaders(_ word: some StringProtocol) -> Bool {
  word.unicodeScalars.allSatisfy { isDigit($0.value) || isLeader($0) } || romanValue(String(word)) != nil
}

/// A title without the leaders and the page number glued to it: `Harbours......12`.
package func withoutGluedFolio(_ title: String) -> [Unicode.Scalar] {
  var scalars = Array(title.unicodeScalars)
  while let last = scalars.last,
    isLeader(last) || (isDigit(last.value) && scalars.dropLast().last(where: { !isDigit($0.value) }).map(isLeader) ?? false)
  {
    scalars.removeLast()
  }
  return scalars
}

/// Whether a line says that a list of contents follows: `Índice`, `Table of contents`.
func isContentsTitle(_ words: [Word], _ titles: Phrases) -> Bool {
  words.count <= ContentsTitleRule.words && titles.isAll(of: folded(words.joinedText))
}

private enum ContentsTitleRule {
  /// Words of such a line at most.
  static let words = setting("words", 7)
}
