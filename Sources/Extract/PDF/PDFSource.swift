import CPoppler
import Model

/// A PDF file: poppler's arrays → ``Page``.
final class PDFSource: PageSource {
  /// ``DocumentFacts/fonts`` grows as pages are read.
  private(set) var facts: DocumentFacts
  private(set) var findings: [Finding] = []

  private let file: MappedFile
  private let document: OpaquePointer
  /// By poppler's font numbers.
  private var fonts: [FontEntry] = []
  private var fontNumbers: [String: UInt16] = [:]
  /// Pages whose form fields and remarks are in the facts, and names of the fields.
  private var annotated: Set<Int> = []
  private var fields: Set<String> = []

  private lazy var structure = StructureTree(document)

  private let scanReader: ScanReader?
  /// Pages that OCR has read before are read again.
  private let isRedone: Bool
  /// The last page that is wanted.
  private let last: Int
  /// Pages that were read to find out whether the file has text at all.
  private var readAhead: [Int: Page] = [:]
  /// Pages that were begun while Tesseract read one before them.
  private var begun: [Int: BegunPage] = [:]

  /// How many pages Tesseract reads at once: while one is painted or turned another is read. More would take the processors of other documents.
  private static let scansAtOnce = 2
  /// How many pages after one that Tesseract reads are looked at for another.
  private static let lookahead = 8

  /// `header`: how many bytes stand before the file's header.
  init(_ given: MappedFile, header: Int, path: String, source: Source, options: ExtractOptions) throws(Refusal) {
    var file = given
    var opened = Self.open(file.bytes, from: header, options)
    let isCut = isCutOff(given.bytes)
    if opened.document == nil, opened.status == PDF_OPEN_DAMAGED, isCut,
      let whole = completed(UnsafeRawBufferPointer(rebasing: given.bytes[header...]))
    {
      file = MappedFile(copyOf: whole)
      opened = Self.open(file.bytes, from: 0, options)
    }
    guard let document = opened.document else {
      throw Self.refusal(opened.status, hasPassword: options.password != nil, isCut: isCut)
    }
    self.file = file
    self.document = document
    var raw = pdf_facts()
    facts = readFacts(document, source: source, into: &raw)
    scanReader = ScanReader(file: path, options: options)
    isRedone = options.ocr == .always && scanReader != nil
    last = min(facts.pageCount, options.pages?.upperBound ?? facts.pageCount)
    try refuseIfWithoutText()
    try sayWhatItIs(raw, isCut: isCut)
  }

  private static func open(
    _ bytes: UnsafeRawBufferPointer, from start: Int, _ options: ExtractOptions
  ) -> (document: OpaquePointer?, status: pdf_open_status) {
    var status = PDF_OPEN_OK
    let first = bytes.baseAddress.map { ($0 + start).assumingMemoryBound(to: UInt8.self) }
    let count = bytes.count - start
    let document =
      options.password.map { $0.withCString { pdf_open(first, count, $0, &status) } } ?? pdf_open(first, count, nil, &status)
    return (document, status)
  }

  /// Files that hold something else than their pages show, and files that are not whole.
  private func sayWhatItIs(_ raw: pdf_facts, isCut: Bool) throws(Refusal) {
    /// Letters of one page: covers that a program makes have a sentence or two.
    let mostLettersOfCover = 600
    let isCover = facts.pageCount == 1 && (readAhead[1]?.ink.total ?? 0) <= mostLettersOfCover
    if raw.dynamicForm != 0 {
      let message = "The file is an XFA form: its pages are made by Adobe Reader only."
      findings.append(Finding("xfa-form", .warning, message))
      if isCover {
        let unread = "100 % of the form cannot be read: its one page only asks to wait. Open it in Adobe Reader and print it to a new PDF."
        findings.append(Finding("garbled-text", .error, unread, page: 1))
      }
    }
    if raw.portfolio != 0 {
      let message = "The file is a portfolio: the documents are attached to it."
      if isCover { throw Refusal("portfolio", message + " Take them out (pdfdetach -saveall) and read them one by one.") }
      findings.append(Finding("portfolio", .warning, message))
    }
    if isCut {
      findings.append(Finding("file-truncated", .error, "The file is cut off: what stood in its missing part is not read."))
    }
  }

  deinit { pdf_close(document) }

