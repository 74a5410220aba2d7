import Testing

@testable import Extract
@testable import Model

/// Frames, shapes and marked content of a page.
@Suite struct PageTests {
  @Test func aRotatedPageIsReadAsShown() throws {
    // Turned 90° clockwise: text that runs up in the file reads level.
    let page = try TinyPDF.page("BT /F1 10 Tf 0 1 -1 0 100 50 Tm (girado) Tj ET", entries: "/Rotate 90").read()
    #expect(page.rotation == 90)
    #expect(page.turn == 0)
    #expect([page.shownWidth, page.shownHeight] == [800, 600])
    let line = try #require(page.lines.first)
    #expect(line.text == "girado")
    #expect(line.angle == 0)
    #expect(abs(line.box.x0 - 50) < 0.1)
    #expect(abs(line.baseline - 100) < 0.1)
  }

  @Test func sidewaysTextTurnsTheFrame() throws {
    let page = try TinyPDF.page(
      "BT /F1 10 Tf 0 1 -1 0 100 50 Tm (una tabla) Tj ET BT /F1 10 Tf 0 1 -1 0 112 50 Tm (acostada) Tj ET" + show("pie", x: 300, y: 20)
    ).read()
    #expect(page.turn == 90)
    #expect([page.width, page.height] == [800, 600])
    #expect(page.lines.map(\.text).prefix(2) == ["una tabla", "acostada"])
    #expect(page.lines.map(\.angle) == [0, 0, 90])
    // Back on the page as shown the first line runs up at x = 100, from y = 750 on.
    let shown = page.shown(page.lines[0].box)
    #expect(abs(shown.y1 - 750) < 0.1)
    #expect(shown.x0 < 100 && shown.x1 > 100 && shown.width < 15)
  }

  @Test func rulingsAreStrokesAndThinRectangles() throws {
    let page = try TinyPDF.page(
      "1 w 50 700 m 250 700 l S\n50 600 200 0.7 re f\n0.5 w 60 500 100 80 re S\n0.9 g 300 300 100 50 re f" + show("x", x: 500, y: 50)
    ).read()
    let level = page.rulings.filter(\.horizontal)
    #expect(level.count == 4)
    #expect(page.rulings.count { !$0.horizontal } == 2)
    #expect(level.contains { abs($0.position - 100) < 0.01 && $0.start == 50 && $0.end == 250 && $0.thickness == 1 })
    #expect(level.contains { abs($0.position - 199.65) < 0.01 && abs($0.thickness - 0.7) < 0.01 })
    #expect(page.fills.map(\.box) == [Box(x0: 300, y0: 450, x1: 400, y1: 500)])
    #expect(page.fills.map(\.colour) == [0xE5E5E5])
  }

  /// The sides of a box whose borders meet at a slant in its corners or in points; a wedge and a slanted strip are drawings.
  @Test func mitredSidesOfABoxAreRulings() throws {
    let page = try TinyPDF.page(
      "50 700 m 150 700 l 149 699 l 51 699 l h f\n50 700 m 50 650 l 51 651 l 51 699 l f\n" + show("x", x: 500, y: 50)
    ).read()
    #expect(page.rulings.map(\.horizontal) == [true, false])
    #expect(page.rulings.map { [$0.start, $0.end] } == [[50, 150], [100, 150]])
    #expect(page.drawings.isEmpty)
    let pointed = try TinyPDF.page(
      "50 700 m 50.5 699.5 l 51 699 l 149 699 l 149.5 699.5 l 150 700 l h f\n50 690 m 51 691 l 140 691 l 141 690 l 140 689 l 51 689 l h f\n"
        + show("x", x: 500, y: 50)
    ).read()
    #expect(pointed.rulings.map { [$0.start, $0.end] } == [[50, 150], [50, 141]])
    #expect(pointed.drawings.isEmpty)
    let slanted = try TinyPDF.page(
      "50 700 m 150 700 l 150 698 l h f\n50 600 m 150 603 l 150 604 l 50 601 l h f\n" + show("x", x: 500, y: 50)
    ).read()
    #expect(slanted.rulings.isEmpty)
    #expect(slanted.drawings.count == 2)
  }

  @Test func piecesOfARulingJoin() throws {
    let cells = (0..<4).map { "\(50 + $0 * 50) 700 50 0.5 re f" }.joined(separator: "\n")
    let dashes = (0..<20).map { "\(50 + $0 * 5) 600 m \(53 + $0 * 5) 600 l S" }.joined(separator: "\n")
    let page = try TinyPDF.page(cells + "\n" + dashes + show("x", x: 500, y: 50)).read()
    #expect(page.rulings.map { [$0.start, $0.end] } == [[50, 250], [50, 148]])
    #expect(page.rulings.map(\.dashed) == [false, true])
  }

  @Test func theClipCutsShapes() throws {
    let page = try TinyPDF.page(
      "q 0 0 100 800 re W n 1 w 50 700 m 250 700 l S Q q 0 0 10 10 re W n 50 600 m 250 600 l S Q" + show("x", x: 500, y: 50)
    ).read()
    #expect(page.rulings.map { [$0.start, $0.end] } == [[50, 100]])
  }

  @Test func curvesAreDrawings() throws {
    let page = try TinyPDF.page("100 100 m 150 200 200 200 250 100 c S 300 300 m 350 380 l 400 300 l h f" + show("x", x: 500, y: 50)).read()
    #expect(page.drawings.map(\.curved) == [true, false])
    #expect(page.drawings.map(\.filled) == [false, true])
    #expect(page.rulings.isEmpty)
  }

