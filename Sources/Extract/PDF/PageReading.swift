import CPoppler
import Model

/// What poppler painted → a ``Page``: frame, shapes, letters, pieces, lines, words, in this order.
func pageOf(_ raw: pdf_page, number: Int, fonts: [FontEntry], settings: LineSettings = LineSettings()) -> Page {
  let glyphs = UnsafeBufferPointer(start: raw.glyphs, count: raw.glyphCount)
  let frame = ReadingFrame(glyphs: glyphs, width: raw.width, height: raw.height)
  var page = Page(number: number, shownWidth: Double(raw.width), shownHeight: Double(raw.height))
  page.rotation = Int(raw.rotation)
  page.turn = frame.turn

  let shapes = DrawnShapes(page: raw, frame: frame)
  page.rulings = shapes.rulings
  page.fills = shapes.fills
  page.drawings = shapes.drawings
  page.images = readImages(raw, frame)
  page.marked = readMarks(raw)

  var cleaning = LetterCleaning(page: raw, frame: frame, fonts: fonts, backdrop: Backdrop(page: raw))
  cleaning.clean()
  page.ink = cleaning.ink
  page.findings = cleaning.findings(page: number)
  page.lines = readLines(cleaning.run, rulings: page.rulings, settings)

  placeDrawnBullets(on: &page)

  page.findings += damage(raw, number: number) + garbled(page.ink, number: number)
  return page
}

private func readLines(_ run: LetterRun, rulings: [Ruling], _ settings: LineSettings) -> [TextLine] {
  let pieces = pieces(of: run, settings)
  let walls = VerticalWalls(
    rulings.lazy.filter { !$0.horizontal }.map { (Float($0.position), Float($0.start), Float($0.end)) })
  var assembly = LineAssembly(pieces, walls: walls, settings)
  assembly.assemble()
  let words = WordAssembly(run: run, pieces: pieces, settings: settings)
  return PaintedColumns.parted(assembly.lines, pieces: pieces).flatMap(words.lines)
}

private func readImages(_ raw: pdf_page, _ frame: ReadingFrame) -> [ImageBox] {
  UnsafeBufferPointer(start: raw.images, count: raw.imageCount).map {
    ImageBox(
      box: Box(frame.box($0.x0, $0.y0, $0.x1, $0.y1)), pixelWidth: Int($0.pixelWidth), pixelHeight: Int($0.pixelHeight))
  }
}

private func readMarks(_ raw: pdf_page) -> [MarkedContent] {
  UnsafeBufferPointer(start: raw.marks, count: raw.markCount).map {
    MarkedContent(tag: String(cString: raw.strings + Int($0.tag)), id: Int($0.identifier))
  }
}

/// What of the page was not read, or only with poppler's repairs.
private func damage(_ raw: pdf_page, number: Int) -> [Finding] {
  var findings: [Finding] = []
  if raw.truncated != 0 {
    findings.append(
      Finding("page-truncated", .error, "Page \(number) paints more than can be read; what is beyond the cap is missing.", page: number))
  }
  let isBlank = raw.glyphCount == 0 && raw.pathCount == 0 && raw.imageCount == 0
  if raw.damaged != 0 || (isBlank && raw.errors > 0) {
    findings.append(
      isBlank
        ? Finding("page-unreadable", .error, "The content of page \(number) is damaged: nothing of it can be read.", page: number)
        : Finding("page-truncated", .error, "The content of page \(number) is damaged: it breaks off before its end.", page: number))
  }
  if raw.errors > 0 {
    findings.append(Finding("page-errors", .info, "poppler found \(raw.errors) faults in page \(number).", page: number))
  }
  return findings
}

/// Letters that cannot be read, where they are more than a few signs.
private func garbled(_ ink: Ink, number: Int) -> [Finding] {
  let leastShare = 0.1
  let leastLetters = 20
  let shown = ink.total - ink.duplicate - ink.hidden
  guard ink.unreadable >= leastLetters, Double(ink.unreadable) >= leastShare * Double(shown) else { return [] }
  let percent = Int((100 * Double(ink.unreadable) / Double(max(1, shown))).rounded())
  return [
    Finding(
      "garbled-text", .error, "\(percent) % of the letters of page \(number) cannot be read: their fonts do not tell what they are.",
      page: number)
  ]
}
