/// Hyphens that a font calls soft ones: its one glyph serves U+002D and U+00AD, and the producer wrote down the latter (Skia does, and so does
/// whatever prints from Chrome). A soft hyphen shows at the end of a line only; one that is drawn amid a line is a hyphen, and then all of its font are.
///
/// Takes the letters of a page in the order of the file; changes their scalars in place.
func hardenDrawnHyphens(in run: inout LetterRun) {
  var fonts = Set<UInt16>()
  for index in run.letters.indices.dropLast() where isSoftHyphen(run.letters[index], run) {
    let (here, next) = (run.letters[index], run.letters[index + 1])
    guard here.angle == next.angle, abs(here.baseline - next.baseline) < HyphenRule.baseline * here.size else { continue }
    let drawn = here.end - here.start > HyphenRule.width * here.size
    if drawn, abs(next.start - here.end) < HyphenRule.gap * here.size { fonts.insert(here.font) }
  }
  guard !fonts.isEmpty else { return }
  for letter in run.letters where fonts.contains(letter.font) && isSoftHyphen(letter, run) {
    run.scalars[Int(letter.firstScalar)] = 0x2D
  }
}

private func isSoftHyphen(_ letter: Letter, _ run: LetterRun) -> Bool {
  letter.scalarCount == 1 && run.scalars[Int(letter.firstScalar)] == 0xAD
}

/// When a soft hyphen is drawn amid a line; all in sizes of the text.
private enum HyphenRule {
  /// By how much its baseline and that of the next letter may differ.
  static let baseline: Float = 0.1
  /// How wide it is at least. Base: hyphens are a quarter to a third of an em.
  static let width: Float = 0.1
  /// How far the next letter is at most. Base: spaces are up to 0.35 em; the next column is farther.
  static let gap: Float = 0.5
}
