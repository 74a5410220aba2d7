import Model
import Text
import Layout
import Objects

/// Lines that belong together by look and spacing, before anybody knows what they are: what a heading over several lines is made of.
package struct Chunk {
  /// Places in the flow.
  package var places: [Int]
  package var page: Int
  package var look: Look
  package var scalars: [Unicode.Scalar] = []
  /// White above and below, in leadings of the chunk's size; infinite at the column's ends and beside tables and pictures.
  package var above = Double.infinity
  package var below = Double.infinity
  package var centred = false
  /// The first line stands at the column's left edge or is centred.
  package var number: Numbering?
  /// All letters are capitals.
  var caps = false
  /// Where its lines begin in `scalars`, the first left out.
  var lineStarts: [Int] = []

  /// The scalars of each line, as far as they are kept.
  var firstLines: [[Unicode.Scalar]] {
    let ends = lineStarts.map { $0 - 1 } + [scalars.count]
    return zip([0] + lineStarts, ends).map { from, to in from < to ? Array(scalars[from..<to]) : [] }
  }
}

/// How text is set, as far as it tells headings from text and from each other.
package struct Look: Hashable {
  /// Quarters of a point.
  package var size: Int
  package var bold: Bool
  package var italic: Bool
  package var colour: UInt32
  package var font: UInt16

  var points: Double { Double(size) / 4 }
}

/// The look of most scalars of a line; of faked small capitals the larger size.
func lookOf(_ line: FlowLine) -> Look {
  let words = withoutAside(line.words)
  if let first = words.first,
    words.allSatisfy({ $0.style == first.style && abs($0.size - first.size) < ChunkRule.sameSize && $0.shift == .none })
  {
    let style = first.style
    return Look(size: Int((first.size * 4).rounded()), bold: style.bold, italic: style.italic, colour: style.colour, font: style.font)
  }
  var total = 0
  var bold = 0
  var italic = 0
  var sizes: [(size: Double, count: Int)] = []
  var colours: [(colour: UInt32, count: Int)] = []
  var fonts: [(font: UInt16, count: Int)] = []
  for word in words where word.shift == .none {
    let count = max(1, word.edges.count - 1)
    total += count
    if word.style.bold { bold += count }
    if word.style.italic { italic += count }
    if let place = sizes.firstIndex(where: { abs($0.size - word.size) < ChunkRule.sameSize }) {
      sizes[place].count += count
    } else {
      sizes.append((word.size, count))
    }
    if let place = colours.firstIndex(where: { $0.colour == word.style.colour }) {
      colours[place].count += count
    } else {
      colours.append((word.style.colour, count))
    }
    if let place = fonts.firstIndex(where: { $0.font == word.style.font }) {
      fonts[place].count += count
    } else {
      fonts.append((word.style.font, count))
    }
  }
  var size = line.size
  for entry in sizes where entry.count * 8 >= total && entry.size > size { size = entry.size }
  if sizes.count > 1, let larger = fakedCapitals(line) { size = max(size, larger) }
  var colour = colours.first
  for entry in colours where entry.count > colour!.count { colour = entry }
  var font = fonts.first
  for entry in fonts where entry.count > font!.count { font = entry }
  return Look(
    size: Int((size * 4).rounded()), bold: bold * 10 >= total * 8 && total > 0, italic: italic * 10 >= total * 8 && total > 0,
    colour: colour?.colour ?? 0, font: font?.font ?? 0)
}

/// A line's words without what stands in brackets at its end in another weight or slant: `**Prices** *(as of May)*` has the look of its title.
func withoutAside(_ words: [Word]) -> ArraySlice<Word> {
  guard let first = words.first, let last = words.last, last.text.unicodeScalars.last == ")",
    first.style.bold != last.style.bold || first.style.italic != last.style.italic,
    let open = words.lastIndex(where: { $0.text.unicodeScalars.first == "(" }), open > 0,
    words[..<open].allSatisfy({ $0.style == first.style }), words[open...].allSatisfy({ $0.style == last.style })
  else { return words[...] }
  return words[..<open]
}

