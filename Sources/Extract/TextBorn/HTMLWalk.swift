import CXML
import Model

/// A parsed HTML tree → the blocks and tables that a reader sees, in document order.
///
/// Tags become the standard structure types of tagged PDF, so that Structure reads both alike. Navigation, page headers and footers
/// become `Artifact`; scripts, styles and hidden elements are left out.
struct HTMLWalk {
  private(set) var items: [HTMLItem] = []

  private var path = ["Document"]
  private var depth = 0
  private var open: HTMLBlock?
  private var elements = 0
  private var listCounts: [Int?] = []
  private var pendingMarker: String?
  private var inline = HTMLWord(scalars: [])
  private var spacePending = false
  private var breakPending = false
  private var isPreformatted = false
  private var nesting = 0
  private let survey: HTMLSurvey
  /// Around the content, where the page says which part that is.
  private var isOutside = false
  /// In a note: what leads back to its call is left out.
  private var isInNote = false

  private static let greatestNesting = 200

  init(root: xmlNodePtr, survey: HTMLSurvey) {
    self.survey = survey
    isOutside = survey.main != nil
    walk(root)
    closeBlock()
  }

  private init(path: [String], elements: Int, survey: HTMLSurvey) {
    self.path = path
    self.elements = elements
    self.survey = survey
  }

  // MARK: Nodes

  private mutating func walk(_ node: xmlNodePtr) {
    guard nesting < Self.greatestNesting else { return }
    nesting += 1
    defer { nesting -= 1 }
    var child = node.pointee.children
    while let current = child {
      if current.pointee.type == XML_TEXT_NODE || current.pointee.type == XML_CDATA_SECTION_NODE {
        appendText(current)
      } else if current.pointee.type == XML_ELEMENT_NODE {
        element(current)
      }
      child = current.pointee.next
    }
  }

  private mutating func element(_ node: xmlNodePtr) {
    let name = String(cString: node.pointee.name).lowercased()
    if Self.skipped.contains(name) || isHidden(node) { return }
    let wasOutside = isOutside
    defer { isOutside = wasOutside }
    if isOutside, node == survey.main {
      closeBlock()
      isOutside = false
    }
    if let id = attribute(node, "id"), let call = survey.calls[id], !isInNote {
      note(node, call)
      return
    }
    switch name {
    case "br": breakPending = true
    case "hr":
      closeBlock()
      items.append(.rule)
    case "img": picture(node)
    case "h1", "h2", "h3", "h4", "h5", "h6":
      block(node, "H\(name.dropFirst())", headingLevel: Int(name.dropFirst()) ?? 1)
    case "p", "address": block(node, "P")
    case "pre":
      isPreformatted = true
      block(node, "P")
      isPreformatted = false
    case "caption", "figcaption": block(node, "Caption")
    case "dt", "dd": block(node, name == "dt" ? "Lbl" : "LBody")
    case "blockquote": group(node, "BlockQuote", indents: true)
    case "ul" where survey.main == nil && isNavigation(node): group(node, "Artifact")
    case "ul", "ol", "dl", "menu": list(node, isNumbered: name == "ol")
    case "li": listItem(node)
    case "table": table(node)
    case "nav", "footer", "header", "aside": group(node, isPageFurniture(node, name) ? "Artifact" : "Sect")
    case "section", "article", "main", "div", "figure", "form", "fieldset", "details", "summary", "center", "tr", "td", "th", "tbody":
      group(node, ["section": "Sect", "article": "Art", "figure": "Figure"][name])
    default: inlineElement(node, name)
    }
  }

  private static let skipped: Set<String> = [
    "head", "script", "style", "noscript", "template", "svg", "math", "iframe", "object", "select", "button", "input", "textarea",
    "canvas", "audio", "video", "map",
  ]

  private func isHidden(_ node: xmlNodePtr) -> Bool {
    if attribute(node, "hidden") != nil || attribute(node, "aria-hidden") == "true" { return true }
    guard let style = attribute(node, "style")?.lowercased().filter({ $0 != " " }) else { return false }
    return style.contains("display:none") || style.contains("visibility:hidden")
  }

  /// The header of an article is its title; the one of the page is furniture.
  private func isPageFurniture(_ node: xmlNodePtr, _ name: String) -> Bool {
    name == "nav" || name == "footer" || (name == "header" && !path.contains("Art") && !path.contains("Sect") && !holdsHeading(node))
  }

