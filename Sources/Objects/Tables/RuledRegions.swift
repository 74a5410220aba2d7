import Layout
import Model
import Text

/// Boxes of connected level and upright rules.
func ruledRegions(_ page: TablePage, settings: TableSettings) -> [Region] {
  let levels = page.horizontals
  let uprights = page.verticals
  guard levels.count >= 2, !uprights.isEmpty, levels.count * uprights.count < 4_000_000 else { return [] }
  var out: [Region] = []
  // Boxes of four sides: frames, if cells are drawn inside.
  var plain = Set<Box>()
  let loose = drawings(levels, uprights, slack: settings.ruleSlack + 1)
  let tight = loose.count > 0 ? drawings(levels, uprights, slack: RuledRule.touch) : []
  for it in loose.flatMap({ parted($0, by: tight, page) })
  where it.levels >= 2 && it.uprights >= 1 && it.box.width > 2 * page.em && it.box.height > RuledRule.leastHeight * page.em {
    out.append(Region(box: it.box, kind: .ruled))
    if it.levels == 2, it.uprights <= 2 { plain.insert(it.box) }
  }
  // A frame around a page or a text is no table; those within it are.
  let all = out
  out.removeAll { frame in
    plain.contains(frame.box)
      && all.contains {
        $0.box != frame.box && !plain.contains($0.box) && frame.box.contains($0.box, slack: 2)
          && frame.box.area > RuledRule.frame * $0.box.area
      }
  }
  return merged(out, page)
}

/// Which rules are one region. Lengths are in ems unless said otherwise.
private enum RuledRule {
  /// Height of a drawn table, at least.
  static let leastHeight = setting("leastHeight", 1.2)
  /// So many times the area of the table that a frame around it has, at least.
  static let frame = setting("frame", 1.3)
  /// Points by which rules that touch may miss each other. Base: half the width of a border.
  static let touch = setting("touch", 1.0)
  /// By which cells are narrower than a frame near by that is none of theirs.
  static let narrower = setting("narrower", 2.0)
  /// White between cells side by side that are apart, at least.
  static let beside = setting("beside", 0.8)
  /// The part of a frame's height that a border within it has.
  static let upright = setting("upright", 0.5)
  /// Height of a row of totals in cells of its own, and white above it, at most.
  static let totals = setting("totals", 3.0)
  static let totalsGap = setting("totalsGap", 2.5)
  /// Points between borders of both that are one.
  static let sameBorder = setting("sameBorder", 2.5)
}

/// What is drawn of rules that meet: its box, and how many rules it has of both kinds.
private typealias Drawn = (box: Box, levels: Int, uprights: Int)

/// A drawing in its parts, where cells of one width and a frame of another stand one over the other and do not touch: each is drawn for itself.
private func parted(_ whole: Drawn, by tight: [Drawn], _ page: TablePage) -> [Drawn] {
  let parts = tight.filter { whole.box.contains($0.box, slack: GridRule.hair) }
  if let grids = sideBySide(parts, page) { return grids }
  guard parts.count >= 2, let cells = parts.max(by: { ($0.levels + $0.uprights, $0.box.y0) < ($1.levels + $1.uprights, $1.box.y0) }),
    cells.levels >= 3, cells.uprights >= 3,
    cells.box.x0 - whole.box.x0 > RuledRule.narrower * page.em || whole.box.x1 - cells.box.x1 > RuledRule.narrower * page.em
  else { return [whole] }
  let others = parts.filter { $0.box != cells.box }
  return others.allSatisfy { $0.box.y0 > cells.box.y1 || $0.box.y1 < cells.box.y0 } ? [cells] + others : [whole]
}

/// Cells side by side with white between them, which only a level rule close above or below joins, as that under a heading over both: each is drawn for
/// itself. Nil where there is something else.
private func sideBySide(_ parts: [Drawn], _ page: TablePage) -> [Drawn]? {
  let grids = parts.filter { $0.levels >= 3 && $0.uprights >= 3 }
  guard grids.count >= 2, parts.allSatisfy({ $0.uprights == 0 || $0.levels >= 3 && $0.uprights >= 3 }) else { return nil }
  let apart = grids.allSatisfy { one in
    grids.allSatisfy { one.box == $0.box || one.box.overlapX($0.box) == 0 || one.box.overlapY($0.box) == 0 }
  }
  let beside = grids.contains { one in
    grids.contains { $0.box.overlapY(one.box) > 0 && $0.box.x0 - one.box.x1 > RuledRule.beside * page.em }
  }
  return apart && beside ? grids : nil
}

