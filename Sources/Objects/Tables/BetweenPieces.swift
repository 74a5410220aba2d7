import Layout
import Model
import Text

/// What stands between the parts of a table over pages and belongs to the page: further lines of a running head, which Layout judges line by line and
/// may have left, what stands in its margin, and notes at the foot of the page, which nothing in the text may call.
enum BetweenRule {
  /// Points by which a running head may stand elsewhere on the next page.
  static let place = setting("place", 2.0)
  /// The part of the size of the table's words below which a line at the page's foot is a note.
  static let noteSize = setting("noteSize", 0.85)
}

/// Whether a line between two parts of a table says nothing against their being one: it stood at the same place on the page before, or it is set
/// smaller than the table under its last row, below a line that begins with a number or sign, as notes of a page do.
///
/// - Parameter place: of the first item behind the table's earlier part.
func isBetweenPages(_ line: FlowLine, _ last: PageTable, _ next: PageTable, flow: Flow, from place: Int) -> Bool {
  guard next.page == last.page + 1 else { return false }
  if isInMargin(line, last, flow) { return true }
  if line.page == next.page { return line.box.y1 < next.box.y0 + 1 && comesAgain(line, on: last.page, flow: flow, before: place) }
  guard line.page == last.page, line.box.y0 > last.box.y1 - 1, let size = usualSize(last, flow) else { return false }
  let notes = flow.items[place...].prefix { $0.page == last.page }.compactMap { $0.frame.map { ($0.size, $0.box.y0) } }
  guard notes.allSatisfy({ $0.1 > last.box.y1 - 1 && $0.0 < BetweenRule.noteSize * size }), case .line(let first) = flow.items[place],
    let scalar = first.words.first?.text.unicodeScalars.first
  else { return false }
  return !isLetter(scalar)
}

/// Whether a line stands beside the table and is set upright or is a number alone: a title or folio in the outer margin.
private func isInMargin(_ line: FlowLine, _ table: PageTable, _ flow: Flow) -> Bool {
  guard line.page == table.page, line.box.x1 < table.box.x0 || line.box.x0 > table.box.x1 else { return false }
  let lines = flow.pages[line.page].lines
  if line.sources.contains(where: { lines.indices.contains($0) && lines[$0].angle != 0 }) { return true }
  return line.words.count == 1 && line.text.unicodeScalars.allSatisfy { isDigit($0.value) }
}

/// Whether the page before has the same words at the same place.
private func comesAgain(_ line: FlowLine, on page: Int, flow: Flow, before place: Int) -> Bool {
  func same(_ other: FlowLine) -> Bool {
    other.page == page && abs(other.box.y0 - line.box.y0) < BetweenRule.place && abs(other.box.x0 - line.box.x0) < BetweenRule.place
      && other.text == line.text
  }
  for item in flow.items[..<place].reversed() {
    guard item.page == page else { break }
    if case .line(let other) = item, same(other) { return true }
  }
  return flow.furniture.contains { same($0) }
}

/// The size of most words of a table, points.
private func usualSize(_ table: PageTable, _ flow: Flow) -> Double? {
  let lines = flow.pages[table.page].lines
  let sizes = table.lines.filter { lines.indices.contains($0) }.map { lines[$0].size }.sorted()
  return sizes.isEmpty ? nil : sizes[sizes.count / 2]
}
