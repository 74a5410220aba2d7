import Model
import Structure
import Text

/// Entries of printed tables of contents → the sections that they name: same title, with or without its number.
///
/// Gives the section's id for each place in `blocks` of an entry that names one (``Block/target``). Titles that several sections have are taken in
/// order. An entry over two blocks (the title's first line, then the rest with the page number) is tried with the one before it.
func contentsTargets(_ blocks: [Block], sections named: [Section], words: Phrases) -> [(block: Int, section: String)] {
  guard blocks.contains(where: { $0.type == .contents }), !named.isEmpty else { return [] }
  var sections: [String: [Int]] = [:]
  for (index, section) in named.enumerated() {
    let title = headingKey(section.title.unicodeScalars)
    let whole = headingKey(((section.number ?? "") + section.title).unicodeScalars)
    for key in title == whole ? [title] : [whole, title] where key.utf8.count >= 3 { sections[key, default: []].append(index) }
  }
  var out: [(block: Int, section: String)] = []
  var used: Set<Int> = []
  var before = ""
  for (place, block) in blocks.enumerated() where block.type == .contents {
    let entry = contentsEntry(block.text)
    let whole = headingKey(entry)
    var keys = [whole]
    if let number = numbering(of: entry, words: words), number.end < entry.count { keys.append(headingKey(entry[number.end...])) }
    if !before.isEmpty { keys.append(before + whole) }
    before = whole
    for key in keys {
      guard let section = sections[key]?.first(where: { !used.contains($0) }) else { continue }
      used.insert(section)
      out.append((place, named[section].id))
      before = ""
      break
    }
  }
  return out
}

/// The entry's title: without leaders and page number.
private func contentsEntry(_ text: String) -> [Unicode.Scalar] {
  var words = text.split(separator: " ")
  while words.count > 1, let last = words.last, isFolioOrLeaders(last) { words.removeLast() }
  return withoutGluedFolio(words.joined(separator: " "))
}
