package import Model
import Text
package import Layout

/// Regions that grow: from rules or shading that only part of a table has, or from a caption, through the lines above and below that leave
/// the same gaps free.
///
/// A gap is kept as the intervals that no line has covered yet; a line that would close one does not belong to the table. One such line is let
/// through if a line with several fragments follows (a group's heading across the columns).
package struct Growth {
  package var x0: Double
  package var x1: Double
  package var gaps: [GrowthGap]
}

package struct GrowthGap {
  /// A column of numbers may stand anywhere under its heading: which side of it the border is on shows later.
  package var free: [(from: Double, to: Double)]
  /// Cells were drawn to meet here, so that the gap may get as narrow as it likes.
  package var sure: Bool

  package init(from: Double, to: Double, sure: Bool) {
    free = [(from, to)]
    self.sure = sure
  }
}

/// The growth that the lines inside a box start with; nil if they leave no gap.
func growth(in box: Box, _ page: TablePage, settings: TableSettings) -> Growth? {
  let inside = fragments(in: box, page)
  guard !inside.isEmpty else { return nil }
  let lines = printedLines(inside, on: page, settings: settings)
  let gaps = columnGaps(lines, on: page, from: box.x0, to: box.x1, settings: settings)
  guard !gaps.isEmpty else { return nil }
  return Growth(
    x0: box.x0, x1: box.x1,
    gaps: gaps.map { gap in
      // Cells shaded one by one meet at the border itself.
      let met = page.fills.contains { a in
        a.box.x1 > gap.from && a.box.x1 < gap.to && a.box.overlapY(box) > 0
          && page.fills.contains { abs($0.box.x0 - a.box.x1) < 3 && $0.box.overlapY(a.box) > GrowthRule.shadedLine * a.box.height }
      }
      return GrowthGap(from: gap.from, to: gap.to, sure: met)
    })
}

func fragments(in box: Box, _ page: TablePage) -> [Int] {
  page.fragments.indices.filter {
    let it = page.fragments[$0].box
    return it.midY > box.y0 && it.midY < box.y1 && it.overlapX(box) > GridRule.within * it.width
  }
}

enum GrowRule {
  /// Farthest that the next row may be, in ems. Base: two blank lines.
  static let rows = setting("rows", 2.3)
  /// The same under heads in drawn cells, which tell the columns beyond doubt. Base: report generators set groups of rows three lines apart.
  static let underHeads = setting("underHeads", 5.0)
  /// Borders between heads that are many, and how far rows may be under them: what stands in so many columns is a row, however far. Base: totals alone
  /// on the last page.
  static let manyHeads = setting("manyHeads", 5)
  static let underManyHeads = setting("underManyHeads", 8.0)
}

/// How far down (or up) a table goes from `edge`; `reach`: farthest that the next row may be, in ems.
package func grow(
  _ start: Growth, from edge: Double, down: Bool, _ page: TablePage, taken: [Box], reach: Double = GrowRule.rows, settings: TableSettings
) -> (edge: Double, lines: Int, multiple: Int) {
  var state = start
  let near = page.fragments.indices.filter {
    let it = page.fragments[$0].box
    return it.x1 > start.x0 + 1 && it.x0 < start.x1 - 1 && (down ? it.midY > edge : it.midY < edge)
      && !taken.contains { box in box.containsPoint(x: it.midX, y: it.midY) }
  }
  var lines = printedLines(near, on: page, settings: settings)
  if !down { lines.reverse() }
  var reached = edge
  var pending: Double?
  var counted = 0
  var across = 0
  var multiple = 0
  var size: Double?
  for line in lines {
    if down, isNote(line, under: size, page) { break }
    if !down, line.fragments.count == 1, page.fragments[line.fragments[0]].isProse { break }
    if down, let size, line.fragments.count == 1, page.fragments[line.fragments[0]].size > size + GrowthRule.titleLarger { break }
    if line.fragments.count > 1 { size = page.fragments[line.fragments[0]].size }
    let gap = down ? line.y0 - (pending ?? reached) : (pending ?? reached) - line.y1
    guard gap < reach * page.em else { break }
    let far = gap >= GrowRule.rows * page.em
    if far, line.fragments.contains(where: { page.fragments[$0].isProse }) { break }
    var box = page.fragments[line.fragments[0]].box
    for place in line.fragments { box = box.union(page.fragments[place].box) }
    guard box.x0 > start.x0 - 4, box.x1 < start.x1 + 4, !line.fragments.contains(where: { page.isOutside($0) }) else { break }
    guard !page.horizontals.contains(where: { ruleParts($0, line, reached, state, down: down) }) else { break }
    let end = down ? line.y1 : line.y0
    if let next = narrowed(state.gaps, by: line, page) {
      // After a line that ran across, or far from the last row, only one with several fragments shows that the table goes on.
      if pending != nil || far, line.fragments.count == 1 {
        pending = end
        continue
      }
      state.gaps = next
      reached = end
      pending = nil
      across = 0
      counted += 1
      if line.fragments.count > 1 { multiple += 1 }
    } else if across < 2, line.fragments.count == 1, counted > 0 || !down {
      pending = end
      across += 1
    } else {
      break
    }
  }
  return (reached, counted, multiple)
}

