package import Model

/// Text as it is compared: lower case, no accents, one scalar for one, so that a place in the folded text is the place in the printed one.
///
/// Takes printed words, gives scalars; the vowels with accents of Latin scripts fold to the plain letter, `ñ` and `ç` stay themselves
/// (`año` is not `ano`), everything else goes through its simple lower-case mapping.
@inlinable package func folded(_ scalar: Unicode.Scalar) -> UInt32 {
  let value = scalar.value
  if value < 0x80 { return value >= 0x41 && value <= 0x5A ? value + 0x20 : value }
  if value < 0x180 { return latinFold[Int(value) - 0x80] }
  if value == 0xA0 || value == 0x2009 || value == 0x202F || value == 0x2007 { return 0x20 }
  if value < 0x250 || (value >= 0x370 && value < 0x530) {
    let lower = scalar.properties.lowercaseMapping.unicodeScalars
    return lower.count == 1 ? lower.first!.value : value
  }
  return value
}

/// The same of a scalar's number.
@inline(__always) @inlinable package func folded(_ value: UInt32) -> UInt32 {
  if value < 0x80 { return value >= 0x41 && value <= 0x5A ? value + 0x20 : value }
  if value < 0x180 { return latinFold[Int(value) - 0x80] }
  return Unicode.Scalar(value).map { folded($0) } ?? value
}

@inlinable package func folded(_ text: String) -> [UInt32] {
  var out: [UInt32] = []
  out.reserveCapacity(text.utf8.count)
  for scalar in text.unicodeScalars { out.append(folded(scalar)) }
  return out
}

/// Phrases of a vocabulary, compiled to be found at the start of a text. The longest one wins.
package struct Phrases {
  /// Folded; by their first scalar, of one the longer ones first.
  package let all: [[UInt32]]
  /// The first scalars in ascending order, and where in ``all`` the phrases of each begin and end.
  private let firsts: [UInt32]
  private let ends: [Int]
  /// A bit for each first scalar, by its lowest six: most words begin with none of them, and are turned away without a search.
  private let sieve: UInt64

  package var isEmpty: Bool { all.isEmpty }

  package init(_ words: [String]) {
    all = words.map { folded($0) }.filter { !$0.isEmpty }.sorted {
      $0[0] != $1[0] ? $0[0] < $1[0] : $0.count != $1.count ? $0.count > $1.count : $0.lexicographicallyPrecedes($1)
    }
    var firsts: [UInt32] = []
    var ends: [Int] = []
    var sieve: UInt64 = 0
    for (place, phrase) in all.enumerated() {
      if phrase[0] == firsts.last {
        ends[ends.count - 1] = place + 1
      } else {
        firsts.append(phrase[0])
        ends.append(place + 1)
        sieve |= Phrases.bit(phrase[0])
      }
    }
    (self.firsts, self.ends, self.sieve) = (firsts, ends, sieve)
  }

  private static func bit(_ scalar: UInt32) -> UInt64 { 1 << UInt64(scalar & 63) }

  /// The places in ``all`` of the phrases that begin so.
  private func places(of first: UInt32) -> Range<Int>? {
    guard sieve & Phrases.bit(first) != 0 else { return nil }
    var (low, high) = (0, firsts.count)
    while low < high {
      let middle = (low + high) / 2
      if firsts[middle] < first { low = middle + 1 } else { high = middle }
    }
    guard low < firsts.count, firsts[low] == first else { return nil }
    return (low > 0 ? ends[low - 1] : 0)..<ends[low]
  }

  /// Whether a text that begins so may be one of the phrases.
  package func mayBegin(with first: UInt32) -> Bool { places(of: first) != nil }

  /// The length of the longest phrase that stands at `start` and ends at the end of a word; nil if none does.
  package func match(_ text: [UInt32], at start: Int) -> Int? { match(text[...], at: start) }

  /// The same in a part of a text; `start` counts from the part's begin.
  package func match(_ text: ArraySlice<UInt32>, at start: Int) -> Int? {
    let from = text.startIndex + start
    guard from < text.endIndex, let places = places(of: text[from]) else { return nil }
    for place in places {
      let length = all[place].count
      let end = from + length
      guard end <= text.endIndex, (1..<max(1, length)).allSatisfy({ text[from + $0] == all[place][$0] }) else { continue }
      if end == text.endIndex || !isWordScalar(text[end]) || !isWordScalar(all[place][length - 1]) { return length }
    }
    return nil
  }

  /// Whether some phrase stands anywhere as whole words.
  package func occurs(in text: [UInt32]) -> Bool {
    guard !isEmpty else { return false }
    var before: UInt32 = 0x20
    for start in text.indices {
      if !isWordScalar(before), match(text, at: start) != nil { return true }
      before = text[start]
    }
    return false
  }

  /// Where the first phrase stands as whole words.
  package func first(in text: [UInt32]) -> Int? {
    var before: UInt32 = 0x20
    for place in text.indices {
      if !isWordScalar(before), match(text, at: place) != nil { return place }
      before = text[place]
    }
    return nil
  }

  /// Whether the words may be one of the phrases and nothing else, by their first letter; see ``isAll(of:)``.
  package func mayBeAll(of words: [Word]) -> Bool {
    for index in words.indices {
      for scalar in words[index].text.unicodeScalars where !Phrases.isLoose(folded(scalar)) { return mayBegin(with: folded(scalar)) }
    }
    return false
  }

  private static func isLoose(_ value: UInt32) -> Bool {
    value == 0x20 || value == 0x2E || value == 0x3A || value == 0x28 || value == 0x29 || value == 0x5B || value == 0x5D || value == 0x2026
  }

  /// Whether the text is one of the phrases and nothing else, but for white space and `. : ( ) [ ]` around it.
  package func isAll(of text: [UInt32]) -> Bool {
    var start = 0
    var end = text.count
    while start < end, Phrases.isLoose(text[start]) { start += 1 }
    while end > start, Phrases.isLoose(text[end - 1]) { end -= 1 }
    guard start < end, mayBegin(with: text[start]), let length = match(text[start..<end], at: 0) else { return false }
    return length == end - start
  }
}

