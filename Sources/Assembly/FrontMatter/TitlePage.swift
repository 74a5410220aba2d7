import Layout
import Model
import Text

/// The title that the first pages print, the subtitle under it, and where it stands.
struct PrintedTitle {
  var text: String
  var subtitle: String?
  var group: FrontGroup
  var score: Double
  var evidence: [(name: String, amount: Double)]
}

/// Of all groups of lines on the first pages the one for which most speaks (``TitleEvidence``, weighed by ``TitleWeights``).
///
/// The title of a cover without one (a speech, a deposition) is looked for on the next page. nil where nothing reaches the least sum: no
/// title is better than a first sentence.
func printedTitle(
  _ front: FrontPages, flow: Flow, stated: StatedTitle, words: FrontMatterWords,
  settings: FrontSettings
) -> PrintedTitle? {
  let heads = runningHeads(flow)
  var best: PrintedTitle?
  for page in 0..<min(settings.pages, flow.pages.count) {
    let groups = joined(front.groups.filter { $0.page == page }, stated: stated, words: words, settings: settings)
    let lettersOnPage = groups.reduce(0) {
      $0 + $1.lines.reduce(0) { $0 + $1.words.reduce(0) { $0 + $1.text.utf8.count } }
    }
    let worded = groups.filter { group in group.text.unicodeScalars.count { isLetter($0) } >= 4 }
    let largest = worded.reduce(0) { max($0, $1.size) }
    let evidence = TitleEvidence(
      page: flow.pages[page], bodySize: flow.bodySize, words: words, stated: stated, heads: heads,
      largest: largest,
      largestTop: worded.filter { $0.size > TitleRule.largest * largest }.map(\.box.y0).min() ?? 0,
      textTop: textTop(groups, flow: flow), actBottom: actBottom(worded, words: words),
      longest: settings.longestTitle)
    for group in worded where group.text.utf8.count <= settings.longestTitle || stated.isWhole(group.text) {
      let found = evidence.weigh(group)
      let score = words.titleWeights.sum(found) + (page == 0 ? 0 : words.titleWeights.laterPage)
      if score > (best?.score ?? words.titleWeights.least) {
        best = PrintedTitle(text: group.text, group: group, score: score, evidence: found)
      }
    }
    // A page of text has the title on it or none has.
    if lettersOnPage > settings.coverLetters { break }
  }
  guard var title = best else { return nil }
  title.text = withoutEndPoint(title.text)
  title.subtitle = subtitle(
    under: title, front: front, flow: flow, words: words, settings: settings)
  return title
}

/// How a page with a title is read.
private enum TitlePageRule {
  /// Sizes from baseline to baseline, at most, where the first line ends with a word that needs another: titles of covers are set wide.
  static let openStep = setting("openStep", 3.2)
  /// So many times as large, up to which two sizes are one.
  static let sameSize = setting("sameSize", 1.02)
  /// Letters of the number of a part: `XXXVIII`.
  static let partNumber = setting("partNumber", 7)
  /// Sizes by which a subtitle may begin above the title's end.
  static let overTitle = setting("overTitle", 0.3)
  /// The part of the narrower one's width that a subtitle shares with the title.
  static let below = setting("below", 0.3)
}

/// Lines that stand at the head or foot of other pages, folded, without figures.
private func runningHeads(_ flow: Flow) -> [[UInt32]] {
  var out: [[UInt32]] = []
  for line in flow.furniture where line.page > 0 {
    let letters = folded(line.text).filter { isWordScalar($0) && !isDigit($0) }
    if letters.count >= 8, !out.contains(letters) { out.append(letters) }
    if out.count >= 12 { break }
  }
  return out
}

/// The top of the first group of three lines and more that is set like the text and not in the middle.
private func textTop(_ groups: [FrontGroup], flow: Flow) -> Double {
  let texts = groups.filter { group in
    group.lines.count >= 3 && group.size < AuthorRule.textSize * flow.bodySize && group.text.utf8.count > 200
      && !group.first.look.capitals
  }
  return texts.map(\.box.y0).min() ?? .infinity
}

/// The bottom of the lowest group that names a kind of document: a body's name over it is a letterhead.
private func actBottom(_ groups: [FrontGroup], words: FrontMatterWords) -> Double {
  let acts = groups.filter { group in
    let text = folded(trimmed(group.text))
    return words.titleHeads.match(text, at: 0) != nil && words.bodyHeads.match(text, at: 0) == nil
      && (group.first.look.bold || group.first.look.capitals || group.first.place == .heading)
  }
  return acts.map(\.box.y1).max() ?? -.infinity
}

