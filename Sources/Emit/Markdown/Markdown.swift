package import Model

/// A document as GitHub-flavoured Markdown, for people: front matter in YAML, then the body in reading order, notes as `[^47]`, plain tables as
/// GFM tables and those with spans as HTML. Furniture and the printed contents are left out; words inside figures too.
///
/// Addresses of the web are links; what only looks like one is kept from becoming one.
package func markdown(_ document: Document, mentions: [Mention] = []) -> [UInt8] {
  Array((frontMatter(document) + markdownBody(document, mentions: mentions)).utf8)
}

package func markdownBody(_ document: Document, mentions: [Mention] = []) -> String {
  var writer = MarkdownWriter(document, links: mentions.filter { $0.type == .url && $0.cell == nil })
  for block in document.blocks { writer.write(block) }
  return writer.finish()
}

private struct MarkdownWriter {
  private let tables: [String: Table]
  private let figures: [String: Figure]
  private let notes: [String: Footnote]
  private let labels: [String: String]
  /// Notes that something calls where GFM knows calls.
  private let called: Set<String>
  /// Calls by block, in the order of their places.
  private let calls: [String: [Call]]
  private let links: [String: [Mention]]
  private var parts: [String] = []
  private var list = MarkdownList()

  init(_ document: Document, links: [Mention]) {
    self.links = Dictionary(grouping: links, by: \.block)
    tables = Dictionary(document.tables.map { ($0.block, $0) }, uniquingKeysWith: { first, _ in first })
    figures = Dictionary(document.figures.map { ($0.block, $0) }, uniquingKeysWith: { first, _ in first })
    notes = Dictionary(document.footnotes.map { ($0.block, $0) }, uniquingKeysWith: { first, _ in first })
    labels = noteLabels(document)
    calls = callsByBlock(document)
    let known = tables
    let shown = Dictionary(document.blocks.map { ($0.id, $0.type) }, uniquingKeysWith: { first, _ in first })
    called = Set(
      document.footnotes.filter { note in
        note.anchors.contains { anchor in
          guard let type = shown[anchor.block], type != .furniture, type != .contents else { return false }
          return known[anchor.block].map { isFlat($0) && anchor.cell != nil } ?? true
        }
      }.map(\.id))
  }

  mutating func write(_ block: Block) {
    switch block.type {
    case .furniture, .contents: return
    case .listItem: return item(block)
    default: list = MarkdownList()
    }
    switch block.type {
    case .heading: add(String(repeating: "#", count: min(max(block.level ?? 1, 1), 6)) + " ", text(block, heading: true))
    case .quote: add("> ", text(block, start: true))
    case .caption: add("**", text(block), "**")
    case .units, .source: add("*", text(block), "*")
    case .note: add(block.marker.map { escaped($0, start: true) + " " } ?? "", text(block, start: block.marker == nil))
    case .table:
      if let table = tables[block.id], table.rows > 0, table.columns > 0 { add(tableMarkdown(table, calls: calls[block.id] ?? [])) }
    case .figure, .photo: if let figure = figures[block.id] { add("<!-- \(figure.kind) \(figure.id), page \(figure.page) -->") }
    case .footnote: footnote(block)
    case .reference: add(block.marker.map { escaped($0, start: true) + " " } ?? "", text(block, start: block.marker == nil))
    default: add("", text(block, start: true))
    }
  }

  func finish() -> String { parts.joined(separator: "\n\n") + "\n" }

  /// A part, if there is anything between its marks.
  private mutating func add(_ before: String, _ text: String = "", _ after: String = "") {
    if !text.isEmpty || after.isEmpty && !before.isEmpty { parts.append(before + text + after) }
  }

  private mutating func item(_ block: Block) {
    var list = self.list
    defer { self.list = list }
    let (line, follows) = list.item(marker: block.marker, level: block.level ?? 1) { text(block, start: $0) }
    if follows, let last = parts.popLast() { parts.append(last + "\n" + line) } else { parts.append(line) }
  }

