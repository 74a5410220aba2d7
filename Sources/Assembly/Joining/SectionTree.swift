import Model
import Text
import Layout
import Objects
import Structure

/// A section that the heading block `block` (place in ``Draft/blocks``) opens; `parent` is a place in the list of sections.
package struct DraftSection {
  package var block: Int
  package var parent: Int?
  package var level: Int
  package var number: String?
  package var title: String
}

/// Headings in order → sections: each one's parent is the last before it of a smaller level; number and title apart.
func sectionTree(_ draft: Draft, flow: Flow, facts: DocumentFacts, settings: SegmentSettings) -> [DraftSection] {
  let words = Phrases(settings.words("heading-words") + settings.words("numbered-titles"))
  var sections: [DraftSection] = []
  var open: [Int] = []
  for (place, block) in draft.blocks.enumerated() where block.type == .heading && !block.dropped {
    let level = block.level ?? 1
    while let last = open.last, sections[last].level >= level { open.removeLast() }
    let scalars = Array(block.text.unicodeScalars)
    var section = DraftSection(block: place, parent: open.last, level: level, number: nil, title: block.text)
    if let number = numbering(of: scalars, words: words) {
      let title = String(scalars: scalars[min(number.end, scalars.count)...])
      if title.unicodeScalars.contains(where: { isLetter($0) }) {
        section.number = number.text
        section.title = title
      } else if number.kind == .word {
        section.number = number.text
      }
    }
    open.append(sections.count)
    sections.append(section)
  }
  return sections
}
