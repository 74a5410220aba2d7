import CXML

/// Where the cells of an HTML table stand, spans resolved (HTML standard, "forming a table").
struct HTMLTableReader {
  struct Cell {
    var node: xmlNodePtr
    var row: Int
    var column: Int
    var rowSpan: Int
    var columnSpan: Int
    var isHeader: Bool
  }

  private(set) var cells: [Cell] = []
  private(set) var caption: xmlNodePtr?
  private(set) var rows = 0
  private(set) var columns = 0
  private var cellsWithBlocks = 0
  private var hasHead = false
  private var isPresentation = false
  private var taken: Set<Int> = []

  private static let greatestSpan = 200
  private static let greatestColumns = 500
  private static let greatestRows = 20_000

  /// Whether it only lays the page out: a single column, or cells that hold whole parts of a page. A table that has a caption, heads or a
  /// head row says that it is one, whatever a few of its cells hold.
  var isLayout: Bool {
    if columns < 2 || cells.isEmpty || isPresentation { return true }
    let saysTable = caption != nil || hasHead || cells.contains(where: \.isHeader)
    return cellsWithBlocks * (saysTable ? 2 : cells.count + 1) > cells.count
  }

  mutating func read(_ table: xmlNodePtr) {
    if let role = attribute(table, "role"), role == "presentation" || role == "none" { isPresentation = true }
    var child = table.pointee.children
    while let current = child {
      if current.pointee.type == XML_ELEMENT_NODE {
        switch String(cString: current.pointee.name).lowercased() {
        case "tr": readRow(current)
        case "thead":
          hasHead = true
          read(current)
        case "tbody", "tfoot": read(current)
        case "caption": caption = caption ?? current
        default: break
        }
      }
      child = current.pointee.next
    }
  }

  private mutating func readRow(_ row: xmlNodePtr) {
    guard rows < Self.greatestRows else { return }
    var column = 0
    var child = row.pointee.children
    while let current = child {
      child = current.pointee.next
      guard current.pointee.type == XML_ELEMENT_NODE else { continue }
      let name = String(cString: current.pointee.name).lowercased()
      guard name == "td" || name == "th" else { continue }
      while taken.contains(key(rows, column)) { column += 1 }
      guard column < Self.greatestColumns else { return }
      var columnSpan = span(current, "colspan")
      // A cell of a row above reaches into the span.
      if let wall = (0..<columnSpan).first(where: { taken.contains(key(rows, column + $0)) }) { columnSpan = wall }
      let rowSpan = span(current, "rowspan")
      for below in 0..<rowSpan { for right in 0..<columnSpan { taken.insert(key(rows + below, column + right)) } }
      cells.append(Cell(node: current, row: rows, column: column, rowSpan: rowSpan, columnSpan: columnSpan, isHeader: name == "th"))
      if holds(current, ["table", "h1", "h2", "h3", "article", "section"], depth: 0) { cellsWithBlocks += 1 }
      column += columnSpan
      columns = max(columns, column)
    }
    rows += 1
  }

  private func key(_ row: Int, _ column: Int) -> Int { row * 1024 + column }

  private func span(_ node: xmlNodePtr, _ name: String) -> Int {
    max(1, min(Self.greatestSpan, attribute(node, name).flatMap { Int($0) } ?? 1))
  }

  private func holds(_ node: xmlNodePtr, _ names: Set<String>, depth: Int) -> Bool {
    guard depth < 50 else { return false }
    var child = node.pointee.children
    while let current = child {
      if current.pointee.type == XML_ELEMENT_NODE,
        names.contains(String(cString: current.pointee.name).lowercased()) || holds(current, names, depth: depth + 1)
      {
        return true
      }
      child = current.pointee.next
    }
    return false
  }
}
