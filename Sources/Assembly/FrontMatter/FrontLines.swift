import Layout
import Model
import Structure
import Text

/// What stands on the first pages, line by line as printed: what a reader who looks for title, authors and date looks at.
///
/// Taken from the page and not from blocks, since titles stand in running heads, in framed heads that are read as tables, and beside logos.
/// Segments of one baseline and one look are one line.
struct FrontLine {
  /// Index into ``Flow/pages``.
  var page: Int
  var words: [Word]
  var box: Box
  var baseline: Double
  var size: Double
  var look: FrontLook
  var place: Place

  /// What the steps before took it for.
  enum Place { case body, heading, list, furniture, table, values, figure, caption, contents, note }

  var text: String { words.joinedText }
}

/// How a line is set, but for its size.
struct FrontLook: Hashable {
  var bold: Bool
  var italic: Bool
  var colour: UInt32
  var capitals: Bool
}

/// Lines set alike that follow each other closely: a title over three lines, an address, a paragraph.
struct FrontGroup {
  var lines: [FrontLine]
  var box: Box
  var page: Int

  init(_ line: FrontLine) {
    lines = [line]
    box = line.box
    page = line.page
  }

  mutating func append(_ line: FrontLine) {
    lines.append(line)
    box = box.union(line.box)
  }

  var first: FrontLine { lines[0] }
  /// The largest of its lines.
  var size: Double { lines.reduce(0) { max($0, $1.size) } }
  /// Its lines joined: a hyphen that breaks a word at a line's end goes where a small letter follows.
  var text: String {
    var out = ""
    for line in lines {
      let next = line.text
      if endsHyphenated(out), next.unicodeScalars.first.map(isLower) ?? false {
        // `long-` + `term` may be one word or two: a hyphen that stays is the lesser harm where both halves are long.
        if out.unicodeScalars.last?.value == 0xAD { out.unicodeScalars.removeLast() }
        out += next
      } else {
        out += out.isEmpty ? next : " " + next
      }
    }
    return out
  }
}

/// Lines and groups of the first pages.
struct FrontPages {
  var lines: [FrontLine] = []
  var groups: [FrontGroup] = []

  /// Of pages `0..<count`.
  init(_ flow: Flow, pages count: Int, settings: FrontSettings) {
    for page in 0..<min(count, flow.pages.count) {
      let own = FrontPages.lines(of: flow, page: page)
      lines += own
      groups += FrontPages.groups(of: own, settings: settings)
    }
  }

  private static func lines(of flow: Flow, page: Int) -> [FrontLine] {
    let facts = flow.pages[page]
    var place = [FrontLine.Place](repeating: .furniture, count: facts.lines.count)
    func mark(_ numbers: some Sequence<Int>, _ value: FrontLine.Place) {
      for number in numbers where place.indices.contains(number) { place[number] = value }
    }
    for item in flow.items where item.page == page {
      switch item {
      case .line(let line):
        switch line.role {
        case .heading: mark(line.sources, .heading)
        case .listItem: mark(line.sources, .list)
        case .caption, .units, .source: mark(line.sources, .caption)
        case .contents: mark(line.sources, .contents)
        case .footnote, .note: mark(line.sources, .note)
        case .furniture: mark(line.sources, .furniture)
        default: mark(line.sources, .body)
        }
      case .table(let table): mark(table.lines, isOfValues(table) ? .values : .table)
      case .figure(let figure): mark(figure.lines, .figure)
      }
    }
    let upright = facts.lines.indices.filter {
      abs(facts.lines[$0].angle) < 1 && !facts.lines[$0].words.isEmpty
    }
    // From the top; of one baseline from the left.
    let ordered = upright.sorted {
      (facts.lines[$0].baseline.rounded(), facts.lines[$0].box.x0, $0) < (
        facts.lines[$1].baseline.rounded(), facts.lines[$1].box.x0, $1
      )
    }
    var out: [FrontLine] = []
    for number in ordered {
      let line = facts.lines[number]
      let next = FrontLine(
        page: page, words: line.words, box: line.box, baseline: line.baseline, size: line.size,
        look: lookOf(line.words),
        place: place[number])
      if let last = out.last, joins(last, next) {
        out[out.count - 1].words += next.words
        out[out.count - 1].box = last.box.union(next.box)
      } else {
        out.append(next)
      }
    }
    return out
  }

