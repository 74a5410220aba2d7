import Layout
import Model
import Objects
import Text

/// Chunks → what the evidences look at. One pass over the chunks, one over each page's lines; nothing looks further than four neighbours.
struct ChunkMeasurer {
  let flow: Flow
  let measures: Measures
  let chunks: [Chunk]
  let body: Look
  let words: HeadingWords
  /// Titles of the printed contents (``contentsTitles(_:)``).
  let contents: Set<String>

  /// Beyond this many scalars nothing is measured in full.
  static let longest = setting("longest", 300)

  func facts() -> [ChunkFacts] {
    let bodyBold = body.bold
    var out: [ChunkFacts] = []
    out.reserveCapacity(chunks.count)
    for index in chunks.indices {
      var facts = ChunkFacts()
      facts.index = index
      measureType(&facts, bodyBold: bodyBold)
      measureWords(&facts)
      measurePlace(&facts)
      out.append(facts)
    }
    measureAgainstOwnText(&out)
    measureBeside(&out)
    measureNeighbours(&out)
    measureRuns(&out)
    measureRepeats(&out)
    measureWhatFollows(&out)
    measureDrawings(&out)
    return out
  }

  func line(_ place: Int) -> FlowLine? {
    guard place >= 0, place < flow.items.count, case .line(let line) = flow.items[place] else { return nil }
    return line
  }

  // MARK: One chunk

  private func measureType(_ facts: inout ChunkFacts, bodyBold: Bool) {
    let chunk = chunks[facts.index]
    facts.lines = chunk.places.count
    facts.number = chunk.number
    facts.ratio = max(ChunkMeasureRule.leastPoints, chunk.look.points) / max(1, body.points)
    facts.caps = chunk.caps
    guard chunk.scalars.count <= ChunkMeasurer.longest else {
      facts.bold = chunk.look.bold && !bodyBold ? 1 : 0
      return
    }
    var total = 0
    var bold = 0
    var italic = 0
    for place in chunk.places.prefix(6) {
      guard case .line(let line) = flow.items[place] else { continue }
      for word in withoutAside(line.words) {
        let count = max(1, word.edges.count - 1)
        total += count
        if word.style.bold { bold += count }
        if word.style.italic { italic += count }
      }
    }
    if total > 0 {
      facts.bold = bodyBold ? 0 : Double(bold) / Double(total)
      facts.italic = body.italic ? 0 : Double(italic) / Double(total)
    }
    // A bold or slanted cut of the family is another font by name only.
    facts.otherFont = chunk.look.font != body.font && !chunk.look.bold && !chunk.look.italic
    facts.otherColour = differs(chunk.look.colour, body.colour)
    let font = Int(chunk.look.font)
    facts.fixedPitch = flow.fonts.indices.contains(font) && flow.fonts[font].fixedPitch && chunk.look.font != body.font
  }

  private func measureWords(_ facts: inout ChunkFacts) {
    let scalars = chunks[facts.index].scalars
    facts.first = scalars.first ?? " "
    facts.last = lastTelling(scalars)
    guard scalars.count <= ChunkMeasurer.longest else {
      // A paragraph: only its size and beginning are asked for.
      facts.letters = scalars.count
      facts.startsLower = scalars.first(where: { isLetter($0) }).map(isLower) ?? false
      return
    }
    count(scalars, &facts)
    if let number = facts.number, number.kind != .word {
      if let letter = scalars.dropFirst(number.end).first(where: { isLetter($0) }) { facts.titleLower = isLower(letter) }
    }
    measureLabel(scalars, &facts)
    guard !contents.isEmpty else { return }
    let key = headingKey(scalars)
    facts.inContents = key.utf8.count >= 4 && contents.contains(key)
    if !facts.inContents, let number = facts.number, number.end < scalars.count {
      let bare = headingKey(scalars[number.end...])
      facts.inContents = bare.utf8.count >= 6 && contents.contains(bare)
    }
  }

