import Model

/// A table's grid as HTML and TEI want it: in each row and each column some cell begins, and none reaches from the head into the body.
struct BegunGrid {
  struct Place {
    /// Nil for what is left of a cell of the head in the body.
    var cell: Cell?
    var rows: Int
    var columns: Int
  }

  private(set) var rows: [[Place]] = []
  private(set) var headerRows = 0
  private(set) var columns = 0

  init(_ table: Table) {
    var placed: [(row: Int, column: Int, rowEnd: Int, columnEnd: Int, cell: Cell?)] = []
    for cell in table.cells where cell.row < table.rows && cell.column < table.columns {
      let rowEnd = min(table.rows, cell.row + max(1, cell.rowSpan))
      let columnEnd = min(table.columns, cell.column + max(1, cell.columnSpan))
      let crosses = cell.row < table.headerRows && rowEnd > table.headerRows
      placed.append((cell.row, cell.column, crosses ? table.headerRows : rowEnd, columnEnd, cell))
      if crosses { placed.append((table.headerRows, cell.column, rowEnd, columnEnd, nil)) }
    }
    var rowBegins = [Bool](repeating: false, count: table.rows)
    var columnBegins = [Bool](repeating: false, count: table.columns)
    for place in placed {
      rowBegins[place.row] = true
      columnBegins[place.column] = true
    }
    let rowOf = BegunGrid.places(rowBegins)
    let columnOf = BegunGrid.places(columnBegins)
    rows = [[Place]](repeating: [], count: rowOf.last ?? 0)
    columns = columnOf.last ?? 0
    headerRows = rowOf[min(max(0, table.headerRows), table.rows)]
    for place in placed.sorted(by: { ($0.row, $0.column) < ($1.row, $1.column) }) {
      rows[rowOf[place.row]].append(
        Place(
          cell: place.cell, rows: rowOf[place.rowEnd] - rowOf[place.row], columns: columnOf[place.columnEnd] - columnOf[place.column]))
    }
  }

  /// For each row (or column) and the end, how many before it are kept.
  private static func places(_ kept: [Bool]) -> [Int] {
    kept.reduce(into: [0]) { $0.append(($0.last ?? 0) + ($1 ? 1 : 0)) }
  }
}
