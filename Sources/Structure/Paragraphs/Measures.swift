import Model
import Text
package import Layout
import Objects

/// What lines are measured against: the column's edges and the leading where they stand, and the document's habits.
package struct Measures {
  /// For each item of the flow that is a line: where its column's text begins and ends, and the distance of its baselines.
  package private(set) var left: [Double]
  package private(set) var right: [Double]
  package private(set) var leading: [Double]
  /// Lines of the column end together at the right.
  private(set) var justified: [Bool]
  /// Paragraphs of the document begin with an indent.
  private(set) var indents = false
  /// Points.
  private(set) var indent = 0.0

  package init(_ flow: Flow) {
    let count = flow.items.count
    left = [Double](repeating: 0, count: count)
    right = [Double](repeating: 0, count: count)
    leading = [Double](repeating: 0, count: count)
    justified = [Bool](repeating: false, count: count)
    let runs = Measures.runs(of: flow)
    let common = Measures.commonLeading(flow)
    var wide: [WideRun] = []
    for run in runs where run.count >= 6 && !Measures.isQuote(flow, run[0]) {
      let edges = Measures.edges(flow, run)
      wide.append((flow.items[run[0]].page, edges.left, edges.right, edges.justified, Measures.column(flow, run)))
    }
    for run in runs {
      let column = Measures.column(flow, run)
      let page = flow.items[run[0]].page
      var edges = Measures.edges(flow, run)
      if run.count < 6, !Measures.isQuote(flow, run[0]) {
        // Few lines say little of their measure: that of the nearest page's like column is taken.
        if let like = Measures.likeColumn(of: wide, left: edges.left, right: edges.right, width: column.width, page: page) {
          edges = (like.left, like.right, like.justified)
        } else {
          edges.left = min(edges.left, column.x0)
          edges.right = max(edges.right, column.x1)
        }
      }
      // By size: notes below the text have a leading of their own.
      var gaps: [Int: [Int: Int]] = [:]
      for (upper, lower) in zip(run, run.dropFirst()) {
        guard let a = flow.items[upper].frame, let b = flow.items[lower].frame, abs(a.size - b.size) < MeasureRule.sameSize
        else { continue }
        let gap = b.baseline - a.baseline
        if Measures.isStep(gap, from: upper, to: lower, size: a.size, in: flow) {
          gaps[Int((a.size * 2).rounded()), default: [:]][Int((gap * 4).rounded()), default: 0] += 1
        }
      }
      let steps = RunSteps(gaps)
      for place in run {
        guard let line = flow.items[place].frame else { continue }
        left[place] = edges.left
        right[place] = edges.right
        justified[place] = edges.justified
        let own = steps.leading(of: line.size)
        let usual = common[Int((line.size * 2).rounded())]
        if let own, abs(line.size - flow.bodySize) < MeasureRule.bodySize || usual == nil,
          usual == nil || own < usual! * MeasureRule.ownLeading
        {
          leading[place] = own
        } else {
          leading[place] = usual ?? line.size * MeasureRule.usual
        }
      }
    }
    (indents, indent) = Measures.indentHabit(flow, left: left, leading: leading)
  }

  private typealias WideRun = (page: Int, left: Double, right: Double, justified: Bool, column: Box)

  /// Of runs long enough to show their measure the one that holds these edges, on the nearest page, of the same side rather than of the other.
  private static func likeColumn(of wide: [WideRun], left: Double, right: Double, width: Double, page: Int) -> WideRun? {
    var best: (distance: Int, run: WideRun)?
    for other in wide {
      guard other.left <= left + 6, other.right >= right - 6, abs(other.column.width - width) < 30 || other.page != page else { continue }
      let distance = abs(other.page - page) * 2 + (other.page % 2 == page % 2 ? 0 : 1)
      if best.map({ distance < $0.distance }) ?? true { best = (distance, other) }
    }
    return best?.run
  }

  /// Lines that follow each other in one column of one page.
  package static func runs(of flow: Flow) -> [[Int]] {
    var out: [[Int]] = []
    var last: LineFrame?
    for place in flow.items.indices {
      guard let line = flow.items[place].frame else { continue }
      if let before = last, before.page == line.page, before.column == line.column {
        out[out.count - 1].append(place)
      } else {
        out.append([place])
      }
      last = line
    }
    return out
  }

  private static func isQuote(_ flow: Flow, _ place: Int) -> Bool {
    flow.items[place].frame?.role == .quote
  }

  private static func column(_ flow: Flow, _ run: [Int]) -> Box {
    flow.items[run[0]].frame?.column ?? flow.items[run[0]].box
  }

  /// The leftmost beginning that two lines share, the rightmost end; justified where a good part of the lines end there.
  private static func edges(_ flow: Flow, _ run: [Int]) -> (left: Double, right: Double, justified: Bool) {
    var starts: [Double] = []
    var ends: [Double] = []
    for place in run {
      guard let line = flow.items[place].frame else { continue }
      starts.append(line.box.x0)
      ends.append(line.box.x1)
    }
    starts.sort()
    ends.sort(by: >)
    var left = starts[0]
    for (a, b) in zip(starts, starts.dropFirst()) where b - a < MeasureRule.sameEdge {
      left = a
      break
    }
    if left > starts[0] + 40 { left = starts[0] }
    if starts.count >= 10 {
      // Headings may hang out to the left of the text: an edge is where a good part of the lines begin.
      var first = 0
      for last in starts.indices {
        while starts[last] - starts[first] > MeasureRule.sameEdge { first += 1 }
        if (last - first + 1) * 6 >= starts.count {
          left = starts[first]
          break
        }
      }
    }
    var right = ends[0]
    for (a, b) in zip(ends, ends.dropFirst()) where a - b < MeasureRule.sameEdge {
      right = a
      break
    }
    if right < ends[0] - 20 { right = ends[0] }
    let full = ends.filter { right - $0 < MeasureRule.fullEnd }.count
    return (left, right, run.count >= 3 && full * 2 >= run.count)
  }

  /// Whether a distance of baselines can be a leading: a wide one only where a sentence goes on over it, for else it parts paragraphs of one line.
  private static func isStep(_ gap: Double, from upper: Int, to lower: Int, size: Double, in flow: Flow) -> Bool {
    guard gap > size * MeasureRule.leastStep, gap < size * MeasureRule.widestStep else { return false }
    if gap < size * MeasureRule.mostStep { return true }
    guard let above = flow.line(at: upper), let line = flow.line(at: lower) else { return false }
    return beginsLower(line) && !endsSentence(above)
  }

  /// By size (half points): the smallest distance of baselines that is common.
  private static func commonLeading(_ flow: Flow) -> [Int: Double] {
    var counts: [Int: [Int: Int]] = [:]
    var last: LineFrame?
    var lastPlace = 0
    for place in flow.items.indices {
      guard let line = flow.items[place].frame else {
        last = nil
        continue
      }
      if let before = last, before.page == line.page, before.column == line.column, abs(before.size - line.size) < MeasureRule.sameSize {
        let gap = line.baseline - before.baseline
        if isStep(gap, from: lastPlace, to: place, size: line.size, in: flow) {
          counts[Int((line.size * 2).rounded()), default: [:]][Int((gap * 4).rounded()), default: 0] += 1
        }
      }
      last = line
      lastPlace = place
    }
    return counts.mapValues { gaps in
      let total = gaps.values.reduce(0, +)
      let frequent = gaps.keys.sorted().first { gaps[$0]! * 5 >= total || gaps[$0]! >= 40 }
      return Double(frequent ?? gaps.max { ($0.value, -$0.key) < ($1.value, -$1.key) }!.key) / 4
    }
  }

  /// Whether lines that are set in by one to four sizes, at the usual leading after a line at the edge, are common, and by how much.
  private static func indentHabit(_ flow: Flow, left: [Double], leading: [Double]) -> (Bool, Double) {
    var counts: [Int: Int] = [:]
    var lines = 0
    var previous: Int?
    for place in flow.items.indices {
      guard let line = flow.items[place].frame, line.role == .text else {
        previous = nil
        continue
      }
      lines += 1
      if let before = previous, let above = flow.items[before].frame, above.page == line.page, above.column == line.column {
        let dx = line.box.x0 - left[place]
        if dx > line.size * MeasureRule.leastIndent, dx < line.size * 4, abs(above.box.x0 - left[before]) < MeasureRule.sameEdge,
          line.baseline - above.baseline < leading[place] * MeasureRule.indentLeading
        {
          counts[Int(dx.rounded()), default: 0] += 1
        }
      }
      previous = place
    }
    guard let best = counts.max(by: { ($0.value, -$0.key) < ($1.value, -$1.key) }) else { return (false, 0) }
    return (best.value >= 3 && best.value * 40 >= lines, Double(best.key))
  }
}

