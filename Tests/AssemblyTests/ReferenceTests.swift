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

  @Test func hangingEntriesBeginAtTheEdge() {
    let found = read(
      """
      72,110 12b 5. References
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
}
