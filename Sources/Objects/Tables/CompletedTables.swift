import Layout
import Model

/// A table with what belongs to it outside of what it was found by. What is drawn or stands close shows part of a table; its rows and columns tell
/// where it goes on: at the left (``labelsBeside(_:drawn:on:taken:settings:)``), above and below (``widened(_:on:taken:settings:)`` of drawn cells,
/// ``stretched(_:on:taken:settings:)`` of columns in line, ``uprightHeads(over:on:)``).
func complete(_ reading: inout TableReading, taken: [Box], settings: TableSettings) {
  guard case .table = reading.verdict, let grid = reading.grid else { return }
  let page = reading.words
  if reading.region.kind == .ruled {
    guard let box = widened(grid, on: page, taken: taken, settings: settings),
      let whole = readGrid(box, on: page, open: false, settings: settings),
      case .table(let confidence) = judge(whole, kind: .halfRuled, on: page, settings: settings)
    else { return }
    return take(whole, in: box, confidence, to: &reading)
  }
  if let left = labelsBeside(grid, drawn: false, on: page, taken: taken, settings: settings) {
    let box = Box(x0: left - GridRule.hair, y0: grid.box.y0, x1: grid.box.x1, y1: grid.box.y1)
    if let whole = readGrid(box, on: page, open: true, settings: settings),
      case .table(let confidence) = judge(whole, kind: reading.region.kind, on: page, settings: settings)
    {
      take(whole, in: box, confidence, to: &reading)
    }
  }
  if let first = reading.grid, case .table(let confidence) = reading.verdict,
    let box = stretched(first, on: page, taken: taken, settings: settings),
    let whole = readGrid(box, on: page, open: true, settings: settings), whole.columns == first.columns
  {
    take(whole, in: box, confidence, to: &reading)
  }
  if let first = reading.grid, case .table(let confidence) = reading.verdict, let heads = uprightHeads(over: first, on: page) {
    // The foot of the heads closes them as a rule would.
    var closed = page
    closed.horizontals.append(Edge(at: heads.foot, start: heads.box.x0, end: heads.box.x1))
    if let whole = readGrid(heads.box, on: closed, open: true, columns: first.xs, settings: settings) {
      take(whole, in: heads.box, confidence, to: &reading)
    }
  }
}

private func take(_ grid: Grid, in box: Box, _ confidence: Double, to reading: inout TableReading) {
  reading.region.box = box
  reading.grid = grid
  reading.verdict = .table(confidence: confidence)
}
