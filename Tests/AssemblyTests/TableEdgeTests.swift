import Model
import Testing

@testable import Assembly
@testable import Layout
@testable import Objects
@testable import Structure
@testable import Text

/// Where cells, rows and tables begin and end: ranges, totals, titles and letterheads that look like something else.
@Suite struct TableEdgeTests: TypedTables {
  /// Accounting formats set the two numbers of a range apart.
  @Test func aRangeIsOneCell() throws {
    var text =
      "page 500 300\nrule 50 50 400 50\n" + rows([["Grano", "Precio", "Antes"]], at: [60, 200, 330], from: 62) + "rule 50 68 400 68\n"
    for (row, name) in ["Trigo", "Maíz", "Cebada", "Avena"].enumerated() {
      let y = 84 + 16 * row
      text += "60 \(y) 10 - \(name)\n200 \(y) 10 - 1.3\(row) - 1.4\(row)\n330 \(y) 10 - 1.2\(row)\n"
    }
    var made = pages(text + "rule 50 140 400 140\n")
    for index in made[0].lines.indices where made[0].lines[index].words.count == 3 {
      made[0].lines[index].words[2].box.x0 += 18
      made[0].lines[index].words[2].box.x1 += 18
    }
    let table = try #require(tables(in: made, settings: settings).first)
    #expect(table.columns == 3)
    #expect(drawn(table)[2] == "Maíz|1.31 - 1.41|1.21")
  }

  /// A dash that the page paints last stands before words that it painted earlier.
  @Test func aDashPaintedLastMarksItsLine() throws {
    let text =
      "page 400 300\n" + grid([50, 200, 350], [50, 70, 110]) + rows([["Obra", "Coste"]], at: [60, 210], from: 64)
      + "60 84 10 - Vados\n69 98 10 - del norte\n210 84 10 - 112\n60 98 10 - -\n"
    let table = try #require(found(text).first)
    #expect(drawn(table).joined(separator: " ").contains("del norte"))
  }

  /// The last row of a frame has one border less, and its own stand elsewhere.
  @Test func totalsWithBordersOfTheirOwnStayInTheTable() throws {
    var text = "page 500 300\n"
    for y in [50.0, 70, 90, 110, 130] { text += "rule 50 \(y) 350 \(y)\n" }
    for x in [50.0, 130, 210, 280, 350] { text += "rule \(x) 50 \(x) 110\n" }
    for x in [50.0, 218, 286, 350] { text += "rule \(x) 110 \(x) 130\n" }
    text += rows(
      [["Obra", "Lugar", "2021", "2022"], ["Vado", "Norte", "12", "14"], ["Muro", "Sur", "10", "11"]], at: [60, 140, 225, 295], from: 64,
      step: 20)
    text += "60 124 10 - Suma\n225 124 10 - 22\n295 124 10 - 25\n"
    let tables = found(text)
    #expect(tables.count == 1)
    #expect(tables.first.map(drawn)?.last?.hasPrefix("Suma") == true)
    #expect(tables.first.map(drawn)?.last?.hasSuffix("22|25") == true)
  }

  /// A line between two rules as wide as the table, over groups of rows: its heads, though they are few.
  @Test func headsBetweenRulesStandOverGroups() throws {
    let text =
      "page 500 400\nrule 50 50 400 50\n" + rows([["", "2021", "2022"]], at: [60, 250, 340], from: 62) + "rule 50 67 400 67\n"
      + "60 82 10 b Caminos del valle\n"
      + rows([["Vado", "112", "98"], ["Muro", "120", "101"], ["Pozo", "87", "71"]], at: [60, 255, 345], from: 96, step: 14)
    let table = try #require(found(text).first)
    #expect(drawn(table).first == "|2021|2022")
    #expect(drawn(table).last == "Pozo|87|71")
  }

  /// Boxes at the head of every page do not part the table that goes on under them.
  @Test func aLetterheadInBoxesPartsNoTable() {
    let letterhead =
      grid([50, 200, 350], [20, 38, 56]) + rows([["Concejo", "Hoja"], ["Obras", "de abril"]], at: [60, 210], from: 33, step: 18)
    let xs = [50.0, 150, 250, 350]
    let first = [["Obra", "Lugar", "Coste"], ["Vado", "Norte", "112"], ["Muro", "Sur", "98"]]
    let rest = [["Pozo", "Este", "71"], ["Era", "Oeste", "64"]]
    let text =
      "page 400 400\n" + letterhead + grid(xs, [270, 290, 310, 330]) + rows(first, at: [60, 160, 260], from: 284, step: 20)
      + "page 400 400\n"
      + letterhead + grid(xs, [80, 100, 120]) + rows(rest, at: [60, 160, 260], from: 94, step: 20)
    let made = pages(text)
    let found = findTables(made, leavingOut: made.map { $0.lines.map { _ in false } }, settings: settings)
    var flow = Flow(pages: made)
    flow.items = found.flatMap { $0.sorted { $0.box.y0 < $1.box.y0 }.map { .table($0) } }
    var corrections = Corrections([])
    let joined = joinTables(flow, corrections: &corrections, settings: settings).map(\.table)
    #expect(joined.contains { $0.rows == 5 && $0.pages == [1, 2] })
  }

  /// The label of the last row goes on under it, where nothing stands beside.
  @Test func theLastLabelsLastLineBelongsToIt() throws {
    let body = [["Vados del norte", "112", "98"], ["Muros del sur", "120", "101"], ["Pozos y albercas", "87", "71"]]
    let text =
      "page 500 300\n" + rows([["Obra", "2021", "2022"]] + body, at: [50, 200, 280], from: 60, step: 20) + "50 131 10 - del monte\n"
    let table = try #require(found(text).first)
    #expect(drawn(table).last == "Pozos y albercas del monte|87|71")
  }

  /// A title in a band under a letterhead of other columns: the table begins at the band.
  @Test func aTitleInABandBeginsTheTable() throws {
    var text = "page 500 400\nrule 50 40 450 40\n50 54 10 - Hoja\n230 54 10 - tomo tercero y último\n390 54 10 - Abril\nrule 50 60 450 60\n"
    text += "fill 50 62 450 78\n180 74 10 b Obras del mes\n"
    text += rows([["Obra", "2021", "2022", "2023"]], at: [60, 200, 290, 380], from: 92) + "rule 50 97 450 97\n"
    text += rows(
      [["Vado", "112", "98", "97"], ["Muro", "120", "101", "99"], ["Pozo", "87", "71", "70"]], at: [60, 200, 290, 380], from: 110, step: 16)
    text += "rule 50 150 450 150\n"
    let table = try #require(found(text).first)
    #expect(!drawn(table).joined().contains("tomo"))
    #expect(drawn(table).last == "Pozo|87|71|70")
  }
}
