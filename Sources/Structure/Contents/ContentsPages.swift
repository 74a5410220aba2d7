package import Layout
package import Model
import Text

/// Pages of contents, told before anything else is looked for on them: rows of a title and a page number that rise, where most titles come again as
/// lines of later pages, or the page says that it is one.
///
/// A list of contents without leaders has all that makes a table (two columns, the second of numbers, perhaps rules between its parts). What no table
/// has is that the text of its rows opens pages further on. The pieces of each entry are put together to one line of the page, so that no later step
/// finds a column of numbers.
///
/// Gives for each page the lines that are entries.
package func joinContents(_ pages: inout [Page], settings: SegmentSettings) -> [Set<Int>] {
  var out = pages.map { _ in Set<Int>() }
  let found = pages.indices.compactMap { index in entries(on: pages[index]).map { (page: index, entries: $0) } }
  let stacked = pages.indices.compactMap { index in stackedNumbers(on: pages[index]).map { (page: index, rows: $0) } }
  guard !found.isEmpty || !stacked.isEmpty else { return out }
  let titles = Phrases(settings.words("contents"))
  let last = lastPageByTitle(pages)
  for (index, entries) in found where isContents(entries, on: index, pages: pages, last: last, titles: titles) {
    out[index] = join(entries, on: &pages[index])
  }
  for (index, rows) in stacked where out[index].isEmpty {
    // The number over its title, or under it: whichever gives more titles that come again where it says.
    let read = [1, -1].map { step in
      let entries = stackedEntries(rows, step: step, on: pages[index])
      return (entries: entries, again: pointingOn(entries, from: index, last: last))
    }
    let best = read[1].again > read[0].again ? read[1] : read[0]
    guard best.again >= ContentsPageRule.column, Double(best.again) >= ContentsPageRule.againStacked * Double(best.entries.count) else {
      continue
    }
    out[index] = join(best.entries, on: &pages[index])
  }
  return out
}

private enum ContentsPageRule {
  /// Entries that a page has at least.
  static let entries = setting("entries", 5)
  /// Words of an entry's title.
  static let words = setting("words", 24)
  /// The part of the titles that come again on later pages.
  static let again = setting("again", 0.6)
  /// … where the page says that it is one of contents.
  static let againTitled = setting("againTitled", 0.25)
  /// … where each number stands on a line of its own.
  static let againStacked = setting("againStacked", 0.75)
  /// Letters of a title that is compared.
  static let letters = setting("letters", 4)
  /// Entries whose numbers end in one column, at least.
  static let column = setting("column", 3)
  /// The largest Roman page number.
  static let mostRoman = setting("mostRoman", 60)
  /// The largest page number.
  static let largest = setting("largest", 2500)
  /// Points within which numbers end that stand in one column.
  static let edge = setting("edge", 8.0)
}

private struct Entry {
  /// Pieces of the title, and the piece that is its number; nil where the number is the last word of the title's piece.
  var title: [Int]
  var number: Int?
  var page: Int
  var key: String
  var right: Double
  var top: Double
}

/// The entries of a page, column by column; nil where there are few or the numbers do not rise.
private func entries(on page: Page) -> [Entry]? {
  var numbers = 0
  for line in page.lines {
    if let last = line.words.last, pageNumber(last.text) != nil { numbers += 1 }
  }
  guard numbers >= ContentsPageRule.entries, !page.statesStructure else { return nil }
  let upright = page.lines.indices.filter { isUpright(page.lines[$0]) && !page.lines[$0].words.isEmpty }
  var out: [Entry] = []
  for row in baselineRows(upright, page: page) {
    var title: [Int] = []
    var found: [Entry] = []
    for piece in row {
      let line = page.lines[piece]
      if line.words.count == 1, let number = pageNumber(line.words[0].text), !title.isEmpty {
        if let entry = entry(title, number: piece, page: number, on: page) { found.append(entry) }
        title = []
      } else if line.words.count > 1, let last = line.words.last, let number = pageNumber(last.text) {
        if let entry = entry(title + [piece], number: nil, page: number, on: page) { found.append(entry) }
        title = []
      } else {
        title.append(piece)
      }
    }
    // What goes on behind the number is a row of amounts.
    if title.isEmpty { out += found }
  }
  guard out.count >= ContentsPageRule.entries else { return nil }
  // Lists side by side go on from column to column.
  var columns: [Double] = []
  for right in out.map(\.right).sorted() where columns.last.map({ right - $0 > ContentsPageRule.edge }) ?? true { columns.append(right) }
  func column(_ entry: Entry) -> Int { columns.lastIndex { $0 <= entry.right + 0.01 } ?? 0 }
  // A chapter's number at the end of its own line ends elsewhere.
  var members = [Int](repeating: 0, count: columns.count)
  for entry in out where members.indices.contains(column(entry)) { members[column(entry)] += 1 }
  out.removeAll { !members.indices.contains(column($0)) || members[column($0)] < ContentsPageRule.column }
  guard out.count >= ContentsPageRule.entries else { return nil }
  let ordered = out.sorted { (column($0), $0.top, $0.right) < (column($1), $1.top, $1.right) }
  let rising = zip(ordered, ordered.dropFirst()).count { $0.page <= $1.page }
  guard Double(rising) >= ContentsLineRule.rising * Double(ordered.count - 1), let first = ordered.first, let end = ordered.last,
    first.page < end.page
  else { return nil }
  return ordered
}

