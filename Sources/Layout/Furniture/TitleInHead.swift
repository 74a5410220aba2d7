import Model
import Text

/// A document that prints its title in the head of every page and nowhere else has it on its first page as text: the reader meets it there.
///
/// Forms and reports of accounting programs are set so: name of the program, title, what it is restricted to, period, all in the head of each page.
/// The title is the largest type of the first page; where the page says something else in that size, or says the same words again, the head is a
/// head. What stands right below it and on the same axis, larger or bolder than the text, belongs to it; what stands beside it (folio, date of printing) does not.
func spareTitleInHead(
  _ rows: [(top: [MarginRow], bottom: [MarginRow])], pages: [Page], bodySize: Double, into furniture: inout Furniture
) {
  guard pages.count > 1, let page = pages.first, let top = rows.first?.top, let marked = furniture.lines.first else { return }
  let heads = top.enumerated().flatMap { row, margin in margin.lines.filter { marked[$0.line] }.map { (row: row, line: $0) } }
  guard
    let title = heads.filter({ $0.line.folded.letters >= TitleInHeadRule.letters }).max(by: {
      ($0.line.size, $1.row, $1.line.line) < ($1.line.size, $0.row, $0.line.line)
    }), title.line.size > TitleInHeadRule.larger * bodySize
  else { return }
  let rival = page.lines.enumerated().contains { number, line in
    abs(line.angle) < 1 && !marked[number] && !line.words.isEmpty
      && (line.size > TitleInHeadRule.rival * title.line.size || FoldedText(line.words).key == title.line.folded.key)
  }
  guard !rival else { return }
  furniture.lines[0][title.line.line] = false
  var below = title.line
  for row in top.dropFirst(title.row + 1) {
    guard
      let next = row.lines.first(where: { line in
        marked[line.line] && line.folded.letters + line.folded.digits > 0
          && abs(line.box.midX - title.line.box.midX) < TitleInHeadRule.axis * line.size
          && (line.size > bodySize || line.style.bold)
          && line.box.y0 - below.box.y1 < TitleInHeadRule.gap * title.line.size
      })
    else { continue }
    furniture.lines[0][next.line] = false
    below = next
  }
}

private enum TitleInHeadRule {
  /// Letters of a title.
  static let letters = setting("letters", 12)
  /// It is larger than the text by this factor. Base: running heads are set as large as the text or smaller.
  static let larger = setting("larger", 1.15)
  /// What is so large in comparison is a title itself.
  static let rival = setting("rival", 0.92)
  /// Sizes by which the lines of a title may stand off its axis.
  static let axis = setting("axis", 1.0)
  /// Sizes of the title between it and the lines below that belong to it.
  static let gap = setting("gap", 1.5)
}
