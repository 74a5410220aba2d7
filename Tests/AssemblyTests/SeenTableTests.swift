import Model
import Testing

@testable import Assembly
@testable import Layout
@testable import Objects
@testable import Structure
@testable import Text

/// What tells tables from programs, typed text and grids that stand side by side, and heads from first rows.
@Suite struct SeenTableTests: TypedTables {
  let towns = ["Norte", "Sur", "Este", "Oeste", "Centro"]

  @Test func aProgramWithItsLineNumbersIsNoTable() {
    let code = ["begin rows", "count := count + 1", "if full then stop", "write(count)", "next row", "end rows"]
    func listing(_ size: Int) -> String {
      code.enumerated().map { "60 \(60 + 14 * $0) \(size) - \($0 + 7)\n100 \(60 + 14 * $0) 10 - \($1)\n" }.joined()
    }
    #expect(found("page 400 300\n" + listing(6)).isEmpty)
  }

  @Test func aDiagonalInTheFirstCellIsNoDrawing() throws {
    let text =
      "page 400 300\n" + grid([50, 150, 200, 250, 300], [50, 100, 120, 140])
      + "110 64 10 - Años\n56 94 10 - Aldea\n" + rows([["2021", "2022", "2023"]], at: [160, 210, 260], from: 80)
      + rows([["Norte", "12", "23", "34"], ["Sur", "45", "56", "67"]], at: [56, 160, 210, 260], from: 114, step: 20)
    var page = try #require(pages(text).first)
    page.drawings = [Drawing(box: Box(x0: 50, y0: 50, x1: 150, y1: 100), stroked: true, filled: false, curved: false)]
    let table = try #require(tables(in: [page], settings: settings).first)
    #expect(drawn(table).last == "Sur|45|56|67")
    // A curve through the rows is one.
    page.drawings[0].box = Box(x0: 50, y0: 50, x1: 260, y1: 130)
    #expect(tables(in: [page], settings: settings).isEmpty)
  }

  @Test func theFirstRowUnderAHeadOverTheStubIsNoHead() throws {
    let ys: [Double] = [50, 70, 90, 110, 130]
    var text = "page 500 300\n" + ys.map { "rule 50 \($0) 400 \($0)\n" }.joined()
    text += "rule 50 50 50 130\nrule 90 70 90 130\nrule 250 50 250 130\nrule 400 50 400 130\n"
    text += "56 64 10 b Queja\n256 64 10 b Fallo\n"
    let body = [
      ["n 1", "Obras sin permiso", "No ha lugar"], ["n 2", "Vado cerrado", "Ha lugar"], ["n 3", "Ruido de noche", "No ha lugar"],
    ]
    let table = try #require(found(text + rows(body, at: [56, 96, 256], from: 84, step: 20)).first)
    #expect(table.headerRows == 1)
    #expect(drawn(table)[1] == "n 1|Obras sin permiso|No ha lugar")
    // Set like the heads, it goes on them.
    let heads = "56 84 10 b Clase\n96 84 10 b Hecho\n256 84 10 b Sala\n"
    #expect(found(text + heads + rows(Array(body.dropFirst()), at: [56, 96, 256], from: 104, step: 20)).first?.headerRows == 2)
  }

  @Test func typedTextSetToFullMeasureIsNoTable() {
    // Each line fills 300 points; wide gaps stand one under another in some.
    let prose = [
      "Las obras del camino van despacio este invierno pues hay nieves", "pues este camino nieves van hay Las despacio del invierno obras",
    ]
    func line(_ y: Int) -> String { "60 \(y) 10 - \(prose[y / 20 % 2])\n" }
    let width = 10.0 * (Double("LasobrasdelcaminovandespacioesteinviernopuesHaynieves".count) / 2 + 2.5)
    func gapped(_ y: Int, _ words: [String]) -> String {
      let inner = (width - Double(words.joined().count) * 5) / Double(words.count - 1)
      var x = 60.0
      return words.map { word in
        defer { x += Double(word.count) * 5 + inner }
        return "\(x) \(y) 10 - \(word)\n"
      }.joined()
    }
    let text =
      line(60) + line(80) + gapped(100, ["temporal", "99", "casas", "rotas"]) + gapped(120, ["tejados", "45", "vados", "nuevos"])
      + gapped(140, ["caminos", "12", "muros", "hechos"]) + gapped(160, ["puentes", "77", "pozos", "limpios"]) + line(180) + line(200)
    #expect(found("page 500 300\n" + text).isEmpty)
  }

  @Test func cellsSideBySideUnderOneRuleAreTwoTables() {
    func body(_ from: Int) -> [[String]] { [["Aldea", "Vados"]] + towns.prefix(3).map { [$0, "\(from)"] } }
    let text =
      "page 500 300\n60 44 10 b Resumen\nrule 50 47 400 47\n" + grid([50, 120, 200], [50, 70, 90, 110, 130])
      + grid([230, 300, 400], [50, 70, 90, 110, 130])
      + rows(body(21), at: [56, 126], from: 64, step: 20) + rows(body(34), at: [236, 306], from: 64, step: 20)
    #expect(found(text).map(\.columns) == [2, 2])
  }

  @Test func headsInBoldMakeATableOfTwoColumnsOfWords() {
    let body = [
      ["Clave", "Número del recibo"], ["Aldea", "Lugar del cobro"], ["Forma", "Modo de pago"], ["Plazo", "Día del pago"],
      ["Estado", "Si está pagado"],
    ]
    let words = "62 60 10 b Campo\n126 60 10 b Qué dice\n" + rows(body, at: [50, 92], from: 76)
    #expect(found("page 400 300\n" + words).first?.rows == 6)
  }

  @Test func aTimetableWhoseBarsAreShadingIsATable() throws {
    let xs: [Double] = [50, 150, 200, 250, 300, 350, 400, 450]
    let text =
      "page 500 300\n" + grid(xs, [50, 70, 90, 110, 130]) + "fill 150 70 250 90\nfill 250 90 350 110\nfill 400 110 450 130\n"
      + rows(
        [["Tarea", "Ene", "Feb", "Mar", "Abr", "May", "Jun"], ["Medir"], ["Cavar"], ["Tapar"]], at: xs.map { $0 + 6 }, from: 64, step: 20)
    let table = try #require(found(text).first)
    #expect(table.rows == 4)
    #expect(table.columns == 7)
  }
}
