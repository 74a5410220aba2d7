import Layout
import Model
import Text

/// Two tables read as one because they stand close under another, often with the same columns or the same rules: where they part.
///
/// A line that runs across the columns (a sentence that announces the next table, its title, the notes of the one above) is a group's heading if rows
/// follow it; where heads follow it, another table begins. The lines between belong to neither.
enum SecondHeadRule {
  /// Lines of rows that each of the two tables must have. Base: fewer are totals or a second level of heads.
  static let rows = setting("rows", 2)
  /// Lines of heads that may follow before the first row.
  static let heads = setting("heads", 5)
  /// Points by which heads that come again may stand elsewhere.
  static let again = setting("again", 1.0)
  /// Lines that may stand between the two tables. Base: notes of the one, title and unit of the other.
  static let between = setting("between", 8)
  /// The part of the width that one line across must have to be more than a group's heading.
  static let wide = setting("wide", 0.55)
  /// White space above such a line, in leadings, that says the same.
  static let apart = setting("apart", 1.6)
}

/// The boxes of the tables in a grid that was read without drawn cells, from top to bottom; one where nothing parts it.
func cutAtSecondHeads(_ grid: Grid, on page: TablePage) -> [Box] {
  guard grid.columns >= 2, grid.lines.count >= 2 * SecondHeadRule.rows + 2 else { return [grid.box] }
  let look = headLook(grid, page)
  let kinds = grid.lines.indices.map { lineKind($0, look, grid, page) }
  var out: [Box] = []
  var top = grid.box.y0
  var from = 0
  var index = 1
  while index < kinds.count {
    if let end = titleAboveAgain(index, from: from, kinds, grid, page) {
      out.append(Box(x0: grid.box.x0, y0: top, x1: grid.box.x1, y1: grid.lines[end].y1 + GridRule.hair))
      top = grid.lines[index].y0 - GridRule.hair
      from = index
      index += 1
      continue
    }
    guard kinds[index] == .across, let head = secondHead(after: index, kinds, grid),
      kinds[from..<index].count(where: { $0 == .row }) >= SecondHeadRule.rows,
      kinds[head...].count(where: { $0 == .row }) >= SecondHeadRule.rows, isMoreThanHeading(index, head, grid)
    else {
      index += 1
      continue
    }
    out.append(Box(x0: grid.box.x0, y0: top, x1: grid.box.x1, y1: grid.lines[index - 1].y1 + GridRule.hair))
    top = grid.lines[head].y0 - GridRule.hair
    from = head
    index = head + 1
  }
  out.append(Box(x0: grid.box.x0, y0: top, x1: grid.box.x1, y1: grid.box.y1))
  return out
}

/// The last line of the rows above a title over heads that say again what the first ones say: each such title has a table of its own, however short.
private func titleAboveAgain(_ index: Int, from: Int, _ kinds: [LineKind], _ grid: Grid, _ page: TablePage) -> Int? {
  guard index > from + 1, kinds[index] == .heads, let first = kinds[from...].firstIndex(of: .heads), first < index,
    saysAgain(grid.lines[index], grid.lines[first], page)
  else { return nil }
  var end = index - 1
  while end > from, kinds[end] == .across || kinds[end] == .other, grid.lines[end].fragments.count == 1 { end -= 1 }
  guard end < index - 1, kinds[end] == .row, kinds[index...].contains(.row) else { return nil }
  return end
}

/// Whether two lines are set alike in the same places.
private func saysAgain(_ line: PrintedLine, _ other: PrintedLine, _ page: TablePage) -> Bool {
  guard line.fragments.count == other.fragments.count, line.fragments.count >= 2 else { return false }
  return zip(line.fragments, other.fragments).allSatisfy { a, b in
    let (a, b) = (page.fragments[a], page.fragments[b])
    return abs(a.box.x0 - b.box.x0) < SecondHeadRule.again && abs(a.box.x1 - b.box.x1) < SecondHeadRule.again
      && page.words[a.words.lowerBound].first == page.words[b.words.lowerBound].first
      && page.words[a.words.lowerBound].look == page.words[b.words.lowerBound].look
  }
}