/// How regions grow from what is found first. Lengths are in ems unless said otherwise.
private enum GrowthRule {
  /// How far below a shaded head rules may close its rows. Base: two rows of two lines.
  static let closedRows = setting("closedRows", 8.0)
  /// The part of a line's height that a shading beside it shares.
  static let shadedLine = setting("shadedLine", 0.6)
  /// Points by which a note is smaller than the rows over it.
  static let noteSmaller = setting("noteSmaller", 0.4)
  /// Points by which a line alone is larger than the rows over it where it is the title of what follows.
  static let titleLarger = setting("titleLarger", 1.5)
  /// The part of the table's width up to which a rule at its left begins something else, as notes.
  static let partingRule = setting("partingRule", 0.5)
  /// Points that a gap drawn by a rule keeps free.
  static let sureGap = setting("sureGap", 0.3)
  /// White that another gap keeps free.
  static let gap = setting("gap", 0.25)
  /// White between words of heads that stand out over their columns: any, as they are whole words.
  static let wordGap = setting("wordGap", 0.03)
  /// Points by which a shading may stick out of the band that it is in.
  static let bandSlack = setting("bandSlack", 1.5)
  /// White between a caption and the heads under it.
  static let captionGap = setting("captionGap", 3.5)
  /// Below the heads, within which a rule closes them.
  static let headRule = setting("headRule", 2.5)
  /// Points below a caption where its table begins.
  static let belowCaption = setting("belowCaption", 0.2)
  /// White between rows.
  static let rowGap = setting("rowGap", 2.3)
  /// Points by which sources are smaller than the table.
  static let sourceSmaller = setting("sourceSmaller", 0.2)
  /// Points between sizes that are one.
  static let sameSize = setting("sameSize", 0.1)
  /// Points above the first note where the table ends.
  static let overNotes = setting("overNotes", 0.6)
  /// Points on both sides of a rule that it parts.
  static let drawnGap = setting("drawnGap", 1.5)
}

/// Whether a line alone under rows is a note to them: set smaller, or begun by a mark.
private func isNote(_ line: PrintedLine, under size: Double?, _ page: TablePage) -> Bool {
  guard line.fragments.count == 1, let size else { return false }
  return page.fragments[line.fragments[0]].size < size - GrowthRule.noteSmaller || beginsNote(line, page)
}

/// A rule of another width between the table and a line: something else begins there (footnotes, another table).
private func ruleParts(_ rule: Edge, _ line: PrintedLine, _ reached: Double, _ state: Growth, down: Bool) -> Bool {
  guard down ? rule.at > reached && rule.at < line.y0 + 1 : rule.at < reached && rule.at > line.y1 - 1 else { return false }
  guard rule.end > state.x0, rule.start < state.x1 else { return false }
  return abs(rule.start - state.x0) < 4 && rule.length < GrowthRule.partingRule * (state.x1 - state.x0)
}

/// The gaps with what the line leaves free of each; nil if it closes one.
func narrowed(_ gaps: [GrowthGap], by line: PrintedLine, _ page: TablePage) -> [GrowthGap]? {
  narrowed(
    gaps, by: line.fragments.map { (page.fragments[$0].box.x0, leaderless(page.fragments[$0], page)) }, least: GrowthRule.gap * page.em)
}

/// The same for the words of a line of heads, which may stand no further apart than words do.
func narrowedByWords(_ gaps: [GrowthGap], by line: PrintedLine, _ page: TablePage) -> [GrowthGap]? {
  narrowed(
    gaps, by: line.fragments.flatMap { page.fragments[$0].words.map { (page.words[$0].box.x0, page.words[$0].box.x1) } },
    least: GrowthRule.wordGap * page.em)
}

