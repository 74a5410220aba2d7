package import Model
import Text
import Layout

/// A region read as a grid: where columns and rows part, and which places of the grid are one cell.
///
/// `edges → columns → pieces of lines in columns → rows → cells`. Columns are parted by upright rules and shading, and between those by
/// white space (``columnGaps(_:on:from:to:settings:)``); rows by level rules and shading, and between those by what the lines hold
/// (``placeRows(_:_:open:settings:)``). A place without an edge, or one that words cross, is no border: that is how cells span.
package struct Grid {
  package var box: Box
  /// Column borders, `columns + 1` of them; `hardColumns[i]`: an edge is drawn somewhere at border `i`.
  var xs: [Double] = []
  var hardColumns: [Bool] = []
  /// Row borders, `rows + 1`; `hardRows[i]`: an edge is drawn at border `i` over some column.
  var ys: [Double] = []
  var hardRows: [Bool] = []
  package var lines: [PrintedLine] = []
  /// Of each line of `lines`: its pieces by column.
  package var pieces: [[Piece]] = []
  /// Of each line: its row.
  var rowOf: [Int] = []
  /// Of each line: how wide its first word is, whether it begins in lower case, whether its stub ends in a colon.
  var stubWords: [StubWords] = []
  /// Right edge of the room that the first column has for its words.
  var stubRoom = Double.infinity
  package var cells: [GridCell] = []
  var horizontals: [Edge] = []
  var verticals: [Edge] = []
  /// Level rules alone, and the shading inside the region.
  package var rules: [Edge] = []
  package var fills: [Fill] = []
  /// Borders that are no wider than the space between words.
  var tight: [Double] = []
  /// Left edge of a second stub column that is set close to the first.
  var secondStub: Double?
  /// Rows above the first full rule or in header shading, from lines; -1 where nothing says so.
  var ruledHeader = -1
  /// Where the rule or shading that closes this header stands.
  var headerEnd = -Double.infinity
  /// Rows of a header that no rule closes, by its values or its look; 0 where there is none.
  var unruledHeader = 0

  package var columns: Int { xs.count - 1 }
  package var rows: Int { ys.count - 1 }
}

package struct GridCell {
  package var row: Int
  package var column: Int
  package var rowSpan: Int
  package var columnSpan: Int
  /// Indices into ``TablePage/words`` by line, then place; turned words (indices into ``TablePage/turned``) apart.
  package var words: [[Int]] = []
  var turned: [Int] = []
}

///
/// - Parameter columns: the borders of the columns where they are known, as those of a table that goes on from the page before.
func readGrid(_ box: Box, on page: TablePage, open: Bool, columns: [Double]? = nil, settings: TableSettings) -> Grid? {
  var grid = Grid(box: box)
  let inside = page.fragments.indices.filter {
    let it = page.fragments[$0].box
    return it.midY > box.y0 && it.midY < box.y1 && it.overlapX(box) > GridRule.within * it.width
  }
  guard !inside.isEmpty else { return nil }
  grid.lines = printedLines(inside, on: page, settings: settings)
  leaveNotes(&grid, page, open: open)
  guard !grid.lines.isEmpty else { return nil }
  clipEdges(page, to: &grid, settings: settings)
  if let columns {
    grid.xs = columns
    grid.hardColumns = [Bool](repeating: false, count: columns.count)
  } else {
    placeColumns(&grid, page, open: open, settings: settings)
  }
  guard grid.columns >= 1, grid.columns <= 60 else { return nil }
  cutPieces(&grid, page)
  if columns == nil {
    splitCodes(&grid, page)
    splitNumbers(&grid, page)
  }
  joinIdleColumns(&grid)
  placeRows(&grid, page, open: open, settings: settings)
  guard grid.rows >= 1, grid.rows <= 600 else { return nil }
  joinCells(&grid, page, open: open, settings: settings)
  fillCells(&grid, page)
  splitStacks(&grid, page)
  spreadSpans(&grid, page)
  dropEmpty(&grid, page, keepingColumns: columns != nil)
  return grid
}

