import Layout
import Model
import Text

/// The body that publishes: after `Published by`, as the letterhead or foot of the first page says it, or in the imprint behind ©.
///
/// `signed`: persons are named as authors, so that bodies below the title are where they work.
func printedPublisher(_ front: FrontPages, title: PrintedTitle?, signed: Bool, flow: Flow, words: FrontMatterWords) -> String? {
  announced(front, words: words) ?? letterhead(front, title: title, flow: flow, words: words)
    ?? headOfGroup(front, title: title, signed: signed, flow: flow, words: words) ?? rightsHolder(front, words: words)
}

/// Where the publisher is named, and where not.
private enum PublisherRule {
  /// The part of the page's height above which a publisher stands …
  static let top = setting("top", 0.35)
  /// … or below which: between them is the title.
  static let bottom = setting("bottom", 0.75)
  /// The part of the height in which what looks like a table or list is a framed letterhead, where no title is above it.
  static let frame = setting("frame", 0.2)
  /// Words of a name that has its kind of body at its end (`Dry River Trust`): longer ones are sentences or several bodies.
  static let longestInner = setting("longestInner", 9)
}

/// `Published by: Agency of Roads`; without the colon a body's name must follow, on the same line or, set alike or not, on the next.
private func announced(_ front: FrontPages, words: FrontMatterWords) -> String? {
  for group in front.groups {
    let text = trimmed(group.text)
    let opening = Opening(text, limit: 300)
    guard let length = words.publisherLead.match(opening.folded, at: 0), text.utf8.count < 300
    else { continue }
    let colon = opening.skipSpace(length)
    let hasColon = colon < opening.count && opening.folded[colon] == 0x3A
    let rest = withoutYear(opening.text(hasColon ? colon + 1 : colon, min(opening.count, 160)))
    if rest.isEmpty {
      if let below = lineBelow(group, front: front), isBodyName(below, words: words) { return below }
    } else if hasColon || isBodyName(rest, words: words) {
      return rest
    }
  }
  return nil
}

/// What stands right below a label that is a group by itself.
private func lineBelow(_ label: FrontGroup, front: FrontPages) -> String? {
  front.groups.filter {
    let step = $0.first.baseline - label.first.baseline
    return $0.page == label.page && step > 0 && step < AuthorRule.labelReach * max($0.size, label.size) && $0.box.overlapX(label.box) > 0
  }.min { ($0.first.baseline, $0.box.x0) < ($1.first.baseline, $1.box.x0) }.map { trimmed($0.first.text) }
}

/// `Agency of Roads, 2031.` names the body before the year.
private func withoutYear(_ text: String) -> String {
  let scalars = Array(text.unicodeScalars)
  let end = scalars.indices.first { scalars[$0] == "," && scalars[($0 + 1)...].first { $0 != " " }.map { isDigit($0.value) } ?? false }
  return withoutEndPoint(trimmed(String(String.UnicodeScalarView(scalars[..<(end ?? scalars.count)]))))
}

/// A line of its own that begins as bodies' names do, apart from the text.
private func letterhead(_ front: FrontPages, title: PrintedTitle?, flow: Flow, words: FrontMatterWords) -> String? {
  let title = title.flatMap { $0.group.page == 0 ? $0.group : nil }
  let candidates = front.groups.filter { $0.page == 0 && $0.lines.count <= 4 && $0.first.place != .figure }
  for group in candidates {
    if let title, title.lines.contains(where: { $0.baseline == group.first.baseline }) { continue }
    let text = distinctLines(group)
    guard isBodyName(text, words: words), isApart(group, title: title, height: flow.pages[0].height),
      // What stands there several times names parts of the document.
      !candidates.contains(where: { $0.box != group.box && sameText($0.text, text) })
    else { continue }
    return text
  }
  return nil
}

/// The first lines of a group that goes on with other things: a registration number, an address, the body's own departments. A name that begins
/// with its kind of body may stand below the title, too, where nobody signs; one that has it at its end stands over it.
private func headOfGroup(_ front: FrontPages, title: PrintedTitle?, signed: Bool, flow: Flow, words: FrontMatterWords) -> String? {
  let title = title.flatMap { $0.group.page == 0 ? $0.group : nil }
  let height = flow.pages.first?.height ?? 0
  for group in front.groups where group.page == 0 && isApart(group, title: title, height: height) && group.first.place != .figure {
    if let title, group.lines.contains(where: { line in title.lines.contains { $0.baseline == line.baseline } }) { continue }
    let isOver = group.box.y1 <= (title?.box.y0 ?? PublisherRule.frame * height)
    guard isOver || !signed && group.lines.count <= 4 && group.first.place != .furniture, let name = leadingName(group, words: words),
      isOver || words.bodyHeads.match(folded(name), at: 0) != nil,
      // `Ferry Control Board` over `Marsh Ferry Control Board` is what the document is about.
      !(title.map { hasText($0.text, name) } ?? false)
    else { continue }
    return name
  }
  return nil
}

