import Model
import Text

/// Where a text says what an acronym stands for.
struct Definition {
  enum Kind { case body, law, other }
  /// As printed.
  var short: String
  var shortKey: UInt64
  var long: String
  var kind: Kind
  var passage: Int
  /// Tokens of the acronym and of the long form.
  var shortRange: Range<Int>
  var longRange: Range<Int>
  var rule: StaticString
}

/// Definitions both ways round: `Long Form (ABC)`, `ABC (Long Form)`, `ABC: Long Form`, `Long Form, ABC,`, `(ABC, por sus siglas en inglés)`.
struct AcronymFinder {
  let institutions: Institutions
  let foreign: ForeignAcronyms
  /// Above this cost a letter, an alignment is an accident (letters found anywhere): measured in ``Alignment``'s licences.
  static let limit = 0.34
  /// For acronyms in lower case but for their first letter (`Cepal`, `Sicavi`), which take letters from within words.
  static let mixedLimit = 0.42
  /// How many words back a long form may begin: twice the letters and some joints.
  static let reach = 28

  func find(in p: Passage, number: Int, bodies: [Find], laws: [Find]) -> [Definition] {
    var out: [Definition] = []
    var i = 0
    while i < p.tokens.count {
      if p.isMark(i, "(") || p.isMark(i, "["), i > 0 {
        if let found = inBrackets(p, i, bodies, laws) ?? longInBrackets(p, i) { out.append(finish(found, p, number, bodies, laws)) }
      } else if i == 0, let found = atStart(p) {
        out.append(finish(found, p, number, bodies, laws))
      } else if p.isMark(i, ","), let found = betweenCommas(p, i) {
        out.append(finish(found, p, number, bodies, laws))
      }
      i += 1
    }
    return out
  }

  struct Pair {
    var short: Range<Int>
    var long: Range<Int>
    var rule: StaticString
  }

  // MARK: `Long Form (ABC)`

  private func inBrackets(_ p: Passage, _ open: Int, _ bodies: [Find], _ laws: [Find]) -> Pair? {
    guard let short = shortForm(p, open),
      p.tokens[open - 1].isWord || p.isMark(open - 1, "”") || p.isMark(open - 1, "»") || p.tokens[open - 1].isNumber
    else { return nil }
    let letters = letters(p, short)
    guard letters.count >= 2 else { return nil }
    let end = p.tokens[open - 1].shape.contains(.mark) ? open - 1 : open
    let (words, places) = words(p, before: end)
    let found = Alignment.best(short: letters, words: words)
    let lower = !p.tokens[short.lowerBound].shape.contains(.allCaps) && !p.tokens[short.lowerBound].shape.contains(.mixed)
    let limit = lower ? Self.mixedLimit : Self.limit
    // A body or law that ends here gives the beginning, if the letters agree with it nearly as well.
    if let name = (bodies + laws).first(where: { $0.range.upperBound == end }),
      let at = places.firstIndex(where: { $0 >= name.range.lowerBound })
    {
      let whole = Alignment.best(short: letters, words: Array(words[at...]), whole: true)
      if let whole, whole.cost <= (found?.cost ?? 9) + 0.1 || found.map({ places[$0.start] < name.range.lowerBound }) == true,
        whole.cost <= 0.75
      {
        return Pair(short: short, long: places[at]..<end, rule: "long-short")
      }
      // A name in another language than its acronym: better whole than cut out of the words before it.
      if let found, places[found.start] < name.range.lowerBound, name.type == .organization, !lower, letters.count >= 3,
        name.range.count > 2, found.cost > 0.05
      {
        return Pair(short: short, long: name.range, rule: "long-short")
      }
      // Letters that begin in the midst of the name (`Europea de Medicamentos` for `EMA`) are another language's too.
      if let found, places[found.start] > name.range.lowerBound, name.type == .organization, p.isCapital(places[found.start] - 1), !lower {
        return Pair(short: short, long: name.range, rule: "long-short")
      }
      if let found, found.cost <= limit { return Pair(short: short, long: places[found.start]..<end, rule: "long-short") }
      // The gazetteer, or a shared beginning, vouches for letters that do not come from the name (`WFO` after `Organización Mundial de los Bosques`).
      if let entry = name.entry, institutions.bodies(acronym: p.tokens[short.lowerBound].key).contains(Int32(entry)) {
        return Pair(short: short, long: name.range, rule: "long-short")
      }
      if !lower, p.tokens[short.lowerBound].shape.contains(.mixed) || words[at].letters.first == letters.first, name.range.count > 1,
        !institutions.bodies(acronym: p.tokens[short.lowerBound].key).contains(where: { _ in true })
          || p.tokens[short.lowerBound].shape.contains(.mixed)
      {
        return Pair(short: short, long: name.range, rule: "long-short")
      }
      return nil
    }
    if let start = foreign.start(of: p.tokens[short.lowerBound].key, in: p, before: end) {
      return Pair(short: short, long: start..<end, rule: "long-short")
    }
    guard let found, found.cost <= limit else { return nil }
    if lower, !p.isCapital(places[found.start]) { return nil }
    // Two letters are in any two words: only initials count, or one word beside the brackets (`tuberculosis (TB)`).
    if letters.count == 2, found.cost > 0.1,
      !(found.cost <= 0.25 && places[found.start] == end - 1 && words[found.start].letters.count >= 6)
    {
      return nil
    }
    return Pair(short: short, long: places[found.start]..<end, rule: "long-short")
  }

