import Model
import Text
import Layout

/// Where rows part: at level edges, and between those by what the printed lines hold.
///
/// Between edges a line with values begins a row of its own, for two numbers never stand in one cell; lines without values belong to the row
/// above (a wrapped text), to the row below (a stub whose numbers stand on its last line), to both sides of a row whose numbers are centred, or
/// are a row of their own (a group's heading). Where nothing is numeric, white space between lines decides. Longer than our functions are: band
/// after band is read with what all of them show, and each adds rows to those above it.
func placeRows(_ grid: inout Grid, _ page: TablePage, open: Bool, settings: TableSettings) {
  let width = grid.box.width
  var edges: [Edge] = []
  for edge in grid.horizontals where edge.length >= min(RowStepRule.ruleOfColumn * narrowest(grid), RowStepRule.ruleOfTable * width) {
    let cuts = grid.lines.indices.contains { index in
      let line = grid.lines[index]
      guard line.y0 + RowStepRule.through * line.height < edge.at, line.y1 - RowStepRule.through * line.height > edge.at else {
        return false
      }
      return grid.pieces[index].contains {
        $0.box.x0 < edge.end - 2 && $0.box.x1 > edge.start + 2 && $0.box.midY - edge.at < RowStepRule.struck * $0.box.height
      }
    }
    if !cuts || !open { edges.append(edge) }
  }
  let hard = positions(edges, from: grid.box.y0, to: grid.box.y1, slack: settings.ruleMerge + GridRule.hair)
  let facts = grid.lines.indices.map { lineFacts(grid.lines[$0], grid.pieces[$0]) }
  var band = [Int](repeating: 0, count: grid.lines.count)
  for index in grid.lines.indices {
    let middle = (grid.lines[index].y0 + grid.lines[index].y1) / 2
    var place = 0
    while place + 2 < hard.count, middle > hard[place + 1].at { place += 1 }
    band[index] = place
  }
  let bands = hard.count - 1
  var members = [[Int]](repeating: [], count: bands)
  for index in band.indices { members[band[index]].append(index) }

  // The header that a full rule closes: lines above the first one that has lines below.
  grid.ruledHeader = headerBands(grid, hard: hard.map(\.at), members: members)
  if hard.indices.contains(grid.ruledHeader) { grid.headerEnd = hard[grid.ruledHeader].at }
  let body = members.indices.filter { $0 >= max(0, grid.ruledHeader) && !members[$0].isEmpty }
  let numeric = isNumeric(facts, lines: body.flatMap { members[$0] })
  let sizes = body.map { members[$0].count }.sorted()
  // Rules part rows, not groups of rows: few lines between them, or lines that run on in small letters.
  let ruledRows =
    body.count >= 3 && sizes[sizes.count / 2] <= 3 || !numeric && body.count >= 2 && runsOn(grid, page, lines: body.flatMap { members[$0] })
  let stubEnd = facts.reduce(0.0) { max($0, $1.stubEnd) }
  grid.stubRoom = stubRoom(grid)
  let leading = usualLeading(grid, lines: body.flatMap { members[$0] })
  let bandRows = bandsAreRows(body.map { members[$0] }, facts)

  grid.ys = [hard[0].at]
  grid.hardRows = [hard[0].hard]
  grid.rowOf = [Int](repeating: 0, count: grid.lines.count)
  var row = 0
  for place in 0..<bands {
    let lines = members[place]
    if !lines.isEmpty {
      var starts = [Bool](repeating: false, count: lines.count)
      starts[0] = true
      var head = 0
      let around = lines.count > 1 && isDrawnAround(grid, from: hard[place].at, to: hard[place + 1].at, settings: settings)
      if place < grid.ruledHeader, !around, open || !isDrawnHead(lines, grid, from: hard[place].at, to: hard[place + 1].at, settings) {
        headerStarts(&starts, lines, facts, grid)
      } else if place >= grid.ruledHeader {
        var first = 0
        if grid.ruledHeader < 0, place == body.first {
          first = max(unruledHeader(lines, facts, numeric: numeric && bands > place + 1), styledHeader(lines, facts, grid))
          if first > 0 {
            head = first
            var more = [Bool](repeating: false, count: first)
            more[0] = true
            headerStarts(&more, Array(lines[..<first]), facts, grid)
            for index in 0..<first { starts[index] = more[index] }
          }
        }
        let rest = Array(lines[first...])
        // In cells drawn all around, a row with one label is one however its lines stand in them.
        let drawn = !open && around && rest.count > 1 && rest.count(where: { facts[$0].filled & 1 != 0 }) == 1
        let goesOn = !open && around && isRowThatGoesOn(rest, facts, grid)
        if !rest.isEmpty, !goesOn, !((bandRows || drawn) && isOneRow(rest, facts)) {
          // Without its header a short table may show to be one of numbers.
          let numeric = numeric || first > 0 && isNumeric(facts, lines: rest + body.drop { $0 <= place }.flatMap { members[$0] })
          var more = [Bool](repeating: false, count: rest.count)
          more[0] = true
          bodyStarts(
            &more, rest, facts, grid, numeric: numeric, closed: ruledRows || !open && !numeric, banded: body.count >= 2,
            stubEnd: stubEnd,
            leading: leading)
          keepTogether(&more, rest, grid, words: !numeric)
          for index in rest.indices { starts[first + index] = more[index] }
        }
      }
      for (index, line) in lines.enumerated() {
        if index > 0, starts[index] {
          let above = lines[..<index].map { grid.lines[$0].y1 }.max() ?? 0
          let below = grid.lines[line].y0
          grid.ys.append(
            min(max((above + below) / 2, grid.ys[grid.ys.count - 1] + RowStepRule.least), hard[place + 1].at - RowStepRule.least))
          grid.hardRows.append(false)
          row += 1
        }
        grid.rowOf[line] = row
        if index < head { grid.unruledHeader = row + 1 }
      }
    }
    grid.ys.append(hard[place + 1].at)
    grid.hardRows.append(hard[place + 1].hard)
    row += 1
  }
}

