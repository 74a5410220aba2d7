import Model
import Testing

@testable import Assembly
@testable import Layout
@testable import Structure
@testable import Text

/// Items that keep all their lines, however they are marked and spaced.
@Suite struct WholeItemTests {
  /// Hyphens that Unicode has apart, and a hyphen glued to its word.
  @Test(arguments: ["\u{2010} ", "\u{2011} ", "-"])
  func hyphensOfEveryKindMarkItems(mark: String) {
    let text =
      "page 400 600\n40 60 10 - Trabajos del año:\n40 80 10 - \(mark)faros;\n40 94 10 - \(mark)muelles;\n40 108 10 - \(mark)vados.\n"
    #expect(read(text).blocks.filter { $0.type == .listItem }.map(\.text) == ["faros;", "muelles;", "vados."])
  }

  /// A hyphen that opens one line alone marks nothing.
  @Test func oneGluedHyphenIsNoMarker() {
    let text =
      "page 400 600\n"
      + lines(
        40, 60, "Los torreros del golfo escriben el nombre de su torre con", "-puerto al final y sin acento, como lo hacen los de la costa."
      )
    #expect(read(text).blocks.allSatisfy { $0.type == .paragraph })
  }

  /// A document of single lines has one list that is set wider.
  @Test func aListHasItsOwnLeading() {
    var text = "page 400 900\n"
    for index in 0..<12 {
      text += lines(
        40, 40 + Double(index) * 40, "El consejo de los puertos se reunió en la capital durante",
        "tres semanas sin llegar a un acuerdo sobre las tarifas ni",
        "sobre los plazos.")
    }
    text += lines(40, 600, leading: 18, "• Dragar el canal de entrada y los muelles del norte hasta")
    text += lines(49, 618, leading: 18, "la boya que marca el bajo, y todo ello antes de que llegue", "la temporada.")
    let items = read(text).blocks.filter { $0.type == .listItem }
    #expect(
      items.map(\.text) == [
        "Dragar el canal de entrada y los muelles del norte hasta la boya que marca el bajo, y todo ello antes de que llegue la temporada."
      ])
  }

  /// A step of 2.7 sizes is the leading where sentences go on over it, and parts paragraphs of one line where none does.
  @Test func typeThatMeasuresSmallAtDoubleLeading() {
    let declared = [
      "1. La torrera del golfo vive en el puerto y ha visto los", "faros que la junta mandó apagar en el invierno de las",
      "crecidas, sin que nadie lo pidiera.", "2. Los torreros del norte guardan los libros en que la",
      "guardia apunta los buques, y los enseñan a quien los pide", "en la casa de la torre.",
    ]
    let text = declared.enumerated().map { "40 \(60 + $0.offset * 27) 10 - \($0.element)\n" }.joined()
    #expect(read("page 330 600\n" + text).blocks.filter { $0.type == .listItem }.map(\.marker) == ["1.", "2."])
    #expect(!read("page 330 600\n" + text).blocks.contains { $0.type == .paragraph })
    let names = [
      "Torre del Norte de los Puertos", "Faro del Golfo y de la Isla", "Casa de los Torreros del Sur", "Muelle de la Junta del Golfo",
    ]
    let single = names.enumerated().map { "40 \(60 + $0.offset * 27) 10 - \($0.element)\n" }.joined()
    #expect(read("page 330 600\n" + single).blocks.count == 4)
  }

  @Test func aBracketNeedsNoSpaceAfterIt() {
    let text = "page 400 600\n40 60 10 - Trabajos del año:\n40 80 10 - a)Faros del norte.\n40 94 10 - b)Muelles del sur.\n"
    let items = read(text).blocks.filter { $0.type == .listItem }
    #expect(items.map { "\($0.marker ?? "") \($0.text)" } == ["a) Faros del norte.", "b) Muelles del sur."])
  }

  /// Text of a page, from whose edge the lines of items are measured.
  private func body(_ x: Double, _ y: Double) -> String {
    lines(
      x, y, "El consejo de los puertos se reunió en la capital durante", "tres semanas sin llegar a un acuerdo sobre las tarifas ni",
      "sobre los plazos que las navieras del golfo pidieron a los", "puertos menores, y la junta que había de tratar de ello no",
      "se reunió en todo el año, de modo que el consejo tuvo que", "hacer de nuevo lo que estaba hecho, y acordó estos trabajos:")
  }

  /// The text of the next page begins farther left than that of the item's own.
  @Test func anItemGoesOnWherePagesHaveOtherEdges() {
    let text =
      "page 400 600\n" + body(40, 60) + "40 560 10 - - Dragar el canal de entrada y los muelles del norte\n"
      + "page 400 600\n47 60 10 - hasta la boya que marca el bajo.\n40 74 10 - - Reparar los faros.\n" + body(20, 110)
    let items = read(text).blocks.filter { $0.type == .listItem }
    #expect(
      items.map(\.text) == ["Dragar el canal de entrada y los muelles del norte hasta la boya que marca el bajo.", "Reparar los faros."])
  }

  /// … also with its third line.
  @Test func allLinesOfAnItemGoOnWherePagesHaveOtherEdges() {
    let list = "- Dragar el canal de entrada y los muelles del norte"
    let text =
      "page 400 600\n" + body(40, 60) + "70 546 10 - - Pintar la boya.\n70 560 10 - \(list)\npage 400 600\n"
      + lines(77, 60, "hasta la boya que marca el bajo de la isla y del cabo,", "y todo ello en mayo.") + body(54, 110)
    let items = read(text).blocks.filter { $0.type == .listItem }
    #expect(items.map { $0.text.hasSuffix("y todo ello en mayo.") } == [false, true])
  }

  /// The fourth of a list stands alone on its page, where its own lines show the edge.
  @Test func theLastItemOfAListStandsAloneOnItsPage() {
    let first = (1...3).map { "40 \(60 + $0 * 14) 10 - \($0)\n68 \(60 + $0 * 14) 10 - Torres de la costa y del golfo.\n" }.joined()
    let last = lines(
      68, 60, "Muelles del norte y de la isla, que la junta", "mandó reparar en mayo y que siguen cerrados", "a los buques que", "llegan.")
    let items = read("page 300 600\n40 60 10 - Trabajos:\n" + first + "page 300 600\n40 60 10 - 4\n" + last).blocks.filter {
      $0.type == .listItem
    }
    #expect(items.map(\.marker) == ["1", "2", "3", "4"])
    #expect(items.last?.text.hasSuffix("llegan.") == true)
  }

  /// Bullets that are small pictures, as high as a line.
  @Test(arguments: [(2, 2), (1, 0)]) func picturesThatComeBackAreBullets(count: Int, items: Int) {
    var made = pages("page 400 600\n40 60 10 - Trabajos:\n60 80 10 - Dragar el canal.\n60 98 10 - Reparar los faros.\n")
    for row in 0..<count {
      let y = 71 + Double(row) * 18
      made[0].images.append(ImageBox(box: Box(x0: 50, y0: y, x1: 53, y1: y + 10), pixelWidth: 5, pixelHeight: 13))
    }
    let document = segment(
      made, facts: DocumentFacts(source: Source(file: "a.pdf", sha256: "", bytes: 0, mediaType: "application/pdf")),
      settings: fixtureSettings)
    #expect(document.blocks.filter { $0.type == .listItem }.count == items)
  }

  @Test func anItemGoesOnOverThePage() {
    let text =
      "page 400 600\n" + lines(40, 60, "El consejo de los puertos se reunió en la capital durante", "tres semanas y acordó estos trabajos:")
      + "40 560 10 - - Dragar el canal de entrada y los muelles del norte\npage 400 600\n50 60 10 - hasta la boya que marca el bajo.\n"
      + "40 74 10 - - Reparar los faros.\n"
    let items = read(text).blocks.filter { $0.type == .listItem }
    #expect(
      items.map(\.text) == ["Dragar el canal de entrada y los muelles del norte hasta la boya que marca el bajo.", "Reparar los faros."])
  }

  /// Markers that are one only in company: ordinals, a plus, a letter or number whose text has no white before it.
  @Test(arguments: [
    (["1.º  Dragar el canal.", "2.º  Reparar los faros."], ["1.º Dragar el canal.", "2.º Reparar los faros."]),
    (["1º Dragar el canal.", "2º Reparar los faros."], ["1º Dragar el canal.", "2º Reparar los faros."]),
    (["+ Dragar el canal.", "+ Reparar los faros."], ["+ Dragar el canal.", "+ Reparar los faros."]),
    (["˄ Dragar el canal.", "˄ Reparar los faros."], ["˄ Dragar el canal.", "˄ Reparar los faros."]),
    (["l. Dragar el canal.", "m.Reparar los faros."], ["l. Dragar el canal.", "m. Reparar los faros."]),
    (["1. Dragar el canal.", "2.Reparar los faros."], ["1. Dragar el canal.", "2. Reparar los faros."]),
    (["i- Dragar el canal;", "ii- Reparar los faros."], ["i- Dragar el canal;", "ii- Reparar los faros."]),
    (["-Dragar el canal;", "-Reparar los faros."], ["- Dragar el canal;", "- Reparar los faros."]),
  ])
  func rareMarkersInCompany(printed: [String], items: [String]) {
    let text =
      "page 400 600\n40 60 10 - Trabajos del año:\n" + printed.enumerated().map { "40 \(80 + 14 * $0) 10 - \($1)\n" }.joined()
    let found = read(text).blocks.filter { $0.type == .listItem }
    #expect(found.map { "\($0.marker ?? "") \($0.text)" } == items)
  }

  /// At the head of a page: set in as a whole it is the item's; with its first line alone it begins a paragraph.
  @Test(arguments: [(54, 2, 0), (40, 2, 1)]) func aParagraphUnderAnItemsTextIsTheItems(x: Int, items: Int, paragraphs: Int) {
    let text =
      "page 300 600\n40 520 10 - Trabajos del año en los puertos del golfo:\n40 540 10 - •\n54 540 10 - Dragar el canal de entrada.\npage 300 600\n"
      + "54 60 10 - La junta paga la obra en dos partes, que vencen en\n\(x) 72 10 - mayo y en julio de cada año.\n"
      + "40 90 10 - •\n54 90 10 - Reparar los faros.\n"
    let blocks = read(text).blocks
    #expect(blocks.filter { $0.type == .listItem }.count == items)
    #expect(blocks.filter { $0.type == .paragraph }.count == 1 + paragraphs)
  }

  /// The first line of an item is full, and no mark ends it: the next item is told by standing as its neighbours stand.
  @Test func anItemAfterAFullLineIsToldByItsNeighbours() {
    let text =
      "page 300 600\n40 60 10 - Trabajos del año en los puertos del golfo:\n"
      + "50 80 10 - 1)\n64 80 10 - Dragar el canal de entrada y el muelle norte\n"
      + "50 94 10 - 2)\n64 94 10 - Reparar-los-faros-de-la-isla y los de la costa\n64 108 10 - del sur.\n"
      + "50 122 10 - 3)\n64 122 10 - Pintar las boyas.\n"
    #expect(read(text).blocks.filter { $0.type == .listItem }.map(\.marker) == ["1)", "2)", "3)"])
  }

  /// A number that a sentence runs into stands elsewhere than the numbers of the items, or none stand near.
  @Test func aNumberWithinASentenceIsNoItem() {
    let text =
      "page 300 600\n"
      + lines(
        40, 60, "La junta de los puertos ha leído los artículos 4 y", "5. Los faros del golfo y las boyas de la costa siguen sin", "luz.")
    #expect(!read(text).blocks.contains { $0.type == .listItem })
  }

  /// Producers set the hyphen as a word of its own and no space behind it.
  @Test func aHyphenOfItsOwnMayStandCloseToItsText() {
    var made = pages("page 400 600\n40 60 10 - Trabajos del año:\n40 80 10 - - dragar el canal\n40 94 10 - - reparar los faros\n")
    for line in 1...2 { made[0].lines[line].words[1].spaceBefore = false }
    let document = segment(
      made, facts: DocumentFacts(source: Source(file: "a.pdf", sha256: "", bytes: 0, mediaType: "application/pdf")),
      settings: fixtureSettings)
    #expect(document.blocks.filter { $0.type == .listItem }.map(\.text) == ["dragar el canal", "reparar los faros"])
  }

  /// Dashes that hang far from their text, of whatever length, make a list and no table.
  @Test(arguments: ["-", "\u{2010}", "\u{2013}", "•"]) func hangingDashesAreNoColumn(dash: String) {
    let works = ["Dragado del canal;", "Faros del norte;", "Muelles;", "Vados y pozos;", "Torres;", "Boyas de la costa."]
    let text =
      "page 400 600\n40 60 10 - Trabajos del año:\n"
      + works.enumerated().map { "60 \(90 + 18 * $0) 10 b \(dash)\n78 \(90 + 18 * $0) 10 b \($1)\n" }.joined()
    let document = read(text)
    #expect(document.tables.isEmpty)
    #expect(document.blocks.filter { $0.type == .listItem }.map(\.text) == works)
  }

  @Test(arguments: ["1.º Dragar el canal.", "+ Dragar el canal.", "m.Reparar los faros."])
  func rareMarkersAloneAreText(printed: String) {
    let text = "page 400 600\n40 60 10 - Trabajos del año:\n40 90 10 - \(printed)\n40 120 10 - Los puertos del golfo.\n"
    #expect(!read(text).blocks.contains { $0.type == .listItem })
  }
}
