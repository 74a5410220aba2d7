package import Model
import Text
package import Layout
import Objects

/// Footnote lines (role `.footnote`; `begins`, `marker`, `skip`), also continued on the next page, and the calls in all lines.
///
/// 1. What may be a call (``CallCandidate``) in every line.
/// 2. Zones at the foot of the pages (``NoteZone``). A line there begins a note if its marker is raised or a symbol, is called, or is the
///    next number; lines before the first marker go on from the page before.
/// 3. Notes that stand together under a title of their own (endnotes), if calls are left over.
/// 4. Calls: strong ones, but for exponents without a note; weak ones only with a note of that marker near.
package func footnotes(of flow: Flow, settings: SegmentSettings) -> Footnotes {
  var finder = FootnoteFinder(flow, exponents: Phrases(settings.words("exponent-base")))
  for page in flow.pages.indices {
    for zone in noteZones(flow, page: page, places: finder.places[page]) {
      finder.markZone(zone, page: page)
      finder.clearTypedRule(over: zone)
    }
  }
  finder.markEndnotes(titles: Phrases(settings.words("endnotes")))
  return Footnotes(marks: finder.marks, calls: finder.calls)
}

/// What a flow takes of its footnotes.
package struct Footnotes {
  package let marks: LineMarks
  /// By place in ``Flow/items``.
  let calls: [(place: Int, calls: [NoteCall])]
}

extension Flow {
  package mutating func take(_ notes: Footnotes) {
    take(notes.marks)
    for (place, calls) in notes.calls {
      guard case .line(var line) = items[place] else { continue }
      line.calls = calls
      items[place] = .line(line)
    }
  }
}

/// Which markers have a note on which page.
package struct NoteMarkers {
  package var byPage: [Set<String>]
  /// Of endnotes.
  package var end = Set<String>()
  var lastNumber: Int?
  var lastPage = -1
  /// Of the last zone: its separator, and its last line.
  package var separator: Box?
  package var lastLine: FlowLine?

  package init(pages: Int) { byPage = Array(repeating: [], count: pages) }

  func has(_ key: String, near page: Int) -> Bool {
    for other in max(0, page - 1)...min(byPage.count - 1, page + 1) where byPage[other].contains(key) { return true }
    return end.contains(key)
  }
}

/// How notes go on. Parts are of the size unless said otherwise.
private enum NoteRule {
  /// By which a note that goes on over the page may differ.
  static let sameSize = setting("sameSize", 0.04)
  /// The part of the column's width left free by a line that ends nothing.
  static let openEnd = setting("openEnd", 0.1)
  /// By which lines of endnotes may differ.
  static let endnoteSize = setting("endnoteSize", 0.05)
  /// Sizes of white above a title among endnotes.
  static let titleGap = setting("titleGap", 1.5)
}

private func accepted(_ found: [CallCandidate], line: FlowLine, notes: NoteMarkers, clear: Set<String>) -> [NoteCall] {
  var out: [NoteCall] = []
  let words = markerWords(line)
  for candidate in found {
    // Inside the line's own marker.
    if line.skip > 0, candidate.word < words { continue }
    if candidate.marker.isEmpty {
      if out.last?.word == candidate.word - 1 {
        out.append(NoteCall(word: candidate.word, from: candidate.from, to: candidate.to, marker: ""))
      }
      continue
    }
    let key = markerKey(candidate.marker)
    let near = notes.has(key, near: line.page)
    let table = candidate.marker.hasSuffix("/")
    if candidate.strong ? (!candidate.doubtful || (near && !clear.contains(key)) || table) : near {
      if line.role == .footnote, !near { continue }
      out.append(NoteCall(word: candidate.word, from: candidate.from, to: candidate.to, marker: candidate.marker))
    }
  }
  return out
}

/// How many words the line's own marker takes.
private func markerWords(_ line: FlowLine) -> Int {
  var left = line.skip
  var count = 0
  while left > 0, count < line.words.count {
    left -= line.words[count].text.unicodeScalars.count
    count += 1
  }
  return count
}

