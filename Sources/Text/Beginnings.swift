package import Model

/// What some phrases begin with, up to four scalars of each: tells of nearly every line, after its first letters, that none of them opens it.
package struct Beginnings: Sendable {
  /// The first four scalars (or all, of a shorter phrase), 16 bits each, and what those begin with in turn.
  private var known = HashTable()
  private static let (whole, part): (UInt32, UInt32) = (1, 2)
  /// Signs that phrases begin with.
  private var signs: Set<UInt32> = []

  package init(_ all: [Phrases]) {
    for phrase in all.flatMap(\.all) {
      if let first = phrase.first, !isWordScalar(first) { signs.insert(first) }
      var key: UInt64 = 0
      for scalar in phrase.prefix(4) {
        if key != 0 { known.join(Beginnings.part, to: key) }
        key = Beginnings.longer(key, scalar)
      }
      known.join(Beginnings.whole, to: key)
    }
  }

  /// Whether a line may begin with one of the phrases, after at most `marks` signs of its own. Never false where it does.
  package func mayOpen(_ words: [Word], after marks: Int) -> Bool {
    var left = marks
    var key: UInt64 = 0
    for index in words.indices {
      if key != 0, words[index].spaceBefore {
        key = Beginnings.longer(key, 0x20)
        let bits = known[key]
        if bits & Beginnings.whole != 0 { return true }
        if bits == 0 { return false }
      }
      for scalar in words[index].text.unicodeScalars where scalar.value != 0xAD {
        let value = folded(scalar)
        if key == 0, !isWordScalar(value) {
          if signs.contains(value) { return true }
          if value == 0x20 || value == 0x09 { continue }
          left -= 1
          if left < 0 { return false }
          continue
        }
        key = Beginnings.longer(key, value)
        let bits = known[key]
        if bits & Beginnings.whole != 0 { return true }
        if bits == 0 { return false }
      }
    }
    return key != 0
  }

  private static func longer(_ key: UInt64, _ scalar: UInt32) -> UInt64 { key << 16 | UInt64(UInt16(truncatingIfNeeded: scalar)) }
}
