import Model
import Text
import Layout

/// Headings that span more than their words cover, level by level, where no rule parts the cells of a header.
///
/// A heading over several columns goes as far as the rule beneath it; without one, over the columns that it is centred over; set left over the
/// first of them, as far as the headings below it go before they come again. A heading beside ones that span reaches through the blank places
/// of the other level.
func spreadHeaders(_ grid: inout Grid, _ page: TablePage) {
  var row = 0
  while row + 1 < min(grid.rows, 5) {
    let here = heads(grid, row)
    // Only rows that hold a cell across columns, or stand in the header above its last row.
    let spanning = here.contains { grid.cells[$0].columnSpan > 1 && grid.cells[$0].columnSpan < grid.columns }
    guard spanning || row + 1 < rowsAbove(grid) else { return }
    spreadRepeated(here, row, &grid, page)
    let heading = heads(grid, row)
    let lefts = leftSet(heading, row, grid, page)
    let extents = columnExtents(grid, from: row + 1)
    for index in heading.map({ grid.cells[$0] }) where index.column > 0 && index.rowSpan == 1 {
      widen(index, row, lefts: lefts, extents, &grid, page)
    }
    deepen(row, &grid, page)
    raise(row, &grid, page)
    row += 1
  }
}

/// How far a heading goes over columns.
private enum SpreadRule {
  /// The part of the row's height that its shading has.
  static let shadedHeight = setting("shadedHeight", 0.6)
  /// The part of a column's width that a shading over it covers.
  static let shadedColumn = setting("shadedColumn", 0.8)
  /// The part of a column's width that a rule under its heading covers.
  static let ruledColumn = setting("ruledColumn", 0.5)
  /// Ems by which the middle of more columns may be further off and be preferred.
  static let wider = setting("wider", 0.3)
  /// Points between starts of a heading and the one below it.
  static let sameStart = setting("sameStart", 1.5)
  /// Ems by which a baseline is lower than the top of the row.
  static let lower = setting("lower", 0.3)
  /// The part of two columns' width by which a heading may miss their middle.
  static let centred = setting("centred", 0.1)
}

/// Headings over heads that come again as often as there are headings (`Número`, `Índice` under each of four): each goes over one run of them,
/// wherever it is set.
private func spreadRepeated(_ here: [Int], _ row: Int, _ grid: inout Grid, _ page: TablePage) {
  let places = placeMap(grid)
  func cell(_ row: Int, _ column: Int) -> GridCell? {
    let it = places[row * grid.columns + column]
    return it >= 0 ? grid.cells[it] : nil
  }
  // The columns with a head of their own below and nothing, or a heading over several, above.
  let columns = (1..<grid.columns).filter { column in
    guard let below = cell(row + 1, column), let above = cell(row, column) else { return false }
    return !isBlank(below) && below.columnSpan == 1 && below.row == row + 1 && above.rowSpan == 1
  }
  let over = here.filter { columns.contains(grid.cells[$0].column) && grid.cells[$0].rowSpan == 1 }.map { grid.cells[$0] }
  guard over.count >= 2, let low = columns.first, let high = columns.last, high - low + 1 == columns.count,
    columns.count % over.count == 0, columns.count / over.count >= 2
  else { return }
  let length = columns.count / over.count
  // Words by their first letters and widths.
  func signature(_ column: Int) -> [Int] {
    (cell(row + 1, column)?.words ?? []).joined().flatMap { [Int(page.words[$0].first), Int((page.words[$0].box.width * 2).rounded())] }
  }
  let first = (0..<length).map { signature(low + $0) }
  guard Set(first).count == length,
    over.indices.allSatisfy({ place in
      let from = low + place * length
      guard (0..<length).allSatisfy({ signature(from + $0) == first[$0] }), let text = extent(over[place], page) else { return false }
      let middle = (text.from + text.to) / 2
      return middle > grid.xs[from] && middle < grid.xs[from + length]
    })
  else { return }
  var gone = Set<Int>()
  for (place, head) in over.enumerated() {
    let from = low + place * length
    guard let index = grid.cells.firstIndex(where: { $0.row == row && $0.column == head.column }) else { return }
    for column in from..<from + length where places[row * grid.columns + column] != index {
      gone.insert(places[row * grid.columns + column])
    }
    grid.cells[index].column = from
    grid.cells[index].columnSpan = length
  }
  removeCells(gone, from: &grid)
}

