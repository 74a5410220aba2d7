import Model
import Testing

@testable import Assembly
@testable import Layout
@testable import Objects
@testable import Structure
@testable import Text

@Suite struct ParagraphTests {
  @Test func indentsAndShortLastLinesPart() {
    let text =
      "page 400 600\n"
      + lines(
        40, 60, "El consejo de los puertos se reunió en la capital durante", "tres semanas sin llegar a un acuerdo sobre las tarifas ni",
        "sobre los plazos.")
      + lines(
        40, 96, indent: 12, "La segunda reunión tuvo lugar al año siguiente y en ella",
        "se firmó el convenio que todavía rige entre los puertos y", "las navieras del golfo.")
    #expect(
      outline(read(text)) == [
        "paragraph: El consejo de los puertos se reunió en la capital durante tres semanas sin llegar a un acuerdo sobre las tarifas ni sobre los plazos.",
        "paragraph: La segunda reunión tuvo lugar al año siguiente y en ella se firmó el convenio que todavía rige entre los puertos y las navieras del golfo.",
      ])
  }

  @Test func aSentenceGoesOnOverThePage() {
    let head = lines(
      40, 60, "El consejo de los puertos se reunió en la capital durante", "tres semanas sin llegar a un acuerdo sobre las tarifas ni")
    let tail = lines(40, 60, "sobre los plazos que pedían las navieras del golfo a los", "puertos menores.")
    #expect(outline(read("page 400 600\n" + head + "page 400 600\n" + tail)).count == 1)
  }

  /// Notes in small type below have a closer leading than the text: it is no measure of the text's.
  @Test func notesBelowDoNotCutTheTextAbove() {
    var text = "page 400 600\n"
    let prose = [
      "The harbour was closed at noon by the", "Council of the Gulf, which met in the", "Old Customs House, and the pilots of",
      "Port Amaranth took the last ships to the", "Northern Quay before the tide turned.",
    ]
    for (row, line) in prose.enumerated() { text += "40 \(60 + 12 * row) 10 - \(line)\n" }
    for row in 0..<12 { text += "40 \(150 + 9 * Double(row)) 8 - the pilots keep a book of their own, \(row)\n" }
    #expect(read(text).blocks.first?.text.hasSuffix("before the tide turned.") == true)
  }

  /// A page that is left a third of the way down ends its paragraph, full as its only line may look; one that goes on in small letters does not.
  @Test(arguments: [("Printed for the harbour board", 2), ("and printed for the harbour board", 1)])
  func aPageLeftHighEndsItsParagraph(next: String, blocks: Int) {
    let text =
      "page 500 600\n40 120 10 - Old lights of the southern coast\npage 500 600\n40 100 10 - \(next)\npage 500 600\n"
      + lines(40, 100, "The pilots keep a book of their own, which the board has never", "asked to see.")
      + "\n40 560 10 - The end of it is lost."
    #expect(read(text).blocks.count { $0.page < 3 } == blocks)
  }

  /// Another word that opens with the same part and a hyphen, and the rest known as a word: the hyphen is the author's.
  @Test func aCompoundLikeAnotherKeepsItsHyphen() {
    let text =
      "page 500 600\n"
      + lines(
        40, 60, "Ships are fitted bow-to-bow in the yard, and those that lie bow-", "to-stern are moved to the quay before the pilots come."
      )
    #expect(read(text).blocks.first?.text.contains("bow-to-stern") == true)
  }

  @Test func theDocumentIsWitnessForItsHyphens() {
    let text =
      "page 500 600\n"
      + lines(
        40, 60, "La constitución del comité político-social y la de Gómez-", "Dantés, como la anterior consti-",
        "tución, fueron obra del comité político-",
        "social de los puertos del golfo entero.")
    let block = read(text).blocks[0]
    #expect(
      block.text
        == "La constitución del comité político-social y la de Gómez-Dantés, como la anterior constitución, fueron obra del comité político-social de los puertos del golfo entero."
    )
    // The hyphen that went is in no span; the spans cover the text but for the spaces between lines.
    #expect(block.spans.count == 4)
    #expect(block.spans.allSatisfy { $0.edges.count == $0.end - $0.start + 1 })
    let scalars = Array(block.text.unicodeScalars)
    #expect(String(String.UnicodeScalarView(scalars[block.spans[1].start..<block.spans[1].end])) == "Dantés, como la anterior consti")
  }

  @Test func rangesSlashesAndDashesCling() {
    let text =
      "page 500 600\n"
      + lines(
        40, 60, "Los acuerdos de los puertos del golfo para el periodo 2012-",
        "2018 y los que tomaron más tarde los miembros del consejo y/",
        "o de las juntas de gobierno —según dicen los de la costa —", "con razón— siguen en vigor para todos.")
    #expect(
      read(text).blocks[0].text
        == "Los acuerdos de los puertos del golfo para el periodo 2012-2018 y los que tomaron más tarde los miembros del consejo y/o de las juntas de gobierno —según dicen los de la costa —con razón— siguen en vigor para todos."
    )
  }

  @Test func listsNest() {
    let text =
      "page 400 600\n"
      + lines(40, 60, "El plan de los puertos comprende estas obras para el año:")
      + lines(50, 76, "• Dragar el canal de entrada y los muelles del") + "60 88 10 - norte hasta la boya.\n"
      + "50 100 10 - • Reparar los faros:\n"
      + "70 112 10 - a) el de la isla;\n70 124 10 - b) el del cabo;\n70 136 10 - c) el del río.\n50 148 10 - • Publicar las tarifas del puerto.\n"
    #expect(
      outline(read(text)) == [
        "paragraph: El plan de los puertos comprende estas obras para el año:",
        "listItem1: [•] Dragar el canal de entrada y los muelles del norte hasta la boya.", "listItem1: [•] Reparar los faros:",
        "listItem2: [a)] el de la isla;", "listItem2: [b)] el del cabo;", "listItem2: [c)] el del río.",
        "listItem1: [•] Publicar las tarifas del puerto.",
      ])
  }

  @Test func drawnBulletsMakeItems() {
    let text =
      "page 400 600\n40 60 10 - Obras del año:\ndot 44 72 3\n54 76 10 - Dragado del canal.\ndot 44 86 3\n54 90 10 - Faro del cabo.\n"
    #expect(outline(read(text)).suffix(2) == ["listItem1: [•] Dragado del canal.", "listItem1: [•] Faro del cabo."])
  }

  @Test func quotationsAreSetIn() {
    let text =
      "page 400 600\n"
      + lines(
        40, 60, "El informe del capitán, que se conserva en el archivo, lo", "dice sin rodeos y con pocas palabras en su primera hoja y",
        "sin más testigo que el mar:")
      + lines(70, 104, "Los puertos que no tienen faro no tienen ni", "buques ni pan, y quien los manda no los ha", "visto nunca de noche.")
      + lines(40, 148, "El consejo tardó aún siete años en pagar las obras de los", "faros del norte y del cabo.")
    let blocks = outline(read(text))
    #expect(blocks.count == 3)
    #expect(
      blocks[1] == "quote: Los puertos que no tienen faro no tienen ni buques ni pan, y quien los manda no los ha visto nunca de noche.")
  }
}

/// A hyphen at a line's end after a word that no long word begins with is the author's, whatever else the document prints.
@Suite struct SureHyphenTests {
  @Test(arguments: [
    ("most-", "expensive", "most-expensive"), ("moun-", "tainous", "mountainous"), ("most-", "ly", "mostly"),
    ("técnico-", "administrative", "técnico-administrative"),
  ])
  func hyphens(first: String, rest: String, whole: String) {
    let words =
      typedSettings.vocabularies + [StructureWords(language: "en", lists: [("hyphened-sure-firsts", ["most", "técnico"])])]
    var facts = DocumentFacts(source: Source(file: "a", sha256: "", bytes: 0, mediaType: "application/pdf"))
    facts.pageCount = 1
    let page = typedPage(
      """
      72,100 10 The agency measured every ford of the upper valley and found that one was the \(first)
      72,113 10 \(rest) of all, which the keeper of the ford had said for years to whoever asked.
      """)
    let document = segment([page], facts: facts, settings: SegmentSettings(vocabularies: words))
    #expect(document.blocks.first?.text.contains(" \(whole) of all") == true)
  }
}
