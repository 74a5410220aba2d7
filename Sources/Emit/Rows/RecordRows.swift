import Model

/// A record's rows: what ``resources`` lists, read off its tape. Nothing is copied before it is asked for.
package final class RecordRows {
  let tape: JSONTape
  let document: RowDocument
  /// Of its tables, in their order.
  private lazy var grids: [TableGrid] = tape.find(0, "tables").map { list in tape.children(of: list).map { TableGrid(tape, $0) } } ?? []
  /// Pages can be named in a link to it.
  private lazy var hasPages = text(0, ["source", "mediaType"]) == "application/pdf"
  private lazy var address = RecordRows.address(document.path)
  private lazy var pagesOfBlocks = readPagesOfBlocks()

  package init(_ tape: JSONTape, of document: RowDocument) {
    self.tape = tape
    self.document = document
  }

  /// Every row of a resource, in the order of the record.
  package func forEach(of resource: Resource, _ body: (RowContext) -> Void) {
    var row = RowContext(rows: self)
    guard let first = resource.list.first else { return body(row) }
    guard let list = tape.find(0, first) else { return }
    for (place, item) in tape.children(of: list).enumerated() {
      row.item = item
      row.ordinal = place + 1
      row.place = place
      if resource.list.count == 1 { body(row) } else { below(resource.list.dropFirst(), row, body) }
    }
  }

  // MARK: Steps

  private func below(_ path: ArraySlice<JSONKey>, _ above: RowContext, _ body: (RowContext) -> Void) {
    guard let key = path.first else { return body(above) }
    var row = above
    row.owners.append(above.item)
    row.ownerOrdinal = above.ordinal
    // A table's columns are no list of the record: they follow from its cells.
    if key.bytes == columnsKey.bytes {
      for column in 0..<(above.grid?.columns ?? 0) {
        row.column = column
        row.ordinal = column + 1
        body(row)
      }
      return
    }
    let items = tape.find(above.item, key).map { tape.children(of: $0) } ?? []
    // A note that no cell calls is a row all the same.
    if items.isEmpty, path.count == 1, row.owners.count == 2 {
      row.item = -1
      row.ordinal = 1
      return body(row)
    }
    for (place, item) in items.enumerated() {
      row.item = item
      row.ordinal = place + 1
      below(path.dropFirst(), row, body)
    }
  }

  func text(_ from: Int, _ path: [JSONKey]) -> String? { tape.find(from, path).flatMap(tape.text) }

  func grid(_ place: Int) -> TableGrid? { grids.indices.contains(place) ? grids[place] : nil }

  /// To the page of the item, else of what holds it, else of the block that it names.
  func link(_ row: RowContext) -> String {
    guard hasPages else { return address }
    if let page = page(of: row.item) { return "\(address)#page=\(page)" }
    for owner in row.owners.reversed() { if let page = page(of: owner) { return "\(address)#page=\(page)" } }
    return text(row.item, ["block"]).flatMap { pagesOfBlocks[$0] }.map { "\(address)#page=\($0)" } ?? address
  }

  private func page(of item: Int) -> Int? {
    (tape.find(item, .page) ?? tape.find(item, .pages).flatMap { tape.item(of: $0, 0) }).flatMap(tape.integer)
  }

  private func readPagesOfBlocks() -> [String: Int] {
    let blocks = tape.find(0, "blocks").map { tape.children(of: $0) } ?? []
    let pairs = blocks.compactMap { block in
      text(block, ["id"]).flatMap { id in tape.find(block, .page).flatMap(tape.integer).map { (id, $0) } }
    }
    return Dictionary(pairs, uniquingKeysWith: { first, _ in first })
  }

  /// A path as it stands in an address (RFC 3986).
  package static func address(_ path: String) -> String {
    var out: [UInt8] = []
    for byte in path.utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "~"),
        UInt8(ascii: "/"):
        out.append(byte)
      default:
        out.append(UInt8(ascii: "%"))
        for digit in [byte >> 4, byte & 15] { out.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "A") + digit - 10) }
      }
    }
    return String(decoding: out, as: UTF8.self)
  }
}

private let columnsKey: JSONKey = "columns"

