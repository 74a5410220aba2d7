import Layout
import Model
import Text

/// A header of several rows that a rule or shading closes: how many rows it has, or nil where nothing shows that these rows are heads.
///
/// A rule alone closes nothing: it may stand under the first row of the body, or under every row. So each further row above it must name at least two
/// columns, hold no number but years, and be apart from the body: words stand where the body has numbers, or it is set or shaded like the first
/// row and unlike the body.
/// - Parameter rows: the rows that are known to be the header.
func closedHeader(_ grid: Grid, _ page: TablePage, from rows: Int) -> Int? {
  let above = rowsAbove(grid)
  guard grid.ruledHeader > 0, above > rows, above <= ClosedHeaderRule.rows, above < grid.rows else { return nil }
  let cells = cellsByRow(grid)
  let body = Array(cells[above...])
  let numeric = numericColumns(body, grid.columns, page)
  let heads = (rows..<above).allSatisfy { row in
    let named = cells[row].filter { $0.column > 0 }
    guard named.count >= 2, named.allSatisfy({ !isNumber($0, page) || isYear($0, page) }) else { return false }
    return named.contains { numeric.contains($0.column) } || isSetApart(row, cells, above, grid, page)
  }
  return heads ? above : nil
}

enum ClosedHeaderRule {
  /// Rows of a header at most. Base: title, group, name and unit of a column.
  static let rows = setting("rows", 4)
  /// Share of a column's cells that are numbers in a column of numbers. Reason: some are missing, given as words.
  static let numbers = setting("numbers", 0.5)
  /// Share of the body's rows that may look like the header. Reason: totals and group headings often do.
  static let alike = setting("alike", 0.2)
}

/// Whether the row under heads is the first of the body, although one of them, over the two columns of the stub, spans what stands below it: it is set
/// otherwise than the heads and as the row after it is, which holds numbers in no other column, and a head of one column has its words under it.
func isFirstRow(_ row: [GridCell], under heads: [GridCell], over next: [GridCell], _ page: TablePage) -> Bool {
  func look(_ cells: [GridCell]) -> WordLook? {
    let looks = cells.compactMap { $0.words.first?.first }.map { page.words[$0].look }
    return looks.dropFirst().allSatisfy { $0 == looks[0] } ? looks.first : nil
  }
  guard heads.allSatisfy({ $0.column == 0 || $0.columnSpan == 1 }), let own = look(row), own == look(next), own != look(heads) else {
    return false
  }
  func isFilled(_ column: Int) -> Bool { row.contains { $0.column == column } }
  return heads.contains { $0.column > 0 && $0.rowSpan == 1 && isFilled($0.column) }
    && row.allSatisfy { cell in next.allSatisfy { $0.column != cell.column || isNumber($0, page) == isNumber(cell, page) } }
}

private func cellsByRow(_ grid: Grid) -> [[GridCell]] {
  var out = [[GridCell]](repeating: [], count: grid.rows)
  for cell in grid.cells where !cell.words.isEmpty && out.indices.contains(cell.row) { out[cell.row].append(cell) }
  return out
}

/// Columns beside the stub in which the body holds numbers.
private func numericColumns(_ body: [[GridCell]], _ columns: Int, _ page: TablePage) -> Set<Int> {
  var filled = [Int](repeating: 0, count: columns)
  var numbers = [Int](repeating: 0, count: columns)
  for cell in body.joined() where cell.columnSpan == 1 && filled.indices.contains(cell.column) {
    filled[cell.column] += 1
    if isNumber(cell, page) { numbers[cell.column] += 1 }
  }
  return Set((0..<columns).filter { $0 > 0 && numbers[$0] > 0 && Double(numbers[$0]) >= ClosedHeaderRule.numbers * Double(filled[$0]) })
}

private func isNumber(_ cell: GridCell, _ page: TablePage) -> Bool {
  cell.words.allSatisfy { $0.allSatisfy { page.words[$0].kind != .text && page.words[$0].kind != .bullet } }
}

/// Whether a row is set or shaded like the first, and the rows of the body are not.
private func isSetApart(_ row: Int, _ cells: [[GridCell]], _ above: Int, _ grid: Grid, _ page: TablePage) -> Bool {
  func look(_ row: Int) -> WordLook? {
    let looks = cells[row].compactMap { $0.words.first?.first }.map { page.words[$0].look }
    return looks.dropFirst().allSatisfy { $0 == looks[0] } ? looks.first : nil
  }
  func shade(_ row: Int) -> UInt32? {
    let (top, bottom) = (grid.ys[row] + 1, grid.ys[row + 1] - 1)
    return grid.fills.first { $0.box.y0 < top + 1 && $0.box.y1 > bottom - 1 }?.colour
  }
  let few = ClosedHeaderRule.alike * Double(grid.rows - above)
  if let first = look(0), look(row) == first, Double((above..<grid.rows).count { look($0) == first }) <= few { return true }
  guard let first = shade(0), shade(row) == first else { return false }
  return Double((above..<grid.rows).count { shade($0) == first }) <= few
}
