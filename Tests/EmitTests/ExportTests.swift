@testable import Emit
import Model
import Testing

/// What the readers of each standard (Tests/Exports) cannot tell: small rules, each where it once went wrong or easily would.
@Suite struct ExportTests {
  private let box = Box(x0: 10, y0: 20, x1: 110, y1: 32)

  private func block(_ id: String, _ type: BlockType, _ text: String, page: Int = 1, marker: String? = nil, level: Int? = nil) -> Block {
    let span = Span(page: page, box: box, start: 0, end: text.unicodeScalars.count)
    return Block(id: id, type: type, text: text, page: page, marker: marker, level: level, spans: [span])
  }

  private func record(_ blocks: [Block], mentions: [Mention] = [], pages: Int = 1) -> Record {
    var document = Document(
      source: Source(file: "acta.pdf", sha256: String(repeating: "a", count: 64), bytes: 9, mediaType: "application/pdf"))
    document.blocks = blocks
    document.pages = (1...pages).map {
      PageFacts(number: $0, label: nil, width: 595, height: 842, rotation: 0, glyphs: GlyphLedger())
    }
    return Record(
      document: document, recognition: Recognition(mentions: mentions),
      pipeline: PipelineFacts(name: "default", version: "0", fingerprint: "f"))
  }

  private func note(_ anchors: Anchor...) -> Footnote {
    Footnote(id: "n1", block: "b9", marker: "4", text: "Nota al pie.", page: 1, box: box, anchors: anchors)
  }

  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  // MARK: The table of outputs

  @Test func everyOutputHasNamesOfItsOwn() {
    #expect(Set(outputNames).count == outputNames.count)
    #expect(Set(allOutputs.map(\.path)).count == allOutputs.count)
    #expect(output(named: "md")?.name == "markdown")
    #expect(output(named: "doc") == nil)
  }

  @Test func onlyTheOutputsThatAreAskedForAreMade() {
    let made = documentFiles(record([block("b1", .paragraph, "Uno.")]), json: [0x7b], outputs: ["tei", "json"])
    #expect(made?.map(\.path) == ["record.json", "document.tei.xml"])
  }

  // MARK: Markdown

  @Test func aCallBeforeABracketMakesNoLink() {
    var made = record([block("b1", .paragraph, "Total(neto)"), block("b9", .footnote, "Nota al pie.", marker: "4")]).document
    made.footnotes = [note(Anchor(block: "b1", offset: 5, page: 1, box: box))]
    #expect(markdownBody(made) == "Total[^4]\\(neto)\n\n[^4]: Nota al pie.\n")
  }

  @Test func aNoteThatNothingCallsIsStillShown() {
    var made = record([block("b9", .footnote, "Nota al pie.", marker: "4")]).document
    made.footnotes = [note()]
    #expect(markdownBody(made) == "<sup>4</sup> Nota al pie.\n")
  }

  @Test func whatGitHubWouldMakeLinksOfIsLeftAlone() {
    let made = record([block("b1", .paragraph, "http://a.example/x_y<b>; www.b.example & ~c~")]).document
    #expect(markdownBody(made) == "http\\://a.example/x\\_y\\<b>; www\\.b.example \\& \\~c\\~\n")
  }

