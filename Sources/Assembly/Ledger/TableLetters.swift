import Model
import Layout

/// How many letters and figures stand in a table's lines and in none of its cells: what the region holds is not yet what was written.
///
/// Compared as bags: cells join words and leave out leaders and hyphens at line ends, which are no letters.
func lettersMissing(from table: PageTable, on page: Page) -> Int {
  var bag = LetterBag()
  for line in table.lines where line < page.lines.count { for word in page.lines[line].words { bag.add(word.text, 1) } }
  for cell in table.cells { bag.add(cell.text, -1) }
  return bag.surplus
}

/// Letters by how often they are there.
private struct LetterBag {
  /// Of Latin letters; others are counted together.
  private var counts = [Int32](repeating: 0, count: 0x250)

  mutating func add(_ text: String, _ step: Int32) {
    for scalar in text.unicodeScalars {
      let isLetter = scalar.value < 0x80 ? Self.isPlainLetter(scalar.value) : scalar.properties.isAlphabetic
      if isLetter { counts[scalar.value < 0x250 ? Int(scalar.value) : 0] += step }
    }
  }

  var surplus: Int { counts.reduce(0) { $0 + Int(max(0, $1)) } }

  private static func isPlainLetter(_ value: UInt32) -> Bool {
    value >= 0x30 && value <= 0x39 || value | 0x20 >= 0x61 && value | 0x20 <= 0x7A
  }
}
