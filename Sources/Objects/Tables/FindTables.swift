package import Model
import Text
package import Layout

/// The tables on each page: from rulings, fills and the alignment of lines. `leavingOut[p][l]`: line `l` of page `p` is furniture or taken.
///
/// After Nurminen ("Algorithmic extraction of data in tables in PDF documents", 2013) in that edges are drawn and found alike, and after
/// Kieninger's T-Recs in that white space votes; it departs from both in reading every kind of table through one grid (``Grid``).
///
/// - Parameter prepared: pages as ``sureTables(_:settings:)`` prepared them with all their lines.
package func findTables(_ pages: [Page], leavingOut: [[Bool]], prepared: [TablePage?] = [], settings: SegmentSettings) -> [[PageTable]] {
  let words = settings.captionWords
  let bodySize = commonSize(pages, leavingOut: leavingOut)
  let own = settings.tables.with(settings)
  // Heads of the tables on this page and the one before.
  var heads: [[PageTable]] = [[], []]
  var open: OpenTable?
  var found: [[PageTable]] = []
  // Heads that ended the page before, with their rows overleaf.
  var head: PageTable?
  for (index, page) in pages.enumerated() {
    let marks = { captionStarts(on: page, leavingOut: leavingOut[index], bodySize: bodySize, words: words) }
    let ready = index < prepared.count ? prepared[index] : nil
    let words = ready?.leaving(out: leavingOut[index]) ?? tablePage(page, leavingOut: leavingOut[index], settings: own)
    var readings = tableReadings(on: words, marks: marks, settings: own)
    if let before = open, let marked = readings.first?.words ?? (words.fragments.isEmpty ? nil : words.marked(marks())),
      let more = continuedReading(before, on: marked, readings: readings, settings: own)
    {
      readings.removeAll { $0.region.box.overlapY(more.region.box) > 2 && $0.region.box.overlapX(more.region.box) > 2 }
      readings.insert(more, at: 0)
    }
    open = openTable(readings, height: page.height)
    var out: [PageTable] = []
    var refused: [PageTable] = []
    for reading in readings {
      guard let grid = reading.grid else { continue }
      switch reading.verdict {
      case .table(let confidence): out.append(pageTable(grid, reading.words, page, index: index, confidence: confidence))
      case .refused where grid.columns >= 2 && grid.rows >= 2 && grid.rows <= 80:
        refused.append(pageTable(grid, reading.words, page, index: index, confidence: FoundRule.confidence))
      case .refused: break
      }
    }
    if let before = head, let first = out.min(by: { ($0.box.y0, $0.box.x0) < ($1.box.y0, $1.box.x0) }), index > 0, goesOn(before, in: first)
    {
      found[index - 1].append(before)
    }
    head = headAtFoot(readings, page, index: index)
    heads = [heads[1], out]
    // Rows under the header of a table that is known are more of it, in place of a part of them that was taken for a table.
    for piece in refused where heads.joined().contains(where: { headersAgree(piece, $0) }) {
      let overlapping = out.filter { !$0.lines.isDisjoint(with: piece.lines) }
      guard overlapping.allSatisfy({ $0.lines.isSubset(of: piece.lines) && $0.rows < piece.rows }) else { continue }
      out.removeAll { !$0.lines.isDisjoint(with: piece.lines) }
      out.append(piece)
    }
    found.append(out)
  }
  return found
}

/// How sure tables are that stand apart from the usual verdicts.
private enum FoundRule {
  /// Of what goes on from, or goes on to, another page.
  static let confidence = setting("confidence", 0.7)
  /// Of long tables of numbers that a drawing stands behind or around.
  static let numbers = setting("numbers", 0.8)
}

