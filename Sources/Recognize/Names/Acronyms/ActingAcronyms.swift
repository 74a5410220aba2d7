import Model
import Text

/// Acronyms that nothing defines and no list has, but that the text lets do what only bodies do: `la directora del XYZ`, `XYZ announced`, `XYZ’s budget`,
/// `XYZ officers`; and firms that are written as one word with a capital within (`NorteLab`).
///
/// Things do some of what bodies do (`the CPU receives`, `the CPU’s word size`), so only verbs and belongings count that the vocabularies name (keys
/// `acts`, `owned`, `crew`), and an acronym that the document puts in the plural (`CPUs`), or uses once as a
/// quantity or a technique (`an AUC of .9`), is a kind of thing.
struct ActingAcronyms {
  let places: PlaceNames
  let lexicon: NameLexicon
  private var points: [UInt64: Int] = [:]
  private var many = KeySet()
  /// Passage and token of the first time that each was seen to act, in the order of the document.
  private var first: [(key: UInt64, printed: String)] = []

  /// Letters of an acronym, of a word with a capital within.
  private static let longestLetters: Int32 = 8
  private static let longest: Int32 = 20
  /// Words that lines in capitals hold as well (`TOWNSHIP SUPERVISOR`).
  private static let never: WordClasses = [.notAcronym, .common, .function, .placeHead, .orgHead, .role, .honorific, .givenName]

  /// How often somebody must be of it, or something be its own; once that it speaks or acts.
  private static let enough = 2

  init(places: PlaceNames, lexicon: NameLexicon) {
    self.places = places
    self.lexicon = lexicon
  }

  mutating func survey(_ p: Passage, _ reading: Reading, _ known: Known, _ bodies: Bodies) {
    guard !p.shouted, p.shapes.contains(.allCaps) || p.shapes.contains(.mixed) else { return }
    for (i, t) in p.tokens.enumerated() where t.isWord && (3...Self.longest).contains(t.end - t.start) {
      if t.shape.contains(.mixed), let one = p.singular(t) { many.insert(one) }
      guard t.shape.contains(.allCaps) ? t.end - t.start <= Self.longestLetters : t.has(.acronymWord) || isFirm(p, i),
        !t.shape.contains(.roman),
        !t.shape.contains(.hyphened), !t.has(Self.never), !known.bodies.contains(t.key), !known.otherAcronyms.contains(t.key),
        bodies.acronym(t.key) == nil, !places.isShortPlace(p, i), !p.isMark(i + 1, "/"), !p.isMark(i - 1, "/")
      else { continue }
      if isThing(p, i) { many.insert(t.key) }
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

  /// `NorteLab`: small letters before a capital within; no surname (`McVrill`), no plural of an acronym.
  private func isFirm(_ p: Passage, _ i: Int) -> Bool {
    let t = p.tokens[i]
    guard t.shape.contains(.mixed), t.isCapital, t.end - t.start >= shortestFirm, !t.has(.surname) else { return false }
    let letters = p.scalars[Int(t.start)..<Int(t.end)]
    guard letters.allSatisfy({ Letters.isLetter($0) }) else { return false }
    return letters.dropFirst(smallBefore).contains { Letters.isUpper($0) }
      && !letters.dropFirst().prefix(smallBefore - 1).contains { Letters.isUpper($0) }
  }

  /// `an AUC of .9`, `AUC = .9`, `the MPI library`, `MPI_Send`: one of many, a quantity, a technique.
  private func isThing(_ p: Passage, _ i: Int) -> Bool {
    guard i + 1 < p.tokens.count else { return false }
    // `an XYZ officer` is a body's.
    if i > 0, p.headsLast, lexicon.indefinites.contains(p.tokens[i - 1].key), !p.tokens[i + 1].isWord || p.has(i + 1, .function) {
      return true
    }
    if p.isMark(i + 1, "=") || p.isMark(i + 1, "_") || p.isMark(i - 1, "_") { return true }
    if p.has(i + 1, .of), i + 2 < p.tokens.count, p.tokens[i + 2].isNumber { return true }
    return p.tokens[i + 1].isWord && !p.isCapital(i + 1) && lexicon.has(p.tokens[i + 1], "technique")
      || p.has(i - 1, .of) && i > 1 && !p.headsLast && lexicon.has(p.tokens[i - 2], "technique")
  }

  /// What token `i` does here.
  private func weight(_ p: Passage, _ i: Int) -> Int {
    let led = p.headsLast || p.has(i - 1, [.article, .ofThe]) || i > 0 && lexicon.has(p.tokens[i - 1], "articleToo")
    if led, !p.isCapital(i + 1), i + 1 < p.tokens.count, p.has(i + 1, .says) || lexicon.acts.contains(p.tokens[i + 1].key) {
      return Self.enough
    }
    let joint = p.has(i - 1, .article) ? i - 2 : i - 1
    if p.has(joint, p.headsLast || joint < i - 1 ? .of : .ofThe), p.has(joint - 1, .role), !p.isCapital(joint) { return 1 }
    // `the XYZ Director`
    if p.headsLast, p.has(i + 1, .role), p.isCapital(i + 1), !p.isCapital(i - 1) { return 1 }
    // `XYZ’s annual budget`
    guard p.isPossessive(i + 1) else {
      // `XYZ officers`
      return p.headsLast && i + 1 < p.tokens.count && p.tokens[i + 1].spaced && lexicon.crews.contains(p.tokens[i + 1].key) ? 1 : 0
    }
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

/// Letters of the shortest word with a capital within that may be a firm, and letters before that capital (`McVrill` and `iPad` have fewer).
private let shortestFirm: Int32 = 6
private let smallBefore = 3
