import Model
import Text

/// Titles in lists of references: `Salcedo, M. (2019). La arena y la lluvia. Robledales: …`, `OPM. (2024). Cuenta de faros. …`.
///
/// An entry begins with its authors (surnames with initials, or a body), the year stands in brackets with a stop behind, and the title goes on to the
/// next stop. After APA's manual; other styles put the year at the end and say nothing of where a title begins.
extension WorkFinder {
  /// How many tokens authors may take, and a title.
  private static let longestAuthors = 60
  private static let longestTitle = 60

  func referenceTitle(_ p: Passage) -> Find? {
    guard p.tokens.count > 8, p.isCapital(0), let open = yearInBrackets(p), isAuthors(p, open) else { return nil }
    var close = open + 2
    while close < p.tokens.count, !p.isMark(close, ")") { close += 1 }
    guard p.isMark(close + 1, ".") || p.isMark(close + 1, ":") else { return nil }
    var first = close + 2
    let quoted = p.isMark(first, "“") || p.isMark(first, "«") || p.isMark(first, "\"")
    if quoted { first += 1 }
    guard first < p.tokens.count, p.tokens[first].isWord || p.isMark(first, "¿") || p.isMark(first, "¡") else { return nil }
    guard let end = end(p, first, quoted), end >= first + 2 else { return nil }
    return Find(.work, p, first..<end, RuleName("works", "in-reference"), value: .work(title: p.text(of: first..<end)))
  }

  /// `(2020)`, `(2020a)`, `(2020, marzo)` among the first tokens: the bracket.
  private func yearInBrackets(_ p: Passage) -> Int? {
    for i in 1..<min(p.tokens.count - 3, Self.longestAuthors) where p.isMark(i, "(") {
      let year = p.tokens[i + 1]
      let length = year.end - year.start
      guard length == 4 && year.isNumber || length == 5 && isDigit(p.scalars[Int(year.start) + 3]), year.key != 0 else {
        return nil
      }
      return p.isMark(i + 2, ")") || p.isMark(i + 2, ",") ? i : nil
    }
    return nil
  }

  /// Surnames with initials, or a body: no word in small letters but joints.
  private func isAuthors(_ p: Passage, _ open: Int) -> Bool {
    var initials = false
    for i in 0..<open {
      let t = p.tokens[i]
      if t.shape.contains(.single), t.isCapital { initials = true }
      if t.isWord, !t.isCapital, !t.has(.joint), !t.has([.others, .nobiliary]) { return false }
      if t.isNumber { return false }
    }
    return initials && p.isMark(1, ",") || p.isMark(open - 1, ".") && p.has(0, [.orgHead, .orgRight])
      || p.tokens[0].shape.contains(.allCaps)
  }

  private func end(_ p: Passage, _ first: Int, _ quoted: Bool) -> Int? {
    var i = first
    while i < p.tokens.count, i < first + Self.longestTitle {
      let t = p.tokens[i]
      if quoted, t.isMark("”") || t.isMark("»") || t.isMark("\"") { return i }
      if t.isMark("["), i > first { return i }
      if t.isMark("("), i > first + 1 { return i }
      if t.isMark("."), !quoted, !(p.tokens[i - 1].shape.contains(.single) && !p.tokens[i - 1].has(.joint)), !p.has(i - 1, .abbreviation) {
        return i
      }
      i += 1
    }
    return nil
  }
}
