package import Model
import Text
import Layout

/// Where on a page tables may be. Three kinds of evidence, strongest first: rules that meet, rules one under another, lines of text that
/// part into columns at the same places.
package struct Region {
  package var box: Box
  package var kind: Kind
  package var confidence = 1.0

  package enum Kind: String { case ruled, halfRuled, shaded, open }
}

/// Runs of lines whose fragments, running text left out, stand in columns.
///
/// - Parameter within: a frame that nothing outside of it is looked at with.
func openRegions(_ page: TablePage, taken: [Box], within: Box? = nil, settings: TableSettings) -> [Region] {
  let free = page.fragments.indices.filter { place in
    let box = page.fragments[place].box
    return within?.containsPoint(x: box.midX, y: box.midY) != false && !taken.contains { $0.containsPoint(x: box.midX, y: box.midY) }
  }
  let lines = printedLines(free, on: page, settings: settings)
  // Lines fall apart at running text, and between tables whose captions stand side by side.
  let cuts = sideCuts(lines, page)
  var parts: [PrintedLine] = []
  for line in lines {
    var current: [Int] = []
    func close() {
      guard !current.isEmpty else { return }
      var part = PrintedLine(baseline: line.baseline, y0: .infinity, y1: -.infinity, fragments: current)
      for place in current {
        part.y0 = min(part.y0, page.fragments[place].box.y0)
        part.y1 = max(part.y1, page.fragments[place].box.y1)
      }
      parts.append(part)
      current = []
    }
    for place in line.fragments {
      let box = page.fragments[place].box
      if let last = current.last, cuts.contains(where: { $0.parts(page.fragments[last].box, box) }) { close() }
      if page.fragments[place].isProse || page.isOutside(place) { close() } else { current.append(place) }
    }
    close()
  }
  var out: [Region] = []
  for run in runs(of: parts, page) {
    for lines in cores(of: run, page) {
      if let region = bounded(lines, page, settings: settings) { out.append(region) }
    }
  }
  return out
}

/// Which lines are one region. Lengths are in ems unless said otherwise.
private enum RegionRule {
  /// The part of the lower one's height that captions side by side share.
  static let beside = setting("beside", 0.5)
  /// White between tables side by side.
  static let freeStrip = setting("freeStrip", 0.5)
  /// White between rows.
  static let rowGap = setting("rowGap", 2.4)
  /// White between lines of heads.
  static let headGap = setting("headGap", 0.8)
  /// The part of the step from row to row that a label's further line is below its first, at most …
  static let wrappedStep = setting("wrappedStep", 0.85)
  /// … and sizes.
  static let wrappedLeading = setting("wrappedLeading", 1.4)
  /// Sizes between starts of lines of one label.
  static let sameEdge = setting("sameEdge", 0.3)
  /// Sizes of white between a label's further line and the values.
  static let clear = setting("clear", 0.5)
  /// Points between sizes that are one.
  static let sameSize = setting("sameSize", 0.2)
}

/// Where two tables stand side by side: an upright line from under their captions to where something crosses it.
private struct SideCut {
  var x: Double
  var y0: Double
  var y1: Double

  func parts(_ a: Box, _ b: Box) -> Bool { b.midY > y0 && b.midY < y1 && a.x1 <= x && b.x0 >= x }
}

