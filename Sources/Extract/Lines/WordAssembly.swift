import Model

/// The pieces of one line → its words: spaces decided, shifts found, pieces of one word and one style joined.
struct WordAssembly {
  let run: LetterRun
  let pieces: ContiguousArray<Piece>
  let settings: LineSettings

  func line(_ members: [Int32]) -> TextLine? {
    guard let firstMember = members.first else { return nil }
    let spaced = spaces(members)
    let shifts = shifts(members)
    let direction = TextDirection(angle: pieces[Int(firstMember)].angle)
    var words: [Word] = []
    var at = 0
    while at < members.count {
      var end = at + 1
      while end < members.count, !spaced[end], shifts[end] == shifts[at], canJoin(members[end - 1], members[end]) { end += 1 }
      appendWords(members[at..<end], spaceBefore: at > 0 && spaced[at], shift: shifts[at], direction, to: &words)
      at = end
    }
    guard let first = words.first else { return nil }
    var box = first.box
    for word in words.dropFirst() { box = box.union(word.box) }
    let main = mainWord(words)
    return TextLine(words: words, box: box, baseline: main.baseline, angle: Double(direction.angle) / 2, size: main.size)
  }

  /// The word whose size and baseline most glyphs of the line share, shifted ones left out.
  private func mainWord(_ words: [Word]) -> Word {
    var best = words[0]
    var bestCount: Int32 = -1
    for word in words where word.shift == .none {
      var count: Int32 = 0
      for other in words where other.shift == .none && abs(other.size - word.size) < 0.05 { count += other.glyphs }
      if count > bestCount { (best, bestCount) = (word, count) }
      if words.count > 40, bestCount > 40 { break }
    }
    return best
  }

  // MARK: Spaces

  /// For each piece whether a space is before it.
  private func spaces(_ members: [Int32]) -> [Bool] {
    var spaced = [Bool](repeating: false, count: members.count)
    guard members.count > 1 else { return spaced }
    var paintsSpaces = false
    for member in members.dropFirst() where pieces[Int(member)].spaceBefore { paintsSpaces = true }
    let tracking = tracking(members)
    var end = pieces[Int(members[0])].end
    for index in 1..<members.count {
      let piece = pieces[Int(members[index])]
      let size = max(piece.size, pieces[Int(members[index - 1])].size)
      let gap = (piece.start - end) / size
      if let tracking {
        spaced[index] = paintsSpaces ? piece.spaceBefore || gap > tracking + 0.3 : gap > tracking + settings.wordGapOverTracking
      } else {
        let isOneFont = run.letters[piece.first].font == run.letters[pieces[Int(members[index - 1])].first].font
        let threshold = paintsSpaces && isOneFont ? settings.wordGapBesidePaintedSpaces : settings.wordGap
        spaced[index] = gap > threshold || (piece.spaceBefore && gap > settings.leastPaintedSpace)
      }
      end = max(end, piece.end)
    }
    return spaced
  }

  /// The usual gap between the letters of a line whose letters are set apart; nil for any other line.
  private func tracking(_ members: [Int32]) -> Float? {
    guard members.count >= 4 else { return nil }
    var gaps: [Float] = []
    var singles = 0
    for index in 1..<members.count {
      let (before, piece) = (pieces[Int(members[index - 1])], pieces[Int(members[index])])
      if piece.count == 1, isLetter(piece) { singles += 1 }
      if !piece.spaceBefore { gaps.append((piece.start - before.end) / piece.size) }
    }
    guard singles * 10 >= (members.count - 1) * 7, gaps.count >= 3 else { return nil }
    gaps.sort()
    let median = gaps[gaps.count / 2]
    guard median > settings.wordGap, median < settings.greatestTracking else { return nil }
    let alike = gaps.count { abs($0 - median) < 0.08 }
    return alike * 10 >= gaps.count * 6 ? median : nil
  }

  private func isLetter(_ piece: Piece) -> Bool {
    let scalar = run.scalars[Int(run.letters[piece.first].firstScalar)]
    return (scalar >= 0x41 && scalar <= 0x5A) || (scalar >= 0x61 && scalar <= 0x7A) || scalar >= 0xC0
  }

  // MARK: Shifts

  private func shifts(_ members: [Int32]) -> [Word.Shift] {
    var shifts = [Word.Shift](repeating: .none, count: members.count)
    for index in members.indices {
      let piece = pieces[Int(members[index])]
      if isSuperscriptScalar(run.scalars[Int(run.letters[piece.first].firstScalar)]) {
        shifts[index] = .superscript
        continue
      }
      // The nearest pieces to the left and right that stand on another baseline.
      var left = index - 1
      while left >= 0, isLevel(pieces[Int(members[left])], piece) { left -= 1 }
      if left >= 0 { shifts[index] = shift(of: piece, against: pieces[Int(members[left])], after: true) }
      if shifts[index] != .none { continue }
      var right = index + 1
      while right < members.count, isLevel(pieces[Int(members[right])], piece) { right += 1 }
      if right < members.count { shifts[index] = shift(of: piece, against: pieces[Int(members[right])], after: false) }
    }
    return shifts
  }

  private func isLevel(_ a: Piece, _ b: Piece) -> Bool { abs(a.baseline - b.baseline) <= 0.05 * max(a.size, b.size) }

  private func shift(of piece: Piece, against other: Piece, after: Bool) -> Word.Shift {
    let rise = other.baseline - piece.baseline
    if piece.size <= settings.shiftedSize * other.size {
      if rise >= settings.leastRise * other.size { return .superscript }
      return -rise >= settings.leastDrop * other.size ? .subscript : .none
    }
    let isSameSize = piece.size < other.size * 1.1
    return after && isSameSize && piece.count <= 4 && rise >= settings.leastRiseOfSameSize * other.size ? .superscript : .none
  }

  // MARK: Words

  private func canJoin(_ a: Int32, _ b: Int32) -> Bool {
    let (p, q) = (pieces[Int(a)], pieces[Int(b)])
    return isSetAlike(run.letters[q.first], run.letters[p.first + p.count - 1])
  }

  /// The letters of some pieces as a word; leader dots inside become a word of their own.
  private func appendWords(
    _ members: ArraySlice<Int32>, spaceBefore: Bool, shift: Word.Shift, _ direction: TextDirection, to words: inout [Word]
  ) {
    var spaceBefore = spaceBefore
    var builder = WordBuilder(run: run, direction: direction, shift: shift)
    for member in members {
      let piece = pieces[Int(member)]
      var index = piece.first
      let end = piece.first + piece.count
      while index < end {
        let dots = leaderDots(from: index, to: end)
        if dots == 0 {
          builder.append(run.letters[index])
          index += 1
          continue
        }
        for part in [index..<index + dots, index + dots..<index + dots] {
          if let word = builder.finish(spaceBefore: spaceBefore) {
            words.append(word)
            spaceBefore = true
          }
          for dot in part { builder.append(run.letters[dot]) }
        }
        index += dots
      }
    }
    if let word = builder.finish(spaceBefore: spaceBefore) { words.append(word) }
  }

  /// How many dots in a row stand from `index` on, if they are enough to be a leader; else 0.
  private func leaderDots(from index: Int, to end: Int) -> Int {
    var at = index
    while at < end, run.letters[at].scalarCount == 1, run.scalars[Int(run.letters[at].firstScalar)] == 0x2E { at += 1 }
    return at - index >= settings.leastLeaderDots ? at - index : 0
  }
}
