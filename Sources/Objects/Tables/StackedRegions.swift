import Model
import Text
import Layout

/// Rules of one width, with text in columns between them.
func stackedRegions(_ page: TablePage, taken: [Box], settings: TableSettings) -> [Region] {
  let rules = wholeRules(page, taken: taken)
  var used = [Bool](repeating: false, count: rules.count)
  var out: [Region] = []
  for first in rules.indices where !used[first] {
    var stack = [first]
    for next in rules.indices.dropFirst(first + 1) where !used[next] {
      if abs(rules[next].start - rules[first].start) < 5, abs(rules[next].end - rules[first].end) < 5 { stack.append(next) }
    }
    guard stack.count >= 2 else { continue }
    for place in stack { used[place] = true }
    for run in runs(of: stack, rules, page, settings: settings) {
      if let box = stackedTable(run.rules, closed: run.closed, rules, page, taken: taken, settings: settings) {
        out.append(Region(box: box, kind: .halfRuled))
      }
    }
  }
  return out
}

/// Long level rules outside of what is taken; pieces of one, drawn column by column, are one.
private func wholeRules(_ page: TablePage, taken: [Box]) -> [Edge] {
  var rules: [Edge] = []
  for edge in page.horizontals.sorted(by: { ($0.at, $0.start) < ($1.at, $1.start) }) {
    if taken.contains(where: { edge.at > $0.y0 - 2 && edge.at < $0.y1 + 2 && edge.start > $0.x0 - 4 && edge.end < $0.x1 + 4 }) { continue }
    if let last = rules.last, abs(last.at - edge.at) < StackedRule.sameRule, edge.start - last.end < 2 * page.em,
      edge.start >= last.end - 1,
      !partsCaptions(from: last.end, to: edge.start, at: edge.at, page)
    {
      rules[rules.count - 1].end = edge.end
    } else {
      rules.append(edge)
    }
  }
  rules.removeAll { $0.length < 8 * page.em }
  return rules
}

/// Whether captions of two tables stand side by side above a gap between rules, one at each side of it.
private func partsCaptions(from x0: Double, to x1: Double, at y: Double, _ page: TablePage) -> Bool {
  guard page.tableCaptions.count > 1 else { return false }
  let above = page.tableCaptions.filter { $0.y1 < y }
  return above.contains { left in
    left.x1 < x1 && left.x1 > x0 - StackedRule.captionReach * page.em
      && above.contains { $0.overlapY(left) > StackedRule.sameLine * left.height && abs($0.x0 - x1) < 2 * page.em && $0.x0 > left.x1 }
  }
}

/// Rules of one width that have a table's bands between them, one run after another: places in `rules`, and whether another table begins right under
/// the last one.
private func runs(of stack: [Int], _ rules: [Edge], _ page: TablePage, settings: TableSettings) -> [(rules: [Int], closed: Bool)] {
  let wide = rules[stack[0]]
  var out = [(rules: [stack[0]], closed: false)]
  for index in 1..<stack.count {
    let box = Box(x0: wide.start, y0: rules[stack[index - 1]].at, x1: wide.end, y1: rules[stack[index]].at)
    let goesOn: Bool
    let anew = beginsAnew(box, page, settings: settings)
    if anew { out[out.count - 1].closed = true }
    switch anew || page.hasOutside(from: box.y0, to: box.y1, x0: box.x0, x1: box.x1) ? .other : bandKind(box, page, settings: settings) {
    case .columns: goesOn = true
    case .neutral:
      goesOn =
        out[out.count - 1].rules.count > 1
        || index + 1 < stack.count && headsColumns(box, under: rules[stack[index + 1]].at, page, settings: settings)
    case .other: goesOn = false
    }
    if goesOn { out[out.count - 1].rules.append(stack[index]) } else { out.append(([stack[index]], false)) }
  }
  return out
}

