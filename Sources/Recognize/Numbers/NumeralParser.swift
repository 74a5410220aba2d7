import Text

/// Text → numerals, by a grammar over tokens. One for all languages; the words are data (``NumberWords``).
///
///     numeral  = [sign] phrase
///     phrase   = part { [joint] part } [joint half]        parts in falling order of their scale
///     part     = group [thousand] [scale] | thousand | half scale
///     group    = digits | hundreds [joint] below-hundred | below-hundred | group decimal-word group
///     digits   = a run of digits and marks (``DigitRun``), with a power behind it (`10⁶`)
///
/// Digits go on behind a scale word only where they can be nothing else: three digits (`9 mil 900`, `57 millones 022 mil`), less than the scale, or a scale
/// behind them again. Two numerals with a space between are none: what is not understood whole is refused, not cut.
struct NumeralParser {
  let words: NumberWords
  let bytes: [UInt8]
  let tokens: [TextUnit.Token]

  func numerals() -> [Numeral] {
    var found: [Numeral] = []
    var at = 0
    // The place behind a number that was refused: what stands right behind it is refused with it.
    var refused = -1
    while at < tokens.count {
      let token = tokens[at]
      let begins: Bool
      switch token.kind {
      case .number: begins = true
      case .symbol: begins = opensDigits(at)
      case .word, .capital: begins = !words.word(token.hash).roles.isDisjoint(with: [.number, .half, .lead])
      }
      guard begins else {
        let pair = token.kind != .symbol && at + 1 < tokens.count && words.word(token.hash).roles.contains(.pair)
        at += pair && saysPercent(at, behind: found.last?.end) ? 2 : 1
        continue
      }
      var phrase = NumeralPhrase(parser: self, at: at)
      phrase.read()
      let next = max(at + 1, phrase.next)
      if let numeral = phrase.numeral() {
        let touches = refused >= 0 && follows(refused, numeral.start)
        if let last = found.last, last.shape != .year, last.shape != .article, follows(last.end, numeral.start) {
          found.removeLast()
          refused = numeral.end
        } else if touches {
          refused = numeral.end
        } else {
          found.append(numeral)
        }
      } else if phrase.isRefused {
        refused = phrase.end
      }
      at = next
    }
    return paired(found)
  }

  /// `por ciento`; `12 por 100`, but neither `por 100 pesos` nor `12 por 100.000` nor `12 por 100 habitantes`.
  private func saysPercent(_ at: Int, behind number: Int?) -> Bool {
    guard words.sayPercent(tokens[at].hash, tokens[at + 1].hash) else { return false }
    let base = tokens[at + 1]
    guard base.kind == .number else { return true }
    guard let number, follows(number, Int(tokens[at].start)), DigitRun(bytes, at: Int(base.start))?.end == Int(base.end) else {
      return false
    }
    guard at + 2 < tokens.count, Int(tokens[at + 2].start) == Int(base.end) + 1 else { return true }
    return words.word(tokens[at + 2].hash).roles.isDisjoint(with: [.number, .base])
  }

  /// One space between two places.
  private func follows(_ end: Int, _ start: Int) -> Bool { start == end + 1 && bytes[end] == 0x20 }

  /// A minus or plus that touches digits, or a decimal mark without a digit before it: behind a space, a bracket or a sign of money.
  private func opensDigits(_ at: Int) -> Bool {
    let token = tokens[at]
    guard at + 1 < tokens.count, tokens[at + 1].start == token.end else { return false }
    let start = Int(token.start)
    let sign = isSign(at), mark = bytes[start] == 0x2E || bytes[start] == 0x2C
    guard sign || mark else { return false }
    if start > 0 {
      let before = bytes[start - 1]
      if isDigit(before) || isLetter(before) && before < 0x80 || before == 0x25 || before == 0x29 { return false }
      if mark, before == 0x2E || before == 0x2C { return false }
      // `300 -500` is a range, `30 .5` a slip.
      if before == 0x20, start > 1, isDigit(bytes[start - 2]) || bytes[start - 2] == 0x25 { return false }
    }
    if tokens[at + 1].kind == .number { return true }
    return sign && at + 2 < tokens.count && opensDigits(at + 1)
  }

