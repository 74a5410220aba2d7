import Model
import Text

/// Acronyms in running text that stand for bodies: those that the document defines so, and those that the gazetteer knows.
struct AcronymMentions {
  let institutions: Institutions
  let places: PlaceNames
  let chain: Chain

  /// Tells ``Bodies`` which known acronyms the document uses without defining them.
  func survey(_ p: Passage, _ reading: Reading, _ known: Known, _ witness: Witness, _ bodies: inout Bodies) {
    for (i, t) in p.tokens.enumerated() where t.isWord && t.isCapital {
      guard isKnown(p, i, witness), !known.bodies.contains(t.key), !known.otherAcronyms.contains(t.key), !reading.acronymPlaces.contains(i),
        bodies.acronym(t.key) == nil
      else { continue }
      let candidates = institutions.bodies(acronym: t.key, in: p.language, of: bodies.homeland)
      if candidates.isEmpty { continue }
      // Three letters are many things: only a body of a country that the document speaks of, or of all countries.
      if t.end - t.start <= 3, !candidates.contains(where: { bodies.homeland.allows(institutions.entries[$0].ref) }) { continue }
      bodies.use(t.key, printed: p.text(of: i..<(i + 1)), entry: bodies.homeland.choose(candidates, institutions))
    }
  }

  private func isKnown(_ p: Passage, _ i: Int, _ witness: Witness) -> Bool {
    let t = p.tokens[i]
    if places.isShortPlace(p, i) { return false }
    // What it looks like is told sooner than whether it is known.
    guard !t.has(.notAcronym), t.shape.contains(.allCaps) || t.shape.contains(.mixed) || t.has(.acronymWord),
      !institutions.bodies(acronym: t.key).isEmpty
    else { return false }
    if t.shape.contains(.allCaps), !p.shouted { return !(t.shape.contains(.roman) && t.end - t.start < 3) }
    // `Pemex`, `Cepal`: a word that is nothing else.
    if t.shape.contains(.mixed) { return t.end - t.start >= 4 }
    return t.has(.acronymWord) && (!t.shape.contains(.allCaps) || p.shouted)
  }

  /// Acronyms that the document leaves undefined, against the initials of the bodies that it names.
  func matchInitials(_ passages: [Passage], _ readings: [Reading], _ known: Known, _ bodies: inout Bodies) {
    var initials: [UInt64: (words: [UInt64], text: String)] = [:]
    for (number, p) in passages.enumerated() {
      for find in readings[number].bodies where !find.short {
        var key = WordKey()
        var letters = 0
        for i in find.range where p.tokens[i].isWord && !(p.tokens[i].has(.joint) && !p.isCapital(i)) {
          key.add(folded(p.scalars[Int(p.tokens[i].start)]))
          letters += 1
        }
        if letters >= 3, initials[key.value] == nil { initials[key.value] = (bodies.words(p, find.range), p.text(of: find.range)) }
      }
    }
    guard !initials.isEmpty else { return }
    for (number, p) in passages.enumerated() where !p.shouted {
      for (i, t) in p.tokens.enumerated() where t.shape.contains(.allCaps) && t.isWord && t.end - t.start >= 3 {
        guard !known.bodies.contains(t.key), !known.otherAcronyms.contains(t.key), !readings[number].acronymPlaces.contains(i),
          let name = initials[t.key]
        else { continue }
        if bodies.acronym(t.key) == nil { bodies.use(t.key, printed: p.text(of: i..<(i + 1)), entry: nil) }
        bodies.define(name: name.words, acronym: t.key)
      }
    }
  }

  /// Acronyms that the document leaves undefined, against the initials of the laws that it names (`LAR` for `Ley de Aguas Rurales`).
  func lawInitials(_ passages: [Passage], _ readings: [Reading], _ known: Known) -> Set<UInt64> {
    var initials: Set<UInt64> = []
    for (number, p) in passages.enumerated() {
      for find in readings[number].laws where p.isCapital(find.range.lowerBound) && find.range.count > 3 {
        var key = WordKey()
        var letters = 0
        for i in find.range where p.tokens[i].isWord && !(p.tokens[i].has(.joint) && !p.isCapital(i)) {
          key.add(folded(p.scalars[Int(p.tokens[i].start)]))
          letters += 1
        }
        if letters >= 3 { initials.insert(key.value) }
      }
    }
    var out: Set<UInt64> = []
    guard !initials.isEmpty else { return out }
    for p in passages where !p.shouted {
      for t in p.tokens
      where t.shape.contains(.allCaps) && t.isWord && initials.contains(t.key) && !known.bodies.contains(t.key)
        && !known.otherAcronyms.contains(t.key) && institutions.bodies(acronym: t.key).isEmpty
      { out.insert(t.key) }
    }
    return out
  }

