import Model
import Layout
import Text

/// A table that goes on from the page before: rows at the head of a page that stand in the columns of the table that ended the last one.
///
/// With the columns known it takes little to see rows: one is enough, and columns that are blank on this page keep their place.
struct OpenTable {
  /// Borders of its columns, and the left edge of its words.
  var xs: [Double]
  var left: Double
  var size: Double
}

enum ContinueRule {
  /// A table that goes on ends below this part of the page. Base: even a tall row leaves no third of a page blank.
  static let foot = setting("foot", 0.65)
  /// Sizes within this (points) are one.
  static let size = setting("size", 0.6)
}

/// The table of a page that nothing follows on it but notes and sources.
func openTable(_ readings: [TableReading], height: Double) -> OpenTable? {
  var lowest: TableReading?
  for reading in readings {
    guard case .table = reading.verdict, let grid = reading.grid else { continue }
    if grid.box.y1 > lowest?.grid?.box.y1 ?? -.infinity { lowest = reading }
  }
  guard let reading = lowest, let grid = reading.grid, grid.columns >= 2, grid.box.y1 > ContinueRule.foot * height else { return nil }
  let page = reading.words
  let below = page.fragments.indices.contains { place in
    let it = page.fragments[place]
    guard it.box.y0 > grid.box.y1 - 1, !page.isOutside(place) else { return false }
    return it.size > ContinuedRegionRule.textSize * page.em && !(it.words.first.map { page.words[$0].raised } ?? false)
  }
  guard !below else { return nil }
  let left = grid.lines.compactMap { $0.fragments.first }.map { page.fragments[$0].box.x0 }.min()
  let sizes = grid.lines.compactMap { $0.fragments.first }.map { page.fragments[$0].size }.sorted()
  guard let left, !sizes.isEmpty else { return nil }
  return OpenTable(xs: grid.xs, left: left, size: sizes[sizes.count / 2])
}

/// The rows at the head of a page that go on a table; nil where the first lines do not stand in its columns.
func continuedReading(_ open: OpenTable, on page: TablePage, readings: [TableReading], settings: TableSettings) -> TableReading? {
  let lines = printedLines(Array(page.fragments.indices), on: page, settings: settings)
  guard let first = lines.first else { return nil }
  let left = first.fragments.map { page.fragments[$0].box.x0 }.min() ?? open.left
  // Inner and outer margins move a table as a whole.
  for shift in abs(left - open.left) > 3 ? [0, left - open.left] : [0] {
    let xs = open.xs.map { $0 + shift }
    let rows = rowsInColumns(lines, xs, size: open.size, page)
    guard let last = rows.last, rows.contains(where: { $0.fragments.count > 1 }) else { continue }
    let box = Box(x0: xs[0], y0: first.y0 - GridRule.hair, x1: xs[xs.count - 1], y1: last.y1 + GridRule.hair)
    // One row in drawn cells goes on as it is drawn, with all lines of its cells.
    let drawn = readings.first {
      $0.region.kind == .ruled && $0.verdict == .refused("one-row") && $0.grid?.columns == xs.count - 1
        && $0.region.box.overlapY(box) > 2 && $0.region.box.y1 > box.y1 - 2
    }
    if let drawn, let grid = drawn.grid, zip(grid.xs, xs).allSatisfy({ abs($0 - $1) < ContinuedRegionRule.border }) {
      return TableReading(region: drawn.region, words: page, grid: grid, verdict: .table(confidence: ContinuedRegionRule.confidence))
    }
    // What found these rows by itself, in as many columns, reads them better: it knows its rules.
    let own = readings.filter { reading in
      guard case .table = reading.verdict, let grid = reading.grid else { return false }
      return grid.box.overlapY(box) > 2 && grid.box.overlapX(box) > 2
    }
    if own.contains(where: { $0.region.kind == .ruled || $0.grid?.columns == xs.count - 1 }) { return nil }
    guard own.allSatisfy({ ($0.grid?.box.y1 ?? 0) < box.y1 + page.em }) else { return nil }
    guard let grid = readGrid(box, on: page, open: true, columns: xs, settings: settings) else { return nil }
    let facts = gridFacts(grid, page)
    guard facts.prose * 4 <= facts.words, facts.spanning * 3 <= max(3, grid.rows) else { return nil }
    return TableReading(
      region: Region(box: box, kind: .open), words: page, grid: grid, verdict: .table(confidence: ContinuedRegionRule.confidence))
  }
  return nil
}

/// Rows that go on a table from the page before.
private enum ContinuedRegionRule {
  /// The part of the page's size from which a line is no note.
  static let textSize = setting("textSize", 0.92)
  /// Of rows found by the columns of the page before.
  static let confidence = setting("confidence", 0.7)
  /// Points by which borders of drawn cells may stand elsewhere.
  static let border = setting("border", 4.0)
  /// Ems of white between rows.
  static let rowGap = setting("rowGap", 2.4)
}

/// The first lines, as long as every piece stands in one column; a line alone that crosses them may be a group's heading if rows follow.
private func rowsInColumns(_ lines: [PrintedLine], _ xs: [Double], size: Double, _ page: TablePage) -> [PrintedLine] {
  var out: [PrintedLine] = []
  var pending: [PrintedLine] = []
  for line in lines {
    if let last = pending.last ?? out.last, line.y0 - last.y1 > ContinuedRegionRule.rowGap * page.em { break }
    let fits = line.fragments.allSatisfy { place in
      let it = page.fragments[place]
      guard !it.isProse, !page.isOutside(place), abs(it.size - size) < ContinueRule.size, it.box.x0 > xs[0] - 4,
        it.box.x1 < xs[xs.count - 1] + 4
      else { return false }
      return !xs.dropFirst().dropLast().contains { it.box.x0 < $0 - 3 && it.box.x1 > $0 + 3 }
    }
    if fits {
      out += pending + [line]
      pending = []
    } else if line.fragments.count == 1, pending.isEmpty, !page.fragments[line.fragments[0]].isProse, !page.isOutside(line.fragments[0]) {
      pending.append(line)
    } else {
      break
    }
  }
  // Single pieces at the end are no rows of a table with several columns.
  while let last = out.last, last.fragments.count == 1, out.count > 1 { out.removeLast() }
  return out
}
