import Testing

@testable import Extract
@testable import Model

/// How glyphs become words and lines: spaces, shifts, doubled and hidden glyphs, code points.
@Suite struct WordTests {
  @Test func paintedSpacesAndGapsPartWords() throws {
    let page = try TinyPDF.page(
      show("uno dos", x: 50, y: 700) + "BT /F1 10 Tf 50 680 Td [(tres) -300 (cuatro) 40 (x)] TJ ET"
    ).read()
    #expect(page.texts == ["uno dos", "tres cuatrox"])
    #expect(page.words.map(\.spaceBefore) == [false, true, false, true])
    #expect(page.isBalanced)
  }

  @Test func edgesFollowTheScalars() throws {
    let word = try #require(try TinyPDF.page(show("abc", x: 50, y: 700)).read().words.first)
    #expect(word.edges.count == 4)
    #expect(abs(Double(word.edges[0]) - 50) < 0.01)
    #expect(abs(Double(word.edges[3]) - word.box.x1) < 0.01)
  }

  @Test func columnsAndCellsShareNoLine() throws {
    let page = try TinyPDF.page(show("izquierda", x: 50, y: 700) + show("derecha", x: 150, y: 700)).read()
    #expect(page.texts == ["izquierda", "derecha"])
  }

  @Test func aWideSpaceIsOneOnlyInAStretchedLine() throws {
    // All these gaps are painted spaces of about 1.1 em.
    let stretched = "BT /F1 10 Tf 8.22 Tw 50 700 Td (todo muy abierto) Tj ET"
    #expect(try TinyPDF.page(stretched).read().texts == ["todo muy abierto"])
    #expect(
      try TinyPDF.page("BT /F1 10 Tf 50 680 Td (una celda y ) Tj 62.5 0 Td (otra celda) Tj ET").read().texts == [
        "una celda y", "otra celda",
      ])
  }

  @Test func anUprightRulingPartsNarrowCells() throws {
    let cells = show("12", x: 50, y: 700) + show("34", x: 66, y: 700)
    #expect(try TinyPDF.page(cells).read().texts == ["12 34"])
    #expect(try TinyPDF.page(cells + "0.5 w 63.5 690 m 63.5 720 l S").read().texts == ["12", "34"])
  }

  /// Two columns closer than a stretched space: the left one is painted to its end before the right one is begun.
  @Test func columnsPaintedOneAfterTheOtherShareNoLine() throws {
    func rows(_ x: Int, _ words: String) -> String {
      (0..<6).map { row in
        "BT /F1 10 Tf \(x) \(700 - 12 * row) Td " + words.split(separator: " ").map { "(\($0) ) Tj" }.joined(separator: " ") + " ET "
      }.joined()
    }
    let columns = try TinyPDF.page(rows(50, "el agua de la noria") + rows(139, "la rueda de la casa")).read()
    #expect(columns.texts.count == 12)
    let cells = (0..<6).map { row in
      "BT /F1 10 Tf 50 \(700 - 12 * row) Td (el agua de la noria ) Tj ET BT /F1 10 Tf 139 \(700 - 12 * row) Td (la rueda de la casa) Tj ET "
    }
    #expect(try TinyPDF.page(cells.joined()).read().texts.count == 6)
  }

  @Test func linesComeTogetherWhateverThePaintOrder() throws {
    let page = try TinyPDF.page(show("mundo", x: 75, y: 700) + show("abajo", x: 50, y: 680) + show("hola", x: 53, y: 700)).read()
    #expect(page.texts == ["hola mundo", "abajo"])
  }

  @Test func trackedLettersAreWords() throws {
    let page = try TinyPDF.page("BT /F1 10 Tf 3 Tc 50 700 Td (INFORME) Tj 8 0 Td ET BT /F1 10 Tf 3 Tc 130 700 Td (ANUAL) Tj ET").read()
    #expect(page.words.map(\.text) == ["INFORME", "ANUAL"])
  }

  @Test func aTrackedHeadInsideALineIsWordsToo() throws {
    let page = try TinyPDF.page("BT /F1 10 Tf 50 700 Td (Con su ) Tj 2 Tc (ESPACIADO GRANDE) Tj 0 Tc ( y lo que sigue) Tj ET").read()
    #expect(page.texts == ["Con su ESPACIADO GRANDE y lo que sigue"])
  }

  /// A font that states one width for all letters, by which each box covers the next letters; the letters are set by their own.
  @Test func boxesFarTooWideDoNotWeaveALine() throws {
    let own: [Character: Int] = [
      "A": 667, "l": 222, "i": 222, "t": 278, "o": 556, "d": 556, "e": 556, "a": 556, "m": 833, "n": 556, " ": 278, "1": 556, "2": 556,
      ",": 278,
    ]
    func set(_ text: String, x: Double, y: Double) -> String {
      let shown = text.map { "(\($0)) \(1100 - (own[$0] ?? 556))" }.joined(separator: " ")
      return " BT /F1 10 Tf 1 0 0 1 \(x) \(y) Tm [\(shown)] TJ ET\n"
    }
    var pdf = TinyPDF()
    let widths = Array(repeating: "1100", count: 95).joined(separator: " ")
    let font = pdf.add(
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /FirstChar 32 /LastChar 126 /Widths [\(widths)] >>")
    pdf.addPage(set("Aldea de Molinillo", x: 50, y: 700) + set("12,221", x: 300, y: 700), font: font)
    let page = try pdf.read()
    #expect(page.texts == ["Aldea de Molinillo", "12,221"])
    #expect(page.words.allSatisfy { $0.box.width < 55 })
  }

  @Test func spacedLeaderDotsAreOneWord() throws {
    let page = try TinyPDF.page(show("Indice . . . . . . . 12", x: 50, y: 700)).read()
    #expect(page.words.map(\.text) == ["Indice", ".......", "12"])
    #expect(page.words[1].edges.count == 8)
    #expect(page.isBalanced)
  }

  @Test func smallCapitalsBesideAnIndexAreNotRaised() throws {
    let page = try TinyPDF.page(
      "BT 50 700 Td /F1 10 Tf (CO) Tj /F1 7 Tf -2 Ts (2) Tj 0 Ts /F1 10 Tf ( y V) Tj /F1 8 Tf (ERSALITAS) Tj ET"
    ).read()
    #expect(page.words.map(\.shift) == [.none, .subscript, .none, .none, .none])
  }

  @Test func arabicIsReadFromTheRight() throws {
    // Glyphs stand from left to right as they are seen: the word's last letter first.
    var pdf = TinyPDF()
    let font = pdf.add(
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Differences [97 /afii57415 /afii57449 /afii57440] >> >>")
    pdf.addPage("BT /F2 10 Tf 50 700 Td (ab c) Tj ET", resources: "/Font << /F2 \(font) 0 R >>")
    let page = try pdf.read()
    #expect(page.words.map(\.text) == ["\u{640}", "\u{649}\u{627}"])
    #expect(page.words.map(\.spaceBefore) == [false, true])
  }

  @Test func aRaisedFigureGluedToAYearIsASuperscript() throws {
    let page = try TinyPDF.page(
      "BT /F1 10 Tf 50 700 Td (en 2023) Tj /F1 6 Tf 3.5 Ts (1) Tj /F1 10 Tf 0 Ts (, y) Tj ET"
    ).read()
    let words = page.words
    #expect(page.lines.count == 1)
    #expect(words.map(\.text) == ["en", "2023", "1", ",", "y"])
    #expect(words.map(\.shift) == [.none, .none, .superscript, .none, .none])
    #expect(words.map(\.spaceBefore) == [false, true, false, false, true])
  }

  @Test func aRaisedFigureOfTheSameSizeIsASuperscriptToo() throws {
    let page = try TinyPDF.page("BT /F1 10 Tf 50 700 Td (nota) Tj 4 Ts (2) Tj 0 Ts ( sigue) Tj ET").read()
    #expect(page.words.map(\.shift) == [.none, .superscript, .none])
  }

  @Test func aNoteMarkerBeforeItsTextIsASuperscript() throws {
    let page = try TinyPDF.page("BT 50 700 Td /F1 6 Tf 3 Ts (12) Tj /F1 9 Tf 0 Ts ( Texto) Tj ET").read()
    #expect(page.texts == ["12 Texto"])
    #expect(page.words.map(\.shift) == [.superscript, .none])
    #expect(page.lines.first?.size == 9)
  }

  @Test func loweredTextIsASubscript() throws {
    let page = try TinyPDF.page("BT 50 700 Td /F1 10 Tf (CO) Tj /F1 6 Tf -2 Ts (2) Tj ET").read()
    #expect(page.words.map(\.shift) == [.none, .subscript])
  }

  @Test func smallCapitalsStandOnTheLine() throws {
    let page = try TinyPDF.page("BT 50 700 Td /F1 12 Tf (I) Tj /F1 9 Tf (NFORME) Tj ET").read()
    #expect(page.texts == ["INFORME"])
    #expect(page.words.map(\.shift) == [.none, .none])
  }

  @Test func aDropCapitalStaysApart() throws {
    let page = try TinyPDF.page(
      show("E", x: 50, y: 670, size: 36) + show("n el principio", x: 76, y: 694) + show("fue el texto", x: 76, y: 682)
        + show("y nada mas", x: 76, y: 670)
    ).read()
    #expect(page.texts == ["E", "n el principio", "fue el texto", "y nada mas"])
  }

  @Test func doubledGlyphsAreBold() throws {
    let page = try TinyPDF.page(show("Negrita", x: 50, y: 700) + show("Negrita", x: 50.3, y: 700) + show("normal", x: 50, y: 680)).read()
    #expect(page.words.map(\.text) == ["Negrita", "normal"])
    #expect(page.words.map(\.style.bold) == [true, false])
    #expect(page.ink.total == 20)
    #expect(page.ink.duplicate == 7)
    #expect(page.isBalanced)
  }

  @Test func ligaturesAreTheirLetters() throws {
    var pdf = TinyPDF()
    let font = pdf.add(
      "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding << /Type /Encoding /Differences [1 /fi /fl] >> >>")
    pdf.addPage("BT /F2 10 Tf 50 700 Td (\u{01}n de \u{02}ujo) Tj ET", resources: "/Font << /F1 3 0 R /F2 \(font) 0 R >>")
    let words = try pdf.read().words
    #expect(words.map(\.text) == ["fin", "de", "flujo"])
    #expect(words.first?.glyphs == 2)
    #expect(words.first?.edges.count == 4)
  }

  @Test func accentsPaintedBesideTheirLetterJoinIt() throws {
    // The acute is painted first, over the place of the letter that follows it, as old TeX fonts do.
    let page = try TinyPDF.page(
      "BT /F1 10 Tf 50 700 Td [(seg) -110 (\u{B4}) 445 (u) 0 (n)] TJ ET\n" + "BT /F1 10 Tf 50 680 Td [(a) 440 (\u{B4}) 110 (rbol)] TJ ET"
    ).read()
    #expect(page.texts == ["según", "árbol"])
    #expect(page.isBalanced)
  }

  @Test func anAccentThatSaysTheWholeLetterJoinsItToo() throws {
    // The acute stands over its letter; one acute serves all letters.
    var pdf = TinyPDF()
    let font = pdf.add(
      "<< /Type /Font /Subtype /Type1 /BaseFont /Small /FirstChar 97 /LastChar 122 /Widths [500 \(String(repeating: "500 ", count: 25))] "
        + "/Encoding << /Differences [97 /a /oacute /n /o] >> /FontDescriptor << /Type /FontDescriptor /FontName /Small /Flags 32 "
        + "/MissingWidth 0 /FontBBox [0 0 500 500] /ItalicAngle 0 /Ascent 700 /Descent -200 /StemV 80 >> >>")
    pdf.addPage("BT /F2 10 Tf 50 700 Td [(d) 450 (b) 50 (cca) 450 (b)] TJ ET", resources: "/Font << /F2 \(font) 0 R >>")
    #expect(try pdf.read().texts == ["ónná"])
  }

  @Test func aThinSpaceStaysInItsNumber() throws {
    var pdf = TinyPDF()
    let map = pdf.addStream(
      "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <30> <39> <0030> "
        + "endbfrange 2 beginbfchar <20> <0020> <74> <202F> endbfchar endcmap")
    let font = pdf.add("<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding /ToUnicode \(map) 0 R >>")
    pdf.addPage("BT /F2 10 Tf 50 700 Td (1t585 2t58) Tj ET", resources: "/Font << /F2 \(font) 0 R >>")
    let page = try pdf.read()
    #expect(page.words.map(\.text) == ["1\u{202F}585", "2", "58"])
    #expect(page.words.first?.edges.count == 6)
    #expect(page.isBalanced)
  }

  @Test func aThinGapPartsThousandsOnly() throws {
    let page = try TinyPDF.page("BT /F1 10 Tf 50 700 Td [(16) -140 (606) -140 (123) -280 (25) -140 (12) -280 (2023) -140 (100)] TJ ET")
      .read()
    #expect(page.words.map(\.text) == ["16\u{202F}606\u{202F}123", "25", "12", "2023", "100"])
    #expect(page.words.allSatisfy { $0.edges.count == $0.text.unicodeScalars.count + 1 })
    #expect(page.isBalanced)
  }

  @Test func actualTextReplacesAFewGlyphs() throws {
    let page = try TinyPDF.page("BT /F1 10 Tf 50 700 Td (a) Tj /Span << /ActualText (xyz) >> BDC (@) Tj EMC (b) Tj ET").read()
    #expect(page.texts == ["axyzb"])
    #expect(page.isBalanced)
  }

  @Test func leaderDotsAreAWordOfTheirOwn() throws {
    let page = try TinyPDF.page(show("Indice.............12", x: 50, y: 700)).read()
    #expect(page.words.map(\.text) == ["Indice", ".............", "12"])
  }

  @Test func unseenGlyphsAreCountedApart() throws {
    let page = try TinyPDF.page(
      show("visible", x: 50, y: 700) + "BT 3 Tr /F1 10 Tf 50 680 Td (oculto) Tj ET 0 Tr\n" + show("fuera", x: 700, y: 700)
        + "q 0 0 10 10 re W n \(show("cortado", x: 50, y: 600)) Q\n" + "1 g \(show("blanco", x: 50, y: 500))"
        + "0 0 0.5 rg 40 390 100 30 re f 1 g \(show("encima", x: 50, y: 400))"
    ).read()
    #expect(page.words.map(\.text) == ["visible", "encima"])
    #expect(page.ink.hidden == "ocultofueracortadoblanco".count)
    #expect(page.isBalanced)
  }

  @Test func textBehindAPictureIsRecognisedText() throws {
    let page = try TinyPDF.page(
      "q 500 0 0 700 50 50 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \u{80} EI Q BT 3 Tr /F1 10 Tf 60 500 Td (escaneado) Tj ET"
    ).read()
    #expect(page.texts == ["escaneado"])
    #expect(page.words.allSatisfy { $0.confidence < 1 })
    #expect(page.images.count == 1)
  }
}
