import Model

/// Persons, by the rules over tokens of `Pipelines/rules/*/persons.yaml`, and again by surname where the document named them in full.
///
/// The rules are the language's (``TokenGrammar``); here is what they are asked about: what a token looks like, what the document tells of it, and
/// which surnames a full name teaches.
struct PersonFinder {
  let places: PlaceNames
  let grammar: TokenGrammar
  let lexicon: NameLexicon

  /// What a document tells of its persons.
  struct Known {
    /// First surnames of persons named in full, and further ones.
    var first = KeySet()
    var further = KeySet()
    /// Places of one word that stand where places stand.
    var located = KeySet()
  }

  /// `looks` are those of ``looks(_:plain:)``; `teaching` leaves out what rules find that tell nothing of later short forms.
  func find(in p: Passage, looks: [UInt32], cover: Cover, known: Known, teaching: Bool = false) -> [Find] {
    guard p.hasCapitals, looks.count == p.tokens.count else { return [] }
    let cascade = grammar.cascade("persons", language: p.language)
    let rules = p.shouted ? teaching ? cascade.teachingShouted : cascade.shouted : teaching ? cascade.teaching : cascade.all
    guard !rules.isEmpty else { return [] }
    var matching = TokenMatching(p, signs: signs(p, looks, cover, known))
    var out: [Find] = []
    var i = 0
    while i < p.tokens.count {
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

  private func find(_ p: Passage, _ i: Int, _ rules: [TokenRule], _ matching: inout TokenMatching) -> Find? {
    for rule in rules {
      guard let end = matching.end(of: rule, at: i), end > i else { continue }
      return Find(.person, p, i..<end, RuleName(rule), value: .person(name: p.text(of: i..<end)))
    }
    return nil
  }

  /// What the tokens look like, and what the gazetteer and the words in small letters tell of them: the same in both readings.
  func looks(_ p: Passage, plain: KeySet) -> [UInt32] {
    guard p.hasCapitals else { return [] }
    var signs: [UInt32] = []
    signs.reserveCapacity(p.tokens.count)
    let everywhere = p.cell != nil ? TokenSigns.cell : 0
    for (i, t) in p.tokens.enumerated() {
      var sign = UInt32(t.shape.rawValue) | everywhere
      if t.isWord, t.isCapital {
        if plain.contains(t.key) { sign |= TokenSigns.plain }
        if p.beginsSentence(i) { sign |= TokenSigns.opens }
        if lexicon.isVerbal(p, i) { sign |= TokenSigns.verbal }
        if let town = places.longest(in: p, at: i, towns: true), (i..<town.end).contains(where: { p.has($0, .of) && !p.isCapital($0) }) {
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
  private func signs(_ p: Passage, _ looks: [UInt32], _ cover: Cover, _ known: Known) -> [UInt32] {
    var signs = looks
    for (i, t) in p.tokens.enumerated() where i < signs.count {
      if cover.isFree(i) { signs[i] |= TokenSigns.free }
      guard t.isWord, t.isCapital else { continue }
      if known.first.contains(t.key) { signs[i] |= TokenSigns.surnameHere }
      if known.further.contains(t.key) { signs[i] |= TokenSigns.surnameNext }
      if known.located.contains(t.key) { signs[i] |= TokenSigns.located }
    }
    return signs
  }

  /// What full names teach: `Evaristo Moncada Leal` → `Moncada`, `Leal`.
  func learn(_ p: Passage, _ find: Find, into known: inout Known) {
    let words = find.range.filter { p.tokens[$0].isWord && p.isCapital($0) && !p.tokens[$0].shape.contains(.single) }
    // `el presidente Bernanke`: a surname alone, behind an office.
    if words.count == 1, let only = words.first, p.has(only, .surname) { known.first.insert(p.tokens[only].key) }
    guard words.count >= 2 else { return }
    var first = 0
    // One or two given names, unless the second is a surname and the last of three.
    while first < words.count - 1, first < 2, p.has(words[first], .givenName),
      !(first == 1 && words.count == 3 && p.has(words[first], .surname))
    { first += 1 }
    // Two surnames, or a given name that is in no list.
    if first == 0 { first = p.has(words[0], .surname) ? 0 : 1 }
    // What is in no list is a surname only behind a given name.
    let certain = p.has(words[0], .givenName)
    guard certain || p.has(words[first], .surname) else { return }
    known.first.insert(p.tokens[words[first]].key)
    for word in words[(first + 1)...] where certain || p.has(word, .surname) { known.further.insert(p.tokens[word].key) }
  }

  /// Places of one word that a passage puts where places stand: behind `en`, before a comma and another place.
  func locate(_ p: Passage, into known: inout Known) {
    for i in p.tokens.indices where p.isCapital(i) && p.tokens[i].isWord && p.has(i, [.surname, .givenName]) {
      guard let place = places.longest(in: p, at: i), place.end == i + 1 else { continue }
      let beside =
        p.isMark(i + 1, ",") && (places.longest(in: p, at: i + 2) != nil || p.isCapital(i + 2) && p.tokens[i + 2].shape.contains(.allCaps))
      if p.has(i - 1, [.inside, .toward, .placeHead]) || beside { known.located.insert(p.tokens[i].key) }
    }
  }
}