/// Finds the notes of a document step by step; each sees what the ones before took.
private struct FootnoteFinder {
  private(set) var marks = LineMarks()
  /// By page, in ``Flow/items``.
  let places: [[Int]]
  private var flow: Flow
  private var candidates: [Int: [CallCandidate]] = [:]
  /// By page: keys that are called, …
  private var called: [Set<String>]
  /// … and those that a raised number calls beyond doubt: an exponent on the same page is none then.
  private var clear: [Set<String>]
  private var notes: NoteMarkers

  init(_ flow: Flow, exponents: Phrases) {
    self.flow = flow
    notes = NoteMarkers(pages: flow.pages.count)
    called = [Set<String>](repeating: [], count: flow.pages.count)
    clear = called
    var places = [[Int]](repeating: [], count: flow.pages.count)
    for (place, item) in flow.items.enumerated() {
      places[item.page].append(place)
      guard case .line(let line) = item, line.role != .furniture, line.role != .contents else { continue }
      let found = callCandidates(line.words, lineSize: line.size, baseline: line.baseline, exponents: exponents)
      if !found.isEmpty { candidates[place] = found }
      for candidate in found {
        called[item.page].insert(markerKey(candidate.marker))
        if candidate.strong, !candidate.doubtful { clear[item.page].insert(markerKey(candidate.marker)) }
      }
    }
    self.places = places
  }

  private mutating func mark(_ role: Role, over: Role = .text, at place: Int, begins: Bool, marker: NoteMarker? = nil) {
    let mark = LineMark(role, over: over, begins: begins, marker: marker?.text, skip: marker?.skip)
    marks.add(mark, at: place)
    flow.take(mark, at: place)
  }

  /// By place. A note's own marker is no call; what is raised in a note's text is left there unless another note answers.
  var calls: [(place: Int, calls: [NoteCall])] {
    // Endnotes are called from everywhere; a note at the foot from its own page or the one before.
    let anywhere = clear.reduce(into: Set<String>()) { $0.formUnion($1) }.intersection(notes.end)
    func clearNear(_ page: Int) -> Set<String> {
      (max(0, page - 2)...min(clear.count - 1, page + 2)).reduce(into: anywhere) { $0.formUnion(clear[$1]) }
    }
    return candidates.compactMap { place, found in
      guard let line = flow.line(at: place) else { return nil }
      return (place, accepted(found, line: line, notes: notes, clear: found.contains { $0.doubtful } ? clearNear(line.page) : []))
    }
  }

  mutating func markZone(_ zone: NoteZone, page: Int) {
    // A raised number within the notes calls none of them.
    let outside = calledOutside(zone, page: page)
    func isCalled(_ key: String) -> Bool {
      if outside.contains(key) || page > 0 && called[page - 1].contains(key) { return true }
      // A clear call of an earlier page that no note has answered: notes at the end of a chapter.
      var other = page - 1
      while other >= 0, !notes.byPage[other].contains(key) {
        if clear[other].contains(key) { return true }
        other -= 1
      }
      return false
    }
    var starts: [Int: NoteMarker] = [:]
    var first: Int?
    var expected = notes.lastNumber.map { $0 + 1 }
    var fresh = true
    for (index, place) in zone.lines.enumerated() {
      guard let line = flow.line(at: place), let marker = noteMarker(line.words) else { continue }
      let key = markerKey(marker.text)
      let number = marker.number
      let sure: Bool
      switch marker.form {
      case .symbol: sure = marker.raised || isCalled(key) || zone.ruled && fresh
      case .slash: sure = isCalled(key) || marker.raised
      case .plain, .point, .bracket:
        if marker.raised, number != nil {
          sure = isCalled(key) || number == expected || zone.ruled || fresh
        } else if number != nil {
          sure = number == expected && (isCalled(key) || zone.ruled) || (isCalled(key) && (fresh || zone.ruled))
        } else {
          sure = isCalled(key) && (marker.raised || marker.form == .bracket)
        }
      }
      // A number that goes back on one page is a number of the text.
      if sure, let number, let last = starts.values.compactMap(\.number).max(), number <= last { continue }
      guard sure else { continue }
      starts[index] = marker
      if first == nil { first = index }
      fresh = false
      if let number { expected = number + 1 }
    }
    let goesOn = continues(zone, page: page)
    guard first != nil || goesOn else { return }
    let begin = goesOn ? 0 : (first ?? 0)
    for index in begin..<zone.lines.count {
      let place = zone.lines[index]
      if let marker = starts[index] {
        mark(.footnote, at: place, begins: true, marker: marker)
        notes.byPage[page].insert(markerKey(marker.text))
        if let number = marker.number { notes.lastNumber = number }
      } else {
        mark(.footnote, at: place, begins: index == begin)
      }
    }
    notes.lastPage = page
    notes.separator = zone.separator
    notes.lastLine = zone.lines.last.flatMap { flow.line(at: $0) }
  }

