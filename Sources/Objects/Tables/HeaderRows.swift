import Model
import Text
import Layout

/// Number of bands above the first rule (or side of shading) that crosses at least 85 % of the width, or -1.
func headerBands(_ grid: Grid, hard: [Double], members: [[Int]]) -> Int {
  var seen = 0
  for place in 1..<max(1, hard.count - 1) {
    seen += members[place - 1].count
    guard seen > 0, members[place...].contains(where: { !$0.isEmpty }) else { continue }
    var covered = 0.0
    for edge in grid.rules where abs(edge.at - hard[place]) < GridRule.atBorder { covered += edge.length }
    if covered >= GridRule.across * grid.box.width {
      return holdsRows(grid, members[..<place]) || closesRows(grid, members[..<place], members[place]) ? -1 : place
    }
    // Shading closes a header only if the header is what is shaded.
    var shaded = 0.0
    let top = members[..<place].joined().map { grid.lines[$0].y0 + HeaderBandRule.intoLine * grid.lines[$0].height }.min() ?? 0
    for fill in grid.fills where abs(fill.box.y1 - hard[place]) < GridRule.atBorder && fill.box.y0 < top { shaded += fill.box.width }
    if shaded >= GridRule.across * grid.box.width { return max(place, shadedBands(grid, hard: hard, members: members)) }
  }
  return shadedBands(grid, hard: hard, members: members)
}

/// Rows of a header by rules and shadings.
private enum HeaderBandRule {
  /// The part of a line's height below its top at which a shading over it begins.
  static let intoLine = setting("intoLine", 0.3)
  /// Points between sides or middles that are one above the other.
  static let inLine = setting("inLine", 3.0)
}

/// Whether lines above a rule are rows already: two of them hold two numbers and more that are no years or dates. The rule is that of a total.
private func holdsRows(_ grid: Grid, _ bands: ArraySlice<[Int]>) -> Bool {
  bands.joined().count { line in grid.pieces[line].count { $0.from > 0 && $0.isValue && !$0.isYear && !$0.isDate } >= 2 } >= 2
}

/// Whether the first rule closes the first row, as each one below closes one: the last line above it has a label and numbers in the columns of the one
/// line below, under heads that have none.
private func closesRows(_ grid: Grid, _ bands: ArraySlice<[Int]>, _ next: [Int]) -> Bool {
  let above = bands.joined().map { $0 }
  guard above.count >= 2, next.count == 1, let last = above.last, let row = next.first else { return false }
  func values(_ line: Int) -> [Int] { grid.pieces[line].filter { $0.from > 0 && $0.isValue && !$0.isYear }.map(\.from) }
  let named = grid.pieces[last].first.map { $0.from == 0 && $0.isText } ?? false
  return named && values(last).count >= 2 && values(last) == values(row) && above.dropLast().allSatisfy { values($0).isEmpty }
}

/// The last of the first bands that are shaded in one colour, cell by cell, over cells of several bands too; -1 where the body is as well.
private func shadedBands(_ grid: Grid, hard: [Double], members: [[Int]]) -> Int {
  func colour(_ band: Int) -> UInt32? {
    let (top, bottom) = (hard[band] + 1, hard[band + 1] - 1)
    var covered: [UInt32: Double] = [:]
    for fill in grid.fills where fill.box.y0 < top + 1 && fill.box.y1 > bottom - 1 { covered[fill.colour, default: 0] += fill.box.width }
    return covered.filter { $0.value >= GridRule.across * grid.box.width }.keys.min()
  }
  guard members.count > 1, let first = members.firstIndex(where: { !$0.isEmpty }), let head = colour(first) else { return -1 }
  var end = first + 1
  while end < members.count, end < first + 4, colour(end) == head { end += 1 }
  let closed = end < members.count && colour(end) != head && members[end...].contains { !$0.isEmpty }
  return closed ? end : -1
}

/// Printed lines of one head at most. Base: narrow columns of forms have up to five.
private let headLines = 6

/// A header parts where something stands under a piece across columns: that is another level.
func headerStarts(_ starts: inout [Bool], _ lines: [Int], _ facts: [LineFacts], _ grid: Grid) {
  var across: UInt64 = 0
  // The first line of the level that is being read.
  var level = 0
  for index in lines.indices {
    if index > 0, facts[lines[index]].filled & across != 0, !grid.pieces[lines[index]].contains(where: { isAcross($0, across) }) {
      starts[index] = true
      across = 0
    } else if index > 0, grid.pieces[lines[index]].count == 1, grid.pieces[lines[index]][0].from == 0, facts[lines[index]].spans {
      // A group's heading right under the header.
      starts[index] = true
    } else if index > 0, index - level <= headLines,
      isLevel(lines[index...].prefix(headLines).map { grid.pieces[$0] }, under: lines[level..<index].flatMap { grid.pieces[$0] })
    {
      starts[index] = true
      across = 0
    } else if index > 0, standsAlone(grid.pieces[lines[index]], under: grid.pieces[lines[index - 1]]) {
      starts[index] = true
      across = 0
    } else if index > 0, !facts[lines[index]].spans, stands(grid.pieces[lines[index - 1]], over: grid.pieces[lines[index]]) {
      starts[index] = true
      across = 0
    }
    if starts[index] { level = index }
    for piece in grid.pieces[lines[index]] where piece.to > piece.from && piece.to - piece.from + 1 < grid.columns {
      for column in piece.from...piece.to { across |= 1 << UInt64(column) }
    }
  }
}

