import Model
import Testing

@testable import Assembly
@testable import Layout
@testable import Objects
@testable import Structure
@testable import Text

/// Four pages with alternating heads, folios, and a title that also runs as a head.
private func book() -> String {
  var text = ""
  for page in 1...4 {
    text += "page 400 600\n"
    if page > 1 { text += page % 2 == 0 ? "60 40 8 i Historia de los puertos\n" : "260 40 8 i Los faros del norte\n" }
    text += page % 2 == 0 ? "60 570 8 - 1\(page)\n" : "330 570 8 - 1\(page)\n"
    var y = 80.0
    if page == 1 {
      text += "60 80 18 b Los faros del norte\n"
      y = 120
    }
    let months = ["enero", "marzo", "junio", "agosto"]
    text += lines(
      60, y, "En \(months[page - 1]) los faros guiaban de noche a los buques que",
      "llevaban \(months[4 - page]) la madera y la sal a los puertos del golfo",
      "cuando el viento de \(months[page - 1]) limpiaba la bruma de la", "costa de \(months[page - 1]).")
  }
  return text
}

@Suite struct FurnitureTests {
  @Test func headsAndFoliosGoAndTheTitleStays() {
    let document = read(book())
    let furniture = document.blocks.filter { $0.type == .furniture }.map(\.text)
    #expect(
      furniture.sorted() == ["11", "12", "13", "14", "Historia de los puertos", "Historia de los puertos", "Los faros del norte"].sorted())
    #expect(outline(document).first == "heading1: Los faros del norte")
    #expect(document.pages.map(\.label) == ["11", "12", "13", "14"])
  }

  @Test func everyGlyphHasItsPlace() {
    let document = read(book())
    for page in document.pages {
      let sum = page.glyphs.body + page.glyphs.furniture + page.glyphs.table + page.glyphs.figure + page.glyphs.note
      #expect(page.glyphs.unplaced == 0)
      #expect(page.glyphs.total == sum)
    }
    #expect(document.pages[1].glyphs.furniture == 20 + 2)
  }

  @Test func aTableHeadRepeatedAtTheTopIsNoRunningHead() {
    var text = ""
    for page in 1...3 {
      text += "page 400 600\n60 60 9 b Puerto\n160 60 9 b Buques\n260 60 9 b Carga\n"
      for row in 0..<6 {
        text += "60 \(76 + row * 14) 9 - Norte\(page)\(row)\n160 \(76 + row * 14) 9 - 1\(row)\n260 \(76 + row * 14) 9 - 2\(row)\(page)\n"
      }
    }
    let document = read(text)
    #expect(!document.blocks.contains { $0.type == .furniture && $0.text.contains("Puerto") })
  }

  @Test func numbersFoldToOneKey() {
    func key(_ text: String) -> UInt64 { FoldedText(pages("page 9 9\n0 0 9 - \(text)")[0].lines[0].words).key }
    #expect(key("— 37 —") == key("— 38 —"))
    #expect(key("Página 3 de 20") == key("PAGINA 12 de 20"))
    #expect(key("xiv") == key("xv"))
    #expect(key("Capítulo uno") != key("Capítulo dos"))
  }

  @Test func romanNumeralsAreCanonical() {
    #expect(romanValue("XIV") == 14)
    #expect(romanValue("ix") == 9)
    #expect(romanValue("IIII") == nil)
    #expect(romanValue("Xi") == nil)
    #expect(romanValue("civil") == nil)
  }
}

/// What looks like furniture and is none, and the other way round.
@Suite struct FurnitureOrTextTests {
  @Test func numbersOfLinesStandBesideTextAndThoseOfRowsBesideCells() {
    var transcript = "page 400 600\n"
    var table = "page 400 600\n"
    let places = ["Vado", "Puente", "Muro", "Pozo", "Torre", "Molino", "Era", "Fragua"]
    for row in 0..<8 {
      let y = 80 + row * 20
      transcript += "40 \(y) 10 - \(row + 1)\n70 \(y) 10 - el concejo oyó al guarda y pidió la cuenta de los vados de aquel\n"
      table += "40 \(y) 10 - \(row + 1)\n70 \(y) 10 - \(places[row])\n200 \(y) 10 - piedra\n300 \(y) 10 - 3\(row)7\n"
    }
    #expect(read(transcript).blocks.filter { $0.type == .furniture }.count == 8)
    let document = read(table)
    #expect(!document.blocks.contains { $0.type == .furniture })
    #expect(document.tables.first?.columns == 4)
  }

