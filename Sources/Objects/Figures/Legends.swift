import Layout
import Model
import Text

// What belongs to a chart besides its marks: the field that its bars and grid lines span, and the legend that says which colour is what.

private enum ChartRule {
  /// So many times the usual step from bar to bar, from which bars are of two charts. Base: a bar of no height is left out.
  static let bars = setting("bars", 4.0)
  /// Grid lines across a field, at least, and points by which their ends may differ.
  static let gridLines = setting("gridLines", 3)
  static let sameEnd = setting("sameEnd", 1.5)
  /// Bars and grid lines that are compared with one another: more of them say no more.
  static let looked = setting("looked", 200)
  /// One bar of so many may lie within another's width.
  static let nested = setting("nested", 4)
  /// Rules along bars, and the part of the field's extent that they have. Base: a chart has its axis there, at the field's edge.
  static let rowRules = setting("rowRules", 2)
  static let along = setting("along", 0.5)
  /// The longest bar of a chart whose bars have outlines is so many times as long as their middle one. Base: cells of a column are alike.
  static let uneven = setting("uneven", 2.0)
  /// So many times the field's extent that grid lines span, at most.
  static let gridExtent = setting("gridExtent", 2.0)
  /// Points of a legend's square at least and at most, and the part by which it may miss a square.
  static let key = (setting("leastKey", 2.5), setting("mostKey", 14.0))
  static let keyShare = setting("keyShare", 0.35)
  /// Squares of a page that are looked at: more are the dots of a plot or a map.
  static let mostKeys = setting("mostKeys", 400)
  /// Points between squares of one legend, across the line in which they stand.
  static let keysInLine = setting("keysInLine", 2.0)
  /// Sizes from a chart to its legend.
  static let reach = setting("legendReach", 6.0)
  /// Sizes from a square to what it names, and to the next line of that.
  static let name = setting("name", 1.5)
  static let nextLine = setting("nextLine", 0.4)
  /// The part of the lower one's height that a square shares with its name.
  static let level = setting("level", 0.3)
}

/// The fields that bars on one line span, with the grid lines across them.
func barPlots(_ bars: [Box], rulings: [Ruling]) -> [Box] {
  guard let first = bars.first else { return [] }
  let level = bars.allSatisfy { abs($0.x0 - first.x0) < ChartRule.sameEnd * 2 }
  func place(_ box: Box) -> Double { level ? box.midY : box.midX }
  // A cell and what is behind its words lie within one another; bars do not.
  func isWithin(_ one: Box, _ other: Box) -> Bool {
    level ? one.y0 > other.y0 + 1 && one.y1 < other.y1 - 1 : one.x0 > other.x0 + 1 && one.x1 < other.x1 - 1
  }
  let some = bars.prefix(ChartRule.looked)
  guard some.count(where: { bar in some.contains { isWithin(bar, $0) } }) * ChartRule.nested < some.count else { return [] }
  let sorted = bars.sorted { (place($0), $0.x0, $0.y0) < (place($1), $1.x0, $1.y0) }
  let steps = zip(sorted, sorted.dropFirst()).map { place($1) - place($0) }.filter { $0 > 1 }.sorted()
  guard !steps.isEmpty else { return [] }
  let usual = steps[steps.count / 2]
  var fields: [(box: Box, bars: [Box])] = []
  var last: Box?
  for bar in sorted {
    if let before = last, place(bar) - place(before) <= ChartRule.bars * usual {
      fields[fields.count - 1].box = fields[fields.count - 1].box.union(bar)
      fields[fields.count - 1].bars.append(bar)
    } else {
      fields.append((bar, [bar]))
    }
    last = bar
  }
  return fields.filter { $0.bars.count >= 3 && !isRuled($0.box, bars: $0.bars, level: level, rulings: rulings) }
    .map { withGridLines($0.box, level: level, rulings: rulings) }
}

/// Rules along bars part the rows of a table whose cells are filled; a chart's cross its bars, or are the outlines of bars of unlike length.
private func isRuled(_ field: Box, bars: [Box], level: Bool, rulings: [Ruling]) -> Bool {
  let within = field.inset(dx: 2, dy: 2)
  let lengths = bars.map { level ? $0.width : $0.height }.sorted()
  let uneven = (lengths.last ?? 0) >= ChartRule.uneven * lengths[lengths.count / 2]
  // Along the bars, and across them.
  func ends(_ box: Box) -> (Double, Double) { level ? (box.x0, box.x1) : (box.y0, box.y1) }
  func sides(_ box: Box) -> (Double, Double) { level ? (box.y0, box.y1) : (box.x0, box.x1) }
  func isOutline(_ rule: Box) -> Bool {
    let (from, to) = ends(rule)
    let place = level ? rule.midY : rule.midX
    return bars.prefix(ChartRule.looked).contains { bar in
      abs(from - ends(bar).0) < ChartRule.sameEnd && abs(to - ends(bar).1) < ChartRule.sameEnd
        && min(abs(place - sides(bar).0), abs(place - sides(bar).1)) < ChartRule.sameEnd
    }
  }
  return rulings.count {
    $0.horizontal == level && within.containsPoint(x: $0.box.midX, y: $0.box.midY)
      && (level ? $0.box.overlapX(field) > ChartRule.along * field.width : $0.box.overlapY(field) > ChartRule.along * field.height)
      && !(uneven && isOutline($0.box))
  } >= ChartRule.rowRules
}

