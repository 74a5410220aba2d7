import Model
import Text

/// Heads and feet in drawn cells: a frame at the head or foot of the page of which nearly every line comes back at its place on other pages (name of
/// the body, title and version of a manual) is furniture as a whole, however many rows it has.
///
/// - Parameter tables: for each page the lines of what is read as a table beyond doubt, table by table.
func markRepeatedFrames(_ tables: [[Set<Int>]], pages: [Page], into furniture: inout Furniture) {
  guard tables.count == pages.count, pages.count >= FrameRule.pages else { return }
  struct Place: Hashable {
    var key: UInt64
    var x: Int
    var y: Int
  }
  func place(_ line: TextLine) -> Place {
    Place(
      key: FoldedText(line.words).key, x: Int((line.box.x0 / FrameRule.grid).rounded()), y: Int((line.baseline / FrameRule.grid).rounded()))
  }
  /// Frames that lie wholly at the head or the foot.
  func isOutside(_ lines: Set<Int>, _ page: Page) -> Bool {
    let top = lines.map { page.lines[$0].box.y0 }.min() ?? 0
    let bottom = lines.map { page.lines[$0].box.y1 }.max() ?? 0
    return bottom < FurnitureRule.reach * page.height || top > (1 - FurnitureRule.reach) * page.height
  }
  var seen: [Place: Int] = [:]
  for (index, found) in tables.enumerated() {
    for lines in found where isOutside(lines, pages[index]) {
      for key in Set(lines.map { place(pages[index].lines[$0]) }) { seen[key, default: 0] += 1 }
    }
  }
  let enough = max(FrameRule.pages, Int(FrameRule.share * Double(pages.count)))
  for (index, found) in tables.enumerated() {
    for lines in found where isOutside(lines, pages[index]) {
      let back = lines.count { (seen[place(pages[index].lines[$0])] ?? 0) >= enough }
      if Double(back) >= FrameRule.back * Double(lines.count) { for line in lines { furniture.lines[index][line] = true } }
    }
  }
}

private enum FrameRule {
  /// Pages on which a frame stands at least …
  static let pages = setting("pages", 3)
  /// … and the part of all.
  static let share = setting("share", 0.2)
  /// The part of its lines that come back: a date, a number of pages may differ.
  static let back = setting("back", 0.75)
  /// Points within which places are one.
  static let grid = setting("grid", 3.0)
}
