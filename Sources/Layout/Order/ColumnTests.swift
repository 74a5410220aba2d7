import Model
import Text

/// Whether the two sides of a gutter are columns to be read one after the other: 0…1, or nil.
///
/// Columns of running text fill their measure and run on from line to line; the columns of a table or a list of terms do not, and are read
/// along the rows.
///
/// `from` and `to` are the gutter's edges: of a side that holds several columns only the one next to it is judged.
func columnsPlausible(_ left: [OrderItem], _ right: [OrderItem], from: Double, to: Double, size: Double, page: Page) -> Double? {
  let whole = (left: left, right: right)
  let left = besideLeft(left, edge: from, size: size)
  let right = right.filter { $0.box.x0 <= to + 6 * size }
  guard !left.isEmpty, !right.isEmpty else { return nil }
  if numberingGoesOn(whole.left, whole.right, page: page) { return 1 }
  let picture = !left.contains { $0.isLine } || !right.contains { $0.isLine }
  let a = sideShape(left, page: page)
  let b = sideShape(right, page: page)
  guard a.width >= size * GutterRule.side, b.width >= size * GutterRule.side else { return nil }
  if picture { return ColumnRule.pictureBeside }
  // Its rows may be centred: those further off the gutter belong to it.
  if isAside(a, sideShape(whole.right, page: page)) || isAside(b, sideShape(whole.left, page: page)) { return ColumnRule.pictureBeside }
  // Two tables side by side, each with its caption or notes.
  if a.rows <= 4, b.rows <= 4, left.contains(where: \.isTable), right.contains(where: \.isTable) { return ColumnRule.pictureBeside }
  guard a.rows >= GutterRule.items - 1, b.rows >= GutterRule.items - 1, a.rows + b.rows >= 2 * GutterRule.items - 1 else { return nil }
  // Columns begin at an edge; the gaps of widely set lines that happen to meet do not.
  guard a.edge >= (a.rows < 6 ? ColumnRule.edgeOfFew : ColumnRule.edgeOfMany),
    b.edge >= (b.rows < 6 ? ColumnRule.edgeOfFew : ColumnRule.edgeOfMany)
  else { return nil }
  let fill = min(a.fill, b.fill)
  let flow = (a.runOn + b.runOn) / 2
  guard min(a.numeric, b.numeric) < ColumnRule.numericSide, max(a.numeric, b.numeric) < ColumnRule.numericOther else { return nil }
  if fill < ColumnRule.fullRows && flow < ColumnRule.runningRows { return nil }
  if flow < ColumnRule.fewRunning && (fill < ColumnRule.longRows || min(a.rows, b.rows) < 3) { return nil }
  return min(1, ColumnRule.fillWeight * fill + ColumnRule.fillWeight * min(1, ColumnRule.flowScale * flow) + ColumnRule.base)
}

/// What shows columns of running text. Parts are of the rows of a side.
private enum ColumnRule {
  /// How sure a gutter is between text and pictures alone.
  static let pictureBeside = setting("pictureBeside", 0.8)
  /// Rows that begin at one edge, of sides of few rows …
  static let edgeOfFew = setting("edgeOfFew", 0.65)
  /// … and of many: indents, items and quotes begin elsewhere.
  static let edgeOfMany = setting("edgeOfMany", 0.4)
  /// Rows of the less numeric side that begin with a digit, below which they are text.
  static let numericSide = setting("numericSide", 0.5)
  /// … and of the more numeric one.
  static let numericOther = setting("numericOther", 0.7)
  /// Mean length of the rows from which a column is filled without running on.
  static let fullRows = setting("fullRows", 0.5)
  /// Rows in lower case from which a column runs on without being filled.
  static let runningRows = setting("runningRows", 0.4)
  /// Rows in lower case below which the rows must be long.
  static let fewRunning = setting("fewRunning", 0.2)
  /// … as long as this.
  static let longRows = setting("longRows", 0.75)
  /// What filled rows count; what running on counts is the same.
  static let fillWeight = setting("fillWeight", 0.5)
  /// Rows in lower case, scaled: two thirds of the lines of a text begin so.
  static let flowScale = setting("flowScale", 1.6)
  /// What is given for having passed all tests.
  static let base = setting("base", 0.1)
  /// Rows of running text that show it beside what is set otherwise.
  static let textRows = setting("textRows", 4)
  /// The part of the text's size by which that is.
  static let otherType = setting("otherType", 0.2)
  /// Points between sizes of two styles.
  static let otherSize = setting("otherSize", 0.4)
  /// Sizes of white in the right column where a heading stands over both.
  static let whiteBeside = setting("whiteBeside", 2.4)
  /// Sizes within which the right column goes on beside a picture.
  static let pictureAt = setting("pictureAt", 1.5)
  /// Points between sizes of one style.
  static let sameSize = setting("sameSize", 0.3)
  /// Sizes by which the left column's text may end below the right one's.
  static let endBeside = setting("endBeside", 1.8)
}