  /// Letters, digits, signs and words, and how many of the words begin with a capital.
  private func count(_ scalars: [Unicode.Scalar], _ facts: inout ChunkFacts) {
    var capitals = 0
    var begun = 0
    var fresh = true
    for scalar in scalars {
      let value = scalar.value
      if scalar == " " {
        fresh = true
        continue
      }
      if isDigit(value) {
        facts.digits += 1
      } else if isLetter(scalar) {
        facts.letters += 1
        if fresh {
          begun += 1
          if isUpper(scalar) { capitals += 1 }
          if begun == 1 { facts.startsLower = isLower(scalar) }
        }
      } else {
        facts.symbols += 1
        if "=+<>{}|\\^_*".unicodeScalars.contains(scalar) || value >= 0x2190 && value < 0x2300 { facts.formula += 1 }
      }
      if fresh {
        facts.wordCount += 1
        fresh = false
      }
    }
    facts.capitalWords = begun > 0 ? Double(capitals) / Double(begun) : 0
  }

  /// The word that a heading opens with, and whether it stands alone.
  private func measureLabel(_ scalars: [Unicode.Scalar], _ facts: inout ChunkFacts) {
    let plain = scalars.map(folded)
    let opening = words.opening(of: plain, number: facts.number)
    facts.kind = opening.kind
    facts.authorship = opening.kind == .none && isAuthorship(facts, plain)
    if opening.kind != .none, opening.kind != .title {
      // In a sentence the designation goes on in lower case: `Artículo 17 de la Ordenanza`.
      var rest = opening.end
      var marked = false
      while rest < scalars.count, !isLetter(scalars[rest]), !isDigit(scalars[rest].value) {
        if scalars[rest] != " " { marked = true }
        rest += 1
      }
      facts.bareLabel = rest >= scalars.count
      if rest < scalars.count, !marked, isLower(scalars[rest]) || isDigit(scalars[rest].value) { facts.kind = .none }
    } else if let number = facts.number, number.kind == .word, number.end >= scalars.count {
      facts.bareLabel = true
    }
  }

  /// The last scalar that is no closing quote or bracket.
  private func lastTelling(_ scalars: [Unicode.Scalar]) -> Unicode.Scalar {
    for scalar in scalars.reversed().prefix(4) where !" ”»\"’)]".unicodeScalars.contains(scalar) { return scalar }
    return scalars.last ?? " "
  }

  private func measurePlace(_ facts: inout ChunkFacts) {
    let chunk = chunks[facts.index]
    facts.above = chunk.above.isFinite ? min(5, max(0, chunk.above)) : 4
    facts.below = chunk.below.isFinite ? min(5, max(0, chunk.below)) : ChunkMeasureRule.freeBelow
    facts.centred = chunk.centred
    guard let first = chunk.places.first, let end = chunk.places.last, let opening = line(first), let closing = line(end) else { return }
    let measure = max(20, measures.right[first] - measures.left[first])
    facts.fill = chunk.places.count == 1 ? closing.box.width / measure : 1
    facts.indent = chunk.centred ? 0 : min(1, max(0, (opening.box.x0 - measures.left[first]) / measure))
    facts.lastEnd = min(
      ChunkMeasureRule.mostEnd, max(0, (closing.box.x1 - measures.left[end]) / max(20, measures.right[end] - measures.left[end])))
    facts.gap = tabular(chunk, flow: flow)
    facts.top = !(first > 0 && flow.items[first - 1].page == chunk.page)
    facts.final = end + 1 >= flow.items.count
    if end + 1 < flow.items.count {
      switch flow.items[end + 1] {
      case .line(let next): facts.beforeObject = next.role == .caption || next.role == .units
      case .table, .figure: facts.beforeObject = true
      }
    }
    if let before = line(first - 1), before.role == .text || before.role == .listItem {
      facts.previousOpen = !endsSentence(before) && before.words.count > 5 && before.box.width > measure * ChunkMeasureRule.fullLine
    }
  }

  // MARK: Neighbours

