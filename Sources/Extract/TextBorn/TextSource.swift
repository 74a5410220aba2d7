import Model

/// A plain text file as pages: one ``TextLine`` a printed line, on a grid of fixed pitch, so that indents and blank lines keep their place.
///
/// Pages end at form feeds. Where there is none, a line that begins with exactly one space starts a page, as some converters leave it;
/// it is believed only if such lines are rare and far apart. What is longer than any page is parted at blank lines: a page is also the
/// stretch of text that is looked at as one.
struct TextSource: PageSource {
  let facts: DocumentFacts
  private let pages: [[[UInt32]]]

  /// Points. Ten-point type on twelve, ten to the inch.
  static let pitch = 6.0
  static let leading = 12.0
  static let size = 10.0
  static let margin = 36.0
  private static let tab = 8

  init(_ bytes: UnsafeRawBufferPointer, source: Source) throws(Refusal) {
    let scalars = decodedText(bytes)
    guard scalars.contains(where: { kind(of: $0) == .ink }) else { throw Refusal("empty", "The file holds nothing but white space.") }
    pages = Self.pages(scalars).flatMap(Self.parts)
    var facts = DocumentFacts(source: source)
    facts.pageCount = pages.count
    facts.source.pages = pages.count
    facts.fonts = [FontFacts(name: "text", fixedPitch: true)]
    self.facts = facts
  }

  // MARK: Pages

  private static func pages(_ scalars: [UInt32]) -> [[[UInt32]]] {
    let byFormFeed = scalars.split(separator: 0x0C, omittingEmptySubsequences: false)
    if byFormFeed.count > 1 {
      let pages = byFormFeed.map { Self.lines($0) }
      // A form feed ends a page: nothing after the last one is no page.
      return pages.last?.allSatisfy(\.isEmpty) == true ? Array(pages.dropLast()) : pages
    }
    let lines = Self.lines(scalars[...])
    let starts = pageStarts(lines)
    guard !starts.isEmpty else { return [lines] }
    let bounds = (starts.first == 0 ? [] : [0]) + starts + [lines.count]
    return zip(bounds, bounds.dropFirst()).map { start, end in
      var page = Array(lines[start..<end])
      // Its first line is one of `starts`, but for what stands before the first of them.
      if start >= starts[0] { page[0].removeFirst() }
      return page
    }
  }

  /// Lines of a page that is taken as it comes. The longest printed pages have a hundred.
  private static let mostLines = 1000

  /// A page that is longer than any, cut before its last blank line in time, so that paragraphs stay whole.
  private static func parts(_ page: [[UInt32]]) -> [[[UInt32]]] {
    guard page.count > mostLines * 3 / 2 else { return [page] }
    var parts: [[[UInt32]]] = []
    var start = 0
    while page.count - start > mostLines * 3 / 2 {
      let blank = page[start + mostLines / 2..<start + mostLines].lastIndex(where: \.isEmpty)
      let end = blank ?? start + mostLines
      parts.append(Array(page[start..<end]))
      start = end
    }
    parts.append(Array(page[start...]))
    return parts
  }

  private static func lines(_ scalars: ArraySlice<UInt32>) -> [[UInt32]] {
    scalars.split(separator: 0x0A, omittingEmptySubsequences: false).map { line in
      Array(line[..<(line.lastIndex { kind(of: $0) == .ink }.map { $0 + 1 } ?? line.startIndex)])
    }
  }

  /// Lines that begin with exactly one space, if they can be starts of pages: typically at least this many lines apart.
  private static func pageStarts(_ lines: [[UInt32]]) -> [Int] {
    let leastLinesOfPage = 15
    let starts = lines.indices.filter { lines[$0].count > 1 && lines[$0][0] == 0x20 && kind(of: lines[$0][1]) == .ink }
    let gaps = zip(starts, starts.dropFirst()).map { $1 - $0 }.sorted()
    guard let first = starts.first else { return [] }
    let isFarApart =
      gaps.isEmpty ? first >= leastLinesOfPage && lines.count - first >= leastLinesOfPage : gaps[gaps.count / 2] >= leastLinesOfPage
    // A text that indents its lines means nothing by it.
    let indented = lines.count { $0.count > 2 && $0[0] == 0x20 && $0[1] == 0x20 }
    return isFarApart && indented <= starts.count ? starts : []
  }

  // MARK: Lines

  func page(_ number: Int) -> Page {
    guard pages.indices.contains(number - 1) else { return Page(number: number, shownWidth: 612, shownHeight: 792) }
    let lines = pages[number - 1]
    var page = Page(
      number: number, shownWidth: 612, shownHeight: max(792, Double(lines.count) * Self.leading + 2 * Self.margin))
    for (row, line) in lines.enumerated() {
      let baseline = Self.margin + Double(row + 1) * Self.leading
      let words = Self.words(line, baseline: baseline)
      guard let first = words.first, let last = words.last else { continue }
      page.lines.append(
        TextLine(
          words: words, box: first.box.union(last.box), baseline: baseline, angle: 0, size: Self.size))
      page.shownWidth = max(page.shownWidth, last.box.x1 + Self.margin)
      page.ink.total += words.reduce(0) { $0 + Int($1.glyphs) }
    }
    return page
  }

  private static func words(_ line: [UInt32], baseline: Double) -> [Word] {
    var words: [Word] = []
    var column = 0
    var scalars: [UInt32] = []
    var start = 0
    func finish() {
      guard !scalars.isEmpty else { return }
      let x = margin + Double(start) * pitch
      words.append(
        syntheticWord(
          scalars, x: x, pitch: pitch, baseline: baseline, size: size, style: Style(), spaceBefore: !words.isEmpty, shift: .none,
          marked: -1))
      scalars.removeAll(keepingCapacity: true)
    }
    for scalar in line {
      switch kind(of: scalar) {
      case .ink:
        if scalars.isEmpty { start = column }
        scalars.append(scalar)
        column += 1
      case .space:
        finish()
        column = scalar == 0x09 ? (column / tab + 1) * tab : column + 1
      case .nothing: break
      }
    }
    finish()
    return words
  }
}

/// A word that was never painted: on a grid of `pitch` points a scalar.
func syntheticWord(
  _ scalars: [UInt32], x: Double, pitch: Double, baseline: Double, size: Double, style: Style, spaceBefore: Bool, shift: Word.Shift,
  marked: Int32
) -> Word {
  var text = String.UnicodeScalarView()
  for scalar in scalars { text.append(Unicode.Scalar(scalar) ?? "\u{FFFD}") }
  return Word(
    text: String(text),
    box: Box(x0: x, y0: baseline - 0.75 * size, x1: x + Double(scalars.count) * pitch, y1: baseline + 0.25 * size), baseline: baseline,
    size: size, style: style, spaceBefore: spaceBefore, shift: shift, edges: (0...scalars.count).map { Float(x + Double($0) * pitch) },
    glyphs: Int32(scalars.count), marked: marked)
}
