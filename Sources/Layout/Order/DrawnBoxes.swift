import Model
import Text

/// Boxes drawn around text: facts beside a column, side bars, grids of panels.
///
/// Takes the items of a page, gives them with those inside one drawn box as one item, so that no column is read through a box and no box is read
/// in two parts. Only boxes with something beside them count: what stands alone between the margins is read in its place anyway.
func gatherBoxes(_ items: [OrderItem], page: Page) -> [OrderItem] {
  let boxes = drawnBoxes(of: page)
  return boxes.isEmpty ? items : gathered(items, boxes: boxes, page: page, depth: 0)
}

private enum BoxRule {
  /// Points that a box is wide and high at least: two lines of small type.
  static let width = setting("width", 40.0)
  static let height = setting("height", 22.0)
  /// The part of the page beyond which a box is its background.
  static let background = setting("background", 0.6)
  /// Opacity and shade from which a fill is seen.
  static let opacity = setting("opacity", 0.05)
  static let white: UInt32 = 0xF8
  /// Rows of text in a box; cells of tables have one.
  static let rows = setting("rows", 2)
  /// Points by which text may stand out of its box.
  static let out = setting("out", 1.5)
  /// More boxes than this on a page are the cells of a table or strokes of a picture.
  static let most = setting("most", 40)
  /// Points between edges of one box that is drawn twice.
  static let same = setting("same", 2.0)
  /// The part of the lower one's height that boxes of one row share.
  static let row = setting("row", 0.7)
  static let depth = setting("depth", 3)
}

/// From the largest down.
private func drawnBoxes(of page: Page) -> [Box] {
  let most = BoxRule.background * page.width * page.height
  func counts(_ box: Box) -> Bool { box.width >= BoxRule.width && box.height >= BoxRule.height && box.width * box.height < most }
  var found = page.fills.filter { $0.opacity > BoxRule.opacity && !isWhite($0.colour) && counts($0.box) }.map(\.box)
  found += page.drawings.filter { $0.stroked && counts($0.box) }.map(\.box)
  guard found.count <= 4 * BoxRule.most else { return [] }
  found.sort { ($0.width * $0.height, $1.y0, $1.x0) > ($1.width * $1.height, $0.y0, $0.x0) }
  var out: [Box] = []
  for box in found where !out.contains(where: { isSame($0, box) }) { out.append(box) }
  return out.count <= BoxRule.most ? out : []
}

package func isWhite(_ colour: UInt32) -> Bool {
  colour >> 16 & 0xFF > BoxRule.white && colour >> 8 & 0xFF > BoxRule.white && colour & 0xFF > BoxRule.white
}

private func isSame(_ a: Box, _ b: Box) -> Bool {
  abs(a.x0 - b.x0) < BoxRule.same && abs(a.x1 - b.x1) < BoxRule.same && abs(a.y0 - b.y0) < BoxRule.same && abs(a.y1 - b.y1) < BoxRule.same
}

private func gathered(_ items: [OrderItem], boxes: [Box], page: Page, depth: Int) -> [OrderItem] {
  guard depth < BoxRule.depth else { return items }
  var rest = items
  var out: [OrderItem] = []
  for (number, box) in boxes.enumerated() {
    let inner = rest.filter { isInside($0.box, box) }
    guard inner.count >= BoxRule.rows, inner.count < items.count || depth == 0, rowsOfText(inner, page: page) >= BoxRule.rows,
      // Text that a box cuts through is no text of the box: a rule behind a title, a shape under a picture.
      !rest.contains(where: { $0.isLine && !isInside($0.box, box) && cuts($0.box, box) }),
      rest.contains(where: { !isInside($0.box, box) && $0.box.overlapY(box) > 0 }) || out.contains(where: { $0.box.overlapY(box) > 0 })
    else { continue }
    rest.removeAll { isInside($0.box, box) }
    let smaller = boxes[(number + 1)...].filter { isInside($0, box) && !isSame($0, box) }
    out.append(OrderItem(box: box, kind: .box(gathered(inner, boxes: Array(smaller), page: page, depth: depth + 1))))
  }
  return rest + out
}

private func isInside(_ item: Box, _ box: Box) -> Bool {
  item.x0 >= box.x0 - BoxRule.out && item.x1 <= box.x1 + BoxRule.out && item.midY > box.y0 && item.midY < box.y1
    && item.y0 >= box.y0 - item.height / 2 && item.y1 <= box.y1 + item.height / 2
}

private func cuts(_ item: Box, _ box: Box) -> Bool {
  item.midY > box.y0 && item.midY < box.y1 && min(item.x1, box.x1) - max(item.x0, box.x0) > BoxRule.out
}

private func rowsOfText(_ items: [OrderItem], page: Page) -> Int {
  let lines = items.compactMap { item -> Int? in if case .line(let number) = item.kind { number } else { nil } }
  return baselineRows(lines, page: page).count
}

/// Whether two sides are nothing but boxes that stand in rows: a grid, read row by row.
func isGridOfBoxes(_ left: [OrderItem], _ right: [OrderItem]) -> Bool {
  guard !left.isEmpty, !right.isEmpty, left.allSatisfy(\.isBox), right.allSatisfy(\.isBox) else { return false }
  let (fewer, more) = left.count <= right.count ? (left, right) : (right, left)
  return more.count >= 2 && fewer.allSatisfy { one in more.contains { sharesRow(one.box, $0.box) } }
}

func sharesRow(_ a: Box, _ b: Box) -> Bool { a.overlapY(b) > BoxRule.row * min(a.height, b.height) }