/// Whether one side is running text and the other a row or some in type of quite another size: a quotation pulled out, figures with their labels. No row is read
/// over both.
private func isAside(_ text: SideShape, _ other: SideShape) -> Bool {
  guard text.rows >= ColumnRule.textRows, other.rows > 0, other.rows <= text.rows else { return false }
  return text.edge >= ColumnRule.edgeOfFew && text.fill >= ColumnRule.longRows && text.runOn >= ColumnRule.fewRunning
    && text.numeric < ColumnRule.numericSide && abs(text.size - other.size) > ColumnRule.otherType * text.size
}

/// The items of the column that ends at `edge`: those that begin where most of the lines that reach near it do, or further right.
private func besideLeft(_ items: [OrderItem], edge: Double, size: Double) -> [OrderItem] {
  let starts = items.filter { $0.box.x1 >= edge - 8 * size }.map(\.box.x0).sorted()
  guard !starts.isEmpty else { return items }
  var best = (count: 0, start: starts[0])
  var first = 0
  for last in starts.indices {
    while starts[last] - starts[first] > 2 { first += 1 }
    if last - first + 1 >= best.count { best = (last - first + 1, starts[first]) }
  }
  return items.filter { $0.box.x0 >= best.start - 2 * size }
}

private struct SideShape {
  var width = 0.0
  var rows = 0
  /// Mean length of the rows, as a part of the widest.
  var fill = 0.0
  /// The part of the rows that begin in lower case.
  var runOn = 0.0
  /// The part of the rows that begin at the commonest place.
  var edge = 0.0
  /// The part of the rows that begin with a digit.
  var numeric = 0.0
  /// The middle one of its lines.
  var size = 0.0
}

private func sideShape(_ items: [OrderItem], page: Page) -> SideShape {
  var shape = SideShape()
  var x0 = Double.infinity
  var x1 = -Double.infinity
  var lines: [Int] = []
  for item in items {
    x0 = min(x0, item.box.x0)
    x1 = max(x1, item.box.x1)
    if case .line(let number) = item.kind { lines.append(number) }
  }
  shape.width = max(0, x1 - x0)
  guard !lines.isEmpty, shape.width > 0 else { return shape }
  let sizes = lines.map { page.lines[$0].size }.sorted()
  shape.size = sizes[sizes.count / 2]
  let rows = baselineRows(lines, page: page)
  var lower = 0
  var digit = 0
  var length = 0.0
  for row in rows {
    length += page.lines[row[row.count - 1]].box.x1 - page.lines[row[0]].box.x0
    guard let scalar = page.lines[row[0]].words.first?.text.unicodeScalars.first else { continue }
    if scalar.properties.isLowercase { lower += 1 } else if ("0"..."9").contains(scalar) { digit += 1 }
  }
  let starts = rows.map { page.lines[$0[0]].box.x0 }.sorted()
  var most = 0
  var first = 0
  for last in starts.indices {
    while starts[last] - starts[first] > 2 { first += 1 }
    most = max(most, last - first + 1)
  }
  shape.edge = most > 1 ? Double(most) / Double(rows.count) : 0
  shape.rows = rows.count
  shape.fill = length / Double(rows.count) / shape.width
  shape.runOn = Double(lower) / Double(rows.count)
  shape.numeric = Double(digit) / Double(rows.count)
  return shape
}