private func sideCuts(_ lines: [PrintedLine], _ page: TablePage) -> [SideCut] {
  let captions = page.tableCaptions.sorted { ($0.x0, $0.y0) < ($1.x0, $1.y0) }
  var out: [SideCut] = []
  for (index, right) in captions.enumerated() {
    guard
      let left = captions[..<index].last(where: {
        $0.overlapY(right) > RegionRule.beside * min($0.height, right.height) && $0.x1 < right.x0
      })
    else {
      continue
    }
    let top = max(left.y1, right.y1)
    // The free stretch that all lines below leave between the captions, as far down as they leave one.
    var free = (from: left.midX, to: right.midX)
    var pieces = [free]
    var bottom = top
    for line in lines where line.y0 > top - 1 {
      var rest = pieces
      for place in line.fragments {
        let box = page.fragments[place].box
        rest = rest.flatMap { piece -> [(from: Double, to: Double)] in
          if box.x1 <= piece.from || box.x0 >= piece.to { return [piece] }
          return [(piece.from, box.x0), (box.x1, piece.to)].filter { $0.1 - $0.0 > RegionRule.freeStrip * page.em }.map {
            (from: $0.0, to: $0.1)
          }
        }
      }
      guard !rest.isEmpty else { break }
      pieces = rest
      bottom = line.y1
    }
    // The stretch that ends where the right caption begins, else the widest.
    guard bottom > top else { continue }
    free = pieces.first { abs($0.to - right.x0) < page.em } ?? pieces.max { $0.to - $0.from < $1.to - $1.from } ?? free
    out.append(SideCut(x: (free.from + free.to) / 2, y0: top, y1: bottom + GridRule.hair))
  }
  return out
}

/// Parts that stand one under another, at most about two blank lines apart.
private func runs(of parts: [PrintedLine], _ page: TablePage) -> [[PrintedLine]] {
  var out: [[PrintedLine]] = []
  func extent(_ line: PrintedLine) -> (Double, Double) {
    (page.fragments[line.fragments[0]].box.x0, line.fragments.map { page.fragments[$0].box.x1 }.max() ?? 0)
  }
  var extents: [(Double, Double)] = []
  for part in parts {
    let (x0, x1) = extent(part)
    var best: Int?
    for index in out.indices.reversed() {
      guard let last = out[index].last else { continue }
      let gap = part.y0 - last.y1
      if gap > RegionRule.rowGap * page.em || part.baseline <= last.baseline { continue }
      if page.hasOutside(from: last.y1 - 1, to: part.y0 + 1, x0: x0, x1: x1) { continue }
      if min(x1, extents[index].1) - max(x0, extents[index].0) > 0 {
        best = index
        break
      }
    }
    if let best {
      // Heads over the right columns and a stub under them at the left are two runs until a row joins them.
      if let other = headRun(over: part, besides: best, out, extents, (x0, x1), page) {
        let heads = headLines(out[other], over: part, page)
        out[other].removeLast(heads.count)
        out[best] = (heads + out[best]).sorted { $0.baseline < $1.baseline }
      }
      out[best].append(part)
      extents[best] = (min(extents[best].0, x0), max(extents[best].1, x1))
    } else {
      out.append([part])
      extents.append((x0, x1))
    }
  }
  return out.filter { !$0.isEmpty }
}

/// Another run that a line of several fragments goes on with: its last lines are heads right of the line's stub, ending close above.
private func headRun(
  over part: PrintedLine, besides best: Int, _ runs: [[PrintedLine]], _ extents: [(Double, Double)], _ extent: (Double, Double),
  _ page: TablePage
) -> Int? {
  guard part.fragments.count >= 2, runs[best].count <= 3, runs[best].allSatisfy({ $0.fragments.count == 1 }) else { return nil }
  return runs.indices.last { index in
    guard index != best, let last = runs[index].last, last.fragments.count >= 2, last.baseline < part.baseline else { return false }
    return runs[best][0].y0 - last.y1 < RegionRule.rowGap * page.em && extents[index].1 <= extent.1 + page.em
      && !headLines(runs[index], over: part, page).isEmpty
  }
}

/// The last lines of a run that stand right of the first fragment of a line below.
private func headLines(_ run: [PrintedLine], over part: PrintedLine, _ page: TablePage) -> [PrintedLine] {
  let stub = page.fragments[part.fragments[0]].box
  return Array(run.suffix(4).reversed().prefix { page.fragments[$0.fragments[0]].box.x0 > stub.x1 }.reversed())
}

