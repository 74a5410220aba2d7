import CPoppler

/// What was painted under and over a glyph: decides whether text that shows nothing belongs to a picture (OCR layer), whether text in the
/// colour of its ground can be seen, and whether a bar was laid over it.
struct Backdrop {
  private let pictures: PaintGrid
  /// Painted areas that are not white: fills, pictures, strokes as broad as a bar.
  private let areas: PaintGrid
  /// Opaque rectangles that were painted after some glyph.
  private let bars: PaintGrid
  /// When the last of them was painted; 0 where there is none.
  private let lastBar: UInt32
  /// Opaque rectangles with their colours, where some glyph has the colour of one; and all else that was painted there.
  private let grounds: PaintGrid
  private let over: PaintGrid
  /// Colours of such rectangles.
  private let groundColours: [UInt32]

  /// Points. Pictures that are smaller are rules and bullets.
  private static let leastPicture: (width: Float, height: Float) = (20, 8)
  /// Points. Thinner areas are rules.
  private static let leastArea: Float = 3
  /// Points by which white text may stand off its ground.
  private static let reach: Float = 1
  /// The part of a glyph's box at each side that may stand out of the ground which swallows it. Base: boxes are higher than the ink.
  private static let sticksOut: Float = 0.25
  /// Colours beyond which nobody compares them. Base: a table has a handful, a map thousands.
  private static let mostColours = 64

  init(page: pdf_page) {
    let images = UnsafeBufferPointer(start: page.images, count: page.imageCount)
    let paths = UnsafeBufferPointer(start: page.paths, count: page.pathCount)
    let points = UnsafeBufferPointer(start: page.points, count: page.pointCount)
    let glyphs = UnsafeBufferPointer(start: page.glyphs, count: page.glyphCount)
    let firstGlyph = glyphs.first?.sequence ?? .max
    let holdsWhite = glyphs.contains { Self.isWhite($0.colour) }
    // On most pages nothing is asked.
    let isAsked =
      holdsWhite || glyphs.contains { $0.flags & UInt16(PDF_GLYPH_INVISIBLE) != 0 }
      || paths.contains { $0.kind & covers != 0 && $0.sequence > firstGlyph }
    groundColours = Self.coloursOfGrounds(paths, glyphs)
    (grounds, over) =
      groundColours.isEmpty
      ? (PaintGrid(width: 0, height: 0), PaintGrid(width: 0, height: 0)) : Self.layers(page, paths, images, points)
    var pictures = PaintGrid(width: page.width, height: page.height)
    var areas = pictures
    var bars = pictures
    var lastBar: UInt32 = 0
    for image in images where isAsked {
      let box = FloatBox(x0: image.x0, y0: image.y0, x1: image.x1, y1: image.y1)
      areas.add(box.grown(by: Self.reach), sequence: image.sequence)
      if box.x1 - box.x0 > Self.leastPicture.width, box.y1 - box.y0 > Self.leastPicture.height {
        pictures.add(box, sequence: image.sequence)
      }
    }
    for path in paths {
      let corners = points[Int(path.firstPoint)..<Int(path.firstPoint + path.pointCount)]
      if path.kind & covers != 0, path.sequence > firstGlyph {
        for box in Self.rectangles(corners) { bars.add(box.clipped(path), sequence: path.sequence) }
        lastBar = path.sequence
      }
      if !holdsWhite || Self.isWhite(path.colour) { continue }
      if path.kind & filled != 0 {
        let box = FloatBox(x0: path.x0, y0: path.y0, x1: path.x1, y1: path.y1).clipped(path)
        if box.x1 - box.x0 > Self.leastArea, box.y1 - box.y0 > Self.leastArea {
          areas.add(box.grown(by: Self.reach), sequence: path.sequence)
        }
      } else if path.kind & stroked != 0, path.lineWidth > Self.leastArea {
        for box in Self.strokes(corners, halfWidth: path.lineWidth / 2) { areas.add(box.clipped(path), sequence: path.sequence) }
      }
    }
    self.pictures = pictures
    self.areas = areas
    self.bars = bars
    self.lastBar = lastBar
  }

  /// Whether a picture stands at the glyph, before or behind it.
  func hasPicture(at glyph: pdf_glyph) -> Bool { pictures.last(at: glyph.middle) != nil }

  /// White on white, grey on the same grey. What is under a glyph counts by its box: better a word too many than one lost.
  func swallows(_ glyph: pdf_glyph) -> Bool {
    if !groundColours.isEmpty, groundColours.contains(glyph.colour), isOfItsGround(glyph) { return true }
    guard Self.isWhite(glyph.colour) else { return false }
    return !areas.has(at: glyph.middle, before: glyph.sequence)
  }

  /// Whether the last thing that was painted below a glyph is a rectangle of its own colour around it.
  private func isOfItsGround(_ glyph: pdf_glyph) -> Bool {
    guard glyph.flags & UInt16(PDF_GLYPH_STROKED) == 0 else { return false }
    let (dx, dy) = (Self.sticksOut * (glyph.x1 - glyph.x0), Self.sticksOut * (glyph.y1 - glyph.y0))
    let box = FloatBox(x0: glyph.x0 + dx, y0: glyph.y0 + dy, x1: glyph.x1 - dx, y1: glyph.y1 - dy)
    guard let ground = grounds.ground(of: box, before: glyph.sequence), ground.colour == glyph.colour else { return false }
    return !over.has(at: glyph.middle, after: ground.sequence, before: glyph.sequence)
  }

