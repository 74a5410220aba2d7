import Model
import Text
package import Layout
import Objects

/// The lines of a printed table of contents (role `.contents`): no headings, no tables, no paragraphs.
///
/// An entry ends with a page number (Arabic or Roman) that stands apart from its title by leaders (dots in a row) or by a gap at the right
/// edge, or by neither where most titles come again as lines of the document. At least three entries make a list; their page numbers do not go down (but for a few, where parts are numbered apart). Lines
/// between entries are the first lines of titles that take two. A title such as `ÍNDICE` lowers what is asked for.
/// Each entry is a block of its own.
///
/// - Parameter known: for each page the lines that ``joinContents(_:settings:)`` told to be entries.
package func contentsMarks(of flow: Flow, known: [Set<Int>] = [], settings: SegmentSettings) -> LineMarks {
  var marks = LineMarks()
  let titles = Phrases(settings.words("contents"))
  let count = flow.items.count
  // Only where a page has several lines that end in numbers are titles compared.
  let again = flow.endsInNumbers ? flow.titlesByKey() : [:]
  // A contents list stands in the first part of a document; looking at all lines is cheap, so lists of tables at the end are found too.
  var place = 0
  while place < count {
    guard let first = flow.line(at: place), first.role == .text else {
      place += 1
      continue
    }
    let titled = isContentsTitle(first.words, titles)
    guard titled || isKnown(first, known) || pageNumber(first, at: place, again: again) != nil else {
      place += 1
      continue
    }
    place = flow.markContentsList(from: titled ? place + 1 : place, titled: titled, known: known, again: again, into: &marks)
  }
  return marks
}

private func isKnown(_ line: FlowLine, _ known: [Set<Int>]) -> Bool {
  known.indices.contains(line.page) && !known[line.page].isEmpty && line.sources.contains { known[line.page].contains($0) }
}

/// Entries of contents.
enum ContentsLineRule {
  /// Sizes of white between lines of one entry.
  static let lineGap = setting("lineGap", 0.6)
  /// The part of the page numbers that rise: a few are misread or out of order, and parts may be numbered apart.
  static let rising = setting("rising", 0.85)
}

private struct ContentsEntry {
  var place: Int
  var page: Int
  var leaders: Bool
  var again: Bool
  var right: Double
}

extension Flow {
  /// Marks the list that begins at `start`, if there is one. Gives the place to go on from.
  fileprivate func markContentsList(
    from start: Int, titled: Bool, known: [Set<Int>], again: [String: [Int]], into marks: inout LineMarks
  ) -> Int {
    var entries: [ContentsEntry] = []
    var waiting: [Int] = []
    var next = start
    var lastLine: FlowLine?
    scan: while next < items.count {
      guard let line = line(at: next), line.role == .text || line.role == .furniture else { break }
      defer { next += 1 }
      if line.role == .furniture { continue }
      let sure = isKnown(line, known)
      if let found = pageNumber(line, at: next, sure: sure, again: again) {
        entries.append(
          ContentsEntry(place: next, page: found.page, leaders: found.leaders || sure, again: found.again, right: line.box.x1))
        waiting = []
      } else {
        // The first line of a long title, a part's title without a number, or "Page" over the column.
        waiting.append(next)
        let far = lastLine.map { line.page == $0.page && line.box.y0 - $0.box.y1 > 4 * line.size } ?? false
        if waiting.count > 3 || (far && !titled) || line.words.count > 25 { break scan }
      }
      lastLine = line
    }
    guard isContents(entries, titled: titled) else { return max(start, entries.first.map { $0.place + 1 } ?? start + 1) }
    let ends = Set(entries.map(\.place))
    var fresh = true
    let last = entries.last?.place ?? start
    for place in start...last {
      guard let line = line(at: place), line.role == .text else { continue }
      // A title over two lines is one entry: its first line is full or close above.
      marks.add(LineMark(.contents, begins: fresh), at: place)
      fresh =
        ends.contains(place)
        || !(self.line(at: place + 1).map {
          $0.page == line.page && $0.box.y0 - line.box.y1 < ContentsLineRule.lineGap * line.size && $0.box.x0 >= line.box.x0 - 1
            && !startsNumbered($0)
        } ?? false)
    }
    return last + 1
  }

  private func startsNumbered(_ line: FlowLine) -> Bool {
    guard let first = line.words.first?.text.unicodeScalars.first else { return false }
    return isDigit(first.value)
  }
}

