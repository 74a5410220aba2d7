import Model
import Text

/// A distance from the top or bottom edge at which furniture stands on most pages that print there.
package struct FurnitureBand {
  package var top: Bool
  package var from: Double
  package var to: Double
  /// Folded texts that repeat in it.
  package var keys: Set<UInt64>
  /// Sizes and styles of the lines that repeat: what a head that is printed once only must look like.
  var looks: [(size: Double, style: Style)]
  var share: Double
  package var pages: Int
}

/// Step 1: rows of all pages clustered by their distance from the edge; a band is kept if its text repeats on enough of its pages.
func furnitureBands(_ rows: [(top: [MarginRow], bottom: [MarginRow])], folios: FolioSequence, pages: [Page]) -> [FurnitureBand] {
  bands(rows.map(\.top), top: true, folios: folios) + bands(rows.map(\.bottom), top: false, folios: folios)
}

private func bands(_ rows: [[MarginRow]], top: Bool, folios: FolioSequence) -> [FurnitureBand] {
  struct Entry {
    var distance: Double
    var page: Int
    var line: MarginLine
    var tabular: Bool
  }
  var entries: [Entry] = []
  for (page, list) in rows.enumerated() {
    for row in list {
      for line in row.lines { entries.append(Entry(distance: row.distance, page: page, line: line, tabular: row.tabular)) }
    }
  }
  entries.sort { ($0.distance, $0.page, $0.line.line) < ($1.distance, $1.page, $1.line.line) }
  var bands: [FurnitureBand] = []
  var start = 0
  while start < entries.count {
    var end = start + 1
    while end < entries.count, entries[end].distance - entries[end - 1].distance <= FurnitureRule.bandStep,
      entries[end].distance - entries[start].distance <= FurnitureRule.bandSpread
    { end += 1 }
    defer { start = end }
    let members = entries[start..<end]

    var pagesOfKey: [UInt64: Set<Int>] = [:]
    for entry in members where !entry.tabular { pagesOfKey[entry.line.folded.key, default: []].insert(entry.page) }
    var present: Set<Int> = []
    var repeating: Set<Int> = []
    var keys: Set<UInt64> = []
    var looks: [(Double, Style)] = []
    for entry in members {
      present.insert(entry.page)
      let folio = folios.contains(page: entry.page, line: entry.line.line)
      // A lone number repeats only if it counts the pages.
      let repeats = entry.line.folded.letters >= 2 && (pagesOfKey[entry.line.folded.key]?.count ?? 0) >= 2
      guard folio || repeats else { continue }
      repeating.insert(entry.page)
      keys.insert(entry.line.folded.key)
      if !looks.contains(where: { abs($0.0 - entry.line.size) < 0.5 && $0.1 == entry.line.style }) {
        looks.append((entry.line.size, entry.line.style))
      }
    }
    let share = Double(repeating.count) / Double(max(1, present.count))
    guard repeating.count >= 2, share >= FurnitureRule.bandShare else { continue }
    bands.append(
      FurnitureBand(
        top: top, from: entries[start].distance, to: entries[end - 1].distance, keys: keys, looks: looks, share: share,
        pages: repeating.count))
  }
  return bands
}

