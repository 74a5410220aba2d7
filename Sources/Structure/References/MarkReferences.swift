package import Layout
import Model
import Text

/// The entries of reference lists (role `.reference`; `begins`, `marker`, `skip`), before notes are looked for: numbered entries at
/// the end of an article stand in small type at the foot of pages and count on like notes do.
///
/// A list begins under a title of its own (`references` in `structure.yaml`) and goes on, over columns and pages, to the next title. Where
/// its entries begin is told by the list as a whole (``referenceStarts(_:flow:limits:)``); a list of which most entries have neither a year
/// nor an address is none.
package func referenceMarks(of flow: Flow, settings: SegmentSettings, limits: ReferenceLimits = ReferenceLimits()) -> LineMarks {
  var marks = LineMarks()
  let words = ReferenceWords(settings)
  guard !words.titles.isEmpty else { return marks }
  var place = 0
  while place < flow.items.count {
    guard isTitle(flow, place, words) else {
      place += 1
      continue
    }
    let places = listLines(flow, after: place, words: words, limits: limits)
    if let starts = referenceStarts(places, flow: flow, limits: limits),
      holdsSources(places, starts: starts, flow: flow, limits)
    {
      mark(places, starts: starts, flow, into: &marks)
      place = max(place, places.last ?? 0)
    }
    place = max(place + 1, places.last ?? 0)
  }
  return marks
}

package struct ReferenceLimits: Sendable {
  /// Entries that make a list.
  var leastEntries = setting("leastEntries", 2)
  /// Share of the entries in which a year or an address stands, at least.
  var sources = setting("sources", 0.6)
  /// Sizes that differ by more, as a share of the list's, are another text's.
  var sameSize = setting("sameSize", 0.08)
  /// Words of a title that ends a list, at most.
  var titleWords = setting("titleWords", 10)
  /// How far further lines are set in, in sizes.
  var leastHang = setting("leastHang", 0.6)
  var mostHang = setting("mostHang", 6.0)
  /// Share of lines that are set in where entries hang.
  var hanging = setting("hanging", 0.2)
  /// A step between entries this many times the one within is a gap.
  var gap = setting("gap", 1.25)
  /// A line that ends so many sizes before its column's edge is short.
  var short = setting("short", 2.5)

  package init() {}
}

private struct ReferenceWords {
  let titles: Phrases
  /// Titles and words that begin another part of the document.
  let others: Phrases
  let numbered: Phrases

  init(_ settings: SegmentSettings) {
    titles = Phrases(settings.words("references"))
    others = Phrases(settings.words("heading-titles") + settings.words("endnotes"))
    numbered = Phrases(settings.words("heading-words"))
  }
}

/// The list's title alone on its line, perhaps with a number before it.
private func isTitle(_ flow: Flow, _ place: Int, _ words: ReferenceWords) -> Bool {
  guard let line = flow.line(at: place), line.role == .text, line.words.count <= 6 else {
    return false
  }
  return words.titles.isAll(of: titleText(line))
}

/// Folded, without a number before it.
private func titleText(_ line: FlowLine) -> [UInt32] {
  let number = numbering(of: Array(line.text.unicodeScalars), words: Phrases([]))
  return Array(folded(line.text).dropFirst(number?.end ?? 0))
}

/// Lines of running text from the title on, up to what is set or reads like another title.
private func listLines(
  _ flow: Flow, after title: Int, words: ReferenceWords, limits: ReferenceLimits
) -> [Int] {
  var out: [Int] = []
  var first: FlowLine?
  let head = flow.line(at: title)
  for place in (title + 1)..<max(title + 1, flow.items.count) {
    guard let line = flow.line(at: place) else { continue }
    // Left of the title on its own page is the column before, whatever order the page was read in.
    if let head, line.page == head.page, line.column.x1 <= head.column.x0 { continue }
    if line.role != .text {
      if line.role == .contents || line.role == .glossary { break }
      continue
    }
    guard let model = first else {
      first = line
      out.append(place)
      continue
    }
    if abs(line.size - model.size) > limits.sameSize * model.size, !mixedSizes(line, model) {
      // A call or a symbol of its own is of no size.
      if line.words.count <= 1 { continue }
      break
    }
    if endsList(line, model: model, words: words, limits: limits) { break }
    out.append(place)
  }
  return out
}

