import Model
import Text

/// Author-year citations: `(OPM, 1948, pp. 52-53; Vega Ruiz, 1971)`, `Rivas-Soto (1992)`, `Opmar (1998, 2006)`, `con base en OPM 2003, 2007`.
///
/// The author is read backwards from the year to the bracket, the semicolon or a word that no author has. Several years of one author are citations
/// each. A narrative one after an organisation's name needs a witness: the same author in a bracket elsewhere.
struct CitationFinder {
  let places: PlaceNames

  /// What the rest of the passage is already known to be.
  struct Context {
    var laws: [Find]
    var organizations: [Find]
    /// Folded authors (first word) of bracketed citations in the document.
    var authors: Set<UInt64>
    /// Words that the document prints in lower case too.
    var plain: KeySet
    /// Acronyms that the document does not use for bodies.
    var otherAcronyms: Set<UInt64>
  }

  func bracketed(in p: Passage, context: Context) -> [Find] {
    var out: [Find] = []
    var i = 0
    while i < p.tokens.count {
      guard p.isMark(i, "(") || p.isMark(i, "["), let close = closing(p, i) else {
        i += 1
        continue
      }
      var from = i + 1
      for j in (i + 1)...close where j == close || p.isMark(j, ";") {
        // `Harlow; Denning, 2011`: authors between semicolons.
        if j < close, from < j, j - from <= 3, (from..<j).allSatisfy({ p.isCapital($0) && p.tokens[$0].isWord && !p.has($0, .function) }) {
          continue
        }
        if from < j { out += segment(p, from..<j, context) }
        from = j + 1
      }
      i = close + 1
    }
    return out
  }

  func narrative(in p: Passage, context: Context) -> [Find] {
    var out: [Find] = []
    var i = 1
    while i < p.tokens.count {
      if p.isMark(i, "("), isYear(p, i + 1), let close = closing(p, i) { out += beforeBracket(p, i, close, context) }
      if let found = bareInitial(p, i) { out.append(found) }
      i += 1
    }
    if p.type == .source || p.type == .note || p.type == .caption || p.type == .footnote || p.has(0, .sourceWord) {
      out += unbracketed(p, context).filter { n in !out.contains { $0.overlaps(n) } }
    }
    return out
  }

  // MARK: Within brackets

  private func segment(_ p: Passage, _ range: Range<Int>, _ context: Context) -> [Find] {
    guard let year = range.first(where: { isYear(p, $0) && !isRange(p, $0) }) ?? undated(p, range), year > range.lowerBound else {
      return []
    }
    var authorsEnd = year
    if p.isMark(authorsEnd - 1, ",") { authorsEnd -= 1 }
    // `Boletín, marzo de 1951`: a month before the year.
    if p.has(authorsEnd - 1, .of), p.has(authorsEnd - 2, .month), p.isMark(authorsEnd - 3, ",") { authorsEnd -= 3 }
    guard authorsEnd > range.lowerBound, let author = author(p, range.lowerBound..<authorsEnd) else { return [] }
    guard isAuthor(p, author.range, context) else { return [] }
    var out = years(
      p, from: year, limit: range.upperBound, start: author.range.lowerBound, key: author.key, rule: RuleName("citations", "bracketed"))
    if author.cited > range.lowerBound { out += secondHand(p, range.lowerBound..<author.cited) }
    // `OIT 1984, en Ronzon, 2013`, `Hagan, 2003, Park, 2010`: the rest of the brackets.
    if let end = out.last(where: { $0.type == .citation })?.range.upperBound, end + 1 < range.upperBound,
      p.isMark(end, ",") || p.has(end, .inside)
    {
      out += segment(p, (end + 1)..<range.upperBound, context)
    }
    return out
  }

