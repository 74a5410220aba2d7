package import Model
import Text
package import Layout

/// Tables of which only the lines are left: from a table's caption to its source or notes, or to the next running text.
///
/// Figures at the end of a line are cells of their own, as many as most lines have; the rest of the line is the first cell. Lines
/// without figures are one cell; where blank lines part the rows, all lines up to the next blank one are. That is as far as lost columns go; the
/// lines stay out of the body, and captions and sources have their table. What goes on at the top of the next page is the same table.
package func textBornTables(_ pages: [Page], leavingOut: inout [[Bool]], settings: SegmentSettings) -> [[PageTable]] {
  let words = settings.captionWords
  let widths = pages.flatMap { $0.lines.map(\.box.width) }.sorted()
  let full = widths.isEmpty ? 1 : widths[min(widths.count - 1, widths.count * 8 / 10)]
  var out = pages.map { _ in [PageTable]() }
  // A table may go on at the top of the next page.
  var open = false
  var pieces: [(page: Int, rows: [Int])] = []
  /// Makes one table of what was found since the last caption.
  func close() {
    let figures = commonFigures(pieces, pages: pages)
    for (number, piece) in pieces.enumerated() {
      var made = grid(pages[piece.page], piece.rows, index: piece.page, figures: figures)
      made.goesOn = number > 0
      if number > 0 { for cell in made.cells.indices { made.cells[cell].header = false } }
      if number > 0 { made.headerRows = 0 }
      out[piece.page].append(made)
    }
    pieces = []
  }
  for (index, page) in pages.enumerated() {
    var at = 0
    while at < page.lines.count {
      var start = at
      if !(open && at == 0) {
        guard !leavingOut[index][at], let label = words.label(Opening(page.lines[at].words, limit: 48)), label.kind == .table,
          label.numbered,
          label.capital, label.closed
        else {
          at += 1
          continue
        }
        start = titleEnd(page, from: at, labelOnly: label.title >= Opening(page.lines[at].words, limit: 48).count, words: words)
      }
      let (end, closed) = tableEnd(page, from: start, leavingOut: leavingOut[index], words: words, full: full)
      let rows = (start..<end).filter { !leavingOut[index][$0] }
      // Without a source line only what looks like a table is one.
      let figures = rows.count { !trailingFigures(page.lines[$0]).isEmpty }
      let narrow = rows.reduce(0) { $0 + page.lines[$1].box.width } < TextTableRule.narrow * full * Double(rows.count)
      if rows.count >= 2, closed || narrow || figures * 2 >= rows.count || end == page.lines.count {
        if !(open && at == 0) { close() }
        pieces.append((index, rows))
        for row in rows { leavingOut[index][row] = true }
      }
      open = !closed && end == page.lines.count && rows.count >= 2
      at = max(end, at + 1)
    }
    if page.lines.isEmpty { open = false }
  }
  close()
  return out
}

/// Tables in text. Parts are of the widest line.
private enum TextTableRule {
  /// Mean width of the rows of a table.
  static let narrow = setting("narrow", 0.55)
  /// Sizes from line to line where a blank one is between.
  static let gap = setting("gap", 1.8)
  /// The part of the rows' gaps that are blank lines, from where these part the cells.
  static let blanks = setting("blanks", 0.2)
  /// A line of running text.
  static let full = setting("full", 0.8)
  /// Of a table that was found by nothing but its place.
  static let confidence = setting("confidence", 0.3)
}

/// The place after the caption's title and units.
private func titleEnd(_ page: Page, from start: Int, labelOnly: Bool, words: CaptionWords) -> Int {
  var next = start + 1
  while next < page.lines.count, next < start + 5 {
    let gap = page.lines[next].baseline - page.lines[next - 1].baseline > TextTableRule.gap * page.lines[next].size
    let opening = Opening(page.lines[next].words, limit: 64)
    if words.isUnits(opening) { return next + 1 }
    if gap, !(labelOnly && next == start + 1) { break }
    if !trailingFigures(page.lines[next]).isEmpty && trailingFigures(page.lines[next]).count > 1 { break }
    next += 1
  }
  return next
}

