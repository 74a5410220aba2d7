import Text

/// How alike two names are, from 0 to 1: by their words, accents, case and order aside. Words of one stem count as one (`trabajador`,
/// `trabajadoras`); a name that is all in the other is alike by what it has of it.
func likeness(_ a: String, _ b: String) -> Double {
  let (x, y) = (nameWords(a), nameWords(b))
  guard !x.isEmpty, !y.isEmpty else { return x.isEmpty && y.isEmpty ? 1 : 0 }
  if x == y { return 1 }
  var rest = y
  var shared = 0
  var weight = 0
  for word in x {
    guard let place = rest.firstIndex(where: { isOneStem(word, $0) }) else { continue }
    shared += 1
    weight += min(word.count, rest[place].count)
    rest.remove(at: place)
  }
  // Long words say more than short ones.
  let dice = 2 * Double(weight) / Double(max(1, letters(x) + letters(y)))
  let contained = shared == min(x.count, y.count) && weight >= Likeness.tellingWord
  return contained ? max(dice, Likeness.containment) : dice
}

/// Folded, without signs.
func nameWords(_ text: String) -> [[UInt32]] {
  folded(text).split { !isWord($0) }.map(Array.init)
}

/// Pairs of two lists of names, each at most in one, the most alike first; of equals the first.
func pairs(_ a: [String], _ b: [String], from least: Double) -> [(a: Int, b: Int, likeness: Double)] {
  var all: [(a: Int, b: Int, likeness: Double)] = []
  for i in a.indices {
    for j in b.indices {
      let value = likeness(a[i], b[j])
      if value >= least { all.append((i, j, value)) }
    }
  }
  all.sort { ($1.likeness, $0.a, $0.b) < ($0.likeness, $1.a, $1.b) }
  var usedA: Set<Int> = []
  var usedB: Set<Int> = []
  return all.filter { pair in
    guard !usedA.contains(pair.a), !usedB.contains(pair.b) else { return false }
    usedA.insert(pair.a)
    usedB.insert(pair.b)
    return true
  }
}

enum Likeness {
  /// Letters that a shared word must have to tell anything: articles and prepositions are shorter.
  static let tellingWord = 4
  /// Of a name that is all in the other (`Trabajadores`, `Trabajadores asegurados`).
  static let containment = 0.6
  /// The share of a word that two forms of it have in common, and letters that it has at least.
  static let stem = 0.7
  static let stemLetters = 4
}

private func isWord(_ scalar: UInt32) -> Bool {
  scalar >= 0x61 && scalar <= 0x7A || scalar >= 0x30 && scalar <= 0x39 || scalar >= 0xC0
}

private func letters(_ words: [[UInt32]]) -> Int { words.reduce(0) { $0 + $1.count } }

private func isOneStem(_ a: [UInt32], _ b: [UInt32]) -> Bool {
  if a == b { return true }
  let common = zip(a, b).prefix { $0 == $1 }.count
  return common >= Likeness.stemLetters && Double(common) >= Likeness.stem * Double(max(a.count, b.count))
}
