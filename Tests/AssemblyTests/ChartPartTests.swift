import Model
import Testing

@testable import Assembly
@testable import Layout
@testable import Objects
@testable import Structure
@testable import Text

/// Parts of charts that stand apart from their marks, and titles that a rule parts from what they name.
@Suite struct ChartPartTests {
  /// Text around a drawing, so that the document has a body.
  private let text =
    "40 60 10 - Los faros del golfo guiaban de noche a los buques que\n40 72 10 - llevaban la madera y la sal a los puertos del norte.\n"
    + "40 560 10 - Las torres de la sierra guardan los libros en que la\n40 572 10 - guardia apunta los buques que pasan por el golfo.\n"

  private func figures(_ extra: String) -> (texts: Set<String>, paragraphs: [String]) {
    let document = read("page 400 600\n" + text + extra)
    return (
      Set(document.figures.flatMap(\.texts)),
      document.blocks.filter { $0.type != .figure && !$0.text.isEmpty }.map(\.text)
    )
  }

  /// A bar of no height leaves a gap in the middle of a chart.
  @Test func barsOfOneChartAreOneFigure() {
    let names = ["Norte", "Sur", "Este", "Oeste", "Centro", "Isla", "Golfo", "Sierra"]
    let lengths = [60.0, 120, 34, 0, 90, 150, 48, 76]
    let rows = zip(names, lengths).enumerated().map { row, bar in
      let y = 140 + Double(row) * 20
      let fill = bar.1 > 0 ? "fill 140 \(y) \(140 + bar.1) \(y + 9)\n" : ""
      return fill + "\(132 - Double(bar.0.count) * 4) \(y + 7) 8 - \(bar.0)\n"
    }
    let found = figures(rows.joined())
    #expect(found.texts.isSuperset(of: names))
    #expect(!found.paragraphs.contains { text in names.contains { text.contains($0) } })
  }

  /// Filled cells of unlike length, one under the other, with the rules of their table between them.
  @Test func cellsBetweenRulesAreNoBars() {
    let cells = (0..<4).map { row in
      let y = 140 + Double(row) * 20
      return "fill 100 \(y) \(180 + Double(row % 2) * 60 + Double(row)) \(y + 19)\nrule 100 \(y) 300 \(y)\n"
    }
    let page = pages("page 400 600\n" + text + cells.joined())[0]
    #expect(barPlots(page.fills.map(\.box), rulings: page.rulings).isEmpty)
    #expect(barPlots(page.fills.map(\.box), rulings: []).count == 1)
  }

  /// Bars with outlines: of unlike length they are a chart's; cells of a column that have them are alike.
  @Test(arguments: [([160.0, 84, 62, 40, 18], 1), ([160, 160, 158, 160, 160], 0)])
  func outlinesOfBarsAreNoRules(heights: [Double], plots: Int) {
    let bars = heights.enumerated().map {
      Box(x0: 60 + Double($0.offset) * 34, y0: 400 - $0.element, x1: 90 + Double($0.offset) * 34, y1: 400)
    }
    let outlines = bars.flatMap { bar in
      [bar.x0, bar.x1].map { x in
        Ruling(box: Box(x0: x, y0: bar.y0, x1: x, y1: bar.y1), horizontal: false, thickness: 1)
      }
    }
    #expect(barPlots(bars, rulings: outlines).count == plots)
  }

  /// A cell's shading and what is behind its words stand on one line, one within the other.
  @Test func cellsWithinCellsAreNoBars() {
    let cells = (0..<4).flatMap { cell in
      let x = 60 + Double(cell) * 70
      return [Box(x0: x, y0: 140, x1: x + 69, y1: 160), Box(x0: x + 3, y0: 147, x1: x + 66, y1: 160)]
    }
    #expect(barPlots(cells, rulings: []).isEmpty)
  }

  private func chart(_ colours: [UInt32], _ extra: String) -> Document {
    var made = pages("page 400 600\n" + text + extra)
    for row in 0..<5 {
      made[0].drawings.append(
        Drawing(
          box: Box(x0: 80 + Double(row) * 9, y0: 140, x1: 120 + Double(row) * 14, y1: 240), stroked: false, filled: true, curved: true))
    }
    for (row, colour) in colours.enumerated() {
      let y = 160 + Double(row) * 20
      made[0].fills.append(Fill(box: Box(x0: 200, y0: y, x1: 206, y1: y + 6), colour: colour))
    }
    return segment(
      made, facts: DocumentFacts(source: Source(file: "a.pdf", sha256: "", bytes: 0, mediaType: "application/pdf")),
      settings: fixtureSettings)
  }

  private let names = "212 166 9 - Torres de la costa del norte\n212 186 9 - Muelles y faros menores\n212 206 9 - Casas de los guardas\n"

  @Test func whatSquaresOfManyColoursNameIsALegend() {
    let document = chart([0xAA0000, 0x00AA00, 0x0000AA], names)
    #expect(
      Set(document.figures.flatMap(\.texts)).isSuperset(of: [
        "Torres de la costa del norte", "Muelles y faros menores", "Casas de los guardas",
      ]))
    #expect(!document.blocks.contains { $0.text.contains("Muelles") && $0.type != .figure })
  }

  /// Bullets have one colour.
  @Test func squaresOfOneColourAreBullets() {
    let document = chart([0xAA0000, 0xAA0000, 0xAA0000], names)
    #expect(document.blocks.filter { $0.type == .listItem }.count == 3)
  }

  /// Titles over a rule as wide as their thing, in the look of headings that have none.
  @Test func aRuleUnderItTellsATitleFromAHeading() {
    var rows = ""
    for page in 0..<4 {
      rows +=
        "page 400 600\n40 60 10 b Torres del año \(["uno", "dos", "tres", "cuatro"][page])\n40 74 10 - Los faros del golfo guiaban de noche a los buques.\n"
      rows += "40 88 10 - llevaban la madera y la sal a los puertos del norte.\n"
      rows +=
        "40 140 10 b Gasto de las casas del \(["norte", "sur", "este", "golfo"][page])\nrule 40 146 240 146\n40 154 8 - Millones. Datos de mayo\n"
      rows +=
        [100.0, 200, 300].map { "rule \($0 - 60) 166 \($0 - 60) 206\n" }.joined()
        + [166.0, 186, 206].map { "rule 40 \($0) 240 \($0)\n" }.joined()
      rows += "46 180 10 - Norte\n146 180 10 - 6\(page)\n46 200 10 - Sur\n146 200 10 - 7\(page)\n"
      rows += "40 240 10 - Las torres de la sierra guardan los libros de la guardia\n"
    }
    let settings = headingSettings(
      [("units", ["millones"])],
      weights: [
        ("base", .scalar("-2")), ("threshold", .scalar("0")), ("sums", .map([DataTree.Entry(key: "bold", value: .scalar("3"))])),
      ])
    let document = segment(
      pages(rows), facts: DocumentFacts(source: Source(file: "a.pdf", sha256: "", bytes: 0, mediaType: "application/pdf")),
      settings: settings)
    #expect(document.tables.compactMap(\.caption) == ["norte", "sur", "este", "golfo"].map { "Gasto de las casas del \($0)" })
    #expect(!document.sections.contains { $0.title.contains("Gasto") })
  }
}
