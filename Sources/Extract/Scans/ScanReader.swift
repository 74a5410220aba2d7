import Glibc
import Model

/// Reads pages that are pictures with Tesseract, where it is installed: `foja-draw` paints the page, Tesseract's TSV gives words with
/// boxes and confidence. Both run as processes of their own; the stubs that make this process colourless are not in them.
///
/// A page that gives next to nothing upright is turned by quarters and read again, as is one whose words stand on end: Tesseract reads those,
/// but their lines would be columns. A page that lies a little slanted it sets right itself. What was read stands in the frame that makes it
/// upright.
struct ScanReader: Sendable {
  /// Dots per inch. What Tesseract's models were trained for.
  private static let resolution = 300
  /// Per cent of confidence below which words are guesses: so a page looks that stands on its head.
  private static let leastConfidence = 60
  /// Of the confidence of all letters: how much more makes another turn the right one, and what of it must be left where lines that stood on end
  /// lie flat. Letters upside down give less than half.
  private static let muchBetter = 1.5
  private static let leastOfTurned = 0.75

  private let file: String
  private let options: ExtractOptions
  private let languages: String?

  /// nil where a program is missing, or no recognition is wanted.
  init?(file: String, options: ExtractOptions) {
    guard options.ocr != .no, paintingProgram != nil, ToolProcess.exists("tesseract") else { return nil }
    self.file = file
    self.options = options
    languages = Self.installed(options.ocrLanguages)
  }

  /// The page with its words; where that fails as it was, with a finding.
  func read(_ page: Page, font: UInt16) -> Page {
    guard let folder = ScratchFolder(in: options.scratch), let picture = paint(page, in: folder),
      var best = recognise(picture, turn: 0, in: folder, font: font)
    else {
      var page = page
      page.findings.append(
        Finding("ocr-failed", .error, "Page \(page.number) is a picture, and Tesseract could not read it.", page: page.number))
      return page
    }
    if best.percent < Self.leastConfidence || best.isOnEnd {
      for turn in [90, 270, 180] {
        guard let other = recognise(picture, turn: turn, in: folder, font: font), other.isBetter(than: best) else { continue }
        best = other
      }
    }
    return merge(best, into: page)
  }

  // MARK: Steps

  private struct Reading {
    var turn: Int
    var lines: [TextLine]
    var letters = 0.0
    /// Letters, each by its confidence.
    var weight = 0.0

    /// Mean confidence.
    var percent: Int { Int((100 * weight / max(1, letters)).rounded()) }

    /// Whether most of its letters stand in words that are higher than wide. Words of one or two letters are so in any case.
    var isOnEnd: Bool {
      var (high, wide) = (0, 0)
      for word in lines.lazy.flatMap(\.words) where word.glyphs > 2 {
        if word.box.height > word.box.width { high += Int(word.glyphs) } else { wide += Int(word.glyphs) }
      }
      return high > wide
    }

    /// Letters that are right are read with confidence; upside down they are guesses.
    func isBetter(than other: Reading) -> Bool {
      if other.isOnEnd, !isOnEnd { return weight > ScanReader.leastOfTurned * other.weight }
      return weight > ScanReader.muchBetter * other.weight && percent > other.percent
    }
  }

  /// The password goes in with the orders (foja-draw/main.swift): a command line can be read by everybody.
  private func paint(_ page: Page, in folder: ScratchFolder) -> GrayPicture? {
    guard let paintingProgram else { return nil }
    let path = folder.file("page.pgm")
    let orders = """
      open\t/proc/self/fd/\(ToolProcess.fileNumber)\t\(options.password ?? "")
      page\t\(page.number)\t\(Double(Self.resolution) / 72)\tpage.pgm
      done

      """
    // From within its folder: the folder's own name may hold what parts orders.
    let painting = ["env", "-C", folder.path, paintingProgram, "--write", ".", "--seconds", "\(ToolProcess.limit)"]
    guard ToolProcess.run(painting, ToolProcess.Given(input: orders, file: file)) else { return nil }
    return GrayPicture(path: path)
  }

