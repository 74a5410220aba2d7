import Testing

@testable import Extract
@testable import Model

/// Glyphs of which a file does not say all their letters.
@Suite struct LostGlyphTests {
  /// A page in a font whose table says `target` of code 1C and nothing unusual of the others; the glyph is `width` thousandths wide.
  private func words(_ text: String, target: String, width: Int = 556) throws -> [String] {
    var pdf = TinyPDF()
    let map = pdf.addStream(
      """
      /CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /X def
      1 begincodespacerange <00> <FF> endcodespacerange
      1 beginbfrange <20> <7E> <0020> endbfrange
      1 beginbfchar <1C> <\(target)> endbfchar endcmap end end
      """)
    let widths = (0x1C...0x7E).map { $0 == 0x1C ? "\(width)" : $0 == 0x20 ? "278" : $0 == 0x66 ? "278" : "500" }.joined(separator: " ")
    let font = pdf.add(
      "<< /Type /Font /Subtype /TrueType /BaseFont /X /FirstChar 28 /LastChar 126 /Widths [\(widths)] /Encoding /WinAnsiEncoding /ToUnicode \(map) 0 R >>"
    )
    pdf.addPage(show(text, x: 50, y: 700), font: font)
    return try pdf.read().words.map(\.text)
  }

  private let text = "el faro de o\u{1C}cio mide tres torres con foco"

  @Test func aGlyphOfWhichNothingIsSaidIsOneLetter() throws {
    let scalars = try words(text, target: "FFFD")[3].unicodeScalars.map(\.value)
    #expect(scalars == [0x6F, LostLetters.unnamed(code: 0x1C), 0x63, 0x69, 0x6F])
  }

  @Test func aControlCodeAsWideAsTwoLettersIsOne() throws {
    #expect(try words(text, target: "001C")[3].unicodeScalars.map(\.value) == [0x6F, LostLetters.unnamed(code: 0x1C), 0x63, 0x69, 0x6F])
    #expect(try words(text, target: "001C", width: 278)[3...4] == ["o", "cio"])
    // Blanks are many.
    #expect(try words("el\u{1C}faro\u{1C}de\u{1C}la\u{1C}costa", target: "001C") == ["el", "faro", "de", "la", "costa"])
  }

  @Test func aWideGlyphThatSaysOneLetterMaySayHalf() throws {
    #expect(try words(text, target: "0066")[3].unicodeScalars.map(\.value) == [0x6F, LostLetters.part(0x66, code: 0x1C), 0x63, 0x69, 0x6F])
    #expect(try words(text, target: "0066", width: 300)[3] == "ofcio")
  }
}
