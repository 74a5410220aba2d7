import Layout
import Model
import Text

/// What stands in columns right under the caption of a table.
/// `words` true: only tables of words, which nothing else finds; tables of numbers are better found by their lines.
func captionedRegions(_ page: TablePage, taken: [Box], words: Bool, settings: TableSettings) -> [Region] {
  var out: [Region] = []
  for caption in page.tableCaptions {
    guard !taken.contains(where: { $0.y0 > caption.y0 && $0.y0 - caption.y1 < 5 * page.em && $0.overlapX(caption) > 0 }) else { continue }
    // The lines under it, as wide as the caption or as what stands there.
    let below = page.fragments.indices.filter {
      let it = page.fragments[$0].box
      return it.midY > caption.y1 && it.y0 - caption.y1 < 5 * page.em && !page.isOutside($0)
    }
    let lines = printedLines(below, on: page, settings: settings)
    guard let first = lines.firstIndex(where: { $0.fragments.count >= 2 }), lines[first].y0 - caption.y1 < GrowthRule.captionGap * page.em
    else { continue }
    let head = lines[first]
    var box = page.fragments[head.fragments[0]].box
    for place in head.fragments { box = box.union(page.fragments[place].box) }
    // Heads over several columns end in their middles: the line of heads under them is wider.
    if first + 1 < lines.count, lines[first + 1].fragments.count > head.fragments.count, !holdsText(lines[first + 1], page) {
      for place in lines[first + 1].fragments { box = box.union(page.fragments[place].box) }
    }
    box.x0 = min(box.x0, caption.x0)
    box.x1 = max(box.x1, caption.x1)
    // Rules at the header reach over columns whose heads stand a line lower.
    for rule in page.horizontals where rule.at > caption.y1 && rule.at < head.y1 + GrowthRule.headRule * page.em {
      guard rule.start < box.x1, rule.end > box.x0 || abs(rule.start - box.x1) < 3 * page.em else { continue }
      box.x0 = min(box.x0, rule.start)
      box.x1 = max(box.x1, rule.end)
    }
    for place in page.fragments.indices where page.fragments[place].isProse {
      let it = page.fragments[place].box
      if it.x0 < caption.x1, it.x0 > box.x0 - 3 * page.em, it.x1 > box.x0 { box.x1 = max(box.x1, it.x1) }
    }
    if words {
      let first = below.filter {
        page.fragments[$0].box.midY > head.y1 && page.fragments[$0].box.x0 > box.x0 - 2 && page.fragments[$0].box.x1 < box.x1 + 2
      }
      if first.isEmpty || first.filter({ page.fragments[$0].isValue }).count * 5 > first.count * 2 { continue }
    }
    guard let start = growth(in: Box(x0: box.x0, y0: head.y0 - 1, x1: box.x1, y1: head.y1 + 1), page, settings: settings) else { continue }
    let wide = Growth(x0: start.x0 - 3, x1: start.x1 + 3, gaps: start.gaps)
    let down = grow(wide, from: head.y1 - 1, down: true, page, taken: taken, settings: settings)
    guard down.lines >= 2 else { continue }
    let end = closing(below: down.edge, from: head.y0, x0: box.x0, x1: box.x1, page)
    let region = Box(x0: box.x0 - 1, y0: caption.y1 + GrowthRule.belowCaption, x1: box.x1 + 1, y1: end + GridRule.hair)
    out.append(Region(box: trimmed(region, page), kind: .open))
  }
  return out
}

/// Prose, or an item of a list: no line of heads.
private func holdsText(_ line: PrintedLine, _ page: TablePage) -> Bool {
  line.fragments.contains { page.fragments[$0].isProse || page.words[page.fragments[$0].words.lowerBound].kind == .bullet }
}

/// No wider on the right than its words and rules: the caption, or prose that looked like a cell, may have made it so.
private func trimmed(_ box: Box, _ page: TablePage) -> Box {
  let words = fragments(in: box, page).map { page.fragments[$0].box.x1 }.max() ?? box.x1
  let rules = page.horizontals.filter { $0.at > box.y0 && $0.at < box.y1 && $0.start < box.x1 }.map(\.end).max() ?? words
  return Box(x0: box.x0, y0: box.y0, x1: min(box.x1, max(words, rules) + 1), y1: box.y1)
}

/// A source line not far below the lines that keep the gaps: what is between (rows that run across the columns) belongs to the table.
private func closing(below edge: Double, from top: Double, x0: Double, x1: Double, _ page: TablePage) -> Double {
  let under = page.fragments.indices.filter {
    let it = page.fragments[$0].box
    return it.midY > edge && it.y0 < edge + 12 * page.em && it.x1 > x0 && it.x0 < x1
  }.sorted { (page.fragments[$0].baseline, $0) < (page.fragments[$1].baseline, $1) }
  var last = edge
  for place in under {
    let box = page.fragments[place].box
    if box.y0 - last > GrowthRule.rowGap * page.em { return edge }
    if page.isOutside(place) {
      guard page.closings.contains(page.words[page.fragments[place].words.lowerBound].line), last - edge < edge - top else { return edge }
      return notes(above: page.fragments[place], from: edge, under, page) ?? last
    }
    if box.x0 < x0 - 4 || box.x1 > x1 + 4 { return edge }
    last = max(last, box.y1)
  }
  return edge
}

/// Top of the lines right above the source line that are set like it and not like the table: its notes, which are none of the rows.
private func notes(above source: Fragment, from edge: Double, _ under: [Int], _ page: TablePage) -> Double? {
  let between = under.filter { page.fragments[$0].box.midY > edge && page.fragments[$0].baseline < source.baseline - 1 }
  guard let bodySize = page.fragments.last(where: { $0.box.midY <= edge && $0.box.y1 > edge - page.em })?.size else { return nil }
  guard source.size < bodySize - GrowthRule.sourceSmaller else { return nil }
  let first = between.first { abs(page.fragments[$0].size - source.size) < GrowthRule.sameSize }
  guard let first, between.drop(while: { $0 != first }).allSatisfy({ abs(page.fragments[$0].size - source.size) < GrowthRule.sameSize })
  else { return nil }
  return max(edge, page.fragments[first].box.y0 - GrowthRule.overNotes)
}
