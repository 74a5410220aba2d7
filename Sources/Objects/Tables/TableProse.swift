import Layout
import Model
import Text

// Which fragments of a page are prose, and which words are bars of charts.

/// Prose: wide fragments of many words that stand one under another at a paragraph's leading, with the same left edge.
func markProse(_ page: inout TablePage, settings: TableSettings) {
  let order = page.fragments.indices.sorted {
    (page.fragments[$0].box.y0, page.fragments[$0].box.x0, $0) < (page.fragments[$1].box.y0, page.fragments[$1].box.x0, $1)
  }
  let labels = labelsOfValues(page, settings: settings)
  var wide: [Int] = []
  for place in order {
    let it = page.fragments[place]
    var texts = 0
    for word in it.words where page.words[word].kind == .text { texts += 1 }
    if it.words.count >= settings.proseWords, texts * 3 >= it.words.count * 2, it.box.width >= settings.proseWidth * it.size,
      !labels[place]
    {
      wide.append(place)
    }
  }
  var first = 0
  for (index, place) in wide.enumerated() {
    let it = page.fragments[place]
    while first < index, page.fragments[wide[first]].box.y1 < it.box.y0 - FragmentRule.proseReach * it.size { first += 1 }
    for other in wide[first..<index] {
      let above = page.fragments[other]
      let step = it.baseline - above.baseline
      guard step > FragmentRule.leastStep * it.size, step < FragmentRule.mostStep * it.size,
        abs(it.size - above.size) < FragmentRule.sameSize * it.size, !isRepeated(it, above, page)
      else { continue }
      let shared = it.box.overlapX(above.box)
      guard shared > FragmentRule.shared * min(it.box.width, above.box.width), abs(it.box.x0 - above.box.x0) < 4 * it.size else { continue }
      page.fragments[place].isProse = true
      page.fragments[other].isProse = true
    }
  }
  // The last line of a paragraph is short: it stands right under prose, at its left edge.
  let prose = order.filter { page.fragments[$0].isProse }
  for place in order where !page.fragments[place].isProse {
    let it = page.fragments[place]
    guard !it.isValue, !labels[place] else { continue }
    for other in prose {
      let above = page.fragments[other]
      let step = it.baseline - above.baseline
      if step > FragmentRule.leastStep * it.size, step < FragmentRule.lastStep * it.size,
        abs(it.box.x0 - above.box.x0) < FragmentRule.lastEdge * it.size, abs(it.size - above.size) < FragmentRule.lastSize
      {
        page.fragments[place].isProse = true
        break
      }
    }
  }
}

/// Whether two fragments one under another say the same, word for word as far as their widths show it: no text goes on so, rows do.
private func isRepeated(_ a: Fragment, _ b: Fragment, _ page: TablePage) -> Bool {
  a.words.count == b.words.count
    && zip(a.words, b.words).allSatisfy {
      page.words[$0].first == page.words[$1].first
        && abs(page.words[$0].box.width - page.words[$1].box.width) < FragmentRule.sameWidth
    }
}

/// The bars of a page's charts: fills of one thickness that begin on one line and differ in length, and that end at no border.
func chartBars(_ page: Page, _ out: TablePage) -> [Box] {
  guard out.fills.count >= 3 else { return [] }
  let boxes = out.fills.map(\.box)
  // Strips of shading are borders here too: a cell may end at one.
  return barChart(boxes, page: page).sorted().map { boxes[$0] }.filter { bar in
    !page.rulings.contains {
      $0.horizontal
        ? $0.start < bar.midX && $0.end > bar.midX && abs($0.position - bar.y0) < FragmentRule.barEnd
        : $0.start < bar.midY && $0.end > bar.midY && abs($0.position - bar.x1) < FragmentRule.barEnd
    }
  }
}

/// By fragment: whether the next one on its baseline is a number. Text that a value answers is a row's label, however long it is.
private func labelsOfValues(_ page: TablePage, settings: TableSettings) -> [Bool] {
  var out = [Bool](repeating: false, count: page.fragments.count)
  guard page.fragments.contains(where: \.isValue) else { return out }
  for line in printedLines(Array(page.fragments.indices), on: page, settings: settings) {
    for (place, next) in zip(line.fragments, line.fragments.dropFirst()) where page.fragments[next].isValue { out[place] = true }
  }
  return out
}
