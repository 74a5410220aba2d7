import Layout
import Model
import Text

/// The authors that the first pages print: the names under the title, up to where the text begins, and those that `by` announces.
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
  return out
}

/// Where authors stand.
private enum AuthorRule {
  /// Sizes by which a group may begin above the end of the title.
  static let overTitle = setting("overTitle", 0.5)
  /// So many times the body's size, up to which a long group is running text.
  static let textSize = setting("textSize", 1.15)
}

private func authors(
  in groups: [FrontGroup], needsLead: Bool, flow: Flow, words: FrontMatterWords,
  settings: FrontSettings
) -> [String] {
  var out: [String] = []
  var needsLead = needsLead
  // How many of the next groups are still announced by a lead.
  var announced = 0
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
    if needsLead, group.lines.count > 3 || text.utf8.count > 120 { continue }
    if let length = words.authorLead.match(whole, at: 0) {
      let rest = withoutLead(group, length)
      if rest.lines.allSatisfy(\.words.isEmpty) {
        announced = 3
        continue
      }
      let found = names(in: rest, announced: true, words: words)
      out += found
      if !found.isEmpty { continue }
    }
    guard announced > 0 || !needsLead && number < settings.authorGroups else {
      announced -= 1
      continue
    }
    let found = names(in: group, announced: announced > 0, words: words)
    announced = found.isEmpty ? announced - 1 : 0
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
