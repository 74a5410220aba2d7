import Model

/// Nearly all words: level letters one after the other, nothing to compose and no leader among them. Their size is known before they are
/// put together, so they are written once; everything else is ``WordBuilder``'s.
extension WordAssembly {
  /// The letters of some pieces as one word, the same as ``WordBuilder`` makes of them; nil where more is to be done.
  func plainWord(_ members: ArraySlice<Int32>, spaceBefore: Bool, shift: Word.Shift, _ direction: TextDirection) -> Word? {
    guard direction.angle == 0 else { return nil }
    return run.letters.withUnsafeBufferPointer { letters in
      run.scalars.withUnsafeBufferPointer { scalars in
        guard let room = plainRoom(members, letters, scalars) else { return nil }
        let first = letters[pieces[Int(members[members.startIndex])].first]
        var box = first.box
        var glyphs: Int32 = 0
        var end: Float = 0
        // Not `init(unsafeUninitializedCapacity:)`: what that calls is not specialised, and looks its types up each time.
        var edges: [Float] = []
        edges.reserveCapacity(room.scalars + 1)
        for member in members {
          let piece = pieces[Int(member)]
          for index in piece.first..<piece.first + piece.count {
            box.formUnion(letters[index].box)
            glyphs += letters[index].glyphs
            let (start, parts) = (letters[index].start, Int(letters[index].scalarCount))
            end = letters[index].end
            edges.append(start)
            if parts == 1 { continue }
            let step = (end - start) / Float(parts)
            for part in 1..<parts { edges.append(start + Float(part) * step) }
          }
        }
        edges.append(end)
        return Word(
          text: text(of: members, letters, scalars, bytes: room.bytes),
          box: Box(x0: Double(box.x0), y0: Double(box.y0), x1: Double(box.x1), y1: Double(box.y1)),
          baseline: Double(direction.frameY(along: first.start, across: first.baseline)), size: (Double(first.size) * 100).rounded() / 100,
          style: Style(font: first.font, bold: first.bold, italic: first.italic, colour: first.colour), spaceBefore: spaceBefore,
          shift: shift, edges: edges, glyphs: glyphs, marked: first.mark, confidence: first.isRecognised ? 0.9 : 1)
      }
    }
  }

  /// How many scalars the pieces have and how many bytes of UTF-8 they take at most; nil where there is something to compose, a leader, or a
  /// letter without scalars.
  private func plainRoom(
    _ members: ArraySlice<Int32>, _ letters: UnsafeBufferPointer<Letter>, _ scalars: UnsafeBufferPointer<UInt32>
  ) -> (scalars: Int, bytes: Int)? {
    var count = 0
    var bytes = 0
    for member in members {
      let piece = pieces[Int(member)]
      var dots = 0
      for index in piece.first..<piece.first + piece.count {
        let first = Int(letters[index].firstScalar)
        let parts = Int(letters[index].scalarCount)
        guard parts > 0 else { return nil }
        count += parts
        for place in first..<first + parts {
          if scalars[place] >= 0x300, scalars[place] <= 0x36F { return nil }
          bytes += utf8Room(scalars[place])
        }
        dots = scalars[first] == 0x2E && parts == 1 ? dots + 1 : 0
        if dots >= settings.leastLeaderDots { return nil }
      }
    }
    return count > 0 ? (count, bytes) : nil
  }

  private func text(
    of members: ArraySlice<Int32>, _ letters: UnsafeBufferPointer<Letter>, _ scalars: UnsafeBufferPointer<UInt32>, bytes: Int
  ) -> String {
    String(unsafeUninitializedCapacity: bytes) { buffer in
      var count = 0
      for member in members {
        let piece = pieces[Int(member)]
        for index in piece.first..<piece.first + piece.count {
          let first = Int(letters[index].firstScalar)
          for place in first..<first + Int(letters[index].scalarCount) {
            count += buffer.append(Unicode.Scalar(scalars[place]) ?? "\u{FFFD}", at: count)
          }
        }
      }
      return count
    }
  }
}
