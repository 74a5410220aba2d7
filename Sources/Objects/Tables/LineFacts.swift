import Layout
import Model
import Text

/// What a printed line holds by columns: what rows are told by.
package struct LineFacts {
  /// Columns with a value, and with anything: one bit a column.
  package var values: UInt64 = 0
  var filled: UInt64 = 0
  package var spans = false
  var stubStart = 0.0
  var stubEnd = 0.0
  var firstWord = 0.0
  /// How all its pieces are set; nil where they differ.
  package var look: WordLook?
  /// Its numbers are years, all of them.
  var years = false
  /// Columns whose piece holds a number, with words or without (`24 or more`).
  var numbered: UInt64 = 0

  /// Whether it is a row for what stands in it: a stub, and in most other columns something with a number.
  func isRow(of columns: Int) -> Bool {
    let beside = (filled & ~1).nonzeroBitCount
    return filled & 1 != 0 && !spans && beside >= 2 && beside * 10 >= (columns - 1) * 6 && numbered & ~1 == filled & ~1
  }
}

func lineFacts(_ line: PrintedLine, _ pieces: [Piece]) -> LineFacts {
  var out = LineFacts()
  var words: UInt64 = 0
  for piece in pieces where piece.isText { for column in piece.from...piece.to { words |= 1 << UInt64(column) } }
  let numbers = pieces.filter(\.isValue)
  out.years = !numbers.isEmpty && numbers.allSatisfy(\.isYear)
  out.look = pieces.dropFirst().allSatisfy { $0.look == pieces[0].look } ? pieces.first?.look : nil
  for piece in pieces {
    for column in piece.from...piece.to { out.filled |= 1 << UInt64(column) }
    // A dash before words is a bullet.
    if piece.isValue, words & (1 << UInt64(piece.from)) == 0 { out.values |= 1 << UInt64(piece.from) }
    if piece.to > piece.from { out.spans = true } else if piece.hasNumber { out.numbered |= 1 << UInt64(piece.from) }
    if piece.from == 0 {
      if out.stubEnd == 0 { out.stubStart = piece.box.x0 }
      out.stubEnd = max(out.stubEnd, piece.to == 0 ? piece.box.x1 : 0)
    }
  }
  return out
}

/// Whether shading or rules part a table of several lines a row into rows: so it is in nearly all bands of more than one line.
func bandsAreRows(_ bands: [[Int]], _ facts: [LineFacts]) -> Bool {
  let several = bands.filter { $0.count > 1 }
  return bands.count >= 3 && several.count >= 2 && several.count { isOneRow($0, facts) } * 10 >= several.count * 8
}

/// Whether lines are one row for all that their columns say: some are filled once, and none holds two numbers one under another.
func isOneRow(_ lines: [Int], _ facts: [LineFacts]) -> Bool {
  var any: UInt64 = 0
  var twice: UInt64 = 0
  var values: UInt64 = 0
  for line in lines {
    if values & facts[line].values & ~1 != 0 || facts[line].spans { return false }
    values |= facts[line].values
    twice |= any & facts[line].filled
    any |= facts[line].filled
  }
  let once = (any & ~twice).nonzeroBitCount
  return any.nonzeroBitCount >= 3 && once >= 2 && once * 3 >= any.nonzeroBitCount
}
