package import Model

/// A document as GitHub-flavoured Markdown, for people: the body in reading order, notes as `[^47]`, plain tables as GFM tables and those
/// with spans as HTML. Furniture is left out; words inside figures too.
package func markdown(_ document: Document) -> String {
  var writer = MarkdownWriter(document)
  for block in document.blocks { writer.write(block) }
  return writer.finish()
}

private struct MarkdownWriter {
  private let document: Document
  private let tables: [String: Table]
  private let figures: [String: Figure]
  private let notes: [String: Footnote]
  /// What stands between `[^` and `]` for a note: its marker, or its id where the marker comes twice.
  private let labels: [String: String]
  /// Calls by block, in the order of their places.
  private let calls: [String: [Call]]
  private var parts: [String] = []
  private var listing = false

  init(_ document: Document) {
    self.document = document
    tables = Dictionary(document.tables.map { ($0.block, $0) }, uniquingKeysWith: { first, _ in first })
    figures = Dictionary(document.figures.map { ($0.block, $0) }, uniquingKeysWith: { first, _ in first })
    notes = Dictionary(document.footnotes.map { ($0.block, $0) }, uniquingKeysWith: { first, _ in first })
    let times = Dictionary(document.footnotes.map { ($0.marker, 1) }, uniquingKeysWith: +)
    var labels: [String: String] = [:]
    var calls: [String: [Call]] = [:]
    for note in document.footnotes {
      let plain = note.marker.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || ("0"..."9").contains($0) }
      let label = plain && !note.marker.isEmpty && times[note.marker] == 1 ? note.marker : note.id
      labels[note.id] = label
      for anchor in note.anchors { calls[anchor.block, default: []].append(Call(offset: anchor.offset, cell: anchor.cell, label: label)) }
    }
    self.labels = labels
    self.calls = calls
  }

  mutating func write(_ block: Block) {
    let wasListing = listing
    listing = block.type == .listItem
    switch block.type {
    case .furniture, .contents: listing = wasListing
    case .heading: add(String(repeating: "#", count: min(max(block.level ?? 1, 1), 6)) + " " + text(block, start: true))
    case .quote: add("> " + text(block, start: true))
    case .listItem: item(block, following: wasListing)
    case .caption: add("**" + text(block) + "**")
    case .units, .source: add("*" + text(block) + "*")
    case .note: add([block.marker.map { escaped($0) }, text(block)].compactMap { $0 }.joined(separator: " "))
    case .table: if let table = tables[block.id] { add(tableMarkdown(table, calls: calls[block.id] ?? [])) }
    case .figure, .photo: if let figure = figures[block.id] { add("<!-- \(figure.kind) \(figure.id), page \(figure.page) -->") }
    case .footnote:
      if let note = notes[block.id] { add("[^\(labels[note.id] ?? note.id)]: " + text(block)) } else { add(text(block, start: true)) }
    case .reference: add((block.marker.map { escaped($0) + " " } ?? "") + text(block, start: block.marker == nil))
    case .paragraph, .glossaryEntry: add(text(block, start: true))
    }
  }

  func finish() -> String { parts.joined(separator: "\n\n") + "\n" }

  private mutating func add(_ part: String) { parts.append(part) }

  private mutating func item(_ block: Block, following: Bool) {
    let marker = block.marker.flatMap { $0.utf8.first.map { $0 >= 0x30 && $0 <= 0x39 } == true ? escaped($0) + " " : nil } ?? ""
    let line = String(repeating: "  ", count: max(0, min((block.level ?? 1) - 1, 8))) + "- " + marker + text(block, start: marker.isEmpty)
    if following, let last = parts.popLast() { parts.append(last + "\n" + line) } else { add(line) }
  }

  /// The block's text with its calls put back as `[^…]`.
  private func text(_ block: Block, start: Bool = false) -> String { withCalls(block.text, calls[block.id] ?? [], start: start) }
}

struct Call {
  var offset: Int
  var cell: CellPlace?
  var label: String
}

/// Text, escaped, with `[^…]` at the places of its calls.
func withCalls(_ text: String, _ calls: [Call], start: Bool = false) -> String {
  guard !calls.isEmpty else { return escaped(text, start: start) }
  let scalars = text.unicodeScalars
  var out = ""
  var from = scalars.startIndex
  var passed = 0
  for call in calls.sorted(by: { ($0.offset, $0.label) < ($1.offset, $1.label) }) {
    let to = scalars.index(from, offsetBy: max(call.offset - passed, 0), limitedBy: scalars.endIndex) ?? scalars.endIndex
    out += escaped(String(scalars[from..<to]), start: start && from == scalars.startIndex) + "[^\(call.label)]"
    from = to
    passed = max(call.offset, passed)
  }
  return out + escaped(String(scalars[from...]))
}

/// Backslashes before what Markdown would take for its own; `start`: also before what only counts at the start of a line.
func escaped(_ text: String, start: Bool = false) -> String {
  var text = text
  return text.withUTF8 { escaped($0, start: start) }
}

private func escaped(_ text: UnsafeBufferPointer<UInt8>, start: Bool) -> String {
  var out: [UInt8] = []
  out.reserveCapacity(text.count + 8)
  for index in text.indices {
    let byte = text[index]
    switch byte {
    case UInt8(ascii: "\\"), UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "["), UInt8(ascii: "]"),
      UInt8(ascii: "<"):
      out.append(UInt8(ascii: "\\"))
    case UInt8(ascii: "#"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: ">"), UInt8(ascii: "="), UInt8(ascii: "~"):
      if start, index == 0 { out.append(UInt8(ascii: "\\")) }
    case UInt8(ascii: "."), UInt8(ascii: ")"):
      if start, index > 0, index < 10, out.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) { out.append(UInt8(ascii: "\\")) }
    default: break
    }
    out.append(byte == 0x0a ? 0x20 : byte)
  }
  return String(decoding: out, as: UTF8.self)
}
