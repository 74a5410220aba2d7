import Model

/// A line's text as it is compared between pages: lower case, white space out, every number (digits, or a roman numeral standing alone)
/// folded to `#`. `value` is the number, where there is exactly one.
struct FoldedText {
  var key: String
  /// How many letters the key has; numbers do not count.
  var letters: Int
  var value: Int?
  /// The one number as printed.
  var number: String?
  var roman = false

  init(_ words: [Word]) {
    var key = String.UnicodeScalarView()
    var letters = 0
    var numbers: [(text: String, value: Int, roman: Bool)] = []
    for word in words {
      if let value = romanValue(word.text) {
        key.append("#")
        numbers.append((word.text, value, true))
        continue
      }
      var digits = ""
      func close() {
        guard !digits.isEmpty else { return }
        key.append("#")
        numbers.append((digits, digits.count < 9 ? Int(digits) ?? -1 : -1, false))
        digits = ""
      }
      for scalar in word.text.unicodeScalars {
        if ("0"..."9").contains(scalar) {
          digits.unicodeScalars.append(scalar)
        } else {
          close()
          if scalar.properties.isAlphabetic { letters += 1 }
          key.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
        }
      }
      close()
    }
    self.key = String(key)
    self.letters = letters
    if numbers.count == 1, numbers[0].value >= 0 {
      value = numbers[0].value
      number = numbers[0].text
      roman = numbers[0].roman
    }
  }
}

/// The value of a roman numeral of up to eight letters in one case, in canonical form; nil for anything else.
func romanValue(_ text: String) -> Int? {
  let scalars = text.unicodeScalars
  guard !scalars.isEmpty, scalars.count <= 9 else { return nil }
  var values: [Int] = []
  var upper = 0
  var lower = 0
  for scalar in scalars {
    switch scalar {
    case "I": values.append(1); upper += 1
    case "V": values.append(5); upper += 1
    case "X": values.append(10); upper += 1
    case "L": values.append(50); upper += 1
    case "C": values.append(100); upper += 1
    case "D": values.append(500); upper += 1
    case "M": values.append(1000); upper += 1
    case "i": values.append(1); lower += 1
    case "v": values.append(5); lower += 1
    case "x": values.append(10); lower += 1
    case "l": values.append(50); lower += 1
    case "c": values.append(100); lower += 1
    case "d": values.append(500); lower += 1
    case "m": values.append(1000); lower += 1
    default: return nil
    }
  }
  guard upper == 0 || lower == 0 else { return nil }
  var total = 0
  for (index, value) in values.enumerated() {
    let next = index + 1 < values.count ? values[index + 1] : 0
    total += value < next ? -value : value
  }
  guard total > 0, romanNumeral(total) == text.uppercased() else { return nil }
  return total
}

func romanNumeral(_ number: Int) -> String {
  let steps: [(Int, String)] = [
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"),
    (4, "IV"), (1, "I"),
  ]
  var rest = number
  var out = ""
  for (value, letters) in steps {
    while rest >= value {
      out += letters
      rest -= value
    }
  }
  return out
}