  @Test func aFolioDoesNotTakeTheFirstLineOfTextAlong() {
    var text = ""
    for page in 0..<4 {
      text += "page 400 600\n370 52 10 - \(page + 31)\n"
      for row in 0..<12 {
        let words = ["vado", "puente", "muro", "pozo", "molino", "torre", "fragua", "ermita"]
        text +=
          "40 \(52 + row * 12) 10 - el \(words[(page + row) % 8]) y la cuenta del \(words[(3 * page + 5 * row) % 8]) que dio el concejo\n"
      }
    }
    let document = read(text)
    #expect(document.blocks.filter { $0.type == .furniture }.map(\.text) == ["31", "32", "33", "34"])
    #expect(document.blocks.contains { $0.type == .paragraph && $0.text.contains("el muro y la cuenta del fragua") })
  }

  @Test func aTotalAtTheFootOfEachPageIsARow() {
    var text = ""
    for page in 0..<3 {
      text += "page 400 500\n"
      for row in 0..<20 {
        text +=
          "50 \(80 + row * 16) 10 - Lugar \(page)\(row)\n200 \(80 + row * 16) 10 - 1\(row)\n280 \(80 + row * 16) 10 - 2\(page)\(row)\n"
      }
      text += "50 446 10 - Suma y sigue\n200 446 10 - 9\(page)1\n280 446 10 - 8\(page)4\n340 446 10 - 7\(page)2\n"
    }
    #expect(!read(text).blocks.contains { $0.type == .furniture && $0.text.contains("9") })
  }
}

/// A rule at one height on all pages parts a head that changes from the text.
@Suite struct RuledHeadTests {
  private func page(_ number: Int, rule: String) -> String {
    "page 400 600\n40 40 10 - De los faros, artículos \(["uno y dos", "tres", "cuatro a siete", "ocho", "nueve"][number])\n\(rule)\n"
      + lines(
        40, 90, "El consejo de los puertos se reunió en la capital durante", "tres semanas sin llegar a un acuerdo sobre las tarifas ni",
        "sobre los plazos.")
  }

  @Test(arguments: ["rule 40 50 360 50", "40 52 10 - ________________________________________________________"])
  func linesBeyondARuleAreHeads(rule: String) {
    let document = read((0..<5).map { page($0, rule: rule) }.joined())
    #expect(document.blocks.filter { $0.type != .furniture }.allSatisfy { !$0.text.hasPrefix("De los faros") && !$0.text.hasPrefix("__") })
    #expect(document.blocks.filter { $0.type == .furniture }.count >= 5)
  }

  /// Converters set the head of each page at another height: a typed rule is one wherever it stands.
  @Test func typedRulesPartHeadsAtAnyHeight() {
    let heights = [40, 52, 31, 47, 36]
    let text = heights.enumerated().map { number, y in
      page(number, rule: "40 \(y + 12) 10 - ________________________________________________________")
        .replacing("40 40 10", with: "40 \(y) 10")
    }
    let document = read(text.joined())
    #expect(document.blocks.filter { $0.type == .furniture }.count == 10)
    #expect(document.blocks.filter { $0.type != .furniture }.allSatisfy { $0.text.hasPrefix("El consejo") })
  }

  /// The upper rule of a table has another under the heads: what stands over it is the table's title.
  @Test func rulesOfTablesPartNothing() {
    let rules = "rule 40 50 360 50\nrule 40 80 360 80\nrule 40 140 360 140"
    let document = read((0..<5).map { page($0, rule: rules) }.joined())
    #expect(document.blocks.filter { $0.type == .furniture && $0.text.hasPrefix("De los faros") }.isEmpty)
  }
}

/// What comes back at the edges of pages and is text, and what changes and is none.
@Suite struct MarginTextTests {
  private let places = ["vado", "puente", "muro", "pozo", "molino", "torre", "fragua", "ermita"]

