import Model
import Text
import Layout

/// Whether a grid is a table, and why not: one word for the drawing and for tests.
package enum Verdict: Equatable {
  case table(confidence: Double)
  case refused(String)
}

/// The questions in the order in which they are asked, the first answer counts; in one list although it is long, since each rests on those before.
func judge(_ grid: Grid, kind: Region.Kind, on page: TablePage, settings: TableSettings) -> Verdict {
  guard grid.columns >= 2 else { return .refused("one-column") }
  guard grid.rows >= 2 else { return .refused("one-row") }
  if isDrawing(grid, page) { return .refused("drawing") }
  let bars = page.bars.count { grid.box.containsPoint(x: $0.midX, y: $0.midY) }
  if bars >= 3 || isInPlot(grid.box, page), kind != .ruled || !isFilledGrid(grid) { return .refused("chart") }
  if kind == .ruled, isFramedFigure(grid.box, page) { return .refused("figure") }
  let facts = gridFacts(grid, page)
  guard facts.filled >= 3 else { return .refused("nearly-empty") }
  if isBoxedText(grid, facts) { return .refused("boxes-of-text") }
  if isForm(grid, page) { return .refused("form") }
  if kind != .ruled, isProgram(grid, page) { return .refused("program") }
  if kind == .open, isJustifiedText(grid, page) { return .refused("running-text") }
  if kind == .open, isEquations(grid, page) { return .refused("equations") }
  if kind == .ruled {
    if facts.filled * 100 < 22 * grid.cells.count, !isHeadedBothWays(grid) { return .refused("empty-cells") }
    if (grid.rows - facts.rowsFilled) * 3 > grid.rows { return .refused("empty-cells") }
    if facts.crossing * 8 > max(8, facts.words) { return .refused("words-across-rules") }
    if facts.columnsFilled < 2 || facts.rowsFilled < 2 { return .refused("one-column") }
    return .table(confidence: VerdictRule.drawn)
  }
  if facts.columnsFilled < 2 || facts.rowsFilled < 2 { return .refused("one-column") }
  if kind != .ruled, isContentsInColumns(grid, page) { return .refused("contents") }
  if isChecklist(grid, facts) { return .table(confidence: VerdictRule.weak) }
  if facts.filled * 100 < 25 * grid.rows * grid.columns { return .refused("empty-cells") }
  if facts.bulletRows * 2 > grid.rows, grid.columns == 2, kind != .halfRuled { return .refused("list") }
  if kind == .open || kind == .halfRuled, isRowOfNames(grid, facts) { return .refused("names-in-columns") }
  if kind == .halfRuled { return .table(confidence: VerdictRule.halfRuled) }
  let captioned = page.tableCaptions.contains {
    $0.y1 < grid.box.y0 + page.em && grid.box.y0 - $0.y1 < 3 * page.em && $0.overlapX(grid.box) > 0
  }
  if captioned, grid.columns >= 2, grid.rows >= (kind == .shaded ? 2 : 3), facts.spanning * 2 <= grid.rows + facts.filled {
    return .table(confidence: VerdictRule.ruledValues)
  }
  if kind == .shaded, grid.rows >= 3, facts.prose * 4 <= facts.words { return .table(confidence: VerdictRule.shaded) }

  // Without rules that meet or stand in a stack, the columns must be beyond doubt.
  if facts.spanning * 3 > grid.rows, grid.rows > 4 { return .refused("lines-across-columns") }
  if grid.columns >= 3, facts.filled * 10 >= 8 * grid.rows * grid.columns, hasSpacedRows(grid, page) {
    return .table(confidence: VerdictRule.spaced)
  }
  if facts.prose * 4 > facts.words {
    return hasRuledHeads(grid, page) || hasHeadsAndStubs(grid) ? .table(confidence: VerdictRule.headed) : .refused("running-text")
  }
  let ruled = grid.horizontals.contains { $0.length > VerdictRule.ruleWidth * grid.box.width }
  let values = facts.valueCells
  let dataRows = facts.rowsWithValues
  if !captioned, isContents(grid, page, facts) || isContentsInColumns(grid, page) { return .refused("contents") }
  if values >= 4, values * 2 >= facts.beyondStub, dataRows >= (ruled ? 2 : 3) {
    if grid.columns == 2, !ruled, facts.wordsPerCell > 9 { return .refused("running-text") }
    return .table(confidence: ruled ? VerdictRule.halfRuled : VerdictRule.values)
  }
  if isNumberedList(grid, facts) { return .refused("list") }
  if isListing(grid, facts) || isLabelled(grid, facts, page) { return .table(confidence: VerdictRule.weak) }
  // Words only.
  if ruled, grid.rows >= 2, facts.wordsPerCell <= 12, values + facts.beyondStub >= 4, dataRows >= 1 || grid.columns >= 3 {
    return .table(confidence: VerdictRule.headed)
  }
  if grid.columns >= 3, grid.rows >= 4, facts.wordsPerCell <= 5, facts.filled * 10 >= 7 * grid.rows * grid.columns {
    return .table(confidence: VerdictRule.weak)
  }
  if values >= 6, values * 3 >= facts.beyondStub, dataRows >= 4, grid.columns >= 3 { return .table(confidence: VerdictRule.weak) }
  if hasSetHeads(grid, facts) { return .table(confidence: VerdictRule.weak) }
  return .refused("words-without-rules")
}

