import Layout
import Model
import Text

/// The plots of charts, told by their scales: numbers under one another that fall by one step at one distance (`60 40 20 0`), with something drawn
/// beside them where a table would have cells.
///
/// Takes a page, gives a box for each plot, points: the numbers of the scale with what is drawn at their height. What is around it (names of bars,
/// legends, titles of axes) is for ``findFigures(_:leavingOut:settings:)`` to add. A scale is surer than curves and bars are: a rule may be one of a
/// table, a curve may be an ornament, but no column of a table falls by one step down to its end and has nothing beside it.
func chartPlots(on page: Page) -> [Box] {
  guard !page.rulings.isEmpty || !page.drawings.isEmpty || !page.fills.isEmpty || !page.images.isEmpty else { return [] }
  var ticks: [Tick] = []
  for (index, line) in page.lines.enumerated() where line.words.count <= PlotRule.words && isUpright(line) {
    if let tick = Tick(line, index: index) { ticks.append(tick) }
  }
  guard ticks.count >= PlotRule.ticks else { return [] }
  let scales = findScales(ticks, on: page)
  guard !scales.isEmpty else { return [] }
  let drawn = drawnParts(page)
  return scales.compactMap { plot(of: $0, scales: scales, drawn: drawn, on: page) }
}

/// What a scale is, and what belongs to it.
private enum PlotRule {
  /// Words of a number on a scale: `20 %`.
  static let words = setting("words", 2)
  /// Numbers of a scale at least. Base: three cells of a table rise by one step by chance.
  static let ticks = setting("ticks", 4)
  /// Sizes by which the edges of its numbers may differ.
  static let edge = setting("edge", 0.4)
  /// The part of the distance by which distances may differ; labels are put on whole points at times.
  static let spacing = setting("spacing", 0.12)
  /// Sizes between its numbers at least and at most.
  static let closest = setting("closest", 0.8)
  static let apart = setting("apart", 12.0)
  /// Digits of a number at most.
  static let digits = setting("digits", 9)
  /// The part of the lower one's height that what stands in one row shares.
  static let sameRow = setting("sameRow", 0.5)
  /// The part of the scale's height that what is drawn beside it has.
  static let filled = setting("filled", 0.5)
  /// The part of a step by which steps may differ: 0.33 0.67 1.00 are rounded.
  static let step = setting("step", 0.04)
  /// The part of its numbers beside which text stands at most: labels of bars do at times.
  static let beside = setting("beside", 0.34)
  /// Sizes within which such text is.
  static let besideReach = setting("besideReach", 14.0)
  /// The part of a distance by which drawn parts may stick out above and below.
  static let overhang = setting("overhang", 0.8)
  /// Sizes of the plot's width at least.
  static let width = setting("width", 6.0)
  /// Sizes of white between parts of a plot that are close, and so many times the widest before it that the white beside a plot is. Base: bars stand
  /// at one distance.
  static let white = setting("white", 2.0)
  static let wider = setting("wider", 1.5)
  /// The part of the page from which a drawn box is a panel or background.
  static let panel = setting("panel", 0.3)
  /// The part of the plot's height up to which lines of running text may run into it.
  static let prose = setting("prose", 8)
}

/// A line that is one number, under both readings of its mark.
private struct Tick {
  var index: Int
  var box: Box
  var size: Double
  /// With the point as decimal mark, and with the comma.
  var values: (point: Double, comma: Double)

  init?(_ line: TextLine, index: Int) {
    var point = Decimals(mark: 0x2E)
    var comma = Decimals(mark: 0x2C)
    var digits = 0
    for word in line.words {
      for scalar in word.text.unicodeScalars {
        switch scalar.value {
        case 0x30...0x39:
          digits += 1
          point.add(digit: scalar.value - 0x30)
          comma.add(digit: scalar.value - 0x30)
        case 0x2E, 0x2C:
          guard digits > 0 else { return nil }
          point.add(mark: scalar.value)
          comma.add(mark: scalar.value)
        case 0x2D, 0x2212, 0x2013:
          guard digits == 0 else { return nil }
          point.negative = true
          comma.negative = true
        case 0x28:
          guard digits == 0 else { return nil }
          point.negative = true
          comma.negative = true
        case 0x20, 0xA0, 0x202F, 0x2009, 0x25, 0x24, 0x20AC, 0xA3, 0x29: continue
        default: return nil
        }
      }
    }
    guard digits > 0, digits <= PlotRule.digits else { return nil }
    self.index = index
    box = line.box
    size = max(1, line.size)
    values = (point.value, comma.value)
  }
}

