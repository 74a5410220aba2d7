import Model
import Text

/// Whether the numbers of a list go on from the foot of the left column to the head of the right one.
///
/// Two things are numbered in columns: entries by what they begin with (references, clauses, chapters: 1 2 3 | 4 5 6), and entries of contents by the page that
/// they end with (2 2 3 | 3 4 6, which read along the rows would go down again). Rows of a table have their numbers one under the other too, but
/// not so that those of another column go on from the last.
func numberingGoesOn(_ left: [OrderItem], _ right: [OrderItem], page: Page) -> Bool {
  let (one, other) = (entryRows(left, page: page), entryRows(right, page: page))
  guard one.count >= NumberRule.entries, other.count >= NumberRule.entries else { return false }
  return countsOn(openings(one, page: page), openings(other, page: page)) || pagesGoOn(one, other, page: page)
}

private enum NumberRule {
  /// Entries of a column.
  static let entries = setting("entries", 2)
  /// … of contents, whose pages may rise by chance.
  static let pages = setting("pages", 3)
  /// Points by which the numbers of a column may begin apart: `9.` and `10.` may be set flush right.
  static let edge = setting("edge", 8.0)
  /// Digits of a number that counts entries or pages.
  static let digits = setting("digits", 4)
}

private func entryRows(_ items: [OrderItem], page: Page) -> [[Int]] {
  baselineRows(items.compactMap { if case .line(let number) = $0.kind { number } else { nil } }, page: page)
}

/// The numbers with which rows at the column's edge begin: `4.`, `4)`, `[4]`, or `4` with words after it.
private func openings(_ rows: [[Int]], page: Page) -> [Int] {
  let edge = rows.map { page.lines[$0[0]].box.x0 }.min() ?? 0
  return rows.compactMap { row in
    guard page.lines[row[0]].box.x0 - edge < NumberRule.edge, row.count > 1 || page.lines[row[0]].words.count > 1 else { return nil }
    return value(page.lines[row[0]].words[0].text, marks: true)
  }
}

private func countsOn(_ left: [Int], _ right: [Int]) -> Bool {
  guard left.count >= NumberRule.entries, right.count >= NumberRule.entries else { return false }
  let all = left + right
  return zip(all, all.dropFirst()).allSatisfy { $1 == $0 + 1 }
}

/// Whether every row of both columns ends with a page, these never fall from the top of the left to the foot of the right, and fall along the rows.
private func pagesGoOn(_ left: [[Int]], _ right: [[Int]], page: Page) -> Bool {
  guard left.count >= NumberRule.pages, right.count >= NumberRule.pages else { return false }
  func pages(_ rows: [[Int]]) -> [Int]? {
    var out: [Int] = []
    for row in rows {
      guard let last = row.last, let word = page.lines[last].words.last, row.count > 1 || page.lines[last].words.count > 1,
        page.lines[row[0]].words.contains(where: { $0.text.unicodeScalars.contains(where: isLetter) }),
        let number = value(word.text, marks: false)
      else { return nil }
      out.append(number)
    }
    return out
  }
  guard let one = pages(left), let other = pages(right) else { return false }
  let all = one + other
  guard zip(all, all.dropFirst()).allSatisfy({ $0 <= $1 }) else { return false }
  return zip(one.dropFirst(), other).contains { $0 < $1 }
}

private func value(_ text: String, marks: Bool) -> Int? {
  var scalars = text.unicodeScalars[...]
  if marks {
    if let first = scalars.first, first == "[" || first == "(" { scalars.removeFirst() }
    if let last = scalars.last, last == "." || last == ")" || last == "]" { scalars.removeLast() }
    if let last = scalars.last, last == ")" || last == "]" || last == "-" { scalars.removeLast() }
  }
  guard !scalars.isEmpty, scalars.count <= NumberRule.digits, scalars.allSatisfy({ isDigit($0.value) }) else { return nil }
  return Int(String(scalars))
}
