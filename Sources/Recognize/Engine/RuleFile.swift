import Model

/// A rule file (`rules/es/dates.yaml`) as written: parts, rules, and what each rule needs, before anything is compiled.
///
///     type: date                     # what its mentions are; a rule may say otherwise
///     priority: 50                   # of overlapping matches the higher priority wins, then the longer
///     parts: { day: '(?<day>3[01]|[12]\d|0?[1-9])' }
///     rules:
///       day-month-year:
///         pattern: '{day} de {month} (?:de|del) {year}'
///         value: '{year}-{month}-{day}'
///         near: month                # tried only around words of this vocabulary …
///         reach: 3                   # … starting at most so many tokens before one
///         reads: numerals            # `{numeral}` stands for a number however it is written; its value is `{number}`
///         not-before: 'artículo '    # negative context: the text that ends where the match begins, five tokens of it (`context: 5`)
///
/// `{month}` is a vocabulary or part of the language (or of `any`), as a named group; `{month2}` the same with groups of their own; `{:month}`
/// without groups. A group `span` narrows the mention; `boundaries: free` lifts the demand that a match ends where words end.
struct RuleSource: Sendable {
  /// `dates/es/day-month-year`.
  var name: String
  var path: String
  var place: String
  var language: String
  var type: MentionType
  var pattern: String
  var value: [String: Template]
  var near: [String]
  var reach: Int
  /// How many tokens back `before` and `not-before` look.
  var context: Int
  var priority: Int
  var before: String?
  var notBefore: String?
  var after: String?
  var notAfter: String?
  var caseless: Bool
  var bounded: Bool
  var needs: [String]
  /// Tried only where no earlier rule has found anything.
  var fallback: Bool
  /// Sees each numeral as one sign (`reads: numerals`, ``NumeralMask``), and is tried at numerals by `near: numeral`.
  var readsNumerals: Bool
}

/// What a rule's author may write; anything else is a slip worth telling.
private let ruleKeys = [
  "pattern", "value", "near", "reach", "priority", "before", "not-before", "after", "not-after", "case", "boundaries", "type", "needs",
  "note", "context", "fallback", "reads",
]
private let fileKeys = [
  "type", "priority", "reach", "near", "case", "parts", "rules", "note", "not-before", "not-after", "boundaries", "reads",
]

/// The rules and parts of one file, in the file's order.
func readRules(_ file: DataFile) throws(DataFault) -> (rules: [RuleSource], parts: [(String, String)]) {
  let pieces = file.path.split(separator: "/")
  guard pieces.count >= 3, let last = pieces.last else { return ([], []) }
  let language = String(pieces[pieces.count - 2])
  let set = String(last.prefix { $0 != "." })
  for entry in file.tree.entries where !fileKeys.contains(entry.key) {
    throw DataFault(path: file.path, place: entry.key, message: "is not known here; known: \(fileKeys.joined(separator: ", "))")
  }
  var parts: [(String, String)] = []
  for entry in file.tree["parts"]?.entries ?? [] {
    guard let text = entry.value.text else { throw DataFault(path: file.path, place: "parts.\(entry.key)", message: "must be a pattern") }
    parts.append((entry.key, text))
  }
  var rules: [RuleSource] = []
  for entry in file.tree["rules"]?.entries ?? [] {
    rules.append(try readRule(entry, file: file, set: set, language: language))
  }
  return (rules, parts)
}

