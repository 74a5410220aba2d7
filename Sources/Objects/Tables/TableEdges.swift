import Model
import Text
package import Layout

/// A line that separates cells: a rule, or the side of shading.
package struct Edge: Equatable {
  /// `y` of a horizontal one, `x` of a vertical one.
  package var at: Double
  package var start: Double
  package var end: Double
  /// From shading only; a rule otherwise.
  var soft = false

  package var length: Double { end - start }
}

/// Rules of the page joined where they were drawn in pieces, and its cell shadings. Underlines are left out.
func addEdges(of page: Page, to out: inout TablePage, settings: TableSettings) {
  guard page.rulings.count <= settings.mostRulings else { return }
  var horizontals: [Edge] = []
  var verticals: [Edge] = []
  let shades =
    page.fills.count <= settings.mostRulings
    ? page.fills.filter { $0.colour < 0xFAFAFA && $0.opacity > InkRule.opacity && $0.box.height >= 5 } : []
  let pale = shades.filter { isPale($0.colour) }
  for ruling in page.rulings {
    // A white rule shows on shading, and parts its cells.
    if ruling.colour == 0xFFFFFF {
      let middle = (ruling.start + ruling.end) / 2
      let (x, y) = ruling.horizontal ? (middle, ruling.position) : (ruling.position, middle)
      guard shades.contains(where: { $0.box.contains(Box(x0: x, y0: y, x1: x, y1: y), slack: 1) }) else { continue }
    } else if isPale(ruling.colour), isOfShading(ruling, pale) {
      continue
    }
    let edge = Edge(at: ruling.position, start: ruling.start, end: ruling.end)
    guard edge.length > InkRule.length else { continue }
    if ruling.horizontal {
      horizontals.append(edge)
      out.joints += ruling.joints.map { ($0, ruling.position) }
    } else {
      verticals.append(edge)
    }
  }
  out.horizontals = joined(horizontals, settings: settings).filter { $0.length >= settings.shortestRule && !isUnderline($0, out) }
  out.verticals = joined(verticals, settings: settings).filter { $0.length >= settings.shortestRule }
  let area = page.width * page.height
  out.fills = page.fills.filter {
    $0.colour < 0xFAFAFA && $0.opacity > InkRule.opacity && $0.box.height >= 5 && $0.box.width >= 5
      && $0.box.area < InkRule.background * area
  }
  if out.fills.count > settings.mostRulings { out.fills = [] }
  out.fills = out.fills.filter { !isHighlight($0.box, out) }
}

enum PaleRule {
  /// Points within which a strip touches shading of its colour. Base: strips are filled up to three points wide.
  static let reach = setting("reach", 2.5)
}

/// Whether a strip lies in shading of its own colour or against it, so that nobody sees it as a rule.
private func isOfShading(_ ruling: Ruling, _ shades: [Fill]) -> Bool {
  let middle = (ruling.start + ruling.end) / 2
  let (x, y) = ruling.horizontal ? (middle, ruling.position) : (ruling.position, middle)
  let place = Box(x0: x, y0: y, x1: x, y1: y)
  return shades.contains { $0.colour == ruling.colour && $0.box.contains(place, slack: PaleRule.reach) }
}

/// Collinear edges that touch or overlap become one; parallel ones closer than ``TableSettings/ruleMerge`` count as collinear.
package func joined(_ edges: [Edge], settings: TableSettings) -> [Edge] {
  let sorted = edges.sorted { ($0.at, $0.start, $0.end) < ($1.at, $1.start, $1.end) }
  var out: [Edge] = []
  var first = 0
  while first < sorted.count {
    var last = first + 1
    while last < sorted.count, sorted[last].at - sorted[first].at <= settings.ruleMerge { last += 1 }
    let group = sorted[first..<last].sorted { ($0.start, $0.end, $0.at) < ($1.start, $1.end, $1.at) }
    var weight = 0.0
    var at = 0.0
    for edge in group {
      weight += edge.length
      at += edge.at * edge.length
    }
    let middle = weight > 0 ? at / weight : sorted[first].at
    var current: Edge?
    for edge in group {
      if var run = current, edge.start <= run.end + settings.ruleSlack + GridRule.hair {
        run.end = max(run.end, edge.end)
        current = run
      } else {
        if let run = current { out.append(run) }
        current = Edge(at: middle, start: edge.start, end: edge.end, soft: edge.soft)
      }
    }
    if let run = current { out.append(run) }
    first = last
  }
  return out
}

/// Which strokes and fills are rules and shadings. Parts are of the page's area.
private enum InkRule {
  /// Opacity below which nothing is seen.
  static let opacity = setting("opacity", 0.02)
  /// Points below which a stroke is a dot.
  static let length = setting("length", 0.8)
  /// A fill larger than this is the paper.
  static let background = setting("background", 0.7)
  /// The part of the size above the foot of the words where an underline begins …
  static let under = setting("under", 0.1)
  /// … and below it ends.
  static let below = setting("below", 0.3)
  /// Points by which it sticks out of its words.
  static let longer = setting("longer", 1.5)
  /// So many times their size that a mark behind words is high, at most.
  static let highlight = setting("highlight", 1.6)
}

/// A fill behind words of one line and no longer than they are: a mark on the words. The shading of a cell leaves room around them.
private func isHighlight(_ box: Box, _ page: TablePage) -> Bool {
  page.fragments.contains { fragment in
    fragment.baseline > box.y0 && fragment.baseline < box.y1 && box.height < InkRule.highlight * fragment.size
      && box.x0 > fragment.box.x0 - InkRule.longer && box.x1 < fragment.box.x1 + InkRule.longer
  }
}

/// A rule just under words and no longer than they are.
private func isUnderline(_ edge: Edge, _ page: TablePage) -> Bool {
  for fragment in page.fragments {
    let below = edge.at - fragment.baseline
    guard below > -InkRule.under * fragment.size, below < InkRule.below * fragment.size else { continue }
    guard edge.start > fragment.box.x0 - InkRule.longer, edge.end < fragment.box.x1 + InkRule.longer else { continue }
    return true
  }
  return false
}
