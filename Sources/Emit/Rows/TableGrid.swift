import Model

/// What names the rows and columns of a table, taken from a record: heads over columns, and the cells before the first values of a row.
struct TableGrid {
  let columns: Int
  private let names: [String]
  private let labels: [String]
  private let types: [String]
  private let units: [String?]
  private let counts: [Int]
  private let headerRows: Int

  init(_ tape: JSONTape, _ node: Int) {
    let table = TableGrid.table(tape, node)
    columns = table.columns
    headerRows = table.headerRows
    names = columnNames(table)
    var seen = [[String]](repeating: [], count: table.columns)
    var units = [[String?]](repeating: [], count: table.columns)
    var plain = [Bool](repeating: false, count: table.columns)
    for cell in table.cells where cell.row >= table.headerRows && cell.column >= 0 && cell.column < table.columns && !cell.text.isEmpty {
      guard let value = cell.value else {
        plain[cell.column] = true
        continue
      }
      guard value.type != "missing" else { continue }
      seen[cell.column].append(value.type)
      units[cell.column].append(value.unit)
    }
    types = (0..<table.columns).map { column in
      guard let first = seen[column].first else { return "text" }
      return plain[column] || seen[column].contains { $0 != first } ? "mixed" : first
    }
    self.units = units.map { all in all.first.flatMap { first in all.allSatisfy { $0 == first } ? first : nil } }
    counts = seen.map(\.count)
    labels = TableGrid.labels(table, stub: TableGrid.stub(types, seen.map { !$0.isEmpty }))
  }

  func name(of column: Int) -> String? { names.indices.contains(column) ? names[column] : nil }
  func type(of column: Int) -> String? { types.indices.contains(column) ? types[column] : nil }
  func unit(of column: Int) -> String? { units.indices.contains(column) ? units[column] : nil }
  func values(in column: Int) -> Int { counts.indices.contains(column) ? counts[column] : 0 }

  /// What names the row of a cell of the body.
  func label(of row: RowContext) -> String? {
    guard let at = row.tape.find(row.item, .row).flatMap(row.tape.integer), at >= headerRows, labels.indices.contains(at) else {
      return nil
    }
    return labels[at].isEmpty ? nil : labels[at]
  }

  /// What names the column of a cell of the body.
  func path(of row: RowContext) -> String? {
    guard let at = row.tape.find(row.item, .row).flatMap(row.tape.integer), at >= headerRows,
      let column = row.tape.find(row.item, .column).flatMap(row.tape.integer)
    else { return nil }
    return name(of: column)
  }

  // MARK: Steps

  /// How many columns name the rows: the first, and those after it that hold words only, if values come after them.
  private static func stub(_ types: [String], _ hasValues: [Bool]) -> Int {
    guard let firstValues = hasValues.indices.dropFirst().first(where: { hasValues[$0] }) else { return 1 }
    return types[0..<firstValues].dropFirst().allSatisfy { $0 == "text" } ? firstValues : 1
  }

  private static func labels(_ table: Table, stub: Int) -> [String] {
    var parts = [[String]](repeating: [], count: max(0, table.rows))
    for cell in table.cells where cell.column >= 0 && cell.column < stub && cell.row >= table.headerRows && !cell.text.isEmpty {
      for row in cell.row..<min(table.rows, cell.row + max(1, cell.rowSpan)) { parts[row].append(cell.text) }
    }
    return parts.map { $0.joined(separator: " / ") }
  }

  /// The part of the record's table that this needs. What cannot be is left out.
  private static func table(_ tape: JSONTape, _ node: Int) -> Table {
    func integer(_ from: Int, _ key: JSONKey) -> Int { tape.find(from, key).flatMap(tape.integer) ?? 0 }
    func text(_ from: Int, _ path: [JSONKey]) -> String? { tape.find(from, path).flatMap(tape.text) }
    let nothing = Box(x0: 0, y0: 0, x1: 0, y1: 0)
    var table = Table(id: "", block: "", rows: max(0, integer(node, "rows")), columns: max(0, integer(node, "columns")))
    table.headerRows = integer(node, "headerRows")
    for item in tape.find(node, "cells").map({ tape.children(of: $0) }) ?? [] {
      let row = integer(item, "row")
      guard row >= 0, row < table.rows else { continue }
      var cell = Cell(
        row: row, column: integer(item, "column"), rowSpan: integer(item, "rowSpan"), columnSpan: integer(item, "columnSpan"),
        text: text(item, ["text"]) ?? "", page: 0, box: nothing)
      if let value = tape.find(item, .value), let type = tape.find(value, .type).flatMap(tape.text) {
        cell.value = CellValue(type: type, number: text(value, ["number"]), unit: text(value, ["unit"]))
      }
      table.cells.append(cell)
    }
    return table
  }
}
