import Model
import Testing

@testable import Assembly
@testable import Layout
@testable import Objects
@testable import Structure
@testable import Text

/// Columns that are told by what is in them, and text that what stands beside it must not cut or join.
@Suite struct ColumnKindTests {
  private static let prose = [
    "El molino de la ribera muele de noche", "porque de día falta el agua que se va", "a las huertas, y el molinero duerme en",
    "la tarde con la puerta abierta hasta", "que suena la campana de la iglesia y",
    "llegan los primeros carros con trigo.",
  ]

  private func texts(_ text: String) -> [String] { read(text).blocks.map(\.text) }

  @Test func entriesThatCountOnInTheNextColumnAreReadDownwards() {
    let entries = [
      ("1.", "Alba, R. Las norias del valle.", "Ribera: Molinos; 2011."), ("2.", "Cobo, T. El trigo y la", "piedra. Ribera; 2015."),
      ("3.", "Duero, M. Acequias de", "la vega. Ribera; 2018."), ("4.", "Espino, L. La criba y el", "cedazo. Ribera; 2020."),
    ]
    var text = "page 500 700\n40 60 14 b Molinos\n"
    for (row, line) in Self.prose.enumerated() { text += "40 \(80 + row * 14) 10 - \(line)\n" }
    for (place, entry) in entries.enumerated() {
      let (x, y) = (place < 2 ? 40 : 260, 200 + place % 2 * 30)
      text += "\(x) \(y) 8 - \(entry.0)\n\(x + 20) \(y) 8 - \(entry.1)\n\(x + 20) \(y + 10) 8 - \(entry.2)\n"
    }
    let all = texts(text).joined(separator: " ")
    #expect(all.contains("Las norias del valle. Ribera: Molinos; 2011."))
    #expect(all.contains("La criba y el cedazo. Ribera; 2020."))
  }

  @Test func pagesThatRiseThroughBothColumnsAreReadDownwards() {
    func items(_ pages: [[String]]) -> [[OrderItem]] {
      var text = "page 500 700\n"
      for (side, column) in pages.enumerated() {
        for (row, number) in column.enumerated() {
          text += "\(40 + side * 220) \(100 + row * 16) 10 - Norias y presas\n\(200 + side * 220) \(100 + row * 16) 10 - \(number)\n"
        }
      }
      made = Self.page(text)
      return [0, 1].map { side in
        made.lines.indices.filter { (made.lines[$0].box.x0 > 250) == (side == 1) }.map {
          OrderItem(box: made.lines[$0].box, kind: .line($0))
        }
      }
    }
    var made = Page(number: 1, shownWidth: 1, shownHeight: 1)
    let rising = items([["4", "9", "15"], ["21", "30", "44"]])
    #expect(numberingGoesOn(rising[0], rising[1], page: made))
    let table = items([["4", "9", "15"], ["5", "10", "16"]])
    #expect(!numberingGoesOn(table[0], table[1], page: made))
  }

  private static func page(_ text: String) -> Page { pages(text)[0] }

  @Test func aQuotationInLargerTypeIsNoPartOfTheLinesBeside() {
    var text = "page 500 700\n"
    for (row, line) in Self.prose.enumerated() { text += "40 \(90 + row * 14) 10 - \(line)\n" }
    text += "280 120 15 - El agua no\n300 138 15 - espera\n"
    #expect(texts(text).contains(Self.prose.joined(separator: " ")))
  }

  @Test func whatEndsABoxIsNotGoneOnWithOutsideOfIt() {
    var text = "page 500 700\nfill 300 84 420 160\n"
    for (row, line) in Self.prose.enumerated() { text += "40 \(90 + row * 14) 10 - \(line)\n" }
    text += "310 104 18 b 412\n310 118 10 - sacos de trigo\n310 140 18 b 15\n310 154 10 - norias del valle\n"
    for (row, line) in Self.prose.enumerated() { text += "50 \(190 + row * 14) 10 - \(line)\n" }
    let blocks = texts(text)
    #expect(blocks.filter { $0.hasSuffix(Self.prose.joined(separator: " ")) }.count == 2)
    #expect(!blocks.contains { $0.contains("trigo norias") || $0.contains("valle El molino") })
  }

  @Test func theLastLinesOfALongerColumnAreNoHeadingOverBoth() {
    var text = "page 600 400\n"
    for row in 0..<10 { text += "40 \(60 + row * 14) 10 - \(Self.prose[row % 5])\n" }
    text += "40 200 10 - de la vega.\n"
    for row in 0..<9 { text += "320 \(60 + row * 14) 10 - \(Self.prose[row % 5])\n" }
    text += "40 380 9 - 26\n550 380 9 - 27\n"
    let document = read(text)
    #expect(document.blocks.filter { $0.type == .furniture }.map(\.text).sorted() == ["26", "27"])
    #expect(document.blocks.first { $0.type == .paragraph }?.text.hasSuffix("de la vega.") == true)
  }

  @Test func aFirstLineSetInThatEndsASentenceGoesOn() {
    let text = """
      page 400 600
      60 100 10 - El molino de la ribera muele de noche y la presa se abre. Con
      40 114 10 - luz de luna se ve el camino hasta la huerta y nadie se pierde.
      60 150 10 - La noria vieja se paró el año de la helada y no volvió a andar.
      40 164 10 - Nadie la ha mirado desde entonces, aunque hay quien lo pide ya
      40 178 10 - en cada junta.
      """
    let blocks = texts(text)
    #expect(blocks.count == 2)
    #expect(blocks.last?.hasSuffix("en cada junta.") == true)
  }
}
