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

/// A line that may count the pages.
private struct FolioCandidate {
  var page: Int
  var line: Int
  var number: String
  var offset: Int
  var kind: FolioKind
  var outer: Int
  var top: Bool
  var distance: Double
  /// It may be no more than the number of what stands beside it: a clause, an item.
  var opensText: Bool
  /// It may be the title of a section: its number ends with a mark of its own, and words stand with it.
  var titled: Bool
  /// What its row says, numbers folded.
  var rowKey: UInt64
}

/// How a folio is written; a document counts in one way at a time.
private enum FolioKind: Hashable {
  case arabic
  case roman
  /// `3 de 20`: the other number is the same on every page.
  case outOf(Int)
  /// `L 119/44`, `3-12`: likewise.
  case within(Int)

  /// For sorting.
  var rank: [Int] {
    switch self {
    case .arabic: [0, 0]
    case .roman: [1, 0]
    case .outOf(let all): [2, all]
    case .within(let part): [3, part]
    }
  }
}

/// Folios: lines in the outer rows whose one number grows with the page. A line is a candidate if it is little more than its number
/// (`37`, `— 37 —`, `Página 3`, `3 de 20`), or if it has its key in common with another page.
///
/// What most pages agree on is believed wherever it stands. Two pages agree by chance too, above all where clauses are numbered; so few of them are
/// believed only where their numbers stand at one place and alone.
func folioSequence(_ rows: [(top: [MarginRow], bottom: [MarginRow])], texts: MarginTexts, pages: [Page]) -> FolioSequence {
  struct Group: Hashable {
    var offset: Int
    var kind: FolioKind
  }
  let candidates = folioCandidates(rows, texts: texts, pages: pages)
  var sequence = FolioSequence()
  addSpreads(&sequence, rows, pages: pages)
  guard !candidates.isEmpty else { return sequence }
  // The offset that most pages agree on; arabic and roman are counted apart, since front matter has its own.
  var groups: [Group: [FolioCandidate]] = [:]
  for candidate in candidates { groups[Group(offset: candidate.offset, kind: candidate.kind), default: []].append(candidate) }
  let ranked = groups.map { (group: $0.key, members: $0.value, pages: Set($0.value.map(\.page)).count) }.sorted { one, other in
    let order = [-one.pages] + one.group.kind.rank + [abs(one.group.offset), one.group.offset]
    return order.lexicographicallyPrecedes([-other.pages] + other.group.kind.rank + [abs(other.group.offset), other.group.offset])
  }
  let needed = pages.count == 1 ? 1 : 2
  let many = max(FolioRule.many, Int(FolioRule.manyShare * Double(pages.count)))
  var used: Set<Int> = []
  for (group, all, count) in ranked where count >= needed {
    var members = all.filter { !used.contains($0.page) }
    if count < many, pages.count > 1 {
      if case .within = group.kind { continue }
      members = atOnePlace(members.filter { !$0.opensText })
    }
    var byPage: [Int: [FolioCandidate]] = [:]
    for candidate in members { byPage[candidate.page, default: []].append(candidate) }
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
      sequence.roman = group.kind == .roman
    }
  }
  sequence.labels.sort { $0.page < $1.page }
  return sequence
}

/// Two printed pages on one: a row of two numbers in order, one in each half, with white between them and the text.
private func addSpreads(_ sequence: inout FolioSequence, _ rows: [(top: [MarginRow], bottom: [MarginRow])], pages: [Page]) {
  for (index, page) in pages.enumerated() where page.width > page.height {
    for row in [rows[index].bottom.first, rows[index].top.first].compactMap({ $0 }) where row.lines.count == 2 && !row.tabular {
      let sides = row.lines.sorted { $0.box.x0 < $1.box.x0 }
      guard row.gap > row.size * FolioRule.standsOff, sides[0].box.x1 < page.width / 2, sides[1].box.x0 > page.width / 2,
        sides.allSatisfy({ $0.folded.letters == 0 && !$0.folded.roman }), let left = sides[0].folded.value,
        sides[1].folded.value == left + 1
      else { continue }
      for side in sides { sequence.add(page: index, line: side.line, label: side.folded.number ?? String(left)) }
      break
    }
  }
}

