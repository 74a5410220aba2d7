import CPoppler
import Model

/// Glyphs as painted → letters: white space turned into a flag, glyphs struck twice merged, unseen ones counted and left out,
/// code points resolved, accents joined to their letters.
///
/// Every glyph with ink ends in exactly one place: in a letter, in `ink.duplicate` or in `ink.hidden`.
struct LetterCleaning: ~Copyable {
  var run = LetterRun()
  var ink = Ink()
  /// Of the hidden ones those that stand on the page and under no bar.
  private(set) var hiddenOnPage = 0
  /// Letters of fonts that tell no characters, with poppler's number of the font.
  private var guessed: [(font: UInt16, letter: Int32)] = []
  /// Glyphs under opaque bars, and which bar.
  private var covered: [(bar: UInt32, glyph: Int)] = []

  private let page: pdf_page
  private let frame: ReadingFrame
  private let fonts: [FontEntry]
  private let backdrop: Backdrop
  private let lost: LostGlyphs
  private var strikes: StrikeTable
  private var direction = TextDirection(angle: 0)
  /// The glyph that is looked at.
  private var current = 0

  /// - Parameter fonts: by the page's own font numbers.
  init(page: pdf_page, frame: ReadingFrame, fonts: [FontEntry], backdrop: Backdrop) {
    self.page = page
    self.frame = frame
    self.fonts = fonts
    self.backdrop = backdrop
    lost = LostGlyphs(page)
    strikes = StrikeTable(capacity: page.glyphCount)
    run.letters.reserveCapacity(page.glyphCount)
    run.scalars.reserveCapacity(page.glyphCount + page.glyphCount / 16)
  }

  mutating func clean() {
    let glyphs = UnsafeBufferPointer(start: page.glyphs, count: page.glyphCount)
    var spaceBefore = false
    var holdsAccents = false
    var holdsSoftHyphens = false
    var index = 0
    while index < glyphs.count {
      let glyph = glyphs[index]
      if glyph.length == 1 {
        switch kind(of: glyph.scalar) {
        case .ink: break
        case .space:
          if lost.isLetter(glyph) { break }
          if isThousandsSeparator(glyphs, index) {
            append(glyph, spaceBefore: spaceBefore, isRecognised: false)
            run.letters[run.letters.count - 1].glyphs = 0
          } else {
            spaceBefore = true
          }
          index += 1
          continue
        case .nothing:
          index += 1
          continue
        }
      }
      ink.total += 1
      index += 1
      // OCR leaves its text invisible, or in white below the picture that it was read from.
      let isUnseen = glyph.flags & invisible != 0 || backdrop.swallows(glyph)
      let isRecognised = isUnseen && backdrop.hasPicture(at: glyph)
      if glyph.flags & (clipped | offPage) != 0 || (isUnseen && !isRecognised) {
        ink.hidden += 1
        if glyph.flags & offPage == 0 { hiddenOnPage += 1 }
        continue
      }
      if let bar = backdrop.bar(over: glyph) {
        ink.hidden += 1
        covered.append((bar: bar, glyph: index - 1))
        continue
      }
      let content = glyph.length > 1 ? page.scalars[Int(glyph.scalar)] : glyph.scalar
      if content != 0, let struck = strikes.insert(glyph, content: content, letter: Int32(run.letters.count)) {
        ink.duplicate += 1
        strikeAgain(Int(struck), glyph)
        continue
      }
      current = index - 1
      append(glyph, spaceBefore: spaceBefore, isRecognised: isRecognised)
      spaceBefore = false
      if glyph.scalar == 0xAD, glyph.length == 1 { holdsSoftHyphens = true }
      if glyph.length == 1, glyph.scalar > 0x5D, !holdsAccents, mayBeAccent(glyph.scalar) { holdsAccents = isSuspicious(glyph.scalar) }
    }
    if !guessed.isEmpty { readGuessedFonts() }
    replaceByActualText(in: &run, page)
    ink.unreadable = run.unreadable
    narrowWideBoxes(in: &run)
    if holdsAccents { joinAccents(in: &run) }
    if holdsSoftHyphens { hardenDrawnHyphens(in: &run) }
  }

