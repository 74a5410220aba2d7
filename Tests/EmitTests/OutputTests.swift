import Emit
import Model
import Testing

@Suite struct OutputTests {
  private let box = Box(x0: 1, y0: 2, x1: 3, y1: 4)

  private func table(headerRows: Int = 1, _ rows: [[String]]) -> Table {
    var table = Table(id: "t1", block: "b2", rows: rows.count, columns: rows[0].count)
    table.headerRows = headerRows
    for (row, texts) in rows.enumerated() {
      for (column, text) in texts.enumerated() {
        var cell = Cell(row: row, column: column, text: text, header: row < headerRows, page: 1, box: box)
        if let number = Double(text) {
          cell.value = CellValue(type: "number", number: number == number.rounded() ? "\(Int(number))" : text)
        }
        table.cells.append(cell)
      }
    }
    return table
  }

  private func document(_ blocks: [Block]) -> Document {
    var document = Document(
      source: Source(file: "a.pdf", sha256: String(repeating: "0", count: 64), bytes: 1, mediaType: "application/pdf"))
    document.blocks = blocks
    return document
  }

  @Test func csvQuotesWhatMustBe() {
    let csv = String(decoding: printedCSV(table([["Año", "Monto, en \"miles\""], ["2020", "1.5"]])), as: UTF8.self)
    #expect(csv == "Año,\"Monto, en \"\"miles\"\"\"\n2020,1.5\n")
  }

  @Test func columnNamesJoinTheLevelsOfAHeader() {
    var table = table(headerRows: 2, [["", "Ingresos", ""], ["Año", "Real", "Real"], ["2020", "7", "n.d."]])
    table.cells[1].columnSpan = 2
    table.cells.remove(at: 2)
    table.cells[table.cells.count - 1].value = CellValue(type: "missing", flag: "not-available")
    #expect(String(decoding: valueCSV(table), as: UTF8.self) == "Año,Ingresos / Real,Ingresos / Real (2)\n2020,7,\n")
  }

  @Test func notesAreCalledInMarkdown() {
    var made = document([
      Block(id: "b1", type: .heading, text: "1. Título_largo", page: 1, level: 2),
      Block(id: "b2", type: .paragraph, text: "Uno dos.", page: 1),
      Block(id: "b3", type: .footnote, text: "La nota.", page: 1, marker: "47"), Block(id: "b4", type: .furniture, text: "12", page: 1),
      Block(id: "b5", type: .listItem, text: "primero", page: 1, marker: "•"),
      Block(id: "b6", type: .listItem, text: "segundo", page: 1, marker: "•"),
    ])
    made.footnotes = [
      Footnote(
        id: "n1", block: "b3", marker: "47", text: "La nota.", page: 1, box: box,
        anchors: [Anchor(block: "b2", offset: 3, page: 1, box: box)])
    ]
    #expect(markdownBody(made) == "## 1. Título\\_largo\n\nUno[^47] dos.\n\n[^47]: La nota.\n\n- primero\n- segundo\n")
  }

  @Test func flatTablesAreGFMAndOthersHTML() {
    var made = document([Block(id: "b2", type: .table, text: "", page: 1)])
    made.tables = [table([["Año", "a|b"], ["2020", "7"]])]
    #expect(markdownBody(made) == "| Año | a\\|b |\n| --: | --: |\n| 2020 | 7 |\n")
    made.tables[0].cells[0].rowSpan = 2
    #expect(markdownBody(made).hasPrefix("<table>\n<tr>\n<th rowspan=\"2\">Año</th>"))
  }

  /// The same record gives the same bytes, whatever the order in which a dictionary gives its keys.
  @Test func identifiersStandInOrder() throws {
    var made = document([])
    for scheme in ["issn", "doi", "isbn", "a", "z"] { made.metadata.identifiers[scheme] = "1" }
    let facts = PipelineFacts(name: "default", version: "0.1.0", fingerprint: String(repeating: "f", count: 64))
    let text = String(decoding: recordJSON(Record(document: made, recognition: Recognition(), pipeline: facts)), as: UTF8.self)
    #expect(text.contains(#""identifiers":{"a":"1","doi":"1","isbn":"1","issn":"1","z":"1"}"#))
    #expect(text.hasSuffix("}\n"))
  }

  @Test func theTapeOfARecordIsThatOfItsBytes() throws {
    var made = document([Block(id: "b1", type: .heading, text: "Un \"título\"", page: 1, level: 2)])
    made.tables = [table([["Año", "a|b"], ["2020", "7"]])]
    let mention = Mention(
      id: "m1", type: .date, text: "2020", block: "b2", start: 0, end: 4,
      value: .date(edtf: "2020", start: "2020-01-01", end: "2020-12-31"), rule: "dates/es/year", page: 1)
    let facts = PipelineFacts(name: "default", version: "0.1.0", fingerprint: String(repeating: "f", count: 64))
    let record = Record(document: made, recognition: Recognition(mentions: [mention]), pipeline: facts)
    let tape = try recordTape(record)
    #expect(tape.bytes == recordJSON(record))
    #expect(tape.nodes == (try JSONTape(tape.bytes)).nodes)
  }

  /// Offsets count scalars; one behind the end stands at the end.
  @Test func severalCallsStandInOrder() {
    var made = document([Block(id: "b1", type: .paragraph, text: "ñ*é", page: 1)])
    for (marker, offset) in [("9", 9), ("1", 0), ("4", 2), ("3", 2), ("8", 8)] {
      made.footnotes.append(
        Footnote(
          id: "n" + marker, block: "none", marker: marker, text: "", page: 1, box: box,
          anchors: [Anchor(block: "b1", offset: offset, page: 1, box: box)]))
    }
    #expect(markdownBody(made) == "[^1]ñ\\*[^3][^4]é[^8][^9]\n")
  }
}