/// Whether a line is the next level of heads: years under words, or at least twice as many pieces as there are heads above, each of which stands between
/// two of them. What stands in line (left, right or in the middle) with the head over it is that head's next line, and so is a year under each head.
/// - Parameters: lines: this line and those below it in the header; above: all pieces of the level above.
private func isLevel(_ lines: [[Piece]], under above: [Piece]) -> Bool {
  let names = lines.first.map { $0.filter { $0.from > 0 } } ?? []
  let heads = above.filter { $0.from > 0 }
  guard names.count >= 2, !heads.isEmpty else { return false }
  if names.allSatisfy(\.isYear), !heads.allSatisfy(\.isYear) {
    return names.contains { year in !heads.contains { $0.from == year.from } }
  }
  guard names.count >= 2 * Set(heads.map(\.from)).count else { return false }
  return heads.allSatisfy { head in
    // A head over several stands between them.
    guard names.contains(where: { $0.box.midX < head.box.midX - 3 }), names.contains(where: { $0.box.midX > head.box.midX + 3 }) else {
      return false
    }
    // Its next line need not be this one, where heads of two and of three lines are centred side by side.
    let next = lines.lazy.map { $0.filter { $0.box.x0 < head.box.x1 && $0.box.x1 > head.box.x0 } }.first { !$0.isEmpty } ?? []
    return !next.contains { isInLine($0, head) }
  }
}

/// Whether a piece is the next line of a head: their left sides, their middles or their right sides are one above the other.
private func isInLine(_ piece: Piece, _ head: Piece) -> Bool {
  let (a, b) = (piece.box, head.box)
  return [a.x0 - b.x0, a.midX - b.midX, a.x1 - b.x1].contains { abs($0) <= HeaderBandRule.inLine }
}

/// Whether a line says what the numbers of several columns count: it is the next line of no head above it, under the middle or a side of which it stands.
private func standsAlone(_ line: [Piece], under above: [Piece]) -> Bool {
  guard line.count == 1, let units = line.first, units.isUnits, above.count(where: { $0.from > 0 }) > 1 else { return false }
  return units.to > units.from || !above.contains { isInLine(units, $0) }
}

/// Whether a piece of the line above stands over several pieces: it is in line with the one below it neither left, nor in the middle, nor right,
/// and its neighbour column is filled below and blank above.
private func stands(_ above: [Piece], over below: [Piece]) -> Bool {
  for piece in above where piece.from > 0 {
    guard let under = below.first(where: { $0.from == piece.from }) else { continue }
    if isInLine(under, piece) { continue }
    for side in [piece.from - 1, piece.to + 1] where side > 0 {
      if below.contains(where: { $0.from == side }), !above.contains(where: { $0.from <= side && side <= $0.to }) { return true }
    }
  }
  return false
}

/// A further line of a piece across columns.
private func isAcross(_ piece: Piece, _ across: UInt64) -> Bool { piece.to > piece.from && across & (1 << UInt64(piece.from)) != 0 }

/// How many of the first lines are the header of a table without a rule below it: those before the first line of values that are not years.
/// `numeric`: a later band holds the values, if this one does not.
func unruledHeader(_ lines: [Int], _ facts: [LineFacts], numeric: Bool) -> Int {
  var first = 0
  while first < lines.count, facts[lines[first]].values & ~1 == 0 || facts[lines[first]].years { first += 1 }
  // Years alone in all rows are what the table tells.
  if first == lines.count || first > 6 {
    first = 0
    while first < lines.count, facts[lines[first]].values & ~1 == 0 { first += 1 }
  }
  guard first > 0, first < lines.count || numeric, first <= 6 else { return 0 }
  // A number here and there in a table of words tells nothing of its header.
  let valued = lines[first...].filter { facts[$0].values & ~1 != 0 }.count
  guard numeric || valued * 2 >= lines.count - first else { return 0 }
  // Group headings just above the first values are no header: they stand in the stub alone.
  var end = first
  while end > 0 {
    let it = facts[lines[end - 1]]
    if it.filled & ~1 == 0 || (it.spans && it.filled & 1 != 0) { end -= 1 } else { break }
  }
  // A stub's first lines may stand beside the header's last ones; then the header ends with the last line that fills other columns.
  return end
}

/// How many of the first lines are set alike and unlike what follows (bold, of another colour or size), over all columns but at most one.
func styledHeader(_ lines: [Int], _ facts: [LineFacts], _ grid: Grid) -> Int {
  guard let look = facts[lines[0]].look else { return 0 }
  var end = 0
  var filled: UInt64 = 0
  while end < lines.count, facts[lines[end]].look == look, facts[lines[end]].values & ~1 == 0 || facts[lines[end]].years {
    filled |= facts[lines[end]].filled
    end += 1
  }
  guard end < lines.count, end <= 6, filled.nonzeroBitCount >= max(2, grid.columns - 1) else { return 0 }
  // A group's heading set like the header stands in the stub alone.
  while end > 1, facts[lines[end - 1]].filled & ~1 == 0 { end -= 1 }
  // Totals may be set like the header; a body that often is has no header of this kind.
  let like = lines[end...].filter { facts[$0].look == look }.count
  return like * 5 <= lines.count - end ? end : 0
}
