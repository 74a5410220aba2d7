import Model
import Testing

@testable import Assembly
@testable import Layout
@testable import Objects
@testable import Structure
@testable import Text

/// What people said of headings, tables, cells and the title has the last word, fits by printed lines, and says what became of it.
@Suite struct CorrectionTests {
  private static let body = [
    "El consejo de los puertos se reunió en la capital durante", "tres semanas sin llegar a un acuerdo sobre las tarifas ni",
    "sobre los plazos.",
  ]

  private func section(_ y: Double, _ head: String, size: Double = 14, style: String = "b") -> String {
    "40 \(y) \(size) \(style) \(head)\n" + lines(40, y + 22, Self.body[0], Self.body[1], Self.body[2])
  }

  private var report: String {
    "page 400 600\n" + section(50, "Las obras del muelle") + section(140, "Las tarifas")
      + section(230, "Una nota suelta", size: 10, style: "-")
  }

  private func read(_ text: String, _ said: [Correction]) -> (document: Document, outcomes: [Correction.Outcome]) {
    var corrections = Corrections(said)
    var trace: HeadingTrace?
    let facts = DocumentFacts(source: Source(file: "a.pdf", sha256: "", bytes: 0, mediaType: "application/pdf"))
    var steps: StepTrace?
    let document = segment(
      pages(text), facts: facts, settings: fixtureSettings, corrections: &corrections, trace: &trace, steps: &steps)
    return (document, corrections.results.map(\.outcome))
  }

  private func place(_ document: Document, _ text: String) throws -> Correction.Place {
    let block = try #require(document.blocks.first { $0.text.hasPrefix(text) })
    let box = block.spans.map(\.box).reduce(block.spans[0].box) { $0.union($1) }
    return Correction.Place(page: block.page, box: box, text: block.text)
  }

  @Test func aHeadingThatIsNoneIsText() throws {
    let before = read(report, []).document
    #expect(before.sections.map(\.title) == ["Las obras del muelle", "Las tarifas"])
    let said = Correction(.heading, at: try place(before, "Las tarifas"), says: "no")
    let after = read(report, [said])
    #expect(after.outcomes == [.applied])
    #expect(after.document.sections.map(\.title) == ["Las obras del muelle"])
    #expect(outline(after.document).contains { $0.hasPrefix("paragraph: Las tarifas") })
  }

  @Test func textBecomesAHeadingOfALevel() throws {
    let before = read(report, []).document
    let lines = before.blocks.filter { $0.text.hasPrefix("Una nota suelta") }
    let first = try #require(lines.first?.spans.first)
    // The rules may have joined it with what follows: the line alone is marked.
    let said = Correction(.heading, at: Correction.Place(page: 1, box: first.box, text: "Una nota suelta"), says: "2")
    let after = read(report, [said])
    #expect(after.outcomes == [.applied])
    #expect(after.document.sections.map(\.title) == ["Las obras del muelle", "Las tarifas", "Una nota suelta"])
    #expect(after.document.sections.last?.level == 2 && after.document.sections.last?.parent == "s2")
    #expect(after.document.blocks.contains { $0.type == .paragraph && $0.text.hasPrefix("El consejo") && $0.section == "s3" })
  }

  @Test func whereTheRulesAgreeNothingChanges() throws {
    let before = read(report, []).document
    let after = read(report, [Correction(.heading, at: try place(before, "Las tarifas"), says: "1")])
    #expect(after.outcomes == [.agrees])
    #expect(outline(after.document) == outline(before))
  }

  @Test func whatIsNoLongerThereDoesNotFit() throws {
    let before = read(report, []).document
    var gone = try place(before, "Las tarifas")
    gone.text = "Los salarios"
    var elsewhere = try place(before, "Las tarifas")
    elsewhere.page = 7
    let after = read(report, [Correction(.heading, at: gone, says: "no"), Correction(.title, at: elsewhere, says: "Obras")])
    #expect(after.outcomes == [.unfit, .unfit])
    #expect(outline(after.document) == outline(before))
    var corrections = Corrections([Correction(.heading, at: gone, says: "no")])
    #expect(corrections.findings.map(\.code) == ["correction-unfit"])
    corrections.settle(0, .applied)
    #expect(corrections.findings.isEmpty)
  }