  /// Keys that lines of a page call which are not of the zone.
  private func calledOutside(_ zone: NoteZone, page: Int) -> Set<String> {
    let own = Set(zone.lines)
    var out = Set<String>()
    for place in places[page] where !own.contains(place) { for call in candidates[place] ?? [] { out.insert(markerKey(call.marker)) } }
    return out
  }

  /// A typed rule right over notes is what a drawn one is: no text.
  mutating func clearTypedRule(over zone: NoteZone) {
    guard let first = zone.lines.first, let note = flow.line(at: first), note.role == .footnote, let rule = flow.line(at: first - 1),
      isTypedRule(rule.words),
      rule.page == note.page
    else { return }
    mark(.furniture, over: rule.role, at: first - 1, begins: true)
  }

  /// Whether what stands over the first marker goes on from the page before: it is of the same size, under a ruling like that one's, or
  /// the note there ended without a full stop.
  private func continues(_ zone: NoteZone, page: Int) -> Bool {
    guard let before = notes.lastLine, notes.lastPage == page - 1 || notes.lastPage == page, let line = flow.line(at: zone.lines[0]) else {
      return false
    }
    guard abs(line.size - before.size) < NoteRule.sameSize * before.size, noteMarker(line.words)?.raised != true else { return false }
    let end = before.words.last?.text.unicodeScalars.last
    let ended = end == "." || end == "!" || end == "?" || end == ")" || end == "\u{201D}" || end == "/"
    let small = line.words.first?.text.unicodeScalars.first.map(isLower) ?? false
    guard let separator = zone.separator else { return !ended && small && notes.separator == nil }
    guard let other = notes.separator else { return !ended }
    return abs(separator.width - other.width) < 3
      && (!ended || small || before.box.x1 > before.column.x1 - NoteRule.openEnd * before.column.width)
  }

  /// Notes under a title of their own, where calls have no note at the foot of their page.
  mutating func markEndnotes(titles: Phrases) {
    var open = Set<String>()
    for place in candidates.keys.sorted() {
      for candidate in candidates[place]! where !candidate.marker.isEmpty && !candidate.doubtful {
        let key = markerKey(candidate.marker)
        if !notes.has(key, near: flow.items[place].page) { open.insert(key) }
      }
    }
    guard !open.isEmpty else { return }
    var place = 0
    while place < flow.items.count {
      guard let title = flow.line(at: place), title.role == .text, title.words.count <= 5, titles.isAll(of: folded(title.text)) else {
        place += 1
        continue
      }
      var next = place + 1
      var expected: Int?
      var last: FlowLine?
      while next < flow.items.count {
        guard let line = flow.line(at: next) else { break }
        if line.role == .furniture || line.role == .footnote {
          next += 1
          continue
        }
        guard line.role == .text else { break }
        if let marker = noteMarker(line.words), open.contains(markerKey(marker.text)),
          expected == nil || marker.number == nil || marker.number == expected
        {
          mark(.footnote, at: next, begins: true, marker: marker)
          notes.end.insert(markerKey(marker.text))
          expected = marker.number.map { $0 + 1 }
        } else if let before = last, abs(line.size - before.size) < NoteRule.endnoteSize * before.size, !isTitleLike(line, after: before) {
          mark(.footnote, at: next, begins: false)
        } else {
          break
        }
        last = line
        next += 1
      }
      place = max(next, place + 1)
    }
  }

  private func isTitleLike(_ line: FlowLine, after before: FlowLine) -> Bool {
    guard let first = line.words.first, let other = before.words.last else { return false }
    let bold = first.style.bold && !other.style.bold
    let far = line.page == before.page && line.box.y0 - before.box.y1 > NoteRule.titleGap * line.size
    return bold || (far && noteMarker(line.words) == nil)
  }
}