/// The last rows of the left column that are no running text and have white beside them belong to what follows below both columns
/// (the caption of a spanning table).
func moveCaptionDown(from left: inout [OrderItem], to below: inout [OrderItem], other right: [OrderItem], size: Double, page: Page) {
  guard below.contains(where: { !$0.isLine }), let end = right.map(\.box.y1).max() else { return }
  let next = below.map(\.box.y0).min() ?? .infinity
  var moved = 0
  while moved < 3, let place = left.indices.max(by: { (left[$0].box.y1, $0) < (left[$1].box.y1, $1) }) {
    let item = left[place]
    guard case .line(let number) = item.kind, item.box.y0 >= end - 1, next - item.box.y1 < 3 * size + Double(moved) * 2 * size else {
      return
    }
    let line = page.lines[number]
    let rest = left.indices.filter { $0 != place }.map { left[$0] }
    guard
      let before = rest.compactMap({ other -> TextLine? in if case .line(let n) = other.kind { page.lines[n] } else { nil } })
        .max(by: { ($0.baseline, $0.box.x0) < ($1.baseline, $1.box.x0) })
    else { return }
    let styled = line.words[0].style != before.words[0].style || abs(line.size - before.size) > ColumnRule.otherSize
    guard styled || line.box.y0 - before.box.y1 > size else { return }
    left.remove(at: place)
    below.append(item)
    moved += 1
  }
}

/// The height at which a short heading over both columns stands in the left one: the right is white from where the text above ends to
/// where it goes on below, in line with the left. Nil where there is none.
func headingAcross(left: [OrderItem], right: [OrderItem], size: Double, page: Page) -> Double? {
  func lines(_ items: [OrderItem]) -> [TextLine] {
    items.compactMap { if case .line(let number) = $0.kind { page.lines[number] } else { nil } }
      .sorted { ($0.baseline, $0.box.x0) < ($1.baseline, $1.box.x0) }
  }
  let a = lines(left)
  let b = lines(right)
  guard a.count > 3, b.count > 3 else { return nil }
  for index in 1..<b.count {
    let upper = b[index - 1].baseline
    let lower = b[index].baseline
    guard lower - upper > ColumnRule.whiteBeside * size else { continue }
    let inside = a.indices.filter { a[$0].box.y0 > upper && a[$0].baseline < lower - size / 2 }
    guard let first = inside.first, let last = inside.last, first > 0, inside.count <= 4 else { continue }
    let picture = left.contains {
      !$0.isLine && $0.box.y0 > a[last].baseline && abs($0.box.y0 - (lower - size)) < ColumnRule.pictureAt * size
    }
    guard last + 1 < a.count || picture else { continue }
    let next = last + 1 < a.count && !picture ? a[last + 1] : b[index]
    // The right column's text ends with the left's (or a line before it), and both go on together.
    var start = first
    if a[first].words[0].style == a[first - 1].words[0].style, abs(a[first].size - a[first - 1].size) < ColumnRule.sameSize { start += 1 }
    guard start <= last, abs(next.baseline - lower) < 2 else { continue }
    guard inside.allSatisfy({ $0 < start || isSetOtherwise(a[$0], than: next) }),
      a[start - 1].baseline - upper < ColumnRule.endBeside * size
    else { continue }
    // The last lines of a longer column are set as those above them.
    guard isSetOtherwise(a[start], than: a[start - 1]) else { continue }
    return (a[start - 1].box.y1 + a[start].box.y0) / 2
  }
  return nil
}

/// In another size, or in another style from end to end: the first words of an item are often bold.
private func isSetOtherwise(_ line: TextLine, than other: TextLine) -> Bool {
  abs(line.size - other.size) > ColumnRule.otherSize || line.words.allSatisfy { $0.style != other.words[0].style }
}
