import Model
import Text
package import Layout
import Objects

/// Where one paragraph ends and the next begins: by role, spacing, indent, a short last line, style, and the end of a sentence.
package struct Boundaries {
  package let flow: Flow
  package let measures: Measures

  /// The lowest baseline of text in the document.
  private let foot: Double

  package init(flow: Flow, measures: Measures) {
    self.flow = flow
    self.measures = measures
    foot = flow.items.reduce(0) { foot, item in if case .line(let line) = item { max(foot, line.baseline) } else { foot } }
  }

  /// Whether line `b` (place in the flow) begins a block, given that `a` is the line before it in the same column.
  package func parts(_ a: Int, _ b: Int) -> Bool {
    guard case .line(let above) = flow.items[a], case .line(let line) = flow.items[b] else { return true }
    if let begins = line.begins { return begins }
    if above.role != line.role { return true }
    if above.page != line.page || above.column != line.column { return !goesOn(a, b) }
    if let same = sameElement(above, line) { return !same }
    let larger = max(above.size, line.size)
    if abs(above.size - line.size) > larger * BoundaryRule.sameSize, !mixedSizes(above, line) { return true }

    let ended = endsSentence(above)
    let lower = beginsLower(line)
    let gap = line.baseline - above.baseline
    let lead = measures.leading[b]
    if gap > lead * BoundaryRule.surelyApart + 1 || gap < -1 {
      return !(endsHyphenated(above) && lower && gap < lead * BoundaryRule.hyphenApart && gap > 0)
    }
    // A wider step parts, but not the middle of a sentence after a full line: names have capitals.
    if gap > lead * BoundaryRule.apart + BoundaryRule.apartSlack {
      return ended || !lower && !(isJustified(a) && full(a, before: b, slack: 0))
    }
    if styleOf(above) != styleOf(line), !full(a, before: b, slack: 1) { return true }

    let centred = isCentred(a) && isCentred(b)
    if !centred {
      let dx = line.box.x0 - above.box.x0
      let em = line.size
      if dx > em * BoundaryRule.indent, line.box.x0 - measures.left[b] > em * BoundaryRule.indent {
        // Set in: a first line; of a hanging paragraph, its second.
        if ended || !full(a, before: b, slack: BoundaryRule.slackOfEnd) { return !(lower && !ended) }
        if measures.indents, abs(dx - measures.indent) < BoundaryRule.sameIndent, !lower { return true }
        return false
      }
      if dx < -em * BoundaryRule.indent, ended, !isFirstIndent(a), !(opensParagraph(a) && full(a, before: b, slack: 0)) { return true }
    }
    if endsHyphenated(above) { return false }
    // Of lines that end together the one that does not is a last one, however little it lacks.
    if ended, !centred, measures.justified[a], measures.right[a] - above.box.x1 > above.size * BoundaryRule.unstretched { return true }
    if full(a, before: b, slack: ended ? BoundaryRule.slackAfterStop : BoundaryRule.slackWithin) { return false }
    if lower && !ended { return false }
    return ended || !lower
  }

  /// Whether the paragraph of line `a` goes on with line `b` in the next column, on the next page, or beyond what stands between.
  package func goesOn(_ a: Int, _ b: Int) -> Bool {
    guard case .line(let above) = flow.items[a], case .line(let line) = flow.items[b] else { return false }
    if line.begins == true || above.role != line.role || above.boxed != line.boxed { return false }
    // A table or picture of its own column stands after a paragraph, where that may end there.
    if above.page == line.page, above.column == line.column, endsSentence(above), !beginsLower(line) { return false }
    return goesOnAnyRole(a, b)
  }

  func goesOnAnyRole(_ a: Int, _ b: Int) -> Bool {
    guard case .line(let above) = flow.items[a], case .line(let line) = flow.items[b] else { return false }
    if let same = sameElement(above, line) { return same }
    if above.page != line.page, !beginsLower(line), !endsHyphenated(above), endsHighOnPage(a) { return false }
    if abs(above.size - line.size) > max(above.size, line.size) * BoundaryRule.sameSizeAcross, !mixedSizes(above, line) { return false }
    let lower = beginsLower(line)
    if endsHyphenated(above) { return lower || !endsSentence(above) }
    if endsSentence(above) {
      if lower { return lastScalar(above) != ":" || full(a, before: b, slack: 1) }
      if lastScalar(above) == ":" { return false }
      if measures.indents, above.role == .text {
        let dx = line.box.x0 - measures.left[b]
        if dx > line.size * BoundaryRule.indent { return false }
        return full(a, before: b, slack: BoundaryRule.slackAfterStop) && above.page != line.page || full(a, before: b, slack: 0)
      }
      return full(a, before: b, slack: 0)
    }
    if lower || beginsMiddle(line) { return true }
    if styleOf(above) != styleOf(line) { return false }
    return full(a, before: b, slack: 1)
  }

  /// The line is the last of its page, far above where text ends on others: the page was left there, as covers are.
  private func endsHighOnPage(_ place: Int) -> Bool {
    guard case .line(let line) = flow.items[place], line.baseline < BoundaryRule.highEnd * foot else { return false }
    if place + 1 < flow.items.count, flow.items[place + 1].page == line.page { return false }
    // Of several columns the last one may end high.
    for item in flow.items[..<place].reversed() {
      guard item.page == line.page else { break }
      if item.box.y1 > line.box.y1 { return false }
    }
    return true
  }

  /// The line ends in the middle of a sentence, at the full measure or in the middle of a word. `alone`: it is all that its block has, so it must be long enough
  /// for a line of text.
  package func breaksOff(_ place: Int, alone: Bool = false) -> Bool {
    guard case .line(let line) = flow.items[place], line.role == .text, !alone || line.words.count >= BoundaryRule.wordsOfLine else {
      return false
    }
    // A rule typed with hyphens breaks nothing off.
    guard line.words.contains(where: { $0.text.unicodeScalars.contains { isWordScalar($0.value) } }) else { return false }
    return endsHyphenated(line) || !endsSentence(line) && measures.right[place] - line.box.x1 < line.size * 4
  }

  /// Whether line `b` takes up the sentence that broke off with `a`, with other text between them.
  package func resumes(_ a: Int, _ b: Int) -> Bool {
    guard case .line(let above) = flow.items[a], case .line(let line) = flow.items[b] else { return false }
    guard line.begins != true, line.role == .text, above.boxed == line.boxed, breaksOff(a), b - a < 60 else { return false }
    // What stands between must look or stand otherwise: else it is the text itself.
    if b > 0, case .line(let last) = flow.items[b - 1], last.page == line.page, last.column == line.column,
      abs(last.size - line.size) < BoundaryRule.sameSizeLater,
      styleOf(last) == styleOf(line)
    {
      return false
    }
    guard abs(above.size - line.size) < BoundaryRule.sameSizeLater, styleOf(above) == styleOf(line), line.page - above.page <= 1 else {
      return false
    }
    if beginsLower(line) { return true }
    // A sentence that goes on with a name: only right after a closed box, and at the measure's edge.
    guard b > 0, case .line(let last) = flow.items[b - 1], last.role == .text, endsSentence(last), !endsHyphenated(above), b - a < 20 else {
      return false
    }
    return line.box.x0 - measures.left[b] < line.size * BoundaryRule.atEdge && measures.right[a] - above.box.x1 < line.size
  }

  /// Whether the first word of `b` would not have fitted at the end of `a`; `slack` in sizes widens what counts as full.
  package func full(_ a: Int, before b: Int, slack: Double) -> Bool {
    guard case .line(let above) = flow.items[a], case .line(let line) = flow.items[b] else { return true }
    let measure = measures.right[a] - measures.left[a]
    // A line that begins where the next one does, or is set in before it, stands at an edge; others (centred, flush right) are measured whole.
    let step = above.box.x0 - line.box.x0
    let atLeft =
      above.box.x0 - measures.left[a] < above.size * 4 || abs(step) < BoundaryRule.sameEdge
      || (step > 0 && step < above.size * BoundaryRule.hanging)
    let room = atLeft ? measures.right[a] - above.box.x1 : measure - above.box.width
    var first = 0.0
    for index in line.words.indices {
      if index > 0, line.words[index].spaceBefore { break }
      first += line.words[index].box.width
    }
    return room < first + above.size * BoundaryRule.space + above.size * slack
  }

  func isCentred(_ place: Int) -> Bool {
    guard case .line(let line) = flow.items[place] else { return false }
    let before = line.box.x0 - measures.left[place]
    let after = measures.right[place] - line.box.x1
    return before > line.size && after > line.size && abs(before - after) < max(3, line.size * BoundaryRule.centred)
  }

  /// The line reaches from edge to edge of its column.
  private func isJustified(_ place: Int) -> Bool {
    guard case .line(let line) = flow.items[place] else { return false }
    return measures.right[place] - line.box.x1 < 2 && line.box.x0 - measures.left[place] < line.size * 4
  }

  /// The line is the first of its column, or what stands before it has ended: wider white, or a sentence that ends short of the edge.
  private func opensParagraph(_ place: Int) -> Bool {
    guard place > 0, case .line(let line) = flow.items[place], case .line(let above) = flow.items[place - 1],
      above.page == line.page, above.column == line.column, above.role == line.role
    else { return true }
    return line.baseline - above.baseline > measures.leading[place] * BoundaryRule.apart + BoundaryRule.apartSlack
      || endsSentence(above) && !full(place - 1, before: place, slack: BoundaryRule.slackAfterStop)
  }

  private func isFirstIndent(_ place: Int) -> Bool {
    guard measures.indents, case .line(let line) = flow.items[place] else { return false }
    return abs(line.box.x0 - measures.left[place] - measures.indent) < 2
  }

  /// Tagged files: whether both lines belong to one paragraph of the structure tree; nil where the tree says nothing of use.
  private func sameElement(_ a: FlowLine, _ b: FlowLine) -> Bool? {
    guard let last = a.words.indices.last(where: { a.words[$0].shift == .none }), !b.words.isEmpty else { return nil }
    let (x, y) = (a.words[last].marked, b.words[0].marked)
    guard x >= 0, y >= 0 else { return nil }
    let first = flow.pages[a.page].marked
    let second = flow.pages[b.page].marked
    guard Int(x) < first.count, Int(y) < second.count else { return nil }
    let one = first[Int(x)]
    let other = second[Int(y)]
    guard one.element >= 0, other.element >= 0 else { return nil }
    // Only the sure half: lines of one paragraph element are one paragraph; different elements may still be one paragraph cut by its producer.
    if one.element == other.element, let leaf = one.path.last, leaf == "P" || leaf.hasPrefix("H") || leaf == "LBody" {
      return flow.pages[a.page].number == flow.pages[b.page].number || leaf == "P" ? true : nil
    }
    return nil
  }
}

