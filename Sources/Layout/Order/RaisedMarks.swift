package import Model
import Text

/// Raised numbers and signs that a file paints with a baseline of their own go to the line that they belong to, as superscripts.
///
/// Word processors set the number of a note two to four points above its line and half an em before it; such a piece comes as a line of its
/// own and would be read as a paragraph `1`, and the note behind it as text without a mark. Taken before anything is judged, so that text,
/// notes and cells see the same.
package func withRaisedMarks(_ page: Page, limits: RaisedMarkLimits = RaisedMarkLimits()) -> Page {
  let marks = page.lines.indices.filter { isMark(page.lines[$0], limits) }
  guard !marks.isEmpty else { return page }
  let upright = page.lines.indices.filter {
    abs(page.lines[$0].angle) < 1 && !page.lines[$0].words.isEmpty
  }.sorted {
    (page.lines[$0].baseline, $0) < (page.lines[$1].baseline, $1)
  }
  var hosts: [Int: [Int]] = [:]
  var moved = [Bool](repeating: false, count: page.lines.count)
  for mark in marks {
    guard let host = host(of: mark, among: upright, page: page, limits) else { continue }
    hosts[host, default: []].append(mark)
    moved[mark] = true
  }
  // A mark that is itself taken carries none.
  guard !hosts.isEmpty else { return page }
  var out = page
  out.lines = []
  out.lines.reserveCapacity(page.lines.count)
  for index in page.lines.indices where !moved[index] {
    var line = page.lines[index]
    for mark in hosts[index] ?? [] { insert(page.lines[mark], into: &line, limits) }
    out.lines.append(line)
  }
  // Marks of marks stay lines of their own.
  for index in page.lines.indices where moved[index] {
    for mark in hosts[index] ?? [] { out.lines.append(page.lines[mark]) }
  }
  return out
}

/// Measures of raised marks; sizes are of the line that carries them.
package struct RaisedMarkLimits: Sendable {
  /// Scalars of the longest mark: `123*`.
  var longest = setting("longest", 4)
  /// A mark is set this much smaller than its line, at least: `0.58` to `0.75` are usual, `0.81` is seen.
  var size = setting("size", 0.84)
  /// How far its baseline stands above the line's: less is a change of font, more is the line above.
  var leastRise = setting("leastRise", 0.12)
  var mostRise = setting("mostRise", 0.65)
  /// How far behind a word it stands, and how far before the line that it opens.
  var behind = setting("behind", 0.35)
  var before = setting("before", 1.8)
  /// Digits of one mark that are set apart stand nearer than this, in their own size.
  var inside = setting("inside", 0.6)
  /// A gap from here on is a space.
  var space = setting("space", 0.15)

  package init() {}
}

/// Measures of places around a raised mark.
private enum RaisedMarkSlack {
  /// A line is at most so many times as large as a mark of its own.
  static let largerHost = setting("largerHost", 2.5)
  /// Points by which boxes that stand beside each other may overlap.
  static let touch = setting("touch", 0.5)
  /// Points between sizes that are one.
  static let size = setting("size", 0.2)
  /// The part of the mark's width that shows it to be over a word and not between two.
  static let over = setting("over", 0.3)
}

/// One short word of digits or of the signs that call notes, or digits of one that are set apart (`9 1`).
private func isMark(_ line: TextLine, _ limits: RaisedMarkLimits) -> Bool {
  guard !line.words.isEmpty, line.words.count <= limits.longest, abs(line.angle) < 1 else { return false }
  for (word, next) in zip(line.words, line.words.dropFirst()) {
    guard next.box.x0 - word.box.x1 <= limits.inside * line.size, abs(next.size - word.size) < RaisedMarkSlack.size,
      next.shift == word.shift
    else {
      return false
    }
  }
  let scalars = line.words.flatMap { Array($0.text.unicodeScalars) }
  guard scalars.count <= limits.longest else { return false }
  return scalars.allSatisfy {
    isDigit($0.value) || isNoteSymbol($0) || raisedDigit($0) != nil || $0 == "," || $0 == ")"
      || $0 == "("
  }
    && scalars.contains { isDigit($0.value) || isNoteSymbol($0) || raisedDigit($0) != nil }
}

/// One word of the pieces of a mark.
private func joined(_ words: [Word]) -> Word {
  var out = words[0]
  for word in words.dropFirst() {
    out.text += word.text
    out.box = out.box.union(word.box)
    // One edge more than scalars: where the next piece begins ends this one.
    if out.edges.isEmpty || word.edges.isEmpty { out.edges = [] } else { out.edges += word.edges.dropFirst() }
    out.glyphs += word.glyphs
    out.confidence = min(out.confidence, word.confidence)
  }
  return out
}

/// The nearest line below whose size and place fit.
private func host(of mark: Int, among upright: [Int], page: Page, _ limits: RaisedMarkLimits)
  -> Int?
{
  let raised = page.lines[mark]
  var low = 0
  var high = upright.count
  while low < high {
    let middle = (low + high) / 2
    if page.lines[upright[middle]].baseline <= raised.baseline {
      low = middle + 1
    } else {
      high = middle
    }
  }
  // Larger lines are at most twice and a half as large as a mark of theirs.
  let end = raised.baseline + RaisedMarkSlack.largerHost * limits.mostRise * raised.size
  var best: (distance: Double, line: Int)?
  while low < upright.count, page.lines[upright[low]].baseline <= end {
    let number = upright[low]
    low += 1
    let line = page.lines[number]
    let rise = line.baseline - raised.baseline
    guard number != mark, raised.size <= limits.size * line.size,
      rise >= limits.leastRise * line.size, rise <= limits.mostRise * line.size,
      raised.box.y1 > line.box.y0
    else { continue }
    let distance: Double
    if raised.box.x1 <= line.box.x0 + RaisedMarkSlack.touch {
      distance = line.box.x0 - raised.box.x1
      guard distance <= limits.before * line.size else { continue }
    } else if raised.box.x0 >= line.box.x1 - RaisedMarkSlack.touch {
      distance = raised.box.x0 - line.box.x1
      guard distance <= limits.behind * line.size else { continue }
    } else {
      // Between two words, not over one.
      guard !line.words.contains(where: { $0.box.overlapX(raised.box) > RaisedMarkSlack.over * raised.box.width })
      else { continue }
      distance = 0
    }
    if best == nil || distance < best!.distance { best = (distance, number) }
  }
  return best?.line
}

/// Puts the mark between the words where it stands.
private func insert(_ mark: TextLine, into line: inout TextLine, _ limits: RaisedMarkLimits) {
  var word = joined(mark.words)
  word.shift = .superscript
  let place = line.words.firstIndex { $0.box.midX > word.box.midX } ?? line.words.count
  word.spaceBefore =
    place > 0 && word.box.x0 - line.words[place - 1].box.x1 > limits.space * line.size
  if place < line.words.count {
    line.words[place].spaceBefore =
      line.words[place].box.x0 - word.box.x1 > limits.space * line.size
  }
  line.words.insert(word, at: place)
  line.box = line.box.union(mark.box)
}
