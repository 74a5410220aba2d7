import Model
import Structure
import Text

/// Entries of printed tables of contents → the sections that they name: same title, with or without its number.
///
/// Takes the finished document, fills ``Block/target`` of its `contents` blocks. Titles that several sections have are taken in order. An entry over
/// two blocks (the title's first line, then the rest with the page number) is tried with the one before it.
func linkContents(_ document: inout Document, words: Phrases) {
  guard document.blocks.contains(where: { $0.type == .contents }), !document.sections.isEmpty else { return }
  var sections: [String: [Int]] = [:]
  for (index, section) in document.sections.enumerated() {
    let title = headingKey(section.title.unicodeScalars)
    let whole = headingKey(((section.number ?? "") + section.title).unicodeScalars)
    for key in title == whole ? [title] : [whole, title] where key.utf8.count >= 3 { sections[key, default: []].append(index) }
  }
  var used: Set<Int> = []
  var before = ""
  for index in document.blocks.indices where document.blocks[index].type == .contents {
    let entry = contentsEntry(document.blocks[index].text)
    let whole = headingKey(entry)
    var keys = [whole]
    if let number = numbering(of: entry, words: words), number.end < entry.count { keys.append(headingKey(entry[number.end...])) }
    if !before.isEmpty { keys.append(before + whole) }
    before = whole
    for key in keys {
      guard let named = sections[key], let section = named.first(where: { !used.contains($0) }) else { continue }
      used.insert(section)
      document.blocks[index].target = document.sections[section].id
      before = ""
      break
    }
  }
}

/// The entry's title: without leaders and page number.
private func contentsEntry(_ text: String) -> [Unicode.Scalar] {
  var words = text.split(separator: " ")
  while words.count > 1, let last = words.last, isFolioOrLeaders(last) { words.removeLast() }
  return withoutGluedFolio(words.joined(separator: " "))
}
