import Model

/// A document in pieces for retrieval, one a line (JSON Lines): text of one section with the path of headings above it, pages, boxes, blocks, the
/// notes that are called in it and the mentions in it, their offsets counted in the piece's own text.
///
/// A piece never goes beyond a section; a long section is cut between blocks, a long block between sentences, a long sentence between words. A piece
/// that continues another in the same section begins with the end of that one (`overlap` scalars). A table is a piece, or several by rows, each with
/// caption and head. Tokens are words and marks: what `\w+|[^\w\s]` finds (Python's `re`), see ``tokenCount(_:)``.
func chunks(_ record: Record, settings: ChunkSettings = ChunkSettings()) -> [UInt8] {
  var cutter = Chunker(record, settings)
  cutter.cut()
  let index = ChunkIndex(record)
  var out: [UInt8] = []
  for (number, chunk) in cutter.chunks.enumerated() { out += chunkLine(chunk, number: number + 1, of: record, index) }
  return out
}

struct ChunkSettings {
  /// Tokens of a piece at most. Embedding models take 512 of their own, which are parts of words: one and a quarter to a word as counted here.
  var most = 400
  /// Tokens that a piece repeats of the one before at most: about two sentences.
  var overlap = 50
}

struct Chunk {
  enum Kind: String { case text, table }

  /// Where a stretch of the piece's text comes from.
  struct Stretch {
    var block: Block
    var cell: Cell?
    /// Offsets in the text of the block or cell.
    var from: Int
    var to: Int
    /// Offset in the piece.
    var at: Int
  }

  var kind = Kind.text
  var scalars: [Unicode.Scalar] = []
  var stretches: [Stretch] = []
  var section: String?
  var overlap = 0
  var table: String?
  var rows: ClosedRange<Int>?
  /// Of `scalars`.
  var tokens = 0

  mutating func add(_ text: String) {
    scalars += text.unicodeScalars
    tokens += tokenCount(text.unicodeScalars)
  }

  mutating func add(_ piece: ArraySlice<Unicode.Scalar>, of block: Block, cell: Cell? = nil) {
    stretches.append(Stretch(block: block, cell: cell, from: piece.startIndex, to: piece.endIndex, at: scalars.count))
    scalars += piece
    tokens += tokenCount(piece)
  }
}

/// How many words and marks there are: runs of letters, numbers and underscores, and each other sign that is no space.
func tokenCount(_ text: some Sequence<Unicode.Scalar>) -> Int {
  var count = 0
  var inWord = false
  for scalar in text {
    let word = isWordScalar(scalar)
    if word ? !inWord : !isSpaceScalar(scalar) { count += 1 }
    inWord = word
  }
  return count
}

/// As `\w` of Python's `re`: letters, numbers of any kind, the underscore.
func isWordScalar(_ scalar: Unicode.Scalar) -> Bool {
  let value = scalar.value
  if value < 0x80 {
    return (0x30...0x39).contains(value) || (0x41...0x5a).contains(value) || (0x61...0x7a).contains(value) || value == 0x5f
  }
  switch scalar.properties.generalCategory {
  case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter, .decimalNumber, .letterNumber, .otherNumber:
    return true
  default: return scalar.properties.numericType != nil
  }
}

func isSpaceScalar(_ scalar: Unicode.Scalar) -> Bool {
  scalar.properties.isWhitespace || (0x1c...0x1f).contains(scalar.value)
}
