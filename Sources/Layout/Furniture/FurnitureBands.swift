import Model
import Text

/// A distance from the top or bottom edge at which furniture stands on most pages that print there.
package struct FurnitureBand {
  package var top: Bool
  package var from: Double
  package var to: Double
  /// Folded texts that repeat in it.
  package var keys: Set<UInt64>
  /// Numbers and marks that stand in it as they are on nearly all pages (of the file, of the form), and numbers of chapters.
  var numbers: Set<UInt64>
  /// Sizes and styles of the lines that repeat: what a head that is printed once only must look like.
  var looks: [(size: Double, style: Style)]
  /// Of the pages that print in it, those on which it repeats.
  package var share: Double
  package var pages: Int
  /// Whether heads that change with the chapter can stand in it: something is said there on most pages, or most of what is said comes back. Where
  /// folios alone come back, words beside one of them are a page's first or last line.
  var changes: Bool

  /// Whether a row at this distance from its edge is in the band.
  package func holds(_ distance: Double) -> Bool { distance >= from - BandRule.slack && distance <= to + BandRule.slack }
}

/// Step 1: rows of all pages clustered by their distance from the edge; a band is kept if its text repeats on enough of its pages.
func furnitureBands(
  _ rows: [(top: [MarginRow], bottom: [MarginRow])], folios: FolioSequence, texts: MarginTexts, bodySize: Double
) -> [FurnitureBand] {
  bands(rows.map(\.top), top: true, folios: folios, texts: texts, bodySize: bodySize)
    + bands(rows.map(\.bottom), top: false, folios: folios, texts: texts, bodySize: bodySize)
}

/// What a line must be like to go with a band.
private enum BandRule {
  /// Points between sizes of one look: producers round sizes to halves.
  static let sameSize = setting("sameSize", 0.5)
  /// Points by which a row may stand outside of the band's span.
  static let slack = setting("slack", 0.5)
  /// Sizes of white between a head that changes with the chapter and the text. Base: text goes on at 1.0 to 1.5.
  static let apart = setting("apart", 1.6)
  /// The part of the page's width that a line in another style may have: a head is short.
  static let otherWidth = setting("otherWidth", 0.7)
  /// Sizes of white between a head and the text, below which it runs on into the text.
  static let offText = setting("offText", 1.45)
  /// The part of the band's pages that repeat, from where even what runs on is a head.
  static let certainShare = setting("certainShare", 0.8)
  /// Sizes between the baselines of running text, at most.
  static let textLeading = setting("textLeading", 1.5)
  /// … or so many times the step of the row further in.
  static let evenLeading = setting("evenLeading", 1.15)
  /// Points between sizes of lines of one paragraph.
  static let lineSize = setting("lineSize", 0.3)
  /// Sizes of white below a head that runs but once or twice.
  static let titleHeadApart = setting("titleHeadApart", 1.8)
  /// Digits of a number that can name a file or a form.
  static let longNumber = setting("longNumber", 4)
  /// Pages on which lone numbers count chapters. Base: fewer are the numbers of items.
  static let chapterPages = setting("chapterPages", 6)
  /// Pages of one chapter, on the mean. Base: items and folios have another number on each page.
  static let pagesOfChapter = setting("pagesOfChapter", 2.0)
  /// Of the pages that print in a band: those that say something there, beside their folios.
  static let sayingShare = setting("sayingShare", 0.6)
  /// Of the pages that print in a band: those that have a line in large type word for word. Base: heads of left and right pages have half each.
  static let largeShare = setting("largeShare", 0.3)
  /// Pages in a row that have a line in large type word for word. Base: slides say a title again on two or three.
  static let inARow = setting("inARow", 6)
  /// A title is so many times as large as the head that repeats it.
  static let largerTitle = setting("largerTitle", 1.15)
}

/// A line of the margins, and how far its row is from the edge.
private struct BandEntry {
  var distance: Double
  var page: Int
  var line: MarginLine
  var tabular: Bool
}