/// One row of heads in drawn cells at the foot of a page: a table whose rows begin on the next.
private func headAtFoot(_ readings: [TableReading], _ page: Page, index: Int) -> PageTable? {
  guard let last = readings.filter({ $0.grid != nil }).max(by: { $0.region.box.y1 < $1.region.box.y1 }), let grid = last.grid,
    last.verdict == .refused("one-row"), last.region.kind == .ruled, grid.columns >= 2, grid.rows == 1
  else { return nil }
  let words = last.words
  guard grid.cells.allSatisfy({ !$0.words.isEmpty && $0.words.joined().contains { words.words[$0].kind == .text } }),
    !words.fragments.contains(where: { $0.box.y0 > grid.box.y1 - 1 })
  else { return nil }
  return pageTable(grid, words, page, index: index, confidence: FoundRule.confidence)
}

/// Whether a table at the head of a page stands in the columns of heads at the foot of the page before.
private func goesOn(_ head: PageTable, in table: PageTable) -> Bool {
  guard head.columns == table.columns, abs(head.box.width - table.box.width) < 6, !headersAgree(head, table) else { return false }
  func starts(_ table: PageTable) -> [Double] {
    (0..<table.columns).map { column in table.cells.filter { $0.column == column }.map { $0.box.x0 - table.box.x0 }.min() ?? .infinity }
  }
  return zip(starts(head), starts(table)).allSatisfy { abs($0 - $1) < 6 }
}

/// What is a table beyond doubt, page by page, and the pages as table reading sees them; nil for those that were not looked at.
package struct SureTables {
  /// For each page the lines of each such table.
  package var tables: [[Set<Int>]]
  package var prepared: [TablePage?]

  package init(_ pages: [Page]) {
    tables = pages.map { _ in [] }
    prepared = pages.map { _ in nil }
  }
}

/// Tables in cells that are drawn all around and mostly filled, tables of numbers between rules, and, where something is drawn, long tables of
/// numbers without any: no chart, and no running head, whatever stands near.
package func sureTables(_ pages: [Page], settings: SegmentSettings) -> SureTables {
  let own = settings.tables.with(settings)
  var out = SureTables(pages)
  for (index, page) in pages.enumerated() where page.rulings.count >= 4 || !page.drawings.isEmpty {
    let words = tablePage(page, leavingOut: [], settings: own)
    out.prepared[index] = words
    for reading in tableReadings(on: words, marks: nil, settings: own) {
      guard case .table = reading.verdict, let grid = reading.grid else { continue }
      guard isSure(grid, reading.region.kind, words) else { continue }
      var lines = Set<Int>()
      for cell in grid.cells { for line in cell.words { for word in line { lines.insert(reading.words.words[word].line) } } }
      out.tables[index].append(lines)
    }
  }
  return out
}

/// Tables of numbers that are too long for labels of a chart.
private enum SureRule {
  /// Rows and columns from which labels of a chart are out of the question. Base: charts have a dozen ticks and few series with printed values.
  static let rows = setting("rows", 12)
  static let columns = setting("columns", 6)
  /// Of ten cells beside the stub, how many hold numbers in a long table (codes and names among them) and in a short one.
  static let longValues = setting("longValues", 4)
  static let values = setting("values", 6)
}

private func isSure(_ grid: Grid, _ kind: Region.Kind, _ page: TablePage) -> Bool {
  let filled = grid.cells.filter { !$0.words.isEmpty }.count
  guard grid.rows >= (kind == .ruled ? 2 : 3), grid.columns >= 2, filled * 10 >= 6 * placesOfFilledColumns(grid, kind) else { return false }
  if kind == .ruled { return true }
  // The lines of a chart's grid are rules too, but beside them stand labels alone: in a table most columns hold numbers, under heads.
  let facts = gridFacts(grid, page)
  if kind == .open {
    // No chart has so many labels in rows and columns; codes and names may be among the numbers then.
    let long = grid.rows >= SureRule.rows && grid.columns >= SureRule.columns
    return grid.rows >= 6 && grid.columns >= 4 && filled * 4 >= grid.cells.count * 3 && facts.prose == 0 && facts.valueCells >= 18
      && facts.valueCells * 10 >= facts.beyondStub * (long ? SureRule.longValues : SureRule.values)
      && facts.rowsWithValues * 10 >= grid.rows * 7
  }
  return grid.rows >= 4 && grid.columns >= 3 && filled * 10 >= grid.cells.count * 8 && facts.prose == 0 && facts.valueCells >= 6
    && facts.valueCells * 2 >= facts.beyondStub && facts.rowsWithValues * 2 >= grid.rows
}

