import Model

/// A rule over tokens, ready: what is found, and what must or must not stand around it.
final class TokenRule: Sendable {
  /// `persons/es/titled`.
  let name: String
  let type: MentionType
  let priority: Int
  let find: TokenPattern
  let before: TokenPattern?
  let after: TokenPattern?
  let notBefore: TokenPattern?
  let notAfter: TokenPattern?
  /// Must not match where the find begins.
  let unless: TokenPattern?
  /// In texts set in capitals altogether, instead of the others.
  let shouted: Bool
  /// Whether what it finds tells of later short forms.
  let teaches: Bool

  init(
    name: String, type: MentionType, priority: Int, find: TokenPattern, before: TokenPattern? = nil, after: TokenPattern? = nil,
    notBefore: TokenPattern? = nil, notAfter: TokenPattern? = nil, unless: TokenPattern? = nil, shouted: Bool = false, teaches: Bool = true
  ) {
    self.name = name
    self.type = type
    self.priority = priority
    self.find = find
    self.before = before
    self.after = after
    self.notBefore = notBefore
    self.notAfter = notAfter
    self.unless = unless
    self.shouted = shouted
    self.teaches = teaches
  }
}

/// The rule files with `method: tokens`, compiled: a cascade of rules for each language (its own and those of `any`), the higher priority first,
/// then the order in which they stand.
///
///     method: tokens
///     type: person
///     tests: { given: capital givenName !common }      # of one token
///     parts: { surnames: 'particle* surname{1,2}' }    # of patterns
///     rules:
///       titled:
///         find: 'given+ surnames'
///         before: 'honorific "."?'     # also after, not-before, not-after, unless (at the find's own beginning)
///         priority: 60                 # 50 where nothing is said
///
/// Tests and parts of `any` serve all languages; rules in the folder `other` those that have none of their own. Syntax: ``TokenTest``, ``TokenPattern``.
struct TokenGrammar: Sendable {
  /// Set (`persons`) → language → its rules in order.
  private var cascades: [String: [String: Cascade]] = [:]

  /// The rules of a set for one language, by the texts and the reading that they serve.
  struct Cascade: Sendable {
    var all: [TokenRule] = []
    var shouted: [TokenRule] = []
    /// Those that tell of later short forms.
    var teaching: [TokenRule] = []
    var teachingShouted: [TokenRule] = []

    init(_ rules: [TokenRule] = []) {
      all = rules.filter { !$0.shouted }
      shouted = rules.filter(\.shouted)
      teaching = all.filter(\.teaches)
      teachingShouted = shouted.filter(\.teaches)
    }
  }

  /// - cues: ``NameLexicon/cues``
  init(files: [DataFile], cues: [String: UInt64]) throws(DataFault) {
    let own = files.filter { $0.path.hasPrefix("rules/") && !$0.path.hasSuffix(".cases.yaml") && $0.tree["method"]?.text == "tokens" }
      .sorted { $0.path < $1.path }
    var shared: [String: TokenPattern.Names] = [:]
    var rules: [String: [String: [TokenRule]]] = [:]
    // `any` comes first by its name: the others build on its tests.
    for file in own {
      let pieces = file.path.split(separator: "/")
      guard pieces.count == 3 else { throw DataFault(path: file.path, place: "", message: "is not rules/<language>/<set>.yaml") }
      let set = String(pieces[2].prefix { $0 != "." }), language = String(pieces[1])
      var names = shared[set] ?? TokenPattern.Names(cues: cues)
      try TokenGrammar.read(&names, file)
      if language == "any" { shared[set] = names }
      rules[set, default: [:]][language] = try TokenGrammar.rules(file, set: set, language: language, names)
    }
    let languages = Set(files.compactMap { TokenGrammar.language($0.path) })
    for (set, found) in rules {
      for language in languages {
        let all = (found[language] ?? []) + (language == TokenGrammar.other ? [] : found["any"] ?? [])
        let ranked = all.enumerated().sorted { ($1.element.priority, $0.offset) < ($0.element.priority, $1.offset) }
        cascades[set, default: [:]][language] = Cascade(ranked.map(\.element))
      }
    }
  }

  /// The folder of rules for texts in languages that have none of their own: alone, without those of `any`.
  private static let other = "other"

  /// The rules of a set for a passage.
  func cascade(_ set: String, for p: Passage) -> Cascade {
    p.foreign ? cascades[set]?[TokenGrammar.other] ?? Cascade() : cascades[set]?[p.language] ?? cascades[set]?["any"] ?? Cascade()
  }

  private static func language(_ path: String) -> String? {
    let pieces = path.split(separator: "/")
    return pieces.count == 3 && pieces[0] == "rules" ? String(pieces[1]) : nil
  }

  private static func read(_ names: inout TokenPattern.Names, _ file: DataFile) throws(DataFault) {
    for entry in file.tree["tests"]?.entries ?? [] {
      var unknown: String?
      let test = TokenTest(entry.value.text ?? "", known: names.tests, cues: names.cues, unknown: &unknown)
      if let unknown {
        throw DataFault(path: file.path, place: "tests.\(entry.key)", message: "knows no class, sign or test `\(unknown)`")
      }
      names.tests[entry.key] = test
    }
    for entry in file.tree["parts"]?.entries ?? [] { names.parts[entry.key] = entry.value.text ?? "" }
  }

  private static let keys = ["find", "before", "after", "not-before", "not-after", "unless", "priority", "shouted", "teaches", "note"]

  private static func rules(
    _ file: DataFile, set: String, language: String, _ names: TokenPattern.Names
  ) throws(DataFault) -> [TokenRule] {
    guard let type = file.tree["type"]?.text.flatMap({ MentionType(rawValue: $0) }) else {
      throw DataFault(path: file.path, place: "type", message: "is no type of mention")
    }
    var out: [TokenRule] = []
    for entry in file.tree["rules"]?.entries ?? [] {
      let place = "rules.\(entry.key)"
      for field in entry.value.entries where !keys.contains(field.key) {
        throw DataFault(path: file.path, place: place, message: "has no key `\(field.key)`; known: \(keys.joined(separator: ", "))")
      }
      func pattern(_ key: String, leftwards: Bool = false) throws(DataFault) -> TokenPattern? {
        guard let text = entry.value[key]?.text else { return nil }
        do throws(PatternFault) {
          return try TokenPattern(text, leftwards: leftwards, names: names)
        } catch {
          throw DataFault(path: file.path, place: "\(place).\(key)", message: error.message)
        }
      }
      guard let find = try pattern("find") else { throw DataFault(path: file.path, place: place, message: "needs `find`") }
      out.append(
        TokenRule(
          name: "\(set)/\(language)/\(entry.key)", type: type, priority: entry.value["priority"]?.text.flatMap { Int($0) } ?? 50,
          find: find,
          before: try pattern("before", leftwards: true), after: try pattern("after"),
          notBefore: try pattern("not-before", leftwards: true), notAfter: try pattern("not-after"), unless: try pattern("unless"),
          shouted: entry.value["shouted"]?.text == "yes", teaches: entry.value["teaches"]?.text != "no"))
    }
    return out
  }
}
