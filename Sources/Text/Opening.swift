package import Model

/// The first scalars of a printed line, folded for comparison beside the printed ones, and the word that each stands in.
///
/// A space stands where a word has one before it; superscripts are left in (a label is never raised).
package struct Opening {
  package var folded: [UInt32] = []
  package var printed: [Unicode.Scalar] = []
  /// Index of the word that a scalar belongs to; of a space the word after it.
  package var word: [Int] = []
  /// Whether the line ends within the limit.
  package var whole = true

  package init(_ words: [Word], limit: Int = 96) {
    folded.reserveCapacity(limit)
    printed.reserveCapacity(limit)
    word.reserveCapacity(limit)
    // By place: a word is large, and a copy of each would cost more than the reading.
    for index in words.indices {
      if printed.count >= limit {
        whole = false
        return
      }
      if index > 0, words[index].spaceBefore { append(" ", index) }
      for scalar in words[index].text.unicodeScalars where scalar.value != 0xAD { append(scalar, index) }
    }
  }

  package init(_ text: String, limit: Int = 96) {
    for scalar in text.unicodeScalars {
      if printed.count >= limit {
        whole = false
        return
      }
      append(scalar, 0)
    }
  }

  private mutating func append(_ scalar: Unicode.Scalar, _ index: Int) {
    printed.append(scalar)
    folded.append(Text.folded(scalar))
    word.append(index)
  }

  package var count: Int { printed.count }

  /// The first place from `start` on that is no white space.
  package func skipSpace(_ start: Int) -> Int {
    var at = start
    while at < folded.count, folded[at] == 0x20 || folded[at] == 0x09 { at += 1 }
    return at
  }

  package func text(_ from: Int, _ to: Int) -> String {
    String(scalars: printed[max(0, from)..<max(max(0, from), min(to, printed.count))])
  }
}