/// Keys that are asked for with every row: a literal would make an array each time.
extension JSONKey {
  static let page: JSONKey = "page"
  static let pages: JSONKey = "pages"
  static let value: JSONKey = "value"
  static let type: JSONKey = "type"
  static let spans: JSONKey = "spans"
  static let box: JSONKey = "box"
  static let row: JSONKey = "row"
  static let column: JSONKey = "column"
}

/// One row: where its item stands on the tape, and among what.
package struct RowContext {
  let rows: RecordRows
  /// The item's node; the record's for the document itself; -1 where there is none.
  var item = 0
  /// What holds it, outermost first.
  var owners: [Int] = []
  var ordinal = 1
  var ownerOrdinal = 1
  /// Of the outermost item in its list, from 0.
  var place = 0
  /// Of a table.
  var column = 0

  var tape: JSONTape { rows.tape }
  /// Of the table that the item is, or is in.
  var grid: TableGrid? { rows.grid(place) }

  func text(_ from: Int, _ path: [JSONKey]) -> String? { rows.text(from, path) }

  func grandparent(_ key: JSONKey) -> RowValue { owners.first.flatMap { tape.find($0, key) }.map { .node($0) } ?? .null }

  package func value(_ source: ColumnSource) -> RowValue {
    switch source {
    case .document: return .text(rows.document.name)
    case .told(let tell): return tell(rows.document)
    case .ordinal: return .integer(ordinal)
    case .link: return .text(rows.link(self))
    case .made(let make): return make(self)
    case .at(let path): return node(item, path)
    case .owner(let path): return node(owners.last ?? -1, path)
    case .record(let path): return node(0, path)
    case .item(let path, let place):
      return tape.find(item, path).flatMap { tape.item(of: $0, place) }.map { .node($0) } ?? .null
    case .count(let path): return .integer(tape.find(item, path).map { Int(tape.nodes[$0].count) } ?? 0)
    case .joined(let path): return joined(path)
    case .value(let key, let types): return value(key, types)
    }
  }

  private func node(_ from: Int, _ path: [JSONKey]) -> RowValue { tape.find(from, path).map { .node($0) } ?? .null }

  private func joined(_ path: [JSONKey]) -> RowValue {
    guard let list = tape.find(item, path) else { return .null }
    let texts = tape.children(of: list).compactMap { tape.text($0) }
    return texts.isEmpty ? .null : .text(texts.joined(separator: "; "))
  }

  /// The type of a value is its own in a cell, its mention's elsewhere.
  private func value(_ key: JSONKey, _ types: [JSONKey]) -> RowValue {
    let tape = tape
    guard let value = tape.find(item, .value), let type = tape.find(value, .type) ?? tape.find(item, .type),
      types.contains(where: { tape.isText(type, $0) })
    else {
      return .null
    }
    return tape.find(value, key).map { .node($0) } ?? .null
  }
}

extension JSONTape {
  /// The value of a member, without making texts of keys.
  func find(_ index: Int, _ key: JSONKey) -> Int? {
    guard index >= 0, index < nodes.count, nodes[index].kind == .object else { return nil }
    var child = index + 1
    let end = Int(nodes[index].next)
    while child < end {
      if holds(child, key) { return child + 1 }
      child = Int(nodes[child + 1].next)
    }
    return nil
  }

  /// Whether a value is a string of these bytes.
  func isText(_ index: Int, _ text: JSONKey) -> Bool { nodes[index].kind == .string && holds(index, text) }

  /// From the end: keys of one length are told apart there, and differ at their first letter less often.
  private func holds(_ index: Int, _ text: JSONKey) -> Bool {
    let start = Int(nodes[index].start)
    guard Int(nodes[index].end) - start == text.bytes.count else { return false }
    var at = text.bytes.count
    while at > 0 {
      at -= 1
      if bytes[start + at] != text.bytes[at] { return false }
    }
    return true
  }

  func find(_ index: Int, _ path: [JSONKey]) -> Int? {
    var index = index
    for key in path {
      guard let next = find(index, key) else { return nil }
      index = next
    }
    return index >= 0 ? index : nil
  }

  /// The n-th item of a list.
  func item(of list: Int, _ place: Int) -> Int? {
    guard nodes[list].kind == .list, place < Int(nodes[list].count) else { return nil }
    var child = list + 1
    for _ in 0..<place { child = Int(nodes[child].next) }
    return child
  }
}