/// A number read digit by digit; marks other than the decimal one part groups.
private struct Decimals {
  var mark: UInt32
  var negative = false
  private var number = 0.0
  private var scale = 0.0

  init(mark: UInt32) { self.mark = mark }

  mutating func add(digit: UInt32) {
    if scale > 0 {
      number += Double(digit) * scale
      scale /= 10
    } else {
      number = number * 10 + Double(digit)
    }
  }
  mutating func add(mark: UInt32) { if mark == self.mark, scale == 0 { scale = 0.1 } }
  var value: Double { negative ? -number : number }
}

private struct Scale {
  var ticks: [Tick]
  var box: Box
  var distance: Double
}

/// Runs of numbers under one another, each as far below the last as that below the one before, in place and in value.
private func findScales(_ ticks: [Tick], on page: Page) -> [Scale] {
  var out: [Scale] = []
  var used = Set<Int>()
  let edges: [(Box) -> Double] = [{ $0.x1 }, { $0.x0 }, { $0.midX }]
  for edge in edges {
    // Places are sorted, not ticks: tables of figures have hundreds of them.
    let places = ticks.indices.filter { !used.contains(ticks[$0].index) }
      .map { (edge: edge(ticks[$0].box), top: ticks[$0].box.y0, place: $0) }
    let sorted = places.sorted { ($0.edge, $0.top, $0.place) < ($1.edge, $1.top, $1.place) }
    var start = 0
    while start < sorted.count {
      let reach = PlotRule.edge * ticks[sorted[start].place].size
      var end = start + 1
      while end < sorted.count, sorted[end].edge - sorted[start].edge < reach { end += 1 }
      if end - start >= PlotRule.ticks {
        let column = sorted[start..<end].map { ticks[$0.place] }.sorted { ($0.box.midY, $0.index) < ($1.box.midY, $1.index) }
        for run in runs(column) where hasNothingBeside(run, on: page) {
          let box = run.dropFirst().reduce(run[0].box) { $0.union($1.box) }
          out.append(Scale(ticks: run, box: box, distance: (run[run.count - 1].box.midY - run[0].box.midY) / Double(run.count - 1)))
          used.formUnion(run.map(\.index))
        }
        start = end
      } else {
        start += 1
      }
    }
  }
  return out.sorted { ($0.box.x0, $0.box.y0) < ($1.box.x0, $1.box.y0) }
}

private func runs(_ column: [Tick]) -> [[Tick]] {
  var out: [[Tick]] = []
  var start = 0
  while start + PlotRule.ticks <= column.count {
    let end = max(runEnd(column, from: start) { $0.values.point }, runEnd(column, from: start) { $0.values.comma })
    if end - start >= PlotRule.ticks {
      if !isPart(start..<end, of: column) { out.append(Array(column[start..<end])) }
      start = end
    } else {
      start += 1
    }
  }
  return out
}

/// Whether most of the numbers that stand at the run's own distance above and below it are none of it: the column goes on, and falls by one step in a
/// few of its rows by chance.
private func isPart(_ run: Range<Int>, of column: [Tick]) -> Bool {
  let distance = column[run.lowerBound + 1].box.midY - column[run.lowerBound].box.midY
  func goesOn(_ place: Int) -> Bool {
    abs(column[place + 1].box.midY - column[place].box.midY - distance) < max(1, PlotRule.spacing * distance)
  }
  var (first, last) = (run.lowerBound, run.upperBound - 1)
  while first > 0, goesOn(first - 1) { first -= 1 }
  while last + 1 < column.count, goesOn(last) { last += 1 }
  return last - first + 1 > 2 * run.count
}

/// Where the run that begins at `start` ends.
private func runEnd(_ column: [Tick], from start: Int, value: (Tick) -> Double) -> Int {
  let distance = column[start + 1].box.midY - column[start].box.midY
  let step = value(column[start]) - value(column[start + 1])
  guard step > 0, distance > PlotRule.closest * column[start].size, distance < PlotRule.apart * column[start].size else { return start }
  var end = start + 2
  while end < column.count,
    abs(column[end].box.midY - column[end - 1].box.midY - distance) < max(1, PlotRule.spacing * distance),
    abs(value(column[end - 1]) - value(column[end]) - step) <= PlotRule.step * step
  {
    end += 1
  }
  return end
}

