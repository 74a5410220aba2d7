package import Model
import Text

/// Gives the cells of tables what was recognized in them: amounts with their scale multiplied in and their currency, the first and last day of dates; and a
/// value to cells that only the rules can read (`4 de agosto de 2023`).
///
/// Takes a document's tables and what Recognize gave for it. A mention speaks for its cell where it covers all that the cell prints but spaces and marks of
/// notes, and only if it agrees with the number or date that the table's columns gave the cell. Amounts that no mention names, and numbers in units of
/// money, are multiplied with their scale too.
package func valued(_ tables: [Table], by recognition: Recognition) -> [Table] {
  var places: [String: Int] = [:]
  for (index, table) in tables.enumerated() { places[table.block] = index }
  var tables = tables
  for place in tables.indices { multiplyScales(&tables[place], recognition.currencies) }
  var cells: (table: Int, at: [CellPlace: Int])?
  for mention in recognition.mentions where speaksForCells.contains(mention.type) {
    guard let place = mention.cell, let table = places[mention.block] else { continue }
    if cells?.table != table { cells = (table, cellsByPlace(tables[table])) }
    guard let at = cells?.at[place], isWhole(mention, tables[table].cells[at]) else { continue }
    let cell = tables[table].cells[at]
    if !cell.header, let value = value(of: mention, beside: cell.value) { tables[table].cells[at].value = value }
  }
  return tables
}

private let speaksForCells: Set<MentionType> = [.date, .money, .percent, .quantity]

// MARK: Steps

private func multiplyScales(_ table: inout Table, _ currencies: [String: Recognition.Currency]) {
  for place in table.cells.indices {
    guard let value = table.cells[place].value, value.type == "money" || value.type == "number", let number = value.number else { continue }
    let currency = value.unit.flatMap { currencies[$0] }
    // Units of which only the currency was read may have a scale.
    let isRead = value.scale != nil || currency?.isWhole == true
    guard value.type == "money" || currency != nil && isRead, let amount = scaled(number, by: value.scale) else { continue }
    table.cells[place].value?.amount = amount
    table.cells[place].value?.currency = currency?.code
    if currency?.isAssumed == true { table.cells[place].value?.flags.append("assumed-currency") }
  }
}

private func scaled(_ number: String, by scale: String?) -> String? {
  guard let scale else { return number }
  guard let factor = Decimal(plain: scale), let amount = Decimal(plain: number)?.times(factor) else { return nil }
  return amount.text
}

private func cellsByPlace(_ table: Table) -> [CellPlace: Int] {
  var places: [CellPlace: Int] = [:]
  for (index, cell) in table.cells.enumerated() { places[CellPlace(row: cell.row, column: cell.column)] = index }
  return places
}

/// Whether nothing else stands in the cell than the mention and the marks of notes behind it.
private func isWhole(_ mention: Mention, _ cell: Cell) -> Bool {
  let marks = cell.marks.map(\.offset).filter { $0 >= mention.end }.min()
  for (offset, scalar) in cell.text.unicodeScalars.enumerated() where offset < mention.start || offset >= mention.end {
    if let marks, offset >= marks { return true }
    if !isSpace(scalar) { return false }
  }
  return true
}

/// nil where the mention does not agree with what the cell already says, or has nothing to add.
private func value(of mention: Mention, beside known: CellValue?) -> CellValue? {
  var value: CellValue
  switch mention.value {
  case .money(let amount, let currency)?:
    value = known ?? CellValue(type: "money", number: amount)
    guard ["money", "number"].contains(value.type), let number = value.number, agrees(scaled(number, by: value.scale), amount) else {
      return nil
    }
    value.type = "money"
    value.amount = amount
    value.currency = currency
  case .date(let edtf, let start, let end)?:
    value = known ?? CellValue(type: "date", edtf: edtf)
    guard value.edtf == edtf else { return nil }
    value.start = start
    value.end = end
  case .percent(let number, let unit)?:
    value = known ?? CellValue(type: "percent", number: number)
    guard value.type == "percent", agrees(value.number, number) else { return nil }
    value.unit = value.unit ?? unit
  case .quantity(let number, let unit)?:
    // `12 km` alone makes no value: what is written as a bare number (CSV) would lose its unit.
    guard let known, known.type == "number", known.scale == nil, agrees(known.number, number), !unit.isEmpty else { return nil }
    value = known
    value.unit = value.unit ?? unit
  default:
    return nil
  }
  for flag in mention.flags where !value.flags.contains(flag) { value.flags.append(flag) }
  return value
}

private func agrees(_ a: String?, _ b: String) -> Bool {
  guard let a = a.flatMap({ Decimal(plain: $0) }), let b = Decimal(plain: b) else { return false }
  return a == b
}
