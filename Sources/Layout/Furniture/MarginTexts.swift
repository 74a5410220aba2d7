import Model
import Text

/// What the margins of a document print, counted: on how many pages a text stands there, and how often it stands in the middle of pages too.
///
/// A running head comes back at the edge and hardly ever elsewhere. Titles of sections, of records, of slides come back at the edge whenever a page
/// begins with one, in the middle of pages as well, or in large type with other numbers: those are text.
struct MarginTexts {
  /// Folded text → pages that have it in a margin.
  private var pagesOf: [UInt64: Int] = [:]
  /// Folded text → lines in the middle of pages that say so in the same size.
  private var inside: [UInt64: Int] = [:]

  init(_ rows: [(top: [MarginRow], bottom: [MarginRow])], pages: [Page]) {
    var openings = Set<UInt64>()
    for margins in rows {
      var here = Set<UInt64>()
      for row in margins.top + margins.bottom {
        for line in row.lines where line.folded.letters >= 2 || line.folded.value != nil { here.insert(line.folded.key) }
      }
      for key in here { pagesOf[key, default: 0] += 1 }
    }
    for (index, margins) in rows.enumerated() {
      for row in margins.top + margins.bottom {
        for line in row.lines where line.folded.letters >= 2 && pagesOf[line.folded.key] ?? 0 >= 2 {
          openings.insert(opening(of: pages[index].lines[line.line]))
        }
      }
    }
    guard !openings.isEmpty else { return }
    for page in pages {
      let from = FurnitureRule.reach * page.height
      for line in page.lines
      where line.baseline > from && line.baseline < page.height - from && !line.words.isEmpty && openings.contains(opening(of: line)) {
        let key = FoldedText(line.words).key
        if pagesOf[key] != nil { inside[key, default: 0] += 1 }
      }
    }
  }

  /// Pages that have the text in a margin, numbers aside.
  func pages(of folded: FoldedText) -> Int { pagesOf[folded.key] ?? 0 }

  /// Whether what stands in the margin stands within the text as well, again and again.
  func standsInText(_ folded: FoldedText) -> Bool {
    let lines = inside[folded.key] ?? 0
    return lines >= MarginTextRule.inside && Double(lines) >= MarginTextRule.insideShare * Double(pages(of: folded))
  }
}

private enum MarginTextRule {
  /// Lines in the middle of pages. Base: a cover and a title page say once each what a running head says.
  static let inside = setting("inside", 3)
  /// … and as a part of the pages that have the text at their edge.
  static let insideShare = setting("insideShare", 0.34)
}

/// What is quickly compared of two lines: the first letter (or that it is a digit) and the size to half a point.
private func opening(of line: TextLine) -> UInt64 {
  let first = line.words.first?.text.unicodeScalars.first.map { isDigit($0.value) ? 0x23 : folded($0) } ?? 0
  return UInt64(first) << 16 | UInt64(max(0, min(line.size * 2, 60_000)).rounded())
}
