import Model
import Text
package import Layout
import Objects
import Structure

/// What the first pages print of title, subtitle, authors, publisher, date of issue and keywords.
package struct TitlePage {
  package var title: String?
  var subtitle: String?
  var authors: [String] = []
  var publisher: String?
  var issued: String?
  package var keywords: [String] = []
}

/// The title is the largest type among the first blocks of the first page with text; names are short lines of capitalised words under it.
package func titlePage(_ draft: Draft, flow: Flow, words: FrontMatterWords) -> TitlePage {
  var found = TitlePage()
  let body: [BlockType] = [.heading, .paragraph, .listItem, .quote]
  let places = draft.blocks.indices.filter {
    !draft.blocks[$0].dropped && body.contains(draft.blocks[$0].type) && !draft.blocks[$0].text.isEmpty
  }
  guard let firstPage = places.first.map({ draft.blocks[$0].page }) else { return found }
  let front = places.filter { draft.blocks[$0].page == firstPage }
  func size(_ place: Int) -> Double { draft.blocks[place].items.first.flatMap { flow.line(at: $0)?.size } ?? 0 }

  // A numbered heading is a chapter's; what stands before it is the document's.
  var scope = front.prefix(14)
  if let chapter = scope.firstIndex(where: { startsNumbered(draft.blocks[$0].text) }), chapter > scope.startIndex,
    draft.blocks[scope[scope.startIndex]].type == .heading || scope[..<chapter].contains(where: { draft.blocks[$0].type == .heading })
  {
    scope = scope[..<chapter]
  }
  if let largest = scope.map(size).max(), let start = scope.firstIndex(where: { size($0) > 0.97 * largest }) {
    let isLarge = largest > 1.12 * flow.bodySize || draft.blocks[front[start]].type == .heading
    if isLarge, draft.blocks[front[start]].text.unicodeScalars.count <= 400 {
      var title = draft.blocks[front[start]].text
      var next = start + 1
      while next < front.count, size(front[next]) > 0.97 * largest, largest > 1.25 * flow.bodySize, title.unicodeScalars.count < 200,
        next < start + 3
      {
        title += " " + draft.blocks[front[next]].text
        next += 1
      }
      found.title = withoutEndPoint(title)
      readBelowTitle(
        &found, draft, Array(front[next...].prefix(10)), size: size, largest: largest, sparse: isSparse(draft, front), flow: flow,
        words: words)
    }
  }
  readKeywords(&found, draft, places.prefix(40), words: words)
  readImprint(&found, draft, places, firstPage: firstPage, words: words)
  return found
}

private func startsNumbered(_ text: String) -> Bool {
  let scalars = Array(text.unicodeScalars.prefix(4))
  guard let first = scalars.first, isDigit(first.value) else { return false }
  return scalars.dropFirst().contains(".") || scalars.dropFirst().first == " "
}

/// A cover: few words, no running text.
private func isSparse(_ draft: Draft, _ front: [Int]) -> Bool {
  front.reduce(0) { $0 + draft.blocks[$1].text.utf8.count } < 900
}

private func withoutEndPoint(_ text: String) -> String {
  let value = trimmed(text)
  return value.hasSuffix(".") && !value.hasSuffix("..") ? String(value.dropLast()) : value
}

private func readBelowTitle(
  _ found: inout TitlePage, _ draft: Draft, _ below: [Int], size: (Int) -> Double, largest: Double, sparse: Bool, flow: Flow,
  words: FrontMatterWords
) {
  for (number, place) in below.enumerated() {
    let block = draft.blocks[place]
    let text = trimmed(block.text)
    let opening = Opening(text)
    if let length = words.authorLead.match(opening.folded, at: 0) {
      var rest = String(text.unicodeScalars.dropFirst(length))
      rest = trimmed(rest.hasPrefix(":") ? String(rest.dropFirst()) : rest)
      let names = splitNames(rest)
      if !names.isEmpty, names.allSatisfy({ isPersonal($0, words) }) { found.authors += names }
      continue
    }
    if words.abstract.isAll(of: opening.folded) || words.keywords.match(opening.folded, at: 0) != nil || text.utf8.count > 260 { break }
    if isPersonal(text, words), block.type != .heading || sparse, number < 7 {
      found.authors.append(text)
    } else if !found.authors.isEmpty {
      break
    } else if number == 0, found.subtitle == nil, text.utf8.count < 220, size(place) < 0.97 * largest,
      size(place) > 1.04 * flow.bodySize || sparse, block.type != .heading || sparse, opening.folded.first.map({ !isDigit($0) }) ?? false
    {
      found.subtitle = withoutEndPoint(text)
    }
  }
}

