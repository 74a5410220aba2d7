import Model
package import Text
package import Layout
import Objects

/// Marks caption, units, source and note lines around tables and figures (roles `.caption .units .source .note`; `begins`, `marker`, `skip`).
///
/// Goes through the flow once. A caption begins with a label (``CaptionLabel``) that something besides sets apart; it goes on as long
/// as the style does. Sources and notes are known by their first word or marker, next to a table, a figure, or each other.
/// A figure's caption beside which no drawing was found gets an empty figure, so that no caption is without its thing.
package func markCaptions(_ flow: inout Flow, settings: SegmentSettings) {
  let words = settings.captionWords
  var orphans: [(place: Int, figure: PageFigure)] = []
  var place = 0
  while place < flow.items.count {
    guard case .line(let line) = flow.items[place], line.role == .text else {
      place += 1
      continue
    }
    let opening = words.opening(of: line.words)
    if let label = words.label(opening), flow.isCaption(line, at: place, label, opening) {
      flow.splitCaptions(at: place, words: words)
      let end = flow.markCaption(from: place, label, words: words)
      if label.kind != .table, label.numbered, let empty = flow.missingFigure(from: place, to: end, label.kind) { orphans.append(empty) }
      place = end
    } else if flow.isContinuedLabel(line, at: place, opening, words) {
      flow.setRole(.caption, at: place, begins: true)
      place += 1
    } else if words.isUnits(opening), flow.isBeside(place, roles: [.caption], next: true),
      line.size < CaptionLineRule.unitsSize * flow.bodySize
    {
      flow.setRole(.units, at: place, begins: true)
      place += 1
    } else if let closing = words.closing(opening), flow.closes(line, at: place) {
      place = flow.markClosing(from: place, closing == .source ? .source : .note, marker: nil, words: words)
    } else if let marker = flow.tableNote(line, at: place) ?? flow.calledNote(line, at: place) {
      flow.splitNotes(at: place)
      place = flow.markClosing(from: place, .note, marker: marker, words: words)
    } else {
      place += 1
    }
  }
  for orphan in orphans.reversed() { flow.items.insert(.figure(orphan.figure), at: orphan.place) }
}

extension Flow {
  package func line(at place: Int) -> FlowLine? {
    guard items.indices.contains(place), case .line(let line) = items[place] else { return nil }
    return line
  }

  mutating func setRole(_ role: Role, at place: Int, begins: Bool, marker: NoteMarker? = nil) {
    guard case .line(var line) = items[place] else { return }
    line.role = role
    line.begins = begins
    if let marker {
      line.marker = marker.text
      line.skip = marker.skip
    }
    items[place] = .line(line)
  }

  /// Whether a line is set in another size, weight or slant than running text.
  package func isApart(_ line: FlowLine) -> Bool {
    guard let first = line.words.first else { return false }
    return first.style.bold || first.style.italic || abs(line.size - bodySize) > CaptionLineRule.otherSize * bodySize
  }

  /// White space between a line and the one above it in its column, points; nil where none is above.
  private func gapAbove(_ line: FlowLine, at place: Int) -> Double? {
    guard let before = self.line(at: place - 1), before.page == line.page, before.box.midY < line.box.y0 else { return nil }
    return line.box.y0 - before.box.y1
  }

  package func isCaption(_ line: FlowLine, at place: Int, _ label: CaptionLabel, _ opening: Opening) -> Bool {
    guard label.capital, !runsInto(line, at: place) else { return false }
    let labelUpper = label.end > 5 && opening.printed[0..<min(label.end, opening.count)].allSatisfy { !isLower($0) }
    let apart = labelUpper || isApart(line)
    let titleLower = label.title < opening.count && isLower(opening.printed[label.title])
    let beside = isBesideItem(place)
    if !label.numbered { return beside && (apart || line.words.count <= 14) }
    if !label.closed { return (apart || beside) && !titleLower && label.title < opening.count }
    if titleLower, !apart, !beside { return false }
    if apart { return true }
    guard let gap = gapAbove(line, at: place) else { return true }
    return gap > CaptionLineRule.paragraphGap * line.size || (beside && line.words.count < 25)
  }

  /// The sentence of the full line above goes on in the line, set alike and at the leading of a paragraph: `(Tabla 1, Tabla 2,` / `Tabla 3).`
  private func runsInto(_ line: FlowLine, at place: Int) -> Bool {
    guard let gap = gapAbove(line, at: place), gap <= CaptionLineRule.paragraphGap * line.size, let before = self.line(at: place - 1),
      before.role == .text, before.column == line.column, abs(before.size - line.size) < CaptionLineRule.sameSize * line.size,
      let last = before.words.last, let first = line.words.first, last.style == first.style, let end = last.text.unicodeScalars.last
    else { return false }
    return (end == "," || end == "(" || isLower(end)) && before.box.x1 >= before.column.x1 - CaptionLineRule.runsOnEnd * before.column.width
  }