/// Small capitals faked by sizes: capitals and signs in a larger size, and glued to them letters at 60 to 92 % of it (small capitals, whatever
/// case the file says they are). Gives the larger size.
func fakedCapitals(_ line: FlowLine) -> Double? {
  var largest = 0.0
  for word in line.words where word.shift == .none { largest = max(largest, word.size) }
  var small = 0
  var glued = false
  var afterLarge = false
  for word in line.words where word.shift == .none {
    let ratio = word.size / largest
    if ratio < ChunkRule.smallCapital {
      guard ratio > ChunkRule.leastSmall, ratio < ChunkRule.mostSmall else { return nil }
      small += 1
      if afterLarge, !word.spaceBefore { glued = true }
      afterLarge = false
    } else {
      if word.text.unicodeScalars.contains(where: isLower) { return nil }
      afterLarge = word.text.unicodeScalars.last.map(isUpper) ?? false
    }
  }
  return small > 0 && glued ? largest : nil
}

/// The size that its leading goes by: of faked small capitals, most of which are smaller, that of the capitals.
private func fullSize(_ line: FlowLine) -> Double { max(line.size, fakedCapitals(line) ?? 0) }

/// The last word of one line and the first of the next are set alike.
func meetAlike(_ a: FlowLine, _ b: FlowLine) -> Bool {
  guard let last = a.words.last(where: { $0.shift == .none }), let first = b.words.first(where: { $0.shift == .none }) else { return false }
  return abs(last.size - first.size) < ChunkRule.sameSize && last.style == first.style
}

/// Begins with a capital or a number and has a word of some letters: no formula does, whose signs are of many fonts.
private func beginsLikeTitle(_ line: FlowLine) -> Bool {
  guard let first = line.words.first?.text.unicodeScalars.first, isUpper(first) || isDigit(first.value) else { return false }
  return line.words.contains { $0.text.unicodeScalars.count(where: isLetter) >= ChunkRule.wordLetters }
}

/// Which lines are one chunk.
private enum ChunkRule {
  /// Points between sizes that are one.
  static let sameSize = setting("sameSize", 0.2)
  /// The part of the capital's size below which a letter is a small capital …
  static let smallCapital = setting("smallCapital", 0.97)
  /// … which is no smaller than this …
  static let leastSmall = setting("leastSmall", 0.6)
  /// … and no larger.
  static let mostSmall = setting("mostSmall", 0.93)
  /// Letters of a word that no formula has.
  static let wordLetters = setting("wordLetters", 4)
  /// Sizes of leading that white is measured by, at least.
  static let leastLeading = setting("leastLeading", 1.15)
  /// Body sizes from which type is set for display.
  static let display = setting("display", 1.1)
  /// Leadings between lines of a title in display type …
  static let displayStep = setting("displayStep", 1.45)
  /// … and in the text's size.
  static let textStep = setting("textStep", 1.2)
}

/// Whether a line begins as numbers do: digit, bracket, or a word of capitals or with a point.
private func mayBeNumbered(_ line: FlowLine) -> Bool {
  guard let word = line.words.first, let first = word.text.unicodeScalars.first else { return false }
  return isDigit(first.value) || first == "(" || isUpper(first) || word.text.utf8.count <= 4
}

