import Layout
import Model
import Text

/// A band of shading over the whole width with a title in it, and heads right under it: the table begins there. What stands above it between the same
/// rules (a letterhead with volume, date and place) belongs to the page.
enum TitleBandRule {
  /// Rows above the band, at most. Base: a letterhead between rules has few lines; further down the band heads a second table.
  static let rows = setting("rows", 4)
  /// The part of the table's width that the band covers.
  static let width = setting("width", 0.95)
  /// Points under a bar within which a rule is its own edge, and ems by which it stands out.
  static let below = setting("below", 3.0)
  static let beyond = setting("beyond", 3.0)
  /// So many times the row's height the band is high, at most.
  static let height = setting("height", 1.4)
}

/// Top of the band where the table begins; nil where there is none, or where what stands above it is in the table's columns.
func titleBand(_ grid: Grid, on page: TablePage) -> Double? {
  guard grid.columns >= 3, grid.rows >= 3 else { return nil }
  for row in 1..<min(grid.rows - 1, TitleBandRule.rows + 1) {
    guard let band = band(row, grid), grid.lines.indices.filter({ grid.rowOf[$0] == row }).count == 1 else { continue }
    let below = grid.lines.indices.filter { grid.rowOf[$0] == row + 1 }
    guard let heads = below.first.map({ grid.lines[$0] }), heads.fragments.count >= 2,
      heads.fragments.allSatisfy({ !page.fragments[$0].isValue || isYear(page.fragments[$0].words.lowerBound, page) }),
      isForeign(above: row, grid, page)
    else { continue }
    return band.y0 - GridRule.hair
  }
  return nil
}

/// The table under a band with one text in it that stands out far at its right: a section's title in a bar over the page. Nil where there is none.
func underBar(_ grid: Grid, on page: TablePage) -> Box? {
  guard grid.columns >= 2, grid.rows >= 3, let band = band(0, grid) else { return nil }
  let words = grid.pieces.indices.filter { grid.rowOf[$0] > 0 }.flatMap { grid.pieces[$0] }.map(\.box.x1)
  let rules = grid.rules.filter { $0.at > band.y1 + TitleBandRule.below }.map(\.end)
  guard let end = (words + rules).max(), words.count >= 4, band.x1 - end > TitleBandRule.beyond * page.em else { return nil }
  return Box(x0: grid.box.x0, y0: band.y1 + GridRule.hair, x1: end + GridRule.hair, y1: grid.box.y1)
}

/// Top of the rows where upright rules between columns begin under a title that stands alone: what is above them is no row. Nil where they do not
/// begin so.
func uprightTop(_ grid: Grid, on page: TablePage) -> Double? {
  guard grid.columns >= 3, grid.rows >= TitleBandRule.rows, grid.lines.count >= 2 else { return nil }
  let inner = (1..<grid.columns).filter { grid.hardColumns[$0] }
  guard inner.count * 2 >= grid.columns - 1 else { return nil }
  let first = grid.cells.filter { $0.row == 0 && !isBlank($0) }
  guard first.count == 1, first[0].words.count == 1, !grid.hardRows[1] else { return nil }
  let foot = grid.lines[0].y1
  let all = inner.allSatisfy { border in
    let edges = grid.verticals.filter { abs($0.at - grid.xs[border]) < GridRule.atBorder }
    let top = edges.map(\.start).min() ?? -.infinity
    return top > foot - 2 && edges.reduce(0) { $0 + $1.length } > GridRule.across * (grid.box.y1 - top)
  }
  return all ? foot + GridRule.hair : nil
}

/// The shading of a row with one text.
private func band(_ row: Int, _ grid: Grid) -> Box? {
  let filled = grid.cells.filter { $0.row == row && !isBlank($0) }
  let high = grid.ys[row + 1] - grid.ys[row]
  guard filled.count == 1 else { return nil }
  return grid.fills.first {
    $0.box.width > TitleBandRule.width * grid.box.width && $0.box.midY > grid.ys[row] && $0.box.midY < grid.ys[row + 1]
      && $0.box.height < TitleBandRule.height * high
  }?.box
}

/// Whether the lines above a row stand across the columns that the rows below have, or are set in another size.
private func isForeign(above row: Int, _ grid: Grid, _ page: TablePage) -> Bool {
  let above = grid.lines.indices.filter { grid.rowOf[$0] < row }
  let sizes = grid.lines.indices.filter { grid.rowOf[$0] > row }.flatMap { grid.lines[$0].fragments }.map { page.fragments[$0].size }
    .sorted()
  guard !above.isEmpty, !sizes.isEmpty else { return false }
  let usual = sizes[sizes.count / 2]
  let across = above.contains { line in grid.pieces[line].contains { $0.to > $0.from && $0.from > 0 } }
  return across || above.contains { line in grid.lines[line].fragments.contains { page.fragments[$0].size > usual + 1 } }
}
