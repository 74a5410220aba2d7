package import Model
import Text

/// Everything on the pages but furniture in reading order; lines inside tables and figures stay with them.
///
/// Each page is cut into columns by its white gutters (``columnLeaves(_:region:)``); within a column segments of one baseline are joined to
/// lines and go from top to bottom. Text that does not stand upright comes last on its page.
package func readingOrder(
  _ pages: [Page], facts: DocumentFacts, furniture: Furniture, tables: [[PageTable]], figures: [[PageFigure]], settings: SegmentSettings
) -> Flow {
  var flow = Flow(pages: pages)
  flow.fonts = facts.fonts
  for (index, page) in pages.enumerated() {
    var taken = furniture.lines[index]
    for table in tables[index] { for line in table.lines { taken[line] = true } }
    for figure in figures[index] { for line in figure.lines { taken[line] = true } }
    flow.items += orderedItems(of: page, index: index, taken: taken, tables: tables[index], figures: figures[index])
    flow.furniture += furnitureLines(page, index: index, furniture: furniture.lines[index])
  }
  flow.bodySize = bodySize(of: flow)
  joinDropCaps(&flow)
  return flow
}

/// What is put in order on a page.
package struct OrderItem {
  package var box: Box
  package var kind: Kind

  package enum Kind {
    case line(Int)
    case table(Int)
    case figure(Int)
    /// What stands in one drawn box.
    case box([OrderItem])
  }

  var isBox: Bool { if case .box = kind { true } else { false } }
  var isLine: Bool { if case .line = kind { true } else { false } }
  var isTable: Bool { if case .table = kind { true } else { false } }
}

/// How pieces of a printed line are joined.
private enum RowRule {
  /// An initial is so many times as large as the line beside it.
  static let largerInitial = setting("largerInitial", 1.7)
  /// The part of its width right of which that line begins.
  static let inset = setting("inset", 0.4)
  /// Sizes by which that line's baseline may lie below the initial's.
  static let below = setting("below", 0.5)
  /// Points between baselines of one row, at least.
  static let sameRow = setting("sameRow", 1.2)
  /// Points by which pieces of a line may overlap.
  static let touch = setting("touch", 0.5)
  /// Sizes of white that part words. Base: kerning stays below 0.1, spaces begin at 0.2.
  static let space = setting("space", 0.15)
  /// Points between sizes that are one.
  static let sameSize = setting("sameSize", 0.25)
}

private func orderedItems(of page: Page, index: Int, taken: [Bool], tables: [PageTable], figures: [PageFigure]) -> [FlowItem] {
  var items: [OrderItem] = []
  var slanted: [Int] = []
  for (number, line) in page.lines.enumerated() where !taken[number] && !line.words.isEmpty {
    if abs(line.angle) < 1 {
      items.append(OrderItem(box: line.box, kind: .line(number)))
    } else {
      slanted.append(number)
    }
  }
  for (number, table) in tables.enumerated() { items.append(OrderItem(box: table.box, kind: .table(number))) }
  for (number, figure) in figures.enumerated() { items.append(OrderItem(box: figure.box, kind: .figure(number))) }
  var out: [FlowItem] = []
  items = gatherBoxes(items, page: page)
  if let region = items.map(\.box).reduce(nil, { $0?.union($1) ?? $1 }) {
    for leaf in columnLeaves(items, region: region, page: page) {
      out += linesInOrder(leaf, page: page, index: index, tables: tables, figures: figures)
    }
  }
  let whole = Box(x0: 0, y0: 0, x1: page.width, y1: page.height)
  for number in slanted { out.append(.line(joinedLine([number], page: page, index: index, column: whole))) }
  return out
}

/// One column from top to bottom. Rows are clustered by baseline first and sorted then.
private func linesInOrder(_ leaf: ColumnLeaf, page: Page, index: Int, tables: [PageTable], figures: [PageFigure]) -> [FlowItem] {
  var lines: [Int] = []
  var out: [(y: Double, x: Double, items: [FlowItem])] = []
  for item in leaf.items {
    switch item.kind {
    case .line(let number): lines.append(number)
    case .table(let number): out.append((item.box.y0, item.box.x0, [.table(tables[number])]))
    case .figure(let number): out.append((item.box.y0, item.box.x0, [.figure(figures[number])]))
    case .box(let inner):
      // Boxes of one row go from left to right, however high they are.
      let top = leaf.items.filter { $0.isBox && sharesRow($0.box, item.box) }.map(\.box.y0).min() ?? item.box.y0
      let leaves = columnLeaves(inner, region: item.box, page: page)
      let held = leaves.flatMap { linesInOrder($0, page: page, index: index, tables: tables, figures: figures) }
      out.append((top, item.box.x0, held.map { $0.boxed(in: item.box) }))
    }
  }
  // An initial shares its baseline with a later line of its paragraph: it is no part of that.
  let initials = lines.filter { isInitial(page.lines[$0], among: lines, page: page) }
  if !initials.isEmpty { lines.removeAll { initials.contains($0) } }
  let margin = marginNotes(among: lines, page: page)
  lines = margin.rest
  for note in margin.notes {
    let box = note.lines.map { page.lines[$0].box }.reduce(page.lines[note.lines[0]].box) { $0.union($1) }
    out.append((note.y, box.x0, note.lines.map { .line(joinedLine([$0], page: page, index: index, column: box)) }))
  }
  for row in initials.map({ [$0] }) + baselineRows(lines, page: page) {
    let line = joinedLine(row, page: page, index: index, column: leaf.column)
    // Against a table or picture a line counts by its middle: captions may touch the box.
    out.append((line.box.midY, line.box.x0, [.line(line)]))
  }
  let order = out.indices.sorted { (out[$0].y, out[$0].x, $0) < (out[$1].y, out[$1].x, $1) }
  return order.flatMap { out[$0].items }
}