private enum LineKind { case row, heads, across, other }

/// How the heads are set, where the rows are set otherwise.
private func headLook(_ grid: Grid, _ page: TablePage) -> WordLook? {
  let lines = grid.lines.filter { $0.fragments.count >= 2 }
  guard let first = lines.first, lines.count >= 4, let look = commonLook(first, page) else { return nil }
  return lines.count { commonLook($0, page) == look } * 5 <= lines.count * 2 ? look : nil
}

/// How all pieces of a line are set; nil where they differ.
private func commonLook(_ line: PrintedLine, _ page: TablePage) -> WordLook? {
  let looks = line.fragments.map { page.words[page.fragments[$0].words.lowerBound].look }
  return looks.allSatisfy { $0 == looks[0] } ? looks.first : nil
}

private func lineKind(_ index: Int, _ look: WordLook?, _ grid: Grid, _ page: TablePage) -> LineKind {
  let fragments = grid.lines[index].fragments.map { page.fragments[$0] }
  if fragments.count == 1, let only = fragments.first, !only.isValue, only.words.count >= 2 {
    let crossed = grid.xs.dropFirst().dropLast().contains { only.box.x0 < $0 - 2 && only.box.x1 > $0 + 2 }
    return crossed ? .across : .other
  }
  guard fragments.count >= 2 else { return .other }
  let numbers = fragments.filter(\.isValue)
  let years = numbers.count { $0.words.count == 1 && isYear($0.words.lowerBound, page) }
  if numbers.count > years { return .row }
  // In a table of words the look tells.
  if let look { return commonLook(grid.lines[index], page) == look ? .heads : .row }
  return fragments.allSatisfy { $0.words.count <= 6 && !$0.isProse } ? .heads : .other
}

/// The line of heads that follows lines across the columns, if rows follow it soon.
private func secondHead(after index: Int, _ kinds: [LineKind], _ grid: Grid) -> Int? {
  var head = index + 1
  while head < kinds.count, head - index <= SecondHeadRule.between, kinds[head] == .across || kinds[head] == .other { head += 1 }
  guard head < kinds.count, kinds[head] == .heads else { return nil }
  return kinds[head...].prefix(SecondHeadRule.heads).contains(.row) ? head : nil
}

/// Whether what stands between rows and heads is no heading of a group of rows: several lines, a long one, or one set apart by white space.
private func isMoreThanHeading(_ index: Int, _ head: Int, _ grid: Grid) -> Bool {
  if head - index >= 2 { return true }
  let line = grid.lines[index]
  let steps = zip(grid.lines, grid.lines.dropFirst()).map { $1.baseline - $0.baseline }.sorted()
  guard !steps.isEmpty else { return false }
  let above = line.baseline - grid.lines[index - 1].baseline
  return above > SecondHeadRule.apart * steps[steps.count / 2] || pageWidth(index, grid) > SecondHeadRule.wide * grid.box.width
}

private func pageWidth(_ index: Int, _ grid: Grid) -> Double {
  grid.pieces[index].reduce(0) { $0 + $1.box.width }
}

/// The boxes of the lines between blank ones, those of three lines and more of which two have several pieces; nothing where no blank line is.
func partsByBlanks(_ grid: Grid) -> [Box] {
  let steps = zip(grid.lines, grid.lines.dropFirst()).map { $1.baseline - $0.baseline }
  guard steps.count >= 3 else { return [] }
  let limit = SecondHeadRule.apart * steps.sorted()[steps.count / 2]
  var runs: [[PrintedLine]] = [[grid.lines[0]]]
  for (line, step) in zip(grid.lines.dropFirst(), steps) {
    if step > limit { runs.append([line]) } else { runs[runs.count - 1].append(line) }
  }
  guard runs.count > 1 else { return [] }
  return runs.filter { $0.count >= 3 && $0.count { $0.fragments.count >= 2 } >= 2 }.map { run in
    Box(x0: grid.box.x0, y0: run[0].y0 - GridRule.hair, x1: grid.box.x1, y1: run[run.count - 1].y1 + GridRule.hair)
  }
}
