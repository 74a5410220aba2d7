/// A set of word keys in open addressing, asked for every other word of a document: keys are hashes already and are not hashed again.
struct KeySet {
  /// 0 where nothing is; no word has that key.
  private var slots: [UInt64]
  private var count = 0

  /// Room for so many without growing.
  init(capacity: Int = 0) {
    var size = 64
    while size < capacity * 2 { size *= 2 }
    slots = [UInt64](repeating: 0, count: size)
  }

  func contains(_ key: UInt64) -> Bool { slots[place(key)] == key }

  mutating func insert(_ key: UInt64) {
    let place = place(key)
    guard slots[place] == 0 else { return }
    slots[place] = key
    count += 1
    guard count * 2 > slots.count else { return }
    var larger = KeySet(capacity: slots.count)
    for key in slots where key != 0 { larger.insert(key) }
    self = larger
  }

  private func place(_ key: UInt64) -> Int {
    var at = Int(truncatingIfNeeded: key) & (slots.count - 1)
    while slots[at] != 0, slots[at] != key { at = (at + 1) & (slots.count - 1) }
    return at
  }
}
