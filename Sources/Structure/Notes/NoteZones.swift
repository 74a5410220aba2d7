package import Model
import Text
import Layout
import Objects

/// The foot of a page (or of one of its columns) where notes stand: lines below a short separator ruling, or smaller lines with nothing of
/// the running text under them.
package struct NoteZone {
  /// Places in ``Flow/items``, from the top.
  package var lines: [Int]
  /// A separator ruling stands over it.
  package var ruled: Bool { separator != nil }
  package var separator: Box?
}

/// Zones of one page; `places` are the page's items in ``Flow/items``.
func noteZones(_ flow: Flow, page: Int, places: [Int]) -> [NoteZone] {
  let separators = noteSeparators(flow, page: page, places: places)
  var zones: [NoteZone] = []
  // One zone a column: lines that follow each other downwards.
  for place in placesAtFoot(flow, places: places, separators: separators) {
    guard let line = flow.line(at: place) else { continue }
    if let last = zones.last?.lines.last, let before = flow.line(at: last), line.box.midY > before.box.midY - 1,
      line.box.overlapX(before.column.union(before.box)) > NoteZoneRule.under * line.box.width,
      line.box.y0 - before.box.y1 < NoteZoneRule.gap * line.size
    {
      zones[zones.count - 1].lines.append(place)
    } else {
      zones.append(NoteZone(lines: [place]))
    }
  }
  for index in zones.indices { rule(&zones[index], separators, flow) }
  return zones
}

/// Lines that are set like notes and have nothing but such lines below them, in reading order.
private func placesAtFoot(_ flow: Flow, places: [Int], separators: [Box]) -> [Int] {
  struct Item {
    var place: Int
    var box: Box
    var noteLike: Bool
  }
  var items: [Item] = []
  let small = smallSize(flow, places: places)
  var amid: [Int] = []
  let closed = separators.map { notesBetween($0, places: places, small: small, flow) }
  for place in places {
    guard let line = flow.line(at: place) else {
      items.append(Item(place: place, box: flow.items[place].box, noteLike: false))
      continue
    }
    if line.role == .furniture || isTypedRule(line.words) { continue }
    if closed.contains(where: { $0.contains(place) }) {
      amid.append(place)
      continue
    }
    let below = zip(separators, closed).contains { $1.isEmpty && $0.y0 < line.box.midY && isAcross($0, line) }
    items.append(Item(place: place, box: line.box, noteLike: line.role == .text && (line.size <= small || below)))
  }
  // From the bottom up: what else stands over running text is no note.
  items.sort { ($0.box.y1, $0.box.x0, $0.place) > ($1.box.y1, $1.box.x0, $1.place) }
  var blocked: [(Double, Double)] = []
  var open = amid
  for item in items {
    let isBlocked = blocked.contains { min($0.1, item.box.x1) - max($0.0, item.box.x0) > NoteZoneRule.blocked * item.box.width }
    if item.noteLike, !isBlocked {
      open.append(item.place)
    } else {
      blocked.append((item.box.x0, item.box.x1))
    }
  }
  return open.sorted()
}

/// Notes that a division of the text ends with while the page goes on: small lines right under a separator, the first with a marker, and
/// then the text again at the body's size. Empty where what is under the separator goes on so to the foot.
private func notesBetween(_ separator: Box, places: [Int], small: Double, _ flow: Flow) -> Set<Int> {
  let under = places.compactMap { place in flow.line(at: place).map { (place: place, line: $0) } }
    .filter { $0.line.role == .text && $0.line.box.midY > separator.y0 && isAcross(separator, $0.line) }
    .sorted { ($0.line.box.y0, $0.place) < ($1.line.box.y0, $1.place) }
  let notes = under.prefix { $0.line.box.y0 > separator.y0 && $0.line.size <= small }
  guard let first = notes.first?.line, noteMarker(first.words) != nil, first.box.y0 - separator.y1 < NoteZoneRule.ruleGap * first.size
  else {
    return []
  }
  // Smaller lines that come again below are the page's own notes: the text between would be cut out of one note.
  let rest = under.dropFirst(notes.count)
  return rest.isEmpty || rest.contains { $0.line.size <= small } ? [] : Set(notes.map(\.place))
}

/// Whether a line, or the column that it stands in, is under enough of a separator.
private func isAcross(_ separator: Box, _ line: FlowLine) -> Bool {
  separator.overlapX(line.column.union(line.box)) > NoteZoneRule.across * separator.width
}

