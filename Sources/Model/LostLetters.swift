/// A glyph of which the file does not say all its letters stands in the words of a page as a placeholder of the last two private planes, until
/// the document as a whole has been asked what it is (`Layout/Letters`). It says which glyph of its font it is, so that all its places are read alike.
package enum LostLetters {
  /// Nothing is said of it.
  package static func unnamed(code: UInt16) -> UInt32 { unnamedFrom + min(UInt32(code), 0xFFFD) }

  /// It says one letter and is wider than the glyph that is this letter: a ligature of which one part is said. Nil for a letter that none has.
  package static func part(_ letter: UInt32, code: UInt16) -> UInt32? {
    guard let place = letters.firstIndex(of: letter) else { return nil }
    return min(partsFrom + UInt32(place) << 14 + UInt32(code & 0x3FFF), 0x10FFFD)
  }

  package static func isPlaceholder(_ scalar: UInt32) -> Bool { scalar >= unnamedFrom }

  /// The one letter that a placeholder's glyph says.
  package static func letter(of placeholder: UInt32) -> UInt32? {
    guard placeholder >= partsFrom else { return nil }
    return letters[Int(min((placeholder - partsFrom) >> 14, 3))]
  }

  /// The code of a glyph of which nothing is said.
  package static func code(of placeholder: UInt32) -> UInt32? {
    placeholder >= unnamedFrom && placeholder < partsFrom ? placeholder - unnamedFrom : nil
  }

  /// What TeX's encodings OT1 and T1 have at a control code: `ff`, `fi`, `fl`, `ffi`, `ffl`.
  package static func texLigature(ofCode code: UInt32) -> String? {
    switch code {
    case 0x0B...0x0F: texLigatures[Int(code - 0x0B)]
    case 0x1B...0x1F: texLigatures[Int(code - 0x1B)]
    default: nil
    }
  }

  private static let texLigatures = ["ff", "fi", "fl", "ffi", "ffl"]
  private static let unnamedFrom: UInt32 = 0xF0000
  private static let partsFrom: UInt32 = 0x100000
  /// f, i, l, t: what ligatures begin and end with.
  private static let letters: [UInt32] = [0x66, 0x69, 0x6C, 0x74]
}