  @Test func addressesAreLinks() {
    let words = "Ver https://a.example/ñ hoy"
    let mention = Mention(
      id: "m1", type: .url, text: "https://a.example/ñ", block: "b1", start: 4, end: 23, value: .url(href: "https://a.example/ñ"),
      rule: "urls/any/address")
    #expect(
      markdownBody(record([block("b1", .paragraph, words)]).document, mentions: [mention])
        == "Ver [https\\://a.example/ñ](<https://a.example/%C3%B1>) hoy\n")
  }

  @Test func numbersOfItemsAreThePrintedOnes() {
    let items = [("1.", 1), ("2.", 1), ("a)", 2), ("4.", 1), ("•", 1), ("7)", 2)]
    let blocks = items.enumerated().map { block("b\($0.offset)", .listItem, "x", marker: $0.element.0, level: $0.element.1) }
    #expect(markdownBody(record(blocks).document) == "1. x\n2. x\n   - a) x\n- 4\\. x\n- x\n  - 7\\) x\n")
  }

  @Test func frontMatterIsQuoted() {
    var made = record([]).document
    made.metadata.title = "Informe: \"uno\"\u{85}"
    #expect(text(markdown(made)).hasPrefix("---\ntitle: \"Informe: \\\"uno\\\"\"\nlanguage: \"und\"\nsource: \"acta.pdf\"\n"))
  }

  // MARK: Markup

  @Test func pagesBeginOnceAndInOrder() {
    let made = record([block("b1", .paragraph, "Uno.", page: 2), block("b2", .paragraph, "Dos.", page: 1)], pages: 3)
    for bytes in [html(made), tei(made)] {
      let places = ["page-1\"", "page-2\"", "Uno.", "Dos.", "page-3\""].map { text(bytes).firstRange(of: $0)?.lowerBound }
      #expect(!places.contains(nil) && places.compactMap { $0 } == places.compactMap { $0 }.sorted())
    }
  }

  @Test func whatXMLCannotHoldIsLeftOut() {
    let made = text(tei(record([block("b1", .paragraph, "a\u{1}b & <c> \u{fffe}")])))
    #expect(made.contains(">ab &amp; &lt;c&gt; </p>"))
  }

  @Test func aNoteStandsInTEIWhereItIsFirstCalled() {
    var made = record([block("b1", .paragraph, "Uno dos"), block("b9", .footnote, "Nota al pie.", marker: "4")])
    made.document.footnotes = [note(Anchor(block: "b1", offset: 3, page: 1, box: box), Anchor(block: "b1", offset: 7, page: 1, box: box))]
    #expect(
      text(tei(made)).contains(
        "Uno<note xml:id=\"n1\" n=\"4\" place=\"bottom\">Nota al pie.</note> dos<ref type=\"note\" target=\"#n1\">4</ref></p>"))
  }

  @Test func aHeadDoesNotReachIntoTheBody() {
    var table = Table(id: "t1", block: "b1", rows: 3, columns: 3)
    table.headerRows = 1
    table.cells = [
      Cell(row: 0, column: 0, rowSpan: 2, text: "Rubro", header: true, page: 1, box: box),
      Cell(row: 0, column: 1, columnSpan: 2, text: "Monto", header: true, page: 1, box: box),
      Cell(row: 1, column: 1, columnSpan: 2, text: "5", page: 1, box: box), Cell(row: 2, column: 0, text: "Obra", page: 1, box: box),
      Cell(row: 2, column: 1, columnSpan: 2, text: "6", page: 1, box: box),
    ]
    let grid = BegunGrid(table)
    // The third column has no cell of its own.
    #expect(grid.columns == 2 && grid.headerRows == 1)
    #expect(
      grid.rows.map { $0.map { "\($0.cell?.text ?? "-") \($0.rows)×\($0.columns)" } } == [
        ["Rubro 1×1", "Monto 1×1"], ["- 1×1", "5 1×1"], ["Obra 1×1", "6 1×1"],
      ])
  }

  @Test(
    arguments: [
      ("https://a.example/b c", "https://a.example/b%20c"), ("http://", nil), ("ftp://a.example", nil), ("https://a b.example/", nil),
      ("https://a.example/#x#y", "https://a.example/#x%23y"), ("mailto:a@b.example", "mailto:a@b.example"),
    ] as [(String, String?)])
  func addressesAreEscapedOnce(_ address: String, _ link: String?) { #expect(webAddress(address) == link) }

  @Test(arguments: [
    ("2021", true), ("2021-07", true), ("2021-07-31", true), ("2021-33", false), ("195X", false), ("0000", false), ("2021/2022", false),
  ])
  func timesAreThoseOfHTML(_ date: String, _ known: Bool) { #expect(isDateTime(date) == known) }

  // MARK: Chunks

  @Test func tokensAreWordsAndMarks() {
    #expect(tokenCount("El 3,5 % (aprox.) de_uno".unicodeScalars) == 10)
    #expect(tokenCount("".unicodeScalars) == 0)
  }

  @Test func sentencesEndBeforeNoSmallLetter() {
    let cut = sentences(Array("Lo dijo el art. 4o. de ley. «Vale.» Fin".unicodeScalars)).map { String(scalars: $0) }
    #expect(cut == ["Lo dijo el art. ", "4o. de ley. ", "«Vale.» ", "Fin"])
  }

  @Test func longBlocksAreCutBetweenSentencesWithAnOverlap() {
    let sentence = "Seis son las voces de esta frase. "
    var cutter = Chunker(
      record([block("b1", .paragraph, String(repeating: sentence, count: 6))]), ChunkSettings(most: 20, overlap: 9))
    cutter.cut()
    #expect(cutter.chunks.map { tokenCount($0.scalars) } == [16, 16, 16, 16, 16])
    #expect(cutter.chunks.map(\.overlap) == [0, 34, 34, 34, 34])
  }

  @Test func aTableByRowsRepeatsItsHead() {
    var table = Table(id: "t1", block: "b1", rows: 4, columns: 2)
    table.headerRows = 1
    for row in 0..<4 {
      for (column, words) in [row == 0 ? "Año" : "20\(row)0", row == 0 ? "Monto" : "siete ocho nueve"].enumerated() {
        table.cells.append(Cell(row: row, column: column, text: words, header: row == 0, page: 1, box: box))
      }
    }
    var made = record([block("b1", .table, "")])
    made.document.tables = [table]
    var cutter = Chunker(made, ChunkSettings(most: 17, overlap: 5))
    cutter.cut()
    #expect(
      cutter.chunks.map { String(scalars: $0.scalars[...]) } == [
        "Año | Monto\n2010 | siete ocho nueve\n2020 | siete ocho nueve", "Año | Monto\n2030 | siete ocho nueve",
      ])
    #expect(cutter.chunks.map(\.rows) == [1...2, 3...3])
  }

  // MARK: Workbook

  @Test func workbooksHaveNoClock() {
    let made = record([block("b1", .paragraph, "Uno.")])
    let first = workbook(made)
    #expect(first?.starts(with: [0x50, 0x4b, 3, 4]) == true && first == workbook(made))
  }
}
