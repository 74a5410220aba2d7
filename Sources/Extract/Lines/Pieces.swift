/// A run of letters painted one after the other on one baseline, in one style, without a gap: the atom of which lines are put together.
struct Piece {
  var first: Int
  var count: Int
  var start: Float
  var end: Float
  var baseline: Float
  var size: Float
  var angle: Int16
  var spaceBefore: Bool
  /// Next in its line, or -1.
  var next: Int32 = -1
}

/// Letters in paint order → pieces in paint order.
func pieces(of run: LetterRun, _ settings: LineSettings) -> ContiguousArray<Piece> {
  var pieces: ContiguousArray<Piece> = []
  pieces.reserveCapacity(run.letters.count / 4 + 1)
  run.letters.withUnsafeBufferPointer { letters in
    run.scalars.withUnsafeBufferPointer { scalars in
      var index = 0
      while index < letters.count {
        let first = letters[index]
        var piece = Piece(
          first: index, count: 1, start: first.start, end: first.end, baseline: first.baseline, size: first.size, angle: first.angle,
          spaceBefore: first.spaceBefore)
        var before = first
        let raised = isSuperscriptScalar(first, scalars)
        index += 1
        while index < letters.count {
          let letter = letters[index]
          let gap = letter.start - before.end
          guard !letter.spaceBefore, gap < settings.wordGap * letter.size, gap > -settings.overlap * letter.size,
            letter.start > before.start - 0.01, isSetAlike(letter, before), isSuperscriptScalar(letter, scalars) == raised
          else { break }
          piece.end = max(piece.end, letter.end)
          piece.count += 1
          before = letter
          index += 1
        }
        pieces.append(piece)
      }
    }
  }
  return pieces
}

@inline(__always)
func isSetAlike(_ a: Letter, _ b: Letter) -> Bool {
  a.angle == b.angle && a.font == b.font && a.colour == b.colour && a.bold == b.bold && a.italic == b.italic && a.markKey == b.markKey
    && abs(a.size - b.size) <= 0.02 * b.size && abs(a.baseline - b.baseline) <= 0.03 * b.size && a.isRecognised == b.isRecognised
}

/// `¹ ² ³ ⁰ ⁴ … ⁹`: raised by their code point.
@inline(__always)
private func isSuperscriptScalar(_ letter: Letter, _ scalars: UnsafeBufferPointer<UInt32>) -> Bool {
  isSuperscriptScalar(scalars[Int(letter.firstScalar)])
}

@inline(__always)
func isSuperscriptScalar(_ scalar: UInt32) -> Bool {
  scalar >= 0xB2 && (scalar == 0xB9 || scalar == 0xB2 || scalar == 0xB3 || scalar == 0x2070 || (scalar >= 0x2074 && scalar <= 0x2079))
}
