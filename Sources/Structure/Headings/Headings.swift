package import Layout
package import Model
import Objects
import Text

/// Heading lines, each with its level.
///
/// 1. Lines of one look and spacing are chunks: ``chunks(of:measures:boundaries:words:)``.
/// 2. Rules take what is sure: ``ruledHeadings``; their word is one evidence among the others.
/// 3. Each chunk is measured once (``ChunkMeasurer``), its look over the document (``LookFacts``), and the evidences (``headingEvidences``) are
///    weighed by the weights of Pipelines/weights/headings.yaml; what the outline and the structure tree state is added.
/// 4. Levels: ``assignLevels``.
package func headingMarks(
  of flow: Flow, measures: Measures, facts: DocumentFacts, settings: SegmentSettings, trace: inout HeadingTrace?
) -> LineMarks {
  let boundaries = Boundaries(flow: flow, measures: measures)
  let words = HeadingWords(settings)
  let all = chunks(of: flow, measures: measures, boundaries: boundaries, words: words.numbered)
  guard !all.isEmpty else { return LineMarks() }
  let body = bodyLook(of: flow, chunks: all)
  let contents = contentsTitles(flow)
  let outline = outlineLevels(facts.outline, chunks: all)
  let tagged = taggedLevels(flow, chunks: all)

  var candidates: [HeadingCandidate] = []
  for (index, chunk) in all.enumerated() {
    var candidate = HeadingCandidate(chunk: index)
    candidate.score = headingScore(chunk, body: body, words: words, flow: flow, measures: measures)
    candidate.rules = candidate.score
    if !contents.isEmpty, contents.contains(headingKey(chunk.scalars)) { candidate.score += HeadingScore.inContents }
    if let level = outline[index] {
      candidate.stated = level
      candidate.score += 3
    } else if let level = tagged[index] {
      candidate.stated = level
      candidate.score += HeadingScore.inOutline
    }
    if candidate.score > HeadingScore.least { candidates.append(candidate) }
  }
  let ruled = settle(candidates, chunks: all, flow: flow)
  // Names were checked when the data was loaded.
  let model = (try? settings.headings.bound(to: headingEvidenceNames)) ?? EvidenceModel()
  if model.isEmpty, trace == nil {
    candidates = ruled
  } else {
    var rules: [Int: HeadingCandidate] = [:]
    for candidate in candidates { rules[candidate.chunk] = candidate }
    let measurer = ChunkMeasurer(flow: flow, measures: measures, chunks: all, body: body, words: words, contents: contents)
    let taken = weighed(
      measurer, rules: rules, ruled: Set(ruled.map(\.chunk)), outline: outline, tagged: tagged, model: model, trace: &trace)
    candidates = model.isEmpty ? ruled : settled(taken, chunks: all, flow: flow, trace: &trace)
  }
  // The head over a printed table of contents belongs to it.
  var marks = LineMarks()
  let before = trace == nil ? [] : candidates
  candidates.removeAll { isContentsHead(all[$0.chunk], flow, into: &marks) }
  var flow = flow
  flow.take(marks)
  trace?.left(before, candidates, "contents", chunks: all)
  candidates = joinedLabels(candidates, chunks: all, flow: flow, words: words)
  let listed = flow.items.firstIndex { $0.frame?.role == .contents }
  assignLevels(
    &candidates, chunks: all, words: words,
    contents: listed.flatMap { first in all.firstIndex { ($0.places.first ?? 0) > first } },
    entries: listed == nil ? [:] : contentsLooks(flow, chunks: all))
  marks.add(candidates, chunks: all)
  return marks
}

extension LineMarks {
  fileprivate mutating func add(_ candidates: [HeadingCandidate], chunks: [Chunk]) {
    for candidate in candidates {
      let places = chunks[candidate.chunk].places + (candidate.title.map { chunks[$0].places } ?? [])
      for (number, place) in places.enumerated() { add(LineMark(.heading, begins: number == 0, level: candidate.level), at: place) }
    }
  }
}

