package import Model
import Text

/// A page cut into columns.
///
/// Method: white gutters as maximal empty strips between items, in the spirit of Breuel's whitespace cover (DAS 2002) and of the recursive
/// XY-cut (Nagy & Seth 1984). Departures: a gutter is grown downwards item by item, so that it need not run over the whole region, and what
/// crosses it (a spanning heading, table or figure) simply ends it; and a gutter counts only between two sides that read as running text.
/// The best gutter splits the region in what is above, left, right and below, each of which is cut again.
package struct ColumnLeaf {
  package var column: Box
  package var items: [OrderItem]
}

package enum GutterRule {
  /// Narrowest gutter, in sizes of the text beside it.
  package static let width = setting("width", 0.6)
  /// Fewest items on either side.
  package static let items = setting("items", 3)
  /// Narrowest side, in sizes of the text.
  package static let side = setting("side", 6.0)
}

func columnLeaves(_ items: [OrderItem], region: Box, page: Page, depth: Int = 0) -> [ColumnLeaf] {
  guard items.count > 2, depth < 12 else { return items.isEmpty ? [] : [ColumnLeaf(column: region, items: items)] }
  let sorted = items.indices.sorted { (items[$0].box.y0, items[$0].box.x0, $0) < (items[$1].box.y0, items[$1].box.x0, $1) }.map {
    items[$0]
  }
  let size = typicalSize(sorted, page: page)
  guard let gutter = bestGutter(sorted, region: region, size: size, page: page) else { return [ColumnLeaf(column: region, items: sorted)] }

  var above: [OrderItem] = []
  var left: [OrderItem] = []
  var right: [OrderItem] = []
  var below: [OrderItem] = []
  let middle = (gutter.x0 + gutter.x1) / 2
  for item in sorted {
    if item.box.midY < gutter.y0 {
      above.append(item)
    } else if item.box.midY > gutter.y1 {
      below.append(item)
    } else if item.box.midX < middle {
      left.append(item)
    } else {
      right.append(item)
    }
  }
  moveCaptionDown(from: &left, to: &below, other: right, size: size, page: page)
  if let cut = headingAcross(left: left, right: right, size: size, page: page) {
    // A heading over both columns, short enough to stand in the first: text above it is read before it.
    var parts: [ColumnLeaf] = columnLeaves(above, region: region, page: page, depth: depth + 1)
    let upper = Gutter(x0: gutter.x0, x1: gutter.x1, y0: gutter.y0, y1: cut)
    parts += sides(
      left.filter { $0.box.midY < cut }, right.filter { $0.box.midY < cut }, gutter: upper, region: region, page: page, depth: depth)
    let rest = (left + right).filter { $0.box.midY >= cut } + below
    return parts + columnLeaves(rest, region: region, page: page, depth: depth + 1)
  }
  return columnLeaves(above, region: region, page: page, depth: depth + 1)
    + sides(left, right, gutter: gutter, region: region, page: page, depth: depth)
    + columnLeaves(below, region: region, page: page, depth: depth + 1)
}

/// How white strips grow to gutters.
private enum StripRule {
  /// Points between edges of one strip.
  static let same = setting("same", 0.5)
  /// Sizes of white between lines of one column that stand above the strip.
  static let lineGap = setting("lineGap", 0.8)
  /// Points added so that a line at the very edge lies within.
  static let hair = setting("hair", 0.01)
  /// The part of an item's height that another shares with it to stand beside it.
  static let beside = setting("beside", 0.3)
}

private func sides(_ left: [OrderItem], _ right: [OrderItem], gutter: Gutter, region: Box, page: Page, depth: Int) -> [ColumnLeaf] {
  let leftRegion = Box(x0: region.x0, y0: gutter.y0, x1: min(gutter.x0, region.x1), y1: gutter.y1)
  let rightRegion = Box(x0: max(gutter.x1, region.x0), y0: gutter.y0, x1: region.x1, y1: gutter.y1)
  return columnLeaves(left, region: leftRegion, page: page, depth: depth + 1)
    + columnLeaves(right, region: rightRegion, page: page, depth: depth + 1)
}

/// A white strip with items on both sides.
package struct Gutter {
  package var x0: Double
  package var x1: Double
  package var y0: Double
  package var y1: Double
}

private func typicalSize(_ items: [OrderItem], page: Page) -> Double {
  var sizes: [Double] = []
  for item in items { if case .line(let number) = item.kind { sizes.append(page.lines[number].size) } }
  guard !sizes.isEmpty else { return 10 }
  sizes.sort()
  return sizes[sizes.count / 2]
}

/// A white strip beside the items from `first` to `last`.
private struct Strip {
  var x0: Double
  var x1: Double
  var first: Int
  var last: Int
}