  @Test func theTitleIsWhatIsSaid() throws {
    let before = read(report, []).document
    let after = read(report, [Correction(.title, at: try place(before, "Las tarifas"), says: "Las tarifas")])
    #expect(after.document.metadata.title == "Las tarifas")
    #expect(after.outcomes == [before.metadata.title == "Las tarifas" ? .agrees : .applied])
  }

  /// A drawn table of two columns at `y`, one row a pair.
  private func table(_ y: Double, _ rows: [(String, String)]) -> String {
    var out = ""
    for index in 0...rows.count { out += "rule 50 \(y + Double(index) * 20) 350 \(y + Double(index) * 20)\n" }
    for x in [50, 200, 350] { out += "rule \(x) \(y) \(x) \(y + Double(rows.count) * 20)\n" }
    for (index, row) in rows.enumerated() {
      out += "60 \(y + 14 + Double(index) * 20) 9 - \(row.0)\n210 \(y + 14 + Double(index) * 20) 9 - \(row.1)\n"
    }
    return out
  }

  private var tables: String {
    "page 400 600\n" + lines(40, 60, Self.body[0], Self.body[1], Self.body[2])
      + table(120, [("Puerto", "Buques"), ("Ancla", "12"), ("Boya", "30")])
      + lines(40, 230, Self.body[0], Self.body[1], Self.body[2]) + "page 400 600\n"
      + lines(40, 60, Self.body[0], Self.body[1], Self.body[2])
      + table(120, [("Faro", "8"), ("Dique", "5"), ("Total", "13")])
  }

  private func place(of table: Table, in document: Document) throws -> Correction.Place {
    let block = try #require(document.blocks.first { $0.id == table.block })
    return Correction.Place(
      page: block.page, box: try #require(block.spans.first?.box), text: table.cells.first { !$0.text.isEmpty }?.text ?? "")
  }

  @Test func twoTablesAreOne() throws {
    let before = read(tables, []).document
    try #require(before.tables.count == 2)
    let said = Correction(
      .table, at: try place(of: before.tables[0], in: before), says: "joined", with: try place(of: before.tables[1], in: before))
    let after = read(tables, [said])
    #expect(after.outcomes == [.applied])
    #expect(after.document.tables.count == 1)
    #expect(after.document.tables[0].pages == [1, 2])
    #expect(after.document.tables[0].rows == 6)
  }

  @Test func rowsOfHeadsEndWhereItIsSaid() throws {
    let before = read(tables, []).document
    let cell = try #require(before.tables[0].cells.first { $0.text == "12" })
    let spot = Correction.Place(page: cell.page, box: cell.box, text: cell.text)
    let after = read(tables, [Correction(.header, at: spot, says: "yes")])
    #expect(after.outcomes == [.applied])
    #expect(after.document.tables[0].headerRows == 2)
    #expect(after.document.tables[0].cells.filter { $0.header }.map(\.text) == ["Puerto", "Buques", "Ancla", "12"])
    let back = read(tables, [Correction(.header, at: spot, says: "no")])
    #expect(back.outcomes == [.agrees])
  }

  @Test func theValueOfACellIsWhatIsSaid() throws {
    let before = read(tables, []).document
    let cell = try #require(before.tables[1].cells.first { $0.text == "8" })
    let spot = Correction.Place(page: cell.page, box: cell.box, text: cell.text)
    let after = read(tables, [Correction(.cell, at: spot, type: "number", value: ["number": "80", "unit": "t"])])
    #expect(after.outcomes == [.applied])
    let value = after.document.tables[1].cells.first { $0.text == "8" }?.value
    #expect(value?.number == "80" && value?.unit == "t")
    let missing = read(tables, [Correction(.cell, at: spot, type: "missing", value: nil)])
    #expect(missing.document.tables[1].cells.first { $0.text == "8" }?.value == nil)
  }
}
