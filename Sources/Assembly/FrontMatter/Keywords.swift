import Layout
import Model
import Text

/// The key words that the document prints behind `Keywords:` or below a heading of that name, in its first blocks.
func printedKeywords(_ draft: Draft, words: FrontMatterWords) -> [String] {
  let body: [BlockType] = [.heading, .paragraph, .listItem, .quote]
  let list = draft.blocks.indices.filter {
    !draft.blocks[$0].dropped && body.contains(draft.blocks[$0].type)
      && !draft.blocks[$0].text.isEmpty
  }.prefix(40).map { $0 }
  for (number, place) in list.enumerated() {
    let text = draft.blocks[place].text
    let opening = Opening(text)
    guard let length = words.keywords.match(opening.folded, at: 0) else { continue }
    var at = opening.skipSpace(length)
    var value: String
    if at >= opening.count, number + 1 < list.count {
      value = draft.blocks[list[number + 1]].text
    } else {
      guard at < opening.count, [0x3A, 0x2E, 0x2014].contains(opening.folded[at]) else { continue }
      at += 1
      value = String(String.UnicodeScalarView(text.unicodeScalars.dropFirst(at)))
      if trimmed(value).isEmpty, number + 1 < list.count {
        value = draft.blocks[list[number + 1]].text
      }
    }
    value = withoutEndPoint(value)
    guard value.utf8.count < 400 else { continue }
    let separator: Character = value.contains(";") ? ";" : ","
    return value.split(separator: separator).map { trimmed(String($0)) }.filter { !$0.isEmpty }
  }
  return []
}
