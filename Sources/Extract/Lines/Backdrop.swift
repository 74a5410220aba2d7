import CPoppler

/// What was painted under a glyph before it: decides whether invisible text belongs to a picture (OCR layer) and whether white text
/// can be seen.
struct Backdrop {
  private let pictures: [pdf_image]
  /// Painted areas that are not white.
  private let areas: [(box: FloatBox, sequence: UInt32)]

  init(page: pdf_page) {
    let images = UnsafeBufferPointer(start: page.images, count: page.imageCount)
    pictures = images.filter { $0.x1 - $0.x0 > 20 && $0.y1 - $0.y0 > 8 }
    let paths = UnsafeBufferPointer(start: page.paths, count: page.pathCount)
    var areas = images.map { (box: FloatBox(x0: $0.x0, y0: $0.y0, x1: $0.x1, y1: $0.y1), sequence: $0.sequence) }
    for path in paths where path.kind & UInt32(PDF_PATH_FILLED) != 0 && !Self.isWhite(path.colour) {
      let box = FloatBox(
        x0: max(path.x0, path.clipX0), y0: max(path.y0, path.clipY0), x1: min(path.x1, path.clipX1), y1: min(path.y1, path.clipY1))
      if box.x1 - box.x0 > 3, box.y1 - box.y0 > 3 { areas.append((box: box, sequence: path.sequence)) }
    }
    self.areas = areas
  }

  func hasPicture(under glyph: pdf_glyph) -> Bool {
    let (x, y) = ((glyph.x0 + glyph.x1) / 2, (glyph.y0 + glyph.y1) / 2)
    return pictures.contains { x >= $0.x0 && x <= $0.x1 && y >= $0.y0 && y <= $0.y1 }
  }

  /// White on white. What is under a glyph counts by its box: better a word too many than one lost.
  func swallows(_ glyph: pdf_glyph) -> Bool {
    guard Self.isWhite(glyph.colour) else { return false }
    let (x, y) = ((glyph.x0 + glyph.x1) / 2, (glyph.y0 + glyph.y1) / 2)
    return !areas.contains {
      $0.sequence < glyph.sequence && x >= $0.box.x0 - 1 && x <= $0.box.x1 + 1 && y >= $0.box.y0 - 1 && y <= $0.box.y1 + 1
    }
  }

  private static func isWhite(_ colour: UInt32) -> Bool {
    colour & 0xFF >= 0xFA && colour >> 8 & 0xFF >= 0xFA && colour >> 16 & 0xFF >= 0xFA
  }
}
