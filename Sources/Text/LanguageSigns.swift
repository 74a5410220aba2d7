/// What languages are told apart by, as data (`Pipelines/vocabularies/<language>/language.yaml`): their commonest short words, and what
/// their words end in. Each word of a text speaks once for each language that has it, or its ending, in its lists.
///
/// After "N-gram-based text categorization" (Cavnar and Trenkle, 1994) in its idea that a few hundred frequent pieces tell languages
/// apart, but with lists that a person can read instead of profiles of counts: two neighbours share most of their pieces, and those that
/// they share are to decide nothing between them.
package struct LanguageSigns: Sendable {
  /// In the order given; a ``LanguageTally`` counts in this order, and of languages that are level the first is meant.
  package let codes: [String]
  /// Hash of a word in small letters → one bit a language.
  private var words = HashTable()
  /// Hash of an ending, read from the last letter on → one bit a language.
  private var endings = HashTable()
  /// Scalars of the shortest and longest endings.
  private var shortest = Int.max
  private var longest = 0

  /// Letters that a word has before its ending, at least: an ending by itself is a word.
  private static let lettersBefore = 3

  package init(_ lists: [(language: String, words: [String], endings: [String])] = []) {
    // One bit each: what is beyond 32 languages is not told apart.
    let lists = lists.prefix(32)
    codes = lists.map(\.language)
    for (index, list) in lists.enumerated() {
      for word in list.words { words.join(1 << UInt32(index), to: LanguageSigns.hash(LanguageSigns.small(word))) }
      for ending in list.endings {
        let count = ending.unicodeScalars.count
        guard count > 0 else { continue }
        shortest = min(shortest, count)
        longest = max(longest, count)
        endings.join(1 << UInt32(index), to: LanguageSigns.hash(LanguageSigns.small(ending).reversed()))
      }
    }
  }

  /// Counts the words of a text into a tally of these languages.
  package func count(_ text: String, into tally: inout LanguageTally) {
    eachWord(of: text.utf8) { word, capital in add(word, capital: capital, to: &tally) }
  }

  /// What speaks for a language in earnest: each word once, nothing of addresses and codes (`e-mail: x@y.com`, `n=11`), no initials, and
  /// of words with a capital, which are names as a rule, only those of the lists, unless all words have one (a title).
  package func evidence(_ texts: [String]) -> LanguageEvidence {
    var small = LanguageTally(self)
    var capitals = LanguageTally(self)
    var titles = LanguageTally(self)
    var listed = [Int](repeating: 0, count: codes.count)
    var seen: Set<UInt64> = []
    for text in texts {
      for token in text.utf8.split(whereSeparator: { $0 <= 0x20 }) where !LanguageSigns.isCode(token) {
        eachWord(of: token) { word, capital in
          let hash = LanguageSigns.hash(word)
          guard !(capital && word.count == 1), seen.insert(hash).inserted else { return }
          let list = words[hash]
          for index in listed.indices where list >> UInt32(index) & 1 == 1 { listed[index] += 1 }
          if capital {
            add(word, capital: true, to: &titles)
            capitals.words += 1
            if list != 0 { capitals.add(list) }
          } else {
            add(word, capital: false, to: &small)
          }
        }
      }
    }
    small.add(small.small == 0 ? titles : capitals)
    return LanguageEvidence(tally: small, listed: listed)
  }

  /// Addresses, formulas, names of variables: what no sentence is made of.
  private static func isCode(_ token: Substring.UTF8View) -> Bool {
    var dot = false
    var letters = 0
    for byte in token {
      switch byte {
      case UInt8(ascii: "@"), UInt8(ascii: "_"), UInt8(ascii: "="), UInt8(ascii: "/"), UInt8(ascii: "\\"), 0x30...0x39: return true
      // `e-mail`: the letter before is no word.
      case UInt8(ascii: "-"): if letters == 1 { return true }
      case UInt8(ascii: "."): dot = letters > 0
      case 0x41...0x5A, 0x61...0x7A, 0x80...0xFF:
        if dot { return true }
        letters += 1
      default: dot = false
      }
    }
    return false
  }

  /// The language of a short text, if one is ahead of all others.
  package func language(of text: String) -> String? {
    var tally = LanguageTally(self)
    count(text, into: &tally)
    guard let best = tally.best, tally.hits[best] > 0, tally.hits.count(where: { $0 == tally.hits[best] }) == 1 else { return nil }
    return codes[best]
  }

  private func add(_ word: [UInt8], capital: Bool, to tally: inout LanguageTally) {
    tally.words += 1
    if !capital, word.count > 1 { tally.small += 1 }
    var bits = words[LanguageSigns.hash(word)]
    if bits == 0, !endings.isEmpty { bits = bitsOfEnding(word) }
    tally.add(bits)
  }

  /// The words of a text in small letters, and whether they begin with a capital.
  @inline(__always)
  private func eachWord(of text: some Sequence<UInt8>, _ body: ([UInt8], Bool) -> Void) {
    var word: [UInt8] = []
    word.reserveCapacity(32)
    var capital = false
    func end() {
      if !word.isEmpty { body(word, capital) }
      word.removeAll(keepingCapacity: true)
    }
    var lead: UInt8 = 0
    for byte in text {
      switch byte {
      case 0x61...0x7A: if word.isEmpty { capital = false }
      case 0x41...0x5A:
        if word.isEmpty { capital = true }
        word.append(byte + 0x20)
        continue
      // Signs and spaces beyond ASCII (`«`, `º`, no-break and thin spaces, dashes, quotes) end a word: the first byte tells.
      case 0xC2, 0xE2:
        end()
        lead = byte
        continue
      case 0x80...0xBF:
        if lead == 0xC2 || lead == 0xE2 { continue }
        // À to Þ.
        if lead == 0xC3, byte <= 0x9E, byte != 0x97 {
          if word.count == 1 { capital = true }
          word.append(byte + 0x20)
          continue
        }
      case 0xC3...0xFF:
        lead = byte
        if word.isEmpty { capital = false }
      default:
        end()
        lead = 0
        continue
      }
      if byte < 0x80 { lead = 0 }
      word.append(byte)
    }
    end()
  }

  /// All endings that fit, short and long ones.
  private func bitsOfEnding(_ word: [UInt8]) -> UInt32 {
    var bits: UInt32 = 0
    var hash = LanguageSigns.seed
    var count = 0
    var at = word.count
    while at > 0 {
      at -= 1
      hash = LanguageSigns.hash(word[at], after: hash)
      // A scalar is whole at its first byte.
      if word[at] & 0xC0 == 0x80 { continue }
      count += 1
      if count > longest || at < LanguageSigns.lettersBefore { break }
      if count >= shortest { bits |= endings[hash] }
    }
    return bits
  }

  // FNV-1a.
  private static let seed: UInt64 = 0xCBF2_9CE4_8422_2325

  private static func hash(_ byte: UInt8, after hash: UInt64) -> UInt64 { (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }

  private static func hash(_ bytes: some Sequence<UInt8>) -> UInt64 { bytes.reduce(seed) { hash($1, after: $0) } }

  private static func small(_ text: String) -> [UInt8] { Array(text.lowercased().utf8) }
}

/// How many words of a text speak for which language.
package struct LanguageTally: Sendable {
  /// In the order of ``LanguageSigns/codes``.
  package var hits: [Int]
  package var words = 0
  /// Words of two letters and more that begin with a small one: running text, not names, heads or codes.
  package var small = 0

  package init(_ signs: LanguageSigns) { hits = [Int](repeating: 0, count: signs.codes.count) }

  package mutating func add(_ other: LanguageTally) {
    for index in hits.indices { hits[index] += other.hits[index] }
    words += other.words
    small += other.small
  }

  fileprivate mutating func add(_ bits: UInt32) {
    var bits = bits
    while bits != 0 {
      hits[bits.trailingZeroBitCount] += 1
      bits &= bits - 1
    }
  }

  /// The language that most words speak for, of equals the first.
  package var best: Int? { hits.indices.max { (hits[$0], -$0) < (hits[$1], -$1) } }
}

/// What of a text may be held against the language of its document: see ``LanguageSigns/evidence(_:)``.
package struct LanguageEvidence: Sendable {
  package var tally: LanguageTally
  /// Words of the lists, not endings, in the order of ``LanguageSigns/codes``.
  package var listed: [Int]
}
