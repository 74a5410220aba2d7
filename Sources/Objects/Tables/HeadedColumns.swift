import Model
import Layout
import Text

/// Columns that the heads tell where the body does not: most places of the columns are blank, so that white space alone has too few votes.

/// Gaps between heads that no gap of the body parts yet. The heads are the line with the most fragments among the first, all of them short and none
/// a number but a year. A gap is added where the lines below leave a strip free between two heads, if both columns hold something below, or if
/// the gaps of the body already part most of the heads.
func headedGaps(_ gaps: [ColumnVote], _ lines: [PrintedLine], on page: TablePage) -> [ColumnVote] {
  guard lines.count >= 4, let head = headLine(lines, page), lines[head].fragments.count >= 3 else { return gaps }
  let heads = lines[head].fragments.map { page.fragments[$0].box }
  let body = lines[(head + 1)...]
  var open: [Int] = []
  for place in 1..<heads.count where !gaps.contains(where: { $0.at > heads[place - 1].midX && $0.at < heads[place].midX }) {
    open.append(place)
  }
  guard !open.isEmpty, open.count < heads.count - 1 || heads.count == 3 else { return gaps }
  let known = heads.count - 1 - open.count
  var out = gaps
  for place in open {
    // White before numbers that are set right under a head that is set left parts nothing.
    let strip = freeStrip(from: heads[place - 1].midX, to: heads[place].midX, body, page).flatMap { strip in
      let left = max(
        out.filter { $0.at < heads[place - 1].midX }.map(\.at).max() ?? -.infinity, place > 1 ? heads[place - 2].x1 : -.infinity)
      let filled = body.contains {
        $0.fragments.contains { page.fragments[$0].box.midX > left && page.fragments[$0].box.midX < strip.from }
      }
      return filled && strip.to - strip.from > HeadedRule.strip * page.em ? strip : nil
    }
    guard let strip else {
      if known * 2 >= heads.count - 1, let tight = wordStrip(from: heads[place - 1].midX, to: heads[place].midX, body, page) {
        out.append(tight)
      }
      continue
    }
    let at = (strip.from + strip.to) / 2
    let low = place > 1 ? heads[place - 2].x1 : -Double.infinity
    let high = place + 1 < heads.count ? heads[place + 1].x0 : Double.infinity
    func holds(_ from: Double, _ to: Double) -> Bool {
      body.contains { $0.fragments.contains { page.fragments[$0].box.midX > from && page.fragments[$0].box.midX < to } }
    }
    guard known * 2 >= heads.count - 1 || holds(low, at) && holds(at, high) else { continue }
    out.append(ColumnVote(at: at, from: strip.from, to: strip.to, votes: 1))
  }
  return out.sorted { ($0.from, $0.to) < ($1.from, $1.to) }
}

/// Gaps between upright heads that no gap of the body parts yet: each head stands in the middle of a column, however few of its places are filled.
func uprightGaps(_ gaps: [ColumnVote], _ lines: [PrintedLine], in box: Box, on page: TablePage) -> [ColumnVote] {
  var heads: [Box] = []
  var last = -1
  for word in page.turned where box.containsPoint(x: word.box.midX, y: word.box.midY) {
    if word.line == last, let box = heads.last { heads[heads.count - 1] = box.union(word.box) } else { heads.append(word.box) }
    last = word.line
  }
  guard heads.count >= 4, let foot = heads.map(\.y1).max(), let top = heads.map(\.y0).max(), top < foot else { return gaps }
  heads.sort { ($0.midX, $0.y0) < ($1.midX, $1.y0) }
  // Further lines of a head stand close beside it.
  let steps = zip(heads, heads.dropFirst()).map { $1.midX - $0.midX }.sorted()
  let near = min(HeadedRule.uprightLine * page.em, HeadedRule.uprightStep * steps[steps.count / 2])
  let body = lines.filter { $0.y0 > foot - page.em }
  guard body.count >= 3 else { return gaps }
  var out = gaps
  for (left, right) in zip(heads, heads.dropFirst()) where right.midX - left.midX > near {
    guard !gaps.contains(where: { $0.at > left.midX && $0.at < right.midX }),
      let strip = freeStrip(from: left.midX, to: right.midX, body[...], page), strip.to - strip.from > HeadedRule.uprightStrip * page.em
    else { continue }
    out.append(ColumnVote(at: (strip.from + strip.to) / 2, from: strip.from, to: strip.to, votes: 1))
  }
  return out.sorted { ($0.from, $0.to) < ($1.from, $1.to) }
}

/// Columns by their heads.
private enum HeadedRule {
  /// Lines that end and begin at a strip no wider than a space. Base: fewer are chance.
  static let tightLines = setting("tightLines", 4)
  /// Ems of white that such a strip has at least.
  static let tightest = setting("tightest", 0.08)
  /// Points within which words end or begin in line.
  static let inLine = setting("inLine", 1.0)
  /// Ems of white between two columns that have heads.
  static let strip = setting("strip", 0.3)
  /// … and where the heads are upright, each in the middle of its column.
  static let uprightStrip = setting("uprightStrip", 0.2)
  /// Ems between the lines of one upright head, at most …
  static let uprightLine = setting("uprightLine", 1.4)
  /// … and the part of the usual step from head to head.
  static let uprightStep = setting("uprightStep", 0.6)
}

