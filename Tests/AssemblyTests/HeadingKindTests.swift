import Model
import Testing

@testable import Assembly
@testable import Layout
@testable import Structure
@testable import Text

/// Kinds of headings, and of what looks like one, that strangers' documents showed.
@Suite struct HeadingKindTests {
  private static let settings: SegmentSettings = {
    // What is bold is a heading, unless something says that it is text.
    var settings = headingSettings(
      [
        ("open-ends", ["de", "del"]), ("months", ["mayo"]), ("units", ["millones"]), ("units-joiner", ["de"]), ("date-fillers", ["de"]),
        ("name-joiners", ["y"]),
        ("name-particles", ["de", "del"]),
      ],
      weights: [
        ("base", .scalar("-2")), ("threshold", .scalar("0")), ("sums", .map([DataTree.Entry(key: "bold", value: .scalar("3"))])),
      ])
    settings.front.givenNames = [foldedHash("remedios")]
    return settings
  }()

  private func read(_ text: String, outline: [OutlineItem] = []) -> Document {
    var facts = DocumentFacts(source: Source(file: "a.pdf", sha256: "", bytes: 0, mediaType: "application/pdf"))
    facts.outline = outline
    return segment(pages(text), facts: facts, settings: Self.settings)
  }

  private func body(_ y: Double) -> String {
    lines(
      40, y, "Los faros del golfo se encienden cada tarde a la misma hora, salvo",
      "los días de niebla, en los que el torrero decide si la luz se",
      "mantiene hasta el mediodía.")
  }

  private let head = "page 400 600\n40 50 16 b Ordenanza del golfo\n"

  /// A link by itself points somewhere and heads nothing; a name of several parts with a capital is one.
  @Test(arguments: [
    ("https://puertos.example/faros", true), ("www.puertos.example", true), ("mareas.puertos.example/golfo", true), ("Faros.Boyas", false),
    ("Faros y/o boyas", false),
  ])
  func aLinkHeadsNothing(_ line: String, isLink: Bool) {
    let found = read(head + body(70) + "40 130 10 b \(line)\n" + body(150)).blocks.contains { $0.type == .heading && $0.text == line }
    #expect(found == !isLink)
  }

  /// In the middle of its table, amid text, in a document whose headings begin at the edge.
  @Test func aBoldLineInTheMiddleOfATableIsItsTitle() {
    let table =
      [100.0, 200, 300].map { "rule \($0) 152 \($0) 192\n" }.joined() + [152.0, 172, 192].map { "rule 100 \($0) 300 \($0)\n" }.joined()
      + "106 166 10 - Norte\n206 166 10 - 62\n106 186 10 - Sur\n206 186 10 - 75\n"
    func title(_ head: String) -> Document { read(head + body(70) + "160 142 10 b Luces por costa\n" + table + body(230)) }
    #expect(title(head).tables.first?.caption == "Luces por costa")
    // Where headings are centred it is one of them.
    #expect(title("page 400 600\n120 50 16 b Ordenanza del golfo\n").tables.first?.caption == nil)
  }

