package import Model
import Text
package import Layout

/// The words of a page as table reading sees them: upright ones in fragments (words on one baseline without a column gap), and the
/// fragments that are running text, which no table without rules is made of.
package struct TableWord {
  package var box: Box
  package var baseline: Double
  package var size: Double
  /// Index into the page's lines, and into that line's words.
  package var line: Int
  package var word: Int
  package var kind: WordKind
  package var bold: Bool
  package var look: WordLook
  /// Degrees clockwise: 0, 90 or 270.
  package var angle: Int
  /// Index into ``TablePage/fragments``; -1 for turned words.
  var fragment: Int
  /// Its first scalar.
  package var first: UInt32
  /// Begins with a small letter.
  package var lower = false
  /// Ends with a colon.
  var colon = false
  /// Three digits at its start and no more of them before a sign: may go on a number whose thousands are parted by a space.
  package var groups = false
  /// `1.`, `b)`, `iv.`: may number an item of a list.
  var enumerates = false
  /// `1/`, `p/`: the mark of a table's note.
  var marksNote = false
  /// Five and more figures without a sign: a code or a number of something, not an item's.
  var code = false
  /// Groups of digits with points between (`01.03.00`).
  var dotted = false
  /// Digits with two strokes between (`13/04/2021`), perhaps with a hyphen to another.
  var isDate = false
  /// Raised above its line.
  var raised = false
  /// The second number of a range (`1.35 - 1.42`): it stands in the cell of the first.
  package var ranges = false
  /// A small letter and then a hyphen at its end: a word may go on in the next line.
  var broken = false
  /// UTF-8 units of its text: how many letters it has, but for accents.
  var units = 0

  /// A hyphen or dash of any length alone: a value that is missing, or the bullet of an item.
  var isDash: Bool { kind == .missing && Objects.isDash(first) }
}

/// What tells a heading from what it heads, by eye.
package struct WordLook: Equatable {
  package var font: UInt16 = 0
  package var colour: UInt32 = 0
  /// In half points.
  package var size: Int16 = 0

  package init() {}

  package init(_ style: Style, lineSize: Double) {
    font = style.font
    colour = style.colour
    size = Int16((min(400, max(0, lineSize)) * 2).rounded())
  }
}

package enum WordKind: UInt8 {
  /// Letters.
  case text
  /// Digits with what belongs to them.
  case number
  /// A sign that stands for a value: `-`, `..`, `n.a.`.
  case missing
  /// Dots that lead to a column.
  case leader
  /// `$`, `%`, `*`, brackets: goes with the value beside it.
  case sign
  /// A bullet.
  case bullet
}

package struct Fragment {
  /// Words, a range of ``TablePage/words``.
  package var words: Range<Int>
  package var box: Box
  package var baseline: Double
  package var size: Double
  /// Only numbers, signs and stand-ins.
  var isValue: Bool
  var isProse: Bool
}

/// One page prepared: words, fragments, edges.
package struct TablePage {
  /// By page line: whether it is no matter of tables.
  var leftOut: [Bool] = []
  package var words: [TableWord] = []
  var fragments: [Fragment] = []
  var turned: [TableWord] = []
  /// Words that are whole numbers of up to five digits, by index into `words`.
  var integers: [Int: Int] = [:]
  var horizontals: [Edge] = []
  var verticals: [Edge] = []
  package var fills: [Fill] = []
  /// Where level rules were put together of pieces that meet.
  var joints: [(x: Double, y: Double)] = []
  /// Fills that are the bars of a chart, not the shading of cells.
  package var bars: [Box] = []
  /// Plots of charts that their scales tell.
  package var plots: [Box] = []
  /// Boxes of curves, slanted lines and the like.
  package var drawings: [Box] = []
  /// The size that most words have.
  package var em = 10.0
  /// By fragment: whether it is part of a caption or a line that closes a table or figure (a source, a note).
  var outside: [Bool] = []
  /// Captions that say that they are a table's.
  var tableCaptions: [Box] = []
  /// Captions that say that they are a figure's.
  var figureCaptions: [Box] = []
  /// Page lines that begin a source or note.
  package var closings = Set<Int>()
  /// Page lines that say what numbers count, and no more.
  var units = Set<Int>()

  /// Captions, sources and notes stand outside of tables.
  package mutating func mark(_ captions: PageCaptions) {
    outside = [Bool](repeating: false, count: fragments.count)
    closings = Set(captions.closings)
    units = Set(captions.units)
    var lines = closings
    tableCaptions = captions.starts.filter { $0.kind == .table }.map(\.box)
    figureCaptions = captions.starts.filter { $0.kind != .table }.map(\.box)
    for start in captions.starts { lines.formUnion(start.lines) }
    for index in fragments.indices where lines.contains(words[fragments[index].words.lowerBound].line) { outside[index] = true }
  }

  /// The same page with its captions marked.
  func marked(_ captions: PageCaptions) -> TablePage {
    var out = self
    out.mark(captions)
    return out
  }

  func isOutside(_ fragment: Int) -> Bool { fragment < outside.count && outside[fragment] }

  func hasOutside(from y0: Double, to y1: Double, x0: Double, x1: Double) -> Bool {
    outside.indices.contains {
      outside[$0] && fragments[$0].box.midY > y0 && fragments[$0].box.midY < y1 && fragments[$0].box.x0 < x1 && fragments[$0].box.x1 > x0
    }
  }
}

