package import Model
import Text

/// A line's text as it is compared between pages: lower case, white space out, every number (digits, or a roman numeral standing alone)
/// folded to `#`. `value` is the number, where there is exactly one.
package struct FoldedText {
  /// FNV-1a over the folded scalars.
  package var key: UInt64 = 0xCBF2_9CE4_8422_2325
  /// The same with every number as printed.
  package var literal: UInt64 = 0xCBF2_9CE4_8422_2325
  /// How many letters it has; numbers do not count.
  package var letters = 0
  var digits = 0
  /// The one number, where there is exactly one.
  package var value: Int?
  /// The one number as printed.
  package var number: String?
  package var roman = false
  /// The two numbers in digits, where there are exactly two: `3 de 20`, `L 119/44`.
  package var pair: (first: Int, second: Int, firstPrinted: String, secondPrinted: String)?
  var endsWithPoint = false

  package init(_ words: [Word]) {
    var numbers = 0
    var last: UInt32 = 0
    var digital: [(value: Int, printed: String)] = []
    var amounts = false
    for index in words.indices {
      let text = words[index].text
      amounts = amounts || isAmount(text)
      if let found = romanValue(text) {
        add(0x23)
        for scalar in text.unicodeScalars { addLiteral(scalar.value) }
        numbers += 1
        value = found
        number = text
        roman = true
        continue
      }
      var digits = 0
      var sum = 0
      func printed(_ end: Int) -> String {
        String(text.unicodeScalars.dropFirst(end - digits).prefix(digits))
      }
      var place = 0
      for scalar in text.unicodeScalars {
        last = scalar.value
        addLiteral(scalar.value)
        if isDigit(scalar.value) {
          digits += 1
          if digits < 9 { sum = sum * 10 + Int(scalar.value - 0x30) }
        } else {
          if digits > 0 { close(&numbers, digits, sum, printed(place), &digital) }
          digits = 0
          sum = 0
          let small = folded(scalar)
          if isWordScalar(small) { letters += 1 }
          add(small)
        }
        place += 1
      }
      if digits > 0 { close(&numbers, digits, sum, printed(place), &digital) }
    }
    endsWithPoint = last == 0x2E
    // What one page says of an amount, another does not say by naming another one.
    if amounts { key = literal }
    if numbers == 2, digital.count == 2 { pair = (digital[0].value, digital[1].value, digital[0].printed, digital[1].printed) }
    if numbers != 1 {
      value = nil
      number = nil
      roman = false
    }
  }

  private mutating func add(_ scalar: UInt32) { key = (key ^ UInt64(scalar)) &* 0x100_0000_01B3 }

  private mutating func addLiteral(_ scalar: UInt32) { literal = (literal ^ UInt64(scalar)) &* 0x100_0000_01B3 }

  private mutating func close(
    _ numbers: inout Int, _ digits: Int, _ sum: Int, _ text: @autoclosure () -> String, _ digital: inout [(value: Int, printed: String)]
  ) {
    add(0x23)
    numbers += 1
    self.digits += digits
    roman = false
    value = digits < 9 ? sum : nil
    let printed = numbers <= 2 ? text() : nil
    number = numbers == 1 ? printed : nil
    if let printed, digits < 9 { digital.append((sum, printed)) }
  }
}

/// `1,204.50`, `48.213`, `987,40`: digits in groups as amounts are printed. Dates and numbers of sections have other groups.
private func isAmount(_ text: String) -> Bool {
  var groups = [0]
  for byte in text.utf8 {
    switch byte {
    case 0x30...0x39: groups[groups.count - 1] += 1
    case 0x2C, 0x2E: groups.append(0)
    default: if groups.count > 1 || groups[0] > 0 { return false }
    }
  }
  // The mark that ends a sentence.
  if groups.count > 1, groups.last == 0 { groups.removeLast() }
  guard groups.count > 1, groups[0] > 0, let last = groups.last, last == 2 || last == 3 else { return false }
  return groups.dropFirst().dropLast().allSatisfy { $0 == 3 } && groups.reduce(0, +) > 3
}
