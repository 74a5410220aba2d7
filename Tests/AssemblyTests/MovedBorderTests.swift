import Model
import Testing

@testable import Assembly
@testable import Layout
@testable import Objects
@testable import Structure
@testable import Text

/// Tables whose drawn parts do not fit by a few points, or by one stub, and what a reader sees all the same.
@Suite struct MovedBorderTests: TypedTables {
  private let heads = ["Aldea", "Vados", "Muros", "Pozos"]
  private let body = [["Norte", "62", "7", "31"], ["Sur", "75", "9", "28"], ["Este", "58", "4", "36"], ["Oeste", "81", "6", "22"]]

  /// Rows of drawn cells whose inner borders stand `by` points further right from row `from` on.
  private func page(by: Double, from: Int) -> String {
    var text = "page 500 400\n"
    for (row, cells) in ([heads] + body).enumerated() {
      let y = 100 + 20 * Double(row)
      let moved = row >= from ? by : 0
      let xs = [50, 140 + moved, 220 + moved, 300 + moved, 380]
      text += grid(xs, [y, y + 20])
      for (column, cell) in cells.enumerated() { text += "\(xs[column] + 4) \(y + 14) 10 - \(cell)\n" }
    }
    return text
  }

  @Test(arguments: [(5.0, 1), (6, 3), (9, 3), (-7, 2), (8, 4)]) func bordersMayMoveByAFewPoints(_ by: Double, _ from: Int) throws {
    let tables = found(page(by: by, from: from))
    #expect(tables.count == 1)
    let table = try #require(tables.first)
    #expect(drawn(table) == ([heads] + body).map { $0.joined(separator: "|") })
    #expect(table.headerRows == 1)
  }

  /// Borders that stand in the middle of other columns are another table's.
  @Test func bordersFarOffAreOfAnotherTable() {
    var text = page(by: 0, from: 9)
    for (row, cells) in [["Oficio", "Altas", "Bajas"], ["Pastor", "12", "3"], ["Herrero", "4", "1"]].enumerated() {
      let y = 200 + 20 * Double(row)
      let xs = [50.0, 180, 260, 380]
      text += grid(xs, [y, y + 20])
      for (column, cell) in cells.enumerated() { text += "\(xs[column] + 4) \(y + 14) 10 - \(cell)\n" }
    }
    #expect(found(text).map(\.columns) == [4, 3])
  }

  /// Heads on two levels beside a stub that is shaded over both, and rows shaded from side to side: one table.
  @Test func aStubShadedOverAllLevelsJoinsHeadsAndRows() throws {
    var text = "page 500 400\nfill 50 100 139 140 224466\nfill 140 100 380 119 224466\n"
    text += [140.0, 260].map { "fill \($0) 120 \($0 + 119) 140 224466\n" }.joined()
    text += "60 124 10 - Aldea\n240 114 10 - Obras\n180 134 10 - Vados\n300 134 10 - Muros\n"
    for (row, cells) in body.enumerated() {
      let y = 154 + 18 * Double(row)
      if row % 2 == 1 { text += "fill 50 \(y - 13) 380 \(y + 5) eeeeff\n" }
      for (x, cell) in zip([60.0, 190, 310], cells) { text += "\(x) \(y) 10 - \(cell)\n" }
    }
    let tables = found(text)
    #expect(tables.count == 1)
    #expect(tables.first.map(drawn)?.suffix(4) == body.map { $0.prefix(3).joined(separator: "|") }[...])
  }

  /// Two columns under shaded heads, sentences in the second: names and what they mean. Without shading it is text beside a margin.
  @Test func sentencesBesideNamesUnderShadedHeadsAreATable() {
    let sentences = [
      ("Vado", "El paso de piedras que la cuadrilla pone cada otoño"), ("Muro", "Lo que queda en pie de la cerca vieja del prado"),
      ("Pozo", "El hoyo de donde beben las bestias en los meses secos"), ("Era", "El llano en que se trilla y se avienta lo segado"),
    ]
    func page(_ shading: String) -> String {
      "page 500 400\n" + shading
        + rows([["Nombre", "Sentido"]] + sentences.map { [$0.0, $0.1] }, at: [60, 160], from: 114, step: 16)
    }
    #expect(found(page("fill 50 102 450 118 ccddee\n")).map(\.rows) == [5])
    #expect(found(page("")).isEmpty)
  }

  /// Captions on one line over tables side by side, whose rules stand at one height: two tables, each with its own.
  @Test func captionsSideBySideNameTablesSideBySide() throws {
    var text = "page 500 400\n" + lines(50, 50, "La cuadrilla volvió a la ribera en cuanto bajaron las aguas y puso", "las piedras.")
    text += "50 90 10 - Cuadro 3. Vados del valle\n250 90 10 - Cuadro 4. Muros del valle\n"
    for (left, names) in [(50.0, ["Norte", "Sur", "Este"]), (250, ["Hondo", "Pardo", "Seco", "Viejo"])] {
      text += [100.0, 118].map { "rule \(left) \($0) \(left + 185) \($0)\n" }.joined()
      text += rows(
        [["Aldea", "2021", "2022"]] + names.map { [$0, "312", "245"] }, at: [left + 4, left + 120, left + 180], from: 112, right: [1, 2])
      text += "rule \(left) \(118 + 16 * names.count) \(left + 185) \(118 + 16 * names.count)\n"
    }
    let tables = read(text + lines(50, 260, "Después de la crecida no quedó en pie más que el muro del", "molino.")).tables
    #expect(tables.map(\.rows) == [4, 5])
    #expect(tables.map(\.caption) == ["Vados del valle", "Muros del valle"])
  }

  /// Days from and to, one under another, are heads, though they are numbers in two lines.
  @Test func datesUnderOneAnotherAreOneHead() throws {
    let text =
      "page 500 400\n" + [86.0, 116, 186].map { "rule 50 \($0) 440 \($0)\n" }.joined()
      + rows(
        [["", "05/04/2021-", "12/04/2021-", "19/04/2021-"], ["Obra", "11/04/2021", "18/04/2021", "25/04/2021"]], at: [60, 180, 270, 360],
        from: 98, step: 12)
      + rows((0..<4).map { ["Vado \($0)", "4\($0)", "5\($0)", "6\($0)"] }, at: [60, 190, 280, 370], from: 130)
    let table = try #require(found(text).first)
    #expect(table.rows == 5 && table.headerRows == 1)
  }

  @Test func numberedEquationsAreNoTable() {
    let lines = [["a", "= b + 2 c", "(1)"], ["b", "= 4 d - a", "(2)"], ["c", "= a - 2 d", "(3)"], ["d", "= b - 7 c", "(4)"]]
    #expect(found("page 500 400\n" + rows(lines, at: [80, 120, 400], step: 24)).isEmpty)
  }
}