  private func holdsHeading(_ node: xmlNodePtr) -> Bool {
    var child = node.pointee.children
    while let current = child {
      if current.pointee.type == XML_ELEMENT_NODE {
        let name = String(cString: current.pointee.name)
        if name == "h1" || holdsHeading(current) { return true }
      }
      child = current.pointee.next
    }
    return false
  }

  // MARK: Blocks

  private mutating func block(_ node: xmlNodePtr, _ type: String, headingLevel: Int = 0) {
    closeBlock()
    path.append(type)
    // The page's title may stand above its content.
    let wasOutside = isOutside
    defer { isOutside = wasOutside }
    if type == "H1" { isOutside = false }
    startBlock(headingLevel: headingLevel)
    walk(node)
    closeBlock()
    path.removeLast()
  }

  private mutating func group(_ node: xmlNodePtr, _ type: String?, indents: Bool = false) {
    closeBlock()
    if let type { path.append(type) }
    if indents { depth += 1 }
    walk(node)
    closeBlock()
    if indents { depth -= 1 }
    if type != nil { path.removeLast() }
  }

  private mutating func list(_ node: xmlNodePtr, isNumbered: Bool) {
    let start = attribute(node, "start").flatMap { Int($0) } ?? 1
    listCounts.append(isNumbered ? start : nil)
    group(node, "L", indents: true)
    listCounts.removeLast()
  }

  private mutating func listItem(_ node: xmlNodePtr) {
    closeBlock()
    if let count = listCounts.last {
      pendingMarker = count.map { "\($0)." } ?? "•"
      if let count { listCounts[listCounts.count - 1] = count &+ 1 }
    }
    path += ["LI", "LBody"]
    walk(node)
    closeBlock()
    path.removeLast(2)
    pendingMarker = nil
  }

  // MARK: Notes and navigation

  /// An element that is called: its text, without the number that a list would give it and without the way back, is a note.
  private mutating func note(_ node: xmlNodePtr, _ call: String) {
    closeBlock()
    pendingMarker = nil
    if listCounts.last != nil, let count = listCounts[listCounts.count - 1] { listCounts[listCounts.count - 1] = count &+ 1 }
    let (outer, items) = (path, self.items)
    self.items = []
    path = ["Document", "Note"]
    isInNote = true
    startBlock()
    walk(node)
    closeBlock()
    isInNote = false
    path = outer
    let blocks = self.items.compactMap { if case .block(let block) = $0 { block } else { nil } }
    self.items = items
    if !blocks.isEmpty { self.items.append(.note(call: call, blocks: blocks)) }
  }

  /// `↩`, `^`, `[volver]`: a link within the page that says nothing, or stands first or last in the note as the call itself.
  private func leadsBack(_ node: xmlNodePtr) -> Bool {
    guard let target = attribute(node, "href"), target.hasPrefix("#") else { return false }
    let text = textOf(node)
    let letters = text.unicodeScalars.count { $0.properties.isAlphabetic }
    return letters == 0 || attribute(node, "role") == "doc-backlink" || attribute(node, "rev") == "footnote"
  }

  /// A list of links to other pages and of nothing else.
  private func isNavigation(_ list: xmlNodePtr) -> Bool {
    let leastLinks = 4
    let longest = 60
    var links = 0
    var child = list.pointee.children
    while let current = child {
      child = current.pointee.next
      guard current.pointee.type == XML_ELEMENT_NODE else { continue }
      guard let link = onlyLink(current), let target = attribute(link, "href"), !target.hasPrefix("#"),
        textOf(link).unicodeScalars.count <= longest
      else { return false }
      links += 1
    }
    return links >= leastLinks
  }

  /// The link that is all of an item's text.
  private func onlyLink(_ item: xmlNodePtr) -> xmlNodePtr? {
    var found: xmlNodePtr?
    var child = item.pointee.children
    while let current = child {
      child = current.pointee.next
      if current.pointee.type == XML_ELEMENT_NODE {
        let name = String(cString: current.pointee.name).lowercased()
        guard found == nil, name == "a" || name == "span" || name == "div" else { return nil }
        found = name == "a" ? current : onlyLink(current)
        if found == nil { return nil }
      } else if current.pointee.type == XML_TEXT_NODE, let content = current.pointee.content,
        String(cString: content).contains(where: { !$0.isWhitespace })
      {
        return nil
      }
    }
    return found
  }