/// Which lines are one row. `em` and size are those of the table's text, `leading` is its usual step.
private enum RowStepRule {
  /// So many times the step from line to line of a label is the step to the next row at least, where rows stand apart.
  static let apart = setting("apart", 1.2)
  /// The part of the narrowest column that a rule between rows has, at least …
  static let ruleOfColumn = setting("ruleOfColumn", 0.5)
  /// … or of the table's width.
  static let ruleOfTable = setting("ruleOfTable", 0.1)
  /// The part of a line's height by which a rule must be within it to go through it.
  static let through = setting("through", 0.35)
  /// … and of a word's height that its middle may lie below a rule.
  static let struck = setting("struck", 0.3)
  /// Points that a row is high, at least.
  static let least = setting("least", 0.01)
  /// Leadings below which a line without a label belongs to the row that it stands closer to.
  static let closer = setting("closer", 0.8)
  /// Ems from line to line of a label or text that goes on.
  static let wrapped = setting("wrapped", 1.7)
  /// Points by which steps may miss each other.
  static let slack = setting("slack", 0.5)
  /// A word space.
  static let space = setting("space", 0.25)
  /// Ems that a label's further line is set in.
  static let indent = setting("indent", 0.4)
  /// Ems by which a label's further line may begin left of its first.
  static let outdent = setting("outdent", 0.3)
  /// The part of a line's height from which a step leads to another line.
  static let nextLine = setting("nextLine", 0.7)
  /// Leadings up to which lines stand at the usual step.
  static let sameStep = setting("sameStep", 1.05)
}