  /// The acronym within brackets that open at `open`: alone, before a comma, or with words that say that it is one.
  private func shortForm(_ p: Passage, _ open: Int) -> Range<Int>? {
    var i = open + 1
    if p.isMark(i, "“") || p.isMark(i, "\"") || p.isMark(i, "«") { i += 1 }
    if let dotted = dotted(p, i), p.isMark(dotted, ")") { return i..<dotted }
    if isShort(p, i) {
      var k = i + 1
      if p.isMark(k, "”") || p.isMark(k, "\"") || p.isMark(k, "»") { k += 1 }
      if p.isMark(k, ")") || p.isMark(k, "]") || p.isMark(k, "/") { return i..<(i + 1) }
      // `(ODM 8)`
      if k == i + 1, k < p.tokens.count, p.tokens[k].isNumber, p.tokens[k].end - p.tokens[k].start <= 2, p.isMark(k + 1, ")"),
        p.tokens[i].shape.contains(.allCaps)
      {
        return i..<(k + 1)
      }
      if p.isMark(k, ";") { return i..<(i + 1) }
      if p.isMark(k, ",") || p.isWordAt(k), hasCue(p, k, open) { return i..<(i + 1) }
      return nil
    }
    // `(en adelante, ABC)`, `(por sus siglas en inglés, ABC)`, `(the ABC)`
    guard hasCue(p, i, open) else { return nil }
    var k = i
    while k < p.tokens.count, k < open + 14, !p.isMark(k, ")") {
      if isShort(p, k), p.tokens[k].shape.contains(.allCaps) || p.tokens[k].shape.contains(.mixed) { return k..<(k + 1) }
      k += 1
    }
    return nil
  }

  private func hasCue(_ p: Passage, _ i: Int, _ open: Int) -> Bool {
    var k = i
    while k < p.tokens.count, k < open + 14, !p.isMark(k, ")") {
      if p.has(k, .acronymCue) { return true }
      k += 1
    }
    return false
  }

  /// `EE. UU.`, `U.S.A.`: capitals with stops; the end.
  private func dotted(_ p: Passage, _ i: Int) -> Int? {
    var k = i
    var n = 0
    while k + 1 < p.tokens.count, p.tokens[k].isWord, p.isCapital(k), p.tokens[k].end - p.tokens[k].start <= 2, p.isMark(k + 1, ".") {
      k += 2
      n += 1
    }
    return n >= 2 ? k : nil
  }

  /// Whether a word looks like an acronym: capitals, or one capital at least in a short word (`Cepal`).
  func isShort(_ p: Passage, _ i: Int) -> Bool {
    guard i >= 0, i < p.tokens.count, p.tokens[i].isWord else { return false }
    let t = p.tokens[i]
    let length = t.end - t.start
    guard length >= 2, length <= 14, !t.has(.notAcronym) else { return false }
    if t.shape.contains(.allCaps) || t.shape.contains(.mixed) { return true }
    if t.shape.contains(.hyphened) { return p.scalars[Int(t.start)..<Int(t.end)].filter { Letters.isUpper($0) }.count >= 2 }
    return t.isCapital && length <= 10 && length >= 3 && !t.has([.month, .function, .article])
  }