/// The cells with words of a row, from left to right.
private func heads(_ grid: Grid, _ row: Int) -> [Int] {
  grid.cells.indices.filter { grid.cells[$0].row == row && !isBlank(grid.cells[$0]) }.sorted {
    grid.cells[$0].column < grid.cells[$1].column
  }
}

private func widen(
  _ head: GridCell, _ row: Int, lefts: Int?, _ extents: [(from: Double, to: Double)?], _ grid: inout Grid, _ page: TablePage
) {
  let places = placeMap(grid)
  guard let text = extent(head, page), let index = grid.cells.firstIndex(where: { $0.row == row && $0.column == head.column }) else {
    return
  }
  let last = head.column + head.columnSpan - 1
  func free(_ column: Int) -> Int? {
    guard column > 0, column < grid.columns else { return nil }
    let other = places[row * grid.columns + column]
    guard other >= 0, isBlank(grid.cells[other]), grid.cells[other].columnSpan == 1, grid.cells[other].rowSpan == 1 else { return nil }
    // Something must stand under it.
    let below = places[(row + 1) * grid.columns + column]
    guard below >= 0 else { return nil }
    if !isBlank(grid.cells[below]) { return other }
    // Heads of one and of two lines beside it may leave a level blank.
    guard row + 2 < rowsAbove(grid), grid.cells[below].columnSpan == 1, grid.cells[below].rowSpan == 1 else { return nil }
    let next = places[(row + 2) * grid.columns + column]
    return next >= 0 && !isBlank(grid.cells[next]) ? other : nil
  }
  var low = head.column
  while free(low - 1) != nil { low -= 1 }
  var high = last
  while free(high + 1) != nil { high += 1 }
  var best = (low: head.column, high: last)
  let ruled = shadedSpan(text, row, grid) ?? ruledSpan(text, row, grid)
  if let ruled, ruled.low >= low, ruled.high <= high, ruled.low <= head.column, ruled.high >= last {
    best = ruled
  } else if let ruled, ruled.low <= head.column, ruled.high >= last {
    // One rule under several headings: each goes as far as it is centred.
    best = centredSpan(
      text, row, head.column, last, low: max(low, ruled.low), high: min(high, ruled.high), wide: true, grid, page, extents)
  } else if let lefts, isLeftSet(head, row, grid, page, places) {
    best.high = max(last, min(high, head.column + lefts - 1))
  } else {
    best = centredSpan(text, row, head.column, last, low: low, high: high, wide: false, grid, page, extents)
  }
  guard best.low < head.column || best.high > last else { return }
  grid.cells[index].column = best.low
  grid.cells[index].columnSpan = best.high - best.low + 1
  removeCells(Set((best.low...best.high).compactMap(free)), from: &grid)
}

/// The columns that the shading of the heading's own cell covers.
private func shadedSpan(_ text: (from: Double, to: Double), _ row: Int, _ grid: Grid) -> (low: Int, high: Int)? {
  let (top, bottom) = (grid.ys[row], grid.ys[row + 1])
  let around = grid.fills.filter {
    $0.box.x0 < text.from + 1 && $0.box.x1 > text.to - 1 && $0.box.midY > top && $0.box.midY < bottom
      && $0.box.height > SpreadRule.shadedHeight * (bottom - top)
  }
  guard let fill = around.min(by: { $0.box.width < $1.box.width }), fill.box.width < GridRule.across * (grid.xs[grid.columns] - grid.xs[0])
  else {
    return nil
  }
  let covered = (0..<grid.columns).filter { column in
    min(fill.box.x1, grid.xs[column + 1]) - max(fill.box.x0, grid.xs[column]) >= SpreadRule.shadedColumn
      * (grid.xs[column + 1] - grid.xs[column])
  }
  guard let low = covered.first, let high = covered.last else { return nil }
  return (low, high)
}

/// The columns over which a rule right below the heading goes, if it does not go across the table.
private func ruledSpan(_ text: (from: Double, to: Double), _ row: Int, _ grid: Grid) -> (low: Int, high: Int)? {
  let border = grid.ys[row + 1]
  let rules = grid.rules.filter { abs($0.at - border) < GridRule.atBorder && $0.start < text.from + 2 && $0.end > text.to - 2 }
  guard let rule = rules.min(by: { $0.length < $1.length }), rule.length < GridRule.across * (grid.xs[grid.columns] - grid.xs[0]) else {
    return nil
  }
  let covered = (0..<grid.columns).filter { column in
    let (x0, x1) = (grid.xs[column], grid.xs[column + 1])
    return min(rule.end, x1) - max(rule.start, x0) >= SpreadRule.ruledColumn * (x1 - x0)
  }
  guard let first = covered.first, let last = covered.last else { return nil }
  return (first, last)
}

