import Model
import Text
package import Layout

/// A piece of a table over pages whose header says the words of the first one's, brought to the shape of the first: its rows of header are the
/// first one's, and its cells stand in the columns of the first, so that columns that are empty on its page keep their place.
///
/// Nil where the words differ, where nothing needs to be brought into shape, or where the columns do not lie over the first one's in order.
package func aligned(_ piece: PageTable, to first: PageTable) -> PageTable? {
  guard !headersAgree(piece, first), piece.columns <= first.columns, piece.columns >= 2,
    abs(piece.box.width - first.box.width) < PieceWidthRule.width * max(piece.box.width, first.box.width),
    let rows = rowsThatSay(headerWords(first, rows: first.headerRows), in: piece), let places = places(of: piece, in: first)
  else { return nil }
  var out = piece
  out.columns = first.columns
  out.headerRows = first.headerRows
  out.rows = piece.rows - rows + first.headerRows
  out.cells = first.cells.filter { $0.row < first.headerRows }
  var filled = Set<CellPlace>()
  for var cell in piece.cells where cell.row >= rows {
    let whole = cell.columnSpan == piece.columns
    let from = places[cell.column]
    let to = whole ? first.columns - 1 : places[cell.column + cell.columnSpan - 1]
    cell.row += first.headerRows - rows
    cell.column = from
    cell.columnSpan = to - from + 1
    for row in cell.row..<cell.row + cell.rowSpan { for column in from...to { filled.insert(CellPlace(row: row, column: column)) } }
    out.cells.append(cell)
  }
  let page = piece.cells.first?.page ?? 0
  for row in first.headerRows..<out.rows {
    for column in 0..<first.columns where !filled.contains(CellPlace(row: row, column: column)) {
      out.cells.append(Cell(row: row, column: column, text: "", page: page, box: piece.box))
    }
  }
  out.cells.sort { ($0.row, $0.column) < ($1.row, $1.column) }
  return out
}

/// Pieces of one table.
private enum PieceWidthRule {
  /// The part of the wider one's width by which they may differ.
  static let width = setting("width", 0.06)
}

private func headerWords(_ table: PageTable, rows: Int) -> [Substring] {
  table.cells.filter { $0.row < rows }.flatMap { $0.text.split(separator: " ") }.sorted()
}

/// How many of the first rows say these words and no others, however they are split into cells.
private func rowsThatSay(_ words: [Substring], in piece: PageTable) -> Int? {
  guard words.count >= 2 else { return nil }
  return (1...3).first { $0 < piece.rows && headerWords(piece, rows: $0) == words }
}

/// For each column of the piece the column of the first that it lies over most, inner and outer margins apart; they must rise.
private func places(of piece: PageTable, in first: PageTable) -> [Int]? {
  let shift = first.box.x0 - piece.box.x0
  let own = ranges(piece)
  let others = ranges(first)
  var out: [Int] = []
  for range in own {
    guard let range else { return nil }
    let shared = others.map { other in
      other.map { min($0.to, range.to + shift) - max($0.from, range.from + shift) } ?? -.infinity
    }
    guard let best = shared.indices.max(by: { (shared[$0], -$0) < (shared[$1], -$1) }), shared[best] > 0, best > out.last ?? -1 else {
      return nil
    }
    out.append(best)
  }
  return out
}

/// From where to where each column goes; nil where no cell is in it alone.
private func ranges(_ table: PageTable) -> [(from: Double, to: Double)?] {
  (0..<table.columns).map { column in
    table.cells.first { $0.column == column && $0.columnSpan == 1 }.map { ($0.box.x0, $0.box.x1) }
  }
}
