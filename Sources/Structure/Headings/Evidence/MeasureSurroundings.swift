import Layout
import Model
import Objects
import Text

/// What stands around a chunk, as an eye sees it: the size of the text that it leads, a line drawn under it, a band of colour behind it, and whether any
/// text comes soon after it.
extension ChunkMeasurer {
  /// Sets ``ChunkFacts/ratio`` against the running text that follows, where that is a text size of this document: what a second, smaller text is
  /// headed by is not small.
  func measureAgainstOwnText(_ facts: inout [ChunkFacts]) {
    let sizes = textSizes(facts)
    guard sizes.count > 1 else { return }
    var own = [Int?](repeating: nil, count: facts.count)
    var next: (index: Int, size: Int)?
    for index in facts.indices.reversed() {
      if isRunning(facts[index]) {
        let size = halfPoints(chunks[index])
        next = sizes.contains(size) ? (index, size) : nil
      }
      if let next, next.index - index <= SurroundingsRule.near, chunks[next.index].page - chunks[index].page <= 1 { own[index] = next.size }
    }
    for index in facts.indices {
      guard let size = own[index] else { continue }
      facts[index].ratio = max(ChunkMeasureRule.leastPoints, chunks[index].look.points) / max(1, Double(size) / 2)
    }
  }

  /// Half points of the sizes that a good part of the running text has, the body's among them.
  private func textSizes(_ facts: [ChunkFacts]) -> Set<Int> {
    var scalars: [Int: Int] = [:]
    var total = 0
    for index in facts.indices where isRunning(facts[index]) {
      scalars[halfPoints(chunks[index]), default: 0] += chunks[index].scalars.count
      total += chunks[index].scalars.count
    }
    var out: Set<Int> = [Int((body.points * 2).rounded())]
    for (size, count) in scalars where Double(count) >= SurroundingsRule.shareOfText * Double(total) { out.insert(size) }
    return out
  }

  private func halfPoints(_ chunk: Chunk) -> Int { Int((chunk.look.points * 2).rounded()) }

  /// Several lines of text that are not all bold.
  private func isRunning(_ facts: ChunkFacts) -> Bool {
    facts.lines >= SurroundingsRule.linesOfText && facts.letters >= SurroundingsRule.lettersOfText && facts.bold < DistinctRule.bold
  }

  /// Whether running text, a table or a figure stands among the next few chunks: what nothing follows but other short lines is a cover, a
  /// signature, an address.
  func measureWhatFollows(_ facts: inout [ChunkFacts]) {
    for index in facts.indices {
      // Another line of the same look ends what may belong to this one; a bare label and its title are one.
      var last = min(facts.count - 1, index + SurroundingsRule.near)
      if !facts[index].bareLabel, index < last,
        let twin = (index + 1...last).first(where: { LookKey(chunks[$0]) == LookKey(chunks[index]) && facts[$0].stands })
      {
        last = twin - 1
      }
      var found = index < last && (index + 1...last).contains { leadsOn(facts[$0]) }
      if !found, let start = chunks[index].places.last, let end = chunks[last].places.last {
        let stop = index == facts.count - 1 ? flow.items.count - 1 : index == last ? start : end
        found =
          start < stop
          && flow.items[(start + 1)...min(stop, start + SurroundingsRule.nearItems)].contains {
            if case .line(let line) = $0 { line.role == .listItem || line.role == .caption } else { true }
          }
      }
      facts[index].nothingSoon = !found
      if index + 1 < facts.count, LookKey(chunks[index]) == LookKey(chunks[index + 1]), facts[index].short, facts[index + 1].short,
        chunks[index].places.last.map({ $0 + 1 }) == chunks[index + 1].places.first
      {
        facts[index].inRun = true
        facts[index + 1].inRun = true
      }
    }
  }

  private func leadsOn(_ facts: ChunkFacts) -> Bool {
    facts.bold < DistinctRule.bold && facts.ratio < HeadingScore.textSize
      && (facts.lines >= 2 || facts.letters > SurroundingsRule.lettersOfText)
  }

  // MARK: What is drawn