/// Rows of one line each, where several of them are a lone number and these never fall; nil where few are.
private func stackedNumbers(on page: Page) -> [Int]? {
  guard !page.statesStructure else { return nil }
  func lone(_ line: TextLine) -> Int? { line.words.count == 1 ? pageNumber(line.words[0].text) : nil }
  guard page.lines.count(where: { lone($0) != nil }) >= ContentsPageRule.column else { return nil }
  let upright = page.lines.indices.filter { isUpright(page.lines[$0]) && !page.lines[$0].words.isEmpty }
  let rows = baselineRows(upright, page: page).map { $0.count == 1 ? $0[0] : -1 }
  let numbers = rows.compactMap { $0 < 0 ? nil : lone(page.lines[$0]) }
  guard numbers.count >= ContentsPageRule.column else { return nil }
  return rows
}

/// How many titles come again on later pages, as far apart as their numbers say. Labels of figures that come back page after page do not.
private func pointingOn(_ entries: [Entry], from index: Int, last: [String: Int]) -> Int {
  var offsets: [Int: Int] = [:]
  for entry in entries { if let page = last[entry.key], page > index { offsets[entry.page - page, default: 0] += 1 } }
  return offsets.values.max() ?? 0
}

/// Each lone number with the line that stands `step` rows below it, as long as the numbers rise; the last of a page may be its folio.
private func stackedEntries(_ rows: [Int], step: Int, on page: Page) -> [Entry] {
  var out: [Entry] = []
  for (place, row) in rows.enumerated() where row >= 0 && page.lines[row].words.count == 1 {
    let other = place + step
    guard let number = pageNumber(page.lines[row].words[0].text), rows.indices.contains(other), rows[other] >= 0,
      out.last.map({ $0.page <= number }) ?? true, let entry = entry([rows[other]], number: row, page: number, on: page)
    else { continue }
    out.append(entry)
  }
  return out
}

private func entry(_ title: [Int], number: Int?, page number0: Int, on page: Page) -> Entry? {
  var words = title.flatMap { page.lines[$0].words }
  let right = (number ?? title.last).map { page.lines[$0].box.x1 } ?? 0
  if number == nil { words.removeLast() }
  guard !words.isEmpty, words.count <= ContentsPageRule.words else { return nil }
  let key = headingKey(words.joinedScalars)
  guard key.utf8.count >= ContentsPageRule.letters, key.utf8.contains(where: { $0 > 0x39 }), let first = title.first else { return nil }
  return Entry(title: title, number: number, page: number0, key: key, right: right, top: page.lines[first].baseline)
}

private func pageNumber(_ text: String) -> Int? {
  guard let first = text.utf8.first, text.utf8.count <= 6 else { return nil }
  if isDigit(UInt32(first)) { return Int(text).flatMap { $0 > 0 && $0 <= ContentsPageRule.largest ? $0 : nil } }
  // Roman pages come before the Arabic ones.
  return romanValue(text).flatMap { $0 <= ContentsPageRule.mostRoman ? $0 - ContentsPageRule.largest : nil }
}

/// On which page a line of few words is printed last, by its letters and digits.
private func lastPageByTitle(_ pages: [Page]) -> [String: Int] {
  var out: [String: Int] = [:]
  for (index, page) in pages.enumerated() {
    for line in page.lines where line.words.count <= ContentsPageRule.words {
      let key = headingKey(line.words.joinedScalars)
      if key.utf8.count >= ContentsPageRule.letters { out[key] = index }
    }
  }
  return out
}

private func isContents(_ entries: [Entry], on index: Int, pages: [Page], last: [String: Int], titles: Phrases) -> Bool {
  let again = entries.count { last[$0.key].map { $0 > index } ?? false }
  let titled = pages[index].lines.contains { isContentsTitle($0.words, titles) }
  let share = titled ? ContentsPageRule.againTitled : ContentsPageRule.again
  return Double(again) >= share * Double(entries.count)
}

/// Puts the pieces of each entry together: the first of them becomes the whole line, the others go.
private func join(_ entries: [Entry], on page: inout Page) -> Set<Int> {
  var gone = Set<Int>()
  var kept: [Int] = []
  for entry in entries {
    let pieces = entry.title + (entry.number.map { [$0] } ?? [])
    guard let first = pieces.first else { continue }
    kept.append(first)
    for piece in pieces.dropFirst() where !gone.contains(piece) {
      var words = page.lines[piece].words
      if !words.isEmpty { words[0].spaceBefore = true }
      page.lines[first].words += words
      page.lines[first].box = page.lines[first].box.union(page.lines[piece].box)
      gone.insert(piece)
    }
  }
  var place = [Int](repeating: 0, count: page.lines.count)
  var next = 0
  for index in page.lines.indices {
    place[index] = next
    if !gone.contains(index) { next += 1 }
  }
  let out = Set(kept.map { place[$0] })
  page.lines = page.lines.indices.filter { !gone.contains($0) }.map { page.lines[$0] }
  return out
}