/// Places of the grid; without those of columns that are blank under their heads (all hidden, not yet reported) where rules or shading show them.
private func placesOfFilledColumns(_ grid: Grid, _ kind: Region.Kind) -> Int {
  guard kind != .open else { return grid.cells.count }
  let head = max(1, rowsAbove(grid))
  var live = [Bool](repeating: false, count: grid.columns)
  for cell in grid.cells where cell.row >= head && !cell.words.isEmpty && cell.columnSpan == 1 { live[cell.column] = true }
  guard live.count(where: { $0 }) >= 2 else { return grid.cells.count }
  return grid.cells.count { $0.columnSpan > 1 || live[$0.column] }
}

/// A candidate with all that was made of it, for drawing and for tests.
package struct TableReading {
  package var region: Region
  package var words: TablePage
  var grid: Grid?
  var verdict: Verdict

  var isTable: Bool { if case .table = verdict { grid != nil } else { false } }
}

/// All candidates of a page. `marks` gives the page's captions and source lines, which are outside of every table; nil: only tables with rules are
/// wanted. Longer than our functions are: the four ways to try a region call each other, and each leaves less of the page to the next.
func tableReadings(on page: TablePage, marks: (() -> PageCaptions)?, settings: TableSettings) -> [TableReading] {
  var words = page
  guard words.fragments.count >= 4, words.fragments.count < 20_000 else { return [] }
  var out: [TableReading] = []
  var taken: [Box] = []

  let drawn = ruledRegions(words, settings: settings)
  for region in drawn { straightenBorders(&words, in: region.box) }
  let ruled = drawn.flatMap { cutAtChanges($0, words) }
  if let marks { words.mark(marks()) }
  /// `part`: what was cut out of a region, which is not cut again.
  func tryRegion(_ region: Region, part: Bool = false) {
    if region.kind != .ruled, taken.contains(where: { $0.overlapX(region.box) > 4 && $0.overlapY(region.box) > 4 }) { return }
    var region = region
    var grid = readGrid(region.box, on: words, open: region.kind != .ruled, settings: settings)
    if region.kind == .ruled, let whole = grid, let inner = withoutStrips(whole, on: words) {
      region.box = inner
      grid = readGrid(inner, on: words, open: false, settings: settings)
    }
    if region.kind != .ruled, let whole = grid, let top = uprightTop(whole, on: words) {
      region.box.y0 = top
      grid = readGrid(region.box, on: words, open: true, settings: settings)
    }
    if region.kind == .halfRuled, let whole = grid, let top = titleBand(whole, on: words) {
      region.box.y0 = top
      grid = readGrid(region.box, on: words, open: true, settings: settings)
    }
    if region.kind != .ruled, let whole = grid, let box = underBar(whole, on: words) {
      region.box = box
      grid = readGrid(box, on: words, open: true, settings: settings)
    }
    if !part, region.kind != .ruled, let whole = grid {
      let parts = cutAtSecondHeads(whole, on: words)
      if parts.count > 1 { return parts.forEach { tryRegion(Region(box: $0, kind: region.kind), part: true) } }
    }
    var verdict = grid.map { judge($0, kind: region.kind, on: words, settings: settings) } ?? .refused("no-grid")
    if verdict == .refused("drawing"), region.kind == .open, let grid, isSure(grid, .open, words) {
      verdict = .table(confidence: FoundRule.numbers)
    }
    var reading = TableReading(region: region, words: words, grid: grid, verdict: verdict)
    if marks != nil {
      let others = region.kind == .ruled ? ruled.map(\.box).filter { $0 != region.box } : []
      complete(&reading, taken: taken + others, settings: settings)
      region = reading.region
    }
    out.append(reading)
    // Text set with wide gaps near by hides a small table: what stands between blank lines is tried alone.
    if !part, marks != nil, region.kind == .open, let whole = reading.grid, case .refused(let why) = reading.verdict, why != "drawing",
      why != "chart"
    {
      for box in partsByBlanks(whole) { tryRegion(Region(box: box, kind: .open), part: true) }
    }
    guard region.kind == .ruled, case .refused(let why) = reading.verdict else {
      if case .table = reading.verdict { taken.append(region.box) }
      return
    }
    // Rules that are no cells may still be part of a table: its lines tell then. A drawing within a frame is cut out, and the rest tried.
    if why == "drawing" {
      if tryNumbers(region) { return }
      taken += words.drawings.filter { $0.overlapX(region.box) > 0 && $0.overlapY(region.box) > 0 }.map {
        $0.inset(dx: -2 * words.em, dy: -2 * words.em)
      }
    } else if why == "figure" || why == "form" {
      taken.append(region.box)
    } else if why == "empty-cells" || why == "words-across-rules" {
      if marks != nil, tryLines(region) { return }
      taken.append(region.box)
    }
  }
  /// What a drawing stands behind or around, where its lines are a long table of numbers beyond doubt: no labels of a chart fill rows and columns so.
  func tryNumbers(_ region: Region) -> Bool {
    for open in openRegions(words, taken: taken, within: region.box, settings: settings) where region.box.contains(open.box, slack: 2) {
      guard let grid = readGrid(open.box, on: words, open: true, settings: settings), isSure(grid, .open, words) else { continue }
      out[out.count - 1] = TableReading(region: open, words: words, grid: grid, verdict: .table(confidence: FoundRule.numbers))
      taken.append(open.box)
      return true
    }
    return false
  }
  /// The region by its lines alone, which must be beyond doubt.
  func tryLines(_ region: Region) -> Bool {
    guard let grid = readGrid(region.box, on: words, open: true, settings: settings) else { return false }
    let verdict = judge(grid, kind: .open, on: words, settings: settings)
    guard case .table = verdict else {
      out.append(TableReading(region: Region(box: region.box, kind: .open), words: words, grid: grid, verdict: verdict))
      return false
    }
    out[out.count - 1] = TableReading(region: Region(box: region.box, kind: .open), words: words, grid: grid, verdict: verdict)
    taken.append(region.box)
    return true
  }
  for region in ruled {
    tryRegion(
      marks == nil ? region : withBody(region, words, taken: taken + ruled.map(\.box).filter { $0 != region.box }, settings: settings))
  }
  for region in stackedRegions(words, taken: taken, settings: settings) { tryRegion(region) }
  if marks == nil, words.drawings.isEmpty { return out }
  if marks == nil {
    // A table in shading beside a chart, whose words the chart would take.
    for region in shadedRegions(words, taken: taken, settings: settings) { tryRegion(region) }
    for region in openRegions(words, taken: taken, settings: settings) { tryRegion(region) }
    return out
  }
  for region in shadedRegions(words, taken: taken, settings: settings) { tryRegion(region) }
  for region in captionedRegions(words, taken: taken, words: true, settings: settings) { tryRegion(region) }
  for region in openRegions(words, taken: taken, settings: settings) { tryRegion(region) }
  for region in captionedRegions(words, taken: taken, words: false, settings: settings) { tryRegion(region) }
  return joinedReadings(out, on: words, settings: settings)
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
  var table = PageTable(
    page: index, box: grid.box, lines: lines, rows: grid.rows, columns: grid.columns, headerRows: headerRows, cells: cells,
    confidence: confidence)
  table.edges = columnLines(grid)
  return table
}

