import Model
import Layout
import Text

/// Cells over several rows that hold a number (or a short text) beside each of these rows are taken apart: two numbers never stand in one cell.
///
/// Where a rule is missing between two places of the grid they count as one cell, which is right for a stub that stands for several rows. Its
/// words stand in the middle then, or run on from line to line; what stands once on every row is a value of that row.
///
/// Numbers first: labels are judged by the numbers that answer them.
func splitStacks(_ grid: inout Grid, _ page: TablePage) {
  func isTall(_ cell: GridCell) -> Bool { cell.rowSpan > 1 && cell.words.count > 1 }
  guard grid.cells.contains(where: isTall) else { return }
  split(&grid, page) { lines, _ in numbers(lines, page) >= 2 }
  guard grid.cells.contains(where: isTall) else { return }
  let whole = grid
  split(&grid, page) { lines, cell in isStack(lines, blank: blankRows(cell, lines, whole), cell, whole, page) }
}

/// Tall cells of which `isStack` says so, row by row; it is given their lines by row.
private func split(_ grid: inout Grid, _ page: TablePage, where isStack: ([[[Int]]], GridCell) -> Bool) {
  var out: [GridCell] = []
  for cell in grid.cells {
    guard cell.rowSpan > 1, cell.words.count > 1, let lines = linesByRow(cell, grid, page), isStack(lines, cell) else {
      out.append(cell)
      continue
    }
    for (place, words) in lines.enumerated() {
      out.append(GridCell(row: cell.row + place, column: cell.column, rowSpan: 1, columnSpan: cell.columnSpan, words: words))
    }
  }
  grid.cells = out.sorted { ($0.row, $0.column) < ($1.row, $1.column) }
}

/// Stacks of values in one cell.
private enum ValueStackRule {
  /// The part of the column's width from which a line of words is full.
  static let full = setting("full", 0.7)
}

/// The lines of a cell by the row on whose height they stand; nil where one stands on none.
private func linesByRow(_ cell: GridCell, _ grid: Grid, _ page: TablePage) -> [[[Int]]]? {
  var out = [[[Int]]](repeating: [], count: cell.rowSpan)
  for line in cell.words {
    guard let first = line.first else { continue }
    let middle = page.words[first].box.midY
    guard let row = (cell.row..<cell.row + cell.rowSpan).first(where: { middle >= grid.ys[$0] && middle < grid.ys[$0 + 1] }) else {
      return nil
    }
    out[row - cell.row].append(line)
  }
  return out
}

/// Rows of a cell in which nothing stands, in any column: white or shading between rows.
private func blankRows(_ cell: GridCell, _ lines: [[[Int]]], _ grid: Grid) -> Set<Int> {
  var out = Set(lines.indices.filter { lines[$0].isEmpty })
  guard !out.isEmpty else { return out }
  for other in grid.cells where !isBlank(other) && other.column != cell.column {
    for row in other.row..<other.row + other.rowSpan { out.remove(row - cell.row) }
  }
  return out
}

/// How many rows have a number of their own.
private func numbers(_ rows: [[[Int]]], _ page: TablePage) -> Int {
  rows.count { row in
    !row.isEmpty && row.allSatisfy { $0.allSatisfy { page.words[$0].kind != .text && page.words[$0].kind != .bullet } }
      && row.contains { $0.contains { page.words[$0].kind == .number } }
  }
}

/// Whether every row (but the heads at the top, where they are blank) has one line of its own, none of
/// which runs on from the one above, beside rows that are filled elsewhere too; or every row is named beside its number.
private func isStack(_ all: [[[Int]]], blank: Set<Int>, _ cell: GridCell, _ grid: Grid, _ page: TablePage) -> Bool {
  let rows = all.indices.filter { !blank.contains($0) }
  let lines = rows.map { all[$0] }
  if namesItsRows(zip(rows, lines).map { (cell.row + $0, $1) }, cell, grid, page) { return true }
  let heads = lines.prefix { $0.isEmpty }.count
  let named = lines.dropFirst(heads)
  guard named.count >= 3, named.allSatisfy({ $0.count == 1 }), heads == 0 || cell.column == 0 && heads <= 4 else { return false }
  let width = grid.xs[cell.column + cell.columnSpan] - grid.xs[cell.column]
  let runs = named.dropFirst().contains { page.words[$0[0][0]].lower }
  let full = named.count { row in row[0].reduce(0) { $0 + page.words[$1].box.width } > ValueStackRule.full * width }
  let beside = rows.dropFirst(heads).allSatisfy { row in
    grid.cells.contains { $0.row == cell.row + row && $0.rowSpan == 1 && $0.column != cell.column && !$0.words.isEmpty }
  }
  return !runs && full * 2 < named.count && beside
}

/// Whether a stub names each of its rows: in every row it has a line of its own, on the baseline of the number that answers it, or nothing stands
/// beside it at all (a group's heading). Rules that go over the numbers alone (above totals) leave such labels without a border between them.
private func namesItsRows(_ lines: [(row: Int, labels: [[Int]])], _ cell: GridCell, _ grid: Grid, _ page: TablePage) -> Bool {
  guard cell.column == 0, cell.row >= max(1, rowsAbove(grid)), lines.allSatisfy({ !$0.labels.isEmpty }) else { return false }
  var answered = 0
  for (row, labels) in lines {
    let beside = grid.cells.filter { $0.row <= row && row < $0.row + $0.rowSpan && $0.column > 0 && !isBlank($0) }
    guard let next = beside.min(by: { $0.column < $1.column }) else { continue }
    guard next.row == row, next.rowSpan == 1,
      next.words.joined().allSatisfy({ page.words[$0].kind != .text && page.words[$0].kind != .bullet }),
      let number = next.words.first?.first.map({ page.words[$0] }),
      labels.contains(where: {
        $0.first.map { abs(page.words[$0].baseline - number.baseline) < StackLabels.baseline * number.size } ?? false
      })
    else { return false }
    answered += 1
  }
  return answered > 0
}

enum StackLabels {
  /// Baselines within this part of the size are one. Reason: label and number are set in one line; the middle of a wrapped label is half a line off.
  static let baseline = setting("baseline", 0.2)
}
