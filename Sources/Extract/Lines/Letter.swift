/// A glyph that is part of the page's text, cleaned: scalars resolved, duplicates merged, geometry in the reading frame.
///
/// `along` and `across` are coordinates of the text itself: along its baseline in the direction of reading, and downwards from it.
/// For upright text they are x and y. All lengths in points.
struct Letter {
  /// Into ``LetterRun/scalars``.
  var firstScalar: Int32
  var scalarCount: Int32
  var box: FloatBox
  var start: Float
  var end: Float
  /// Baseline, across.
  var baseline: Float
  var size: Float
  /// Half degrees clockwise in the reading frame: 0 ..< 720.
  var angle: Int16
  var font: UInt16
  var bold: Bool
  var italic: Bool
  /// White space was painted between it and the letter before it.
  var spaceBefore: Bool
  /// Of a hidden layer behind a picture.
  var isRecognised: Bool
  var colour: UInt32
  var glyphs: Int32
  /// Into the page's marks, or -1.
  var mark: Int32
  /// Identifies the marked-content sequence for the question whether two letters stand in the same one.
  var markKey: Int64
  var sequence: UInt32
}

/// A box in single precision: half the memory for what there are thousands of.
struct FloatBox {
  var x0: Float
  var y0: Float
  var x1: Float
  var y1: Float

  mutating func formUnion(_ other: FloatBox) {
    x0 = min(x0, other.x0)
    y0 = min(y0, other.y0)
    x1 = max(x1, other.x1)
    y1 = max(y1, other.y1)
  }
}

/// The text of a page as letters in paint order.
struct LetterRun {
  var letters: ContiguousArray<Letter> = []
  var scalars: ContiguousArray<UInt32> = []
  /// Arabic or Hebrew occurs.
  var holdsRightToLeft = false

  /// Glyphs of letters that say no character.
  var unreadable: Int {
    guard scalars.contains(where: UnreadableText.isUnreadable) else { return 0 }
    return letters.reduce(0) { sum, letter in
      letter.scalarCount > 0 && UnreadableText.isUnreadable(scalars[Int(letter.firstScalar)]) ? sum + Int(letter.glyphs) : sum
    }
  }
}
