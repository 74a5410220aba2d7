import CPoppler
import Model

/// Glyphs as painted → letters: white space turned into a flag, glyphs struck twice merged, unseen ones counted and left out,
/// code points resolved, accents joined to their letters.
///
/// Every glyph with ink ends in exactly one place: in a letter, in `ink.duplicate` or in `ink.hidden`.
struct LetterCleaning {
  var run = LetterRun()
  var ink = Ink()

  private let page: pdf_page
  private let frame: ReadingFrame
  private let fonts: [FontEntry]
  private let backdrop: Backdrop
  private var strikes: StrikeTable
  private var direction = TextDirection(angle: 0)

  /// - Parameter fonts: by the page's own font numbers.
  init(page: pdf_page, frame: ReadingFrame, fonts: [FontEntry], backdrop: Backdrop) {
    self.page = page
    self.frame = frame
    self.fonts = fonts
    self.backdrop = backdrop
    strikes = StrikeTable(capacity: page.glyphCount)
    run.letters.reserveCapacity(page.glyphCount)
    run.scalars.reserveCapacity(page.glyphCount + page.glyphCount / 16)
  }

  mutating func clean() {
    let glyphs = UnsafeBufferPointer(start: page.glyphs, count: page.glyphCount)
    var spaceBefore = false
    var accents: [Int] = []
    var index = 0
    while index < glyphs.count {
      let glyph = glyphs[index]
      if glyph.length == 1 {
        switch kind(of: glyph.scalar) {
        case .ink: break
        case .space:
          spaceBefore = true
          index += 1
          continue
        case .nothing:
          index += 1
          continue
        }
      }
      ink.total += 1
      index += 1
      let isInvisible = glyph.flags & invisible != 0
      let isRecognised = isInvisible && backdrop.hasPicture(under: glyph)
      if glyph.flags & (clipped | offPage) != 0 || (isInvisible && !isRecognised) || backdrop.swallows(glyph) {
        ink.hidden += 1
        continue
      }
      let content = glyph.length > 1 ? page.scalars[Int(glyph.scalar)] : glyph.scalar
      if content != 0, let struck = strikes.insert(glyph, content: content, letter: Int32(run.letters.count)) {
        ink.duplicate += 1
        strikeAgain(Int(struck), glyph)
        continue
      }
      let letter = append(glyph, spaceBefore: spaceBefore, isRecognised: isRecognised)
      spaceBefore = false
      if glyph.length == 1, glyph.scalar > 0x5D || glyph.scalar == 0x5E, combiningMark(ofAccent: glyph.scalar) != nil {
        accents.append(letter)
      }
    }
    replaceByActualText()
    joinAccents(accents)
  }

  /// Fake bold shifts the second strike by a hair; a shadow lies further off and has another colour.
  private mutating func strikeAgain(_ letter: Int, _ glyph: pdf_glyph) {
    let origin = direction.along(frame.x(glyph.originX, glyph.originY), frame.y(glyph.originX, glyph.originY))
    let shift = abs(origin - run.letters[letter].start)
    if shift > 0.004 * glyph.size, glyph.colour == run.letters[letter].colour { run.letters[letter].bold = true }
    run.letters[letter].colour = glyph.colour
  }

