import Model

/// What a piece is told with: headings above, notes and mentions by block.
struct ChunkIndex {
  private let sections: [String: Section]
  private let notes: [String: Footnote]
  private let walk: BodyWalk

  init(_ record: Record) {
    sections = Dictionary(record.document.sections.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    notes = Dictionary(record.document.footnotes.map { ($0.id, $0) }, uniquingKeysWith: { first, _ in first })
    walk = BodyWalk(record)
  }

  /// Titles of the section and of those above it, the outermost first.
  func path(_ id: String?) -> [String] {
    var path: [String] = []
    var next = id
    while let id = next, let section = sections[id], path.count < 32 {
      path.insert(section.title, at: 0)
      next = section.parent
    }
    return path
  }

  /// Notes that are called in the piece, with the place of the call in its text.
  func notes(_ chunk: Chunk) -> [(note: Footnote, offset: Int)] {
    var found: [(note: Footnote, offset: Int)] = []
    for stretch in chunk.stretches {
      for call in walk.calls(in: stretch.block.id, cell: stretch.place) where stretch.holds(call.offset) {
        if let note = notes[call.note] { found.append((note, stretch.at + call.offset - stretch.from)) }
      }
    }
    return found
  }

  /// Mentions that lie in the piece as a whole, with their beginning in its text.
  func mentions(_ chunk: Chunk) -> [(mention: Mention, start: Int)] {
    var found: [(mention: Mention, start: Int)] = []
    for stretch in chunk.stretches {
      for mention in walk.mentions(in: stretch.block.id, cell: stretch.place)
      where mention.start >= stretch.from && mention.end <= stretch.to {
        found.append((mention, stretch.at + mention.start - stretch.from))
      }
    }
    return found
  }
}

extension Chunk.Stretch {
  var place: CellPlace? { cell.map { CellPlace(row: $0.row, column: $0.column) } }

  /// A call stands behind what it belongs to.
  fileprivate func holds(_ offset: Int) -> Bool { offset > from && offset <= to || offset == 0 && from == 0 }
}

extension Chunk {
  /// What the piece covers: for each block (or table) and page one box, in the order of the text.
  func boxes() -> [(page: Int, box: Box)] {
    var out: [(block: String, page: Int, box: Box)] = []
    let add = { (block: String, page: Int, box: Box) in
      if let at = out.lastIndex(where: { $0.block == block && $0.page == page }) {
        out[at].box = out[at].box.union(box)
      } else {
        out.append((block, page, box))
      }
    }
    for stretch in stretches {
      if let cell = stretch.cell {
        add(stretch.block.id, cell.page, cell.box)
      } else {
        for span in stretch.block.spans where span.start < stretch.to && span.end > stretch.from {
          add(stretch.block.id, span.page, span.box)
        }
      }
    }
    return out.map { ($0.page, $0.box) }
  }
}