@inlinable package func isDigit(_ value: UInt32) -> Bool { value >= 0x30 && value <= 0x39 }

/// Letters and digits of any script, told apart without a look-up for the common ones.
@inlinable package func isWordScalar(_ value: UInt32) -> Bool {
  if value < 0x80 { return isDigit(value) || (value | 0x20 >= 0x61 && value | 0x20 <= 0x7A) }
  if value < 0x180 { return value >= 0xC0 && value != 0xD7 && value != 0xF7 || value == 0xAA || value == 0xBA || value == 0xB5 }
  return Unicode.Scalar(value)?.properties.isAlphabetic ?? false
}

/// `a` to `z`, small or large.
@inlinable package func isAsciiLetter(_ scalar: Unicode.Scalar) -> Bool {
  let lower = scalar.value | 0x20
  return lower >= 0x61 && lower <= 0x7A
}

/// Unicode's `Alphabetic`, without a look-up for the letters of Latin scripts.
@inlinable package func isLetter(_ scalar: Unicode.Scalar) -> Bool {
  let value = scalar.value
  if value < 0x80 { return isAsciiLetter(scalar) }
  if value < 0x180 { return value >= 0xC0 ? value != 0xD7 && value != 0xF7 : value == 0xAA || value == 0xB5 || value == 0xBA }
  return scalar.properties.isAlphabetic
}

/// Unicode's `White_Space`, without a look-up for Latin scripts.
@inlinable package func isSpace(_ scalar: Unicode.Scalar) -> Bool {
  let value = scalar.value
  if value < 0x1680 { return value == 0x20 || value >= 0x09 && value <= 0x0D || value == 0x85 || value == 0xA0 }
  return scalar.properties.isWhitespace
}

@inlinable package func isUpper(_ scalar: Unicode.Scalar) -> Bool {
  let value = scalar.value
  if value < 0x80 { return value >= 0x41 && value <= 0x5A }
  return scalar.properties.isUppercase
}

@inlinable package func isLower(_ scalar: Unicode.Scalar) -> Bool {
  let value = scalar.value
  if value < 0x80 { return value >= 0x61 && value <= 0x7A }
  return scalar.properties.isLowercase
}

@inlinable package func isHyphen(_ scalar: Unicode.Scalar) -> Bool { isHyphen(scalar.value) }

/// `-`, the true hyphen, the one that does not break, and the soft one.
@inlinable package func isHyphen(_ value: UInt32) -> Bool { value == 0x2D || value == 0x2010 || value == 0x2011 || value == 0xAD }

/// Latin-1 and Latin Extended-A, computed once from the canonical decompositions.
@usableFromInline package let latinFold: [UInt32] = (0x80..<0x180).map { value in
  let scalar = Unicode.Scalar(UInt32(value))!
  let lower = scalar.properties.lowercaseMapping.unicodeScalars
  guard lower.count == 1, let small = lower.first else { return UInt32(value) }
  switch small.value {
  case 0xA0: return 0x20
  case 0xE0...0xE5: return 0x61
  case 0xE8...0xEB: return 0x65
  case 0xEC...0xEF: return 0x69
  case 0xF2...0xF6: return 0x6F
  case 0xF9...0xFC: return 0x75
  case 0xFD, 0xFF: return 0x79
  case 0x101, 0x103, 0x105: return 0x61
  case 0x113, 0x115, 0x117, 0x119, 0x11B: return 0x65
  case 0x129, 0x12B, 0x12D, 0x12F: return 0x69
  case 0x14D, 0x14F, 0x151: return 0x6F
  case 0x169, 0x16B, 0x16D, 0x16F, 0x171, 0x173: return 0x75
  default: return small.value
  }
}

/// A hash (FNV-1a) of a word without case and accents: to look words up in long lists.
package struct FoldedHash {
  package private(set) var value: UInt64 = FoldedHash.ofNothing
  private static let ofNothing: UInt64 = 0xCBF2_9CE4_8422_2325

  package init() {}

  package var isEmpty: Bool { value == FoldedHash.ofNothing }

  package mutating func add(_ scalar: Unicode.Scalar) { value = (value ^ UInt64(folded(scalar))) &* 0x100_0000_01B3 }
}

/// The hash of one word.
package func foldedHash(_ text: Substring) -> UInt64 {
  var hash = FoldedHash()
  for scalar in text.unicodeScalars { hash.add(scalar) }
  return hash.value
}
