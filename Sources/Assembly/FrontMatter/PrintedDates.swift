import Layout
import Model
import Text

/// A date in a line of a title page: EDTF, the scalars that it takes, how many of them are letters or digits.
struct PrintedDate: Equatable {
  var edtf: String
  var range: Range<Int>
  var letters: Int
}

/// Dates with a year in a short text: `23 de agosto de 2017`, `March 5, 2024`, `13th April 2020`, `julio de 2023`, `2020-05-09`, `9.5.2020`,
/// `abril/2031`, `a los nueve días del mes de marzo de dos mil dieciocho`; a year alone only if it is all.
///
/// Title pages only: dates of the running text, with all their forms, are read by rules (Recognize). In digits alone, day and month are told
/// apart where one of them is over 12 or equal, or by points (`9.5.2020` is the day first everywhere); else only the year is said.
func printedDates(_ opening: Opening, words: FrontMatterWords) -> [PrintedDate] {
  let reader = DateReader(opening, words: words)
  var out: [PrintedDate] = []
  guard reader.mayHoldYear else { return out }
  var at = 0
  while at < reader.tokens.count {
    if let (edtf, end) = reader.date(at) {
      let range = reader.tokens[at].range.lowerBound..<reader.tokens[end - 1].range.upperBound
      out.append(
        PrintedDate(
          edtf: edtf, range: range, letters: opening.folded[range].count(where: isWordScalar)))
      at = end
    } else {
      at += 1
    }
  }
  if out.isEmpty, reader.tokens.count == 1, let year = reader.year(0), (1900...2100).contains(year) {
    out.append(PrintedDate(edtf: String(year), range: reader.tokens[0].range, letters: 4))
  }
  return out
}

/// The one date of a short text; of several the year that all agree on.
func printedDate(_ opening: Opening, words: FrontMatterWords) -> String? {
  let dates = printedDates(opening, words: words)
  guard let first = dates.first else { return nil }
  return dates.count == 1
    ? first.edtf
    : dates.allSatisfy { $0.edtf.prefix(4) == first.edtf.prefix(4) }
      ? String(first.edtf.prefix(4)) : nil
}

private struct DateReader {
  var tokens: [Token] = []
  private let words: FrontMatterWords

  /// A run of letters, a run of digits, or one sign.
  struct Token {
    var range: Range<Int>
    var text: [UInt32]
    var number: Int?
  }

  init(_ opening: Opening, words: FrontMatterWords) {
    self.words = words
    var at = 0
    let text = opening.folded
    while at < text.count {
      let start = at
      if isDigit(text[at]) {
        while at < text.count, isDigit(text[at]) { at += 1 }
        let digits = text[start..<at]
        let number = digits.count <= 4 ? digits.reduce(0) { $0 * 10 + Int($1 - 0x30) } : nil
        tokens.append(Token(range: start..<at, text: Array(digits), number: number))
      } else if isWordScalar(text[at]) {
        while at < text.count, isWordScalar(text[at]), !isDigit(text[at]) { at += 1 }
        tokens.append(Token(range: start..<at, text: Array(text[start..<at])))
      } else {
        at += 1
        if text[start] != 0x20, text[start] != 0x09 {
          tokens.append(Token(range: start..<at, text: [text[start]]))
        }
      }
    }
  }

  /// Four digits, or a thousand in words: most lines have neither.
  var mayHoldYear: Bool {
    tokens.contains {
      $0.number != nil && $0.text.count == 4
        || $0.number == nil && words.numberWords[$0.text] == 1000
    }
  }

  /// The date that begins with a token, and the token after it.
  func date(_ at: Int) -> (String, Int)? { dayFirst(at) ?? monthFirst(at) ?? inDigits(at) }

  /// 1400 to 2200, in four digits.
  func year(_ at: Int) -> Int? {
    guard at < tokens.count, tokens[at].text.count == 4, let year = tokens[at].number,
      (1400...2200).contains(year)
    else { return nil }
    return year
  }

  private func month(_ at: Int) -> Int? {
    guard at < tokens.count, tokens[at].number == nil else { return nil }
    return words.months[tokens[at].text]
  }

  private func isFiller(_ at: Int) -> Bool {
    guard at < tokens.count else { return false }
    return tokens[at].text == [0x2C] || tokens[at].text == [0x2E]
      || words.dateFillers.isAll(of: tokens[at].text)
  }

  private func skipFillers(_ at: Int, most: Int) -> Int {
    var at = at
    var left = most
    while left > 0, isFiller(at) {
      at += 1
      left -= 1
    }
    return at
  }

