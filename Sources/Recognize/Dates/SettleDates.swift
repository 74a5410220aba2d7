import Model

/// Years that the text leaves out (`YYYY-04-22` until here): from the date that a coordination or range joins it with, else from the nearest date before.
extension Recognizer {
  func settleDates(_ found: inout [[Candidate]], units: [TextUnit]) {
    var last: (year: String, unit: Int)?
    for index in found.indices {
      let dates = found[index].indices.filter { found[index][$0].type == .date }
      for (place, at) in dates.enumerated() {
        guard case .date(let edtf, _, _) = found[index][at].value else { continue }
        guard edtf.contains("YYYY") else {
          if let year = firstYear(edtf) { last = (year, index) }
          continue
        }
        let next = place + 1 < dates.count ? dates[place + 1] : nil
        var year: String?
        // A coordination has its year at the end: the nearest date behind it, with nothing but joining words between.
        var walker = place
        while year == nil, walker + 1 < dates.count {
          let a = found[index][dates[walker]], b = found[index][dates[walker + 1]]
          guard joins(units[index], a.end, b.start), case .date(let other, _, _) = b.value else { break }
          if !other.contains("YYYY") { year = firstYear(other) }
          walker += 1
        }
        if year == nil, let last, index - last.unit <= reachOfYear { year = last.year }
        if year == nil, let next, case .date(let other, _, _) = found[index][next].value, !other.contains("YYYY") { year = firstYear(other) }
        found[index][at].value = year.flatMap { filled(edtf, $0) }
      }
      found[index].removeAll { $0.type == .date && $0.value == nil }
    }
  }

  private func filled(_ edtf: String, _ year: String) -> MentionValue? {
    let text = edtf.split(separator: "YYYY", omittingEmptySubsequences: false).joined(separator: year)
    return finishedDate(text)
  }

  /// Only commas, joining words and articles between two dates: fewer than three short words.
  private func joins(_ unit: TextUnit, _ start: Int, _ end: Int) -> Bool {
    guard start <= end, end - start <= 12 else { return false }
    let between = unit.tokens.filter { Int($0.start) >= start && Int($0.end) <= end }
    return between.count <= 3 && between.allSatisfy { $0.kind != .number && ($0.kind != .symbol || unit.bytes[Int($0.start)] == 0x2C) }
  }
}

/// How many text units back a year is remembered: a page of paragraphs.
private let reachOfYear = 12

/// The year in which a date ends, four digits; nil for decades and centuries.
private func firstYear(_ edtf: String) -> String? {
  let end = edtf.split(separator: "/").last ?? ""
  let year = end.prefix(4)
  return year.utf8.count == 4 && year.allSatisfy(\.isNumber) ? String(year) : nil
}
