import Model
import Testing

@testable import Assembly
@testable import Layout
@testable import Objects
@testable import Structure
@testable import Text

/// Small tables one under another, each with its title and heads: what reports of counts and of accounts print by the dozen.
@Suite struct TableStackTests: TypedTables {
  /// Rows that a rule closes one by one under heads that nothing parts from the first.
  func counted(_ names: [String], from y: Double) -> String {
    let right: Set<Int> = [1, 2, 3]
    var text = rows([["", "TODOS", "PLAZA", "CORREO"]], at: [50, 220, 290, 360], from: y - 14, right: right)
    text += rows(names.enumerated().map { [$1, "\($0 + 3)12", "\($0 + 2)08", "104"] }, at: [50, 215, 285, 355], from: y, right: right)
    for row in names.indices { text += "rule 50 \(y + 4 + 16 * Double(row)) 356 \(y + 4 + 16 * Double(row))\n" }
    return text
  }

  @Test func headsUnderATitleBeginATableThoughRulesGoOn() {
    let text =
      "page 500 500\n50 60 11 b Concejo del valle\n" + counted(["Norte", "Sur", "Suma"], from: 92) + "50 150 11 b Concejo del monte\n"
      + "50 162 8 - Una plaza\n" + counted(["Este", "Suma"], from: 192)
    #expect(
      found(text).map(drawn) == [
        ["|TODOS|PLAZA|CORREO", "Norte|312|208|104", "Sur|412|308|104", "Suma|512|408|104"],
        ["|TODOS|PLAZA|CORREO", "Este|312|208|104", "Suma|412|308|104"],
      ])
  }

  /// A head shaded cell by cell over the numbers, and rules under rows that reach over their labels.
  func shaded(_ names: [String], from y: Double, corner: String) -> String {
    var text = ""
    for x in [200.0, 260, 320] { text += "fill \(x) \(y) \(x + 60) \(y + 24)\n" }
    text += corner + rows([["Todos", "Plaza", "Correo"]], at: [215, 275, 335], from: y + 14)
    for (row, name) in names.enumerated() {
      let base = y + 38 + 18 * Double(row)
      text +=
        "20 \(base) 8 - \(name)\n" + [240.0, 300, 360].map { "\($0) \(base) 8 - 1\(row)\n" }.joined()
        + "rule 20 \(base + 5) 380 \(base + 5)\n"
    }
    return text
  }

  @Test func labelsUnderTheBlankCornerOfAShadedHeadAreTheStub() throws {
    let table = try #require(found("page 500 400\n" + shaded(["Norte", "Sur", "Este"], from: 60, corner: "")).first)
    #expect(drawn(table) == ["|Todos|Plaza|Correo", "Norte|10|10|10", "Sur|11|11|11", "Este|12|12|12"])
  }

  @Test func aSectionsBarAndALargerTitleStandOutsideOfTables() {
    let bar = "fill 20 40 480 58\n24 53 10 b CUENTAS\n"
    let text =
      "page 500 500\n" + bar + shaded(["Norte", "Sur", "Este"], from: 60, corner: "") + "20 170 12 b MONTE\n20 184 9 - Una plaza\n"
      + shaded(["Oeste", "Suma"], from: 190, corner: "")
    #expect(found(text).map { drawn($0).first } == ["|Todos|Plaza|Correo", "|Todos|Plaza|Correo"])
    #expect(found(text).map(\.rows) == [4, 3])
  }

  @Test func roundedCornersOfShadedCellsAreNoDrawing() throws {
    var made = pages("page 500 400\n" + shaded(["Norte", "Sur", "Este"], from: 60, corner: ""))
    made[0].drawings.append(Drawing(box: Box(x0: 20, y0: 60, x1: 200, y1: 84), stroked: true, filled: true, curved: true))
    #expect(tables(in: made, settings: settings).map(\.rows) == [4])
    made[0].drawings[0].box = Box(x0: 20, y0: 90, x1: 200, y1: 140)
    #expect(tables(in: made, settings: settings).isEmpty)
  }
}