  /// A ruling under the words, as long as they are, or along the column; a band of colour behind them and nothing else.
  func measureDrawings(_ facts: inout [ChunkFacts]) {
    var page = -1
    var rulings: [Ruling] = []
    var bands: [Box] = []
    for index in facts.indices where facts[index].stands {
      let chunk = chunks[index]
      if chunk.page != page {
        page = chunk.page
        rulings = flow.pages[page].rulings.filter(\.horizontal).sorted { ($0.position, $0.start) < ($1.position, $1.start) }
        bands = flow.pages[page].fills.lazy.filter { $0.opacity > SurroundingsRule.opacity && !isNearlyWhite($0.colour) }.map(\.box).filter
        {
          $0.height < SurroundingsRule.tallestBand
        }
      }
      guard let first = chunk.places.first, let end = chunk.places.last, let opening = line(first), let closing = line(end) else {
        continue
      }
      measureRuling(&facts[index], under: closing, rulings: rulings, measure: measures.right[end] - measures.left[end])
      let box = Box(
        x0: min(opening.box.x0, closing.box.x0), y0: opening.box.y0, x1: max(opening.box.x1, closing.box.x1), y1: closing.box.y1)
      facts[index].banded = bands.contains { band in
        band.x0 <= box.x0 + 1 && band.x1 >= box.x1 - 1 && band.y0 <= box.midY && band.y1 >= box.midY
          && band.height >= opening.size * SurroundingsRule.lowestBand
          && band.height <= box.height + SurroundingsRule.aroundBand * opening.size
      }
    }
  }

  private func measureRuling(_ facts: inout ChunkFacts, under line: FlowLine, rulings: [Ruling], measure: Double) {
    guard !rulings.isEmpty else { return }
    var low = 0
    var high = rulings.count
    while low < high {
      let middle = (low + high) / 2
      if rulings[middle].position < line.baseline { low = middle + 1 } else { high = middle }
    }
    while low < rulings.count, rulings[low].position < line.baseline + SurroundingsRule.ruleBelow * line.size {
      let rule = rulings[low]
      low += 1
      let shared = min(rule.end, line.box.x1) - max(rule.start, line.box.x0)
      guard shared > SurroundingsRule.along * line.box.width else { continue }
      let near = rule.position < line.baseline + SurroundingsRule.underline * line.size
      if near, rule.end - rule.start < SurroundingsRule.longerRule * line.box.width + 4 {
        facts.underlined = true
      } else if rule.end - rule.start > SurroundingsRule.along * measure {
        facts.overRule = true
      }
    }
  }

  private func isNearlyWhite(_ colour: UInt32) -> Bool {
    colour >> 16 & 0xFF > 0xF6 && colour >> 8 & 0xFF > 0xF6 && colour & 0xFF > 0xF6
  }

  // MARK: Who wrote it

  /// `By …`, `Elaborado por …` before a name: at least two words with capitals and hardly another.
  func isAuthorship(_ facts: ChunkFacts, _ plain: [UInt32]) -> Bool {
    guard facts.wordCount <= SurroundingsRule.wordsOfAuthors, facts.number == nil, let first = plain.first,
      words.authors.mayBegin(with: first),
      let length = words.authors.match(plain, at: 0), length < plain.count
    else { return false }
    var rest = length
    while rest < plain.count, !isWordScalar(plain[rest]) { rest += 1 }
    let scalars = chunks[facts.index].scalars
    return rest < scalars.count && isUpper(scalars[rest]) && facts.capitalWords > SurroundingsRule.nameWords && facts.wordCount >= 3
  }
}

private enum SurroundingsRule {
  /// Opacity below which a band is not seen.
  static let opacity = setting("opacity", 0.05)
  /// Sizes that a band behind a line is high, at least.
  static let lowestBand = setting("lowestBand", 0.8)
  /// The part of the words, or of the column's width, along which a rule goes.
  static let along = setting("along", 0.8)
  /// So many times the width of the words that a rule under them has, at most.
  static let longerRule = setting("longerRule", 1.15)
  /// The part of the words of a line of names that begin with a capital.
  static let nameWords = setting("nameWords", 0.6)
  /// Of all running text: from here on a size is a text size of the document.
  static let shareOfText = setting("shareOfText", 0.12)
  /// A line of running text and more; letters of two short lines.
  static let linesOfText = setting("linesOfText", 2)
  static let lettersOfText = setting("lettersOfText", 70)
  /// Chunks after one that are looked at: a label, a subtitle and the text. And places of the flow.
  static let near = setting("near", 3)
  static let nearItems = setting("nearItems", 12)
  /// In sizes below the baseline: an underline, and a rule that closes a heading.
  static let underline = setting("underline", 0.4)
  static let ruleBelow = setting("ruleBelow", 1.2)
  /// Points; in sizes what a band is higher than its text at most.
  static let tallestBand = setting("tallestBand", 90.0)
  static let aroundBand = setting("aroundBand", 1.6)
  /// A line of names has hardly more words.
  static let wordsOfAuthors = setting("wordsOfAuthors", 12)
}
