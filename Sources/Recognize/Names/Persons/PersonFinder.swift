import Model

/// Persons: by given name and surname, by a title or office before the name, by two surnames, and again by surname where the document named them in full.
struct PersonFinder {
  let places: PlaceNames

  /// What a document tells of its persons.
  struct Known {
    /// Surnames (and pairs of them) of persons named in full.
    var singles: Set<UInt64> = []
    var pairs: Set<UInt64> = []
    /// Words that the document also prints in lower case.
    var plain = KeySet()
  }

  func find(in p: Passage, cover: Cover, known: Known) -> [Find] {
    guard !p.shouted, p.hasCapitals else { return [] }
    var out: [Find] = []
    var i = 0
    while i < p.tokens.count {
      guard p.tokens[i].isWord, p.isCapital(i), cover.isFree(i) else {
        i += 1
        continue
      }
      let run = run(p, i, cover)
      if let find = name(p, run, known, after: out.last) {
        out.append(find)
        i = find.range.upperBound
      } else if let place = places.longest(in: p, at: i), place.end > i + 1 {
        i = place.end
      } else {
        i += 1
      }
    }
    return out
  }

  /// Capitalised words from `i` on, with initials and particles between.
  private func run(_ p: Passage, _ i: Int, _ cover: Cover) -> Range<Int> {
    var j = i + 1
    while j < p.tokens.count, j < i + 9, cover.isFree(j) {
      let t = p.tokens[j]
      if t.isWord, t.isCapital {
        guard t.spaced, !t.has([.function, .month]) || t.has(.surname) || t.shape.contains(.single) && p.isMark(j + 1, ".") else { break }
        j += 1
      } else if t.isMark("."), p.tokens[j - 1].shape.contains(.single), p.isCapital(j + 1) {
        j += 1
      } else if t.has(.nobiliary), particles(p, j) != nil {
        j = particles(p, j) ?? j + 1
      } else if t.has(.and), p.has(j - 1, .surname), p.has(j + 1, .surname), p.isCapital(j + 1), p.has(i, .givenName),
        !p.has(j + 1, .givenName), p.text(of: j..<(j + 1)) == "y", !p.isCapital(j + 2)
      {
        j += 2  // `Ramón y Cajal`
      } else {
        break
      }
    }
    return i..<j
  }

  /// `de`, `de la`, `del`, `von` and the surname behind: end.
  private func particles(_ p: Passage, _ j: Int) -> Int? {
    var k = j
    while p.has(k, .nobiliary), !p.isCapital(k), k < j + 3 { k += 1 }
    guard p.isCapital(k), p.tokens[k].isWord,
      p.has(k, .surname) || p.tokens[k].shape.contains(.single) || !p.has(j, [.of, .ofThe, .and, .article])
    else { return nil }
    return k + 1
  }

  private func name(_ p: Passage, _ run: Range<Int>, _ known: Known, after last: Find?) -> Find? {
    let i = run.lowerBound
    let t = p.tokens[i]
    if p.has(i - 1, .namedAfter) || p.has(i - 1, [.of, .ofThe, .article]) && p.has(i - 2, .namedAfter) { return nil }
    if t.has([.function, .month]), !t.has(.givenName) { return nil }
    if t.has(.honorific), p.isCapital(i + 1), p.has(i + 1, [.givenName, .surname]) { return nil }
    if t.shape.contains(.allCaps), !(t.has([.givenName, .surname])) { return nil }
    let end = trimmed(p, run)
    let words = (i..<end).filter { p.tokens[$0].isWord && p.isCapital($0) }
    let titled = isTitled(p, i)
    if titled, !t.has([.orgHead, .lawHead, .common, .role, .honorific]) || t.has([.givenName, .surname]) {
      return make(p, i..<end, "titled")
    }
    // `Consumer Price Index`: the words before a head of things are its own.
    if end < run.upperBound, p.has(end, [.programme, .orgHead, .orgRight, .lawHead, .facility, .workRight]) { return nil }
    if words.count >= 2 {
      let second = p.tokens[words[1]]
      let surnames = words.dropFirst().contains { p.tokens[$0].has(.surname) && !p.tokens[$0].has(.common) }
      let given = t.has(.givenName)
      let unknownSecond = second.classes.isDisjoint(with: Self.notName) && !known.plain.contains(second.key)
      if given, surnames || second.has(.givenName) && words.count > 2 || unknownSecond && !t.has(.common) || second.shape.contains(.single)
      {
        if t.has(.common), !surnames || second.has([.orgHead, .common]) { return nil }
        if let place = places.longest(in: p, at: i), place.end >= end { return nil }
        return make(p, i..<end, "given-surname")
      }
      if t.has(.surname), second.has(.surname), words.count == 2, !t.has([.common, .placeHead]), !second.has(.common),
        places.longest(in: p, at: i).map({ $0.end < end }) ?? true
      {
        return make(p, i..<end, "two-surnames")
      }
      // `gobierno de Ruiz Cortines`
      if t.has(.surname), !t.has(.common), words.count == 2, p.has(i - 1, .of), p.has(i - 2, .rule), unknownSecond {
        return make(p, i..<end, "ruler")
      }
      // `Prime Minister Mia Mottley`: an office right before two words that are nothing else.
      if p.has(i - 1, .role), t.spaced, unknownSecond, t.classes.isDisjoint(with: Self.notName), !known.plain.contains(t.key),
        !t.shape.contains(.allCaps), places.longest(in: p, at: i) == nil
      {
        return make(p, i..<end, "after-office")
      }
      if t.shape.contains(.single), p.isMark(i + 1, "."), surnames { return make(p, i..<end, "initials") }
      let unknownFirst = t.classes.isDisjoint(with: Self.notName) && !known.plain.contains(t.key) && !t.shape.contains(.allCaps)
      if unknownFirst, surnames, second.has(.surname), !p.beginsSentence(i) || words.count > 2, places.longest(in: p, at: i) == nil {
        return make(p, i..<end, "unknown-given")
      }
      // In a list of persons: two words that are nothing else.
      if let last, unknownFirst, unknownSecond, words.count <= 3, last.range.upperBound < i,
        (last.range.upperBound..<i).allSatisfy({ p.isMark($0, ",") || p.isMark($0, ";") || p.has($0, .and) }),
        places.longest(in: p, at: i) == nil
      {
        return make(p, i..<end, "listed")
      }
    }
    return again(p, i, end, known)
  }

