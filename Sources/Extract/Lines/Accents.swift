/// Joins accents that are painted as glyphs of their own to the letters they belong to.
///
/// Two ways to paint them are known: a spacing accent over the letter before or after it (old TeX fonts), and an accent without width
/// whose Unicode is the whole letter (small capitals of some shapers: `o` and then an acute that says `ó`).
func joinAccents(in run: inout LetterRun) {
  var kept: ContiguousArray<Letter> = []
  kept.reserveCapacity(run.letters.count)
  var index = 0
  while index < run.letters.count {
    let letter = run.letters[index]
    index += 1
    guard letter.scalarCount == 1 else {
      kept.append(letter)
      continue
    }
    let scalar = run.scalars[Int(letter.firstScalar)]
    let last = kept.last
    if let mark = combiningMark(ofAccent: scalar) {
      // A combining mark belongs to the letter before it (Unicode, section 2.11); a spacing accent is mostly painted first.
      if scalar == mark, let last, let joined = join(letter, mark, to: last, &run.scalars) {
        kept[kept.count - 1] = joined
        continue
      }
      if index < run.letters.count, var joined = join(letter, mark, to: run.letters[index], &run.scalars) {
        joined.spaceBefore = letter.spaceBefore
        kept.append(joined)
        index += 1
        continue
      }
      if let last, let joined = join(letter, mark, to: last, &run.scalars) {
        kept[kept.count - 1] = joined
        continue
      }
    } else if let last, let joined = joinWholeLetter(letter, scalar, over: last, &run.scalars) {
      kept[kept.count - 1] = joined
      continue
    }
    kept.append(letter)
  }
  run.letters = kept
}

/// Whether a glyph can be an accent, by its Unicode alone.
func mayBeAccent(_ scalar: UInt32) -> Bool {
  scalar >= 0xC0 ? scalar < 0x370 : combiningMark(ofAccent: scalar) != nil
}

private func join(_ accent: Letter, _ mark: UInt32, to base: Letter, _ scalars: inout ContiguousArray<UInt32>) -> Letter? {
  guard base.scalarCount == 1, areTogether(accent, base) else { return nil }
  let middle = (accent.start + accent.end) / 2
  let slack = 0.05 * base.size
  guard middle > base.start - slack, middle < base.end + slack, let whole = composed(scalars[Int(base.firstScalar)], mark) else {
    return nil
  }
  var letter = base
  letter.firstScalar = Int32(scalars.count)
  scalars.append(whole)
  letter.glyphs += accent.glyphs
  return letter
}

/// The accent's own letter need not be the one below: one acute may serve all vowels and say `ó` over an `a`.
private func joinWholeLetter(_ accent: Letter, _ scalar: UInt32, over base: Letter, _ scalars: inout ContiguousArray<UInt32>) -> Letter? {
  guard base.scalarCount == 1, scalar >= 0xC0, areTogether(accent, base), accent.start < base.end + 0.1 * base.size else { return nil }
  let isOver = accent.end - accent.start < 0.05 * accent.size || (accent.start + accent.end) / 2 < base.end - 0.1 * base.size
  guard isOver, let mark = accentMark(of: scalar), let whole = composed(scalars[Int(base.firstScalar)], mark) else { return nil }
  var letter = base
  letter.firstScalar = Int32(scalars.count)
  scalars.append(whole)
  letter.glyphs += accent.glyphs
  return letter
}

private func areTogether(_ accent: Letter, _ base: Letter) -> Bool {
  base.angle == accent.angle && abs(base.baseline - accent.baseline) < 0.6 * base.size
}
