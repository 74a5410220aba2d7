import Model
import Testing

@testable import Assembly
@testable import Layout
@testable import Objects
@testable import Structure
@testable import Text

/// Parts of tables that were read as something else, or that something else was read into.
@Suite struct TablePartTests: TypedTables {
  /// Numbers that are set right under ranges leave white where the ranges begin.
  @Test func rangesAreOneColumn() throws {
    let prices = [
      ("Grava", "1.35 - 1.42"), ("Arena", "1.38 - 1.48"), ("Cal", "2.85"), ("Yeso", "4.25"), ("Cera", "1.48 - 1.55"), ("Lino", "5.57"),
    ]
    var text = "page 500 400\n"
    for (row, (name, price)) in prices.enumerated() {
      let y = 100 + 16 * Double(row)
      text += "60 \(y) 10 - \(name)\n"
      for end in [300.0, 400] { text += "\(end - (price.count > 4 ? 50 : 20)) \(y) 10 - \(price)\n" }
    }
    let table = try #require(found(text).first)
    #expect(drawn(table).first == "Grava|1.35 - 1.42|1.35 - 1.42")
    #expect(drawn(table).last == "Lino|5.57|5.57")
  }

  /// White between cells that are drawn apart is no row, and their borders tell that both are one table.
  @Test func totalsInABoxOfTheirOwnAreTheLastRow() throws {
    let body = [["Aldea", "2021", "2022", "2023"], ["Norte", "12", "14", "16"], ["Sur", "22", "24", "26"]]
    let xs = [50.0, 150, 230, 310, 390]
    let text =
      "page 500 400\n" + grid(xs, [50, 70, 90, 110]) + rows(body, at: [60, 160, 240, 320], from: 64, step: 20) + grid(xs, [124, 144])
      + rows([["Suma", "34", "38", "42"]], at: [60, 160, 240, 320], from: 138)
    let table = try #require(found(text).first)
    #expect(found(text).count == 1)
    #expect(drawn(table) == body.map { $0.joined(separator: "|") } + ["Suma|34|38|42"])
  }

  /// Neither labels nor numbers have rules between them, some other column has.
  @Test func labelsBesideNumbersInOneTallCellAreRows() throws {
    let xs = [50.0, 200, 280, 360]
    var text = "page 500 400\n" + grid(xs, [50, 70, 118, 166])
    for y in [86.0, 102, 134, 150] { text += "rule 280 \(y) 360 \(y)\n" }
    text += rows([["Obra", "Coste", "Nota"]], at: [60, 210, 290], from: 64)
    let names = ["Obras del vado hondo de arriba", "Pozo", "Era y muro de la ribera alta", "Puente", "Molino", "Horno"]
    text += rows(names.enumerated().map { [$1, "\(41 + $0)"] }, at: [60, 240], from: 82, step: 16)
    let table = try #require(found(text).first)
    #expect(drawn(table).contains { $0.hasPrefix("Pozo|42") })
    #expect(drawn(table).contains { $0.hasPrefix("Era y muro de la ribera alta|43") })
  }

  /// A second line of heads over the same columns, and heads under both.
  @Test func headsOfTwoLinesOverHeadsAreAllHeader() throws {
    let heads = [["", "", "Obra"], ["", "Camino", "mayor"]]
    let xs = [50.0, 130, 180, 230, 280, 330]
    var text = "page 500 400\n" + grid(xs, [90, 110, 130, 150, 170])
    text += "rule 130 60 330 60\nrule 130 60 130 90\nrule 230 60 230 90\nrule 330 60 330 90\nrule 50 60 130 60\nrule 50 60 50 90\n"
    text += rows(heads, at: [60, 150, 260], from: 74, step: 11)
    text += rows(
      [["", "Sí", "No", "Sí", "No"]] + (1...3).map { ["Aldea \($0)", "1\($0)", "2\($0)", "3\($0)", "4\($0)"] },
      at: [60, 140, 190, 240, 290], from: 104, step: 20)
    let table = try #require(found(text).first)
    let header = Set(table.cells.filter(\.header).map(\.text))
    #expect(header.contains("Sí") && !header.contains("Aldea 1"))
  }

