import Model
import Layout
import Objects

/// What people said of heads of columns: rows of heads end below the row of a cell that is one, above the row of a cell that is none.
func correctHeads(_ tables: inout [Table], _ corrections: inout Corrections) {
  for index in corrections.of(.header) {
    let correction = corrections.all[index]
    guard let (table, cell) = cell(of: tables, at: correction.place) else { continue }
    let found = tables[table].cells[cell]
    let isHead = correction.says == "yes"
    corrections.settle(index, found.header == isHead ? .agrees : .applied)
    guard found.header != isHead else { continue }
    tables[table].headerRows = isHead ? max(tables[table].headerRows, found.row + found.rowSpan) : min(tables[table].headerRows, found.row)
    let rows = tables[table].headerRows
    for place in tables[table].cells.indices {
      let row = tables[table].cells[place].row
      if isHead ? row < rows : row >= rows { tables[table].cells[place].header = isHead }
    }
  }
}

/// What people said of values of cells. Totals are computed again where one changed.
func correctCells(_ document: inout Document, _ corrections: inout Corrections, settings: SegmentSettings) {
  var changed: Set<Int> = []
  for index in corrections.of(.cell) {
    let correction = corrections.all[index]
    guard let (table, cell) = cell(of: document.tables, at: correction.place) else { continue }
    var value: CellValue?
    if let fields = correction.value, let type = correction.type {
      value = CellValue(type: type, number: fields["number"], unit: fields["unit"], edtf: fields["edtf"], flag: fields["flag"])
    }
    let before = document.tables[table].cells[cell].value
    // What a value rests on is no part of it.
    let agrees =
      before?.type == value?.type && before?.number == value?.number && before?.unit == value?.unit && before?.edtf == value?.edtf
    corrections.settle(index, agrees ? .agrees : .applied, target: document.tables[table].id)
    guard !agrees else { continue }
    document.tables[table].cells[cell].value = value
    changed.insert(table)
  }
  for table in changed.sorted() { checkTotals(again: &document.tables[table], findings: &document.findings, settings: settings) }
}

/// What people said the title is. Where it was marked does not matter: it is the document's.
func correctTitle(_ document: inout Document, _ corrections: inout Corrections) {
  for index in corrections.of(.title) {
    let correction = corrections.all[index]
    guard let title = correction.says, document.pages.contains(where: { $0.number == correction.place.page }) else { continue }
    corrections.settle(index, document.metadata.title == title ? .agrees : .applied)
    document.metadata.title = title
  }
}

private func cell(of tables: [Table], at place: Correction.Place) -> (table: Int, cell: Int)? {
  for (table, found) in tables.enumerated() where found.pages.contains(place.page) {
    for (index, cell) in found.cells.enumerated() where cell.page == place.page && place.isMostly(cell.box) && place.says(cell.text) {
      return (table, index)
    }
  }
  return nil
}
