import CSystem
import Foundation

/// Where a document's files go, below `documents/`: a function of the document's path alone, and of no two paths the same.
///
///     2023/report.pdf          2023/report.pdf
///     v1.0/report.pdf          v1.0%2F/report.pdf          (no document's folder is ever within another's)
///     new⏎line.pdf             new%0Aline.pdf
///     café.pdf, decomposed     cafe%CC%81.pdf
///
/// The folders of the path stand as folders. Escaped, byte by byte as in a URL, are the per cent sign, control characters and marks of
/// direction, bytes that are no UTF-8, and of a decomposed name the marks: names are therefore always composed (NFC), and
/// may stand in JSON. A folder whose name has a dot, as documents' names have, ends in `%2F`, an escaped slash.
/// What is longer than a file system takes ends in `%~` and a hash of the whole.
package func documentFolder(_ path: String) -> String {
  let bytes = PathText.bytes(path)
  let names = bytes.split(separator: UInt8(ascii: "/")).map(Array.init)
  let escaped = names.enumerated().map { FolderName.escape($1, isFolder: $0 < names.count - 1) }
  let whole = escaped.joined(separator: "/")
  if whole.utf8.count <= FolderName.longestPath { return whole }
  return "%~\(FolderName.hash(bytes))/\(escaped.last ?? "")"
}

/// The path that a folder below `documents/` was made for; nil where it was shortened to a hash.
package func documentPath(ofFolder folder: String) -> String? {
  guard !folder.contains("%~") else { return nil }
  var out: [UInt8] = []
  for name in folder.split(separator: "/") {
    if !out.isEmpty { out.append(UInt8(ascii: "/")) }
    out += FolderName.unescape(name.hasSuffix("%2F") ? name.dropLast(3) : name)
  }
  return PathText.text(out)
}

enum FolderName {
  /// Bytes of a name that Linux file systems take.
  static let longestName = 255
  /// Bytes of a path that leave room for the folder of outputs (PATH_MAX is 4096).
  static let longestPath = 1800

  static func escape(_ name: [UInt8], isFolder: Bool) -> String {
    let pieces = PathText.pieces(name)
    let composed = isComposed(name)
    var out = write(pieces) { isUnsafe($0) || !composed && isMark($0) }
    // Letters that compose without being marks: Hangul.
    if !isComposed(Array(out.utf8)) { out = write(pieces) { isUnsafe($0) || !$0.isASCII } }
    if isFolder, name.contains(UInt8(ascii: ".")) { out += "%2F" }
    return out.utf8.count <= longestName ? out : shortened(out, of: name)
  }

  static func unescape(_ name: Substring) -> [UInt8] {
    var out: [UInt8] = []
    var rest = Substring(name).utf8[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "%"), let value = UInt8(String(decoding: rest.prefix(2), as: UTF8.self), radix: 16) {
        out.append(value)
        rest = rest.dropFirst(2)
      } else {
        out.append(byte)
      }
    }
    return out
  }

  /// 32 hexadecimal digits.
  static func hash(_ bytes: [UInt8]) -> String { String(sha256(of: bytes).prefix(32)) }

  private static func write(_ pieces: [PathText.Piece], escaping: (Unicode.Scalar) -> Bool) -> String {
    var out: [UInt8] = []
    func escape(_ byte: UInt8) {
      out.append(UInt8(ascii: "%"))
      out += hexadecimal(byte)
    }
    for piece in pieces {
      switch piece {
      case .stray(let byte): escape(byte)
      case .backslash: out.append(UInt8(ascii: "\\"))
      case .scalar(let scalar) where escaping(scalar): String(scalar).utf8.forEach(escape)
      case .scalar(let scalar): out += String(scalar).utf8
      }
    }
    return String(decoding: out, as: UTF8.self)
  }

  /// What would spoil a listing, or break the escapes.
  private static func isUnsafe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x25, 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF: true
    default: false
    }
  }

  private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
    !scalar.isASCII && (scalar.properties.canonicalCombiningClass != .notReordered || !isComposed(Array(String(scalar).utf8)))
  }

  private static func isComposed(_ bytes: [UInt8]) -> Bool {
    guard bytes.contains(where: { $0 >= 0x80 }), let text = String(validating: bytes, as: UTF8.self) else { return true }
    return text.precomposedStringWithCanonicalMapping.utf8.elementsEqual(bytes)
  }

  /// Cut where no scalar and no escape is in the middle.
  private static func shortened(_ escaped: String, of name: [UInt8]) -> String {
    let end = "%~" + hash(name)
    var kept = Substring(escaped)
    while kept.utf8.count > longestName - end.utf8.count { kept = Substring(kept.unicodeScalars.dropLast()) }
    if let sign = kept.lastIndex(of: "%"), kept[sign...].count < 3 { kept = kept[..<sign] }
    return kept + end
  }
}

/// SHA-256 as 64 lower-case hexadecimal digits.
package func sha256(of bytes: [UInt8]) -> String {
  withUnsafeTemporaryAllocation(of: CChar.self, capacity: 65) { digits in
    bytes.withUnsafeBytes { foja_sha256($0.baseAddress, $0.count, false, digits.baseAddress) }
    return digits.baseAddress.map { String(cString: $0) } ?? ""
  }
}