/// The table that a run of rules makes: with its body where nothing closes it, rows after the last rule, and its head over the first.
private func stackedTable(
  _ whole: [Int], closed: Bool, _ rules: [Edge], _ page: TablePage, taken: [Box], settings: TableSettings
) -> Box? {
  var run = whole
  if run.count >= 3, opensNotes(rules[run[run.count - 1]], after: rules[run[run.count - 2]], page) { run.removeLast() }
  guard run.count >= 2 else { return nil }
  var box = Box(x0: rules[run[0]].start, y0: rules[run[0]].at, x1: rules[run[0]].end, y1: rules[run[run.count - 1]].at)
  if hasStubBeside(box, rules, page, settings: settings) { return nil }
  // A header between two rules and a body that nothing closes; rows after the last rule; a body between two rules under its header.
  var body = box
  if run.count > 2 { body.y0 = rules[run[1]].at }
  guard let start = growth(in: body, page, settings: settings) ?? growth(in: box, page, settings: settings) else {
    return run.count == 2 ? nil : box
  }
  let down = closed ? (edge: box.y1, lines: 0, multiple: 0) : grow(start, from: box.y1, down: true, page, taken: taken, settings: settings)
  let head = headAbove(box, start, page, settings: settings)
  if run.count == 2, down.lines < 2 {
    // Rows that a rule closes one by one: two of them are a table under heads.
    let rows =
      rules[run[1]].at - rules[run[0]].at < StackedRule.oneRow * page.em && head.map { rules[run[0]].at - $0 > 2 * page.em } == true
    if head == nil || severalLines(in: box, page, settings: settings) < (rows ? 1 : 3) { return nil }
  }
  box.y1 = max(box.y1, down.edge + GridRule.hair)
  box.y0 = shadedTop(box, page)
  if box.y0 > rules[run[0]].at - 1, let head {
    box.y0 = head
    // Heads are shaded over the numbers alone where the stub has none, and rows stand off them.
    let stub = start.gaps.first?.free.map(\.to).max() ?? box.x0
    box.y0 = min(shadedTop(box, page), shadedHeads(over: head, from: stub, to: box.x1, page) ?? head)
  }
  return box
}

/// Bands between rules. Lengths are in ems unless said otherwise.
private enum StackedRule {
  /// By how much a caption may end before the rules of its table do, where another table's caption begins with that one's rules …
  static let captionReach = setting("captionReach", 30.0)
  /// … on the same line: the part of their height that they share.
  static let sameLine = setting("sameLine", 0.5)
  /// Points between heights of one rule drawn in pieces.
  static let sameRule = setting("sameRule", 1.5)
  /// Height of a band that holds one heading.
  static let headBand = setting("headBand", 2.5)
  /// Points by which notes are smaller than the table.
  static let noteSmaller = setting("noteSmaller", 0.5)
  /// White between the first rule and a head over it …
  static let headGap = setting("headGap", 0.9)
  /// … and between lines of heads.
  static let headLineGap = setting("headLineGap", 0.6)
  /// By which a head over numbers may stand out at the right of the rules under them.
  static let headBeyond = setting("headBeyond", 1.5)
  /// The part of the table's width that a shaded head has.
  static let shaded = setting("shaded", 0.9)
  /// Height of a band that may hold title, heads and first row of another table, at least. Base: three lines.
  static let newTable = setting("newTable", 4.0)
  /// Height of a row of one line between rules, at most.
  static let oneRow = setting("oneRow", 2.5)
  /// White between a shaded head and the first row.
  static let shadeGap = setting("shadeGap", 1.2)
  /// Height of a shaded head, at least.
  static let shadedHeight = setting("shadedHeight", 0.5)
}

/// Whether the only words between two rules head the columns of the next band but its first.
private func headsColumns(_ box: Box, under end: Double, _ page: TablePage, settings: TableSettings) -> Bool {
  let words = fragments(in: box, page)
  let next = Box(x0: box.x0, y0: box.y1, x1: box.x1, y1: end)
  guard words.count == 1, let only = words.first.map({ page.fragments[$0] }), box.height < StackedRule.headBand * page.em, !only.isProse,
    let stub = growth(in: next, page, settings: settings)?.gaps.first?.free.first
  else { return false }
  return only.box.x0 > stub.from
}

