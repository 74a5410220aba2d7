package import Model
import Text

/// Columns of prose that were taken for a table: no cells drawn all around, no ruling inside, a dozen rows or more, and most lines run on from the line above (they begin in
/// lower case) with several words to the cell. Such a table is refused, and its lines are read as text.
package func readsAsProse(_ table: PageTable, on page: Page) -> Bool {
  guard table.confidence < ProseTableRule.drawn, table.rows >= 10 || table.lines.count >= 24 else { return false }
  let inside = page.rulings.filter { table.box.contains($0.box, slack: 3) && max($0.box.width, $0.box.height) > 30 }
  guard inside.count < 3 else { return false }
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