/// Positions of edges, near ones as one; positions beside the sides of the box are its sides.
func positions(_ edges: [Edge], from low: Double, to high: Double, slack: Double) -> [(at: Double, hard: Bool)] {
  var out: [(at: Double, hard: Bool)] = [(low, false)]
  for edge in edges.sorted(by: { ($0.at, $0.start, $0.end) < ($1.at, $1.start, $1.end) }) {
    if edge.at - out[out.count - 1].at <= slack {
      out[out.count - 1].hard = true
    } else if high - edge.at <= slack {
      continue
    } else {
      out.append((edge.at, true))
    }
  }
  out.append((high, edges.contains { abs($0.at - high) <= slack }))
  return out
}

/// Where columns are.
private enum ColumnPlaceRule {
  /// Points between joints of rules that are at one place.
  static let sameJoint = setting("sameJoint", 1.5)
  /// The part of the table's width that no border is drawn in, from which heads part columns there.
  static let undrawn = setting("undrawn", 0.5)
}

private func placeColumns(_ grid: inout Grid, _ page: TablePage, open: Bool, settings: TableSettings) {
  var hard = positions(grid.verticals, from: grid.box.x0, to: grid.box.x1, slack: settings.ruleMerge + GridRule.hair)
  // Borders drawn cell by cell tell the columns where they meet, if nothing upright is drawn.
  let meetings = hard.count == 2 ? meetingPlaces(grid, page) : []
  hard.insert(contentsOf: meetings.map { ($0, false) }, at: 1)
  grid.xs = [hard[0].at]
  grid.hardColumns = [hard[0].hard]
  let body = bodyLines(grid) ?? (hard.count == 2 ? numericBody(grid.lines, page) : nil)
  for index in 1..<hard.count {
    let from = hard[index - 1].at
    let to = hard[index].at
    let all = grid.lines.compactMap { line -> PrintedLine? in
      let kept = line.fragments.filter { page.fragments[$0].box.midX > from && page.fragments[$0].box.midX < to }
      guard !kept.isEmpty else { return nil }
      var line = line
      line.fragments = kept
      return line
    }
    // Headers stand across the gaps of the body (centred over numbers that are set right); the body decides if it has as many columns.
    let lines = body.map { first in all.filter { $0.baseline > first } } ?? all
    var gaps = columnGaps(lines, on: page, from: from, to: to, settings: settings)
    if let body {
      let whole = columnGaps(all, on: page, from: from, to: to, settings: settings)
      let head = all.filter { $0.baseline <= body }
      if whole.count > gaps.count, !partsHeads(whole, besides: gaps, head: head, body: lines, from: from, to: to, page) { gaps = whole }
      // Of the room that the body leaves, the borders take what the heads leave too.
      for index in gaps.indices {
        narrow(&gaps[index], to: all, page)
        gaps[index].at = (gaps[index].from + gaps[index].to) / 2
      }
    }
    // Between drawn columns white space must be beyond doubt: most of the lines that have two pieces there vote.
    if hard.count > 2 {
      let parted = lines.count { $0.fragments.count > 1 }
      let least = parted <= 3 ? 2 : 3
      gaps.removeAll {
        $0.votes < least || $0.votes < 3 && !opensValues(lines, across: $0, page) || $0.votes * 5 < parted * 3 || $0.votes * 5 < lines.count
          || runsOn(lines, across: $0, page)
      }
      // Where little is drawn, as one blackened column, heads tell the others.
      if to - from > ColumnPlaceRule.undrawn * grid.box.width { gaps = headedGaps(gaps, all, on: page) }
    } else {
      gaps = uprightGaps(headedGaps(gaps, all, on: page), all, in: grid.box, on: page)
    }
    if index == 1, let second = secondStub(lines, on: page, before: gaps.first?.from ?? to), gaps.first.map({ second.at < $0.from }) ?? true
    {
      gaps.insert(second, at: 0)
      grid.secondStub = second.to
    }
    for gap in gaps {
      if gap.tight { grid.tight.append(gap.at) }
      grid.xs.append(gap.at)
      grid.hardColumns.append(false)
    }
    grid.xs.append(to)
    grid.hardColumns.append(hard[index].hard)
  }
  dropSignColumns(&grid, page)
  joinHeaderColumns(&grid, page)
}

