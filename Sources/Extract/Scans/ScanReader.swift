import Glibc
import Model

/// Reads pages that are pictures with Tesseract, where it is installed: poppler's `pdftoppm` paints the page, Tesseract's TSV gives words with
/// boxes and confidence. Both run as processes of their own; the stubs that make this process colourless are not in them.
struct ScanReader {
  /// Dots per inch. What Tesseract's models were trained for.
  private static let resolution = 300

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

  /// The page with its words; as it was, where that fails.
  func read(_ page: Page, font: UInt16) -> Page {
    guard let folder = ScratchFolder() else { return page }
    let picture = folder.file("page.pgm")
    let number = "\(page.number)"
    var painting = ["pdftoppm", "-r", "\(Self.resolution)", "-gray", "-cropbox", "-singlefile", "-f", number, "-l", number]
    if let password { painting += ["-upw", password] }
    painting += [file, "\(folder.path)/page"]
    guard ToolProcess.run(painting) else { return page }
    let table = folder.file("words.tsv")
    let reading = ["env", "OMP_THREAD_LIMIT=1", "tesseract", picture, "\(folder.path)/words", "--dpi", "\(Self.resolution)"]
    // A language that is not installed fails the whole call: then Tesseract's own default is better than nothing.
    guard ToolProcess.run(reading + ["-l", languages, "tsv"]) || ToolProcess.run(reading + ["tsv"]) else { return page }
    guard let bytes = try? MappedFile(path: table) else { return page }
    return merge(decodedText(bytes.bytes), into: page, font: font)
  }

  private func merge(_ table: [UInt32], into page: Page, font: UInt16) -> Page {
    var page = page
    // Words come in the page as shown; a scan that was turned by a reading frame had no text to turn it.
    page.lines = scannedLines(table, pointsPerPixel: 72 / Double(Self.resolution), font: font)
    page.ink.total += page.lines.reduce(0) { sum, line in line.words.reduce(sum) { $0 + Int($1.glyphs) } }
    if !page.lines.isEmpty { page.findings.removeAll { $0.code == "page-without-text" } }
    return page
  }
}
