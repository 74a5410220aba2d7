import Model
import Text

/// Years that the text leaves out (``yearOfContext`` until here): from the date that a coordination or range joins it with, else from the nearest date before,
/// else they stay open.
///
/// A month alone, in a text that bears the day on which it was written, is the latest such month before that day: unless its own sentence names a year, or
/// the text has been telling of months of another year.
///
/// `el año pasado` (``yearBeforeWriting``) counts from the document's own date, and says so in `flags`; without such a date it is no mention.
extension Recognizer {
  func settleDates(_ found: inout [[Candidate]], units: [TextUnit], document: Document) {
    let written = dayOfWriting(found, units: units, document: document)
    settleRelative(&found, units: units, document: document)
    // The last date told with its day, with its month, and of any kind: a day belongs to the year of the days told of, not to a statistic's in between.
    var daily: Year?
    var dated: Year?
    var last: Year?
    for index in found.indices {
      let dates = found[index].indices.filter { found[index][$0].type == .date }
      for (place, at) in dates.enumerated() {
        guard case .date(let edtf, _, _) = found[index][at].value else { continue }
        guard lacksYear(edtf) else {
          if let year = firstYear(edtf) {
            last = Year(text: year, unit: index, end: found[index][at].end)
            let parts = partsOfFirst(edtf)
            if parts > 1 { dated = last }
            if parts > 2 { daily = last }
          }
          continue
        }
        let next = place + 1 < dates.count ? dates[place + 1] : nil
        var year: String?
        // A coordination has its year at the end: the nearest date behind it, with nothing but joining words between.
        var walker = place
        while year == nil, walker + 1 < dates.count, walker < place + longestRow {
          let a = found[index][dates[walker]], b = found[index][dates[walker + 1]]
          guard joins(units[index], a.end, b.start), case .date(let other, _, _) = b.value else { break }
          if !lacksYear(other) { year = firstYear(other) }
          walker += 1
        }
        let day = partsOfFirst(edtf) > 2
        if let last, last.unit == index, !day && written == nil || sameSentence(last.end, found[index][at].start, units[index]) {
          year = year ?? last.text
        }
        if year == nil, !day, let written, dated.map({ $0.text == written.year || index - $0.unit > reachOfYear }) ?? true {
          year = written.latest(edtf)
        }
        // A paragraph that names a year is of that year, whatever days were told before it.
        if year == nil, day, let last, last.unit == index, daily?.unit != index, dated?.unit != index { year = last.text }
        // Months of a season (`entre diciembre y marzo`) come every year.
        let seasonal = isMonths(edtf)
        for known in seasonal ? [] : [day ? daily : nil, dated, last] {
          if year == nil, let known, index - known.unit <= reachOfYear { year = known.text }
        }
        if year == nil, !seasonal, let next, case .date(let other, _, _) = found[index][next].value, !lacksYear(other) {
          year = firstYear(other)
        }
        found[index][at].value = year.map { filled(edtf, $0) } ?? unspecified(edtf)
      }
      found[index].removeAll { $0.type == .date && $0.value == nil }
    }
  }

  /// Years told from the document's own date.
  private func settleRelative(_ found: inout [[Candidate]], units: [TextUnit], document: Document) {
    var before: String??
    for index in found.indices {
      for at in found[index].indices where found[index][at].type == .date {
        guard case .date(let edtf, _, _) = found[index][at].value, edtf.contains(yearBeforeWriting) else { continue }
        let year = before ?? yearOfWriting(found, units: units, document: document).map { padded($0 - 1, 4) }
        before = .some(year)
        found[index][at].value = year.flatMap {
          finishedDate(edtf.split(separator: yearBeforeWriting, omittingEmptySubsequences: false).joined(separator: $0))
        }
        found[index][at].flags.append("relative-date")
      }
      if before != nil { found[index].removeAll { $0.type == .date && $0.value == nil } }
    }
  }

  /// The year of the document's date, where its first page prints that date.
  private func yearOfWriting(_ found: [[Candidate]], units: [TextUnit], document: Document) -> Int? {
    guard let issued = document.metadata.issued else { return nil }
    for index in found.indices where document.blocks[units[index].block].page <= 1 {
      for candidate in found[index] {
        if case .date(issued, _, _) = candidate.value { return Int(issued.prefix(4)) }
      }
    }
    return nil
  }

  /// The document's date, where it is a day that its first page prints.
  private func dayOfWriting(_ found: [[Candidate]], units: [TextUnit], document: Document) -> DayOfWriting? {
    guard let issued = document.metadata.issued, let day = DayOfWriting(issued) else { return nil }
    for index in found.indices where document.blocks[units[index].block].page <= 1 {
      for candidate in found[index] {
        if case .date(issued, _, _) = candidate.value { return day }
      }
    }
    return nil
  }

  private func filled(_ edtf: String, _ year: String) -> MentionValue? { finishedDate(withYear(edtf, year)) }

  /// Only commas, joining words and articles between two dates: fewer than three short words.
  private func joins(_ unit: TextUnit, _ start: Int, _ end: Int) -> Bool {
    guard start <= end, end - start <= 12 else { return false }
    let between = unit.tokens(from: start, to: end)
    return between.count <= 3 && between.allSatisfy { $0.kind != .number && ($0.kind != .symbol || unit.bytes[Int($0.start)] == 0x2C) }
  }
}

/// Whether a date waits for its year: its bytes tell it of most at once.
func lacksYear(_ edtf: String) -> Bool {
  edtf.utf8.contains(UInt8(ascii: "Y")) && (edtf.contains(yearOfContext) || edtf.contains(yearBeforeWriting))
}

/// In a draft: the year that the context will give; the one before the document's own.
let yearOfContext = "YYYY"
let yearBeforeWriting = "BBYY"

private struct DayOfWriting {
  var year: String
  private var number: Int
  private var month: Int

  /// nil where it is no whole day.
  init?(_ edtf: String) {
    let parts = edtf.split(separator: "-")
    guard edtf.utf8.count == 10, parts.count == 3, let year = Int(parts[0]), let month = Int(parts[1]) else { return nil }
    (self.year, number, self.month) = (String(parts[0]), year, month)
  }

  /// The year of the latest such month up to the day of writing; nil where the draft is no single month.
  func latest(_ draft: String) -> String? {
    let parts = draft.split(separator: "-")
    guard parts.count == 2, let month = Int(parts[1]), (1...12).contains(month) else { return nil }
    return padded(month <= self.month ? number : number - 1, 4)
  }
}

/// A year, and where the text told it.
private struct Year {
  var text: String
  var unit: Int
  var end: Int
}

/// How many text units back a year is remembered: a page of paragraphs.
private let reachOfYear = 12

/// How many dates a coordination may join; lists of a dozen days are the longest seen.
private let longestRow = 12

/// Year, month, day: how many of them a date, or an interval's first, tells.
private func partsOfFirst(_ edtf: String) -> Int {
  edtf.utf8.split(separator: UInt8(ascii: "/"))[0].split(separator: UInt8(ascii: "-")).count
}

/// From month to month, neither with a year.
private func isMonths(_ edtf: String) -> Bool {
  let ends = edtf.split(separator: "/")
  return ends.count == 2 && ends.allSatisfy { $0.hasSuffix("~") == false && $0.split(separator: "-").count == 2 && lacksYear(String($0)) }
}

/// The year in which a date ends, four digits; nil for decades and centuries.
private func firstYear(_ edtf: String) -> String? {
  let end = edtf.split(separator: "/").last ?? ""
  let year = end.prefix(4)
  return year.utf8.count == 4 && year.allSatisfy(\.isNumber) ? String(year) : nil
}