/// Whether a good part of the pieces begin in a small letter, as wrapped text does.
private func runsOn(_ grid: Grid, _ page: TablePage, lines: [Int]) -> Bool {
  var all = 0
  var small = 0
  for line in lines {
    for piece in grid.pieces[line] {
      all += 1
      if page.words[piece.words.lowerBound].lower { small += 1 }
    }
  }
  return small * 5 >= all
}

/// Where the first column ends: at its drawn border, or where something begins in the next.
private func stubRoom(_ grid: Grid) -> Double {
  guard grid.columns >= 2 else { return .infinity }
  if grid.hardColumns[1] { return grid.xs[1] }
  return grid.pieces.joined().reduce(Double.infinity) { $1.from == 1 ? min($0, $1.box.x0) : $0 }
}

private func narrowest(_ grid: Grid) -> Double {
  var out = Double.infinity
  for column in 0..<grid.columns { out = min(out, grid.xs[column + 1] - grid.xs[column]) }
  return out
}

private func isNumeric(_ facts: [LineFacts], lines: [Int]) -> Bool {
  guard !lines.isEmpty else { return false }
  let values = lines.filter { facts[$0].values & ~1 != 0 }.count
  return values * 5 >= lines.count * 2
}

private func usualLeading(_ grid: Grid, lines: [Int]) -> Double {
  var steps: [Double] = []
  for index in lines.indices.dropFirst() {
    let step = grid.lines[lines[index]].baseline - grid.lines[lines[index - 1]].baseline
    // Numbers in the middle between two lines of their label are no line further.
    if step > RowStepRule.nextLine * grid.lines[lines[index]].height { steps.append(step) }
  }
  steps.sort()
  return steps.isEmpty ? 12 : steps[steps.count / 4]
}

private func bodyStarts(
  _ starts: inout [Bool], _ lines: [Int], _ facts: [LineFacts], _ grid: Grid, numeric: Bool, closed: Bool, banded: Bool, stubEnd: Double,
  leading: Double
) {
  let anchors = lines.indices.filter { facts[lines[$0]].values & ~1 != 0 || facts[lines[$0]].isRow(of: grid.columns) }
  // A shaded or ruled band with one line of values is one row.
  if banded, anchors.count == 1, lines.count <= 4, !lines.dropLast().contains(where: { grid.stubWords[$0].colon }) { return }
  if !closed, !numeric, lineStarts(&starts, lines, facts, grid, leading: leading) { return }
  if !closed, tiedStarts(&starts, lines, facts, grid) { return }
  if closed {
    // Rows are ruled: only numbers one under another part a band.
    guard anchors.count >= 2 else { return }
    var conflicts = 0
    for pair in anchors.indices.dropFirst() {
      if facts[lines[anchors[pair]]].values & facts[lines[anchors[pair - 1]]].values & ~1 != 0 { conflicts += 1 }
    }
    guard conflicts + 1 == anchors.count, anchors.count * 2 > lines.count else { return }
  } else if !numeric || anchors.isEmpty {
    textStarts(&starts, lines, facts, grid)
    return
  }
  let anchorSet = anchors
  var owner = [Int](repeating: -1, count: lines.count)
  for index in anchorSet { owner[index] = index }
  // What stands before the first anchor, between two, and after the last.
  for slot in 0...anchorSet.count {
    let above = slot > 0 ? anchorSet[slot - 1] : -1
    let below = slot < anchorSet.count ? anchorSet[slot] : lines.count
    guard below - above > 1 else { continue }
    settle(above, below, &owner, lines, facts, grid, stubEnd: stubEnd, leading: leading)
  }
  for index in lines.indices.dropFirst() { starts[index] = owner[index] != owner[index - 1] || owner[index] < 0 }
}