  /// Colours that opaque rectangles under glyphs have and some glyph too.
  private static func coloursOfGrounds(_ paths: UnsafeBufferPointer<pdf_path>, _ glyphs: UnsafeBufferPointer<pdf_glyph>) -> [UInt32] {
    var painted: [UInt32] = []
    for path in paths where isGround(path) && !painted.contains(path.colour) && painted.count < mostColours { painted.append(path.colour) }
    guard !painted.isEmpty else { return [] }
    var out: [UInt32] = []
    var last: UInt32?
    for glyph in glyphs where glyph.colour != last {
      last = glyph.colour
      if painted.contains(glyph.colour), !out.contains(glyph.colour) { out.append(glyph.colour) }
    }
    return out
  }

  private static func isGround(_ path: pdf_path) -> Bool {
    path.kind & covers != 0 && path.x1 - path.x0 > leastArea && path.y1 - path.y0 > leastArea
  }

  private static func layers(
    _ page: pdf_page, _ paths: UnsafeBufferPointer<pdf_path>, _ images: UnsafeBufferPointer<pdf_image>,
    _ points: UnsafeBufferPointer<pdf_point>
  ) -> (grounds: PaintGrid, over: PaintGrid) {
    var grounds = PaintGrid(width: page.width, height: page.height)
    var over = grounds
    for image in images { over.add(FloatBox(x0: image.x0, y0: image.y0, x1: image.x1, y1: image.y1), sequence: image.sequence) }
    for path in paths where path.kind & filled != 0 || path.lineWidth > leastArea {
      let box = FloatBox(x0: path.x0, y0: path.y0, x1: path.x1, y1: path.y1).clipped(path)
      guard isGround(path) else {
        if box.x1 - box.x0 > leastArea, box.y1 - box.y0 > leastArea { over.add(box, sequence: path.sequence) }
        continue
      }
      let corners = points[Int(path.firstPoint)..<Int(path.firstPoint + path.pointCount)]
      for part in rectangles(corners) {
        let shown = part.clipped(path)
        grounds.add(shown, sequence: path.sequence, colour: path.colour)
        over.add(shown, sequence: path.sequence)
      }
    }
    return (grounds, over)
  }

  /// The bar that hides the glyph, by its place in paint order; nil where none does. A picture painted over the bar is seen instead, and the
  /// glyph is its text.
  func bar(over glyph: pdf_glyph) -> UInt32? {
    // Most pages paint nothing over their text, and most text comes after all that could cover it.
    guard glyph.sequence < lastBar, let bar = bars.last(at: glyph.middle), bar > glyph.sequence else { return nil }
    if let picture = pictures.last(at: glyph.middle), picture > bar { return nil }
    return bar
  }

  private static func isWhite(_ colour: UInt32) -> Bool {
    colour & 0xFF >= 0xFA && colour >> 8 & 0xFF >= 0xFA && colour >> 16 & 0xFF >= 0xFA
  }

  /// The subpaths' boxes.
  private static func rectangles(_ points: Slice<UnsafeBufferPointer<pdf_point>>) -> [FloatBox] {
    var boxes: [FloatBox] = []
    for point in points {
      let here = FloatBox(x0: point.x, y0: point.y, x1: point.x, y1: point.y)
      if point.operation == UInt32(PDF_POINT_MOVE) || boxes.isEmpty { boxes.append(here) } else { boxes[boxes.count - 1].formUnion(here) }
    }
    return boxes
  }

  /// A box around each stretch of a broad line.
  private static func strokes(_ points: Slice<UnsafeBufferPointer<pdf_point>>, halfWidth: Float) -> [FloatBox] {
    zip(points, points.dropFirst()).compactMap { from, to in
      if to.operation == UInt32(PDF_POINT_MOVE) { return nil }
      let box = FloatBox(x0: min(from.x, to.x), y0: min(from.y, to.y), x1: max(from.x, to.x), y1: max(from.y, to.y))
      return box.grown(by: halfWidth)
    }
  }
}

extension pdf_glyph {
  fileprivate var middle: (x: Float, y: Float) { ((x0 + x1) / 2, (y0 + y1) / 2) }
}

extension FloatBox {
  fileprivate func grown(by reach: Float) -> FloatBox { FloatBox(x0: x0 - reach, y0: y0 - reach, x1: x1 + reach, y1: y1 + reach) }

  fileprivate func clipped(_ path: pdf_path) -> FloatBox {
    FloatBox(x0: max(x0, path.clipX0), y0: max(y0, path.clipY0), x1: min(x1, path.clipX1), y1: min(y1, path.clipY1))
  }
}

private let filled = UInt32(PDF_PATH_FILLED)
private let stroked = UInt32(PDF_PATH_STROKED)
private let covers = UInt32(PDF_PATH_COVERS)