/// How sure tables are of each kind (`confidence` in the record), and what makes a drawing.
enum VerdictRule {
  /// Rows and columns of a grid whose shading is looked through, at least, and the part of its cells that hold words.
  static let gridSide = setting("gridSide", 3)
  static let filledGrid = setting("filledGrid", 0.6)
  /// Cells drawn all around.
  static let drawn = setting("drawn", 0.95)
  /// Checklists, listings and tables of values without rules or heads.
  static let weak = setting("weak", 0.6)
  /// Rules between rows.
  static let halfRuled = setting("halfRuled", 0.9)
  /// Values under rules.
  static let ruledValues = setting("ruledValues", 0.85)
  /// Shaded rows.
  static let shaded = setting("shaded", 0.75)
  /// Rows of words, spaced.
  static let spaced = setting("spaced", 0.65)
  /// Heads under a rule.
  static let headed = setting("headed", 0.7)
  /// The part of the table's width that a rule under heads has.
  static let ruleWidth = setting("ruleWidth", 0.7)
  /// Values in columns.
  static let values = setting("values", 0.8)
  /// The part of the width that a drawing in the corner (a logo) has, at most …
  static let cornerWidth = setting("cornerWidth", 0.45)
  /// … and of the height.
  static let cornerHeight = setting("cornerHeight", 0.35)
  /// Points by which a line from corner to corner may miss the sides of its cell. Base: it begins and ends within their borders.
  static let diagonal = setting("diagonal", 4.0)
  /// The part of the width from which curves make a drawing …
  static let sharedWidth = setting("sharedWidth", 0.12)
  /// … and of the height.
  static let sharedHeight = setting("sharedHeight", 0.08)
  /// The upper part of a frame's height in which a figure's caption stands.
  static let captionHeight = setting("captionHeight", 0.3)
}

/// Whether a rule across the table closes a row of short heads, one over each of at least three columns, and every row below begins in the
/// first: columns of running text have no such thing.
private func hasRuledHeads(_ grid: Grid, _ page: TablePage) -> Bool {
  guard grid.columns >= 3, grid.rows >= 3, grid.ruledHeader > 0, rowsAbove(grid) == 1 else { return false }
  let heads = grid.cells.filter { $0.row == 0 }
  let stub = grid.cells.filter { $0.row > 0 && $0.column == 0 }
  return heads.count == grid.columns
    && heads.allSatisfy { cell in
      let words = cell.words.joined()
      return !words.isEmpty && words.count <= 5 && words.contains { page.words[$0].kind == .text }
    } && stub.allSatisfy { !$0.words.isEmpty && $0.columnSpan == 1 }
}

/// Whether heads set otherwise than the rows stand over every column, with short cells under them.
private func hasSetHeads(_ grid: Grid, _ facts: GridFacts) -> Bool {
  guard grid.columns >= 3, grid.rows >= 4, grid.unruledHeader == 1, facts.prose == 0, facts.wordsPerCell <= 4 else { return false }
  let heads = grid.cells.filter { $0.row == 0 && !isBlank($0) && $0.columnSpan == 1 }
  // Under a running head set with wide gaps stand titles, one to a line.
  let rows = (1..<grid.rows).count { row in
    grid.cells.count { $0.row == row && !isBlank($0) && $0.columnSpan == 1 } >= max(2, grid.columns / 2)
  }
  return heads.count == grid.columns && facts.filled * 2 >= grid.rows * grid.columns && rows * 2 >= grid.rows - 1
}

