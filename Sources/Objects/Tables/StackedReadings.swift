import Model
import Layout
import Text

/// Pieces of one table that white space or a group's heading parted: candidates one under another whose columns end at the same places.
///
/// Numbers that end in line over two candidates are one column; so the candidates are one table if all their columns are, if the lower one has no
/// heads of its own, and if no running text stands between them.
enum StackRule {
  /// Farthest apart, in ems.
  static let gap = setting("gap", 7.0)
  /// Edges within this (points) are in line.
  static let edge = setting("edge", 1.5)
  /// Most lines between, and words in a piece of one. Base: the office, programme and work that a group of rows is headed by.
  static let lines = setting("lines", 4)
  static let words = setting("words", 14)
}

/// The readings with neighbours joined where the table that they make is one.
func joinedReadings(_ readings: [TableReading], on page: TablePage, settings: TableSettings) -> [TableReading] {
  guard readings.count >= 2 else { return readings }
  var out = readings
  var order = out.indices.filter { isPiece(out[$0]) }.sorted { (out[$0].region.box.y0, $0) < (out[$1].region.box.y0, $1) }
  var place = 0
  var whole: Set<Int> = []
  while place + 1 < order.count {
    let upper = out[order[place]]
    let lower = out[order[place + 1]]
    guard let joined = join(upper, lower, page, settings: settings) else {
      place += 1
      continue
    }
    out[order[place]] = joined
    whole.insert(order[place])
    out[order[place + 1]].grid = nil
    order.remove(at: place + 1)
  }
  // What is known of the columns now may show heads further up.
  for index in out.indices where whole.contains(index) {
    let others = out.indices.filter { $0 != index && out[$0].isTable }.map { out[$0].region.box }
    complete(&out[index], taken: others, settings: settings)
  }
  return out.filter { $0.grid != nil }
}

/// Tables put together of frames.
private enum JoinedReadingRule {
  /// Of what is put together.
  static let confidence = setting("confidence", 0.8)
}

/// A table, or what was refused for being too small to be sure.
private func isPiece(_ reading: TableReading) -> Bool {
  guard let grid = reading.grid, grid.columns >= 2, reading.region.kind != .ruled else { return false }
  switch reading.verdict {
  case .table: return true
  case .refused(let why): return why == "words-without-rules" || why == "one-row"
  }
}

private func join(_ a: TableReading, _ b: TableReading, _ page: TablePage, settings: TableSettings) -> TableReading? {
  guard let upper = a.grid, let lower = b.grid, upper.columns == lower.columns, lower.box.y0 > upper.box.y1 - 2,
    lower.box.y0 - upper.box.y1 < StackRule.gap * page.em
  else { return nil }
  let ends = zip(valueEnds(upper, page), valueEnds(lower, page))
  var shared = 0
  for (column, (x, y)) in ends.enumerated() {
    guard let x, let y else { continue }
    guard abs(x - y) < StackRule.edge || totalsAgree(column, upper, lower, page) else { return nil }
    shared += 1
  }
  guard shared >= 1, shared * 2 >= upper.columns - 1, let left = stubLeft(upper, page), let other = stubLeft(lower, page),
    abs(left - other) < StackRule.edge, beginsWithValues(lower, page)
  else { return nil }
  let between = page.fragments.indices.filter {
    let it = page.fragments[$0].box
    return it.midY > upper.box.y1 && it.midY < lower.box.y0 && it.x1 > upper.box.x0 && it.x0 < upper.box.x1
  }
  // Headings of groups one under another look like a paragraph; that the numbers go on where they ended tells. Heads are another table's.
  let lines = printedLines(between, on: page, settings: settings)
  guard lines.count <= StackRule.lines, lines.allSatisfy({ $0.fragments.count == 1 || holdsValue($0, page) }),
    between.allSatisfy({ !page.isOutside($0) && page.fragments[$0].words.count <= StackRule.words })
  else { return nil }
  let box = upper.box.union(lower.box)
  guard let grid = readGrid(box, on: page, open: true, settings: settings), grid.columns == upper.columns else { return nil }
  return TableReading(
    region: Region(box: box, kind: .halfRuled), words: page, grid: grid, verdict: .table(confidence: JoinedReadingRule.confidence))
}

/// Whether the rules over totals in a column begin and end at the same places in both: the column is one, wherever its numbers end.
private func totalsAgree(_ column: Int, _ upper: Grid, _ lower: Grid, _ page: TablePage) -> Bool {
  func rule(_ grid: Grid) -> Edge? {
    page.horizontals.first {
      $0.at > grid.box.y0 && $0.at < grid.box.y1 + page.em && $0.start > grid.xs[column] - StackRule.edge
        && $0.end < grid.xs[column + 1] + page.em && $0.end > grid.xs[column]
    }
  }
  guard let a = rule(upper), let b = rule(lower) else { return false }
  return abs(a.start - b.start) < StackRule.edge && abs(a.end - b.end) < StackRule.edge
}

/// Right edge of the numbers of each column; nil where a column has none, or where they do not end in line.
func valueEnds(_ grid: Grid, _ page: TablePage) -> [Double?] {
  var edges = [[Double]](repeating: [], count: grid.columns)
  for pieces in grid.pieces {
    for piece in pieces where piece.isValue && piece.from == piece.to && piece.from > 0 && piece.from < grid.columns {
      edges[piece.from].append(piece.box.x1)
    }
  }
  return edges.map { column in
    // The bracket of a negative number hangs behind its column: where most end tells.
    let sorted = column.sorted()
    guard let most = sorted.last else { return nil }
    guard column.count(where: { abs($0 - most) < 4 }) * 2 >= column.count else { return nil }
    let usual = sorted[sorted.count / 2]
    return most - usual < 4 ? usual : most
  }
}

/// Whether a line has a number that is no year.
private func holdsValue(_ line: PrintedLine, _ page: TablePage) -> Bool {
  line.fragments.contains { place in
    let it = page.fragments[place]
    return it.isValue && !(it.words.count == 1 && isYear(it.words.lowerBound, page))
  }
}

private func stubLeft(_ grid: Grid, _ page: TablePage) -> Double? {
  let first = grid.pieces.compactMap { $0.first }.filter { $0.from == 0 && $0.to == 0 }
  // Codes may be all that the first column holds.
  return (first.contains(where: \.isText) ? first.filter(\.isText) : first).map(\.box.x0).min()
}

/// The first line with several pieces has a number that is no year: no heads.
func beginsWithValues(_ grid: Grid, _ page: TablePage) -> Bool {
  guard let first = grid.pieces.first(where: { $0.count > 1 }) else { return false }
  return first.contains { $0.isValue && !($0.words.count == 1 && isYear($0.words.lowerBound, page)) }
}