private func drawings(_ levels: [Edge], _ uprights: [Edge], slack: Double) -> [Drawn] {
  var sets = DisjointSets(levels.count + uprights.count)
  // Both are sorted by position (they come from `joined`).
  for (v, upright) in uprights.enumerated() {
    var low = 0
    var high = levels.count
    while low < high {
      let middle = (low + high) / 2
      if levels[middle].at < upright.start - slack { low = middle + 1 } else { high = middle }
    }
    while low < levels.count, levels[low].at <= upright.end + slack {
      let level = levels[low]
      if upright.at >= level.start - slack, upright.at <= level.end + slack { sets.unite(low, levels.count + v) }
      low += 1
    }
  }
  var out: [Drawn] = []
  var places: [Int: Int] = [:]
  func add(_ root: Int, _ box: Box, levels: Int, uprights: Int) {
    guard let place = places[root] else {
      places[root] = out.count
      out.append((box, levels, uprights))
      return
    }
    out[place] = (out[place].box.union(box), out[place].levels + levels, out[place].uprights + uprights)
  }
  for (index, edge) in levels.enumerated() {
    add(sets.find(index), Box(x0: edge.start, y0: edge.at, x1: edge.end, y1: edge.at), levels: 1, uprights: 0)
  }
  for (index, edge) in uprights.enumerated() {
    add(sets.find(levels.count + index), Box(x0: edge.at, y0: edge.start, x1: edge.at, y1: edge.end), levels: 0, uprights: 1)
  }
  return out
}

/// Rows boxed one by one are one table.
private func merged(_ regions: [Region], _ page: TablePage) -> [Region] {
  var out: [Region] = []
  for region in regions.sorted(by: { ($0.box.y0, $0.box.x0, $0.box.y1, $0.box.x1) < ($1.box.y0, $1.box.x0, $1.box.y1, $1.box.x1) }) {
    if let index = out.firstIndex(where: {
      abs($0.box.x0 - region.box.x0) < 6 && abs($0.box.x1 - region.box.x1) < 6 && region.box.y0 - $0.box.y1 > -5
        && (region.box.y0 - $0.box.y1 < 5 && !isLetterhead($0.box, over: region.box, page) || isRow(region.box, under: $0.box, page))
    }) {
      out[index].box = out[index].box.union(region.box)
    } else if !out.contains(where: { $0.box.contains(region.box, slack: 2) }) {
      out.append(region)
    }
  }
  return out
}

/// Whether a box set apart under cells is a row of theirs (of totals): all its borders are, and nothing stands between.
private func isRow(_ lower: Box, under upper: Box, _ page: TablePage) -> Bool {
  guard lower.y0 - upper.y1 < RuledRule.totalsGap * page.em, lower.height < RuledRule.totals * page.em else { return false }
  func borders(_ y: Double) -> [Double] {
    page.verticals.filter { $0.start < y && $0.end > y && $0.at > lower.x0 + 4 && $0.at < lower.x1 - 4 }.map(\.at)
  }
  let (own, others) = (borders(lower.midY), borders(upper.y1 - 2))
  func areOf(_ some: [Double], _ all: [Double]) -> Bool { some.allSatisfy { at in all.contains { abs($0 - at) < RuledRule.sameBorder } } }
  return own.count >= 2 && areOf(own, others) && areOf(others, own)
    && !page.fragments.contains { $0.box.midY > upper.y1 && $0.box.midY < lower.y0 && $0.box.x1 > lower.x0 && $0.box.x0 < lower.x1 }
}

/// Whether a frame of several lines without a border inside stands over cells: a letterhead, set as wide as the table.
private func isLetterhead(_ upper: Box, over lower: Box, _ page: TablePage) -> Bool {
  func isParted(_ box: Box) -> Bool {
    page.verticals.contains {
      $0.at > box.x0 + 4 && $0.at < box.x1 - 4 && min($0.end, box.y1) - max($0.start, box.y0) > RuledRule.upright * box.height
    }
  }
  func isCut(_ box: Box) -> Bool {
    page.horizontals.contains { $0.at > box.y0 + 4 && $0.at < box.y1 - 4 && $0.start < box.x1 && $0.end > box.x0 }
  }
  return upper.height > 4 * page.em && !isParted(upper) && !isCut(upper) && isParted(lower)
}
