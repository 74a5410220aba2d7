/// What stands in the text: sections, blocks, footnotes and their calls, figures, terms, findings.

let sectionsResource = Resource(
  "sections", "Headings as a tree", list: ["sections"], key: ["document", "id"],
  references: [ofDocument, .init(["document", "block"], "blocks", ["document", "id"])],
  columns: [
    documentColumn,
    idColumn("s1, s2, …"),
    positionColumn,
    text("parent", "parent", "The section above it"),
    Column("level", .integer, .at(["level"]), required: true, "1 for the uppermost"),
    text("number", "number", "As printed"),
    text("title", "title", "As printed, without its number"),
    text("block", "block", "The heading's block", required: true),
    pageColumn,
    linkColumn,
  ])

let blocksResource = Resource(
  "blocks", "Headings, paragraphs, items, captions, notes … in reading order", list: ["blocks"], key: ["document", "id"],
  references: [ofDocument],
  columns: [
    documentColumn,
    idColumn("b1, b2, …"),
    positionColumn,
    text("type", "type", "heading, paragraph, listItem, …", required: true),
    text("text", "text", "Lines joined; empty for the block of a table or figure"),
    text("section", "section", "The section that it stands in"),
    pageColumn,
    Column("last_page", .integer, .made { lastPage($0) }, "Where it ends"),
    text("marker", "marker", "Of an item or note"),
    Column("level", .integer, .at(["level"]), "Of a heading or item"),
    text("language", "language", "Where it is not the document's"),
    text("target", "target", "Of an entry of contents: the section that it names"),
    Column("confidence", .number, .at(["confidence"]), "From 0 to 1"),
  ] + blockBox + [linkColumn])

/// Around the lines of its first page.
private let blockBox: [Column] = ["x0", "y0", "x1", "y1"].enumerated().map { place, name in
  Column(name, .number, .made { around($0, place) }, "Of its box on that page, in points from the top left")
}

let figuresResource = Resource(
  "figures", "Charts, photographs, maps", list: ["figures"], key: ["document", "id"],
  references: [ofDocument, .init(["document", "block"], "blocks", ["document", "id"])],
  columns: [
    documentColumn,
    idColumn("f1, f2, …"),
    positionColumn,
    text("block", "block", "Its block", required: true),
    text("kind", "kind", "chart, photo, map, diagram, image"),
    text("label", "label", "As printed"),
    text("caption", "caption", "As printed"),
    text("units", "units", "As printed"),
    text("source", "source", "As printed"),
    Column("texts", .string, .joined(["texts"]), "Words in the picture, a semicolon between lines"),
    pageColumn,
  ] + boxColumns() + [linkColumn])

let footnotesResource = Resource(
  "footnotes", "Notes at the foot or the end", list: ["footnotes"], key: ["document", "id"],
  references: [ofDocument, .init(["document", "block"], "blocks", ["document", "id"])],
  columns: [
    documentColumn,
    idColumn("n1, n2, …"),
    positionColumn,
    text("block", "block", "Its block", required: true),
    text("marker", "marker", "As printed"),
    text("text", "text", "Without its marker"),
    pageColumn,
  ] + boxColumns() + [linkColumn])

let anchorsResource = Resource(
  "anchors", "Places where notes are called", list: ["footnotes", "anchors"], key: ["document", "footnote", "position"],
  references: [
    .init(["document", "footnote"], "footnotes", ["document", "id"]), .init(["document", "block"], "blocks", ["document", "id"]),
  ],
  columns: [
    documentColumn,
    Column("footnote", .string, .owner(["id"]), required: true, "The note"),
    Column("position", .integer, .ordinal, required: true, "Among the calls of the note, from 1"),
    text("block", "block", "Where it is called", required: true),
    Column("row", .integer, .item(["cell"], 0), "In a table: the cell's row, from 0"),
    Column("column", .integer, .item(["cell"], 1), "In a table: the cell's column, from 0"),
    Column("offset", .integer, .at(["offset"]), "Characters of the text before it"),
    pageColumn,
  ] + boxColumns() + [linkColumn])

let glossaryResource = Resource(
  "glossary", "Terms that the document explains", list: ["glossary"], key: ["document", "position"],
  references: [ofDocument, .init(["document", "block"], "blocks", ["document", "id"])],
  columns: [
    documentColumn, positionColumn, text("term", "term", "The term"), text("expansion", "expansion", "What it says of it"),
    text("block", "block", "Where", required: true), linkColumn,
  ])

let acronymsResource = Resource(
  "acronyms", "Acronyms with what they stand for", list: ["acronyms"], key: ["document", "position"],
  references: [ofDocument, .init(["document", "block"], "blocks", ["document", "id"])],
  columns: [
    documentColumn, positionColumn, text("short", "short", "The acronym"), text("long", "long", "What it stands for"),
    text("block", "block", "Where the document says so", required: true), linkColumn,
  ])

let findingsResource = Resource(
  "findings", "What was odd about a document", list: ["findings"], key: ["document", "position"], references: [ofDocument],
  columns: [
    documentColumn,
    Column("position", .integer, .ordinal, required: true, "Among the findings of the document, from 1"),
    text("code", "code", "Stable", required: true),
    text("severity", "severity", "info, warning, error", required: true),
    text("message", "message", "For people"),
    pageColumn,
  ] + boxColumns() + [linkColumn])

private func lastPage(_ row: RowContext) -> RowValue {
  guard let spans = row.tape.find(row.item, .spans), let last = row.tape.children(of: spans).last else { return .null }
  return row.tape.find(last, .page).map { .node($0) } ?? .null
}

/// A side of the box around a block's lines on its first page: the least of left and top, the greatest of right and bottom.
private func around(_ row: RowContext, _ side: Int) -> RowValue {
  guard let spans = row.tape.find(row.item, .spans), let page = row.tape.find(row.item, .page).flatMap(row.tape.integer) else {
    return .null
  }
  var best: (value: Double, node: Int)?
  for span in row.tape.children(of: spans) where row.tape.find(span, .page).flatMap(row.tape.integer) == page {
    guard let box = row.tape.find(span, .box), let node = row.tape.item(of: box, side), let value = row.tape.double(node) else { continue }
    if best.map({ side < 2 ? value < $0.value : value > $0.value }) ?? true { best = (value, node) }
  }
  return best.map { .node($0.node) } ?? .null
}
