import Model

/// A table in Markdown: a GFM table where one row of headers and no spans allow it, else HTML, which GitHub shows as well.
func tableMarkdown(_ table: Table, calls: [Call]) -> String {
  let byCell = Dictionary(grouping: calls.filter { $0.cell != nil }) { $0.cell ?? CellPlace(row: 0, column: 0) }
  let called = { (cell: Cell) in byCell[CellPlace(row: cell.row, column: cell.column)] ?? [] }
  return isFlat(table) ? gfm(table) { withCalls($0.text, called($0)) } : html(table) { markup($0.text, called($0)) }
}

/// Whether GFM can write the table.
func isFlat(_ table: Table) -> Bool { table.headerRows <= 1 && table.cells.allSatisfy { $0.rowSpan == 1 && $0.columnSpan == 1 } }

private func gfm(_ table: Table, _ text: (Cell) -> String) -> String {
  var rows = [[String]](repeating: [String](repeating: "", count: table.columns), count: table.rows)
  for cell in table.cells where cell.row < table.rows && cell.column < table.columns {
    rows[cell.row][cell.column] = barred(text(cell))
  }
  let numeric = numericColumns(table)
  let line = { (cells: [String]) in "| " + cells.joined(separator: " | ") + " |" }
  let head = table.headerRows == 1 ? rows.first ?? [] : [String](repeating: "", count: table.columns)
  let rule = line(numeric.map { $0 ? "--:" : "---" })
  return ([line(head), rule] + rows.dropFirst(table.headerRows).map(line)).joined(separator: "\n")
}

private func html(_ table: Table, _ text: (Cell) -> String) -> String {
  var rows = [[String]](repeating: [], count: table.rows)
  for cell in table.cells where cell.row < table.rows {
    let tag = cell.header ? "th" : "td"
    let spans = (cell.rowSpan > 1 ? " rowspan=\"\(cell.rowSpan)\"" : "") + (cell.columnSpan > 1 ? " colspan=\"\(cell.columnSpan)\"" : "")
    rows[cell.row].append("<\(tag)\(spans)>\(text(cell))</\(tag)>")
  }
  return (["<table>"] + rows.flatMap { ["<tr>"] + $0 + ["</tr>"] } + ["</table>"]).joined(separator: "\n")
}

/// Bars would begin the next cell.
private func barred(_ text: String) -> String {
  guard text.utf8.contains(UInt8(ascii: "|")) else { return text }
  return String(decoding: text.utf8.flatMap { $0 == UInt8(ascii: "|") ? [UInt8(ascii: "\\"), $0] : [$0] }, as: UTF8.self)
}

/// Inside HTML GitHub reads no Markdown: calls are written as raised labels.
private func markup(_ text: String, _ calls: [Call]) -> String {
  var out = MarkupWriter(html: true)
  for piece in pieces(text, calls: calls) {
    switch piece {
    case .text(let text): out.text(text)
    case .call(let call): out.element("sup", text: call.label)
    default: break
    }
  }
  return String(decoding: out.bytes, as: UTF8.self)
}
