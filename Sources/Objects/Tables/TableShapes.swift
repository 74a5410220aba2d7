import Model
import Layout
import Text

/// Shapes of text that are like tables in all but one thing, and the tables that are like them: each is one question that the verdict asks.

/// Items of a list that begin with their number: marked `1.` or `b)`, or numbers with text that wraps beside them. Rows that are counted, or
/// codes beside names, are short, and stand in one line each.
func isNumberedList(_ grid: Grid, _ facts: GridFacts) -> Bool {
  guard facts.enumerated * 2 > grid.rows, grid.columns == 2 else { return false }
  return facts.marked * 2 > facts.enumerated || !isListing(grid, facts)
}

/// Codes or running numbers beside names: two columns, nearly every place filled, short cells, one line to the row.
func isListing(_ grid: Grid, _ facts: GridFacts) -> Bool {
  grid.columns == 2 && grid.rows >= 6 && facts.filled * 100 >= 95 * grid.rows * 2 && facts.wordsPerCell <= 4 && facts.marked == 0
    && facts.enumerated * 10 >= 8 * (grid.rows - 1) && grid.lines.count <= grid.rows + 1 && facts.prose == 0
}

/// Labels and what they say beside them: two columns of short cells in lines one under another at one step, both set left, far apart. Lines of a letter or
/// of two columns of text are not so even. Labels that end in a colon are said to be no table. Under two heads that are set otherwise, the columns may
/// be close.
func isLabelled(_ grid: Grid, _ facts: GridFacts, _ page: TablePage) -> Bool {
  let isHeaded = grid.unruledHeader == 1 && grid.rows > 4
  let pieces = isHeaded ? Array(grid.pieces.dropFirst()) : grid.pieces
  guard grid.columns == 2, grid.rows >= 4, grid.lines.count == grid.rows, facts.prose == 0, facts.bulletRows == 0, facts.marked == 0,
    facts.wordsPerCell <= 5, grid.pieces.allSatisfy({ $0.count == 2 && $0[0].from == 0 && $0[0].to == 0 && $0[1].from == 1 }),
    !grid.stubWords.contains(where: \.colon)
  else { return false }
  let steps = zip(grid.lines, grid.lines.dropFirst()).map { $1.baseline - $0.baseline }
  let gap = (pieces.map { $0[1].box.x0 }.min() ?? 0) - (pieces.map { $0[0].box.x1 }.max() ?? 0)
  return gap > (isHeaded ? 0 : ShapeRule.labelGap * page.em) && spread(pieces.map { $0[0].box.x0 }) < ShapeRule.inLine
    && spread(pieces.map { $0[1].box.x0 }) < ShapeRule.inLine && (steps.max() ?? 0) < ShapeRule.evenStep * (steps.min() ?? 0)
}

/// Heads set otherwise than the rows over every column, and a short stub in every row: columns of text have no such thing. Of two columns, which text
/// beside a narrow margin has too, the heads must be closed by a rule or lie in shading.
func hasHeadsAndStubs(_ grid: Grid) -> Bool {
  guard grid.rows >= 3, grid.columns >= 3 && grid.unruledHeader == 1 || grid.columns == 2 && grid.ruledHeader == 1 && rowsAbove(grid) == 1,
    grid.columns > 2 || !grid.stubWords.contains(where: \.colon)
  else { return false }
  let heads = grid.cells.filter { $0.row == 0 && !isBlank($0) && $0.columnSpan == 1 }
  let stubs = grid.cells.filter { $0.row > 0 && $0.column == 0 && $0.columnSpan == 1 && !isBlank($0) }
  return heads.count == grid.columns && heads.allSatisfy { $0.words.joined().count <= 5 } && stubs.count == grid.rows - 1
    && stubs.allSatisfy { $0.words.joined().count <= 4 }
}

