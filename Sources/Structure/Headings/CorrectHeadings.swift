package import Layout
package import Model
import Text

/// What people said of headings, after all other evidence: `no`, or a level. A correction speaks of the printed lines at its place, whatever
/// blocks the rules made of them; it fits where those lines still say its text.
package func correctHeadings(_ flow: inout Flow, _ corrections: inout Corrections) {
  for index in corrections.of(.heading) {
    let correction = corrections.all[index]
    let places = lines(of: flow, at: correction.place)
    guard let first = places.first, correction.place.says(text(of: flow, places)) else { continue }
    let level = correction.says.flatMap { Int($0) }
    let agrees = places.allSatisfy { place in
      guard case .line(let line) = flow.items[place] else { return false }
      return level.map { line.role == .heading && line.level == $0 } ?? (line.role != .heading)
    }
    corrections.settle(index, agrees ? .agrees : .applied)
    guard !agrees else { continue }
    for place in places {
      guard case .line(var line) = flow.items[place] else { continue }
      line.role = level == nil ? .text : .heading
      line.level = level ?? 0
      line.begins = place == first
      line.marker = nil
      line.skip = 0
      flow.items[place] = .line(line)
    }
    // What follows is another block.
    if let next = places.last.map({ $0 + 1 }), next < flow.items.count, case .line(var line) = flow.items[next], line.role == .text {
      line.begins = true
      flow.items[next] = .line(line)
    }
  }
}

private func lines(of flow: Flow, at place: Correction.Place) -> [Int] {
  flow.items.indices.filter { index in
    guard case .line(let line) = flow.items[index], flow.pages[line.page].number == place.page else { return false }
    return place.holds(flow.pages[line.page].shown(line.box))
  }
}

private func text(of flow: Flow, _ places: [Int]) -> String {
  places.map { place -> String in
    guard case .line(let line) = flow.items[place] else { return "" }
    return line.words.map(\.text).joined(separator: " ")
  }.joined(separator: " ")
}
