import Model
import Text
package import Layout
import Objects

/// Marks list items: the line that carries the marker begins one, the lines that hang under it belong to it.
///
/// A bullet is believed by itself; a dash, an `o` or a number only in company: with its predecessor or successor near, set alike. Depth is the
/// rank of the marker's indent among the items still open.
package func markLists(_ flow: inout Flow, measures: Measures, settings: SegmentSettings) {
  let boundaries = Boundaries(flow: flow, measures: measures)
  var markers: [ListMarker] = []
  var dots: [Box] = []
  var dotsPage = -1
  for (place, item) in flow.items.enumerated() {
    guard case .line(let line) = item, line.role == .text else { continue }
    if line.page != dotsPage {
      dotsPage = line.page
      dots = bulletShapes(of: flow.pages[line.page])
    }
    guard
      let marker = listMarker(of: line, place: place, measures: measures)
        ?? drawnMarker(of: line, place: place, dots: dots, measures: measures)
    else { continue }
    if marker.value != nil || "-–—o*".contains(marker.key), let before = lineBefore(place, in: flow),
      !mayFollow(before, place, flow: flow, boundaries: boundaries)
    {
      continue
    }
    markers.append(marker)
  }
  let accepted = believed(markers)
  guard !accepted.isEmpty else { return }

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
    guard case .line(var line) = flow.items[marker.place] else { continue }
    line.role = .listItem
    line.begins = true
    line.marker = marker.text
    line.skip = marker.skip
    line.level = max(1, stack.count)
    flow.items[marker.place] = .line(line)
    let end = number + 1 < accepted.count ? accepted[number + 1].place : flow.items.count
    lastEnd = extend(marker, until: end, flow: &flow, measures: measures, boundaries: boundaries)
  }
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
}

private let bullets: Set<UInt32> = [
  0x2022, 0x25AA, 0x25E6, 0x25CF, 0x25A0, 0x25A1, 0x27A2, 0x2713, 0x2714, 0x2023, 0x2043, 0x2219, 0x25CB, 0x25B6, 0x25BA, 0x2666, 0x25C6,
  0x2756, 0x27A4, 0x2B25, 0x25AB, 0x204C, 0x204D, 0x29BF, 0x25B8, 0x2751, 0x2717, 0x2192, 0x00A7, 0x25C7,
]

private func listMarker(of line: FlowLine, place: Int, measures: Measures) -> ListMarker? {
  guard let first = line.words.first, let scalar = first.text.unicodeScalars.first, first.shift != .superscript else { return nil }
  let offset = line.box.x0 - measures.left[place]
  let length = first.text.unicodeScalars.count
  let next = line.words.count > 1 ? line.words[1] : nil
  let textOffset = (next?.box.x0 ?? first.box.x1) - measures.left[place]
  let value = scalar.value
  if bullets.contains(value) || (0xE000...0xF8FF).contains(value) {
    guard length == 1 ? next != nil : length > 2 || next != nil else { return nil }
    return ListMarker(
      place: place, text: (0xE000...0xF8FF).contains(value) ? "•" : String(scalar), value: nil, key: String(scalar), offset: offset,
      textOffset: length == 1 ? textOffset : offset, skip: 1, sure: length == 1)
  }
  if length == 1, "-–—·*o".unicodeScalars.contains(scalar), let next, next.spaceBefore {
    let gap = next.box.x0 - first.box.x1
    return ListMarker(
      place: place, text: String(scalar), value: nil, key: String(scalar), offset: offset, textOffset: textOffset, skip: 1,
      sure: gap > line.size * 0.5 && scalar != "o")
  }
  // A number: of the line's beginning only the first words are looked at.
  var scalars: [Unicode.Scalar] = []
  for (index, word) in line.words.prefix(3).enumerated() {
    if index > 0, word.spaceBefore { scalars.append(" ") }
    scalars += word.text.unicodeScalars
  }
  guard let number = numbering(of: scalars, words: Phrases([])), number.closed, number.depth == 1, number.end < scalars.count,
    number.values[0] < 200
  else { return nil }
  var skip = number.skip
  var text = ""
  for scalar in scalars where scalar != " " {
    if skip == 0 { break }
    text.unicodeScalars.append(scalar)
    skip -= 1
  }
  var begin = 0
  var seen = 0
  for (index, word) in line.words.enumerated() {
    if seen >= number.skip {
      begin = index
      break
    }
    seen += word.text.unicodeScalars.count
  }
  guard begin > 0 else { return nil }
  var shape = ""
  for scalar in text.unicodeScalars {
    shape += isDigit(scalar.value) ? "#" : isLower(scalar) ? "a" : isUpper(scalar) ? "A" : String(scalar)
  }
  // `i)` may be the letter or the numeral: the company it keeps decides; both values are the same kind here.
  let key =
    number.kind == .letter || number.roman
    ? (shape.contains("A") ? "A" : "a") + String(text.unicodeScalars.last!) : "#" + String(text.unicodeScalars.last!)
  let alone = Array(text.unicodeScalars).filter { isLower($0) || isUpper($0) }
  let letter = number.roman && alone.count == 1 ? Int(folded(alone[0])) - 0x60 : nil
  return ListMarker(
    place: place, text: text, value: number.values[0], letter: letter, key: key, offset: offset,
    textOffset: line.words[begin].box.x0 - measures.left[place],
    skip: number.skip, sure: false)
}

