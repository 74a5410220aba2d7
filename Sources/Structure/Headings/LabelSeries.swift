import Text

/// Labels over titles that are set like the text, both in one chunk: `CHAPTER I` / `Of the fords`, and pages later `CHAPTER II` / `Of the bridges`.
///
/// One alone may be a sentence that was broken there; that the word of a part stands alone on its line with its number, and does so again with the next number
/// and text between, is how documents without any type of their own set their headings. Takes candidates that weigh a little less than a heading and those that
/// weigh enough, both in the order of the document; gives those of the first that count on from a neighbour or to one.
func labelSeries(_ nearly: [HeadingCandidate], taken: [HeadingCandidate], chunks: [Chunk], words: HeadingWords) -> [HeadingCandidate] {
  let labels = nearly.filter { isLabelOverTitle(chunks[$0.chunk], words: words) }
  guard !labels.isEmpty else { return [] }
  let others = taken.filter { isLabelOverTitle(chunks[$0.chunk], words: words) }
  let all = (labels + others).sorted { $0.chunk < $1.chunk }
  return labels.filter { label in
    all.contains { other in
      guard abs(other.chunk - label.chunk) > 1, let one = chunks[label.chunk].number, let two = chunks[other.chunk].number,
        partWord(one) == partWord(two), one.roman == two.roman, let a = one.values.first, let b = two.values.first
      else { return false }
      return b - a == (other.chunk > label.chunk ? 1 : -1)
    }
  }
}

/// The word of a part or annex and its number alone on the first line, and below it a line or two that begin like a title and do not end like text.
private func isLabelOverTitle(_ chunk: Chunk, words: HeadingWords) -> Bool {
  guard let number = chunk.number, number.kind == .word, chunk.scalars.count <= LabelTitleRule.longest else { return false }
  let lines = chunk.firstLines
  guard (2...LabelTitleRule.lines).contains(lines.count), let begin = lines[1].first, isUpper(begin), let end = chunk.scalars.last,
    !".;:,".unicodeScalars.contains(end)
  else { return false }
  let label = lines[0].map(folded)
  let opening = words.opening(of: label, number: number)
  guard opening.kind == .part || opening.kind == .annex else { return false }
  return !label.dropFirst(opening.end).contains { isWordScalar($0) }
}

/// `chapter` of `Chapter IV`.
private func partWord(_ number: Numbering) -> [UInt32] { number.text.unicodeScalars.prefix { $0 != " " }.map(folded) }
