import Model

/// Names by the rules over tokens of one set (`persons`, `bodies`) of ``TokenGrammar``.
///
/// The rules are the language's; here is what they are asked about: what a token looks like, what the gazetteer and the document tell of it.
struct TokenFinder {
  let places: PlaceNames
  let grammar: TokenGrammar
  let lexicon: NameLexicon

  /// What the rules of a set find. `looks` are those of ``looks(_:plain:)``; `bodies` what is one already; `teaching` leaves out what rules find that tell nothing of later short forms.
  func find(
    _ set: String, in p: Passage, looks: [UInt32], cover: Cover, known: PersonFinder.Known, teaching: Bool = false, bodies: [Find] = []
  ) -> [Find] {
    guard p.hasCapitals, looks.count == p.tokens.count else { return [] }
    let cascade = grammar.cascade(set, for: p)
    let rules = p.shouted ? teaching ? cascade.teachingShouted : cascade.shouted : teaching ? cascade.teaching : cascade.all
    guard !rules.isEmpty else { return [] }
    var matching = TokenMatching(p, signs: signs(p, looks, cover, known))
    for body in bodies { for j in body.range { matching.signs[j] |= TokenSigns.body } }
    var out: [Find] = []
    var i = 0
    var rowEnd = 0
    while i < p.tokens.count {
      if i >= rowEnd, p.isCapital(i), p.tokens[i].isWord, set == "persons" {
        let row = row(p, i)
        rowEnd = row.end
        if row.crowded {
          i = rowEnd
          continue
        }
      }
      guard p.tokens[i].isWord, p.isCapital(i), matching.signs[i] & TokenSigns.free != 0 else {
        i += 1
        continue
      }
      if let find = find(p, i, rules, &matching) {
        for j in find.range { matching.signs[j] |= TokenSigns.found }
        out.append(find)
        i = find.range.upperBound
      } else if matching.signs[i] & TokenSigns.longPlace != 0, let place = places.longest(in: p, at: i) {
        i = place.end
      } else {
        i += 1
      }
    }
    return out
  }

  /// A row of capitalised words from token `i` on, with particles between. Crowded: more words than a name has, and given names in two places, as names
  /// side by side are that stand in columns (`Ana Luz Paz Gil Marta Olmo Ruiz`): where one ends cannot be told.
  private func row(_ p: Passage, _ i: Int) -> (end: Int, crowded: Bool) {
    var j = i
    var words = 0
    var begun = 0
    while j < p.tokens.count, p.tokens[j].isWord, j == i || p.tokens[j].spaced,
      p.isCapital(j) && !p.has(j, .function) || p.has(j, .nobiliary) && p.isCapital(j + 1)
    {
      if p.isCapital(j) {
        words += 1
        if isGiven(p, j), j == i || !p.has(j - 1, .givenName) { begun += 1 }
      }
      j += 1
    }
    return (max(j, i + 1), begun > 1 && words > longestName && !p.shouted)
  }

  private func isGiven(_ p: Passage, _ i: Int) -> Bool { p.has(i, .givenName) && !p.has(i, [.surname, .common]) }

  private func find(_ p: Passage, _ i: Int, _ rules: [TokenRule], _ matching: inout TokenMatching) -> Find? {
    for rule in rules {
      guard let end = matching.end(of: rule, at: i), end > i, !isListed(rule, p, i, end) else { continue }
      if rule.type == .person, isOfAddress(p, i, end) {
        // Nor is a part of the street somebody.
        for j in i..<end { matching.signs[j] &= ~TokenSigns.free }
        return nil
      }
      return Find(rule.type, p, i..<end, RuleName(rule), value: value(rule.type, p, i..<end))
    }
    return nil
  }

  /// A town behind `en` that the lists have is found by them, with its country.
  private func isListed(_ rule: TokenRule, _ p: Passage, _ i: Int, _ end: Int) -> Bool {
    rule.type == .place && p.has(i - 1, .inside) && places.longest(in: p, at: i, towns: true)?.end == end
  }

