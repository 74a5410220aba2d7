import Layout
import Model
import Text

/// Labels that stand a little above or below the numbers that they name, all by the same distance, are set on the line of the numbers: some report
/// generators place the two in boxes of their own, aligned at the top and at the middle.
///
/// Takes the fragments of a page, moves those labels and their words. That the distance is one in row after row is beyond
/// chance; a label of two lines with its number in the middle has a line above and a line below, and is left as it is.
enum LevelRule {
  /// Rows on end that are off by the same distance, at least, and how many of them have several numbers. Base: two may be so by chance.
  static let rows = setting("rows", 4)
  static let several = setting("several", 2)
  /// Sizes by which label and number may be off, at most.
  static let most = setting("most", 0.75)
  /// The part of the distance to the next row's numbers that the label's own may have, at most.
  static let nearer = setting("nearer", 0.7)
  /// Sizes by which the distances may differ. Base: places are rounded to a tenth of a point.
  static let same = setting("same", 0.04)
  /// Sizes between rows on end, at most.
  static let apart = setting("apart", 5.0)
}

/// A line of labels and the line of numbers that it stands closest to; places in the page's lines.
private struct OffLevel {
  var labels: Int
  var numbers: Int
  var distance: Double
  var size: Double
}

func levelLabels(_ page: inout TablePage, settings: TableSettings) {
  guard page.fragments.count(where: \.isValue) >= LevelRule.rows else { return }
  let lines = printedLines(Array(page.fragments.indices), on: page, settings: settings)
  var run: [OffLevel] = []
  for pair in offLevel(lines, page) {
    if let last = run.last,
      abs(pair.distance - last.distance) > LevelRule.same * pair.size
        || lines[pair.numbers].baseline - lines[last.numbers].baseline > LevelRule.apart * pair.size
    {
      level(run, lines, &page)
      run = []
    }
    run.append(pair)
  }
  level(run, lines, &page)
}

/// Whether a line holds words, and all of it stands left of a place.
private func areLabels(_ line: PrintedLine, before end: Double, _ page: TablePage) -> Bool {
  line.fragments.contains { !page.fragments[$0].isValue } && line.fragments.allSatisfy { page.fragments[$0].box.x1 < end }
}

/// Lines of labels (running numbers among them) close above or below lines of numbers alone, which stand at their right, with nothing as close on the
/// other side.
private func offLevel(_ lines: [PrintedLine], _ page: TablePage) -> [OffLevel] {
  var out: [OffLevel] = []
  for (index, line) in lines.enumerated() where line.fragments.allSatisfy({ page.fragments[$0].isValue }) {
    guard let first = line.fragments.first.map({ page.fragments[$0] }) else { continue }
    func distance(_ other: Int) -> Double { abs(lines[other].baseline - line.baseline) }
    let near = [index - 1, index + 1].filter { lines.indices.contains($0) }.sorted { (distance($0), $0) < (distance($1), $1) }
    guard let labels = near.first, distance(labels) < LevelRule.most * first.size,
      near.count < 2 || distance(labels) < LevelRule.nearer * distance(near[1]), areLabels(lines[labels], before: first.box.x0, page)
    else { continue }
    out.append(OffLevel(labels: labels, numbers: index, distance: lines[labels].baseline - line.baseline, size: first.size))
  }
  return out
}

/// Rows enough: their labels go to the numbers, and headings of groups among them by the same distance.
private func level(_ run: [OffLevel], _ lines: [PrintedLine], _ page: inout TablePage) {
  guard run.count >= LevelRule.rows, run.count(where: { lines[$0.numbers].fragments.count >= 2 }) >= LevelRule.several,
    let first = run.first, let last = run.last
  else { return }
  func move(_ line: PrintedLine, to baseline: Double) {
    func down(_ box: Box) -> Box {
      Box(x0: box.x0, y0: box.y0 + baseline - line.baseline, x1: box.x1, y1: box.y1 + baseline - line.baseline)
    }
    for place in line.fragments {
      page.fragments[place].baseline = baseline
      page.fragments[place].box = down(page.fragments[place].box)
      // Boxes move too: the height of a row's line, which steps from row to row are measured by, must not be that of two lines.
      for word in page.fragments[place].words {
        page.words[word].baseline = baseline
        page.words[word].box = down(page.words[word].box)
      }
    }
  }
  for pair in run { move(lines[pair.labels], to: lines[pair.numbers].baseline) }
  let paired = Set(run.flatMap { [$0.labels, $0.numbers] })
  let end = run.map { page.fragments[lines[$0.numbers].fragments[0]].box.x0 }.min() ?? 0
  for index in max(0, min(first.labels, first.numbers) - 1)...max(last.labels, last.numbers)
  where !paired.contains(index) && areLabels(lines[index], before: end, page) {
    move(lines[index], to: lines[index].baseline - first.distance)
  }
}
