import Model
import Text
import Layout

/// The printed lines of a region: its fragments by baseline, and those by place.
package struct PrintedLine {
  package var baseline: Double
  package var y0: Double
  package var y1: Double
  /// Indices into ``TablePage/fragments``, left to right.
  var fragments: [Int]

  package var height: Double { y1 - y0 }
}

/// Fragments clustered by baseline, top to bottom: a cluster ends where the next baseline is further than
/// ``TableSettings/sameLine`` from its first.
func printedLines(_ fragments: [Int], on page: TablePage, settings: TableSettings) -> [PrintedLine] {
  // Only what is sorted goes into the closures: they would hold on to the whole page at every comparison.
  let all = page.fragments
  let sorted = fragments.sorted { (all[$0].baseline, all[$0].box.x0, $0) < (all[$1].baseline, all[$1].box.x0, $1) }
  var out: [PrintedLine] = []
  var first = 0
  while first < sorted.count {
    let start = page.fragments[sorted[first]]
    var last = first + 1
    while last < sorted.count {
      let next = page.fragments[sorted[last]]
      if next.baseline - start.baseline > settings.sameLine * max(start.size, next.size) { break }
      last += 1
    }
    var line = PrintedLine(baseline: 0, y0: .infinity, y1: -.infinity, fragments: Array(sorted[first..<last]))
    line.fragments.sort { (all[$0].box.x0, $0) < (all[$1].box.x0, $1) }
    for place in line.fragments {
      let box = page.fragments[place].box
      line.y0 = min(line.y0, box.y0)
      line.y1 = max(line.y1, box.y1)
      line.baseline = max(line.baseline, page.fragments[place].baseline)
    }
    out.append(line)
    first = last
  }
  return out
}
