import Model
import Layout
import Text

/// Frames one over another that share a rule: a letterhead in boxes over the head of a table, or two tables of other columns in one frame. Rules that
/// meet make them one region; where the columns change, they are read apart.
enum FrameRule {
  /// Upright rules within this (points) are one border.
  static let slack = setting("slack", 4.0)
  /// A level rule over this part of the width parts frames.
  static let across = setting("across", 0.95)
  /// An upright rule over this part of a band is a border in it.
  static let height = setting("height", 0.8)
  /// Ems that a row of totals is high at most, and by which its borders may miss those of the rows above. Base: one line with white around; a cell
  /// drawn by hand.
  static let totals = setting("totals", 3.0)
  static let near = setting("near", 1.5)
  /// A frame without borders inside that is higher than this, in ems, is no row. Base: titles of tables have up to three lines.
  static let letterhead = setting("letterhead", 4.0)
}

/// The region cut at rules across where the borders above and below do not fit: each side has one that the other has not. (The borders of a header
/// over several columns, or of a row of totals, are some of the body's.)
func cutAtChanges(_ region: Region, _ page: TablePage) -> [Region] {
  let box = region.box
  let levels = levelsAcross(box, page)
  guard levels.count > 2 else { return [region] }
  let uprights = innerUprights(box, page)
  var out: [Region] = []
  var top = levels[0]
  var borders: [Double] = []
  for place in 1..<levels.count {
    let (from, to) = (levels[place - 1], levels[place])
    let own = bordersOf(uprights, from: from, to: to)
    let fits = isPart(own, of: borders) || isPart(borders, of: own)
    // A letterhead in a frame over the cells of a table.
    if out.isEmpty, borders.isEmpty, own.count >= 2, from - top > FrameRule.letterhead * page.em {
      let (frame, rest) = (Box(x0: box.x0, y0: top, x1: box.x1, y1: from), Box(x0: box.x0, y0: from, x1: box.x1, y1: box.y1))
      return [Region(box: frame, kind: region.kind)] + cutAtChanges(Region(box: rest, kind: region.kind), page)
    }
    if !fits, place == levels.count - 1, isTotals(own, under: borders, height: to - from, page) { continue }
    if !fits {
      out.append(Region(box: Box(x0: box.x0, y0: top, x1: box.x1, y1: from), kind: region.kind))
      top = from
      borders = own
    } else {
      borders += own.filter { at in !borders.contains { abs($0 - at) < FrameRule.slack } }
    }
  }
  out.append(Region(box: Box(x0: box.x0, y0: top, x1: box.x1, y1: box.y1), kind: region.kind))
  // Where nearly every row has borders of its own it is a form, not tables.
  return out.count * 2 > levels.count - 1 ? [region] : out
}

/// Where rules over the whole width part a region, with its upper and its lower side.
func levelsAcross(_ box: Box, _ page: TablePage) -> [Double] {
  var levels = [box.y0]
  for edge in page.horizontals.sorted(by: { ($0.at, $0.start) < ($1.at, $1.start) })
  where edge.at > box.y0 + 4 && edge.at < box.y1 - 4 && min(edge.end, box.x1) - max(edge.start, box.x0) >= FrameRule.across * box.width {
    if edge.at - levels[levels.count - 1] > 4 { levels.append(edge.at) }
  }
  return levels + [box.y1]
}

/// Upright rules inside a region, not those at its sides.
func innerUprights(_ box: Box, _ page: TablePage) -> [Edge] {
  page.verticals.filter {
    $0.at > box.x0 + FrameRule.slack && $0.at < box.x1 - FrameRule.slack && $0.end > box.y0 && $0.start < box.y1
  }
}

/// Where upright rules stand that go through a band.
func bordersOf(_ uprights: [Edge], from: Double, to: Double) -> [Double] {
  uprights.filter { min($0.end, to) - max($0.start, from) >= FrameRule.height * (to - from) }.map(\.at)
}

/// Whether the last row of a frame is one of totals: as low as a row, with fewer borders than the rows above it, none of them far from one of theirs.
private func isTotals(_ own: [Double], under borders: [Double], height: Double, _ page: TablePage) -> Bool {
  height < FrameRule.totals * page.em && !own.isEmpty && own.count < borders.count
    && own.allSatisfy { at in borders.contains { abs($0 - at) < FrameRule.near * page.em } }
}

/// Columns that part nothing.
private enum IdleRule {
  /// The part of the table's height that its border is drawn, at least.
  static let held = setting("held", 0.5)
}

/// Whether borders are all among others.
func isPart(_ some: [Double], of all: [Double]) -> Bool {
  some.allSatisfy { at in all.contains { abs($0 - at) < FrameRule.slack } }
}

/// Borders that are drawn beside few rows and part nothing there: a box above the table, or the shading of one cell, whose side would cut the columns
/// of all other rows. Two columns of which no row has words on both sides are one.
func joinIdleColumns(_ grid: inout Grid) {
  var border = 1
  while border < grid.columns, grid.columns > 2 {
    let held = grid.verticals.filter { abs($0.at - grid.xs[border]) < GridRule.atBorder }.reduce(0) { $0 + $1.length }
    let parts = grid.pieces.contains { line in line.contains { $0.to == border - 1 } && line.contains { $0.from == border } }
    // A border of white space has lines that part at it; only a drawn one may be idle.
    guard grid.hardColumns[border], held < IdleRule.held * grid.box.height, !parts else {
      border += 1
      continue
    }
    grid.xs.remove(at: border)
    grid.hardColumns.remove(at: border)
    for line in grid.pieces.indices {
      for place in grid.pieces[line].indices {
        if grid.pieces[line][place].from >= border { grid.pieces[line][place].from -= 1 }
        if grid.pieces[line][place].to >= border { grid.pieces[line][place].to -= 1 }
      }
    }
  }
}
