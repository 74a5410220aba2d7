import Model
import Text

/// Tries a language's rules on one unit: each rule only around the tokens that can trigger it.
struct Matching: ~Copyable {
  let rules: LanguageRules
  let evidence: Evidence
  let scratch = MatchScratch()
  /// Rules that hit a match limit or are broken, by name.
  var limited: [String] = []
  /// For `foja explain`: matches whose value does not hold, with the reason.
  var rejected: [Verdict] = []
  var tracing = false
  /// The rules that this task has needed so far.
  private var compiled: [CompiledRule?]
  /// Bytes of the unit at hand on which something was found before its first last resort was tried.
  private var covered: [Bool] = []

  init(rules: LanguageRules, evidence: Evidence) {
    self.rules = rules
    self.evidence = evidence
    compiled = [CompiledRule?](repeating: nil, count: rules.rules.count)
  }

  mutating func candidates(_ unit: TextUnit) -> [Candidate] {
    var hits: [(token: Int, bits: TokenBits)] = []
    var present: TokenBits = 0
    for (index, token) in unit.tokens.enumerated() {
      let bits = rules.classes(of: token, in: unit)
      if bits != 0 {
        hits.append((index, bits))
        present |= bits
      }
    }
    if !unit.numerals.isEmpty {
      present |= LanguageRules.numeral
      let own = unit.numerals.map { (token: $0.tokens.lowerBound, bits: LanguageRules.numeral) }
      hits.append(contentsOf: own)
      hits.sort { $0.token < $1.token }
    }
    guard present != 0 else { return [] }
    var found: [Candidate] = []
    covered = []
    unit.bytes.withUnsafeBufferPointer { bytes in
      unit.masked.withUnsafeBufferPointer { masked in
        for index in rules.triggers.indices where rules.triggers[index] & present != 0 {
          if !rules.rules[index].source.readsNumerals {
            attempt(index, hits, unit, bytes, &found)
          } else if !masked.isEmpty {
            attempt(index, hits, unit, masked, &found)
          }
        }
      }
    }
    return found
  }

  private mutating func cover(_ found: [Candidate], _ length: Int) {
    covered = [Bool](repeating: false, count: length)
    for candidate in found { for byte in candidate.start..<candidate.end { covered[byte] = true } }
  }

  private mutating func attempt(
    _ index: Int, _ hits: [(token: Int, bits: TokenBits)], _ unit: TextUnit, _ bytes: UnsafeBufferPointer<UInt8>, _ found: inout [Candidate]
  ) {
    var next = 0
    let rule = rules.rules[index]
    let trigger = rules.triggers[index]
    var compiled = self.compiled[index]
    for hit in hits where hit.bits & trigger != 0 {
      let latest = Int(unit.tokens[hit.token].start)
      if rule.source.fallback {
        if covered.isEmpty { cover(found, unit.bytes.count) }
        if covered[latest] { continue }
      }
      var from = max(next, Int(unit.tokens[max(0, hit.token - rule.source.reach)].start))
      while from <= latest {
        if compiled == nil {
          compiled = rule.ready()
          self.compiled[index] = compiled
        }
        guard let ready = compiled else {
          limited.append(rule.source.name)
          return
        }
        switch ready.main.match(bytes, from: from, latest: latest, scratch: scratch) {
        case .limit:
          limited.append(rule.source.name)
          return
        case .none: from = latest + 1
        case .match:
          guard let whole = scratch.range(0) else { return }
          if let candidate = candidate(rule, ready, unit, bytes, whole) { found.append(candidate) }
          // Empty matches cannot be: a pattern holds at least its trigger; still, move on.
          from = max(whole.end, whole.start + 1)
          let token = unit.token(from: from)
          from = token < unit.tokens.count ? Int(unit.tokens[token].start) : bytes.count + 1
        }
      }
      next = max(next, from)
    }
  }

  private mutating func candidate(
    _ rule: Rule, _ ready: CompiledRule, _ unit: TextUnit, _ bytes: UnsafeBufferPointer<UInt8>, _ whole: (start: Int, end: Int)
  ) -> Candidate? {
    var range = whole
    for group in ready.span { if let inner = scratch.range(group) { range = inner; break } }
    guard range.end > range.start else { return nil }
    var candidate = Candidate(
      type: rule.source.type, start: range.start, end: range.end, rule: rule.source.name, priority: rule.source.priority, order: rule.order,
      value: nil, needs: rule.source.needs)
    var reason: String?
    if let context = ready.notBefore, precedes(context, rule.source.context, bytes, unit, whole.start) {
      reason = "what stands before it excludes it"
    } else if let context = ready.before, !precedes(context, rule.source.context, bytes, unit, whole.start) {
      reason = "what must stand before it does not"
    } else {
      switch Values(rule: ready, unit: unit, evidence: evidence, words: rules.words, whole: whole).value(rule.source, scratch) {
      case .success(let value):
        candidate.value = value.value
        candidate.flags = value.flags
        candidate.open = value.open
      case .failure(let fault): reason = fault.reason
      }
    }
    guard let reason else { return candidate }
    if tracing { rejected.append(Verdict(candidate: candidate, reason: reason)) }
    return nil
  }

  /// Whether a context pattern matches the text that ends at `end`, begun at most `reach` tokens back.
  private func precedes(_ context: Regex, _ reach: Int, _ bytes: UnsafeBufferPointer<UInt8>, _ unit: TextUnit, _ end: Int) -> Bool {
    let first = max(0, unit.token(from: end) - reach)
    let from = first < unit.tokens.count ? min(end, Int(unit.tokens[first].start)) : end
    return context.match(UnsafeBufferPointer(rebasing: bytes[..<end]), from: from, latest: end, scratch: scratch, aside: true) == .match
  }
}