/// Those that stand when all are seen together.
private func settled(_ taken: [HeadingCandidate], chunks all: [Chunk], flow: Flow, trace: inout HeadingTrace?) -> [HeadingCandidate] {
  let covered = withoutCovers(taken, chunks: all, flow: flow)
  trace?.left(taken, covered, "cover", chunks: all)
  let titled = withoutSubtitle(covered, chunks: all)
  trace?.left(covered, titled, "subtitle", chunks: all)
  let filled = withoutEmpty(titled, chunks: all, flow: flow)
  trace?.left(titled, filled, "empty", chunks: all)
  return filled
}

/// The chunks whose evidences weigh enough, as candidates.
private func weighed(
  _ measurer: ChunkMeasurer, rules: [Int: HeadingCandidate], ruled: Set<Int>, outline: [Int: Int], tagged: [Int: Int], model: EvidenceModel,
  trace: inout HeadingTrace?
) -> [HeadingCandidate] {
  let chunks = measurer.chunks
  var facts = measurer.facts()
  var looks: [LookKey: LookFacts] = [:]
  var families: [FamilyKey: LookFacts] = [:]
  var all = 0.0
  for index in facts.indices {
    facts[index].rules = min(8, max(-4, rules[index]?.rules ?? -4))
    facts[index].ruled = ruled.contains(index)
    looks[LookKey(chunks[index]), default: LookFacts()].count(facts[index])
    if let family = FamilyKey(chunks[index], facts[index]) { families[family, default: LookFacts()].count(facts[index]) }
    all += Double(facts[index].letters + facts[index].digits)
  }
  trace?.model = model
  let bars = HeadingBars(measurer, facts: facts, looks: looks)
  var out: [HeadingCandidate] = []
  var nearly: [HeadingCandidate] = []
  for index in facts.indices {
    let barred = bars.reason(index, stated: outline[index] != nil || tagged[index] != nil)
    guard barred == nil || trace != nil, var look = looks[LookKey(chunks[index])] else { continue }
    look.share = look.scalars / max(1, all)
    let family = FamilyKey(chunks[index], facts[index]).flatMap { families[$0] } ?? look
    let values = headingEvidences.map { $0.value(facts[index], look, family) }
    var candidate = rules[index] ?? HeadingCandidate(chunk: index)
    candidate.stated = outline[index] ?? tagged[index]
    candidate.weight = model.score(values)
    if outline[index] != nil {
      candidate.weight += model.stated["outline"] ?? 0
    } else if tagged[index] != nil {
      candidate.weight += model.stated["tags"] ?? 0
    }
    let taken = barred == nil && candidate.weight >= model.threshold
    if taken {
      out.append(candidate)
    } else if barred == nil, candidate.weight >= model.threshold - SeriesGapRule.lacks {
      nearly.append(candidate)
    }
    trace?.weighed(
      chunks[index], values: values, score: candidate.weight, taken: model.isEmpty ? facts[index].ruled : taken, barred: barred,
      flow: measurer.flow)
  }
  let labels =
    bareLabels(nearly, chunks: chunks, words: measurer.words) + labelSeries(nearly, taken: out, chunks: chunks, words: measurer.words)
  trace?.raised(labels, "label", chunks: chunks)
  out = (out + labels).sorted { $0.chunk < $1.chunk }
  let labelled = Set(labels.map(\.chunk))
  nearly.removeAll { labelled.contains($0.chunk) }
  let filling = seriesGaps(out, nearly: nearly, chunks: chunks)
  trace?.raised(filling, "series", chunks: chunks)
  if !filling.isEmpty { out = (out + filling).sorted { $0.chunk < $1.chunk } }
  let filled = Set(filling.map(\.chunk))
  nearly.removeAll { filled.contains($0.chunk) }
  let habits = lookHabits(out, nearly: nearly, chunks: chunks, looks: looks, body: measurer.body, threshold: model.threshold)
  trace?.raised(habits, "look", chunks: chunks)
  return habits.isEmpty ? out : (out + habits).sorted { $0.chunk < $1.chunk }
}

