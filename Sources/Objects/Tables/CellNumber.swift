import Model
import Text

/// A cell's text taken apart: sign, money or percent, and the run of digits. nil where the text is no number.
///
/// A minus may stand before the number, behind it (`1.100,00-`), or be brackets around it.
struct CellNumber {
  var run: DigitRun
  /// `number`, `money`, `percent`.
  var type = "number"
  /// The sign or code of money as printed.
  var unit: String?
  var isNegative = false

  init?(_ text: String, words: ValueWords) {
    var dress = Dress(scalars: Array(text.unicodeScalars)[...])
    dress.takeOff(words)
    let bytes = CellNumber.bytes(dress.scalars)
    guard let first = bytes.first, first >= 0x30, first <= 0x39 else { return nil }
    guard let run = DigitRun(bytes, at: 0), run.end == bytes.count, run.reading != nil, run.digits <= mostDigits else { return nil }
    self.run = run
    (type, unit, isNegative) = (dress.type, dress.unit, dress.isNegative)
  }

  /// As runs of digits are read: one kind of space, one of apostrophe.
  private static func bytes(_ scalars: ArraySlice<Unicode.Scalar>) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(scalars.count)
    for scalar in scalars {
      switch scalar {
      case "’", "´", "‘": out.append(0x27)
      case "\u{A0}", "\u{2009}", "\u{202F}", "\u{2007}": out.append(0x20)
      case "·": out.append(0x2E)
      default: out.append(scalar.value < 0x80 ? UInt8(scalar.value) : 0x3F)
      }
    }
    return out
  }
}

/// More digits are no amount: a code, or numbers run together.
private let mostDigits = 21

/// What a number wears, taken off from both ends.
private struct Dress {
  var scalars: ArraySlice<Unicode.Scalar>
  var type = "number"
  var unit: String?
  var isNegative = false

  mutating func takeOff(_ words: ValueWords) {
    while scalars.last == "*", scalars.count > 1 { scalars.removeLast() }
    // `**12,760`: marks of significance before the number.
    while scalars.first == "*", scalars.count > 1 { scalars.removeFirst() }
    // Brackets, a sign of the number and one of money, in any order.
    for _ in 0..<2 {
      trim()
      if scalars.first == "(", scalars.last == ")", scalars.count > 2 {
        scalars = scalars.dropFirst().dropLast()
        isNegative = true
        trim()
      }
      takeSign()
      trim()
      takeUnit(words)
    }
    trim()
  }

  private mutating func trim() {
    while let last = scalars.last, isSpace(last) { scalars.removeLast() }
    while let first = scalars.first, isSpace(first) { scalars.removeFirst() }
  }

  private mutating func takeSign() {
    if let first = scalars.first, first == "-" || first == "−" || first == "–" || first == "+" {
      scalars.removeFirst()
      // `- R$ 111,00` behind what it costs: a dash, no minus.
      let parts = scalars.first.map(isSpace) == true && scalars.first { !isSpace($0) }.map { !isDigit($0.value) && $0 != "(" } == true
      if first != "+", !parts { isNegative.toggle() }
    } else if let last = scalars.last, last == "-" || last == "−", scalars.count > 1, !isNegative {
      isNegative = true
      scalars.removeLast()
    }
  }

  private mutating func takeUnit(_ words: ValueWords) {
    if scalars.last == "%" {
      type = "percent"
      scalars.removeLast()
      return
    }
    guard unit == nil else { return }
    for sign in words.signs where scalars.count > sign.count {
      if scalars.starts(with: sign) {
        scalars = scalars.dropFirst(sign.count)
      } else if scalars.suffix(sign.count).elementsEqual(sign) {
        scalars = scalars.dropLast(sign.count)
      } else {
        continue
      }
      type = "money"
      unit = String(scalars: sign[...])
      return
    }
  }
}
