package import Model
import Text
import Layout

/// What is drawn on a page and is neither text nor table: pictures, curves and polygons, bars of charts; and what may be part of a
/// drawing beside such (rulings, boxes behind text).
package struct Art {
  /// Pictures, drawings, bars: enough by themselves to be a figure.
  package var strong: [Box] = []
  /// Rulings and other fills: part of a figure only beside strong ones or under a figure's caption.
  package var weak: [Box] = []
  /// Those of `strong` that are pictures.
  var images: [Box] = []
  /// Boxes of fills and drawings that may hold the words of a diagram.
  var holders: [Box] = []
  /// Plots of charts that their scales tell (``chartPlots(on:)``), or their bars.
  var plots: [Box] = []
  /// Small filled squares that may say which colour is what.
  var keys: [Fill] = []
  var bars = 0
  var curves = 0
}

/// - Parameter ornaments: pictures (by box, rounded) that stand at the same place on several pages.
func art(of page: Page, ornaments: Set<Box>) -> Art {
  var found = Art()
  let area = max(1, page.width * page.height)
  let paper = Box(x0: 0, y0: 0, x1: page.width, y1: page.height)
  for image in page.images {
    let box = image.box.intersection(paper)
    // A background covers the page; logos and rules made of pictures are small or stand on every page.
    guard box.width >= 24, box.height >= 24, box.area < ArtRule.background * area, !ornaments.contains(rounded(image.box)) else { continue }
    if box.area > ArtRule.scan * area ? isRead(box, on: page) : holdsReadProse(box, on: page) { continue }
    found.strong.append(box)
    found.images.append(box)
  }
  for drawing in page.drawings {
    let box = drawing.box.intersection(paper)
    guard box.width >= 0, box.height >= 0, max(box.width, box.height) >= 2, box.area < ArtRule.frame * area else { continue }
    if ornaments.contains(rounded(drawing.box)) { continue }
    if drawing.filled || drawing.stroked { found.strong.append(box) }
    if box.width > 20, box.height > 8 { found.holders.append(box) }
    if drawing.curved { found.curves += 1 }
  }
  let fills = seenFills(of: page).map { $0.box.intersection(paper) }.filter {
    $0.width > 0 && $0.height > 0 && $0.area < ArtRule.frame * area
  }
  let groups = barGroups(fills, page: page)
  let bars = Set(groups.joined())
  for (index, box) in fills.enumerated() {
    if bars.contains(index) {
      found.strong.append(box)
      found.bars += 1
    } else {
      found.weak.append(box)
      if box.width > 20, box.height > 8 { found.holders.append(box) }
    }
  }
  for ruling in page.rulings {
    let box = ruling.box.intersection(paper)
    if box.width >= 0, box.height >= 0 { found.weak.append(box) }
  }
  found.plots = chartPlots(on: page) + groups.flatMap { barPlots($0.map { fills[$0] }, rulings: page.rulings) }
  found.keys = legendKeys(page)
  found.strong += found.plots
  return found
}

/// Fills that an eye sees. Word processors lay white behind each line of a paragraph that was pasted; on bare paper that is nothing drawn. On a coloured box
/// it is.
private func seenFills(of page: Page) -> [Fill] {
  guard page.fills.contains(where: { isWhite($0.colour) }) else { return page.fills }
  let grounds = page.fills.lazy.filter { !isWhite($0.colour) && $0.box.area > ArtRule.ground * page.width * page.height }.prefix(
    ArtRule.grounds)
  let boxes = grounds.map(\.box)
  return page.fills.filter { fill in
    !isWhite(fill.colour) || boxes.contains { $0.containsPoint(x: fill.box.midX, y: fill.box.midY) }
  }
}

/// Whether the words in a picture are read from it, and most of them with confidence: then it is the page itself, not something on it. Of covers
/// that are drawn Tesseract makes words too, by guessing.
private func isRead(_ box: Box, on page: Page) -> Bool {
  var (letters, weight) = (0.0, 0.0)
  for line in page.lines where box.containsPoint(x: line.box.midX, y: line.box.midY) {
    for word in line.words where word.confidence < 1 {
      letters += Double(word.glyphs)
      weight += Double(word.glyphs) * Double(word.confidence)
    }
  }
  return letters > 0 && weight >= ArtRule.confidence * letters
}

