import Testing

@testable import Extract
@testable import Model

/// What a file is by its bytes, how its letters are coded, and what is said of what cannot be read.
@Suite struct FormatTests {
  private static let sentence = "La sesión acordó en España que el año próximo habrá más árboles; ¿cuándo? «Después», según García Núñez."

  /// One byte a character, by a table from 80 on.
  private func coded(_ text: String, _ table: [Character: UInt8]) -> [UInt8] { text.compactMap { table[$0] ?? $0.asciiValue } }

  @Test func theEncodingIsSeenFromTheLetters() throws {
    let windows: [Character: UInt8] = [
      "á": 0xE1, "é": 0xE9, "í": 0xED, "ó": 0xF3, "ú": 0xFA, "ñ": 0xF1, "¿": 0xBF, "«": 0xAB, "»": 0xBB,
    ]
    let dos: [Character: UInt8] = [
      "á": 0xA0, "é": 0x82, "í": 0xA1, "ó": 0xA2, "ú": 0xA3, "ñ": 0xA4, "¿": 0xA8, "«": 0xAE, "»": 0xAF,
    ]
    let mac: [Character: UInt8] = [
      "á": 0x87, "é": 0x8E, "í": 0x92, "ó": 0x97, "ú": 0x9C, "ñ": 0x96, "¿": 0xC0, "«": 0xC7, "»": 0xC8,
    ]
    for table in [windows, dos, mac] {
      #expect(try openBytes(coded(Self.sentence, table), "a.txt").page(1).texts == [Self.sentence])
    }
    let head = "<html><head><meta charset=ibm850></head><body><p>"
    let page = try openBytes(Array(head.utf8) + coded(Self.sentence, dos) + Array("</p></body></html>".utf8), "a.html").page(1)
    #expect(page.words.map(\.text).joined(separator: " ") == Self.sentence)
  }

