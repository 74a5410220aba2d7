import Layout
import Text

/// Headings by the habit of their look: where every line of a look stands alone right before running text, all are headings, though none alone weighs enough.
///
/// `Antecedentes.` in the text's own size, in italics or capitals and with a full stop, is told from a short paragraph by its sisters. Takes the candidates that
/// weigh enough and those that nearly do; gives those of looks with several members of which all weigh nearly enough, nearly all lead running
/// text, none stands next to a sister, and which the text itself does not have.
func lookHabits(
  _ taken: [HeadingCandidate], nearly: [HeadingCandidate], chunks: [Chunk], looks: [LookKey: LookFacts], body: Look, threshold: Double
) -> [HeadingCandidate] {
  let near = nearly.filter { $0.weight >= threshold - LookHabitRule.lacks && isApart(chunks[$0.chunk], from: body) }
  guard !near.isEmpty else { return [] }
  var members: [LookKey: Int] = [:]
  for candidate in taken + near { members[LookKey(chunks[candidate.chunk]), default: 0] += 1 }
  return near.filter { candidate in
    let key = LookKey(chunks[candidate.chunk])
    guard let look = looks[key], look.count >= LookHabitRule.members, Double(members[key] ?? 0) == look.count else { return false }
    return look.standing == look.count && look.nextDoor == 0 && look.leading >= LookHabitRule.leading * look.count
  }
}

/// Set so that an eye sees it without the white around: in other type, in capitals, in colour.
private func isApart(_ chunk: Chunk, from body: Look) -> Bool {
  chunk.look.bold && !body.bold || chunk.look.italic && !body.italic || chunk.caps || differs(chunk.look.colour, body.colour)
    || chunk.look.font != body.font
}

private enum LookHabitRule {
  /// Lines of one look that make a habit.
  static let members = setting("members", 3.0)
  /// The part of them that running text follows: a heading may stand over a table or another heading.
  static let leading = setting("leading", 0.75)
  /// What a line may lack to the weight of a heading (logarithm of the odds): what slant alone lacks to bold type.
  static let lacks = setting("lacks", 0.75)
}
