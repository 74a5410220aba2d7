import Model
import Text

/// A printed word with the glyphs in it that the file does not tell.
struct LostWord {
  struct Slot {
    var scalar: UInt32
    /// Which glyph of which font it is.
    var glyph: LostGlyph
    /// The piece of the word, and the scalar in it.
    var piece: Int
    var place: Int
  }

  var slots: [Slot] = []
  /// Its letters without marks around them; slots as nil.
  private var letters: [UInt32?] = []

  /// The pieces of one word; nil where no glyph of them is lost.
  init?(_ pieces: ArraySlice<Word>) {
    var scalars: [(scalar: Unicode.Scalar, piece: Int, place: Int, font: UInt16)] = []
    for (piece, word) in pieces.enumerated() {
      for (place, scalar) in word.text.unicodeScalars.enumerated() { scalars.append((scalar, piece, place, word.style.font)) }
    }
    var lost: [Int] = []
    for (index, entry) in scalars.enumerated() {
      let isInside =
        index > 0 && index + 1 < scalars.count && isLower(scalars[index - 1].scalar) && isLower(scalars[index + 1].scalar)
      if LostLetters.isPlaceholder(entry.scalar.value) || isInside && isStandIn(entry.scalar) { lost.append(index) }
    }
    guard let first = lost.first, let last = lost.last else { return nil }
    for index in lost {
      let entry = scalars[index]
      slots.append(
        Slot(
          scalar: entry.scalar.value, glyph: LostGlyph(font: entry.font, scalar: entry.scalar.value), piece: entry.piece, place: entry.place
        ))
    }
    // The run of letters around them.
    var from = first
    var to = last
    while from > 0, isLetter(scalars[from - 1].scalar) { from -= 1 }
    while to + 1 < scalars.count, isLetter(scalars[to + 1].scalar) { to += 1 }
    for index in from...to {
      let scalar = scalars[index].scalar
      if lost.contains(index) {
        letters.append(nil)
      } else if isLetter(scalar) {
        letters.append(folded(scalar))
      } else {
        letters = []
        break
      }
    }
    // Capitals make no ligatures, and what has raised or lowered letters is a formula, or a word with a call.
    let isShifted = scalars[from...to].contains { pieces[pieces.startIndex + $0.piece].shift != .none }
    if isShifted || scalars[from...to].count(where: { isUpper($0.scalar) }) > 1 { letters = [] }
  }

  /// What words attest for each slot: letters, if they make the one known word that can be meant; nil for those that they say nothing of.
  func attested(by known: Set<UInt64>) -> [String?] {
    let none = [String?](repeating: nil, count: slots.count)
    guard !letters.isEmpty, slots.count <= LostWordRule.mostSlots, letters.count - slots.count >= LostWordRule.leastLetters else {
      return none
    }
    var found: [[String]] = []
    func tryFrom(_ place: Int, _ slot: Int, _ hash: FoldedHash, _ chosen: [String]) {
      guard place < letters.count else {
        if known.contains(hash.value) { found.append(chosen) }
        return
      }
      if let letter = letters[place] {
        var hash = hash
        if let scalar = Unicode.Scalar(letter) { hash.add(scalar) }
        tryFrom(place + 1, slot, hash, chosen)
        return
      }
      for ligature in candidates(for: slots[slot].scalar) {
        var hash = hash
        for scalar in ligature.unicodeScalars { hash.add(scalar) }
        tryFrom(place + 1, slot + 1, hash, chosen + [ligature])
      }
    }
    tryFrom(0, 0, FoldedHash(), [])
    guard let only = found.first, found.count == 1 else { return none }
    return only
  }

  /// Whether it is long enough for a word of running text: fonts of formulas have Greek letters where those of text have ligatures.
  var isOfProse: Bool { letters.count - slots.count >= LostWordRule.proseLetters }

  /// The folded letters, slots as U+FFFD: what tells two words apart.
  var key: [UInt32] { letters.map { $0 ?? 0xFFFD } }
}