/// Whether a frame begins with the caption of a figure: its rules are axes and bars.
private func isFramedFigure(_ box: Box, _ page: TablePage) -> Bool {
  page.figureCaptions.contains {
    $0.midX > box.x0 && $0.midX < box.x1 && $0.midY > box.y0 && $0.midY < box.y0 + VerdictRule.captionHeight * box.height
  }
}

/// Drawn cells of which most hold words: their shading may look like bars, but between the grid lines of a chart next to nothing is written.
private func isFilledGrid(_ grid: Grid) -> Bool {
  guard grid.rows >= VerdictRule.gridSide, grid.columns >= VerdictRule.gridSide else { return false }
  return Double(grid.cells.count { !isBlank($0) }) >= VerdictRule.filledGrid * Double(grid.cells.count)
}

/// Whether the better part of a region is the plot of a chart.
private func isInPlot(_ box: Box, _ page: TablePage) -> Bool {
  page.plots.contains { $0.intersection(box).height > 0 && $0.intersection(box).width > 0 && $0.intersection(box).area * 2 > box.area }
}

/// Curves and slanted lines across a region: a chart, however well its labels stand in line.
private func isDrawing(_ grid: Grid, _ page: TablePage) -> Bool {
  let box = grid.box
  for drawing in page.drawings {
    let shared = drawing.intersection(box)
    // A frame with round corners is drawn as a curve, and stands around.
    if drawing.contains(box, slack: 4) { continue }
    // A slanted line from the corner of the first cell parts the head of the rows from the head of the columns.
    let corner = abs(drawing.x0 - box.x0) < 6 && abs(drawing.y0 - box.y0) < 6
    if corner, drawing.width < VerdictRule.cornerWidth * box.width, drawing.height < VerdictRule.cornerHeight * box.height { continue }
    guard shared.width > VerdictRule.sharedWidth * box.width, shared.height > VerdictRule.sharedHeight * box.height, shared.height > 3
    else { continue }
    if corner, isDiagonal(drawing, of: grid) { continue }
    return true
  }
  return false
}

/// Whether what is drawn goes from corner to corner of the first cell, however much of a short table's height that is.
private func isDiagonal(_ drawing: Box, of grid: Grid) -> Bool {
  guard let cell = grid.cells.first(where: { $0.row == 0 && $0.column == 0 }), grid.columns > cell.columnSpan, grid.rows > cell.rowSpan
  else { return false }
  let box = Box(x0: grid.xs[0], y0: grid.ys[0], x1: grid.xs[cell.columnSpan], y1: grid.ys[cell.rowSpan])
  return box.contains(drawing, slack: VerdictRule.diagonal) && drawing.contains(box, slack: VerdictRule.diagonal)
}

package struct GridFacts {
  var filled = 0
  package var words = 0
  var wordsPerCell = 0.0
  var crossing = 0
  var prose = 0
  var columnsFilled = 0
  var rowsFilled = 0
  var rowsWithValues = 0
  var valueCells = 0
  var beyondStub = 0
  var spanning = 0
  var bulletRows = 0
  /// Rows whose first cell is one number, and those of them that are marked as items (`1.`, `b)`).
  package var enumerated = 0
  package var marked = 0
  package var leaders = 0
}

