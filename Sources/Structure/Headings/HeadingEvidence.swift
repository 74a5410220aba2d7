import Model
import Text
import Layout
import Objects

/// What the file itself says of its headings.

/// Letters and digits without case, accents and spaces: how titles are compared.
package func headingKey(_ scalars: some Sequence<Unicode.Scalar>) -> String {
  var out: [UInt8] = []
  for scalar in scalars {
    let value = folded(scalar)
    guard isWordScalar(value) else { continue }
    if value < 0x80 { out.append(UInt8(value)) } else if let letter = Unicode.Scalar(value) { out += UTF8.encode(letter)! }
  }
  return String(decoding: out, as: UTF8.self)
}

/// Titles in the printed table of contents: its lines without leaders and page numbers; a title over two lines also as one.
func contentsTitles(_ flow: Flow) -> Set<String> {
  var out: Set<String> = []
  var before = ""
  for case .line(let line) in flow.items where line.role == .contents {
    var words = line.words.map(\.text)
    while words.count > 1, let last = words.last, isFolioOrLeaders(last) { words.removeLast() }
    let key = headingKey(words.joined().unicodeScalars)
    guard key.utf8.count >= 4 else { continue }
    out.insert(key)
    if !before.isEmpty { out.insert(before + key) }
    before = key
  }
  return out
}

/// Chunks that the outline names, with the outline's level. Nothing if less than half of the outline is found: then it says something else.
func outlineLevels(_ outline: [OutlineItem], chunks: [Chunk]) -> [Int: Int] {
  guard outline.count >= 2 else { return [:] }
  var byPage: [Int: [(index: Int, key: String)]] = [:]
  for (index, chunk) in chunks.enumerated() where chunk.scalars.count < HeadingRule.longest {
    byPage[chunk.page, default: []].append((index, headingKey(chunk.scalars)))
  }
  var out: [Int: Int] = [:]
  var found = 0
  for item in outline {
    guard let page = item.page else { continue }
    let key = headingKey(item.title.unicodeScalars)
    guard key.utf8.count >= 2 else { continue }
    let entries = byPage[page - 1] ?? []
    let chunk = entries.first { entry in
      out[entry.index] == nil
        && (entry.key == key || (key.utf8.count >= 8 && entry.key.hasSuffix(key) && entry.key.utf8.count < key.utf8.count + 14))
    }
    // A label and its title below it are two chunks and one entry.
    let label = zip(entries, entries.dropFirst()).first { entry, next in
      out[entry.index] == nil && next.index == entry.index + 1 && key.hasPrefix(entry.key) && key == entry.key + next.key
    }
    guard let chunk = chunk ?? label?.0 else { continue }
    out[chunk.index] = item.level
    found += 1
  }
  return found * 2 >= outline.count ? out : [:]
}

/// Chunks that the structure tree calls headings. Only where the tree tells text from headings: not everything is a heading, and not everything of one level.
func taggedLevels(_ flow: Flow, chunks: [Chunk]) -> [Int: Int] {
  var out: [Int: Int] = [:]
  var tagged = 0
  for (index, chunk) in chunks.enumerated() {
    guard case .line(let line) = flow.items[chunk.places[0]], let word = line.words.first, word.marked >= 0 else { continue }
    let marked = flow.pages[chunk.page].marked
    guard Int(word.marked) < marked.count else { continue }
    let path = marked[Int(word.marked)].path
    guard !path.isEmpty else { continue }
    tagged += 1
    guard let last = path.last(where: { $0 != "Span" && $0 != "Link" }) else { continue }
    if last.utf8.count == 2, last.hasPrefix("H"), let level = Int(last.dropFirst()), chunk.scalars.count < HeadingRule.longest {
      out[index] = level
    }
  }
  return out.count * 2 <= tagged ? out : [:]
}
