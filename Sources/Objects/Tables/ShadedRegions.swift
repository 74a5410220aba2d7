import Layout
import Model
import Text

/// Shaded rows (zebra, group rows, a header) whose lines part into columns, with the rows between and around them.
func shadedRegions(_ page: TablePage, taken: [Box], settings: TableSettings) -> [Region] {
  var bands: [Box] = []
  let fills = page.fills.filter { fill in
    fill.box.height < 14 * page.em && !taken.contains { $0.overlapX(fill.box) > 4 && $0.overlapY(fill.box) > 4 }
  }.sorted { ($0.box.y0, $0.box.x0, $0.box.y1, $0.box.x1) < ($1.box.y0, $1.box.x0, $1.box.y1, $1.box.x1) }
  guard fills.count < 1500 else { return [] }
  for fill in fills {
    if let index = bands.indices.last(where: {
      abs(bands[$0].y0 - fill.box.y0) < 2 && abs(bands[$0].y1 - fill.box.y1) < 2 && fill.box.x0 - bands[$0].x1 < 6
        && fill.box.x0 > bands[$0].x0
    }) {
      bands[index] = bands[index].union(fill.box)
    } else if !bands.contains(where: { $0.contains(fill.box, slack: GrowthRule.bandSlack) }) {
      bands.append(fill.box)
    }
  }
  bands.removeAll { $0.width < 8 * page.em }
  var used = [Bool](repeating: false, count: bands.count)
  var out: [Region] = []
  for first in bands.indices where !used[first] {
    used[first] = true
    var box = bands[first]
    // Heads on several levels beside a stub shaded over all of them are as wide as the rows only with that stub.
    var width = 0.0
    while box.width > width {
      width = box.width
      for next in bands.indices.dropFirst(first + 1) where !used[next] {
        guard abs(bands[next].x0 - box.x0) < 4, abs(bands[next].x1 - box.x1) < 4, bands[next].y0 - box.y1 < 14 * page.em,
          !page.hasOutside(from: box.y1 - 1, to: bands[next].y0 + 1, x0: box.x0, x1: box.x1)
        else { continue }
        box = box.union(bands[next])
        used[next] = true
      }
      box = withRules(withSides(box, fills), page)
    }
    guard let start = growth(in: box, page, settings: settings) else { continue }
    let up = grow(start, from: box.y0, down: false, page, taken: taken, settings: settings)
    let down = grow(start, from: box.y1, down: true, page, taken: taken, settings: settings)
    let grown = Box(x0: box.x0, y0: min(box.y0, up.edge - GridRule.hair), x1: box.x1, y1: max(box.y1, down.edge + GridRule.hair))
    out.append(Region(box: headed(grown, page, settings: settings), kind: .shaded))
  }
  return out
}

/// With the shading that touches it on the left and right and is no higher than it: a stub shaded over several rows at once.
private func withSides(_ box: Box, _ fills: [Fill]) -> Box {
  var out = box
  var grown = true
  while grown {
    grown = false
    for fill in fills where fill.box.y0 > box.y0 - 3 && fill.box.y1 < box.y1 + 3 {
      let left = abs(fill.box.x1 - out.x0) < 6 && fill.box.x0 < out.x0 - 6
      let right = abs(fill.box.x0 - out.x1) < 6 && fill.box.x1 > out.x1 + 6
      if left || right {
        out = Box(x0: min(out.x0, fill.box.x0), y0: out.y0, x1: max(out.x1, fill.box.x1), y1: out.y1)
        grown = true
      }
    }
  }
  return out
}

/// As wide as the rules under it that close its rows: a head that is shaded over the numbers alone leaves the stub outside.
private func withRules(_ box: Box, _ page: TablePage) -> Box {
  let below = page.horizontals.filter {
    $0.at > box.y1 + 2 && $0.at < box.y1 + GrowthRule.closedRows * page.em && $0.start < box.x0 + 6 && $0.end > box.x1 - 6
      && ($0.start > box.x0 - 6) != ($0.end < box.x1 + 6)
  }
  guard let first = below.min(by: { ($0.at, $0.start) < ($1.at, $1.start) }),
    below.count(where: { abs($0.start - first.start) < 2 && abs($0.end - first.end) < 2 }) >= 2
  else { return box }
  // Labels stand there, in the rows that the rules close.
  let from = first.start < box.x0 - 6 ? first.start : box.x1
  let to = first.start < box.x0 - 6 ? box.x0 : first.end
  let labels = page.fragments.contains {
    $0.box.x0 > from - 2 && $0.box.x1 < to + 2 && $0.box.y1 < first.at + 2 && $0.box.y0 > box.y1 - 2 && !$0.isProse
  }
  return labels ? Box(x0: min(box.x0, first.start), y0: box.y0, x1: max(box.x1, first.end), y1: box.y1) : box
}

/// With all that stands between the caption of a table and what was found under it: heads that run across the gaps of the body.
private func headed(_ box: Box, _ page: TablePage, settings: TableSettings) -> Box {
  let above = page.tableCaptions.filter { $0.y1 < box.y0 && box.y0 - $0.y1 < 7 * page.em && $0.overlapX(box) > 0 }
  guard let caption = above.max(by: { $0.y1 < $1.y1 }) else { return box }
  let between = page.fragments.indices.filter {
    let it = page.fragments[$0].box
    return it.midY > caption.y1 && it.midY < box.y0 && it.x1 > box.x0 && it.x0 < box.x1
  }
  guard !between.contains(where: { page.fragments[$0].isProse || page.isOutside($0) }),
    between.allSatisfy({ page.fragments[$0].box.x0 > box.x0 - 4 && page.fragments[$0].box.x1 < box.x1 + 4 })
  else { return box }
  let lines = printedLines(between, on: page, settings: settings)
  guard lines.count <= 5, lines.contains(where: { $0.fragments.count >= 2 }), let first = lines.first else { return box }
  return Box(x0: box.x0, y0: first.y0 - GridRule.hair, x1: box.x1, y1: box.y1)
}
