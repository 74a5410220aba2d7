import Layout
import Model
import Text

// What a band between two level rules tells of its rows where the borders of its cells are drawn: a box is one cell, however many lines it holds.

/// Rows in drawn cells.
private enum DrawnRowRule {
  /// Of ten columns, how many the first line of a row fills that goes on in some of its cells.
  static let first = setting("first", 8)
  /// The part of the columns beside the label that its further lines fill at most. Base: rows under rows fill what the rows above them do.
  static let further = setting("further", 0.5)
}

/// Whether every border between columns is drawn beside a band: its cells are single then, and no head in it spans others.
func isDrawnAround(_ grid: Grid, from y0: Double, to y1: Double, settings: TableSettings) -> Bool {
  grid.columns >= 2
    && (1..<grid.columns).allSatisfy {
      grid.hardColumns[$0] && covered(grid.verticals, at: grid.xs[$0], from: y0, to: y1, slack: settings.ruleMerge + 1)
    }
}

/// Whether the lines of a header's band stand one under another in boxes that are drawn beside them, over one column or several, and no line has two
/// pieces in one box: then they are the lines of its heads, not levels of heads.
func isDrawnHead(_ lines: [Int], _ grid: Grid, from y0: Double, to y1: Double, _ settings: TableSettings) -> Bool {
  guard lines.count > 1, grid.columns >= 2 else { return false }
  // Of each column: the box that it is in.
  var boxes = [Int](repeating: 0, count: grid.columns)
  for column in 1..<grid.columns {
    let drawn = grid.hardColumns[column] && covered(grid.verticals, at: grid.xs[column], from: y0, to: y1, slack: settings.ruleMerge + 1)
    boxes[column] = boxes[column - 1] + (drawn ? 1 : 0)
  }
  guard boxes[grid.columns - 1] > 0 else { return false }
  return lines.allSatisfy { line in
    var seen = Set<Int>()
    return grid.pieces[line].allSatisfy { boxes[$0.from] == boxes[$0.to] && seen.insert(boxes[$0.from]).inserted }
  }
}

/// Whether the first of several lines in drawn cells is a whole row and the others go on in few of its cells: a second value in brackets, the end of a
/// label in small letters. Lines of rows one under another fill most columns each.
func isRowThatGoesOn(_ lines: [Int], _ facts: [LineFacts], _ grid: Grid) -> Bool {
  guard lines.count > 1, grid.columns >= 4, let first = lines.first.map({ facts[$0] }), first.filled & 1 != 0,
    first.filled.nonzeroBitCount * 10 >= grid.columns * DrawnRowRule.first
  else { return false }
  return lines.dropFirst().allSatisfy { line in
    let it = facts[line]
    return !it.spans && it.filled & ~first.filled == 0 && (it.filled & 1 == 0 || startsLower(line, grid))
      && Double((it.filled & ~1).nonzeroBitCount) <= DrawnRowRule.further * Double(grid.columns - 1)
  }
}