  /// What Tesseract makes of the picture turned clockwise; nil where it failed.
  private func recognise(_ picture: GrayPicture, turn: Int, in folder: ScratchFolder, font: UInt16) -> Reading? {
    let path = folder.file("turned.pgm")
    guard picture.turned(by: turn).write(to: path) else { return nil }
    let table = folder.file("words.tsv")
    var reading = ["env", "OMP_THREAD_LIMIT=1", "tesseract", path, "\(folder.path)/words", "--dpi", "\(Self.resolution)"]
    if let languages { reading += ["-l", languages] }
    guard ToolProcess.run(reading + ["tsv"]), let bytes = try? MappedFile(path: table) else { return nil }
    let lines = scannedLines(decodedText(bytes.bytes), pointsPerPixel: 72 / Double(Self.resolution), font: font)
    var made = Reading(turn: turn, lines: lines)
    for word in lines.lazy.flatMap(\.words) {
      made.letters += Double(word.glyphs)
      made.weight += Double(word.glyphs) * Double(word.confidence)
    }
    return made
  }

  private func merge(_ reading: Reading, into page: Page) -> Page {
    // A stamp or folio that the page has as text is seen in the picture as well: the text is better.
    let isRedone = options.ocr == .always && page.lines.allSatisfy { $0.words.allSatisfy { $0.confidence < 1 } }
    var page = reading.turn == 0 || !page.lines.isEmpty && !isRedone ? page : page.turned(by: reading.turn)
    if isRedone {
      page.ink.total -= page.lines.reduce(0) { sum, line in line.words.reduce(sum) { $0 + Int($1.glyphs) } }
      page.lines = []
    }
    let stamps = page.lines.map(\.box)
    let lines = reading.lines.filter { line in !stamps.contains { $0.containsPoint(x: line.box.midX, y: line.box.midY) } }
    guard !lines.isEmpty else { return page }
    page.lines += lines
    page.ink.total += lines.reduce(0) { sum, line in line.words.reduce(sum) { $0 + Int($1.glyphs) } }
    page.findings.append(
      Finding(
        "ocr-text", reading.percent < Self.leastConfidence ? .warning : .info,
        "Page \(page.number) is a picture, read by Tesseract with a mean confidence of \(reading.percent) %.", page: page.number))
    return page
  }

  /// Of the languages that are wanted those whose models are there, as Tesseract wants them: `spa+eng`; nil leaves it its own default.
  private static func installed(_ wanted: [String]) -> String? {
    let places = (getenv("TESSDATA_PREFIX").map { [String(cString: $0)] } ?? []) + modelFolders
    let found = wanted.filter { language in places.contains { access("\($0)/\(language).traineddata", R_OK) == 0 } }
    return found.isEmpty ? nil : found.joined(separator: "+")
  }

  private static let modelFolders = [
    "/usr/share/tesseract-ocr/5/tessdata", "/usr/share/tesseract-ocr/4.00/tessdata", "/usr/share/tessdata",
    "/usr/local/share/tessdata",
  ]
}

extension Page {
  /// The same page in a frame that is turned clockwise from the page as shown. Only for pages that stand as shown.
  fileprivate func turned(by turn: Int) -> Page {
    guard self.turn == 0 else { return self }
    var page = self
    page.turn = turn
    let frame = ReadingFrame(turn: turn, width: Float(shownWidth), height: Float(shownHeight))
    func turned(_ box: Box) -> Box { Box(frame.box(Float(box.x0), Float(box.y0), Float(box.x1), Float(box.y1))) }
    for index in page.images.indices { page.images[index].box = turned(page.images[index].box) }
    for index in page.fills.indices { page.fills[index].box = turned(page.fills[index].box) }
    for index in page.drawings.indices { page.drawings[index].box = turned(page.drawings[index].box) }
    for index in page.links.indices { page.links[index].box = turned(page.links[index].box) }
    for index in page.rulings.indices {
      page.rulings[index].box = turned(page.rulings[index].box)
      if turn != 180 { page.rulings[index].horizontal.toggle() }
    }
    return page
  }
}
