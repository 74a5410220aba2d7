import Model
import Layout
import Text

/// Lines within the frame of a table, or right under its rows, that are no rows: the caption and units above the heads, the notes and the source
/// below the last row. They are left to the text around the table, which attaches them.

/// Whether a line alone begins a note: with a raised mark, with `1/`, or with stars, and words behind it.
func beginsNote(_ line: PrintedLine, _ page: TablePage) -> Bool {
  guard line.fragments.count == 1 else { return false }
  let it = page.fragments[line.fragments[0]]
  guard it.words.count > 2 || it.words.count == 2 && page.words[it.words.upperBound - 1].kind == .text else { return false }
  let first = page.words[it.words.lowerBound]
  let next = page.words[it.words.lowerBound + 1]
  if first.raised || first.size < NoteMarkRule.size * it.size { return next.kind == .text }
  if first.marksNote { return it.words.count > 2 }
  return first.kind == .sign && (first.first == 0x2A || first.first == 0x2020 || first.first == 0x2021) && next.kind == .text
}

/// Takes caption lines above the first row and note and source lines below the last one out of a grid, and draws its box in.
/// Sentences above the heads of a table without drawn cells are the text's as well.
func leaveNotes(_ grid: inout Grid, _ page: TablePage, open: Bool) {
  func isOutside(_ line: PrintedLine) -> Bool { line.fragments.allSatisfy { page.isOutside($0) } }
  // A caption within the frame begins in it: what only goes on from one above may be the heads.
  let box = grid.box
  let framed = page.tableCaptions.contains { $0.y0 > box.y0 - 2 && $0.y0 < box.y1 && $0.overlapX(box) > 0 }
  var first = 0
  while framed, first < grid.lines.count, isOutside(grid.lines[first]) { first += 1 }
  if isUnitsOverHeads(grid.lines[first...], page) { first += 1 }
  while open, grid.lines.count - first > 3, grid.lines[first].fragments.count == 1 {
    let it = page.fragments[grid.lines[first].fragments[0]]
    guard it.isProse || it.words.count >= 8, it.box.x0 < box.x0 + 3 * page.em else { break }
    first += 1
  }
  // From the first line that begins a note on, nothing but single lines may stand.
  var last = grid.lines.count
  var at = grid.lines.count - 1
  while at > first, grid.lines[at].fragments.count == 1 || isOutside(grid.lines[at]) {
    if isOutside(grid.lines[at]) || beginsNote(grid.lines[at], page) { last = at }
    at -= 1
  }
  guard first > 0 || last < grid.lines.count, last - first >= 2 else { return }
  let rules = page.horizontals.filter { $0.start < grid.box.x1 && $0.end > grid.box.x0 }.map(\.at)
  /// A border between two lines: the rule that is drawn there, or the middle.
  func border(_ above: Double, _ below: Double, upper: Bool) -> Double {
    let between = rules.filter { $0 > above - 1 && $0 < below + 1 }
    return (upper ? between.max() : between.min()) ?? (above + below) / 2
  }
  if last < grid.lines.count { grid.box.y1 = border(grid.lines[last - 1].y1, grid.lines[last].y0, upper: false) }
  if first > 0 { grid.box.y0 = border(grid.lines[first - 1].y1, grid.lines[first].y0, upper: true) }
  grid.lines = Array(grid.lines[first..<last])
}

/// Whether the first line stands alone over a line of heads and says what the numbers count: it is about the table, and no row.
private func isUnitsOverHeads(_ lines: ArraySlice<PrintedLine>, _ page: TablePage) -> Bool {
  guard lines.count > 2, let line = lines.first, line.fragments.count == 1, lines[lines.startIndex + 1].fragments.count > 1 else {
    return false
  }
  return page.units.contains(page.words[page.fragments[line.fragments[0]].words.lowerBound].line)
}

/// Marks of notes to a table.
private enum NoteMarkRule {
  /// The part of the line's size that a mark is smaller than.
  static let size = setting("size", 0.8)
}
