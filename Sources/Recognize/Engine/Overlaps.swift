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

/// The ones that stand, in text order; `losers` is told about the others.
func resolveOverlaps(_ candidates: [Candidate], nesting: Nesting, losers: (Candidate, Candidate) -> Void = { _, _ in }) -> [Candidate] {
  guard candidates.count > 1 else { return candidates }
  let ranked = candidates.sorted { stronger($0, $1) }
  var kept: [Candidate] = []
  for candidate in ranked {
    // Few mentions stand in one block; a plain search is the fast one.
    if let winner = kept.first(where: { $0.start < candidate.end && candidate.start < $0.end && !nesting.allows($0, with: candidate) }) {
      losers(candidate, winner)
    } else {
      kept.append(candidate)
    }
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
