/// Letters as a vocabulary compares them: lower case, without acute, grave, circumflex or dieresis on vowels; `ñ` and `ç` stay letters of their own.

/// One scalar folded. Text is NFC, so a letter and its accent are one scalar.
@inline(__always)
func fold(_ scalar: UInt32) -> UInt32 {
  if scalar < 0x80 { return scalar >= 0x41 && scalar <= 0x5A ? scalar | 0x20 : scalar }
  if scalar < 0x180 { return foldTable[Int(scalar)] }
  return scalar
}

/// Latin-1 and Latin Extended-A.
private let foldTable: [UInt32] = {
  var table = (0..<0x180).map { UInt32($0) }
  for code in 0xC0...0xDE where code != 0xD7 { table[code] = UInt32(code + 0x20) }
  for code in stride(from: 0x100, to: 0x17F, by: 2) where code < 0x138 || code > 0x148 { table[code] = UInt32(code + 1) }
  for code in stride(from: 0x139, to: 0x148, by: 2) { table[code] = UInt32(code + 1) }
  let plain: [(UInt32, ClosedRange<Int>)] = [
    (0x61, 0xE0...0xE5), (0x65, 0xE8...0xEB), (0x69, 0xEC...0xEF), (0x6F, 0xF2...0xF6), (0x75, 0xF9...0xFC),
  ]
  for (base, codes) in plain {
    for code in codes {
      table[code] = base
      table[code - 0x20] = base
    }
  }
  return table
}()

func folded(_ text: some StringProtocol) -> String {
  var text = String(text)
  return text.withUTF8 { utf8 in
    // Folding makes no scalar longer.
    String(unsafeUninitializedCapacity: utf8.count) { out in
      var at = 0
      var count = 0
      while at < utf8.count {
        let begin = at
        let value = nextScalar(utf8, &at)
        let folded = fold(value)
        if folded < 0x80 {
          out[count] = UInt8(folded)
          count += 1
        } else if folded != value {
          // Of two bytes: only those below U+0180 change.
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
    for scalar in word.unicodeScalars { hash.add(fold(scalar.value)) }
    return hash.value
  }
}
