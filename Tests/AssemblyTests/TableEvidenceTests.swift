import Model
import Testing

@testable import Assembly
@testable import Layout
@testable import Objects
@testable import Structure
@testable import Text

/// What belongs to a table and what only touches it; rows and columns that no rule and no wide gap parts.
@Suite struct TableEvidenceTests: TypedTables {
  /// A cell over the whole height at the side, blank or set upright, is the page's tab.
  @Test func aTabBesideTheCellsIsNoColumn() throws {
    let ys = stride(from: 50.0, through: 190, by: 20).map { $0 }
    var text = "page 500 300\n" + grid([50, 150, 250, 350], ys)
    for y in [50.0, 190] { text += "rule 350 \(y) 380 \(y)\n" }
    text += "rule 380 50 380 190\n"
    text += rows(
      [["Aldea", "2021", "2022"]] + (1...6).map { ["Aldea \($0)", "1\($0)", "2\($0)"] }, at: [60, 170, 270], from: 64, step: 20)
    let table = try #require(found(text).first)
    #expect(table.columns == 3)
    #expect(drawn(table)[1] == "Aldea 1|11|21")
  }

  @Test func labelsOfRowsWithWhiteBandsBetweenAreNotOneCell() throws {
    var text = "page 500 400\nrule 50 50 350 50\n"
    var y = 70.0
    for _ in 0..<4 {
      text += "rule 150 \(y) 350 \(y)\nrule 150 \(y + 8) 350 \(y + 8)\n"
      y += 28
    }
    text += "rule 50 \(y) 350 \(y)\nrule 50 50 50 \(y)\nrule 150 50 150 \(y)\nrule 250 50 250 \(y)\nrule 350 50 350 \(y)\n"
    text += "170 64 10 - 2021\n270 64 10 - 2022\n"
    for (row, name) in ["Norte", "Sur", "Este", "Oeste"].enumerated() {
      let base = 92 + 28 * row
      text += "56 \(base) 10 - \(name)\n170 \(base) 10 - 1\(row)\n270 \(base) 10 - 2\(row)\n"
    }
    let table = try #require(found(text).first)
    #expect(drawn(table).contains("Sur|11|21"))
  }

  @Test func aTitleInTheFirstPlaceIsHeader() throws {
    let text =
      "page 500 300\n" + grid([50, 150, 250, 350], [50, 70, 90, 110, 130])
      + rows(
        [["Año pasado", "", ""], ["Obra", "Vados", "Muros"], ["Norte", "12", "13"], ["Sur", "22", "21"]], at: [60, 170, 270], from: 64,
        step: 20)
    #expect(try #require(found(text).first).headerRows == 2)
  }

  @Test func totalsAloneStandUnderManyDrawnHeads() throws {
    let heads = ["Obra", "Aprobado", "Cambios", "Vigente", "Gastado", "Pagado", "Resto"]
    let text =
      "page 700 400\n" + grid([40, 150, 230, 310, 390, 470, 550, 640], [50, 70])
      + rows([heads], at: [44, 154, 234, 314, 394, 474, 554], from: 64)
      + rows([["Suma", "12", "13", "14", "15", "16", "17"]], at: [44, 180, 260, 340, 420, 500, 580], from: 130)
    let table = try #require(found(text).first)
    #expect(drawn(table).last == "Suma|12|13|14|15|16|17")
  }

  /// A code at the foot of its cell beside names of two lines.
  @Test func aDrawnRowWithOneLabelIsOneRow() throws {
    let text =
      "page 500 300\n" + grid([50, 130, 230, 310, 390], [50, 70, 98])
      + rows([["Clave", "Obra", "Lugar", "Días"]], at: [56, 136, 236, 316], from: 64)
      + "136 82 10 - Reparo del\n236 82 10 - Camino\n316 82 10 - 121\n56 93 10 - 12604\n136 93 10 - puente viejo\n236 93 10 - alto\n"
    #expect(try #require(found(text).first.map(drawn)) == ["Clave|Obra|Lugar|Días", "12604|Reparo del puente viejo|Camino alto|121"])
    // Two labels are two rows.
    let two = text.replacing("316 82 10 - 121\n", with: "316 82 10 - 121\n56 82 10 - 12603\n316 93 10 - 14\n")
    #expect(try #require(found(two).first).rows == 3)
  }

  @Test func aBandNeedsRowsAroundIt() {
    var grid = Grid(box: Box(x0: 0, y0: 0, x1: 90, y1: 20))
    grid.xs = [0, 30, 60, 90]
    for ys in [[0.0, 20], [0, 10, 20]] {
      grid.ys = ys
      #expect(titleBand(grid, on: TablePage()) == nil)
    }
  }
}