private func narrowed(_ gaps: [GrowthGap], by stretches: [(from: Double, to: Double)], least: Double) -> [GrowthGap]? {
  var out: [GrowthGap] = []
  for var gap in gaps {
    for (start, end) in stretches {
      gap.free = gap.free.flatMap { piece -> [(from: Double, to: Double)] in
        if end <= piece.from || start >= piece.to { return [piece] }
        var rest: [(from: Double, to: Double)] = []
        if start > piece.from { rest.append((piece.from, start)) }
        if end < piece.to { rest.append((end, piece.to)) }
        return rest
      }
    }
    gap.free.removeAll { $0.to - $0.from <= (gap.sure ? GrowthRule.sureGap : least) }
    guard !gap.free.isEmpty else { return nil }
    out.append(gap)
  }
  return out
}

// MARK: Shading

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
    var stack = [bands[first]]
    for next in bands.indices.dropFirst(first + 1) where !used[next] {
      guard abs(bands[next].x0 - box.x0) < 4, abs(bands[next].x1 - box.x1) < 4, bands[next].y0 - box.y1 < 14 * page.em,
        !page.hasOutside(from: box.y1 - 1, to: bands[next].y0 + 1, x0: box.x0, x1: box.x1)
      else { continue }
      box = box.union(bands[next])
      stack.append(bands[next])
      used[next] = true
    }
    box = withRules(withSides(box, fills), page)
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

// MARK: Captions

/// What stands in columns right under the caption of a table.
/// `words` true: only tables of words, which nothing else finds; tables of numbers are better found by their lines.
func captionedRegions(_ page: TablePage, taken: [Box], words: Bool, settings: TableSettings) -> [Region] {
  var out: [Region] = []
  for caption in page.tableCaptions {
    guard !taken.contains(where: { $0.y0 > caption.y0 && $0.y0 - caption.y1 < 5 * page.em && $0.overlapX(caption) > 0 }) else { continue }
    // The lines under it, as wide as the caption or as what stands there.
    let below = page.fragments.indices.filter {
      let it = page.fragments[$0].box
      return it.midY > caption.y1 && it.y0 - caption.y1 < 5 * page.em && !page.isOutside($0)
    }
    let lines = printedLines(below, on: page, settings: settings)
    guard let head = lines.first(where: { $0.fragments.count >= 2 }), head.y0 - caption.y1 < GrowthRule.captionGap * page.em else {
      continue
    }
    var box = page.fragments[head.fragments[0]].box
    for place in head.fragments { box = box.union(page.fragments[place].box) }
    box.x0 = min(box.x0, caption.x0)
    box.x1 = max(box.x1, caption.x1)
    // Rules at the header reach over columns whose heads stand a line lower.
    for rule in page.horizontals where rule.at > caption.y1 && rule.at < head.y1 + GrowthRule.headRule * page.em {
      guard rule.start < box.x1, rule.end > box.x0 || abs(rule.start - box.x1) < 3 * page.em else { continue }
      box.x0 = min(box.x0, rule.start)
      box.x1 = max(box.x1, rule.end)
    }
    for place in page.fragments.indices where page.fragments[place].isProse {
      let it = page.fragments[place].box
      if it.x0 < caption.x1, it.x0 > box.x0 - 3 * page.em, it.x1 > box.x0 { box.x1 = max(box.x1, it.x1) }
    }
    if words {
      let first = below.filter {
        page.fragments[$0].box.midY > head.y1 && page.fragments[$0].box.x0 > box.x0 - 2 && page.fragments[$0].box.x1 < box.x1 + 2
      }
      if first.isEmpty || first.filter({ page.fragments[$0].isValue }).count * 5 > first.count * 2 { continue }
    }
    guard let start = growth(in: Box(x0: box.x0, y0: head.y0 - 1, x1: box.x1, y1: head.y1 + 1), page, settings: settings) else { continue }
    let wide = Growth(x0: start.x0 - 3, x1: start.x1 + 3, gaps: start.gaps)
    let down = grow(wide, from: head.y1 - 1, down: true, page, taken: taken, settings: settings)
    guard down.lines >= 2 else { continue }
    let end = closing(below: down.edge, from: head.y0, x0: box.x0, x1: box.x1, page)
    let region = Box(x0: box.x0 - 1, y0: caption.y1 + GrowthRule.belowCaption, x1: box.x1 + 1, y1: end + GridRule.hair)
    out.append(Region(box: trimmed(region, page), kind: .open))
  }
  return out
}

