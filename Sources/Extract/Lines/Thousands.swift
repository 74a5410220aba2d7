import Model

/// Thousands parted by a thin gap (`1 585`) are one word: one to three figures, then three, closer than words stand in any text.
/// The gap becomes U+202F, whatever painted it.
func joinThousands(_ words: inout [Word], _ settings: LineSettings) {
  guard (1..<words.count).contains(where: { beginsWithFigure(words[$0].text) && isGroup(words[$0], after: words[$0 - 1], settings) }) else {
    return
  }
  var kept = [words[0]]
  for word in words.dropFirst() {
    var last = kept[kept.count - 1]
    guard isGroup(word, after: last, settings) else {
      kept.append(word)
      continue
    }
    last.text += "\u{202F}" + word.text
    last.edges += word.edges
    last.box = last.box.union(word.box)
    last.glyphs += word.glyphs
    kept[kept.count - 1] = last
  }
  words = kept
}

private func isGroup(_ word: Word, after before: Word, _ settings: LineSettings) -> Bool {
  guard word.spaceBefore, word.style == before.style, word.shift == before.shift, word.size == before.size,
    word.baseline == before.baseline, let end = before.edges.last, let start = word.edges.first,
    start > end, Double(start - end) < settings.widestThinSpace * word.size
  else { return false }
  let head = word.text.utf8.prefix { isFigure($0) }.count
  let tail = before.text.utf8.reversed().prefix { isFigure($0) }.count
  return head == 3 && (1...3).contains(tail)
}

private func beginsWithFigure(_ text: String) -> Bool { text.utf8.first.map(isFigure) ?? false }

private func isFigure(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
