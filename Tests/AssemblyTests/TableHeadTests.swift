import Model
import Testing

@testable import Assembly
@testable import Layout
@testable import Objects
@testable import Structure
@testable import Text

/// Where a header of several lines is one row and where it is several, and which rules close it.
@Suite struct TableHeadTests {
  func drawn(_ table: Table) -> [String] {
    (0..<table.rows).map { row in table.cells.filter { $0.row == row }.map(\.text).joined(separator: "|") }
  }

  func found(_ text: String) -> [Table] { tables(in: pages(text), settings: SegmentSettings(vocabularies: [])) }

  func grid(_ xs: [Double], _ ys: [Double]) -> String {
    let (left, right, top, bottom) = (xs[0], xs[xs.count - 1], ys[0], ys[ys.count - 1])
    return ys.map { "rule \(left) \($0) \(right) \($0)\n" }.joined() + xs.map { "rule \($0) \(top) \($0) \(bottom)\n" }.joined()
  }

  /// Cells at these places on one baseline.
  func row(_ cells: [String], at places: [Double], _ y: Double, style: String = "-") -> String {
    zip(cells, places).filter { !$0.0.isEmpty }.map { "\($0.1) \(y) 10 \(style) \($0.0)\n" }.joined()
  }

  @Test func aYearUnderEveryHeadIsItsSecondLine() throws {
    let places = [60.0, 170, 270, 370]
    var text = "page 500 400\n" + grid([50, 150, 250, 350, 450], [80, 110, 130, 150, 170])
    text += row(["Aldea", "Puentes", "Puentes", "Cálculo"], at: places, 92) + row(["", "2021", "2022", "2023"], at: places, 104)
    for (index, name) in ["Norte", "Sur", "Este"].enumerated() {
      text += row([name, "1\(index)", "2\(index)", "3\(index)"], at: places, 124 + 20 * Double(index))
    }
    let table = try #require(found(text).first)
    #expect(drawn(table).first == "Aldea|Puentes 2021|Puentes 2022|Cálculo 2023")
    #expect(table.headerRows == 1)
  }

  @Test func headsOfOneTwoAndThreeLinesSideBySideAreOneRow() throws {
    let places = [60.0, 170, 270, 370]
    var text = "page 500 400\n" + grid([50, 150, 250, 350, 450], [80, 120, 140, 160, 180])
    text += row(["", "", "Fecha", ""], at: places, 92) + row(["", "Papeles", "", "Pago en"], at: places, 98)
    text += row(["Etapa", "", "del", ""], at: places, 104) + row(["", "pedidos", "", "coronas"], at: places, 110)
    text += row(["", "", "plazo", ""], at: places, 116)
    for (index, name) in ["Norte", "Sur", "Este"].enumerated() {
      text += row([name, "Informe", "Marzo", "3\(index)0"], at: places, 134 + 20 * Double(index))
    }
    let table = try #require(found(text).first)
    #expect(drawn(table).first == "Etapa|Papeles pedidos|Fecha del plazo|Pago en coronas")
    #expect(table.headerRows == 1)
  }

  @Test func doubleRulesLeaveTheRowsBelowToTheBody() throws {
    let places = [60.0, 170, 270]
    let borders = stride(from: 80.0, through: 180, by: 25).flatMap { [$0, $0 + 5] }
    var text = "page 400 400\n" + grid([50, 150, 250, 350], borders)
    text += row(["Parte", "Poco", "Mucho"], at: places, 98, style: "b")
    for (index, name) in ["Madera", "Piedra", "Otros"].enumerated() {
      text += row([name, "de \(index + 2) casas", "de \(index + 7) casas"], at: places, 123 + 25 * Double(index))
    }
    let table = try #require(found(text).first)
    #expect(drawn(table).first == "Parte|Poco|Mucho")
    #expect(table.headerRows == 1)
  }

  @Test func aRuleClosesSeveralRowsOfWordsOverNumbers() throws {
    let places = [50.0, 170, 240, 330, 400]
    var text = "page 500 300\nrule 45 48 440 48\nrule 45 98 440 98\nrule 45 170 440 170\n"
    text += "185 60 10 - Caminos\n345 60 10 - Puentes\n" + row(["Aldea", "Grava", "Losa", "Grava", "Losa"], at: places, 76)
    text += row(["", "(km)", "(km)", "(núm.)", "(núm.)"], at: places, 92)
    for (index, name) in ["Norte", "Sur", "Este", "Oeste"].enumerated() {
      text += row([name, "1\(index)", "2\(index)", "3\(index)", "4\(index)"], at: places, 112 + 16 * Double(index))
    }
    let table = try #require(found(text).first)
    #expect(table.cells.filter { $0.text == "10" }.allSatisfy { !$0.header })
    #expect(table.cells.filter { $0.text.contains("(km)") || $0.text == "Caminos" }.allSatisfy { $0.header })
  }
}