/// Of the strips with running text on both sides, the one with the most beside it.
private func bestGutter(_ items: [OrderItem], region: Box, size: Double, page: Page) -> Gutter? {
  var best: (gutter: Gutter, score: Double)?
  for found in strips(items, region: region, size: size) where found.last - found.first >= 1 {
    let candidate = reachingUp(found, items, size: size)
    let members = items[candidate.first...candidate.last]
    let middle = (candidate.x0 + candidate.x1) / 2
    var left: [OrderItem] = []
    var right: [OrderItem] = []
    for item in members { if item.box.midX < middle { left.append(item) } else { right.append(item) } }
    guard !isGridOfBoxes(left, right),
      let plausible = columnsPlausible(left, right, from: candidate.x0, to: candidate.x1, size: size, page: page)
    else { continue }
    let y0 = members.map(\.box.midY).min() ?? region.y0
    let y1 = members.map(\.box.midY).max() ?? region.y1
    // What both sides share in height is what the gutter parts; a wider one is the surer.
    let shared = sharedHeight(left, right)
    let score = plausible * shared * (1 + min(1, (candidate.x1 - candidate.x0) / (4 * size)))
    if score > (best?.score ?? 0) {
      best = (Gutter(x0: candidate.x0, x1: candidate.x1, y0: y0 - StripRule.hair, y1: y1 + StripRule.hair), score)
    }
  }
  return best?.gutter
}

/// White strips grown from top to bottom.
private func strips(_ items: [OrderItem], region: Box, size: Double) -> [Strip] {
  let least = size * GutterRule.width
  var open: [Strip] = []
  var closed: [Strip] = []
  for number in items.indices {
    let free = freeStrips(beside: number, items: items, region: region, least: least)
    var next: [Strip] = []
    for gutter in open {
      var grown = false
      for strip in free {
        let x0 = max(gutter.x0, strip.x0)
        let x1 = min(gutter.x1, strip.x1)
        guard x1 - x0 >= least else { continue }
        grown = true
        if !next.contains(where: { abs($0.x0 - x0) < StripRule.same && abs($0.x1 - x1) < StripRule.same && $0.first <= gutter.first }) {
          next.append(Strip(x0: x0, x1: x1, first: gutter.first, last: number))
        }
      }
      if !grown { closed.append(gutter) }
    }
    for strip in free where strip.x0 > region.x0 + 1 && strip.x1 < region.x1 - 1 {
      if !next.contains(where: { $0.x0 <= strip.x0 + StripRule.same && $0.x1 >= strip.x1 - StripRule.same }) {
        next.append(Strip(x0: strip.x0, x1: strip.x1, first: number, last: number))
      }
    }
    if next.count > 24 { next.removeFirst(next.count - 24) }
    open = next
  }
  return closed + open
}

/// Lines above that keep clear of the strip belong to its columns, as long as they go on at the text's own distance.
private func reachingUp(_ strip: Strip, _ items: [OrderItem], size: Double) -> Strip {
  var candidate = strip
  var top = [Double](repeating: .infinity, count: 2)
  for item in items[candidate.first...candidate.last] {
    let side = item.box.midX < (candidate.x0 + candidate.x1) / 2 ? 0 : 1
    top[side] = min(top[side], item.box.y0)
  }
  while candidate.first > 0 {
    let above = items[candidate.first - 1]
    guard above.isLine, above.box.x1 <= candidate.x0 + StripRule.same || above.box.x0 >= candidate.x1 - StripRule.same else { break }
    let side = above.box.midX < (candidate.x0 + candidate.x1) / 2 ? 0 : 1
    guard top[side] - above.box.y1 < size * StripRule.lineGap, top[side] - above.box.y1 > -size else { break }
    top[side] = min(top[side], above.box.y0)
    candidate.first -= 1
  }
  return candidate
}

/// The strips of the region that are white at the height of one item, at least `least` wide, from left to right.
private func freeStrips(beside number: Int, items: [OrderItem], region: Box, least: Double) -> [(x0: Double, x1: Double)] {
  let box = items[number].box
  let height = max(1, min(box.height, 14))
  var blocked: [(Double, Double)] = [(box.x0, box.x1)]
  // Items are sorted by their top, but tall ones begin far above: all those before are looked at.
  for (other, item) in items.enumerated() where other != number {
    if item.box.y0 >= box.y1 { break }
    if item.box.overlapY(box) > height * StripRule.beside { blocked.append((item.box.x0, item.box.x1)) }
  }
  blocked.sort { ($0.0, $0.1) < ($1.0, $1.1) }
  var out: [(Double, Double)] = []
  var x = region.x0
  for (x0, x1) in blocked {
    if x0 - x >= least { out.append((x, x0)) }
    x = max(x, x1)
  }
  if region.x1 - x >= least { out.append((x, region.x1)) }
  return out
}

private func sharedHeight(_ left: [OrderItem], _ right: [OrderItem]) -> Double {
  func extent(_ items: [OrderItem]) -> (Double, Double) {
    (items.map(\.box.y0).min() ?? 0, items.map(\.box.y1).max() ?? 0)
  }
  let a = extent(left)
  let b = extent(right)
  return max(0, min(a.1, b.1) - max(a.0, b.0))
}