private func bands(
  _ rows: [[MarginRow]], top: Bool, folios: FolioSequence, texts: MarginTexts, bodySize: Double
) -> [FurnitureBand] {
  var entries: [BandEntry] = []
  for (page, list) in rows.enumerated() {
    for row in list {
      for line in row.lines { entries.append(BandEntry(distance: row.distance, page: page, line: line, tabular: row.tabular)) }
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
    if let band = band(of: entries[start..<end], top: top, pageCount: rows.count, folios: folios, texts: texts, bodySize: bodySize) {
      bands.append(band)
    }
    start = end
  }
  return bands
}

/// The band that lines at one distance from the edge make; nil where too little of them repeats.
private func band(
  of members: ArraySlice<BandEntry>, top: Bool, pageCount: Int, folios: FolioSequence, texts: MarginTexts, bodySize: Double
) -> FurnitureBand? {
  guard let first = members.first, let last = members.last else { return nil }
  var pagesOfKey: [UInt64: Set<Int>] = [:]
  var pagesOfLiteral: [UInt64: Set<Int>] = [:]
  for entry in members where !entry.tabular {
    pagesOfKey[entry.line.folded.key, default: []].insert(entry.page)
    pagesOfLiteral[entry.line.folded.literal, default: []].insert(entry.page)
  }
  let printing = Double(Set(members.map(\.page)).count)
  // Nearly all pages, and three of them where there are so many.
  let leastAlike = max(min(3, max(2, pageCount)), Int(BandRule.certainShare * printing))
  var band = FurnitureBand(
    top: top, from: first.distance, to: last.distance, keys: [], numbers: [], looks: [], share: 0, pages: 0, changes: false)
  band.numbers = chapterNumbers(members, printing: printing)
  var repeating: Set<Int> = []
  var lettered: Set<Int> = []
  var letteredRepeating: Set<Int> = []
  for entry in members {
    let folded = entry.line.folded
    let folio = folios.contains(page: entry.page, line: entry.line.line)
    let literal = pagesOfLiteral[folded.literal]?.count ?? 0
    // A lone number repeats only if it counts the pages.
    var repeats = folded.letters >= 2 && (pagesOfKey[folded.key]?.count ?? 0) >= 2
    if repeats, entry.line.size > FurnitureRule.largest * bodySize {
      // Large type is a title unless the very words come back on a good part of the pages, or on many in a row: the head of a long chapter.
      repeats =
        Double(literal) >= BandRule.largeShare * printing
        || inARow(pagesOfLiteral[folded.literal] ?? [], with: entry.page) >= BandRule.inARow
    }
    if repeats, texts.standsInText(folded) { repeats = false }
    let marks = folded.digits == 0 || folded.digits >= BandRule.longNumber
    if folded.letters < 2, !entry.tabular, band.numbers.contains(folded.literal) || marks && literal >= leastAlike {
      band.numbers.insert(folded.literal)
      repeating.insert(entry.page)
      continue
    }
    if !folio, folded.letters >= 2 {
      lettered.insert(entry.page)
      if repeats { letteredRepeating.insert(entry.page) }
    }
    guard folio || repeats else { continue }
    repeating.insert(entry.page)
    band.keys.insert(folded.key)
    if !band.looks.contains(where: { abs($0.size - entry.line.size) < BandRule.sameSize && $0.style == entry.line.style }) {
      band.looks.append((entry.line.size, entry.line.style))
    }
  }
  band.pages = repeating.count
  band.share = Double(repeating.count) / printing
  band.changes = letteredRepeating.count * 2 >= max(1, lettered.count) || Double(lettered.count) >= BandRule.sayingShare * printing
  return band.pages >= 2 && band.share >= FurnitureRule.bandShare ? band : nil
}

/// The numbers of chapters in a head or foot, as printed: alone on their line on most pages, never falling, and each on several pages.
private func chapterNumbers(_ members: ArraySlice<BandEntry>, printing: Double) -> Set<UInt64> {
  let lone = members.compactMap { entry -> (page: Int, value: Int, literal: UInt64)? in
    guard entry.line.folded.letters == 0, !entry.tabular, let value = entry.line.folded.value else { return nil }
    return (entry.page, value, entry.line.folded.literal)
  }.sorted { ($0.page, $0.value) < ($1.page, $1.value) }
  guard lone.count >= BandRule.chapterPages, Double(lone.count) >= FurnitureRule.bandShare * printing,
    zip(lone, lone.dropFirst()).allSatisfy({ $0.page < $1.page && $0.value <= $1.value })
  else { return [] }
  let values = Set(lone.map(\.literal))
  return Double(lone.count) >= BandRule.pagesOfChapter * Double(values.count) ? values : []
}

/// How many pages follow each other without a gap, `page` among them.
private func inARow(_ pages: Set<Int>, with page: Int) -> Int {
  var (from, to) = (page, page)
  while pages.contains(from - 1), to - from < BandRule.inARow { from -= 1 }
  while pages.contains(to + 1), to - from < BandRule.inARow { to += 1 }
  return to - from + 1
}

/// Step 2: rows of one page's margin from outside in, as long as they are furniture.
func peel(
  _ rows: [MarginRow], top: Bool, page: Int, bands: [FurnitureBand], width: Double, bodySize: Double, into furniture: inout Furniture
) {
  var taken: [MarginRow] = []
  for (place, row) in rows.enumerated() {
    if row.amounts >= 3 { break }
    let inner = place + 1 < rows.count ? rows[place + 1] : nil
    let band = bands.first { $0.top == top && $0.holds(row.distance) }
    let known = row.lines.contains { line in
      furniture.lines[page][line.line]
        || (band.map { line.folded.letters >= 2 && $0.keys.contains(line.folded.key) || $0.numbers.contains(line.folded.literal) } ?? false)
    }
    // A head that changes with the chapter: apart from the text, and no line of it.
    let looksLike =
      !known && !row.tabular && row.size <= FurnitureRule.largest * bodySize && row.gap > row.size * BandRule.apart
      && !row.lines.contains(where: { runsOn($0, of: row, into: inner) })
      && (band.map { band in row.lines.allSatisfy { isChangingHead($0, of: row, in: band, width: width) } } ?? false)
    guard known || looksLike else { break }
    if row.tabular, !(row.lines.contains { furniture.lines[page][$0.line] }) { break }
    taken.append(row)
  }
  // A head stands off the text; what runs on into it at the text's own leading does not, unless nearly every page has it.
  while let last = taken.last, last.gap.isFinite {
    let band = bands.first { $0.top == top && $0.holds(last.distance) }
    let folio = last.lines.contains { furniture.lines[page][$0.line] }
    let beside = isBesideText(last, inner: taken.count < rows.count ? rows[taken.count] : nil, band: band)
    let certain = band.map { $0.share > BandRule.certainShare && $0.pages >= 4 } ?? false
    if last.gap >= last.size * BandRule.offText || folio || beside || certain { break }
    taken.removeLast()
  }
  for (place, row) in taken.enumerated() {
    let inner = place + 1 < rows.count ? rows[place + 1] : nil
    let band = bands.first { $0.top == top && $0.holds(row.distance) }
    let said = row.lines.contains { $0.folded.letters >= 2 && (band?.keys.contains($0.folded.key) ?? false) }
    for line in row.lines {
      // A folio or a label beside the first line of the text does not take that line along; a folio alone takes only what looks like a head.
      let known =
        furniture.lines[page][line.line]
        || (band.map { $0.keys.contains(line.folded.key) || $0.numbers.contains(line.folded.literal) } ?? false)
      if !known, runsOn(line, of: row, into: inner) || !(said || isChangingHead(line, of: row, in: band, width: width)) { continue }
      furniture.lines[page][line.line] = true
    }
  }
}

/// Whether a row is the first one of the text with a label beside it that has nothing under it.
private func isBesideText(_ row: MarginRow, inner: MarginRow?, band: FurnitureBand?) -> Bool {
  guard let inner, let band, row.lines.contains(where: { runsOn($0, of: row, into: inner) }) else { return false }
  return row.lines.contains { line in
    line.folded.letters >= 2 && band.keys.contains(line.folded.key) && !inner.lines.contains { $0.box.overlapX(line.box) > 0 }
  }
}

/// A head that changes with the chapter: at the place and in the size of others.
private func isChangingHead(_ line: MarginLine, of row: MarginRow, in band: FurnitureBand?, width: Double) -> Bool {
  guard let band, band.changes else { return false }
  let alike = band.looks.filter { abs($0.size - line.size) < BandRule.sameSize }
  if alike.contains(where: { $0.style == line.style }) { return true }
  return !alike.isEmpty && row.gap > row.size * 2 && line.box.width < width * BandRule.otherWidth
}

/// Whether a line goes on in the row further in: set alike, at the distance that the text's lines have, and in line with it at one edge.
private func runsOn(_ line: MarginLine, of row: MarginRow, into inner: MarginRow?) -> Bool {
  guard let inner, row.gap.isFinite,
    row.gap <= max(BandRule.textLeading * row.size, inner.gap.isFinite ? BandRule.evenLeading * inner.gap : 0)
  else { return false }
  return inner.lines.contains {
    abs($0.size - line.size) < BandRule.lineSize && $0.style == line.style && max($0.box.width, line.box.width) > 12 * line.size
      && (abs($0.box.x0 - line.box.x0) < 2 || abs($0.box.x1 - line.box.x1) < 2 && abs($0.box.x0 - line.box.x0) < 3 * line.size)
  }
}

/// A head that runs but once or twice: the outermost row of a page, set apart, says what some larger line of an earlier page (its title) says.
func markTitleHeads(_ rows: [(top: [MarginRow], bottom: [MarginRow])], pages: [Page], into furniture: inout Furniture) {
  guard pages.count >= 3 else { return }
  var heads: [(page: Int, line: MarginLine)] = []
  for (index, margins) in rows.enumerated() {
    guard let row = margins.top.first(where: { row in !row.lines.contains { furniture.lines[index][$0.line] } }), !row.tabular,
      row.gap > row.size * BandRule.titleHeadApart,
      margins.top.first?.distance == row.distance || margins.top.firstIndex(where: { $0.distance == row.distance }) == 1
    else { continue }
    // A sentence says again what a title says, a head has no full stop.
    for line in row.lines where line.folded.letters >= 6 && !line.folded.endsWithPoint { heads.append((index, line)) }
  }
  // Titles are larger than some head: mostly few lines are.
  guard let smallest = heads.map(\.line.size).min() else { return }
  var titles: [UInt64: (size: Double, page: Int)] = [:]
  for (index, page) in pages.enumerated() {
    for line in page.lines
    where line.size > smallest * BandRule.largerTitle && abs(line.angle) < 1 && line.words.count <= 12 && line.size > 9 {
      let folded = FoldedText(line.words)
      guard folded.letters >= 6 else { continue }
      if let known = titles[folded.key], known.size >= line.size { continue }
      titles[folded.key] = (line.size, index)
    }
  }
  for head in heads {
    if let title = titles[head.line.folded.key], title.page < head.page, title.size > head.line.size * BandRule.largerTitle {
      furniture.lines[head.page][head.line.line] = true
    }
  }
}
