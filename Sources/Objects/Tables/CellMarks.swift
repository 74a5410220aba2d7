import Layout
import Model
import Text

/// Bullets that are the whole of what a cell says: done, present, in this month.
///
/// Takes the fragments of a page and makes values of those bullets. A bullet of a list stands before its text; one that has words of its line at
/// its left and none close at its right belongs to no text, and a reader looks for the head above it.
enum CellMarkRule {
  /// White between a bullet and its text, at most, in sizes. Base: lists are set in by one to two.
  static let beforeText = setting("beforeText", 3.0)
}

func markCells(_ page: inout TablePage, settings: TableSettings) {
  let bullets = page.fragments.indices.filter { isBullet(page.fragments[$0], page) }
  guard !bullets.isEmpty else { return }
  for line in printedLines(Array(page.fragments.indices), on: page, settings: settings) {
    for (index, place) in line.fragments.enumerated().dropFirst() where isBullet(page.fragments[place], page) {
      let it = page.fragments[place]
      let next = index + 1 < line.fragments.count ? page.fragments[line.fragments[index + 1]] : nil
      if let next, !isBullet(next, page), next.box.x0 - it.box.x1 < CellMarkRule.beforeText * it.size { continue }
      page.fragments[place].isValue = true
      page.words[it.words.lowerBound].kind = .missing
    }
  }
}

private func isBullet(_ fragment: Fragment, _ page: TablePage) -> Bool {
  fragment.words.count == 1 && page.words[fragment.words.lowerBound].kind == .bullet
}
