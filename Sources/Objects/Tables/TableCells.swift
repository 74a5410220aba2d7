import Model
import Text
import Layout

/// Places of the grid become cells: neighbours without an edge between them are one, and so are those that words cross.
func joinCells(_ grid: inout Grid, _ page: TablePage, open: Bool, settings: TableSettings) {
  var joints = CellJoints(grid)
  joints.crossUprights(grid, open: open, settings: settings)
  joints.crossByWords(grid)
  joints.crossLevels(grid, named: open ? namedRows(grid, page) : [], open: open, em: page.em, settings: settings)
  rectangles(&grid, &joints.sets)
}

/// Which places of a grid are one cell, while their borders are looked at.
private struct CellJoints {
  var sets: DisjointSets
  /// What is written where: upper edge of the first and lower edge of the last line by place; infinite where nothing is.
  private var upper: [Double]
  private var lower: [Double]

  init(_ grid: Grid) {
    let places = grid.rows * grid.columns
    sets = DisjointSets(places)
    upper = [Double](repeating: .infinity, count: places)
    lower = [Double](repeating: -.infinity, count: places)
    for index in grid.lines.indices {
      for piece in grid.pieces[index] {
        for column in piece.from...piece.to {
          let place = grid.rowOf[index] * grid.columns + column
          upper[place] = min(upper[place], piece.box.y0)
          lower[place] = max(lower[place], piece.box.y1)
        }
      }
    }
  }

  mutating func crossUprights(_ grid: Grid, open: Bool, settings: TableSettings) {
    let (rows, columns) = (grid.rows, grid.columns)
    let band = bandsOf(grid)
    // Where nothing upright is drawn at all (heads or totals outside of the frame) a missing border means nothing.
    let drawn = (0..<rows).map { row in
      grid.verticals.contains { $0.start < grid.ys[row + 1] - 2 && $0.end > grid.ys[row] + 2 }
    }
    for border in 1..<max(1, columns) where grid.hardColumns[border] {
      var missing: [Int] = []
      var held = 0
      for row in 0..<rows {
        let (y0, y1) = (grid.ys[band[row].from], grid.ys[band[row].to])
        if covered(grid.verticals, at: grid.xs[border], from: y0, to: y1, slack: settings.ruleMerge + 1) {
          held += 1
        } else {
          missing.append(row)
        }
      }
      // Where a border is drawn beside few rows only (a header's, a stub's), its absence beside the others means nothing.
      let rare = held * 2 < rows
      for row in missing where drawn[row] {
        let left = row * columns + border - 1
        if upper[left].isFinite, upper[left + 1].isFinite { continue }
        if open ? rows > 3 : rare && row >= max(1, grid.ruledHeader) { continue }
        sets.unite(left, left + 1)
      }
    }
  }

  mutating func crossByWords(_ grid: Grid) {
    for index in grid.lines.indices {
      for piece in grid.pieces[index] where piece.to > piece.from {
        let row = grid.rowOf[index] * grid.columns
        for column in piece.from..<piece.to { sets.unite(row + column, row + column + 1) }
      }
    }
  }

  mutating func crossLevels(_ grid: Grid, named: Set<Int>, open: Bool, em: Double, settings: TableSettings) {
    for border in 1..<max(1, grid.rows) where grid.hardRows[border] {
      for column in 0..<grid.columns {
        let above = (border - 1) * grid.columns + column
        let below = above + grid.columns
        if covered(grid.horizontals, at: grid.ys[border], from: grid.xs[column], to: grid.xs[column + 1], slack: settings.ruleMerge + 1) {
          continue
        }
        if open {
          let header = border <= max(grid.ruledHeader, 0) || border < 3
          if upper[above].isFinite, upper[below].isFinite {
            guard header, upper[below] - lower[above] < CellRule.headLineGap * em else { continue }
          } else if !header || column == 0 && named.contains(border) {
            continue
          }
        }
        sets.unite(above, below)
      }
    }
  }
}

/// Rows whose stub stands on the baseline of their numbers: it is no head that goes down over them, though a head's corner is blank above it.
private func namedRows(_ grid: Grid, _ page: TablePage) -> Set<Int> {
  var out = Set<Int>()
  for (index, pieces) in grid.pieces.enumerated() where pieces.count >= 2 && pieces[0].from == 0 && pieces[0].to == 0 && pieces[0].isText {
    if pieces.dropFirst().contains(where: { $0.isValue && !isYear($0.words.lowerBound, page) }) { out.insert(grid.rowOf[index]) }
  }
  return out
}