/// One glyph of one font of the document.
struct LostGlyph: Hashable {
  var font: UInt16
  var scalar: UInt32
}

/// What glyphs are by the words that they stand in.
struct LigatureVotes {
  /// For each glyph the ligatures that its words attest, with the words.
  private var words: [LostGlyph: [String: Set<[UInt32]>]] = [:]

  mutating func add(_ word: LostWord, _ found: [String?]) {
    for (slot, ligature) in zip(word.slots, found) {
      if let ligature { words[slot.glyph, default: [:]][ligature, default: []].insert(word.key) }
    }
  }

  /// Those that nearly all words agree on.
  func decided() -> [LostGlyph: String] {
    var out: [LostGlyph: String] = [:]
    for (glyph, ligatures) in words {
      let all = ligatures.values.reduce(0) { $0 + $1.count }
      // A sign of the text's own is a ligature only if several words say so; a glyph that says nothing is believed by one.
      let least = LostLetters.isPlaceholder(glyph.scalar) ? 1 : LostWordRule.leastWords
      guard let best = ligatures.max(by: { ($0.value.count, $1.key) < ($1.value.count, $0.key) }), best.value.count >= least,
        Double(best.value.count) >= LostWordRule.agreeing * Double(all)
      else { continue }
      out[glyph] = best.key
    }
    return out
  }
}

/// In how many of its places a glyph stands in words of running text.
struct ProseGlyphs {
  private var places: [LostGlyph: (all: Int, prose: Int)] = [:]

  init(_ words: [LostWord]) {
    for word in words {
      for slot in word.slots {
        let known = places[slot.glyph] ?? (0, 0)
        places[slot.glyph] = (known.all + 1, known.prose + (word.isOfProse ? 1 : 0))
      }
    }
  }

  func isOfProse(_ glyph: LostGlyph) -> Bool {
    guard let known = places[glyph] else { return false }
    return Double(known.prose) >= LostWordRule.proseShare * Double(known.all)
  }
}

private enum LostWordRule {
  /// Glyphs of one word that are tried together: each more multiplies the tries.
  static let mostSlots = setting("mostSlots", 3)
  /// Letters that a word must have beside them.
  static let leastLetters = setting("leastLetters", 2)
  /// Letters beside them that a word of running text has, where nothing attests it. Base: `(1 − β)zk` has two.
  static let proseLetters = setting("proseLetters", 4)
  /// The part of its places in which a glyph stands in such words. Base: a ligature nearly always does, `fin` and `off` aside.
  static let proseShare = setting("proseShare", 0.6)
  /// Words that must agree where a sign that has a meaning of its own is taken for a ligature.
  static let leastWords = setting("leastWords", 2)
  /// The part of the words that agree.
  static let agreeing = setting("agreeing", 0.8)
}

/// The ligatures that fonts have, of Latin letters.
private let ligatures = ["fi", "fl", "ff", "ffi", "ffl", "ti", "tt", "tti", "ft", "fti", "tf", "fj", "ct", "st"]

/// What a glyph may be: of one that says a letter, this letter or a ligature that begins or ends with it.
private func candidates(for scalar: UInt32) -> [String] {
  guard let letter = LostLetters.letter(of: scalar).flatMap({ Unicode.Scalar($0) }) else { return ligatures }
  return [String(letter)] + ligatures.filter { $0.unicodeScalars.first == letter || $0.unicodeScalars.last == letter }
}

/// Signs that stand within no word: other encodings have ligatures there. Hyphens, dashes and apostrophes do stand in words, and so do raised
/// figures and signs of formulas, which is why such a sign needs words that attest it.
func isStandIn(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0...0x7F, 0xC0...0xDD, 0xDF...0x18E: false
  case 0xDE, 0x18F...0x1BF: true
  case 0x2039, 0x203A, 0x2190...0x21FF, 0x2500...0x27BF, 0xE000...0xF8FF, 0xFFFD: true
  default: false
  }
}
