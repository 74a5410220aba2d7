import Model

/// The pieces of one line → its words: spaces decided, shifts found, pieces of one word and one style joined.
struct WordAssembly {
  let run: LetterRun
  let pieces: ContiguousArray<Piece>
  let settings: LineSettings

  /// Mostly one line; more where a gap is wide though the line's other spaces are not (columns and cells that end in a painted space).
  func lines(_ members: [Int32]) -> [TextLine] {
    var gaps: [Float] = []
    var isWide = false
    for (before, after) in zip(members, members.dropFirst()) {
      let gap = gap(before, after)
      if gap > settings.wordGap || pieces[Int(after)].spaceBefore { gaps.append(gap) }
      if gap > settings.lineGap { isWide = true }
    }
    guard isWide else { return line(members).map { [$0] } ?? [] }
    gaps.sort()
    let usual = gaps.count > 1 ? gaps[(gaps.count - 1) / 2] : 0
    let label = labelEnd(members)
    var parts: [[Int32]] = []
    for (index, member) in members.enumerated() {
      let gap = index > 0 ? gap(members[index - 1], member) : 0
      if index == 0 || (index != label && gap > settings.lineGap && gap > settings.stretchedSpaceRatio * usual) {
        parts.append([member])
      } else {
        parts[parts.count - 1].append(member)
      }
    }
    return parts.compactMap(line)
  }

  /// Where the text after a label at the start of the line (`1.2.`, `a)`, a bullet) begins: such a gap is a tab, not a column's.
  private func labelEnd(_ members: [Int32]) -> Int {
    let first = pieces[Int(members[0])]
    guard first.count <= 6 else { return 0 }
    let scalar = run.scalars[Int(run.letters[first.first + first.count - 1].firstScalar)]
    let ends: Set<UInt32> = [0x2E, 0x29, 0x2D, 0xB7, 0x2013, 0x2022, 0x25AA, 0x25CF]
    return ends.contains(scalar) ? 1 : 0
  }

  private func line(_ members: [Int32]) -> TextLine? {
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
    if words.count > 3 { joinLeaders(&words) }
    if words.count > 1 { joinThousands(&words, settings) }
    if run.holdsRightToLeft { orderRightToLeft(&words) }
    if words.isEmpty { return nil }
    var box = words[0].box
    for index in 1..<words.count { box = box.union(words[index].box) }
    let main = mainWord(words)
    return TextLine(
      words: words, box: box, baseline: words[main].baseline, angle: Double(direction.angle) / 2, size: words[main].size)
  }

  /// The index of the word whose size and baseline most glyphs of the line share, shifted ones left out.
  private func mainWord(_ words: [Word]) -> Int {
    guard let first = words.indices.first(where: { words[$0].shift == .none }) else { return 0 }
    // Mostly one size.
    if words.indices.allSatisfy({ words[$0].shift != .none || abs(words[first].size - words[$0].size) < 0.05 }) { return first }
    var sizes: [(word: Int, count: Int32)] = [(first, 0)]
    for index in words.indices where words[index].shift == .none {
      if let known = sizes.firstIndex(where: { abs(words[$0.word].size - words[index].size) < 0.05 }) {
        sizes[known].count += words[index].glyphs
      } else {
        sizes.append((index, words[index].glyphs))
      }
    }
    var best = sizes[0]
    for size in sizes where size.count > best.count { best = size }
    return best.word
  }

  // MARK: Spaces

