import Text

/// As a vocabulary compares its forms (``Text/folded(_:)``), as text again.
func folded(_ text: some StringProtocol) -> String {
  var text = String(text)
  return text.withUTF8 { utf8 in
    // As written here, folding makes no scalar longer.
    String(unsafeUninitializedCapacity: utf8.count) { out in
      var at = 0
      var count = 0
      while at < utf8.count {
        let begin = at
        let value = nextScalar(utf8, &at)
        let folded = Text.folded(value)
        if folded < 0x80 {
          out[count] = UInt8(folded)
          count += 1
        } else if folded != value, folded < 0x800, at - begin > 1 {
          // Of two bytes; the few letters whose small form takes three stay.
          out[count] = 0xC0 | UInt8(folded >> 6)
          out[count + 1] = 0x80 | UInt8(folded & 0x3F)
          count += 2
        } else {
          for byte in utf8[begin..<at] {
            out[count] = byte
            count += 1
          }
        }
      }
      return count
    }
  }
}

/// FNV-1a over folded scalars: the key of a word in a ``Lexicon``.
struct WordHash {
  private(set) var value: UInt64 = 0xCBF2_9CE4_8422_2325

  @inline(__always)
  mutating func add(_ folded: UInt32) { value = (value ^ UInt64(folded)) &* 0x100_0000_01B3 }

  static func of(_ word: some StringProtocol) -> UInt64 {
    var hash = WordHash()
    for scalar in word.unicodeScalars { hash.add(Text.folded(scalar.value)) }
    return hash.value
  }
}
