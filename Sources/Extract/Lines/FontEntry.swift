/// A font of the file as letters need it.
struct FontEntry {
  /// Number in ``DocumentFacts/fonts``.
  var number: UInt16 = 0
  var bold = false
  var italic = false
  var kind = Kind.text
  /// The file tells its characters.
  var isMapped = true
  var guess = Guess.none

  /// What its characters are, where the file does not tell them: the numbers of its glyphs, or their codes.
  enum Guess: UInt8 { case none, glyphNumbers, codes }

  /// What its glyphs are, by its name: see CPoppler's `PDF_FONT_…`.
  enum Kind: UInt8 { case text, symbol, pictures }
}