  @Test func drawnBulletsAreWords() throws {
    let disc = "52 703 m 52 705 54 705 54 705 c 56 705 56 703 56 703 c 56 701 54 701 54 701 c 52 701 52 703 52 703 c f "
    let page = try TinyPDF.page(disc + show("uno", x: 63, y: 700) + "52 681 4 4 re f" + show("dos", x: 63, y: 680)).read()
    #expect(page.texts == ["• uno", "▪ dos"])
    #expect(page.drawings.isEmpty && page.fills.isEmpty)
    #expect(page.isBalanced)
  }

  @Test func softMasksHoldNoText() throws {
    var pdf = TinyPDF()
    let group = pdf.addStream(
      show("mascara", x: 50, y: 600),
      entries:
        "/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << /Font << /F1 3 0 R >> >> /Group << /S /Transparency /CS /DeviceGray >>"
    )
    let state = pdf.add("<< /Type /ExtGState /SMask << /S /Luminosity /G \(group) 0 R >> >>")
    pdf.addPage("/G1 gs " + show("visto", x: 50, y: 700), resources: "/ExtGState << /G1 \(state) 0 R >>")
    let page = try pdf.read()
    #expect(page.texts == ["visto"])
    #expect(page.isBalanced)
  }

  @Test func formsAreReadAndRecursionEnds() throws {
    var pdf = TinyPDF()
    let own = pdf.objects.count + 1
    pdf.addStream(
      show("forma", x: 50, y: 600) + " /X1 Do",
      entries: "/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Resources << /Font << /F1 3 0 R >> /XObject << /X1 \(own) 0 R >> >>")
    pdf.addPage("/X1 Do", resources: "/XObject << /X1 \(own) 0 R >>")
    #expect(try pdf.read().texts.first == "forma")
  }

  /// Fonts are kept from page to page by name; a page's own always go before them.
  @Test func eachPageHasTheFontsThatItNames() throws {
    var pdf = TinyPDF()
    let courier = pdf.add("<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>")
    let names = (0..<60).map { $0 % 3 == 1 ? "Courier" : "Helvetica" }
    for name in names { pdf.addPage(show("letras", x: 50, y: 700), font: name == "Courier" ? courier : 3) }
    let source = try pdf.open()
    let found = names.indices.map { number -> String? in
      let word = source.page(number + 1).words.first
      return word.map { source.facts.fonts[Int($0.style.font)].name }
    }
    #expect(found == names)
  }

  /// Inflated at once where they can be, by poppler as far as they go where not; a wrong checksum matters to neither.
  @Test func contentInSeveralStreamsIsReadWhole() throws {
    var pdf = TinyPDF()
    let streams = [
      pdf.addFlate("BT /F1 10 Tf 1 0 0 1 50 700 Tm (uno) Tj"), pdf.addFlate("1 0 0 1 50 680 Tm (dos) Tj ET"),
      pdf.addFlate(show("tres", x: 50, y: 660), damaged: true), pdf.addStream(show("cuatro", x: 50, y: 640)),
    ]
    pdf.addPage(streams: streams)
    let page = try pdf.read()
    #expect(page.texts == ["uno", "dos", "tres", "cuatro"])
    #expect(page.isBalanced)
    #expect(page.findings.first?.code == "page-truncated")
  }

  @Test func markedContentLeadsToItsElement() throws {
    var pdf = TinyPDF()
    let page = pdf.objects.count + 2
    pdf.addPage(
      "/Titulo << /MCID 0 >> BDC \(show("Capitulo", x: 50, y: 700)) EMC /P << /MCID 1 >> BDC \(show("texto", x: 50, y: 680)) EMC "
        + "/Artifact BMC \(show("7", x: 50, y: 20)) EMC")
    let root = pdf.objects.count + 1
    pdf.add("<< /Type /StructTreeRoot /K \(root + 1) 0 R /RoleMap << /Titulo /H1 >> >>")
    pdf.add("<< /Type /StructElem /S /Document /P \(root) 0 R /K [\(root + 2) 0 R \(root + 3) 0 R \(root + 1) 0 R] >>")
    pdf.add("<< /Type /StructElem /S /Titulo /P \(root + 1) 0 R /Pg \(page) 0 R /K 0 >>")
    pdf.add("<< /Type /StructElem /S /P /P \(root + 1) 0 R /K << /Type /MCR /Pg \(page) 0 R /MCID 1 >> >>")
    pdf.catalogue = "/StructTreeRoot \(root) 0 R /MarkInfo << /Marked true >>"
    let source = try pdf.open()
    #expect(source.facts.source.tagged)
    let read = source.page(1)
    let marks = read.words.map { read.marked[Int($0.marked)] }
    #expect(marks.map(\.path) == [["Document", "H1"], ["Document", "P"], []])
    #expect(marks.map(\.element) == [1, 2, -1])
    #expect(marks.map(\.tag) == ["Titulo", "P", "Artifact"])
  }

  @Test func namedPropertiesDoNotUpsetTheStack() throws {
    let page = try TinyPDF.page(
      "/OC /L1 BDC /P << /MCID 3 >> BDC \(show("dentro", x: 50, y: 700)) EMC EMC EMC \(show("fuera", x: 50, y: 600))",
      resources: "/Properties << /L1 << /Type /OCG /Name (capa) >> >>"
    ).read()
    #expect(page.words.map(\.marked) == [0, -1])
    #expect(page.marked.map(\.id) == [3])
  }
}
