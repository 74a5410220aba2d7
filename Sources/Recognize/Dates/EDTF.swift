import Model

/// EDTF (ISO 8601-2:2019, levels 1 and 2 as far as reports need them) → first and last day.
///
/// Read: `2024`, `2024-05`, `2024-05-04`, `2024-21…24` (seasons, northern spring first), `2024-33…36` quarters, `2024-37…39` four-month periods,
/// `2024-40/41` half-years, `195X`, `19XX`, a trailing `~` or `?`, and `a/b`. A year that the text does not give is `XXXX` here until it is settled.

struct DayRange: Equatable {
  var start: String
  var end: String
}

/// A template's result as a value, once its year is known. What EDTF has no code for becomes an interval: `2024-B6` two months, `2024-05-F2` half a
/// month; a leading `<` lets an interval whose ends share the year begin in the year before.
func finishedDate(_ draft: String) -> MentionValue? {
  if let days = plainDays(draft) { return .date(edtf: draft, start: days.start, end: days.end) }
  var text = draft
  let shared = text.hasPrefix("<")
  if shared { text.removeFirst() }
  text = text.split(separator: "/", omittingEmptySubsequences: false).map { spelledOut(String($0)) }.joined(separator: "/")
  // An interval of intervals: from the first one's beginning to the last one's end.
  let ends = text.split(separator: "/")
  if ends.count > 2, let first = ends.first, let last = ends.last { text = "\(first)/\(last)" }
  if let days = dayRange(edtf: text) { return .date(edtf: text, start: days.start, end: days.end) }
  guard shared, ends.count == 2, let year = Int(ends[0].prefix(4)), ends[0].dropFirst(4) > ends[1].dropFirst(4) else { return nil }
  text = "\(padded(year - 1, 4))\(ends[0].dropFirst(4))/\(ends[1])"
  return dayRange(edtf: text).map { .date(edtf: text, start: $0.start, end: $0.end) }
}

/// Of the forms that most dates have: `2024`, `2024-05`, `2024-05-04`, in digits. nil where the text is none of them, or no date.
private func plainDays(_ text: String) -> DayRange? {
  let bytes = text.utf8
  guard bytes.count == 4 || bytes.count == 7 || bytes.count == 10 else { return nil }
  var parts = [0]
  for (place, byte) in bytes.enumerated() {
    if place == 4 || place == 7 {
      guard byte == UInt8(ascii: "-") else { return nil }
      parts.append(0)
    } else {
      guard byte >= 0x30, byte <= 0x39 else { return nil }
      parts[parts.count - 1] = parts[parts.count - 1] * 10 + Int(byte - 0x30)
    }
  }
  if parts.count == 1 { return DayRange(start: text + "-01-01", end: text + "-12-31") }
  guard (1...12).contains(parts[1]) else { return nil }
  let last = days(inMonth: parts[1], of: parts[0])
  if parts.count == 2 { return DayRange(start: text + "-01", end: text + "-\(last)") }
  return parts[2] >= 1 && parts[2] <= last ? DayRange(start: text, end: text) : nil
}

private func spelledOut(_ part: String) -> String {
  let pieces = part.split(separator: "-")
  guard let code = pieces.last, let number = Int(code.dropFirst()) else { return part }
  let stem = pieces.dropLast().joined(separator: "-")
  if code.hasPrefix("B") { return "\(stem)-\(padded(number * 2 - 1, 2))/\(stem)-\(padded(number * 2, 2))" }
  guard code.hasPrefix("F"), pieces.count == 3, let year = Int(pieces[0]), let month = Int(pieces[1]) else { return part }
  return number == 1 ? "\(stem)-01/\(stem)-15" : "\(stem)-16/\(stem)-\(days(inMonth: month, of: year))"
}

/// nil where the text is no date: month 13, 30 February, an interval that runs backwards.
func dayRange(edtf: String) -> DayRange? {
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
