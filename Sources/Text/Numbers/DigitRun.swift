/// Digits with the marks between them, in any of the styles that documents use: `1,234.56`, `1.234,56`, `1 234,56`, `63,518'204,770.45`, `,08`.
///
/// A run is read under both meanings of its marks. Where only one of them makes a number, it decides by itself, and speaks for the style of its document;
/// where both do (`1.204`, `12,345`), it stays open until the style is known. Where neither does (`1.2.3`, `12.06.2016`) it is no number.

/// Which mark a document writes before decimals.
package enum DecimalMark: UInt8, Sendable {
  case point = 0x2E
  case comma = 0x2C

  package var other: DecimalMark { self == .point ? .comma : .point }
}

/// What a run of digits, or a number that holds one, means.
package enum NumberReading: Equatable, Sendable {
  case certain(Decimal)
  case open(point: Decimal, comma: Decimal)

  package func value(_ mark: DecimalMark) -> Decimal {
    switch self {
    case .certain(let value): value
    case .open(let point, let comma): mark == .point ? point : comma
    }
  }
}

package struct DigitRun: Sendable {
  /// Of the first digit, or of the mark before it.
  package var start: Int
  /// Behind the last digit.
  package var end: Int
  /// nil where the marks make no number.
  package var reading: NumberReading?
  /// The decimal mark that the run alone proves, and by how much: a lone mark with one or two digits behind it (`4.2`) may be a numbering.
  package var proves: DecimalMark?
  package var provesAlone = false
  /// Digits only, without any mark.
  package var isPlain: Bool
  package var digits: Int

  /// The run that begins at `start`: a digit, or a mark with a digit behind it.
  package init?(_ bytes: [UInt8], at start: Int) {
    guard start < bytes.count else { return nil }
    self.start = start
    var at = start
    while at < bytes.count, isDigit(bytes[at]) { at += 1 }
    digits = at - start
    end = at
    guard let first = DigitRun.mark(bytes, at, groups: 1, length: digits, spaced: false) else {
      guard digits > 0 else { return nil }
      isPlain = true
      // `$000`, `€'000`: thousands, as heads write them.
      let zeros = digits >= leastZeros && bytes[start..<at].allSatisfy { $0 == 0x30 }
      reading = zeros ? nil : Decimal(digits: bytes[start..<at]).map { .certain($0) }
      return
    }
    isPlain = false
    var lengths = [digits]
    var marks: [UInt8] = []
    var next: (kind: UInt8, width: Int)? = first
    while let mark = next {
      marks.append(mark.kind)
      at += mark.width
      let begin = at
      while at < bytes.count, isDigit(bytes[at]) { at += 1 }
      lengths.append(at - begin)
      digits += at - begin
      end = at
      next = DigitRun.mark(bytes, at, groups: lengths.count, length: at - begin, spaced: marks.allSatisfy { $0 == space })
    }
    read(bytes, marks, lengths)
  }

  /// The mark at a place, if a digit stands behind it. A space groups where exactly three digits follow, and only spaces came before.
  private static func mark(_ bytes: [UInt8], _ at: Int, groups: Int, length: Int, spaced: Bool) -> (kind: UInt8, width: Int)? {
    guard at + 1 < bytes.count else { return nil }
    let byte = bytes[at]
    if let stray = strayMark(bytes, at), length > 0 { return stray }
    if byte == 0x2E || byte == 0x2C || byte == apostrophe && length > 0 { return isDigit(bytes[at + 1]) ? (byte, 1) : nil }
    // U+00B4 and U+00B7 stand for the apostrophe and the raised point.
    if byte == 0xC2, at + 2 < bytes.count, length > 0, bytes[at + 1] == 0xB4 || bytes[at + 1] == 0xB7, isDigit(bytes[at + 2]) {
      return (bytes[at + 1] == 0xB7 ? 0x2E : apostrophe, 2)
    }
    guard byte == space, groups == 1 ? (1...3).contains(length) : spaced && length == 3, at + 3 < bytes.count else { return nil }
    guard isDigit(bytes[at + 1]), isDigit(bytes[at + 2]), isDigit(bytes[at + 3]) else { return nil }
    return at + 4 < bytes.count && isDigit(bytes[at + 4]) ? nil : (space, 1)
  }

  /// `1000.,00`: two marks before two decimals, of which the first is a slip.
  private static func strayMark(_ bytes: [UInt8], _ at: Int) -> (kind: UInt8, width: Int)? {
    guard at + 3 < bytes.count, bytes[at] == 0x2E && bytes[at + 1] == 0x2C || bytes[at] == 0x2C && bytes[at + 1] == 0x2E else { return nil }
    guard isDigit(bytes[at + 2]), isDigit(bytes[at + 3]), at + 4 >= bytes.count || !isDigit(bytes[at + 4]) else { return nil }
    return (bytes[at + 1], 2)
  }

  private mutating func read(_ bytes: [UInt8], _ marks: [UInt8], _ lengths: [Int]) {
    // `R$ ,00` of an empty form.
    if lengths[0] == 0, bytes[start..<end].allSatisfy({ !isDigit($0) || $0 == 0x30 }) { return }
    let point = isNumber(bytes, marks, lengths, decimal: .point), comma = isNumber(bytes, marks, lengths, decimal: .comma)
    func value(_ decimals: Int?) -> Decimal? { decimals.flatMap { Decimal(digits: bytes[start..<end], places: $0) } }
    guard let a = value(point), let b = value(comma) else {
      reading = (value(point) ?? value(comma)).map { .certain($0) }
      guard reading != nil else { return }
      proves = point == nil ? .comma : .point
      provesAlone = marks.count > 1
      return
    }
    if a == b {
      reading = .certain(a)
    } else if marks.count > 1, marks.contains(apostrophe) {
      // `2'625,673`: who writes an apostrophe at the millions writes a comma at the thousands.
      reading = .certain(Decimal(digits: bytes[start..<end]) ?? a)
    } else {
      reading = .open(point: a, comma: b)
    }
  }

  /// How many decimals the run has under one meaning of its marks; nil where it is no number then.
  private func isNumber(_ bytes: [UInt8], _ marks: [UInt8], _ lengths: [Int], decimal: DecimalMark) -> Int? {
    let hasDecimals = marks.last == decimal.rawValue
    let groupMarks = hasDecimals ? marks.dropLast() : marks[...]
    if groupMarks.contains(decimal.rawValue) { return nil }
    if !groupMarks.isEmpty {
      if groupMarks.contains(space), groupMarks.contains(where: { $0 != space }) { return nil }
      guard (1...3).contains(lengths[0]), bytes[start] != 0x30 else { return nil }
      guard lengths[1..<(hasDecimals ? lengths.count - 1 : lengths.count)].allSatisfy({ $0 == 3 }) else { return nil }
    } else if lengths[0] == 0, !hasDecimals {
      return nil
    }
    return hasDecimals ? lengths[lengths.count - 1] : 0
  }
}

@inline(__always)
package func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }

/// So many zeros and nothing else are no number.
private let leastZeros = 3

private let space: UInt8 = 0x20
private let apostrophe: UInt8 = 0x27
