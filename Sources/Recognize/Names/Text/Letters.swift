import Text

/// Letters as scalars: what is upper case and what is a letter. Covers Latin-1, Latin Extended-A and what NFC text of Spanish, English and Portuguese
/// holds.
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

  static func isSpace(_ c: UInt32) -> Bool {
    c == 0x20 || c == 0xA0 || c == 0x09 || c == 0x0A || c == 0x202F || (c >= 0x2000 && c <= 0x200A)
  }

  static func isApostrophe(_ c: UInt32) -> Bool { c == 0x27 || c == 0x2019 }

  /// Extended-A pairs upper and lower; the parity changes at three places of the block.
  private static func upperOfExtendedA(_ c: UInt32) -> Bool {
    if c == 0x138 || c == 0x149 || c == 0x17F { return false }
    if c == 0x178 { return true }
    if (c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E) { return c % 2 == 1 }
    return c % 2 == 0
  }
}

/// FNV-1a over folded scalars (`Óscar` → `oscar`), hyphens left out (`Trans-Baltic` → `transbaltic`), so that one spelling in the vocabularies meets
/// what documents print: 64 bits stand for a word; with some ten thousand words a collision is out of reach (p < 10⁻¹¹).
struct WordKey {
  private(set) var value: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func add(_ c: UInt32) {
    value = (value ^ UInt64(c)) &* 0x100_0000_01b3
  }

  static func of(_ text: some StringProtocol) -> UInt64 {
    var hash = WordKey()
    for c in text.unicodeScalars where !isHyphen(c.value) && !Letters.isApostrophe(c.value) { hash.add(folded(c.value)) }
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
        if !isHyphen(c), !Letters.isApostrophe(c) { word.add(folded(c)) }
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