  /// A table or figure comes right before or after (closing lines between do not count, up to four lines of caption neither).
  func isBesideItem(_ place: Int) -> Bool {
    var at = place - 1
    while at >= 0, at >= place - 3 {
      switch items[at] {
      case .table, .figure: return true
      case .line(let line):
        if line.role != .source && line.role != .note && line.role != .units { at = -1 }
      }
      at -= 1
    }
    at = place + 1
    while at < items.count, at <= place + 5 {
      switch items[at] {
      case .table, .figure: return items[at].page <= items[place].page + 1
      case .line(let line): if line.page != items[place].page { return false }
      }
      at += 1
    }
    return false
  }

  /// Marks the caption that begins at `place`, with its units line. Gives the place after it.
  mutating func markCaption(from place: Int, _ label: CaptionLabel, words: CaptionWords) -> Int {
    guard let first = line(at: place) else { return place + 1 }
    setRole(.caption, at: place, begins: true)
    let opening = Opening(first.words)
    var labelOnly = label.title >= opening.count
    var last = first
    var next = place + 1
    let bodyLike = !isApart(first)
    while let line = line(at: next), line.role == .text, line.page == last.page, next < place + 10 {
      let opening = Opening(line.words, limit: 64)
      guard line.box.midY > last.box.y0,
        line.box.y0 - last.box.y1 < CaptionLineRule.lineGap * max(last.size, line.size)
          || line.box.overlapY(last.box) > CaptionLineRule.beside * line.box.height
      else { break }
      if words.isUnits(opening) { break }
      // Years or figures alone are the heads of a table that was not found.
      if !line.words.contains(where: { $0.text.unicodeScalars.contains(where: isLetter) }) { break }
      if words.closing(opening) != nil || words.label(opening)?.numbered == true { break }
      let end = last.words.last { $0.shift == .none } ?? last.words.last
      let start = line.words.first
      let sameStyle =
        abs(line.size - last.size) < CaptionLineRule.sameSize * last.size && start?.style.bold == end?.style.bold
        && start?.style.italic == end?.style.italic
      // The title may be set otherwise than the label that stands alone above it.
      guard sameStyle || (labelOnly && line.size < CaptionLineRule.titleSize * last.size) else { break }
      // In the style of running text only a line that was full goes on.
      if bodyLike, !labelOnly, last.box.x1 < last.column.x1 - CaptionLineRule.shortEnd * last.column.width { break }
      if !labelOnly, abs(line.size - bodySize) < CaptionLineRule.bodySize * bodySize, !isApart(line), endsSentence(last),
        last.box.x1 < last.column.x1 - CaptionLineRule.surelyShort * last.column.width
      {
        break
      }
      setRole(.caption, at: next, begins: false)
      labelOnly = false
      last = line
      next += 1
    }
    if let line = line(at: next), line.role == .text, line.page == last.page, words.isUnits(Opening(line.words, limit: 64)),
      line.box.y0 - last.box.y1 < CaptionLineRule.unitsGap * line.size
    {
      setRole(.units, at: next, begins: true)
      next += 1
    }
    return next
  }

  private func endsSentence(_ line: FlowLine) -> Bool {
    guard let scalar = line.words.last?.text.unicodeScalars.last else { return false }
    return scalar == "." || scalar == "?" || scalar == "!"
  }

  /// `(continuación)` alone, over the next piece of a table or under the one before.
  func isContinuedLabel(_ line: FlowLine, at place: Int, _ opening: Opening, _ words: CaptionWords) -> Bool {
    guard opening.whole, line.words.count <= 6, words.isContinued(opening.folded) else { return false }
    for near in [place - 1, place + 1] where items.indices.contains(near) {
      if case .table = items[near] { return true }
      if case .figure = items[near] { return true }
      if let other = self.line(at: near), other.role == .caption || other.role == .units { return true }
    }
    return false
  }

  func isBeside(_ place: Int, roles: [Role], next: Bool) -> Bool {
    if let before = line(at: place - 1), roles.contains(before.role), before.page == items[place].page { return true }
    guard next, items.indices.contains(place + 1) else { return false }
    switch items[place + 1] {
    case .table(let table): return table.page == items[place].page && abs(table.box.y0 - items[place].box.y1) < 30
    case .figure(let figure): return figure.page == items[place].page && abs(figure.box.y0 - items[place].box.y1) < 30
    case .line: return false
    }
  }

  /// Whether a line that begins like a source or a note closes a table or figure: it follows one (or its caption or another such line),
  /// stands before one, or is smaller than running text.
  package func closes(_ line: FlowLine, at place: Int) -> Bool {
    if line.size < CaptionLineRule.smaller * bodySize { return true }
    var at = place - 1
    while let before = self.line(at: at), before.role == .footnote || before.role == .furniture { at -= 1 }
    guard items.indices.contains(at) else { return false }
    switch items[at] {
    case .table, .figure: return true
    case .line(let before): return [.caption, .units, .source, .note].contains(before.role)
    }
  }

