import Layout
import Model
import Text

/// A table without drawn cells with the rows that white space parted from it: lines further down (or up) whose numbers end where the numbers of its
/// columns end. That is beyond chance, so that the distance may be larger than between rows, with a group's heading between.
enum StretchRule {
  /// Farthest that the next row may be, in ems.
  static let gap = setting("gap", 5.0)
  /// Right edges within this (points) are in line. Base: proportional figures are set to a tenth of a point; a sign or bracket behind adds two.
  static let edge = setting("edge", 2.5)
  /// Sizes by which the closing bracket of a negative number stands behind its column.
  static let bracket = setting("bracket", 0.45)
  /// Ems between heads and the rules around them.
  static let ruleGap = setting("ruleGap", 0.6)
  /// Most lines between two rows, and most words in one of them.
  static let between = setting("between", 3)
  static let words = setting("words", 14)
  /// How close heads must stand over rows, in ems, and how many lines they have at most.
  static let headGap = setting("headGap", 1.6)
  static let heads = setting("heads", 3)
  /// … and how far where rows are set as far apart.
  static let wide = setting("wide", 3.0)
  /// Lines of headings of groups between heads and the first row. Base: a budget's branch, office, programme and work.
  static let groups = setting("groups", 4)
}

/// The box with the further rows; nil where there are none.
func stretched(_ grid: Grid, on page: TablePage, taken: [Box], settings: TableSettings) -> Box? {
  let ends = valueEnds(grid, page)
  guard grid.rows >= 2, ends.contains(where: { $0 != nil }) else { return nil }
  let box = grid.box
  let near = page.fragments.indices.filter { place in
    let it = page.fragments[place].box
    return it.x1 > box.x0 && it.x0 < box.x1 && (it.midY > box.y1 || it.midY < box.y0)
      && !taken.contains { $0.containsPoint(x: it.midX, y: it.midY) }
  }
  guard !near.isEmpty else { return nil }
  let lines = printedLines(near, on: page, settings: settings)
  var out = box
  out.y1 = edge(grid, lines.filter { $0.y0 > box.y1 - 2 }, from: box.y1, ends, page) {
    $0.y0 - $1
  } end: {
    $0.y1 + GridRule.hair
  }
  // Rows above belong to a table that begins with numbers: one that has its heads begins with them.
  if beginsWithValues(grid, page) {
    let above = Array(lines.filter { $0.y1 < box.y0 + 2 }.reversed())
    out.y0 = edge(grid, above, from: box.y0, ends, page) {
      $1 - $0.y1
    } end: {
      $0.y0 - GridRule.hair
    }
    let rest = above.filter { $0.y1 < out.y0 + 1 }
    if out.y0 < box.y0 {
      out.y0 = headTop(grid, rest, from: out.y0, page)
    } else {
      out.y0 = headsOverGroups(grid, rest, from: out.y0, page)
    }
  }
  return out.y0 < box.y0 - 2 || out.y1 > box.y1 + 2 ? out : nil
}

/// Where the rows end on one side. `gap` and `end` say how far a line is from an edge, and what edge it makes.
private func edge(
  _ grid: Grid, _ lines: [PrintedLine], from start: Double, _ ends: [Double?], _ page: TablePage, gap: (PrintedLine, Double) -> Double,
  end: (PrintedLine) -> Double
) -> Double {
  var reached = start
  var last = start
  var pending = 0
  for line in lines {
    // Headings of groups one under another look like a paragraph: the row that must follow tells.
    guard gap(line, last) < StretchRule.gap * page.em, !beginsNote(line, page),
      !line.fragments.contains(where: { page.isOutside($0) || page.fragments[$0].isProse && line.fragments.count > 1 })
    else { break }
    if line.fragments.count == 1, !page.fragments[line.fragments[0]].isValue {
      pending += 1
      guard pending <= StretchRule.between, page.fragments[line.fragments[0]].words.count <= StretchRule.words else { break }
      last = end(line)
      continue
    }
    guard isRow(line, grid, ends, page) else { break }
    reached = end(line)
    last = reached
    pending = 0
  }
  return reached
}

