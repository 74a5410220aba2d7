/// Paths as text that can be printed, kept in the catalogue and turned back into the bytes that the file system knows.
///
/// A name on Linux is any bytes but `/` and NUL. Bytes that are no UTF-8 stand as `\xHH` (`bad\xE9.pdf`); a backslash before an `x` stands as
/// `\x5C`, so that no two names have one text. Everything else stands as it is, decomposed letters and control characters too: texts are
/// compared by their bytes (``PathKey``), never as Swift compares strings.
package enum PathText {
  package static func text(_ bytes: some Collection<UInt8>) -> String {
    if !hasEscape(bytes), let text = String(validating: bytes, as: UTF8.self) { return text }
    var out: [UInt8] = []
    for piece in pieces(Array(bytes)) {
      switch piece {
      case .scalar(let scalar): out += String(scalar).utf8
      case .stray(let byte): out += escaped(byte)
      case .backslash: out += escaped(UInt8(ascii: "\\"))
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// What ``text(_:)`` was made of.
  package static func bytes(_ text: String) -> [UInt8] {
    let bytes = Array(text.utf8)
    guard hasEscape(bytes) else { return bytes }
    var out: [UInt8] = []
    var at = 0
    while at < bytes.count {
      if at + 3 < bytes.count, bytes[at] == UInt8(ascii: "\\"), bytes[at + 1] == UInt8(ascii: "x"), let high = digit(bytes[at + 2]),
        let low = digit(bytes[at + 3])
      {
        out.append(high << 4 | low)
        at += 4
      } else {
        out.append(bytes[at])
        at += 1
      }
    }
    return out
  }

  enum Piece {
    case scalar(Unicode.Scalar)
    /// A byte that belongs to no scalar.
    case stray(UInt8)
    /// One that would be taken for the beginning of an escape.
    case backslash
  }

  /// Bytes as scalars where they are any.
  static func pieces(_ bytes: [UInt8]) -> [Piece] {
    var out: [Piece] = []
    var at = 0
    while at < bytes.count {
      let length = bytes[at] < 0x80 ? 1 : bytes[at] >= 0xF0 ? 4 : bytes[at] >= 0xE0 ? 3 : 2
      if length == 1 {
        let opens = bytes[at] == UInt8(ascii: "\\") && at + 1 < bytes.count && bytes[at + 1] == UInt8(ascii: "x")
        out.append(opens ? .backslash : .scalar(Unicode.Scalar(bytes[at])))
        at += 1
      } else if at + length <= bytes.count, let text = String(validating: bytes[at..<at + length], as: UTF8.self),
        let scalar = text.unicodeScalars.first, text.unicodeScalars.count == 1
      {
        out.append(.scalar(scalar))
        at += length
      } else {
        out.append(.stray(bytes[at]))
        at += 1
      }
    }
    return out
  }

  private static func hasEscape(_ bytes: some Collection<UInt8>) -> Bool {
    var last: UInt8 = 0
    for byte in bytes {
      if last == UInt8(ascii: "\\"), byte == UInt8(ascii: "x") { return true }
      last = byte
    }
    return false
  }

  private static func escaped(_ byte: UInt8) -> [UInt8] { Array("\\x".utf8) + hexadecimal(byte) }

  private static func digit(_ byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x46: byte - 0x41 + 10
    default: nil
    }
  }
}

/// Two upper-case hexadecimal digits.
func hexadecimal(_ byte: UInt8) -> [UInt8] {
  let digits = Array("0123456789ABCDEF".utf8)
  return [digits[Int(byte >> 4)], digits[Int(byte & 15)]]
}

/// A path as a key: by its bytes. Swift takes `é` and `e` with an accent after it for the same text; a file system does not.
package struct PathKey: Hashable, Comparable, Sendable {
  package let text: String

  package init(_ text: String) { self.text = text }

  package static func == (a: PathKey, b: PathKey) -> Bool { a.text.utf8.elementsEqual(b.text.utf8) }

  package func hash(into hasher: inout Hasher) {
    for byte in text.utf8 { hasher.combine(byte) }
  }

  package static func < (a: PathKey, b: PathKey) -> Bool { a.text.utf8.lexicographicallyPrecedes(b.text.utf8) }
}