extension TablePage {
  /// The same page without some lines: what was made of the others stays.
  func leaving(out lines: [Bool]) -> TablePage {
    guard lines.contains(true) else { return self }
    func stays(_ line: Int) -> Bool { !(line < lines.count && lines[line]) }
    var out = self
    out.leftOut = lines
    out.words = []
    out.fragments = []
    out.integers = [:]
    for var fragment in fragments where stays(words[fragment.words.lowerBound].line) {
      let start = out.words.count
      for place in fragment.words {
        if let number = integers[place] { out.integers[out.words.count] = number }
        out.words.append(words[place])
        out.words[out.words.count - 1].fragment = out.fragments.count
      }
      fragment.words = start..<out.words.count
      out.fragments.append(fragment)
    }
    out.turned = turned.filter { stays($0.line) }
    return out
  }
}

func tablePage(_ page: Page, leavingOut: [Bool], settings: TableSettings) -> TablePage {
  var out = TablePage()
  out.leftOut = leavingOut
  var sizes: [Int: Int] = [:]
  for (index, line) in page.lines.enumerated() where !(index < leavingOut.count && leavingOut[index]) {
    let angle = quarter(line.angle)
    if angle < 0 || line.words.isEmpty { continue }
    if angle != 0 {
      for (place, word) in line.words.enumerated() {
        out.turned.append(
          TableWord(
            box: word.box, baseline: word.baseline, size: word.size, line: index, word: place, kind: .text, bold: word.style.bold,
            look: WordLook(word.style, lineSize: line.size), angle: angle, fragment: -1, first: 0))
      }
      continue
    }
    sizes[Int((line.size * 2).rounded()), default: 0] += line.words.count
    addFragments(of: line, index: index, to: &out, settings: settings)
  }
  // The commonest size; of two equally common ones the smaller, so that the answer does not depend on hashing.
  var best = (count: 0, size: 20)
  for (size, count) in sizes where count > best.count || (count == best.count && size < best.size) { best = (count, size) }
  out.em = max(4, Double(best.size) / 2)
  out.drawings = page.drawings.filter { drawing in
    guard drawing.box.area < FragmentRule.pageDrawing * page.width * page.height else { return false }
    // One that goes on a band of shading is a cell with round corners.
    let inBand = page.fills.contains {
      abs($0.box.y0 - drawing.box.y0) < FragmentRule.sameBand && abs($0.box.y1 - drawing.box.y1) < FragmentRule.sameBand
        && abs(max($0.box.x0 - drawing.box.x1, drawing.box.x0 - $0.box.x1)) < FragmentRule.sameBand
    }
    if inBand { return false }
    // A filled shape with straight sides behind words is a background.
    guard drawing.filled, !drawing.stroked, !drawing.curved else { return true }
    return !out.fragments.contains { drawing.box.containsPoint(x: $0.box.midX, y: $0.box.midY) }
  }.map(\.box)
  markCells(&out, settings: settings)
  levelLabels(&out, settings: settings)
  markProse(&out, settings: settings)
  if out.fragments.count >= 4 { addEdges(of: page, to: &out, settings: settings) }
  out.bars = chartBars(page, out)
  out.plots = chartPlots(on: page)
  return out
}

/// How words make fragments and fragments prose. Lengths are in sizes.
enum FragmentRule {
  /// The part of the page from which a drawing is a background.
  static let pageDrawing = setting("pageDrawing", 0.5)
  /// Points between edges of shapes that lie in one band of shading.
  static let sameBand = setting("sameBand", 3.0)
  /// Leaders narrower than this are an ellipsis.
  static let fewDots = setting("fewDots", 1.6)
  /// White between the dash of a range and its second number, at most. Base: accounting formats align the digits behind the dash.
  static let rangeGap = setting("rangeGap", 2.5)
  /// White between the first number of a range and its dash.
  static let rangeDash = setting("rangeDash", 0.4)
  /// White beside leaders.
  static let leaderGap = setting("leaderGap", 0.1)
  /// White between lines of one paragraph, at most.
  static let proseReach = setting("proseReach", 2.5)
  /// Baseline to baseline, at least …
  static let leastStep = setting("leastStep", 0.5)
  /// … and at most: double spacing is 2.3.
  static let mostStep = setting("mostStep", 2.4)
  /// The part of the size by which lines of a paragraph may differ.
  static let sameSize = setting("sameSize", 0.15)
  /// The part of the narrower one's width that lines of a paragraph share.
  static let shared = setting("shared", 0.6)
  /// Baseline to baseline of a last line, which is short.
  static let lastStep = setting("lastStep", 1.7)
  /// By which it may miss the edge.
  static let lastEdge = setting("lastEdge", 0.3)
  /// Points by which its size may differ.
  static let lastSize = setting("lastSize", 0.6)
  /// Points by which the widths of one word differ, printed twice.
  static let sameWidth = setting("sameWidth", 0.1)
  /// Points by which the end of a bar may miss a border.
  static let barEnd = setting("barEnd", 2.5)
}

