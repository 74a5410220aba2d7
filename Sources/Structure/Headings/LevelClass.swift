import Text

/// Size in half points, weight, case, slant: what an eye ranks headings by; and colour, which parts looks but ranks none.
struct LevelLook: Hashable {
  var size: Int
  var bold: Bool
  var caps: Bool
  var italic: Bool
  var colour: UInt32

  init(_ chunk: Chunk) {
    size = (chunk.look.size + 1) / 2
    bold = chunk.look.bold
    caps = chunk.caps
    italic = chunk.look.italic
    colour = chunk.look.colour
  }

  /// Of a label and its title the stronger: an unnumbered heading that is set as chapters' titles are stands beside chapters.
  init(_ candidate: HeadingCandidate, _ chunks: [Chunk]) {
    self.init(chunks[candidate.chunk])
    guard let title = candidate.title else { return }
    let other = LevelLook(chunks[title])
    if other.isStronger(than: self) { self = other }
  }

  /// As far as a series of numbers is told by it.
  var ofSeries: LevelLook {
    var out = self
    out.caps = false
    out.italic = false
    out.colour = 0
    return out
  }

  var rank: (Int, Int, Int, Int) { (size, bold ? 1 : 0, caps ? 1 : 0, italic ? 0 : 1) }
  func isStronger(than other: LevelLook) -> Bool { rank > other.rank }
}

/// What headings are siblings by.
struct LevelClass: Hashable {
  static let deepest = setting("deepest", 9)

  enum Kind: Hashable { case word, decimal, roman, upper, lower, plain }

  var kind: Kind
  /// Rank of a word, parts of a number.
  var depth = 1
  /// Of numbers of one part and of unnumbered ones: the same number in another size is another series.
  var look: LevelLook?
  /// Of articles the beginning of their word: `Item` and `Note` are two series, `Art.` and `Artículo` one.
  var word = 0

  var isNumbered: Bool { kind == .word || kind == .decimal || kind == .roman }
  var isArticle: Bool { kind == .word && depth > HeadingWords.ranks }
  /// Of the rank of chapters, as annexes are.
  var isAnnex: Bool { kind == .word && depth == 3 }

  /// The beginning of a word, as a number.
  static func wordKey(_ letters: some Sequence<UInt32>) -> Int { letters.reduce(0) { $0 << 21 | Int($1) } }

  init(kind: Kind, look: LevelLook) {
    self.kind = kind
    self.look = look
  }

  init(_ chunk: Chunk, words: HeadingWords) {
    let own = LevelLook(chunk)
    let plain = chunk.scalars.prefix(80).map(folded)
    let opening = words.opening(of: plain, number: chunk.number)
    if opening.rank > 0 {
      kind = .word
      depth = opening.rank
      if isArticle { word = LevelClass.wordKey(plain.prefix(3)) }
      return
    }
    switch chunk.number?.kind {
    case .word:
      kind = .word
      depth = 3
    case .path where chunk.number?.roman == true && chunk.number?.depth == 1: kind = .roman
    case .path:
      kind = .decimal
      depth = chunk.number?.depth ?? 1
    case .letter: kind = chunk.scalars.first(where: { isLetter($0) }).map(isLower) ?? false ? .lower : .upper
    case nil: kind = .plain
    }
    if kind != .word, depth == 1 {
      look = own
      // Case and slant part what has no number; numbers are one series however they are set.
      if kind != .plain { look = own.ofSeries }
    }
  }
}