  private func body(_ page: Int, from y: Double, rows: Int = 8) -> String {
    (0..<rows).map { row in
      "60 \(y + Double(row) * 12) 10 - la cuenta del \(places[(page * 3 + row) % 8]) y del \(places[(page + row * 5) % 8]) se rindió en la casa del concejo\n"
    }.joined()
  }

  /// The number of the chapter in large type over its pages, which never falls; numbers that do are of something else.
  @Test(arguments: [([1, 2, 2, 2, 3, 3, 3, 4], 8), ([9, 9, 9, 5, 5, 5, 2, 2], 0)])
  func numbersOfChaptersAreHeads(numbers: [Int], heads: Int) {
    let text = numbers.enumerated().map { page, number in "page 400 600\n340 40 20 - \(number)\n" + body(page, from: 90) }.joined()
    #expect(read(text).blocks.filter { $0.type == .furniture }.count == heads)
  }

  /// Two pages that begin with clause 3 and clause 4 do not count: their numbers have text right behind them.
  @Test func numbersOfClausesAtTheHeadOfPagesAreNoFolios() {
    var text = ""
    for page in 0..<8 {
      text += "page 400 600\n60 30 8 i Ordenanza de los vados\n"
      if page == 3 || page == 4 { text += "60 60 10 - \(page).\n80 60 10 - El guarda da cuenta:\n" }
      text += body(page, from: page == 3 || page == 4 ? 90 : 60)
    }
    let document = read(text)
    #expect(document.blocks.filter { $0.type == .furniture }.allSatisfy { $0.text == "Ordenanza de los vados" })
    #expect(outline(document).filter { $0.contains("El guarda da cuenta:") }.count == 2)
  }

  /// Titles in large type that differ in their number alone.
  @Test func titlesThatDifferInANumberAreNoHeads() {
    var text = ""
    for page in 0..<6 {
      text += "page 400 300\n60 40 16 b Puerto número \(page * 7 % 6 + 3)\n380 290 8 - \(page + 1)\n" + body(page, from: 90)
    }
    #expect(outline(read(text)).filter { $0.hasPrefix("heading") && $0.contains("Puerto número") }.count == 6)
  }

  /// What opens every second page opens sections in the middle of pages too.
  @Test func titlesThatStandWithinPagesAreNoHeads() {
    var text = ""
    for page in 0..<6 {
      text += "page 400 600\n60 40 10 b Actas del día\n" + body(page, from: 80)
      text += "60 260 10 b Actas del día\n" + body(page + 3, from: 300)
    }
    #expect(!read(text).blocks.contains { $0.type == .furniture })
  }

  @Test func thePartAndTheWholeAreAFolio() {
    let text = (0..<3).map { "page 400 600\n" + body($0, from: 80) + "370 580 8 - \($0 + 1)/3\n" }.joined()
    let document = read(text)
    #expect(document.blocks.filter { $0.type == .furniture }.map(\.text) == ["1/3", "2/3", "3/3"])
    #expect(document.pages.map(\.label) == ["1", "2", "3"])
  }

  /// A file's number on every page, below its address: neither counts.
  @Test func aNumberThatIsTheSameOnAllPagesIsFurniture() {
    let text = (0..<4).map { "page 400 600\n" + body($0, from: 80) + "60 560 8 - Consulta en la sede del concejo\n60 572 8 - 48213\n" }
      .joined()
    let furniture = read(text).blocks.filter { $0.type == .furniture }.map(\.text)
    #expect(furniture.filter { $0 == "48213" }.count == 4)
    #expect(furniture.filter { $0.hasPrefix("Consulta") }.count == 4)
  }

  /// A letterhead of four rows on both pages of a decree, a number among them.
  @Test func twoPagesHaveALetterhead() {
    let head = "60 30 10 b Concejo de los Vados\n60 42 10 b Provincia del Norte\n60 54 10 b 48.213/0001\n60 78 10 b Marzo / 2019\n"
    let document = read((0..<2).map { "page 400 600\n" + head + body($0, from: 120) }.joined())
    #expect(document.blocks.filter { $0.type == .furniture }.count == 8)
  }