/// The size that notes of a page are no larger than. What is read from a picture has sizes that waver from line to line, and are of their page:
/// they are compared with what its other words have.
private func smallSize(_ flow: Flow, places: [Int]) -> Double {
  let lines = places.compactMap { flow.line(at: $0) }
  guard lines.contains(where: { $0.words.contains { $0.confidence < 1 } }) else { return NoteZoneRule.size * flow.bodySize }
  let sizes = lines.flatMap { line in line.words.map { _ in line.size } }.sorted()
  return NoteZoneRule.sizeOfReading * min(flow.bodySize, sizes.isEmpty ? flow.bodySize : sizes[sizes.count / 2])
}

/// The separator over a zone, or within it: lines over it are not of the zone.
private func rule(_ zone: inout NoteZone, _ separators: [Box], _ flow: Flow) {
  guard let first = flow.line(at: zone.lines[0]) else { return }
  zone.separator = separators.first {
    $0.y0 < first.box.midY && first.box.y0 - $0.y1 < NoteZoneRule.ruleGap * first.size && isAcross($0, first)
  }
  guard !zone.ruled else { return }
  for (number, place) in zone.lines.enumerated() where number > 0 {
    guard let line = flow.line(at: place), let before = flow.line(at: zone.lines[number - 1]) else { continue }
    let between = separators.first {
      $0.y0 > before.box.midY && $0.y1 < line.box.midY && isAcross($0, line)
    }
    guard let between else { continue }
    zone.lines.removeFirst(number)
    zone.separator = between
    return
  }
}

/// Where notes stand on a page.
private enum NoteZoneRule {
  /// The part of a separator's width that it shares with the column of notes below it.
  static let across = setting("across", 0.3)
  /// Body sizes that notes are no larger than.
  static let size = setting("size", 0.94)
  /// … where their text was read from a picture.
  static let sizeOfReading = setting("sizeOfReading", 0.85)
  /// The part of a line's width that something below it covers, so that it is not at the foot.
  static let blocked = setting("blocked", 0.15)
  /// The part of a line's width that it shares with the notes above.
  static let under = setting("under", 0.5)
  /// Sizes of white between lines of a zone.
  static let gap = setting("gap", 2.5)
  /// Sizes of white between a separator and the first note.
  static let ruleGap = setting("ruleGap", 3.5)
  /// The part of the page's height above which no separator stands.
  static let top = setting("top", 0.15)
  /// Body sizes that text under a long separator is no larger than.
  static let smallSize = setting("smallSize", 0.96)
  /// The part of the column's width that a separator has, at most: rules of tables and boxes are longer.
  static let short = setting("short", 0.7)
  /// Points between a text and the rule that underlines it.
  static let underline = setting("underline", 1.5)
  /// The part of the rule's width that the text above it covers.
  static let underlined = setting("underlined", 0.8)
}

/// Short horizontal rulings with text under them and no table at them, in the lower part of the page.
private func noteSeparators(_ flow: Flow, page: Int, places: [Int]) -> [Box] {
  let facts = flow.pages[page]
  var tables: [Box] = []
  var lines: [FlowLine] = []
  var typed: [Box] = []
  for place in places {
    switch flow.items[place] {
    case .table(let table): tables.append(table.box)
    case .figure(let figure): tables.append(figure.box)
    case .line(let line):
      if isTypedRule(line.words) { typed.append(line.box) } else if line.role != .furniture { lines.append(line) }
    }
  }
  var out: [Box] = []
  let drawn = facts.rulings.lazy.filter(\.horizontal).map(\.box)
  // A typed rule's strokes stand in the middle of its box.
  let strokes = typed.map { Box(x0: $0.x0, y0: $0.midY, x1: $0.x1, y1: $0.midY) }
  for (isTyped, box) in drawn.map({ (false, $0) }) + strokes.map({ (true, $0) })
  where box.width >= 18 && box.y0 > NoteZoneRule.top * facts.height {
    if tables.contains(where: { $0.inset(dx: -3, dy: -3).containsPoint(x: box.midX, y: box.midY) }) { continue }
    let under = lines.filter { $0.box.midY > box.y0 && $0.box.overlapX(box) > 0 }
    guard let first = under.min(by: { ($0.box.y0, $0.box.x0) < ($1.box.y0, $1.box.x0) }), first.box.y0 - box.y1 < 3 * first.size else {
      continue
    }
    // It begins where the column begins and is shorter, or what is under it is smaller; an underline has its word right over it.
    let small = under.allSatisfy { $0.size <= NoteZoneRule.smallSize * flow.bodySize }
    let short = box.width < NoteZoneRule.short * first.column.width
    let over = lines.contains {
      $0.box.y1 <= box.y1 + NoteZoneRule.underline && box.y0 - $0.box.y1 < NoteZoneRule.underline
        && $0.box.overlapX(box) > NoteZoneRule.underlined * box.width
    }
    // Nobody types a rule of hyphens as a border of a table.
    if small || ((short || isTyped) && !over && noteMarker(first.words) != nil) { out.append(box) }
  }
  return out
}
