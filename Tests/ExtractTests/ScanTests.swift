import Glibc
import Testing

@testable import Extract
@testable import Model

/// Pages that are pictures.
@Suite struct ScanTests {
  /// A picture over the whole page, one grey pixel.
  private let picture = "q 600 0 0 800 0 0 cm BI /W 1 /H 1 /CS /G /BPC 8 ID \u{80} EI Q "

  @Test func aFileOfPicturesIsRefusedWithoutTesseract() {
    let refusal = #expect(throws: Refusal.self) { _ = try TinyPDF.page(picture).open(ExtractOptions(ocr: .no)) }
    #expect(refusal?.code == "scan-without-text")
  }

  @Test func aFileWithNothingOnItsPagesIsEmpty() {
    #expect(#expect(throws: Refusal.self) { _ = try TinyPDF.page("").open() }?.code == "empty")
  }

  @Test func aPictureAmongPagesWithTextIsAFinding() throws {
    var pdf = TinyPDF.page(show("texto", x: 50, y: 700))
    pdf.addPage(picture)
    let source = try pdf.open(ExtractOptions(ocr: .no))
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
    let source = try pdf.open(ExtractOptions(ocr: .no))
    let findings = (2...4).map { source.page($0).findings.map { "\($0.code) \($0.severity)" } }
    #expect(findings == [["page-without-text error"], ["page-without-text info"], ["page-without-text error"]])
    #expect(source.page(4).texts == ["Folio 4"])
  }

  @Test func picturesAreTurnedClockwise() {
    let picture = GrayPicture(width: 3, height: 2, pixels: [1, 2, 3, 4, 5, 6])
    #expect(picture.turned(by: 90).pixels == [4, 1, 5, 2, 6, 3])
    #expect(picture.turned(by: 270).pixels == [3, 6, 2, 5, 1, 4])
    #expect(picture.turned(by: 180).pixels == [6, 5, 4, 3, 2, 1])
    #expect([picture.turned(by: 90).width, picture.turned(by: 90).height] == [2, 3])
  }

  /// The whole way, where Tesseract is installed (the tests' packages have it): a page that is a picture of another page.
  @Test(.enabled(if: ToolProcess.exists("tesseract") && paintingProgram != nil), arguments: [0, 90, 180, 270])
  func aScanIsRead(turn: Int) throws {
    let text = ["Informe anual de la junta", "Las obras del puente viejo se pagaron", "con cargo al fondo de caminos."]
    let lines = text.enumerated().map { show($1, x: 60, y: 700 - 40 * Double($0), size: 20) }.joined()
    let picture = try #require(try painted(TinyPDF.page(lines)))
    // The programs read the file themselves: it has to stay.
    let folder = try #require(ScratchFolder(in: nil))
    let path = folder.file("scan.pdf")
    write(TinyPDF.page(Self.inline(picture.turned(by: turn))), to: path)
    let page = try openDocument(path: path, name: "scan.pdf", options: ExtractOptions(ocrLanguages: ["eng"])).page(1)
    #expect(page.texts == text)
    #expect(page.findings.map(\.code) == ["ocr-text"])
    #expect(page.turn == (360 - turn) % 360)
    #expect(page.lines.allSatisfy { $0.box.width > $0.box.height })
    #expect(page.isBalanced)
  }

  /// Scans are read while others wait; each page comes with its own text, whatever was read before it.
  @Test(.enabled(if: ToolProcess.exists("tesseract") && paintingProgram != nil))
  func pagesOfAScanComeInTheirOrder() throws {
    let words = ["Puentes", "Caminos", "Acequias"]
    let pictures = try words.map { try #require(try painted(TinyPDF.page(show($0, x: 60, y: 700, size: 24)))) }
    var pdf = TinyPDF.page(Self.inline(pictures[0]))
    pdf.addPage(show("Portada", x: 50, y: 700))
    for picture in pictures.dropFirst() { pdf.addPage(Self.inline(picture)) }
    let folder = try #require(ScratchFolder(in: nil))
    let path = folder.file("scans.pdf")
    write(pdf, to: path)
    let source = try openDocument(path: path, name: "scans.pdf", options: ExtractOptions(ocrLanguages: ["eng"]))
    #expect((1...4).map { source.page($0).texts } == [["Puentes"], ["Portada"], ["Caminos"], ["Acequias"]])
    let backwards = try openDocument(path: path, name: "scans.pdf", options: ExtractOptions(ocrLanguages: ["eng"]))
    #expect([4, 3, 1].map { backwards.page($0).texts } == [["Acequias"], ["Caminos"], ["Puentes"]])
  }

  @Test func workInTheBackgroundIsWaitedFor() {
    let works = (1...5).map { number in
      Background {
        usleep(20_000)
        return number * number
      }
    }
    #expect(works.map { $0.result() } == [1, 4, 9, 16, 25])
    #expect(works[0].result() == 1)
  }

  /// The page as grey pixels, 100 to the inch.
  private func painted(_ pdf: TinyPDF) throws -> GrayPicture? {
    let folder = try #require(ScratchFolder(in: nil))
    let (input, output) = (folder.file("page.pdf"), folder.file("page.pgm"))
    write(pdf, to: input)
    let orders = "open\t\(input)\npage\t1\t\(100.0 / 72)\t\(output)\ndone\n"
    guard let paintingProgram, ToolProcess.run([paintingProgram], ToolProcess.Given(input: orders)) else { return nil }
    return GrayPicture(path: output)
  }

  private func write(_ pdf: TinyPDF, to path: String) {
    let file = fopen(path, "w")
    _ = pdf.bytes.withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, file) }
    fclose(file)
  }

  /// A picture that fills the page.
  private static func inline(_ picture: GrayPicture) -> String {
    let digits = Array("0123456789abcdef".utf8)
    var hexadecimal: [UInt8] = []
    hexadecimal.reserveCapacity(2 * picture.pixels.count)
    for pixel in picture.pixels { hexadecimal += [digits[Int(pixel >> 4)], digits[Int(pixel & 15)]] }
    return "q 600 0 0 800 0 0 cm BI /W \(picture.width) /H \(picture.height) /CS /G /BPC 8 /F /AHx ID "
      + String(decoding: hexadecimal, as: UTF8.self) + "> EI Q "
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
