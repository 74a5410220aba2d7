import Model

/// Persons, by the rules over tokens of `Pipelines/rules/*/persons.yaml` (``TokenFinder``), and again by surname where the document named them in full:
/// here is which surnames a full name teaches, and which words are places in this document.
struct PersonFinder {
  let places: PlaceNames
  let tokens: TokenFinder

  /// What a document tells of its persons.
  struct Known {
    /// First surnames of persons named in full, and further ones.
    var first = KeySet()
    var further = KeySet()
    /// Places of one word that stand where places stand.
    var located = KeySet()
  }

  /// ``TokenFinder/find(_:in:looks:cover:known:teaching:)`` of the rules for persons.
  func find(in p: Passage, looks: [UInt32], cover: Cover, known: Known, teaching: Bool = false) -> [Find] {
    tokens.find("persons", in: p, looks: looks, cover: cover, known: known, teaching: teaching)
  }

  /// What full names teach: `Evaristo Moncada Leal` → `Moncada`, `Leal`.
  func learn(_ p: Passage, _ find: Find, into known: inout Known) {
    // The `St.` of `St. Pierre` is nobody's name.
    let words = find.range.filter {
      p.tokens[$0].isWord && p.isCapital($0) && !p.tokens[$0].shape.contains(.single)
        && !(p.has($0, .abbreviation) && p.isMark($0 + 1, "."))
    }
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