/// The line with the most fragments among the first four, if it looks like heads and more follow than precede it.
private func headLine(_ lines: [PrintedLine], _ page: TablePage) -> Int? {
  let first = lines.indices.prefix(4)
  guard let best = first.max(by: { (lines[$0].fragments.count, -$0) < (lines[$1].fragments.count, -$1) }), lines.count - best > 3 else {
    return nil
  }
  let heads = lines[best].fragments.map { page.fragments[$0] }
  let plain = heads.allSatisfy { head in
    guard head.words.count <= 4, !head.isProse else { return false }
    guard head.isValue else { return true }
    return head.words.count == 1 && isYear(head.words.lowerBound, page)
  }
  let most = lines.map(\.fragments.count).max() ?? 0
  return plain && heads.count == most ? best : nil
}

func isYear(_ word: Int, _ page: TablePage) -> Bool { page.integers[word].map { years.contains($0) } ?? false }

/// Whole numbers that are read as years where they stand as heads.
let years = 1800..<2100

/// The widest strip between two places that no line covers.
private func freeStrip(from: Double, to: Double, _ lines: ArraySlice<PrintedLine>, _ page: TablePage) -> (from: Double, to: Double)? {
  var boxes: [(from: Double, to: Double)] = []
  for line in lines {
    for place in line.fragments {
      let box = page.fragments[place].box
      if box.x1 > from, box.x0 < to { boxes.append((box.x0, leaderless(page.fragments[place], page))) }
    }
  }
  boxes.sort { ($0.from, $0.to) < ($1.from, $1.to) }
  var best: (from: Double, to: Double)?
  var at = from
  for box in boxes + [(to, to)] {
    let end = min(box.from, to)
    if end > at, end - at > (best.map { $0.to - $0.from } ?? 0) { best = (at, end) }
    at = max(at, box.to)
  }
  return best
}

/// A strip between words of one fragment, no wider than their space, at which most lines break: what is set right before what is set left, so close
/// that white space alone does not part it. Words end and begin in line there, and none stands across.
private func wordStrip(from: Double, to: Double, _ lines: ArraySlice<PrintedLine>, _ page: TablePage) -> ColumnVote? {
  var boxes: [(from: Double, to: Double)] = []
  for line in lines {
    for place in line.fragments where page.fragments[place].box.x1 > from && page.fragments[place].box.x0 < to {
      for word in page.fragments[place].words where page.words[word].box.x1 > from && page.words[word].box.x0 < to {
        boxes.append((page.words[word].box.x0, page.words[word].box.x1))
      }
    }
  }
  guard boxes.count >= 2 * HeadedRule.tightLines else { return nil }
  boxes.sort { ($0.from, $0.to) < ($1.from, $1.to) }
  var best: (from: Double, to: Double)?
  var at = boxes[0].to
  for box in boxes.dropFirst() {
    if box.from > at, box.from - at > (best.map { $0.to - $0.from } ?? HeadedRule.tightest * page.em) { best = (at, box.from) }
    at = max(at, box.to)
  }
  guard let best, best.from > from else { return nil }
  // Lines that break in the middle of a fragment here.
  let ends = boxes.count { abs($0.to - best.from) < HeadedRule.inLine }
  let starts = boxes.count { abs($0.from - best.to) < HeadedRule.inLine }
  guard ends >= HeadedRule.tightLines, starts >= HeadedRule.tightLines else { return nil }
  return ColumnVote(at: (best.from + best.to) / 2, from: best.from, to: best.to, votes: 1, tight: true)
}

/// Where the body of a table without rules begins: the first line with two numbers that are no years, under at least one line of heads, with two
/// more such lines below.
func numericBody(_ lines: [PrintedLine], _ page: TablePage) -> Double? {
  func values(_ line: PrintedLine) -> Int {
    line.fragments.dropFirst().count { place in
      let it = page.fragments[place]
      return it.isValue && !(it.words.count == 1 && isYear(it.words.lowerBound, page))
    }
  }
  guard let first = lines.firstIndex(where: { values($0) >= 2 }), first > 0, first <= 6 else { return nil }
  guard lines[..<first].contains(where: { $0.fragments.count >= 2 }), lines[first...].count(where: { values($0) >= 2 }) >= 3 else {
    return nil
  }
  return (lines[first - 1].baseline + lines[first].y0) / 2
}

/// Whether a set of gaps leaves a column that only heads stand in beside one that only numbers stand in: heads set left over numbers set right.
func partsHeads(
  _ gaps: [ColumnVote], besides known: [ColumnVote], head: [PrintedLine], body: [PrintedLine], from: Double, to: Double, _ page: TablePage
) -> Bool {
  // Nor does a border that the body does not know run between the words of a head.
  let added = gaps.map(\.at).filter { at in !known.contains { $0.from - 1 < at && at < $0.to + 1 } }
  let cuts = head.contains { line in
    line.fragments.contains { place in
      let it = page.fragments[place].box
      return added.contains { it.x0 < $0 - 2 && it.x1 > $0 + 2 }
    }
  }
  if cuts { return true }
  let borders = [from] + gaps.map(\.at) + [to]
  func holds(_ column: Int, _ lines: [PrintedLine]) -> Bool {
    lines.contains {
      $0.fragments.contains { page.fragments[$0].box.midX > borders[column] && page.fragments[$0].box.midX < borders[column + 1] }
    }
  }
  let kinds = (0..<borders.count - 1).map { (head: holds($0, head), body: holds($0, body)) }
  return zip(kinds, kinds.dropFirst()).contains { $0.head && !$0.body && !$1.head && $1.body || !$0.head && $0.body && $1.head && !$1.body }
}