/// The columns over which a heading is centred best; `wide`: of those it is centred over about as well, the most.
private func centredSpan(
  _ text: (from: Double, to: Double), _ row: Int, _ first: Int, _ last: Int, low: Int, high: Int, wide: Bool, _ grid: Grid,
  _ page: TablePage, _ extents: [(from: Double, to: Double)?]
) -> (low: Int, high: Int) {
  let centre = (text.from + text.to) / 2
  func off(_ a: Int, _ b: Int) -> Double { abs(middle(grid, extents, a, b) - centre) }
  var best = (off: off(first, last), low: first, high: last)
  for a in low...first {
    for b in last...high where (a, b) != (first, last) {
      let own = off(a, b)
      let wider = wide && b - a > best.high - best.low && own < best.off + SpreadRule.wider * page.em
      if own < best.off - 1 || wider { best = (own, a, b) }
    }
  }
  return (best.low, best.high)
}

/// Whether a heading begins where the one below it begins, and ends elsewhere.
private func isLeftSet(_ head: GridCell, _ row: Int, _ grid: Grid, _ page: TablePage, _ places: [Int]) -> Bool {
  let below = places[(row + 1) * grid.columns + head.column]
  guard below >= 0, !isBlank(grid.cells[below]), let over = extent(head, page), let under = extent(grid.cells[below], page) else {
    return false
  }
  return abs(over.from - under.from) < SpreadRule.sameStart && abs(over.to - under.to) > 3
}

/// Over how many columns each heading of a row goes, if all are set left over the first of theirs: the headings below come again from one to
/// the next. Nil where they are not set left, or no two are; where nothing comes again, up to the next heading.
private func leftSet(_ here: [Int], _ row: Int, _ grid: Grid, _ page: TablePage) -> Int? {
  let places = placeMap(grid)
  func blankAbove(_ column: Int) -> Bool {
    let it = places[row * grid.columns + column]
    return it >= 0 && isBlank(grid.cells[it])
  }
  let over = here.map { grid.cells[$0] }.filter { cell in
    cell.column > 0 && cell.rowSpan == 1
      && (cell.columnSpan > 1 || cell.column + 1 < grid.columns && blankAbove(cell.column + 1))
  }
  guard over.count >= 2, over.allSatisfy({ isLeftSet($0, row, grid, page, places) }) else { return nil }
  func below(_ column: Int) -> [Int]? {
    let it = places[(row + 1) * grid.columns + column]
    guard it >= 0, !isBlank(grid.cells[it]) else { return nil }
    return grid.cells[it].words.joined().map { Int((page.words[$0].box.width * 2).rounded()) }
  }
  var length = 0
  while true {
    let next = over.map { $0.column + length < grid.columns ? below($0.column + length) : nil }
    guard let first = next[0], next.allSatisfy({ $0 == first }) else { break }
    length += 1
  }
  return length >= 2 ? length : grid.columns
}

/// A heading that stands lower than the ones across columns beside it is centred over two levels: it takes in the blank places below.
private func deepen(_ row: Int, _ grid: inout Grid, _ page: TablePage) {
  let places = placeMap(grid)
  func baseline(_ cell: GridCell) -> Double? { cell.words.first?.first.map { page.words[$0].baseline } }
  let here = grid.cells.indices.filter { grid.cells[$0].row == row && !isBlank(grid.cells[$0]) }
  guard let top = here.filter({ grid.cells[$0].columnSpan > 1 }).compactMap({ baseline(grid.cells[$0]) }).min() else { return }
  var gone = Set<Int>()
  for index in here {
    let cell = grid.cells[index]
    guard cell.rowSpan == 1, let own = baseline(cell), own > top + SpreadRule.lower * page.em || cell.words.count > 1 else { continue }
    let below = Set((cell.column..<cell.column + cell.columnSpan).map { places[(row + 1) * grid.columns + $0] })
    guard
      below.allSatisfy({ it in
        it >= 0 && isBlank(grid.cells[it]) && grid.cells[it].rowSpan == 1 && grid.cells[it].column >= cell.column
          && grid.cells[it].column + grid.cells[it].columnSpan <= cell.column + cell.columnSpan
      })
    else { continue }
    gone.formUnion(below)
    grid.cells[index].rowSpan = 2
  }
  removeCells(gone, from: &grid)
}