  /// Folded letters and digits; a plural's small `s` and doubled letters of `EE. UU.` left out.
  func letters(_ p: Passage, _ range: Range<Int>) -> [UInt32] {
    var out: [UInt32] = []
    if range.count > 1 {
      for i in range where p.tokens[i].isWord || p.tokens[i].isNumber {
        let part = p.scalars[Int(p.tokens[i].start)..<Int(p.tokens[i].end)].map { folded($0) }
        out += part.count == 2 && part[0] == part[1] ? [part[0]] : part
      }
      return out
    }
    let t = p.tokens[range.lowerBound]
    let scalars = p.scalars[Int(t.start)..<Int(t.end)]
    let capitals = scalars.filter { Letters.isUpper($0) }.count
    let plural = capitals >= 2 && capitals == scalars.count - 1 && t.shape.contains(.plural)
    for c in plural ? scalars.dropLast() : scalars where Letters.isLetter(c) || isDigit(c) { out.append(folded(c)) }
    return out
  }

  /// Words before token `end`, nearest last, with their tokens; the long form lies within one sentence.
  private func words(_ p: Passage, before end: Int) -> ([Alignment.Word], [Int]) {
    var first = end
    while first > 0, end - first < Self.reach {
      let t = p.tokens[first - 1]
      if t.shape.contains(.mark) {
        let c = UInt32(truncatingIfNeeded: t.key)
        if c == 0x3B || c == 0x3A || c == 0x28 || c == 0x29 || c == 0x5D || c == 0x2014 || c == 0x3F { break }
        if c == 0x2E, !(first > 1 && p.tokens[first - 2].has(.abbreviation)) { break }
      }
      first -= 1
    }
    return collect(p, first..<end)
  }

  private func collect(_ p: Passage, _ range: Range<Int>) -> ([Alignment.Word], [Int]) {
    var words: [Alignment.Word] = []
    var places: [Int] = []
    for i in range where p.tokens[i].isWord || p.tokens[i].isNumber {
      let t = p.tokens[i]
      let letters = p.scalars[Int(t.start)..<Int(t.end)].filter { Letters.isLetter($0) || isDigit($0) }.map { folded($0) }
      words.append(Alignment.Word(letters: letters, joint: t.has([.function, .joint]) && !t.isCapital))
      places.append(i)
    }
    return (words, places)
  }

  // MARK: `ABC (Long Form)`, `ABC: Long Form`, `Long Form, ABC,`

  private func longInBrackets(_ p: Passage, _ open: Int) -> Pair? {
    // `EE. UU. (Estados Unidos)`
    if p.isMark(open - 1, "."), open >= 4, let end = dotted(p, open - 4), end == open {
      var close = open + 1
      while close < p.tokens.count, close < open + Self.reach, !p.isMark(close, ")") { close += 1 }
      return whole(p, short: (open - 4)..<open, from: open + 1, to: close, rule: "short-long")
    }
    guard isShort(p, open - 1),
      p.tokens[open - 1].shape.contains(.allCaps) || p.tokens[open - 1].shape.contains(.mixed) || p.isCapital(open - 1)
    else { return nil }
    var close = open + 1
    while close < p.tokens.count, close < open + Self.reach, !p.isMark(close, ")"), !p.isMark(close, ";"), !p.isMark(close, "]") {
      if p.tokens[close].isNumber, p.tokens[close].end - p.tokens[close].start == 4 { return nil }
      close += 1
    }
    return whole(p, short: (open - 1)..<open, from: open + 1, to: close, rule: "short-long")
  }

