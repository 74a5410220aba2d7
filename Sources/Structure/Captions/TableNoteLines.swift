import Layout
import Model
import Text

// Which lines begin a note of a table or figure: by their mark, by where they stand, and by the cells that call them.

/// Notes of tables. Lengths are in sizes of the text in question, `…Size` in body sizes.
private enum TableNoteRule {
  /// A note under a table is no larger than this.
  static let noteSize = setting("noteSize", 1.02)
  /// The part of the size by which notes under one another may differ.
  static let noteStep = setting("noteStep", 0.12)
  /// White between a table and its first note.
  static let noteGap = setting("noteGap", 1.4)
  /// A note with a plain number is smaller than this: items have numbers too.
  static let numberedSize = setting("numberedSize", 0.97)
  /// Sizes into the line that a rule above a note may hang.
  static let ruleReach = setting("ruleReach", 0.3)
  /// White between a table and a note that its cells call, or between two such: a blank line may be there.
  static let calledGap = setting("calledGap", 3.0)
  /// Lines of other notes that may stand between.
  static let calledLines = setting("calledLines", 14)
  /// White between a table and a note beside it, and by how many points it may reach into the table's box.
  static let besideGap = setting("besideGap", 4.0)
  static let besideSlack = setting("besideSlack", 2.0)
  /// The part of the narrower one's width that a called note shares with its table.
  static let under = setting("under", 0.3)
}

extension Flow {
  /// The marker of a note that stands right under a table or figure or under another of its lines.
  func tableNote(_ line: FlowLine, at place: Int) -> NoteMarker? {
    guard place > 0, line.size < TableNoteRule.noteSize * bodySize else { return nil }
    let printed = noteMarker(line.words)
    guard let marker = printed ?? letterMarker(line, at: place) else { return nil }
    // `1/` in small type is a table's note wherever it stands.
    if marker.form == .slash, line.size < CaptionLineRule.smaller * bodySize, line.words.count > 2 { return marker }
    let above: Box
    switch items[place - 1] {
    case .table(let table):
      guard table.page == line.page else { return nil }
      above = table.box
    case .figure(let figure):
      guard figure.page == line.page else { return nil }
      above = figure.box
    case .line(let before):
      guard before.page == line.page, [.source, .note, .caption].contains(before.role) else { return nil }
      guard before.role == .caption ? isUnderThing(place - 1) : abs(before.size - line.size) < TableNoteRule.noteStep * line.size else {
        return nil
      }
      above = before.box
    }
    guard line.box.midY > above.y0 else { return nil }
    let gap = line.box.y0 - above.y1
    guard gap < TableNoteRule.noteGap * line.size else { return nil }
    // Numbers and letters on the line begin lists as well: as a note only in smaller type, and counting from the first on.
    if printed != nil, !marker.raised, [.point, .plain, .bracket].contains(marker.form) {
      guard line.size < TableNoteRule.numberedSize * bodySize, let number = ordinal(marker.text) else { return nil }
      if number != (lastNote(before: place).flatMap { ordinal($0) } ?? 0) + 1, !isCalled(marker, from: place) { return nil }
    }
    return isFootRule(between: above, and: line) ? nil : marker
  }

  /// The marker of a note that a cell of a table above it calls, though other notes, or a blank line, part the two: `*Provisional` under a table
  /// with `Norte*`.
  func calledNote(_ line: FlowLine, at place: Int) -> NoteMarker? {
    guard place > 0, line.size < TableNoteRule.noteSize * bodySize,
      line.words.count > 2 || line.words.count > 1 && line.box.width > 4 * line.size,
      let marker = noteMarker(line.words), marker.raised || marker.form == .symbol || marker.form == .bracket
    else { return nil }
    guard let table = tableAbove(place), table.page == line.page, calls(marker, table) else { return nil }
    if stands(line, beside: table.box) { return marker }
    guard table.box.y1 < line.box.midY,
      table.box.overlapX(line.box) > TableNoteRule.under * min(table.box.width, line.box.width)
    else { return nil }
    var edge = table.box.y1
    for between in max(0, place - TableNoteRule.calledLines)..<place {
      if case .line(let other) = items[between], other.page == line.page, other.box.y0 > table.box.y1 - 2, other.box.y1 < line.box.y1,
        other.role == .text || other.role == .note || other.role == .source || other.role == .units
      {
        edge = max(edge, other.box.y1)
      }
    }
    return line.box.y0 - edge < TableNoteRule.calledGap * line.size && !isFootRule(between: table.box, and: line) ? marker : nil
  }

  /// Whether a line stands right of a table, at the height of its rows: there notes have a narrow column of their own.
  private func stands(_ line: FlowLine, beside table: Box) -> Bool {
    line.box.x0 > table.x1 - TableNoteRule.besideSlack && line.box.midY > table.y0 && line.box.midY < table.y1
      && line.box.x0 - table.x1 < TableNoteRule.besideGap * line.size
  }