private func folioCandidates(_ rows: [(top: [MarginRow], bottom: [MarginRow])], texts: MarginTexts, pages: [Page]) -> [FolioCandidate] {
  var candidates: [FolioCandidate] = []
  for (page, margins) in rows.enumerated() {
    let stacked = stackedNumbers(pages[page])
    for (list, top) in [(margins.top, true), (margins.bottom, false)] {
      for (depth, row) in list.enumerated() where depth < 4 && !row.tabular {
        for line in row.lines where !stacked.contains(line.line) {
          let opensText = line.folded.letters == 0 && (line.folded.endsWithPoint || opens(line, in: row, texts: texts))
          for folio in folioNumbers(line.folded) where line.folded.letters < 2 || !texts.standsInText(line.folded) {
            candidates.append(
              FolioCandidate(
                page: page, line: line.line, number: folio.printed, offset: folio.value - page, kind: folio.kind, outer: depth, top: top,
                distance: row.distance, opensText: opensText,
                titled: opensTitle(line, in: row, page: pages[page]), rowKey: row.lines.reduce(0) { ($0 &* 31) &+ $1.folded.key }))
          }
        }
      }
    }
  }
  // `4. Duties` at the head of page 4 numbers a section, unless the same words come back with another number.
  var again: [UInt64: Set<Int>] = [:]
  for candidate in candidates where candidate.titled { again[candidate.rowKey, default: []].insert(candidate.page) }
  candidates.removeAll { $0.titled && again[$0.rowKey]?.count ?? 0 < 2 }
  return candidates
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

/// Whether text begins right after a number, text that other pages do not have.
private func opens(_ line: MarginLine, in row: MarginRow, texts: MarginTexts) -> Bool {
  row.lines.contains { other in
    let gap = other.box.x0 - line.box.x1
    return gap > -1 && gap < FolioRule.beside * line.size && other.folded.letters >= 2 && texts.pages(of: other.folded) < 2
  }
}

/// Those at the height that most of them have, of equals that of the first.
private func atOnePlace(_ members: [FolioCandidate]) -> [FolioCandidate] {
  var pages = [Int](repeating: 0, count: members.count)
  for top in [true, false] {
    let sorted = members.indices.filter { members[$0].top == top }.sorted { members[$0].distance < members[$1].distance }
    // Pages of those from `low` to before `high`, which are near the one at `place`.
    var (low, high) = (0, 0)
    var lines: [Int: Int] = [:]
    for place in sorted {
      let distance = members[place].distance
      while high < sorted.count, members[sorted[high]].distance - distance <= FurnitureRule.bandSpread {
        lines[members[sorted[high]].page, default: 0] += 1
        high += 1
      }
      while distance - members[sorted[low]].distance > FurnitureRule.bandSpread {
        let page = members[sorted[low]].page
        lines[page] = lines[page].flatMap { $0 > 1 ? $0 - 1 : nil }
        low += 1
      }
      pages[place] = lines.count
    }
  }
  guard let most = pages.max(), let best = pages.firstIndex(of: most) else { return [] }
  let one = members[best]
  return members.filter { $0.top == one.top && abs($0.distance - one.distance) <= FurnitureRule.bandSpread }
}

/// What tells printed page numbers.
private enum FolioRule {
  /// Lines (sizes) of white inside of a number that stands alone in the margin. Base: text goes on at 1.0 to 1.5.
  static let standsOff = setting("standsOff", 2.5)
  /// Sizes of white between the number of a section and its title, at most.
  static let toTitle = setting("toTitle", 6.0)
  /// The part of all pages whose printed numbers run on, from where the missing ones are filled in.
  static let agreeing = setting("agreeing", 0.5)
  /// Letters of a line that is little more than its number. Base: `Página 3 de 20` has eight.
  static let letters = setting("letters", 14)
  /// Numbers from here on count no pages. Base: gazettes count theirs through the year, up to some 200,000.
  static let largest = setting("largest", 1_000_000)
  /// Pages that do not agree by chance, and as a part of all.
  static let many = setting("many", 3)
  static let manyShare = setting("manyShare", 0.25)
  /// Sizes between a number and the text that it numbers, at most. Base: markers of clauses hang by 1 to 3.
  static let beside = setting("beside", 4.0)
}

/// The numbers of a line that is little more than a number, as folios.
private func folioNumbers(_ folded: FoldedText) -> [(value: Int, printed: String, kind: FolioKind)] {
  guard folded.letters <= FolioRule.letters else { return [] }
  func isFolio(_ value: Int) -> Bool { value > 0 && value < FolioRule.largest }
  if let pair = folded.pair {
    var out: [(value: Int, printed: String, kind: FolioKind)] = []
    if isFolio(pair.first), pair.second >= pair.first, pair.second < FolioRule.largest {
      out.append((pair.first, pair.firstPrinted, .outOf(pair.second)))
    }
    if isFolio(pair.second) { out.append((pair.second, pair.secondPrinted, .within(pair.first))) }
    return out
  }
  guard let value = folded.value, let number = folded.number, isFolio(value) else { return [] }
  // A lone `I` or `C` within words is no number of a page.
  if folded.roman, folded.letters > 0 { return [] }
  return [(value, number, folded.roman ? .roman : .arabic)]
}

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
