import Model
import Text
package import Layout
import Objects

/// List items: the line that carries the marker begins one, the lines that hang under it belong to it.
///
/// A bullet is believed by itself; a dash, an `o` or a number only in company: with its predecessor or successor near, set alike. Depth is the
/// rank of the marker's indent among the items still open.
package func listMarks(of flow: Flow, measures: Measures) -> LineMarks {
  var marks = LineMarks()
  let boundaries = Boundaries(flow: flow, measures: measures)
  let symbols = SymbolBullets(flow)
  var markers: [ListMarker] = []
  var dots: [Box] = []
  var boxes: [DrawnBox] = []
  var dotsPage = -1
  for (place, item) in flow.items.enumerated() {
    guard case .line(let line) = item, line.role == .text else { continue }
    if line.page != dotsPage {
      dotsPage = line.page
      dots = bulletShapes(of: flow.pages[line.page])
      boxes = drawnBoxes(of: flow.pages[line.page])
    }
    guard
      var marker = listMarker(of: line, place: place, symbols: symbols, measures: measures)
        ?? drawnMarker(of: line, place: place, dots: dots, boxes: boxes, measures: measures)
    else { continue }
    if marker.value != nil || dashes.contains(marker.key) || signsOrStar.contains(marker.key), let before = lineBefore(place, in: flow),
      !mayFollow(before, place, flow: flow, boundaries: boundaries)
    {
      if inCompany.contains(marker.key) { continue }
      marker.doubtful = true
      marker.sure = false
    }
    marker.lower = beginsLower(line, after: marker.skip)
    markers.append(marker)
  }
  let accepted = believed(markers, measures: measures)
  guard !accepted.isEmpty else { return marks }

  var stack: [(offset: Double, key: String)] = []
  var lastEnd = -1
  for (number, marker) in accepted.enumerated() {
    // A list ends where other text stands between.
    if textBetween(lastEnd, marker.place, flow: flow) { stack = [] }
    while let top = stack.last, top.offset > marker.offset + 4 { stack.removeLast() }
    if let top = stack.last, marker.offset <= top.offset + 4 {
      if top.key != marker.key, let known = stack.firstIndex(where: { $0.key == marker.key }) {
        stack.removeLast(stack.count - 1 - known)
      } else if top.key != marker.key, marker.value == 1, marker.offset > top.offset - 2, stack.count < 5, marker.offset > top.offset + 1 {
        stack.append((marker.offset, marker.key))
      } else {
        stack[stack.count - 1] = (marker.offset, marker.key)
      }
    } else {
      stack.append((marker.offset, marker.key))
    }
    marks.add(LineMark(.listItem, begins: true, level: max(1, stack.count), marker: marker.text, skip: marker.skip), at: marker.place)
    let end = number + 1 < accepted.count ? accepted[number + 1].place : flow.items.count
    let further = furtherLines(of: marker, until: end, flow: flow, measures: measures, boundaries: boundaries)
    for place in further { marks.add(LineMark(.listItem, begins: false, level: 0), at: place) }
    lastEnd = further.last ?? marker.place
  }
  return marks
}

package struct ListMarker {
  package var place: Int
  package var text: String
  /// Of a numbered item.
  package var value: Int?
  /// `i)`, `v)`, `x)` as letters of the alphabet.
  package var letter: Int?
  /// What markers of one list share: the bullet itself, or kind and punctuation of the number.
  package var key: String
  /// Of the marker from the column's edge, points.
  package var offset: Double
  /// Where the text begins, from the column's edge.
  var textOffset: Double
  /// Scalars of the marker.
  package var skip: Int
  /// Needs no company.
  package var sure: Bool
  /// The sentence before may run into it: only what stands as the items around it does is one.
  package var doubtful = false
  /// Its text begins with a small letter.
  var lower = false
}

