import Model
import Text

/// The lines that count the pages, and what they say.
package struct FolioSequence {
  package var lines: [(page: Int, line: Int)] = []
  /// Page (index) → label as printed.
  package var labels: [(page: Int, label: String)] = []
  /// Folio minus page index, where one number rules the whole document.
  package var offset: Int?
  package var roman = false
  private var members: Set<Int> = []

  package func contains(page: Int, line: Int) -> Bool { members.contains(page << 20 | line) }

  package mutating func add(page: Int, line: Int, label: String) {
    lines.append((page, line))
    members.insert(page << 20 | line)
    if labels.last?.page != page { labels.append((page, label)) }
  }
}

/// Folios: lines in the outer rows whose one number grows with the page. A line is a candidate if it is little more than its number
/// (`37`, `— 37 —`, `Página 3`, `3 de 20`), or if it has its key in common with another page.
func folioSequence(_ rows: [(top: [MarginRow], bottom: [MarginRow])], pages: [Page]) -> FolioSequence {
  struct Candidate {
    var page: Int
    var line: Int
    var number: String
    var offset: Int
    var outer: Int
    var roman: Bool
    /// It may be the title of a section: its number ends with a mark of its own, or words stand with it.
    var titled: Bool
    var key: UInt64
  }
  var candidates: [Candidate] = []
  for (page, margins) in rows.enumerated() {
    let stacked = stackedNumbers(pages[page])
    for list in [margins.top, margins.bottom] {
      for (depth, row) in list.enumerated() where depth < 4 && !row.tabular {
        for line in row.lines where !stacked.contains(line.line) {
          guard let folio = folioNumber(line.folded) else { continue }
          candidates.append(
            Candidate(
              page: page, line: line.line, number: folio.text, offset: folio.value - page, outer: depth, roman: folio.roman,
              titled: opensTitle(line, in: row, page: pages[page]), key: rowKey(row)))
        }
      }
    }
  }
  // `4. Duties` at the head of page 4 numbers a section, unless the same words come back with another number.
  var again: [UInt64: Set<Int>] = [:]
  for candidate in candidates { again[candidate.key, default: []].insert(candidate.page) }
  candidates.removeAll { $0.titled && again[$0.key]?.count ?? 0 < 2 }
  var sequence = FolioSequence()
  guard !candidates.isEmpty else { return sequence }
  // The offset that most pages agree on; arabic and roman are counted apart, since front matter has its own.
  var pagesOf: [[Int]: Set<Int>] = [:]
  for candidate in candidates { pagesOf[[candidate.offset, candidate.roman ? 1 : 0], default: []].insert(candidate.page) }
  let ranked = pagesOf.map { (offset: $0.key[0], roman: $0.key[1] == 1, pages: $0.value.count) }
    .sorted { ($1.pages, $0.roman ? 1 : 0, abs($0.offset), $0.offset) < ($0.pages, $1.roman ? 1 : 0, abs($1.offset), $1.offset) }
  let needed = pages.count == 1 ? 1 : 2
  var used: Set<Int> = []
  for group in ranked where group.pages >= needed {
    var byPage: [Int: [Candidate]] = [:]
    for candidate in candidates where candidate.offset == group.offset && candidate.roman == group.roman && !used.contains(candidate.page) {
      byPage[candidate.page, default: []].append(candidate)
    }
    // A single page proves nothing by counting: its number must stand alone at the page's edge and say 1 or more.
    guard byPage.count >= needed else { continue }
    for page in byPage.keys.sorted() {
      guard let best = byPage[page]?.min(by: { ($0.outer, $0.line) < ($1.outer, $1.line) }) else { continue }
      if pages.count == 1, !standsAlone(rows[page], line: best.line) { continue }
      used.insert(page)
      sequence.add(page: page, line: best.line, label: best.number)
    }
    if sequence.offset == nil, !used.isEmpty {
      sequence.offset = group.offset
      sequence.roman = group.roman
    }
  }
  sequence.labels.sort { $0.page < $1.page }
  return sequence
}

/// What tells printed page numbers.
private enum FolioRule {
  /// Lines (sizes) of white inside of a number that stands alone in the margin. Base: text goes on at 1.0 to 1.5.
  static let standsOff = setting("standsOff", 2.5)
  /// Sizes of white between the number of a section and its title, at most.
  static let toTitle = setting("toTitle", 6.0)
  /// The part of all pages whose printed numbers run on, from where the missing ones are filled in.
  static let agreeing = setting("agreeing", 0.5)
}

/// The number of a line that is little more than a number. Of `3 de 20` and `3/20` the first.
private func folioNumber(_ folded: FoldedText) -> (value: Int, text: String, roman: Bool)? {
  guard folded.letters <= 14, let value = folded.value, let number = folded.number, value > 0, value < 10_000 else { return nil }
  // A lone `I` or `C` within words is no number of a page.
  if folded.roman, folded.letters > 0 { return nil }
  return (value, number, folded.roman)
}

/// A number closed by a point or bracket that words follow on the line, or close by on its baseline.
private func opensTitle(_ line: MarginLine, in row: MarginRow, page: Page) -> Bool {
  let words = page.lines[line.line].words
  guard let first = words.first?.text.unicodeScalars, let end = first.last, end == "." || end == ")",
    first.dropLast().allSatisfy({ isDigit($0.value) })
  else { return false }
  return words.count > 1
    || row.lines.contains { other in
      let gap = other.box.x0 - line.box.x1
      return gap > 0 && gap < FolioRule.toTitle * line.size && other.folded.letters > 1
    }
}

/// What a row says, numbers folded.
private func rowKey(_ row: MarginRow) -> UInt64 { row.lines.reduce(0) { ($0 &* 31) &+ $1.folded.key } }

private func standsAlone(_ margins: (top: [MarginRow], bottom: [MarginRow]), line: Int) -> Bool {
  for list in [margins.top, margins.bottom] {
    guard let row = list.first, row.lines.count == 1, row.lines[0].line == line else { continue }
    return row.gap > row.size * FolioRule.standsOff
  }
  return false
}

/// Labels of pages without a printed folio, where the sequence runs through on both sides or the document has but one.
func fillLabels(_ furniture: inout Furniture, sequence: FolioSequence) {
  guard let offset = sequence.offset, !sequence.roman else { return }
  let agreeing = sequence.labels.filter { Int($0.label) == offset + $0.page }
  guard Double(agreeing.count) >= FolioRule.agreeing * Double(furniture.labels.count) else { return }
  for page in furniture.labels.indices where furniture.labels[page] == nil && offset + page > 0 {
    furniture.labels[page] = String(offset + page)
  }
}
