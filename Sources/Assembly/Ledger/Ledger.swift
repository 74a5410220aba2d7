import Model
import Text
import Layout
import Objects
import Structure

/// What became of every painted glyph, page by page: each word's glyphs go to the one class that its line ended in. Letters of a table's lines
/// that no cell holds are `unplaced`: what counts is what was written.
func ledger(_ flow: Flow, draft: Draft, furniture: Furniture) -> [PageFacts] {
  var classes: [[UInt8]] = flow.pages.map { [UInt8](repeating: 0, count: $0.lines.count) }
  var missing = [Int](repeating: 0, count: flow.pages.count)
  for line in flow.furniture { for source in line.sources { classes[line.page][source] = Place.furniture.rawValue } }
  for item in flow.items {
    switch item {
    case .table(let table):
      for line in table.lines { classes[table.page][line] = Place.table.rawValue }
      missing[table.page] += lettersMissing(from: table, on: flow.pages[table.page])
    case .figure(let figure): for line in figure.lines { classes[figure.page][line] = Place.figure.rawValue }
    case .line: break
    }
  }
  for block in draft.blocks where !block.dropped {
    for place in block.items {
      guard case .line(let line) = flow.items[place] else { continue }
      let kind: Place =
        switch block.type {
        case .footnote: .note
        case .furniture: .furniture
        case .table: .table
        case .figure, .photo: .figure
        default: .body
        }
      for source in line.sources { classes[line.page][source] = kind.rawValue }
    }
  }
  return flow.pages.enumerated().map { index, page in
    var glyphs = GlyphLedger()
    glyphs.total = page.ink.total
    glyphs.duplicate = page.ink.duplicate
    glyphs.hidden = page.ink.hidden
    for (number, line) in page.lines.enumerated() {
      let count = line.words.reduce(0) { $0 + Int($1.glyphs) }
      switch Place(rawValue: classes[index][number]) ?? .nowhere {
      case .body: glyphs.body += count
      case .table: glyphs.table += count
      case .note: glyphs.note += count
      case .figure: glyphs.figure += count
      case .furniture: glyphs.furniture += count
      case .nowhere: glyphs.unplaced += count
      }
    }
    let lost = min(glyphs.table, missing[index])
    glyphs.table -= lost
    glyphs.unplaced += lost
    // Glyphs that the page painted and no line holds.
    let placed =
      glyphs.body + glyphs.table + glyphs.note + glyphs.figure + glyphs.furniture + glyphs.unplaced + glyphs.duplicate + glyphs.hidden
    if placed < glyphs.total { glyphs.unplaced += glyphs.total - placed }
    if placed > glyphs.total { glyphs.total = placed }
    return PageFacts(
      number: page.number, label: page.label ?? furniture.labels[index], width: page.shownWidth, height: page.shownHeight,
      rotation: page.rotation, glyphs: glyphs)
  }
}

private enum Place: UInt8 { case nowhere, body, table, note, figure, furniture }

func ledgerFindings(_ pages: [PageFacts]) -> [Finding] {
  pages.filter { $0.glyphs.unplaced > 0 }.map {
    Finding("glyphs-unplaced", .warning, "\($0.glyphs.unplaced) of \($0.glyphs.total) glyphs of the page found no place.", page: $0.number)
  }
}
