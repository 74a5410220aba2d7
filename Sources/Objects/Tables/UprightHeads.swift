import Layout
import Model
import Text

/// Heads that are set upright over the columns of a table that was found without them: no rule need stand around, and no line of text shows them.
///
/// Takes a grid of columns in line, gives the box with the heads in it and the place where they end. A reader sees them by their feet: they all end
/// close above the first row, each over a column of its own.
enum UprightHeadRule {
  /// Of ten columns beside the stub, how many have one, at least; and how many columns do.
  static let share = setting("share", 6)
  static let columns = setting("columns", 2)
  /// Ems between the foot of a head and the first row, at most: a stub's head may stand there.
  static let above = setting("above", 2.5)
  /// Ems by which feet may be below the top of the first row. Base: boxes of lines are higher than their letters.
  static let into = setting("into", 0.5)
}

struct UprightHeads {
  var box: Box
  /// Where the heads end and the rows begin.
  var foot: Double
}

func uprightHeads(over grid: Grid, on page: TablePage) -> UprightHeads? {
  guard !page.turned.isEmpty, grid.columns >= 3, let first = grid.lines.first else { return nil }
  var lines: [Int: Box] = [:]
  for word in page.turned { lines[word.line] = lines[word.line]?.union(word.box) ?? word.box }
  var top = grid.box.y0
  var foot = -Double.infinity
  var columns = Set<Int>()
  for (_, box) in lines.sorted(by: { $0.key < $1.key }) {
    guard let column = (1..<grid.columns).first(where: { box.midX > grid.xs[$0] && box.midX < grid.xs[$0 + 1] }),
      box.y1 < first.y0 + UprightHeadRule.into * page.em, box.y1 > first.y0 - UprightHeadRule.above * page.em
    else { continue }
    columns.insert(column)
    top = min(top, box.y0)
    foot = max(foot, box.y1)
  }
  guard columns.count >= UprightHeadRule.columns, columns.count * 10 >= (grid.columns - 1) * UprightHeadRule.share, top < grid.box.y0 else {
    return nil
  }
  let box = Box(x0: grid.box.x0, y0: top - GridRule.hair, x1: grid.box.x1, y1: grid.box.y1)
  // Of lines, only the head of the stub stands beside them.
  for place in page.fragments.indices where box.containsPoint(x: page.fragments[place].box.midX, y: page.fragments[place].box.midY) {
    let it = page.fragments[place]
    guard it.box.midY < first.y0 else { continue }
    if page.isOutside(place) || it.isProse || it.box.midX > grid.xs[1] { return nil }
    foot = max(foot, it.box.y1)
  }
  return UprightHeads(box: box, foot: min((foot + first.y0) / 2, first.y0 - GridRule.hair))
}