/// To which row the lines between two lines of values belong. `owner` -1 at the end: a row of its own. Longer than our functions are: from both ends
/// lines are taken until two limits meet, and each reason to stop is said where it is tested.
private func settle(
  _ above: Int, _ below: Int, _ owner: inout [Int], _ lines: [Int], _ facts: [LineFacts], _ grid: Grid, stubEnd: Double, leading: Double
) {
  func baseline(_ index: Int) -> Double { grid.lines[lines[index]].baseline }
  let em = max(4, grid.lines[lines[max(0, above)]].height)
  var low = above + 1
  var high = below - 1
  // Values centred beside two or more lines of stub: the row of values has no stub of its own and is half a leading away.
  if above >= 0, facts[lines[above]].filled & 1 == 0, low <= high, baseline(low) - baseline(above) < RowStepRule.closer * leading {
    owner[low] = above
    low += 1
  }
  if below < lines.count, facts[lines[below]].filled & 1 == 0, low <= high, baseline(below) - baseline(high) < RowStepRule.closer * leading
  {
    owner[high] = below
    high -= 1
  }
  guard low <= high else { return }
  // Downwards: continuations of the row above.
  while low <= high, above >= 0 {
    let it = facts[lines[low]]
    let before = facts[lines[low - 1]]
    let gap = baseline(low) - baseline(low - 1)
    guard gap < RowStepRule.wrapped * em, !it.spans || it.filled & 1 == 0 else { break }
    if it.filled & 1 == 0 {
      // A heading across the rows, printed narrower than its column: words do not go on a number.
      if grid.pieces[lines[low]].count == 1, let only = grid.pieces[lines[low]].first, only.isText,
        facts[lines[above]].values & (1 << UInt64(only.from)) != 0
      {
        break
      }
      // No stub: more of the cells above.
      owner[low] = above
      low += 1
      continue
    }
    let tight =
      low + 1 > high && below >= lines.count
      ? true : gap < (below < lines.count ? baseline(below) - baseline(high) : .infinity) + RowStepRule.slack
    let wide = before.stubEnd + RowStepRule.space * em + firstWordWidth(lines[low], grid) > stubEnd + RowStepRule.slack
    let indented = it.stubStart > facts[lines[above]].stubStart + RowStepRule.indent * em
    let lower = startsLower(lines[low], grid)
    // The stub's last line, at the end of the table: nothing stands beside it, so it is no row.
    let last = below >= lines.count && low == high && gap < RowStepRule.sameStep * leading && alike(lines[low], lines[low - 1], grid)
    // A capital goes on a line that had no room for its word, unless it has none itself for what follows.
    let next = low < high ? lines[low + 1] : below < lines.count ? lines[below] : nil
    let full =
      isFull(lines[low - 1], before: lines[low], grid) && !(next.map { isFull(lines[low], before: $0, grid) } ?? false)
      && alike(lines[low], lines[low - 1], grid) && it.stubStart > facts[lines[above]].stubStart - RowStepRule.outdent * em
    // A small letter close under a line goes on it, where rows stand further apart.
    let closer = lower && below < lines.count && gap * RowStepRule.apart < baseline(below) - baseline(low)
    guard tight, closer || full || wide && (lower || before.stubEnd > 0 && (indented || last)) || lower && indented else { break }
    owner[low] = above
    low += 1
  }
  guard low <= high else { return }
  // Upwards: first lines of the row below.
  while low <= high, below < lines.count {
    let it = facts[lines[high]]
    let next = facts[lines[high + 1]]
    let gap = baseline(high + 1) - baseline(high)
    guard gap < RowStepRule.wrapped * em, it.filled & 1 != 0, !it.spans, next.filled & 1 != 0, alike(lines[high], lines[high + 1], grid)
    else { break }
    let wide = it.stubEnd + RowStepRule.space * em + firstWordWidth(lines[high + 1], grid) > stubEnd + RowStepRule.slack
    let lower = startsLower(lines[high + 1], grid)
    let indented = next.stubStart > it.stubStart + RowStepRule.indent * em
    guard wide && (lower || indented || gap < RowStepRule.sameStep * leading) || lower && !endsColon(lines[high], grid) else { break }
    owner[high] = below
    high -= 1
  }
}

