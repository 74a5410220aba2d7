import Layout
import Model
import Text

/// Where the words of a table's columns stand in line. A border of white space lies anywhere between the widest words of two columns and moves from
/// page to page; the edges that the words share do not.
private enum ColumnLineRule {
  /// Points within which edges are in line. Base: proportional figures and kerned capitals are set to a point.
  static let inLine = setting("inLine", 1.5)
  /// Of ten pieces of a column, how many are in line at least. Base: heads are centred, items are set in.
  static let share = setting("share", 6)
}

/// By column: the edges at which most of its pieces begin and end; nil where they are not in line.
func columnLines(_ grid: Grid) -> [ColumnEdges] {
  var lefts = [[Double]](repeating: [], count: grid.columns)
  var rights = lefts
  for pieces in grid.pieces {
    for piece in pieces where piece.from == piece.to && lefts.indices.contains(piece.from) {
      lefts[piece.from].append(piece.box.x0)
      rights[piece.from].append(piece.box.x1)
    }
  }
  return zip(lefts, rights).map { ColumnEdges(left: commonEdge($0), right: commonEdge($1)) }
}

/// Whether two tables have their columns at the same places by their words, or moved as a whole (inner and outer margins).
func linesAgree(_ a: PageTable, _ b: PageTable) -> Bool {
  guard a.columns == b.columns, a.edges.count == a.columns, b.edges.count == b.columns else { return false }
  var shift: Double?
  for (x, y) in zip(a.edges, b.edges) {
    let moves = [(x.left, y.left), (x.right, y.right)].compactMap { pair in pair.0.flatMap { one in pair.1.map { one - $0 } } }
    guard let move = moves.first(where: { shift == nil || abs($0 - (shift ?? 0)) < ColumnLineRule.inLine }) else { return false }
    shift = shift ?? move
  }
  return true
}

/// The place that most edges share.
private func commonEdge(_ edges: [Double]) -> Double? {
  let sorted = edges.sorted()
  var best = (count: 0, at: 0.0)
  var first = 0
  for last in sorted.indices {
    while sorted[last] - sorted[first] >= ColumnLineRule.inLine { first += 1 }
    if last - first + 1 > best.count { best = (last - first + 1, sorted[first]) }
  }
  return best.count > 0 && best.count * 10 >= edges.count * ColumnLineRule.share ? best.at : nil
}
