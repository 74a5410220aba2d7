package import Model
package import Text

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

package func findFurniture(_ pages: [Page], facts: DocumentFacts, settings: SegmentSettings) -> Furniture {
  var furniture = Furniture(
    lines: pages.map { [Bool](repeating: false, count: $0.lines.count) }, labels: [String?](repeating: nil, count: pages.count))
  let rows = pages.map { marginRows(of: $0) }
  let sequence = folioSequence(rows, pages: pages)
  for (page, label) in sequence.labels { furniture.labels[page] = label }
  for line in sequence.lines { furniture.lines[line.page][line.line] = true }

  let bands = furnitureBands(rows, folios: sequence, pages: pages)
  for page in pages.indices {
    peel(rows[page].top, top: true, page: page, bands: bands, width: pages[page].width, into: &furniture)
    peel(rows[page].bottom, top: false, page: page, bands: bands, width: pages[page].width, into: &furniture)
  }
  markTitleHeads(rows, pages: pages, into: &furniture)
  markArtifacts(pages, into: &furniture)
  markSideText(pages, into: &furniture)
  markLineNumbers(pages, into: &furniture)
  markLabels(pages, words: settings.words("continued-labels"), into: &furniture)
  markLetterhead(pages, words: settings.words("heading-words"), into: &furniture)
  fillLabels(&furniture, sequence: sequence)
  return furniture
}

package enum FurnitureRule {
  /// Rows looked at from either edge of a page.
  package static let depth = 5
  /// How far a row may be from its edge, as a part of the page's height.
  package static let reach = 0.22
  /// Lines within this distance (points) of each other, measured from the page's edge, share a band.
  static let bandStep = 2.5
  /// A band spreads no further than this (points): a chain of near neighbours must not grow over the page.
  static let bandSpread = 6.0
  /// The part of the pages printing in a band on which it must repeat.
  static let bandShare = 0.5
}

/// A row of text near the top or the bottom of a page, with the lines that make it, from left to right.
package struct MarginRow {
  package var lines: [MarginLine]
  /// Baseline's distance from the page's edge, points.
  package var distance: Double
  /// From its baseline to that of the next row inwards; infinite where there is none.
  package var gap: Double
  package var size: Double
  /// The next row inwards looks like the row of a table: at least as many pieces.
  package var tabular: Bool
}

package struct MarginLine {
  package var line: Int
  package var folded: FoldedText
  package var size: Double
  package var style: Style
  package var box: Box
}

/// Rows from outside in.
func marginRows(of page: Page) -> (top: [MarginRow], bottom: [MarginRow]) {
  var order: [Int] = []
  for (index, line) in page.lines.enumerated() where abs(line.angle) < 1 && !line.words.isEmpty { order.append(index) }
  order.sort { (page.lines[$0].baseline, page.lines[$0].box.x0, $0) < (page.lines[$1].baseline, page.lines[$1].box.x0, $1) }
  // Rows: baselines closer than a third of the size.
  var rows: [[Int]] = []
  for index in order {
    let line = page.lines[index]
    if let last = rows.last?.first, line.baseline - page.lines[last].baseline <= max(1.5, min(line.size, page.lines[last].size) / 3) {
      rows[rows.count - 1].append(index)
    } else {
      rows.append([index])
    }
  }
  func row(_ place: Int, inner: Int?, top: Bool) -> MarginRow {
    let indices = rows[place].sorted { (page.lines[$0].box.x0, $0) < (page.lines[$1].box.x0, $1) }
    let baseline = page.lines[rows[place][0]].baseline
    let lines = indices.map { index in
      let line = page.lines[index]
      return MarginLine(
        line: index, folded: FoldedText(line.words), size: line.size, style: line.words[0].style, box: line.box)
    }
    let innerBaseline = inner.map { page.lines[rows[$0][0]].baseline }
    return MarginRow(
      lines: lines, distance: top ? baseline : page.height - baseline, gap: innerBaseline.map { abs($0 - baseline) } ?? .infinity,
      size: lines.map(\.size).max() ?? 0,
      tabular: lines.count > 1 && (innerBaseline.map { abs($0 - baseline) < 2.6 * (lines.map(\.size).max() ?? 0) } ?? false)
        && inner.map { rows[$0].count >= lines.count } ?? false)
  }
  let reach = page.height * FurnitureRule.reach
  var top: [MarginRow] = []
  for place in rows.indices.prefix(FurnitureRule.depth) where page.lines[rows[place][0]].baseline <= reach {
    top.append(row(place, inner: place + 1 < rows.count ? place + 1 : nil, top: true))
  }
  var bottom: [MarginRow] = []
  for place in rows.indices.reversed().prefix(FurnitureRule.depth) where page.lines[rows[place][0]].baseline >= page.height - reach {
    bottom.append(row(place, inner: place > 0 ? place - 1 : nil, top: false))
  }
  return (top, bottom)
}