/// Whether what stands behind a gap mostly begins in a small letter: justified text in a narrow cell leaves gaps, columns begin anew.
private func runsOn(_ lines: [PrintedLine], across gap: ColumnVote, _ page: TablePage) -> Bool {
  var all = 0
  var small = 0
  for line in lines {
    guard let place = line.fragments.first(where: { page.fragments[$0].box.x0 > gap.from }), place != line.fragments.first else { continue }
    all += 1
    if page.words[page.fragments[place].words.lowerBound].lower { small += 1 }
  }
  return small * 2 >= all
}

/// Whether numbers begin behind a gap, in every line that parts there.
private func opensValues(_ lines: [PrintedLine], across gap: ColumnVote, _ page: TablePage) -> Bool {
  lines.allSatisfy { line in
    guard let place = line.fragments.first(where: { page.fragments[$0].box.x0 > gap.from }), place != line.fragments.first else {
      return true
    }
    return page.fragments[place].isValue
  }
}

/// Places where level rules meet end to end, one under another in at least two rules and in most of those that are drawn in pieces, and no
/// word but few stands across.
private func meetingPlaces(_ grid: Grid, _ page: TablePage) -> [Double] {
  let box = grid.box
  let inside = page.joints.filter { $0.x > box.x0 + 6 && $0.x < box.x1 - 6 && $0.y > box.y0 - 3 && $0.y < box.y1 + 3 }
    .sorted { ($0.x, $0.y) < ($1.x, $1.y) }
  guard inside.count >= 2 else { return [] }
  func levels(_ joints: ArraySlice<(x: Double, y: Double)>) -> Int {
    var count = 0
    var last = -Double.infinity
    for y in joints.map(\.y).sorted() where y > last + 2 {
      count += 1
      last = y
    }
    return count
  }
  let all = levels(inside[...])
  var out: [Double] = []
  var first = 0
  while first < inside.count {
    var last = first
    while last < inside.count, inside[last].x - inside[first].x < ColumnPlaceRule.sameJoint { last += 1 }
    let group = inside[first..<last]
    let x = group.reduce(0) { $0 + $1.x } / Double(group.count)
    let rules = levels(group)
    let crossing = grid.lines.filter { line in
      line.fragments.contains { fragment in
        page.fragments[fragment].words.contains { page.words[$0].box.x0 < x - 1 && page.words[$0].box.x1 > x + 1 }
      }
    }.count
    if rules >= 2, rules * 2 >= all, crossing * 4 <= grid.lines.count { out.append(x) }
    first = last
  }
  return out
}