  /// Shading that is inset in the cells of a grid may be like bars: between the grid lines of a chart nothing is written.
  @Test(arguments: [true, false]) func barsInAWrittenGridMakeNoChart(words: Bool) throws {
    let ys = (0...6).map { 60 + Double($0) * 20 }
    var text = "page 500 400\n" + grid([60, 160, 240, 320], ys)
    for (row, y) in ys.dropLast().enumerated() {
      let cells = ["Aldea \(row)", "4\(row)", "7\(row)"]
      text += rows([words ? cells : [cells[0]]], at: [66, 180, 260], from: y + 14)
    }
    let page = pages(text)[0]
    var seen = tablePage(page, leavingOut: [Bool](repeating: false, count: page.lines.count), settings: settings.tables)
    seen.bars = ys.prefix(3).enumerated().map { Box(x0: 64, y0: $0.element + 6, x1: 110 + 30 * Double($0.offset), y1: $0.element + 14) }
    let read = try #require(readGrid(Box(x0: 60, y0: 60, x1: 320, y1: 180), on: seen, open: false, settings: settings.tables))
    #expect((judge(read, kind: .ruled, on: seen, settings: settings.tables) == .refused("chart")) != words)
  }

  /// Under its heads a captioned table has a stub and a list: that line has more pieces than the heads, and is none.
  @Test func aListUnderTheHeadsIsNoLineOfHeads() throws {
    var text = "page 300 400\n" + lines(40, 60, style: "b", "Cuadro 1. Obras y trabajos de la junta en las aldeas del valle")
    text += rows([["RUBRO", "RESULTADO"]], at: [40, 90], from: 76)
    for row in 0..<3 {
      let y = 92 + row * 30
      text += "fill 40 \(y - 9) 290 \(y + 18)\n" + "40 \(y) 8 - Obra\(row)\n90 \(y) 8 - •\n"
      text += "104 \(y) 8 - 39,\(row)54 piedras puestas en los vados y los muros\n104 \(y + 11) 8 - de las aldeas, con \(row)7 vigas.\n"
    }
    let document = read(text)
    let table = try #require(document.tables.first)
    #expect(table.caption?.hasPrefix("Obras y trabajos") == true && table.columns == 2 && table.rows == 4)
  }

  /// A frame with round corners inside another, and lines in columns close above both.
  @Test func aLongTableWithinADrawnFrameIsRead() throws {
    var text = "page 500 400\nrule 40 80 460 80\nrule 40 260 460 260\nrule 40 80 40 260\nrule 460 80 460 260\n"
    text += rows([["Cuadrilla", "del valle"], ["Jornada", "de abril"]], at: [60, 200], from: 52, step: 14)
    let places = [70.0, 180, 240, 300, 360, 410]
    let right: Set<Int> = [1, 2, 3, 4, 5]
    text += rows(
      [["Aldea", "Vado", "Muro", "Pozo", "Era", "Cal"]]
        + (0..<10).map { row in
          ["Aldea \(row)"] + (1...5).map { "\($0)\(row)7" }
        }, at: places, from: 100, step: 15, right: right)
    var page = try #require(pages(text).first)
    page.drawings = [
      Drawing(box: Box(x0: 56, y0: 104, x1: 440, y1: 250), stroked: true, filled: false, curved: true),
      Drawing(box: Box(x0: 44, y0: 84, x1: 52, y1: 92), stroked: true, filled: false, curved: true),
    ]
    let table = try #require(tables(in: [page], settings: settings).first)
    #expect(table.columns == 6)
    #expect(drawn(table).last == "Aldea 9|197|297|397|497|597")
  }

  /// Heads between two lists of the same columns begin another table.
  @Test func headsBetweenPartTables() {
    func list(_ from: Double, _ values: [Int]) -> String {
      rows(values.enumerated().map { ["Lugar \($0)", "\($1)", "\($1 * 3)"] }, at: [60, 260, 360], from: from, step: 15, right: [1, 2])
    }
    let heads = rows([["", "2021", "2022"]], at: [60, 260, 360], from: 190, right: [1, 2])
    let text = "page 500 400\n" + list(100, [91, 84, 73, 62]) + heads + list(220, [95, 83, 71, 66])
    #expect(found(text).allSatisfy { $0.rows <= 5 })
  }
}
