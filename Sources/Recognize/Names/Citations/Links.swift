import Model
import Text

/// Web addresses and ISBN, ISSN, DOI: read off the scalars, since they are made of marks.
///
/// A line break may have left a space behind a slash, a hyphen or a stop: the address goes on if what follows is in lower case and holds a slash, a stop
/// or a hyphen itself. E-mail addresses are not taken. Check digits decide what is an ISBN or ISSN where no label stands before.
struct Links {
  /// Keys of the last parts of hosts.
  let domains: Set<UInt64>

  static let rule = RuleName("urls", "address")

  func find(in p: Passage) -> [Find] {
    var out: [Find] = []
    var i = 0
    while i < p.tokens.count {
      if let find = address(p, i) ?? identifier(p, i) {
        out.append(find)
        i = find.range.upperBound
      } else {
        i += 1
      }
    }
    return out
  }

  private func address(_ p: Passage, _ i: Int) -> Find? {
    let t = p.tokens[i]
    // Whatever an address begins with, a colon or a full stop follows.
    guard t.isWord, i + 1 < p.tokens.count, p.tokens[i + 1].shape.contains(.mark), !p.isMark(i - 1, "@") || t.spaced else { return nil }
    let s = p.scalars
    var at = Int(t.start)
    let scheme = t.key == http || t.key == https || t.key == ftp
    if scheme {
      guard p.isMark(i + 1, ":"), p.isMark(i + 2, "/") else { return nil }
    } else if t.key == www {
      guard p.isMark(i + 1, ".") else { return nil }
    } else {
      guard isBareHost(p, i) else { return nil }
    }
    var end = at
    var text: [UInt32] = []
    var depth = 0
    while at < s.count {
      let c = s[at]
      if Letters.isSpace(c) {
        guard let last = text.last, goesOn(s, after: at, last: last) else { break }
        at += 1
        continue
      }
      if c == 0x28 { depth += 1 }
      if c == 0x29 {
        if depth == 0 { break }
        depth -= 1
      }
      if c == 0x201C || c == 0x201D || c == 0x22 || c == 0xBB || c == 0xAB || c == 0x3C || c == 0x3E || c == 0x5D || c == 0x5B
        || c == 0x2019 || c == 0x2014 || c == 0x3B
      {
        break
      }
      text.append(c)
      at += 1
      end = at
    }
    while let last = text.last, last == 0x2E || last == 0x2C || last == 0x3A {
      text.removeLast()
      end -= 1
    }
    guard text.count > 5 else { return nil }
    var last = i + 1
    while last < p.tokens.count, Int(p.tokens[last].end) <= end { last += 1 }
    var href = String.UnicodeScalarView()
    if !scheme { href.append(contentsOf: "http://".unicodeScalars) }
    for c in text { if let scalar = Unicode.Scalar(c) { href.append(scalar) } }
    var find = Find(.url, p, i..<last, Self.rule, value: .url(href: String(href)))
    find.end = Int32(end)
    return find
  }

  /// `faros.org.mx/mapas`: a known top domain followed by a slash, or `gob.mx`, `org.ar` at the end.
  private func isBareHost(_ p: Passage, _ i: Int) -> Bool {
    let t = p.tokens[i]
    guard !t.isCapital, p.isMark(i + 1, "."), !p.tokens[i + 1].spaced, i + 2 < p.tokens.count, !p.tokens[i + 2].spaced else { return false }
    guard i == 0 || t.spaced || p.isMark(i - 1, "(") || p.isMark(i - 1, "<") else { return false }
    var k = i + 2
    var known = false
    while k < p.tokens.count, p.tokens[k].isWord, !p.tokens[k].spaced {
      known = domains.contains(p.tokens[k].key)
      guard p.isMark(k + 1, "."), k + 2 < p.tokens.count, !p.tokens[k + 2].spaced else { break }
      k += 2
    }
    return known && (k + 1 >= p.tokens.count || !p.isMark(k + 1, "@"))
  }

  /// Whether an address goes on behind a stray space: it broke after a mark, and the next piece looks like more of it.
  private func goesOn(_ s: [UInt32], after space: Int, last: UInt32) -> Bool {
    guard last == 0x2F || last == 0x2D || last == 0x2E || last == 0x5F || last == 0x3D || last == 0x3F || last == 0x26 || last == 0x3A
    else { return false }
    var k = space + 1
    guard k < s.count, Letters.isLower(s[k]) || isDigit(s[k]) || s[k] == 0x25 else { return false }
    var marks = 0
    var letters = 0
    while k < s.count, !Letters.isSpace(s[k]) {
      if s[k] == 0x2F || s[k] == 0x5F || s[k] == 0x3D || s[k] == 0x26 || s[k] == 0x25 {
        marks += 2
      } else if s[k] == 0x2D || (s[k] == 0x2E && k + 1 < s.count && !Letters.isSpace(s[k + 1])) {
        marks += 1
      }
      letters += 1
      k += 1
    }
    return last == 0x2F && letters > 3 && k >= s.count || marks >= 1
  }

