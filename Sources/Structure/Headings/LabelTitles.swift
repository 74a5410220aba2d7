import Layout
import Model
import Text

/// A label alone (`CAPÍTULO I`) and the title right below it are one heading, weighed as one or not: a short line that stands alone between such a
/// label and the heading that follows is read as its title however it is set, and so is one that stands centred under a centred label of a part or annex,
/// whatever follows. A line that ends with a word which needs another (`Regulations of the`) and the next one, set like it, are one too.
///
/// Takes the headings in the order of the document; gives them with titles in their labels.
func joinedLabels(_ candidates: [HeadingCandidate], chunks: [Chunk], flow: Flow, words: HeadingWords) -> [HeadingCandidate] {
  var out: [HeadingCandidate] = []
  let habits = looksBelowLabels(candidates, chunks: chunks, words: words)
  for (place, candidate) in candidates.enumerated() {
    if let last = out.indices.last, out[last].title == nil, candidate.chunk == out[last].chunk + 1,
      isTitle(chunks[candidate.chunk], of: chunks[out[last].chunk], habits: habits, words: words)
        || goesOnOpen(chunks[candidate.chunk], after: chunks[out[last].chunk], words: words)
    {
      out[last].title = candidate.chunk
      out[last].stated = out[last].stated ?? candidate.stated
      continue
    }
    out.append(candidate)
    let between = candidate.chunk + 1
    let next = place + 1 < candidates.count ? candidates[place + 1].chunk : chunks.count
    if chunks.indices.contains(between), next > between, standsAlone(chunks[between]),
      isTitle(chunks[between], of: chunks[candidate.chunk], habits: habits, words: words),
      next == between + 1 && next < chunks.count || isCentredTitle(chunks[between], of: chunks[candidate.chunk], flow: flow, words: words)
    {
      out[out.count - 1].title = between
    }
  }
  return out
}

/// Of candidates that weigh a little less than a heading, those that are nothing but the word of a part and its number: no sentence is.
func bareLabels(_ nearly: [HeadingCandidate], chunks: [Chunk], words: HeadingWords) -> [HeadingCandidate] {
  nearly.filter { isBareLabel(chunks[$0.chunk], words: words) && hasLabel(chunks[$0.chunk], words: words) }
}

/// Looks that stand right below several bare labels: `Chapter 1`, and below it the chapter's title in larger type; or both in the middle, however
/// wide apart.
private func looksBelowLabels(_ candidates: [HeadingCandidate], chunks: [Chunk], words: HeadingWords) -> Set<LookKey> {
  var counts: [LookKey: Int] = [:]
  for candidate in candidates where chunks.indices.contains(candidate.chunk + 1) {
    let (label, next) = (chunks[candidate.chunk], chunks[candidate.chunk + 1])
    guard label.page == next.page, next.number == nil, next.above < LabelTitleRule.widest, isBareLabel(label, words: words),
      next.look.size > label.look.size || next.centred && label.centred && standsAlone(next)
    else { continue }
    counts[LookKey(next), default: 0] += 1
  }
  return Set(counts.filter { $0.value >= LabelTitleRule.habit }.keys)
}

private func isTitle(_ chunk: Chunk, of label: Chunk, habits: Set<LookKey>, words: HeadingWords) -> Bool {
  guard chunk.number == nil, label.page == chunk.page, label.places.last.map({ $0 + 1 }) == chunk.places.first else { return false }
  let habit = habits.contains(LookKey(chunk))
  // How the document sets titles below labels, wider than usual too.
  return chunk.above < (habit ? LabelTitleRule.widest : HeadingRule.labelToTitle)
    && (label.centred == chunk.centred || chunk.above < HeadingScore.labelAbove)
    && isBareLabel(label, words: words) && (namesPart(chunk, label, words: words) || !isBareLabel(chunk, words: words))
    // A much larger line right below is another heading, unless that is how titles are set; so is one with a label of its own (`ITEM 1. …` under `PART I`).
    && (chunk.look.size <= label.look.size + LabelTitleRule.larger || habit)
    && (namesPart(chunk, label, words: words) || !hasLabel(chunk, words: words))
}

