import Model
import Text

/// A match that may become a mention: where, of what type, by which rule, with which value. Offsets are bytes of its ``TextUnit``.
struct Candidate: Sendable {
  var type: MentionType
  var start: Int
  var end: Int
  /// `dates/es/day-month-year`.
  var rule: String
  /// Higher wins.
  var priority: Int
  /// Place of the rule among all, the last tie-breaker.
  var order: Int
  var value: MentionValue?
  /// What the document must still tell (`noun`, `year`): settled once all text is read, else the candidate is dropped.
  var needs: [String]
  /// What the value rests on, where it rests on little.
  var flags: [String] = []
  /// The two readings of a number whose style nobody knows.
  var open: (point: Decimal, comma: Decimal)?

  init(
    type: MentionType, start: Int, end: Int, rule: String, priority: Int = 50, order: Int = 0, value: MentionValue? = nil,
    needs: [String] = []
  ) {
    self.type = type
    self.start = start
    self.end = end
    self.rule = rule
    self.priority = priority
    self.order = order
    self.value = value
    self.needs = needs
  }
}

/// What became of a match, for `foja explain`.
struct Verdict: Sendable {
  var candidate: Candidate
  /// nil where it stands.
  var reason: String?
}
