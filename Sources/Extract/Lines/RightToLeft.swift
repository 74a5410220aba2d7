import Model

/// Arabic and Hebrew: pages paint them where they are seen, from the left, and so they were joined; text is wanted as it is read.
///
/// Departs from the Unicode bidirectional algorithm: whole words are turned, numbers and Latin words keep their own order, and a line
/// counts as right-to-left by the majority of its words.
extension WordAssembly {
  /// Appends the pieces of one word from its last letter to its first, if it is one of these scripts.
  func appendRightToLeft(
    _ members: ArraySlice<Int32>, spaceBefore: Bool, shift: Word.Shift, _ direction: TextDirection, to words: inout [Word]
  ) -> Bool {
    let letters = members.flatMap { pieces[Int($0)].first..<(pieces[Int($0)].first + pieces[Int($0)].count) }
    guard letters.contains(where: { isRightToLeft(run.scalars[Int(run.letters[$0].firstScalar)]) }) else { return false }
    var builder = WordBuilder(run: run, direction: direction, shift: shift, isReversed: true)
    for index in letters.reversed() { builder.append(run.letters[index]) }
    if let word = builder.finish(spaceBefore: spaceBefore) { words.append(word) }
    return true
  }

  func orderRightToLeft(_ words: inout [Word]) {
    let turned = words.map { word in word.text.unicodeScalars.contains { isRightToLeft($0.value) } }
    guard turned.count(where: { $0 }) * 2 > words.count else { return }
    var ordered: [Word] = []
    var end = words.count
    while end > 0 {
      var start = end - 1
      if !turned[start] {
        while start > 0, !turned[start - 1] { start -= 1 }
      }
      // What was before the leftmost of them is now behind them.
      let isSpaced = end < words.count ? words[end].spaceBefore : false
      var group = Array(words[start..<end])
      group[0].spaceBefore = ordered.isEmpty ? false : isSpaced
      ordered += group
      end = start
    }
    words = ordered
  }
}

func isRightToLeft(_ scalar: UInt32) -> Bool { scalar >= 0x590 && scalar <= 0x8FF || scalar >= 0xFB1D && scalar <= 0xFDFF }
