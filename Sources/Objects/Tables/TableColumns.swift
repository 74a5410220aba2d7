import Model
import Text
import Layout

/// Where columns part, by white space: every printed line votes for the gaps between its fragments and against what its words cover.
///
/// Lines with one fragment do not vote unless it is a value: they are group rows, titles and wrapped stubs, which run across columns.
/// Rows with most fragments decide; a place that very few of them cross (a spanning cell) still parts columns if the rest agree.
package struct ColumnVote {
  /// Middle of the gap.
  package var at: Double
  package var from: Double
  package var to: Double
  /// Lines with text on both sides that have a real gap here.
  var votes: Int
  /// No wider than the space between words, but in line over all rows: words are cut here.
  var tight = false
}

func columnGaps(_ lines: [PrintedLine], on page: TablePage, from x0: Double, to x1: Double, settings: TableSettings) -> [ColumnVote] {
  guard x1 - x0 >= GapRule.leastWidth, !lines.isEmpty else { return [] }
  let counts = lines.map { columnsOf($0, page) }
  let many = counts.sorted()[max(0, counts.count - 1 - counts.count / 8)]
  guard many >= 2 else { return [] }
  var profile = GapProfile(from: x0, to: x1)
  profile.count(lines, counts: counts, many: many, page, settings: settings)
  guard profile.voters > 0 else { return [] }
  if let ordinal = ordinalGaps(lines, counts, many: many, page) { return ordinal }

  /// Lines with text on both sides of a place.
  func linesBeside(_ x: Double) -> Int {
    lines.indices.count {
      counts[$0] >= 2 && page.fragments[lines[$0].fragments[0]].box.x0 < x
        && page.fragments[lines[$0].fragments[lines[$0].fragments.count - 1]].box.x1 > x
    }
  }
  var out = profile.whiteGaps(em: page.em, linesBeside: linesBeside)
  let valleys = profile.valleys(linesBeside: linesBeside)
  if !valleys.isEmpty { out = (out + valleys).sorted { ($0.from, $0.to) < ($1.from, $1.to) } }
  dropEndless(&out, lines, counts, page, end: x1, least: profile.voters >= 4 ? 2 : 1)
  for index in out.indices {
    narrow(&out[index], to: lines, page)
    out[index].at = (out[index].from + out[index].to) / 2
  }
  return out
}

/// Something must begin in every column: else it is where a few long texts of the column before end.
private func dropEndless(_ gaps: inout [ColumnVote], _ lines: [PrintedLine], _ counts: [Int], _ page: TablePage, end: Double, least: Int) {
  var index = 0
  while index < gaps.count {
    let from = gaps[index].from - GridRule.hair
    let until = index + 1 < gaps.count ? gaps[index + 1].from : end
    let begun = lines.indices.count { place in
      counts[place] >= 2
        && lines[place].fragments.contains { page.fragments[$0].box.x0 > from && page.fragments[$0].box.x0 < until }
    }
    if begun < least { gaps.remove(at: index) } else { index += 1 }
  }
}

/// What lines say for and against a gap at each place across a table, in half points.
private struct GapProfile {
  /// Places a point.
  private static let scale = 2.0
  private let x0: Double
  private let bins: Int
  /// Lines with a gap at the place, and words over it; while they are counted, only where that changes.
  private var strong: [Int]
  private var against: [Int]
  /// Lines with several fragments that had a say.
  private(set) var voters = 0

  init(from x0: Double, to x1: Double) {
    self.x0 = x0
    bins = Int(min(8000, max(0, (x1 - x0) * Self.scale))) + 2
    strong = [Int](repeating: 0, count: bins + 1)
    against = [Int](repeating: 0, count: bins + 1)
  }

