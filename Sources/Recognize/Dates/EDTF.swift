import Model
import Text

/// Templates' results → dates with their first and last day (``dayRange(edtf:)``). A year that the text does not give is `XXXX` here until it is
/// settled.

/// A template's result as a value, once its year is known. What EDTF has no code for becomes an interval: `2024-B6` two months, `2024-05-F2` half a
/// month; a leading `<` lets an interval whose ends share the year begin in the year before.
func finishedDate(_ draft: String) -> MentionValue? {
  if draft.hasPrefix(anyYear) { return unspecified(draft) }
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

/// A day or month of no year in particular, or of one that no text gives, is EDTF's `XXXX-04-22`; periods without a year are none (`el segundo semestre
/// de la carrera`). The draft has ``anyYear`` or ``yearOfContext`` in the year's place.
func unspecified(_ draft: String) -> MentionValue? {
  let months = draft.drop { $0 == "<" }.split(separator: "/").allSatisfy { part in
    let pieces = part.split(separator: "-")
    return pieces.count > 1 && Int(pieces[1]).map { (1...12).contains($0) } == true
  }
  // A leap year, so that 29 February is a day.
  let dated = withYear(draft, "2000")
  guard months, case .date(let text, let start, let end) = finishedDate(dated) ?? finishedDate("<" + dated) else { return nil }
  func open(_ text: String) -> String {
    // Over the turn of a year the first month is the year's before: `entre diciembre y marzo`, XXXX-12/XXXX-03.
    text.split(separator: "/").map { $0.hasPrefix("2000") || $0.hasPrefix("1999") ? anyYear + $0.dropFirst(4) : String($0) }
      .joined(separator: "/")
  }
  return .date(edtf: open(text), start: open(start), end: open(end))
}

/// EDTF for a year left open.
private let anyYear = "XXXX"

/// A draft with a year in the place of the one that was open.
func withYear(_ draft: String, _ year: String) -> String {
  let open = draft.contains(anyYear) ? anyYear : yearOfContext
  return draft.split(separator: open, omittingEmptySubsequences: false).joined(separator: year)
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