  /// One find a year; the first begins at `start`.
  private func years(_ p: Passage, from: Int, limit: Int, start: Int, key: String, rule: RuleName, closes: Int? = nil) -> [Find] {
    var out: [Find] = []
    var j = from
    var begin = start
    while j < limit {
      let (pages, end) = pages(p, j + 1, limit)
      let more = nextYear(p, end, limit)
      var last = end
      if let closes, more == nil, out.isEmpty { last = closes + 1 }
      let text = p.text(of: j..<(j + 1))
      out.append(
        Find(
          .citation, p, begin..<last, out.isEmpty ? rule : RuleName("citations", "further-year"),
          value: .citation(key: key + " " + text, pages: pages)))
      guard let more else { break }
      j = more
      begin = more
    }
    return out
  }

  private func nextYear(_ p: Passage, _ j: Int, _ limit: Int) -> Int? {
    var k = j
    if p.isMark(k, ",") || p.isMark(k, ";") { k += 1 }
    if p.has(k, .and) { k += 1 }
    guard k > j, k < limit, isYear(p, k), !isRange(p, k) else { return nil }
    return k
  }

  /// `, p. 37`, `, pp. 37-38`, `: 37-38`, `, 37–38`: pages as printed and the end.
  private func pages(_ p: Passage, _ j: Int, _ limit: Int) -> (String?, Int) {
    var k = j
    let colon = p.isMark(k, ":")
    guard colon || p.isMark(k, ","), k + 1 < limit else { return (nil, j) }
    k += 1
    var labelled = colon
    if p.has(k, .pages) {
      labelled = true
      k += 1
      if p.isMark(k, ".") { k += 1 }
    }
    guard labelled, k < limit,
      p.tokens[k].isNumber || p.tokens[k].isWord && isDigit(p.scalars[Int(p.tokens[k].start)]) || p.tokens[k].shape.contains(.roman)
    else { return (nil, j) }
    let begin = k
    k += 1
    while k + 1 < limit, p.isMark(k, "-") || p.isMark(k, "–") || p.isMark(k, "‐") || p.isMark(k, ","), p.tokens[k + 1].isNumber,
      !isYear(p, k + 1) || !p.isMark(k, ",")
    { k += 2 }
    if k + 1 < limit, p.has(k, .and), p.tokens[k + 1].isNumber, !isYear(p, k + 1) { k += 2 }
    return (p.text(of: begin..<k), k)
  }

  // MARK: Before brackets

  private func beforeBracket(_ p: Passage, _ open: Int, _ close: Int, _ context: Context) -> [Find] {
    let year = open + 1
    guard !isRange(p, year), open > 0 else { return [] }
    // Nothing but years and pages may stand within.
    for j in (year + 1)..<max(close, year + 1)
    where p.tokens[j].isWord && !p.has(j, [.pages, .and]) && !isDigit(p.scalars[Int(p.tokens[j].start)])
      && !p.tokens[j].shape.contains(.roman)
    { return [] }
    let before = p.tokens[open - 1]
    if context.laws.contains(where: { $0.range.contains(open - 1) }) { return [] }
    if let first = initialled(p, before: open) {
      // An entry of a list of references is no citation.
      if first == 0, p.isMark(close + 1, ".") { return [] }
      return years(
        p, from: year, limit: close, start: first, key: key(p, first..<open), rule: RuleName("citations", "narrative"), closes: close)
    }
    if let org = context.organizations.first(where: { $0.range.upperBound == open && $0.range.count > 1 }) {
      guard isWitness(p, org.range, context) || severalYears(p, year, close) else { return [] }
      return years(
        p, from: year, limit: close, start: org.range.lowerBound, key: p.text(of: org.range), rule: RuleName("citations", "narrative"),
        closes: close)
    }
    guard before.isWord || p.isMark(open - 1, ".") && p.has(open - 2, .others) else { return [] }
    guard let name = surnames(p, open, context) else { return [] }
    if let place = places.longest(in: p, at: name.lowerBound), place.end == open,
      !p.has(name.lowerBound, .surname) || p.isMark(name.lowerBound - 1, ",")
    {
      return []
    }
    let single = name.count == 1 ? p.tokens[name.lowerBound] : nil
    if let single {
      if single.shape.contains(.allCaps) || !context.organizations.filter({ $0.range == name }).isEmpty {
        guard isWitness(p, name, context) || severalYears(p, year, close), !context.otherAcronyms.contains(single.key) else { return [] }
      } else if single.has([
        .common, .function, .orgHead, .facility, .lawHead, .lawNumbered, .lawBare, .programme, .month, .eventHead, .workHead, .role,
        .orgAdjective,
      ]) || context.plain.contains(single.key) {
        return []
      }
    } else if name.count >= 2, p.has(name.lowerBound, .givenName), !p.has(name.lowerBound, .surname) || name.count >= 3,
      !name.contains(where: { p.has($0, .and) && !p.isCapital($0) || p.isMark($0, "&") })
    {
      // A person's full name: only the year is the citation, the surnames go into the key.
      var first = name.lowerBound
      while first + 1 < name.upperBound, p.has(first, .givenName), first < name.lowerBound + 2,
        !(p.has(first, .surname) && name.upperBound - first <= 2 && first > name.lowerBound) || first == name.lowerBound
      { first += 1 }
      let key = key(p, first..<open)
      return years(p, from: year, limit: close, start: year, key: key, rule: RuleName("citations", "after-person"))
    }
    return years(
      p, from: year, limit: close, start: name.lowerBound, key: key(p, name.lowerBound..<open), rule: RuleName("citations", "narrative"),
      closes: close)
  }