private func readRule(_ entry: DataTree.Entry, file: DataFile, set: String, language: String) throws(DataFault) -> RuleSource {
  let place = "rules.\(entry.key)"
  func fault(_ field: String, _ message: String) -> DataFault {
    DataFault(path: file.path, place: field.isEmpty ? place : "\(place).\(field)", message: message)
  }
  for field in entry.value.entries where !ruleKeys.contains(field.key) {
    throw fault(field.key, "is not known here; known: \(ruleKeys.joined(separator: ", "))")
  }
  func field(_ key: String) -> DataTree? { entry.value[key] ?? file.tree[key] }
  guard let pattern = entry.value["pattern"]?.text else { throw fault("pattern", "is missing") }
  guard let typeName = field("type")?.text else { throw fault("type", "is missing") }
  guard let type = MentionType(rawValue: typeName) else {
    throw fault("type", "`\(typeName)` is not known; known: \(MentionType.allCases.map(\.rawValue).joined(separator: ", "))")
  }
  func number(_ key: String, _ fallback: Int) throws(DataFault) -> Int {
    guard let text = field(key)?.text else { return fallback }
    guard let value = Int(text) else { throw fault(key, "must be a whole number") }
    return value
  }
  var value: [String: Template] = [:]
  switch entry.value["value"] {
  case .scalar(let text): value["value"] = try Template(text, file.path, "\(place).value")
  case .map(let entries): for e in entries { value[e.key] = try Template(e.value.text ?? "", file.path, "\(place).value.\(e.key)") }
  default: break
  }
  let near = field("near")?.texts ?? []
  guard !near.isEmpty else {
    throw fault("near", "is missing: say which words (a vocabulary, `digit`, `year`, `capital`, `=word`) the rule is tried around")
  }
  return RuleSource(
    name: "\(set)/\(language)/\(entry.key)", path: file.path, place: place, language: language, type: type, pattern: pattern, value: value,
    near: near, reach: max(0, try number("reach", 0)), context: max(1, try number("context", 5)),
    priority: try number("priority", 50), before: field("before")?.text,
    notBefore: field("not-before")?.text, after: field("after")?.text, notAfter: field("not-after")?.text,
    caseless: field("case")?.text != "exact", bounded: field("boundaries")?.text != "free", needs: entry.value["needs"]?.texts ?? [],
    fallback: entry.value["fallback"]?.text == "true", readsNumerals: field("reads")?.text == "numerals")
}

/// A value template: text with `{group}`, `{group|other}` (the first that took part), as `'{year}-{month}-{day}'`.
struct Template: Sendable, Equatable {
  enum Piece: Sendable, Equatable {
    case text(String)
    case field([Field])
  }
  private(set) var pieces: [Piece]
  /// An interval whose ends name one year.
  private(set) var sharesYear = false

  /// A name between the braces, taken apart once: `year.decade`, `day2`, `number*scale.million`.
  struct Field: Sendable, Equatable {
    let source: String
    /// Of its group: `day2`.
    let name: String
    /// Without the number at its end: `day`.
    let base: String
    /// Behind the first full stop: `decade`.
    let method: String?
    let factors: [Factor]

    /// What is multiplied: a group, and what is done to its number first.
    struct Factor: Sendable, Equatable {
      let name: String
      let method: String
    }

    init(_ source: String) {
      self.source = source
      if !source.utf8.contains(where: { $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "*") }) {
        name = source
        base = withoutNumber(source)
        method = nil
        factors = [Factor(name: source, method: "")]
        return
      }
      let parts = source.split(separator: ".", maxSplits: 1).map(String.init)
      name = parts.first ?? ""
      base = withoutNumber(name)
      method = parts.count > 1 ? parts[1] : nil
      factors = source.split(separator: "*").map { factor in
        let parts = factor.split(separator: ".").map(String.init)
        return Factor(name: parts.first ?? "", method: parts.count > 1 ? parts[parts.count - 1] : "")
      }
    }
  }

  init(_ source: String, _ path: String, _ place: String) throws(DataFault) {
    pieces = []
    var text = ""
    var field: String?
    for character in source {
      switch (character, field) {
      case ("{", nil):
        if !text.isEmpty { pieces.append(.text(text)) }
        text = ""
        field = ""
      case ("}", let name?):
        pieces.append(.field(name.split(separator: "|").map { Field(String($0)) }))
        field = nil
      case (_, let name?): field = name + String(character)
      default: text.append(character)
      }
    }
    if field != nil { throw DataFault(path: path, place: place, message: "a `{` is not closed") }
    if !text.isEmpty { pieces.append(.text(text)) }
    let years = pieces.compactMap { piece -> [Field]? in
      guard case .field(let names) = piece else { return nil }
      return names.first?.source.hasPrefix("year") == true || names.contains { $0.source == "context" } ? names : nil
    }
    sharesYear = years.count == 2 && years[0] == years[1]
  }

  var fields: [String] {
    pieces.flatMap { piece -> [String] in if case .field(let names) = piece { names.map(\.source) } else { [] } }
  }
}
