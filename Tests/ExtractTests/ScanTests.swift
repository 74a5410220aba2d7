import Testing

@testable import Extract
@testable import Model

/// Pages that are pictures.
@Suite struct ScanTests {
  /// A picture over the whole page, one grey pixel.
  private let picture = "q 600 0 0 800 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \u{80} EI Q "

  @Test func aFileOfPicturesIsRefusedWithoutTesseract() {
    let refusal = #expect(throws: Refusal.self) { _ = try TinyPDF.page(picture).open(ExtractOptions(ocrLanguages: nil)) }
    #expect(refusal?.code == "scan-without-text")
  }

  @Test func aFileWithNothingOnItsPagesIsEmpty() {
    #expect(#expect(throws: Refusal.self) { _ = try TinyPDF.page("").open() }?.code == "empty")
  }

  @Test func aPictureAmongPagesWithTextIsAFinding() throws {
    var pdf = TinyPDF.page(show("texto", x: 50, y: 700))
    pdf.addPage(picture)
    let source = try pdf.open(ExtractOptions(ocrLanguages: nil))
    #expect(source.page(1).findings.isEmpty)
    #expect(source.page(2).findings.map(\.code) == ["page-without-text"])
    #expect(source.page(2).findings.map(\.severity) == [.error])
  }

  /// Paper and a little ink; a photograph has all shades.
  @Test func writingIsToldFromPhotographs() throws {
    func page(_ shade: (Int, Int) -> Int) -> String {
      var pixels = ""
      for y in 0..<140 { for x in 0..<100 { pixels += hexadecimal(shade(x, y)) } }
      return "q 600 0 0 800 0 0 cm BI /W 100 /H 140 /CS /G /BPC 8 /F /AHx ID \(pixels)> EI Q "
    }
    var pdf = TinyPDF.page(show("texto", x: 50, y: 700))
    pdf.addPage(page { x, y in y % 10 == 3 && x % 4 < 3 && x > 10 && x < 80 ? 30 : 235 })
    pdf.addPage(page { x, y in (x * 5 + y * 3) % 256 })
    pdf.addPage(page { x, y in y % 10 == 3 && x % 4 < 3 && x > 10 && x < 80 ? 30 : 235 } + show("Folio 4", x: 50, y: 20))
    let source = try pdf.open(ExtractOptions(ocrLanguages: nil))
    let findings = (2...4).map { source.page($0).findings.map { "\($0.code) \($0.severity)" } }
    #expect(findings == [["page-without-text error"], ["page-without-text info"], ["page-without-text error"]])
    #expect(source.page(4).texts == ["Folio 4"])
  }

  @Test func tesseractsTableBecomesLines() {
    let table = """
      level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext
      1\t1\t0\t0\t0\t0\t0\t0\t2500\t3300\t-1\t
      5\t1\t1\t1\t1\t1\t300\t300\t200\t40\t96.06\tInforme
      5\t1\t1\t1\t1\t2\t520\t300\t100\t40\t80\tanual
      5\t1\t1\t1\t1\t3\t1520\t300\t100\t40\t90\t2024
      5\t1\t1\t1\t2\t1\t300\t400\t200\t36\t91.5\tfin
      """
    let lines = scannedLines(table.unicodeScalars.map(\.value), pointsPerPixel: 0.24, font: 3)
    #expect(lines.map(\.text) == ["Informe anual", "2024", "fin"])
    #expect(lines.first?.words.map(\.confidence) == [0.96, 0.8])
    #expect(lines.first?.words.first?.box == Box(x0: 72, y0: 72, x1: 120, y1: 81.6))
    #expect(lines.map(\.size) == [9.6, 9.6, 9.6])
    #expect(lines.map { ($0.baseline * 100).rounded() / 100 } == [81.6, 81.6, 104.64])
  }
}

private func hexadecimal(_ value: Int) -> String {
  let digits = Array("0123456789abcdef")
  return String([digits[value / 16], digits[value % 16]])
}