func chunks(of flow: Flow, measures: Measures, boundaries: Boundaries, words: Phrases) -> [Chunk] {
  var out: [Chunk] = []
  for (place, item) in flow.items.enumerated() {
    guard case .line(let line) = item, line.role == .text else {
      if let last = out.last, let end = last.places.last, place - 1 == end { out[out.count - 1].below = .infinity }
      continue
    }
    let before = place - 1
    var above = Double.infinity
    var joins = false
    if before >= 0, case .line(let other) = flow.items[before], other.page == line.page, line.baseline > other.baseline {
      above = (line.baseline - other.baseline) / max(measures.leading[place], fullSize(line) * ChunkRule.leastLeading)
      if let last = out.last, last.places.last == before {
        out[out.count - 1].below =
          (line.baseline - other.baseline) / max(measures.leading[before], fullSize(other) * ChunkRule.leastLeading)
        joins = goesOn(last, line, at: place, below: other, above: above, flow, boundaries, words: words)
      }
    }
    if joins {
      out[out.count - 1].take(line, at: place, centred: boundaries.isCentred(place))
    } else {
      var chunk = Chunk(places: [place], page: line.page, look: lookOf(line))
      chunk.scalars = line.words.joinedScalars
      chunk.above = above
      chunk.centred = boundaries.isCentred(place)
      out.append(chunk)
    }
  }
  for index in out.indices {
    out[index].number = numbering(of: out[index].scalars, words: words)
    var upper = 0
    var lower = 0
    for scalar in titleScalars(out[index], flow) { if isUpper(scalar) { upper += 1 } else if isLower(scalar) { lower += 1 } }
    out[index].caps = upper >= 3 && lower * 12 <= upper
  }
  return out
}

/// Its scalars without an aside in brackets that is set otherwise.
private func titleScalars(_ chunk: Chunk, _ flow: Flow) -> [Unicode.Scalar] {
  guard chunk.places.count == 1, chunk.scalars.last == ")", let place = chunk.places.first, case .line(let line) = flow.items[place] else {
    return chunk.scalars
  }
  let bare = withoutAside(line.words)
  return bare.count < line.words.count ? bare.flatMap { Array($0.text.unicodeScalars) } : chunk.scalars
}

extension Chunk {
  /// Takes a further line. Its title is looked up by its first letters: what is beyond some seven hundred is not kept.
  fileprivate mutating func take(_ line: FlowLine, at place: Int, centred: Bool) {
    places.append(place)
    if scalars.count < 700 {
      scalars.append(" ")
      lineStarts.append(scalars.count)
      scalars += line.words.joinedScalars
    }
    self.centred = self.centred && centred
  }
}

/// Whether the line below a chunk's last one goes on with it: set alike, at a usual leading, and nothing ended with the line before.
/// `above`: leadings between the two.
private func goesOn(
  _ chunk: Chunk, _ line: FlowLine, at place: Int, below other: FlowLine, above: Double, _ flow: Flow, _ boundaries: Boundaries,
  words: Phrases
) -> Bool {
  let before = place - 1
  let look = lookOf(line)
  let last = chunk.look
  let alike =
    (abs(last.size - look.size) <= 1 || mixedSizes(other, line)) && last.bold == look.bold && last.italic == look.italic
    && last.colour == look.colour
    // A look that changes within a line goes on in the next (`Disposición primera. *De los …*`): the words that meet are alike.
    || meetAlike(other, line) && boundaries.full(before, before: place, slack: 1)
  let display = Double(max(look.size, last.size)) / 4 > flow.bodySize * ChunkRule.display
  guard alike, above < (display ? ChunkRule.displayStep : ChunkRule.textStep), other.column == line.column else { return false }
  let full = boundaries.full(before, before: place, slack: 2)
  // Lines of a list of names or a signature do not run on; nor does text after its paragraph's end.
  if !full, !beginsLower(line), endsSentence(other) { return false }
  // A line that leaves room, in another font than the next: its weight may stand in the letters alone, not in the font's name.
  if !full, last.font != look.font, !meetAlike(other, line), beginsLikeTitle(other), beginsLikeTitle(line) { return false }
  // A centred line of the text's type that leaves room, over a line that is not centred, stands alone.
  if !full, !display, boundaries.isCentred(before), !boundaries.isCentred(place), !beginsLower(line) { return false }
  return !mayBeNumbered(line) || numbering(of: line.words.joinedScalars, words: words)?.closed != true
    || boundaries.full(before, before: place, slack: 1)
}
