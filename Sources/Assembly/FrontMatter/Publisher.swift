import Layout
import Model
import Text

/// The body that publishes: after `Published by`, in the imprint behind ©, or as the letterhead or foot of the first page says it.
func printedPublisher(
  _ front: FrontPages, title: PrintedTitle?, flow: Flow, words: FrontMatterWords,
  settings: FrontSettings
) -> String? {
  for group in front.groups {
    let text = trimmed(group.text)
    let opening = Opening(text, limit: 300)
    guard let length = words.publisherLead.match(opening.folded, at: 0), text.utf8.count < 300
    else { continue }
    let colon = opening.skipSpace(length)
    guard colon < opening.count, opening.folded[colon] == 0x3A else { continue }
    let value = withoutEndPoint(opening.text(colon + 1, min(opening.count, 160)))
    if !value.isEmpty { return value }
  }
  // The letterhead: a line of its own that begins as bodies' names do, apart from the text.
  for group in front.groups
  where group.page == 0 && group.lines.count <= 4 && group.first.place != .figure {
    if let title, title.group.page == 0, title.group.lines.contains(where: { $0.baseline == group.first.baseline }) { continue }
    let text = trimmed(group.text)
    let whole = folded(text)
    guard words.bodyHeads.match(whole, at: 0) != nil, (6...140).contains(whole.count),
      !whole.contains(where: isDigit),
      !whole.contains(0x40), whole.last != 0x2E, whole.last != 0x2C, whole.last != 0x3A,
      text.split(separator: " ").count > 1
    else { continue }
    // Within the text it is spoken of.
    if group.box.y0 > PublisherRule.top * flow.pages[0].height, group.box.y0 < PublisherRule.bottom * flow.pages[0].height,
      group.first.place == .body
    {
      continue
    }
    return text
  }
  return nil
}

/// Where the publisher is not named.
private enum PublisherRule {
  /// The part of the page's height above which a publisher stands …
  static let top = setting("top", 0.35)
  /// … or below which: between them is the title.
  static let bottom = setting("bottom", 0.75)
}