  @Test(arguments: [true, false], [true, false])
  func utf16IsRead(isBigEndian: Bool, hasMark: Bool) throws {
    let units = (hasMark ? [0xFEFF] : []) + Array(Self.sentence.utf16)
    let bytes = units.flatMap { isBigEndian ? [UInt8($0 >> 8), UInt8($0 & 0xFF)] : [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    #expect(try openBytes(bytes, "a.txt").page(1).texts == [Self.sentence])
  }

  @Test(arguments: [
    ("{\\rtf1\\ansi Hola}", "soffice"), ("PK\u{3}\u{4}xxxx[Content_Types].xml word/document.xml", "DOCX"),
    ("PK\u{3}\u{4}xxxxmimetypeapplication/vnd.oasis.opendocument.text", "ODT"),
    ("MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n--x\r\n", "MHTML"), ("%!PS-Adobe-3.0\n", "ps2pdf"),
  ])
  func otherFormatsAreRefusedWithAdvice(_ content: String, _ advice: String) {
    for name in ["a.pdf", "a.txt", "a.html"] {
      let refusal = #expect(throws: Refusal.self) { _ = try openText(content, name) }
      #expect(refusal?.code == "not-a-document")
      #expect(refusal?.message.contains(advice) == true)
    }
  }

  @Test func bytesNamedTextAreNoText() {
    let bytes = (0..<4000).map { UInt8(truncatingIfNeeded: $0 &* 31 % 251) }
    #expect(#expect(throws: Refusal.self) { _ = try openBytes(bytes, "a.txt") }?.code == "not-a-document")
  }

  @Test(arguments: [10, 1000, 5000, 300_000])
  func whatStandsBeforeTheHeaderIsPassedOver(_ count: Int) throws {
    let pdf = TinyPDF.page(show("texto", x: 50, y: 700)).bytes
    #expect(try openBytes([UInt8](repeating: 0x20, count: count) + pdf, "a.pdf").page(1).texts == ["texto"])
  }

  /// The head of a file whose end is lost: its pages are found without the page tree.
  @Test func ofACutFileThePagesThatAreThereAreRead() throws {
    var pdf = TinyPDF()
    for number in 1...4 { pdf.addPage(show("pagina \(number)", x: 50, y: 700)) }
    let whole = pdf.bytes
    #expect(try openBytes(whole, "a.pdf").findings.isEmpty)
    let source = try openBytes(Array(whole[..<(whole.count * 6 / 10)]), "a.pdf")
    #expect(source.findings.map(\.code) == ["file-truncated"])
    #expect((1...source.facts.pageCount).map { source.page($0).texts.first ?? "" }.prefix(2) == ["pagina 1", "pagina 2"])
    let refusal = #expect(throws: Refusal.self) { _ = try openBytes(Array(whole[..<60]), "a.pdf") }
    #expect(refusal?.code == "damaged")
  }

  /// The one page of an XFA form can be read, but it is not what the file says.
  @Test func whatCannotBeReadOfAFormIsSaid() throws {
    func form(pages: Int) throws -> [Finding] {
      var form = TinyPDF()
      for _ in 0..<pages { form.addPage(show("Espere un momento", x: 50, y: 700)) }
      let xfa = form.addStream("<xdp/>")
      form.catalogue = "/NeedsRendering true /AcroForm << /Fields [] /XFA \(xfa) 0 R >>"
      return try form.open().findings
    }
    let found = try form(pages: 1)
    #expect(found.map(\.code) == ["xfa-form", "garbled-text"])
    #expect(found.last?.severity == .error && found.last?.page == 1)
    #expect(try form(pages: 2).map(\.code) == ["xfa-form"])
  }

  @Test func coversOfOtherThingsAreRefused() {
    var portfolio = TinyPDF.page(show("Abra este archivo con otro programa", x: 50, y: 700))
    portfolio.catalogue = "/Collection << /Type /Collection /View /T >>"
    #expect(#expect(throws: Refusal.self) { _ = try portfolio.open() }?.code == "portfolio")
  }

  @Test func labelsBeyondAllPagesAreLeftOut() throws {
    var pdf = TinyPDF.page(show("texto", x: 50, y: 700))
    pdf.catalogue = "/PageLabels << /Nums [0 << /S /R /St 2000000000 >>] >>"
    #expect(try pdf.read().label == nil)
    pdf.catalogue = "/PageLabels << /Nums [0 << /S /r /St 4 >>] >>"
    #expect(try pdf.read().label == "iv")
  }

  // MARK: Letters that the file does not tell

  private func guessed(_ text: [UInt16]) -> TinyPDF {
    var pdf = TinyPDF()
    let descendant = pdf.add(
      "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /X /DW 500 /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> /FontDescriptor << /Type /FontDescriptor /FontName /X /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >> >>"
    )
    let font = pdf.add("<< /Type /Font /Subtype /Type0 /BaseFont /X /Encoding /Identity-H /DescendantFonts [\(descendant) 0 R] >>")
    let codes = text.map { code in
      let digits = String(code, radix: 16)
      return String(repeating: "0", count: 4 - digits.count) + digits
    }
    pdf.addPage("BT /F1 10 Tf 50 700 Td <\(codes.joined())> Tj ET", font: font)
    return pdf
  }

  @Test func glyphNumbersInApplesOrderAreRead() throws {
    let text = "La junta acordo pagar las obras del puente con cargo al fondo de caminos"
    let page = try guessed(text.unicodeScalars.map { UInt16($0.value - 29) }).read()
    #expect(page.texts == [text])
    #expect(page.findings.isEmpty)
  }

  @Test func whatCannotBeReadIsSaid() throws {
    let page = try guessed((0..<60).map { UInt16(0x400 + $0 * 7 % 90) }).read()
    #expect(page.findings.map(\.code) == ["garbled-text"])
    #expect(page.ink.unreadable == 60)
  }

  /// Bullets of Wingdings and letters of Symbol, with and without a table of characters.
  @Test func symbolFontsHaveTheirOwnOrder() throws {
    func read(_ name: String, _ text: String) throws -> [String] {
      var pdf = TinyPDF()
      let font = pdf.add("<< /Type /Font /Subtype /TrueType /BaseFont /\(name) /Encoding /WinAnsiEncoding >>")
      pdf.addPage("BT /F1 10 Tf 50 700 Td (\(text)) Tj ET", font: font)
      return try pdf.read().texts
    }
    #expect(try read("ABCDEF+Wingdings-Regular", "l") == ["●"])
    #expect(try read("Wingdings", "\u{FC}") == ["✓"])
    #expect(try read("Arial", "l") == ["l"])
    #expect(UnreadableText.character(ofGlyph: 105) == 0xE1)
    #expect(resolved(0xF735) == [0x35])
    #expect(FontEntry(kind: .symbol, isMapped: false).symbol(of: 0x61, isAlone: true) == 0x3B1)
    #expect(FontEntry(kind: .text).symbol(of: 0xF06C, isAlone: true) == 0x25CF)
    #expect(FontEntry(kind: .text).symbol(of: 0xF06C, isAlone: false) == 0x6C)
  }

  @Test(arguments: [
    ("CMBX10", true), ("ABCDEF+SFBX1000", true), ("NimbusRomNo9L-Medi", true), ("Frutiger-Black", true), ("Gotham-Medium", false),
    ("CMR10", false), ("NotoSansCJK-DemiLight", false), ("HelveticaNeueLTStd-Bd", true), ("Garamond", false),
  ])
  func weightByName(_ name: String, _ isBold: Bool) throws {
    var pdf = TinyPDF()
    let font = pdf.add("<< /Type /Font /Subtype /Type1 /BaseFont /\(name) /Encoding /WinAnsiEncoding >>")
    pdf.addPage(show("letras", x: 50, y: 700), font: font)
    #expect(try pdf.read().words.first?.style.bold == isBold)
  }

  /// The accent of decomposed text belongs to the letter before it, also where the next one could take it.
  @Test func aCombiningAccentGoesBack() throws {
    var pdf = TinyPDF()
    let map = pdf.addStream(
      "/CIDInit /ProcSet findresource begin 1 begincmap 1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfchar <B4> <0301> endbfchar endcmap end"
    )
    let font = pdf.add(
      "<< /Type /Font /Subtype /TrueType /BaseFont /X /FirstChar 32 /LastChar 180 /Widths [\(String(repeating: "500 ", count: 148)) 0] /Encoding /WinAnsiEncoding /ToUnicode \(map) 0 R >>"
    )
    pdf.addPage("BT /F1 10 Tf 50 700 Td (la sesio\u{B4}on) Tj ET", font: font)
    #expect(try pdf.read().texts == ["la sesióon"])
  }

  /// A box that has nothing to do with the glyphs (Ghostscript writes some) does not put them off the page.
  @Test func aTypeThreeFontIsAsHighAsItsWidthsSay() throws {
    var pdf = TinyPDF()
    let glyph = pdf.addStream("500 0 d0 0 0 400 700 re f")
    let font = pdf.add(
      "<< /Type /Font /Subtype /Type3 /FontBBox [0 0 1 -9000000] /FontMatrix [.001 0 0 .001 0 0] /FirstChar 97 /LastChar 99 /Widths [500 500 500] /CharProcs << /a \(glyph) 0 R /b \(glyph) 0 R /c \(glyph) 0 R >> /Encoding << /Type /Encoding /Differences [97 /a /b /c] >> /Resources << >> >>"
    )
    pdf.addPage("BT /F1 10 Tf 50 700 Td (abc) Tj ET", font: font)
    let page = try pdf.read()
    #expect(page.texts == ["abc"])
    #expect(page.ink.hidden == 0)
    #expect(abs((page.lines.first?.size ?? 0) - 10) < 1)
  }
}
