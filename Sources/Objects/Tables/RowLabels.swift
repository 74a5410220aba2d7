import Layout
import Model
import Text

/// The stub of a table that was found without it: labels that stand at the left of its rows, one beside each, whatever is drawn around them.
///
/// Shading, short rules and boxes are often set on the numbers alone, and what was found by them ends there. A reader goes by the rows: labels at
/// the rows' own rhythm name them. So the labels are counted against all rows of values; they may be half a line off, if all of them are.
enum RowLabelRule {
  /// Rows of values that are answered, at least, and of ten rows how many.
  static let rows = setting("rows", 3)
  static let share = setting("share", 8)
  /// Of ten rows, how many in cells that are drawn, whose columns are beyond doubt.
  static let drawnShare = setting("drawnShare", 6)
  /// Farthest that a label may end from the rows, in ems. Base: half the width of a page; short labels stand far from the numbers of a wide stub.
  static let reach = setting("reach", 25.0)
  /// Ems within which labels begin or end in line. Base: items of a group are set in.
  static let inLine = setting("inLine", 0.6)
  /// Lines beside the table that answer no row (headings of groups, second lines of labels): for ten that do, how many at most.
  static let others = setting("others", 6)
}

/// Left edge of the labels beside the rows of a grid; nil where none stand there, or where the grid's first column names its rows.
func labelsBeside(_ grid: Grid, drawn: Bool, on page: TablePage, taken: [Box], settings: TableSettings) -> Double? {
  let rows = grid.lines.indices.filter { grid.pieces[$0].contains(where: \.isValue) }
  guard rows.count >= RowLabelRule.rows, let first = rows.first, let last = rows.last else { return nil }
  let named = rows.count { grid.pieces[$0].first.map { $0.from == 0 && $0.isText } ?? false }
  guard drawn || named * 2 < rows.count else { return nil }
  let (top, bottom) = (grid.lines[first].y0 - page.em, grid.lines[last].y1 + page.em)
  let beside = page.fragments.indices.filter { place in
    let it = page.fragments[place]
    return it.box.x1 < grid.box.x0 + 2 && grid.box.x0 - it.box.x1 < RowLabelRule.reach * page.em && it.box.midY > top
      && it.box.midY < bottom
      && !page.isOutside(place) && !taken.contains { $0.containsPoint(x: it.box.midX, y: it.box.midY) }
  }
  guard beside.count >= RowLabelRule.rows, !beside.contains(where: { page.fragments[$0].isProse }) else { return nil }
  let labels = printedLines(beside, on: page, settings: settings)
  let answers = rows.compactMap { row in
    labels.first { abs($0.baseline - grid.lines[row].baseline) < settings.sameLine * page.em }
  }
  guard answers.count >= RowLabelRule.rows, answers.count * 10 >= rows.count * (drawn ? RowLabelRule.drawnShare : RowLabelRule.share),
    (labels.count - answers.count) * 10 <= answers.count * RowLabelRule.others, areLabels(answers, page)
  else { return nil }
  return answers.flatMap(\.fragments).map { page.fragments[$0].box.x0 }.min()
}

/// Whether lines beside rows are words that begin, or end, in line: what stands there may be the numbers of another table, or its text.
private func areLabels(_ lines: [PrintedLine], _ page: TablePage) -> Bool {
  let labels = lines.compactMap { $0.fragments.first.map { page.fragments[$0] } }
  guard labels.count(where: { !$0.isValue }) * 2 > labels.count else { return false }
  func areInLine(_ edges: [Double]) -> Bool {
    let sorted = edges.sorted()
    return [sorted.first, sorted.last, sorted[sorted.count / 2]].contains { edge in
      guard let edge else { return false }
      return edges.count { abs($0 - edge) < RowLabelRule.inLine * page.em } * 2 > edges.count
    }
  }
  return areInLine(labels.map(\.box.x0)) || areInLine(labels.map(\.box.x1))
}
