import Model
import Testing

@testable import Assembly
@testable import Layout
@testable import Objects
@testable import Structure
@testable import Text

/// What `foja explain` is told: what made lines furniture, what was looked at as a table and why, and why no heading was made of a line.
@Suite struct TraceTests {
  private func traced(_ text: String) throws -> (headings: HeadingTrace, steps: StepTrace) {
    var corrections = Corrections([])
    var trace: HeadingTrace? = HeadingTrace()
    let facts = DocumentFacts(source: Source(file: "a.pdf", sha256: "", bytes: 0, mediaType: "application/pdf"))
    var steps: StepTrace? = StepTrace()
    _ = segment(pages(text), facts: facts, settings: fixtureSettings, corrections: &corrections, trace: &trace, steps: &steps)
    return (try #require(trace), try #require(steps))
  }

  private func paragraph(_ page: Int, _ y: Double) -> String {
    let months = ["enero", "marzo", "junio", "agosto"]
    return lines(
      60, y, "En \(months[page - 1]) los remolcadores esperaban a los buques que",
      "traían \(months[4 - page]) la sal y la lana a los muelles del sur",
      "hasta que el viento de \(months[page - 1]) abría la barra.")
  }

  @Test func furnitureNamesItsBand() throws {
    var text = ""
    for page in 1...4 {
      text += "page 400 600\n60 40 8 i Memoria de los muelles\n330 570 8 - \(page + 10)\n" + paragraph(page, 100)
    }
    let furniture = try traced(text).steps.lines.filter { $0.step == "furniture" }
    let heads = furniture.filter { $0.text == "Memoria de los muelles" }
    #expect(heads.count == 4)
    #expect(heads.allSatisfy { $0.by == "band" })
    let measured = try #require(heads.first?.measured)
    #expect(measured.contains { $0.name == "edge" && $0.value == "top" })
    #expect(measured.contains { $0.name == "pages-repeating" && $0.value == "4" })
    #expect(furniture.filter { $0.text == "12" }.map(\.by) == ["folio"])
  }

  @Test func candidatesSayWhatWasMeasuredAndWhatLost() throws {
    let text = """
      page 400 300
      rule 50 50 350 50
      rule 50 70 350 70
      rule 50 90 350 90
      rule 50 110 350 110
      rule 50 50 50 110
      rule 200 50 200 110
      rule 350 50 350 110
      60 64 10 - Muelle
      220 64 10 - Buques
      60 84 10 - Norte
      220 84 10 - 12
      60 104 10 - Sur
      220 104 10 - 15
      rule 50 200 350 200
      rule 50 220 350 220
      rule 50 200 50 220
      rule 200 200 200 220
      rule 350 200 350 220
      60 214 10 - Sello
      220 214 10 - Firma
      """
    let found = try traced(text).steps.candidates
    let taken = try #require(found.first { $0.reason == nil })
    #expect(taken.kind == "ruled")
    #expect(taken.by == "drawn")
    #expect([taken.rows, taken.columns] == [3, 2])
    #expect(taken.measured.contains { $0.name == "cells-filled" && $0.value == "6 / 6" })
    #expect(taken.measured.contains { $0.name == "cells-of-values" && $0.value == "2 / 3" })
    #expect(found.contains { $0.reason == "one-row" && $0.box.y0 > 150 })
  }

  @Test func whatNoWeightCanMakeAHeadingSaysWhy() throws {
    let items = (1...4).map { "60 \(200 + 14 * $0) 10 - \($0). Revisar las boyas;\n" }.joined()
    let entries = try traced("page 400 600\n60 60 14 b Los muelles\n" + paragraph(1, 90) + items).headings.entries
    #expect(entries.first { $0.text.hasPrefix("Los muelles") }?.barred == nil)
    let item = try #require(entries.first { $0.text.contains("Revisar") })
    #expect(item.barred == "item")
    #expect(!item.taken)
    #expect(!item.values.isEmpty)
    #expect(item.lines.count >= 1)
  }
}
