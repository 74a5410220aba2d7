/// Word sequences → entries: a trie whose nodes are named by the hash of the words that lead there, kept in one open-addressing table.
///
/// Looking up costs a probe a word and stops at the first word that no phrase goes on with.
struct PhraseTable {
  private var keys: [UInt64]
  /// Entry number + 2, 1 for a node that only leads on.
  private var values: [UInt32]
  private var mask: Int
  private var count = 0

  init(capacity: Int) {
    var size = 1024
    while size < capacity * 2 { size *= 2 }
    keys = [UInt64](repeating: 0, count: size)
    values = [UInt32](repeating: 0, count: size)
    mask = size - 1
  }

  static let root: UInt64 = 0x51ed_270b_90c5_a3d1

  /// The first entry of a phrase stays (order in the data is precedence) and is given back where it is another.
  @discardableResult
  mutating func insert(_ words: [UInt64], entry: Int) -> Int? {
    guard !words.isEmpty else { return nil }
    var state = Self.root
    for (n, word) in words.enumerated() {
      state = WordKey.chain(state, word)
      let last = n == words.count - 1
      if count * 2 > keys.count { grow() }
      let i = slot(state)
      if keys[i] == 0 {
        keys[i] = state
        values[i] = 1
        count += 1
      }
      if last, values[i] == 1 {
        values[i] = UInt32(truncatingIfNeeded: entry + 2)
      } else if last, Int(values[i]) != entry + 2 {
        return Int(values[i]) - 2
      }
    }
    return nil
  }

  /// State after one word more, with the entry that ends there; nil where no phrase goes on.
  func step(_ state: UInt64, _ word: UInt64) -> (state: UInt64, entry: Int?)? {
    let next = WordKey.chain(state, word)
    let i = slot(next)
    guard keys[i] != 0 else { return nil }
    return (next, values[i] > 1 ? Int(values[i]) - 2 : nil)
  }

  func entry(of words: [UInt64]) -> Int? {
    var state = Self.root
    var found: Int?
    for word in words {
      guard let next = step(state, word) else { return nil }
      state = next.state
      found = next.entry
    }
    return found
  }

  private func slot(_ key: UInt64) -> Int {
    var i = Int(truncatingIfNeeded: key) & mask
    while keys[i] != 0, keys[i] != key { i = (i + 1) & mask }
    return i
  }

  private mutating func grow() {
    let oldKeys = keys
    let oldValues = values
    keys = [UInt64](repeating: 0, count: oldKeys.count * 2)
    values = [UInt32](repeating: 0, count: keys.count)
    mask = keys.count - 1
    for (key, value) in zip(oldKeys, oldValues) where key != 0 {
      let i = slot(key)
      keys[i] = key
      values[i] = value
    }
  }
}
