package import Model
import Text
package import Layout
import Objects
import Structure

/// Pages with their lines in reading order and what stands apart from them, before any line has its role.
package struct LaidOut {
  package var flow: Flow
  let furniture: Furniture
  /// By page.
  let glossaries: [[PageGlossary]]
  /// For each page the lines that are entries of a printed table of contents.
  let contents: [Set<Int>]
  /// What was odd about its letters.
  let findings: [Finding]
}

/// What a page holds is taken in the order in which it can be known: what a step takes, the next ones leave alone.
///
/// 1. Furniture (running heads, folios) by repetition over the pages: ``findFurniture(_:facts:tables:settings:seen:)``.
/// 2. On each page lists of terms, then figures (a chart's grid looks like a table), then tables, out of what is left.
/// 3. Reading order of the rest: ``Flow``.
///
/// `steps` and `seen` hear of it, as in ``segment(_:facts:settings:corrections:trace:steps:seen:)``.
package func layOut(
  _ pages: [Page], facts: DocumentFacts, settings: SegmentSettings, steps: inout StepTrace?, seen: (_ stage: String, Any) -> Void
) -> LaidOut {
  let isText = facts.source.mediaType == "text/plain"
  var pages = pages
  let restored = isText ? [] : restoreLetters(on: &pages, settings: settings)
  pages = isText ? textBornPages(pages, settings: settings) : pages.map { withRaisedMarks($0) }
  // A list of contents has all that makes a table but what its titles do.
  let contents = isText ? [] : joinContents(&pages, settings: settings)
  // Tables in drawn cells are beyond doubt: their words are no furniture, and no labels of a chart near by.
  let sure = isText ? SureTables(pages) : sureTables(pages, settings: settings)
  let furniture = sparingCaptions(
    findFurniture(pages, facts: facts, tables: sure.tables, settings: settings) {
      steps?.noteFurniture($0, $1, bands: $2, pages: pages)
    }, pages: pages, settings: settings)
  var apart = furniture.lines
  // Tables that the file states are beyond doubt; on a page that states its structure no others are looked for.
  let stated = pages.enumerated().map { statedTables($1, index: $0) }
  for (index, tables) in stated.enumerated() { for table in tables { for line in table.lines { apart[index][line] = true } } }
  for (index, lines) in contents.enumerated() { for line in lines { apart[index][line] = true } }
  let glossaries = findGlossaries(pages, leavingOut: apart, settings: settings)
  for (index, found) in glossaries.enumerated() { for glossary in found { for line in glossary.lines { apart[index][line] = true } } }
  var apartFromFigures = apart
  for (index, tables) in sure.tables.enumerated() { for line in tables.joined() { apartFromFigures[index][line] = true } }
  var figures = findFigures(pages, leavingOut: apartFromFigures, settings: settings)
  for (index, found) in figures.enumerated() { for figure in found { for line in figure.lines { apart[index][line] = true } } }
  let tables =
    isText
    ? textBornTables(pages, leavingOut: &apart, settings: settings)
    : findTables(pages, leavingOut: withoutStated(apart, pages), prepared: sure.prepared, settings: settings).enumerated().map {
      index, found in stated[index] + found.filter { !readsAsProse($0, on: pages[index]) }
    }
  for index in pages.indices { figures[index] = withoutShading(figures[index], tables: tables[index]) }
  for (index, found) in glossaries.enumerated() { figures[index] += found.map { $0.placeholder(page: index) } }
  let flow = readingOrder(pages, facts: facts, furniture: furniture, tables: tables, figures: figures, settings: settings)
  seen("objects", (tables: tables, figures: figures, glossaries: glossaries))
  seen("layout", flow)
  return LaidOut(flow: flow, furniture: furniture, glossaries: glossaries, contents: contents, findings: restored)
}

/// `apart`, and all lines of pages that state their tables.
private func withoutStated(_ apart: [[Bool]], _ pages: [Page]) -> [[Bool]] {
  guard pages.contains(where: \.statesStructure) else { return apart }
  return zip(apart, pages).map { lines, page in page.statesStructure ? lines.map { _ in true } : lines }
}