/// How cells are joined and slivers dropped. Heights and widths are in ems.
private enum CellRule {
  /// White between lines of one head.
  static let headLineGap = setting("headLineGap", 0.6)
  /// The part of a border that is drawn from where it parts cells.
  static let covered = setting("covered", 0.55)
  /// Lower or narrower is a sliver.
  static let sliver = setting("sliver", 0.8)
  /// Narrower is a sliver where no row has words in it.
  static let blankSliver = setting("blankSliver", 1.2)
}

/// For each row the borders of the band between edges that it is in: rows parted by text alone share their edges.
private func bandsOf(_ grid: Grid) -> [(from: Int, to: Int)] {
  var out: [(from: Int, to: Int)] = []
  for row in 0..<grid.rows {
    var from = row
    while from > 0, !grid.hardRows[from] { from -= 1 }
    var to = row + 1
    while to < grid.rows, !grid.hardRows[to] { to += 1 }
    out.append((from, to))
  }
  return out
}

/// Whether edges at a place cover more than half of a stretch.
func covered(_ edges: [Edge], at: Double, from: Double, to: Double, slack: Double) -> Bool {
  var sum = 0.0
  for edge in edges where abs(edge.at - at) <= slack { sum += max(0, min(edge.end, to) - max(edge.start, from)) }
  return sum >= CellRule.covered * (to - from)
}

/// Sets of places to rectangles; a set that is none falls apart into the runs of its rows.
private func rectangles(_ grid: inout Grid, _ sets: inout DisjointSets) {
  let columns = grid.columns
  struct Extent {
    var top = Int.max
    var bottom = -1
    var left = Int.max
    var right = -1
    var count = 0
  }
  var extents = [Extent](repeating: Extent(), count: grid.rows * columns)
  for place in 0..<grid.rows * columns {
    let root = sets.find(place)
    let row = place / columns
    let column = place % columns
    extents[root].top = min(extents[root].top, row)
    extents[root].bottom = max(extents[root].bottom, row)
    extents[root].left = min(extents[root].left, column)
    extents[root].right = max(extents[root].right, column)
    extents[root].count += 1
  }
  var taken = [Bool](repeating: false, count: grid.rows * columns)
  for place in 0..<grid.rows * columns where !taken[place] {
    let root = sets.find(place)
    let row = place / columns
    let column = place % columns
    let it = extents[root]
    var rowSpan = 1
    var columnSpan = 1
    if it.count == (it.bottom - it.top + 1) * (it.right - it.left + 1) {
      rowSpan = it.bottom - it.top + 1
      columnSpan = it.right - it.left + 1
    } else {
      while column + columnSpan < columns, sets.find(place + columnSpan) == root, !taken[place + columnSpan] { columnSpan += 1 }
      // Downwards as far as whole runs of that width go.
      var next = place + columns
      while next < taken.count, (0..<columnSpan).allSatisfy({ sets.find(next + $0) == root && !taken[next + $0] }) {
        rowSpan += 1
        next += columns
      }
    }
    for r in 0..<rowSpan {
      for c in 0..<columnSpan { taken[place + r * columns + c] = true }
    }
    grid.cells.append(GridCell(row: row, column: column, rowSpan: rowSpan, columnSpan: columnSpan))
  }
}

/// Words to cells, line by line; turned words by their middle.
func fillCells(_ grid: inout Grid, _ page: TablePage) {
  let columns = grid.columns
  var at = [Int](repeating: 0, count: grid.rows * columns)
  for (index, cell) in grid.cells.enumerated() {
    for row in cell.row..<cell.row + cell.rowSpan {
      for column in cell.column..<cell.column + cell.columnSpan { at[row * columns + column] = index }
    }
  }
  for index in grid.lines.indices {
    var last = -1
    for piece in grid.pieces[index] {
      let cell = at[grid.rowOf[index] * columns + piece.from]
      if cell == last {
        grid.cells[cell].words[grid.cells[cell].words.count - 1] += Array(piece.words)
      } else {
        grid.cells[cell].words.append(Array(piece.words))
      }
      last = cell
    }
  }
  for (index, word) in page.turned.enumerated() where grid.box.containsPoint(x: word.box.midX, y: word.box.midY) {
    var row = 0
    while row + 1 < grid.rows, word.box.midY > grid.ys[row + 1] { row += 1 }
    var column = 0
    while column + 1 < columns, word.box.midX > grid.xs[column + 1] { column += 1 }
    grid.cells[at[row * columns + column]].turned.append(index)
  }
}

