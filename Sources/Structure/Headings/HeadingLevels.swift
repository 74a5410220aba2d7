import Model
import Text
import Layout
import Objects

/// Levels of headings: one for each look, in the order of their weight on the page, corrected by numbering and by what is stated.
///
/// 1. Headings are clustered by look (size, weight, slant, case, colour, alignment).
/// 2. Clusters are sorted by size, then weight, case, colour; equal ones by first appearance: a deeper level cannot come before its parent.
/// 3. A cluster of numbered headings whose paths differ in depth is split by depth; clusters numbered alike at one depth are one level.
/// 4. Ranks become levels by what stands under what.
/// 5. Where the outline or the structure tree states levels for most headings, these rule, and other looks take the level of their cluster.
func assignLevels(_ candidates: inout [HeadingCandidate], chunks: [Chunk], outlined: Int) {
  guard !candidates.isEmpty else { return }
  struct Cluster {
    var look: Look
    var caps: Bool
    var centred: Bool
    /// Depth of the path, 0 for none.
    var depth: Int
    var worded: Bool
    var members: [Int]
  }
  var clusters: [Cluster] = []
  for (index, candidate) in candidates.enumerated() {
    let chunk = chunks[candidate.chunk]
    let depth = chunk.number.map { $0.kind == .path && $0.closed ? $0.depth : 0 } ?? 0
    let worded = chunk.number?.kind == .word
    let found = clusters.indices.first { number in
      let cluster = clusters[number]
      let shortCaps = chunk.scalars.count <= 6
      return abs(cluster.look.size - chunk.look.size) <= 1 && cluster.look.bold == chunk.look.bold
        && cluster.look.italic == chunk.look.italic
        && !differs(cluster.look.colour, chunk.look.colour) && (cluster.caps == chunk.caps || shortCaps)
        && (cluster.depth == depth || depth == 0 || cluster.depth == 0 && depth == 1) && (cluster.depth <= 1 || cluster.depth == depth)
    }
    if let found {
      clusters[found].members.append(index)
      if depth > clusters[found].depth { clusters[found].depth = depth }
      clusters[found].worded = clusters[found].worded || worded
    } else {
      clusters.append(Cluster(look: chunk.look, caps: chunk.caps, centred: chunk.centred, depth: depth, worded: worded, members: [index]))
    }
  }
  // Sizes within a twentieth are one: a line's size may vary with its font.
  var order = Array(clusters.indices)
  func weight(_ cluster: Cluster) -> [Int] {
    [
      -cluster.look.size / 2, cluster.worded ? 0 : 1, cluster.look.bold ? 0 : 1, cluster.caps ? 0 : 1, cluster.look.italic ? 1 : 0,
      cluster.members[0],
    ]
  }
  order.sort { weight(clusters[$0]).lexicographicallyPrecedes(weight(clusters[$1])) }

  // Numbering corrects the order: a deeper path comes after a shallower one.
  let numbered = order.indices.filter { clusters[order[$0]].depth > 0 }
  let sorted = numbered.map { order[$0] }.sorted {
    (clusters[$0].depth, -clusters[$0].look.size, clusters[$0].members[0]) < (
      clusters[$1].depth, -clusters[$1].look.size, clusters[$1].members[0]
    )
  }
  for (place, cluster) in zip(numbered, sorted) { order[place] = cluster }

  var level = 0
  var levelOf = [Int](repeating: 1, count: clusters.count)
  var last: Int?
  for number in order {
    let cluster = clusters[number]
    if let before = last, cluster.depth > 0, clusters[before].depth == cluster.depth,
      abs(clusters[before].look.size - cluster.look.size) <= 2
    {
      // Numbered alike at one depth: one level, whatever the colour.
    } else {
      level += 1
    }
    levelOf[number] = level
    last = number
  }

  levelOf = nested(levelOf, clusters: clusters.map(\.members), count: candidates.count)
  let stated = candidates.filter { $0.stated != nil }.count
  let rule = stated * 2 >= candidates.count
  for (number, cluster) in clusters.enumerated() {
    var own = levelOf[number]
    if rule {
      var counts: [Int: Int] = [:]
      for member in cluster.members { if let level = candidates[member].stated { counts[level, default: 0] += 1 } }
      if let most = counts.max(by: { ($0.value, -$0.key) < ($1.value, -$1.key) }) { own = most.key }
    }
    for member in cluster.members { candidates[member].level = min(9, rule ? candidates[member].stated ?? own : own) }
  }
}

/// Ranks → levels: one below the deepest cluster that a member of the cluster stands under. Looks that never hold each other (an abstract's
/// head, a section's head) share a level.
private func nested(_ ranks: [Int], clusters: [[Int]], count: Int) -> [Int] {
  var clusterOf = [Int](repeating: 0, count: count)
  for (number, members) in clusters.enumerated() { for member in members { clusterOf[member] = number } }
  var parents: [Set<Int>] = clusters.map { _ in [] }
  var open: [Int] = []
  for candidate in 0..<count {
    let own = clusterOf[candidate]
    while let last = open.last, ranks[last] >= ranks[own] { open.removeLast() }
    if let parent = open.last { parents[own].insert(parent) }
    open.append(own)
  }
  var levels = [Int](repeating: 1, count: clusters.count)
  for number in clusters.indices.sorted(by: { (ranks[$0], $0) < (ranks[$1], $1) }) {
    levels[number] = 1 + (parents[number].map { levels[$0] }.max() ?? 0)
  }
  return levels
}