  /// The capitalised words, `y`, `et al.` that end at the bracket.
  private func surnames(_ p: Passage, _ open: Int, _ context: Context) -> Range<Int>? {
    var i = open - 1
    var first: Int?
    while i >= 0, i > open - 14 {
      let t = p.tokens[i]
      if t.isWord, t.isCapital, !t.has([.function, .month]) {
        if let first, !p.tokens[first].spaced, first > 0 { break }
        if t.has([.honorific]) { break }
        first = i
      } else if t.isMark("."), i > 0, p.tokens[i - 1].shape.contains(.single) || p.has(i - 1, .others) {
        // initials, `al.`
      } else if t.has(.others), i > 0 {
        // `et al`
      } else if t.has(.and) || t.isMark("&"), i > 0, p.isCapital(i - 1), first == i + 1 || p.has(i + 1, .others), p.tokens[i + 1].isWord {
        // `Ordóñez y Lara`: the word before must be a surname, else `y` joins something else.
        guard
          p.has(i - 1, .surname) || p.tokens[i - 1].classes.isDisjoint(with: WordClasses.neverSurname) || p.has(i + 1, .others)
            || !context.plain.contains(p.tokens[i - 1].key), !p.has(i - 1, [.common, .orgAdjective]),
          p.has(i - 1, .surname) || places.longest(in: p, at: i - 1) == nil
        else { break }
      } else if t.isMark(","), first == i + 1, i > 0, p.isCapital(i - 1), hasAnd(p, i, open),
        p.has(i - 1, .surname)
          || p.tokens[i - 1].classes.isDisjoint(with: WordClasses.neverSurname) && !context.plain.contains(p.tokens[i - 1].key)
            && places.longest(in: p, at: i - 1) == nil && !p.isCapital(i - 2)
      {
        // `A, B y C`
      } else if t.has(.nobiliary), first == i + 1, i > 0, p.isCapital(i - 1), p.has(i - 1, [.givenName, .surname]) {
        // `Álvarez de Toledo`
      } else {
        break
      }
      i -= 1
    }
    guard let first, p.tokens[first].isCapital else { return nil }
    return first..<open
  }

  private func hasAnd(_ p: Passage, _ i: Int, _ open: Int) -> Bool {
    for j in i..<open where p.has(j, .and) || p.isMark(j, "&") { return true }
    return false
  }

  /// `(1998, 2006, 2014)`: nobody else is followed by several years in brackets.
  private func severalYears(_ p: Passage, _ year: Int, _ close: Int) -> Bool {
    var n = 0
    for j in year..<close where isYear(p, j) { n += 1 }
    return n >= 2
  }

