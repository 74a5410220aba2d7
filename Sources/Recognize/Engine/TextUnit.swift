import Model
import Text

/// A piece of text that rules look at as a whole: a block, or a cell of a table; its bytes as rules see them, its tokens, and the way back to scalars.
///
/// Rules see every kind of space as U+0020 and a run of them as one, every short hyphen as `-`, curled apostrophes as `'`.
struct TextUnit {
  var block: Int
  var cell: Int?
  /// UTF-8.
  var bytes: [UInt8]
  var tokens: [Token]
  /// Offset in scalars of each byte and of the end; empty where all is ASCII.
  var scalarAt: [Int32]
  var language: Int
  /// Its numbers, in order, and the text as rules that say `{numeral}` see it; empty where it has none.
  var numerals: [Numeral] = []
  var masked: [UInt8] = []
  /// Of a cell: the number that its table's columns gave it.
  var cellNumber: Decimal?
  /// Of a cell: what its table multiplies that number with.
  var cellScale: Decimal?
  /// Of a cell: whether the numbers of its table have been typed.
  var isTyped = false

  init(_ text: String, block: Int = 0, cell: Int? = nil) {
    self.block = block
    self.cell = cell
    language = 0
    bytes = []
    tokens = []
    scalarAt = []
    bytes.reserveCapacity(text.utf8.count)
    tokens.reserveCapacity(text.utf8.count / 5 + 1)
    scan(text)
  }

  /// A run of letters, a run of digits, or one other scalar that is no space.
  struct Token {
    var start: Int32
    var end: Int32
    var hash: UInt64
    var kind: Kind

    enum Kind: UInt8 { case word, capital, number, symbol }
  }

  func scalar(_ byte: Int) -> Int { scalarAt.isEmpty ? byte : Int(scalarAt[byte]) }

  func text(_ start: Int, _ end: Int) -> String {
    guard start >= 0, start < end, end <= bytes.count else { return "" }
    return String(decoding: bytes[start..<end], as: UTF8.self)
  }

  /// Index of the first token that starts at or after a byte.
  func token(from byte: Int) -> Int {
    var low = 0, high = tokens.count
    while low < high {
      let middle = (low + high) / 2
      if Int(tokens[middle].start) < byte { low = middle + 1 } else { high = middle }
    }
    return low
  }

  mutating func readNumerals(_ words: NumberWords) {
    numerals = NumeralParser(words: words, bytes: bytes, tokens: tokens).numerals()
    masked = numerals.isEmpty ? [] : NumeralMask.mask(bytes, numerals)
  }

  /// The numeral that begins at a byte.
  func numeral(at byte: Int) -> Numeral? {
    var low = 0, high = numerals.count
    while low < high {
      let middle = (low + high) / 2
      if numerals[middle].start < byte { low = middle + 1 } else { high = middle }
    }
    return low < numerals.count && numerals[low].start == byte ? numerals[low] : nil
  }

  /// The tokens that stand between two places.
  func tokens(from start: Int, to end: Int) -> ArraySlice<Token> {
    let first = token(from: start)
    var last = first
    while last < tokens.count, Int(tokens[last].end) <= end { last += 1 }
    return tokens[first..<last]
  }

  private mutating func scan(_ text: String) {
    var text = text
    text.withUTF8 { scan($0) }
  }

  /// One pass over the bytes that runs for each letter of a document, with its state in locals: longer than functions are here, so that no call
  /// and no stored property stands between letters.
  private mutating func scan(_ utf8: UnsafeBufferPointer<UInt8>) {
    var kind: Token.Kind?
    var start = 0
    var hash = WordHash()
    var count: Int32 = 0
    var mapped = false
    var at = 0
    // Text is taken over in stretches between scalars that rules see otherwise: how far it was, and how much longer it has become.
    var copied = 0
    var shift = 0
    while at < utf8.count {
      if kind == .word || kind == .capital {
        // Most letters go on with a word, in small letters without an accent: they stand for themselves.
        let from = at
        while at < utf8.count, utf8[at] >= 0x61, utf8[at] <= 0x7A {
          hash.add(UInt32(utf8[at]))
          at += 1
        }
        if at > from {
          if mapped { scalarAt.append(contentsOf: count..<count + Int32(at - from)) }
          count += Int32(at - from)
          if at == utf8.count { break }
        }
      }
      let begin = at
      let here = begin + shift
      let printed = nextScalar(utf8, &at)
      let value = plain(printed)
      if value == 0x20, begin > 0, kind == nil {
        // A further space of a run.
        bytes.append(contentsOf: utf8[copied..<begin])
        copied = at
        shift = bytes.count - at
        if !mapped { map(upTo: here, room: utf8.count + 1) }
        mapped = true
        count += 1
        continue
      }
      let next = classify(value)
      let continues =
        kind != nil && next == kind && next != .symbol || (kind == .capital && next == .word) || (kind == .word && next == .capital)
      if !continues {
        if let kind { tokens.append(Token(start: Int32(start), end: Int32(here), hash: hash.value, kind: kind)) }
        kind = next
        start = here
        hash = WordHash()
      }
      if next != nil { hash.add(folded(value)) }
      if value != printed {
        bytes.append(contentsOf: utf8[copied..<begin])
        bytes.append(contentsOf: Unicode.Scalar(value).flatMap { UTF8.encode($0) } ?? UTF8.encodedReplacementCharacter)
        copied = at
        shift = bytes.count - at
      }
      if value >= 0x80, !mapped {
        map(upTo: here, room: utf8.count + 1)
        mapped = true
      }
      if mapped { for _ in here..<at + shift { scalarAt.append(count) } }
      count += 1
    }
    bytes.append(contentsOf: utf8[copied...])
    if let kind { tokens.append(Token(start: Int32(start), end: Int32(bytes.count), hash: hash.value, kind: kind)) }
    if mapped { scalarAt.append(count) }
  }

  /// Up to here bytes are scalars.
  private mutating func map(upTo byte: Int, room: Int) {
    scalarAt.reserveCapacity(room)
    scalarAt.append(contentsOf: 0..<Int32(byte))
  }
}

@inline(__always)
private func plain(_ value: UInt32) -> UInt32 {
  if value < 0xA0 { return value < 0x20 ? 0x20 : value }
  if value == 0xA0 || value == 0x202F || (value >= 0x2000 && value <= 0x200A) || value == 0x3000 { return 0x20 }
  if value == 0x2010 || value == 0x2011 { return 0x2D }
  if value == 0x2018 || value == 0x2019 || value == 0x02BC { return 0x27 }
  return value
}

/// nil for a space.
@inline(__always)
private func classify(_ value: UInt32) -> TextUnit.Token.Kind? {
  if value < 0x80 {
    if value >= 0x61 && value <= 0x7A { return .word }
    if value == 0x20 { return nil }
    if value >= 0x41 && value <= 0x5A { return .capital }
    if value >= 0x30 && value <= 0x39 { return .number }
    return .symbol
  }
  if value >= 0xC0 && value < 0x180 && value != 0xD7 && value != 0xF7 { return folded(value) != value && isUpper(value) ? .capital : .word }
  if value < 0x180 { return value == 0xAA || value == 0xBA ? .symbol : .symbol }
  guard let scalar = Unicode.Scalar(value) else { return .symbol }
  if scalar.properties.isAlphabetic { return scalar.properties.isUppercase ? .capital : .word }
  return .symbol
}

@inline(__always)
private func isUpper(_ value: UInt32) -> Bool {
  value < 0x100 ? value <= 0xDE : Unicode.Scalar(value)?.properties.isUppercase ?? false
}
