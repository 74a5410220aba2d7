import Model
import Text
import Layout

/// Cells that span more than their words cover, where no rule says how far: a heading centred over several columns of a header, a group's
/// heading across the whole row, a stub that stands for several rows.
func spreadSpans(_ grid: inout Grid, _ page: TablePage) {
  guard grid.columns >= 2, grid.rows >= 2 else { return }
  spreadHeaders(&grid, page)
  spreadGroups(&grid, page)
  spreadStubs(&grid, page)
  spreadCentredStubs(&grid, page)
  headStubs(&grid, page)
  grid.cells.sort { ($0.row, $0.column) < ($1.row, $1.column) }
}

func isBlank(_ cell: GridCell) -> Bool { cell.words.isEmpty && cell.turned.isEmpty }

/// The cell index at every place.
func placeMap(_ grid: Grid) -> [Int] {
  var out = [Int](repeating: -1, count: grid.rows * grid.columns)
  for (index, cell) in grid.cells.enumerated() {
    for row in cell.row..<min(grid.rows, cell.row + cell.rowSpan) {
      for column in cell.column..<min(grid.columns, cell.column + cell.columnSpan) { out[row * grid.columns + column] = index }
    }
  }
  return out
}

/// Takes in blank cells; `gone` are their indices.
func removeCells(_ gone: Set<Int>, from grid: inout Grid) {
  guard !gone.isEmpty else { return }
  grid.cells = grid.cells.indices.filter { !gone.contains($0) }.map { grid.cells[$0] }
}

package func extent(_ cell: GridCell, _ page: TablePage) -> (from: Double, to: Double)? {
  var from = Double.infinity
  var to = -Double.infinity
  for line in cell.words {
    for word in line {
      from = min(from, page.words[word].box.x0)
      to = max(to, page.words[word].box.x1)
    }
  }
  return from < to ? (from, to) : nil
}

/// How far rows' labels and headings of groups go.
private enum SpanRule {
  /// The part of the table's width that a shading as wide as the table has.
  static let alone = setting("alone", 0.95)
  /// Rows that it is high, at most.
  static let rowHeight = setting("rowHeight", 1.3)
  /// The part of the table's width that a centred heading leaves free at the left.
  static let inset = setting("inset", 0.15)
  /// The part of the table's width by which it may miss the middle.
  static let centred = setting("centred", 0.02)
  /// Ems by which a label may miss the middle of its rows.
  static let stubMiddle = setting("stubMiddle", 0.8)
}

/// A row whose only words run across columns spans the whole row; where one does, others set alike do too, and so does one that is shaded
/// as a whole.
private func spreadGroups(_ grid: inout Grid, _ page: TablePage) {
  let places = placeMap(grid)
  func alone(_ row: Int) -> Int? {
    let here = Set(places[row * grid.columns..<(row + 1) * grid.columns]).filter { $0 >= 0 }
    let filled = here.filter { !isBlank(grid.cells[$0]) }
    guard filled.count == 1, let only = filled.first, grid.cells[only].row == row, grid.cells[only].rowSpan == 1 else { return nil }
    guard here.allSatisfy({ grid.cells[$0].rowSpan == 1 }) else { return nil }
    return only
  }
  func bold(_ cell: GridCell) -> Bool { cell.words.first.map { $0.allSatisfy { page.words[$0].bold } } ?? false }
  let rows = (0..<grid.rows).compactMap { row in alone(row).map { (row, $0) } }
  let across = rows.filter { grid.cells[$0.1].column == 0 && grid.cells[$0.1].columnSpan > 1 }
  var gone = Set<Int>()
  for (row, index) in rows where row > 0 {
    let cell = grid.cells[index]
    guard cell.columnSpan < grid.columns, cell.column == 0 || centred(cell, grid, page) && !isValue(cell, page) else { continue }
    let like =
      across.contains { bold(grid.cells[$0.1]) == bold(cell) && bold(cell) }
      || across.contains { abs($0.0 - row) == 1 && grid.cells[$0.1].columnSpan == grid.columns }
    guard cell.columnSpan > 1 || like || shadedAlone(grid, row) || centred(cell, grid, page) else { continue }
    // Drawn borders are borders.
    guard
      !(1..<grid.columns).contains(where: { border in
        grid.hardColumns[border]
          && grid.verticals.contains {
            abs($0.at - grid.xs[border]) < GridRule.atBorder && $0.start < grid.ys[row] + 3 && $0.end > grid.ys[row + 1] - 3
          }
      })
    else { continue }
    for column in 0..<grid.columns {
      let other = places[row * grid.columns + column]
      if other != index, other >= 0 { gone.insert(other) }
    }
    grid.cells[index].column = 0
    grid.cells[index].columnSpan = grid.columns
  }
  removeCells(gone, from: &grid)
}

private func isValue(_ cell: GridCell, _ page: TablePage) -> Bool {
  cell.words.allSatisfy { $0.allSatisfy { page.words[$0].kind != .text && page.words[$0].kind != .bullet } }
}

