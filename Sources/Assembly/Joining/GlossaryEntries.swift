import Model
import Text
import Layout
import Objects
import Structure

/// Glossary blocks → terms and expansions.
func glossary(of draft: Draft, flow: Flow) -> [DraftEntry] {
  var out: [DraftEntry] = []
  for (place, block) in draft.blocks.enumerated() where block.type == .glossaryEntry && !block.dropped {
    // Term words stand at the start of the block's first lines.
    var term = ""
    for item in block.items {
      guard let line = flow.line(at: item), line.level > 0, line.level <= line.words.count else { break }
      for (index, word) in line.words.prefix(line.level).enumerated() {
        if index > 0 ? word.spaceBefore : !term.isEmpty && term.unicodeScalars.last != "-" { term += " " }
        term += word.text
      }
      if line.level < line.words.count { break }
    }
    guard !term.isEmpty else { continue }
    // The block's text begins with the term, joined in the same way.
    let scalars = Array(block.text.unicodeScalars)
    var start = min(term.unicodeScalars.count, scalars.count)
    func isLoose(_ scalar: Unicode.Scalar) -> Bool {
      scalar == " " || scalar == ":" || scalar == "-" || scalar == "=" || scalar == "\u{2013}" || scalar == "\u{2014}"
        || scalar == "\u{2026}"
    }
    while start < scalars.count,
      isLoose(scalars[start]) || (scalars[start] == "." && start + 1 < scalars.count && scalars[start + 1] == ".")
    { start += 1 }
    var name = String.UnicodeScalarView(term.unicodeScalars)
    while let last = name.last, isLoose(last) { name.removeLast() }
    let expansion = String(scalars: scalars[start...])
    guard !name.isEmpty, !expansion.isEmpty else { continue }
    out.append(DraftEntry(term: String(name), expansion: expansion, block: place))
  }
  return out
}