  /// A person of the document by surname alone.
  private func again(_ p: Passage, _ i: Int, _ end: Int, _ known: Known) -> Find? {
    let first = p.tokens[i].key
    var j = i + 1
    while p.has(j, .nobiliary), !p.isCapital(j), j < i + 3 { j += 1 }
    if j < end, p.isCapital(j), known.pairs.contains(WordKey.chain(first, p.tokens[j].key)) {
      return make(p, i..<(j + 1), "known-surnames")
    }
    guard known.singles.contains(first), !p.tokens[i].has([.common, .function]), !known.plain.contains(first),
      places.longest(in: p, at: i) == nil
    else { return nil }
    guard !p.isCapital(i + 1) || p.has(i + 1, .function), i == 0 || !p.isCapital(i - 1) || p.has(i - 1, .function) || p.beginsSentence(i)
    else { return nil }
    return make(p, i..<(i + 1), "known-surname")
  }

  /// Without what is no name at the end: `López Mateos Presidente`.
  private func trimmed(_ p: Passage, _ run: Range<Int>) -> Int {
    var end = run.upperBound
    for j in run.dropFirst() where p.tokens[j].isWord && p.isCapital(j) {
      let t = p.tokens[j]
      if t.has([.role, .honorific, .orgHead, .lawHead, .programme, .facility]) && !t.has([.surname, .givenName])
        || t.shape.contains(.allCaps) && !p.tokens[run.lowerBound].shape.contains(.allCaps) && !t.shape.contains(.roman)
      {
        end = j
        break
      }
    }
    while end > run.lowerBound + 1, !p.isCapital(end - 1) || !p.tokens[end - 1].isWord { end -= 1 }
    return end
  }

  /// `Dr.`, `Sra.`, `Lic.`, `Doctor` before the name; also `presidente`, `ministra` right before.
  private func isTitled(_ p: Passage, _ i: Int) -> Bool {
    let j = p.isMark(i - 1, ".") ? i - 2 : i - 1
    guard j >= 0, p.tokens[i].spaced else { return false }
    if p.has(j, .honorific) { return true }
    return j == i - 1 && p.has(j, .role) && p.tokens[i].has([.givenName, .surname]) && !p.tokens[i].has(.common)
  }

  static let notName: WordClasses = [
    .orgHead, .orgWeak, .orgRight, .facility, .article, .of, .ofThe, .and, .function, .month, .ordinal, .eventHead, .eventNamed, .lawHead,
    .lawNumbered, .lawBare,
    .workHead, .workNoun, .honorific, .role, .namedAfter, .placeHead, .programme, .common, .orgAdjective, .company,
  ]

  private func make(_ p: Passage, _ range: Range<Int>, _ rule: StaticString) -> Find {
    Find(.person, p, range, RuleName("persons", rule), value: .person(name: p.text(of: range)))
  }

  /// What full names teach: `Adolfo López Mateos` → `López Mateos`, `López`, `Mateos`.
  func learn(_ p: Passage, _ find: Find, into known: inout Known) {
    let words = find.range.filter { p.tokens[$0].isWord && p.isCapital($0) && !p.tokens[$0].shape.contains(.single) }
    guard words.count >= 2 else { return }
    var first = 0
    while first < words.count - 1, p.has(words[first], .givenName), first < 2,
      !(first == 1 && words.count == 3 && p.has(words[first], .surname))
    { first += 1 }
    if first == 0 { first = find.rule.rule.description == "two-surnames" ? 0 : 1 }
    let surnames = words[first...]
    if let one = surnames.first { known.singles.insert(p.tokens[one].key) }
    for (a, b) in zip(surnames, surnames.dropFirst()) { known.pairs.insert(WordKey.chain(p.tokens[a].key, p.tokens[b].key)) }
  }
}
