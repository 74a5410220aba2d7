package import Model

/// A table as printed: the grid row by row (RFC 4180, UTF-8, lines end in `\n`). A cell over several places stands in its first; the others
/// are empty. Cells that look like formulas are ``defused(_:)`` where that is wanted.
package func printedCSV(_ table: Table, defusing: Bool = true) -> [UInt8] { csv(grid(table) { $0.text }, defusing) }

/// A table for machines: one row of column names, then the body; typed cells as plain decimals and EDTF, the others as printed. A cell over
/// several rows stands in each of them, so that every row can be read alone. Rows without anything in them are left out.
package func valueCSV(_ table: Table, defusing: Bool = true) -> [UInt8] {
  let body = grid(table, repeated: true) { cell in cell.value.flatMap { $0.type == "missing" ? "" : $0.number ?? $0.edtf } ?? cell.text }
  return csv([columnNames(table)] + body.dropFirst(table.headerRows).filter { row in row.contains { !$0.isEmpty } }, defusing)
}

/// A name for each column: its header cells from the top, ` / ` between levels, a number behind what repeats.
func columnNames(_ table: Table) -> [String] {
  var levels = [[String]](repeating: [], count: table.columns)
  for cell in table.cells where cell.row < table.headerRows && !cell.text.isEmpty {
    for column in cell.column..<min(cell.column + max(1, cell.columnSpan), table.columns) where levels[column].last != cell.text {
      levels[column].append(cell.text)
    }
  }
  var seen: [String: Int] = [:]
  return levels.enumerated().map { column, parts in
    let name = parts.isEmpty ? "column \(column + 1)" : parts.joined(separator: " / ")
    let times = seen[name, default: 0] + 1
    seen[name] = times
    return times == 1 ? name : "\(name) (\(times))"
  }
}

/// Which columns hold numbers only (and at least one).
func numericColumns(_ table: Table) -> [Bool] {
  var numbers = [Int](repeating: 0, count: table.columns)
  var others = [Int](repeating: 0, count: table.columns)
  for cell in table.cells where cell.row >= table.headerRows && cell.column < table.columns && !cell.text.isEmpty {
    if cell.value?.number != nil { numbers[cell.column] += 1 } else if cell.value?.type != "missing" { others[cell.column] += 1 }
  }
  return (0..<table.columns).map { numbers[$0] > 0 && others[$0] == 0 }
}

private func grid(_ table: Table, repeated: Bool = false, _ text: (Cell) -> String) -> [[String]] {
  var rows = [[String]](repeating: [String](repeating: "", count: table.columns), count: table.rows)
  for cell in table.cells where cell.row >= 0 && cell.row < table.rows && cell.column >= 0 && cell.column < table.columns {
    let last = repeated ? min(table.rows, cell.row + max(1, cell.rowSpan)) : cell.row + 1
    for row in cell.row..<last { rows[row][cell.column] = text(cell) }
  }
  return rows
}

private func csv(_ rows: [[String]], _ defusing: Bool) -> [UInt8] {
  var out: [UInt8] = []
  for row in rows {
    for (column, text) in row.enumerated() {
      if column > 0 { out.append(UInt8(ascii: ",")) }
      csvField(defusing ? defused(text) : text, into: &out)
    }
    out.append(0x0a)
  }
  return out
}
