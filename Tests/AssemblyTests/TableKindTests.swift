import Model
import Testing

@testable import Assembly
@testable import Layout
@testable import Objects
@testable import Structure
@testable import Text

/// What a reader goes by where rules, white space and shading say too little or too much: one kind a test.
@Suite struct TableKindTests: TypedTables {
  /// Cells from x 50 to 350, ruled from row to row but for the stub above the totals.
  @Test func labelsWithoutARuleBetweenNameARowEach() throws {
    var text = "page 400 300\n"
    for y in [50.0, 70, 90, 130] { text += "rule 50 \(y) 350 \(y)\n" }
    text += "rule 150 110 350 110\n" + [50.0, 150, 250, 350].map { "rule \($0) 50 \($0) 130\n" }.joined()
    text += rows(
      [["Gasto", "2021", "2022"], ["Jornales", "120", "131"], ["Madera", "80", "72"], ["Suma", "200", "203"]], at: [56, 170, 270], from: 64,
      step: 20)
    let table = try #require(found(text).first)
    #expect(drawn(table) == ["Gasto|2021|2022", "Jornales|120|131", "Madera|80|72", "Suma|200|203"])
  }

  @Test func aSecondHeadBeginsASecondTable() {
    let heads = ["Aldea", "Vados", "Muros", "Pozos"]
    func body(_ from: Int) -> [[String]] { ["Norte", "Sur", "Este"].map { [$0, "\(from)1", "\(from)2", "\(from)3"] } }
    let text =
      "page 500 400\n" + rows([heads] + body(3), at: [50, 200, 280, 360])
      + "50 124 10 - Lo que sigue cuenta lo mismo para las aldeas de la otra orilla del río\n"
      + rows([heads] + body(7), at: [50, 200, 280, 360], from: 140)
    #expect(found(text).map { drawn($0).first } == ["Aldea|Vados|Muros|Pozos", "Aldea|Vados|Muros|Pozos"])
    #expect(found(text).map(\.rows) == [4, 4])
    // A heading across the rows of a group is none.
    let grouped =
      "page 500 400\n" + rows([heads] + body(3), at: [50, 200, 280, 360]) + "50 124 10 b Aldeas de la otra orilla\n"
      + rows(body(7), at: [50, 200, 280, 360], from: 140)
    #expect(found(grouped).count == 1)
  }

  @Test func headsInDrawnCellsAreOneRowWhateverTheirLines() throws {
    let text =
      "page 400 300\n" + grid([50, 150, 250, 350], [50, 90, 110, 130])
      + "60 74 10 - Aldea\n160 66 10 - Metros de\n160 78 10 - muro\n260 60 10 - Días\n260 72 10 - de\n260 84 10 - obra\n"
      + rows([["Norte", "62", "7"], ["Sur", "75", "9"]], at: [60, 170, 270], from: 104, step: 20)
    let table = try #require(found(text).first)
    #expect(drawn(table).first == "Aldea|Metros de muro|Días de obra")
    #expect(table.rows == 3)
  }

  @Test func aLetterheadInAFrameIsNoRowOfTheTableBelow() throws {
    let text =
      "page 400 400\nrule 50 40 350 40\nrule 50 100 350 100\nrule 50 40 50 100\nrule 350 40 350 100\n60 60 14 b Concejo del valle\n60 84 10 - Obras de abril\n"
      + grid([50, 150, 250, 350], [103, 123, 143, 163])
      + rows([["Obra", "2021", "2022"], ["Vados", "98", "101"], ["Muros", "87", "90"]], at: [60, 170, 270], from: 117, step: 20)
    let table = try #require(found(text).first)
    #expect(drawn(table) == ["Obra|2021|2022", "Vados|98|101", "Muros|87|90"])
  }

  /// Heads in cells; rows without rules far below one another.
  @Test func rowsFarApartStandUnderDrawnHeads() throws {
    let text =
      "page 500 500\n" + grid([40, 200, 300, 400, 460], [50, 70])
      + rows([["Obra", "Abril", "Mayo", "Nota"]], at: [50, 220, 320, 410], from: 64)
      + rows(
        [["Vados", "98", "101"], ["Muros", "87", "90"], ["Pozos", "12", "14"]], at: [50, 280, 380], from: 110, step: 42, right: [1, 2])
    let table = try #require(found(text).first)
    #expect(drawn(table) == ["Obra|Abril|Mayo|Nota", "Vados|98|101|", "Muros|87|90|", "Pozos|12|14|"])
  }