  // Asked of every word: not static, which would ask each time whether they are there yet.
  private let http = WordKey.of("http"), https = WordKey.of("https"), ftp = WordKey.of("ftp"), www = WordKey.of("www")
  private let isbn = WordKey.of("ISBN"), issn = WordKey.of("ISSN"), eissn = WordKey.of("eISSN")

  private func identifier(_ p: Passage, _ i: Int) -> Find? {
    let t = p.tokens[i]
    if t.isNumber, t.end - t.start == 2, p.scalars[Int(t.start)] == 0x31, p.scalars[Int(t.start) + 1] == 0x30, p.isMark(i + 1, "."),
      i + 3 < p.tokens.count, p.tokens[i + 2].isNumber, p.tokens[i + 2].end - p.tokens[i + 2].start >= 4, p.isMark(i + 3, "/")
    {
      return doi(p, i)
    }
    guard t.isWord, t.key == isbn || t.key == issn || t.key == eissn else { return nil }
    var k = i + 1
    // `ISBN-13: `, `ISBN (versión electrónica): `
    if k < p.tokens.count, p.isMark(k, "-"), k + 1 < p.tokens.count, p.tokens[k + 1].isNumber,
      p.tokens[k + 1].end - p.tokens[k + 1].start == 2
    {
      k += 2
    }
    var steps = 0
    while k < p.tokens.count, !p.tokens[k].isNumber, steps < 6 {
      k += 1
      steps += 1
    }
    guard k < p.tokens.count, p.tokens[k].isNumber else { return nil }
    var digits: [UInt32] = []
    var at = Int(p.tokens[k].start)
    var end = at
    while at < p.scalars.count, digits.count < 13 {
      let c = p.scalars[at]
      if isDigit(c) || ((c == 0x58 || c == 0x78) && (digits.count == 7 || digits.count == 9)) {
        digits.append(c)
        end = at + 1
      } else if !(isHyphen(c) || c == 0x2013 || Letters.isSpace(c)) {
        break
      }
      at += 1
    }
    let scheme = t.key == isbn ? "isbn" : "issn"
    if scheme == "issn", digits.count >= 8 {
      digits = Array(digits[..<8])
      // The end is behind the eighth digit.
      var seen = 0
      at = Int(p.tokens[k].start)
      while seen < 8, at < p.scalars.count {
        if isDigit(p.scalars[at]) || p.scalars[at] == 0x58 || p.scalars[at] == 0x78 { seen += 1 }
        at += 1
      }
      end = at
    }
    guard scheme == "issn" ? digits.count == 8 : digits.count == 10 || digits.count == 13 else { return nil }
    var id = String.UnicodeScalarView()
    for (n, c) in digits.enumerated() {
      if scheme == "issn", n == 4 { id.append("-") }
      if let scalar = Unicode.Scalar(c == 0x78 ? 0x58 : c) { id.append(scalar) }
    }
    var last = k + 1
    while last < p.tokens.count, Int(p.tokens[last].end) <= end { last += 1 }
    var find = Find(.identifier, p, k..<last, RuleName("identifiers", "book-number"), value: .identifier(scheme: scheme, id: String(id)))
    find.end = Int32(end)
    return find
  }

  private func doi(_ p: Passage, _ i: Int) -> Find? {
    var at = Int(p.tokens[i].start)
    let begin = at
    while at < p.scalars.count, !Letters.isSpace(p.scalars[at]), p.scalars[at] != 0x3B, p.scalars[at] != 0x22, p.scalars[at] != 0x201D,
      p.scalars[at] != 0x5D
    { at += 1 }
    while at > begin, [0x2E, 0x2C, 0x29, 0x3A].contains(p.scalars[at - 1]) { at -= 1 }
    var last = i + 1
    while last < p.tokens.count, Int(p.tokens[last].end) <= at { last += 1 }
    var find = Find(
      .identifier, p, i..<last, RuleName("identifiers", "doi"), value: .identifier(scheme: "doi", id: p.text(Int32(begin), Int32(at))))
    find.end = Int32(at)
    return find
  }
}
