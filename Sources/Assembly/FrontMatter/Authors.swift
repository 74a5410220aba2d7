import Layout
import Model
import Text

/// The authors that the first pages print: the names under the title, up to where the text begins, those that `by` announces, and those over the
/// title of a cover.
func printedAuthors(
  _ front: FrontPages, title: PrintedTitle?, flow: Flow, words: FrontMatterWords,
  settings: FrontSettings
) -> [String] {
  var out: [String] = []
  let page = title?.group.page ?? 0
  // A cover before the title's page may name the speaker.
  for earlier in 0...page {
    let below = earlier == page ? (title?.group.box.y1 ?? 0) : 0
    let groups = front.groups.filter {
      $0.page == earlier && $0.box.y0 > below - AuthorRule.overTitle * ($0.size) && ![.figure, .values, .caption].contains($0.first.place)
    }
    let found = authors(
      in: groups, needsLead: earlier < page || title == nil, flow: flow, words: words,
      settings: settings)
    for name in found where !out.contains(where: { sameText($0, name) }) { out.append(name) }
  }
  if out.isEmpty, let title { return coverAuthors(front, title: title.group, words: words, settings: settings) }
  return out
}

/// Names of a cover with little text, over the title or in capitals, as on theses. Each must have a given name that is known, and nothing above it may say
/// that it is the tutor's.
private func coverAuthors(_ front: FrontPages, title: FrontGroup, words: FrontMatterWords, settings: FrontSettings) -> [String] {
  let groups = front.groups.filter { $0.page == title.page && ![.figure, .values, .caption].contains($0.first.place) }
  guard groups.reduce(0, { $0 + $1.text.utf8.count }) < settings.coverLetters else { return [] }
  for group in groups where group.box != title.box && !isOfOthers(group, in: groups, words: words) {
    let lead = words.authorLead.match(folded(trimmed(group.text)), at: 0)
    let found = names(in: lead.map { withoutLead(group, $0) } ?? group, onCover: true, words: words)
    if !found.isEmpty { return found }
  }
  return []
}

/// Whether the line above a group says that the persons in it are no authors: `Tutora:`.
private func isOfOthers(_ group: FrontGroup, in groups: [FrontGroup], words: FrontMatterWords) -> Bool {
  groups.contains { other in
    guard let last = other.lines.last, other.box.overlapX(group.box) > 0 else { return false }
    let step = group.first.baseline - last.baseline
    return step > 0 && step < AuthorRule.labelReach * group.size && words.noAuthors.match(folded(trimmed(last.text)), at: 0) != nil
  }
}

/// Where authors stand.
enum AuthorRule {
  /// Sizes by which a group may begin above the end of the title.
  static let overTitle = setting("overTitle", 0.5)
  /// So many times the body's size, up to which a long group is running text.
  static let textSize = setting("textSize", 1.15)
  /// Letters of a group with a full stop that is running text.
  static let sentence = setting("sentence", 80)
  /// Sizes between the baselines of a label and the names that it is for.
  static let labelReach = setting("labelReach", 3.0)
}

private func authors(
  in groups: [FrontGroup], needsLead: Bool, flow: Flow, words: FrontMatterWords,
  settings: FrontSettings
) -> [String] {
  var out: [String] = []
  var needsLead = needsLead
  // How many of the next groups are still announced by a lead.
  var announced = 0
  // Where the last names stood: affiliations and addresses stand between two.
  var last = 0
  var passedText = false
  for (number, group) in groups.enumerated() {
    let text = trimmed(group.text)
    let whole = folded(text)
    if words.abstract.match(whole, at: 0) != nil || words.keywords.match(whole, at: 0) != nil {
      break
    }
    // Behind the first running text only `By …` in a short line names an author.
    if group.lines.count >= 4, text.utf8.count > settings.runningText, group.size < AuthorRule.textSize * flow.bodySize {
      needsLead = true
      announced = 0
      continue
    }
    // Framed title blocks stand above the text; tables within it name whom the document is about.
    if group.first.place == .table, passedText { continue }
    if group.first.place == .body, text.utf8.count > AuthorRule.sentence, text.hasSuffix(".") { passedText = true }
    if needsLead, group.lines.count > 3 || text.utf8.count > 120 { continue }
    if let length = words.authorLead.match(whole, at: 0) {
      let rest = withoutLead(group, length)
      if rest.lines.allSatisfy(\.words.isEmpty) {
        // In a table it heads a column of whatever the document is about.
        if group.first.place != .table || text.hasSuffix(":") { announced = 3 }
        continue
      }
      let found = names(in: rest, announced: true, words: words)
      out += found
      if !found.isEmpty {
        last = number
        continue
      }
    }
    guard announced > 0 || !needsLead && number - last < settings.authorGroups else {
      announced -= 1
      continue
    }
    let found = names(in: group, announced: announced > 0, words: words)
    announced = found.isEmpty ? announced - 1 : 0
    if !found.isEmpty { last = number }
    out += found
  }
  return out
}

/// The group without its first `length` scalars and a colon behind them.
private func withoutLead(_ group: FrontGroup, _ length: Int) -> FrontGroup {
  var out = group
  var left = length
  var kept: [Word] = []
  for (index, word) in group.lines[0].words.enumerated() {
    let count = word.text.unicodeScalars.count + (index > 0 && word.spaceBefore ? 1 : 0)
    if left > 0 {
      left -= count
      continue
    }
    if kept.isEmpty, word.text == ":" { continue }
    kept.append(word)
  }
  out.lines[0].words = kept
  return out
}