/// Ends with a mark that ends a sentence, or a colon; closing quotes and brackets and raised words after it do not count.
func endsSentence(_ line: FlowLine) -> Bool {
  guard let last = lastScalar(line) else { return false }
  return last == "." || last == "!" || last == "?" || last == ":" || last == ";" || last.value == 0x2026
}

func lastScalar(_ line: FlowLine) -> Unicode.Scalar? {
  for index in line.words.indices.reversed() where line.words[index].shift != .superscript {
    var scalars = line.words[index].text.unicodeScalars[...]
    if let call = line.calls.first(where: { $0.word == index }) {
      if line.calls.contains(where: { $0.word == index && $0.from == 0 }) { continue }
      scalars = scalars.prefix(call.from)
    }
    while let last = scalars.last, closesQuote(last) { scalars.removeLast() }
    if let last = scalars.last { return last }
  }
  return nil
}

/// What begins a paragraph. Lengths are in sizes unless said otherwise.
private enum BoundaryRule {
  /// The part of the larger size by which lines of one paragraph may differ.
  static let sameSize = setting("sameSize", 0.08)
  /// So many leadings part paragraphs …
  static let surelyApart = setting("surelyApart", 1.6)
  /// … and so many a word that is cut at the line's end.
  static let hyphenApart = setting("hyphenApart", 2.6)
  /// So many leadings part paragraphs where the text shows it too.
  static let apart = setting("apart", 1.14)
  /// Points by which baselines may miss the leading.
  static let apartSlack = setting("apartSlack", 0.8)
  /// Words of a line of text: labels have fewer.
  static let wordsOfLine = setting("wordsOfLine", 4)
  /// Sizes by which a justified line may miss the edge: marks hang, and a word may be too long to stretch to.
  static let unstretched = setting("unstretched", 0.6)
  /// A first line is set in by more than this: ems of 1 to 2 are usual.
  static let indent = setting("indent", 0.7)
  /// How much room for the next word may be left at the end of a line that is full.
  static let slackOfEnd = setting("slackOfEnd", 0.5)
  /// Points by which first lines' indents may differ.
  static let sameIndent = setting("sameIndent", 1.5)
  /// … where a sentence ends with the line …
  static let slackAfterStop = setting("slackAfterStop", 0.4)
  /// … and where it does not.
  static let slackWithin = setting("slackWithin", 1.2)
  /// The part of the size by which lines of one paragraph may differ over a page or column.
  static let sameSizeAcross = setting("sameSizeAcross", 0.06)
  /// Points by which lines may differ that go on after other text.
  static let sameSizeLater = setting("sameSizeLater", 0.3)
  /// From the column's edge, where a line goes on.
  static let atEdge = setting("atEdge", 0.6)
  /// Points between lines that begin at one edge.
  static let sameEdge = setting("sameEdge", 1.5)
  /// Lines that hang are set in by less than this.
  static let hanging = setting("hanging", 3.5)
  /// A word space.
  static let space = setting("space", 0.25)
  /// By which a centred line may miss the middle.
  static let centred = setting("centred", 0.4)
  /// The part of the height of the lowest line, above which a page's last line ends its paragraph too. Base: pages are filled to a few lines.
  static let highEnd = setting("highEnd", 0.7)
  /// Points between sizes that are one.
  static let sizeOfWord = setting("sizeOfWord", 0.3)
}