/// Markers of items.
private enum MarkerRule {
  /// Sizes of white after a symbol that surely is a marker.
  static let gap = setting("gap", 0.5)
  /// So many leadings above an item that does not run on from the sentence before.
  static let leading = setting("leading", 1.2)
  /// Points between markers of one list.
  static let inLine = setting("inLine", 14.0)
  /// Points between edges of items that are set alike.
  static let setAlike = setting("setAlike", 1.5)
}

private let bullets: Set<UInt32> = [
  0x2022, 0x25AA, 0x25E6, 0x25CF, 0x25A0, 0x25A1, 0x27A2, 0x2713, 0x2714, 0x2023, 0x2043, 0x2219, 0x25CB, 0x25B6, 0x25BA, 0x2666, 0x25C6,
  0x2756, 0x27A4, 0x2B25, 0x25AB, 0x204C, 0x204D, 0x29BF, 0x25B8, 0x2751, 0x2717, 0x2192, 0x00A7, 0x25C7, 0x2610, 0x2611, 0x2612, 0x25FB,
  0x25FC, 0x2718, 0x2716, 0x2715, 0x27A1, 0x279C, 0x25B9,
]

/// Hyphens and dashes of every length, as producers write them.
private let dashes = "-–—\u{2010}\u{2011}\u{2212}"
/// Signs that are markers in the company of others alone, and with the star, which is one by itself where it stands apart.
private let inCompany = "o+^˄"
private let signsOrStar = "*" + inCompany

/// The marker that a line begins with: a symbol, a dash, a number or a letter.
private func listMarker(of line: FlowLine, place: Int, symbols: SymbolBullets, measures: Measures) -> ListMarker? {
  guard let first = line.words.first, let scalar = first.text.unicodeScalars.first, first.shift != .superscript else { return nil }
  let opening = MarkerOpening(
    line: line, place: place, left: measures.left[place], first: first, next: line.words.count > 1 ? line.words[1] : nil, scalar: scalar,
    length: first.text.unicodeScalars.count)
  if bullets.contains(scalar.value) || isPrivate(scalar) { return opening.bullet() }
  if symbols.contains(line), let next = opening.next {
    return opening.marker("•", key: "•" + String(scalar), text: next.box.x0 - opening.left, skip: 1, sure: true)
  }
  return opening.dash() ?? opening.bareNumber() ?? opening.ordinal() ?? opening.number() ?? opening.glued()
}

/// Of the private area, where symbol fonts put their bullets.
private func isPrivate(_ scalar: Unicode.Scalar) -> Bool { (0xE000...0xF8FF).contains(scalar.value) }

/// How a line opens that may be an item.
private struct MarkerOpening {
  let line: FlowLine
  let place: Int
  /// The column's edge.
  let left: Double
  let first: Word
  let next: Word?
  /// The first scalar, and how many the first word has.
  let scalar: Unicode.Scalar
  let length: Int

  var offset: Double { line.box.x0 - left }
  var textOffset: Double { (next?.box.x0 ?? first.box.x1) - left }

  func marker(
    _ marker: String, value: Int? = nil, letter: Int? = nil, key: String, text: Double? = nil, skip: Int, sure: Bool
  ) -> ListMarker {
    ListMarker(
      place: place, text: marker, value: value, letter: letter, key: key, offset: offset, textOffset: text ?? textOffset, skip: skip,
      sure: sure)
  }

  func bullet() -> ListMarker? {
    guard length == 1 ? next != nil : length > 2 || next != nil else { return nil }
    let shown = checkbox(scalar) ?? (isPrivate(scalar) ? "•" : String(scalar))
    return marker(shown, key: String(scalar), text: length == 1 ? textOffset : offset, skip: 1, sure: length == 1)
  }