private func isContents(_ entries: [ContentsEntry], titled: Bool) -> Bool {
  guard entries.count >= (titled ? 2 : 3) else { return false }
  let leaders = entries.count { $0.leaders }
  var rising = 0
  for (one, two) in zip(entries, entries.dropFirst()) where two.page >= one.page { rising += 1 }
  let ordered = Double(rising) >= ContentsLineRule.rising * Double(entries.count - 1)
  // Without leaders and title a column of numbers may be any table.
  if leaders * 2 >= entries.count { return ordered || titled }
  // Titles that come again in their order tell it by themselves.
  if entries.count >= ContentsRule.fewest, entries.count(where: { $0.again }) * 10 >= entries.count * ContentsRule.againOfTen {
    return ordered && entries[0].page < entries[entries.count - 1].page
  }
  let edge = entries.map(\.right).sorted()[entries.count / 2]
  let aligned = entries.count { abs($0.right - edge) < 4 }
  return titled && ordered && aligned * 10 >= entries.count * 7
}

private enum ContentsRule {
  /// Entries without leaders that make a list by their titles, and how many of ten must come again.
  static let fewest = setting("fewest", 5)
  static let againOfTen = setting("againOfTen", 6)
  /// Lines of a page ending in numbers that are worth comparing titles for; words and letters of a title.
  static let numberedLines = setting("numberedLines", 5)
  static let words = setting("words", 16)
  static let letters = setting("letters", 5)
}

extension Flow {
  /// Whether some page has several lines of words that end in a number.
  fileprivate var endsInNumbers: Bool {
    var page = -1
    var count = 0
    for case .line(let line) in items where line.role == .text {
      if line.page != page {
        page = line.page
        count = 0
      }
      guard line.words.count > 1, line.words.count <= ContentsRule.words, let last = line.words.last?.text.utf8, last.count <= 4,
        last.allSatisfy({ isDigit(UInt32($0)) })
      else { continue }
      count += 1
      if count >= ContentsRule.numberedLines { return true }
    }
    return false
  }

  /// Where short lines stand, by their letters and digits.
  fileprivate func titlesByKey() -> [String: [Int]] {
    var out: [String: [Int]] = [:]
    for (place, item) in items.enumerated() {
      guard case .line(let line) = item, line.words.count <= ContentsRule.words else { continue }
      let key = headingKey(line.words.joinedScalars)
      if key.utf8.count >= ContentsRule.letters { out[key, default: []].append(place) }
    }
    return out
  }
}

/// The page number that a line ends with, if it stands apart: after leaders, a gap of more than two ems, or a title that comes again further on.
private func pageNumber(
  _ line: FlowLine, at place: Int, sure: Bool = false, again: [String: [Int]]
) -> (page: Int, leaders: Bool, again: Bool)? {
  guard line.words.count >= 2, let last = line.words.last else { return nil }
  var text = Array(last.text.unicodeScalars)
  var leaders = false
  // Leaders glued to the number: "......12".
  if let index = text.lastIndex(where: { isLeader($0) }), index + 1 < text.count, index >= 2 {
    leaders = true
    text = Array(text[(index + 1)...])
  }
  guard let page = number(text) else { return nil }
  if !leaders {
    let before = line.words[line.words.count - 2]
    let scalars = before.text.unicodeScalars
    leaders = scalars.count >= 3 && scalars.suffix(3).allSatisfy(isLeader)
    if !leaders, line.words.count >= 5 {
      // Dots with spaces between: ". . . . 12".
      leaders = line.words[(line.words.count - 4)..<(line.words.count - 1)].allSatisfy { $0.text.unicodeScalars.allSatisfy(isLeader) }
    }
  }
  var comesAgain = false
  if !leaders, !again.isEmpty, line.words.count <= ContentsRule.words {
    let title = headingKey(Array(line.words.dropLast()).joinedScalars)
    comesAgain = title.utf8.count >= ContentsRule.letters && again[title]?.contains { $0 > place } ?? false
  }
  if !leaders, !comesAgain, !sure {
    let gap = last.box.x0 - line.words[line.words.count - 2].box.x1
    guard gap > 2 * line.size else { return nil }
  }
  return (page, leaders, comesAgain)
}

private func number(_ scalars: [Unicode.Scalar]) -> Int? {
  guard !scalars.isEmpty, scalars.count <= 7 else { return nil }
  if scalars.allSatisfy({ isDigit($0.value) }) { return scalars.count <= 4 ? scalars.reduce(0) { $0 * 10 + Int($1.value - 0x30) } : nil }
  // Roman pages come before the Arabic ones.
  return romanValue(String(scalars: scalars[...])).map { $0 - 10_000 }
}
