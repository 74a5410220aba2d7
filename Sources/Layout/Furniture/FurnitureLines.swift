import Model
import Text

/// Lines of a page that are furniture, one to a row, in order from the top.
func furnitureLines(_ page: Page, index: Int, furniture: [Bool]) -> [FlowLine] {
  var upright: [Int] = []
  var other: [Int] = []
  for number in page.lines.indices where furniture[number] {
    if abs(page.lines[number].angle) < 1 { upright.append(number) } else { other.append(number) }
  }
  let whole = Box(x0: 0, y0: 0, x1: page.width, y1: page.height)
  let apart = other.map { joinedLine([$0], page: page, index: index, column: whole) }
  // Pieces of a row far apart (a head and its folio) are said apart.
  let rows = upright.sorted { (page.lines[$0].baseline, page.lines[$0].box.x0, $0) < (page.lines[$1].baseline, page.lines[$1].box.x0, $1) }
    .map { joinedLine([$0], page: page, index: index, column: whole) }
  return (rows + apart).map { line in
    var line = line
    line.role = .furniture
    return line
  }
}