/// Whether a band between two rules holds a title, heads and the first row of another table: rules that close each row leave none between them. Its last
/// line alone has numbers, lines of heads stand above that, and the first is one piece at the left.
private func beginsAnew(_ box: Box, _ page: TablePage, settings: TableSettings) -> Bool {
  guard box.height > StackedRule.newTable * page.em else { return false }
  let lines = printedLines(fragments(in: box, page), on: page, settings: settings)
  guard lines.count >= 3, let first = lines.first, let last = lines.last, first.fragments.count == 1, last.fragments.count >= 2 else {
    return false
  }
  func values(_ line: PrintedLine) -> Int {
    line.fragments.count { page.fragments[$0].isValue && !isYear(page.fragments[$0].words.lowerBound, page) }
  }
  let title = page.fragments[first.fragments[0]]
  let stub = page.fragments[last.fragments[0]]
  return values(last) >= 1 && !stub.isValue && lines.dropLast().allSatisfy { values($0) == 0 }
    && lines.dropFirst().dropLast().contains { $0.fragments.count >= 2 && page.fragments[$0.fragments[0]].box.x0 > stub.box.x1 }
    && title.box.x0 < stub.box.x1 && title.words.count >= 2
}

private enum BandKind { case columns, neutral, other }

private func bandKind(_ box: Box, _ page: TablePage, settings: TableSettings) -> BandKind {
  let inside = page.fragments.indices.filter {
    let it = page.fragments[$0].box
    return it.midY > box.y0 && it.midY < box.y1 && it.overlapX(box) > GridRule.within * it.width
  }
  if inside.isEmpty { return box.height < 3 * page.em ? .neutral : .other }
  let lines = printedLines(inside, on: page, settings: settings)
  let gaps = columnGaps(lines, on: page, from: box.x0, to: box.x1, settings: settings)
  guard !gaps.isEmpty else { return lines.count <= 4 ? .neutral : .other }
  // Lines of running text across every gap: a page of paragraphs with a rule above and below, and two words set apart somewhere.
  let prose = inside.map { page.fragments[$0] }.filter(\.isProse)
  return gaps.allSatisfy { gap in prose.count { $0.box.x0 < gap.from && $0.box.x1 > gap.to } >= 2 } ? .other : .columns
}

/// Whether a rule is the one over a page's notes, as wide as the table that happens to end the text: much white is above it, and smaller
/// type right below.
private func opensNotes(_ rule: Edge, after last: Edge, _ page: TablePage) -> Bool {
  let band = Box(x0: rule.start, y0: last.at, x1: rule.end, y1: rule.at)
  let inside = fragments(in: band, page).map { page.fragments[$0] }
  guard let top = inside.map(\.box.y0).min(), let bottom = inside.map(\.box.y1).max(), let size = inside.map(\.size).min() else {
    return false
  }
  guard rule.at - bottom > top - last.at + page.em else { return false }
  let below = page.fragments.filter { $0.box.y0 > rule.at - 1 && $0.box.x0 < rule.end && $0.box.x1 > rule.start }
  guard let next = below.min(by: { ($0.baseline, $0.box.x0) < ($1.baseline, $1.box.x0) }) else { return false }
  return next.size < size - StackedRule.noteSmaller && next.box.y0 - rule.at < 2 * page.em
}

private func severalLines(in box: Box, _ page: TablePage, settings: TableSettings) -> Int {
  printedLines(fragments(in: box, page), on: page, settings: settings).count { $0.fragments.count >= 2 }
}

