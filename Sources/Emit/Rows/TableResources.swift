/// Tables: what they are, their columns, and their cells in long form.

let tablesResource = Resource(
  "tables", "Tables, each as one over its pages", list: ["tables"], key: ["document", "id"],
  references: [ofDocument, .init(["document", "block"], "blocks", ["document", "id"])],
  columns: [
    documentColumn,
    idColumn("t1, t2, …"),
    positionColumn,
    text("block", "block", "Its block", required: true),
    text("label", "label", "As printed: Cuadro 3."),
    text("caption", "caption", "As printed"),
    text("units", "units", "As printed"),
    Column("page", .integer, .item(["pages"], 0), "The first page"),
    Column("last_page", .integer, .made { lastTablePage($0) }, "The last page"),
    Column("rows", .integer, .at(["rows"]), "Number of rows, header included"),
    Column("columns", .integer, .at(["columns"]), "Number of columns"),
    Column("header_rows", .integer, .at(["headerRows"]), "Number of rows of the header"),
    text("source", "source", "As printed"),
    Column("checks", .integer, .count(["checks"]), "Totals that were computed again"),
    Column("checks_failed", .integer, .made { failedChecks($0) }, "Those of them that do not hold"),
    Column("confidence", .number, .at(["confidence"]), "From 0 to 1"),
    linkColumn,
  ])

let columnsResource = Resource(
  "columns", "Columns of tables", list: ["tables", "columns"], key: ["document", "table", "column"],
  references: [.init(["document", "table"], "tables", ["document", "id"])],
  columns: [
    documentColumn,
    Column("table", .string, .owner(["id"]), required: true, "The table"),
    Column("column", .integer, .made { .integer($0.column) }, required: true, "From 0"),
    Column(
      "name", .string, .made { RowValue($0.grid?.name(of: $0.column)) }, "Its heads from the top, ` / ` between; never the same twice"),
    Column(
      "type", .string, .made { RowValue($0.grid?.type(of: $0.column)) }, "What its cells are: number, percent, money, date, mixed, text"),
    Column("unit", .string, .made { RowValue($0.grid?.unit(of: $0.column)) }, "Unit or currency, where all its values have one"),
    Column("values", .integer, .made { .integer($0.grid?.values(in: $0.column) ?? 0) }, "Cells with a value"),
    linkColumn,
  ])

let cellsResource = Resource(
  "cells", "Cells of tables, in long form", list: ["tables", "cells"], key: ["document", "table", "row", "column"],
  references: [
    .init(["document", "table"], "tables", ["document", "id"]),
    .init(["document", "table", "column"], "columns", ["document", "table", "column"]),
  ],
  columns: [
    documentColumn,
    Column("table", .string, .owner(["id"]), required: true, "The table"),
    Column("row", .integer, .at(["row"]), required: true, "From 0, header included"),
    Column("column", .integer, .at(["column"]), required: true, "From 0"),
    Column("row_span", .integer, .at(["rowSpan"]), "Rows that it covers"),
    Column("column_span", .integer, .at(["columnSpan"]), "Columns that it covers"),
    Column("header", .boolean, .at(["header"]), "It is a head"),
    Column("row_label", .string, .made { RowValue($0.grid?.label(of: $0)) }, "What names its row: the cells before the first values"),
    Column("header_path", .string, .made { RowValue($0.grid?.path(of: $0)) }, "What names its column: the heads above it, ` / ` between"),
    text("text", "text", "As printed"),
    Column("value_type", .string, .at(["value", "type"]), "number, percent, money, date, missing"),
  ] + cellValueColumns + [pageColumn] + boxColumns() + [linkColumn])

let tableNotesResource = Resource(
  "table_notes", "Notes below tables, once for each cell that calls them", list: ["tables", "notes", "cells"],
  key: ["document", "table", "note", "position"],
  references: [.init(["document", "table"], "tables", ["document", "id"])],
  columns: [
    documentColumn,
    Column("table", .string, .made { $0.grandparent("id") }, required: true, "The table"),
    Column("note", .integer, .made { .integer($0.ownerOrdinal) }, required: true, "Among the notes of the table, from 1"),
    Column("position", .integer, .ordinal, required: true, "Among its calls, from 1"),
    Column("marker", .string, .owner(["marker"]), "As printed"),
    Column("text", .string, .owner(["text"]), "Without its marker"),
    Column("row", .integer, .item([], 0), "Of the cell that calls it; null where none does"),
    Column("column", .integer, .item([], 1), "Of the cell that calls it"),
    linkColumn,
  ])

let tableChecksResource = Resource(
  "table_checks", "Totals that tables state, computed again", list: ["tables", "checks"], key: ["document", "table", "position"],
  references: [.init(["document", "table"], "tables", ["document", "id"])],
  columns: [
    documentColumn,
    Column("table", .string, .owner(["id"]), required: true, "The table"),
    Column("position", .integer, .ordinal, required: true, "Among its checks, from 1"),
    text("kind", "kind", "columnTotal, rowTotal, percentOfTotal, difference"),
    Column("row", .integer, .at(["row"]), "Of the total"),
    Column("column", .integer, .at(["column"]), "Of the total"),
    Column("stated", .number, .at(["stated"]), "As the table has it"),
    Column("computed", .number, .at(["computed"]), "As it comes out"),
    Column("holds", .boolean, .at(["holds"]), "They agree"),
    linkColumn,
  ])

private func lastTablePage(_ row: RowContext) -> RowValue {
  guard let pages = row.tape.find(row.item, ["pages"]), let last = row.tape.children(of: pages).last else { return .null }
  return .node(last)
}

private func failedChecks(_ row: RowContext) -> RowValue {
  guard let checks = row.tape.find(row.item, ["checks"]) else { return .integer(0) }
  return .integer(row.tape.children(of: checks).count { row.tape.find($0, "holds").flatMap(row.tape.bool) == false })
}