  @Test func bandsOfShadingAreRowsOfAnyHeight() throws {
    var text = "page 500 600\n" + rows([["Obra", "Lugar", "Estado", "Qué se hizo"]], at: [50, 130, 210, 290])
    text += "rule 50 66 460 66\n"
    for band in 0..<4 {
      let y = 72 + Double(band) * 66
      if band % 2 == 0 { text += "fill 50 \(y) 460 \(y + 66)\n" }
      text += "54 \(y + 12) 10 - Muro del\n54 \(y + 24) 10 - vado \(band)\n134 \(y + 12) 10 - Norte\n214 \(y + 12) 10 - 9\(band)\n"
      for line in 0..<5 { text += "294 \(y + 12 + Double(line) * 12) 10 - piedra y cal hasta el puente\n" }
    }
    let table = try #require(found(text).first)
    #expect(table.rows == 5)
    #expect(drawn(table)[1].hasPrefix("Muro del vado 0|Norte|90|piedra y cal"))
  }

  @Test func codesAtADepthOfTheirOwnAreAColumn() throws {
    var text = "page 500 400\n" + grid([40, 380, 460], [50, 70])
    text += rows([["Cuenta", "Nombre", "Saldo"]], at: [50, 180, 400], from: 64)
    let names = ["Arcas", "Caja grande", "Monedas", "Vales de obra", "Créditos", "Vecinos"]
    let depth = [0, 1, 2, 2, 1, 2]
    for (row, name) in names.enumerated() {
      let x = 50 + 14 * Double(depth[row])
      text += "\(x) \(86 + row * 16) 10 - \(1000 + row * 10)00 \(name)\n\(455 - 5 * 4) \(86 + row * 16) 10 - 12\(row)4\n"
    }
    let table = try #require(found(text).first)
    #expect(drawn(table).first == "Cuenta|Nombre|Saldo")
    #expect(drawn(table)[3] == "102000|Monedas|1224")
  }

  @Test func aSignAloneIsAHead() throws {
    let body = ["Norte", "Sur", "Este"].enumerated().map { [$1, "3\($0)", "4\($0)%", "5\($0)", "6\($0)%"] }
    let text =
      "page 500 300\n205 60 10 - Obra nueva\n355 60 10 - Reparos\n"
      + rows([["Aldea", "n", "%", "n", "%"]] + body, at: [50, 200, 260, 350, 410], from: 76)
    let table = try #require(found(text).first)
    #expect(table.headerRows == 2)
  }

  /// Strips of shading between columns, as a spreadsheet prints them, are no rules.
  @Test func stripsInTheColourOfTheShadingAreNoRules() throws {
    var page = pages("page 500 300\nfill 40 76 198 92\nfill 201 76 460 92\nfill 40 108 198 124\nfill 201 108 460 124\n")[0]
    page.rulings = [76.0, 108].map {
      Ruling(box: Box(x0: 199.5, y0: $0, x1: 199.5, y1: $0 + 16), horizontal: false, thickness: 3, colour: 0xEEEEEE)
    }
    let words = tablePage(page, leavingOut: [], settings: TableSettings())
    #expect(words.verticals.isEmpty)
  }

  @Test func aLookThatStandsOverTablesAloneIsThatOfTheirTitles() throws {
    let body = ["Norte", "Sur", "Este", "Oeste"].enumerated().map { [$1, "1\($0)2", "2\($0)4", "3\($0)6"] }
    let titles = ["Metros limpios por aldea", "Jornales de cada mes", "Carros de grava por aldea"]
    func page(_ title: String) -> String {
      "page 500 700\n"
        + lines(
          50, 60, "Los caminos del valle se limpiaron dos veces en el año, antes y después",
          "de las lluvias, con las cuadrillas de siempre.")
        + "50 110 9 b \(title)\n" + rows([["Aldea", "Abril", "Mayo", "Junio"]] + body, at: [50, 200, 300, 400], from: 130)
        + lines(50, 240, "Lo que falta se hará cuando baje el río y los carros puedan pasar el vado", "sin que se moje la carga.")
    }
    let first = "page 500 700\n50 80 20 b Caminos del valle\n" + lines(50, 120, "Las cuentas de las aldeas que cuidan los caminos.")
    let document = read(first + titles.map(page).joined())
    #expect(document.tables.map(\.caption) == titles)
    #expect(!document.blocks.contains { $0.type == .heading && titles.contains($0.text) })
    // What ends a sentence is none.
    let sentences = read(titles.map { page($0 + " son:") }.joined())
    #expect(sentences.tables.allSatisfy { $0.caption == nil })
  }
}
