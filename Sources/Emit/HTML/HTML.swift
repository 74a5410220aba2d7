import Model

/// A document as one HTML file (HTML Living Standard) that can be read in any browser, printed, and linked to: `#s3` sections, `#b12` blocks,
/// `#t1` tables, `#f1` figures, `#n1` notes, `#m7` mentions, `#page-12` where a page begins (roles of DPUB-ARIA 1.0).
///
/// Furniture is left out, and the printed contents, in whose place links to all sections stand. The title is the one heading of level 1.
func html(_ record: Record) -> [UInt8] {
  var writer = HTMLWriter(record)
  return writer.write()
}

struct HTMLWriter {
  let document: Document
  let walk: BodyWalk
  let sections: [String: Section]
  var out = MarkupWriter(html: true)
  var marks: PageMarks
  /// Levels of the sections that are open.
  private var open: [Int] = []
  private var lastHeading = 1
  /// Blocks that are in the file: notes link back to these only.
  private let shown: Set<String>
  var lists = OpenLists()

  init(_ record: Record) {
    document = record.document
    shown = Set(record.document.blocks.lazy.filter { $0.type != .furniture && $0.type != .contents }.map(\.id))
    walk = BodyWalk(record)
    sections = Dictionary(document.sections.map { ($0.block, $0) }, uniquingKeysWith: { first, _ in first })
    marks = PageMarks(document)
  }

  mutating func write() -> [UInt8] {
    let title = document.metadata.title ?? document.source.file
    out.raw("<!DOCTYPE html>\n")
    out.start("html", ["lang": document.language])
    out.newline()
    out.start("head")
    out.empty("meta", ["charset": "utf-8"])
    out.empty("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"])
    out.empty("meta", ["name": "generator", "content": "Foja"])
    out.element("title", text: title)
    out.raw("<style>\n\(htmlStyle)</style>")
    out.end()
    out.newline()
    out.start("body")
    out.newline()
    header(title)
    contents()
    out.start("main")
    out.start("article")
    for part in walk.parts { write(part) }
    closeLists()
    for _ in open { out.end() }
    for page in marks.rest() { pageMark(page) }
    out.end()
    out.end()
    out.newline()
    out.end()
    out.end()
    out.newline()
    return out.bytes
  }

  private mutating func header(_ title: String) {
    let metadata = document.metadata
    out.start("header")
    out.element("h1", text: title)
    if let subtitle = metadata.subtitle { out.element("p", ["class": "subtitle"], text: subtitle) }
    if !metadata.authors.isEmpty { out.element("p", ["class": "authors"], text: metadata.authors.joined(separator: ", ")) }
    if metadata.publisher != nil || metadata.issued != nil {
      out.start("p", ["class": "published"])
      if let publisher = metadata.publisher { out.element("span", ["class": "publisher"], text: publisher) }
      if let issued = metadata.issued {
        if metadata.publisher != nil { out.text(", ") }
        if isDateTime(issued) { out.element("time", ["datetime": issued], text: issued) } else { out.text(issued) }
      }
      out.end()
    }
    out.end()
    out.newline()
  }

  private mutating func contents() {
    guard document.sections.count > 1 else { return }
    out.start("nav")
    out.start("ol")
    for section in document.sections {
      out.start("li", ["class": "level-\(min(max(section.level, 1), 6))"])
      let label = section.title.isEmpty ? section.number ?? section.id : section.title
      out.element("a", ["href": "#\(section.id)"], text: label)
      out.end()
      out.newline()
    }
    out.end()
    out.end()
    out.newline()
  }

  // MARK: Parts

  private mutating func write(_ part: BodyWalk.Part) {
    switch part {
    case .block(let block):
      if block.type == .contents { return }
      if block.type != .listItem { closeLists() }
      if block.type == .heading { heading(block) } else { write(block) }
    case .object(let object):
      closeLists()
      pagesBegin(object.above.first?.page ?? object.block.page)
      write(object)
    }
    out.newline()
  }

  private mutating func heading(_ block: Block) {
    let level = max(1, block.level ?? 1)
    while let last = open.last, last >= level {
      out.end()
      open.removeLast()
    }
    pagesBegin(block.page)
    out.start("section", ["id": sections[block.id]?.id])
    open.append(level)
    // A step down of more than one would be read as a heading that is missing.
    lastHeading = min(level + 1, 6, lastHeading + 1)
    inline(block, in: "h\(lastHeading)")
  }

  mutating func write(_ block: Block) {
    switch block.type {
    case .listItem: listItem(block)
    case .quote:
      pagesBegin(block.page)
      out.start("blockquote")
      inline(block, in: "p")
      out.end()
    case .footnote: footnote(block)
    case .note, .reference:
      pagesBegin(block.page)
      out.start("p", attributes(block, class: block.type.rawValue))
      if let marker = block.marker { out.element("span", ["class": "marker"], text: marker + " ") }
      inline(block)
      out.end()
    case .paragraph:
      pagesBegin(block.page)
      inline(block, in: "p")
    default:
      pagesBegin(block.page)
      out.start("p", attributes(block, class: block.type.rawValue))
      inline(block)
      out.end()
    }
  }

  private mutating func footnote(_ block: Block) {
    pagesBegin(block.page)
    let note = walk.notes[block.id]
    out.start("aside", ["id": note?.id, "class": "footnote", "role": "doc-footnote"])
    out.start("p", attributes(block, class: nil))
    if let marker = block.marker ?? note?.marker {
      if let note, let anchor = note.anchors.first, shown.contains(anchor.block) {
        out.element("a", ["href": "#\(note.id)-1", "role": "doc-backlink"], text: marker)
      } else {
        out.element("span", ["class": "marker"], text: marker)
      }
      out.text(" ")
    }
    inline(block)
    out.end()
    out.end()
  }

  // MARK: Lists

  private mutating func listItem(_ block: Block) {
    lists.enter(block.level, list: "ul", in: &out)
    out.start("li", attributes(block, class: nil))
    for page in marks.upTo(block.page) { pageMark(page) }
    if let marker = block.marker { out.element("span", ["class": "marker"], text: marker + " ") }
    inline(block)
  }

  private mutating func closeLists() {
    lists.close(in: &out)
  }
}
