import Layout
import Model
import Text

/// What a page's furniture adds to a drawn table that it touches: a coloured strip with the running title set upright, a tab with the folio. Their
/// sides meet the table's rules, so that they look like its last column or first row.
enum StripRule {
  /// The part of the table's rows beside which one cell stands in a strip. Base: a stub for all rows is no strip, but it is never beyond the numbers.
  static let rows = setting("rows", 0.75)
  /// Rows that a table has at least before a strip is looked for. Base: a cell over three rows may be a cell.
  static let least = setting("least", 6)
}

/// The box of a drawn grid without a strip at its left or right and without the rows that reach into the strip; nil where there is none.
///
/// A strip is an outermost column whose words are all set upright (but for a folio), or that has none, in one cell over most rows, beside at least two columns that
/// hold a cell in most rows.
func withoutStrips(_ grid: Grid, on page: TablePage) -> Box? {
  guard grid.columns >= 3, grid.rows >= StripRule.least else { return nil }
  guard let side = [grid.columns - 1, 0].first(where: { isStrip($0, grid, page) }) else { return nil }
  let inner = side == 0 ? 1..<grid.columns : 0..<grid.columns - 1
  // Rows at the top and at the foot that one cell goes through from the table into the strip.
  func reaches(_ row: Int) -> Bool {
    grid.cells.contains {
      $0.row <= row && row < $0.row + $0.rowSpan && $0.column <= side && side < $0.column + $0.columnSpan && $0.columnSpan > 1
    }
  }
  var top = 0
  while top < grid.rows, reaches(top) { top += 1 }
  var foot = grid.rows
  while foot > top, reaches(foot - 1) { foot -= 1 }
  guard foot - top >= 2 else { return nil }
  return Box(x0: grid.xs[inner.lowerBound], y0: grid.ys[top], x1: grid.xs[inner.upperBound], y1: grid.ys[foot])
}

private func isStrip(_ column: Int, _ grid: Grid, _ page: TablePage) -> Bool {
  let here = grid.cells.filter { $0.column == column && $0.columnSpan == 1 }
  guard let tall = here.max(by: { $0.rowSpan < $1.rowSpan }), Double(tall.rowSpan) >= StripRule.rows * Double(grid.rows) else {
    return false
  }
  // The folio may stand under the title.
  let words = tall.words.joined()
  let isBlank = words.isEmpty || !tall.turned.isEmpty && words.count == 1 && words.allSatisfy { page.words[$0].kind == .number }
  return isBlank && here.allSatisfy { $0.words.isEmpty || $0.row == tall.row || $0.rowSpan == 1 && $0.row >= tall.row + tall.rowSpan }
}