/// A heading set at the foot of two levels, beside ones that span: it takes in the blank places above.
private func raise(_ row: Int, _ grid: inout Grid, _ page: TablePage) {
  let above = heads(grid, row)
  guard above.contains(where: { grid.cells[$0].columnSpan > 1 && grid.cells[$0].columnSpan < grid.columns }),
    row + 1 < max(rowsAbove(grid), countHeaderRows(grid, page))
  else { return }
  let places = placeMap(grid)
  var gone = Set<Int>()
  for index in heads(grid, row + 1) {
    let cell = grid.cells[index]
    let over = Set((cell.column..<cell.column + cell.columnSpan).map { places[row * grid.columns + $0] })
    guard over.allSatisfy({ $0 >= 0 && isBlank(grid.cells[$0]) && grid.cells[$0].columnSpan == 1 }) else { continue }
    let top = over.map { grid.cells[$0].row }.min() ?? row
    guard over.allSatisfy({ grid.cells[$0].row == top && grid.cells[$0].row + grid.cells[$0].rowSpan == row + 1 }) else { continue }
    gone.formUnion(over)
    grid.cells[index].rowSpan += row + 1 - top
    grid.cells[index].row = top
  }
  removeCells(gone, from: &grid)
}

/// The heading of a stub of two columns, of which the first stands for several rows: it is one, over both.
func headStubs(_ grid: inout Grid, _ page: TablePage) {
  guard grid.columns >= 3 else { return }
  let head = countHeaderRows(grid, page)
  let stub = grid.cells.filter { $0.column == 0 && $0.columnSpan == 1 && $0.row >= head && !isBlank($0) }
  guard stub.contains(where: { $0.rowSpan > 1 }), stub.count >= 2 else { return }
  func above(_ column: Int) -> [Int] { grid.cells.indices.filter { grid.cells[$0].row < head && grid.cells[$0].column == column } }
  let columns = [above(0), above(1)]
  guard columns.joined().allSatisfy({ grid.cells[$0].columnSpan == 1 && grid.cells[$0].row + grid.cells[$0].rowSpan <= head }) else {
    return
  }
  let filled = columns.map { $0.filter { !isBlank(grid.cells[$0]) } }
  guard filled[0].count + filled[1].count == 1, let only = filled.joined().first else { return }
  if grid.cells[only].column == 1 {
    // Over the second column alone it would stand at its left or in its middle.
    guard let text = extent(grid.cells[only], page) else { return }
    let off = abs((text.from + text.to) / 2 - (grid.xs[0] + grid.xs[2]) / 2)
    guard off < SpreadRule.centred * (grid.xs[2] - grid.xs[0]) || text.from < grid.xs[1] - 1 else { return }
  }
  let places = columns.joined().filter { $0 != only }
  grid.cells[only].row = 0
  grid.cells[only].rowSpan = head
  grid.cells[only].column = 0
  grid.cells[only].columnSpan = 2
  removeCells(Set(places), from: &grid)
}

/// Rows of the header, as rules, shading or the look of its lines tell them; 0 where nothing does.
func rowsAbove(_ grid: Grid) -> Int {
  guard grid.ruledHeader > 0 else { return grid.unruledHeader }
  // Bands without lines (between double rules) are no rows any more: the place of the border tells.
  return (0..<grid.rows).prefix { (grid.ys[$0] + grid.ys[$0 + 1]) / 2 < grid.headerEnd }.count
}

/// What each column holds from a row down, from left to right edge; nil where nothing stands in it alone.
private func columnExtents(_ grid: Grid, from row: Int) -> [(from: Double, to: Double)?] {
  var out = [(from: Double, to: Double)?](repeating: nil, count: grid.columns)
  for line in grid.lines.indices where grid.rowOf[line] >= row {
    for piece in grid.pieces[line] where piece.from == piece.to && out.indices.contains(piece.from) {
      let old = out[piece.from] ?? (.infinity, -.infinity)
      out[piece.from] = (min(old.from, piece.box.x0), max(old.to, piece.box.x1))
    }
  }
  return out
}

/// The middle of columns `a…b`: a head is set over its columns, not over their heads alone.
private func middle(_ grid: Grid, _ extents: [(from: Double, to: Double)?], _ a: Int, _ b: Int) -> Double {
  let held = extents[a...b].compactMap { $0 }
  guard let from = held.map(\.from).min(), let to = held.map(\.to).max() else { return (grid.xs[a] + grid.xs[b + 1]) / 2 }
  return (from + to) / 2
}
