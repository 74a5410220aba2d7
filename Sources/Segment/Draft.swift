import Model

/// The document while it is being put together: blocks without ids, referring to each other by place in `blocks`.
///
/// Steps after Assembly change it; ``numbered(_:into:)`` turns it into the `Document`. A block that a step takes away is `dropped`,
/// so that places stay valid.
struct Draft {
  var blocks: [DraftBlock] = []
  /// `id` and `block` are empty until numbered. A block's ``DraftBlock/table`` points here.
  var tables: [Table] = []
  var figures: [Figure] = []
  var notes: [DraftNote] = []
  var glossary: [DraftEntry] = []
  var metadata = Metadata()
  var findings: [Finding] = []
}

struct DraftBlock {
  var type: BlockType
  /// Whole text, calls and marker taken out.
  var text: String
  /// 1-based, as in the record.
  var page: Int
  var marker: String?
  var level: Int?
  /// On the page as shown.
  var spans: [Span]
  var confidence = 1.0
  /// Role and column of its first line, reading frame; of a table or figure its box.
  var role: Role = .text
  var box: Box
  var column: Box
  /// Places in ``Flow/items`` of the lines (or table pieces, or the figure) that it is made of.
  var items: [Int]
  /// Notes called in its text.
  var calls: [DraftCall] = []
  /// Index into ``Draft/tables`` or ``Draft/figures``.
  var table: Int?
  var figure: Int?
  var dropped = false
}

/// A call, at `offset` of the block's text; `box` on the page as shown.
struct DraftCall {
  var marker: String
  var offset: Int
  var page: Int
  var box: Box
}

/// A footnote: its block and where it is called. `anchors[].block` is empty until numbered; the block is `place`.
struct DraftNote {
  var block: Int
  var anchors: [DraftAnchor] = []
}

struct DraftAnchor {
  var block: Int
  var cell: CellPlace?
  var offset: Int
  var page: Int
  var box: Box
}

struct DraftEntry {
  var term: String
  var expansion: String
  var block: Int
}

/// Gives ids in order and fills what is left of the document.
func numbered(_ draft: Draft, sections: [DraftSection], furniture: [Block], into document: inout Document) {
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
  document.blocks = blocks

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
  document.metadata = draft.metadata
  document.findings += draft.findings
}
