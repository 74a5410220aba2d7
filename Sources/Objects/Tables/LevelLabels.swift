import Layout
import Model
import Text

/// Labels that stand a little above or below the numbers that they name, all by the same distance, are set on the line of the numbers: some report
/// generators place the two in boxes of their own, aligned at the top and at the middle.
///
/// Takes the fragments of a page, changes the baselines of those labels and of their words. That the distance is one in row after row is beyond
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

/// A line of labels and the line of numbers that it stands closest to.
private struct OffLevel {
  var labels: PrintedLine
  var numbers: PrintedLine
  var size: Double

  var distance: Double { labels.baseline - numbers.baseline }
}

func levelLabels(_ page: inout TablePage, settings: TableSettings) {
  guard page.fragments.count(where: \.isValue) >= LevelRule.rows else { return }
  var run: [OffLevel] = []
  for pair in offLevel(page, settings: settings) {
    if let last = run.last,
      abs(pair.distance - last.distance) > LevelRule.same * pair.size
        || pair.numbers.baseline - last.numbers.baseline > LevelRule.apart * pair.size
    {
      settle(run, &page)
      run = []
    }
    run.append(pair)
  }
  settle(run, &page)
}

/// Lines of labels alone close above or below lines of numbers alone, which stand at their right, with nothing as close on the other side.
private func offLevel(_ page: TablePage, settings: TableSettings) -> [OffLevel] {
  let lines = printedLines(Array(page.fragments.indices), on: page, settings: settings)
  func areLabels(_ line: PrintedLine) -> Bool { line.fragments.allSatisfy { !page.fragments[$0].isValue } }
  func areNumbers(_ line: PrintedLine) -> Bool { line.fragments.allSatisfy { page.fragments[$0].isValue } }
  var out: [OffLevel] = []
  for (index, line) in lines.enumerated() where areNumbers(line) {
    guard let first = line.fragments.first.map({ page.fragments[$0] }) else { continue }
    let near = [index - 1, index + 1].filter { lines.indices.contains($0) }.map { lines[$0] }.sorted {
      abs($0.baseline - line.baseline) < abs($1.baseline - line.baseline)
    }
    guard let labels = near.first, areLabels(labels), abs(labels.baseline - line.baseline) < LevelRule.most * first.size,
      near.count < 2 || abs(labels.baseline - line.baseline) < LevelRule.nearer * abs(near[1].baseline - line.baseline),
      labels.fragments.allSatisfy({ page.fragments[$0].box.x1 < first.box.x0 })
    else { continue }
    out.append(OffLevel(labels: labels, numbers: line, size: first.size))
  }
  return out
}

/// Rows enough: their labels go to the numbers.
private func settle(_ run: [OffLevel], _ page: inout TablePage) {
  guard run.count >= LevelRule.rows, run.count(where: { $0.numbers.fragments.count >= 2 }) >= LevelRule.several else { return }
  for pair in run {
    for place in pair.labels.fragments {
      page.fragments[place].baseline = pair.numbers.baseline
      for word in page.fragments[place].words { page.words[word].baseline = pair.numbers.baseline }
    }
  }
}
