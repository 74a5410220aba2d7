import Model

/// Something found in a passage, before it is a mention: tokens, what it is, and by which rule.
struct Find {
  var type: MentionType
  /// Tokens of the passage.
  var range: Range<Int>
  /// Offsets in scalars; usually those of the tokens.
  var start: Int32
  var end: Int32
  /// Rule set and rule (`organizations/head-chain`); the language goes between when it becomes a mention.
  var rule: RuleName
  /// Set where the finder knows it; of organisations ``Entities`` sets it.
  var value: MentionValue?
  /// Entry of ``Institutions`` where the gazetteer knows the body.
  var entry: Int?
  /// Only a head, or a head with adjectives: stands for a fuller name.
  var short = false
  /// Head that a list shares (`OAR` of `OAR Santa Cruz, Colima`): goes before the printed name in the id.
  var sharedHead: String?

  init(_ type: MentionType, _ p: Passage, _ range: Range<Int>, _ rule: RuleName, value: MentionValue? = nil, entry: Int? = nil) {
    self.type = type
    self.range = range
    start = p.tokens[range.lowerBound].start
    end = p.tokens[range.upperBound - 1].end
    self.rule = rule
    self.value = value
    self.entry = entry
  }

  func overlaps(_ other: Find) -> Bool { start < other.end && other.start < end }
}

/// Set and rule, as in `Pipelines/rules/<language>/<set>.yaml`.
struct RuleName {
  var set: StaticString
  var rule: StaticString

  init(_ set: StaticString, _ rule: StaticString) {
    self.set = set
    self.rule = rule
  }

  /// The whole name where the rule is data (``TokenRule``).
  var whole: String?

  init(_ token: TokenRule) {
    set = "tokens"
    rule = "rule"
    whole = token.name
  }

  func text(language: String) -> String { whole ?? "\(set)/\(language)/\(rule)" }
}

/// Which tokens of a passage belong to a find already.
struct Cover {
  private var taken: [Bool]

  init(count: Int) { taken = [Bool](repeating: false, count: count) }

  func isFree(_ range: Range<Int>) -> Bool {
    for i in range where i < taken.count && taken[i] { return false }
    return true
  }

  func isFree(_ i: Int) -> Bool { i >= taken.count || !taken[i] }

  mutating func take(_ range: Range<Int>) {
    for i in range where i < taken.count { taken[i] = true }
  }
}