  /// A definition that nothing calls would not be shown: such a note is a paragraph with its marker raised.
  private mutating func footnote(_ block: Block) {
    guard let note = notes[block.id], called.contains(note.id) else {
      return add(block.marker.map { "<sup>\(escaped($0))</sup> " } ?? "", text(block, start: block.marker == nil))
    }
    add("[^\(labels[note.id] ?? note.id)]: ", text(block, start: true))
  }

  /// The block's text with its calls put back as `[^…]`.
  private func text(_ block: Block, start: Bool = false, heading: Bool = false) -> String {
    withCalls(block.text, calls[block.id] ?? [], links: apart(links[block.id] ?? []), start: start, heading: heading)
  }
}

/// Text, escaped, with `[^…]` at the places of its calls.
func withCalls(_ text: String, _ calls: [Call], links: [Mention] = [], start: Bool = false, heading: Bool = false) -> String {
  var out = ""
  var called = false
  var link: String?
  // No note is called inside of a link.
  var waiting = ""
  for piece in pieces(text, calls: calls, mentions: links) {
    switch piece {
    case .text(let text):
      // Behind a call these would make a link or a definition of it.
      if called, let first = text.utf8.first, first == UInt8(ascii: "(") || first == UInt8(ascii: ":") { out += "\\" }
      out += escaped(text, start: start && out.isEmpty, heading: heading)
      called = false
    case .call(let call):
      if link == nil { out += "[^\(call.label)]" } else { waiting += "[^\(call.label)]" }
      called = true
    case .open(let mention):
      if case .url(let href)? = mention.value, let address = webAddress(href) {
        link = address
        out += "["
      }
    case .close:
      if let address = link { out += "](<\(address)>)" + waiting }
      called = !waiting.isEmpty
      link = nil
      waiting = ""
    case .page: break
    }
  }
  return out
}

/// Backslashes before what Markdown would take for its own; `start`: also before what only counts at the start of a line; `heading`: also before
/// what would end one.
func escaped(_ text: String, start: Bool = false, heading: Bool = false) -> String {
  var text = text
  return text.withUTF8 { escaped($0, start: start, heading: heading) }
}

private func escaped(_ text: UnsafeBufferPointer<UInt8>, start: Bool, heading: Bool) -> String {
  var out: [UInt8] = []
  out.reserveCapacity(text.count + 8)
  // White space at the start of a line would be an indent.
  let first = start ? text.firstIndex { $0 > 0x20 } ?? text.endIndex : text.startIndex
  var number = start
  for index in first..<text.endIndex {
    let byte = text[index]
    switch byte {
    case UInt8(ascii: "\\"), UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "["), UInt8(ascii: "]"),
      UInt8(ascii: "<"), UInt8(ascii: "&"), UInt8(ascii: "~"):
      out.append(UInt8(ascii: "\\"))
    case UInt8(ascii: "#"):
      if heading || start && index == first { out.append(UInt8(ascii: "\\")) }
    case UInt8(ascii: ":"):
      // GitHub makes a link of `http://…`, and takes backslashes in it for a part of it.
      if index + 2 < text.endIndex, text[index + 1] == UInt8(ascii: "/"), text[index + 2] == UInt8(ascii: "/") {
        out.append(UInt8(ascii: "\\"))
      }
    case UInt8(ascii: "."):
      if number && index > first || isWorldWideWeb(text, before: index) { out.append(UInt8(ascii: "\\")) }
    case UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: ">"), UInt8(ascii: "="):
      if start, index == first { out.append(UInt8(ascii: "\\")) }
    case UInt8(ascii: ")"):
      if number, index > first { out.append(UInt8(ascii: "\\")) }
    default: break
    }
    number = number && byte >= 0x30 && byte <= 0x39 && index < first + 9
    out.append(byte < 0x20 || byte == 0x7f ? 0x20 : byte)
  }
  return String(decoding: out, as: UTF8.self)
}

/// `www` stands before: GitHub makes a link of that as well.
private func isWorldWideWeb(_ text: UnsafeBufferPointer<UInt8>, before index: Int) -> Bool {
  index >= 3 && text[index - 3..<index].allSatisfy { $0 | 0x20 == UInt8(ascii: "w") }
}
