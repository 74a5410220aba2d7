import Model
import Text

/// Chunk → whether it is an item of a list, which no weight of evidences can make a heading.
///
/// Items and headings are numbered alike. What a reader tells them apart by: items stand right after each other, some of them run on over
/// several lines like sentences, and they end or begin as parts of a sentence do (`II - from the fees collected;`). Bullets always mark items.
/// `stated`: the outline or the structure tree calls it a heading; then only the first kind of evidence counts.
func isItem(_ index: Int, facts: [ChunkFacts], chunks: [Chunk], stated: Bool) -> Bool {
  let chunk = facts[index]
  guard chunk.ratio < HeadingRule.largerThanItems, !chunk.inContents else { return false }
  if isBullet(chunk.first) || chunk.run >= HeadingRule.runOfItems { return true }
  guard !stated, isMarked(chunk), isPlain(chunk) else { return false }
  return isPartOfSentence(chunk) || isRemark(chunk) || goesOver(index, facts: facts, chunks: chunks)
    || [index - 1, index + 1].contains { isSiblingItem($0, of: index, facts: facts, chunks: chunks) }
}

/// Type that says nothing for a heading.
private enum PlainRule {
  /// The part of the scalars that may be bold.
  static let bold = setting("bold", 0.5)
}

/// Numbered as items are: one part, no word before it.
private func isMarked(_ chunk: ChunkFacts) -> Bool {
  guard let number = chunk.number else { return false }
  return number.kind != .word && number.depth == 1 && number.closed && chunk.kind == .none
}

/// Set like the text: the type says nothing for a heading.
private func isPlain(_ chunk: ChunkFacts) -> Bool {
  chunk.ratio < ItemRule.textSize && chunk.bold <= PlainRule.bold && !chunk.caps && !chunk.otherColour && !chunk.centred
}

/// Begins in small letters after its number, or ends where a sentence goes on.
private func isPartOfSentence(_ chunk: ChunkFacts) -> Bool {
  chunk.titleLower || chunk.last == ";" || chunk.last == ","
}

/// A whole sentence, smaller than the text or next door to another, over nothing that it could be the title of: the remarks under a table,
/// `A. Before all fees.`
private func isRemark(_ chunk: ChunkFacts) -> Bool {
  chunk.last == "." && !chunk.leadsText && chunk.wordCount >= ItemRule.wordsOfSentence
    && (chunk.ratio < ItemRule.smaller || chunk.siblingNextDoor)
}

/// A sentence that the page parts: full to the edge without a stop at the foot of a page, and the same look without a number on the next.
private func goesOver(_ index: Int, facts: [ChunkFacts], chunks: [Chunk]) -> Bool {
  let chunk = facts[index]
  guard chunk.lines >= ItemRule.linesOfItem, chunk.lastEnd > ItemRule.full, chunk.last != ".", index + 1 < chunks.count else {
    return false
  }
  let next = chunks[index + 1]
  return next.page == chunks[index].page + 1 && next.number == nil && next.look == chunks[index].look
}

/// A neighbour with the number before or after, set in the same size, that is an item by itself: part of a sentence, or running on over lines.
private func isSiblingItem(_ other: Int, of index: Int, facts: [ChunkFacts], chunks: [Chunk]) -> Bool {
  guard facts.indices.contains(other), abs(chunks[other].page - chunks[index].page) <= 1, isMarked(facts[other]), isPlain(facts[other]),
    abs(chunks[other].look.size - chunks[index].look.size) <= 1
  else { return false }
  let (first, second) = other < index ? (other, index) : (index, other)
  guard let before = facts[first].number, let after = facts[second].number, after.follows(before) else { return false }
  return isPartOfSentence(facts[other]) || facts[other].lines >= ItemRule.linesOfItem
}

extension Numbering {
  /// The next number of the same kind under the same parent.
  func follows(_ other: Numbering) -> Bool {
    guard kind == other.kind, depth == other.depth, let one = other.values.last, let two = values.last else { return false }
    return two == one + 1 && values.dropLast() == other.values.dropLast()
  }
}

private enum ItemRule {
  /// Of the text's size: to which type counts as the text's own, and under which as smaller.
  static let textSize = setting("textSize", 1.06)
  static let smaller = setting("smaller", 0.96)
  /// Words from which a line with a full stop is a sentence and not a title that has one.
  static let wordsOfSentence = setting("wordsOfSentence", 4)
  /// Lines of a neighbour that make it text; plain headings seldom take two.
  static let linesOfItem = setting("linesOfItem", 2)
  /// Share of the measure to which a line that goes on reaches.
  static let full = setting("full", 0.9)
}