  /// The nearest table before a place, with few lines of notes between.
  private func tableAbove(_ place: Int) -> PageTable? {
    var at = place - 1
    while at >= 0, place - at <= TableNoteRule.calledLines {
      switch items[at] {
      case .table(let table): return table
      case .figure: break
      case .line(let line):
        guard line.page == items[place].page, line.size < TableNoteRule.noteSize * bodySize || line.role == .furniture,
          [.text, .note, .source, .units, .furniture].contains(line.role)
        else { return nil }
      }
      at -= 1
    }
    return nil
  }

  private func isCalled(_ marker: NoteMarker, from place: Int) -> Bool { tableAbove(place).map { calls(marker, $0) } ?? false }

  private func calls(_ marker: NoteMarker, _ table: PageTable) -> Bool {
    let key = markerKey(marker.text)
    return table.cells.contains { $0.calls(key) }
  }

  /// A short ruling in between is the one that footnotes stand under.
  private func isFootRule(between above: Box, and line: FlowLine) -> Bool {
    guard pages.indices.contains(line.page) else { return false }
    return pages[line.page].rulings.contains {
      $0.horizontal && $0.position > above.y1 + 2 && $0.position < line.box.y0 + TableNoteRule.ruleReach * line.size
        && $0.box.overlapX(line.box) > 10
    }
  }

  /// The marker of the note that the lines before a place belong to.
  private func lastNote(before place: Int) -> String? {
    var at = place - 1
    while let line = line(at: at), line.role == .note {
      if let marker = line.marker { return marker }
      at -= 1
    }
    return nil
  }

  /// A line of notes set one behind the other (`¹ Incluye … ² No incluye …`) as a line a note.
  mutating func splitNotes(at place: Int) {
    guard let line = line(at: place), line.words.first?.shift == .superscript else { return }
    var starts = [0]
    for index in line.words.indices.dropFirst().dropLast()
    where line.words[index].shift == .superscript && line.words[index].spaceBefore && line.words[index].text.unicodeScalars.count <= 3 {
      guard let next = line.words[index + 1].text.unicodeScalars.first, isUpper(next) else { continue }
      starts.append(index)
    }
    split(line, at: place, into: zip(starts, starts.dropFirst() + [line.words.count]).map { $0..<$1 })
  }

  /// A line of captions side by side as a line a caption.
  mutating func splitCaptions(at place: Int, words: CaptionWords) {
    guard let line = line(at: place) else { return }
    split(line, at: place, into: words.captionsSideBySide(line.words, size: line.size))
  }

  private mutating func split(_ line: FlowLine, at place: Int, into ranges: [Range<Int>]) {
    guard ranges.count > 1 else { return }
    let parts = ranges.map { range -> FlowItem in
      var part = line
      part.words = Array(line.words[range])
      part.box = part.words.dropFirst().reduce(part.words[0].box) { $0.union($1.box) }
      return .line(part)
    }
    items.replaceSubrange(place...place, with: parts)
  }

  /// Whether a caption's last line belongs to a table or figure above it.
  private func isUnderThing(_ place: Int) -> Bool {
    var at = place
    while let line = line(at: at), line.role == .caption { at -= 1 }
    guard items.indices.contains(at), items[at].page == items[place].page else { return false }
    if case .line = items[at] { return false }
    return true
  }

  /// A letter on the line (`a Medianas …`, `A. Medianas …`) before a capital: a marker where it goes on from a note right above, or where a cell of
  /// the table right above calls it.
  private func letterMarker(_ line: FlowLine, at place: Int) -> NoteMarker? {
    guard line.words.count > 2, line.size < TableNoteRule.numberedSize * bodySize else { return nil }
    var scalars = Array(line.words[0].text.unicodeScalars)
    let closed = scalars.count == 2 && (scalars[1] == "." || scalars[1] == ")")
    if closed { scalars.removeLast() }
    guard scalars.count == 1, isLower(scalars[0]) || closed && isLetter(scalars[0]), scalars[0].value < 0x80,
      line.words[1].text.unicodeScalars.first.map(isUpper) == true
    else { return nil }
    let text = String(scalars: scalars[...])
    let marker = NoteMarker(text: text, skip: closed ? 2 : 1, raised: false, form: closed ? .point : .plain)
    if let last = lastNote(before: place) {
      return !closed || ordinal(last).map { $0 + 1 } == ordinal(text) || isCalled(marker, from: place) ? marker : nil
    }
    guard closed, let first = ordinal(text), items.indices.contains(place - 1) else { return nil }
    if case .line = items[place - 1] { return nil }
    return first == 1 || isCalled(marker, from: place) ? marker : nil
  }
}

/// The place that a marker counts: `3`, `3/`, `c`, `C`; nil for other marks.
private func ordinal(_ marker: String) -> Int? {
  let body = marker.hasSuffix("/") ? String(marker.dropLast()) : marker
  if let number = Int(body) { return number }
  guard body.utf8.count == 1, let letter = body.utf8.first.map({ $0 | 0x20 }), letter >= 0x61, letter <= 0x7A else { return nil }
  return Int(letter) - 0x60
}
