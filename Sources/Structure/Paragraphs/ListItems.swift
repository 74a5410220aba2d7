import Layout
import Model
import Text

/// Places of an item's further lines.
///
/// Further lines hang under the item's text, stand under its marker, or go on at the column's edge after a first line that is set in
/// (`      – The gates stay shut while` / `the tide comes in.`). Once one line has done so in the middle of a sentence, the item has that edge.
func furtherLines(of marker: ListMarker, until end: Int, flow: Flow, measures: Measures, boundaries: Boundaries) -> [Int] {
  var out: [Int] = []
  var last = marker.place
  var adjacent = true
  var item = OpenItem(marker: marker, measures: measures, boundaries: boundaries)
  var place = marker.place
  while place + 1 < end {
    place += 1
    guard case .line(let line) = flow.items[place], case .line(let above) = flow.items[last] else {
      adjacent = false
      continue
    }
    guard line.role == .text else {
      if line.role == .heading { break }
      adjacent = false
      continue
    }
    if abs(line.size - above.size) > ItemLineRule.sameSize * max(line.size, above.size), !mixedSizes(above, line) { break }
    let same = adjacent && line.page == above.page && line.column == above.column
    guard same ? item.takes(line, at: place, below: above, at: last) : item.takesApart(line, at: place, from: above, at: last) else {
      break
    }
    out.append(place)
    last = place
    adjacent = true
  }
  return out
}

/// An item while its lines are looked for.
private struct OpenItem {
  let marker: ListMarker
  let measures: Measures
  let boundaries: Boundaries
  /// Where the item's second line begins, from the column's edge, if neither under its text nor under its marker.
  private var edge: Double?
  /// The leading within the item, once a sentence has gone on over it.
  private var step: Double?

  init(marker: ListMarker, measures: Measures, boundaries: Boundaries) {
    self.marker = marker
    self.measures = measures
    self.boundaries = boundaries
  }

  /// Whether the line right below the item's last one is the item's.
  mutating func takes(_ line: FlowLine, at place: Int, below above: FlowLine, at last: Int) -> Bool {
    let offset = line.box.x0 - measures.left[place]
    let hangs = self.hangs(line, offset) || isUnderText(line)
    let gap = line.baseline - above.baseline
    // A wider step than the page's usual one, in the middle of a sentence: this list has its own leading.
    let middle = !endsSentence(above) && (beginsLower(line) || boundaries.full(last, before: place, slack: 0))
    guard gap > 0,
      gap <= measures.leading[place] * ItemLineRule.leading + ItemLineRule.leadingSlack
        || gap <= line.size * ItemLineRule.hangingStep && hangs && marker.textOffset > marker.offset + ItemLineRule.hanging
        || hangs && gap <= (middle ? measures.leading[place] * ItemLineRule.widest : (step ?? 0) * ItemLineRule.sameStep)
    else { return false }
    if middle, hangs { step = max(step ?? 0, gap) }
    let runs =
      boundaries.full(last, before: place, slack: endsSentence(above) ? ItemLineRule.slackAfterStop : ItemLineRule.slackWithin)
      || endsHyphenated(above)
      || beginsLower(line) && !endsSentence(above)
    if hangs, marker.textOffset > marker.offset + ItemLineRule.hanging {
      // Under the item's text and not at the list's own edge: its own line, unless the item ended and a sentence begins at the paragraph's edge.
      return runs || !endsSentence(above) || offset >= line.size * ItemLineRule.sameEdge
    }
    if isUnderMarker(line, offset) || isAtEdge(line, offset) { return runs }
    guard offset < marker.textOffset, runs, !endsSentence(above), last == marker.place || beginsLower(line) else { return false }
    // In the middle of a sentence, and left of the item's text.
    edge = offset
    return true
  }

  /// Whether a line behind something else, or in another column or page, is the item's.
  func takesApart(_ line: FlowLine, at place: Int, from above: FlowLine, at last: Int) -> Bool {
    let offset = line.box.x0 - measures.left[place]
    guard
      hangs(line, offset) || isUnderMarker(line, offset) || isAtEdge(line, offset) || isUnderText(line)
        || offset < marker.textOffset && beginsLower(line) && !endsSentence(above)
    else { return false }
    return boundaries.goesOnAnyRole(last, place) || isParagraphUnderText(line, offset, at: place)
  }

  /// Another paragraph of the item at the head of a column: set in under the item's text with its second line too, so that it is no first line's indent.
  private func isParagraphUnderText(_ line: FlowLine, _ offset: Double, at place: Int) -> Bool {
    let flow = boundaries.flow
    guard hangs(line, offset), marker.textOffset > marker.offset + ItemLineRule.hanging, offset >= line.size * ItemLineRule.sameEdge,
      place + 1 < flow.items.count, case .line(let next) = flow.items[place + 1]
    else { return false }
    return next.role == .text && next.page == line.page && next.column == line.column
      && hangs(next, next.box.x0 - measures.left[place + 1])
  }

  /// Under the item's text.
  private func hangs(_ line: FlowLine, _ offset: Double) -> Bool { abs(offset - marker.textOffset) < line.size * ItemLineRule.sameEdge }

  /// The edges of two pages' columns may be told differently: the same place on the page is the same edge.
  private func isUnderText(_ line: FlowLine) -> Bool {
    abs(line.box.x0 - measures.left[marker.place] - marker.textOffset) < line.size * ItemLineRule.sameEdge
  }

  private func isUnderMarker(_ line: FlowLine, _ offset: Double) -> Bool {
    abs(offset - marker.offset) < line.size * ItemLineRule.sameEdge
      || offset < line.size * ItemLineRule.sameEdge && marker.offset < line.size * ItemLineRule.setIn
  }

  /// Where the item's second line began.
  private func isAtEdge(_ line: FlowLine, _ offset: Double) -> Bool {
    edge.map { abs(offset - $0) < line.size * ItemLineRule.sameEdge } ?? false
  }
}

/// Lines that belong to an item. Lengths are in sizes.
private enum ItemLineRule {
  /// Edges nearer than this are one.
  static let sameEdge = setting("sameEdge", 0.6)
  /// Points by which the text of an item that hangs stands right of its marker, at least.
  static let hanging = setting("hanging", 4.0)
  /// A marker set in by less than this may have its further lines at the column's edge.
  static let setIn = setting("setIn", 2.5)
  /// The part of the size by which lines of an item may differ.
  static let sameSize = setting("sameSize", 0.08)
  /// So many leadings to the next line of an item …
  static let leading = setting("leading", 1.16)
  /// … and points.
  static let leadingSlack = setting("leadingSlack", 0.8)
  /// Sizes from baseline to baseline of lines that hang under the item's text.
  static let hangingStep = setting("hangingStep", 1.45)
  /// Room that a full line leaves where a sentence ends with it …
  static let slackAfterStop = setting("slackAfterStop", 0.4)
  /// … and where it does not.
  static let slackWithin = setting("slackWithin", 1.5)
  /// Of the usual leading, inside a sentence: farther lines are another paragraph, whatever their sentence does.
  static let widest = setting("widest", 1.9)
  /// Of the step that a sentence of the item went over: lines that are no farther go on.
  static let sameStep = setting("sameStep", 1.06)
}
