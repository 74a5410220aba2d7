import Model

/// The sender's name at the head of a letter or press release: the first rows of page one, set apart from what follows.
///
/// Only in short documents, where nothing repeats: up to three short lines of the body's size or less above 12 % of the page's height
/// and away from the text below by more than two lines. A line with a numbering word (`Capítulo`) or the page's largest type is never taken.
func markLetterhead(_ pages: [Page], words: [String], into furniture: inout Furniture) {
  guard pages.count <= 6, let page = pages.first else { return }
  let rows = marginRows(of: page).top.filter { row in !row.lines.allSatisfy { furniture.lines[0][$0.line] } }
  let largest = page.lines.filter { abs($0.angle) < 1 }.map(\.size).max() ?? 0
  let keys = Set(words.map { foldedLetters($0) })
  var taken: [MarginRow] = []
  for row in rows.prefix(4) {
    guard row.distance < page.height * 0.16, row.lines.count <= 2 else { return }
    let short = row.lines.allSatisfy { line in
      line.box.width < page.width * 0.6 && !line.folded.endsWithPoint && line.folded.letters >= 3
        && !keys.contains(foldedLetters(page.lines[line.line].words[0].text))
    }
    guard short, row.size < largest + 0.1 else { return }
    taken.append(row)
    if row.gap > row.size * 2.2 { break }
  }
  guard let last = taken.last, last.gap.isFinite, last.gap > last.size * 2.2, taken.count <= 3 else { return }
  // Without larger type below there is no telling a letterhead from a title: then only what is smaller than two lines of distance is taken.
  let centred = taken.allSatisfy { row in row.lines.count == 1 && abs(row.lines[0].box.midX - page.width / 2) < page.width * 0.04 }
  guard centred || taken.allSatisfy({ $0.size < largest * 0.92 }) else { return }
  for row in taken { for line in row.lines { furniture.lines[0][line.line] = true } }
}
