import Model
import Text

/// Notes printed in the margin, beside the text and on its baselines.
///
/// Takes the lines of one column and parts off those that stand wholly beside its text, in rows that follow each other: a note of its own, read before
/// the paragraph that it stands at. What it has besides its place: several rows, smaller type or another step from row to row than the text, and letters.
/// Numbers of lines and items, labels of one row and cells of tables are none.
struct MarginNote {
  var lines: [Int]
  /// Where it is read: above this height.
  var y: Double
}

func marginNotes(among lines: [Int], page: Page) -> (notes: [MarginNote], rest: [Int]) {
  guard lines.count >= 2 * MarginRule.rows, let text = TextEdges(lines, page: page) else { return ([], lines) }
  let left = lines.filter { page.lines[$0].box.x1 < text.left - MarginRule.gap * page.lines[$0].size }
  let right = lines.filter { page.lines[$0].box.x0 > text.right + MarginRule.gap * page.lines[$0].size }
  var notes: [MarginNote] = []
  for side in [left, right] where side.count >= MarginRule.rows && side.count * MarginRule.mostOf <= lines.count {
    for group in groups(side, page: page) where isNote(group, beside: text, page: page) {
      notes.append(MarginNote(lines: group, y: text.paragraphStart(at: page.lines[group[0]].box.midY)))
    }
  }
  guard !notes.isEmpty else { return ([], lines) }
  let taken = Set(notes.flatMap(\.lines))
  return (notes, lines.filter { !taken.contains($0) })
}

private enum MarginRule {
  /// Sizes of white between text and note.
  static let gap = setting("gap", 0.5)
  /// Rows that make a note, and rows of text that it stands beside.
  static let rows = setting("rows", 3)
  static let textRows = setting("textRows", 6)
  /// The text has so many times the lines of its margin, at least.
  static let mostOf = setting("mostOf", 3)
  /// The part of the widest line from which a line shows the text's edges, and the part of these that begin at one.
  static let long = setting("long", 0.7)
  static let atEdge = setting("atEdge", 0.6)
  /// Points between starts at one edge.
  static let edge = setting("edge", 2.0)
  /// Sizes from row to row within a note.
  static let step = setting("step", 1.9)
  /// Differences of size and of step that an eye sees, as parts.
  static let otherSize = setting("otherSize", 0.04)
  /// Leadings above a line that begins a paragraph, and the part of the measure that a last line leaves free.
  static let apart = setting("apart", 1.25)
  static let endsShort = setting("endsShort", 0.1)
  /// Words of a row, in the mean: what is single words or numbers is a column of a table.
  static let words = setting("words", 1.3)
}

/// The edges of the text of a column, and its rows.
private struct TextEdges {
  var left: Double
  var right: Double
  var size: Double
  var step: Double
  private var rows: [(y: Double, top: Double, end: Double)] = []

  init?(_ lines: [Int], page: Page) {
    let widest = lines.map { page.lines[$0].box.width }.max() ?? 0
    let long = lines.filter { page.lines[$0].box.width >= MarginRule.long * widest }
      .sorted { (page.lines[$0].baseline, $0) < (page.lines[$1].baseline, $1) }
    guard long.count >= MarginRule.textRows else { return nil }
    let starts = long.map { page.lines[$0].box.x0 }.sorted()
    let ends = long.map { page.lines[$0].box.x1 }.sorted()
    left = starts[starts.count / 2]
    right = ends[ends.count - 1]
    let edge = left
    guard Double(long.count(where: { abs(page.lines[$0].box.x0 - edge) < MarginRule.edge })) >= MarginRule.atEdge * Double(long.count)
    else {
      return nil
    }
    let sizes = long.map { page.lines[$0].size }.sorted()
    size = sizes[sizes.count / 2]
    let steps = zip(long, long.dropFirst()).map { page.lines[$1].baseline - page.lines[$0].baseline }.sorted()
    step = steps[steps.count / 2]
    rows = lines.map { page.lines[$0] }.filter { $0.box.x0 >= edge - MarginRule.edge && $0.box.x0 < right }
      .sorted { ($0.baseline, $0.box.x0) < ($1.baseline, $1.box.x0) }.map { ($0.box.midY, $0.box.y0, $0.box.x1) }
  }

  /// The height right above the paragraph that stands at `y`.
  func paragraphStart(at y: Double) -> Double {
    guard let row = rows.lastIndex(where: { $0.y <= y + step / 2 }) else { return y }
    var first = row
    while first > 0 {
      let before = rows[first - 1]
      if rows[first].y - before.y > MarginRule.apart * step || right - before.end > MarginRule.endsShort * (right - left) { break }
      first -= 1
    }
    return rows[first].top
  }
}

/// Lines in rows that follow each other, from the top.
private func groups(_ lines: [Int], page: Page) -> [[Int]] {
  var out: [[Int]] = []
  for row in baselineRows(lines, page: page) {
    if let last = out.last?.last, page.lines[row[0]].baseline - page.lines[last].baseline < MarginRule.step * page.lines[row[0]].size {
      out[out.count - 1] += row
    } else {
      out.append(row)
    }
  }
  return out
}

private func isNote(_ lines: [Int], beside text: TextEdges, page: Page) -> Bool {
  let rows = baselineRows(lines, page: page)
  guard rows.count >= MarginRule.rows, rows.allSatisfy({ $0.count == 1 }) else { return false }
  var words = 0
  for number in lines {
    words += page.lines[number].words.count
    guard page.lines[number].words.contains(where: { $0.text.unicodeScalars.contains(where: isLetter) }) else { return false }
  }
  guard Double(words) >= MarginRule.words * Double(rows.count) else { return false }
  let sizes = lines.map { page.lines[$0].size }.sorted()
  let steps = zip(lines, lines.dropFirst()).map { page.lines[$1].baseline - page.lines[$0].baseline }.sorted()
  return abs(sizes[sizes.count / 2] - text.size) > MarginRule.otherSize * text.size
    || abs(steps[steps.count / 2] - text.step) > MarginRule.otherSize * text.step
}
