import CPoppler

/// Replaces letters by the ActualText of the marked-content sequence that they stand in, where it covers a few glyphs of one word
/// (ligatures, hyphens, odd glyph names). Where it would cover words or lines the glyphs' own Unicode is kept: such texts are often
/// wrong, and have no places.
func replaceByActualText(in run: inout LetterRun, _ page: pdf_page) {
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
      let text = String(cString: page.strings + Int(marks[Int(actual)].text))
      if let replaced = replacement(for: index..<end, of: &run, text: text) {
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

private let mostGlyphs = 8
private let mostScalars = 32

private func replacement(for range: Range<Int>, of run: inout LetterRun, text: String) -> Letter? {
  guard !text.isEmpty, range.count <= mostGlyphs else { return nil }
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
  guard parts.count == 1, let scalars = parts.first?.map(\.value), scalars.count <= mostScalars else { return nil }
  letter.firstScalar = Int32(run.scalars.count)
  for scalar in scalars { run.scalars.append(contentsOf: resolved(scalar) ?? [scalar]) }
  letter.scalarCount = Int32(run.scalars.count) - letter.firstScalar
  return letter
}