/// How many rows are the header: the first; those that its cells reach into; those under a cell that spans columns of it; and further ones
/// above the first full rule, or shaded or set like the first, while they hold no values.
/// A table whose first row holds numbers like all others has no header.
func countHeaderRows(_ grid: Grid, _ words: TablePage) -> Int {
  if isHeadless(grid, words) { return 0 }
  var rows = 1
  func cells(_ row: Int) -> [GridCell] { grid.cells.filter { $0.row == row && !($0.words.isEmpty && $0.turned.isEmpty) } }
  func isValue(_ cell: GridCell) -> Bool {
    // A sign alone (`%` over a column) is a head.
    cell.words.joined().contains { words.words[$0].kind == .number || words.words[$0].kind == .missing }
      && cell.words.allSatisfy { $0.allSatisfy { words.words[$0].kind != .text && words.words[$0].kind != .bullet } }
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
    if row + 1 == rows, !spans.isEmpty, beyond > 0, values * 3 <= beyond, !isFirstRow(next, under: here, over: cells(row + 2), words),
      next.contains(where: { cell in
        spans.contains { $0.column <= cell.column && cell.column + cell.columnSpan <= $0.column + $0.columnSpan }
      })
    {
      rows += 1
    }
    // Years alone, each under a head (`31 December` over `2022`), go on the heads.
    if row + 1 == rows, !next.isEmpty,
      next.allSatisfy({ year in
        year.column > 0 && isYear(year, words)
          && here.contains { $0.column <= year.column && year.column < $0.column + $0.columnSpan && !isValue($0) }
      })
    {
      rows += 1
    }
    // A title of the table inside its frame is followed by the header proper.
    if row == 0, rows == 1, here.count == 1, here[0].columnSpan == grid.columns, values == 0, next.count >= 2 { rows += 1 }
    // So it is where it stands in the first place of a row that is blank else: the row below names the columns of numbers under it.
    if row == 0, rows == 1, here.count == 1, here[0].column == 0, values == 0, next.count >= max(3, grid.columns - 1), grid.rows > 3,
      cells(2).count(where: { $0.column > 0 && isValue($0) }) * 2 >= grid.columns
    {
      rows += 1
    }
    row += 1
  }
  rows = closedHeader(grid, words, from: rows) ?? rows
  return min(rows, max(1, grid.rows - 1))
}

