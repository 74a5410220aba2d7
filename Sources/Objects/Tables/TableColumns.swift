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
}

func columnGaps(_ lines: [PrintedLine], on page: TablePage, from x0: Double, to x1: Double, settings: TableSettings) -> [ColumnVote] {
  let scale = 2.0
  let bins = Int(min(8000, max(0, (x1 - x0) * scale))) + 2
  guard bins > 4, !lines.isEmpty else { return [] }
  func bin(_ x: Double) -> Int { min(bins - 1, max(0, Int(((x - x0) * scale).rounded()))) }

  // The lines that decide.
  var counts: [Int] = []
  for line in lines { counts.append(columnsOf(line, page)) }
  let many = counts.sorted()[max(0, counts.count - 1 - counts.count / 8)]
  guard many >= 2 else { return [] }
  let enough = max(2, Int((Double(many) * GapRule.enough).rounded(.up)))

  var strong = [Int](repeating: 0, count: bins + 1)
  var against = [Int](repeating: 0, count: bins + 1)
  var voters = 0
  for (index, line) in lines.enumerated() {
    let single = counts[index] < 2
    if single {
      guard line.fragments.allSatisfy({ page.fragments[$0].isValue }) else { continue }
    } else if counts[index] < enough, !line.fragments.dropFirst().contains(where: { page.fragments[$0].isValue }) {
      continue
    }
    if !single { voters += 1 }
    var end = stubBeside(index, lines, page)
    var bullet = false
    for place in line.fragments {
      let fragment = page.fragments[place]
      // A bullet and its text are one.
      if bullet, let start = end, fragment.box.x0 > start, !fragment.isValue {
        let a = bin(start - 1)
        let b = bin(fragment.box.x0 + 1)
        against[a] += 1
        against[min(bins, b)] -= 1
      } else if let end, fragment.box.x0 > end {
        let a = bin(end)
        let b = bin(fragment.box.x0)
        if b > a {
          strong[a] += 1
          strong[b] -= 1
        }
      }
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
        // A code and the text behind it may be two columns set tight: the space between them has a say where no word crosses it.
        if let before, before.code, text, box.x0 - before.end > GapRule.codeGap * fragment.size {
          let from = bin(before.end)
          let to = bin(box.x0)
          if to > from {
            strong[from] += 1
            strong[to] -= 1
          }
        }
        let a = bin(start + GapRule.ink)
        let b = max(a + 1, bin(box.x1 - GapRule.ink))
        against[a] += 1
        against[min(bins, b)] -= 1
        let number = page.words[word].kind == .number
        before = (box.x1, text, number, number && page.words[word].code)
      }
      end = max(end ?? -.infinity, leaderless(fragment, page))
      bullet = isBullet(place, in: line, page)
    }
  }
  guard voters > 0 else { return [] }
  var s = 0
  var a = 0
  for place in 0..<bins {
    s += strong[place]
    a += against[place]
    strong[place] = s
    against[place] = a
  }

  /// Lines with text on both sides of a place.
  func linesBeside(_ x: Double) -> Int {
    var count = 0
    for (index, line) in lines.enumerated() where counts[index] >= 2 {
      if page.fragments[line.fragments[0]].box.x0 < x, page.fragments[line.fragments[line.fragments.count - 1]].box.x1 > x { count += 1 }
    }
    return count
  }
  if let ordinal = ordinalGaps(lines, counts, many: many, page) { return ordinal }

  let tolerated = voters >= 10 ? voters / 12 : 0
  let least = voters <= 3 ? max(1, voters - 1) : max(2, Int((Double(voters) * GapRule.votes).rounded(.up)))
  var out: [ColumnVote] = []
  var place = 0
  while place < bins {
    guard against[place] == 0, strong[place] > 0 else {
      place += 1
      continue
    }
    var end = place
    var most = 0
    while end < bins, against[end] == 0 {
      most = max(most, strong[end])
      end += 1
    }
    // A sparse column (a stub beside many wrapped lines): of the lines that have text on both sides, most leave a real gap.
    var enough = most >= least
    if !enough, most >= 2, Double(end - place) / scale > GapRule.leastGap * page.em {
      let middle = Double(place + end) / 2 / scale + x0
      let both = linesBeside(middle)
      enough = most * 3 >= both * 2 && most * 14 >= voters
    }
    if enough, place > 0, end < bins {
      out.append(ColumnVote(at: 0, from: Double(place) / scale + x0, to: Double(end) / scale + x0, votes: most))
    }
    place = max(end, place + 1)
  }
  // Valleys: crossed by very few, and by more on both sides.
  if tolerated > 0 {
    place = 1
    while place < bins {
      guard against[place] > 0, against[place] <= tolerated, against[place - 1] > tolerated else {
        place += 1
        continue
      }
      var end = place
      var most = 0
      while end < bins, against[end] > 0, against[end] <= tolerated {
        most = max(most, strong[end])
        end += 1
      }
      // Both sides must be columns, not words of a few long stubs.
      var left = place - 1
      var leftPeak = 0
      while left >= 0, against[left] > tolerated {
        leftPeak = max(leftPeak, against[left])
        left -= 1
      }
      var right = end
      var rightPeak = 0
      while right < bins, against[right] > tolerated {
        rightPeak = max(rightPeak, against[right])
        right += 1
      }
      let middle = Double(place + end) / 2 / scale + x0
      let sparse = most >= 3 && most * 3 >= (linesBeside(middle) - tolerated) * 2 && min(leftPeak, rightPeak) >= most
      if end < bins, against[end] > tolerated, sparse || (most * 2 >= voters && min(leftPeak, rightPeak) * 3 >= voters) {
        out.append(ColumnVote(at: 0, from: Double(place) / scale + x0, to: Double(end) / scale + x0, votes: most))
      }
      place = max(end, place + 1)
    }
    out.sort { ($0.from, $0.to) < ($1.from, $1.to) }
  }
  // Something must begin in every column: else it is where a few long texts of the column before end.
  var index = 0
  while index < out.count {
    let until = index + 1 < out.count ? out[index + 1].from : x1
    var begun = 0
    for (place, line) in lines.enumerated() where counts[place] >= 2 {
      for fragment in line.fragments
      where page.fragments[fragment].box.x0 > out[index].from - GridRule.hair && page.fragments[fragment].box.x0 < until {
        begun += 1
        break
      }
    }
    if begun < (voters >= 4 ? 2 : 1) { out.remove(at: index) } else { index += 1 }
  }
  for index in out.indices {
    narrow(&out[index], to: lines, page)
    out[index].at = (out[index].from + out[index].to) / 2
  }
  return out
}

/// How gaps make columns. Lengths are in sizes unless said otherwise.
private enum GapRule {
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
  guard word.enumerates || (word.kind == .missing && (word.first == 0x2D || word.first == 0x2013)),
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
