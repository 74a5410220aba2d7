import Model

/// A document in TEI P5 (the Guidelines of the Text Encoding Initiative): header from the metadata, a `div` with `head` for each section, notes at the
/// place of their first call, tables, lists, `pb` where a page begins, names, dates (`when`, or `from` and `to`) and measures with their values.
///
/// `xml:id`s are the record's ids. Furniture is left out.
func tei(_ record: Record) -> [UInt8] {
  var writer = TEIWriter(record)
  return writer.write()
}

struct TEIWriter {
  let record: Record
  let document: Document
  let walk: BodyWalk
  var out = MarkupWriter(html: false)
  var marks: PageMarks
  private let sections: [String: Section]
  /// Blocks in which a note can be called.
  private let shown: Set<String>
  private var written: Set<String> = []
  /// Levels of the sections that are open.
  private var open: [Int] = []
  private var lists = OpenLists()
  /// The kind of list that is open, for entries that follow each other.
  private var listed: BlockType?

  init(_ record: Record) {
    self.record = record
    document = record.document
    walk = BodyWalk(record)
    marks = PageMarks(document)
    sections = Dictionary(document.sections.map { ($0.block, $0) }, uniquingKeysWith: { first, _ in first })
    shown = Set(document.blocks.filter { $0.type != .furniture && $0.type != .figure && $0.type != .photo }.map(\.id))
  }

  mutating func write() -> [UInt8] {
    out.raw("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
    out.start("TEI", ["xmlns": "http://www.tei-c.org/ns/1.0", "xml:lang": document.language])
    out.newline()
    header()
    out.start("text")
    out.start("body")
    out.newline()
    if walk.parts.isEmpty { out.empty("p") }
    for part in walk.parts {
      write(part)
      out.newline()
    }
    closeList()
    // Notes whose call is in nothing that was written.
    for note in document.footnotes where !written.contains(note.id) { self.note(note) }
    for page in marks.rest() { pageMark(page) }
    for _ in open { out.end() }
    out.end()
    out.end()
    out.newline()
    out.end()
    out.newline()
    return out.bytes
  }

  // MARK: Parts

  private mutating func write(_ part: BodyWalk.Part) {
    guard case .block(let block) = part else {
      closeList()
      if case .object(let object) = part {
        for page in marks.upTo(object.above.first?.page ?? object.block.page) { pageMark(page) }
        write(object)
      }
      return
    }
    switch block.type {
    case .listItem: item(block)
    case .reference: entry(block, list: "listBibl", item: "bibl")
    case .contents: entry(block, list: "list", item: "item")
    case .footnote:
      if let note = walk.notes[block.id] {
        if !note.anchors.contains(where: { shown.contains($0.block) }) { self.note(note) }
      } else {
        closeList()
        paragraph(block, "p")
      }
    case .heading:
      closeList()
      heading(block)
    default:
      closeList()
      paragraph(block, block.type == .quote ? "quote" : "p")
    }
  }

  private mutating func heading(_ block: Block) {
    let level = max(1, block.level ?? 1)
    while let last = open.last, last >= level {
      out.end()
      open.removeLast()
    }
    out.start("div", ["xml:id": sections[block.id]?.id, "n": sections[block.id]?.number])
    open.append(level)
    for page in marks.upTo(block.page) { pageMark(page) }
    out.start("head", attributes(block))
    inline(block)
    out.end()
  }

  mutating func paragraph(_ block: Block, _ name: String) {
    for page in marks.upTo(block.page) { pageMark(page) }
    let plain = block.type == .paragraph || block.type == .quote
    out.start(name, ["xml:id": block.id, "xml:lang": language(block), "n": block.marker, "rend": plain ? nil : block.type.rawValue])
    inline(block)
    out.end()
  }

  func attributes(_ block: Block) -> MarkupWriter.Attributes {
    ["xml:id": block.id, "xml:lang": language(block), "n": block.marker]
  }

  private func language(_ block: Block) -> String? { block.language == document.language ? nil : block.language }

  // MARK: Lists

  /// Entries of one kind that follow each other stand in one list.
  private mutating func entry(_ block: Block, list: String, item: String) {
    if listed != block.type {
      closeList()
      out.start(list, ["type": list == "list" ? "contents" : nil])
      listed = block.type
    }
    out.start(item, attributes(block))
    for page in marks.upTo(block.page) { pageMark(page) }
    inline(block)
    out.end()
  }

  private mutating func item(_ block: Block) {
    if listed != .listItem { closeList() }
    listed = .listItem
    lists.enter(block.level, list: "list", in: &out)
    out.start("item", attributes(block))
    for page in marks.upTo(block.page) { pageMark(page) }
    inline(block)
  }

  private mutating func closeList() {
    if listed == .listItem {
      lists.close(in: &out)
    } else if listed != nil {
      out.end()
    }
    listed = nil
  }

  // MARK: Notes

  /// The note where it is first called, else a pointer to it.
  mutating func call(_ call: Call) {
    guard !written.contains(call.note), let note = document.footnotes.first(where: { $0.id == call.note }) else {
      return out.element("ref", ["type": "note", "target": "#\(call.note)"], text: call.marker)
    }
    self.note(note)
  }

  private mutating func note(_ note: Footnote) {
    written.insert(note.id)
    out.start("note", ["xml:id": note.id, "n": note.marker.isEmpty ? nil : note.marker, "place": "bottom"])
    inline(
      pieces(note.text, calls: walk.calls(in: note.block), mentions: walk.mentions(in: note.block)))
    out.end()
  }
}
