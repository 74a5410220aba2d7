/// Numbers in sets that are united pair by pair. A set is known by its smallest number.
struct DisjointSets {
  private var parent: [Int]

  /// Each of `0..<count` alone.
  init(_ count: Int) { parent = Array(0..<count) }

  mutating func find(_ number: Int) -> Int {
    var at = number
    while parent[at] != at {
      parent[at] = parent[parent[at]]
      at = parent[at]
    }
    return at
  }

  mutating func unite(_ a: Int, _ b: Int) {
    let x = find(a)
    let y = find(b)
    if x != y { parent[max(x, y)] = min(x, y) }
  }
}
