/// Letters as scalars: what is upper case, what is a letter, and the folded form in which words are compared.
///
/// Folding takes case and accents away (`Óscar` → `oscar`, `Ñ` → `n`) and leaves hyphens out (`Trans-Baltic` → `transbaltic`), so that one
/// spelling in the vocabularies meets what documents print. Covers Latin-1, Latin Extended-A and what NFC text of Spanish, English and Portuguese
/// holds; other scripts are compared as they stand.
enum Letters {
  static func isUpper(_ c: UInt32) -> Bool {
    if c < 0x80 { return c >= 0x41 && c <= 0x5A }
    if c <= 0xFF { return c >= 0xC0 && c <= 0xDE && c != 0xD7 }
    if c < 0x180 { return upperOfExtendedA(c) }
    if c >= 0x391 && c <= 0x3A9 { return true }
    return c >= 0x410 && c <= 0x42F
  }

  static func isLower(_ c: UInt32) -> Bool {
    if c < 0x80 { return c >= 0x61 && c <= 0x7A }
    if c <= 0xFF { return (c >= 0xDF && c != 0xF7) || c == 0xAA || c == 0xBA || c == 0xB5 }
    if c < 0x180 { return !upperOfExtendedA(c) }
    if c >= 0x3B1 && c <= 0x3C9 { return true }
    return c >= 0x430 && c <= 0x44F
  }

  /// `ª` and `º` count as marks, not letters: `N.º`, `3.ª`.
  static func isLetter(_ c: UInt32) -> Bool {
    if c == 0xAA || c == 0xBA || c == 0xB5 { return false }
    return isUpper(c) || isLower(c) || (c >= 0x1E00 && c <= 0x1EFF)
  }

  static func isDigit(_ c: UInt32) -> Bool { c >= 0x30 && c <= 0x39 }

  static func isSpace(_ c: UInt32) -> Bool {
    c == 0x20 || c == 0xA0 || c == 0x09 || c == 0x0A || c == 0x202F || (c >= 0x2000 && c <= 0x200A)
  }

  static func isHyphen(_ c: UInt32) -> Bool { c == 0x2D || c == 0x2010 || c == 0x2011 }

  static func isApostrophe(_ c: UInt32) -> Bool { c == 0x27 || c == 0x2019 }

  /// Extended-A pairs upper and lower; the parity changes at three places of the block.
  private static func upperOfExtendedA(_ c: UInt32) -> Bool {
    if c == 0x138 || c == 0x149 || c == 0x17F { return false }
    if c == 0x178 { return true }
    if (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E) { return c % 2 == 1 }
    return c % 2 == 0
  }

  static func folded(_ c: UInt32) -> UInt32 {
    if c < 0x80 { return c >= 0x41 && c <= 0x5A ? c + 32 : c }
    if c <= 0x17F { return foldTable[Int(c) - 0x80] }
    if c >= 0x391 && c <= 0x3A9 { return c + 32 }
    if c >= 0x410 && c <= 0x42F { return c + 32 }
    return c
  }

  /// 0x80…0x17F → plain lower-case letter. `ñ` is a letter of its own: a `Cañada` is no `Canadá`.
  private static let foldTable: [UInt32] = {
    var table = (0..<0x100).map { UInt32($0 + 0x80) }
    let plain: [(UInt32, UInt32, Unicode.Scalar)] = [
      (0xC0, 0xC5, "a"), (0xC7, 0xC7, "c"), (0xC8, 0xCB, "e"), (0xCC, 0xCF, "i"), (0xD1, 0xD1, "ñ"), (0xD2, 0xD6, "o"), (0xD8, 0xD8, "o"),
      (0xD9, 0xDC, "u"), (0xDD, 0xDD, "y"), (0xE0, 0xE5, "a"), (0xE7, 0xE7, "c"), (0xE8, 0xEB, "e"), (0xEC, 0xEF, "i"), (0xF1, 0xF1, "ñ"),
      (0xF2, 0xF6, "o"), (0xF8, 0xF8, "o"), (0xF9, 0xFC, "u"), (0xFD, 0xFD, "y"), (0xFF, 0xFF, "y"), (0x100, 0x105, "a"),
      (0x106, 0x10D, "c"),
      (0x10E, 0x111, "d"), (0x112, 0x11B, "e"), (0x11C, 0x123, "g"), (0x124, 0x127, "h"), (0x128, 0x131, "i"), (0x134, 0x135, "j"),
      (0x136, 0x138, "k"), (0x139, 0x142, "l"), (0x143, 0x14B, "n"), (0x14C, 0x151, "o"), (0x154, 0x159, "r"), (0x15A, 0x161, "s"),
      (0x162, 0x167, "t"), (0x168, 0x173, "u"), (0x174, 0x175, "w"), (0x176, 0x178, "y"), (0x179, 0x17E, "z"),
    ]
    for (first, last, letter) in plain { for c in first...last { table[Int(c) - 0x80] = letter.value } }
    table[0xD0 - 0x80] = 0xF0
    table[0xC6 - 0x80] = 0xE6
    table[0xDE - 0x80] = 0xFE
    return table
  }()
}

/// FNV-1a over folded scalars: 64 bits stand for a word; with some ten thousand words a collision is out of reach (p < 10⁻¹¹).
struct WordKey {
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func add(_ c: UInt32) {
    value = (value ^ UInt64(c)) &* 0x100_0000_01b3
  }

  static func of(_ text: some StringProtocol) -> UInt64 {
    var hash = WordKey()
    for c in text.unicodeScalars where !Letters.isHyphen(c.value) && !Letters.isApostrophe(c.value) { hash.add(Letters.folded(c.value)) }
    return hash.value
  }

  /// The keys of the words of a text (valid UTF-8), which end at spaces and where `ends` says so.
  static func words(of utf8: UnsafeBufferPointer<UInt8>, ends: (UInt32) -> Bool) -> [UInt64] {
    var words: [UInt64] = []
    words.reserveCapacity(8)
    var word = WordKey()
    var open = false
    var at = 0
    while at < utf8.count {
      let c = nextScalar(utf8, &at)
      // As passages are cut: a possessive's `'s` is no part of the word.
      if open, c == 0x27, at < utf8.count, utf8[at] == 0x73, at + 1 == utf8.count || utf8[at + 1] == 0x20 {
        at += 1
        continue
      }
      if Letters.isSpace(c) || ends(c) {
        if open { words.append(word.value) }
        word = WordKey()
        open = false
      } else {
        if !Letters.isHyphen(c), !Letters.isApostrophe(c) { word.add(Letters.folded(c)) }
        open = true
      }
    }
    if open { words.append(word.value) }
    return words
  }

  /// The hash of a sequence of words, order kept.
  static func chain(_ state: UInt64, _ key: UInt64) -> UInt64 {
    var x = (state ^ key) &* 0x9e37_79b9_7f4a_7c15
    x ^= x >> 29
    return x &* 0xbf58_476d_1ce4_e5b9
  }
}
