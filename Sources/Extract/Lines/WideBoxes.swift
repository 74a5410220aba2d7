import Text

/// Letters whose boxes are far wider than they are: the font states widths that its letters are not set by, and every next letter begins within the
/// box of the one before. By such boxes letters of a line would be woven into several.
///
/// Takes the letters of a page in paint order and ends those of such fonts where the same letter ends elsewhere: at the nearest place where the next
/// one began. All widths are parts of the size.
enum WideBoxRule {
  /// By which a letter reaches into the next, from which its box is wrong. Base: kerning and slant stay below a tenth.
  static let overlap: Float = setting("overlap", 0.2)
  /// From the start of a letter to the start of the next, at least: closer ones are struck twice, or accents.
  static let step: Float = setting("step", 0.12)
  /// Letters that do so, at least, and of ten pairs of a font how many.
  static let letters = setting("letters", 12)
  static let share = setting("share", 4)
}

func narrowWideBoxes(in run: inout LetterRun) {
  var wide: [Int32] = []
  for index in run.letters.indices.dropLast() where isPair(run.letters[index], run.letters[index + 1]) {
    let (letter, next) = (run.letters[index], run.letters[index + 1])
    if letter.end - next.start > WideBoxRule.overlap * letter.size { wide.append(Int32(index)) }
  }
  guard wide.count >= WideBoxRule.letters else { return }
  var counts: [UInt16: Int] = [:]
  for index in wide { counts[run.letters[Int(index)].font, default: 0] += 1 }
  for font in counts.keys.sorted() {
    guard let own = counts[font], own >= WideBoxRule.letters else { continue }
    narrow(font, wide: own, in: &run)
  }
}

/// Whether two letters follow one another on a line of one font, the second right of the start of the first.
private func isPair(_ letter: Letter, _ next: Letter) -> Bool {
  next.font == letter.font && next.baseline == letter.baseline && next.angle == letter.angle && next.size == letter.size
    && next.start > letter.start + WideBoxRule.step * letter.size
}

private func narrow(_ font: UInt16, wide: Int, in run: inout LetterRun) {
  // From each letter to the next that no space parts from it.
  var widths: [UInt32: Float] = [:]
  var parts: [Float] = []
  var pairs = 0
  for index in run.letters.indices.dropLast() {
    let (letter, next) = (run.letters[index], run.letters[index + 1])
    guard letter.font == font, isPair(letter, next), next.start < letter.end else { continue }
    pairs += 1
    guard !next.spaceBefore, letter.scalarCount > 0 else { continue }
    let width = (next.start - letter.start) / letter.size
    let scalar = run.scalars[Int(letter.firstScalar)]
    widths[scalar] = min(widths[scalar] ?? width, width)
    parts.append((next.start - letter.start) / (letter.end - letter.start))
  }
  guard wide * 10 >= pairs * WideBoxRule.share, !parts.isEmpty else { return }
  parts.sort()
  let usual = parts[parts.count / 2]
  for index in run.letters.indices where run.letters[index].font == font && run.letters[index].scalarCount > 0 {
    let letter = run.letters[index]
    let own = widths[run.scalars[Int(letter.firstScalar)]].map { $0 * letter.size } ?? usual * (letter.end - letter.start)
    let end = min(letter.end, letter.start + own)
    if letter.angle == 0 { run.letters[index].box.x1 = max(letter.box.x0, min(letter.box.x1, letter.box.x1 - letter.end + end)) }
    run.letters[index].end = end
  }
}
