import CPoppler
import Model
import Text

/// The glyphs of a page of which the file does not say all their letters: mostly ligatures. Three kinds are met:
///
/// 1. The file says nothing of them, or U+FFFD.
/// 2. They come as control codes: TeX's fonts have their ligatures there, and without a table poppler takes codes for characters. A control code may
///    as well be a blank; but blanks are narrow and many.
/// 3. They say one letter only (`f` for `fi`): then two glyphs of the font say it, and one is much wider.
struct LostGlyphs {
  /// By font and code: what stands for it.
  private var letters: [UInt32: UInt32] = [:]

  init(_ page: pdf_page) {
    guard page.doubtful > 0 else { return }
    let glyphs = UnsafeBufferPointer(start: page.glyphs, count: page.glyphCount)
    var holdsTwins = false
    var controls: [UInt32: Int] = [:]
    for glyph in glyphs where glyph.length == 1 {
      if glyph.flags & UInt16(PDF_GLYPH_TWIN) != 0 { holdsTwins = true }
      if glyph.scalar < 0x20, Self.mayBeLigature(glyph) { controls[Self.key(glyph), default: 0] += 1 }
    }
    if !controls.isEmpty { takeControls(controls, of: glyphs) }
    if holdsTwins { takeParts(glyphs) }
  }

  /// Control codes that are too few for blanks.
  private mutating func takeControls(_ controls: [UInt32: Int], of glyphs: UnsafeBufferPointer<pdf_glyph>) {
    var inks: [UInt16: Int] = [:]
    for glyph in glyphs where glyph.scalar > 0x20 { inks[glyph.font, default: 0] += 1 }
    for (key, count) in controls
    where Double(count) <= LostGlyphRule.mostControls * Double(inks[UInt16(truncatingIfNeeded: key >> 16)] ?? 0) {
      letters[key] = LostLetters.unnamed(code: UInt16(truncatingIfNeeded: key))
    }
  }

  /// Glyphs that say one letter and are wider than another that says the same.
  private mutating func takeParts(_ glyphs: UnsafeBufferPointer<pdf_glyph>) {
    /// Ems, by font and letter, then by code.
    var widths: [UInt64: [UInt16: Float]] = [:]
    for glyph in glyphs where glyph.length == 1 && glyph.size > 0 && LostLetters.part(glyph.scalar, code: 0) != nil {
      widths[UInt64(glyph.font) << 32 | UInt64(glyph.scalar), default: [:]][glyph.code] = Self.width(glyph)
    }
    for (key, codes) in widths where codes.count > 1 {
      guard let narrow = codes.values.min() else { continue }
      for (code, width) in codes where width > LostGlyphRule.wider * narrow {
        letters[UInt32(truncatingIfNeeded: key >> 32) << 16 | UInt32(code)] = LostLetters.part(UInt32(truncatingIfNeeded: key), code: code)
      }
    }
  }

  /// Whether a control code is a letter.
  func isLetter(_ glyph: pdf_glyph) -> Bool { !letters.isEmpty && glyph.scalar < 0x20 && letters[Self.key(glyph)] != nil }

  /// What stands for a glyph of which the letters are not said.
  func placeholder(_ glyph: pdf_glyph) -> UInt32? {
    if glyph.length == 0 { return LostLetters.unnamed(code: glyph.code) }
    guard glyph.length == 1 else { return nil }
    if glyph.scalar == 0xFFFD || LostLetters.isPlaceholder(glyph.scalar) { return LostLetters.unnamed(code: glyph.code) }
    return letters.isEmpty ? nil : letters[Self.key(glyph)]
  }

  private static func key(_ glyph: pdf_glyph) -> UInt32 { UInt32(glyph.font) << 16 | UInt32(glyph.code) }

  private static func width(_ glyph: pdf_glyph) -> Float { (abs(glyph.advanceX) + abs(glyph.advanceY)) / glyph.size }

  /// Where TeX's encodings have their ligatures, and as wide as two letters.
  private static func mayBeLigature(_ glyph: pdf_glyph) -> Bool {
    LostLetters.texLigature(ofCode: glyph.scalar) != nil && width(glyph) >= LostGlyphRule.leastWidth
  }
}

private enum LostGlyphRule {
  /// Of a font's glyphs on a page: a control code that is a ligature. Base: in English and Spanish ligatures are 1 to 3 %, blanks 14 to 18 %.
  static let mostControls: Double = setting("mostControls", 0.08)
  /// Ems: a ligature has the width of two letters, .5 and more; a blank .22 to .33.
  static let leastWidth: Float = setting("leastWidth", 0.42)
  /// A ligature is so many times as wide as its narrowest letter. Base: 1.7 to 2.5; f's of two looks differ by less than a fifth.
  static let wider: Float = setting("wider", 1.35)
}