extension FlowItem {
  /// As text of a drawn box, unless a smaller one within holds it.
  fileprivate func boxed(in box: Box) -> FlowItem {
    guard case .line(var line) = self, line.boxed == nil else { return self }
    line.boxed = box
    return .line(line)
  }
}

private func isInitial(_ line: TextLine, among lines: [Int], page: Page) -> Bool {
  guard line.words.count == 1, line.words[0].text.utf8.count <= 6, line.words[0].text.unicodeScalars.count <= 3 else { return false }
  return lines.contains { number in
    let other = page.lines[number]
    return other.size * RowRule.largerInitial < line.size && other.box.x0 >= line.box.x0 + line.box.width * RowRule.inset
      && other.box.x0 - line.box.x1 < line.size
      && other.box.midY > line.box.y0 - other.size && other.baseline <= line.baseline + other.size * RowRule.below
  }
}

/// Lines whose baselines are less than a third of their size apart, by baseline; each row from left to right.
package func baselineRows(_ lines: [Int], page: Page) -> [[Int]] {
  // Not the page but its lines goes into the closures: less is held on to at every comparison.
  let all = page.lines
  let sorted = lines.sorted { (all[$0].baseline, all[$0].box.x0, $0) < (all[$1].baseline, all[$1].box.x0, $1) }
  var rows: [[Int]] = []
  for number in sorted {
    let line = page.lines[number]
    if let last = rows.last?.last,
      line.baseline - page.lines[last].baseline <= max(RowRule.sameRow, min(line.size, page.lines[last].size) / 3)
    {
      rows[rows.count - 1].append(number)
    } else {
      rows.append([number])
    }
  }
  return rows.map { row in row.count < 2 ? row : row.sorted { (all[$0].box.x0, $0) < (all[$1].box.x0, $1) } }
}

/// Segments of one row as one line.
func joinedLine(_ row: [Int], page: Page, index: Int, column: Box) -> FlowLine {
  let first = page.lines[row[0]]
  var words = first.words
  var box = first.box
  var woven = false
  for number in row.dropFirst() {
    var more = page.lines[number].words
    if !more.isEmpty { more[0].spaceBefore = true }
    words += more
    // A piece that stands between another's words (a lowered letter, a call with a baseline of its own) goes where it stands.
    if page.lines[number].box.x0 < box.x1 - RowRule.touch { woven = true }
    box = box.union(page.lines[number].box)
  }
  if woven {
    let order = words.indices.sorted { (words[$0].box.x0, $0) < (words[$1].box.x0, $1) }
    words = order.enumerated().map { place, index in
      var word = words[index]
      if place > 0, order[place - 1] != index - 1 {
        let before = words[order[place - 1]]
        word.spaceBefore = word.box.x0 - before.box.x1 > RowRule.space * max(word.size, before.size)
      }
      return word
    }
  }
  return FlowLine(
    page: index, words: words, box: box, baseline: first.baseline, size: mainSize(words, otherwise: first.size), column: column,
    sources: row)
}

/// The size that most scalars have, raised and lowered ones left out; sizes within a quarter point are one.
func mainSize(_ words: [Word], otherwise: Double) -> Double {
  guard let first = words.indices.first(where: { words[$0].shift == .none }) else { return otherwise }
  // Mostly one size.
  if words.indices.allSatisfy({ words[$0].shift != .none || abs(words[first].size - words[$0].size) < RowRule.sameSize }) {
    return words[first].size
  }
  var counts: [(size: Double, count: Int)] = []
  for index in words.indices where words[index].shift == .none {
    let count = max(1, words[index].edges.count - 1)
    if let place = counts.firstIndex(where: { abs($0.size - words[index].size) < RowRule.sameSize }) {
      counts[place].count += count
    } else {
      counts.append((words[index].size, count))
    }
  }
  var best: (size: Double, count: Int)?
  for entry in counts where entry.count > (best?.count ?? 0) { best = entry }
  return best?.size ?? otherwise
}

/// The size that most scalars of the flow's lines have, to a tenth of a point.
package func bodySize(of flow: Flow) -> Double {
  var counts: [Int: Int] = [:]
  for case .line(let line) in flow.items {
    counts[Int((line.size * 10).rounded()), default: 0] += line.words.indices.reduce(0) { $0 + max(1, line.words[$1].edges.count - 1) }
  }
  let best = counts.max { ($0.value, -$0.key) < ($1.value, -$1.key) }
  return best.map { Double($0.key) / 10 } ?? 10
}