/// Step 2: rows of one page's margin from outside in, as long as they are furniture.
func peel(
  _ rows: [MarginRow], top: Bool, page: Int, bands: [FurnitureBand], width: Double, bodySize: Double, into furniture: inout Furniture
) {
  var taken: [MarginRow] = []
  for (place, row) in rows.enumerated() {
    if row.amounts >= 3 { break }
    let inner = place + 1 < rows.count ? rows[place + 1] : nil
    let band = bands.first { $0.top == top && row.distance >= $0.from - 0.5 && row.distance <= $0.to + 0.5 }
    let known = row.lines.contains { line in
      furniture.lines[page][line.line] || (line.folded.letters >= 2 && band?.keys.contains(line.folded.key) ?? false)
    }
    var looksLike = false
    if !known, let band, !row.tabular, row.gap > row.size * 1.6, row.size <= FurnitureRule.largest * bodySize,
      !row.lines.contains(where: { runsOn($0, of: row, into: inner) })
    {
      // A head that changes with the chapter: same place and size, apart from the text, and no line of it.
      looksLike = row.lines.allSatisfy { line in
        let alike = band.looks.contains { abs($0.size - line.size) < 0.5 }
        let same = alike && band.looks.contains { $0.style == line.style }
        return alike && (same || row.gap > row.size * 2) && (same || line.box.width < width * 0.7)
      }
    }
    guard known || looksLike else { break }
    if row.tabular, !(row.lines.contains { furniture.lines[page][$0.line] }) { break }
    taken.append(row)
  }
  // A head stands off the text; what runs on into it at the text's own leading does not, unless nearly every page has it.
  while let last = taken.last, last.gap.isFinite {
    let band = bands.first { $0.top == top && last.distance >= $0.from - 0.5 && last.distance <= $0.to + 0.5 }
    let folio = last.lines.contains { furniture.lines[page][$0.line] }
    if last.gap >= last.size * 1.45 || folio || (band.map { $0.share > 0.8 && $0.pages >= 4 } ?? false) { break }
    taken.removeLast()
  }
  for (place, row) in taken.enumerated() {
    let inner = place + 1 < rows.count ? rows[place + 1] : nil
    let band = bands.first { $0.top == top && row.distance >= $0.from - 0.5 && row.distance <= $0.to + 0.5 }
    for line in row.lines {
      // A folio or a label beside the first line of the text does not take that line along.
      let known = furniture.lines[page][line.line] || (band?.keys.contains(line.folded.key) ?? false)
      if !known, runsOn(line, of: row, into: inner) { continue }
      furniture.lines[page][line.line] = true
    }
  }
}

/// Whether a line goes on in the row further in: set alike, at the distance that the text's lines have, and in line with it at one edge.
private func runsOn(_ line: MarginLine, of row: MarginRow, into inner: MarginRow?) -> Bool {
  guard let inner, row.gap.isFinite, row.gap <= max(1.5 * row.size, inner.gap.isFinite ? 1.15 * inner.gap : 0) else { return false }
  return inner.lines.contains {
    abs($0.size - line.size) < 0.3 && $0.style == line.style && max($0.box.width, line.box.width) > 12 * line.size
      && (abs($0.box.x0 - line.box.x0) < 2 || abs($0.box.x1 - line.box.x1) < 2 && abs($0.box.x0 - line.box.x0) < 3 * line.size)
  }
}

/// A head that runs but once or twice: the outermost row of a page, set apart, says what some larger line of an earlier page (its title) says.
func markTitleHeads(_ rows: [(top: [MarginRow], bottom: [MarginRow])], pages: [Page], into furniture: inout Furniture) {
  guard pages.count >= 3 else { return }
  var heads: [(page: Int, line: MarginLine)] = []
  for (index, margins) in rows.enumerated() {
    guard let row = margins.top.first(where: { row in !row.lines.contains { furniture.lines[index][$0.line] } }), !row.tabular,
      row.gap > row.size * 1.8,
      margins.top.first?.distance == row.distance || margins.top.firstIndex(where: { $0.distance == row.distance }) == 1
    else { continue }
    for line in row.lines where line.folded.letters >= 6 { heads.append((index, line)) }
  }
  // Titles are larger than some head: mostly few lines are.
  guard let smallest = heads.map(\.line.size).min() else { return }
  var titles: [UInt64: (size: Double, page: Int)] = [:]
  for (index, page) in pages.enumerated() {
    for line in page.lines where line.size > smallest * 1.15 && abs(line.angle) < 1 && line.words.count <= 12 && line.size > 9 {
      let folded = FoldedText(line.words)
      guard folded.letters >= 6 else { continue }
      if let known = titles[folded.key], known.size >= line.size { continue }
      titles[folded.key] = (line.size, index)
    }
  }
  for head in heads {
    if let title = titles[head.line.folded.key], title.page < head.page, title.size > head.line.size * 1.15 {
      furniture.lines[head.page][head.line.line] = true
    }
  }
}