/// Whether a picture is a piece of a scan: most of what is read from it stands in rows of running text. Words of charts and plans are labels. (Programs
/// that read pictures often set each word apart: so rows are looked at.)
private func holdsReadProse(_ box: Box, on page: Page) -> Bool {
  let read = page.lines.filter { line in
    box.containsPoint(x: line.box.midX, y: line.box.midY) && line.words.contains { $0.confidence < 1 }
  }.sorted { ($0.baseline, $0.box.x0) < ($1.baseline, $1.box.x0) }
  var rows: [[TextLine]] = []
  for line in read {
    if let first = rows.last?.first, line.baseline - first.baseline < ArtRule.sameRow * first.size {
      rows[rows.count - 1].append(line)
    } else {
      rows.append([line])
    }
  }
  func letters(_ row: [TextLine]) -> Int { row.reduce(0) { $1.words.reduce($0) { $0 + Int($1.glyphs) } } }
  let running = rows.filter { row in
    row.reduce(0) { $0 + $1.words.count } >= ArtRule.proseWords
      && row.reduce(0) { $0 + $1.box.width } > ArtRule.proseWidth * box.width
  }
  return running.reduce(0) { $0 + letters($1) } * 2 > letters(read)
}

package func rounded(_ box: Box) -> Box {
  Box(x0: box.x0.rounded(), y0: box.y0.rounded(), x1: box.x1.rounded(), y1: box.y1.rounded())
}

/// Fills that stand on one line and differ in height (or begin on one and differ in length): the bars of a chart. Shaded table rows are
/// all of one height, and hold text.
func barChart(_ fills: [Box], page: Page) -> Set<Int> { Set(barGroups(fills, page: page).joined()) }

/// The same, line by line.
func barGroups(_ fills: [Box], page: Page) -> [[Int]] {
  var bars: [[Int]] = []
  guard fills.count >= 3, fills.count < 5000 else { return bars }
  var byFoot: [Int: [Int]] = [:]
  var byStart: [Int: [Int]] = [:]
  for (index, box) in fills.enumerated() where box.width >= 3 && box.height >= 1 {
    byFoot[Int((box.y1 / ArtRule.sameFoot).rounded()), default: []].append(index)
    byStart[Int((box.x0 / ArtRule.sameFoot).rounded()), default: []].append(index)
  }
  for foot in byFoot.keys.sorted() { add(byFoot[foot]!, size: { $0.height }, thickness: { $0.width }, across: { ($0.x0, $0.x1) }) }
  for start in byStart.keys.sorted() { add(byStart[start]!, size: { $0.width }, thickness: { $0.height }, across: { ($0.y0, $0.y1) }) }
  return bars

  func add(_ group: [Int], size: (Box) -> Double, thickness: (Box) -> Double, across: (Box) -> (Double, Double)) {
    guard group.count >= 3 else { return }
    let thick = group.map { thickness(fills[$0]) }.sorted()[group.count / 2]
    let same = group.filter { abs(thickness(fills[$0]) - thick) < ArtRule.thickness * thick + ArtRule.thicknessSlack }.sorted {
      across(fills[$0]) < across(fills[$1])
    }
    guard same.count >= 3 else { return }
    let sizes = same.map { size(fills[$0]) }
    guard let longest = sizes.max(), let shortest = sizes.min(), longest - shortest > ArtRule.lengths * longest, longest > 8 else { return }
    // Cells end at a few borders that they share; values seldom are the same.
    var ends: [Double] = []
    var before = -Double.infinity
    for index in same where across(fills[index]).0 > before + 1 {
      before = across(fills[index]).0
      ends.append(size(fills[index]))
    }
    ends.sort()
    let shared = ends.indices.count { place in
      (place > 0 && ends[place] - ends[place - 1] < 1) || (place + 1 < ends.count && ends[place + 1] - ends[place] < 1)
    }
    if shared * 10 >= ends.count * 7 { return }
    // Cells beside each other touch; bars of one chart leave gaps or at least do not hold words.
    var words = 0
    for line in page.lines {
      for index in same where fills[index].containsPoint(x: line.box.midX, y: line.box.midY) && fills[index].contains(line.box, slack: 1) {
        words += 1
        break
      }
    }
    if words * 2 <= same.count { bars.append(same) }
  }
}