/// As many of the first lines as are one name, each word of it in capitals or a small one; nil where the line after it goes on in small letters.
private func leadingName(_ group: FrontGroup, words: FrontMatterWords) -> String? {
  var name: String?
  var text = ""
  for line in group.lines {
    let own = trimmed(line.text)
    if name != nil, own.unicodeScalars.first.map(isLower) ?? false, !words.joinsOn(folded(own)) { return nil }
    text += text.isEmpty ? own : " " + own
    guard isBodyName(text, words: words), isInTitleCase(text, words: words) else {
      if name == nil, words.endsOpen(folded(text)) { continue }
      break
    }
    if words.endsOpen(folded(text)) { continue }
    // Another body's name begins: of the two the first one publishes.
    if name != nil, words.bodyHeads.match(folded(own), at: 0) != nil { break }
    name = text
  }
  return name
}

/// Each word begins with a capital, but for those that stand within names and titles.
private func isInTitleCase(_ text: String, words: FrontMatterWords) -> Bool {
  text.split(separator: " ").allSatisfy { word in
    guard let first = word.unicodeScalars.first, isLower(first) else { return true }
    let plain = folded(String(word))
    return words.particles.isAll(of: plain) || words.nameJoiners.isAll(of: plain) || words.isOpenEnd(plain)
  }
}

/// `© 2031 Agency of Roads. All rights reserved.`
private func rightsHolder(_ front: FrontPages, words: FrontMatterWords) -> String? {
  for group in front.groups {
    let opening = Opening(group.text, limit: 300)
    guard let sign = opening.folded.firstIndex(of: 0xA9) else { continue }
    let start = opening.folded[(sign + 1)...].firstIndex { isWordScalar($0) && !isDigit($0) } ?? opening.count
    let end = opening.folded[start...].firstIndex { [0x2C, 0x2E, 0x3B].contains($0) } ?? opening.count
    let holder = trimmed(opening.text(start, end))
    if isBodyName(holder, words: words) { return holder }
  }
  return nil
}

/// Its lines, each once: letterheads repeat a body's name for the office in it.
private func distinctLines(_ group: FrontGroup) -> String {
  guard Set(group.lines.map { folded($0.text) }).count < group.lines.count else { return trimmed(group.text) }
  var out: [String] = []
  for line in group.lines where !out.contains(where: { sameText($0, line.text) }) { out.append(trimmed(line.text)) }
  return out.joined(separator: " ")
}

private func isBodyName(_ text: String, words: FrontMatterWords) -> Bool {
  let whole = folded(text)
  guard (6...140).contains(whole.count), !whole.contains(where: isDigit), !whole.contains(0x40),
    ![0x2E, 0x2C, 0x3A].contains(whole.last ?? 0),
    text.split(separator: " ").count > 1
  else { return false }
  return words.bodyHeads.match(whole, at: 0) != nil || endsAsBody(text, words: words)
}

/// `Dry River Trust`, `National Council of Wells`: the kind of body is a later word, in a language that has it there.
private func endsAsBody(_ text: String, words: FrontMatterWords) -> Bool {
  let parts = text.split(separator: " ")
  return (2...PublisherRule.longestInner).contains(parts.count) && isInTitleCase(text, words: words)
    && !text.contains(",")
    && parts.indices.dropFirst().contains { place in
      // What goes on behind it says what body it is, or it is something else: `Registered Office Address`.
      words.bodyTails.isAll(of: folded(String(parts[place])))
        && (place + 1 == parts.count || words.isOpenEnd(folded(String(parts[place + 1]))))
    }
}

/// Not within the text, which speaks of bodies, nor in tables and lists, whose heads and items look like their names.
private func isApart(_ group: FrontGroup, title: FrontGroup?, height: Double) -> Bool {
  switch group.first.place {
  case .furniture, .heading: true
  case .body, .figure: group.box.y0 <= PublisherRule.top * height || group.box.y0 >= PublisherRule.bottom * height
  case .list, .table, .values, .caption, .contents, .note: group.box.y0 <= (title?.box.y0 ?? PublisherRule.frame * height)
  }
}
