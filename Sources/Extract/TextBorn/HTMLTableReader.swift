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
  /// By column, the first row that no cell of a row above reaches into.
  private var freeRow: [Int] = []

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
    var feet: [xmlNodePtr] = []
    forEachElement(of: table) { element, name in
      switch name {
      case "tr": readRow(element)
      case "thead":
        hasHead = true
        readGroup(element)
      case "tbody": readGroup(element)
      // A foot may be written before the bodies; it stands under them.
      case "tfoot": feet.append(element)
      case "caption": caption = caption ?? element
      default: break
      }
    }
    for foot in feet { readGroup(foot) }
  }

  /// A row group: no cell reaches out of it.
  private mutating func readGroup(_ group: xmlNodePtr) {
    let first = cells.count
    forEachElement(of: group) { element, name in
      if name == "tr" { readRow(element) }
    }
    for index in first..<cells.count { cells[index].rowSpan = min(cells[index].rowSpan, rows - cells[index].row) }
    freeRow = freeRow.map { min($0, rows) }
  }

  private mutating func readRow(_ row: xmlNodePtr) {
    guard rows < Self.greatestRows else { return }
    var column = 0
    forEachElement(of: row) { element, name in
      guard name == "td" || name == "th" else { return }
      while isTaken(column) { column += 1 }
      guard column < Self.greatestColumns else { return }
      var columnSpan = max(1, span(element, "colspan", atMost: Self.greatestColumns))
      // A cell of a row above reaches into the span.
      if let wall = (0..<columnSpan).first(where: { isTaken(column + $0) }) { columnSpan = wall }
      // Zero means: down to the end of its row group.
      let stated = span(element, "rowspan", atMost: Self.greatestRows)
      let rowSpan = stated == 0 ? Self.greatestRows : stated
      if freeRow.count < column + columnSpan { freeRow += Array(repeating: 0, count: column + columnSpan - freeRow.count) }
      for right in 0..<columnSpan { freeRow[column + right] = rows + rowSpan }
      cells.append(Cell(node: element, row: rows, column: column, rowSpan: rowSpan, columnSpan: columnSpan, isHeader: name == "th"))
      if holds(element, ["table", "h1", "h2", "h3", "article", "section"], depth: 0) { cellsWithBlocks += 1 }
      column += columnSpan
      columns = max(columns, column)
    }
    rows += 1
  }

  private func forEachElement(of node: xmlNodePtr, _ take: (xmlNodePtr, String) -> Void) {
    var child = node.pointee.children
    while let current = child {
      child = current.pointee.next
      if current.pointee.type == XML_ELEMENT_NODE { take(current, String(cString: current.pointee.name).lowercased()) }
    }
  }

  private func isTaken(_ column: Int) -> Bool { column < freeRow.count && freeRow[column] > rows }

  private func span(_ node: xmlNodePtr, _ name: String, atMost limit: Int) -> Int {
    max(0, min(limit, attribute(node, name).flatMap { Int($0) } ?? 1))
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