  private func atStart(_ p: Passage) -> Pair? {
    guard isShort(p, 0), p.tokens.count > 3 else { return nil }
    let colon = p.isMark(1, ":") || p.isMark(1, "–") || p.isMark(1, "—") || p.isMark(1, "-") || p.isMark(1, ".") || p.isMark(1, "=")
    guard colon || p.type == .glossaryEntry else { return nil }
    var end = 2
    while end < p.tokens.count, end < 2 + Self.reach, !p.isMark(end, "."), !p.isMark(end, ";"), !p.isMark(end, "("), !p.isMark(end, ":") {
      end += 1
    }
    return whole(p, short: 0..<1, from: colon ? 2 : 1, to: end, rule: "entry")
  }

  private func betweenCommas(_ p: Passage, _ comma: Int) -> Pair? {
    guard isShort(p, comma + 1), p.tokens[comma + 1].shape.contains(.allCaps), p.isMark(comma + 2, ",") || p.isMark(comma + 2, "."),
      comma > 2
    else { return nil }
    let letters = letters(p, (comma + 1)..<(comma + 2))
    guard letters.count >= 3 else { return nil }
    let (words, places) = words(p, before: comma)
    guard let found = Alignment.best(short: letters, words: words), found.cost <= 0.06, p.isCapital(places[found.start]) || found.cost == 0
    else { return nil }
    return Pair(short: (comma + 1)..<(comma + 2), long: places[found.start]..<comma, rule: "apposition")
  }

  /// A long form that stands alone between `from` and `to`: every word of it counts.
  private func whole(_ p: Passage, short: Range<Int>, from: Int, to: Int, rule: StaticString) -> Pair? {
    var from = from
    while from < to, p.has(from, .article), !p.isCapital(from) { from += 1 }
    guard to - from >= 2 else { return nil }
    let letters = letters(p, short)
    guard letters.count >= 2 else { return nil }
    var end = to
    // An explanation behind a comma is no part of it.
    while end > from + 1 {
      let (words, places) = collect(p, from..<end)
      if let found = Alignment.best(short: letters, words: words, whole: true), found.start == 0, found.cost <= Self.limit,
        places.first == from
      {
        return Pair(short: short, long: from..<end, rule: rule)
      }
      guard let comma = (from..<end).last(where: { p.isMark($0, ",") }) else { return nil }
      end = comma
    }
    return nil
  }

  private func finish(_ pair: Pair, _ p: Passage, _ number: Int, _ bodies: [Find], _ laws: [Find]) -> Definition {
    var long = pair.long
    if p.isMark(long.lowerBound, "“") || p.isMark(long.lowerBound, "«") { long = (long.lowerBound + 1)..<long.upperBound }
    let first = p.tokens[long.lowerBound]
    var kind = Definition.Kind.other
    if first.has([.lawHead, .lawBare]) && !first.has(.orgHead)
      || laws.contains(where: { $0.range.lowerBound == long.lowerBound && $0.range.upperBound >= long.upperBound })
    {
      kind = .law
    } else if first.isCapital,
      first.has([.orgHead, .facility]) && !first.has(.programme) && isNamed(p, long)
        || bodies.contains(where: {
          $0.range.overlaps(long) && $0.range.upperBound == long.upperBound && $0.range.lowerBound <= long.lowerBound
        })
    {
      kind = .body
    } else if first.isCapital, first.has([.orgWeak, .orgPrefix]), !first.has(.programme), long.count > 1 {
      kind = .body
    } else if let known = institutions.longestName(in: p, at: long.lowerBound), known.end == long.upperBound {
      kind = .body
    } else if first.isCapital, !first.has(.programme), institutions.knows(acronym: p.tokens[pair.short.lowerBound].key, in: p.language),
      first.has(.joint) == false, p.headsLast, (long.contains { p.has($0, .orgRight) })
    {
      kind = .body
    }
    return Definition(
      short: p.text(of: pair.short), shortKey: p.tokens[pair.short.lowerBound].key, long: p.text(of: long), kind: kind, passage: number,
      shortRange: pair.short,
      longRange: long, rule: pair.rule)
  }
}

/// `Center of pressure (COP)`: what only begins with a capital where a sentence does is no name.
private func isNamed(_ p: Passage, _ long: Range<Int>) -> Bool {
  !p.beginsSentence(long.lowerBound) || long.dropFirst().contains { p.isCapital($0) }
}

extension Passage {
  func isWordAt(_ i: Int) -> Bool { i >= 0 && i < tokens.count && tokens[i].isWord }
}
