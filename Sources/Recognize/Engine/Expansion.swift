import Model

/// What a language offers to patterns: its vocabularies and parts, and those of `any`.
struct Words: Sendable {
  var vocabularies: [String: Vocabulary]
  var parts: [String: String]

  var known: [String] { (Array(vocabularies.keys) + Array(parts.keys)).sorted() }
}

/// A pattern with every `{name}` replaced: vocabularies by alternations, parts by their patterns, groups renamed by the reference's digits.
func expand(_ pattern: String, words: Words, path: String, place: String, depth: Int = 0) throws(DataFault) -> String {
  guard depth < 12 else { throw DataFault(path: path, place: place, message: "parts refer to each other without end") }
  var out: [UInt8] = []
  let bytes = Array(pattern.utf8)
  var at = 0
  while at < bytes.count {
    guard bytes[at] == UInt8(ascii: "{"), let reference = Reference(bytes, at) else {
      // An escaped brace or backslash is copied with what it escapes.
      if bytes[at] == UInt8(ascii: "\\"), at + 1 < bytes.count {
        out.append(bytes[at])
        at += 1
      }
      out.append(bytes[at])
      at += 1
      continue
    }
    at = reference.end
    if let vocabulary = words.vocabularies[reference.name] ?? words.vocabularies[reference.base] {
      let group = reference.captures ? "(?<\(reference.name)>" : "(?:"
      out += (group + vocabulary.pattern + ")").utf8
    } else if let part = words.parts[reference.name] {
      out +=
        ("(?:" + renameGroups(try expand(part, words: words, path: path, place: place, depth: depth + 1), reference.captures ? "" : nil)
        + ")").utf8
    } else if let part = words.parts[reference.base] {
      let inner = try expand(part, words: words, path: path, place: place, depth: depth + 1)
      out += ("(?:" + renameGroups(inner, reference.captures ? reference.digits : nil) + ")").utf8
    } else {
      throw DataFault(
        path: path, place: place, message: "`{\(reference.name)}` is not known; known: \(words.known.joined(separator: ", "))")
    }
  }
  return String(decoding: out, as: UTF8.self)
}

/// `{month}`, `{month2}`, `{:month}`; not `{2,3}`.
private struct Reference {
  var name: String
  var base: String
  var digits: String
  var captures: Bool
  var end: Int

  init?(_ bytes: [UInt8], _ open: Int) {
    var at = open + 1
    captures = true
    if at < bytes.count, bytes[at] == UInt8(ascii: ":") {
      captures = false
      at += 1
    }
    let start = at
    guard at < bytes.count, (0x61...0x7A).contains(bytes[at]) else { return nil }
    while at < bytes.count, (0x61...0x7A).contains(bytes[at]) || (0x30...0x39).contains(bytes[at]) || bytes[at] == 0x2D || bytes[at] == 0x5F
    { at += 1 }
    guard at < bytes.count, bytes[at] == UInt8(ascii: "}") else { return nil }
    name = String(decoding: bytes[start..<at], as: UTF8.self).replacing("-", "_")
    let stem = bytes[start..<at].reversed().drop { (0x30...0x39).contains($0) }
    base = String(decoding: stem.reversed(), as: UTF8.self).replacing("-", "_")
    digits = String(name.dropFirst(base.count))
    end = at + 1
  }
}

extension String {
  fileprivate func replacing(_ a: Character, _ b: Character) -> String { String(map { $0 == a ? b : $0 }) }
}

/// Group names with `suffix` added; with nil the groups lose their names. Look-behinds (`(?<=`, `(?<!`) are passed over.
private func renameGroups(_ pattern: String, _ suffix: String?) -> String {
  if suffix == "" { return pattern }
  let bytes = Array(pattern.utf8)
  var out: [UInt8] = []
  out.reserveCapacity(bytes.count + 64)
  var at = 0
  while at < bytes.count {
    let opens =
      bytes[at] == UInt8(ascii: "(") && at + 3 < bytes.count && bytes[at + 1] == UInt8(ascii: "?") && bytes[at + 2] == UInt8(ascii: "<")
    guard opens, bytes[at + 3] != UInt8(ascii: "="), bytes[at + 3] != UInt8(ascii: "!"),
      let close = bytes[at...].firstIndex(of: UInt8(ascii: ">"))
    else {
      out.append(bytes[at])
      at += 1
      continue
    }
    if let suffix {
      out += bytes[at..<close]
      out += suffix.utf8
      out.append(UInt8(ascii: ">"))
    } else {
      out += "(?:".utf8
    }
    at = close + 1
  }
  return String(decoding: out, as: UTF8.self)
}
