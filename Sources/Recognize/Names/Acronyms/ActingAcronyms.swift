import Model
import Text

/// Acronyms that nothing defines and no list has, but that the text lets do what only bodies do: `la directora del XYZ`, `XYZ announced`, `XYZ’s budget`.
///
/// Things do some of what bodies do (`the CPU receives`, `the CPU’s word size`), so only verbs and belongings count that the vocabularies name (keys
/// `acts`, `owned`), and an acronym that the document puts in the plural (`CPUs`) is a kind of thing.
struct ActingAcronyms {
  let places: PlaceNames
  let lexicon: NameLexicon
  private var points: [UInt64: Int] = [:]
  private var many = KeySet()
  /// Passage and token of the first time that each was seen to act, in the order of the document.
  private var first: [(key: UInt64, printed: String)] = []

  /// How often somebody must be of it, or something be its own; once that it speaks or acts.
  private static let enough = 2

  init(places: PlaceNames, lexicon: NameLexicon) {
    self.places = places
    self.lexicon = lexicon
  }

  mutating func survey(_ p: Passage, _ reading: Reading, _ known: Known, _ bodies: Bodies) {
    guard !p.shouted, p.shapes.contains(.allCaps) || p.shapes.contains(.mixed) else { return }
    for (i, t) in p.tokens.enumerated() where t.isWord && (3...9).contains(t.end - t.start) {
      guard t.shape.contains(.allCaps) else {
        if t.shape.contains(.mixed), let one = p.singular(t) { many.insert(one) }
        continue
      }
      guard (3...8).contains(t.end - t.start), !t.shape.contains(.roman), !t.shape.contains(.hyphened),
        !t.has([.notAcronym, .common, .function]), !known.bodies.contains(t.key), !known.otherAcronyms.contains(t.key),
        bodies.acronym(t.key) == nil, !places.isShortPlace(p, i), !p.isMark(i + 1, "/"), !p.isMark(i - 1, "/")
      else { continue }
      let found = weight(p, i)
      guard found > 0 else { continue }
      if points[t.key] == nil { first.append((t.key, p.text(of: i..<(i + 1)))) }
      points[t.key, default: 0] += found
    }
  }

  /// Tells ``Bodies`` which of them are bodies.
  func settle(_ bodies: inout Bodies) {
    for (key, printed) in first where points[key, default: 0] >= Self.enough && !many.contains(key) {
      bodies.use(key, printed: printed, entry: nil)
    }
  }

  /// What token `i` does here.
  private func weight(_ p: Passage, _ i: Int) -> Int {
    let led = p.headsLast || p.has(i - 1, [.article, .ofThe])
    if led, !p.isCapital(i + 1), i + 1 < p.tokens.count, p.has(i + 1, .says) || lexicon.acts.contains(p.tokens[i + 1].key) {
      return Self.enough
    }
    let joint = p.has(i - 1, .article) ? i - 2 : i - 1
    if p.has(joint, p.headsLast || joint < i - 1 ? .of : .ofThe), p.has(joint - 1, .role), !p.isCapital(joint) { return 1 }
    // `the XYZ Director`
    if p.headsLast, p.has(i + 1, .role), p.isCapital(i + 1), !p.isCapital(i - 1) { return 1 }
    // `XYZ’s annual budget`
    guard p.isPossessive(i + 1) else { return 0 }
    return (i + 2..<i + 4).contains { $0 < p.tokens.count && lexicon.owned.contains(p.tokens[$0].key) } ? 1 : 0
  }
}

extension PlaceNames {
  /// `EU` in a Spanish text: two capitals that stand for a place in this language.
  func isShortPlace(_ p: Passage, _ i: Int) -> Bool {
    guard p.tokens[i].shape.contains(.allCaps), p.tokens[i].end - p.tokens[i].start == 2, let place = longest(in: p, at: i) else {
      return false
    }
    return place.end == i + 1 && entries[place.entry].language == p.language
  }
}

extension Passage {
  /// The key of an acronym without the letter of a plural (`ONGs`, `Afores`).
  func singular(_ t: Token) -> UInt64? {
    guard t.end - t.start >= 4, t.shape.contains(.plural), !Letters.isUpper(scalars[Int(t.end) - 1]) else { return nil }
    var hash = WordKey()
    for c in scalars[Int(t.start)..<Int(t.end) - 1] where !isHyphen(c) && !Letters.isApostrophe(c) { hash.add(folded(c)) }
    return hash.value
  }
}
