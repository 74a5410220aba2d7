import Model
import Layout
import Text

/// A table in drawn cells with what belongs to it outside of them: a stub to the left, a row of totals below, heads above.
///
/// Word processors and report generators box the numbers alone. The rows tell: labels beside them name them (``labelsBeside(_:drawn:on:taken:settings:)``);
/// what stands right above or below in the same columns heads or sums them.
enum WidenRule {
  /// Farthest that a line above or below may be, in ems.
  static let lineGap = setting("lineGap", 1.3)
  /// Sizes within this (points) are one. Base: totals are set a point larger at most.
  static let size = setting("size", 1.2)
  /// Most lines of heads that are looked for.
  static let heads = setting("heads", 3)
}

/// The box of a drawn grid with stub, heads and totals; nil where there are none.
func widened(_ grid: Grid, on page: TablePage, taken: [Box], settings: TableSettings) -> Box? {
  let box = grid.box
  let near = page.fragments.indices.filter { place in
    let it = page.fragments[place]
    return !it.isProse && !page.isOutside(place) && !taken.contains { $0.containsPoint(x: it.box.midX, y: it.box.midY) }
  }
  var out = box
  out.x0 = labelsBeside(grid, drawn: true, on: page, taken: taken, settings: settings).map { $0 - 1 } ?? box.x0
  let lines = printedLines(
    near.filter {
      let it = page.fragments[$0].box
      return it.x0 > out.x0 - 4 && it.x1 < out.x1 + 4 && (it.midY < box.y0 || it.midY > box.y1)
    }, on: page, settings: settings)
  out.y1 = totalsEnd(grid, lines.filter { $0.y0 > box.y1 - 2 }, page)
  out.y0 = headsStart(grid, lines.filter { $0.y1 < box.y0 + 2 }.reversed(), page)
  return out.x0 < box.x0 - 2 || out.y0 < box.y0 - 2 || out.y1 > box.y1 + 2 ? out : nil
}

/// Columns of the grid in which a line's fragments stand, one each; nil where one crosses a border.
func columns(of line: PrintedLine, _ grid: Grid, _ page: TablePage) -> [Int]? {
  var out: [Int] = []
  for place in line.fragments {
    let it = page.fragments[place].box
    if it.x1 < grid.xs[0] + 2 {
      out.append(-1)
      continue
    }
    guard let column = (0..<grid.columns).first(where: { it.midX > grid.xs[$0] && it.midX < grid.xs[$0 + 1] }),
      it.x0 > grid.xs[column] - 3, it.x1 < grid.xs[column + 1] + 3, !out.contains(column)
    else { return nil }
    out.append(column)
  }
  return out
}

/// Foot of the lines of numbers right below the drawn rows that stand in their columns; a group's heading may stand between.
private func totalsEnd(_ grid: Grid, _ lines: [PrintedLine], _ page: TablePage) -> Double {
  var end = grid.box.y1
  var last = end
  for line in lines {
    guard line.y0 - last < WidenRule.lineGap * page.em, !beginsNote(line, page) else { break }
    if line.fragments.count == 1, last == end {
      last = line.y1
      continue
    }
    guard let places = columns(of: line, grid, page), places.count >= 2,
      line.fragments.count(where: { page.fragments[$0].isValue }) * 2 >= line.fragments.count,
      line.fragments.contains(where: { page.fragments[$0].isValue }),
      abs(page.fragments[line.fragments[0]].size - (grid.lines.last?.fragments.first.map { page.fragments[$0].size } ?? 0)) < WidenRule.size
    else { break }
    end = line.y1 + GridRule.hair
    last = end
  }
  return end
}

/// Top of the heads right above the drawn rows: lines of two and more short pieces, none of them a number but a year.
private func headsStart(_ grid: Grid, _ lines: [PrintedLine], _ page: TablePage) -> Double {
  var top = grid.box.y0
  for line in lines.prefix(WidenRule.heads) {
    guard top - line.y1 < WidenRule.lineGap * page.em, line.fragments.count >= 2, line.fragments.count <= grid.columns else { break }
    let plain = line.fragments.allSatisfy { place in
      let it = page.fragments[place]
      let first = page.words[it.words.lowerBound]
      guard first.kind != .bullet, !first.enumerates else { return false }
      return it.words.count <= 5 && it.box.x0 > grid.box.x0 - 4 && (!it.isValue || it.words.count == 1 && isYear(it.words.lowerBound, page))
    }
    guard plain else { break }
    top = line.y0 - GridRule.hair
  }
  return top
}
