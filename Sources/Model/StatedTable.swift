/// A table as a file states it, before Segment makes a table of it: every cell with its place in the grid and its lines.
package struct StatedTable: Sendable {
  package var rows: Int
  package var columns: Int
  /// By row, then column; places that no cell covers are blank.
  package var cells: [Cell] = []

  package init(rows: Int, columns: Int) {
    self.rows = rows
    self.columns = columns
  }

  package struct Cell: Sendable {
    package var row: Int
    package var column: Int
    package var rowSpan: Int
    package var columnSpan: Int
    package var isHeader: Bool
    /// Places in ``Page/lines``.
    package var lines: Range<Int>
    /// Reading frame.
    package var box = Box(x0: 0, y0: 0, x1: 0, y1: 0)

    package init(row: Int, column: Int, rowSpan: Int, columnSpan: Int, isHeader: Bool, lines: Range<Int>) {
      self.row = row
      self.column = column
      self.rowSpan = rowSpan
      self.columnSpan = columnSpan
      self.isHeader = isHeader
      self.lines = lines
    }
  }
}