/// Marks in a few places of many columns: every column has its head and every row its stub, and what stands between is a word or a sign.
func isChecklist(_ grid: Grid, _ facts: GridFacts) -> Bool {
  guard grid.columns >= 4, grid.rows >= 4, facts.prose == 0 else { return false }
  let heads = grid.cells.filter { $0.row == 0 && !isBlank($0) }.reduce(0) { $0 + $1.columnSpan }
  let stubs = grid.cells.count { $0.column == 0 && !isBlank($0) && $0.columnSpan == 1 }
  let inner = grid.cells.filter { $0.row > 0 && $0.column > 0 && !isBlank($0) }
  return heads >= grid.columns - 1 && stubs * 10 >= (grid.rows - 1) * 9 && inner.count >= grid.rows / 2
    && inner.allSatisfy { $0.columnSpan == 1 && $0.words.joined().count <= 2 }
}

/// Drawn cells with a head over every column and a label before every row: a timetable whose bars are shading, or a table to be filled in. The
/// first place may be blank.
func isHeadedBothWays(_ grid: Grid) -> Bool {
  guard grid.columns >= 4, grid.rows >= 3 else { return false }
  return grid.cells.allSatisfy { ($0.row > 0 && $0.column > 0) || $0.row == $0.column || !isBlank($0) }
}

/// Rows of several lines that stand apart by white space: in each row all columns begin on one line, and rows are further apart than the lines
/// within them. Columns of running text may share their lines, but never the gaps between their paragraphs.
func hasSpacedRows(_ grid: Grid, _ page: TablePage) -> Bool {
  guard grid.columns >= 2, grid.rows >= 4, grid.rowOf.count == grid.lines.count, grid.lines.count > grid.rows else { return false }
  var within: [Double] = []
  var between: [Double] = []
  for index in 1..<grid.lines.count {
    let step = grid.lines[index].baseline - grid.lines[index - 1].baseline
    if grid.rowOf[index] == grid.rowOf[index - 1] { within.append(step) } else { between.append(step) }
  }
  guard within.count >= 3, let loosest = within.max(), let closest = between.min(), closest > ShapeRule.looser * loosest else {
    return false
  }
  // Every column begins with its row.
  var together = 0
  for row in 0..<grid.rows {
    guard let first = grid.rowOf.firstIndex(of: row) else { continue }
    if Set(grid.pieces[first].map(\.from)).count == grid.columns { together += 1 }
  }
  return together * 10 >= grid.rows * 9
}

/// Authors with their addresses, or signatures: few lines of words, in each column every line in the middle of it, the first too. The stub of a table is
/// set left.
func isRowOfNames(_ grid: Grid, _ facts: GridFacts) -> Bool {
  guard grid.columns >= 2, grid.rows <= ShapeRule.nameLines, grid.lines.count <= ShapeRule.nameLines, facts.valueCells == 0,
    !grid.rules.contains(where: { $0.length > GridRule.across * grid.box.width })
  else { return false }
  var columns = 0
  for column in 0..<grid.columns {
    let own = grid.pieces.joined().filter { $0.from == column && $0.to == column }
    guard own.count >= 3, own.allSatisfy(\.isText), let height = own.first?.box.height,
      spread(own.map(\.box.midX)) < ShapeRule.middle * height, spread(own.map(\.box.x0)) > ShapeRule.ragged * height,
      spread(own.map(\.box.x1)) > ShapeRule.ragged * height
    else { return false }
    columns += 1
  }
  return columns >= 2
}

/// Equations set apart from the text: each with its sign, and most with their number in brackets at the right; or matrices, whose brackets are put together of
/// pieces.
func isEquations(_ grid: Grid, _ page: TablePage) -> Bool {
  let words = grid.cells.map { $0.words.joined().map { page.words[$0] } }
  if words.joined().count(where: { ShapeRule.bracketPieces.contains($0.first) }) >= 2 { return true }
  var numbered = Set<Int>()
  var equal = Set<Int>()
  for (cell, words) in zip(grid.cells, words) where !words.isEmpty {
    if cell.column + cell.columnSpan == grid.columns {
      guard words.count == 1, words[0].kind == .number, words[0].first == 0x28 else { return false }
      numbered.insert(cell.row)
    } else if words.contains(where: { $0.first == 0x3D }) {
      equal.insert(cell.row)
    }
  }
  return numbered.count >= 2 && numbered.count * 2 > grid.rows && numbered.isSubset(of: equal)
}