/// One shading as wide as the table and as high as the row.
private func shadedAlone(_ grid: Grid, _ row: Int) -> Bool {
  let fills = grid.fills.filter {
    $0.box.width > SpanRule.alone * grid.box.width && $0.box.midY > grid.ys[row] && $0.box.midY < grid.ys[row + 1]
      && $0.box.height < SpanRule.rowHeight * (grid.ys[row + 1] - grid.ys[row])
  }
  guard let fill = fills.first else { return false }
  // Zebra shading is no sign: it comes back in rows with values.
  return grid.fills.filter { $0.colour == fill.colour && $0.box.width > SpanRule.alone * grid.box.width }.count * 3 <= grid.rows
}

private func centred(_ cell: GridCell, _ grid: Grid, _ page: TablePage) -> Bool {
  guard let text = extent(cell, page), text.from > grid.xs[0] + SpanRule.inset * grid.box.width else { return false }
  return abs((text.from + text.to) / 2 - grid.box.midX) < SpanRule.centred * grid.box.width
}

/// In a table without row rules: a first column of words that is often blank beside a second one of words that never is stands for the rows
/// below it.
private func spreadStubs(_ grid: inout Grid, _ page: TablePage) {
  guard grid.columns >= 3, grid.rows >= 5 else { return }
  let head = max(rowsAbove(grid), countHeaderRows(grid, page))
  let places = placeMap(grid)
  var blank = 0
  var filled = 0
  for row in head..<grid.rows {
    let first = places[row * grid.columns]
    let second = places[row * grid.columns + 1]
    guard first >= 0, second >= 0 else { return }
    let a = grid.cells[first]
    let b = grid.cells[second]
    guard a.columnSpan == 1, a.rowSpan == 1, b.columnSpan == 1, !isBlank(b) else { return }
    if b.words.contains(where: { $0.contains { page.words[$0].kind == .number } }) { return }
    if isBlank(a) { blank += 1 } else { filled += 1 }
    if row == head, isBlank(a) { return }
  }
  guard filled >= 2, blank * 3 >= filled + blank else { return }
  var gone = Set<Int>()
  var owner = -1
  for row in head..<grid.rows {
    let first = places[row * grid.columns]
    if isBlank(grid.cells[first]), owner >= 0 {
      gone.insert(first)
      grid.cells[owner].rowSpan += 1
    } else {
      owner = first
    }
  }
  removeCells(gone, from: &grid)
}

/// Where rules across the table part groups of rows, not rows: a stub alone beside the rows of its group, in their middle, stands for all of
/// them. Groups of one row may be among them.
private func spreadCentredStubs(_ grid: inout Grid, _ page: TablePage) {
  guard grid.columns >= 3 else { return }
  let head = max(rowsAbove(grid), countHeaderRows(grid, page))
  let borders = [head] + (head + 1..<max(head + 1, grid.rows)).filter { fullRule(grid, above: $0) } + [grid.rows]
  let places = placeMap(grid)
  var owners: [(cell: Int, rows: Range<Int>)] = []
  for (from, to) in zip(borders, borders.dropFirst()) where to - from > 1 {
    let stubs = (from..<to).map { places[$0 * grid.columns] }
    let filled = Set(stubs.filter { $0 >= 0 && !isBlank(grid.cells[$0]) })
    guard filled.count == 1, let only = filled.first, stubs.allSatisfy({ $0 >= 0 && grid.cells[$0].columnSpan == 1 }),
      grid.cells[only].row + grid.cells[only].rowSpan <= to,
      (from..<to).allSatisfy({ row in
        let second = places[row * grid.columns + 1]
        return second >= 0 && !isBlank(grid.cells[second]) && grid.cells[second].rowSpan == 1
      }),
      let text = verticalExtent(grid.cells[only], page)
    else { return }
    let middle = (grid.ys[from] + grid.ys[to]) / 2
    guard abs((text.from + text.to) / 2 - middle) < SpanRule.stubMiddle * page.em else { return }
    owners.append((only, from..<to))
  }
  guard owners.count >= 2 || owners.count == 1 && borders.count == 2 && owners[0].rows.count >= 3 else { return }
  var gone = Set<Int>()
  for (cell, rows) in owners {
    for row in rows where places[row * grid.columns] != cell { gone.insert(places[row * grid.columns]) }
    grid.cells[cell].row = rows.lowerBound
    grid.cells[cell].rowSpan = rows.count
  }
  removeCells(gone, from: &grid)
}

/// Whether a rule is drawn across the table above a row.
private func fullRule(_ grid: Grid, above row: Int) -> Bool {
  guard grid.hardRows[row] else { return false }
  var covered = 0.0
  for rule in grid.rules where abs(rule.at - grid.ys[row]) < GridRule.atBorder { covered += rule.length }
  return covered >= GridRule.across * grid.box.width
}

private func verticalExtent(_ cell: GridCell, _ page: TablePage) -> (from: Double, to: Double)? {
  let words = cell.words.joined()
  guard let top = words.map({ page.words[$0].box.y0 }).min(), let bottom = words.map({ page.words[$0].box.y1 }).max() else { return nil }
  return (top, bottom)
}