  /// The votes of all lines that decide: those with most of the usual number of columns, or with a value behind their stub.
  mutating func count(_ lines: [PrintedLine], counts: [Int], many: Int, _ page: TablePage, settings: TableSettings) {
    let enough = max(2, Int((Double(many) * GapRule.enough).rounded(.up)))
    for (index, line) in lines.enumerated() {
      let single = counts[index] < 2
      if single {
        guard line.fragments.allSatisfy({ page.fragments[$0].isValue }) else { continue }
      } else if counts[index] < enough, !line.fragments.dropFirst().contains(where: { page.fragments[$0].isValue }) {
        continue
      }
      if !single { voters += 1 }
      count(line, after: stubBeside(index, lines, page), page, settings: settings)
    }
    for place in 1..<bins {
      strong[place] += strong[place - 1]
      against[place] += against[place - 1]
    }
  }

  private mutating func count(_ line: PrintedLine, after stub: Double?, _ page: TablePage, settings: TableSettings) {
    var end = stub
    var bullet = false
    for place in line.fragments {
      let fragment = page.fragments[place]
      // A bullet and its text are one.
      if bullet, let start = end, fragment.box.x0 > start, !fragment.isValue {
        cover(bin(start - 1), bin(fragment.box.x0 + 1))
      } else if let end, fragment.box.x0 > end {
        open(bin(end), bin(fragment.box.x0))
      }
      count(fragment, page, settings: settings)
      end = max(end ?? -.infinity, leaderless(fragment, page))
      bullet = isBullet(place, in: line, page)
    }
  }

  /// What the words of a fragment cover, and the gaps between a code and a text.
  private mutating func count(_ fragment: Fragment, _ page: TablePage, settings: TableSettings) {
    var before: (end: Double, text: Bool, number: Bool, code: Bool)?
    for word in fragment.words where page.words[word].kind != .leader {
      let box = page.words[word].box
      let text = page.words[word].kind != .number && page.words[word].kind != .missing
      // The space between two words of a text belongs to the text; beside a number it may be a gap between columns set tight.
      var start = box.x0
      if let before, before.text, text, start - before.end < settings.wordSpace * fragment.size { start = min(start, before.end - 1) }
      // `1 585` is one number.
      if let before, before.number, page.words[word].groups, start - before.end < settings.groupSpace * fragment.size {
        start = before.end - 1
      }
      // So is a range, its dash included.
      let dash = word + 1 < fragment.words.upperBound && page.words[word + 1].ranges
      if let before, dash || page.words[word].ranges { start = before.end - 1 }
      // A code and the text behind it may be two columns set tight: the space between them has a say where no word crosses it.
      if let before, before.code, text, box.x0 - before.end > GapRule.codeGap * fragment.size { open(bin(before.end), bin(box.x0)) }
      let from = bin(start + GapRule.ink)
      cover(from, max(from + 1, bin(box.x1 - GapRule.ink)))
      let number = page.words[word].kind == .number
      before = (box.x1, text, number, number && page.words[word].code)
    }
  }

  /// Gaps that no word crosses, with votes enough.
  func whiteGaps(em: Double, linesBeside: (Double) -> Int) -> [ColumnVote] {
    let least = voters <= 3 ? max(1, voters - 1) : max(2, Int((Double(voters) * GapRule.votes).rounded(.up)))
    var out: [ColumnVote] = []
    var place = 0
    while place < bins {
      guard against[place] == 0, strong[place] > 0 else {
        place += 1
        continue
      }
      let (end, most) = stretch(from: place) { $0 == 0 }
      // A sparse column (a stub beside many wrapped lines): of the lines that have text on both sides, most leave a real gap.
      var enough = most >= least
      if !enough, most >= 2, Double(end - place) / Self.scale > GapRule.leastGap * em {
        let both = linesBeside(middle(place, end))
        enough = most * 3 >= both * 2 && most * 14 >= voters
      }
      if enough, place > 0, end < bins { out.append(vote(place, end, most)) }
      place = max(end, place + 1)
    }
    return out
  }