/// Columns of text in a frame: few places, and a paragraph or more in each.
func isBoxedText(_ grid: Grid, _ facts: GridFacts) -> Bool {
  grid.columns <= 3 && grid.rows <= 4 && facts.wordsPerCell > 45
}

/// A form: drawn boxes of which nearly every one holds a label and under it, behind its colon or in the box at its right, what was filled in, or a
/// question with boxes to tick.
func isForm(_ grid: Grid, _ page: TablePage) -> Bool {
  let rows = (1..<grid.rows).filter { grid.hardRows[$0] }.map { grid.ys[$0] }
  let columns = (1..<grid.columns).filter { grid.hardColumns[$0] }.map { grid.xs[$0] }
  guard rows.count <= 12, columns.count <= 8 else { return false }
  // Words of each drawn box, by its place; lines come from top to bottom.
  var boxes = [[Int]](repeating: [], count: (rows.count + 1) * (columns.count + 1))
  for (index, line) in grid.lines.enumerated() {
    let row = rows.count { $0 < (line.y0 + line.y1) / 2 }
    for piece in grid.pieces[index] { boxes[row * (columns.count + 1) + columns.count { $0 < piece.box.midX }] += Array(piece.words) }
  }
  var filled = 0
  var labelled = 0
  for words in boxes {
    guard let first = words.first, let last = words.last else { continue }
    filled += 1
    let under = page.words[last].baseline > page.words[first].baseline + ShapeRule.under * page.words[first].size
    let smaller = under && page.words[first].size < ShapeRule.smallLabel * page.words[last].size
    if smaller || words.dropLast().contains(where: { page.words[$0].colon }) || asksToTick(words, page) { labelled += 1 }
  }
  return filled >= 3 && labelled * 10 >= filled * 7
}

/// Whether words are a text with boxes to tick in it, drawn or of empty brackets.
private func asksToTick(_ words: [Int], _ page: TablePage) -> Bool {
  guard words.count(where: { page.words[$0].kind == .text }) >= 2 else { return false }
  if words.contains(where: { [0x2610, 0x2611, 0x2612, 0x25A1, 0x25CB].contains(page.words[$0].first) }) { return true }
  return zip(words, words.dropFirst()).contains {
    let pair = (page.words[$0].first, page.words[$1].first)
    return pair == (0x28, 0x29) || pair == (0x5B, 0x5D)
  }
}

private func spread(_ values: [Double]) -> Double { (values.max() ?? 0) - (values.min() ?? 0) }

/// Shapes of tables.
private enum ShapeRule {
  /// Upper, middle and lower parts of brackets, braces and parentheses of several lines (Unicode, Miscellaneous Technical).
  static let bracketPieces: ClosedRange<UInt32> = 0x239B...0x23AE
  /// Ems of white between labels and what they say.
  static let labelGap = setting("labelGap", 1.5)
  /// Points within which they begin in line.
  static let inLine = setting("inLine", 1.0)
  /// So many times the least step that the widest is, at most, where steps are even.
  static let evenStep = setting("evenStep", 1.15)
  /// So many times the distance within a row that rows stand apart.
  static let looser = setting("looser", 1.2)
  /// Sizes by which what was filled in stands under its label.
  static let under = setting("under", 0.5)
  /// Lines that names with their addresses have, at most. Base: name, post, office, street, town, country, mail.
  static let nameLines = setting("nameLines", 8)
  /// Heights of a line within which the middles of lines are one (a space behind a line moves it), and by which they begin and end apart.
  static let middle = setting("middle", 0.6)
  static let ragged = setting("ragged", 1.5)
  /// The part of the size of what was filled in that a label has.
  static let smallLabel = setting("smallLabel", 0.92)
}