private func quarter(_ angle: Double) -> Int {
  let turned = angle.truncatingRemainder(dividingBy: 360)
  let positive = turned < 0 ? turned + 360 : turned
  for (quarter, at) in [(0, 0.0), (90, 90.0), (270, 270.0), (0, 360.0)] where abs(positive - at) < 5 { return quarter }
  return -1
}

private func addFragments(of line: TextLine, index: Int, to out: inout TablePage, settings: TableSettings) {
  let size = max(1, line.size)
  var start = out.words.count
  func close(_ end: Int, _ out: inout TablePage) {
    guard end > start else { return }
    // Two or three dots that stand where a value would are one, not a leader.
    if end == start + 1, out.words[start].kind == .leader, out.words[start].box.width < FragmentRule.fewDots * size,
      start == 0 || out.words[start - 1].line != index || out.words[start].box.x0 - out.words[start - 1].box.x1 > settings.columnGap * size
    {
      out.words[start].kind = .missing
    }
    out.fragments.append(fragment(out.words, start..<end, baseline: line.baseline, size: size))
    for place in start..<end { out.words[place].fragment = out.fragments.count - 1 }
    start = end
  }
  var last: TableWord?
  for place in line.words.indices {
    let text = line.words[place].text
    var kind = wordKind(text, missing: settings.missing)
    // A raised mark goes with its word.
    if line.words[place].shift == .superscript, !line.words[place].spaceBefore, let last { kind = last.kind == .leader ? .sign : last.kind }
    var here = TableWord(
      box: line.words[place].box, baseline: line.baseline, size: line.words[place].size, line: index, word: place, kind: kind,
      bold: line.words[place].style.bold, look: WordLook(line.words[place].style, lineSize: size), angle: 0, fragment: 0,
      first: text.unicodeScalars.first?.value ?? 0)
    // `R$` goes before a number as `$` does.
    if kind == .sign, let last = text.unicodeScalars.last, isCurrency(last.value) { here.first = last.value }
    here.lower = Unicode.Scalar(here.first).map(isLower) ?? false
    here.groups = kind == .number && isGroup(text)
    here.code = kind == .number && text.utf8.count >= 5 && text.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
    here.dotted = kind == .number && isDotted(text)
    here.isDate = kind == .number && text.utf8.count { $0 == 0x2F } == 2
    here.raised = line.words[place].shift == .superscript
    here.units = text.utf8.count
    switch text.utf8.last {
    case 0x2E, 0x29: here.enumerates = isEnumerator(text)
    case 0x2F: here.marksNote = isNoteMark(text)
    case 0x3A: here.colon = true
    case 0x2D, 0xAD, 0x90: here.broken = breaksOff(text)
    default: break
    }
    if let last {
      let gap = here.box.x0 - last.box.x1
      let numbers = last.kind == .number && (kind == .number || kind == .missing)
      let bullet = kind == .bullet
      let leads = (last.kind == .leader) != (kind == .leader)
      here.ranges = kind == .number && gap < FragmentRule.rangeGap * size && isRange(out.words[start...])
      if here.ranges {
        // Accounting formats set the two numbers of a range apart.
      } else if gap > (numbers ? settings.numberGap : settings.columnGap) * size || bullet
        || (leads && kind != .leader && gap > FragmentRule.leaderGap * size)
      {
        close(out.words.count, &out)
      }
    }
    if kind == .number, text.utf8.count <= 5, let number = Int(text) { out.integers[out.words.count] = number }
    out.words.append(here)
    last = here
  }
  close(out.words.count, &out)
}

/// Whether words are a number and a dash close behind it, so that a number that follows closes a range.
private func isRange(_ words: ArraySlice<TableWord>) -> Bool {
  guard words.count == 2, let first = words.first, let dash = words.last, first.kind == .number else { return false }
  return dash.isDash && dash.box.x0 - first.box.x1 < FragmentRule.rangeDash * dash.size
}

private func fragment(_ words: [TableWord], _ range: Range<Int>, baseline: Double, size: Double) -> Fragment {
  var box = words[range.lowerBound].box
  var value = false
  var text = false
  for place in range {
    let word = words[place]
    box = box.union(word.box)
    switch word.kind {
    case .number, .missing: value = true
    case .text, .bullet: text = true
    case .sign, .leader: break
    }
  }
  return Fragment(words: range, box: box, baseline: baseline, size: size, isValue: value && !text, isProse: false)
}
