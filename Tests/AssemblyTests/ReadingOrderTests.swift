import Model
import Testing

@testable import Assembly
@testable import Layout
@testable import Objects
@testable import Structure
@testable import Text

@Suite struct ReadingOrderTests {
  /// Two columns of seven lines under a title over both, then a heading over both and two columns again.
  private static let twoColumns: String = {
    var text = "page 500 700\n40 50 20 b Las salinas de la costa sur en el siglo pasado\n"
    let left = [
      "Las salinas de la bahía se", "trabajaban en verano, pues", "el agua tardaba en secarse", "y la sal salía gris cuando",
      "llovía antes de tiempo y a", "los obreros se les pagaba", "por cada saco.",
    ]
    let right = [
      "Con los años llegaron las", "bombas de vapor y el canal", "que trajo el agua desde la", "laguna; nadie quiso volver",
      "a los cántaros de barro ni", "a las jornadas de sol, que", "acababan con todos.",
    ]
    for (row, words) in left.enumerated() { text += "40 \(90 + row * 12) 10 - \(words)\n" }
    for (row, words) in right.enumerated() { text += "260 \(90 + row * 12) 10 - \(words)\n" }
    text += "40 200 14 b El canal de la laguna y las bombas de vapor\n"
    for (row, words) in left.enumerated() { text += "40 \(230 + row * 12) 10 - \(words.replacing("salinas", with: "eras"))\n" }
    for (row, words) in right.enumerated() { text += "260 \(230 + row * 12) 10 - \(words)\n" }
    return text
  }()

  @Test func columnsUnderSpanningHeadings() throws {
    let blocks = outline(read(Self.twoColumns))
    try #require(blocks.count == 6)
    #expect(blocks[0] == "heading1: Las salinas de la costa sur en el siglo pasado")
    #expect(blocks[1].hasPrefix("paragraph: Las salinas de la bahía") && blocks[1].hasSuffix("por cada saco."))
    #expect(blocks[2].hasPrefix("paragraph: Con los años") && blocks[2].hasSuffix("acababan con todos."))
    #expect(blocks[3] == "heading2: El canal de la laguna y las bombas de vapor")
    #expect(blocks[4].hasPrefix("paragraph: Las eras"))
  }

  private static let prose = [
    "Las salinas de la bahía se trabajaban", "en verano, pues el agua tardaba en", "secarse y la sal salía gris cuando",
    "llovía antes de tiempo y a los de la",
    "cuadrilla se les pagaba por cada saco", "que llevaban al muelle de la laguna, y", "nadie quiso volver a los cántaros de",
    "barro ni a las jornadas de sol.",
  ]

  private func texts(_ text: String) -> [String] { read(text).blocks.map(\.text) }

  /// Facts in boxes beside a column: the column is read whole, each box too.
  @Test func boxesBesideTextAreReadApart() throws {
    var text = "page 500 700\n"
    for (row, line) in Self.prose.enumerated() { text += "40 \(90 + row * 14) 10 - \(line)\n" }
    for (row, fact) in [("412", "sacos de sal"), ("96", "cuadrillas")].enumerated() {
      text += "fill 300 \(84 + row * 56) 400 \(130 + row * 56)\n330 \(102 + row * 56) 14 b \(fact.0)\n310 \(120 + row * 56) 8 - \(fact.1)\n"
    }
    let blocks = texts(text)
    #expect(blocks.contains(Self.prose.joined(separator: " ")))
    #expect(try #require(blocks.firstIndex { $0.contains("412") }) < (try #require(blocks.firstIndex { $0.contains("96") })))
  }

  /// A grid of panels is read row by row.
  @Test func panelsInRowsGoRowByRow() {
    var text = "page 500 700\n"
    for (place, name) in ["Vados", "Puentes", "Muros", "Caminos"].enumerated() {
      let (x, y) = (place % 2 == 0 ? 40 : 260, place < 2 ? 90 : 190)
      text += "fill \(x - 8) \(y - 16) \(x + 196) \(y + 60)\n\(x) \(y) 12 b \(name)\n"
      for (row, line) in Self.prose.prefix(3).enumerated() { text += "\(x) \(y + 18 + row * 13) 9 - \(line)\n" }
    }
    let names = texts(text).filter { ["Vados", "Puentes", "Muros", "Caminos"].contains($0) }
    #expect(names == ["Vados", "Puentes", "Muros", "Caminos"])
  }