func gridFacts(_ grid: Grid, _ page: TablePage) -> GridFacts {
  var out = GridFacts()
  var columns = Set<Int>()
  var rows = Set<Int>()
  var valued = Set<Int>()
  // Heads span columns in the best of tables.
  let head = max(0, rowsAbove(grid))
  for cell in grid.cells where !cell.words.isEmpty || !cell.turned.isEmpty {
    out.filled += 1
    columns.insert(cell.column)
    rows.insert(cell.row)
    var value = false
    var text = false
    for line in cell.words {
      for word in line {
        out.words += 1
        let it = page.words[word]
        if it.fragment >= 0, page.fragments[it.fragment].isProse { out.prose += 1 }
        switch it.kind {
        case .number, .missing: value = true
        case .text, .bullet: text = true
        default: break
        }
      }
    }
    if cell.columnSpan > 1, cell.row >= head, cell.columnSpan < grid.columns || cell.words.count > 1 { out.spanning += 1 }
    if cell.column > 0 {
      out.beyondStub += 1
      if value, !text {
        out.valueCells += 1
        valued.insert(cell.row)
      }
    } else if let first = cell.words.first?.first {
      if page.words[first].kind == .bullet || page.words[first].isDash && cell.words.joined().count == 1 { out.bulletRows += 1 }
      if page.words[first].kind == .number || page.words[first].kind == .missing, cell.words.count == 1, cell.words[0].count == 1 {
        out.enumerated += 1
        if page.words[first].enumerates { out.marked += 1 }
      }
    }
  }
  for edge in grid.verticals where !edge.soft {
    for index in grid.lines.indices where grid.lines[index].y0 > edge.start && grid.lines[index].y1 < edge.end {
      for piece in grid.pieces[index] where piece.box.x0 < edge.at - 3 && piece.box.x1 > edge.at + 3 {
        if piece.words.contains(where: { page.words[$0].box.x0 < edge.at - 3 && page.words[$0].box.x1 > edge.at + 3 }) { out.crossing += 1 }
      }
    }
  }
  for line in grid.lines {
    if line.fragments.contains(where: { page.fragments[$0].words.contains { page.words[$0].kind == .leader } }) { out.leaders += 1 }
  }
  out.columnsFilled = columns.count
  out.rowsFilled = rows.count
  out.rowsWithValues = valued.count
  out.wordsPerCell = out.filled == 0 ? 0 : Double(out.words) / Double(out.filled)
  return out
}

/// A table of contents: leaders or wide gaps to page numbers that never fall, in the last of few columns, without a header.
private func isContents(_ grid: Grid, _ page: TablePage, _ facts: GridFacts) -> Bool {
  var last = -1
  var numbers = 0
  var years = 0
  var rises = 0
  for cell in grid.cells where cell.column + cell.columnSpan == grid.columns && cell.column > 0 {
    guard cell.words.count == 1, cell.words[0].count == 1 else { continue }
    let word = page.words[cell.words[0][0]]
    guard word.kind == .number, let number = page.integers[cell.words[0][0]] else { continue }
    numbers += 1
    if number >= 1800, number < 2100 { years += 1 }
    if number >= last { rises += 1 }
    last = number
  }
  let ends = Set(grid.cells.filter { $0.column + $0.columnSpan == grid.columns && $0.column > 0 && !$0.words.isEmpty }.map(\.row)).count
  guard numbers >= 3, numbers * 4 >= ends * 3, ends * 2 >= grid.rows, years < numbers, rises * 10 >= numbers * 9 else { return false }
  let text = grid.cells.filter { $0.column + $0.columnSpan < grid.columns && $0.column > 0 && !$0.words.isEmpty }
  let values = text.filter { $0.words.allSatisfy { $0.allSatisfy { page.words[$0].kind == .number } } }
  return grid.columns <= 3 && values.count * 2 <= text.count
}

/// Contents printed in two or three columns side by side: every column of numbers alone is one of pages, which never fall, beside a column of titles.
func isContentsInColumns(_ grid: Grid, _ page: TablePage) -> Bool {
  guard grid.columns >= 4, grid.columns <= 9 else { return false }
  var lists = 0
  for column in 1..<grid.columns {
    let cells = grid.cells.filter { $0.column == column && $0.columnSpan == 1 && !$0.words.isEmpty }.sorted { $0.row < $1.row }
    let numbers = cells.compactMap { $0.words.count == 1 && $0.words[0].count == 1 ? page.integers[$0.words[0][0]] : nil }
    if numbers.count == cells.count, numbers.count >= 4 {
      let titles = grid.cells.filter { $0.column == column - 1 && !$0.words.isEmpty }
      guard titles.count(where: { $0.words.joined().contains { page.words[$0].kind == .text } }) * 4 >= titles.count * 3, !titles.isEmpty
      else {
        return false
      }
      guard zip(numbers, numbers.dropFirst()).filter({ $0 > $1 }).count * 10 <= numbers.count, numbers[0] < 1800 || numbers[0] > 2100,
        zip(numbers, numbers.dropFirst()).filter({ $0 < $1 }).count * 3 >= numbers.count
      else { return false }
      lists += 1
    }
  }
  // The last number of one list is the page before the next list's first.
  return lists >= 2 && lists * 3 >= grid.columns
}
