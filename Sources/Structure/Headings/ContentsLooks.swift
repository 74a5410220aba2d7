import Layout
import Model
import Text

/// How a title is set in the printed table of contents: what stands alike there is alike in the text too.
struct ContentsLook: Hashable {
  /// Number of its indent, from the left, and how it is printed.
  var indent: Int
  var bold: Bool
  var size: Int
}

/// Chunks that the printed contents name → how their entries are set. Takes the flow with roles; titles are compared by letters and digits alone.
func contentsLooks(_ flow: Flow, chunks: [Chunk]) -> [Int: ContentsLook] {
  var entries: [(key: String, x: Double, look: Look)] = []
  var size = 0.0
  for case .line(let line) in flow.items where line.role == .contents && line.begins != false {
    let key = headingKey(withoutFolio(line.words).map(\.text).joined().unicodeScalars)
    guard key.utf8.count >= ContentsLookRule.letters else { continue }
    entries.append((key, line.box.x0, lookOf(line)))
    size = max(size, line.size)
  }
  guard entries.count >= ContentsLookRule.fewest else { return [:] }
  let indents = clusters(entries.map(\.x), gap: ContentsLookRule.indent * size)
  var looks: [String: ContentsLook] = [:]
  for (entry, indent) in zip(entries, indents) where looks[entry.key] == nil {
    looks[entry.key] = ContentsLook(indent: indent, bold: entry.look.bold, size: (entry.look.size + 1) / 2)
  }
  var out: [Int: ContentsLook] = [:]
  for (index, chunk) in chunks.enumerated() where chunk.scalars.count <= ContentsLookRule.longest {
    if let look = looks[headingKey(chunk.scalars)] { out[index] = look }
  }
  return out
}

private func withoutFolio(_ words: [Word]) -> [Word] {
  var out = words
  while out.count > 1, let last = out.last, isFolioOrLeaders(last.text) { out.removeLast() }
  return out
}

/// The number of the group that each value is in, groups being parted by more than `gap`, from the smallest up.
private func clusters(_ values: [Double], gap: Double) -> [Int] {
  var out = [Int](repeating: 0, count: values.count)
  var group = 0
  var before: Double?
  for index in values.indices.sorted(by: { (values[$0], $0) < (values[$1], $1) }) {
    if let before, values[index] - before > gap { group += 1 }
    out[index] = group
    before = values[index]
  }
  return out
}

private enum ContentsLookRule {
  /// Letters of an entry that names a section, and entries that make a list.
  static let letters = setting("letters", 4)
  static let fewest = setting("fewest", 4)
  /// Sizes of type by which one entry is set in against another.
  static let indent = setting("indent", 0.6)
  /// Scalars beyond which no chunk is a title of the contents.
  static let longest = setting("longest", 240)
}