  /// A title beside a folio is no head where nothing else is said there.
  @Test func aFolioTakesNoTitleAlong() {
    var text = ""
    for page in 0..<8 {
      text += "page 400 600\n360 40 10 b \(page + 5)\n"
      if page == 4 { text += "60 40 10 b De los molinos\n" }
      text += body(page, from: 70)
    }
    #expect(outline(read(text)).contains { $0.hasSuffix("De los molinos") })
  }

  @Test func aSourceThatOnePageHasIsNoFoot() {
    var text = ""
    for page in 0..<6 {
      text += "page 400 600\n" + body(page, from: 80) + "370 580 8 - \(page + 1)\n"
      text +=
        [
          "60 580 8 - Fuente: censo de vados.\n", "60 580 8 - Fuente: censo de vados.\n", "60 580 8 - Fuente: libro de molinos.\n", "", "",
          "",
        ][page]
    }
    #expect(read(text).blocks.contains { $0.type != .furniture && $0.text.contains("libro de molinos") })
  }

  private func headed(_ page: Int, own: String = "") -> String {
    "page 400 600\n150 30 9 - VADOS 2.0\n100 50 14 b Cuenta de los molinos\n94 66 10 b Del 1 de mayo al 3 de junio de 2019\n340 30 9 - Hoja \(page + 1)\n"
      + own + body(page, from: 120)
  }

  /// The title and the period stand in the head of all pages: on the first they are text, and so they are read.
  @Test func aTitleThatOnlyHeadsSayIsTextOnPageOne() {
    let document = read((0..<4).map { headed($0) }.joined())
    let text = document.blocks.filter { $0.type != .furniture && $0.spans.first?.page == 1 }.map(\.text).joined(separator: " ")
    #expect(text.contains("Cuenta de los molinos") && text.contains("Del 1 de mayo al 3 de junio de 2019"))
    #expect(!text.contains("VADOS") && !text.contains("Hoja"))
    let later = document.blocks.filter { $0.type != .furniture && ($0.spans.first?.page ?? 1) > 1 }
    #expect(!later.contains { $0.text.contains("Cuenta") || $0.text.contains("Del 1 de mayo") })
  }

  /// A page with a title of its own keeps its head.
  @Test func aHeadBesideATitleIsAHead() {
    let document = read((0..<4).map { headed($0, own: $0 == 0 ? "60 95 16 b Informe del concejo\n" : "") }.joined())
    #expect(document.blocks.filter { $0.type == .furniture && $0.text.hasPrefix("Cuenta") }.count == 4)
  }

  /// One page of an excerpt: its line says which page it is, and the address beside it is its foot.
  @Test func aPageThatSaysWhichOneItIsHasAFoot() {
    let text =
      "page 400 600\n60 20 8 - Caso 4 de los faros Registro 11 Página 3 de 8\n60 80 18 b Los faros del norte\n"
      + lines(60, 120, "Los faros guiaban de noche a los buques que llevaban", "la madera y la sal a los puertos del golfo.")
    let document = read(text + "60 580 8 - Muelle 4, Vado\n300 580 8 - Página 3 de 8\n")
    #expect(document.blocks.filter { $0.type == .furniture }.count == 3)
    #expect(document.pages[0].label == "3")
    let prose = read(text + "60 580 8 - Véase la página 9 de 3 y la página 4 de los 8 tomos\n")
    #expect(prose.pages[0].label == "3")
    #expect(prose.blocks.contains { $0.type != .furniture && $0.text.hasPrefix("Véase") })
  }

  /// Heads of long annexes in large type; titles at that place that come once or twice stay.
  @Test func aLargeHeadOverManyPagesIsNoTitle() {
    func heads(_ title: (Int) -> String) -> Int {
      let text = (0..<16).map { "page 400 600\n300 40 16 - \(title($0))\n" + body($0 % 8, from: 120) }.joined()
      return read(text).blocks.filter { $0.type == .furniture && $0.text.contains("Anexo") }.count
    }
    #expect(heads { $0 < 4 ? "Faro \(["alto", "bajo", "chico", "nuevo"][$0])" : $0 < 10 ? "Anexo I" : "Anexo II" } == 12)
    #expect(
      heads { $0 < 2 ? "Anexo I" : "Faro \(["alto", "bajo", "chico", "nuevo"][$0 % 4]) \(["del sur", "del norte", "", "roto"][$0 / 4])" }
        == 0)
  }
}
