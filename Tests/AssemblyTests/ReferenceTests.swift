import Model
import Testing

@testable import Assembly
@testable import Layout
@testable import Structure
@testable import Text

/// Reference lists of works that do not exist.
struct ReferenceTests {
  private func read(_ rows: String) -> [(String, String?)] {
    let words =
      typedSettings.vocabularies + [StructureWords(language: "en", lists: [("references", ["references"]), ("heading-titles", ["annex"])])]
    var facts = DocumentFacts(source: Source(file: "a", sha256: "", bytes: 0, mediaType: "application/pdf"))
    facts.pageCount = 1
    let document = segment([typedPage(rows)], facts: facts, settings: SegmentSettings(vocabularies: words))
    return document.blocks.filter { $0.type == .reference }.map { ($0.text, $0.marker) }
  }

  @Test func numberedEntriesAreNoNotes() {
    let found = read(
      """
      72,80 10 The fords were measured twice^1^ in the year, as the agency asks for.
      72,110 12b References
      72,130 9 1. Adair, P. On the fords of the upper valley and their keepers. Hoz: Agency of Roads;
      72,141 9 2011.
      72,152 9 2. Brandt, L. & Coe, R. Bridges of wood. J. Roads. 2014; 3: 5-9.
      72,163 9 3. Agency of Roads. Yearbook. Hoz; 2019.
      72,200 12b Annex
      72,220 10 What follows is a list of the boats that were seen on the river in May.
      """)
    #expect(found.map(\.1) == ["1.", "2.", "3."])
    #expect(
      found.map(\.0) == [
        "Adair, P. On the fords of the upper valley and their keepers. Hoz: Agency of Roads; 2011.",
        "Brandt, L. & Coe, R. Bridges of wood. J. Roads. 2014; 3: 5-9.", "Agency of Roads. Yearbook. Hoz; 2019.",
      ])
  }

  /// Books of a course: its next course follows, and the one after.
  @Test func anItemThatNamesItsBooksOpensNoList() {
    let found = read(
      """
      72,80 10 – References:
      90,94 10 1. Adair, P. On the fords of the upper valley. Hoz; 2011.
      90,108 10 2. Brandt, L. & Coe, R. Bridges of wood. J. Roads. 2014; 3: 5-9.
      72,122 10 – Further reading:
      90,136 10 1. Agency of Roads. Yearbook. Hoz; 2019.
      """)
    #expect(found.isEmpty)
  }

  @Test(arguments: ["5. References", "5- References", "VI. References", "VI – References", "B) References"])
  func hangingEntriesBeginAtTheEdge(title: String) {
    let found = read(
      """
      72,110 12b \(title)
      72,130 10 Adair, P. (2011). On the fords of the upper valley and their keepers. Journal of
      90,143 10 Roads, 3(2), 5-19.
      72,156 10 Brandt, L. (2014). Bridges of wood in wet climates, with a note on the larch. Hoz:
      90,169 10 Agency of Roads.
      """)
    #expect(found.map(\.0.count).count == 2)
    #expect(found.last?.0.hasSuffix("Hoz: Agency of Roads.") == true)
  }

  /// A title alone makes no list: these are sentences.
  @Test func sentencesUnderTheTitleAreNone() {
    #expect(
      read(
        """
        72,110 12b References
        72,130 10 Whoever wants to read more asks at the desk of the library, which is open in winter.
        72,143 10 The keeper of the ford knows the rest and is glad of company.
        """
      ).isEmpty)
  }

  /// A page whose order went astray: the foot of the left column comes between the entries of the right one, and is none of them.
  @Test func theColumnBeforeIsNoPartOfTheList() {
    let left = Box(x0: 40, y0: 40, x1: 290, y1: 700)
    let right = Box(x0: 310, y0: 40, x1: 560, y1: 700)
    let rows: [(text: String, y: Double, column: Box)] = [
      ("References", 60, right), ("1. Adair, P. On the fords of the upper valley. 2011.", 80, right),
      ("The keepers of the fords meet in May and in October.", 400, left), ("2. Brandt, L. Bridges of wood. 2014.", 100, right),
    ]
    var flow = Flow(pages: [Page(number: 1, shownWidth: 612, shownHeight: 792)])
    for row in rows {
      let line = typedLine(row.text, x: row.column.x0, y: row.y, size: 9)
      let ends = (line.words.first?.box ?? row.column, line.words.last?.box ?? row.column)
      let box = Box(x0: ends.0.x0, y0: ends.0.y0, x1: ends.1.x1, y1: ends.1.y1)
      flow.items.append(.line(FlowLine(page: 0, words: line.words, box: box, baseline: row.y, size: 9, column: row.column)))
    }
    let words = [StructureWords(language: "en", lists: [("references", ["references"])])]
    flow.take(referenceMarks(of: flow, settings: SegmentSettings(vocabularies: words)))
    #expect(flow.items.indices.map { flow.line(at: $0)?.role } == [.text, .reference, .text, .reference])
  }
}