/// The stretches of a run that begin and end with a line of several fragments and have at most three lines of one fragment on end.
private func cores(of run: [PrintedLine], _ page: TablePage) -> [[PrintedLine]] {
  var out: [[PrintedLine]] = []
  var current: [PrintedLine] = []
  var singles: [PrintedLine] = []
  let left = run.map { page.fragments[$0.fragments[0]].box.x0 }.min() ?? 0
  for line in run {
    if fragmentsThatCount(line, page) >= 2 {
      if current.isEmpty {
        // Heads over the columns' right part belong to the table; the rest above does not.
        var heads: [PrintedLine] = []
        for above in singles.reversed() {
          guard line.y0 - above.y1 < 2 * page.em, heads.count < 3, let first = above.fragments.first, let stub = line.fragments.first,
            page.fragments[first].box.x0 > page.fragments[stub].box.x1 + page.em
              || isHead(page.fragments[first], over: line, left: left, page)
          else { break }
          heads.insert(above, at: 0)
        }
        current = heads
      } else {
        current += singles
      }
      singles = []
      current.append(line)
    } else {
      singles.append(line)
      if singles.count > 3, !current.isEmpty {
        out.append(current + restOfStub(current, singles, page))
        current = []
        singles = Array(singles.suffix(3))
      }
    }
  }
  if !current.isEmpty { out.append(current + restOfStub(current, singles, page)) }
  return out
}

/// Whether a fragment stands close above a line of heads that begins right of the stub, and no wider than it.
private func isHead(_ above: Fragment, over line: PrintedLine, left: Double, _ page: TablePage) -> Bool {
  let first = page.fragments[line.fragments[0]]
  let end = line.fragments.map { page.fragments[$0].box.x1 }.max() ?? 0
  return line.fragments.count >= 2 && first.box.x0 > left + 4 * page.em && line.y0 - above.box.y1 < RegionRule.headGap * page.em
    && above.box.x0 > first.box.x0 - page.em && above.box.x1 < end + page.em
}

/// The lines after the last row that its stub goes on over: under it at its left edge, within its column, and closer than rows stand.
private func restOfStub(_ lines: [PrintedLine], _ singles: [PrintedLine], _ page: TablePage) -> [PrintedLine] {
  guard let last = lines.last, lines.count >= 2, last.fragments.count >= 2 else { return [] }
  var stub = page.fragments[last.fragments[0]]
  var values = page.fragments[last.fragments[1]].box.x0
  // Numbers in the middle of the two lines of their label: its first line stands above them.
  if stub.isValue, let above = lines[lines.count - 2].fragments.first, lines[lines.count - 2].fragments.count == 1,
    last.baseline - page.fragments[above].baseline < page.fragments[above].size, page.fragments[above].box.x1 < stub.box.x0
  {
    values = stub.box.x0
    stub = page.fragments[above]
  }
  let step = last.baseline - lines[lines.count - 2].baseline
  var out: [PrintedLine] = []
  var above = last.baseline
  for line in singles {
    let it = page.fragments[line.fragments[0]]
    guard line.fragments.count == 1, line.baseline - above < min(RegionRule.wrappedStep * step, RegionRule.wrappedLeading * stub.size),
      abs(it.box.x0 - stub.box.x0) < RegionRule.sameEdge * stub.size,
      it.box.x1 < values - RegionRule.clear * stub.size, abs(it.size - stub.size) < RegionRule.sameSize,
      !it.isValue
    else { break }
    out.append(line)
    above = line.baseline
  }
  return out
}

private func fragmentsThatCount(_ line: PrintedLine, _ page: TablePage) -> Int {
  var count = 0
  for place in line.fragments {
    if page.fragments[place].words.contains(where: {
      let kind = page.words[$0].kind
      return kind != .leader && kind != .sign && kind != .bullet
    }) {
      count += 1
    }
  }
  return count
}

private func bounded(_ lines: [PrintedLine], _ page: TablePage, settings: TableSettings) -> Region? {
  guard lines.count >= 2 else { return nil }
  var box = page.fragments[lines[0].fragments[0]].box
  for line in lines {
    for place in line.fragments { box = box.union(page.fragments[place].box) }
  }
  return Region(box: Box(x0: box.x0 - 1, y0: box.y0 - GridRule.hair, x1: box.x1 + 1, y1: box.y1 + GridRule.hair), kind: .open)
}