/// How measures of a text are taken. Lengths are in points unless said otherwise.
/// The commonest steps from line to line of a run: over all, and of each size of type.
private struct RunSteps {
  /// A quarter point each.
  private var most: (gap: Int, count: Int, size: Int)?
  private var own: [Int: (gap: Int, count: Int)] = [:]

  /// Half points of size → quarter points of step → how often.
  init(_ gaps: [Int: [Int: Int]]) {
    var all: [Int: Int] = [:]
    for (size, steps) in gaps {
      for (gap, count) in steps { all[gap, default: 0] += count }
      if let best = steps.max(by: { ($0.value, -$0.key) < ($1.value, -$1.key) }) { own[size] = (best.key, best.value) }
    }
    guard let best = all.max(by: { ($0.value, -$0.key) < ($1.value, -$1.key) }) else { return }
    let size = gaps.max { ($0.value[best.key] ?? 0, -$0.key) < ($1.value[best.key] ?? 0, -$1.key) }?.key ?? 0
    most = (best.key, best.value, size)
  }

  /// The run's, unless that is of type of quite another size and lines of this one show theirs.
  func leading(of size: Double) -> Double? {
    guard let most else { return nil }
    if abs(Double(most.size) / 2 - size) > MeasureRule.otherText * size, let own = own[Int((size * 2).rounded())],
      own.count >= MeasureRule.ownSteps
    {
      return Double(own.gap) / 4
    }
    return most.count >= MeasureRule.ownSteps ? Double(most.gap) / 4 : nil
  }
}