/// Whether nothing sets the first row apart: in every column of numbers it holds one too, no year, it is set like the next row, and no rule or
/// shading closes it but those that close every row.
private func isHeadless(_ grid: Grid, _ words: TablePage) -> Bool {
  guard grid.rows >= 3, grid.columns >= 2, grid.unruledHeader == 0 else { return false }
  let ruledAll = (1..<grid.rows).allSatisfy { grid.hardRows[$0] }
  guard grid.ruledHeader <= 0 || ruledAll else { return false }
  func isValue(_ cell: GridCell) -> Bool {
    !cell.words.isEmpty && cell.words.joined().contains { words.words[$0].kind == .number }
      && cell.words.allSatisfy { $0.allSatisfy { words.words[$0].kind != .text && words.words[$0].kind != .bullet } }
  }
  var filled = [Int](repeating: 0, count: grid.columns)
  var valued = [Int](repeating: 0, count: grid.columns)
  var first = [Bool](repeating: false, count: grid.columns)
  for cell in grid.cells where !isBlank(cell) && cell.columnSpan == 1 {
    if cell.row == 0 {
      first[cell.column] = isValue(cell) && !isYear(cell, words) && !cell.words.joined().allSatisfy { words.words[$0].isDate }
    } else {
      filled[cell.column] += 1
      if isValue(cell) { valued[cell.column] += 1 }
    }
  }
  let numeric = (1..<grid.columns).filter { filled[$0] >= 2 && valued[$0] * 10 >= filled[$0] * 7 }
  guard !numeric.isEmpty, numeric.allSatisfy({ first[$0] }) else { return false }
  func look(_ row: Int) -> WordLook? {
    grid.cells.first { $0.row == row && !$0.words.isEmpty }.flatMap { $0.words.first?.first }.map { words.words[$0].look }
  }
  func shade(_ row: Int) -> UInt32? {
    let (top, bottom) = (grid.ys[row] + 1, grid.ys[row + 1] - 1)
    return grid.fills.first { $0.box.y0 < top + 1 && $0.box.y1 > bottom - 1 }?.colour
  }
  return look(0) == look(1) && shade(0) == shade(1)
}

func isYear(_ cell: GridCell, _ words: TablePage) -> Bool {
  cell.words.count == 1 && cell.words[0].count == 1 && isYear(cell.words[0][0], words)
}