  /// For each piece whether a space is before it.
  private func spaces(_ members: [Int32]) -> [Bool] {
    var spaced = [Bool](repeating: false, count: members.count)
    guard members.count > 1 else { return spaced }
    var paintsSpaces = false
    for member in members.dropFirst() where pieces[Int(member)].spaceBefore { paintsSpaces = true }
    let tracked = trackedGaps(members)
    var end = pieces[Int(members[0])].end
    for index in 1..<members.count {
      let piece = pieces[Int(members[index])]
      let size = max(piece.size, pieces[Int(members[index - 1])].size)
      let gap = (piece.start - end) / size
      if let tracking = tracked?[index] {
        let widening = paintsSpaces ? 2 * settings.wordGapOverTracking : settings.wordGapOverTracking
        spaced[index] = piece.spaceBefore || gap > tracking + widening
      } else {
        let isOneFont = run.letters[piece.first].font == run.letters[pieces[Int(members[index - 1])].first].font
        let threshold = paintsSpaces && isOneFont && !startsCapitalised(piece) ? settings.wordGapBesidePaintedSpaces : settings.wordGap
        spaced[index] = gap > threshold || (piece.spaceBefore && gap > settings.leastPaintedSpace)
      }
      end = max(end, piece.end)
    }
    return spaced
  }

  /// A capital and then a small letter: no kerning inside a word leads there.
  private func startsCapitalised(_ piece: Piece) -> Bool {
    guard piece.count > 1 else { return false }
    let first = run.scalars[Int(run.letters[piece.first].firstScalar)]
    let second = run.scalars[Int(run.letters[piece.first + 1].firstScalar)]
    return first >= 0x41 && first <= 0x5A && second >= 0x61 && second <= 0x7A
  }

  /// For each piece that stands among letters set apart, the usual gap between them; nil where no part of the line is tracked.
  private func trackedGaps(_ members: [Int32]) -> [Float?]? {
    var tracked: [Float?]?
    var at = 0
    while at < members.count {
      var end = at
      while end < members.count, isLettersOnly(pieces[Int(members[end])]), end == at || gapMayBeTracking(members, end) { end += 1 }
      if end - at >= 4, let gap = tracking(members[at..<end]), !isWords(members, at..<end, gap) {
        tracked = tracked ?? Array(repeating: nil, count: members.count)
        for index in (at + 1)..<end { tracked?[index] = gap }
      }
      at = max(end, at + 1)
    }
    return tracked
  }

  /// Whether short words stand one behind the other (`va de la a`): the gap to a whole word beside them is the same, or few of them are letters.
  private func isWords(_ members: [Int32], _ range: Range<Int>, _ tracking: Float) -> Bool {
    let letters = members[range].count { pieces[Int($0)].count == 1 }
    if letters * 2 < range.count { return true }
    func isWordAlike(_ piece: Int, gapTo other: (Int, Int)) -> Bool {
      pieces[Int(members[piece])].count >= 3 && abs(gap(members[other.0], members[other.1]) - tracking) < 0.05
    }
    if range.lowerBound > 0, isWordAlike(range.lowerBound - 1, gapTo: (range.lowerBound - 1, range.lowerBound)) { return true }
    return range.upperBound < members.count && isWordAlike(range.upperBound, gapTo: (range.upperBound - 1, range.upperBound))
  }

  private func gapMayBeTracking(_ members: [Int32], _ index: Int) -> Bool {
    let piece = pieces[Int(members[index])]
    return piece.spaceBefore || gap(members[index - 1], members[index]) < 2 * settings.greatestTracking
  }

  private func gap(_ before: Int32, _ after: Int32) -> Float {
    (pieces[Int(after)].start - pieces[Int(before)].end) / pieces[Int(after)].size
  }

  private func tracking(_ members: ArraySlice<Int32>) -> Float? {
    var gaps: [Float] = []
    for (before, after) in zip(members, members.dropFirst()) where !pieces[Int(after)].spaceBefore { gaps.append(gap(before, after)) }
    guard gaps.count >= 3 else { return nil }
    gaps.sort()
    let median = gaps[gaps.count / 2]
    guard median > settings.wordGap, median < settings.greatestTracking else { return nil }
    let alike = gaps.count { abs($0 - median) < 0.08 }
    return alike * 10 >= gaps.count * 6 ? median : nil
  }

  /// One letter, or two that were kerned together.
  private func isLettersOnly(_ piece: Piece) -> Bool {
    guard piece.count <= 2 else { return false }
    return (piece.first..<piece.first + piece.count).allSatisfy { index in
      let scalar = run.scalars[Int(run.letters[index].firstScalar)]
      return (scalar >= 0x41 && scalar <= 0x5A) || (scalar >= 0x61 && scalar <= 0x7A) || scalar >= 0xC0
    }
  }