  /// A note in the margin, on the baselines of the text: it is read by itself.
  @Test func notesInTheMarginAreNoPartOfTheLinesBeside() {
    var text = "page 500 700\n"
    for (row, line) in Self.prose.enumerated() { text += "140 \(90 + row * 14) 10 - \(line)\n" }
    for (row, line) in ["La sal de", "la bahía se", "vende en", "el puerto"].enumerated() { text += "40 \(90 + row * 14) 8 - \(line)\n" }
    let blocks = texts(text)
    #expect(blocks.contains(Self.prose.joined(separator: " ")))
    #expect(blocks.contains("La sal de la bahía se vende en el puerto"))
  }

  @Test func rowsOfTermsAreNoColumns() {
    var text = "page 500 700\n"
    for (row, pair) in [("Norte", "Puerto de mar"), ("Sur", "Salina"), ("Este", "Faro y muelle"), ("Oeste", "Astillero")].enumerated() {
      text += "40 \(90 + row * 14) 10 - \(pair.0)\n160 \(90 + row * 14) 10 - \(pair.1)\n"
    }
    let page = pages(text)[0]
    let items = page.lines.enumerated().map { OrderItem(box: $0.element.box, kind: .line($0.offset)) }
    let leaves = columnLeaves(items, region: Box(x0: 40, y0: 80, x1: 260, y1: 140), page: page)
    #expect(leaves.count == 1)
  }

  @Test func wideWordGapsThatMeetAreNoGutter() {
    // A heading set to the measure: its gaps lie above each other.
    let text = """
      page 500 700
      40 100 12 b Reglas
      160 100 12 b estableció
      40 116 12 b importantes
      150 116 12 b patronales
      40 132 12 b cuando
      """
    let page = pages(text)[0]
    let items = page.lines.enumerated().map { OrderItem(box: $0.element.box, kind: .line($0.offset)) }
    #expect(columnLeaves(items, region: Box(x0: 40, y0: 80, x1: 260, y1: 140), page: page).count == 1)
  }

  /// A line of the left column stands where the right one has white: in bold from end to end it is a heading over both, with a bold beginning an item's.
  @Test(arguments: [(1, false), (8, true)]) func aHeadingOverBothColumnsIsSetSoFromEndToEnd(bold: Int, across: Bool) {
    var text = "page 420 600\n"
    for row in 0..<11 {
      text += "40 \(100 + row * 12) 10 - de la cuenta \(row) que lleva el guarda\n"
      if row < 5 || row > 6 { text += "230 \(100 + row * 12) 10 - y de la paga \(row) que da la junta\n" }
    }
    var made = pages(text)
    guard let line = made[0].lines.firstIndex(where: { $0.text.contains("cuenta 6") }) else {
      Issue.record("no such line")
      return
    }
    for word in 0..<bold { made[0].lines[line].words[word].style.bold = true }
    let items = made[0].lines.enumerated().map { OrderItem(box: $0.element.box, kind: .line($0.offset)) }
    let leaves = columnLeaves(items, region: Box(x0: 40, y0: 80, x1: 400, y1: 230), page: made[0])
    #expect((leaves.count > 2) == across)
  }

  @Test func anInitialJoinsItsWord() {
    let text = """
      page 400 600
      60 124 40 - L
      84 100 10 - as salinas de la bahía se trabajaban solo en el verano
      84 112 10 - pues el agua tardaba mucho tiempo en secarse del todo
      84 124 10 - y la sal salía gris cuando llovía antes de la cosecha
      60 136 10 - grande de los meses de calor, que eran pocos y seguidos.
      """
    #expect(
      outline(read(text)) == [
        "paragraph: Las salinas de la bahía se trabajaban solo en el verano pues el agua tardaba mucho tiempo en secarse del todo y la sal salía gris cuando llovía antes de la cosecha grande de los meses de calor, que eran pocos y seguidos."
      ])
  }

  @Test func emptyAndStrangePagesDoNotTrap() {
    #expect(read("").blocks.isEmpty)
    #expect(read("page 0 0\n").pages.count == 1)
    var page = Page(number: 1, shownWidth: 10, shownHeight: 10)
    page.lines = [TextLine(words: [], box: Box(x0: 0, y0: 0, x1: 0, y1: 0), baseline: 0, angle: 0, size: 0)]
    let document = segment(
      [page], facts: DocumentFacts(source: Source(file: "a", sha256: "", bytes: 0, mediaType: "application/pdf")),
      settings: SegmentSettings())
    #expect(document.blocks.isEmpty)
  }
}