  /// Gaps that very few words cross, and more on both sides; none where few lines vote.
  func valleys(linesBeside: (Double) -> Int) -> [ColumnVote] {
    let tolerated = voters >= 10 ? voters / 12 : 0
    guard tolerated > 0 else { return [] }
    var out: [ColumnVote] = []
    var place = 1
    while place < bins {
      guard against[place] > 0, against[place] <= tolerated, against[place - 1] > tolerated else {
        place += 1
        continue
      }
      let (end, most) = stretch(from: place) { $0 > 0 && $0 <= tolerated }
      // Both sides must be columns, not words of a few long stubs.
      let left = against[..<place].reversed().prefix { $0 > tolerated }.max() ?? 0
      let right = against[end..<bins].prefix { $0 > tolerated }.max() ?? 0
      let sparse = most >= 3 && most * 3 >= (linesBeside(middle(place, end)) - tolerated) * 2 && min(left, right) >= most
      if end < bins, against[end] > tolerated, sparse || (most * 2 >= voters && min(left, right) * 3 >= voters) {
        out.append(vote(place, end, most))
      }
      place = max(end, place + 1)
    }
    return out
  }

  // MARK: Places

  private func bin(_ x: Double) -> Int { min(bins - 1, max(0, Int(((x - x0) * Self.scale).rounded()))) }

  private func middle(_ place: Int, _ end: Int) -> Double { Double(place + end) / 2 / Self.scale + x0 }

  private func vote(_ place: Int, _ end: Int, _ votes: Int) -> ColumnVote {
    ColumnVote(at: 0, from: Double(place) / Self.scale + x0, to: Double(end) / Self.scale + x0, votes: votes)
  }

  /// Where places that words cover as asked for end, and the most votes among them.
  private func stretch(from place: Int, _ covered: (Int) -> Bool) -> (end: Int, most: Int) {
    var end = place
    var most = 0
    while end < bins, covered(against[end]) {
      most = max(most, strong[end])
      end += 1
    }
    return (end, most)
  }

  private mutating func cover(_ from: Int, _ to: Int) {
    against[from] += 1
    against[min(bins, to)] -= 1
  }

  private mutating func open(_ from: Int, _ to: Int) {
    guard to > from else { return }
    strong[from] += 1
    strong[to] -= 1
  }
}

/// How gaps make columns. Lengths are in sizes unless said otherwise.
private enum GapRule {
  /// Points that a table is wide, at least.
  static let leastWidth = setting("leastWidth", 1.5)
  /// The part of the usual number of columns that a line which votes has.
  static let enough = setting("enough", 0.6)
  /// White between a code and the text behind it.
  static let codeGap = setting("codeGap", 0.2)
  /// Points by which a fragment's ends may touch a gap.
  static let ink = setting("ink", 0.2)
  /// The part of the voting lines that a gap takes.
  static let votes = setting("votes", 0.3)
  /// White that a gap with few votes has.
  static let leastGap = setting("leastGap", 0.4)
  /// Points between starts of labels of a second column.
  static let aligned = setting("aligned", 0.8)
  /// White before a second column of labels.
  static let stubGap = setting("stubGap", 0.3)
  /// White behind a bullet.
  static let bulletGap = setting("bulletGap", 1.6)
}

/// Where the stub ends beside a line of numbers alone that stand in the middle of its two lines, or beside one of them.
private func stubBeside(_ index: Int, _ lines: [PrintedLine], _ page: TablePage) -> Double? {
  let line = lines[index]
  guard line.fragments.allSatisfy({ page.fragments[$0].isValue }), let first = line.fragments.first else { return nil }
  var end: Double?
  for near in [index - 1, index + 1] where lines.indices.contains(near) && lines[near].fragments.count == 1 {
    let stub = page.fragments[lines[near].fragments[0]]
    guard !stub.isValue, abs(stub.baseline - line.baseline) < stub.size, stub.box.x1 < page.fragments[first].box.x0 else { continue }
    end = max(end ?? -.infinity, leaderless(stub, page))
  }
  return end
}

/// A gap without what reaches into it from one side: lines that stand alone do not vote, but a border does not run through their words.
func narrow(_ gap: inout ColumnVote, to lines: [PrintedLine], _ page: TablePage) {
  var from = gap.from
  var to = gap.to
  for line in lines {
    for place in line.fragments {
      let box = page.fragments[place].box
      if box.x0 < gap.from, box.x1 > from, box.x1 < gap.to { from = leaderless(page.fragments[place], page) }
      if box.x1 > gap.to, box.x0 < to, box.x0 > gap.from { to = box.x0 }
    }
  }
  if from + 1 < to { (gap.from, gap.to) = (max(gap.from, from), to) }
}