  /// A law that changes another quotes its articles; their titles head nothing in it. What nothing closes is no quotation.
  @Test func whatIsQuotedOverParagraphsHeadsNothing() {
    func headings(opening: String = "«Balizas del canal", end: String) -> [String] {
      let quoted = lines(
        40, 170, "Las balizas del canal se pintan cada año antes de las lluvias, y",
        "la comisión de puertos las revisa en mayo, con los prácticos", end)
      let document = read(
        head + body(70) + "40 130 10 - La ordenanza de puertos queda redactada así:\n40 150 10 b \(opening)\n" + quoted
          + "40 230 10 b Boyas del canal\n" + body(250) + lines(40, 310, "Los prácticos lo llaman «el canal».") + body(330))
      return document.blocks.filter { $0.type == .heading }.map(\.text)
    }
    #expect(headings(end: "del golfo, según la costumbre.»") == ["Ordenanza del golfo", "Boyas del canal"])
    // Closed at once, and other words in quotes at the end of a later paragraph.
    #expect(
      headings(opening: "«Balizas» del canal", end: "del golfo.") == ["Ordenanza del golfo", "«Balizas» del canal", "Boyas del canal"])
    #expect(headings(end: "del golfo, según la costumbre.") == ["Ordenanza del golfo", "«Balizas del canal", "Boyas del canal"])
  }

  /// What nearly weighs enough is a heading where all of its look stand alone over text: three times, and not where one stands over another.
  @Test func linesOfOneLookThatAllLeadTextAreHeadings() {
    let settings = headingSettings(
      [],
      weights: [
        ("base", .scalar("-2")), ("threshold", .scalar("0")), ("sums", .map([DataTree.Entry(key: "italic", value: .scalar("1.5"))])),
      ])
    func headings(_ text: String) -> [String] {
      let facts = DocumentFacts(source: Source(file: "a.pdf", sha256: "", bytes: 0, mediaType: "application/pdf"))
      return segment(pages("page 400 600\n" + text), facts: facts, settings: settings).blocks.filter { $0.type == .heading }.map(\.text)
    }
    let titles = ["Las luces.", "El torrero.", "La niebla."]
    let sections = titles.enumerated().map { "40 \(60 + $0.offset * 90) 10 i \($0.element)\n" + body(80 + Double($0.offset) * 90) }
    #expect(headings(sections.joined()) == titles)
    #expect(headings(sections.prefix(2).joined()).isEmpty)
    #expect(headings(sections.joined() + "40 330 10 i Remedios.\n40 350 10 i Fin.\n").isEmpty)
  }

  /// Bold lines are headings here; one with its units between text and a table says what the table counts.
  @Test func aBoldLineWithUnitsOverATableIsItsTitle() {
    let table =
      [100.0, 200, 300].map { "rule \($0) 152 \($0) 192\n" }.joined() + [152.0, 172, 192].map { "rule 100 \($0) 300 \($0)\n" }.joined()
      + "106 166 10 - Norte\n206 166 10 - 62\n106 186 10 - Sur\n206 186 10 - 75\n"
    func page(_ units: String) -> String { head + body(70) + "100 128 10 b Gasto en luces\n100 142 8 - \(units)\n" + table + body(230) }
    let document = read(page("Millones de coronas"))
    #expect(document.tables.first?.caption == "Gasto en luces")
    #expect(!document.sections.contains { $0.title == "Gasto en luces" })
  }

  /// `2. Luces` at the head of page 2 and `4. Vados` at that of page 4 count sections, not pages.
  @Test func numbersOfSectionsAtTheHeadOfPagesAreNoFolios() {
    var text = ""
    for (index, title) in ["1. Torres", "2. Luces", "Los pozos", "4. Vados"].enumerated() {
      text += "page 400 600\n40 40 12 b \(title)\n" + body(70) + body(130) + "190 580 10 - hoja \(index + 1)/4\n"
    }
    #expect(read(text).sections.map(\.title) == ["Torres", "Luces", "Los pozos", "Vados"])
  }

  /// The outline sets parts and chapters beside each other; their words say which stands in which.
  @Test func aFlatOutlineDoesNotOutweighWords() {
    var text = head
    var outline = [OutlineItem(level: 1, title: "Ordenanza del golfo", page: 1, y: nil)]
    for (index, title) in ["TÍTULO I. Faros", "CAPÍTULO I. Torres", "CAPÍTULO II. Luces", "TÍTULO II. Vados", "CAPÍTULO I. Piedra"]
      .enumerated()
    {
      text += "40 \(90 + Double(index) * 80) 12 b \(title)\n" + body(110 + Double(index) * 80)
      outline.append(OutlineItem(level: 2, title: title, page: 1, y: nil))
    }
    #expect(read(text, outline: outline).sections.map(\.level) == [1, 2, 3, 3, 2, 3])
  }

  /// A centred label and the centred line below it, which is set like the text.
  @Test func aPlainTitleBelowItsLabelBelongsToIt() {
    let text =
      head + body(80) + "165 150 12 b CAPÍTULO I\n170 170 10 - Las torres\n" + body(200)
      + "163 270 12 b CAPÍTULO II\n173 290 10 - Las luces\n"
      + body(320)
    #expect(read(text).sections.map(\.title) == ["Ordenanza del golfo", "Las torres", "Las luces"])
  }

  @Test func aLineThatEndsOpenGoesOnInTheNext() {
    let text = "page 400 600\n120 60 18 b REGLAMENTO DEL\n90 120 18 b CONCURSO DE FAROS\n" + body(170) + "40 230 12 b Torres\n" + body(250)
    #expect(read(text).sections.map(\.title) == ["REGLAMENTO DEL CONCURSO DE FAROS", "Torres"])
  }

  /// Two bold lines that are a sentence, and the name below a signature.
  @Test func boldSentencesAndNamesOfSignersAreText() {
    let text =
      head + body(80) + "40 150 12 b Torres\n" + body(170)
      + lines(
        40, 230, style: "b", "Esta nota dice lo que piensa el consejo de los faros y por eso se",
        "escribe en la primera persona del plural.")
      + "40 280 12 b Luces\n" + body(300) + "150 400 10 b REMEDIOS ANCONA DE VADO\n"
    #expect(read(text).sections.map(\.title) == ["Ordenanza del golfo", "Torres", "Luces"])
  }

  /// `Capítulo 1`, and below it the title in larger type, as books set it.
  @Test func largerTitlesBelowLabelsBelongToThem() {
    let text =
      "page 400 600\n40 60 14 b Capítulo 1\n40 92 20 b Las torres\n" + body(130)
      + "page 400 600\n40 60 14 b Capítulo 2\n40 92 20 b Las luces\n" + body(130)
    #expect(read(text).sections.map { "\($0.level) \($0.title)" } == ["1 Las torres", "1 Las luces"])
  }

  /// The title's style is the fifth level's, its sections' the second's.
  @Test func skippedLevelsAreClosed() {
    var text = ""
    var outline: [OutlineItem] = []
    for (index, (level, title)) in [(5, "Ordenanza"), (2, "Torres"), (4, "Piedra"), (2, "Luces")].enumerated() {
      text += "page 400 600\n40 50 12 b \(title)\n" + body(80)
      outline.append(OutlineItem(level: level, title: title, page: index + 1, y: nil))
    }
    #expect(read(text, outline: outline).sections.map(\.level) == [1, 1, 2, 1])
  }

  @Test(arguments: [
    "3 de mayo de 2031", "(3 de mayo de 2031)", "Remedios Ancona y Remedios del Vado", "Remedios Ancona*, Remedios Pozo^1^",
  ])
  func datesAndAuthorsBelowTheTitleAreText(line: String) {
    let text =
      "page 400 600\n100 50 16 b Las luces del golfo\n120 90 11 b \(line)\n40 150 12 b Torres\n" + body(170) + "40 240 12 b Luces\n"
      + body(260)
    #expect(read(text).sections.map(\.title) == ["Las luces del golfo", "Torres", "Luces"])
  }

  /// What stands in brackets after a title in another slant does not change its look.
  @Test func anAsideKeepsTheLookOfItsTitle() throws {
    var page = pages("page 400 600\n40 50 10 b Luces\n76 50 10 i (datos del lunes a las nueve)\n")[0]
    page.lines[0].words += page.lines[1].words.map {
      var word = $0
      word.spaceBefore = true
      return word
    }
    let line = FlowLine(page: 0, words: page.lines[0].words, box: page.lines[0].box, baseline: 50, size: 10, column: page.lines[0].box)
    #expect(lookOf(line).bold && !lookOf(line).italic)
  }

  /// `Artículo 3` and its title stand wide apart in every article: they are one heading each.
  @Test func titlesWideBelowTheirLabelsAreTheDocumentsHabit() {
    var text = head
    for (index, title) in ["Las torres", "Las luces", "Los vados"].enumerated() {
      let y = 90 + Double(index) * 160
      text += "172 \(y) 10 i Artículo \(index + 1)\n170 \(y + 40) 10 b \(title)\n" + body(y + 65)
    }
    #expect(read(text).sections.map(\.title) == ["Ordenanza del golfo", "Las torres", "Las luces", "Los vados"])
  }

  /// A place with the month of issue in larger type, and a date with what it is of behind it.
  @Test func datesInLargerTypeAreText() {
    let text =
      head + "150 80 13 b Velm, mayo 2031\n40 110 13 b 3.5.2031 (luces hasta las doce)\n" + body(150) + "40 230 12 b Torres\n" + body(250)
    #expect(read(text).sections.map(\.title) == ["Ordenanza del golfo", "Torres"])
  }

  /// The last words of a paragraph are bold, and those that open another.
  @Test func boldEndsAndOpeningsOfParagraphsAreText() {
    let text =
      head + body(80) + "40 150 12 b Torres\n"
      + lines(40, 170, "Los faros del golfo se encienden cada tarde a la misma hora en la gran")
      + "40 182 10 b Torre de los Vados de San Telmo.\n" + body(220)
    #expect(read(text).sections.map(\.title) == ["Ordenanza del golfo", "Torres"])
  }

  /// `y = 2 x + b (3)` and an address of the net, however they are set.
  @Test func formulasAndAddressesAreText() {
    let text =
      head + "150 80 11 b faros@golfo.example\n" + body(110) + "40 190 12 b Torres\n" + body(210) + "120 290 12 b Lt = Ht + vt (2)\n"
      + body(320)
    #expect(read(text).sections.map(\.title) == ["Ordenanza del golfo", "Torres"])
  }

  /// Articles that are paragraphs do not become titles where one of them is short and coloured.
  @Test func articlesThatAreParagraphsAreNone() {
    var text = head
    for index in 1...3 {
      text += lines(
        40, 80 + Double(index) * 60, "Artículo \(index). – Los faros del golfo se encienden cada tarde a la misma",
        "hora, salvo los días de niebla en que decide el torrero.")
    }
    text += "40 330 10 b Artículo 4. – Los torreros deben subir a la torre antes de que caiga la noche.\n" + body(350)
    #expect(read(text).sections.map(\.title) == ["Ordenanza del golfo"])
  }

  /// `DEL` needs what follows, though the cup is counted in roman figures.
  @Test func aCountedCupGoesOnWithItsRules() {
    let text =
      "page 400 600\n120 60 18 b REGLAMENTO DEL\n90 120 18 b XII CONCURSO DE FAROS\n" + body(170) + "40 230 12 b Torres\n" + body(250)
    #expect(read(text).sections.map(\.title) == ["REGLAMENTO DEL XII CONCURSO DE FAROS", "Torres"])
  }

  /// `(En miles de faros)` in bold below a title, `(Derogado)` below an article.
  @Test func whatStandsInBracketsFromEndToEndIsText() {
    let text = head + "40 80 11 b (En miles de faros)\n" + body(110) + "40 190 12 b Torres (y boyas)\n" + body(210)
    #expect(read(text).sections.map(\.title) == ["Ordenanza del golfo", "Torres (y boyas)"])
  }

  /// Who signs, with a post in the same type below the name; and posts in a type of their own below names.
  @Test func postsBelowNamesAreText() {
    let signed = head + body(80) + "40 150 12 b Torres\n" + body(170) + "40 300 11 b Remedios Ancona\n40 313 11 b Torrera mayor del golfo\n"
    #expect(read(signed).sections.map(\.title) == ["Ordenanza del golfo", "Torres"])
    var listed = head + body(80)
    for (index, post) in ["Torrera mayor", "Guarda del golfo", "Consejo de puertos"].enumerated() {
      let y = 150 + 40 * Double(index)
      listed += "40 \(y) 10 i Remedios Ancona\n40 \(y + 12) 10 b \(post)\n"
    }
    #expect(read(listed + "40 300 12 b Torres\n" + body(320)).sections.map(\.title) == ["Ordenanza del golfo", "Torres"])
  }

  /// Who wrote it, in the cover's large type; and the end of a sentence in large type.
  @Test func authorsOfCoversAndEndsOfSentencesAreText() {
    let text =
      head + "40 200 16 b Remedios Ancona\n40 500 10 - Golfo de Vado\n" + "page 400 600\n40 50 12 b Torres\n" + body(70)
      + "40 150 12 b mayores.\n"
      + body(180)
    #expect(read(text).sections.map(\.title) == ["Ordenanza del golfo", "Torres"])
  }
}
