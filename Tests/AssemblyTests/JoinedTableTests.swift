import Model
import Testing

@testable import Assembly
@testable import Layout
@testable import Objects
@testable import Structure
@testable import Text

/// Tables over pages: what may stand between their parts, and what parts them.
@Suite struct JoinedTableTests: TypedTables {
  /// Tables of typed pages joined; what is in none of them stands around them as lines.
  func joined(_ text: String) -> [Table] {
    let made = pages(text)
    let found = findTables(made, leavingOut: made.map { $0.lines.map { _ in false } }, settings: settings)
    var flow = Flow(pages: made)
    for (index, page) in made.enumerated() {
      var items: [FlowItem] = found[index].map { .table($0) }
      for (place, line) in page.lines.enumerated() where !found[index].contains(where: { $0.lines.contains(place) }) {
        items.append(
          .line(FlowLine(page: index, words: line.words, box: line.box, baseline: line.baseline, size: line.size, column: line.box)))
      }
      flow.items += items.sorted { $0.box.y0 < $1.box.y0 }
    }
    var corrections = Corrections([])
    return joinTables(flow, corrections: &corrections, settings: settings).map(\.table)
  }

  /// Three columns in drawn cells at the foot of a page, and two more rows at the head of the next.
  func pieces(foot: String = "", head: String = "") -> String {
    let xs = [50.0, 150, 250, 350]
    let first = [["Obra", "Lugar", "Coste"], ["Vado", "Norte", "112"], ["Muro", "Sur", "98"]]
    return "page 400 400\n" + head + grid(xs, [250, 270, 290, 310]) + rows(first, at: [60, 160, 260], from: 264, step: 20) + foot
      + "page 400 400\n" + head + grid(xs, [60, 80, 100])
      + rows([["Pozo", "Este", "71"], ["Era", "Oeste", "64"]], at: [60, 160, 260], from: 74, step: 20)
  }

  @Test func aLineThatStandsOnBothPagesPartsNoTable() {
    let head = "200 30 10 b DE LOS CAMINOS\n"
    #expect(joined(pieces(head: head)).map(\.rows) == [5])
    #expect(
      joined(
        pieces().replacing(
          "page 400 400\n" + grid([50.0, 150, 250, 350], [60, 80, 100]),
          with: "page 400 400\n" + head + grid([50.0, 150, 250, 350], [60, 80, 100]))
      ).map(\.rows) == [3, 2])
  }

  @Test func notesAtThePagesFootPartNoTable() {
    let notes = "60 340 7 - 1 Según la ordenanza de los caminos.\n60 349 7 - La cuenta se cierra en abril.\n"
    #expect(joined(pieces(foot: notes)).map(\.rows) == [5])
    #expect(joined(pieces(foot: "60 340 10 - Las obras acaban en abril.\n")).map(\.rows) == [3, 2])
    #expect(joined(pieces(foot: "60 340 7 - Las obras acaban en abril.\n")).map(\.rows) == [3, 2])
  }

  /// A table over three pages: its note stands below its source and a sentence, and the page on which it begins is two away.
  @Test(arguments: [true, false]) func aNoteThatACellCallsIsTheTablesWhereverItBegan(called: Bool) throws {
    let (xs, ys) = ([50.0, 150, 250, 350], (0...14).map { 60 + Double($0) * 20 })
    let heads = "page 400 400\n" + lines(50, 40, "Las obras del valle y de la ribera se cuentan en abril de cada año.")
    let text =
      pieces().replacing("page 400 400\n" + grid(xs, [60, 80, 100]), with: "page 400 400\n" + grid(xs, ys))
      + rows((0..<12).map { ["Era \($0)", "Oeste", "1\($0)4"] }, at: [60, 160, 260], from: 114, step: 20)
      + "page 400 400\n" + grid(xs, [60, 80, 100])
      + rows([["Horno", called ? "Sur*" : "Sur", "83"], ["Lago", "Norte", "29"]], at: [60, 160, 260], from: 74, step: 20)
      + "50 112 8 - Fuente: junta del valle.\n50 126 7 - Se cuentan las obras que duran más de un día.\n50 138 8 - *Con las casas de los guardas.\n"
    let table = try #require(read(heads + text).tables.first)
    #expect(table.pages == [2, 3, 4])
    #expect(table.notes.map(\.text) == (called ? ["Con las casas de los guardas."] : []))
  }

  /// The last row alone overleaf, in drawn cells of which one has several lines.
  @Test func oneDrawnRowOverleafKeepsAllLinesOfItsCells() {
    let rest =
      grid([50, 150, 350], [60, 110])
      + "60 74 10 - Quien cuida\n160 74 10 - Nombre: Ana\n160 86 10 - Cargo: guarda\n160 98 10 - Valle: alto\n"
    let first = [["Obra", "Lugar"], ["Vado", "Norte"], ["Muro", "Sur"], ["Pozo", "Este"]]
    let text =
      "page 400 400\n" + grid([50, 150, 350], [290, 310, 330, 350, 370]) + rows(first, at: [60, 160], from: 304, step: 20)
      + "page 400 400\n" + rest
    #expect(joined(text).map(drawn).first?.last == "Quien cuida|Nombre: Ana Cargo: guarda Valle: alto")
  }

  /// Rows without rules or heads: the border between labels and numbers moves with the longest label, what is in line stays.
  @Test func columnsInLineAreOneTable() {
    func list(_ names: [String], from y: Double) -> String {
      rows(names.enumerated().map { [$1, "\(93 - 7 * $0)"] }, at: [60, 390], from: y, step: 14, right: [1])
    }
    let short = ["Vado", "Muro", "Pozo", "Era", "Vega", "Soto", "Prado"]
    let long = short.map { "\($0) de la ribera alta y de los molinos viejos" }
    let text = "page 400 400\n" + list(short, from: 284) + "page 400 400\n" + list(long, from: 40)
    #expect(joined(text).map(\.rows) == [14])
    let moved =
      "page 400 400\n" + list(short, from: 284) + "page 400 400\n"
      + rows(long.enumerated().map { [$1, "\(93 - 7 * $0)"] }, at: [60, 340], from: 40, step: 14, right: [1])
    #expect(joined(moved).map(\.rows) == [7, 7])
  }

  /// A folio and a line set upright in the margin stand beside the table, wherever they come in reading order.
  @Test func whatStandsInTheMarginPartsNoTable() {
    #expect(joined(pieces(foot: "20 300 10 - 47\n")).map(\.rows) == [5])
    #expect(joined(pieces(foot: "60 340 10 - 47\n")).map(\.rows) == [3, 2])
  }

  @Test func aDashMayStandBeforeTheWordThatSaysItGoesOn() {
    let words = SegmentSettings(vocabularies: [StructureWords(language: "es", lists: [("continued", ["continuación"])])]).captionWords
    #expect(words.isContinued(folded("—Continuación")))
    #expect(!words.isContinued(folded("Obras—Continuación")))
  }
}
