package import Model
package import Text
package import Layout

/// The tables on each page: from rulings, fills and the alignment of lines. `leavingOut[p][l]`: line `l` of page `p` is furniture or taken.
///
/// After Nurminen ("Algorithmic extraction of data in tables in PDF documents", 2013) in that edges are drawn and found alike, and after
/// Kieninger's T-Recs in that white space votes; it departs from both in reading every kind of table through one grid (``Grid``).
///
/// - Parameter prepared: pages as ``sureTables(_:leavingOut:settings:)`` prepared them, used where the same lines are left out.
package func findTables(_ pages: [Page], leavingOut: [[Bool]], prepared: [TablePage?] = [], settings: SegmentSettings) -> [[PageTable]] {
  let words = settings.captionWords
  let bodySize = commonSize(pages, leavingOut: leavingOut)
  let own = settings.tables.with(settings)
  // Heads of the tables on this page and the one before.
  var heads: [[PageTable]] = [[], []]
  return pages.enumerated().map { index, page in
    let marks = { captionStarts(on: page, leavingOut: leavingOut[index], bodySize: bodySize, words: words) }
    let ready = index < prepared.count ? prepared[index] : nil
    let words = ready?.leftOut == leavingOut[index] ? ready! : tablePage(page, leavingOut: leavingOut[index], settings: own)
    let readings = tableReadings(on: words, marks: marks, settings: own)
    var out: [PageTable] = []
    var refused: [PageTable] = []
    for reading in readings {
      guard let grid = reading.grid else { continue }
      switch reading.verdict {
      case .table(let confidence): out.append(pageTable(grid, reading.words, page, index: index, confidence: confidence))
      case .refused where grid.columns >= 2 && grid.rows >= 2 && grid.rows <= 80:
        refused.append(pageTable(grid, reading.words, page, index: index, confidence: 0.7))
      case .refused: break
      }
    }
    heads = [heads[1], out]
    // Rows under the header of a table that is known are more of it, in place of a part of them that was taken for a table.
    for piece in refused where heads.joined().contains(where: { headersAgree(piece, $0) }) {
      let overlapping = out.filter { !$0.lines.isDisjoint(with: piece.lines) }
      guard overlapping.allSatisfy({ $0.lines.isSubset(of: piece.lines) && $0.rows < piece.rows }) else { continue }
      out.removeAll { !$0.lines.isDisjoint(with: piece.lines) }
      out.append(piece)
    }
    return out
  }
}

/// Lines in cells that are drawn all around and mostly filled, of each page: no chart, whatever stands near. With them the pages that were
/// looked at, as table reading sees them; nil for the others.
package func sureTables(_ pages: [Page], leavingOut: [[Bool]], settings: SegmentSettings) -> (lines: [Set<Int>], prepared: [TablePage?]) {
  let own = settings.tables.with(settings)
  var prepared = [TablePage?](repeating: nil, count: pages.count)
  let lines = pages.enumerated().map { index, page in
    var out = Set<Int>()
    guard page.rulings.count >= 4 else { return out }
    let words = tablePage(page, leavingOut: leavingOut[index], settings: own)
    prepared[index] = words
    for reading in tableReadings(on: words, marks: nil, settings: own) {
      guard case .table = reading.verdict, let grid = reading.grid else { continue }
      let filled = grid.cells.filter { !$0.words.isEmpty }.count
      guard grid.rows >= 3, filled * 10 >= grid.cells.count * 6 else { continue }
      for cell in grid.cells {
        for line in cell.words { for word in line { out.insert(reading.words.words[word].line) } }
      }
    }
    return out
  }
  return (lines, prepared)
}

/// A candidate with all that was made of it, for drawing and for tests.
package struct TableReading {
  package var region: Region
  package var words: TablePage
  var grid: Grid?
  var verdict: Verdict
}