/// A stub of two columns set close: wherever the first is filled, a word begins exactly where the lines begin that leave it blank. The votes of
/// white space do not show it, since most lines have nothing in the first column.
func secondStub(_ lines: [PrintedLine], on page: TablePage, before end: Double) -> ColumnVote? {
  guard lines.count >= 4 else { return nil }
  let starts = lines.map { page.fragments[$0.fragments[0]].box.x0 }
  guard let left = starts.min() else { return nil }
  let em = page.em
  // Where most of the lines begin that do not begin at the left.
  let indented = starts.filter { $0 > left + 2 * em && $0 < end }.sorted()
  guard indented.count >= 3, let edge = Optional(indented[indented.count / 2]) else { return nil }
  let aligned = indented.filter { abs($0 - edge) < GapRule.aligned }.count
  var full = 0
  var others = 0
  var gap = Double.infinity
  for (line, start) in zip(lines, starts) where start <= left + 2 * em {
    let words = line.fragments.flatMap { page.fragments[$0].words }.filter { page.words[$0].box.x0 < end }
    guard let place = words.firstIndex(where: { abs(page.words[$0].box.x0 - edge) < GapRule.aligned }), place > 0 else {
      others += 1
      continue
    }
    full += 1
    gap = min(gap, edge - page.words[words[place - 1]].box.x1)
  }
  guard full >= 2, others == 0, aligned >= full, aligned * 5 >= indented.count * 4, gap > GapRule.stubGap * em else { return nil }
  return ColumnVote(at: edge - min(gap, em) / 2, from: edge - gap, to: edge, votes: full)
}

/// Gaps between the first and the second fragments of all lines, the second and the third, and so on, where every line has as many: what
/// columns of two or three lines are known by, whatever the alignment of their headers.
private func ordinalGaps(_ lines: [PrintedLine], _ counts: [Int], many: Int, _ page: TablePage) -> [ColumnVote]? {
  let multiple = lines.indices.filter { counts[$0] >= 2 }
  guard multiple.count >= 2, multiple.count <= 3, multiple.allSatisfy({ counts[$0] == many && lines[$0].fragments.count == many }) else {
    return nil
  }
  var out: [ColumnVote] = []
  for place in 1..<many {
    let from = multiple.map { leaderless(page.fragments[lines[$0].fragments[place - 1]], page) }.max() ?? 0
    let to = multiple.map { page.fragments[lines[$0].fragments[place]].box.x0 }.min() ?? 0
    guard to > from else { return nil }
    out.append(ColumnVote(at: (from + to) / 2, from: from, to: to, votes: multiple.count))
  }
  return out
}

/// A bullet alone, or a dash or item number close before a text.
private func isBullet(_ place: Int, in line: PrintedLine, _ page: TablePage) -> Bool {
  let fragment = page.fragments[place]
  guard fragment.words.count == 1 else { return false }
  let word = page.words[fragment.words.lowerBound]
  if word.kind == .bullet { return true }
  guard word.enumerates || word.isDash,
    let index = line.fragments.firstIndex(of: place),
    index + 1 < line.fragments.count
  else { return false }
  let next = page.fragments[line.fragments[index + 1]]
  return !next.isValue && next.box.x0 - fragment.box.x1 < GapRule.bulletGap * fragment.size
}

/// Fragments of a line that are more than a leader or a sign.
private func columnsOf(_ line: PrintedLine, _ page: TablePage) -> Int {
  var count = 0
  for place in line.fragments {
    let fragment = page.fragments[place]
    if fragment.words.contains(where: { page.words[$0].kind != .leader && page.words[$0].kind != .sign && page.words[$0].kind != .bullet })
    {
      count += 1
    }
  }
  return count
}

/// Right edge of a fragment without the leader at its end.
func leaderless(_ fragment: Fragment, _ page: TablePage) -> Double {
  var end = fragment.box.x0
  for word in fragment.words where page.words[word].kind != .leader { end = max(end, page.words[word].box.x1) }
  return end
}
