import Model
import Testing

@testable import Assembly
@testable import Layout
@testable import Objects
@testable import Structure
@testable import Text

/// Kinds of tables that other people's reports are full of, each typed small, with what is like it and no table.
@Suite struct StrangersTableTests: TypedTables {
  @Test func aFirstColumnThatCountsItsRowsIsNoList() {
    let names = ["Vado", "Puente", "Muro", "Pozo", "Torre", "Molino"]
    let body = names.enumerated().map { ["\($0 + 1)", $1, "piedra", "alto"] }
    let table = found("page 400 300\n" + rows([["Núm.", "Obra", "Material", "Tramo"]] + body, at: [50, 90, 180, 270])).first
    #expect(table.map(drawn)?.dropFirst().first == "1|Vado|piedra|alto")
    #expect(table?.rows == 7)
  }

  @Test func codesBesideNamesAreATableAndAnItemListIsNone() {
    let names = ["Vado", "Puente", "Muro", "Pozo", "Torre", "Molino", "Era", "Fragua"]
    let codes = [["Clave", "Lugar"]] + names.enumerated().map { ["00\($0 * 3 + 11)", $1] }
    #expect(found("page 400 300\n" + rows(codes, at: [50, 150])).first?.rows == 9)
    let items = names.enumerated().map { ["\($0 + 1).", $1] }
    #expect(found("page 400 300\n" + rows(items, at: [50, 66])).isEmpty)
  }

  @Test func longLabelsThatNumbersAnswerAreNoProse() {
    let labels = [
      "Reparo de los puentes de madera y barandas", "Limpieza de cunetas antes de las lluvias",
      "Acarreo de grava desde la cantera al tramo",
      "Jornales de las cuadrillas que van a la nieve", "Visitas a los tramos que ya se terminaron",
    ]
    let body = labels.enumerated().map { [$1, "\(1204 + $0)", "\(980 + $0)"] }
    let table = found("page 500 300\n" + rows([["Concepto", "2021", "2022"]] + body, at: [40, 400, 470], right: [1, 2])).first
    #expect(table.map(drawn)?.last == "\(labels[4])|1208|984")
  }

  @Test func marksInFewPlacesStandUnderTheirHeads() {
    let heads = ["Tarea", "Ene", "Feb", "Mar", "Abr", "May"]
    let marks = [1, 2, 3, 3, 5, 1, 2]
    let body = marks.enumerated().map { row, place in ["Obra \(row)"] + (1...5).map { $0 == place ? "X" : "" } }
    let table = found("page 500 300\n" + rows([heads] + body, at: [50, 150, 210, 270, 330, 390])).first
    #expect(table?.columns == 6)
    #expect(table.map(drawn)?[5] == "Obra 4|||||X")
  }

  @Test func aTableOfNumbersThroughoutHasNoHead() {
    let body = ["Uno", "Dos", "Tres", "Cuatro"].enumerated().map { [$1, "3\($0)1", "4\($0)6"] }
    let table = found("page 400 300\n" + rows(body, at: [50, 200, 280], right: [1, 2])).first
    #expect(table?.headerRows == 0)
    #expect(table?.rows == 4)
  }

  @Test func labelsHeadsAndTotalsOutsideOfDrawnCellsBelongToThem() throws {
    let body = ["Norte", "Sur", "Este", "Oeste"].enumerated().map { [$1, "\($0 + 1)1", "\($0 + 2)7"] }
    let text =
      "page 400 300\n" + grid([150, 220, 290], [70, 90, 110, 130, 150])
      + rows([["", "2021", "2022"]] + body + [["Suma", "104", "152"]], at: [60, 170, 240], from: 64, step: 20)
    let table = try #require(found(text).first)
    #expect(drawn(table).first == "|2021|2022")
    #expect(drawn(table)[2] == "Sur|21|37")
    #expect(drawn(table).last == "Suma|104|152")
  }

  @Test func numbersOneUnderAnotherBesideRuledRowsAreApart() throws {
    var text = "page 400 300\n"
    for y in [50.0, 70, 90, 110, 130] {
      text += "rule 50 \(y) 150 \(y)\nrule 250 \(y) 350 \(y)\n"
    }
    text += "rule 150 50 250 50\nrule 150 130 250 130\nrule 50 50 50 130\nrule 150 50 150 130\nrule 250 50 250 130\nrule 350 50 350 130\n"
    text += rows(
      [["Aldea", "Metros", "Estado"], ["Norte", "6229", "malo"], ["Sur", "7275", "bueno"], ["Este", "2987", "bueno"]], at: [60, 170, 270],
      from: 64,
      step: 20)
    let table = try #require(found(text).first)
    #expect(drawn(table) == ["Aldea|Metros|Estado", "Norte|6229|malo", "Sur|7275|bueno", "Este|2987|bueno"])
  }

