package import Model
import Text
package import Layout
import Objects
package import Structure

/// Pages → document. A pure function: the same pages give the same document.
///
/// 1. Furniture, tables, figures, and the reading order of the rest: ``layOut(_:facts:settings:steps:seen:)``.
/// 2. Roles: each step marks the lines that it knows, and leaves alone what an earlier one marked.
/// 3. Blocks with whole text; tables and notes over pages; captions to their tables; sections; the ledger.
package func segment(_ pages: [Page], facts: DocumentFacts, settings: SegmentSettings) -> Document {
  var trace: HeadingTrace?
  var corrections = Corrections()
  var steps: StepTrace?
  return segment(pages, facts: facts, settings: settings, corrections: &corrections, trace: &trace, steps: &steps)
}

/// The same, with what people said of the document as the last evidence. What was weighed for each heading is written to `trace`, and which step took
/// each line to `steps`, if there are such. `seen` hears what the stages on the way give, by their names: `objects` (tables, figures, lists of terms
/// of each page), `layout` (the flow) and `structure` (the flow with its roles). `laidOut` is what ``layOut(_:facts:settings:steps:seen:)`` gave for the
/// pages, where that is known.
package func segment(
  _ pages: [Page], facts: DocumentFacts, settings: SegmentSettings, corrections: inout Corrections, trace: inout HeadingTrace?,
  steps: inout StepTrace?, laidOut: LaidOut? = nil, seen: (_ stage: String, Any) -> Void = { _, _ in }
) -> Document {
  var laidOut = laidOut ?? layOut(pages, facts: facts, settings: settings, steps: &steps, seen: seen)
  laidOut.giveRoles(facts: facts, settings: settings, corrections: &corrections, trace: &trace, steps: &steps)
  seen("structure", laidOut.flow)
  return document(of: laidOut, facts: facts, settings: settings, corrections: &corrections)
}

extension LaidOut {
  /// The steps of Structure in their order. What one takes, the next ones leave alone.
  fileprivate mutating func giveRoles(
    facts: DocumentFacts, settings: SegmentSettings, corrections: inout Corrections, trace: inout HeadingTrace?, steps: inout StepTrace?
  ) {
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
    steps?.note("corrections", flow)
    steps?.finish(flow, glossaries: glossaries, settings: settings)
  }
}

/// What has its roles, written down once.
private func document(
  of laidOut: LaidOut, facts: DocumentFacts, settings: SegmentSettings, corrections: inout Corrections
) -> Document {
  let (flow, furniture) = (laidOut.flow, laidOut.furniture)
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
  document.findings = laidOut.findings
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