/// Rows and columns that hold no words and are slivers between double rules, or that shading left over.
func dropEmpty(_ grid: inout Grid, _ page: TablePage, keepingColumns: Bool) {
  var rows = FilledLines(grid.cells, of: grid.rows) { ($0.row, $0.rowSpan) }
  for row in stride(from: grid.rows - 1, through: 0, by: -1) where grid.rows > 1 && !rows.held[row] {
    let high = grid.ys[row + 1] - grid.ys[row]
    let blank = !rows.written[row]
    // An empty row of full height between ruled ones is a row; at the ends, or when lower than a line, it is none.
    guard
      high < CellRule.sliver * page.em || (blank && (row == 0 || row == grid.rows - 1 || !grid.hardRows[row] || !grid.hardRows[row + 1]))
        || (!blank && high < page.em) || (blank && isBetweenBoxes(row, grid))
    else { continue }
    removeRow(row, from: &grid)
    rows = FilledLines(grid.cells, of: grid.rows) { ($0.row, $0.rowSpan) }
  }
  if keepingColumns { return }
  var columns = FilledLines(grid.cells, of: grid.columns) { ($0.column, $0.columnSpan) }
  for column in stride(from: grid.columns - 1, through: 0, by: -1) where grid.columns > 1 && !columns.held[column] {
    let wide = grid.xs[column + 1] - grid.xs[column]
    let blank = !columns.written[column]
    guard
      wide < (blank ? CellRule.blankSliver : CellRule.sliver) * page.em || !blank
        || !(grid.hardColumns[column] && grid.hardColumns[column + 1])
    else { continue }
    removeColumn(column, from: &grid)
    columns = FilledLines(grid.cells, of: grid.columns) { ($0.column, $0.columnSpan) }
  }
}

/// Which rows, or columns, of a grid have words.
private struct FilledLines {
  /// In some cell that lies in it.
  var written: [Bool]
  /// In a cell that lies in it alone.
  var held: [Bool]

  init(_ cells: [GridCell], of count: Int, extent: (GridCell) -> (first: Int, length: Int)) {
    written = [Bool](repeating: false, count: count)
    held = written
    for index in cells.indices where !cells[index].words.isEmpty || !cells[index].turned.isEmpty {
      let (first, length) = extent(cells[index])
      for line in first..<first + length { written[line] = true }
      if length == 1 { held[first] = true }
    }
  }
}

/// Whether no border between columns goes through a row, as one does through others: white between cells that are drawn apart.
private func isBetweenBoxes(_ row: Int, _ grid: Grid) -> Bool {
  let middle = (grid.ys[row] + grid.ys[row + 1]) / 2
  return grid.verticals.contains { !$0.soft } && !grid.verticals.contains { $0.start < middle && $0.end > middle }
}

extension GridCell {
  fileprivate mutating func leaveOut(row: Int) { takeOut(row, from: &self.row, &rowSpan) }
  fileprivate mutating func leaveOut(column: Int) { takeOut(column, from: &self.column, &columnSpan) }
}

/// What a cell covers where a row or column is taken out: a cell behind it moves up, one over it covers one less.
private func takeOut(_ line: Int, from start: inout Int, _ span: inout Int) {
  if start > line { start -= 1 } else if start + span > line { span -= 1 }
}

private func removeRow(_ row: Int, from grid: inout Grid) {
  for index in grid.cells.indices { grid.cells[index].leaveOut(row: row) }
  grid.cells.removeAll { $0.rowSpan == 0 }
  let gone = row == 0 ? 0 : row + 1
  let hard = row > 0 && row + 1 < grid.rows && (grid.hardRows[row] || grid.hardRows[row + 1])
  grid.ys.remove(at: gone)
  grid.hardRows.remove(at: gone)
  if hard { grid.hardRows[row] = true }
  for index in grid.rowOf.indices where grid.rowOf[index] > row { grid.rowOf[index] -= 1 }
}

private func removeColumn(_ column: Int, from grid: inout Grid) {
  for index in grid.cells.indices { grid.cells[index].leaveOut(column: column) }
  grid.cells.removeAll { $0.columnSpan == 0 }
  let gone = column == 0 ? 0 : column + 1
  grid.xs.remove(at: gone)
  grid.hardColumns.remove(at: gone)
  for index in grid.pieces.indices {
    for place in grid.pieces[index].indices {
      if grid.pieces[index][place].from > column { grid.pieces[index][place].from -= 1 }
      if grid.pieces[index][place].to >= column, grid.pieces[index][place].to > 0 { grid.pieces[index][place].to -= 1 }
    }
  }
}