/// Whether the numbers stand alone: the rows of a table go on to their right, or come from their left.
private func hasNothingBeside(_ run: [Tick], on page: Page) -> Bool {
  var left = 0
  var right = 0
  for tick in run {
    var (before, after) = (false, false)
    for (index, line) in page.lines.enumerated() where index != tick.index && isUpright(line) {
      guard line.box.overlapY(tick.box) > PlotRule.sameRow * min(line.box.height, tick.box.height) else { continue }
      if line.box.x0 >= tick.box.x1, line.box.x0 - tick.box.x1 < PlotRule.besideReach * tick.size { after = true }
      if line.box.x1 <= tick.box.x0, tick.box.x0 - line.box.x1 < PlotRule.besideReach * tick.size { before = true }
    }
    if before { left += 1 }
    if after { right += 1 }
  }
  let most = PlotRule.beside * Double(run.count)
  return Double(min(left, right)) <= most && (Double(max(left, right)) <= most || Double(left + right) <= Double(run.count) + most)
}

/// What is drawn but backgrounds.
private func drawnParts(_ page: Page) -> [Box] {
  let most = PlotRule.panel * page.width * page.height
  let paper = Box(x0: 0, y0: 0, x1: page.width, y1: page.height)
  let boxes = page.drawings.map(\.box) + page.fills.map(\.box) + page.rulings.map(\.box) + page.images.map(\.box)
  return boxes.compactMap { box in
    let shown = box.intersection(paper)
    return shown.width >= 0 && shown.height >= 0 && shown.area < most ? shown : nil
  }
}

/// The scale with what is drawn at its height, on the side where there is something; nil where nothing is.
private func plot(of scale: Scale, scales: [Scale], drawn: [Box], on page: Page) -> Box? {
  let size = scale.ticks[0].size
  let (top, bottom) = (scale.box.y0 - PlotRule.overhang * scale.distance, scale.box.y1 + PlotRule.overhang * scale.distance)
  // Up to the next scale, and to running text beside.
  var (x0, x1) = (0.0, page.width)
  for other in scales
  where other.box != scale.box && other.box.overlapY(scale.box) > PlotRule.sameRow * min(other.box.height, scale.box.height) {
    if other.box.x0 > scale.box.x1 { x1 = min(x1, other.box.x1) } else if other.box.x1 < scale.box.x0 { x0 = max(x0, other.box.x0) }
  }
  for line in page.lines where line.words.count >= PlotRule.prose && isUpright(line) && line.box.midY > top && line.box.midY < bottom {
    if line.box.x0 > scale.box.x1 { x1 = min(x1, line.box.x0) } else if line.box.x1 < scale.box.x0 { x0 = max(x0, line.box.x1) }
  }
  /// Away from the scale, up to white that is wider than any between the parts before it: what stands beyond is another thing, as a table beside.
  func parts(_ from: Double, _ to: Double, rightwards: Bool) -> Box? {
    let near = drawn.filter { $0.y0 > top && $0.y1 < bottom && $0.x0 > from - size && $0.x1 < to + size }
      .sorted { rightwards ? ($0.x0, $0.x1, $0.y0) < ($1.x0, $1.x1, $1.y0) : (-$0.x1, -$0.x0, $0.y0) < (-$1.x1, -$1.x0, $1.y0) }
    guard var box = near.first else { return nil }
    func isEnough(_ box: Box) -> Bool { box.width > PlotRule.width * size && box.height > PlotRule.filled * scale.box.height }
    var widest = PlotRule.white * size
    for part in near.dropFirst() {
      let white = rightwards ? part.x0 - box.x1 : box.x0 - part.x1
      if white > PlotRule.wider * widest, isEnough(box) { break }
      widest = max(widest, white)
      box = box.union(part)
    }
    return isEnough(box) ? box : nil
  }
  guard let box = parts(scale.box.x1 - size, x1, rightwards: true) ?? parts(x0, scale.box.x0 + size, rightwards: false) else { return nil }
  return box.union(scale.box)
}
