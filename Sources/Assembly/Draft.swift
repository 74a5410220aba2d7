package import Model
import Text
package import Layout
import Objects
import Structure

/// The document while it is being put together: blocks without ids, referring to each other by place in `blocks`.
///
/// Steps after Assembly change it; ``numbered(_:into:)`` turns it into the `Document`. A block that a step takes away is `dropped`,
/// so that places stay valid.
package struct Draft {
  package var blocks: [DraftBlock] = []
  /// `id` and `block` are empty until numbered. A block's ``DraftBlock/table`` points here.
  package var tables: [Table] = []
  package var figures: [Figure] = []
  package var notes: [DraftNote] = []
  package var glossary: [DraftEntry] = []
  package var metadata = Metadata()
  package var findings: [Finding] = []
}

package struct DraftBlock {
  package var type: BlockType
  /// Whole text, calls and marker taken out.
  package var text: String
  /// 1-based, as in the record.
  package var page: Int
  package var marker: String?
  package var level: Int?
  /// On the page as shown.
  package var spans: [Span]
  package var confidence = 1.0
  /// Role and column of its first line, reading frame; of a table or figure its box.
  package var role: Role = .text
  package var box: Box
  package var column: Box
  /// Places in ``Flow/items`` of the lines (or table pieces, or the figure) that it is made of.
  package var items: [Int]
  /// Notes called in its text.
  package var calls: [DraftCall] = []
  /// Index into ``Draft/tables`` or ``Draft/figures``.
  package var table: Int?
  package var figure: Int?
  var dropped = false
}

/// A call, at `offset` of the block's text; `box` on the page as shown.
package struct DraftCall {
  package var marker: String
  package var offset: Int
  package var page: Int
  package var box: Box

  package init(marker: String, offset: Int, page: Int, box: Box) {
    self.marker = marker
    self.offset = offset
    self.page = page
    self.box = box
  }
}

/// A footnote: its block and where it is called. `anchors[].block` is empty until numbered; the block is `place`.
package struct DraftNote {
  package var block: Int
  package var anchors: [DraftAnchor] = []
}

package struct DraftAnchor {
  package var block: Int
  package var cell: CellPlace?
  package var offset: Int
  package var page: Int
  package var box: Box
}

package struct DraftEntry {
  package var term: String
  package var expansion: String
  package var block: Int
}

/// Gives ids in order and fills what is left of the document.
package func numbered(_ draft: Draft, sections: [DraftSection], furniture: [Block], into document: inout Document) {
  var ids = [String](repeating: "", count: draft.blocks.count)
  var blocks: [Block] = []
  // Furniture stands with its page: before the first block of that page or a later one.
  var nextFurniture = 0
  func flushFurniture(upTo page: Int) {
    while nextFurniture < furniture.count, furniture[nextFurniture].page <= page {
      var block = furniture[nextFurniture]
      block.id = "b\(blocks.count + 1)"
      blocks.append(block)
      nextFurniture += 1
    }
  }
  var last = 0
  for (place, block) in draft.blocks.enumerated() where !block.dropped {
    if block.page > last {
      flushFurniture(upTo: block.page)
      last = block.page
    }
    ids[place] = "b\(blocks.count + 1)"
    blocks.append(
      Block(
        id: ids[place], type: block.type, text: block.text, page: block.page, marker: block.marker, level: block.level, spans: block.spans,
        confidence: block.confidence))
  }
  flushFurniture(upTo: .max)
  fillSections(sections, draft, ids: ids, blocks: &blocks, into: &document)
  document.blocks = blocks
  fillObjects(draft, ids: ids, into: &document)
  document.metadata = draft.metadata
  document.findings += draft.findings
}

/// Sections, and which one each block stands in.
private func fillSections(_ sections: [DraftSection], _ draft: Draft, ids: [String], blocks: inout [Block], into document: inout Document) {
  document.sections = []
  var sectionOf: [String: String] = [:]
  for (number, section) in sections.enumerated() where !ids[section.block].isEmpty {
    let id = "s\(number + 1)"
    document.sections.append(
      Section(
        id: id, parent: section.parent.map { "s\($0 + 1)" }, level: section.level, number: section.number, title: section.title,
        page: draft.blocks[section.block].page, block: ids[section.block]))
    sectionOf[ids[section.block]] = id
  }
  var current: String?
  for index in blocks.indices where blocks[index].type != .furniture {
    if let opened = sectionOf[blocks[index].id] { current = opened }
    blocks[index].section = current
  }
}

/// Tables, figures, notes and the glossary, each with the block where it stands.
private func fillObjects(_ draft: Draft, ids: [String], into document: inout Document) {
  document.tables = []
  document.figures = []
  for (place, block) in draft.blocks.enumerated() where !block.dropped {
    if let index = block.table {
      var table = draft.tables[index]
      table.id = "t\(document.tables.count + 1)"
      table.block = ids[place]
      document.tables.append(table)
    }
    if let index = block.figure {
      var figure = draft.figures[index]
      figure.id = "f\(document.figures.count + 1)"
      figure.block = ids[place]
      document.figures.append(figure)
    }
  }
  document.footnotes = draft.notes.filter { !ids[$0.block].isEmpty }.enumerated().map { number, note in
    let block = draft.blocks[note.block]
    return Footnote(
      id: "n\(number + 1)", block: ids[note.block], marker: block.marker ?? "", text: block.text, page: block.page,
      box: block.spans.first?.box ?? block.box,
      anchors: note.anchors.filter { !ids[$0.block].isEmpty }.map {
        Anchor(block: ids[$0.block], cell: $0.cell, offset: $0.offset, page: $0.page, box: $0.box)
      })
  }
  document.glossary = draft.glossary.filter { !ids[$0.block].isEmpty }.map {
    GlossaryEntry(term: $0.term, expansion: $0.expansion, block: ids[$0.block])
  }
}