  func dash() -> ListMarker? {
    if length == 1, dashes.unicodeScalars.contains(scalar) || scalar == "·" || signsOrStar.unicodeScalars.contains(scalar), let next,
      next.spaceBefore
    {
      let gap = next.box.x0 - first.box.x1
      return marker(
        String(scalar), key: String(scalar), skip: 1, sure: gap > line.size * MarkerRule.gap && !inCompany.unicodeScalars.contains(scalar))
    }
    // `-item`: a hyphen that is glued to a word, in the company of others. (A long dash opens speech, a minus a formula.)
    guard scalar != "—", scalar != "\u{2212}", dashes.unicodeScalars.contains(scalar),
      let letter = length > 1 ? first.text.unicodeScalars.dropFirst().first : next?.text.unicodeScalars.first, isLetter(letter)
    else { return nil }
    return marker(String(scalar), key: String(scalar) + "glued", text: offset, skip: 1, sure: false)
  }

  /// `2  Text`: a number without a sign behind it needs a wide gap, and its neighbours.
  func bareNumber() -> ListMarker? {
    guard length <= 2, let value = Int(first.text), value > 0, let next, next.spaceBefore,
      next.box.x0 - first.box.x1 > line.size * MarkerRule.gap, next.text.unicodeScalars.first.map(isUpper) ?? false
    else { return nil }
    return marker(first.text, value: value, key: "#", skip: length, sure: false)
  }

  /// `1.º  Text`, `2º Text`: an ordinal, with its neighbours.
  func ordinal() -> ListMarker? {
    guard let next, next.spaceBefore else { return nil }
    let scalars = Array(first.text.unicodeScalars)
    let digits = scalars.prefix { isDigit($0.value) }.count
    let signs = scalars.dropFirst(digits)
    guard (1...2).contains(digits), let value = Int(first.text.prefix(digits)), value > 0,
      signs.last.map({ "ºª°".unicodeScalars.contains($0) }) ?? false,
      signs.count == 1 || signs.count == 2 && signs.first == "."
    else { return nil }
    return marker(first.text, value: value, key: "#º", skip: length, sure: false)
  }

  /// `m.Text`: the text without white behind a marker's point, as one item of a list may have it.
  func glued() -> ListMarker? {
    let scalars = Array(first.text.unicodeScalars.prefix(4))
    guard scalars.count > 2, let point = scalars.firstIndex(of: "."), point < scalars.count - 1, isUpper(scalars[point + 1]) else {
      return nil
    }
    let own = scalars[..<point]
    if point == 1, isLower(own[0]) {
      return marker(
        String(own[0]) + ".", value: Int(own[0].value) - 0x60, key: "a.", text: letterStart(after: 2) - left, skip: 2, sure: false)
    }
    guard own.allSatisfy({ isDigit($0.value) }), let value = Int(String(first.text.prefix(point))), value > 0 else { return nil }
    return marker("\(value).", value: value, key: "#.", text: letterStart(after: point + 1) - left, skip: point + 1, sure: false)
  }

  /// A number or letter with a sign behind it.
  func number() -> ListMarker? {
    // Of the line's beginning only the first words are looked at.
    var scalars: [Unicode.Scalar] = []
    for (index, word) in line.words.prefix(3).enumerated() {
      if index > 0, word.spaceBefore { scalars.append(" ") }
      scalars += word.text.unicodeScalars
    }
    guard let number = numbering(of: scalars, words: Phrases([])), number.closed, number.depth == 1, number.end < scalars.count,
      number.values[0] < 200
    else { return nil }
    let text = Array(scalars.lazy.filter { $0 != " " }.prefix(number.skip))
    guard let sign = text.last else { return nil }
    var shape = ""
    for scalar in text { shape += isDigit(scalar.value) ? "#" : isLower(scalar) ? "a" : isUpper(scalar) ? "A" : String(scalar) }
    // `i)` may be the letter or the numeral: the company it keeps decides; both values are the same kind here.
    let kind = number.kind != .letter && !number.roman ? "#" : shape.contains("A") ? "A" : "a"
    let alone = text.filter { isLower($0) || isUpper($0) }
    let letter = number.roman && alone.count == 1 ? Int(folded(alone[0])) - 0x60 : nil
    var shown = String.UnicodeScalarView()
    shown.append(contentsOf: text)
    return marker(
      String(shown), value: number.values[0], letter: letter, key: kind + String(sign), text: textStart(after: number.skip) - left,
      skip: number.skip, sure: false)
  }

