import Glibc
import Model

/// Reads pages that are pictures with Tesseract, where it is installed: poppler's `pdftoppm` paints the page, Tesseract's TSV gives words with
/// boxes and confidence. Both run as processes of their own; the stubs that make this process colourless are not in them.
struct ScanReader {
  /// Dots per inch. What Tesseract's models were trained for.
  private static let resolution = 300
  /// Per cent. Below it words are guesses: so a page looks that stands on its head.
  private static let leastConfidence = 60

  private let file: String
  private let password: String?
  private let languages: String

  /// nil where a program is missing, or no language was asked for.
  init?(file: String, options: ExtractOptions) {
    guard let languages = options.ocrLanguages, ToolProcess.exists("tesseract"), ToolProcess.exists("pdftoppm") else { return nil }
    self.file = file
    self.languages = languages
    password = options.password
  }

  /// The page with its words; where that fails as it was, with a finding.
  func read(_ page: Page, font: UInt16) -> Page {
    guard let table = recognise(page) else {
      var page = page
      page.findings.append(
        Finding("ocr-failed", .error, "Page \(page.number) is a picture, and Tesseract could not read it.", page: page.number))
      return page
    }
    return merge(table, into: page, font: font)
  }

  /// Tesseract's table of words; nil where a program failed.
  private func recognise(_ page: Page) -> [UInt32]? {
    guard let folder = ScratchFolder() else { return nil }
    let picture = folder.file("page.pgm")
    let number = "\(page.number)"
    var painting = ["pdftoppm", "-r", "\(Self.resolution)", "-gray", "-cropbox", "-singlefile", "-f", number, "-l", number]
    if let password { painting += ["-upw", password] }
    painting += [file, "\(folder.path)/page"]
    guard ToolProcess.run(painting) else { return nil }
    let table = folder.file("words.tsv")
    let reading = ["env", "OMP_THREAD_LIMIT=1", "tesseract", picture, "\(folder.path)/words", "--dpi", "\(Self.resolution)"]
    // A language that is not installed fails the whole call: then Tesseract's own default is better than nothing.
    guard ToolProcess.run(reading + ["-l", languages, "tsv"]) || ToolProcess.run(reading + ["tsv"]) else { return nil }
    guard let bytes = try? MappedFile(path: table) else { return nil }
    return decodedText(bytes.bytes)
  }

  private func merge(_ table: [UInt32], into page: Page, font: UInt16) -> Page {
    var page = page
    // Words come in the page as shown; a scan that was turned by a reading frame had no text to turn it.
    let read = scannedLines(table, pointsPerPixel: 72 / Double(Self.resolution), font: font)
    // A stamp or folio that the page has as text is seen in the picture as well: the text is better.
    let stamps = page.lines.map(\.box)
    let lines = read.filter { line in !stamps.contains { $0.containsPoint(x: line.box.midX, y: line.box.midY) } }
    guard !lines.isEmpty else { return page }
    page.lines += lines
    page.ink.total += lines.reduce(0) { sum, line in line.words.reduce(sum) { $0 + Int($1.glyphs) } }
    page.findings.append(confidence(of: lines, page: page.number))
    return page
  }

  /// How sure Tesseract was of the page, by letters.
  private func confidence(of lines: [TextLine], page: Int) -> Finding {
    var letters = 0.0
    var sure = 0.0
    for word in lines.lazy.flatMap(\.words) {
      letters += Double(word.glyphs)
      sure += Double(word.glyphs) * Double(word.confidence)
    }
    let percent = Int((100 * sure / max(1, letters)).rounded())
    return Finding(
      "ocr-text", percent < Self.leastConfidence ? .warning : .info,
      "Page \(page) is a picture, read by Tesseract with a mean confidence of \(percent) %.", page: page)
  }
}
