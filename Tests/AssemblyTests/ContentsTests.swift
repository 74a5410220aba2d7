import Model
import Testing

@testable import Assembly
@testable import Layout
@testable import Structure

/// Printed tables of contents: entries are blocks of their own that point to the sections they name.
@Suite struct ContentsTests {
  private static let titles = ["Faros del norte", "Torreros y ayudantes", "Luces de niebla", "Tarifas del puerto", "Obras del muelle"]

  private func body(_ y: Double) -> String {
    lines(
      40, y, "Los faros del golfo se encienden cada tarde a la misma hora, salvo",
      "los días de niebla, en los que el torrero decide si la luz se",
      "mantiene hasta el mediodía.")
  }

  private func document(_ entry: (String, Int) -> String) -> Document {
    var text = "page 400 600\n"
    for (index, title) in Self.titles.enumerated() { text += "40 \(60 + index * 16) 10 - \(entry(title, index + 2))\n" }
    for title in Self.titles { text += "page 400 600\n40 60 14 b \(title)\n" + body(90) + body(140) }
    return read(text)
  }

  @Test func titlesThatComeAgainTellAListWithoutLeaders() {
    let document = document { "\($0) \($1)" }
    #expect(document.blocks.filter { $0.type == .contents }.map(\.target) == document.sections.map(\.id))
    #expect(document.sections.map(\.title) == Self.titles)
  }

  /// The page stands over its title, or under it.
  @Test(arguments: [true, false]) func numbersOnLinesOfTheirOwnBelongToTheirTitles(over: Bool) {
    var text = "page 400 600\n"
    for (index, title) in Self.titles.enumerated() {
      let y = 60 + index * 40
      text += over ? "40 \(y) 14 b \(index + 2)\n40 \(y + 14) 10 - \(title)\n" : "40 \(y) 10 - \(title)\n40 \(y + 14) 14 b \(index + 2)\n"
    }
    for title in Self.titles { text += "page 400 600\n40 60 14 b \(title)\n" + body(90) + body(140) }
    let document = read(text)
    #expect(document.blocks.filter { $0.type == .contents }.count == Self.titles.count)
    #expect(document.sections.map(\.title) == Self.titles)
  }

  @Test func linesThatEndInNumbersAreNoContentsByThemselves() {
    var text = "page 400 600\n"
    for (index, line) in ["Mareas de enero 14", "Mareas de abril 9", "Mareas de julio 22", "Mareas de agosto 4", "Mareas de octubre 31"]
      .enumerated()
    {
      text += "40 \(60 + index * 16) 10 - \(line)\n"
    }
    #expect(read(text + body(200)).blocks.filter { $0.type == .contents }.isEmpty)
  }
}