private func withGridLines(_ field: Box, level: Bool, rulings: [Ruling]) -> Box {
  let across = rulings.filter { $0.horizontal != level && isAcross($0.box, field: field, level: level) }.prefix(ChartRule.looked).map(\.box)
  // All of one extent.
  func isLike(_ one: Box, _ other: Box) -> Bool {
    let (from, to) = level ? (one.y0 - other.y0, one.y1 - other.y1) : (one.x0 - other.x0, one.x1 - other.x1)
    return abs(from) < ChartRule.sameEnd && abs(to) < ChartRule.sameEnd
  }
  var out = field
  for one in across where across.count(where: { isLike(one, $0) }) >= ChartRule.gridLines { out = out.union(one) }
  return out
}

/// Whether a rule crosses a field from side to side, and not much more.
private func isAcross(_ rule: Box, field: Box, level: Bool) -> Bool {
  if level {
    guard rule.y0 < field.y0 + ChartRule.sameEnd, rule.y1 > field.y1 - ChartRule.sameEnd else { return false }
    guard rule.height < ChartRule.gridExtent * field.height else { return false }
    return rule.midX > field.x0 - 2 && rule.midX < field.x1 + field.width
  }
  guard rule.x0 < field.x0 + ChartRule.sameEnd, rule.x1 > field.x1 - ChartRule.sameEnd else { return false }
  guard rule.width < ChartRule.gridExtent * field.width else { return false }
  return rule.midY < field.y1 + 2 && rule.midY > field.y0 - field.height
}

/// Small filled squares of a page; none where there are so many that they are something else.
func legendKeys(_ page: Page) -> [Fill] {
  var keys: [Fill] = []
  for fill in page.fills {
    let box = fill.box
    guard box.width >= ChartRule.key.0, box.width <= ChartRule.key.1, box.height >= ChartRule.key.0, box.height <= ChartRule.key.1,
      abs(box.width - box.height) <= ChartRule.keyShare * max(box.width, box.height)
    else { continue }
    keys.append(fill)
    if keys.count > ChartRule.mostKeys { return [] }
  }
  return keys
}

/// The lines that name the colours of a chart: each beside a small square, the squares in one line and not all of one colour, near the chart. Drawn
/// bullets of a list have one colour.
func legendLines(of figure: Box, scene: Scene, among lines: [Int]) -> Set<Int> {
  var out = Set<Int>()
  let reach = ChartRule.reach * scene.bodySize
  let near = figure.inset(dx: -reach, dy: -reach)
  let keys = scene.art.keys.filter { near.containsPoint(x: $0.box.midX, y: $0.box.midY) }
  guard keys.count >= 2 else { return out }
  for key in keys where keys.contains(where: { isOfLegend(key, with: $0) }) {
    guard let named = name(of: key.box, scene: scene, among: lines) else { continue }
    out.insert(named)
    var last = scene.page.lines[named]
    // What goes on under its first line.
    while let next = lines.first(where: { !out.contains($0) && goesOn(scene.page.lines[$0], after: last, keys: keys) }) {
      out.insert(next)
      last = scene.page.lines[next]
    }
  }
  return out
}

/// Two squares of unlike colour in one line.
private func isOfLegend(_ key: Fill, with other: Fill) -> Bool {
  guard other.colour != key.colour else { return false }
  return abs(other.box.x0 - key.box.x0) < ChartRule.keysInLine || abs(other.box.midY - key.box.midY) < ChartRule.keysInLine
}

private func goesOn(_ line: TextLine, after last: TextLine, keys: [Fill]) -> Bool {
  guard abs(line.box.x0 - last.box.x0) < ChartRule.keysInLine, abs(line.size - last.size) < 1 else { return false }
  guard line.box.midY > last.box.midY, line.box.y0 - last.box.y1 < ChartRule.nextLine * line.size else { return false }
  return !keys.contains { isLevel($0.box, with: line.box) && $0.box.x1 <= line.box.x0 + 1 }
}

private func name(of key: Box, scene: Scene, among lines: [Int]) -> Int? {
  lines.filter { index in
    let line = scene.page.lines[index]
    return line.box.x0 > key.x1 - 1 && line.box.x0 - key.x1 < ChartRule.name * line.size && isLevel(key, with: line.box)
  }.min { (scene.page.lines[$0].box.x0, $0) < (scene.page.lines[$1].box.x0, $1) }
}

private func isLevel(_ key: Box, with line: Box) -> Bool { key.overlapY(line) > ChartRule.level * min(key.height, line.height) }
