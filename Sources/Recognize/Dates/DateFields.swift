import Text

/// What a date template prints for a group: `{day}` two digits, `{month}` the vocabulary's number, `{year}` four digits, and the arithmetic of periods
/// that a method names: `{ordinal.quarter}`, `{ordinal.fourmonth}`, `{ordinal.half}`, `{ordinal.bimester}`, `{ordinal.fortnight}` (`{ordinal.period}`: the one whose group `q`,
/// `c`, `s` or `b` took part), `{year.decade}`, `{roman.century}`.
///
/// `text` is the vocabulary's value where the group is one, else the text as printed.
func dateField(_ base: String, method: String?, text: String) -> String? {
  if let method { return period(method, text) }
  switch base {
  case "year": return year(text)
  case "day", "month":
    guard let number = Int(text), (1...31).contains(number) else { return nil }
    return padded(number, 2)
  default: return text
  }
}

/// Two digits stand for 1950…2049: reports look back further than ahead, and two-digit years came up with the typewriter.
private func year(_ text: String) -> String? {
  let digits = text.filter { $0.isNumber }
  guard let number = Int(digits) else { return nil }
  if digits.utf8.count == 2 { return String(number < 50 ? 2000 + number : 1900 + number) }
  guard (1000...2999).contains(number) else { return nil }
  return String(number)
}

private func period(_ method: String, _ text: String) -> String? {
  switch method {
  case "quarter": return nth(text, of: 4).map { String(32 + $0) }
  case "fourmonth": return nth(text, of: 3).map { String(36 + $0) }
  case "half": return nth(text, of: 2).map { String(39 + $0) }
  case "bimester": return nth(text, of: 6).map { "B\($0)" }
  case "fortnight": return nth(text, of: 2).map { "F\($0)" }
  case "decade":
    // 1980, 80 or the ten of `ochenta`; a decade has a year that ends in 0.
    guard let number = Int(text.filter(\.isNumber)), number % 10 == 0 else { return nil }
    if number < 100 { return number < 20 ? "20\(number / 10)X" : "19\(number / 10)X" }
    return (1000...2999).contains(number) ? "\(number / 10)X" : nil
  case "century":
    guard let number = Int(text) ?? romanValue(text), (1...30).contains(number) else { return nil }
    return padded(number - 1, 2) + "XX"
  case "month": return (Int(text) ?? romanValue(text)).flatMap { (1...12).contains($0) ? padded($0, 2) : nil }
  default: return nil
  }
}

/// `last` is the last of them.
private func nth(_ text: String, of count: Int) -> Int? {
  if text == "last" { return count }
  guard let number = Int(text) ?? romanValue(text), (1...count).contains(number) else { return nil }
  return number
}
