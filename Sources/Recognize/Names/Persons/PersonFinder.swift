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
    /// Of these, what the document uses as a word for a thing (`the Vrang filter`) as often as for somebody.
    fileprivate(set) var attributive = KeySet()
    /// Of these, what stands alone in the midst of a sentence somewhere: what only opens lines (`Prazo: 3 dias`) may be a word that no list has.
    fileprivate(set) var upheld = KeySet()
    fileprivate var uses: [UInt64: (all: Int, attributive: Int)] = [:]
    /// Places of one word that stand where places stand.
    var located = KeySet()
  }

  /// ``TokenFinder/find(_:in:looks:cover:known:teaching:bodies:)`` of the rules for persons.
  func find(
    in p: Passage, looks: [UInt32], cover: Cover, known: Known, teaching: Bool = false, column: ColumnClass.Kind = .other
  ) -> [Find] {
    guard column == .persons else { return tokens.find("persons", in: p, looks: looks, cover: cover, known: known, teaching: teaching) }
    return tokens.find("persons", in: p, looks: looks.map { $0 | TokenSigns.nameCell }, cover: cover, known: known, teaching: teaching)
  }

  /// Counts how a passage uses the surnames of persons named in full: `the Vrang filter`, `Vrang theorem` are things.
  func weigh(_ p: Passage, into known: inout Known) {
    for (i, t) in p.tokens.enumerated() where t.isCapital && t.isWord && (known.first.contains(t.key) || known.further.contains(t.key)) {
      // Behind a given name or an initial it is somebody.
      let named = i > 0 && t.spaced && (p.isCapital(i - 1) && p.tokens[i - 1].isWord && !p.has(i - 1, .function) || p.isMark(i - 1, "."))
      if named { continue }
      if !p.beginsSentence(i), !p.shouted { known.upheld.insert(t.key) }
      var count = known.uses[t.key] ?? (0, 0)
      count.all += 1
      let next = i + 1 < p.tokens.count && p.tokens[i + 1].isWord && p.tokens[i + 1].spaced
      let before = p.has(i - 1, .of) && i > 1 && tokens.lexicon.eponyms.contains(p.tokens[i - 2].key)
      let behind = next && (tokens.lexicon.eponyms.contains(p.tokens[i + 1].key) || p.headsLast && p.has(i - 1, .article))
      if before || behind && !p.has(i + 1, [.says, .rule]) {
        count.attributive += 1
        if count.attributive >= PersonFinder.enough, count.attributive * 2 >= count.all { known.attributive.insert(t.key) }
      }
      known.uses[t.key] = count
    }
  }

  /// Uses as a thing that let a surname be one.
  private static let enough = 2

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
