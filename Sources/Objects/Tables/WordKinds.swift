import Text

// What a word of a table is, by its letters alone.

func wordKind(_ text: String, missing: MissingWords = []) -> WordKind {
  if let plain = text.utf8.withContiguousStorageIfAvailable(isPlainWord), plain {
    return text.utf8.count <= 10 && missing.contains(text) ? .missing : .text
  }
  var digits = 0
  var letters = 0
  var dots = 0
  var dashes = 0
  var count = 0
  var others = 0
  // Signs of currencies, and letters before the first of them (`R$`, `US$`).
  var currencies = 0
  var prefix = 0
  for scalar in text.unicodeScalars {
    count += 1
    switch scalar.value {
    case 0x30...0x39: digits += 1
    case 0x2E, 0x2026, 0x00B7, 0x2024: dots += 1
    case 0x5F: dashes += 1
    case let value where isDash(value): dashes += 1
    case 0x2022, 0x25AA, 0x25CF, 0x25E6, 0x25A0, 0x2023, 0xF0B7, 0xF0A7, 0x27A2:
      return count == 1 && text.unicodeScalars.count == 1 ? .bullet : .text
    case 0x41...0x5A, 0x61...0x7A, 0xC0...0x24F, 0x370...0x1FFF: letters += 1
    default:
      others += 1
      if isCurrency(scalar.value) {
        if currencies == 0 { prefix = letters }
        currencies += 1
      }
    }
  }
  if currencies == 1, letters > 0, letters <= 3, letters == prefix { return digits > 0 ? .number : letters + 1 == count ? .sign : .text }
  if digits > 0 {
    // `12a`, `3r`, `2001p`: a number with its mark; `H1N1`, `A4`: a word.
    return letters == 0 || (letters <= 1 && digits >= 2 && text.unicodeScalars.first.map { $0.value < 0x41 } == true) ? .number : .text
  }
  if letters == 0 {
    if dots >= 3 && dots == count { return .leader }
    if count == 1, text == ":" { return .missing }
    // `+`, `++` and ticks are what a cell says: found, present, done.
    if count <= 4, text.unicodeScalars.allSatisfy({ isTick($0.value) }) { return .missing }
    if dots == 2 && count == 2 { return .missing }
    if dots > 0 && dots == count { return count == 1 ? .leader : .missing }
    if dashes == count { return .missing }
    return .sign
  }
  if count <= 10, missing.contains(text) { return .missing }
  return .text
}

/// Signs of currencies.
func isCurrency(_ scalar: UInt32) -> Bool { scalar == 0x24 || (scalar >= 0xA2 && scalar <= 0xA5) || (scalar >= 0x20A0 && scalar <= 0x20CF) }

/// Hyphens, dashes and the sign for minus.
func isDash(_ scalar: UInt32) -> Bool { scalar == 0x2D || (0x2010...0x2015).contains(scalar) || scalar == 0x2212 }

private func isTick(_ scalar: UInt32) -> Bool { [0x2B, 0x2713, 0x2714, 0x2717, 0x2718, 0x221A].contains(scalar) }

/// ASCII letters, the last perhaps a comma or point.
private func isPlainWord(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
  guard let first = bytes.first, first | 0x20 >= 0x61, first | 0x20 <= 0x7A else { return false }
  for byte in bytes.dropLast() where byte | 0x20 < 0x61 || byte | 0x20 > 0x7A { return false }
  let last = bytes[bytes.count - 1]
  return last == 0x2C || last == 0x2E || (last | 0x20 >= 0x61 && last | 0x20 <= 0x7A)
}

/// One or two digits, or letters of a small number, closed by a point or bracket.
func isEnumerator(_ text: String) -> Bool {
  let bytes = text.utf8
  guard bytes.count >= 2, bytes.count <= 5, let last = bytes.last, last == 0x2E || last == 0x29 else { return false }
  let body = bytes.dropLast()
  if body.count <= 2, body.allSatisfy({ $0 >= 0x30 && $0 <= 0x39 }) { return true }
  if body.count == 1, let only = body.first, only | 0x20 >= 0x61, only | 0x20 <= 0x7A { return true }
  return body.allSatisfy { $0 == 0x69 || $0 == 0x76 || $0 == 0x78 }
}

/// A number of one or two digits, or a letter, and a slash.
func isNoteMark(_ text: String) -> Bool {
  let bytes = text.utf8
  guard bytes.count >= 2, bytes.count <= 3, bytes.last == 0x2F else { return false }
  let body = bytes.dropLast()
  return body.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } || (body.count == 1 && body.allSatisfy { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A })
}

/// Whether a word ends in a hyphen (or soft hyphen) after a small letter.
func breaksOff(_ text: String) -> Bool {
  guard let last = text.unicodeScalars.last, last.value == 0x2D || last.value == 0xAD || last.value == 0x2010 else { return false }
  return text.unicodeScalars.dropLast().last.map(isLower) ?? false
}

/// Two points and more between digits, in groups that are no thousands.
func isDotted(_ text: String) -> Bool {
  var points = 0
  var group = 0
  var short = false
  for byte in text.utf8 {
    if byte == 0x2E {
      points += 1
      if group != 3 { short = true }
      group = 0
    } else if byte >= 0x30, byte <= 0x39 {
      group += 1
    } else {
      return false
    }
  }
  return points >= 2 && (short || group != 3)
}

func isGroup(_ text: String) -> Bool {
  var digits = 0
  for byte in text.utf8 {
    if byte >= 0x30 && byte <= 0x39 { digits += 1 } else { break }
  }
  return digits == 3
}