private func closesQuote(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar {
  case "”", "»", ")", "’", "\"", "'", "]": true
  default: false
  }
}

func beginsLower(_ line: FlowLine) -> Bool { beginsLower(line, after: line.skip) }

/// … what stands behind its first `skip` scalars.
func beginsLower(_ line: FlowLine, after skip: Int) -> Bool {
  var skip = skip
  for index in line.words.indices {
    for scalar in line.words[index].text.unicodeScalars {
      if skip > 0 {
        skip -= 1
        continue
      }
      if isLetter(scalar) { return isLower(scalar) }
      if "(“\"«‘[".unicodeScalars.contains(scalar) { continue }
      return false
    }
  }
  return false
}

/// Begins with something that no sentence begins with: a digit, a closing bracket, a dash.
func beginsMiddle(_ line: FlowLine) -> Bool {
  guard let first = line.words.first?.text.unicodeScalars.first else { return false }
  return isDigit(first.value) || ")”»,;.%–—$/".unicodeScalars.contains(first)
}

/// How the whole line is set: bold, italic, colour; a line with words of both kinds is plain.
package struct LineStyle: Equatable, Hashable {
  package var bold: Bool
  package var italic: Bool
  package var colour: UInt32
}

func styleOf(_ line: FlowLine) -> LineStyle {
  var bold = true
  var italic = true
  var colour: UInt32?
  var mixed = false
  for index in line.words.indices where line.words[index].shift == .none {
    let style = line.words[index].style
    if !style.bold { bold = false }
    if !style.italic { italic = false }
    if let known = colour, known != style.colour { mixed = true }
    colour = colour ?? style.colour
  }
  return LineStyle(bold: bold, italic: italic, colour: mixed ? 0 : colour ?? 0)
}

/// Small capitals faked by sizes: both lines have words of both sizes.
func mixedSizes(_ a: FlowLine, _ b: FlowLine) -> Bool {
  func has(_ line: FlowLine, _ size: Double) -> Bool {
    line.words.indices.contains { line.words[$0].shift == .none && abs(line.words[$0].size - size) < BoundaryRule.sizeOfWord }
  }
  return has(a, b.size) || has(b, a.size)
}

/// The line ends with a hyphen after a letter.
package func endsHyphenated(_ line: FlowLine) -> Bool {
  guard let word = line.words.last else { return false }
  if endsHyphenated(word.text) { return true }
  // Set as a word of its own, glued to the one before.
  return word.text.unicodeScalars.count == 1 && word.text.unicodeScalars.allSatisfy(isHyphen) && !word.spaceBefore && line.words.count > 1
}

package func endsHyphenated(_ text: String) -> Bool {
  let end = Array(text.unicodeScalars.suffix(2))
  return end.count == 2 && isHyphen(end[1]) && isLetter(end[0])
}
