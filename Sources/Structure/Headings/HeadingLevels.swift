import Layout
import Model
import Objects
import Text

/// Levels of headings, for the document as a whole.
///
/// 1. Each heading has a class: the rank of the word that it opens with (book, title, chapter, section, …, article), the depth of its number, or, without
///    either, its look (size, weight, case). Headings of a class are siblings wherever they stand under the same one.
/// 2. Of two classes one stands above the other (``above(_:_:)``): by rank or depth where both have one, else by the look that most of their members have; of one look
///    words come before numbers, and what has no number stands under the numbered look that it follows.
/// 3. Unnumbered headings before all running text, in looks that none has after it (the lines of covers), are one class: they do not hold each other.
/// 4. Headings in their order are put on a stack of open classes: a class that is open again closes what came since; a new one closes what does not stand above it.
/// 5. Siblings of one numbering share a level.
/// 6. Where the outline or the structure tree states levels for most headings, these rule; others take what is stated for most of their class, or stand
///    one below the heading that they are in.
///
/// `contents`: the first chunk after the first line of the printed contents; `entries`: how each chunk is set there.
func assignLevels(
  _ candidates: inout [HeadingCandidate], chunks: [Chunk], words: HeadingWords, contents: Int? = nil, entries: [Int: ContentsLook] = [:]
) {
  guard !candidates.isEmpty else { return }
  var classes = candidates.map { LevelClass(chunks[$0.chunk], words: words) }
  var looks = candidates.map { LevelLook($0, chunks) }
  CoverHeadings(
    candidates, classes: classes, chunks: chunks, text: firstText(after: candidates[0].chunk, chunks: chunks), contents: contents
  )
  .gather(&classes, &looks)
  let order = LevelOrder(
    classes, looks: looks, entries: candidates.map { entries[$0.chunk] }, keys: candidates.map { headingKey(chunks[$0.chunk].scalars) },
    series: HeadingSeries(
      classes, values: candidates.map { seriesValue(chunks[$0.chunk], words: words) },
      touches: candidates.indices.map { $0 > 0 && touches(candidates[$0 - 1], candidates[$0]) },
      words: candidates.map { LevelClass.wordKey(chunks[$0.chunk].scalars.prefix(3).map(folded)) }))
  var open: [(kind: LevelClass, heading: Int)] = []
  var parents: [Int?] = []
  var siblings = PathSiblings()
  for index in classes.indices {
    if let series = open.last(where: { goesOn($0.heading, index, of: candidates, chunks: chunks, classes: classes) }) {
      classes[index] = series.kind
    }
    let kind = classes[index]
    if let before = siblings.before(chunks[candidates[index].chunk].number, at: index) {
      // `2.4` stands in what `2.3` stands in, whatever stood between.
      open = holders(of: before, parents: parents, classes: classes)
    } else if let same = open.firstIndex(where: { $0.kind == kind }) {
      open.removeSubrange(same...)
    } else if kind.kind == .decimal, let holder = open.lastIndex(where: { $0.kind.kind == .decimal && $0.kind.depth < kind.depth }) {
      // `1.1.1` stands in `1.1`, whatever stood between.
      open.removeSubrange((holder + 1)...)
    } else {
      while let last = open.last, !order.above(last.kind, kind) { open.removeLast() }
    }
    parents.append(open.last?.heading)
    open.append((kind, index))
    candidates[index].level = min(LevelClass.deepest, open.count)
  }
  shareLevels(&candidates, classes: classes, parents: parents)
  leaveNoneEmpty(&candidates)
  guard candidates.count(where: { $0.stated != nil }) * 2 >= candidates.count else { return }
  takeStated(&candidates, classes: classes, parents: parents)
}

/// The headings that one stands in, from the top down, with their classes.
private func holders(of heading: Int, parents: [Int?], classes: [LevelClass]) -> [(kind: LevelClass, heading: Int)] {
  var out: [(kind: LevelClass, heading: Int)] = []
  var next = parents[heading]
  while let holder = next, out.count < LevelClass.deepest {
    out.append((classes[holder], holder))
    next = parents[holder]
  }
  return out.reversed()
}

