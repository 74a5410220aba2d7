import CPoppler
import Model

/// A PDF file: poppler's arrays → ``Page``.
final class PDFSource: PageSource {
  /// ``DocumentFacts/fonts`` grows as pages are read.
  private(set) var facts: DocumentFacts

  private let file: MappedFile
  private let document: OpaquePointer
  /// By poppler's font numbers.
  private var fonts: [FontEntry] = []
  private var fontNumbers: [String: UInt16] = [:]

  private lazy var structure = StructureTree(document)

  private let scanReader: ScanReader?
  /// Pages that were read to find out whether the file has text at all.
  private var readAhead: [Int: Page] = [:]

  init(_ file: MappedFile, path: String, source: Source, options: ExtractOptions) throws(Refusal) {
    self.file = file
    var status = PDF_OPEN_OK
    let start = file.bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
    let opened =
      options.password.map { $0.withCString { pdf_open(start, file.bytes.count, $0, &status) } }
      ?? pdf_open(start, file.bytes.count, nil, &status)
    guard let opened else { throw Self.refusal(status, hasPassword: options.password != nil) }
    document = opened
    facts = readFacts(opened, source: source)
    scanReader = ScanReader(file: path, options: options)
    try refuseIfWithoutText()
  }

  deinit { pdf_close(document) }

  private static func refusal(_ status: pdf_open_status, hasPassword: Bool) -> Refusal {
    switch status {
    case PDF_OPEN_ENCRYPTED:
      Refusal("encrypted", hasPassword ? "The password does not open the file." : "The file is encrypted and asks for a password.")
    case PDF_OPEN_NO_PAGES: Refusal("empty", "The PDF has no pages.")
    default: Refusal("damaged", "The PDF cannot be read: its cross-reference table and catalogue are damaged beyond repair.")
    }
  }

  /// Reads on until a page has text: mostly the first. A file of pictures only is a scan.
  private func refuseIfWithoutText() throws(Refusal) {
    var pictures = 0
    var unreadable = 0
    for number in 1...max(1, facts.pageCount) {
      let page = readPage(number)
      readAhead[number] = page
      if !page.lines.isEmpty { return }
      if page.isPicture { pictures += 1 }
      if page.findings.contains(where: { $0.code == "page-unreadable" }) { unreadable += 1 }
    }
    if unreadable > 0, pictures == 0 { throw Refusal("damaged", "Not one page of the PDF can be read.") }
    if pictures == 0 { throw Refusal("empty", "No page of the PDF shows any text.") }
    if scanReader == nil { throw Refusal("scan-without-text", "The pages are pictures without text, and Tesseract is not installed.") }
  }

  func page(_ number: Int) -> Page {
    var page = readAhead.removeValue(forKey: number) ?? readPage(number)
    guard page.lines.isEmpty, page.isPicture else { return page }
    page.findings.append(Finding("page-without-text", .warning, "Page \(number) is a picture without text.", page: number))
    return scanReader?.read(page, font: scanFont()) ?? page
  }

  /// The number of the font that words of scans are said to be set in.
  private func scanFont() -> UInt16 {
    let entry = FontFacts(name: "scan")
    if let known = facts.fonts.firstIndex(of: entry) { return UInt16(clamping: known) }
    facts.fonts.append(entry)
    return UInt16(clamping: facts.fonts.count - 1)
  }

  private func readPage(_ number: Int) -> Page {
    var raw = pdf_page()
    guard pdf_read_page(document, Int32(truncatingIfNeeded: number), &raw) == 0 else {
      var page = Page(number: number, shownWidth: 0, shownHeight: 0)
      page.findings.append(Finding("page-unreadable", .error, "Page \(number) cannot be read.", page: number))
      return page
    }
    learnFonts(raw)
    var page = pageOf(raw, number: number, fonts: fonts)
    if !page.marked.isEmpty, !structure.isEmpty {
      let forms = UnsafeBufferPointer(start: raw.marks, count: raw.markCount).map(\.form)
      structure.locate(&page.marked, forms: forms, page: number)
    }
    page.links = readLinks(document, page: number, frame: page)
    let label = String(cString: pdf_page_label(document, Int32(number)))
    if !label.isEmpty { page.label = label }
    return page
  }

  /// poppler numbers font objects; a producer may have cut one font into several.
  private func learnFonts(_ raw: pdf_page) {
    for index in fonts.count..<max(fonts.count, raw.fontCount) {
      let font = raw.fonts[index]
      let entry = FontFacts(
        name: String(cString: raw.strings + Int(font.name)), fixedPitch: font.fixedPitch != 0, serif: font.serif != 0)
      let key = "\(font.fixedPitch)\(font.serif)\(entry.name)"
      let known = fontNumbers[key]
      let number = known ?? UInt16(facts.fonts.count)
      if known == nil {
        fontNumbers[key] = number
        facts.fonts.append(entry)
      }
      fonts.append(FontEntry(number: number, bold: font.bold != 0, italic: font.italic != 0))
    }
  }
}

extension Page {
  /// Pictures cover most of it; or it is drawn in a way that letters are not (outlines of glyphs).
  fileprivate var isPicture: Bool {
    let covered = images.reduce(0) { $0 + $1.box.area }
    return covered > 0.5 * shownWidth * shownHeight || drawings.count > 200
  }
}
