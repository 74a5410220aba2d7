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
enum GrowthRule {
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