  func isSign(_ at: Int) -> Bool {
    let start = Int(tokens[at].start)
    let byte = bytes[start]
    if byte == 0x2D || byte == 0x2B { return true }
    guard byte == 0xE2, start + 2 < bytes.count else { return false }
    // −, and the en dash that stands for it; one that opens the text is a list's.
    return bytes[start + 1] == 0x88 && bytes[start + 2] == 0x92 || start > 0 && bytes[start + 1] == 0x80 && bytes[start + 2] == 0x93
  }

  /// Numbers joined by a short hyphen: two of them are a range, three and more a code.
  private func paired(_ numerals: [Numeral]) -> [Numeral] {
    guard numerals.count > 1 else { return numerals }
    var drop = Set<Int>()
    var row = 1
    for place in 1..<numerals.count {
      let touches = bytes[numerals[place - 1].end] == 0x2D && numerals[place].start == numerals[place - 1].end + 1
      row = touches ? row + 1 : 1
      if row > 2 { drop.formUnion([place - 2, place - 1, place]) }
    }
    return drop.isEmpty ? numerals : numerals.indices.filter { !drop.contains($0) }.map { numerals[$0] }
  }

  /// Whether digits stand by themselves: not within a code, a date, a path, an ordinal.
  func standsFree(_ start: Int, _ end: Int) -> Bool {
    if start > 0, !isFreeBefore(start), !(bytes[start..<end].contains { !isDigit($0) } && words.endsInLetter(bytes, start)) { return false }
    // `PHP4`, `COP26`: a code of money that touches one or two digits is a name of something else.
    if start > 0, end - start < leastTouched, bytes[start - 1] < 0x80, isLetter(bytes[start - 1]) { return false }
    guard end < bytes.count else { return true }
    let next = end + 1 < bytes.count ? bytes[end + 1] : 0
    switch bytes[end] {
    // `R$ 1. 234,56`: a space has come between a mark and what it groups.
    case 0x2E where next == 0x20, 0x2C where next == 0x20: return !isTornGroup(end + 2)
    case 0x2E, 0x2C, 0x27, 0x3A, 0x2F: return !isDigit(next)
    case 0x5F, 0x5C, 0x40: return false
    // `$1 ,425`: what lies under a scanned page parts a mark from its number; the pieces are none.
    case 0x20 where next == 0x2C || next == 0x2E: return end + 2 >= bytes.count || !isDigit(bytes[end + 2])
    // º ª °: ordinals, but for degrees.
    case 0xC2 where next == 0xBA || next == 0xAA || next == 0xB0:
      return end + 2 < bytes.count && (bytes[end + 2] == 0x43 || bytes[end + 2] == 0x46)
    default: return true
    }
  }

  /// Three digits, a mark and a digit.
  private func isTornGroup(_ at: Int) -> Bool {
    guard at + 4 < bytes.count, bytes[at..<at + 3].allSatisfy({ isDigit($0) }) else { return false }
    return (bytes[at + 3] == 0x2E || bytes[at + 3] == 0x2C) && isDigit(bytes[at + 4])
  }

  private func isFreeBefore(_ start: Int) -> Bool {
    let before = bytes[start - 1]
    let second = start > 1 ? bytes[start - 2] : 0x20
    switch before {
    case 0x20, 0x28: return true
    case 0x2E: return !isDigit(second) && (!isLetter(second) || words.endsInSign(bytes, start) || words.endsInSign(bytes, start - 1))
    case 0x2C, 0x27, 0x3A: return !isDigit(second) && !(before == 0x2C && second == 0x20 && start > 2 && isDigit(bytes[start - 3]))
    case 0x2F: return words.endsInSign(bytes, start)
    case 0x5F, 0x5C, 0x40, 0x23: return false
    case 0x2D: return !isLetter(second)
    // ´ and ·: of a run that did not go on to here.
    case 0xB4, 0xB7: if second == 0xC2 { return false }
    default: break
    }
    if isDigit(before) { return false }
    if before < 0x80 { return !isLetter(before) || words.endsInSign(bytes, start) }
    // Dashes, signs of money, of comparison, and quotes are no letters.
    return [0x80, 0x82, 0x83, 0x88, 0x89, 0xC2].contains(second) || second == 0xC3 && before == 0x97 || words.endsInSign(bytes, start)
  }
}

/// Digits and marks of the shortest number that letters before it may touch.
private let leastTouched = 3
