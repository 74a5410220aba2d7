/// Tries rules over tokens on one passage. `signs` holds one number a token (``TokenSigns``).
struct TokenMatching {
  let passage: Passage
  var signs: [UInt32]
  /// Steps left of one attempt.
  private var budget = 0

  init(_ passage: Passage, signs: [UInt32]) {
    self.passage = passage
    self.signs = signs
  }

  /// The end of what a rule finds at token `i`; nil where it does not hold there.
  mutating func end(of rule: TokenRule, at i: Int) -> Int? {
    budget = stepsPerAttempt
    // What is found is asked for first: it fails at its first token nearly always.
    guard let end = run(rule.find, 0, i, rule) else { return nil }
    if let before = rule.before, run(before, 0, i - 1, nil) == nil { return nil }
    if let notBefore = rule.notBefore, run(notBefore, 0, i - 1, nil) != nil { return nil }
    if let unless = rule.unless, run(unless, 0, i, nil) != nil { return nil }
    return end
  }

  /// Where the pattern, from a step on, ends (exclusive in its direction). With `rule` it is what is found: of free tokens, and what follows must fit.
  private mutating func run(_ pattern: TokenPattern, _ from: Int, _ place: Int, _ rule: TokenRule?) -> Int? {
    var step = from
    var at = place
    while true {
      budget -= 1
      if budget < 0 { return nil }
      let current = pattern.steps[step]
      switch current.kind {
      case .test:
        guard at >= 0, at < signs.count, rule == nil || signs[at] & TokenSigns.free != 0 else { return nil }
        for clause in Int(current.a)..<Int(current.b) where !pattern.clauses[clause].holds(passage.tokens[at], signs[at]) { return nil }
        at += pattern.leftwards ? -1 : 1
        step += 1
      case .split:
        if let end = run(pattern, Int(current.a), at, rule) { return end }
        step = Int(current.b)
      case .jump: step = Int(current.a)
      case .first:
        guard at < 0 || !pattern.leftwards && at == 0 else { return nil }
        step += 1
      case .last:
        guard at >= signs.count else { return nil }
        step += 1
      case .accept:
        guard let rule else { return at }
        if let after = rule.after, run(after, 0, at, nil) == nil { return nil }
        if let notAfter = rule.notAfter, run(notAfter, 0, at, nil) != nil { return nil }
        return at
      }
    }
  }
}

/// A pattern of a dozen tests takes some forty steps on a name; what takes this many goes back and forth without end.
private let stepsPerAttempt = 2_000