  /// What is to be said of text that the page does not show.
  func findings(page number: Int) -> [Finding] {
    if covered.isEmpty, hiddenOnPage == 0 { return [] }
    return UnseenText.findings(page, number: number, covered: covered, hidden: hiddenOnPage, total: ink.total)
  }

  /// A thin space between figures, three of them behind it: it parts thousands, not words, and stays in the number.
  private func isThousandsSeparator(_ glyphs: UnsafeBufferPointer<pdf_glyph>, _ index: Int) -> Bool {
    let scalar = glyphs[index].scalar
    guard scalar == 0x202F || scalar == 0x2009, index > 0, index + 3 < glyphs.count else { return false }
    func isFigure(_ at: Int) -> Bool {
      let glyph = glyphs[at]
      return glyph.length == 1 && glyph.scalar >= 0x30 && glyph.scalar <= 0x39 && glyph.originY == glyphs[index].originY
        && glyph.flags == 0
    }
    return glyphs[index].flags == 0 && isFigure(index - 1) && (1...3).allSatisfy { isFigure(index + $0) }
      && (index + 4 >= glyphs.count || !isFigure(index + 4))
  }

  /// Whether the last letter can be an accent: a whole letter only where it stands over the one before it.
  private func isSuspicious(_ scalar: UInt32) -> Bool {
    guard scalar >= 0xC0, scalar < 0x2B0 || scalar > 0x36F, run.letters.count > 1 else { return true }
    let (before, letter) = (run.letters[run.letters.count - 2], run.letters[run.letters.count - 1])
    return letter.end - letter.start < 0.05 * letter.size
      || (letter.start < before.end - 0.1 * letter.size && letter.end > before.start && letter.angle == before.angle)
  }

  /// Fake bold shifts the second strike by a hair; a shadow lies further off and has another colour.
  private mutating func strikeAgain(_ letter: Int, _ glyph: pdf_glyph) {
    let origin = direction.along(frame.x(glyph.originX, glyph.originY), frame.y(glyph.originX, glyph.originY))
    let shift = abs(origin - run.letters[letter].start)
    if shift > 0.004 * glyph.size, glyph.colour == run.letters[letter].colour { run.letters[letter].bold = true }
    run.letters[letter].colour = glyph.colour
  }

  private mutating func append(_ glyph: pdf_glyph, spaceBefore: Bool, isRecognised: Bool) {
    let angle = frame.angle(glyph.angle)
    if angle != direction.angle { direction = TextDirection(angle: angle) }
    let from: Float
    let to: Float
    let baseline: Float
    if angle == 0, frame.turn == 0 {
      // Nearly all text.
      (from, to, baseline) = (glyph.originX, glyph.originX + glyph.advanceX, glyph.originY)
    } else {
      let x = frame.x(glyph.originX, glyph.originY)
      let y = frame.y(glyph.originX, glyph.originY)
      let endX = frame.x(glyph.originX + glyph.advanceX, glyph.originY + glyph.advanceY)
      let endY = frame.y(glyph.originX + glyph.advanceX, glyph.originY + glyph.advanceY)
      (from, to, baseline) = (direction.along(x, y), direction.along(endX, endY), direction.across(x, y))
    }
    let font = glyph.font < fonts.count ? fonts[Int(glyph.font)] : FontEntry()
    let firstScalar = Int32(run.scalars.count)
    if let placeholder = lost.placeholder(glyph) {
      run.scalars.append(placeholder)
    } else if font.kind == .text, glyph.scalar < 0xE000 {
      appendScalars(of: glyph)
    } else {
      appendSymbol(glyph, font)
    }
    if font.guess != .none { guessed.append((font: glyph.font, letter: Int32(run.letters.count))) }
    run.letters.append(
      Letter(
        firstScalar: firstScalar, scalarCount: Int32(run.scalars.count) - firstScalar,
        box: frame.box(glyph.x0, glyph.y0, glyph.x1, glyph.y1), start: min(from, to), end: max(from, to),
        baseline: baseline, size: glyph.size, angle: angle, font: font.number,
        bold: font.bold || glyph.flags & stroked != 0, italic: font.italic, spaceBefore: spaceBefore, isRecognised: isRecognised,
        colour: glyph.colour, glyphs: 1, mark: glyph.mark, markKey: markKey(glyph.mark), sequence: glyph.sequence))
  }