  /// Marks a source or note line and those that go on from it. Gives the place after.
  mutating func markClosing(from place: Int, _ role: Role, marker: NoteMarker?, words: CaptionWords) -> Int {
    guard let first = line(at: place) else { return place + 1 }
    setRole(role, at: place, begins: true, marker: marker)
    var last = first
    var next = place + 1
    while let line = line(at: next), line.role == .text, line.page == last.page {
      guard line.box.midY > last.box.midY, line.box.y0 - last.box.y1 < CaptionLineRule.closingGap * line.size,
        abs(line.size - last.size) < CaptionLineRule.sameSize * last.size
      else { break }
      guard line.box.overlapX(last.box) > 0 else { break }
      let opening = Opening(line.words, limit: 48)
      if words.closing(opening) != nil || words.label(opening)?.closed == true || tableNote(line, at: next) != nil
        || calledNote(line, at: next) != nil
      {
        break
      }
      if line.words.first?.style.bold == true, last.words.last?.style.bold == false { break }
      // In the size of running text, only while the lines are full.
      if line.size > CaptionLineRule.smaller * bodySize, last.box.x1 < last.column.x1 - CaptionLineRule.shortEnd * last.column.width {
        break
      }
      let fresh = endsSentence(last) && last.box.x1 < last.column.x1 - CaptionLineRule.freshEnd * last.column.width
      if fresh, line.size > CaptionLineRule.smaller * bodySize { break }
      setRole(fresh && role == .source ? .note : role, at: next, begins: fresh)
      last = line
      next += 1
    }
    return next
  }

  /// An empty figure for a caption from `place` to `end` that has neither drawing nor table beside it, and where it goes.
  func missingFigure(from place: Int, to end: Int, _ kind: CaptionLabel.Kind) -> (place: Int, figure: PageFigure)? {
    guard let first = line(at: place) else { return nil }
    for near in [place - 1, end] where items.indices.contains(near) {
      if case .line = items[near] { continue }
      return nil
    }
    // The drawing may stand before the caption with lines of notes between, or on the next page.
    var at = place - 1
    while let line = line(at: at), [.source, .note, .units].contains(line.role) { at -= 1 }
    if items.indices.contains(at), case .figure = items[at] { return nil }
    let top = line(at: end - 1)?.box.y1 ?? first.box.y1
    var bottom = top
    if items.indices.contains(end), items[end].page == first.page, items[end].box.y0 > top { bottom = items[end].box.y0 }
    let name: String
    switch kind {
    case .photo: name = "photo"
    case .map: name = "map"
    case .diagram: name = "diagram"
    case .chart: name = "chart"
    case .image, .table: name = "image"
    }
    let box = Box(x0: first.column.x0, y0: top, x1: first.column.x1, y1: bottom)
    return (end, PageFigure(page: first.page, box: box, kind: name, lines: []))
  }
}

/// How captions, sources and notes run on. Lengths are in sizes of the text in question, `…Size` in body sizes.
enum CaptionLineRule {
  /// A units line is no larger than this.
  static let unitsSize = setting("unitsSize", 1.05)
  /// The part of the body's size from which another size is one.
  static let otherSize = setting("otherSize", 0.04)
  /// White above a line that begins a paragraph; between lines of one paragraph 0.1 to 0.4 are left.
  static let paragraphGap = setting("paragraphGap", 0.55)
  /// White between lines of one caption, at most.
  static let lineGap = setting("lineGap", 0.7)
  /// The part of a line's height that it shares with another on the same printed line.
  static let beside = setting("beside", 0.5)
  /// The part of the size by which lines of one style may differ.
  static let sameSize = setting("sameSize", 0.06)
  /// A title under a label that stands alone is at most so many times as large.
  static let titleSize = setting("titleSize", 1.35)
  /// The part of the column's width that a line leaves free which ends its paragraph.
  static let shortEnd = setting("shortEnd", 0.12)
  /// The part of the column's width that a line leaves free at most whose sentence goes on.
  static let runsOnEnd = setting("runsOnEnd", 0.06)
  /// The part of the body's size by which a caption set like the body may differ.
  static let bodySize = setting("bodySize", 0.03)
  /// The part of the column's width left free after a full stop.
  static let surelyShort = setting("surelyShort", 0.2)
  /// White between a caption and its units.
  static let unitsGap = setting("unitsGap", 1.6)
  /// Smaller than running text.
  static let smaller = setting("smaller", 0.95)
  /// White between lines of one source or note.
  static let closingGap = setting("closingGap", 0.65)
  /// The part of the column's width left free after which a new paragraph begins.
  static let freshEnd = setting("freshEnd", 0.25)
}
