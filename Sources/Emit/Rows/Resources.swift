import Text

/// All resources, in the order in which they are listed. Those that others refer to come first.
package let resources: [Resource] = [
  documentsResource, sectionsResource, blocksResource, tablesResource, columnsResource, cellsResource, tableNotesResource,
  tableChecksResource, figuresResource, footnotesResource, anchorsResource, glossaryResource, acronymsResource, mentionsResource,
  bookmarksResource, formFieldsResource, commentsResource, attachmentsResource, findingsResource,
]

/// One row for each file of the inbox, and for each record whose file is gone. Not read from a record: the catalogue tells it.
package let inputsResource = Resource(
  "inputs", "Files of the inbox, and what came of them", list: [], key: ["path"],
  references: [.init(["document"], "documents", ["document"])],
  columns: [
    Column("path", .string, .document, required: true, "Below the folder of inputs"),
    Column("document", .string, .document, "The record that stands of it"),
    Column("sha256", .string, .document, "Of its bytes"),
    Column("outcome", .string, .document, required: true, "complete, partial, refused or failed"),
    Column("code", .string, .document, "Why it is not complete"),
    Column("message", .string, .document, "The same in words"),
    Column("duplicate_of", .string, .document, "The file with the same bytes that is read in place of it"),
    Column("stale", .boolean, .document, required: true, "The record is of an earlier reading"),
    Column("gone", .boolean, .document, required: true, "No longer among the inputs"),
    Column("source_link", .string, .document, required: true, "Where to look it up: the file below the inputs"),
  ])

package func resource(_ name: String) -> Resource? { name == "inputs" ? inputsResource : resources.first { $0.name == name } }

let documentColumn = Column("document", .string, .document, required: true, "The document, as the resource documents names it")
let ofDocument = Resource.Reference(["document"], "documents", ["document"])
let positionColumn = Column("position", .integer, .ordinal, required: true, "Place in the order of the text, from 1")
let linkColumn = Column("source_link", .string, .link, "Where to look it up: the file below the inputs, and its page")
let pageColumn = Column("page", .integer, .at(["page"]), "The page, counted from 1")

/// The corners of a box, in points from the top left of the page as shown.
func boxColumns(_ path: [JSONKey] = ["box"]) -> [Column] {
  ["x0", "y0", "x1", "y1"].enumerated().map { place, name in
    Column(name, .number, .item(path, place), "Of the box on the page, in points from the top left")
  }
}

func idColumn(_ what: String) -> Column { Column("id", .string, .at(["id"]), required: true, what) }

func text(_ name: String, _ key: JSONKey, _ note: String, required: Bool = false) -> Column {
  Column(name, .string, .at([key]), required: required, note)
}

// MARK: The document

private let documentsResource = Resource(
  "documents", "Documents that have a record", list: [], key: ["document"],
  columns: [
    Column("document", .string, .document, required: true, "The document's folder below documents/"),
    Column("id", .string, .record(["id"]), required: true, "sha256: and the digest of the file's bytes"),
    Column("outcome", .string, .told { .text($0.outcome) }, required: true, "What came of the last reading"),
    Column("code", .string, .told { RowValue($0.code) }, "Why it is not complete"),
    Column("profile", .string, .record(["profile"]), "Kind of document"),
    Column("language", .string, .record(["language"]), "Two letters, or und"),
    Column("title", .string, .record(["metadata", "title"]), "Title"),
    Column("subtitle", .string, .record(["metadata", "subtitle"]), "Subtitle"),
    Column("authors", .string, .joined(["metadata", "authors"]), "Authors, a semicolon between"),
    Column("publisher", .string, .record(["metadata", "publisher"]), "Publisher"),
    Column("issued", .string, .record(["metadata", "issued"]), "Day of issue, EDTF"),
    Column("issued_start", .date, .made { issuedStart($0) }, "First day that it may be"),
    Column(
      "year", .integer, .made { issuedYear($0) },
      "Year of issue; where that is not known, the first that the title names (2023-2024: the second)"),
    Column("keywords", .string, .joined(["metadata", "keywords"]), "Keywords, a semicolon between"),
    Column("identifiers", .string, .made { identifiers($0) }, "`scheme:id`, a semicolon between"),
    Column("file", .string, .told { .text($0.path) }, required: true, "The file below the inputs"),
    Column("sha256", .string, .record(["source", "sha256"]), required: true, "Of the file's bytes"),
    Column("bytes", .integer, .record(["source", "bytes"]), "Size of the file"),
    Column("media_type", .string, .record(["source", "mediaType"]), "application/pdf, text/html, text/plain"),
    Column("pdf_version", .string, .record(["source", "pdfVersion"]), "Version of PDF"),
    Column("producer", .string, .record(["source", "producer"]), "Program that wrote the file"),
    Column("tagged", .boolean, .record(["source", "tagged"]), "It states its structure"),
    Column("encrypted", .boolean, .record(["source", "encrypted"]), "It is encrypted"),
    Column("pages", .integer, .record(["source", "pages"]), "Number of pages"),
    Column("sections", .integer, .count(["sections"]), "Number of sections"),
    Column("blocks", .integer, .count(["blocks"]), "Number of blocks"),
    Column("tables", .integer, .count(["tables"]), "Number of tables"),
    Column("figures", .integer, .count(["figures"]), "Number of figures"),
    Column("footnotes", .integer, .count(["footnotes"]), "Number of footnotes"),
    Column("mentions", .integer, .count(["mentions"]), "Number of mentions"),
    Column("findings", .integer, .count(["findings"]), "Number of findings"),
    Column("stale", .boolean, .told { .bool($0.stale) }, required: true, "The record is of an earlier reading"),
    Column("gone", .boolean, .told { .bool($0.gone) }, required: true, "The file is no longer among the inputs"),
    Column("pipeline", .string, .record(["pipeline", "name"]), "Pipeline that it was read with"),
    Column("foja_version", .string, .record(["pipeline", "version"]), "Foja that it was read with"),
    Column("fingerprint", .string, .record(["pipeline", "fingerprint"]), "Digest of the rules that it was read with"),
    Column("record_version", .string, .record(["version"]), "Version of the record's shape"),
    linkColumn,
  ])

private func issuedStart(_ row: RowContext) -> RowValue {
  RowValue(row.text(0, ["metadata", "issued"]).flatMap { dayRange(edtf: $0)?.start })
}

private func issuedYear(_ row: RowContext) -> RowValue {
  if case .text(let day) = issuedStart(row), let year = Int(day.prefix(4)) { return .integer(year) }
  return row.text(0, ["metadata", "title"]).flatMap(firstYear).map { .integer($0) } ?? .null
}

/// The first year (1900 to 2099) that a text names in four digits; of years that only a stroke parts, the last.
private func firstYear(_ text: String) -> Int? {
  var found: Int?
  for word in text.split(whereSeparator: \.isWhitespace) where found == nil {
    let digits = word.split { !$0.isASCII || !$0.isNumber }
    found = digits.last { $0.utf8.count == 4 && ($0.hasPrefix("19") || $0.hasPrefix("20")) }.flatMap { Int($0) }
  }
  return found
}

private func identifiers(_ row: RowContext) -> RowValue {
  guard let all = row.tape.find(0, ["metadata", "identifiers"]) else { return .null }
  let texts = row.tape.members(all).compactMap { key, value in row.tape.text(value).map { "\(key):\($0)" } }
  return texts.isEmpty ? .null : .text(texts.joined(separator: "; "))
}
