package import Model
import Text

/// Running heads, folios, watermarks, line numbers and side labels: what stands on the pages and is no part of the text.
///
/// Method: repetition over pages by position and folded text, as in X. Lin, "Header and footer extraction by page association" (HP Labs,
/// 2002), with two departures. Lines are compared within *bands* (equal distance from the page's edge over the whole document), and a band
/// must be kept for furniture by most of the pages that print in it: so a table head repeated at the top of some pages, or body text, is
/// never taken. And rows are peeled off a page from outside in: a row is furniture only if all rows further out are.
package struct Furniture {
  /// For each page, for each of its lines: whether it is furniture.
  package var lines: [[Bool]]
  /// The page labels that folios print, where found.
  package var labels: [String?]
}

/// - Parameters:
///   - tables: for each page the lines of what is surely a table, table by table: they are never furniture.
///   - seen: hears after each step what it is called, what is furniture by then, and the bands that it went by.
package func findFurniture(
  _ pages: [Page], facts: DocumentFacts, tables: [[Set<Int>]] = [], settings: SegmentSettings,
  seen: (_ step: String, Furniture, [FurnitureBand]) -> Void = { _, _, _ in }
) -> Furniture {
  var furniture = Furniture(
    lines: pages.map { [Bool](repeating: false, count: $0.lines.count) }, labels: [String?](repeating: nil, count: pages.count))
  markLineNumbers(pages, into: &furniture)
  seen("line-numbers", furniture, [])
  let sure = linesOfTables(tables, pages: pages)
  let rows = pages.indices.map { marginRows(of: pages[$0], leavingOut: furniture.lines[$0], tables: sure[$0]) }
  let texts = MarginTexts(rows, pages: pages)
  let sequence = folioSequence(rows, texts: texts, pages: pages)
  for (page, label) in sequence.labels { furniture.labels[page] = label }
  for line in sequence.lines { furniture.lines[line.page][line.line] = true }
  markStatedPages(rows, pages: pages, words: settings.words("page-labels"), into: &furniture)
  seen("folio", furniture, [])

  let bodySize = commonLineSize(pages)
  let bands = furnitureBands(rows, folios: sequence, texts: texts, bodySize: bodySize)
  for page in pages.indices {
    peel(rows[page].top, top: true, page: page, bands: bands, width: pages[page].width, bodySize: bodySize, into: &furniture)
    peel(rows[page].bottom, top: false, page: page, bands: bands, width: pages[page].width, bodySize: bodySize, into: &furniture)
  }
  seen("band", furniture, bands)
  markTitleHeads(rows, pages: pages, into: &furniture)
  seen("title", furniture, [])
  markRuledHeads(rows, pages: pages, bodySize: bodySize, into: &furniture)
  seen("rule", furniture, [])
  markStatedFurniture(pages, into: &furniture)
  markArtifacts(pages, into: &furniture)
  seen("stated", furniture, [])
  markSideText(pages, into: &furniture)
  markWatermarks(pages, bodySize: bodySize, into: &furniture)
  seen("side", furniture, [])
  markLabels(pages, words: settings.words("continued-labels"), into: &furniture)
  seen("label", furniture, [])
  markLetterhead(pages, settings: settings, into: &furniture)
  seen("letterhead", furniture, [])
  spareTitleInHead(rows, pages: pages, bodySize: bodySize, into: &furniture)
  for page in sure.indices { for line in sure[page] { furniture.lines[page][line] = false } }
  markRepeatedFrames(tables, pages: pages, into: &furniture)
  fillLabels(&furniture, sequence: sequence)
  return furniture
}

package enum FurnitureRule {
  /// Rows looked at from either edge of a page.
  package static let depth = setting("depth", 8)
  /// How far a row may be from its edge, as a part of the page's height.
  package static let reach = setting("reach", 0.22)
  /// Lines within this distance (points) of each other, measured from the page's edge, share a band.
  static let bandStep = setting("bandStep", 2.5)
  /// A band spreads no further than this (points): a chain of near neighbours must not grow over the page.
  static let bandSpread = setting("bandSpread", 6.0)
  /// A head that is not known by its words is at most so much larger than the text: larger ones are headings. Base: running heads are set smaller.
  static let largest = setting("largest", 1.12)
  /// The part of the pages printing in a band on which it must repeat.
  static let bandShare = setting("bandShare", 0.5)
}

/// How lines of a margin make rows.
private enum MarginRowRule {
  /// Points between baselines of one row, at least: small print is set on the same line with half a point of error.
  static let sameRow = setting("sameRow", 1.5)
}

/// The size that most words have, to half a point.
private func commonLineSize(_ pages: [Page]) -> Double {
  var counts: [Int: Int] = [:]
  for page in pages {
    for line in page.lines where line.size < 200 { counts[Int((2 * line.size).rounded()), default: 0] += line.words.count }
  }
  let best = counts.max { ($0.value, -$0.key) < ($1.value, -$1.key) }
  return best.map { Double($0.key) / 2 } ?? 10
}