/// `General provisions` below `Chapter I`: words of articles that count nothing are the title of a part that has none.
private func namesPart(_ chunk: Chunk, _ label: Chunk, words: HeadingWords) -> Bool {
  guard chunk.number == nil, !chunk.scalars.contains(where: { isDigit($0.value) }) else { return false }
  return words.opening(of: label.scalars.prefix(LabelTitleRule.opening).map(folded), number: label.number).kind == .part
    && words.opening(of: chunk.scalars.prefix(LabelTitleRule.opening).map(folded), number: nil).kind == .article
}

/// The line above ends with a word that needs another, and this one is set like it.
private func goesOnOpen(_ chunk: Chunk, after above: Chunk, words: HeadingWords) -> Bool {
  // `Rules of the` / `XII Cup`: what closes without a mark counts the cup.
  guard chunk.number?.closed != true, above.page == chunk.page, above.places.last.map({ $0 + 1 }) == chunk.places.first else {
    return false
  }
  return chunk.above < LabelTitleRule.openStep && LookKey(chunk) == LookKey(above) && chunk.centred == above.centred
    && words.endsOpen(above.scalars) && !hasLabel(chunk, words: words)
}

/// A part's or annex's label and the line below it stand in the middle of their column, one under the other, and something follows.
private func isCentredTitle(_ chunk: Chunk, of label: Chunk, flow: Flow, words: HeadingWords) -> Bool {
  let opening = words.opening(of: label.scalars.prefix(LabelTitleRule.opening).map(folded), number: label.number)
  guard opening.kind == .part || opening.kind == .annex, let one = label.places.last, let other = chunk.places.first,
    let end = chunk.places.last, end + 1 < flow.items.count, case .line(let above) = flow.items[one],
    case .line(let below) = flow.items[other]
  else { return false }
  let middle = (above.box.x0 + above.box.x1) / 2
  return abs(middle - (below.box.x0 + below.box.x1) / 2) < LabelTitleRule.middle * below.size
    && min(above.box.x0, below.box.x0) - below.column.x0 > LabelTitleRule.setIn * below.size
    && below.column.x1 - max(above.box.x1, below.box.x1) > LabelTitleRule.setIn * below.size
}

/// Short, begins like a title and does not end like text.
private func standsAlone(_ chunk: Chunk) -> Bool {
  guard chunk.places.count <= LabelTitleRule.lines, chunk.scalars.count <= LabelTitleRule.longest, let first = chunk.scalars.first,
    let last = chunk.scalars.last
  else { return false }
  return isUpper(first) && !".;:,".unicodeScalars.contains(last)
}

/// Opens with a word of parts, annexes or articles and its number.
private func hasLabel(_ chunk: Chunk, words: HeadingWords) -> Bool {
  switch words.opening(of: chunk.scalars.prefix(LabelTitleRule.opening).map(folded), number: chunk.number).kind {
  case .part, .annex, .article: true
  case .none, .title: false
  }
}

/// Words and number alone, no title.
private func isBareLabel(_ chunk: Chunk, words: HeadingWords) -> Bool {
  guard chunk.scalars.count <= LabelTitleRule.bare else { return false }
  let plain = chunk.scalars.map(folded)
  let opening = words.opening(of: plain, number: chunk.number)
  let end: Int
  switch opening.kind {
  case .part, .annex, .article: end = opening.end
  case .none, .title: if let number = chunk.number, number.kind == .word { end = number.end } else { return false }
  }
  return !plain.dropFirst(end).contains { isWordScalar($0) }
}

enum LabelTitleRule {
  /// Quarters of a point that a title may be larger than its label.
  static let larger = setting("larger", 8)
  /// Leadings from a line that ends open to the one that goes on with it: titles of covers are set wide.
  static let openStep = setting("openStep", 3.2)
  /// Sizes by which the middles of a label and its title may differ, and from the column's edges to both, at least.
  static let middle = setting("middle", 0.5)
  static let setIn = setting("setIn", 1.0)
  /// Leadings from a label to its title where that is how the document sets them.
  static let widest = setting("widest", 4.0)
  /// Labels with a line of one look below them, larger or as they in the middle, that make it the look of titles.
  static let habit = setting("habit", 2)
  /// Lines and letters of a title that was not weighed as one: what is longer is text.
  static let lines = setting("lines", 3)
  static let longest = setting("longest", 200)
  /// Letters in which a label's word and number stand, and letters of a label that has no title.
  static let opening = setting("opening", 80)
  static let bare = setting("bare", 60)
}
