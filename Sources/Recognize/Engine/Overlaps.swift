import Model

/// Which of overlapping candidates stand. Total order: priority, then length, then the earlier start, then the rule's place; a candidate stands
/// where it meets none that stands before it, or is nested in (or around) one as the nesting table allows.
struct Nesting: Sendable {
  /// Outer type → types that may stand inside.
  var inside: [MentionType: Set<MentionType>] = [.event: [.organization, .date], .work: [.date], .law: [.date]]

  func allows(_ a: Candidate, with b: Candidate) -> Bool {
    if a.start <= b.start && b.end <= a.end && inside[a.type]?.contains(b.type) == true { return true }
    return b.start <= a.start && a.end <= b.end && inside[b.type]?.contains(a.type) == true
  }
}

/// The ones that stand, in text order; `losers` is told about the others. `length` is the text's, in bytes.
///
/// Each byte remembers who stands on it, and each who stands what it is nested in, so that a candidate meets only those at its own place.
func resolveOverlaps(
  _ candidates: [Candidate], length: Int, nesting: Nesting, losers: (Candidate, Candidate) -> Void = { _, _ in }
) -> [Candidate] {
  guard candidates.count > 1 else { return candidates }
  let ranked = candidates.sorted { stronger($0, $1) }
  var kept: [Candidate] = []
  var around: [Int] = []
  var owner = [Int32](repeating: -1, count: length)
  for candidate in ranked {
    let place = max(0, candidate.start)..<max(max(0, candidate.start), min(candidate.end, length))
    var winner: Int?
    var outer = -1
    var last: Int32 = -1
    for byte in place where owner[byte] != last {
      last = owner[byte]
      var here = Int(last)
      while here >= 0, winner == nil {
        if nesting.allows(kept[here], with: candidate) { outer = max(outer, here) } else { winner = here }
        here = around[here]
      }
      if winner != nil { break }
    }
    if let winner {
      losers(candidate, kept[winner])
      continue
    }
    for byte in place { owner[byte] = Int32(kept.count) }
    kept.append(candidate)
    around.append(outer)
  }
  return kept.sorted { ($0.start, -$0.end, $0.order) < ($1.start, -$1.end, $1.order) }
}

private func stronger(_ a: Candidate, _ b: Candidate) -> Bool {
  if a.priority != b.priority { return a.priority > b.priority }
  if a.end - a.start != b.end - b.start { return a.end - a.start > b.end - b.start }
  if a.start != b.start { return a.start < b.start }
  if a.order != b.order { return a.order < b.order }
  return a.rule < b.rule
}