  private func isWitness(_ p: Passage, _ range: Range<Int>, _ context: Context) -> Bool {
    if context.authors.contains(p.tokens[range.lowerBound].key), range.count == 1 { return true }
    if p.type == .source || p.type == .caption || p.has(0, .sourceWord) { return true }
    // `Barr (2008) and World Bank (1994)`: in a row of citations.
    var before = range.lowerBound - 1
    while p.has(before, [.article, .and]) || p.isMark(before, ",") || p.isMark(before, ";") { before -= 1 }
    if before < range.lowerBound - 1, p.isMark(before, ")"), isYear(p, before - 1) || isYear(p, before - 3) || isYear(p, before - 5) {
      return true
    }
    // `Para la OIT (2023)`, `según …`
    var i = range.lowerBound - 1
    while p.has(i, .article) { i -= 1 }
    return p.has(i, .seeAlso) || i >= 0 && p.has(i, .purpose) && p.beginsSentence(i)
  }

  /// `Benítez, A.; Cordero, M.` that ends at a bracket: where it begins.
  private func initialled(_ p: Passage, before open: Int) -> Int? {
    var i = open
    var first: Int?
    while i > 2 {
      var k = i
      while k > 1, p.isMark(k - 1, "."), p.tokens[k - 2].shape.contains(.single), p.isCapital(k - 2) { k -= 2 }
      guard k < i, k > 1, p.isMark(k - 1, ","), p.isCapital(k - 2), p.tokens[k - 2].isWord, !p.has(k - 2, [.function, .month]) else {
        break
      }
      k -= 2
      while k > 0, p.isCapital(k - 1), p.tokens[k - 1].isWord, p.tokens[k].spaced, p.has(k - 1, .surname) { k -= 1 }
      first = k
      guard k > 1, p.isMark(k - 1, ";") || p.isMark(k - 1, ",") || p.isMark(k - 1, "&") || p.has(k - 1, .and) else { break }
      i = k - 1
      if i > 0, p.isMark(i - 1, ",") || p.isMark(i - 1, ";") { i -= 1 }
    }
    return first
  }

  /// `Pozas R, 1992`: a surname with an initial that has no stop, and the year.
  private func bareInitial(_ p: Passage, _ i: Int) -> Find? {
    guard isYear(p, i), !isRange(p, i), i >= 3, p.isMark(i - 1, ","), p.tokens[i - 2].shape.contains(.single), p.isCapital(i - 2),
      p.tokens[i - 2].spaced, p.isCapital(i - 3), p.has(i - 3, .surname)
    else { return nil }
    return years(
      p, from: i, limit: i + 1, start: i - 3, key: key(p, (i - 3)..<(i - 2)), rule: RuleName("citations", "narrative")
    ).first
  }

  // MARK: Without brackets

  /// `con base en Opmar 1998, 2006`, in sources and notes.
  private func unbracketed(_ p: Passage, _ context: Context) -> [Find] {
    var out: [Find] = []
    var i = 1
    while i < p.tokens.count {
      guard isYear(p, i), !isRange(p, i), p.tokens[i].spaced else {
        i += 1
        continue
      }
      let comma = p.isMark(i - 1, ",")
      let last = comma ? i - 2 : i - 1
      guard last >= 0, p.tokens[last].isWord, p.isCapital(last) || p.has(last, .others), !p.has(last, [.month, .function]) else {
        i += 1
        continue
      }
      var first = last
      while first > 0,
        p.isCapital(first - 1) && !p.has(first - 1, .function) && p.tokens[first].spaced && p.has(first, .surname)
          || p.has(first - 1, .and) && p.isCapital(first - 2) && p.has(first - 2, .surname)
      { first -= 1 }
      let t = p.tokens[first]
      let known = context.authors.contains(t.key) || context.organizations.contains { $0.range == first..<(last + 1) }
      let acronym = t.shape.contains(.allCaps) || t.shape.contains(.mixed)
      let surname = p.has(first, .surname) && comma && places.longest(in: p, at: first) == nil
      guard
        known && !context.otherAcronyms.contains(t.key)
          && (!acronym || p.type == .source || p.has(0, .sourceWord) || context.authors.contains(t.key)) || surname,
        !t.has([.lawHead, .programme, .workHead])
      else {
        i += 1
        continue
      }
      if acronym, comma, !context.authors.contains(t.key) {
        i += 1
        continue
      }
      let found = years(
        p, from: i, limit: p.tokens.count, start: first, key: key(p, first..<(last + 1)), rule: RuleName("citations", "unbracketed"))
      out += found
      i = found.last.map(\.range.upperBound) ?? i + 1
    }
    return out
  }