/// A heading set left over numbers set right may leave two columns: one of headings alone, one of values alone. They are one.
private func joinHeaderColumns(_ grid: inout Grid, _ page: TablePage) {
  guard grid.columns >= 3 else { return }
  func holdsValue(_ line: PrintedLine, but isHead: (Fragment) -> Bool = { _ in false }) -> Bool {
    line.fragments.dropFirst().contains { page.fragments[$0].isValue && !isHead(page.fragments[$0]) }
  }
  func isLoneYear(_ it: Fragment) -> Bool { it.words.count == 1 && isYear(it.words.lowerBound, page) }
  var first =
    grid.lines.firstIndex { holdsValue($0, but: isLoneYear) } ?? grid.lines.firstIndex { holdsValue($0) } ?? grid.lines.count
  if let body = bodyLines(grid) { first = min(first, grid.lines.firstIndex { $0.baseline > body } ?? first) }
  guard first > 0, first <= 6, first < grid.lines.count else { return }
  func holds(_ column: Int, _ lines: ArraySlice<PrintedLine>) -> Bool {
    lines.contains {
      $0.fragments.contains { page.fragments[$0].box.midX > grid.xs[column] && page.fragments[$0].box.midX < grid.xs[column + 1] }
    }
  }
  /// Whether the words on both sides of a border are always of one head that runs across it.
  func runsAcross(_ border: Int) -> Bool {
    var across = false
    for line in grid.lines[..<first] {
      for place in line.fragments {
        let it = page.fragments[place].box
        guard it.x1 > grid.xs[border - 1], it.x0 < grid.xs[border], it.midX > grid.xs[border - 1] || it.x1 > grid.xs[border] else {
          continue
        }
        guard it.x0 < grid.xs[border] - 1, it.x1 > grid.xs[border] + 1 else { return false }
        across = true
      }
    }
    return across
  }
  func drop(_ border: Int) {
    grid.xs.remove(at: border)
    grid.hardColumns.remove(at: border)
  }
  var column = 0
  while column < grid.columns, grid.columns > 2 {
    if !holds(column, grid.lines[first...]), column + 1 < grid.columns, column > 0, !grid.hardColumns[column + 1], runsAcross(column + 1) {
      drop(column + 1)
      continue
    }
    if !holds(column, grid.lines[first...]), holds(column, grid.lines[..<first]) {
      if column + 1 < grid.columns, !grid.hardColumns[column + 1], !holds(column + 1, grid.lines[..<first]) {
        drop(column + 1)
        continue
      }
      if column > 0, !grid.hardColumns[column], !holds(column - 1, grid.lines[..<first]) {
        drop(column)
        continue
      }
    }
    column += 1
  }
}

/// Where the body begins, if a rule across the table or the shading of the header says so and at least three lines follow.
private func bodyLines(_ grid: Grid) -> Double? {
  var ends: [Double] = []
  for rule in grid.rules {
    var covered = 0.0
    for other in grid.rules where abs(other.at - rule.at) < 2 { covered += other.length }
    if covered >= GridRule.across * grid.box.width { ends.append(rule.at) }
  }
  let first = grid.lines.first?.baseline ?? 0
  for fill in grid.fills where fill.box.y0 < first && fill.box.y1 > first {
    var covered = 0.0
    for other in grid.fills where abs(other.box.y1 - fill.box.y1) < 2 && other.box.y0 < first { covered += other.box.width }
    if covered >= GridRule.across * grid.box.width { ends.append(fill.box.y1) }
  }
  for end in ends.sorted() {
    let above = grid.lines.filter { $0.baseline < end }.count
    let below = grid.lines.filter { $0.baseline > end && $0.fragments.count > 1 }.count
    if above >= 1 { return above <= 7 && below >= 3 ? end : nil }
  }
  return nil
}

/// A column of currency signs, per cent signs or brackets goes with the numbers beside it.
private func dropSignColumns(_ grid: inout Grid, _ page: TablePage) {
  var column = 0
  while column < grid.columns, grid.columns > 1 {
    let from = grid.xs[column]
    let to = grid.xs[column + 1]
    var signs = 0
    var bullets = 0
    var leading = 0
    var others = 0
    for line in grid.lines {
      for place in line.fragments {
        for word in page.fragments[place].words {
          let it = page.words[word]
          guard it.box.midX > from, it.box.midX < to else { continue }
          if it.kind == .sign { signs += 1 } else if it.kind == .bullet { bullets += 1 } else if it.kind != .leader { others += 1 }
          if it.kind == .sign, it.first == 0x24 || it.first == 0x20AC || it.first == 0xA3 { leading += 1 }
        }
      }
    }
    if others == 0, !(grid.hardColumns[column] && grid.hardColumns[column + 1]), signs + bullets > 0 || column == 0 {
      let right = bullets >= signs || leading * 2 > signs
      if right, column + 1 < grid.columns, !grid.hardColumns[column + 1] {
        grid.xs.remove(at: column + 1)
        grid.hardColumns.remove(at: column + 1)
        continue
      } else if column > 0, !grid.hardColumns[column] {
        grid.xs.remove(at: column)
        grid.hardColumns.remove(at: column)
        continue
      }
    }
    column += 1
  }
}
