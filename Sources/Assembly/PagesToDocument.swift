package import Model
import Text
package import Layout
import Objects
package import Structure

/// Pages → document. A pure function: the same pages give the same document.
///
/// 1. Furniture (running heads, folios) by repetition over the pages: ``findFurniture(_:settings:)``.
/// 2. On each page lists of terms, then figures, then tables, out of what is left.
/// 3. Reading order of the rest: ``Flow``.
/// 4. Roles: each step marks the lines that it knows, and leaves alone what an earlier one marked.
/// 5. Blocks with whole text; tables and notes over pages; captions to their tables; sections; the ledger.
package func segment(_ pages: [Page], facts: DocumentFacts, settings: SegmentSettings) -> Document {
  var trace: HeadingTrace?
  var corrections = Corrections()
  var steps: StepTrace?
  return segment(pages, facts: facts, settings: settings, corrections: &corrections, trace: &trace, steps: &steps)
}

/// The same, with what people said of the document as the last evidence. What was weighed for each heading is written to `trace`, and which step took
/// each line to `steps`, if there are such. `seen` hears what the stages on the way give, by their names: `objects` (tables, figures, lists of terms
/// of each page), `layout` (the flow) and `structure` (the flow with its roles). Long, as it is the list of all steps in their order and nothing else.
package func segment(
  _ pages: [Page], facts: DocumentFacts, settings: SegmentSettings, corrections: inout Corrections, trace: inout HeadingTrace?,
  steps: inout StepTrace?, seen: (_ stage: String, Any) -> Void = { _, _ in }
) -> Document {
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
  // What a step takes, the next ones leave alone: lists of terms first, then pictures (a chart's grid looks like a table), then tables.
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
  for (index, found) in glossaries.enumerated() { figures[index] += found.map { $0.placeholder(page: index) } }
  var flow = readingOrder(pages, facts: facts, furniture: furniture, tables: tables, figures: figures, settings: settings)
  seen("objects", (tables: tables, figures: figures, glossaries: glossaries))
  seen("layout", flow)

  flow.enter(glossaries)
  flow.take(termMarks(of: flow, settings: settings))
  steps?.note("glossary", flow)
  flow.take(contentsMarks(of: flow, known: contents, settings: settings))
  steps?.note("contents", flow)
  markCaptions(&flow, settings: settings)
  steps?.note("captions", flow)
  flow.take(referenceMarks(of: flow, settings: settings))
  steps?.note("references", flow)
  flow.take(footnotes(of: flow, settings: settings))
  steps?.note("footnotes", flow)
  let measures = Measures(flow)
  flow.take(headingMarks(of: flow, measures: measures, facts: facts, settings: settings, trace: &trace))
  // What opens no section may be the title of a table.
  flow.take(unlabelledCaptionMarks(of: flow, settings: settings))
  steps?.note("headings", flow)
  flow.take(listMarks(of: flow, measures: measures))
  steps?.note("lists", flow)
  flow.take(quoteMarks(of: flow, measures: measures))
  steps?.note("quotes", flow)

  correctHeadings(&flow, &corrections)
  seen("structure", flow)
  steps?.note("corrections", flow)
  steps?.finish(flow, glossaries: glossaries, settings: settings)

  var draft = assemble(flow, joined: joinTables(flow, corrections: &corrections, settings: settings), settings: settings)
  correctHeads(&draft.tables, &corrections)
  draft.enter(captions(of: draft, flow: flow, settings: settings))
  draft.blocks = withWholeNotes(draft.blocks)
  draft.enter(notes(of: draft))
  draft.glossary = glossary(of: draft, flow: flow)
  draft.findings += repeatedHeaders(draft, flow: flow)
  draft.metadata = frontMatter(draft, flow: flow, facts: facts, settings: settings)
  let sections = sectionTree(draft, flow: flow, facts: facts, settings: settings)

  var document = Document(source: facts.source)
  document.findings = restored
  document.extras = facts.extras
  document.pages = ledger(flow, draft: draft, furniture: furniture)
  numbered(draft, sections: sections, furniture: furnitureBlocks(flow), into: &document)
  let targets = contentsTargets(document.blocks, sections: document.sections, words: Phrases(settings.words("heading-words")))
  for (block, section) in targets { document.blocks[block].target = section }
  let languages = languages(of: document.blocks, tables: document.tables, stated: facts.language, signs: settings.languages)
  document.language = languages.main
  for (block, language) in languages.others { document.blocks[block].language = language }
  let values = valued(document.tables, prose: marks(in: document.blocks), language: languages.main, settings: settings)
  document.tables = values.tables
  document.findings += values.findings
  correctCells(&document, &corrections, settings: settings)
  correctTitle(&document, &corrections)
  document.findings += tableFindings(document)
  document.findings += ledgerFindings(document.pages)
  return document
}

/// What running text shows of the signs that its numbers are written with.
private func marks(in blocks: [Block]) -> MarkVotes {
  var votes = MarkVotes()
  for block in blocks where block.type != .heading && block.type != .furniture && block.type != .contents { votes.read(prose: block.text) }
  return votes
}

/// `apart`, and all lines of pages that state their tables.
private func withoutStated(_ apart: [[Bool]], _ pages: [Page]) -> [[Bool]] {
  guard pages.contains(where: \.statesStructure) else { return apart }
  return zip(apart, pages).map { lines, page in page.statesStructure ? lines.map { _ in true } : lines }
}
