package import Model

/// A decision from named evidences as data: a weighted sum, a number of shallow trees, or both; what they add up to is the logarithm of the odds.
///
///     base: -3.1
///     sums: {bold: 1.2, ends-stop: -0.8}
///     trees:
///       - "bold<0.5 (white-above<1.3 (-0.21, 0.05), 0.3)"        evidence<threshold (where it is less, where it is not)
///     threshold: 0.2
///     stated: {outline: 3, tags: 2.5}                             what the file itself says, in the same unit
///
/// Weights are fitted by Tests/Fit/headings; names that no evidence has are refused.
package struct EvidenceModel: Sendable {
  struct Node: Sendable {
    /// Of the evidences; −1 for a leaf.
    var evidence: Int
    /// Threshold of a split, value of a leaf.
    var value: Double
    /// Places of the branches.
    var less = 0
    var more = 0
  }

  /// The file's path below Pipelines/, for faults.
  private var path = ""
  /// The evidences that ``Node/evidence`` and ``sums`` count: in the file's order until ``bound(to:)``.
  private var names: [String] = []
  private var base = 0.0
  private var sums: [(evidence: Int, weight: Double)] = []
  private var nodes: [Node] = []
  private var roots: [Int] = []
  package private(set) var threshold = 0.0
  package private(set) var stated: [String: Double] = [:]
  package var isEmpty: Bool { sums.isEmpty && roots.isEmpty }

  package init() {}

  package init(_ file: DataFile) throws(DataFault) {
    path = file.path
    var places: [String: Int] = [:]
    var known: [String] = []
    func fault(_ place: String, _ message: String) -> DataFault { DataFault(path: file.path, place: place, message: message) }
    func place(of name: String) -> Int {
      if let place = places[name] { return place }
      places[name] = known.count
      known.append(name)
      return known.count - 1
    }
    func number(_ tree: DataTree?, _ at: String) throws(DataFault) -> Double {
      guard let value = tree?.text.flatMap({ Double($0) }), value.isFinite else { throw fault(at, "a number is expected") }
      return value
    }
    for entry in file.tree.entries {
      switch entry.key {
      case "base": base = try number(entry.value, "base")
      case "threshold": threshold = try number(entry.value, "threshold")
      case "stated":
        for one in entry.value.entries { stated[one.key] = try number(one.value, "stated.\(one.key)") }
      case "sums":
        for one in entry.value.entries { sums.append((place(of: one.key), try number(one.value, "sums.\(one.key)"))) }
      case "trees":
        for (index, item) in entry.value.items.enumerated() {
          var reader = TreeReader(text: Array((item.text ?? "").utf8))
          guard let root = reader.node(into: &nodes, find: place), reader.ended else {
            throw fault("trees.\(index + 1)", "is no tree: evidence<threshold (less, more)")
          }
          roots.append(root)
        }
      default: throw fault(entry.key, "is not known here; known are base, sums, trees, threshold, stated")
      }
    }
    names = known
  }

  /// The same, counting evidences as `evidences` does; an unknown name is answered with the known ones.
  package func bound(to evidences: [String]) throws(DataFault) -> EvidenceModel {
    var places: [Int] = []
    for name in names {
      guard let place = evidences.firstIndex(of: name) else {
        throw DataFault(path: path, place: name, message: "is no evidence; known are \(evidences.joined(separator: ", "))")
      }
      places.append(place)
    }
    var out = self
    out.names = evidences
    for index in sums.indices { out.sums[index].evidence = places[sums[index].evidence] }
    for index in nodes.indices where nodes[index].evidence >= 0 { out.nodes[index].evidence = places[nodes[index].evidence] }
    return out
  }

  /// Logarithm of the odds for what the evidences weigh.
  package func score(_ values: [Double]) -> Double {
    var total = base
    for (evidence, weight) in sums { total += weight * values[evidence] }
    for root in roots { total += nodes[leaf(of: root, values)].value }
    return total
  }

  private func leaf(of root: Int, _ values: [Double]) -> Int {
    var at = root
    while nodes[at].evidence >= 0 { at = values[nodes[at].evidence] < nodes[at].value ? nodes[at].less : nodes[at].more }
    return at
  }

  /// What weighed how much: a sum's terms, and of trees what was asked on the way to the leaf, equal questions together; the heaviest first.
  package func parts(_ values: [Double]) -> [(what: [Int], weight: Double)] {
    var out: [(what: [Int], weight: Double)] = sums.map { ([$0.evidence], $0.weight * values[$0.evidence]) }
    for root in roots {
      var asked: [Int] = []
      var at = root
      while nodes[at].evidence >= 0 {
        if !asked.contains(nodes[at].evidence) { asked.append(nodes[at].evidence) }
        at = values[nodes[at].evidence] < nodes[at].value ? nodes[at].less : nodes[at].more
      }
      asked.sort()
      if let known = out.firstIndex(where: { $0.what == asked }) {
        out[known].weight += nodes[at].value
      } else {
        out.append((asked, nodes[at].value))
      }
    }
    return out.sorted { (-abs($0.weight), $0.what.first ?? 0) < (-abs($1.weight), $1.what.first ?? 0) }
  }
}

/// Reads `evidence<threshold (less, more)` and bare values.
private struct TreeReader {
  let text: [UInt8]
  var at = 0

  var ended: Bool { at == text.count }

  private mutating func skip() { while at < text.count, text[at] == 0x20 { at += 1 } }

  private mutating func take(_ byte: Character) -> Bool {
    skip()
    guard at < text.count, text[at] == byte.asciiValue else { return false }
    at += 1
    skip()
    return true
  }

  private mutating func word(until ends: String) -> String {
    skip()
    let start = at
    while at < text.count, !ends.utf8.contains(text[at]) { at += 1 }
    return String(decoding: text[start..<at], as: UTF8.self)
  }

  mutating func node(
    into nodes: inout [EvidenceModel.Node], depth: Int = 0, find: (String) -> Int
  ) -> Int? {
    guard depth < 12 else { return nil }
    let head = word(until: "<(,) ")
    guard take("<") else {
      guard let value = Double(head), value.isFinite else { return nil }
      nodes.append(EvidenceModel.Node(evidence: -1, value: value))
      return nodes.count - 1
    }
    let evidence = find(head)
    guard let threshold = Double(word(until: "(, )")), threshold.isFinite, take("(") else { return nil }
    let own = nodes.count
    nodes.append(EvidenceModel.Node(evidence: evidence, value: threshold))
    guard let less = node(into: &nodes, depth: depth + 1, find: find), take(","),
      let more = node(into: &nodes, depth: depth + 1, find: find), take(")")
    else { return nil }
    nodes[own].less = less
    nodes[own].more = more
    return own
  }
}
