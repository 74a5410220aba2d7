import Model

/// Which of two lists of things are the same ones (see ``diff(_:_:)``).
struct Matching {
  private let a: [DiffItem]
  private let b: [DiffItem]
  private let ordered: Bool
  /// Of each of `a`: its place in `b`.
  private var partner: [Int?]
  private var taken: [Bool]

  init(_ a: [DiffItem], _ b: [DiffItem], ordered: Bool = true) {
    self.a = a
    self.b = b
    self.ordered = ordered
    partner = a.map { _ in nil }
    taken = b.map { _ in false }
    match(by: \.whole)
    match(by: \.named)
    matchByPlace()
  }

  var pairs: [(Int, Int)] { partner.indices.compactMap { place in partner[place].map { (place, $0) } } }

  /// Removed, changed and moved ones in the order of `a`, then those that were added.
  var changes: [DocumentDiff.Change] {
    var out: [DocumentDiff.Change] = []
    let moved = ordered ? movedOnes() : []
    for (place, item) in a.enumerated() {
      guard let other = partner[place].map({ b[$0] }) else {
        out.append(DocumentDiff.Change(what: .removed, page: item.page, field: nil, before: item.summary, after: nil))
        continue
      }
      if item.text != other.text {
        out.append(DocumentDiff.Change(what: .changed, page: item.page, field: "text", before: item.text, after: other.text))
      }
      if item.page != other.page {
        out.append(
          DocumentDiff.Change(
            what: .changed, page: item.page, field: "page of «\(item.text)»", before: item.page.map { "\($0)" },
            after: other.page.map { "\($0)" }))
      }
      for (old, new) in zip(item.fields, other.fields) where old.value != new.value {
        out.append(
          DocumentDiff.Change(what: .changed, page: item.page, field: "\(old.name) of «\(item.text)»", before: old.value, after: new.value))
      }
      if moved.contains(place) {
        out.append(DocumentDiff.Change(what: .changed, page: item.page, field: "order", before: item.summary, after: other.summary))
      }
    }
    for (place, item) in b.enumerated() where !taken[place] {
      out.append(DocumentDiff.Change(what: .added, page: item.page, field: nil, before: nil, after: item.summary))
    }
    return out
  }

  // MARK: Steps

  /// In order, where several have one key.
  private mutating func match(by key: (DiffItem) -> String) {
    var waiting: [String: [Int]] = [:]
    for place in b.indices.reversed() where !taken[place] { waiting[key(b[place]), default: []].append(place) }
    for place in a.indices where partner[place] == nil {
      guard let other = waiting[key(a[place])]?.popLast() else { continue }
      partner[place] = other
      taken[other] = true
    }
  }

  /// What covers most of the same place, on one page.
  private mutating func matchByPlace() {
    // Of what both cover together.
    let share = 0.5
    var waiting: [Int: [Int]] = [:]
    for place in b.indices where !taken[place] && b[place].box != nil { waiting[b[place].page ?? 0, default: []].append(place) }
    for place in a.indices where partner[place] == nil {
      guard let box = a[place].box, let page = a[place].page, let others = waiting[page] else { continue }
      let best = others.filter { !taken[$0] }.map { other -> (Int, Double) in
        let twin = b[other].box ?? box
        let both = box.intersection(twin)
        let common = both.width > 0 && both.height > 0 ? both.area : 0
        return (other, common / max(0.01, box.area + twin.area - common))
      }.max { $0.1 < $1.1 }
      guard let (other, common) = best, common >= share else { continue }
      partner[place] = other
      taken[other] = true
    }
  }

  /// Places in `a` of matched things that stand elsewhere among the others now: all but the longest run that keeps its order.
  private func movedOnes() -> Set<Int> {
    let pairs = pairs
    // Ends of the best runs of each length, and what comes before each (patience sorting).
    var ends: [Int] = []
    var before = [Int?](repeating: nil, count: pairs.count)
    for (index, pair) in pairs.enumerated() {
      var (low, high) = (0, ends.count)
      while low < high {
        let middle = (low + high) / 2
        if pairs[ends[middle]].1 < pair.1 { low = middle + 1 } else { high = middle }
      }
      before[index] = low > 0 ? ends[low - 1] : nil
      if low == ends.count { ends.append(index) } else { ends[low] = index }
    }
    var kept: Set<Int> = []
    var at = ends.last
    while let index = at {
      kept.insert(index)
      at = before[index]
    }
    return Set(pairs.indices.filter { !kept.contains($0) }.map { pairs[$0].0 })
  }
}
