import Layout
import Model
import Text

/// Borders between columns that move by a few points from row to row: cells drawn by hand, rows pasted in, heads set in a table of their own. A reader
/// sees one table. The rows that differ from the longest run of rows are moved, with their words and shading, until their borders are the others'.
enum StraightRule {
  /// Ems by which a border may move. Base: more is another column, which words would stand in.
  static let moved = setting("moved", 1.5)
  /// The part of the narrower column beside it by which a border may move.
  static let ofColumn = setting("ofColumn", 0.3)
  /// Points between a border and the side of a shading that are one.
  static let atSide = setting("atSide", 2.0)
}

/// Rows one under another with the same borders.
private struct Run {
  var y0: Double
  var y1: Double
  var borders: [Double]
}

/// Makes borders straight that move within a drawn region. Rows with borders of their own stay as they are.
func straightenBorders(_ page: inout TablePage, in box: Box) {
  let levels = levelsAcross(box, page)
  guard levels.count > 2 else { return }
  let uprights = innerUprights(box, page)
  var runs: [Run] = []
  for (from, to) in zip(levels, levels.dropFirst()) {
    let own = bordersOf(uprights, from: from, to: to)
    if let last = runs.last, isPart(own, of: last.borders), isPart(last.borders, of: own) {
      runs[runs.count - 1].y1 = to
    } else {
      runs.append(Run(y0: from, y1: to, borders: own))
    }
  }
  guard runs.count > 1 else { return }
  let longest = runs.enumerated().filter { !$1.borders.isEmpty }.max { ($0.1.y1 - $0.1.y0, -$0.0) < ($1.1.y1 - $1.1.y0, -$1.0) }
  guard let straight = longest?.1 else { return }
  for run in runs where !run.borders.isEmpty {
    guard let places = places(of: run.borders, in: straight.borders, box, em: page.em) else { continue }
    let moves = zip(run.borders, places).map { $1 - $0 }
    if moves.contains(where: { abs($0) >= FrameRule.slack }) { move(run, by: moves, in: box, &page) }
  }
}

/// For each border of a row the one of the straight rows that it is; nil where one has none near by, or two have the same.
private func places(of borders: [Double], in straight: [Double], _ box: Box, em: Double) -> [Double]? {
  func width(beside place: Int, _ all: [Double]) -> Double {
    let left = place == 0 ? box.x0 : all[place - 1]
    let right = place + 1 == all.count ? box.x1 : all[place + 1]
    return min(all[place] - left, right - all[place])
  }
  var out: [Double] = []
  for (place, border) in borders.enumerated() {
    guard let near = straight.indices.min(by: { (abs(straight[$0] - border), $0) < (abs(straight[$1] - border), $1) }) else { return nil }
    let room = min(StraightRule.moved * em, StraightRule.ofColumn * min(width(beside: place, borders), width(beside: near, straight)))
    guard abs(straight[near] - border) <= max(room, FrameRule.slack), out.last.map({ $0 < straight[near] }) ?? true else { return nil }
    out.append(straight[near])
  }
  return out
}

private func move(_ run: Run, by moves: [Double], in box: Box, _ page: inout TablePage) {
  var verticals: [Edge] = []
  for edge in page.verticals {
    let place = run.borders.firstIndex { abs($0 - edge.at) < GridRule.hair }
    guard let place, edge.at > box.x0, edge.at < box.x1, edge.start < run.y1, edge.end > run.y0 else {
      verticals.append(edge)
      continue
    }
    // What an edge has above and below these rows stays.
    for part in [(edge.start, run.y0), (run.y1, edge.end)] where part.1 - part.0 > GridRule.hair {
      verticals.append(Edge(at: edge.at, start: part.0, end: part.1, soft: edge.soft))
    }
    verticals.append(Edge(at: edge.at + moves[place], start: max(edge.start, run.y0), end: min(edge.end, run.y1), soft: edge.soft))
  }
  page.verticals = verticals.sorted { ($0.at, $0.start, $0.end) < ($1.at, $1.start, $1.end) }
  func isInside(_ it: Box) -> Bool { it.midY > run.y0 && it.midY < run.y1 && it.midX > box.x0 && it.midX < box.x1 }
  func side(_ x: Double) -> Double {
    run.borders.firstIndex { abs($0 - x) < StraightRule.atSide }.map { x + moves[$0] } ?? x
  }
  for index in page.fills.indices where isInside(page.fills[index].box) {
    page.fills[index].box.x0 = side(page.fills[index].box.x0)
    page.fills[index].box.x1 = side(page.fills[index].box.x1)
  }
  let sides = [box.x0] + run.borders + [box.x1]
  let byside = [0] + moves + [0]
  for index in page.fragments.indices where isInside(page.fragments[index].box) {
    moveWords(of: index, sides: sides, moves: byside, &page)
  }
}

/// Words go with the border that they are set to: what stands near the left side of its cell with that one, else with the right one.
private func moveWords(of fragment: Int, sides: [Double], moves: [Double], _ page: inout TablePage) {
  func column(_ word: Int) -> Int { max(0, sides.dropFirst().dropLast().count { $0 < page.words[word].box.midX }) }
  let words = page.fragments[fragment].words
  var first = words.lowerBound
  while first < words.upperBound {
    let place = column(first)
    var last = first
    while last + 1 < words.upperBound, column(last + 1) == place { last += 1 }
    let left = page.words[first].box.x0 - sides[place]
    let right = sides[place + 1] - page.words[last].box.x1
    let by = left <= right ? moves[place] : moves[place + 1]
    for word in first...last {
      page.words[word].box.x0 += by
      page.words[word].box.x1 += by
    }
    first = last + 1
  }
  page.fragments[fragment].box = words.dropFirst().reduce(page.words[words.lowerBound].box) { $0.union(page.words[$1].box) }
}