/// Groups of which one clearly goes on with the next, though it is set otherwise: `Report for the` / `Department of Roads`; and what the file states as one
/// title, printed in groups of one size.
private func joined(_ groups: [FrontGroup], stated: StatedTitle, words: FrontMatterWords, settings: FrontSettings)
  -> [FrontGroup]
{
  var out: [FrontGroup] = []
  for group in groups {
    let index =
      out.lastIndex { goesOn($0, group, words: words, settings: settings) }
      ?? out.indices.last.flatMap { isStated(out[$0], group, as: stated) ? $0 : nil }
    if let index {
      for line in group.lines { out[index].append(line) }
    } else {
      out.append(group)
    }
  }
  return out
}

/// Two groups of one size and weight whose letters follow each other in the title that the file states.
private func isStated(_ above: FrontGroup, _ below: FrontGroup, as stated: StatedTitle) -> Bool {
  guard let last = above.lines.last, below.first.baseline > last.baseline, last.look.bold == below.first.look.bold,
    max(last.size, below.first.size) < TitlePageRule.sameSize * min(last.size, below.first.size)
  else { return false }
  return stated.runsOn(above.text, below.text)
}

private func goesOn(_ above: FrontGroup, _ below: FrontGroup, words: FrontMatterWords, settings: FrontSettings) -> Bool {
  guard let last = above.lines.last else { return false }
  let next = below.first
  let size = max(last.size, next.size)
  let step = next.baseline - last.baseline
  let open = words.endsOpen(folded(trimmed(last.text)))
  guard step > FrontLineRule.leastStep * next.size, step < (open ? TitlePageRule.openStep : settings.groupLeading) * size,
    size < settings.changedSize * min(last.size, next.size),
    last.box.overlapX(next.box) > FrontLineRule.under * min(last.box.width, next.box.width), above.lines.count + below.lines.count <= 8
  else { return false }
  let opening = folded(trimmed(next.text))
  guard let first = opening.first else { return false }
  guard open || words.joinsOn(opening) || first == 0x28 else { return false }
  // Slanted type is another language or a subtitle, but for a word of the title that is slanted.
  if last.look.italic != next.look.italic, !open && size > TitlePageRule.sameSize * min(last.size, next.size) { return false }
  // `From 1 to 31 May 2031` is what the report is of.
  return open || printedDates(Opening(next.text, limit: 120), words: words).isEmpty && !next.text.utf8.contains { $0 >= 0x30 && $0 <= 0x39 }
}

/// The next group right under the title: smaller or lighter, and neither names nor a date nor a body nor text; in the title's language.
private func subtitle(
  under title: PrintedTitle, front: FrontPages, flow: Flow, words: FrontMatterWords,
  settings: FrontSettings
) -> String? {
  let size = title.group.size
  let below = joined(
    front.groups.filter { $0.page == title.group.page }, stated: StatedTitle(nil), words: words, settings: settings
  ).filter {
    $0.box.y0 > title.group.box.y1 - TitlePageRule.overTitle * size
      && $0.box.overlapX(title.group.box) > TitlePageRule.below * min($0.box.width, title.group.box.width)
  }
  guard let next = below.min(by: { ($0.box.y0, $0.box.x0) < ($1.box.y0, $1.box.x0) }),
    next.box.y0 - title.group.box.y1 < 2 * size,
    next.lines.count <= 4, next.size <= TitlePageRule.sameSize * size,
    next.first.place == .body || next.first.place == .heading || next.first.place == .furniture
  else { return nil }
  let evidence = TitleEvidence(
    page: flow.pages[next.page], bodySize: flow.bodySize, words: words, stated: StatedTitle(nil),
    heads: [], largest: size, largestTop: 0, textTop: .infinity, actBottom: -.infinity,
    longest: settings.longestTitle)
  let found = evidence.weigh(next)
  let text = withoutEndPoint(next.text)
  guard !found.contains(where: { words.noSubtitle.contains($0.name) }),
    (8...220).contains(text.utf8.count),
    next.size > TitlePageRule.sameSize * flow.bodySize || next.first.look.bold || next.first.look.italic
      || next.first.look.capitals
      || next.first.place == .heading
  else { return nil }
  if opensPart(next.first.text, words: words) { return nil }
  // A journal prints the title again in another language.
  if let one = words.language(of: title.text), let other = words.language(of: text), one != other {
    return nil
  }
  if names(in: next, words: words).count > 0 { return nil }
  return text
}

/// `Chapter I` alone on its line begins the text; no subtitle does.
private func opensPart(_ line: String, words: FrontMatterWords) -> Bool {
  let plain = folded(trimmed(line))
  guard let length = words.partWords.match(plain, at: 0), length + 1 < plain.count, plain[length] == 0x20 else { return false }
  let number = plain[(length + 1)...]
  return number.count <= TitlePageRule.partNumber && (number.allSatisfy(isDigit) || number.count == 1 || isRoman(number))
}

func withoutEndPoint(_ text: String) -> String {
  let value = trimmed(text)
  return value.hasSuffix(".") && !value.hasSuffix("..") ? String(value.dropLast()) : value
}
