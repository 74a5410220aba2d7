import Text

/// Mentions, and the columns of values that they share with the cells of tables: one vocabulary.
///
/// | columns | of |
/// | --- | --- |
/// | `edtf`, `date_start`, `date_end` | dates |
/// | `number`, `unit`, `ucum` | numbers, percentages, quantities |
/// | `amount`, `currency` | money |
/// | `flags` | what the value rests on, where it rests on little |

let mentionsResource = Resource(
  "mentions", "Dates, amounts, names … in the text", list: ["mentions"], key: ["document", "id"],
  references: [ofDocument, .init(["document", "block"], "blocks", ["document", "id"])],
  columns: [
    documentColumn,
    idColumn("m1, m2, …"),
    positionColumn,
    text("type", "type", "date, money, percent, quantity, organization, person, place, …", required: true),
    text("text", "text", "As it stands in the text"),
    text("block", "block", "Where", required: true),
    Column("row", .integer, .item(["cell"], 0), "In a table: the cell's row, from 0"),
    Column("column", .integer, .item(["cell"], 1), "In a table: the cell's column, from 0"),
    Column("start", .integer, .at(["start"]), "Characters of the block's (or cell's) text before it"),
    Column("end", .integer, .at(["end"]), "The same, of its end"),
    Column("edtf", .string, .value("edtf", of: ["date"]), "Date, EDTF"),
    Column("date_start", .date, .value("start", of: ["date"]), "Its first day"),
    Column("date_end", .date, .value("end", of: ["date"]), "Its last day"),
    Column("number", .number, .value("number", of: ["percent", "quantity"]), "Number of a percentage or quantity"),
    Column("unit", .string, .value("unit", of: ["percent", "quantity"]), "Its unit"),
    Column("ucum", .string, .value("ucum", of: ["quantity"]), "The unit in UCUM"),
    Column("amount", .number, .value("amount", of: ["money"]), "Amount of money"),
    Column("currency", .string, .value("currency", of: ["money"]), "Its currency, ISO 4217"),
    Column("entity", .string, .value("id", of: ["organization"]), "What the document calls the body"),
    Column(
      "name", .string, .value("name", of: ["organization", "person", "place", "event"]), "Full name of a body, person, place or event"),
    Column("ref", .string, .value("ref", of: ["organization", "place"]), "Its id in a gazetteer"),
    Column("law", .string, .value("number", of: ["law"]), "Number of a law"),
    Column("year", .string, .value("year", of: ["law"]), "Year of a law"),
    Column("article", .string, .value("article", of: ["law"]), "Article of a law"),
    Column("title", .string, .value("title", of: ["work"]), "Title of a work"),
    Column("key", .string, .value("key", of: ["citation"]), "What a citation names"),
    Column("pages", .string, .value("pages", of: ["citation"]), "Pages that a citation names"),
    Column("short", .string, .value("short", of: ["acronym"]), "An acronym"),
    Column("long", .string, .value("long", of: ["acronym"]), "What it stands for"),
    Column("href", .string, .value("href", of: ["url"]), "An address"),
    Column("scheme", .string, .value("scheme", of: ["identifier"]), "Kind of an identifier"),
    Column("identifier", .string, .value("id", of: ["identifier"]), "An identifier"),
    text("target", "target", "Block that a citation points to"),
    Column("flags", .string, .joined(["flags"]), "What the value rests on where it rests on little, a semicolon between"),
    text("rule", "rule", "What found it"),
    pageColumn,
  ] + boxColumns() + [linkColumn])

let cellValueColumns: [Column] = [
  Column(
    "number", .number, .value("number", of: ["number", "percent", "quantity"]),
    "Number or percentage, to be multiplied by `scale`"),
  Column("unit", .string, .value("unit", of: ["number", "percent", "quantity"]), "Its unit"),
  Column("amount", .number, .value("amount", of: ["money"]), "Amount of money, its `scale` multiplied in"),
  Column("currency", .string, .value("currency", of: ["money"]), "Its currency, ISO 4217"),
  Column("edtf", .string, .value("edtf", of: ["date"]), "Date, EDTF"),
  Column("date_start", .date, .made { day($0)?.start ?? .null }, "Its first day"),
  Column("date_end", .date, .made { day($0)?.end ?? .null }, "Its last day"),
  Column("scale", .number, .at(["value", "scale"]), "What the number is multiplied with, as the table's units, heads or caption state it"),
  Column("flag", .string, .at(["value", "flag"]), "estimated, preliminary, revised, not-available, …"),
  Column("flags", .string, .joined(["value", "flags"]), "What the value rests on where it rests on little, a semicolon between"),
]

private func day(_ row: RowContext) -> (start: RowValue, end: RowValue)? {
  guard let edtf = row.text(row.item, ["value", "edtf"]), let days = dayRange(edtf: edtf) else { return nil }
  return (.text(days.start), .text(days.end))
}
