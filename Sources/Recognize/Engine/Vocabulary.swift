internal import Synchronization
import Model
import Text

/// A list of words with values (`vocabularies/es/months.yaml`): the same list gives the alternation that a pattern matches and the value that a template prints.
///
///     name: month
///     entries:
///       '01': [enero, ene.]
///
/// Forms compare without case and accents; a full stop at a form's end may be missing in the text; a plural in brackets (`peso(s)`) may too.
struct Vocabulary: Sendable {
  let name: String
  /// Folded form → value.
  let values: [String: String]
  /// First tokens of all forms, as the lexicon's keys.
  let firsts: [UInt64]

  /// nil where the file is no vocabulary (other stages keep their words beside ours).
  init?(_ file: DataFile) throws(DataFault) {
    guard let name = file.tree["name"]?.text, let entries = file.tree["entries"] else { return nil }
    var forms: [(form: String, value: String)] = []
    switch entries {
    case .map(let entries):
      for entry in entries { for form in entry.value.texts { for f in withPlural(form) { forms.append((f, entry.key)) } } }
    case .list(let items):
      for item in items { for form in item.texts { for f in withPlural(form) { forms.append((f, f)) } } }
    case .scalar:
      throw DataFault(path: file.path, place: "entries", message: "must be a list of words or a map from values to words")
    }
    guard !forms.isEmpty else { throw DataFault(path: file.path, place: "entries", message: "has no words") }
    var values: [String: String] = [:]
    for (form, value) in forms {
      let key = Vocabulary.key(form)
      if let other = values[key], other != value {
        // In a plain list the words are their own values, and twice is once.
        if case .list = entries { continue }
        throw DataFault(path: file.path, place: "entries.\(value)", message: "`\(form)` stands under `\(other)` too")
      }
      values[key] = value
    }
    self.name = name
    self.values = values
    self.forms = Forms(forms.map(\.form))
    firsts = forms.compactMap { TextUnit($0.form).tokens.first?.hash }
  }

  private let forms: Forms

  /// The alternation of all forms.
  var pattern: String { forms.pattern }

  func value(of text: String) -> String? { values[Vocabulary.key(text)] }

  private static func key(_ form: String) -> String {
    var key: String = folded(form)
    while key.utf8.last == UInt8(ascii: "."), key.hasSuffix(".") { key.removeLast() }
    return key
  }

  /// A form as pieces of a pattern, one a scalar.
  fileprivate static func pieces(of form: String) -> [String] {
    let scalars = Array(form.unicodeScalars)
    return scalars.indices.map { index in
      let scalar = scalars[index]
      switch folded(scalar.value) {
      case 0x2E: return index == scalars.count - 1 ? "\\.?" : "\\."
      case 0x61 where scalar.value > 0x7F: return "[aáàâãä]"
      case 0x65 where scalar.value > 0x7F: return "[eéèêë]"
      case 0x69 where scalar.value > 0x7F: return "[iíìîï]"
      case 0x6F where scalar.value > 0x7F: return "[oóòôõö]"
      case 0x75 where scalar.value > 0x7F: return "[uúùûü]"
      case 0x24, 0x28, 0x29, 0x2A, 0x2B, 0x3F, 0x5B, 0x5C, 0x5D, 0x5E, 0x7B, 0x7C, 0x7D: return "\\\(scalar)"
      default: return String(scalar)
      }
    }
  }
}

/// A vocabulary's words and their alternation, made when a pattern first asks for it: most documents need a few of the lists.
private final class Forms: Sendable {
  private let forms: [String]
  private let made = Mutex<String?>(nil)

  init(_ forms: [String]) { self.forms = forms }

  var pattern: String {
    made.withLock { made in
      if let made { return made }
      let sorted = forms.map { (form: $0, length: $0.unicodeScalars.count) }
        .sorted { ($0.length, $1.form) > ($1.length, $0.form) }
      var trie = Trie()
      for form in sorted { trie.insert(Vocabulary.pieces(of: form.form)) }
      let pattern = trie.pattern
      made = pattern
      return pattern
    }
  }
}

/// Forms with common beginnings told apart letter by letter: a list of two hundred words costs a pattern no more than its first letters.
private struct Trie {
  private var children: [(piece: String, node: Trie)] = []
  private var ends = false

  mutating func insert(_ pieces: [String]) { insert(pieces[...]) }

  private mutating func insert(_ pieces: ArraySlice<String>) {
    guard let first = pieces.first else {
      ends = true
      return
    }
    if let index = children.firstIndex(where: { $0.piece == first }) {
      children[index].node.insert(pieces.dropFirst())
    } else {
      var node = Trie()
      node.insert(pieces.dropFirst())
      children.append((first, node))
    }
  }

  /// The longer form is tried before the shorter that begins it.
  var pattern: String {
    guard !children.isEmpty else { return "" }
    let branches = children.map { $0.piece + $0.node.pattern }
    if !ends { return branches.count == 1 ? branches[0] : "(?:" + branches.joined(separator: "|") + ")" }
    return "(?:" + branches.joined(separator: "|") + ")?"
  }
}

/// Which vocabularies a word can begin, as bits: what decides where a rule is tried at all.
struct Lexicon<Value: FixedWidthInteger & Sendable>: Sendable {
  private var keys: [UInt64]
  private var bits: [Value]
  private let mask: Int

  init(_ words: [UInt64: Value]) {
    var size = 64
    while size < words.count * 3 { size *= 2 }
    keys = [UInt64](repeating: 0, count: size)
    bits = [Value](repeating: 0, count: size)
    mask = size - 1
    for (key, value) in words {
      var at = Int(truncatingIfNeeded: key ^ (key >> 32)) & mask
      while keys[at] != 0 && keys[at] != key { at = (at + 1) & mask }
      keys[at] = key
      bits[at] = value
    }
  }

  @inline(__always)
  func classes(_ key: UInt64) -> Value {
    var at = Int(truncatingIfNeeded: key ^ (key >> 32)) & mask
    while keys[at] != 0 {
      if keys[at] == key { return bits[at] }
      at = (at + 1) & mask
    }
    return 0
  }
}