private enum MeasureRule {
  /// The part of its size by which other text of a run is of another.
  static let otherText = setting("otherText", 0.08)
  /// Between sizes that are one.
  static let sameSize = setting("sameSize", 0.3)
  /// Sizes from baseline to baseline that can be a leading, at least …
  static let leastStep = setting("leastStep", 0.8)
  /// … and at most: double spacing is 2.3 …
  static let mostStep = setting("mostStep", 2.4)
  /// … and more of type that measures small, as what is read from a picture does.
  static let widestStep = setting("widestStep", 2.8)
  /// Between the size of a line and the body's.
  static let bodySize = setting("bodySize", 0.6)
  /// So many times the usual leading, up to which a run's own one is believed.
  static let ownLeading = setting("ownLeading", 1.12)
  /// Steps of one size in a run that show its leading.
  static let ownSteps = setting("ownSteps", 3)
  /// Sizes of leading where nothing shows it.
  static let usual = setting("usual", 1.25)
  /// Between starts of lines at one edge.
  static let sameEdge = setting("sameEdge", 1.5)
  /// By which the end of a justified line may miss the edge: marks hang.
  static let fullEnd = setting("fullEnd", 2.5)
  /// Sizes that a first line is set in, at least.
  static let leastIndent = setting("leastIndent", 0.8)
  /// So many leadings above a first line that is set in.
  static let indentLeading = setting("indentLeading", 1.25)
}
