import Model
import Testing

@testable import Assembly
@testable import Layout
@testable import Objects
@testable import Structure
@testable import Text

@Suite struct HeadingTests {
  private static let words = Phrases(["capítulo", "artículo"])

  @Test(arguments: [
    ("CAPÍTULO IX. DE LOS PUERTOS", "CAPÍTULO IX", "DE LOS PUERTOS"), ("IX.1.5. Faros", "IX.1.5", "Faros"), ("2.1 Faros", "2.1", "Faros"),
    ("3. Faros", "3", "Faros"), ("A) Faros", "A", "Faros"), ("Artículo 12.- Faros", "Artículo 12", "Faros"), ("iv) Faros", "iv", "Faros"),
    ("3.Faros", "3", "Faros"), ("2.1.Faros", "2.1", "Faros"), ("XIV– DE LOS FAROS", "XIV", "DE LOS FAROS"), ("5- Faros", "5", "Faros"),
  ])
  func numbersAreApartFromTitles(text: String, number: String, title: String) throws {
    let found = try #require(numbering(of: Array(text.unicodeScalars), words: Self.words))
    #expect(found.text == number)
    #expect(String(String.UnicodeScalarView(Array(text.unicodeScalars)[found.end...])) == title)
  }

  @Test(arguments: [
    "A partir de entonces", "2024 fue un año", "I think", "Capítulo aparte", "3.5 millones.de", "3.5M de faros", "2.pdf de faros",
    "V.Ancona dijo", "civil", "10,5 millones", "3-5 faros", "2-metil", "X-ray of a pier",
  ])
  func proseHasNoNumber(text: String) {
    let found = numbering(of: Array(text.unicodeScalars), words: Self.words)
    #expect(found == nil || found?.closed == false || found!.depth > 1)
  }

  /// Four levels by number and look, a heading over two lines, an unnumbered one in the look of the third level.
  private static let report: String = {
    var text = "page 400 600\n40 50 18 b CAPÍTULO IV. LOS PUERTOS\n40 72 18 b DEL GOLFO\n"
    func body(_ y: Double) -> String {
      lines(
        40, y, "El consejo de los puertos se reunió en la capital durante", "tres semanas sin llegar a un acuerdo sobre las tarifas ni",
        "sobre los plazos.")
    }
    text +=
      "40 100 14 b IV.1. Obras\n" + body(120) + "40 170 11 b IV.1.1. Faros\n" + body(188) + "40 240 10 bi Faros de la isla\n" + body(256)
    text += "40 306 10 bi Faros del cabo\n" + body(322) + "40 374 14 b IV.2. Tarifas\n" + body(394)
    return text
  }()

  @Test func levelsComeFromNumbersAndLooks() {
    let sections = read(Self.report).sections
    #expect(
      sections.map { "\($0.level) \($0.number ?? "-") \($0.title)" } == [
        "1 CAPÍTULO IV LOS PUERTOS DEL GOLFO", "2 IV.1 Obras", "3 IV.1.1 Faros", "4 - Faros de la isla", "4 - Faros del cabo",
        "2 IV.2 Tarifas",
      ])
    #expect(sections.map(\.parent) == [nil, "s1", "s2", "s3", "s3", "s1"])
  }

  @Test func boldWordsWithoutTextBelowAreNoHeading() {
    let text =
      "page 400 600\n40 50 16 b Presentación\n"
      + lines(
        40, 80, "El consejo de los puertos se reunió en la capital durante", "tres semanas sin llegar a un acuerdo sobre las tarifas ni",
        "sobre los plazos.")
      + "40 140 10 b Remedios Ancona, presidenta\n40 200 16 b Introducción\n"
      + lines(
        40, 230, "La segunda reunión tuvo lugar al año siguiente y en ella", "se firmó el convenio que todavía rige entre los puertos y",
        "las navieras.")
    #expect(read(text).sections.map(\.title) == ["Presentación", "Introducción"])
  }

  @Test func theOutlineStatesLevels() {
    var facts = DocumentFacts(source: Source(file: "a.pdf", sha256: "", bytes: 0, mediaType: "application/pdf"))
    facts.outline = [
      OutlineItem(level: 1, title: "Los puertos del golfo", page: 1, y: nil), OutlineItem(level: 2, title: "Obras", page: 1, y: nil),
      OutlineItem(level: 3, title: "Faros", page: 1, y: nil), OutlineItem(level: 2, title: "Tarifas", page: 1, y: nil),
    ]
    let document = segment(pages(Self.report), facts: facts, settings: fixtureSettings)
    #expect(document.sections.filter { $0.title == "Tarifas" }.map(\.level) == [2])
    #expect(document.sections.filter { $0.title == "Faros" }.map(\.level) == [3])
  }

  /// Lines of faked small capitals stand at the leading of the capitals, though most of their letters are smaller.
  @Test func smallCapitalsOverTwoLinesAreOneHeading() {
    let text =
      "page 400 600\n40 50 16 b Los puertos del golfo\n"
      + lines(
        40, 80, "El consejo de los puertos se reunió en la capital durante", "tres semanas sin llegar a un acuerdo sobre las tarifas ni",
        "sobre los plazos.")
      + "70 130 10 s II. TARIFAS Y PLAZOS DE LOS PUERTOS MENORES\n110 142 10 s DEL GOLFO Y DEL CABO\n"
      + lines(
        40, 160, "La segunda reunión tuvo lugar al año siguiente y en ella", "se firmó el convenio que todavía rige entre los puertos y",
        "las navieras.")
    #expect(read(text).sections.map(\.title) == ["Los puertos del golfo", "TARIFAS Y PLAZOS DE LOS PUERTOS MENORES DEL GOLFO Y DEL CABO"])
  }

  @Test func leadersAreNoHeadings() {
    let text =
      "page 400 600\n40 60 12 b IV.1. Obras ............................ 12\n40 80 12 b IV.2. Tarifas .......................... 15\n"
    #expect(read(text).sections.isEmpty)
  }
}