/// Top of the heads that stand right above the first rule, each over its column: rules that close rows leave the header without one above,
/// and perhaps the first row.
private func headAbove(_ box: Box, _ start: Growth, _ page: TablePage, settings: TableSettings) -> Double? {
  let near = page.fragments.indices.filter {
    let it = page.fragments[$0].box
    return it.midY < box.y0 && box.y0 - it.y0 < 5 * page.em && it.x1 > box.x0 && it.x0 < box.x1
  }
  var gaps = start.gaps
  var top: Double?
  var last = box.y0
  var row = false
  for line in printedLines(near, on: page, settings: settings).reversed().prefix(4) {
    let values = line.fragments.contains { page.fragments[$0].isValue }
    guard !values || top == nil || (row && line.fragments.allSatisfy({ isHeadLike(page.fragments[$0], page) })) else { break }
    guard last - line.y1 < (top == nil ? StackedRule.headGap : StackedRule.headLineGap) * page.em,
      line.fragments.allSatisfy({
        let it = page.fragments[$0]
        return !it.isProse && !page.isOutside($0) && it.box.x0 > box.x0 - 4
          && it.box.x1 < box.x1 + (top == nil ? 4 : StackedRule.headBeyond * page.em)
      }),
      let next = narrowed(gaps, by: line, page) ?? (row ? narrowedByWords(gaps, by: line, page) : nil),
      top != nil || line.fragments.count * 2 > start.gaps.count + 1, line.fragments.count >= 2
    else { break }
    gaps = next
    if values, top == nil { row = true }
    top = line.y0 - GridRule.hair
    last = line.y0
  }
  return top
}

/// Top of the bands of shading that lie on a box one above the other and are as wide as it: a header, a group's heading.
private func shadedTop(_ box: Box, _ page: TablePage) -> Double {
  var top = box.y0
  for _ in 0..<3 {
    let band = page.fills.filter {
      abs($0.box.y1 - top) < 3 && $0.box.height < 5 * page.em && $0.box.x0 > box.x0 - 5 && $0.box.x1 < box.x1 + 5
    }
    guard band.reduce(0, { $0 + $1.box.width }) > StackedRule.shaded * box.width, let next = band.map(\.box.y0).min(),
      next < top - StackedRule.shadedHeight * page.em
    else {
      break
    }
    top = next
  }
  return top
}

/// Top of the shading right above a first row that goes over all its numbers and ends with them; nil where there is none.
private func shadedHeads(over top: Double, from x0: Double, to x1: Double, _ page: TablePage) -> Double? {
  let band = page.fills.filter {
    $0.box.y1 < top + 3 && top - $0.box.y1 < StackedRule.shadeGap * page.em && $0.box.height < 5 * page.em && $0.box.x1 < x1 + 5
      && $0.box.x1 > x0
  }
  let covered = band.reduce(0) { $0 + min(x1, $1.box.x1) - max(x0, $1.box.x0) }
  return covered > StackedRule.shaded * (x1 - x0) ? band.map(\.box.y0).min() : nil
}

/// Words, a year, or a letter or number in brackets: what stands in heads.
private func isHeadLike(_ fragment: Fragment, _ page: TablePage) -> Bool {
  guard fragment.isValue else { return true }
  guard fragment.words.count == 1, let word = fragment.words.first else { return false }
  return page.integers[word].map { $0 >= 1800 && $0 < 2100 } ?? (page.words[word].first == 0x28)
}

/// Whether the rules stand over the numbers of a table alone, above and below its totals: most lines between them go on at their left, where
/// no rule is drawn.
private func hasStubBeside(_ box: Box, _ rules: [Edge], _ page: TablePage, settings: TableSettings) -> Bool {
  let left = rules.filter { $0.end < box.x0 + 4 && $0.at > box.y0 - 4 * page.em && $0.at < box.y1 + 4 * page.em }
  let inside = printedLines(fragments(in: box, page), on: page, settings: settings)
  let beside = inside.filter { line in
    page.fragments.contains { it in
      it.box.x1 < box.x0 + 1 && abs(it.baseline - line.baseline) < settings.sameLine * it.size && !it.isProse && !it.isValue
        && !left.contains { $0.start < it.box.midX && $0.end > it.box.midX }
    }
  }
  return !inside.isEmpty && beside.count * 3 >= inside.count * 2
}