/// Whether a chunk is the head over a printed table of contents; its lines are marked as such.
private func isContentsHead(_ chunk: Chunk, _ flow: Flow, into marks: inout LineMarks) -> Bool {
  guard let end = chunk.places.last, end + 1 < flow.items.count, case .line(let next) = flow.items[end + 1], next.role == .contents else {
    return false
  }
  for place in chunk.places { marks.add(LineMark(.contents), at: place) }
  return true
}

struct HeadingCandidate {
  var chunk: Int
  /// By the rules, with what is stated and without.
  var score = 0.0
  var rules = -4.0
  /// Logarithm of the odds that the evidences give it.
  var weight = 0.0
  /// The chunk of its title, where it is a label alone.
  var title: Int?
  /// Level that the outline or the structure tree states.
  var stated: Int?
  var level = 1
}

/// The look of most of the text.
func bodyLook(of flow: Flow, chunks: [Chunk]) -> Look {
  var counts: [Look: Int] = [:]
  var first: [Look: Int] = [:]
  func count(_ look: Look, _ scalars: Int, _ index: Int) {
    counts[look, default: 0] += scalars
    if first[look] == nil { first[look] = index }
  }
  for (index, chunk) in chunks.enumerated() { count(chunk.look, chunk.scalars.count, index) }
  for (index, item) in flow.items.enumerated() {
    switch item {
    case .line(let line): if line.role == .glossary { count(lookOf(line), line.words.count * 5, chunks.count + index) }
    case .table(let table):
      // A document that is all tables still has a look of its text.
      for number in table.lines.sorted().prefix(60) {
        let line = flow.pages[table.page].lines[number]
        let whole = FlowLine(page: table.page, words: line.words, box: line.box, baseline: line.baseline, size: line.size, column: line.box)
        count(lookOf(whole), line.words.count * 2, chunks.count + index)
      }
    case .figure: break
    }
  }
  return counts.max { ($0.value, -first[$0.key]!) < ($1.value, -first[$1.key]!) }!.key
}

enum HeadingRule {
  /// A candidate with this score is a heading by itself; one with `shared` is if its look has surer ones.
  static let sure = setting("sure", 3.0)
  static let shared = setting("shared", 1.5)
  /// Scalars beyond which nothing is a heading.
  static let longest = setting("longest", 420)
  /// Leadings from a label's baseline to its title's.
  static let labelToTitle = setting("labelToTitle", 2.6)
  /// Numbered neighbours without text between them that make a list; and the size, against the text's, from which they may be headings all the same.
  static let runOfItems = setting("runOfItems", 3)
  static let largerThanItems = setting("largerThanItems", 1.15)
}

/// Candidates that stand: sure by themselves, or set like sure ones. On a page of display type only (a cover) the largest alone.
private func settle(_ candidates: [HeadingCandidate], chunks: [Chunk], flow: Flow) -> [HeadingCandidate] {
  var sure: [Look: Int] = [:]
  for candidate in candidates where candidate.score >= HeadingRule.sure { sure[chunks[candidate.chunk].look, default: 0] += 1 }
  var weak: [Look: Int] = [:]
  for candidate in candidates where candidate.score < HeadingRule.sure { weak[chunks[candidate.chunk].look, default: 0] += 1 }
  // Numbers that are sure: their children and next siblings are believed in the body's own look.
  var paths: Set<[Int]> = []
  for candidate in candidates where candidate.score >= HeadingRule.sure {
    if let number = chunks[candidate.chunk].number, number.kind == .path { paths.insert(number.values) }
  }
  var out: [HeadingCandidate] = []
  for candidate in candidates {
    let look = chunks[candidate.chunk].look
    if candidate.score < HeadingRule.sure, let number = chunks[candidate.chunk].number, number.kind == .path, number.depth >= 3,
      chunks[candidate.chunk].scalars.count < 140, let last = number.values.last,
      (last == 1 && paths.contains(Array(number.values.dropLast()))) || paths.contains(number.values.dropLast() + [last - 1])
    {
      paths.insert(number.values)
      out.append(candidate)
    } else if candidate.score >= HeadingRule.sure {
      out.append(candidate)
    } else if candidate.score >= HeadingRule.shared, let strong = sure[look], strong * 3 >= weak[look] ?? 0 {
      out.append(candidate)
    }
  }
  return withoutEmpty(withoutSubtitle(withoutCovers(out, chunks: chunks, flow: flow), chunks: chunks), chunks: chunks, flow: flow)
}

