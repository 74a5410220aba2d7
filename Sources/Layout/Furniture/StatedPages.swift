import Model
import Text

/// Folios that need no other page to be known: `Page 3 of 12` in the outermost row of a page, in words.
///
/// A docket's stamp on one page of an excerpt, the foot of a letter of one page: nothing repeats there, but the line says what it is. With it goes all
/// that stands in its row, where white parts the row from the text. Takes the rows of each page's margins from outside in and the words for a page.
func markStatedPages(
  _ rows: [(top: [MarginRow], bottom: [MarginRow])], pages: [Page], words: [String], into furniture: inout Furniture
) {
  guard !words.isEmpty else { return }
  let keys = Set(words.map { foldedLetters($0) })
  for page in pages.indices {
    for margin in [rows[page].top, rows[page].bottom] {
      let outer = margin.first { row in !row.lines.allSatisfy { furniture.lines[page][$0.line] } }
      guard let row = outer, !row.tabular, row.size > 0 else { continue }
      for line in row.lines where line.folded.digits > 0 {
        guard let label = statedPage(pages[page].lines[line.line].words, words: keys) else { continue }
        let apart = row.gap > row.size * StatedPageRule.apart
        guard apart || line.folded.letters <= StatedPageRule.letters else { break }
        if furniture.labels[page] == nil { furniture.labels[page] = label }
        for other in row.lines where apart || other.line == line.line { furniture.lines[page][other.line] = true }
        break
      }
    }
  }
}

/// The number of the page where words say `Page 3 of 12`, `Pág. 3/12`, at their end or alone; nil where they do not.
private func statedPage(_ words: [Word], words keys: Set<String>) -> String? {
  guard let at = words.lastIndex(where: { keys.contains(foldedLetters($0.text)) }), at + 1 < words.count else { return nil }
  var numbers: [(value: Int, printed: String)] = []
  var letters = 0
  for word in words[(at + 1)...] {
    for piece in word.text.unicodeScalars.split(whereSeparator: { !isDigit($0.value) }) {
      let printed = String(String.UnicodeScalarView(piece))
      guard piece.count <= StatedPageRule.digits, let value = Int(printed) else { return nil }
      numbers.append((value, printed))
    }
    letters += word.text.unicodeScalars.count(where: isLetter)
  }
  guard numbers.count == 2, letters <= StatedPageRule.joiner, numbers[0].value >= 1, numbers[0].value <= numbers[1].value else {
    return nil
  }
  return numbers[0].printed
}

private enum StatedPageRule {
  /// Sizes from a row's baseline to the next inwards from where it stands apart from the text. Base: text goes on at 1.0 to 1.5.
  static let apart = setting("apart", 2.0)
  /// Letters of a line that says nothing else.
  static let letters = setting("letters", 14)
  /// Digits of a page's number, and letters between two (`of`, `de`, `sur`).
  static let digits = setting("digits", 5)
  static let joiner = setting("joiner", 4)
}
