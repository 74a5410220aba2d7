/// An exact decimal number: `digits` × 10^-`places`. Up to 38 digits; whatever would not fit is nil, never rounded.
package struct Decimal: Equatable, Sendable {
  package var digits: Int128
  package var places: Int

  package init(_ digits: Int128, places: Int = 0) {
    self.digits = digits
    self.places = places
  }

  /// By value: `1.50` is `1.5`.
  package static func == (a: Decimal, b: Decimal) -> Bool {
    let (a, b) = (a.reduced, b.reduced)
    return a.digits == b.digits && a.places == b.places
  }

  /// Plain: `1234.5`, `-3`.
  package init?(plain text: some StringProtocol) {
    var digits: Int128 = 0
    var places: Int?
    var negative = false
    var any = false
    for (index, byte) in text.utf8.enumerated() {
      switch byte {
      case UInt8(ascii: "-") where index == 0: negative = true
      case UInt8(ascii: ".") where places == nil: places = 0
      case 0x30...0x39:
        let (product, over1) = digits.multipliedReportingOverflow(by: 10)
        let (sum, over2) = product.addingReportingOverflow(Int128(byte - 0x30))
        if over1 || over2 { return nil }
        digits = sum
        any = true
        if let p = places { places = p + 1 }
      default: return nil
      }
    }
    guard any else { return nil }
    self.init(negative ? -digits : digits, places: places ?? 0)
  }

  /// The digits of a text, its marks passed over; the last `places` of them are decimals.
  package init?(digits text: ArraySlice<UInt8>, places: Int = 0) {
    var digits: Int128 = 0
    for byte in text where byte >= 0x30 && byte <= 0x39 {
      let (product, over1) = digits.multipliedReportingOverflow(by: 10)
      let (sum, over2) = product.addingReportingOverflow(Int128(byte - 0x30))
      if over1 || over2 { return nil }
      digits = sum
    }
    self.init(digits, places: places)
  }

  package func times(_ other: Decimal) -> Decimal? {
    let (product, over) = digits.multipliedReportingOverflow(by: other.digits)
    return over ? nil : Decimal(product, places: places + other.places).reduced
  }

  package func plus(_ other: Decimal) -> Decimal? {
    guard let a = scaled(to: max(places, other.places)), let b = other.scaled(to: max(places, other.places)) else { return nil }
    let (sum, over) = a.addingReportingOverflow(b)
    return over ? nil : Decimal(sum, places: max(places, other.places))
  }

  private func scaled(to target: Int) -> Int128? {
    var value = digits
    for _ in places..<max(places, target) {
      let (product, over) = value.multipliedReportingOverflow(by: 10)
      if over { return nil }
      value = product
    }
    return value
  }

  /// Without superfluous decimals. A sum keeps those of its parts (`520 mil 834.50`), a product loses them (`2.50 millones`).
  private var reduced: Decimal {
    var value = self
    while value.places > 0, value.digits % 10 == 0 {
      value.digits /= 10
      value.places -= 1
    }
    return value
  }

  /// `63518204770.45`: no exponent, no grouping; decimals as they were written.
  package var text: String {
    let negative = digits < 0
    var body = String(digits.magnitude)
    if places > 0 {
      while body.utf8.count <= places { body = "0" + body }
      let cut = body.index(body.endIndex, offsetBy: -places)
      body = body[..<cut] + "." + body[cut...]
    }
    return negative ? "-" + body : body
  }
}

extension Decimal {
  package var magnitude: Decimal { Decimal(digits < 0 ? -digits : digits, places: places) }

  /// Without its decimals.
  package var whole: Decimal {
    var value = digits
    for _ in 0..<places { value /= 10 }
    return Decimal(value)
  }

  package var negated: Decimal { Decimal(-digits, places: places) }

  package func isAtMost(_ other: Decimal) -> Bool {
    guard let minus = other.times(Decimal(-1)), let difference = plus(minus) else { return false }
    return difference.digits <= 0
  }
}