/// Whether every piece stands in a column of its own, and all numbers end in line with their columns.
private func isRow(_ line: PrintedLine, _ grid: Grid, _ ends: [Double?], _ page: TablePage) -> Bool {
  guard line.fragments.count >= 2, let places = columns(of: line, grid, page) else { return false }
  var aligned = 0
  for (place, column) in zip(line.fragments, places) where page.fragments[place].isValue && column > 0 {
    guard let end = ends[column] else { continue }
    let it = page.fragments[place]
    // A closing bracket hangs behind the column.
    let hangs = page.words[it.words.lowerBound].first == 0x28 ? StretchRule.bracket * it.size : 0
    guard it.box.x1 - end < StretchRule.edge + hangs, end - it.box.x1 < StretchRule.edge else { return false }
    // Years that end in line with the numbers are the heads of another table.
    let words = page.fragments[place].words
    if words.count > 1 || !isYear(words.lowerBound, page) { aligned += 1 }
  }
  return aligned > 0
}

/// Top of the heads that headings of groups part from the first row: a line with a head over most columns, none of them a number.
private func headsOverGroups(_ grid: Grid, _ lines: [PrintedLine], from start: Double, _ page: TablePage) -> Double {
  var last = start
  // Rows set wide have heads set wide.
  let widest = zip(grid.lines, grid.lines.dropFirst()).map { $1.y0 - $0.y1 }.max() ?? 0
  let reach = max(StretchRule.headGap * page.em, min(widest, StretchRule.wide * page.em))
  for (index, line) in lines.prefix(StretchRule.groups + 1).enumerated() {
    guard last - line.y1 < reach, !line.fragments.contains(where: { page.isOutside($0) }) else { break }
    last = line.y0
    let heads = line.fragments.map { page.fragments[$0] }
    if isRuledHead(line, grid, page), columns(of: line, grid, page) != nil { return line.y0 - GridRule.hair }
    guard heads.count >= 3, heads.count >= grid.columns - 1 else { continue }
    guard index > 0, heads.allSatisfy({ !$0.isProse && $0.words.count <= 5 && !$0.isValue }), columns(of: line, grid, page) != nil else {
      break
    }
    return line.y0 - GridRule.hair
  }
  return start
}

/// Whether a line of years or words stands between two rules as wide as the table, none of it over the stub: heads, however few.
private func isRuledHead(_ line: PrintedLine, _ grid: Grid, _ page: TablePage) -> Bool {
  func isRuled(_ from: Double, _ to: Double) -> Bool {
    page.horizontals.contains {
      $0.at > from && $0.at < to && $0.length > GridRule.across * grid.box.width && $0.start < grid.box.x0 + page.em
        && $0.end > grid.box.x1 - page.em
    }
  }
  guard isRuled(line.y1 - 2, line.y1 + StretchRule.ruleGap * page.em), isRuled(line.y0 - StretchRule.ruleGap * page.em, line.y0 + 2) else {
    return false
  }
  return line.fragments.allSatisfy { place in
    let it = page.fragments[place]
    return it.box.x0 > grid.xs[1] - page.em && it.words.count <= 5
      && (!it.isValue || it.words.count == 1 && isYear(it.words.lowerBound, page))
  }
}

/// Top of the lines of words in columns close above the first row.
private func headTop(_ grid: Grid, _ lines: [PrintedLine], from start: Double, _ page: TablePage) -> Double {
  var top = start
  for line in lines.prefix(StretchRule.heads) {
    guard top - line.y1 < StretchRule.headGap * page.em, line.fragments.count >= 2,
      line.fragments.allSatisfy({ !page.fragments[$0].isProse && !page.isOutside($0) && page.fragments[$0].words.count <= 5 }),
      columns(of: line, grid, page) != nil
    else { break }
    top = line.y0 - GridRule.hair
  }
  return top
}