/// All candidates of a page. `marks` gives the page's captions and source lines, which are outside of every table; nil: only tables in drawn
/// cells are wanted.
func tableReadings(on page: TablePage, marks: (() -> PageCaptions)?, settings: TableSettings) -> [TableReading] {
  var words = page
  guard words.fragments.count >= 4, words.fragments.count < 20_000 else { return [] }
  var out: [TableReading] = []
  var taken: [Box] = []

  func tryRegion(_ region: Region) {
    if region.kind != .ruled, taken.contains(where: { $0.overlapX(region.box) > 4 && $0.overlapY(region.box) > 4 }) { return }
    let grid = readGrid(region.box, on: words, open: region.kind != .ruled, settings: settings)
    let verdict = grid.map { judge($0, kind: region.kind, on: words, settings: settings) } ?? .refused("no-grid")
    out.append(TableReading(region: region, words: words, grid: grid, verdict: verdict))
    switch verdict {
    case .table: taken.append(region.box)
    case .refused(let why):
      if region.kind == .ruled, why == "empty-cells" || why == "words-across-rules" || why == "drawing" { taken.append(region.box) }
    }
  }
  let ruled = ruledRegions(words, settings: settings)
  if let marks { words.mark(marks()) }
  for region in ruled {
    tryRegion(
      marks == nil ? region : withBody(region, words, taken: taken + ruled.map(\.box).filter { $0 != region.box }, settings: settings))
  }
  guard marks != nil else { return out }
  for region in stackedRegions(words, taken: taken, settings: settings) { tryRegion(region) }
  for region in shadedRegions(words, taken: taken, settings: settings) { tryRegion(region) }
  for region in captionedRegions(words, taken: taken, words: true, settings: settings) { tryRegion(region) }
  for region in openRegions(words, taken: taken, settings: settings) { tryRegion(region) }
  for region in captionedRegions(words, taken: taken, words: false, settings: settings) { tryRegion(region) }
  return out
}

func pageTable(_ grid: Grid, _ words: TablePage, _ page: Page, index: Int, confidence: Double) -> PageTable {
  var lines = Set<Int>()
  var cells: [Cell] = []
  let headerRows = countHeaderRows(grid, words)
  for cell in grid.cells {
    let (text, marks) = cellText(cell, words, source: page)
    for line in cell.words {
      for word in line { lines.insert(words.words[word].line) }
    }
    for word in cell.turned { lines.insert(words.turned[word].line) }
    let box = Box(
      x0: grid.xs[cell.column], y0: grid.ys[cell.row], x1: grid.xs[cell.column + cell.columnSpan], y1: grid.ys[cell.row + cell.rowSpan])
    var made = Cell(
      row: cell.row, column: cell.column, rowSpan: cell.rowSpan, columnSpan: cell.columnSpan, text: text, header: cell.row < headerRows,
      page: page.number, box: box)
    made.marks = marks
    cells.append(made)
  }
  cells.sort { ($0.row, $0.column) < ($1.row, $1.column) }
  return PageTable(
    page: index, box: grid.box, lines: lines, rows: grid.rows, columns: grid.columns, headerRows: headerRows, cells: cells,
    confidence: confidence)
}

/// How many rows are the header: the first; those that its cells reach into; those under a cell that spans columns of it; and further ones
/// above the first full rule, or shaded or set like the first, while they hold no values.
func countHeaderRows(_ grid: Grid, _ words: TablePage) -> Int {
  var rows = 1
  func cells(_ row: Int) -> [GridCell] { grid.cells.filter { $0.row == row && !($0.words.isEmpty && $0.turned.isEmpty) } }
  func isValue(_ cell: GridCell) -> Bool {
    !cell.words.isEmpty && cell.words.allSatisfy { $0.allSatisfy { words.words[$0].kind != .text && words.words[$0].kind != .bullet } }
  }
  var row = 0
  while row < rows, rows < grid.rows - 1, rows < 6 {
    let here = cells(row)
    for cell in here where cell.columnSpan < grid.columns && cell.column > 0 { rows = max(rows, row + cell.rowSpan) }
    if row == 0 {
      for cell in here where cell.column == 0 && cell.columnSpan < grid.columns && cell.rowSpan < 5 { rows = max(rows, cell.rowSpan) }
    }
    let next = cells(row + 1)
    let spans = here.filter { $0.columnSpan > 1 && $0.columnSpan < grid.columns }
    let values = next.filter { $0.column > 0 && isValue($0) && !isYear($0, words) }.count
    let beyond = next.filter { $0.column > 0 }.count
    // What stands under a heading across columns names them.
    if row + 1 == rows, !spans.isEmpty, beyond > 0, values * 3 <= beyond,
      next.contains(where: { cell in
        spans.contains { $0.column <= cell.column && cell.column < $0.column + $0.columnSpan } && cell.columnSpan == 1
      })
    {
      rows += 1
    }
    // A title of the table inside its frame is followed by the header proper.
    if row == 0, rows == 1, here.count == 1, here[0].columnSpan == grid.columns, values == 0, next.count >= 2 { rows += 1 }
    row += 1
  }
  return min(rows, max(1, grid.rows - 1))
}

private func isYear(_ cell: GridCell, _ words: TablePage) -> Bool {
  guard cell.words.count == 1, cell.words[0].count == 1, let number = words.integers[cell.words[0][0]] else { return false }
  return number >= 1800 && number < 2100
}