  @Test func aFormIsNoTable() {
    let text =
      "page 400 300\n" + grid([50, 200, 350], [50, 90, 130])
      + "54 62 7 - Nombre\n54 80 10 - Concejo del valle\n204 62 7 - Fecha\n204 80 10 - 4 de mayo\n54 102 7 - Lugar\n54 120 10 - El puente\n204 102 7 - Clase\n204 120 10 - Alta\n"
    #expect(found(text).isEmpty)
  }

  @Test func paragraphsInAFrameAreNoTable() {
    var text = "page 500 400\n" + grid([40, 250, 460], [40, 60, 360])
    text += "44 54 10 b Boletín\n254 54 10 b Año nuevo\n"
    for row in 0..<22 {
      text += "44 \(76 + row * 12) 10 - las casas del pueblo viejo miran al\n254 \(76 + row * 12) 10 - mientras la tarde cae sobre el río\n"
    }
    #expect(found(text).isEmpty)
  }

  @Test func rowsOverleafStandInTheColumnsOfTheTableThatEndedThePage() {
    var text = ""
    for page in 0..<2 {
      text += "page 400 600\n"
      let heads = page == 0 ? [["Aldea", "Obra", "Nota", "Costo"]] : []
      let count = page == 0 ? 32 : 1
      let body = (0..<count).map { ["Lugar \($0)", "muro", page == 0 && $0 % 3 == 0 ? "con plazo" : "", "\($0 + 31)50"] }
      text += rows(heads + body, at: [50, 150, 220, 340], from: 60, right: [3])
    }
    let found = read(text).tables
    #expect(found.count == 1)
    #expect(found.first?.rows == 34)
    #expect(found.first?.pages == [1, 2])
  }

  @Test func notesAndCaptionWithinTheFrameAreNoRows() throws {
    let text =
      "page 400 400\n" + lines(40, 40, "El valle gastó lo que sigue en las obras de este año y del pasado.")
      + grid([50, 150, 250, 350], [80, 100, 120, 140]) + "rule 50 80 50 160\nrule 350 80 350 160\nrule 50 160 350 160\n"
      + rows([["Obra", "2021", "2022"], ["Vados", "980^1^", "1015"], ["Muros", "870", "905"]], at: [60, 170, 270], from: 94, step: 20)
      + "60 152 8 - ^1^ Incluye la leña regalada.\n"
    let document = read(text)
    let table = try #require(document.tables.first)
    #expect(drawn(table) == ["Obra|2021|2022", "Vados|980|1015", "Muros|870|905"])
    #expect(table.notes.map(\.text) == ["Incluye la leña regalada."])
    #expect(table.notes.first?.cells == [CellPlace(row: 1, column: 1)])
  }

  @Test func aRaisedFigureWithoutANoteStaysRaised() {
    let body = ["Norte", "Sur", "Este"].enumerated().map { [$1, $0 == 1 ? "870^2^" : "31\($0)", "4\($0)6"] }
    let table = found("page 400 300\n" + rows([["Aldea", "Vados", "Muros"]] + body, at: [50, 200, 280])).first
    #expect(table.map(drawn)?[2] == "Sur|870²|416")
  }

  @Test func headsAtThreeLevelsAreThreeRows() throws {
    let body = ["Norte", "Sur", "Este", "Oeste"].enumerated().map { [$1, "1\($0)", "2\($0)", "3\($0)", "4\($0)"] }
    let text =
      "page 500 300\n250 60 10 - Caminos\n180 76 10 - Grava\n335 76 10 - Piedra\n"
      + rows([["Aldea", "2021", "2022", "2021", "2022"]] + body, at: [50, 170, 240, 330, 400], from: 92, right: [1, 2, 3, 4])
    let table = try #require(found(text).first)
    #expect(table.rows == 7)
    #expect(drawn(table)[2].hasSuffix("2021|2022|2021|2022"))
  }

  @Test func aHoleInTheCountOfRowsIsTold() {
    let body = [1, 2, 3, 5, 6, 7].map { ["\($0)", "Lugar \($0)", "piedra", "3\($0)7"] }
    let document = read("page 400 400\n" + rows([["Núm.", "Obra", "Material", "Metros"]] + body, at: [50, 90, 180, 300], from: 80))
    #expect(document.findings.contains { $0.code == "running-number-missing" && $0.severity == .info })
  }
}
