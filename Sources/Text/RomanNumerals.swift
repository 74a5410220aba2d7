import Model

/// The value of a roman numeral of up to eight letters in one case, in canonical form; nil for anything else.
package func romanValue(_ text: String) -> Int? {
  guard !text.isEmpty, text.utf8.count <= 9 else { return nil }
  for byte in text.utf8 {
    switch byte | 0x20 {
    case 0x69, 0x76, 0x78, 0x6C, 0x63, 0x64, 0x6D: break
    default: return nil
    }
  }
  let scalars = text.unicodeScalars
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

/// A number above 0 as a roman numeral in capitals.
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