  private static func refusal(_ status: pdf_open_status, hasPassword: Bool, isCut: Bool) -> Refusal {
    switch status {
    case PDF_OPEN_ENCRYPTED:
      Refusal(
        "encrypted",
        hasPassword ? "The password does not open the file." : "The file is encrypted and asks for a password: give it with --password.")
    case PDF_OPEN_NO_PAGES: Refusal("empty", "The PDF has no pages.")
    default:
      Refusal(
        "damaged",
        isCut
          ? "The PDF is cut off before its page tree, and no page can be found in what is left: fetch it again."
          : "The PDF cannot be read: its cross-reference table and catalogue are damaged beyond repair. Fetch it again, or try qpdf on it.")
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
    if scanReader == nil {
      throw Refusal(
        "scan-without-text", "The pages are pictures without text, and Tesseract is not installed: install tesseract-ocr and its languages."
      )
    }
  }

  func page(_ number: Int) -> Page {
    let begun = self.begun.removeValue(forKey: number) ?? begin(number)
    guard let reading = begun.reading else { return begun.page }
    readOn(after: number)
    guard let read = reading.result(), read.lines.count > begun.page.lines.count || read.findings.count > begun.page.findings.count else {
      return saying(begun.scan, of: begun.page)
    }
    return read
  }

  /// A page as the file has it, and where Tesseract reads it, what will come of that.
  private struct BegunPage {
    var page: Page
    var scan = ScanKind.none
    var reading: Background<Page>?
  }

  /// Begins pages after one that Tesseract reads, until it has enough to do.
  private func readOn(after number: Int) {
    var running = 1 + begun.values.count { $0.reading != nil }
    var next = number + 1
    while running < Self.scansAtOnce, next <= min(last, number + Self.lookahead) {
      if begun[next] == nil {
        let page = begin(next)
        if page.reading != nil { running += 1 }
        begun[next] = page
      }
      next += 1
    }
  }

  private func begin(_ number: Int) -> BegunPage {
    var page = readAhead.removeValue(forKey: number) ?? readPage(number)
    // Pages of a long document wait for the last: arrays that grew word by word have a third too much room.
    for index in page.lines.indices { page.lines[index].words = page.lines[index].words.withUnsafeBufferPointer { Array($0) } }
    let scan = scanKind(page)
    guard scan != .none else { return BegunPage(page: page) }
    guard let scanReader, page.lines.isEmpty || scan == .writing else { return BegunPage(page: saying(scan, of: page)) }
    let (unread, font) = (page, scanFont())
    return BegunPage(page: unread, scan: scan, reading: Background { scanReader.read(unread, font: font) })
  }

  /// Whether it is a page of writing of which only a picture is in the file.
  private func scanKind(_ page: Page) -> ScanKind {
    if isRedone, page.isRecognisedScan { return .writing }
    guard page.mayBeScan else { return .none }
    var shares = [Float](repeating: 0, count: Int(PDF_LIGHTNESS_STEPS))
    guard pdf_read_lightness(document, Int32(truncatingIfNeeded: page.number), &shares) == 0 else {
      return page.lines.isEmpty ? .unknown : .none
    }
    return looksWritten(shares) ? .writing : page.lines.isEmpty ? .picture : .none
  }

  private func saying(_ scan: ScanKind, of page: Page) -> Page {
    var page = page
    // A page of shapes may be outlines of letters or ornament.
    let severity: Finding.Severity = scan == .picture ? .info : scan == .writing || page.isCovered(0.5) ? .error : .warning
    let message =
      page.lines.isEmpty
      ? "Page \(page.number) is a picture without text." : "Page \(page.number) is a picture with hardly any text beside it."
    page.findings.append(Finding("page-without-text", severity, message, page: page.number))
    return page
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
    if annotated.insert(number).inserted { readAnnotations(document, page: number, into: &facts.extras, known: &fields) }
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
      fonts.append(
        FontEntry(
          number: number, bold: font.bold != 0, italic: font.italic != 0, kind: FontEntry.Kind(rawValue: font.symbols) ?? .text,
          isMapped: font.mapped != 0, guess: FontEntry.Guess(rawValue: font.guessed) ?? .none))
    }
  }
}

extension Page {
  /// Pictures cover most of it; or it is drawn in a way that letters are not (outlines of glyphs).
  fileprivate var isPicture: Bool { isCovered(0.5) || drawings.count > 200 }

  /// A picture, beside which there is no more text than a stamp or a folio has.
  fileprivate var mayBeScan: Bool {
    if lines.isEmpty { return isPicture }
    let mostLettersOfStamp = 120
    var letters = 0
    for line in lines {
      for word in line.words { letters += Int(word.glyphs) }
      if letters > mostLettersOfStamp { return false }
    }
    return isCovered(0.8)
  }

  /// A picture with a hidden layer of text and no other.
  fileprivate var isRecognisedScan: Bool {
    isCovered(0.8) && !lines.isEmpty && lines.allSatisfy { $0.words.allSatisfy { $0.confidence < 1 } }
  }

  fileprivate func isCovered(_ share: Double) -> Bool {
    images.reduce(0) { $0 + $1.box.area } > share * shownWidth * shownHeight
  }
}