/// What stands right under the document's title, in a look of its own and without a number, is its subtitle or translation: text.
private func withoutSubtitle(_ candidates: [HeadingCandidate], chunks: [Chunk]) -> [HeadingCandidate] {
  guard candidates.count > 3, candidates[1].chunk == candidates[0].chunk + 1, candidates[1].stated == nil else { return candidates }
  let title = chunks[candidates[0].chunk]
  let next = chunks[candidates[1].chunk]
  let alone = candidates.filter { chunks[$0.chunk].look == next.look && chunks[$0.chunk].number == nil }.count == 1
  guard title.page == next.page, next.number == nil, title.number == nil, alone, next.look.size < title.look.size, !next.caps else {
    return candidates
  }
  return candidates.enumerated().filter { $0.offset != 1 }.map(\.element)
}

/// Headings set in the text's size that hold nothing (a heading of a larger look, or nothing, comes next): signatures and labels.
private func withoutEmpty(_ candidates: [HeadingCandidate], chunks: [Chunk], flow: Flow) -> [HeadingCandidate] {
  candidates.enumerated().filter { number, candidate in
    let chunk = chunks[candidate.chunk]
    guard candidate.stated == nil, chunk.number == nil, candidate.score < 5, chunk.look.points < flow.bodySize * HeadingScore.emptySize
    else { return true }
    let end = chunk.places[chunk.places.count - 1] + 1
    guard end < flow.items.count else { return false }
    guard number + 1 < candidates.count else { return true }
    let next = chunks[candidates[number + 1].chunk]
    return next.places[0] != end || next.look.size <= chunk.look.size + 1
  }.map(\.element)
}

/// Pages that hold display type and no text: of several candidates the largest stays, and the first of equals.
private func withoutCovers(_ candidates: [HeadingCandidate], chunks: [Chunk], flow: Flow) -> [HeadingCandidate] {
  var textOn = [Int](repeating: 0, count: flow.pages.count)
  for chunk in chunks where chunk.places.count >= 3 && chunk.scalars.count > 160 { textOn[chunk.page] += 1 }
  for item in flow.items { if case .table(let table) = item { textOn[table.page] += 1 } }
  var byPage: [Int: [Int]] = [:]
  for (index, candidate) in candidates.enumerated() { byPage[chunks[candidate.chunk].page, default: []].append(index) }
  var gone: Set<Int> = []
  for page in byPage.keys.sorted() where page < 3 && textOn[page] == 0 && flow.pages.count > 2 {
    let members = byPage[page]!
    guard members.count >= 2, chunks.filter({ $0.page == page }).count <= 14 else { continue }
    let best = members.max { (chunks[candidates[$0].chunk].look.size, -$0) < (chunks[candidates[$1].chunk].look.size, -$1) }!
    for member in members where member != best && candidates[member].stated == nil && chunks[candidates[member].chunk].number == nil {
      gone.insert(member)
    }
  }
  return candidates.enumerated().filter { !gone.contains($0.offset) }.map(\.element)
}
