import Layout
import Model
import Text

/// Where the entries of a reference list begin; nil where nothing tells.
///
/// One of four ways, the first that fits: numbers that count on at one edge; further lines that hang; gaps between entries; a line that begins
/// like an author after one that ends an entry. `places` are the list's lines in reading order.
func referenceStarts(_ places: [Int], flow: Flow, limits: ReferenceLimits) -> Set<Int>? {
  guard places.count >= limits.leastEntries else { return nil }
  return numberedStarts(places, flow: flow) ?? hangingStarts(places, flow: flow, limits)
    ?? partedStarts(places, flow: flow, limits) ?? readStarts(places, flow: flow, limits)
}

/// Where entries begin. In points.
private enum ReferenceStartRule {
  /// Between starts of lines at one edge.
  static let sameEdge = setting("sameEdge", 1.5)
  /// By which steps may miss each other.
  static let stepSlack = setting("stepSlack", 0.5)
}

/// `[1]`, `1.`, `1)`, `1`: each the next number, and all of one form.
private func numberedStarts(_ places: [Int], flow: Flow) -> Set<Int>? {
  var starts: Set<Int> = []
  var expected: Int?
  var form: NoteMarker.Form?
  for place in places {
    guard let line = flow.line(at: place), let marker = noteMarker(line.words),
      let number = marker.number
    else { continue }
    if let next = expected {
      // One number may be lost.
      guard number == next || number == next + 1, marker.form == form else { continue }
    } else {
      // A list that goes on from another begins with any number; only the first line may.
      guard number == 1 || place == places.first else { continue }
      form = marker.form
    }
    starts.insert(place)
    expected = number + 1
  }
  return starts.count >= 2 ? starts : nil
}

/// First lines at the column's edge, the others set in by one step.
private func hangingStarts(_ places: [Int], flow: Flow, _ limits: ReferenceLimits) -> Set<Int>? {
  var starts: Set<Int> = []
  var hung = 0
  for column in columns(places, flow: flow) {
    let lines = column.compactMap { place in flow.line(at: place).map { (place, $0) } }
    let lefts = lines.map(\.1.box.x0).sorted()
    // An edge is where two lines and more begin; of a column with one line, where that begins.
    guard let edge = zip(lefts, lefts.dropFirst()).first(where: { $1 - $0 < ReferenceStartRule.sameEdge })?.0 ?? lefts.first
    else { continue }
    for (place, line) in lines {
      let inset = line.box.x0 - edge
      if inset < limits.leastHang * line.size {
        starts.insert(place)
      } else if inset < limits.mostHang * line.size {
        hung += 1
      }
    }
  }
  guard starts.count >= limits.leastEntries, Double(hung) >= limits.hanging * Double(places.count)
  else { return nil }
  return starts
}

/// Steps between entries are wider than those within.
private func partedStarts(_ places: [Int], flow: Flow, _ limits: ReferenceLimits) -> Set<Int>? {
  var steps: [(place: Int, step: Double)] = []
  for column in columns(places, flow: flow) {
    for (before, place) in zip(column, column.dropFirst()) {
      guard let above = flow.line(at: before), let line = flow.line(at: place) else { continue }
      steps.append((place, line.baseline - above.baseline))
    }
  }
  let usual = steps.map(\.step).filter { $0 > 0 }.sorted()
  guard let least = usual.dropFirst(usual.count / 5).first else { return nil }
  let wide = steps.filter { $0.step > limits.gap * least + ReferenceStartRule.stepSlack }
  guard wide.count >= limits.leastEntries, wide.count * 3 < steps.count * 2 else { return nil }
  var starts = Set(wide.map(\.place))
  // The head of a column or page begins an entry where the one before it is over.
  for column in columns(places, flow: flow) {
    guard let first = column.first, let line = flow.line(at: first) else { continue }
    if first == places.first
      || endsEntry(before: first, places, flow: flow) && beginsLikeAuthor(line)
    {
      starts.insert(first)
    }
  }
  return starts
}

/// The words alone: the line before ends an entry, and this one begins with a name or a body.
private func readStarts(_ places: [Int], flow: Flow, _ limits: ReferenceLimits) -> Set<Int>? {
  var starts: Set<Int> = []
  for place in places {
    guard let line = flow.line(at: place) else { continue }
    if place == places.first
      || endsEntry(before: place, places, flow: flow) && beginsLikeAuthor(line)
    {
      starts.insert(place)
    }
  }
  return starts.count >= limits.leastEntries ? starts : nil
}

private func endsEntry(before place: Int, _ places: [Int], flow: Flow) -> Bool {
  guard let index = places.firstIndex(of: place), index > 0,
    let above = flow.line(at: places[index - 1])
  else { return true }
  guard let last = lastScalar(above) else { return false }
  return last == "." || last == ")" || last == "]" || last == "/" || isDigit(last.value)
    || above.words.last.map { $0.text.utf8.contains(0x2F) || $0.text.hasPrefix("www") } ?? false
}

/// `Ruiz, A.`, `Ruiz Gil, Ana`, `RUIZ, A.`, `Agencia de Caminos (2019)`: a capital, and a comma, a year or a full stop soon after.
private func beginsLikeAuthor(_ line: FlowLine) -> Bool {
  guard let first = line.words.first?.text.unicodeScalars.first(where: isLetter), isUpper(first)
  else { return false }
  for (number, word) in line.words.prefix(8).enumerated() {
    guard let last = word.text.unicodeScalars.last else { continue }
    if last == ",", number < 4 { return true }
    if word.text.hasPrefix("("),
      word.text.unicodeScalars.dropFirst().first.map({ isDigit($0.value) }) ?? false
    {
      return true
    }
    if last == ".", number > 0 || word.text.unicodeScalars.count > 2 { return number < 5 }
  }
  return false
}

/// The places of each column of each page, in order.
private func columns(_ places: [Int], flow: Flow) -> [[Int]] {
  var out: [[Int]] = []
  var last: FlowLine?
  for place in places {
    guard let line = flow.line(at: place) else { continue }
    if let before = last, before.page == line.page, before.column == line.column {
      out[out.count - 1].append(place)
    } else {
      out.append([place])
    }
    last = line
  }
  return out
}
