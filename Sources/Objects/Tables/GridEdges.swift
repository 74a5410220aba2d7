import Model
import Text
import Layout

/// The rules and the sides of shading inside a region, cut to it. Shading's level sides part rows unless words stand across them; its upright
/// sides part columns where another shading begins, or where they stand in line over half the height.
func clipEdges(_ page: TablePage, to grid: inout Grid, settings: TableSettings) {
  let box = grid.box.inset(dx: -settings.ruleSlack, dy: -settings.ruleSlack)
  for edge in page.horizontals where edge.at > box.y0 && edge.at < box.y1 {
    let start = max(edge.start, box.x0)
    let end = min(edge.end, box.x1)
    if end - start > settings.shortestRule { grid.horizontals.append(Edge(at: edge.at, start: start, end: end)) }
  }
  for edge in page.verticals where edge.at > box.x0 && edge.at < box.x1 {
    let start = max(edge.start, box.y0)
    let end = min(edge.end, box.y1)
    if end - start > settings.shortestRule { grid.verticals.append(Edge(at: edge.at, start: start, end: end)) }
  }
  grid.rules = grid.horizontals
  // Shading: its level sides part rows; its upright sides part columns where another shading begins there.
  let near = page.fills.filter {
    $0.box.midX > box.x0 && $0.box.midX < box.x1 && $0.box.midY > box.y0 && $0.box.midY < box.y1
      && $0.box.height < EdgeRule.whole * box.height
      && $0.box.x0 > box.x0 - 8 && $0.box.x1 < box.x1 + 8
  }
  guard near.count < 1500 else { return }
  // Word processors shade each line of a cell once more.
  let fills = near.indices.filter { index in
    !near.indices.contains {
      $0 != index && near[$0].colour == near[index].colour && near[$0].box.contains(near[index].box, slack: EdgeRule.insideSlack)
        && near[$0].box.area > near[index].box.area * EdgeRule.larger
    }
  }.map { near[$0] }
  let cells = withPaddings(fills, em: page.em)
  grid.fills = cells
  let words = grid.lines
  func cuts(_ edge: Edge) -> Bool {
    words.contains { line in
      line.y0 + EdgeRule.through * line.height < edge.at && line.y1 - EdgeRule.through * line.height > edge.at
        && line.fragments.contains { page.fragments[$0].box.x0 < edge.end - 2 && page.fragments[$0].box.x1 > edge.start + 2 }
    }
  }
  var levels: [Edge] = []
  for fill in cells {
    levels.append(Edge(at: fill.box.y0, start: fill.box.x0, end: fill.box.x1, soft: true))
    levels.append(Edge(at: fill.box.y1, start: fill.box.x0, end: fill.box.x1, soft: true))
  }
  let uprights = meetingSides(cells) + shadedSides(cells, in: box)
  grid.horizontals = joined(grid.horizontals + joined(levels, settings: settings).filter { !cuts($0) }, settings: settings)
  grid.verticals = joined(grid.verticals + joined(uprights, settings: settings), settings: settings)
}

/// Word processors shade a cell in three pieces: its words' room, and the paddings beside it. Each padding goes to the room that it touches; where
/// paddings of two cells meet, the border is between them.
private func withPaddings(_ fills: [Fill], em: Double) -> [Fill] {
  func isPadding(_ fill: Fill) -> Bool { fill.box.width <= EdgeRule.padding * em }
  var rooms = fills.filter { !isPadding($0) }
  guard rooms.count < fills.count else { return fills }
  func touches(_ padding: Fill, _ room: Fill) -> Bool {
    let (a, b) = (padding.box, room.box)
    guard padding.colour == room.colour, abs(a.y0 - b.y0) < EdgeRule.level, abs(a.y1 - b.y1) < EdgeRule.level else { return false }
    return abs(a.x1 - b.x0) < EdgeRule.level || abs(a.x0 - b.x1) < EdgeRule.level
  }
  var alone: [Fill] = []
  let words = rooms
  for padding in fills where isPadding(padding) {
    let touched = words.indices.filter { touches(padding, words[$0]) }
    // Between two rooms it tells nothing of whose it is.
    if touched.count == 1 { rooms[touched[0]].box = rooms[touched[0]].box.union(padding.box) } else { alone.append(padding) }
  }
  return rooms + alone
}

/// Upright sides where another shading begins.
private func meetingSides(_ fills: [Fill]) -> [Edge] {
  var uprights: [Edge] = []
  let byLeft = fills.sorted { ($0.box.x0, $0.box.y0, $0.box.x1) < ($1.box.x0, $1.box.y0, $1.box.x1) }
  for fill in fills {
    // First shading that begins where this one ends.
    var low = 0
    var high = byLeft.count
    while low < high {
      let middle = (low + high) / 2
      if byLeft[middle].box.x0 < fill.box.x1 - 2 { low = middle + 1 } else { high = middle }
    }
    while low < byLeft.count, byLeft[low].box.x0 <= fill.box.x1 + 4 {
      let shared = min(fill.box.y1, byLeft[low].box.y1) - max(fill.box.y0, byLeft[low].box.y0)
      if shared > EdgeRule.shared * min(fill.box.height, byLeft[low].box.height) {
        let at = (fill.box.x1 + byLeft[low].box.x0) / 2
        uprights.append(
          Edge(at: at, start: max(fill.box.y0, byLeft[low].box.y0), end: min(fill.box.y1, byLeft[low].box.y1), soft: true))
      }
      low += 1
    }
  }
  return uprights
}

/// Which rules and sides of shadings part columns and rows.
private enum EdgeRule {
  /// The part of the table's height from which a shading is a background.
  static let whole = setting("whole", 0.9)
  /// Points by which one shading may stick out of another in which it lies.
  static let insideSlack = setting("insideSlack", 1.2)
  /// So many times its area is the shading in which it lies.
  static let larger = setting("larger", 1.02)
  /// Ems that the padding of a cell is wide, at most. Base: 5.4 points, which word processors leave, in type of 8 points and more.
  static let padding = setting("padding", 0.8)
  /// Points between sides that are one.
  static let level = setting("level", 0.5)
  /// The part of a line's height by which a rule must be within it to cut it.
  static let through = setting("through", 0.3)
  /// The part of the lower one's height that shadings side by side share.
  static let shared = setting("shared", 0.7)
  /// The part of the table's height over which sides in line part columns.
  static let lined = setting("lined", 0.5)
}

/// Where shading ends beside cells that are not shaded (a stub of another colour): sides in line over at least half of the region's height.
/// Less may be a highlighted word, or a bar that shows a value.
private func shadedSides(_ fills: [Fill], in box: Box) -> [Edge] {
  let sides = fills.flatMap { fill in
    [fill.box.x0, fill.box.x1].filter { $0 > box.x0 + 8 && $0 < box.x1 - 8 }.map {
      Edge(at: $0, start: fill.box.y0, end: fill.box.y1, soft: true)
    }
  }.sorted { ($0.at, $0.start, $0.end) < ($1.at, $1.start, $1.end) }
  var out: [Edge] = []
  var first = 0
  while first < sides.count {
    var last = first
    while last < sides.count, sides[last].at - sides[first].at < 1 { last += 1 }
    let group = sides[first..<last].sorted { ($0.start, $0.end) < ($1.start, $1.end) }
    var height = 0.0
    var reached = -Double.infinity
    for side in group {
      height += max(0, side.end - max(side.start, reached))
      reached = max(reached, side.end)
    }
    if height >= EdgeRule.lined * box.height { out += group }
    first = last
  }
  return out
}