  /// Bodies in passages set in capitals: the names that the document prints elsewhere, and `DEL INSTITUTO`.
  /// - heads: first words of the bodies that the document names.
  func findShouted(in p: Passage, _ reading: Reading, _ table: PhraseTable, heads: Set<UInt64>) -> [Find] {
    var out: [Find] = []
    var i = 0
    while i < p.tokens.count {
      if p.tokens[i].isWord, reading.cover.isFree(i), let end = end(of: table, in: p, from: i) {
        out.append(Find(.organization, p, i..<end, RuleName("organizations", "in-capitals")))
        i = end
        continue
      }
      let bare = heads.contains(p.tokens[i].key) ? bare(p, i, reading) : nil
      if let bare { out.append(bare) }
      i = bare?.range.upperBound ?? i + 1
    }
    return out
  }

  /// Behind the longest phrase of the table that begins at a token; commas and joints are passed over.
  private func end(of table: PhraseTable, in p: Passage, from i: Int) -> Int? {
    guard var state = table.step(PhraseTable.root, p.tokens[i].key)?.state else { return nil }
    var end: Int?
    var j = i + 1
    while j < p.tokens.count, p.tokens[j].isWord || p.isMark(j, ",") {
      if p.isMark(j, ",") || p.has(j, .joint) {
        j += 1
        continue
      }
      guard let next = table.step(state, p.tokens[j].key) else { break }
      state = next.state
      j += 1
      if next.entry != nil { end = j }
    }
    return end
  }

  /// `DEL INSTITUTO`; with a complement (`DEL MINISTERIO DE AGUAS`) only where a mark or the end shows that it goes no further.
  private func bare(_ p: Passage, _ i: Int, _ reading: Reading) -> Find? {
    guard p.has(i, .orgBare), p.has(i - 1, [.ofThe, .article]) else { return nil }
    if p.has(i + 1, [.of, .ofThe]) {
      let reach = chain.end(in: p, head: i)
      let closed = reach.end >= p.tokens.count || p.tokens[reach.end].shape.contains(.mark)
      guard reach.joined, closed, reach.complements <= longestShouted, reading.cover.isFree(i..<reach.end) else { return nil }
      return Find(.organization, p, i..<reach.end, RuleName("organizations", "in-capitals"))
    }
    guard i + 1 >= p.tokens.count || !p.tokens[i + 1].isWord || p.has(i + 1, .function) else { return nil }
    var find = Find(.organization, p, i..<(i + 1), RuleName("organizations", "short-form"))
    find.short = true
    return find
  }

  func find(in p: Passage, _ reading: Reading, _ known: Known, _ bodies: Bodies) -> [Find] {
    var out: [Find] = []
    var taken = reading.cover
    for body in reading.bodies { taken.take(body.range) }
    for (i, t) in p.tokens.enumerated() where t.isWord && (t.isCapital || t.shape.contains(.mixed)) && taken.isFree(i) {
      // `I2C_MST_EN`: a piece of an identifier.
      guard !reading.acronymPlaces.contains(i), !p.isMark(i - 1, "_"), !p.isMark(i + 1, "_") else { continue }
      if !known.bodies.contains(t.key), isSomethingElse(p, i) { continue }
      // `ISO 14764`; `2014/23/UE`
      if p.isNumbered(i + 1) || t.end - t.start == 2 && p.isMark(i - 1, "/") && i > 1 && p.tokens[i - 2].isNumber { continue }
      if t.shape.contains(.single), let dotted = dotted(p, i, bodies) {
        out.append(dotted)
        taken.take(dotted.range)
        continue
      }
      if t.shape.contains(.hyphened), bodies.acronym(t.key) == nil { continue }
      var key = t.key
      var plural = false
      if bodies.acronym(key) == nil, let base = p.singular(t) {
        key = base
        plural = true
      }
      guard let (id, entry) = bodies.acronym(key), !known.otherAcronyms.contains(key),
        known.bodies.contains(key) || !places.isShortPlace(p, i)
      else { continue }
      if p.shouted, t.has([.common, .function, .joint]) || t.end - t.start < 3 { continue }
      // A word in small letters but for the first (`Cepal`) must be spelled so that it can be nothing else, or be defined here.
      if !t.shape.contains(.allCaps), !t.shape.contains(.mixed), !known.bodies.contains(key), !t.has(.acronymWord), !plural { continue }
      if !t.shape.contains(.allCaps), plural, !known.bodies.contains(key), !t.shape.contains(.mixed) { continue }
      if !t.shape.contains(.allCaps), !t.shape.contains(.mixed), t.has([.common, .givenName, .surname, .function]) { continue }
      if let entry, institutions.entries[entry].isFirm, chain.isMaker(p, i, (end: i + 1, entry: entry)) { continue }
      var end = i + 1
      if let after = extended(p, i, taken) { end = after }
      var find = Find(.organization, p, i..<end, RuleName("organizations", plural ? "acronym-plural" : "acronym"), entry: entry)
      if end == i + 1 {
        find.value = bodies.acronymValue(key, printed: id, language: p.language)
      } else {
        find.value = .organization(id: bodies.printed(p, find), name: bodies.printed(p, find), ref: nil)
      }
      out.append(find)
    }
    return out
  }

