import Text

/// A number as a text writes it, whole: `63 mil 518 millones 204 mil`, `−3,2`, `two and a half million`, `10⁶`.
struct Numeral: Sendable {
  enum Shape: UInt8, Sendable {
    case digits = 1
    case words = 3
    /// `un`, `una`, `one` alone: counts only beside money or another number.
    case article = 4
    /// Four digits that read as a year.
    case year = 6
    /// The digit 1: what is counted stands in the singular.
    case one = 7
  }

  /// Bytes of the text.
  var start: Int
  var end: Int
  /// The tokens that it takes: from the first to the one behind the last.
  var tokens: Range<Int>
  var shape: Shape
  var reading: NumberReading
  /// What the scale words at its end multiply with; 1 where it has none.
  var factor = Decimal(1)
  /// The last word is a scale: what is counted follows with `de`.
  var endsInScale = false
  /// What its digits tell of the document's style.
  var proves: DecimalMark?
  var provesAlone = false
}

/// How rules see numbers: a copy of the text in which each numeral is replaced, byte for byte, by its shape's code and ``NumeralMask/inner``, the last
/// byte by ``NumeralMask/scale`` where it ends in a scale word. A rule says `{numeral}`, and never how a number is written.
enum NumeralMask {
  static let inner: UInt8 = 2
  static let scale: UInt8 = 5

  static func mask(_ bytes: [UInt8], _ numerals: [Numeral]) -> [UInt8] {
    var out = bytes
    for numeral in numerals {
      for place in numeral.start..<numeral.end { out[place] = inner }
      if numeral.endsInScale { out[numeral.end - 1] = scale }
      out[numeral.start] = numeral.shape.rawValue
    }
    return out
  }
}