/// The last part of a heading's number, or the digits after a word that is not one of those which always have a number (`Item 1A.`: 1).
private func seriesValue(_ chunk: Chunk, words: HeadingWords) -> Int? {
  if let value = chunk.number?.values.last { return value }
  let plain = chunk.scalars.prefix(40).map(folded)
  guard words.opening(of: plain, number: nil).rank > 0 else { return nil }
  var value: Int?
  for scalar in plain {
    if isDigit(scalar) {
      value = min(9999, (value ?? 0) * 10 + Int(scalar - 0x30))
    } else if value != nil {
      break
    }
  }
  return value
}

/// Nothing stands between two headings.
private func touches(_ above: HeadingCandidate, _ below: HeadingCandidate) -> Bool { below.chunk == (above.title ?? above.chunk) + 1 }

/// Whether a number of one part takes up the series of an open heading in another look: `3.` after `2.`
private func goesOn(
  _ open: Int, _ heading: Int, of candidates: [HeadingCandidate], chunks: [Chunk], classes: [LevelClass]
) -> Bool {
  let (one, other) = (classes[open], classes[heading])
  guard one != other, one.kind == other.kind, one.depth == 1, other.depth == 1, one.kind == .decimal || one.kind == .roman else {
    return false
  }
  guard let before = chunks[candidates[open].chunk].number?.values.last, let now = chunks[candidates[heading].chunk].number?.values.last
  else { return false }
  return now == before + 1
}

/// The first chunk of running text from `start` on.
private func firstText(after start: Int, chunks: [Chunk]) -> Int {
  chunks[start...].firstIndex { $0.places.count >= LevelRule.textLines && $0.scalars.count >= LevelRule.textLength } ?? chunks.count
}

enum LevelRule {
  /// Lines and scalars from which a chunk is running text: a cover's longest lines stay below.
  static let textLines = setting("textLines", 4)
  static let textLength = setting("textLength", 240)
  /// A class holds another where one in so many of its members stands in it: of laws with few sections the articles stay where they are.
  static let heldPart = setting("heldPart", 3)
  /// Parts of works that the outline sets beside what holds them, from where it is flat.
  static let leastFlat = setting("leastFlat", 2)
  /// How often a title comes to be a label.
  static let again = setting("again", 3)
}

/// Gives all members of a numbered class one level: below what three quarters of their holders do not exceed; what stands in them goes along.
/// Classes are taken from the top down, so that no level stays empty because a holder moved.
private func shareLevels(_ candidates: inout [HeadingCandidate], classes: [LevelClass], parents: [Int?]) {
  var levels: [LevelClass: [Int]] = [:]
  for (index, kind) in classes.enumerated() where kind.isNumbered { levels[kind, default: []].append(candidates[index].level) }
  let stacked = levels.mapValues { threeQuarters($0) }
  var shared: [LevelClass: Int] = [:]
  var first: [LevelClass: Int] = [:]
  var members: [LevelClass: [Int]] = [:]
  for (index, kind) in classes.enumerated() {
    if first[kind] == nil { first[kind] = index }
    members[kind, default: []].append(index)
  }
  func level(_ index: Int) -> Int {
    if let own = shared[classes[index]] ?? stacked[classes[index]] { return own }
    return parents[index].map { level($0) + 1 } ?? 1
  }
  for kind in stacked.keys.sorted(by: { (stacked[$0] ?? 0, first[$0] ?? 0) < (stacked[$1] ?? 0, first[$1] ?? 0) }) {
    let own = members[kind] ?? []
    let holders = own.map { index in parents[index].map { level($0) } ?? 0 }
    var least = threeQuarters(holders) + 1
    // Deeper than every numbered class that holds a good part of it: articles stand below sections, chapters and titles alike.
    var counts: [LevelClass: Int] = [:]
    for index in own { if let parent = parents[index], classes[parent].isNumbered { counts[classes[parent], default: 0] += 1 } }
    for (holder, count) in counts where holder != kind && count * LevelRule.heldPart >= own.count {
      least = max(least, (shared[holder] ?? stacked[holder] ?? 0) + 1)
    }
    shared[kind] = least
  }
  keepBelowHolders(&shared, classes: classes, parents: parents)
  for (index, kind) in classes.enumerated() {
    let level = shared[kind] ?? parents[index].map { candidates[$0].level + 1 } ?? 1
    candidates[index].level = min(LevelClass.deepest, level)
  }
}

