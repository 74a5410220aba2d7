package import Model
import Text

/// Columns of prose that were taken for a table: no cells drawn all around, no ruling inside, a dozen rows or more, and most lines run on from the line above (they begin in
/// lower case) with several words to the cell. Such a table is refused, and its lines are read as text.
package func readsAsProse(_ table: PageTable, on page: Page) -> Bool {
  guard table.confidence < ProseTableRule.drawn, table.rows >= 10 || table.lines.count >= 24 else { return false }
  let inside = page.rulings.filter { table.box.contains($0.box, slack: 3) && max($0.box.width, $0.box.height) > 30 }
  guard inside.count < 3, shadedRows(table, page) < 2 else { return false }
  var lines = 0
  var words = 0
  var lower = 0
  var numeric = 0
  for number in table.lines {
    let line = page.lines[number]
    guard let first = line.words.first?.text.unicodeScalars.first else { continue }
    lines += 1
    words += line.words.count
    if isLower(first), line.words.count > 1 { lower += 1 }
    if line.words.allSatisfy({ word in !word.text.unicodeScalars.contains { isLetter($0) } }) { numeric += 1 }
  }
  return lines >= 20 && lower * 2 >= lines && words >= table.rows * table.columns * 3 && numeric * 8 < lines
}

/// Tables that may be columns of prose.
private enum ProseTableRule {
  /// Confidence from which the cells are drawn all around.
  static let drawn = setting("drawn", 0.95)
}

/// Rows that have a shading of their own: it begins and ends where they do. Columns of prose have none, or one behind all.
private func shadedRows(_ table: PageTable, _ page: Page) -> Int {
  var rows: [Int: (y0: Double, y1: Double)] = [:]
  for cell in table.cells where cell.rowSpan == 1 { rows[cell.row] = (cell.box.y0, cell.box.y1) }
  let fills = page.fills.filter { $0.colour < 0xFAFAFA && $0.box.overlapX(table.box) > 0 && $0.box.overlapY(table.box) > 0 }
  return (0..<table.rows).count { row in
    guard row >= table.headerRows, let (y0, y1) = rows[row] else { return false }
    return fills.contains { abs($0.box.y0 - y0) < 3 && abs($0.box.y1 - y1) < 3 }
  }
}
