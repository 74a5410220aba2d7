import Model

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
  let pattern: String
  /// First tokens of all forms, as the lexicon's keys.
  let firsts: [UInt64]

  /// nil where the file is no vocabulary (other stages keep their words beside ours).
  init?(_ file: DataFile) throws(DataFault) {
    guard let name = file.tree["name"]?.text, let entries = file.tree["entries"] else { return nil }
    var forms: [(form: String, value: String)] = []
    switch entries {
    case .map(let entries):
      for entry in entries { for form in entry.value.texts { for f in Vocabulary.variants(form) { forms.append((f, entry.key)) } } }
    case .list(let items):
      for item in items { for form in item.texts { for f in Vocabulary.variants(form) { forms.append((f, f)) } } }
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
    let sorted = forms.map(\.form).sorted { ($0.unicodeScalars.count, $1) > ($1.unicodeScalars.count, $0) }
    pattern = sorted.map(Vocabulary.pattern(of:)).joined(separator: "|")
    firsts = forms.compactMap { TextUnit($0.form).tokens.first?.hash }
  }

  func value(of text: String) -> String? { values[Vocabulary.key(text)] }

  /// `peso(s)` → `peso`, `pesos`.
  private static func variants(_ form: String) -> [String] {
    guard let open = form.firstIndex(of: "("), let close = form.firstIndex(of: ")"), open < close else { return [form] }
    let head = form[..<open], inner = form[form.index(after: open)..<close], tail = form[form.index(after: close)...]
    return [String(head + tail), String(head + inner + tail)]
  }

  private static func key(_ form: String) -> String {
    var key = folded(form)
    while key.hasSuffix(".") { key.removeLast() }
    return key
  }

  private static func pattern(of form: String) -> String {
    var out = ""
    let scalars = Array(form.unicodeScalars)
    for (index, scalar) in scalars.enumerated() {
      switch fold(scalar.value) {
      case 0x2E: out += index == scalars.count - 1 ? "\\.?" : "\\."
      case 0x61 where scalar.value > 0x7F: out += "[aá]"
      case 0x65 where scalar.value > 0x7F: out += "[eé]"
      case 0x69 where scalar.value > 0x7F: out += "[ií]"
      case 0x6F where scalar.value > 0x7F: out += "[oó]"
      case 0x75 where scalar.value > 0x7F: out += "[uúü]"
      case 0x24, 0x28, 0x29, 0x2A, 0x2B, 0x3F, 0x5B, 0x5C, 0x5D, 0x5E, 0x7B, 0x7C, 0x7D: out += "\\\(scalar)"
      default: out.unicodeScalars.append(scalar)
      }
    }
    return out
  }
}

/// Which vocabularies a word can begin, as bits: what decides where a rule is tried at all.
struct Lexicon: Sendable {
  private var keys: [UInt64]
  private var bits: [UInt64]
  private let mask: Int

  init(_ words: [UInt64: UInt64]) {
    var size = 64
    while size < words.count * 3 { size *= 2 }
    keys = [UInt64](repeating: 0, count: size)
    bits = [UInt64](repeating: 0, count: size)
    mask = size - 1
    for (key, value) in words {
      var at = Int(truncatingIfNeeded: key ^ (key >> 32)) & mask
      while keys[at] != 0 && keys[at] != key { at = (at + 1) & mask }
      keys[at] = key
      bits[at] = value
    }
  }

  @inline(__always)
  func classes(_ key: UInt64) -> UInt64 {
    var at = Int(truncatingIfNeeded: key ^ (key >> 32)) & mask
    while keys[at] != 0 {
      if keys[at] == key { return bits[at] }
      at = (at + 1) & mask
    }
    return 0
  }
}