  // MARK: Shifts

  /// Each piece against the baseline that the line stands on: that of its largest letters, by weight.
  private func shifts(_ members: [Int32]) -> [Word.Shift] {
    var shifts = [Word.Shift](repeating: .none, count: members.count)
    let first = pieces[Int(members[0])]
    let isLevelLine = members.allSatisfy { isLevel(pieces[Int($0)], first.baseline, first.size) }
    let base = isLevelLine ? first : baseline(members)
    for index in members.indices {
      let piece = pieces[Int(members[index])]
      if isSuperscriptScalar(run.scalars[Int(run.letters[piece.first].firstScalar)]) {
        shifts[index] = .superscript
      } else if !isLevelLine, !run.letters[piece.first].isRecognised {
        shifts[index] = shift(of: piece, against: base, isFirst: index == 0)
      }
    }
    return shifts
  }

  /// A piece of the line's own baseline, the largest there. Weights are cubes of the size, so that one letter outweighs its indices.
  private func baseline(_ members: [Int32]) -> Piece {
    var levels: [(piece: Piece, weight: Float)] = []
    for member in members {
      let piece = pieces[Int(member)]
      let weight = Float(piece.count) * piece.size * piece.size * piece.size
      if let level = levels.firstIndex(where: { isLevel(piece, $0.piece.baseline, max($0.piece.size, piece.size)) }) {
        levels[level].weight += weight
        if piece.size > levels[level].piece.size { levels[level].piece = piece }
      } else {
        levels.append((piece, weight))
      }
    }
    var best = levels[0]
    for level in levels where level.weight > best.weight { best = level }
    return best.piece
  }

  private func isLevel(_ piece: Piece, _ baseline: Float, _ size: Float) -> Bool { abs(piece.baseline - baseline) <= 0.05 * size }

  private func shift(of piece: Piece, against base: Piece, isFirst: Bool) -> Word.Shift {
    let rise = base.baseline - piece.baseline
    if piece.size <= settings.shiftedSize * base.size {
      if rise >= settings.leastRise * base.size { return .superscript }
      return -rise >= settings.leastDrop * base.size ? .subscript : .none
    }
    let isSameSize = piece.size < base.size * 1.1
    return !isFirst && isSameSize && piece.count <= 4 && rise >= settings.leastRiseOfSameSize * base.size ? .superscript : .none
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
    if run.holdsRightToLeft, appendRightToLeft(members, spaceBefore: spaceBefore, shift: shift, direction, to: &words) { return }
    if let word = plainWord(members, spaceBefore: spaceBefore, shift: shift, direction) {
      words.append(word)
      return
    }
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

  /// Leaders set as dots with spaces between them become one word too.
  private func joinLeaders(_ words: inout [Word]) {
    guard words.contains(where: { $0.text == "." }) else { return }
    var kept: [Word] = []
    var at = 0
    while at < words.count {
      var end = at
      while end < words.count, words[end].text == "." { end += 1 }
      if end - at >= settings.leastLeaderDots {
        var leader = words[at]
        for dot in words[(at + 1)..<end] {
          leader.text += "."
          leader.box = leader.box.union(dot.box)
          leader.edges.insert(dot.edges[0], at: leader.edges.count - 1)
          leader.edges[leader.edges.count - 1] = dot.edges[dot.edges.count - 1]
          leader.glyphs += dot.glyphs
        }
        kept.append(leader)
        at = end
      } else {
        kept.append(words[at])
        at += 1
      }
    }
    words = kept
  }

  /// How many dots in a row stand from `index` on, if they are enough to be a leader; else 0.
  private func leaderDots(from index: Int, to end: Int) -> Int {
    var at = index
    while at < end, run.letters[at].scalarCount == 1, run.scalars[Int(run.letters[at].firstScalar)] == 0x2E { at += 1 }
    return at - index >= settings.leastLeaderDots ? at - index : 0
  }
}