private func endsList(
  _ line: FlowLine, model: FlowLine, words: ReferenceWords, limits: ReferenceLimits
) -> Bool {
  guard line.words.count <= limits.titleWords, !line.text.utf8.contains(where: { $0 == 0x2C })
  else { return false }
  let text = titleText(line)
  if words.others.isAll(of: text) { return true }
  let style = styleOf(line)
  let other = styleOf(model)
  // A short line in bold or capitals where the list has none.
  guard lastScalar(line) != "." else { return false }
  let capitals = isCapitals(line)
  if capitals && !isCapitals(model) && line.words.count > 1
    && !line.text.utf8.contains(where: { $0 >= 0x30 && $0 <= 0x39 })
  {
    return true
  }
  if style.bold && !other.bold { return true }
  if let length = words.numbered.match(text, at: 0), length < text.count, line.words.count <= 4 {
    return style.bold || capitals
  }
  return false
}

private func isCapitals(_ line: FlowLine) -> Bool {
  var letters = 0
  for word in line.words {
    for scalar in word.text.unicodeScalars where isLetter(scalar) {
      if isLower(scalar) { return false }
      letters += 1
    }
  }
  return letters >= 4
}

/// Whether most entries say when or where something was published.
private func holdsSources(_ places: [Int], starts: Set<Int>, flow: Flow, _ limits: ReferenceLimits)
  -> Bool
{
  var entries = 0
  var sourced = 0
  var found = false
  for place in places {
    if starts.contains(place) {
      if found { sourced += 1 }
      found = false
      entries += 1
    }
    guard !found, let line = flow.line(at: place) else { continue }
    found = line.words.contains {
      holdsYear($0.text) || $0.text.utf8.contains(0x2F) && $0.text.utf8.count > 12
    }
  }
  if found { sourced += 1 }
  return entries >= limits.leastEntries && Double(sourced) >= limits.sources * Double(entries)
}

/// Four digits from 1500 to 2099 in a row.
private func holdsYear(_ text: String) -> Bool {
  var digits: [UInt8] = []
  for byte in Array(text.utf8) + [0] {
    if byte >= 0x30, byte <= 0x39 {
      digits.append(byte)
      continue
    }
    if digits.count == 4,
      digits[0] == 0x31 && digits[1] >= 0x35 || digits[0] == 0x32 && digits[1] == 0x30
    {
      return true
    }
    digits.removeAll(keepingCapacity: true)
  }
  return false
}

private func mark(_ places: [Int], starts: Set<Int>, _ flow: Flow, into marks: inout LineMarks) {
  var begun = false
  for place in places {
    guard case .line(let line) = flow.items[place] else { continue }
    let starting = starts.contains(place)
    if starting { begun = true }
    // What stands before the first entry is a sentence about the list.
    guard begun else { continue }
    var mark = LineMark(.reference, begins: starting)
    if starting, let marker = noteMarker(line.words), marker.number != nil {
      mark.marker = printedMarker(line, scalars: marker.skip)
      mark.skip = marker.skip
    }
    marks.add(mark, at: place)
  }
}

/// The first scalars of a line as printed: `[12]`, `3.`.
private func printedMarker(_ line: FlowLine, scalars count: Int) -> String {
  var out = String.UnicodeScalarView()
  for word in line.words {
    for scalar in word.text.unicodeScalars {
      if out.count == count { return String(out) }
      out.append(raisedDigit(scalar) ?? scalar)
    }
  }
  return String(out)
}