/// Where the table's lines end, and whether a source, note or caption ends them.
private func tableEnd(_ page: Page, from start: Int, leavingOut: [Bool], words: CaptionWords, full: Double) -> (end: Int, closed: Bool) {
  var prose = 0
  for index in start..<max(start, page.lines.count) where !leavingOut[index] {
    let line = page.lines[index]
    let opening = Opening(line.words, limit: 64)
    if words.closing(opening) != nil || (noteMarker(line.words)?.form == .slash && line.words.count > 4) { return (index, true) }
    if let label = words.label(opening), label.numbered, label.closed { return (index, true) }
    // Three full lines in a row without figures at their ends are running text again.
    let isProse = line.box.width > TextTableRule.full * full && line.words.count >= 9 && trailingFigures(line).isEmpty
    prose = isProse ? prose + 1 : 0
    if prose >= 3 { return (index - 2, false) }
  }
  return (page.lines.count, false)
}

/// Places of the words at the end of a line that are figures, dashes or marks (`97.5%`, `1/`, `n.d.`).
private func trailingFigures(_ line: TextLine) -> ArraySlice<Word> {
  var first = line.words.count
  while first > 1, isFigure(line.words[first - 1].text) { first -= 1 }
  return line.words[first...]
}

private func isFigure(_ text: String) -> Bool {
  var digits = 0
  var others = 0
  for scalar in text.unicodeScalars {
    if isDigit(scalar.value) {
      digits += 1
    } else if !".,%$'()-+/\u{2013}\u{2014}\u{2212}".unicodeScalars.contains(scalar) {
      others += 1
    }
  }
  if digits > 0 { return others == 0 }
  return others == 0 && text.unicodeScalars.count <= 3
}

/// How many figures most lines that have some end with.
private func commonFigures(_ pieces: [(page: Int, rows: [Int])], pages: [Page]) -> Int {
  var counts: [Int: Int] = [:]
  for piece in pieces {
    for row in piece.rows {
      let count = trailingFigures(pages[piece.page].lines[row]).count
      if count > 0 { counts[count, default: 0] += 1 }
    }
  }
  return counts.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key ?? 0
}

/// Lines that are one cell: all between two blank ones, where blank lines part the cells; else each by itself.
private func cellLines(_ page: Page, _ rows: [Int], figures: Int) -> [[Int]] {
  func blank(_ place: Int) -> Bool {
    page.lines[rows[place]].baseline - page.lines[rows[place - 1]].baseline > TextTableRule.gap * page.lines[rows[place]].size
  }
  let blanks = rows.indices.dropFirst().count { blank($0) }
  guard rows.count >= 3, Double(blanks) >= TextTableRule.blanks * Double(rows.count - 1) else { return rows.map { [$0] } }
  var out = [[rows[0]]]
  for place in rows.indices.dropFirst() {
    let isRow = figures > 0 && [rows[place], rows[place - 1]].contains { trailingFigures(page.lines[$0]).count == figures }
    if blank(place) || isRow { out.append([rows[place]]) } else { out[out.count - 1].append(rows[place]) }
  }
  return out
}

private func grid(_ page: Page, _ lines: [Int], index: Int, figures: Int) -> PageTable {
  let columns = figures + 1
  let rows = cellLines(page, lines, figures: figures)
  let firstFull = rows.firstIndex { trailingFigures(page.lines[$0[0]]).count == figures } ?? 0
  var cells: [Cell] = []
  var box = page.lines[lines[0]].box
  for (number, row) in rows.enumerated() {
    let line = page.lines[row[0]]
    let whole = row.dropFirst().reduce(line.box) { $0.union(page.lines[$1].box) }
    box = box.union(whole)
    let values = trailingFigures(line)
    let header = figures > 0 && number < firstFull
    let isRow = figures > 0 && values.count == figures
    let label = isRow ? line.words[..<values.startIndex] : line.words[...]
    var text = joined(label)
    for more in row.dropFirst() { appendLine(joined(page.lines[more].words[...]), to: &text) }
    cells.append(
      Cell(
        row: number, column: 0, columnSpan: isRow ? 1 : columns, text: text, header: header, page: page.number,
        box: isRow ? area(label, line.box) : whole))
    if isRow {
      for (column, word) in values.enumerated() {
        cells.append(Cell(row: number, column: column + 1, text: word.text, page: page.number, box: word.box))
      }
    }
  }
  return PageTable(
    page: index, box: box, lines: Set(lines), rows: rows.count, columns: columns, headerRows: figures > 0 ? firstFull : 0, cells: cells,
    confidence: TextTableRule.confidence)
}

private func joined(_ words: ArraySlice<Word>) -> String {
  var out = ""
  for word in words {
    if !out.isEmpty, word.spaceBefore { out += " " }
    out += word.text
  }
  return out
}

private func area(_ words: ArraySlice<Word>, _ other: Box) -> Box {
  guard let first = words.first else { return other }
  return words.dropFirst().reduce(first.box) { $0.union($1.box) }
}