/// No wider on the right than its words and rules: the caption, or prose that looked like a cell, may have made it so.
private func trimmed(_ box: Box, _ page: TablePage) -> Box {
  let words = fragments(in: box, page).map { page.fragments[$0].box.x1 }.max() ?? box.x1
  let rules = page.horizontals.filter { $0.at > box.y0 && $0.at < box.y1 && $0.start < box.x1 }.map(\.end).max() ?? words
  return Box(x0: box.x0, y0: box.y0, x1: min(box.x1, max(words, rules) + 1), y1: box.y1)
}

/// A source line not far below the lines that keep the gaps: what is between (rows that run across the columns) belongs to the table.
private func closing(below edge: Double, from top: Double, x0: Double, x1: Double, _ page: TablePage) -> Double {
  let under = page.fragments.indices.filter {
    let it = page.fragments[$0].box
    return it.midY > edge && it.y0 < edge + 12 * page.em && it.x1 > x0 && it.x0 < x1
  }.sorted { (page.fragments[$0].baseline, $0) < (page.fragments[$1].baseline, $1) }
  var last = edge
  for place in under {
    let box = page.fragments[place].box
    if box.y0 - last > GrowthRule.rowGap * page.em { return edge }
    if page.isOutside(place) {
      guard page.closings.contains(page.words[page.fragments[place].words.lowerBound].line), last - edge < edge - top else { return edge }
      return notes(above: page.fragments[place], from: edge, under, page) ?? last
    }
    if box.x0 < x0 - 4 || box.x1 > x1 + 4 { return edge }
    last = max(last, box.y1)
  }
  return edge
}

/// Top of the lines right above the source line that are set like it and not like the table: its notes, which are none of the rows.
private func notes(above source: Fragment, from edge: Double, _ under: [Int], _ page: TablePage) -> Double? {
  let between = under.filter { page.fragments[$0].box.midY > edge && page.fragments[$0].baseline < source.baseline - 1 }
  guard let bodySize = page.fragments.last(where: { $0.box.midY <= edge && $0.box.y1 > edge - page.em })?.size else { return nil }
  guard source.size < bodySize - GrowthRule.sourceSmaller else { return nil }
  let first = between.first { abs(page.fragments[$0].size - source.size) < GrowthRule.sameSize }
  guard let first, between.drop(while: { $0 != first }).allSatisfy({ abs(page.fragments[$0].size - source.size) < GrowthRule.sameSize })
  else { return nil }
  return max(edge, page.fragments[first].box.y0 - GrowthRule.overNotes)
}

/// A header in drawn cells over a body that is not: the region with the body, or the region as it is.
func withBody(_ region: Region, _ page: TablePage, taken: [Box], settings: TableSettings) -> Region {
  let box = region.box
  guard box.height < 8 * page.em else { return region }
  let inner = positions(
    page.verticals.filter { $0.at > box.x0 + 3 && $0.at < box.x1 - 3 && $0.start < box.y1 && $0.end > box.y0 }, from: box.x0, to: box.x1,
    slack: settings.ruleMerge
  ).dropFirst().dropLast()
  guard !inner.isEmpty else { return region }
  let start = Growth(
    x0: box.x0, x1: box.x1, gaps: inner.map { GrowthGap(from: $0.at - GrowthRule.drawnGap, to: $0.at + GrowthRule.drawnGap, sure: true) })
  let reach = inner.count >= GrowRule.manyHeads ? GrowRule.underManyHeads : inner.count >= 2 ? GrowRule.underHeads : GrowRule.rows
  let down = grow(start, from: box.y1, down: true, page, taken: taken, reach: reach, settings: settings)
  // One row alone, where it fills most of many columns.
  let alone = down.multiple == 1 && down.lines == 1 && inner.count >= GrowRule.manyHeads
  let filled = alone ? fragments(in: Box(x0: box.x0, y0: box.y1, x1: box.x1, y1: down.edge + 1), page).count : 0
  guard
    down.multiple >= 2 || (alone && filled * 2 > inner.count + 1)
      || (down.multiple == 1 && down.lines == 1 && down.edge - box.y1 < 2 * page.em && inner.count >= 2)
  else {
    return region
  }
  return Region(box: Box(x0: box.x0, y0: box.y0, x1: box.x1, y1: down.edge + GridRule.hair), kind: .halfRuled)
}
