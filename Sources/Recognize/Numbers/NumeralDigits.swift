import Text

/// Numbers in figures within a ``NumeralPhrase``: a run of digits with its marks, powers of ten, and what touches it.
extension NumeralPhrase {
  mutating func digits() -> Bool {
    let from = Int(parser.tokens[next].start)
    guard state.atoms.isEmpty || touches(next) else { return false }
    guard let run = DigitRun(parser.bytes, at: from) else { return false }
    let after = token(from: run.end, next)
    guard let reading = run.reading, parser.standsFree(negative || state.atoms.isEmpty && from > start ? start : from, run.end) else {
      if state.atoms.isEmpty {
        end = run.end
        next = after
      }
      return false
    }
    if !state.atoms.isEmpty {
      guard continues(run, after) else { return false }
    }
    state.atoms.append(.digits(reading))
    state.group = reading == .certain(Decimal(0)) ? 0 : 1
    state.last = -1
    state.openScale = false
    if self.run == nil || run.proves != nil { self.run = run }
    end = run.end
    next = after
    power(run, reading)
    return true
  }

  /// Whether digits behind a scale word go on with its number.
  private func continues(_ run: DigitRun, _ after: Int) -> Bool {
    guard state.group == nil, let last = state.atoms.last else { return false }
    guard case .certain(let value) = run.reading else { return false }
    let whole = run.digits - value.places
    switch last {
    case .thousand: return whole <= 3
    case .scale:
      if whole == 3 || whole == 6 && !run.isPlain { return true }
      guard whole <= 3, after < parser.tokens.count, Int(parser.tokens[after].start) == run.end + 1 else { return false }
      return isNumberWord(after) && parser.words.word(parser.tokens[after].hash).value >= 1000
    default: return false
    }
  }

  /// `10⁶`, `1,5 × 10⁶` is read from its ten.
  mutating func power(_ run: DigitRun, _ reading: NumberReading) {
    guard reading == .certain(Decimal(10)) else { return }
    var at = end
    var exponent = 0
    while let (digit, width) = raised(at), exponent < 4 {
      exponent = exponent * 10 + digit
      at += width
    }
    guard at > end, exponent <= 30 else { return }
    state.atoms.append(.power(exponent))
    end = at
    next = token(from: at, next)
  }

  private func raised(_ at: Int) -> (Int, Int)? {
    let bytes = parser.bytes
    guard at + 1 < bytes.count else { return nil }
    if bytes[at] == 0xC2 {
      switch bytes[at + 1] {
      case 0xB9: return (1, 2)
      case 0xB2: return (2, 2)
      case 0xB3: return (3, 2)
      default: return nil
      }
    }
    guard at + 2 < bytes.count, bytes[at] == 0xE2, bytes[at + 1] == 0x81, bytes[at + 2] == 0xB0 || (0xB4...0xB9).contains(bytes[at + 2])
    else {
      return nil
    }
    return (Int(bytes[at + 2]) - 0xB0, 3)
  }

  private func token(from byte: Int, _ low: Int) -> Int {
    var at = low
    while at < parser.tokens.count, Int(parser.tokens[at].start) < byte { at += 1 }
    return at
  }
}
