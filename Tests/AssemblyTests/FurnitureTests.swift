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

  /// The upper rule of a table has another under the heads: what stands over it is the table's title.
  @Test func rulesOfTablesPartNothing() {
    let rules = "rule 40 50 360 50\nrule 40 80 360 80\nrule 40 140 360 140"
    let document = read((0..<5).map { page($0, rule: rules) }.joined())
    #expect(document.blocks.filter { $0.type == .furniture && $0.text.hasPrefix("De los faros") }.isEmpty)
  }
}