/// Small shapes, as wide as high: bullets that were drawn instead of set.
private func bulletShapes(of page: Page) -> [Box] {
  func small(_ box: Box) -> Bool { box.width >= 1.2 && box.width <= 8 && abs(box.width - box.height) <= 0.25 * box.width + 0.3 }
  return page.drawings.map(\.box).filter(small) + page.fills.map(\.box).filter(small)
}

/// A line with a drawn bullet up to two and a half sizes before it, at the height of its letters.
private func drawnMarker(of line: FlowLine, place: Int, dots: [Box], measures: Measures) -> ListMarker? {
  for dot in dots {
    guard dot.x1 <= line.box.x0, line.box.x0 - dot.x1 <= 2.5 * line.size, dot.width <= 0.7 * line.size else { continue }
    guard dot.midY < line.baseline, dot.midY > line.baseline - line.size * 0.75 else { continue }
    return ListMarker(
      place: place, text: "•", value: nil, key: "•", offset: dot.x0 - measures.left[place], textOffset: line.box.x0 - measures.left[place],
      skip: 0, sure: true)
  }
  return nil
}

/// A number at the beginning of a line is no marker where the sentence before runs into it.
private func mayFollow(_ before: Int, _ place: Int, flow: Flow, boundaries: Boundaries) -> Bool {
  guard case .line(let above) = flow.items[before], case .line(let line) = flow.items[place] else { return true }
  if above.role != .text { return true }
  if endsSentence(above) || lastScalar(above) == "," { return true }
  if above.page == line.page, above.column == line.column, line.baseline - above.baseline > boundaries.measures.leading[place] * 1.2 {
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
private func believed(_ markers: [ListMarker]) -> [ListMarker] {
  markers.indices.filter { index in
    let marker = markers[index]
    if marker.sure { return true }
    for other in max(0, index - 12)...min(markers.count - 1, index + 12) where other != index {
      let near = markers[other]
      guard near.key == marker.key, abs(near.place - marker.place) < 120 else { continue }
      if let a = marker.value, let b = near.value {
        let ones = [a, marker.letter ?? a]
        let others = [b, near.letter ?? b]
        let follows = ones.contains { one in others.contains(other > index ? one + 1 : one - 1) }
        if follows, abs(near.offset - marker.offset) < 14 { return true }
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

/// Gives an item its further lines; the place of its last line.
private func extend(_ marker: ListMarker, until end: Int, flow: inout Flow, measures: Measures, boundaries: Boundaries) -> Int {
  var last = marker.place
  var place = marker.place + 1
  var adjacent = true
  while place < end {
    guard case .line(var line) = flow.items[place], case .line(let above) = flow.items[last] else {
      adjacent = false
      place += 1
      continue
    }
    guard line.role == .text else {
      if line.role == .heading { break }
      adjacent = false
      place += 1
      continue
    }
    let same = adjacent && line.page == above.page && line.column == above.column
    let offset = line.box.x0 - measures.left[place]
    let hangs = abs(offset - marker.textOffset) < line.size * 0.6
    let atMarker = abs(offset - marker.offset) < line.size * 0.6 || offset < line.size * 0.6 && marker.offset < line.size * 2.5
    if abs(line.size - above.size) > 0.08 * max(line.size, above.size), !mixedSizes(above, line) { break }
    if same {
      let gap = line.baseline - above.baseline
      guard gap > 0,
        gap <= measures.leading[place] * 1.16 + 0.8 || gap <= line.size * 1.45 && hangs && marker.textOffset > marker.offset + 4
      else { break }
      let runs =
        boundaries.full(last, before: place, slack: endsSentence(above) ? 0.4 : 1.5) || endsHyphenated(above)
        || beginsLower(line) && !endsSentence(above)
      if hangs, marker.textOffset > marker.offset + 4 {
        // Under the item's text and not at the list's own edge: its own line, unless the item ended and a sentence begins at the paragraph's edge.
        if !runs, endsSentence(above), offset < line.size * 0.6 { break }
      } else if atMarker {
        guard runs else { break }
      } else {
        break
      }
    } else {
      guard hangs || atMarker, boundaries.goesOnAnyRole(last, place) else { break }
    }
    line.role = .listItem
    line.begins = false
    line.level = 0
    flow.items[place] = .line(line)
    last = place
    adjacent = true
    place += 1
  }
  return last
}
