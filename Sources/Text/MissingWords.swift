import Model

/// Words that stand for a value (`n.d.`, `x`), as printed.
///
/// Every word of every page is asked for: whether one of that length begins so is known without hashing it.
package struct MissingWords: Sendable, ExpressibleByArrayLiteral {
  private var words: Set<String> = []
  /// For each byte that a word begins with, a bit for each length in bytes.
  private var lengths = [UInt64](repeating: 0, count: 256)

  package init(arrayLiteral words: String...) {
    for word in words { insert(word) }
  }

  package mutating func insert(_ word: String) {
    guard let first = word.utf8.first else { return }
    words.insert(word)
    lengths[Int(first)] |= 1 << UInt64(min(63, word.utf8.count))
  }

  package func contains(_ text: String) -> Bool {
    guard let first = text.utf8.first, lengths[Int(first)] >> UInt64(min(63, text.utf8.count)) & 1 == 1 else { return false }
    return words.contains(text)
  }
}