/// Whether a line's stub leaves no room in its column for the first word of the next.
private func isFull(_ line: Int, before next: Int, _ grid: Grid) -> Bool {
  guard grid.columns >= 2, let stub = grid.pieces[line].first, stub.from == 0, stub.to == 0, let after = grid.pieces[next].first,
    after.from == 0, !after.bullet
  else { return false }
  let space = RowStepRule.space * grid.lines[line].height
  return stub.box.x1 + space + after.lead > grid.stubRoom - space
}

/// Whether two lines' stubs are set alike.
private func alike(_ a: Int, _ b: Int, _ grid: Grid) -> Bool { grid.pieces[a].first?.look == grid.pieces[b].first?.look }
private func firstWordWidth(_ line: Int, _ grid: Grid) -> Double { grid.stubWords[line].width }
func startsLower(_ line: Int, _ grid: Grid) -> Bool { grid.stubWords[line].lower }
private func endsColon(_ line: Int, _ grid: Grid) -> Bool { grid.stubWords[line].colon }

/// No row begins within a word, nor with the small letter of a word for which the line above had no room (in a table of words), nor within
/// a text that fills the width of the table.
private func keepTogether(_ starts: inout [Bool], _ lines: [Int], _ grid: Grid, words: Bool) {
  var ends = [Double](repeating: 0, count: grid.columns)
  for line in lines { for piece in grid.pieces[line] where piece.from == piece.to { ends[piece.to] = max(ends[piece.to], piece.box.x1) } }
  // The last piece of each column above, and its line.
  var above: [(piece: Piece, line: Int)?] = Array(repeating: nil, count: grid.columns)
  for (index, line) in lines.enumerated() {
    let baseline = grid.lines[line].baseline
    let height = grid.lines[line].height
    let space = RowStepRule.space * height
    var seen: UInt64 = 0
    for piece in grid.pieces[line] where seen & (1 << UInt64(piece.from)) == 0 {
      seen |= 1 << UInt64(piece.from)
      guard let (last, lastLine) = above[piece.from], baseline - grid.lines[lastLine].baseline < RowStepRule.wrapped * height else {
        continue
      }
      var goesOn = last.broken && piece.lower
      if last.to > last.from {
        goesOn =
          goesOn
          || (last.from == 0 && last.to == grid.columns - 1 && grid.pieces[lastLine].count == 1 && grid.pieces[line].count == 1
            && last.box.x1 + space + piece.lead > grid.box.x1 - space)
      } else if words, piece.lower, piece.from == piece.to, !opensRow(line, grid, column: piece.from, above: above[0]?.piece, end: ends[0])
      {
        goesOn = goesOn || last.box.x1 + space + piece.lead > ends[piece.to] + RowStepRule.slack
      }
      guard goesOn, let place = lines.firstIndex(of: lastLine) else { continue }
      for between in (place + 1)...index { starts[between] = false }
    }
    for piece in grid.pieces[line] { above[piece.from] = (piece, line) }
  }
}

/// Whether a line begins in the first column with a capital or a figure, under a stub that had room for its first word: then it is a row, and what
/// stands in small letters beside it (an address, a code) goes on nothing. So it is where all columns are filled, here and above, with one word
/// each in that one.
private func opensRow(_ line: Int, _ grid: Grid, column: Int, above: Piece?, end: Double) -> Bool {
  guard let stub = grid.pieces[line].first, stub.from == 0, stub.to == 0, !stub.lower, !stub.bullet else { return false }
  guard let above, above.from == 0 else { return true }
  if above.broken { return false }
  let full = Set(grid.pieces[line].map(\.from)).count == grid.columns
  if full, grid.columns >= 3, grid.pieces[line].contains(where: { $0.from == column && $0.words.count == 1 }) { return true }
  return !above.broken && above.box.x1 + RowStepRule.space * grid.lines[line].height + stub.lead <= end + RowStepRule.slack
}
