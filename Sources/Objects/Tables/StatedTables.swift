package import Layout
package import Model

/// Tables that a page states cell by cell (HTML) → the tables of the page, with nothing to be found: grid, spans and heads are the file's.
///
/// Places that no cell covers get blank cells. The head is what the file calls so, as far as it goes over whole rows from the top; where it
/// says nothing, the first row, unless that holds a number.
package func statedTables(_ page: Page, index: Int) -> [PageTable] {
  page.statedTables.compactMap { stated in
    guard stated.rows > 0, stated.columns > 0, let first = stated.cells.first else { return nil }
    let headerRows = headerRows(of: stated, on: page)
    var box = first.box
    var lines = Set<Int>()
    var cells: [Cell] = []
    cells.reserveCapacity(stated.cells.count)
    for cell in stated.cells {
      box = box.union(cell.box)
      lines.formUnion(cell.lines)
      let (text, marks) = statedText(cell, on: page)
      var made = Cell(
        row: cell.row, column: cell.column, rowSpan: cell.rowSpan, columnSpan: cell.columnSpan, text: text, header: cell.row < headerRows,
        page: page.number, box: cell.box)
      made.marks = marks
      cells.append(made)
    }
    cells += blanks(in: stated, page: page, headerRows: headerRows)
    cells.sort { ($0.row, $0.column) < ($1.row, $1.column) }
    return PageTable(
      page: index, box: box, lines: lines, rows: stated.rows, columns: stated.columns, headerRows: headerRows, cells: cells, confidence: 1)
  }
}

/// Lines of a cell are broken at spaces only.
private func statedText(_ cell: StatedTable.Cell, on page: Page) -> (text: String, marks: [NoteMark]) {
  var text = ""
  var count = 0
  var marks: [NoteMark] = []
  for line in cell.lines where line < page.lines.count {
    for (place, word) in page.lines[line].words.enumerated() {
      if count > 0, place == 0 || word.spaceBefore {
        text += " "
        count += 1
      }
      let length = word.text.unicodeScalars.count
      if word.shift == .superscript, count > 0, length <= longestMark {
        marks.append(NoteMark(marker: word.text, offset: count, box: word.box))
      }
      text += word.text
      count += length
    }
  }
  return (text, marks)
}

/// Scalars of a raised mark. Longer ones are exponents or text.
private let longestMark = 4

private func headerRows(of table: StatedTable, on page: Page) -> Int {
  let most = max(0, table.rows - 1)
  var isHead = [Bool](repeating: true, count: table.rows)
  var reach = 0
  for cell in table.cells where cell.row < table.rows {
    if !cell.isHeader, !cell.lines.isEmpty { isHead[cell.row] = false }
  }
  // The head's own cells may reach down.
  for cell in table.cells where cell.isHeader && cell.row <= reach && isHead[min(cell.row, table.rows - 1)] && cell.column > 0 {
    reach = max(reach, cell.row + min(cell.rowSpan, table.rows) - 1)
  }
  let stated = isHead.firstIndex(of: false) ?? table.rows
  if stated > 0 { return min(most, max(stated, min(reach + 1, stated + 1))) }
  if table.cells.contains(where: \.isHeader) { return 0 }
  let holdsNumber = table.cells.contains { cell in
    cell.row == 0
      && cell.lines.contains { line in
        line < page.lines.count
          && page.lines[line].words.contains { $0.text.unicodeScalars.contains { $0.value >= 0x30 && $0.value <= 0x39 } }
      }
  }
  return holdsNumber ? 0 : min(most, 1)
}

private func blanks(in table: StatedTable, page: Page, headerRows: Int) -> [Cell] {
  var isTaken = [Bool](repeating: false, count: table.rows * table.columns)
  var tops = [Box?](repeating: nil, count: table.rows)
  for cell in table.cells {
    if tops[min(cell.row, table.rows - 1)] == nil { tops[min(cell.row, table.rows - 1)] = cell.box }
    for row in cell.row..<min(table.rows, cell.row + cell.rowSpan) {
      for column in cell.column..<min(table.columns, cell.column + cell.columnSpan) { isTaken[row * table.columns + column] = true }
    }
  }
  var out: [Cell] = []
  var last = table.cells.first?.box ?? Box(x0: 0, y0: 0, x1: 0, y1: 0)
  for row in 0..<table.rows {
    last = tops[row] ?? last
    for column in 0..<table.columns where !isTaken[row * table.columns + column] {
      out.append(Cell(row: row, column: column, text: "", header: row < headerRows, page: page.number, box: last))
    }
  }
  return out
}
