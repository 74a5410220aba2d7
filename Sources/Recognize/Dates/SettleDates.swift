import Model

/// Years that the text leaves out (`YYYY-04-22` until here): from the date that a coordination or range joins it with, else from the nearest date before,
/// else they stay open.
extension Recognizer {
  func settleDates(_ found: inout [[Candidate]], units: [TextUnit]) {
    // Of a date with a month, and of any: a day belongs to the year of the days told of, not to that of a statistic in between.
    var dated: (year: String, unit: Int)?
    var last: (year: String, unit: Int)?
    for index in found.indices {
      let dates = found[index].indices.filter { found[index][$0].type == .date }
      for (place, at) in dates.enumerated() {
        guard case .date(let edtf, _, _) = found[index][at].value else { continue }
        guard edtf.contains("YYYY") else {
          if let year = firstYear(edtf) {
            last = (year, index)
            if edtf.utf8.count > 4, edtf.dropFirst(4).hasPrefix("-") { dated = last }
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
          if !other.contains("YYYY") { year = firstYear(other) }
          walker += 1
        }
        if year == nil, let last, last.unit == index { year = last.year }
        if year == nil, let dated, index - dated.unit <= reachOfYear { year = dated.year }
        if year == nil, let last, index - last.unit <= reachOfYear { year = last.year }
        if year == nil, let next, case .date(let other, _, _) = found[index][next].value, !other.contains("YYYY") { year = firstYear(other) }
        found[index][at].value = year.map { filled(edtf, $0) } ?? unspecified(edtf)
      }
      found[index].removeAll { $0.type == .date && $0.value == nil }
    }
  }

  private func filled(_ edtf: String, _ year: String) -> MentionValue? {
    let text = edtf.split(separator: "YYYY", omittingEmptySubsequences: false).joined(separator: year)
    return finishedDate(text)
  }

  /// A day or month of a year that no text gives is EDTF's `XXXX-04-22`; periods without a year are none (`el segundo semestre de la carrera`).
  private func unspecified(_ edtf: String) -> MentionValue? {
    let months = edtf.drop { $0 == "<" }.split(separator: "/").allSatisfy { part in
      let pieces = part.split(separator: "-")
      return pieces.count > 1 && Int(pieces[1]).map { (1...12).contains($0) } == true
    }
    // A leap year, so that 29 February is a day.
    guard months, case .date(let text, let start, let end) = filled(edtf, "2000") else { return nil }
    func open(_ text: String) -> String { text.split(separator: "/").map { $0.hasPrefix("2000") ? "XXXX" + $0.dropFirst(4) : String($0) }.joined(separator: "/") }
    guard !text.contains("1999") else { return nil }
    return .date(edtf: open(text), start: open(start), end: open(end))
  }

  /// Only commas, joining words and articles between two dates: fewer than three short words.
  private func joins(_ unit: TextUnit, _ start: Int, _ end: Int) -> Bool {
    guard start <= end, end - start <= 12 else { return false }
    let between = unit.tokens(from: start, to: end)
    return between.count <= 3 && between.allSatisfy { $0.kind != .number && ($0.kind != .symbol || unit.bytes[Int($0.start)] == 0x2C) }
  }
}

/// How many text units back a year is remembered: a page of paragraphs.
private let reachOfYear = 12

/// How many dates a coordination may join; lists of a dozen days are the longest seen.
private let longestRow = 12

/// The year in which a date ends, four digits; nil for decades and centuries.
private func firstYear(_ edtf: String) -> String? {
  let end = edtf.split(separator: "/").last ?? ""
  let year = end.prefix(4)
  return year.utf8.count == 4 && year.allSatisfy(\.isNumber) ? String(year) : nil
}
