import Model

/// Letters of one style, one after the other → one ``Word``. Combining marks are composed with the letter before them (NFC).
struct WordBuilder {
  private let run: LetterRun
  private let direction: TextDirection
  private let shift: Word.Shift
  private var utf8: [UInt8] = []
  private var edges: [Float] = []
  private var first: Letter?
  private var last: Letter?
  private var box = FloatBox(x0: 0, y0: 0, x1: 0, y1: 0)
  private var glyphs: Int32 = 0
  /// The scalar before, while a combining mark may still follow it.
  private var before: UInt32 = 0

  /// Letters are appended from the right; edges then fall.
  private let isReversed: Bool

  init(run: LetterRun, direction: TextDirection, shift: Word.Shift, isReversed: Bool = false) {
    self.isReversed = isReversed
    self.run = run
    self.direction = direction
    self.shift = shift
    utf8.reserveCapacity(24)
  }

  mutating func append(_ letter: Letter) {
    if first == nil {
      first = letter
      box = letter.box
      edges.reserveCapacity(12)
    } else {
      box.formUnion(letter.box)
    }
    last = letter
    glyphs += letter.glyphs
    let count = Int(letter.scalarCount)
    let step = (letter.end - letter.start) / Float(max(1, count))
    for offset in 0..<count {
      let scalar = run.scalars[Int(letter.firstScalar) + offset]
      if scalar >= 0x300, scalar <= 0x36F, before != 0, let whole = composed(before, scalar) {
        removeLastScalar()
        appendUTF8(whole)
        before = whole
        continue
      }
      edges.append(coordinate(isReversed ? letter.end - Float(offset) * step : letter.start + Float(offset) * step, letter))
      appendUTF8(scalar)
      before = scalar
    }
  }

  /// The word so far, and a fresh start; nil where nothing was appended.
  mutating func finish(spaceBefore: Bool) -> Word? {
    guard let first, let last else { return nil }
    edges.append(coordinate(isReversed ? last.start : last.end, last))
    let word = Word(
      text: String(decoding: utf8, as: UTF8.self),
      box: Box(x0: Double(box.x0), y0: Double(box.y0), x1: Double(box.x1), y1: Double(box.y1)),
      baseline: Double(direction.frameY(along: first.start, across: first.baseline)), size: (Double(first.size) * 100).rounded() / 100,
      style: Style(font: first.font, bold: first.bold, italic: first.italic, colour: first.colour), spaceBefore: spaceBefore, shift: shift,
      edges: edges, glyphs: glyphs, marked: first.mark, confidence: first.isRecognised ? 0.9 : 1)
    self.first = nil
    self.last = nil
    utf8.removeAll(keepingCapacity: true)
    edges = []
    glyphs = 0
    before = 0
    return word
  }

  private func coordinate(_ along: Float, _ letter: Letter) -> Float {
    direction.angle == 0 ? along : direction.frameCoordinate(along: along, across: letter.baseline)
  }

  private mutating func removeLastScalar() {
    while let byte = utf8.popLast(), byte & 0xC0 == 0x80 {}
  }

  private mutating func appendUTF8(_ value: UInt32) {
    if value < 0x80 {
      utf8.append(UInt8(truncatingIfNeeded: value))
      return
    }
    let scalar = Unicode.Scalar(value) ?? "\u{FFFD}"
    utf8.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
  }
}
