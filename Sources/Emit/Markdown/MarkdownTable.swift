import Model

/// A table in Markdown: a GFM table where one row of headers and no spans allow it, else HTML, which GitHub shows as well.
func tableMarkdown(_ table: Table, calls: [Call]) -> String {
  let flat = table.headerRows <= 1 && table.cells.allSatisfy { $0.rowSpan == 1 && $0.columnSpan == 1 }
  let byCell = Dictionary(grouping: calls.filter { $0.cell != nil }) { $0.cell ?? CellPlace(row: 0, column: 0) }
  let text = { (cell: Cell) in withCalls(cell.text, byCell[CellPlace(row: cell.row, column: cell.column)] ?? []) }
  return flat ? gfm(table, text) : html(table, text)
}

private func gfm(_ table: Table, _ text: (Cell) -> String) -> String {
  var rows = [[String]](repeating: [String](repeating: "", count: table.columns), count: table.rows)
  for cell in table.cells where cell.row < table.rows && cell.column < table.columns {
    let called = text(cell)
    // Few cells hold one: their bytes tell it at once.
    rows[cell.row][cell.column] =
      called.utf8.contains(UInt8(ascii: "|"))
      ? called.split(separator: "|", omittingEmptySubsequences: false).joined(separator: "\\|") : called
  }
  let numeric = numericColumns(table)
  let line = { (cells: [String]) in "| " + cells.joined(separator: " | ") + " |" }
  let head = table.headerRows == 1 ? rows.first ?? [] : [String](repeating: "", count: table.columns)
  let rule = line(numeric.map { $0 ? "--:" : "---" })
  return ([line(head), rule] + rows.dropFirst(table.headerRows).map(line)).joined(separator: "\n")
}

private func html(_ table: Table, _ text: (Cell) -> String) -> String {
  var lines = ["<table>"]
  var row = -1
  for cell in table.cells {
    if cell.row != row {
      if row >= 0 { lines.append("</tr>") }
      lines.append("<tr>")
      row = cell.row
    }
    let tag = cell.header ? "th" : "td"
    let spans = (cell.rowSpan > 1 ? " rowspan=\"\(cell.rowSpan)\"" : "") + (cell.columnSpan > 1 ? " colspan=\"\(cell.columnSpan)\"" : "")
    lines.append("<\(tag)\(spans)>\(markup(cell.text, text(cell)))</\(tag)>")
  }
  if row >= 0 { lines.append("</tr>") }
  return (lines + ["</table>"]).joined(separator: "\n")
}

/// Inside HTML GitHub reads no Markdown: calls are written as raised labels.
private func markup(_ plain: String, _ called: String) -> String {
  var out = ""
  if plain.utf8.contains(where: { $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: ">") }) {
    for scalar in plain.unicodeScalars {
      switch scalar {
      case "&": out += "&amp;"
      case "<": out += "&lt;"
      case ">": out += "&gt;"
      default: out.unicodeScalars.append(scalar)
      }
    }
  } else {
    out = plain
  }
  guard called.utf8.contains(UInt8(ascii: "[")) else { return out }
  var rest = called[...]
  while let open = rest.firstRange(of: "[^"), let close = rest[open.upperBound...].firstIndex(of: "]") {
    out += "<sup>\(rest[open.upperBound..<close])</sup>"
    rest = rest[close...]
  }
  return out
}