  /// `BRASILEIRO NATO` among words in capitals, `e-SIC` a system: an acronym that the document does not define stands otherwise.
  private func isSomethingElse(_ p: Passage, _ i: Int) -> Bool {
    let t = p.tokens[i]
    if t.shape.contains(.hyphened), !t.isCapital { return true }
    func isWordInCapitals(_ k: Int) -> Bool {
      p.isCapital(k) && p.tokens[k].shape.contains(.allCaps) && p.tokens[k].end - p.tokens[k].start >= shortestShouted
        && institutions.bodies(acronym: p.tokens[k].key).isEmpty && !p.tokens[k].shape.contains(.hyphened)
    }
    guard t.shape.contains(.allCaps), !p.shouted else { return false }
    return t.spaced && isWordInCapitals(i - 1) || i + 1 < p.tokens.count && p.tokens[i + 1].spaced && isWordInCapitals(i + 1)
  }

  /// `U.N.`, `W.H.O.`: letters with stops that are a known acronym, no initials of a person and no place.
  private func dotted(_ p: Passage, _ i: Int, _ bodies: Bodies) -> Find? {
    // `Vrescu, B.M.`: an author's initials.
    guard p.isMark(i + 1, "."), i == 0 || !p.isMark(i - 1, ".") || p.tokens[i].spaced, places.longest(in: p, at: i) == nil,
      !(p.isMark(i - 1, ",") && p.isCapital(i - 2))
    else {
      return nil
    }
    var key = WordKey()
    var k = i
    while p.isCapital(k), p.tokens[k].shape.contains(.single), p.isMark(k + 1, "."), k == i || !p.tokens[k].spaced {
      key.add(folded(p.scalars[Int(p.tokens[k].start)]))
      k += 2
    }
    guard k >= i + 4, !(p.isCapital(k) && p.has(k, .surname)) else { return nil }
    let candidates = institutions.bodies(acronym: key.value).map(Int.init)
    guard let entry = bodies.acronym(key.value)?.entry ?? bodies.homeland.choose(candidates, institutions) else { return nil }
    let printed = p.text(of: i..<k)
    return Find(
      .organization, p, i..<k, RuleName("organizations", "acronym"),
      value: .organization(
        id: bodies.acronym(key.value)?.id ?? printed, name: institutions.entries[entry].name(p.language),
        ref: institutions.entries[entry].ref),
      entry: entry)
  }

  /// `OAR Oaxaca`, `Afir IX Robledal`, `UNICEF Chile`, `UMR No. 14`: an acronym that goes on.
  private func extended(_ p: Passage, _ i: Int, _ taken: Cover) -> Int? {
    guard !p.shouted else { return nil }
    if p.has(i, .facility) {
      let reach = chain.end(in: p, head: i, options: Chain.Options(numbered: true))
      return reach.end > i + 1 && taken.isFree((i + 1)..<reach.end) ? reach.end : nil
    }
    guard p.isCapital(i + 1), p.tokens[i + 1].isWord, p.tokens[i + 1].spaced, taken.isFree(i + 1),
      !p.has(i + 1, [.function, .orgHead, .role, .honorific, .month])
    else { return nil }
    if let place = places.longest(in: p, at: i + 1) {
      var end = place.end
      // `OAR Ciudad de Valdemora Sur`
      while p.isCapital(end), p.tokens[end].isWord, p.tokens[end].spaced, !p.has(end, [.function, .orgHead, .givenName]),
        places.longest(in: p, at: end) == nil
      { end += 1 }
      return end
    }
    guard p.tokens[i + 1].shape.contains(.roman), p.isCapital(i + 2) else { return nil }
    var end = i + 1
    while p.isCapital(end), p.tokens[end].isWord, p.tokens[end].spaced, taken.isFree(end), !p.has(end, [.function, .month]) { end += 1 }
    return end
  }
}

/// Words of the longest complement of a head in a line of capitals.
private let longestShouted = 6

/// Letters of a word in capitals that is hardly an acronym.
private let shortestShouted = 7

extension Passage {
  /// `ISO 14764`, `ISO/IEC 27001`, `Northsoft 365`: the number right behind a body, or behind one that shares it, makes it the name of a thing. Years do not.
  func isNumbered(_ next: Int) -> Bool {
    var i = next
    if isMark(i, "/"), isCapital(i + 1), tokens[i + 1].shape.contains(.allCaps) { i += 2 }
    guard i < tokens.count, tokens[i].isNumber, tokens[i].spaced else { return false }
    let digits = scalars[Int(tokens[i].start)..<Int(tokens[i].end)]
    // Of `350.000` the number goes on: an amount.
    let goesOn = (isMark(i + 1, ",") || isMark(i + 1, ".")) && i + 2 < tokens.count && tokens[i + 2].isNumber && !tokens[i + 2].spaced
    let isAmount = goesOn || isMark(i + 1, "%")
    guard digits.count >= shortestStandard, digits.allSatisfy({ isDigit($0) }), !isAmount else { return false }
    let year = digits.count == 4 && (digits.first == 0x31 || digits.first == 0x32)
    return !year && !has(next - 1, .facility)
  }
}

/// Digits of a number that can only be a standard's or a product's: units of a body have smaller ones (`Clínica 12`).
private let shortestStandard = 3