  /// Of a symbol font, or a private code point of any font.
  private mutating func appendSymbol(_ glyph: pdf_glyph, _ font: FontEntry) {
    guard glyph.length == 1 else {
      appendScalars(of: glyph)
      return
    }
    appendScalar(font.symbol(of: glyph.scalar, isAlone: !isInPrivateWord(glyph)) ?? glyph.scalar)
  }

  /// Whether the letter before it is a private code point of the same font, next to it.
  private func isInPrivateWord(_ glyph: pdf_glyph) -> Bool {
    [current - 1, current + 1].contains { other in
      guard other >= 0, other < page.glyphCount else { return false }
      let neighbour = page.glyphs[other]
      return neighbour.font == glyph.font && neighbour.length == 1 && neighbour.scalar >= 0xF021 && neighbour.scalar <= 0xF0FF
    }
  }

  /// Reads the letters of fonts that tell no characters, where it can be seen how.
  private mutating func readGuessedFonts() {
    let order = guessed.indices.sorted { (guessed[$0].font, $0) < (guessed[$1].font, $1) }
    var at = 0
    while at < order.count {
      let font = guessed[order[at]].font
      var end = at
      while end < order.count, guessed[order[end]].font == font { end += 1 }
      let places = order[at..<end].map { Int(run.letters[Int(guessed[$0].letter)].firstScalar) }
      at = end
      switch UnreadableText.reading(of: places.map { run.scalars[$0] }, fonts[Int(font)].guess) {
      case .asTheyAre: break
      case .byGlyphOrder:
        for place in places { run.scalars[place] = UnreadableText.character(ofGlyph: run.scalars[place]) ?? 0xFFFD }
      case .not: for place in places { run.scalars[place] = 0xFFFD }
      }
    }
  }

  private func markKey(_ mark: Int32) -> Int64 {
    guard mark >= 0 else { return -1 }
    let entry = page.marks[Int(mark)]
    return entry.identifier >= 0 ? Int64(entry.form) << 32 | Int64(entry.identifier) : -1
  }

  private mutating func appendScalars(of glyph: pdf_glyph) {
    if glyph.length == 0 {
      run.scalars.append(0xFFFD)
    } else if glyph.length == 1 {
      appendScalar(glyph.scalar)
    } else {
      let first = run.scalars.count
      for offset in 0..<Int(glyph.length) {
        let scalar = page.scalars[Int(glyph.scalar) + offset]
        if kind(of: scalar) == .ink { appendScalar(scalar) }
      }
      if run.scalars.count == first { run.scalars.append(0xFFFD) }
    }
  }

  private mutating func appendScalar(_ scalar: UInt32) {
    if scalar < 0x80 {
      run.scalars.append(scalar)
    } else if let others = resolved(scalar) {
      run.scalars.append(contentsOf: others)
      if isRightToLeft(others[0]) { run.holdsRightToLeft = true }
    } else {
      if isRightToLeft(scalar) { run.holdsRightToLeft = true }
      run.scalars.append(scalar)
    }
  }
}

private let clipped = UInt16(PDF_GLYPH_CLIPPED)
private let offPage = UInt16(PDF_GLYPH_OFF_PAGE)
private let invisible = UInt16(PDF_GLYPH_INVISIBLE)
private let stroked = UInt16(PDF_GLYPH_STROKED)