/// A row of text near the top or the bottom of a page, with the lines that make it, from left to right.
package struct MarginRow {
  package var lines: [MarginLine]
  /// Baseline's distance from the page's edge, points.
  package var distance: Double
  /// From its baseline to that of the next row inwards; infinite where there is none.
  package var gap: Double
  package var size: Double
  /// Pieces that are a number and nothing else: three and more are amounts, however often their row comes back.
  package var amounts: Int
  /// It belongs to a table: ``standsInTable(_:inner:next:page:)``.
  package var tabular: Bool
}

package struct MarginLine {
  package var line: Int
  package var folded: FoldedText
  package var size: Double
  package var style: Style
  package var box: Box
}

/// Rows from outside in, up to the first that is surely a table's.
func marginRows(of page: Page, leavingOut: [Bool] = [], tables: Set<Int> = []) -> (top: [MarginRow], bottom: [MarginRow]) {
  var order: [Int] = []
  for (index, line) in page.lines.enumerated()
  where abs(line.angle) < 1 && !line.words.isEmpty && !(index < leavingOut.count && leavingOut[index]) {
    order.append(index)
  }
  order.sort { (page.lines[$0].baseline, page.lines[$0].box.x0, $0) < (page.lines[$1].baseline, page.lines[$1].box.x0, $1) }
  // Rows: baselines closer than a third of the size.
  var rows: [[Int]] = []
  for index in order {
    let line = page.lines[index]
    if let last = rows.last?.first,
      line.baseline - page.lines[last].baseline <= max(MarginRowRule.sameRow, min(line.size, page.lines[last].size) / 3)
    {
      rows[rows.count - 1].append(index)
    } else {
      rows.append([index])
    }
  }
  func row(_ place: Int, inner: Int?, step: Int, top: Bool) -> MarginRow {
    let indices = rows[place].sorted { (page.lines[$0].box.x0, $0) < (page.lines[$1].box.x0, $1) }
    let baseline = page.lines[rows[place][0]].baseline
    let lines = indices.map { index in
      let line = page.lines[index]
      return MarginLine(
        line: index, folded: FoldedText(line.words), size: line.size, style: line.words[0].style, box: line.box)
    }
    let innerBaseline = inner.map { page.lines[rows[$0][0]].baseline }
    let next = inner.flatMap { rows.indices.contains($0 + step) ? rows[$0 + step] : nil }
    return MarginRow(
      lines: lines, distance: top ? baseline : page.height - baseline, gap: innerBaseline.map { abs($0 - baseline) } ?? .infinity,
      size: lines.map(\.size).max() ?? 0, amounts: lines.count { $0.folded.letters == 0 && $0.folded.value != nil },
      tabular: standsInTable(rows[place], inner: inner.map { rows[$0] }, next: next, page: page))
  }
  let reach = page.height * FurnitureRule.reach
  func isTable(_ place: Int) -> Bool { !tables.isEmpty && rows[place].contains { tables.contains($0) } }
  var top: [MarginRow] = []
  for place in rows.indices.prefix(FurnitureRule.depth) where page.lines[rows[place][0]].baseline <= reach {
    if isTable(place) { break }
    top.append(row(place, inner: place + 1 < rows.count ? place + 1 : nil, step: 1, top: true))
  }
  var bottom: [MarginRow] = []
  for place in rows.indices.reversed().prefix(FurnitureRule.depth) where page.lines[rows[place][0]].baseline >= page.height - reach {
    if isTable(place) { break }
    bottom.append(row(place, inner: place > 0 ? place - 1 : nil, step: -1, top: false))
  }
  return (top, bottom)
}

/// Lines of tables that are no furniture. A frame of which most lines come back word for word at the same place on other pages is none of them:
/// that is a letterhead in a box.
func linesOfTables(_ tables: [[Set<Int>]], pages: [Page]) -> [Set<Int>] {
  var out = pages.map { _ in Set<Int>() }
  guard tables.count == pages.count else { return out }
  struct Place: Hashable {
    var text: String
    var x: Int
    var y: Int
  }
  func place(_ line: TextLine) -> Place {
    Place(text: line.text, x: Int((line.box.x0 / 3).rounded()), y: Int((line.baseline / 3).rounded()))
  }
  var seen: [Place: Int] = [:]
  for (index, found) in tables.enumerated() {
    for line in Set(found.joined()) { seen[place(pages[index].lines[line]), default: 0] += 1 }
  }
  for (index, found) in tables.enumerated() {
    for lines in found {
      let repeated = lines.count { (seen[place(pages[index].lines[$0])] ?? 0) > 1 }
      if repeated * 2 < lines.count { out[index].formUnion(lines) }
    }
  }
  return out
}
