/// Numbers by keys that are hashes of words, or as good as such (FNV-1a, packed scalars): a dictionary would hash each key once more, which
/// costs more than all else that is done with a word.
///
/// Open addressing, at most half full. A key without a number has 0.
package struct HashTable: Sendable {
  private var keys: [UInt64]
  private var values: [UInt32]
  private var used = 0

  package init() {
    let least = 16
    keys = [UInt64](repeating: 0, count: least)
    values = [UInt32](repeating: 0, count: least)
  }

  package var isEmpty: Bool { used == 0 }

  package subscript(_ key: UInt64) -> UInt32 { values[slot(of: key)] }

  /// Adds to the number of a key.
  package mutating func add(_ number: UInt32, to key: UInt64) { set(key, self[key] &+ number) }

  /// Sets bits of the number of a key.
  package mutating func join(_ bits: UInt32, to key: UInt64) { set(key, self[key] | bits) }

  private mutating func set(_ key: UInt64, _ value: UInt32) {
    let at = slot(of: key)
    if values[at] == 0, value != 0 {
      keys[at] = key
      used += 1
    }
    values[at] = value
    if used * 2 > keys.count { grow() }
  }

  /// Where the key is, or where it would go: a number of 0.
  private func slot(of key: UInt64) -> Int {
    let mask = keys.count - 1
    var at = Int(truncatingIfNeeded: key &* HashTable.mixing >> 32) & mask
    while values[at] != 0, keys[at] != key { at = (at + 1) & mask }
    return at
  }

  /// 2⁶⁴ over the golden ratio: spreads keys that differ in a few bits (Knuth, The Art of Computer Programming 3, 6.4).
  private static let mixing: UInt64 = 0x9E37_79B9_7F4A_7C15

  private mutating func grow() {
    let (oldKeys, oldValues) = (keys, values)
    keys = [UInt64](repeating: 0, count: oldKeys.count * 2)
    values = [UInt32](repeating: 0, count: oldKeys.count * 2)
    for index in oldKeys.indices where oldValues[index] != 0 {
      let at = slot(of: oldKeys[index])
      keys[at] = oldKeys[index]
      values[at] = oldValues[index]
    }
  }
}