  /// `Pellicer y Reyna en Brachet, 1996`: those quoted at second hand are persons.
  private func secondHand(_ p: Passage, _ range: Range<Int>) -> [Find] {
    // Names and what joins them, nothing else: `Nota: exequible por la Corte en la Sentencia … 2004` quotes nobody.
    let named = range.allSatisfy {
      !p.tokens[$0].isWord || p.isCapital($0) && p.tokens[$0].classes.isDisjoint(with: WordClasses.neverSurname)
        || !p.isCapital($0) && p.has($0, [.and, .nobiliary, .others, .seeAlso])
    }
    guard named else { return [] }
    var out: [Find] = []
    var j = range.lowerBound
    while j < range.upperBound {
      guard p.isCapital(j), p.tokens[j].isWord, !p.has(j, [.function, .seeAlso]), !p.tokens[j].shape.contains(.allCaps) else {
        j += 1
        continue
      }
      var k = j + 1
      while k < range.upperBound, p.isCapital(k) || p.has(k, .nobiliary) && p.isCapital(k + 1) { k += 1 }
      out.append(Find(.person, p, j..<k, RuleName("citations", "second-hand"), value: .person(name: p.text(of: j..<k))))
      j = k
    }
    return out
  }

  // MARK: Marks

  private func closing(_ p: Passage, _ open: Int) -> Int? {
    var j = open + 1
    let round = p.isMark(open, "(")
    while j < p.tokens.count, j < open + 120 {
      // `(Agencia de Caminos [AC], 2024)`: what is square within round brackets is an acronym.
      if p.isMark(j, ")") || !round && p.isMark(j, "]") { return j }
      if p.isMark(j, "(") { return nil }
      j += 1
    }
    return nil
  }

  /// 1500…2099, a letter may follow (`2019a`).
  func isYear(_ p: Passage, _ i: Int) -> Bool {
    guard i >= 0, i < p.tokens.count else { return false }
    let t = p.tokens[i]
    let length = Int(t.end - t.start)
    guard length == 4 && t.isNumber || length == 5 && t.isWord && Letters.isLower(p.scalars[Int(t.end) - 1]) else { return false }
    let c = p.scalars[Int(t.start)..<Int(t.start) + 4]
    guard c.allSatisfy({ isDigit($0) }) else { return false }
    let century = c[c.startIndex..<c.startIndex + 2]
    return century.elementsEqual([0x31, 0x39]) || century.elementsEqual([0x32, 0x30]) || century.elementsEqual([0x31, 0x38])
      || century.elementsEqual([0x31, 0x37])
  }

  private func isRange(_ p: Passage, _ i: Int) -> Bool {
    (p.isMark(i + 1, "-") || p.isMark(i + 1, "–") || p.isMark(i + 1, "/")) && i + 2 < p.tokens.count && p.tokens[i + 2].isNumber
      && p.tokens[i + 2].end - p.tokens[i + 2].start >= 2
      || (p.isMark(i - 1, "-") || p.isMark(i - 1, "–")) && i > 1 && p.tokens[i - 2].isNumber
  }

  private func undated(_ p: Passage, _ range: Range<Int>) -> Int? {
    range.first { p.has($0, .undated) && $0 > range.lowerBound && (p.isMark($0 - 1, ",") || p.tokens[$0 - 1].isWord) }
  }
}