  /// Lines beside: a row of something, or another column.
  private func measureBeside(_ facts: inout [ChunkFacts]) {
    var byPage: [[Int]] = flow.pages.map { _ in [] }
    for (place, item) in flow.items.enumerated() {
      if case .line(let line) = item, line.page < byPage.count { byPage[line.page].append(place) }
    }
    var beside = [Int](repeating: 0, count: flow.items.count)
    var short = [Bool](repeating: false, count: flow.items.count)
    // Running text beside is another column, however narrow.
    var running = [Bool](repeating: false, count: flow.items.count)
    for chunk in chunks where chunk.places.count >= 3 && chunk.scalars.count > 120 {
      for place in chunk.places { running[place] = true }
    }
    for places in byPage {
      let sorted = places.compactMap { place in line(place).map { (place: place, y: $0.baseline, box: $0.box, size: $0.size) } }
        .sorted { ($0.y, $0.place) < ($1.y, $1.place) }
      for (number, one) in sorted.enumerated() {
        var other = number + 1
        while other < sorted.count, other < number + 8,
          sorted[other].y - one.y < ChunkMeasureRule.sameRow * max(one.size, sorted[other].size)
        {
          let two = sorted[other]
          other += 1
          guard two.box.x0 >= one.box.x1 - 2 || two.box.x1 <= one.box.x0 + 2 else { continue }
          if !running[two.place] { beside[one.place] += 1 }
          if !running[one.place] { beside[two.place] += 1 }
          let width = flow.pages[flow.items[one.place].page].width
          // A long line beside is another column's text.
          if two.box.width < ChunkMeasureRule.shortBeside * width, !running[two.place] { short[one.place] = true }
          if one.box.width < ChunkMeasureRule.shortBeside * width, !running[one.place] { short[two.place] = true }
        }
      }
    }
    for index in facts.indices {
      for place in chunks[index].places.prefix(4) {
        facts[index].beside = max(facts[index].beside, beside[place])
        if short[place] { facts[index].shortBeside = true }
      }
    }
  }

  private func measureNeighbours(_ facts: inout [ChunkFacts]) {
    var prose = [Double](repeating: 0, count: flow.pages.count)
    for index in facts.indices where facts[index].lines >= 3 && facts[index].letters > 120 { prose[chunks[index].page] += 1 }
    for index in facts.indices {
      let chunk = chunks[index]
      facts[index].pageProse = min(3, prose[chunk.page])
      if index + 1 < facts.count {
        let next = facts[index + 1]
        let other = chunks[index + 1]
        // Running text may begin on the next page; another heading does not count.
        let follows = other.places[0] == (chunk.places.last ?? 0) + 1
        facts[index].leadsText =
          follows && abs(next.ratio - 1) < ChunkMeasureRule.textSize
          && (next.lines >= 2 || next.letters > 70 || next.fill > ChunkMeasureRule.textFill) && next.bold < DistinctRule.bold
        facts[index].nextLower = follows && next.startsLower
        if follows, next.startsLower, other.page == chunk.page, !facts[index].bareLabel, chunk.below < ChunkMeasureRule.runOn,
          let last = line(chunk.places.last ?? -1), let first = line(other.places[0])
        {
          facts[index].cutOff = meetAlike(last, first)
        }
        facts[index].nextDisplay =
          follows && other.page == chunk.page && next.letters < 150
          && (next.ratio > ChunkMeasureRule.displaySize || next.bold > DistinctRule.bold || next.number != nil)
        if let number = facts[index].number, follows, let after = next.number, after.follows(number) {
          facts[index].siblingNextDoor = true
          facts[index + 1].siblingNextDoor = true
          facts[index + 1].run = facts[index].run + 1
        }
        if facts[index].bareLabel, follows, other.page == chunk.page, next.number == nil, !next.bareLabel,
          next.above < ChunkMeasureRule.labelToTitle
        {
          facts[index + 1].afterLabel = true
        }
      }
      var scraps = 0.0
      var seen = 0.0
      for other in max(0, index - 4)..<min(facts.count, index + 5) where other != index && chunks[other].page == chunk.page {
        seen += 1
        if facts[other].shortBeside || facts[other].letters + facts[other].digits < 12 || facts[other].gap { scraps += 1 }
      }
      facts[index].scraps = seen > 0 ? scraps / seen : 0
    }
  }

  /// Gives all of a run its length; before, each has its place in it.
  private func measureRuns(_ facts: inout [ChunkFacts]) {
    for index in facts.indices.reversed() where index + 1 < facts.count && facts[index + 1].run > facts[index].run {
      if facts[index].siblingNextDoor, facts[index + 1].siblingNextDoor { facts[index].run = facts[index + 1].run }
    }
  }

