import Layout
import Model
import Text

/// Where rows begin by leading and by the first column, where no numbers tell.

/// Steps between lines that part rows. `least` is the least step in question, from baseline to baseline; sizes are heights of the table's lines.
private enum TextRowRule {
  /// So many times the least step that the widest is, at least, where steps part rows. Base: a wrapped line at 1, a row at 1.3 to 2.
  static let wider = setting("wider", 1.3)
  /// … and so many points.
  static let widerSlack = setting("widerSlack", 2.0)
  /// So many times the least step, up to which lines are of one row.
  static let within = setting("within", 1.15)
  /// So many times the least step that parts rows …
  static let parts = setting("parts", 1.22)
  /// … and so many points.
  static let partsSlack = setting("partsSlack", 1.2)
  /// Leadings up to which lines of one row each follow one another.
  static let nextLine = setting("nextLine", 1.3)
  /// Sizes from line to line, at least: closer is one line.
  static let leastStep = setting("leastStep", 0.75)
  /// So many times the least step, up to which lines are tied together …
  static let tied = setting("tied", 1.16)
  /// … and so many points.
  static let tiedSlack = setting("tiedSlack", 0.8)
  /// So many times the least step that the widest is, at least, where lines are tied: else distances scatter.
  static let loosest = setting("loosest", 1.2)
  /// Least steps below which lines are printed beside each other.
  static let sameLine = setting("sameLine", 0.7)
}

/// Rows of a table of words: at wider leading; else where the first column is filled, if it is not always; else every line.
func textStarts(_ starts: inout [Bool], _ lines: [Int], _ facts: [LineFacts], _ grid: Grid) {
  guard lines.count > 1 else { return }
  var steps: [Double] = []
  for index in lines.indices.dropFirst() { steps.append(grid.lines[lines[index]].baseline - grid.lines[lines[index - 1]].baseline) }
  let sorted = steps.sorted()
  let least = sorted[sorted.count / 5]
  let most = sorted[sorted.count - 1]
  if most > TextRowRule.wider * least, most > least + TextRowRule.widerSlack, sorted.contains(where: { $0 <= TextRowRule.within * least }) {
    for index in lines.indices.dropFirst() {
      starts[index] = steps[index - 1] > TextRowRule.parts * least && steps[index - 1] > least + TextRowRule.partsSlack
    }
    return
  }
  let withStub = lines.filter { facts[$0].filled & 1 != 0 }.count
  for index in lines.indices.dropFirst() { starts[index] = withStub == lines.count || facts[lines[index]].filled & 1 != 0 }
}

/// Rows of one line each in a table of words, though groups of them stand apart: line after line fills all columns and begins with no small letter.
/// What begins with one goes on the row above. False where lines are not such.
func lineStarts(_ starts: inout [Bool], _ lines: [Int], _ facts: [LineFacts], _ grid: Grid, leading: Double) -> Bool {
  guard grid.columns >= 2, grid.columns < 60, lines.count >= 6 else { return false }
  let all: UInt64 = (1 << UInt64(grid.columns)) - 1
  var pairs = 0
  var small = 0
  for (above, line) in zip(lines, lines.dropFirst()) {
    guard facts[above].filled == all, facts[line].filled == all, !facts[line].spans,
      grid.lines[line].baseline - grid.lines[above].baseline < TextRowRule.nextLine * leading
    else { continue }
    pairs += 1
    if startsLower(line, grid) || grid.pieces[line].last?.lower == true { small += 1 }
  }
  guard pairs >= 5, pairs * 2 >= lines.count, small * 5 <= pairs else { return false }
  for index in lines.indices.dropFirst() { starts[index] = facts[lines[index]].filled & 1 != 0 && !startsLower(lines[index], grid) }
  return true
}

/// Rows by leading: the lines of a cell stand closer than rows do. Lines of one column at the least leading are tied; a row begins where no
/// column has lines tied across. False where the leading does not tell (all lines at one distance, or two values would share a cell).
func tiedStarts(_ starts: inout [Bool], _ lines: [Int], _ facts: [LineFacts], _ grid: Grid) -> Bool {
  guard lines.count >= 3 else { return false }
  // Per column: its lines in order, and their distances.
  var last = [Int](repeating: -1, count: grid.columns)
  var steps: [(from: Int, to: Int, step: Double, values: Bool)] = []
  for index in lines.indices {
    // Lines across columns are one cell too.
    if index > 0, facts[lines[index - 1]].spans, grid.pieces[lines[index - 1]].count == 1, grid.pieces[lines[index]].count == 1,
      grid.pieces[lines[index]][0].from == grid.pieces[lines[index - 1]][0].from
    {
      steps.append((index - 1, index, grid.lines[lines[index]].baseline - grid.lines[lines[index - 1]].baseline, false))
    }
    for piece in grid.pieces[lines[index]] where piece.from == piece.to {
      let column = piece.from
      if last[column] == index { continue }
      if last[column] >= 0 {
        let above = lines[last[column]]
        let both = facts[above].values & facts[lines[index]].values & (1 << UInt64(column)) != 0
        steps.append((last[column], index, grid.lines[lines[index]].baseline - grid.lines[above].baseline, both))
      }
      last[column] = index
    }
  }
  guard steps.count >= 3 else { return false }
  let sorted = steps.map(\.step).sorted()
  let size = lines.map { grid.lines[$0].height }.sorted()[lines.count / 2]
  guard let least = sorted.first(where: { $0 > TextRowRule.leastStep * size }) else { return false }
  let limit = max(TextRowRule.tied * least, least + TextRowRule.tiedSlack)
  let tied = steps.filter { $0.step <= limit }
  // Two distances, not one that scatters.
  guard tied.count < steps.count, sorted[sorted.count - 1] >= TextRowRule.loosest * least else { return false }
  // Few wrapped lines among many rows: the distances must be further apart.
  if tied.count * 10 < steps.count * 3, let next = sorted.first(where: { $0 > limit }), next < TextRowRule.wider * least { return false }
  guard !tied.contains(where: { $0.values }) else { return false }
  var open = [Bool](repeating: true, count: lines.count)
  for pair in tied { for index in (pair.from + 1)...pair.to { open[index] = false } }
  // Where rows begin with their stub, wider leading within a cell (a list) begins none.
  func hasStub(_ index: Int) -> Bool {
    var at = index
    while at < lines.count, grid.lines[lines[at]].baseline - grid.lines[lines[index]].baseline < TextRowRule.sameLine * least {
      if facts[lines[at]].filled & 1 != 0 { return true }
      at += 1
    }
    return false
  }
  let found = lines.indices.dropFirst().filter {
    open[$0] && grid.lines[lines[$0]].baseline - grid.lines[lines[$0 - 1]].baseline >= TextRowRule.sameLine * least
  }
  let stubbed = found.filter(hasStub)
  let sparse = lines.filter { facts[$0].filled & 1 != 0 }.count * 3 < lines.count * 2
  let byStub = sparse && stubbed.count * 2 >= found.count && stubbed.count >= 1
  for index in byStub ? stubbed : found { starts[index] = true }
  return starts.dropFirst().contains(true)
}