  private func dayFirst(_ at: Int) -> (String, Int)? {
    guard let (day, afterDay) = day(at) else { return nil }
    // Fillers are few: `dias del mes de`.
    let place = skipFillers(afterDay, most: 4)
    guard let month = month(place), let (year, end) = yearAfter(place + 1) else { return nil }
    return (edtf(year, month, day), end)
  }

  private func day(_ at: Int) -> (Int, Int)? {
    guard at < tokens.count else { return nil }
    if let number = tokens[at].number, (1...31).contains(number), tokens[at].text.count <= 2 {
      // `13th`, `1º`.
      let marked = at + 1 < tokens.count && words.dayMarks.isAll(of: tokens[at + 1].text)
      return (number, marked ? at + 2 : at + 1)
    }
    guard let (value, end) = numberInWords(at), (1...31).contains(value) else { return nil }
    return (value, end)
  }

  private func monthFirst(_ at: Int) -> (String, Int)? {
    guard let month = month(at) else { return nil }
    if let (day, afterDay) = day(at + 1), tokens[at + 1].number != nil,
      let (year, end) = yearAfter(afterDay)
    {
      return (edtf(year, month, day), end)
    }
    // `Abril/2031`, `mayo - 2031`.
    let joined = at + 1 < tokens.count && DateReader.joints.contains(tokens[at + 1].text)
    guard let (year, end) = yearAfter(joined ? at + 2 : at + 1) else { return nil }
    return (edtf(year, month, nil), end)
  }

  /// What may stand between a month and its year: a slash, a hyphen, a dash.
  private static let joints: Set<[UInt32]> = [[0x2F], [0x2D], [0x2013]]

  private func yearAfter(_ at: Int) -> (Int, Int)? {
    let place = skipFillers(at, most: 3)
    if let year = year(place) { return (year, place + 1) }
    if let (value, end) = numberInWords(place), (1400...2200).contains(value) {
      return (value, end)
    }
    return nil
  }

  /// `2020-05-09`, `9.5.2020`, `26/7/2023`.
  private func inDigits(_ at: Int) -> (String, Int)? {
    guard at + 4 < tokens.count, let sign = tokens[at + 1].text.first,
      [0x2D, 0x2E, 0x2F].contains(sign), tokens[at + 3].text == [sign],
      let first = tokens[at].number, let second = tokens[at + 2].number,
      let third = tokens[at + 4].number
    else { return nil }
    // No part of a longer number; a full stop with white space behind it ends a sentence.
    if at > 0, tokens[at - 1].range.upperBound == tokens[at].range.lowerBound,
      let before = tokens[at - 1].text.last, isWordScalar(before) || [0x2D, 0x2E, 0x2F].contains(before)
    {
      return nil
    }
    if at + 5 < tokens.count, tokens[at + 5].text == [sign] { return nil }
    if year(at) != nil, (1...12).contains(second), (1...31).contains(third),
      tokens[at + 4].text.count == 2
    {
      return (edtf(first, second, third), at + 5)
    }
    guard year(at + 4) != nil else { return nil }
    if (1...31).contains(first), (1...12).contains(second),
      first > 12 || first == second || sign == 0x2E || words.isDayFirst
    {
      return (edtf(third, second, first), at + 5)
    }
    if (1...12).contains(first), (13...31).contains(second) {
      return (edtf(third, first, second), at + 5)
    }
    return (1...31).contains(first) && (1...31).contains(second) ? (String(third), at + 5) : nil
  }

  /// `veintiuno`, `treinta y uno`, `dos mil dieciocho`.
  private func numberInWords(_ at: Int) -> (Int, Int)? {
    var total = 0
    var current = 0
    var place = at
    while place < tokens.count, tokens[place].number == nil {
      if let value = words.numberWords[tokens[place].text] {
        if value == 1000 {
          total += max(1, current) * 1000
          current = 0
        } else {
          current += value
        }
        place += 1
      } else if place > at, place + 1 < tokens.count,
        words.nameJoiners.isAll(of: tokens[place].text),
        words.numberWords[tokens[place + 1].text] != nil
      {
        place += 1
      } else {
        break
      }
    }
    return place > at ? (total + current, place) : nil
  }
}

/// `2031-05`, `2031-05-03`.
func edtf(_ year: Int, _ month: Int, _ day: Int?) -> String {
  func two(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
  return "\(year)-\(two(month))" + (day.map { "-\(two($0))" } ?? "")
}