  // MARK: Over the pages

  private func measureRepeats(_ facts: inout [ChunkFacts]) {
    var pagesOf: [UInt64: PageCount] = [:]
    var heights: [PlaceKey: PageCount] = [:]
    var bands: [PlaceKey: PageCount] = [:]
    var keys = [UInt64](repeating: 0, count: facts.count)
    for index in facts.indices where chunks[index].scalars.count <= ChunkMeasurer.longest {
      guard let line = line(chunks[index].places[0]) else { continue }
      let page = chunks[index].page
      var text = FoldedText(line.words)
      text.key ^= UInt64(truncatingIfNeeded: chunks[index].places.count)
      keys[index] = text.key
      pagesOf[text.key, default: PageCount()].see(page)
      heights[PlaceKey(key: text.key, height: Int(line.baseline / 4)), default: PageCount()].see(page)
      if facts[index].letters <= 120, inMargins(line) {
        for step in -1...1 { bands[PlaceKey(key: look(index), height: Int(line.baseline / 2) + step), default: PageCount()].see(page) }
      }
    }
    let pages = Double(max(1, flow.pages.count))
    for index in facts.indices where chunks[index].scalars.count <= ChunkMeasurer.longest {
      guard let line = line(chunks[index].places[0]) else { continue }
      facts[index].repeated = flow.pages.count > 1 ? Double(pagesOf[keys[index]]?.count ?? 1) / pages : 0
      let same = heights[PlaceKey(key: keys[index], height: Int(line.baseline / 4))]?.count ?? 1
      facts[index].sameHeight = Double(min(6, max(0, same - 1)))
      if inMargins(line) {
        let count = bands[PlaceKey(key: look(index), height: Int(line.baseline / 2))]?.count ?? 1
        facts[index].band = min(1, Double(max(0, count - 1)) / max(4, pages - 1) * 2)
      }
    }
  }

  private func look(_ index: Int) -> UInt64 {
    let look = chunks[index].look
    return UInt64(look.size) << 40 | UInt64(look.font) << 8 | (look.bold ? 1 : 0) | (look.italic ? 2 : 0)
  }

  /// The outer eighth of the page above, tenth below: where running heads and feet stand.
  private func inMargins(_ line: FlowLine) -> Bool {
    let height = max(1, flow.pages[line.page].height)
    return line.baseline < height * ChunkMeasureRule.head || line.baseline > height * ChunkMeasureRule.foot
  }
}

/// How chunks are measured. Parts are of the measure or the page unless said otherwise.
enum ChunkMeasureRule {
  /// Points that type has, at least: faked type of size 0 exists.
  static let leastPoints = setting("leastPoints", 0.3)
  /// Leadings counted where nothing follows.
  static let freeBelow = setting("freeBelow", 2.5)
  /// Beyond which the end of a line says no more.
  static let mostEnd = setting("mostEnd", 1.2)
  /// From which a line before runs on.
  static let fullLine = setting("fullLine", 0.6)
  /// Sizes between lines that stand beside each other.
  static let sameRow = setting("sameRow", 0.6)
  /// Of the page's width, below which a line beside is a label and not another column.
  static let shortBeside = setting("shortBeside", 0.33)
  /// By which the size of the text that a heading leads may miss the body's.
  static let textSize = setting("textSize", 0.08)
  /// From which one line is text.
  static let textFill = setting("textFill", 0.8)
  /// Leadings within which text goes on in lower case.
  static let runOn = setting("runOn", 1.5)
  /// Body sizes from which type is set for display.
  static let displaySize = setting("displaySize", 1.08)
  /// Leadings between a label and its title.
  static let labelToTitle = setting("labelToTitle", 2.5)
  /// Of the page's height: where running heads stand …
  static let head = setting("head", 0.13)
  /// … and feet.
  static let foot = setting("foot", 0.9)
}

/// A text or look at a height of the page.
private struct PlaceKey: Hashable {
  var key: UInt64
  var height: Int
}

/// On how many pages something was seen, told of in the pages' order.
private struct PageCount {
  var count = 0
  private var last = -1

  mutating func see(_ page: Int) {
    guard page != last else { return }
    last = page
    count += 1
  }
}
