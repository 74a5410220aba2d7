import Model

/// The body of a document as outputs walk through it: blocks in reading order without furniture, tables and figures together with the captions,
/// units, sources and notes that belong to them, and what is called or mentioned in each block.
struct BodyWalk {
  let parts: [Part]
  let notes: [String: Footnote]
  private let calls: [String: [Call]]
  private let mentions: [String: [Mention]]

  enum Part {
    case block(Block)
    case object(ObjectPart)
  }

  /// A table or figure with the blocks that belong to it.
  struct ObjectPart {
    var block: Block
    var thing: Thing
    var above: [Block]
    var below: [Block]
  }

  enum Thing {
    case table(Table)
    case figure(Figure)
  }

  init(_ record: Record) { self.init(record.document, mentions: record.recognition.mentions) }

  init(_ document: Document, mentions: [Mention] = []) {
    notes = Dictionary(document.footnotes.map { ($0.block, $0) }, uniquingKeysWith: { first, _ in first })
    calls = callsByBlock(document)
    self.mentions = Dictionary(grouping: mentions, by: \.block)
    var things: [String: Thing] = [:]
    for figure in document.figures { things[figure.block] = .figure(figure) }
    for table in document.tables { things[table.block] = .table(table) }
    parts = BodyWalk.parts(document.blocks.filter { $0.type != .furniture }, things)
  }

  /// Calls in a block's text, or in one cell of its table, in the order of their places.
  func calls(in block: String, cell: CellPlace? = nil) -> [Call] { (calls[block] ?? []).filter { $0.cell == cell } }

  /// Mentions in a block's text, or in one cell of its table, from left to right; of two that overlap, the first.
  func mentions(in block: String, cell: CellPlace? = nil) -> [Mention] { apart((mentions[block] ?? []).filter { $0.cell == cell }) }

  // MARK: Tables and figures with what belongs to them

  private static func parts(_ blocks: [Block], _ things: [String: Thing]) -> [Part] {
    var parts: [Part] = []
    var index = 0
    while index < blocks.count {
      let block = blocks[index]
      index += 1
      guard let thing = things[block.id] else {
        if ![.table, .figure, .photo].contains(block.type) { parts.append(.block(block)) }
        continue
      }
      var object = ObjectPart(block: block, thing: thing, above: [], below: [])
      while case .block(let before)? = parts.last, thing.owns(before, above: true) {
        object.above.insert(before, at: 0)
        parts.removeLast()
      }
      while index < blocks.count, thing.owns(blocks[index], above: false) {
        object.below.append(blocks[index])
        index += 1
      }
      parts.append(.object(object))
    }
    return parts
  }
}

/// From left to right, without those that overlap an earlier one.
func apart(_ mentions: [Mention]) -> [Mention] {
  var end = 0
  return mentions.sorted { ($0.start, -$0.end, $0.id) < ($1.start, -$1.end, $1.id) }.filter { mention in
    guard mention.start >= end, mention.end > mention.start else { return false }
    end = mention.end
    return true
  }
}

extension BodyWalk.Thing {
  /// Whether a block beside it repeats what its entry tells.
  fileprivate func owns(_ block: Block, above: Bool) -> Bool {
    switch self {
    case .table(let table):
      if block.type == .note { return !above && table.notes.contains { $0.text == block.text } }
      return owns(block, label: table.label, caption: table.caption, units: table.units, source: table.source)
    case .figure(let figure):
      return owns(block, label: figure.label, caption: figure.caption, units: figure.units, source: figure.source)
    }
  }

  private func owns(_ block: Block, label: String?, caption: String?, units: String?, source: String?) -> Bool {
    switch block.type {
    case .caption:
      if let caption, !caption.isEmpty { return block.text.hasSuffix(caption) || caption.hasSuffix(block.text) }
      return label.map(block.text.hasPrefix) ?? false
    case .units: return units.map { block.text.contains($0) || $0.contains(block.text) } ?? false
    case .source: return source.map { block.text.contains($0) || $0.contains(block.text) } ?? false
    default: return false
    }
  }
}