/// Two to seven words, capitalised but for particles, without figures or a full stop.
private func isPersonal(_ text: String, _ words: FrontMatterWords) -> Bool {
  let parts = text.split(separator: " ")
  guard (2...7).contains(parts.count), let last = text.unicodeScalars.last, last != ".", last != ":", last != "?" else { return false }
  var capitals = 0
  var mixed = false
  for part in parts {
    let scalars = Array(part.unicodeScalars)
    if scalars.contains(where: { isDigit($0.value) || $0 == "(" || $0 == "/" || $0 == "@" || $0 == ":" }) { return false }
    // A full stop belongs to an initial.
    if scalars.last == ".", scalars.count > 2 { return false }
    if scalars.contains(where: isLower) { mixed = true }
    if isUpper(scalars[0]) {
      capitals += 1
    } else if words.particles.match(scalars.map(folded), at: 0) != scalars.count {
      return false
    }
  }
  return capitals >= 2 && mixed
}

private func readKeywords(_ found: inout TitlePage, _ draft: Draft, _ places: ArraySlice<Int>, words: FrontMatterWords) {
  let list = Array(places)
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
      if trimmed(value).isEmpty, number + 1 < list.count { value = draft.blocks[list[number + 1]].text }
    }
    value = withoutEndPoint(value)
    guard value.utf8.count < 400 else { continue }
    let separator: Character = value.contains(";") ? ";" : ","
    found.keywords = value.split(separator: separator).map { trimmed(String($0)) }.filter { !$0.isEmpty }
    return
  }
}

/// Publisher after its lead, and the first date on the first two pages, in a block that is short or is nothing but a date.
private func readImprint(_ found: inout TitlePage, _ draft: Draft, _ places: [Int], firstPage: Int, words: FrontMatterWords) {
  let front = places.filter { draft.blocks[$0].page == firstPage }
  let onFirst = front.count
  let sparse = isSparse(draft, front)
  for (number, place) in places.enumerated() where draft.blocks[place].page <= firstPage + 2 {
    let block = draft.blocks[place]
    let opening = Opening(block.text, limit: 300)
    if found.publisher == nil, let length = words.publisherLead.match(opening.folded, at: 0), opening.skipSpace(length) < opening.count,
      opening.folded[opening.skipSpace(length)] == 0x3A
    {
      found.publisher = withoutEndPoint(opening.text(opening.skipSpace(length) + 1, min(opening.count, 160)))
    }
    let near = block.page == firstPage ? number < 14 || number >= onFirst - 3 : sparse && block.page == firstPage + 1
    if found.issued == nil, near, opening.whole, opening.count < 90, block.type == .paragraph || sparse {
      found.issued = printedDate(opening, words: words)
    }
  }
}

/// `19 de julio de 2023`, `julio de 2023`, `March 5, 2024`, `March 2024` anywhere in a short block; a year alone only if it is all.
func printedDate(_ opening: Opening, words: FrontMatterWords) -> String? {
  var dates: [String] = []
  let text = opening.folded
  func number(_ start: Int) -> (value: Int, end: Int)? {
    var at = start
    var value = 0
    while at < text.count, isDigit(text[at]), at - start < 5 {
      value = value * 10 + Int(text[at] - 0x30)
      at += 1
    }
    return at > start ? (value, at) : nil
  }
  func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
  func skip(_ start: Int) -> Int {
    var at = opening.skipSpace(start)
    if let length = words.joiner.match(text, at: at) { at = opening.skipSpace(at + length) }
    if at < text.count, text[at] == 0x2C { at = opening.skipSpace(at + 1) }
    return at
  }
  var before: UInt32 = 0x20
  for start in text.indices {
    defer { before = text[start] }
    guard !isWordScalar(before), !isDigit(text[start]) else { continue }
    for (phrases, month) in words.months {
      guard let length = phrases.match(text, at: start) else { continue }
      var at = skip(start + length)
      // Month, day, year; or month and year.
      if let first = number(at) {
        if (1400...2200).contains(first.value), first.end - at == 4 {
          dates.append(dayBefore(start).map { "\(first.value)-\(two(month))-\(two($0))" } ?? "\(first.value)-\(two(month))")
          continue
        }
        if (1...31).contains(first.value) {
          at = skip(first.end)
          if let year = number(at), (1400...2200).contains(year.value) { dates.append("\(year.value)-\(two(month))-\(two(first.value))") }
        }
      }
    }
  }
  // "Received … accepted …": the year that all agree on.
  if let first = dates.first {
    return dates.count == 1 ? first : dates.allSatisfy { $0.prefix(4) == first.prefix(4) } ? String(first.prefix(4)) : nil
  }
  let start = opening.skipSpace(0)
  if let year = number(start), year.end - start == 4, (1900...2100).contains(year.value), opening.skipSpace(year.end) >= text.count {
    return "\(year.value)"
  }
  return nil

  /// The day that stands before the month, perhaps with a joiner between.
  func dayBefore(_ start: Int) -> Int? {
    var at = start
    while at > 0, text[at - 1] == 0x20 { at -= 1 }
    var from = at
    while from > 0, isWordScalar(text[from - 1]), !isDigit(text[from - 1]) { from -= 1 }
    if from < at, words.joiner.match(text, at: from) == at - from { at = from }
    while at > 0, text[at - 1] == 0x20 { at -= 1 }
    from = at
    while from > 0, isDigit(text[from - 1]) { from -= 1 }
    guard from < at, at - from <= 2, let day = number(from)?.value, (1...31).contains(day) else { return nil }
    return day
  }
}