  private mutating func append(_ glyph: pdf_glyph, spaceBefore: Bool, isRecognised: Bool) -> Int {
    let angle = frame.angle(glyph.angle)
    if angle != direction.angle { direction = TextDirection(angle: angle) }
    let x = frame.x(glyph.originX, glyph.originY)
    let y = frame.y(glyph.originX, glyph.originY)
    let endX = frame.x(glyph.originX + glyph.advanceX, glyph.originY + glyph.advanceY)
    let endY = frame.y(glyph.originX + glyph.advanceX, glyph.originY + glyph.advanceY)
    let (from, to) = (direction.along(x, y), direction.along(endX, endY))
    let font = glyph.font < fonts.count ? fonts[Int(glyph.font)] : FontEntry()
    let firstScalar = Int32(run.scalars.count)
    appendScalars(of: glyph)
    run.letters.append(
      Letter(
        firstScalar: firstScalar, scalarCount: Int32(run.scalars.count) - firstScalar,
        box: frame.box(glyph.x0, glyph.y0, glyph.x1, glyph.y1), start: min(from, to), end: max(from, to),
        baseline: direction.across(x, y), size: glyph.size, angle: angle, font: font.number,
        bold: font.bold || glyph.flags & stroked != 0, italic: font.italic, spaceBefore: spaceBefore, isRecognised: isRecognised,
        colour: glyph.colour, glyphs: 1, mark: glyph.mark, markKey: markKey(glyph.mark), sequence: glyph.sequence))
    return run.letters.count - 1
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
    } else {
      run.scalars.append(scalar)
    }
  }

  // MARK: ActualText

  /// A sequence with ActualText that covers a few glyphs of one line is replaced by it (ligatures, hyphens, odd glyph names). Where it
  /// would cover words or lines the glyphs' own Unicode is kept: such texts are often wrong, and have no places.
  private mutating func replaceByActualText() {
    guard page.markCount > 0 else { return }
    let marks = UnsafeBufferPointer(start: page.marks, count: page.markCount)
    guard marks.contains(where: { $0.actual >= 0 }) else { return }
    var kept: ContiguousArray<Letter> = []
    kept.reserveCapacity(run.letters.count)
    var index = 0
    while index < run.letters.count {
      let letter = run.letters[index]
      let actual = letter.mark >= 0 ? marks[Int(letter.mark)].actual : -1
      var end = index + 1
      if actual >= 0 {
        while end < run.letters.count, run.letters[end].mark >= 0, marks[Int(run.letters[end].mark)].actual == actual { end += 1 }
        if let replaced = replacement(for: index..<end, text: String(cString: page.strings + Int(marks[Int(actual)].text))) {
          kept.append(replaced)
          index = end
          continue
        }
      }
      kept.append(contentsOf: run.letters[index..<end])
      index = end
    }
    run.letters = kept
  }

  private mutating func replacement(for range: Range<Int>, text: String) -> Letter? {
    guard !text.isEmpty, range.count <= 8 else { return nil }
    var letter = run.letters[range.lowerBound]
    for other in run.letters[range].dropFirst() {
      guard other.angle == letter.angle, !other.spaceBefore, abs(other.baseline - letter.baseline) < letter.size / 2,
        other.start > letter.start - letter.size, other.start < letter.end + letter.size
      else { return nil }
      letter.start = min(letter.start, other.start)
      letter.end = max(letter.end, other.end)
      letter.box.formUnion(other.box)
      letter.glyphs += other.glyphs
    }
    // White space at its ends is part of no letter; inside it would make two words of one.
    let parts = text.unicodeScalars.split { kind(of: $0.value) != .ink }
    guard parts.count == 1, let scalars = parts.first?.map(\.value), scalars.count <= 32 else { return nil }
    letter.firstScalar = Int32(run.scalars.count)
    for scalar in scalars { appendScalar(scalar) }
    letter.scalarCount = Int32(run.scalars.count) - letter.firstScalar
    return letter
  }

  // MARK: Accents

  /// Spacing accents that are painted over, or right before or after, the letter that they belong to (old LaTeX fonts) become one letter
  /// with it. `candidates` are positions before ``replaceByActualText()``, so they are only a reason to look.
  private mutating func joinAccents(_ candidates: [Int]) {
    guard !candidates.isEmpty else { return }
    var index = 0
    var kept: ContiguousArray<Letter> = []
    kept.reserveCapacity(run.letters.count)
    while index < run.letters.count {
      let accent = run.letters[index]
      guard accent.scalarCount == 1, let mark = combiningMark(ofAccent: run.scalars[Int(accent.firstScalar)]) else {
        kept.append(accent)
        index += 1
        continue
      }
      if index + 1 < run.letters.count, var joined = join(accent, mark, to: run.letters[index + 1]) {
        joined.spaceBefore = accent.spaceBefore
        kept.append(joined)
        index += 2
      } else if let last = kept.last, let joined = join(accent, mark, to: last) {
        kept[kept.count - 1] = joined
        index += 1
      } else {
        kept.append(accent)
        index += 1
      }
    }
    run.letters = kept
  }

  private mutating func join(_ accent: Letter, _ mark: UInt32, to base: Letter) -> Letter? {
    guard base.angle == accent.angle, base.scalarCount == 1, abs(base.baseline - accent.baseline) < 0.6 * base.size else { return nil }
    let middle = (accent.start + accent.end) / 2
    let slack = 0.05 * base.size
    guard middle > base.start - slack, middle < base.end + slack, let whole = composed(run.scalars[Int(base.firstScalar)], mark) else {
      return nil
    }
    var letter = base
    letter.firstScalar = Int32(run.scalars.count)
    run.scalars.append(whole)
    letter.glyphs += accent.glyphs
    return letter
  }
}

private let clipped = UInt32(PDF_GLYPH_CLIPPED)
private let offPage = UInt32(PDF_GLYPH_OFF_PAGE)
private let invisible = UInt32(PDF_GLYPH_INVISIBLE)
private let stroked = UInt32(PDF_GLYPH_STROKED)

/// A font of the file as letters need it.
struct FontEntry {
  /// Number in ``DocumentFacts/fonts``.
  var number: UInt16 = 0
  var bold = false
  var italic = false
}