  /// A table of figures, not a head that was set in a frame: below its header most places beside the stub hold a figure.
  private static func isOfValues(_ table: PageTable) -> Bool {
    var filled = 0
    var figures = 0
    for cell in table.cells where cell.row >= table.headerRows && cell.column > 0 && !cell.text.isEmpty {
      filled += 1
      if cell.text.unicodeScalars.contains(where: { isDigit($0.value) }) { figures += 1 }
    }
    return table.rows - table.headerRows >= 2 && filled >= 2 && figures * 2 > filled
  }

  /// Segments of one line: words of a justified or spaced title stand far apart.
  private static func joins(_ last: FrontLine, _ next: FrontLine) -> Bool {
    let size = max(last.size, next.size)
    return abs(last.baseline - next.baseline) < FrontLineRule.sameBaseline * size
      && abs(last.size - next.size) < FrontLineRule.sameSize * size && last.look == next.look
      && last.place == next.place && next.box.x0 - last.box.x1 < FrontLineRule.gap * size
      && next.box.x0 - last.box.x1 > -FrontLineRule.overlap * size
  }

  private static func lookOf(_ words: [Word]) -> FrontLook {
    var bold = 0
    var italic = 0
    var letters = 0
    var small = 0
    var colours: [UInt32: Int] = [:]
    for word in words where word.shift == .none {
      var count = 0
      for scalar in word.text.unicodeScalars where isLetter(scalar) {
        count += 1
        if isLower(scalar) { small += 1 }
      }
      letters += count
      if word.style.bold { bold += count }
      if word.style.italic { italic += count }
      colours[word.style.colour, default: 0] += count
    }
    let colour = colours.max { ($0.value, $1.key) < ($1.value, $0.key) }?.key ?? 0
    return FrontLook(
      bold: bold * 2 > letters, italic: italic * 2 > letters, colour: colour,
      capitals: letters > 1 && small == 0)
  }

  /// A line goes to the group whose last line is right above it and set like it.
  private static func groups(of lines: [FrontLine], settings: FrontSettings) -> [FrontGroup] {
    var out: [FrontGroup] = []
    var open: [Int] = []
    for line in lines {
      // Groups that ended too far above are closed.
      open.removeAll {
        line.baseline - (out[$0].lines.last?.baseline ?? 0) > settings.groupLeading
          * max(line.size, out[$0].size)
      }
      if let index = open.last(where: { belongs(line, to: out[$0], settings) }) {
        out[index].append(line)
      } else {
        open.append(out.count)
        out.append(FrontGroup(line))
      }
    }
    return out
  }

  private static func belongs(_ line: FrontLine, to group: FrontGroup, _ settings: FrontSettings)
    -> Bool
  {
    guard let last = group.lines.last else { return false }
    let step = line.baseline - last.baseline
    guard step > FrontLineRule.leastStep * line.size, step < settings.groupLeading * max(line.size, last.size) else {
      return false
    }
    guard abs(line.size - last.size) <= settings.sameSize * max(line.size, last.size),
      last.look.bold == line.look.bold,
      last.look.italic == line.look.italic, last.look.capitals == line.look.capitals,
      (last.place == .table) == (line.place == .table), (last.place == .values) == (line.place == .values)
    else { return false }
    // Not closer to what came before than the lines within are to each other.
    if group.lines.count > 1 {
      let usual = last.baseline - group.lines[group.lines.count - 2].baseline
      if step > settings.evenLeading * usual + 1 { return false }
    }
    return line.box.overlapX(last.box) > FrontLineRule.under * min(line.box.width, last.box.width)
  }
}

/// How pieces make lines and lines groups. Lengths are in sizes.
enum FrontLineRule {
  /// Between baselines of one line.
  static let sameBaseline = setting("sameBaseline", 0.2)
  /// The part of the size by which pieces of one line may differ.
  static let sameSize = setting("sameSize", 0.08)
  /// White within a line of large type, which is set wide.
  static let gap = setting("gap", 1.6)
  /// Overlap of pieces of one line.
  static let overlap = setting("overlap", 0.3)
  /// Baseline to baseline, at least: less is one line printed twice.
  static let leastStep = setting("leastStep", 0.6)
  /// The part of the narrower line's width that lines of one group share.
  static let under = setting("under", 0.4)
}
