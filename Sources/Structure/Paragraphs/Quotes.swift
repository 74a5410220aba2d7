import Model
import Text
package import Layout
import Objects

/// Block quotations: two lines or more set in at both sides, or set in, smaller and in quotation marks.
///
/// Their `column` becomes the quotation's own measure, so that lines within it are judged by it.
package func quoteMarks(of flow: Flow, measures: Measures) -> LineMarks {
  var marks = LineMarks()
  /// The last line of the quotation before.
  var quoted = -1
  for run in Measures.runs(of: flow) {
    var start = 0
    while start < run.count {
      guard let first = textLine(flow, run[start]), setIn(first, run[start], measures) else {
        start += 1
        continue
      }
      var end = start + 1
      while end < run.count, run[end] == run[end - 1] + 1, let line = textLine(flow, run[end]), setIn(line, run[end], measures),
        let above = textLine(flow, run[end - 1]), line.baseline - above.baseline < measures.leading[run[end]] * QuoteRule.leading + 2,
        abs(line.size - first.size) < QuoteRule.sameSize
      { end += 1 }
      let places = Array(run[start..<end])
      if isQuote(places, after: quoted, flow: flow, measures: measures) {
        var box = first.box
        for place in places { box = box.union(flow.items[place].box) }
        for place in places { marks.add(LineMark(.quote, column: box), at: place) }
        quoted = run[end - 1]
      }
      start = end
    }
  }
  return marks
}

/// What a quotation set apart is like. Lengths are in sizes.
private enum QuoteRule {
  /// So many leadings between its lines.
  static let leading = setting("leading", 1.7)
  /// Points between their sizes.
  static let sameSize = setting("sameSize", 0.4)
  /// Between starts of its lines …
  static let sameEdge = setting("sameEdge", 0.5)
  /// … and of first lines in longer ones.
  static let firstIndent = setting("firstIndent", 2.5)
  /// Body sizes below which it is set smaller.
  static let smaller = setting("smaller", 0.98)
  /// A quotation of two lines is set in by this …
  static let insetOfTwo = setting("insetOfTwo", 1.5)
  /// … and a longer one by this.
  static let inset = setting("inset", 0.8)
  /// So many leadings above it.
  static let apart = setting("apart", 1.2)
}

private func textLine(_ flow: Flow, _ place: Int) -> FlowLine? {
  if case .line(let line) = flow.items[place], line.role == .text { return line }
  return nil
}

/// In from the left by a size.
private func setIn(_ line: FlowLine, _ place: Int, _ measures: Measures) -> Bool {
  line.box.x0 - measures.left[place] >= line.size
}

private func isQuote(_ places: [Int], after quoted: Int, flow: Flow, measures: Measures) -> Bool {
  let lines = places.compactMap { textLine(flow, $0) }
  guard let first = lines.first else { return false }
  let marked =
    first.words.first.map { word in
      guard let scalar = word.text.unicodeScalars.first else { return false }
      return "“\"«‘".unicodeScalars.contains(scalar)
    } ?? false
  guard lines.count >= 2 else { return false }
  // Centred lines of different length are names and dates.
  let middles = lines.map(\.box.midX)
  let widths = lines.map(\.box.width)
  if (middles.max()! - middles.min()!) < 2, widths.max()! - widths.min()! > first.size * 2,
    lines.dropLast().contains(where: { widths.max()! - $0.box.width > first.size * 2 })
  {
    return false
  }
  let edge = lines.dropFirst().map(\.box.x0).min() ?? first.box.x0
  // All lines but a first one begin at one edge.
  guard
    lines.dropFirst().allSatisfy({
      $0.box.x0 - edge < first.size * QuoteRule.sameEdge || $0.box.x0 - edge < first.size * QuoteRule.firstIndent && lines.count > 3
    })
  else { return false }
  guard abs(first.box.x0 - edge) < first.size * 3 else { return false }
  let right = lines.map(\.box.x1).max() ?? 0
  let place = places[0]
  let inset = measures.right[place] - right
  // Full lines of its own: names one below the other are no quotation.
  let full = lines.dropLast().filter { right - $0.box.x1 < first.size * 3 }.count
  guard full * 2 >= lines.count - 1, right - edge > first.size * 10 else { return false }
  // Text runs on from line to line.
  guard lines.dropFirst().contains(where: beginsLower) else { return false }
  // What stands right under a heading is its text (an abstract).
  if !marked, let above = lineBefore(place, in: flow), case .line(let before) = flow.items[above], before.role == .heading { return false }
  let smaller = first.size < flow.bodySize * QuoteRule.smaller
  if lines.count == 2, !marked, !smaller { return inset >= first.size * QuoteRule.insetOfTwo && full == 1 }
  if inset >= first.size * QuoteRule.inset || (smaller && marked) { return true }
  // Set in on the left only: apart from the text above and below, and announced by it, or set otherwise.
  guard lines.count >= 3, let above = lineBefore(place, in: flow), case .line(let before) = flow.items[above], before.role != .listItem
  else { return false }
  let gap = first.baseline - before.baseline
  guard above == quoted || before.page != first.page || before.column != first.column || gap > measures.leading[place] * QuoteRule.apart
  else { return false }
  let italic = lines.allSatisfy { styleOf($0).italic }
  return lastScalar(before) == ":" || marked || italic || smaller
}