  private mutating func startBlock(headingLevel: Int = 0) {
    elements += 1
    let path = isOutside && !self.path.contains("Artifact") ? ["Document", "Artifact"] + self.path.dropFirst() : self.path
    open = HTMLBlock(path: path, element: elements, depth: depth, marker: pendingMarker, headingLevel: headingLevel)
    pendingMarker = nil
    spacePending = false
    breakPending = false
  }

  private mutating func closeBlock() {
    if let open, !open.words.isEmpty { items.append(.block(open)) } else if let marker = open?.marker { pendingMarker = marker }
    open = nil
    spacePending = false
    breakPending = false
  }

  private mutating func picture(_ node: xmlNodePtr) {
    // Outside of figures pictures without a size are mostly signs.
    let isFigure = path.contains("Figure")
    let width = attribute(node, "width").flatMap { Double($0) } ?? (isFigure ? 320 : 0)
    let height = attribute(node, "height").flatMap { Double($0) } ?? (isFigure ? 200 : 0)
    guard width >= 32, height >= 32 else { return }
    closeBlock()
    items.append(.picture(width: min(width, 2000), height: min(height, 2000)))
  }

  // MARK: Text

  private mutating func inlineElement(_ node: xmlNodePtr, _ name: String) {
    if name == "a", isInNote, leadsBack(node) { return }
    let before = inline
    switch name {
    case "b", "strong": inline.bold = true
    case "i", "em", "cite", "dfn", "var": inline.italic = true
    case "sup": inline.shift = .superscript
    case "sub": inline.shift = .subscript
    case "a": inline.target = attribute(node, "href") ?? inline.target
    default: break
    }
    walk(node)
    inline = before
  }

  private mutating func appendText(_ node: xmlNodePtr) {
    guard let content = node.pointee.content else { return }
    let text = String(cString: content)
    var scalars: [UInt32] = []
    for scalar in text.unicodeScalars {
      switch kind(of: scalar.value) {
      case .ink: scalars.append(scalar.value)
      case .space:
        finishWord(&scalars)
        spacePending = true
        if isPreformatted, scalar == "\n" { breakPending = true }
      case .nothing: break
      }
    }
    finishWord(&scalars)
  }

  private mutating func finishWord(_ scalars: inout [UInt32]) {
    guard !scalars.isEmpty else { return }
    if open == nil {
      path.append("P")
      startBlock()
      path.removeLast()
    }
    var word = inline
    word.scalars = scalars
    word.spaceBefore = spacePending || breakPending
    word.breaksLine = breakPending
    open?.words.append(word)
    spacePending = false
    breakPending = false
    scalars.removeAll(keepingCapacity: true)
  }

  // MARK: Tables

  /// A table that holds tables, headings or a single column lays the page out: its cells are read as they come.
  private mutating func table(_ node: xmlNodePtr) {
    closeBlock()
    var reader = HTMLTableReader()
    reader.read(node)
    guard !reader.isLayout else {
      group(node, nil)
      return
    }
    var table = HTMLTable(rows: reader.rows, columns: reader.columns)
    path.append("Table")
    if let caption = reader.caption { table.caption = inside(caption, ["Caption"]).first }
    for var cell in reader.cells {
      cell.rowSpan = min(cell.rowSpan, reader.rows - cell.row)
      let blocks = inside(cell.node, ["TR", cell.isHeader ? "TH" : "TD"])
      table.cells.append(
        HTMLCell(
          row: cell.row, column: cell.column, rowSpan: cell.rowSpan, columnSpan: cell.columnSpan, isHeader: cell.isHeader, blocks: blocks))
    }
    path.removeLast()
    items.append(.table(table))
  }

  /// The blocks inside a cell or caption; text of its own is a block with its path.
  private mutating func inside(_ node: xmlNodePtr, _ types: [String]) -> [HTMLBlock] {
    var walk = HTMLWalk(path: path + types, elements: elements, survey: survey)
    walk.isInNote = isInNote
    walk.startBlock()
    walk.walk(node)
    walk.closeBlock()
    elements = walk.elements
    return walk.items.flatMap { item -> [HTMLBlock] in
      switch item {
      case .block(let block): [block]
      // A table within a cell is read through.
      case .table(let table): (table.caption.map { [$0] } ?? []) + table.cells.flatMap(\.blocks)
      case .note(_, let blocks): blocks
      case .picture, .rule: []
      }
    }
  }
}

func attribute(_ node: xmlNodePtr, _ name: String) -> String? {
  guard let value = xmlGetProp(node, name) else { return nil }
  defer { xmlFreeString(value) }
  return String(cString: UnsafeRawPointer(value).assumingMemoryBound(to: CChar.self))
}