  /// Where the text behind a marker of `skip` scalars begins: at a word, or within the marker's own (`a)The`).
  private func textStart(after skip: Int) -> Double {
    var begin = 0
    var seen = 0
    for (index, word) in line.words.enumerated() {
      if seen >= skip {
        begin = index
        break
      }
      seen += word.text.unicodeScalars.count
    }
    return begin == 0 || seen > skip ? letterStart(after: skip) : line.words[begin].box.x0
  }

  /// Where the scalar after the first `skip` ones of the line begins.
  private func letterStart(after skip: Int) -> Double {
    var left = skip
    for word in line.words {
      let count = word.text.unicodeScalars.count
      if left < count { return left < word.edges.count ? Double(word.edges[left]) : word.box.x0 }
      left -= count
    }
    return line.box.x1
  }
}

/// A number at the beginning of a line is no marker where the sentence before runs into it.
private func mayFollow(_ before: Int, _ place: Int, flow: Flow, boundaries: Boundaries) -> Bool {
  guard case .line(let above) = flow.items[before], case .line(let line) = flow.items[place] else { return true }
  if above.role != .text { return true }
  if endsSentence(above) || lastScalar(above) == "," { return true }
  if above.page == line.page, above.column == line.column,
    line.baseline - above.baseline > boundaries.measures.leading[place] * MarkerRule.leading
  {
    return true
  }
  return !boundaries.full(before, before: place, slack: 1)
}

func lineBefore(_ place: Int, in flow: Flow) -> Int? {
  var index = place - 1
  while index >= 0 {
    if case .line(let line) = flow.items[index], line.role != .footnote { return index }
    index -= 1
  }
  return nil
}

/// Bullets, and what has a neighbour of its kind: the same dash, the number before or after.
private func believed(_ markers: [ListMarker], measures: Measures) -> [ListMarker] {
  // The edges of two pages' columns may be told differently: the same place on the page is the same edge.
  func areInLine(_ one: ListMarker, _ other: ListMarker) -> Bool {
    let (x, y) = (one.offset + measures.left[one.place], other.offset + measures.left[other.place])
    return abs(one.offset - other.offset) < MarkerRule.inLine || abs(x - y) < MarkerRule.inLine
  }
  func mayPair(_ one: ListMarker, _ other: ListMarker) -> Bool {
    if !one.doubtful, !other.doubtful { return true }
    return !(one.doubtful && other.doubtful) && one.lower == other.lower && abs(one.offset - other.offset) < MarkerRule.setAlike
      && abs(one.textOffset - other.textOffset) < MarkerRule.setAlike && one.textOffset > one.offset + MarkerRule.setAlike
  }
  return markers.indices.filter { index in
    let marker = markers[index]
    if marker.sure { return true }
    for other in max(0, index - 12)...min(markers.count - 1, index + 12) where other != index {
      let near = markers[other]
      guard near.key == marker.key, abs(near.place - marker.place) < 120, mayPair(marker, near) else { continue }
      if let a = marker.value, let b = near.value {
        let ones = [a, marker.letter ?? a]
        let others = [b, near.letter ?? b]
        let follows = ones.contains { one in others.contains(other > index ? one + 1 : one - 1) }
        if follows, areInLine(near, marker) { return true }
      } else if marker.value == nil, abs(near.place - marker.place) < 30 {
        return true
      }
    }
    return false
  }.map { markers[$0] }
}

private func textBetween(_ from: Int, _ to: Int, flow: Flow) -> Bool {
  guard from >= 0 else { return true }
  for place in (from + 1)..<max(from + 1, to) {
    if case .line(let line) = flow.items[place], line.role == .text || line.role == .heading { return true }
  }
  return false
}
