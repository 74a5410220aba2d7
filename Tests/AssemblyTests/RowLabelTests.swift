import Model
import Testing

@testable import Assembly
@testable import Layout
@testable import Objects
@testable import Structure
@testable import Text

/// Labels that stand outside of what is drawn around the numbers, or a little above or below them.
@Suite struct RowLabelTests: TypedTables {
  let names = ["Vado hondo", "Vado seco", "Ribera", "Molino", "Puente", "Era alta"]

  /// Rows of numbers, each on shading that begins right of the labels.
  func shaded(_ labels: [String], offBy off: Double = 0) -> String {
    var text = "page 500 400\n"
    for (row, label) in labels.enumerated() {
      let y = 100 + 16 * Double(row)
      if row % 2 == 0 { text += "fill 200 \(y - 11) 420 \(y + 5) dddddd\n" }
      text += "60 \(y + off) 10 - \(label)\n"
      for (column, x) in [250.0, 330, 410].enumerated() { text += "\(x - 15) \(y) 10 - \(1 + column)\(row)7\n" }
    }
    return text
  }

  @Test func labelsLeftOfTheShadingAreTheStub() throws {
    let table = try #require(found(shaded(names)).first)
    #expect(drawn(table).first == "Vado hondo|107|207|307")
    #expect(drawn(table).last == "Era alta|157|257|357")
  }

  @Test func labelsALittleBelowTheirNumbersAreOfTheirRow() throws {
    for off in [-5.0, 5, 6] {
      let table = try #require(found(shaded(names, offBy: off)).first)
      #expect(table.rows == 6)
      #expect(drawn(table).first == "Vado hondo|107|207|307")
    }
  }

  /// Numbers between the two lines of their labels have a line above and one below.
  @Test func numbersInTheMiddleOfTwoLinesStayThere() {
    var page = Page(number: 1, shownWidth: 500, shownHeight: 400)
    for row in 0..<5 {
      let y = 100 + 30 * Double(row)
      page.lines.append(typedLine("Obras del vado", x: 60, y: y - 6, size: 10))
      page.lines.append(typedLine("y del camino", x: 60, y: y + 6, size: 10))
      for x in [250.0, 330] { page.lines.append(typedLine("1\(row)2", x: x, y: y, size: 10)) }
    }
    let words = tablePage(page, leavingOut: [], settings: settings.tables)
    #expect(words.fragments.map(\.baseline).sorted() == page.lines.map(\.baseline).sorted())
  }

  /// A text beside the numbers does not answer their rows.
  @Test func textBesideShadingIsNoStub() throws {
    let text = shaded(["", "", "", "", "", ""]) + (0..<4).map { "60 \(104 + 13 * $0) 10 - La barca del molino cruza\n" }.joined()
    #expect(found(text).allSatisfy { $0.columns == 3 })
  }

  /// A few rows of a long column fall by one step by chance.
  @Test func aColumnThatGoesOnIsNoScale() {
    var page = Page(number: 1, shownWidth: 400, shownHeight: 500)
    for (row, number) in [97, 90, 84, 71, 70, 69, 68, 67, 53, 40, 39, 22].enumerated() {
      let y = 100 + 14 * Double(row)
      page.lines.append(typedLine("Aldea", x: 60, y: y, size: 8))
      page.lines.append(typedLine("\(number)", x: 290, y: y, size: 8))
      page.rulings.append(Ruling(box: Box(x0: 60, y0: y + 3, x1: 300, y1: y + 3), horizontal: true, thickness: 1))
    }
    #expect(chartPlots(on: page).isEmpty)
  }
}
