import CPoppler

/// Letters of a page whose characters the file does not tell: what can be made of them, and how many stay unread.
///
/// A font that numbers its glyphs and says nothing more leaves us with the numbers. Many such fonts are cut from fonts of Windows, whose
/// glyphs stand in the order of Apple's standard glyph set (TrueType reference, `post` table): its 3rd is the space, its 36th `A`. Whether
/// that is so here is seen from the text that comes of it: in the languages of the Latin alphabet eight letters make up more than half of
/// all, and little is left but letters, figures and stops. A font that codes its glyphs in the order in which they are met first
/// (`0123456738`) says nothing by its codes either.
struct UnreadableText {
  /// Letters that the judgement needs; fewer are left as they are.
  private static let leastLetters = 24
  /// Shares that running text exceeds: the eight letters of its letters, and letters of all.
  private static let leastCommon = 0.5
  private static let leastLetterShare = 0.6

  /// How letters of a guessed font are read.
  enum Reading { case asTheyAre, byGlyphOrder, not }

  static func reading(of scalars: [UInt32], _ guess: FontEntry.Guess) -> Reading {
    guard scalars.count >= leastLetters else { return .asTheyAre }
    if isText(scalars) { return .asTheyAre }
    if guess == .codes { return isCounted(scalars) ? .not : .asTheyAre }
    return isText(scalars.map { character(ofGlyph: $0) ?? 0xFFFD }) ? .byGlyphOrder : .not
  }

  /// The character of a glyph by Apple's order: ASCII, then Mac OS Roman.
  static func character(ofGlyph glyph: UInt32) -> UInt32? {
    if glyph >= 3, glyph <= 97 { return glyph + 29 }
    guard glyph >= 98, Int(glyph - 98) < macRoman.count else { return nil }
    return macRoman[Int(glyph - 98)].value
  }

  /// Whether codes were given out one after the other as letters came.
  private static func isCounted(_ scalars: [UInt32]) -> Bool {
    let leastCodes = 8
    let leastShare = 0.6
    var known: Set<UInt32> = []
    var last: UInt32?
    var steps = 0
    for scalar in scalars where scalar > 0x20 && known.insert(scalar).inserted {
      if let last, scalar == last + 1 { steps += 1 }
      last = scalar
    }
    return known.count >= leastCodes && Double(steps) >= leastShare * Double(known.count - 1)
  }

  private static func isText(_ scalars: [UInt32]) -> Bool {
    var letters = 0
    var common = 0
    var others = 0
    for scalar in scalars {
      switch scalar {
      case 0x41...0x5A, 0x61...0x7A, 0xC0...0x17F:
        letters += 1
        if commonLetters.contains(scalar | 0x20) { common += 1 }
      case 0...0x20: break
      default: others += 1
      }
    }
    let all = Double(letters + others)
    return Double(letters) > leastLetterShare * all && Double(common) > leastCommon * Double(letters)
  }

  private static let commonLetters = Set("eaoinsrt".unicodeScalars.map(\.value))

  /// Mac OS Roman from 80 on.
  private static let macRoman = Array(
    "ÄÅÇÉÑÖÜáàâäãåçéèêëíìîïñóòôöõúùûü†°¢£§•¶ß®©™´¨≠ÆØ∞±≤≥¥µ∂∑∏π∫ªºΩæø¿¡¬√ƒ≈∆«»…\u{A0}ÀÃÕŒœ–—“”‘’÷◊ÿŸ⁄€‹›ﬁﬂ‡·‚„‰ÂÊÁËÈÍÎÏÌÓÔ"
      .unicodeScalars)

  /// Private code points and what stands for no character.
  static func isUnreadable(_ scalar: UInt32) -> Bool {
    scalar == 0xFFFD || scalar >= 0xE000 && scalar <= 0xF8FF || scalar >= 0xF0000
  }
}
