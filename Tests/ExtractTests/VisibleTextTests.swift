import Testing

@testable import Extract
@testable import Model

/// What can be seen is read; what cannot is counted and told.
@Suite struct VisibleTextTests {
  private static let shading =
    "<< /ShadingType 2 /ColorSpace /DeviceRGB /Coords [0 0 600 0] /Function << /FunctionType 2 /Domain [0 1] /C0 [0 0 .5] /C1 [0 .5 0] /N 1 >> /Extend [true true] >>"

  /// A page with this content, with a shading S1, the patterns P1 (of it) and P2 (tiles), and a soft mask G1.
  private func page(_ content: String) throws -> Page {
    var pdf = TinyPDF()
    let shading = pdf.add(Self.shading)
    let tiles = pdf.addStream(
      ".2 .2 .2 rg 0 0 10 10 re f",
      entries: "/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 10 10] /XStep 10 /YStep 10 /Resources << >>")
    let group = pdf.addStream(
      "1 g 0 0 600 800 re f",
      entries: "/Type /XObject /Subtype /Form /BBox [0 0 600 800] /Group << /S /Transparency /CS /DeviceGray >> /Resources << >>")
    pdf.addPage(
      content + " 0 g" + show("comun", x: 50, y: 100),
      resources:
        "/Shading << /S1 \(shading) 0 R >> /Pattern << /P1 << /PatternType 2 /Shading \(shading) 0 R >> /P2 \(tiles) 0 R >> /ExtGState << /G1 << /SMask << /S /Luminosity /G \(group) 0 R >> >> /G2 << /ca .3 >> /G3 << /BM /Multiply >> >>"
    )
    return try pdf.read()
  }

  private static let title = "BT /F1 20 Tf 50 640 Td (titulo) Tj ET "

  @Test(arguments: [
    ("a gradient fills the letters", "/Pattern cs /P1 scn \(title)"),
    ("tiles fill the letters", "/Pattern cs /P2 scn \(title)"),
    ("a gradient is painted through the letters", "q BT 7 Tr /F1 40 Tf 50 640 Td (titulo) Tj ET /S1 sh Q"),
    ("white on a gradient", "q 0 600 600 100 re W n /S1 sh Q 1 g \(title)"),
    ("white on tiles", "/Pattern cs /P2 scn 0 600 600 100 re f 1 g \(title)"),
    ("white on what a soft mask lets through", "q /G1 gs .1 .2 .5 rg 0 600 600 100 re f Q 1 g \(title)"),
    ("white on a broad line", "0 0 .5 RG 100 w 0 650 m 600 650 l S 1 g \(title)"),
    ("white with an outline", "1 g 0 G 0.5 w BT 2 Tr /F1 40 Tf 50 640 Td (titulo) Tj ET 0 Tr"),
    ("below a pane", "\(title) /G2 gs 1 0 0 rg 0 600 600 100 re f"),
    ("below a marker", "\(title) q /G3 gs 1 1 0 rg 0 600 600 100 re f Q"),
    ("beside a bar", "\(title) 0 g 300 600 200 100 re f"),
    ("in a frame", "\(title) 0 g 0 600 600 100 re 10 610 580 80 re f*"),
    ("white on grey beside white", "1 g 0 0 600 800 re f .8 g 0 600 600 100 re f 1 g \(title)"),
    ("grey on a picture over grey", ".8 g 0 600 600 100 re f q 0 0 .5 rg 0 600 m 600 600 l 600 700 l 0 690 l h f Q .8 g \(title)"),
    ("grey that stands out of grey", ".8 g 0 644 600 60 re f \(title)"), ("grey on another grey", ".7 g 0 600 600 100 re f .8 g \(title)"),
    ("grey on a pane of grey", "/G2 gs .8 g 0 600 600 100 re f \(title)"),
    ("below a bar that is cut to a triangle", "\(title) q 0 600 m 600 600 l 600 700 l h W n 0 g 0 600 600 100 re f Q"),
  ])
  func seen(_ name: String, _ content: String) throws {
    let page = try page(content)
    #expect(page.texts == ["titulo", "comun"], "\(name)")
    #expect(page.ink.hidden == 0)
    #expect(page.findings.isEmpty)
    #expect(page.isBalanced)
  }

  @Test(arguments: [
    ("white on white", "1 g \(title)"), ("grey on grey", ".8 g 0 600 600 100 re f \(title)"),
    ("white on white over grey", ".8 g 0 0 600 800 re f 1 g 0 600 600 100 re f \(title)"),
    ("invisible", "BT 3 Tr /F1 20 Tf 50 640 Td (titulo) Tj ET 0 Tr"),
    ("clipped away", "q 0 0 10 10 re W n \(title) Q"),
    ("a clip that nothing is painted through", "q BT 7 Tr /F1 40 Tf 50 640 Td (titulo) Tj ET Q"),
  ])
  func unseen(_ name: String, _ content: String) throws {
    let page = try page(content)
    #expect(page.texts == ["comun"], "\(name)")
    #expect(page.findings.map(\.code) == ["hidden-text"])
    #expect(page.isBalanced)
  }

  @Test(arguments: ["0 g", "1 g", "1 0 0 rg"])
  func aBarCoversText(_ colour: String) throws {
    let page = try page("\(Self.title) \(colour) 40 630 200 40 re f")
    #expect(page.texts == ["comun"])
    #expect(page.findings.map(\.code) == ["covered-text"])
    #expect(page.findings.first?.message.hasPrefix("6 letters") == true)
    let box = try #require(page.findings.first?.box)
    #expect(box.x0 >= 49 && box.x1 < 240 && box.y0 > 130 && box.y1 < 175)
    #expect(page.isBalanced)
  }

  /// A ground that comes between two paintings of the same words covers none of them.
  @Test func whatIsPaintedAgainIsNotCovered() throws {
    let page = try page("\(Self.title) .8 g 40 630 200 40 re f 0 g \(Self.title)")
    #expect(page.texts == ["titulo", "comun"])
    #expect(page.findings.isEmpty)
  }

  private static let scan = "q 600 0 0 800 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \u{80} EI Q "

  /// OCR leaves its text invisible on the picture, in white below it, or below a ground of its own.
  @Test(arguments: [
    "\(scan) BT 3 Tr /F1 20 Tf 50 640 Td (titulo) Tj ET 0 Tr", "1 g \(title) \(scan)", "0 g \(title) 1 g 0 0 600 800 re f \(scan)",
  ])
  func textOfAPictureIsText(_ content: String) throws {
    let page = try TinyPDF.page(content).read()
    #expect(page.texts == ["titulo"])
    #expect(page.findings.isEmpty)
  }

  /// And a bar over it hides it there too.
  @Test func aBarCoversTheTextOfAPicture() throws {
    let page = try TinyPDF.page(
      "\(Self.scan) BT 3 Tr /F1 20 Tf 50 640 Td (titulo) Tj ET 0 Tr 0 g 40 630 200 40 re f" + show("comun", x: 50, y: 100)
    ).read()
    #expect(page.texts == ["comun"])
    #expect(page.findings.map(\.code).first == "covered-text")
  }

  /// `W` at the end of a page waits for a painting operator that never comes.
  @Test func aPendingClipEndsWithItsPage() throws {
    var pdf = TinyPDF.page(show("uno", x: 50, y: 750) + " 0 700 600 100 re W")
    pdf.addPage("50 500 100 20 re f" + show("dos", x: 50, y: 400))
    let source = try pdf.open()
    #expect(source.page(1).texts == ["uno"])
    #expect(source.page(2).texts == ["dos"])
  }
}