/// Groups of boxes that touch or nearly so: connected components on a grid, so that a map of 100 000 strokes costs what a few cost.
///
/// - Parameter reach: how far apart two boxes of one group may be, points.
package func clusters(_ boxes: [Box], width: Double, height: Double, reach: Double) -> [Box] {
  guard !boxes.isEmpty else { return [] }
  let step = max(2, reach)
  let columns = max(1, Int(min(width / step, 400)) + 1)
  let rows = max(1, Int(min(height / step, 600)) + 1)
  func column(_ x: Double) -> Int { Int(max(0, min(Double(columns - 1), x / step))) }
  func row(_ y: Double) -> Int { Int(max(0, min(Double(rows - 1), y / step))) }
  // Two-dimensional difference array: a box costs four additions, whatever its size.
  var counts = [Int32](repeating: 0, count: (columns + 1) * (rows + 1))
  for box in boxes {
    let (c0, c1, r0, r1) = (column(box.x0), column(box.x1) + 1, row(box.y0), row(box.y1) + 1)
    counts[r0 * (columns + 1) + c0] += 1
    counts[r0 * (columns + 1) + c1] -= 1
    counts[r1 * (columns + 1) + c0] -= 1
    counts[r1 * (columns + 1) + c1] += 1
  }
  for r in 0...rows { for c in 1...columns { counts[r * (columns + 1) + c] += counts[r * (columns + 1) + c - 1] } }
  for r in 1...rows { for c in 0...columns { counts[r * (columns + 1) + c] += counts[(r - 1) * (columns + 1) + c] } }

  var label = [Int32](repeating: -1, count: columns * rows)
  var groups = 0
  var stack: [Int] = []
  for start in 0..<(columns * rows) where label[start] < 0 && counts[(start / columns) * (columns + 1) + start % columns] > 0 {
    label[start] = Int32(groups)
    stack.append(start)
    while let cell = stack.popLast() {
      let (r, c) = (cell / columns, cell % columns)
      for nr in max(0, r - 1)...min(rows - 1, r + 1) {
        for nc in max(0, c - 1)...min(columns - 1, c + 1) {
          let next = nr * columns + nc
          if label[next] < 0, counts[nr * (columns + 1) + nc] > 0 {
            label[next] = Int32(groups)
            stack.append(next)
          }
        }
      }
    }
    groups += 1
  }
  var out = [Box?](repeating: nil, count: groups)
  for box in boxes {
    let group = Int(label[row(box.y0) * columns + column(box.x0)])
    guard group >= 0 else { continue }
    out[group] = out[group]?.union(box) ?? box
  }
  return out.compactMap { $0 }.sorted { ($0.y0, $0.x0, $0.y1, $0.x1) < ($1.y0, $1.x0, $1.y1, $1.x1) }
}

/// What of a page's drawings is art. Parts are of the page's area or of the length.
private enum ArtRule {
  /// A picture larger than this is a background.
  static let background = setting("background", 0.85)
  /// A picture larger than this may be the scan of the page. Tesseract reads pages of which half is covered.
  static let scan = setting("scan", 0.3)
  /// Sizes between baselines of one row of what is read.
  static let sameRow = setting("sameRow", 0.4)
  /// Words of a row of running text in a piece of a scan, and the part of the piece's width that they have.
  static let proseWords = setting("proseWords", 5)
  static let proseWidth = setting("proseWidth", 0.5)
  /// Mean confidence of its words, from which it is one.
  static let confidence = setting("confidence", 0.8)
  /// The area of a coloured box on which white is seen, and how many of them are looked at.
  static let ground = setting("ground", 0.005)
  static let grounds = setting("grounds", 200)
  /// A drawing larger than this frames the page.
  static let frame = setting("frame", 0.6)
  /// Points within which bars begin on one line.
  static let sameFoot = setting("sameFoot", 1.5)
  /// By which the bars of a chart may differ in thickness …
  static let thickness = setting("thickness", 0.1)
  /// … and points.
  static let thicknessSlack = setting("thicknessSlack", 0.5)
  /// By which the longest bar is longer than the shortest: cells are all alike.
  static let lengths = setting("lengths", 0.08)
}