  /// `KM 185, Rosa Duarte, Vila Quimera-BA`, `João Duarte, n.º 491`, `Av. Conselheiro João Duarte 491`, `Endereço: João Duarte`: a street, by the number or the
  /// word for an address before it, by the number behind it.
  private func isOfAddress(_ p: Passage, _ i: Int, _ end: Int) -> Bool {
    let behind = p.isMark(end, ",") ? end + 1 : end
    if p.has(behind, .numberMark), (behind + 1...behind + longestMark).contains(where: { $0 < p.tokens.count && p.tokens[$0].isNumber }) {
      return true
    }
    if i > 1, p.isMark(i - 1, ","), p.tokens[i - 2].isNumber, p.isMark(end, ","), places.beginsTown(in: p, at: end + 1) { return true }
    if i > 1, p.isMark(i - 1, ":"), lexicon.has(p.tokens[i - 2], "addressLabel") { return true }
    if behind < p.tokens.count, behind > end, lexicon.has(p.tokens[behind], "unnumbered"), p.isMark(behind + 1, "/") { return true }
    guard end < p.tokens.count, p.tokens[end].isNumber else { return false }
    return (max(i - nearStreet, 0)..<i).contains { p.has($0, .namedAfter) }
  }

  /// Of a body the document decides it (``Bodies``).
  private func value(_ type: MentionType, _ p: Passage, _ range: Range<Int>) -> MentionValue? {
    let name = p.text(of: range)
    switch type {
    case .person: return .person(name: name)
    case .place:
      let known = places.longest(in: p, at: range.lowerBound, towns: true).flatMap { $0.end == range.upperBound ? $0.entry : nil }
      return .place(name: name, ref: known.map { places.entries[$0].ref })
    default: return nil
    }
  }

  /// What the tokens look like, and what the gazetteer and the words in small letters tell of them: the same in both readings.
  func looks(_ p: Passage, plain: KeySet) -> [UInt32] {
    guard p.hasCapitals else { return [] }
    var signs: [UInt32] = []
    signs.reserveCapacity(p.tokens.count)
    let everywhere = p.cell != nil ? TokenSigns.cell : 0
    for (i, t) in p.tokens.enumerated() {
      var sign = UInt32(t.shape.rawValue) | everywhere
      if t.isWord, !t.isCapital, lexicon.acts.contains(t.key) { sign |= TokenSigns.acts }
      if t.isWord, !t.isCapital, lexicon.eponyms.contains(t.key) { sign |= TokenSigns.eponym }
      if t.isWord, t.isCapital {
        if plain.contains(t.key) { sign |= TokenSigns.plain }
        if p.beginsSentence(i) { sign |= TokenSigns.opens }
        if lexicon.isVerbal(p, i) { sign |= TokenSigns.verbal }
        if let town = places.longest(in: p, at: i, towns: true), places.entries[town.entry].kind != .village,
          (i..<town.end).contains(where: { p.has($0, .of) && !p.isCapital($0) })
        {
          sign |= TokenSigns.place | TokenSigns.longPlace  // `Capilla de Olmos`
        } else if let place = places.longest(in: p, at: i) {
          sign |= place.end > i + 1 && p.tokens[i + 1].isWord ? TokenSigns.place | TokenSigns.longPlace : TokenSigns.place
        }
      }
      signs.append(sign)
    }
    return signs
  }

  /// The looks with what other finders have taken and what the document tells of its persons so far.
  private func signs(_ p: Passage, _ looks: [UInt32], _ cover: Cover, _ known: PersonFinder.Known) -> [UInt32] {
    var signs = looks
    for (i, t) in p.tokens.enumerated() where i < signs.count {
      if cover.isFree(i) { signs[i] |= TokenSigns.free }
      guard t.isWord, t.isCapital else { continue }
      if known.first.contains(t.key), !known.attributive.contains(t.key) { signs[i] |= TokenSigns.surnameHere }
      if known.further.contains(t.key) { signs[i] |= TokenSigns.surnameNext }
      if known.upheld.contains(t.key) { signs[i] |= TokenSigns.upheld }
      if known.located.contains(t.key) { signs[i] |= TokenSigns.located }
    }
    return signs
  }
}

/// Words of the longest name of a person.
private let longestName = 6

/// Tokens of the mark before a number (`n.º`); tokens between the word for a street and its name.
private let longestMark = 3
private let nearStreet = 4
