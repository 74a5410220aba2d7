import Layout
import Model
import Text

// Running text and programs that stand in columns by chance or by their numbers: questions of the verdict.

/// Lines of a program with their numbers before them: counted one by one in a look of their own, beside words of a fixed pitch.
///
///     7 for name in rows {
///     8   count += 1
///     9 }
func isProgram(_ grid: Grid, _ page: TablePage) -> Bool {
  guard grid.columns <= TextShapeRule.programColumns, grid.lines.count >= TextShapeRule.programLines else { return false }
  var counted = 0
  var last: Int?
  var number: WordLook?
  var words: [TableWord] = []
  for line in grid.lines {
    let all = line.fragments.flatMap { Array(page.fragments[$0].words) }
    guard let first = all.first, let value = page.integers[first] else { continue }
    if last == nil || value == (last ?? 0) + 1 { counted += 1 }
    last = value
    number = number ?? page.words[first].look
    words += all.dropFirst().map { page.words[$0] }
  }
  guard Double(counted) >= TextShapeRule.counted * Double(grid.lines.count), words.allSatisfy({ $0.look != number }) else { return false }
  // Words of few letters tell little of the pitch.
  let pitches = words.filter { $0.units >= TextShapeRule.pitchLetters }.map { $0.box.width / Double($0.units) }.sorted()
  guard pitches.count >= TextShapeRule.programLines else { return false }
  let pitch = pitches[pitches.count / 2]
  return Double(pitches.count { abs($0 - pitch) < TextShapeRule.samePitch * pitch }) >= TextShapeRule.fixed * Double(pitches.count)
}

/// Lines of a paragraph that is set to full measure with wide gaps, as typed text is: prose right above them, or below, goes on in them at their own step,
/// and most of them begin and end where it does.
func isJustifiedText(_ grid: Grid, _ page: TablePage) -> Bool {
  guard grid.lines.count >= 2, let first = grid.lines.first, let last = grid.lines.last else { return false }
  let step = (last.baseline - first.baseline) / Double(grid.lines.count - 1)
  let slack = TextShapeRule.edge * page.em
  return page.fragments.contains { prose in
    guard prose.isProse,
      abs(first.baseline - prose.baseline - step) < TextShapeRule.step * step
        || abs(prose.baseline - last.baseline - step) < TextShapeRule.step * step
    else { return false }
    let full = grid.lines.count { line in
      guard let left = line.fragments.first, let right = line.fragments.last else { return false }
      return abs(page.fragments[left].box.x0 - prose.box.x0) < slack && abs(page.fragments[right].box.x1 - prose.box.x1) < slack
    }
    return full * 2 >= grid.lines.count
  }
}

private enum TextShapeRule {
  /// Columns of a program at most: its numbers, its words, and what is said beside them.
  static let programColumns = setting("programColumns", 3)
  /// Lines of one, and words whose pitch is compared, at least. Base: shorter ones are as well lists of codes.
  static let programLines = setting("programLines", 4)
  /// The part of its lines that go on counting. Reason: long lines wrap, and blank ones may have no number.
  static let counted = setting("counted", 0.8)
  /// Letters from which a word tells its pitch.
  static let pitchLetters = setting("pitchLetters", 3)
  /// The part of the pitch by which words of a fixed one differ, at most.
  static let samePitch = setting("samePitch", 0.015)
  /// The part of its words that have it. Reason: accents and curved quotes count as two letters and three.
  static let fixed = setting("fixed", 0.5)
  /// Ems by which a line may miss the left and the right edge of the text.
  static let edge = setting("edge", 0.3)
  /// The part of the step by which steps of one paragraph differ.
  static let step = setting("step", 0.08)
}
