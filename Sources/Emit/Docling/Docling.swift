import Model

/// A document as a DoclingDocument (docling-core's JSON, schema version 1.8): texts, lists as groups, tables with cells and their boxes, pictures
/// with the words in them, pages, and for each the boxes on pages that it was read from.
///
/// Docling has no mentions, sections as a tree, values of cells or calls of notes: those are left out.
func docling(_ record: Record) -> [UInt8] {
  var tree = DoclingTree(record)
  tree.build()
  return tree.bytes()
}

struct DoclingTree {
  struct Prov {
    var page: Int
    var box: Box
    var start: Int
    var end: Int
  }

  struct Text {
    var parent: String
    var label: String
    var text: String
    var prov: [Prov]
    var level: Int?
    var marker: String?
    var furniture = false
  }

  struct Group {
    var parent: String
    var children: [String] = []
    var label: String
    var name: String
  }

  struct Float {
    var thing: BodyWalk.Thing
    var children: [String] = []
    var captions: [String] = []
    var footnotes: [String] = []
    var prov: [Prov]
  }

  let record: Record
  private(set) var texts: [Text] = []
  private(set) var groups: [Group] = []
  private(set) var tables: [Float] = []
  private(set) var pictures: [Float] = []
  private(set) var body: [String] = []
  /// The groups of the list that is open, from the outermost.
  private var lists: [Int] = []
  private var listed: BlockType?

  init(_ record: Record) { self.record = record }

  mutating func build() {
    let walk = BodyWalk(record)
    for part in walk.parts {
      switch part {
      case .block(let block): add(block)
      case .object(let object):
        close()
        add(object)
      }
    }
    close()
    for block in record.document.blocks where block.type == .furniture { addFurniture(block) }
  }

  // MARK: Blocks

  private mutating func add(_ block: Block) {
    switch block.type {
    case .listItem:
      if listed != .listItem { close() }
      listed = .listItem
      let depth = max(1, min(block.level ?? 1, lists.count + 1))
      lists.removeLast(max(0, lists.count - depth))
      if depth > lists.count { open("list", "list") }
      inList(block, "list_item")
    case .contents:
      if listed != .contents {
        close()
        open("list", "contents")
      }
      listed = .contents
      inList(block, "list_item")
    default:
      close()
      let label =
        switch block.type {
        case .heading: "section_header"
        case .caption: "caption"
        case .footnote: "footnote"
        case .reference: "reference"
        default: "text"
        }
      let level = block.type == .heading ? min(max(block.level ?? 1, 1), 100) : nil
      body.append(text(block, label, parent: "#/body", level: level))
    }
  }

  private mutating func open(_ label: String, _ name: String) {
    let parent = lists.last.map { "#/groups/\($0)" } ?? "#/body"
    groups.append(Group(parent: parent, label: label, name: name))
    let reference = "#/groups/\(groups.count - 1)"
    if let outer = lists.last { groups[outer].children.append(reference) } else { body.append(reference) }
    lists.append(groups.count - 1)
  }

  private mutating func inList(_ block: Block, _ label: String) {
    guard let list = lists.last else { return }
    let reference = text(block, label, parent: "#/groups/\(list)", marker: block.marker ?? "-")
    groups[list].children.append(reference)
  }

  private mutating func close() {
    lists = []
    listed = nil
  }

  private mutating func addFurniture(_ block: Block) {
    let page = record.document.pages.first { $0.number == block.page }
    let high = (block.spans.first?.box.midY ?? 0) < (page?.height ?? 0) / 2
    body.append(text(block, high ? "page_header" : "page_footer", parent: "#/body"))
    texts[texts.count - 1].furniture = true
  }

  private mutating func text(_ block: Block, _ label: String, parent: String, level: Int? = nil, marker: String? = nil) -> String {
    texts.append(Text(parent: parent, label: label, text: block.text, prov: provs(block), level: level, marker: marker))
    return "#/texts/\(texts.count - 1)"
  }

  /// One for each page that the block stands on.
  private func provs(_ block: Block) -> [Prov] {
    var provs: [Prov] = []
    for span in block.spans {
      if let at = provs.firstIndex(where: { $0.page == span.page }) {
        provs[at].box = provs[at].box.union(span.box)
        provs[at].end = max(provs[at].end, span.end)
      } else {
        provs.append(Prov(page: span.page, box: span.box, start: span.start, end: span.end))
      }
    }
    return provs
  }

  // MARK: Tables and figures

  private mutating func add(_ object: BodyWalk.ObjectPart) {
    let reference: String
    var made: Float
    switch object.thing {
    case .table(let table):
      reference = "#/tables/\(tables.count)"
      made = Float(thing: object.thing, prov: provs(table))
      tables.append(made)
    case .figure(let figure):
      reference = "#/pictures/\(pictures.count)"
      made = Float(thing: object.thing, prov: [Prov(page: figure.page, box: figure.box, start: 0, end: 0)])
      pictures.append(made)
      for line in figure.texts {
        texts.append(Text(parent: reference, label: "text", text: line, prov: []))
        made.children.append("#/texts/\(texts.count - 1)")
      }
    }
    for block in object.above + object.below {
      let isCaption = block.type == .caption
      let text = self.text(block, isCaption ? "caption" : block.type == .note ? "footnote" : "text", parent: reference)
      made.children.append(text)
      if isCaption { made.captions.append(text) } else if block.type == .note { made.footnotes.append(text) }
    }
    if case .table = object.thing { tables[tables.count - 1] = made } else { pictures[pictures.count - 1] = made }
    body.append(reference)
  }

  /// On each page of the table what its cells cover there.
  private func provs(_ table: Table) -> [Prov] {
    var provs: [Prov] = []
    for cell in table.cells {
      if let at = provs.firstIndex(where: { $0.page == cell.page }) {
        provs[at].box = provs[at].box.union(cell.box)
      } else {
        provs.append(Prov(page: cell.page, box: cell.box, start: 0, end: 0))
      }
    }
    return provs
  }
}
