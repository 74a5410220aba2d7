/// A share of an inbox, for one of several machines: `2/3` is the second of three. Which documents are in it is a function of their paths alone.
package struct Shard: Equatable, Sendable, CustomStringConvertible {
  /// From 1.
  package var number: Int
  package var of: Int

  package init(_ number: Int, of count: Int) {
    self.number = number
    of = count
  }

  /// `2/3`; nil for what is no such thing.
  package init?(_ text: String) {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
    guard parts.count == 2, let number = parts[0], let count = parts[1], count >= 1, count <= 100_000, number >= 1, number <= count else {
      return nil
    }
    self.init(number, of: count)
  }

  package var description: String { "\(number)/\(of)" }

  func holds(_ path: String) -> Bool { Int(pathHash(Array(path.utf8)) % UInt64(of)) == number - 1 }
}

/// FNV-1a of 64 bits, its upper half folded in.
func pathHash(_ bytes: [UInt8]) -> UInt64 {
  var hash: UInt64 = 0xcbf2_9ce4_8422_2325
  for byte in bytes { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
  return hash ^ hash >> 32
}
