/// EDTF (ISO 8601-2:2019, levels 1 and 2 as far as reports need them) → first and last day.
///
/// Read: `2024`, `2024-05`, `2024-05-04`, `2024-21…24` (seasons, northern spring first), `2024-33…36` quarters, `2024-37…39` four-month periods,
/// `2024-40/41` half-years, `195X`, `19XX`, a trailing `~` or `?`, and `a/b`.
package struct DayRange: Equatable, Sendable {
  package var start: String
  package var end: String

  package init(start: String, end: String) {
    self.start = start
    self.end = end
  }
}

/// nil where the text is no date: month 13, 30 February, an interval that runs backwards.
package func dayRange(edtf: String) -> DayRange? {
  let ends = edtf.split(separator: "/", omittingEmptySubsequences: false)
  if ends.count == 2 {
    guard let a = single(ends[0]), let b = single(ends[1]), a.start <= b.end, a != b else { return nil }
    return DayRange(start: a.start, end: b.end)
  }
  return ends.count == 1 ? single(ends[0]) : nil
}

private func single(_ text: Substring) -> DayRange? {
  var text = text
  while text.last == "~" || text.last == "?" || text.last == "%" { text.removeLast() }
  let parts = text.split(separator: "-", omittingEmptySubsequences: false)
  guard let year = parts.first, year.utf8.count == 4, parts.count <= 3 else { return nil }
  if year.hasSuffix("X") {
    guard parts.count == 1 else { return nil }
    let fixed = year.prefix { $0 != "X" }
    guard fixed.utf8.count >= 2, fixed.allSatisfy(\.isNumber) else { return nil }
    let width = 4 - fixed.utf8.count
    return DayRange(
      start: fixed + String(repeating: "0", count: width) + "-01-01", end: fixed + String(repeating: "9", count: width) + "-12-31")
  }
  guard let y = Int(year) else { return nil }
  guard parts.count > 1 else { return DayRange(start: "\(year)-01-01", end: "\(year)-12-31") }
  guard parts[1].utf8.count == 2, let m = Int(parts[1]) else { return nil }
  if parts.count == 3 {
    guard (1...12).contains(m), parts[2].utf8.count == 2, let d = Int(parts[2]), d >= 1, d <= days(inMonth: m, of: y) else { return nil }
    return DayRange(start: String(text), end: String(text))
  }
  switch m {
  case 1...12: return months(y, m, m)
  case 21...23: return months(y, (m - 20) * 3, (m - 20) * 3 + 2)
  case 24: return DayRange(start: "\(padded(y, 4))-12-01", end: "\(padded(y + 1, 4))-02-\(days(inMonth: 2, of: y + 1))")
  case 33...36: return months(y, (m - 33) * 3 + 1, (m - 33) * 3 + 3)
  case 37...39: return months(y, (m - 37) * 4 + 1, (m - 37) * 4 + 4)
  case 40, 41: return months(y, (m - 40) * 6 + 1, (m - 40) * 6 + 6)
  default: return nil
  }
}

private func months(_ year: Int, _ first: Int, _ last: Int) -> DayRange {
  DayRange(
    start: "\(padded(year, 4))-\(padded(first, 2))-01", end: "\(padded(year, 4))-\(padded(last, 2))-\(days(inMonth: last, of: year))")
}
