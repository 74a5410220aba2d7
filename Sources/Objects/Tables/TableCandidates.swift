package import Model
package import Layout

/// What was looked at as a table on a page, for who asks why: how each candidate was found, what was measured in its grid, and what was decided.
package struct TableCandidate: Sendable {
  package var page: Int
  /// On the page as shown.
  package var box: Box
  /// What drew attention to it: `ruled`, `halfRuled`, `shaded`, `open`.
  package var kind: String
  /// Why it is none; nil where it is a table.
  package var reason: String?
  /// What made it one (a name of ``VerdictRule``), and how sure that is.
  package var by: String?
  package var confidence: Double
  package var rows: Int
  package var columns: Int
  /// Counts that the verdict asks for, by their names.
  package var measured: [(name: String, value: String)]
}

/// All candidates of a page, in the order in which they were tried: a table takes its place from those after it. `leavingOut`: lines that are
/// furniture or taken.
package func tableCandidates(on page: Page, leavingOut: [Bool] = [], settings: SegmentSettings) -> [TableCandidate] {
  let own = settings.tables.with(settings)
  let words = tablePage(page, leavingOut: leavingOut, settings: own)
  return tableReadings(on: words, marks: tableMarks(page, leavingOut, settings), settings: own).map { reading in
    var out = TableCandidate(
      page: page.number, box: page.shown(reading.region.box), kind: reading.region.kind.rawValue, confidence: 0,
      rows: reading.grid?.rows ?? 0, columns: reading.grid?.columns ?? 0, measured: [])
    switch reading.verdict {
    case .table(let confidence):
      out.confidence = confidence
      out.by = VerdictRule.names.first { $0.confidence == confidence }?.name
    case .refused(let why): out.reason = why
    }
    if let grid = reading.grid { out.measured = measures(of: grid, on: reading.words) }
    return out
  }
}

extension VerdictRule {
  /// What makes a table, by how sure it is.
  fileprivate static var names: [(confidence: Double, name: String)] {
    [
      (drawn, "drawn"), (halfRuled, "half-ruled"), (ruledValues, "captioned"), (values, "values"), (shaded, "shaded"), (headed, "headed"),
      (spaced, "spaced"), (weak, "weak"),
    ]
  }
}

/// Where captions and source lines stand on a page: they are outside of every table.
func tableMarks(_ page: Page, _ leavingOut: [Bool], _ settings: SegmentSettings) -> () -> PageCaptions {
  let left = leavingOut.count == page.lines.count ? leavingOut : [Bool](repeating: false, count: page.lines.count)
  let size = commonSize([page], leavingOut: [left])
  return { captionStarts(on: page, leavingOut: left, bodySize: size, words: settings.captionWords) }
}

private func measures(of grid: Grid, on page: TablePage) -> [(name: String, value: String)] {
  let facts = gridFacts(grid, page)
  let captioned = page.tableCaptions.contains {
    $0.y1 < grid.box.y0 + page.em && grid.box.y0 - $0.y1 < 3 * page.em && $0.overlapX(grid.box) > 0
  }
  return [
    ("cells-filled", "\(facts.filled) / \(grid.cells.count)"),
    ("rows-filled", "\(facts.rowsFilled) / \(grid.rows)"),
    ("columns-filled", "\(facts.columnsFilled) / \(grid.columns)"),
    ("cells-of-values", "\(facts.valueCells) / \(facts.beyondStub)"),
    ("rows-with-values", "\(facts.rowsWithValues) / \(grid.rows)"),
    ("words-per-cell", "\((facts.wordsPerCell * 10).rounded() / 10)"),
    ("words-of-running-text", "\(facts.prose) / \(facts.words)"),
    ("cells-over-columns", "\(facts.spanning)"),
    ("words-across-rules", "\(facts.crossing)"),
    ("rules-level", "\(grid.horizontals.count { !$0.soft })"),
    ("rules-upright", "\(grid.verticals.count { !$0.soft })"),
    ("caption-above", captioned ? "yes" : "no"),
  ]
}
