import Model
import Text

/// Rows at the head or foot of a page that belong to a table, told by what stands next to them further in: they are never furniture.
///
/// Takes rows of line indices from outside in. Two signs, both needed: the row further in consists of short pieces, as cells are; and every piece
/// of the row stands over (or under) one of them. A running head over a table has that too when it is as wide as the table, so that with but two
/// pieces the row must also stand at the table's own leading and be set in its size.
enum TableMarginRule {
  /// Farthest that the next row may be, in sizes.
  static let reach = setting("reach", 2.6)
  /// Words of a short piece; one piece of a row, its stub, may have more.
  static let words = setting("words", 6)
  /// Edges closer than this (points) are in line.
  static let edge = setting("edge", 2.0)
  /// Farthest that the numbers above and below a lone one may be, in its sizes.
  static let near = setting("near", 3.2)
  /// How much more than the leading of the rows further in a row may be apart from them.
  static let leading = setting("leading", 1.35)
  /// Sizes within this (points) are one.
  static let size = setting("size", 0.6)
}

func standsInTable(_ row: [Int], inner: [Int]?, next: [Int]?, page: Page) -> Bool {
  guard let inner, row.count > 1, inner.count > 1 else { return false }
  let size = row.map { page.lines[$0].size }.max() ?? 0
  let gap = abs(page.lines[inner[0]].baseline - page.lines[row[0]].baseline)
  guard gap < TableMarginRule.reach * size else { return false }
  guard inner.count(where: { page.lines[$0].words.count > TableMarginRule.words }) <= 1 else { return false }
  guard row.count(where: { page.lines[$0].words.count > TableMarginRule.words }) <= 1 else { return false }
  var over = Set<Int>()
  for piece in row {
    let own = page.lines[piece].box
    guard
      let place = inner.firstIndex(where: { other in
        let box = page.lines[other].box
        return own.overlapX(box) > 0 || abs(own.x0 - box.x0) < TableMarginRule.edge || abs(own.x1 - box.x1) < TableMarginRule.edge
      })
    else { continue }
    over.insert(place)
  }
  if row.count >= 3, over.count >= 2, over.count * 3 >= row.count * 2 { return true }
  guard over.count == row.count, let next, abs(page.lines[inner[0]].size - page.lines[row[0]].size) < TableMarginRule.size else {
    return false
  }
  let leading = abs(page.lines[next[0]].baseline - page.lines[inner[0]].baseline)
  return next.count > 1 && gap <= TableMarginRule.leading * leading
}

/// Lines that are nothing but a number and stand in a column of such: numbers of lines or of rows, but never of pages.
func stackedNumbers(_ page: Page) -> Set<Int> {
  var lone: [Int] = []
  for (number, line) in page.lines.enumerated()
  where line.words.count == 1 && abs(line.angle) < 1 && line.words[0].text.utf8.count <= 5
    && line.words[0].text.utf8.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 })
  {
    lone.append(number)
  }
  guard lone.count >= 3 else { return [] }
  lone.sort { (page.lines[$0].baseline, page.lines[$0].box.x0, $0) < (page.lines[$1].baseline, page.lines[$1].box.x0, $1) }
  var out = Set<Int>()
  for (place, middle) in lone.enumerated() {
    let box = page.lines[middle].box
    let reach = TableMarginRule.near * page.lines[middle].size
    func near(_ others: some Sequence<Int>) -> Int? {
      for other in others {
        let it = page.lines[other]
        if abs(it.baseline - page.lines[middle].baseline) > reach { return nil }
        if abs(it.baseline - page.lines[middle].baseline) < 2 { continue }
        if abs(it.box.x0 - box.x0) < TableMarginRule.edge || abs(it.box.x1 - box.x1) < TableMarginRule.edge { return other }
      }
      return nil
    }
    guard let above = near(lone[..<place].reversed()), let below = near(lone[(place + 1)...]) else { continue }
    out.formUnion([above, middle, below])
  }
  return out
}
