import CPoppler
import Model

/// What is said of text that a page holds and does not show.
///
/// Text under an opaque bar was mostly to be taken out and was not (a redaction that covers but does not remove): it stays out of every
/// output, and only its number and place are told. `hidden-text` says that much else is invisible, clipped away or white on white.
struct UnseenText {
  /// Share of a page's letters above which hidden ones are told. Below it are stray marks of the producer.
  private static let leastShare = 0.05
  /// Bars of a page that are told one by one; the others are told together.
  private static let mostBars = 20

  /// - Parameters:
  ///   - covered: glyphs under bars, by bar, in paint order.
  ///   - hidden: glyphs on the page that are unseen for other reasons.
  static func findings(_ page: pdf_page, number: Int, covered: [(bar: UInt32, glyph: Int)], hidden: Int, total: Int) -> [Finding] {
    var findings: [Finding] = []
    var counts: [Int] = []
    var boxes: [FloatBox] = []
    var last: UInt32?
    let again = repainted(page, covered)
    // The bars of a page in paint order; the letters of one need not follow each other.
    for (bar, index) in covered.filter({ !again.contains($0.glyph) }).sorted(by: { ($0.bar, $0.glyph) < ($1.bar, $1.glyph) }) {
      let glyph = page.glyphs[index]
      let box = FloatBox(x0: glyph.x0, y0: glyph.y0, x1: glyph.x1, y1: glyph.y1)
      if bar != last, counts.count < mostBars {
        counts.append(1)
        boxes.append(box)
      } else {
        counts[counts.count - 1] += 1
        boxes[boxes.count - 1].formUnion(box)
      }
      last = bar
    }
    for (count, box) in zip(counts, boxes) {
      findings.append(
        Finding(
          "covered-text", .warning, "\(count) letters stand under an opaque box and are left out.", page: number, box: Box(box)))
    }
    if Double(hidden) > leastShare * Double(total) {
      findings.append(
        Finding("hidden-text", .warning, "\(hidden) of \(total) letters of the page cannot be seen and are left out.", page: number))
    }
    return findings
  }

  /// Glyphs that stand on top of their bar once more: nothing of them is hidden.
  private static func repainted(_ page: pdf_page, _ covered: [(bar: UInt32, glyph: Int)]) -> Set<Int> {
    let glyphs = UnsafeBufferPointer(start: page.glyphs, count: page.glyphCount)
    var last: [Place: UInt32] = [:]
    if !covered.isEmpty { for glyph in glyphs where glyph.flags == 0 { last[Place(glyph, 0, 0)] = glyph.sequence } }
    var again: Set<Int> = []
    for (bar, index) in covered {
      let isAgain = (-1...1).contains { across in
        (-1...1).contains { down in (last[Place(glyphs[index], across, down)] ?? 0) > bar }
      }
      if isAgain { again.insert(index) }
    }
    return again
  }

  /// A letter and about where it stands.
  private struct Place: Hashable {
    var scalar: UInt32
    var column: Int32
    var row: Int32

    /// Points.
    private static let grid: Float = 2

    init(_ glyph: pdf_glyph, _ across: Int32, _ down: Int32) {
      scalar = glyph.scalar
      column = Int32(max(-1e6, min(1e6, glyph.originX / Self.grid))) + across
      row = Int32(max(-1e6, min(1e6, glyph.originY / Self.grid))) + down
    }
  }
}