private func threeQuarters(_ levels: [Int]) -> Int { levels.isEmpty ? 1 : levels.sorted()[(levels.count - 1) * 3 / 4] }

/// `4.1` stands below `4`, whatever levels most of their siblings came to: a decimal class is deeper than the class that most of its members stand in.
private func keepBelowHolders(_ shared: inout [LevelClass: Int], classes: [LevelClass], parents: [Int?]) {
  var holders: [LevelClass: [LevelClass: Int]] = [:]
  var first: [LevelClass: Int] = [:]
  for (index, kind) in classes.enumerated() {
    if first[kind] == nil { first[kind] = index }
    if kind.kind == .decimal, let parent = parents[index] { holders[kind, default: [:]][classes[parent], default: 0] += 1 }
  }
  for kind in holders.keys.sorted(by: { ($0.depth, first[$0] ?? 0) < ($1.depth, first[$1] ?? 0) }) {
    guard let holder = holders[kind]?.max(by: { ($0.value, -(first[$0.key] ?? 0)) < ($1.value, -(first[$1.key] ?? 0)) })?.key,
      holder.isNumbered, let above = shared[holder], let own = shared[kind]
    else { continue }
    shared[kind] = max(own, above + 1)
  }
}

/// Where siblings came to one level that nobody else is near, levels between stay empty: those that are used are counted anew.
private func leaveNoneEmpty(_ candidates: inout [HeadingCandidate]) {
  let used = Set(candidates.map(\.level)).sorted()
  var level: [Int: Int] = [:]
  for (place, own) in used.enumerated() { level[own] = place + 1 }
  for index in candidates.indices { candidates[index].level = level[candidates[index].level] ?? candidates[index].level }
}

private func takeStated(_ candidates: inout [HeadingCandidate], classes: [LevelClass], parents: [Int?]) {
  var counts: [LevelClass: [Int: Int]] = [:]
  for (index, candidate) in candidates.enumerated() {
    if let level = candidate.stated { counts[classes[index], default: [:]][level, default: 0] += 1 }
  }
  let stated = counts.compactMapValues { levels in levels.max { ($0.value, -$0.key) < ($1.value, -$1.key) }?.key }
  guard !isFlat(stated, classes: classes, parents: parents) else { return }
  for index in candidates.indices {
    let most = stated[classes[index]]
    let below = parents[index].map { candidates[$0].level + 1 } ?? 1
    candidates[index].level = min(LevelClass.deepest, max(1, candidates[index].stated ?? most ?? below))
  }
  closeGaps(&candidates)
}

/// Producers skip levels (a title in the style of the fifth, then sections of the second): each heading comes to stand one below the one that holds it.
private func closeGaps(_ candidates: inout [HeadingCandidate]) {
  let skips = candidates.indices.contains { candidates[$0].level > ($0 > 0 ? candidates[$0 - 1].level : 0) + 1 }
  guard skips else { return }
  var open: [(stated: Int, level: Int)] = []
  for index in candidates.indices {
    let own = candidates[index].level
    while let last = open.last, last.stated >= own { open.removeLast() }
    candidates[index].level = (open.last?.level ?? 0) + 1
    open.append((own, candidates[index].level))
  }
}

/// What is stated puts chapters beside the parts that they stand in: a flat outline says nothing of levels that words say better.
private func isFlat(_ stated: [LevelClass: Int], classes: [LevelClass], parents: [Int?]) -> Bool {
  let flat = classes.indices.count { index in
    guard classes[index].kind == .word, let parent = parents[index].map({ classes[$0] }), parent.kind == .word,
      parent.depth < classes[index].depth, let own = stated[classes[index]], let above = stated[parent]
    else { return false }
    return above >= own
  }
  return flat >= LevelRule.leastFlat
}
