import Model
import Text

/// The sender's name at the head of a letter or press release: the first rows of page one, set apart from what follows.
///
/// Only in short documents, where nothing repeats: up to three short lines of the body's size or less above 12 % of the page's height
/// and away from the text below by more than two lines. A line with a numbering word (`Capítulo`) or the page's largest type is never taken.
func markLetterhead(_ pages: [Page], settings: SegmentSettings, into furniture: inout Furniture) {
  guard pages.count <= 6, let page = pages.first else { return }
  let rows = marginRows(of: page).top.filter { row in !row.lines.allSatisfy { furniture.lines[0][$0.line] } }
  let largest = page.lines.filter { abs($0.angle) < 1 }.map(\.size).max() ?? 0
  let keys = Set(settings.words("heading-words").map { foldedLetters($0) })
  func isLabel(_ line: Int) -> Bool {
    let words = page.lines[line].words
    guard settings.captionWords.mayOpen(words) else { return false }
    return settings.captionWords.label(Opening(words, limit: 48))?.numbered ?? false
  }
  var taken: [MarginRow] = []
  for row in rows.prefix(4) {
    guard row.distance < page.height * LetterheadRule.height, row.lines.count <= 2 else { return }
    let short = row.lines.allSatisfy { line in
      line.box.width < page.width * LetterheadRule.width && !line.folded.endsWithPoint && line.folded.letters >= 3
        && !keys.contains(foldedLetters(page.lines[line.line].words[0].text)) && !isLabel(line.line)
    }
    guard short, row.size < largest + LetterheadRule.sizeSlack else { return }
    taken.append(row)
    if row.gap > row.size * LetterheadRule.apart { break }
  }
  guard let last = taken.last, last.gap.isFinite, last.gap > last.size * LetterheadRule.apart, taken.count <= 3 else { return }
  // What follows tells: a title in larger type, or at once the text at its full measure. A title is followed by names and dates.
  let all = marginRows(of: page).top
  guard let place = all.firstIndex(where: { $0.distance == last.distance }) else { return }
  let below = page.lines.filter { abs($0.angle) < 1 && $0.baseline > last.distance + 1 }
  let head = taken.map(\.size).max() ?? 0
  // Larger type behind running text is a heading of that, and what stands over the text is its title.
  let text = below.filter { $0.box.width > page.width * LetterheadRule.fullMeasure && $0.size <= head }.map(\.baseline).min() ?? .infinity
  let titled = below.contains {
    $0.size > head * LetterheadRule.largerTitle && $0.baseline < min(text, last.distance + page.height * LetterheadRule.titleReach)
  }
  let next = below.min { ($0.baseline, $0.box.x0) < ($1.baseline, $1.box.x0) }
  guard titled || (taken.count >= 2 && place + 1 >= taken.count && (next?.box.width ?? 0) > page.width * LetterheadRule.fullMeasure) else {
    return
  }
  // Without larger type below there is no telling a letterhead from a title: then only what is smaller than two lines of distance is taken.
  let centred = taken.allSatisfy { row in
    row.lines.count == 1 && abs(row.lines[0].box.midX - page.width / 2) < page.width * LetterheadRule.centred
  }
  guard centred || taken.allSatisfy({ $0.size < largest * LetterheadRule.smaller }) else { return }
  for row in taken { for line in row.lines { furniture.lines[0][line.line] = true } }
}

/// What the head of a letter is like. Shares are of the page.
private enum LetterheadRule {
  /// Height above which it stands.
  static let height = setting("height", 0.16)
  /// Width of its lines, at most.
  static let width = setting("width", 0.6)
  /// Points by which type may seem larger than the page's largest.
  static let sizeSlack = setting("sizeSlack", 0.1)
  /// Sizes of white that end it. Base: lines within a head stand at 1.0 to 1.6.
  static let apart = setting("apart", 2.2)
  /// A title below is so many times as large as the head.
  static let largerTitle = setting("largerTitle", 1.03)
  /// Height below the head within which the title stands.
  static let titleReach = setting("titleReach", 0.25)
  /// Width of the line below from which it is running text.
  static let fullMeasure = setting("fullMeasure", 0.5)
  /// Width by which a centred line may miss the middle.
  static let centred = setting("centred", 0.04)
  /// The part of the page's largest size that type surely smaller has at most.
  static let smaller = setting("smaller", 0.92)
}
