/// One page as Extract saw it: words in lines, rulings, fills, pictures. Nothing here knows what a paragraph or a table is.
///
/// All geometry is in the page's reading frame: the page as shown, turned by ``turn`` so that most of its text stands upright.
/// ``shown(_:)`` leads back to the page as shown, which is what a record speaks of.
package struct Page: Sendable {
  /// 1-based position in the file.
  package var number: Int
  /// The label that the file gives the page (`/PageLabels`), if any.
  package var label: String?
  /// Size of the page *as shown*, in points.
  package var shownWidth: Double
  package var shownHeight: Double
  /// The page's `/Rotate`, degrees clockwise: 0, 90, 180, 270. Already applied in the page as shown.
  package var rotation: Int
  /// Degrees clockwise by which the page as shown was turned to make most of its text upright: 0, 90, 180 or 270.
  package var turn: Int
  /// Text lines without wide gaps ("segments"): words on one baseline, one direction, less than about an em apart. Two columns never
  /// share a line; a table row is usually several lines. In paint order of their first glyph; Layout decides the reading order.
  package var lines: [TextLine]
  /// Thin straight strokes and fills, horizontal or vertical: what tables and separators are drawn with.
  package var rulings: [Ruling]
  /// Filled rectangles that are not thin: shading of cells, boxes behind text, bars of charts.
  package var fills: [Fill]
  /// Everything else that is drawn (curves, slanted lines, polygons), by box.
  package var drawings: [Drawing]
  package var images: [ImageBox]
  package var links: [Link]
  /// Marked-content sequences that words refer to by index (``Word/marked``); empty in untagged files.
  package var marked: [MarkedContent]
  /// Tables that the file states cell by cell (HTML); elsewhere they are found by how they look.
  package var statedTables: [StatedTable] = []
  /// Its marked content is what the author wrote (HTML), not what a producer made of it.
  package var statesStructure = false
  /// The glyphs that the page paints, before Assembly says where each went. White space is not counted.
  package var ink: Ink
  package var findings: [Finding]

  package init(number: Int, shownWidth: Double, shownHeight: Double) {
    self.number = number
    self.shownWidth = shownWidth
    self.shownHeight = shownHeight
    label = nil
    rotation = 0
    turn = 0
    lines = []
    rulings = []
    fills = []
    drawings = []
    images = []
    links = []
    marked = []
    ink = Ink()
    findings = []
  }

  /// Size in the reading frame.
  package var width: Double { turn == 90 || turn == 270 ? shownHeight : shownWidth }
  package var height: Double { turn == 90 || turn == 270 ? shownWidth : shownHeight }

  /// A box of the reading frame as a box on the page as shown.
  package func shown(_ box: Box) -> Box {
    switch turn {
    case 90: Box(x0: box.y0, y0: shownHeight - box.x1, x1: box.y1, y1: shownHeight - box.x0)
    case 180: Box(x0: shownWidth - box.x1, y0: shownHeight - box.y1, x1: shownWidth - box.x0, y1: shownHeight - box.y0)
    case 270: Box(x0: shownWidth - box.y1, y0: box.x0, x1: shownWidth - box.y0, y1: box.x1)
    default: box
    }
  }
}

/// How many glyphs with ink a page paints, and those that never become words.
package struct Ink: Equatable, Sendable {
  /// Every glyph that the page's content paints but white space: equals words' glyphs + duplicate + hidden.
  package var total = 0
  /// Struck again on the same spot (fake bold, shadows).
  package var duplicate = 0
  /// Invisible (render mode 3 under no picture, clipped away, off the page, painted white on white), not in ``Page/lines``.
  package var hidden = 0
  /// Of the others those whose characters the file does not tell: they stand in words as private code points or U+FFFD.
  package var unreadable = 0

  package init() {}
}

/// Words on one baseline, next to each other.
package struct TextLine: Sendable {
  package var words: [Word]
  package var box: Box
  /// `y` of the baseline in the reading frame (for slanted or vertical text: of the first word).
  package var baseline: Double
  /// Angle of the text in the reading frame, degrees clockwise: 0 for upright text, 90, 180, 270, or anything for slanted text.
  package var angle: Double
  /// The size (points) that most of its glyphs have.
  package var size: Double

  package init(words: [Word], box: Box, baseline: Double, angle: Double, size: Double) {
    self.words = words
    self.box = box
    self.baseline = baseline
    self.angle = angle
    self.size = size
  }

  /// The words joined as printed: a space where a word has one before it.
  package var text: String { words.joinedText }
}

/// A run of glyphs without a space inside and with one style: a word, or the part of one that is set differently (`2023` + `¹`).
package struct Word: Sendable {
  /// NFC, ligatures resolved, spacing accents joined; soft hyphens kept as U+00AD.
  package var text: String
  package var box: Box
  package var baseline: Double
  package var size: Double
  package var style: Style
  /// Whether white space (painted or inferred from the gap) is before it. False for a call glued to a word.
  package var spaceBefore: Bool
  /// Raised or lowered against the line that it stands in, by size and baseline.
  package var shift: Shift
  /// Edges of the scalars of `text` along the line, in the reading frame: one more than there are scalars.
  package var edges: [Float]
  /// How many painted glyphs it stands for (a ligature is one).
  package var glyphs: Int32
  /// Index into ``Page/marked``, or -1.
  package var marked: Int32
  /// Read by OCR, or from a hidden text layer behind a picture: 0…1; 1 for painted text.
  package var confidence: Float

  package enum Shift: UInt8, Sendable { case none, superscript, `subscript` }

  package init(
    text: String, box: Box, baseline: Double, size: Double, style: Style, spaceBefore: Bool = true, shift: Shift = .none,
    edges: [Float] = [], glyphs: Int32 = 0, marked: Int32 = -1, confidence: Float = 1
  ) {
    self.text = text
    self.box = box
    self.baseline = baseline
    self.size = size
    self.style = style
    self.spaceBefore = spaceBefore
    self.shift = shift
    self.edges = edges
    self.glyphs = glyphs
    self.marked = marked
    self.confidence = confidence
  }
}

/// How a word is set. `font` numbers the document's fonts (``DocumentFacts/fonts``).
package struct Style: Hashable, Sendable {
  package var font: UInt16
  package var bold: Bool
  package var italic: Bool
  /// 0xRRGGBB of what the glyphs are filled (or stroked) with.
  package var colour: UInt32

  package init(font: UInt16 = 0, bold: Bool = false, italic: Bool = false, colour: UInt32 = 0) {
    self.font = font
    self.bold = bold
    self.italic = italic
    self.colour = colour
  }
}

/// A straight thin line, horizontal or vertical, whether stroked or filled.
package struct Ruling: Equatable, Sendable {
  /// Along the line from end to end; across it the line's thickness (centred on the stroke).
  package var box: Box
  package var horizontal: Bool
  package var thickness: Double
  package var colour: UInt32
  package var dashed: Bool
  /// Where it was put together of pieces that meet end to end, ascending: `x` of a horizontal one, `y` of a vertical one. The borders of
  /// table cells are drawn so, cell by cell.
  package var joints: [Double]

  package init(box: Box, horizontal: Bool, thickness: Double, colour: UInt32 = 0, dashed: Bool = false, joints: [Double] = []) {
    self.box = box
    self.horizontal = horizontal
    self.thickness = thickness
    self.colour = colour
    self.dashed = dashed
    self.joints = joints
  }

  package var start: Double { horizontal ? box.x0 : box.y0 }
  package var end: Double { horizontal ? box.x1 : box.y1 }
  /// `y` of a horizontal one, `x` of a vertical one.
  package var position: Double { horizontal ? box.midY : box.midX }
}

/// A filled rectangle.
package struct Fill: Equatable, Sendable {
  package var box: Box
  package var colour: UInt32
  /// 0…1.
  package var opacity: Double

  package init(box: Box, colour: UInt32, opacity: Double = 1) {
    self.box = box
    self.colour = colour
    self.opacity = opacity
  }
}

/// A path that is neither a ruling nor a fill.
package struct Drawing: Equatable, Sendable {
  package var box: Box
  package var stroked: Bool
  package var filled: Bool
  package var curved: Bool

  package init(box: Box, stroked: Bool, filled: Bool, curved: Bool) {
    self.box = box
    self.stroked = stroked
    self.filled = filled
    self.curved = curved
  }
}

/// A picture placed on the page.
package struct ImageBox: Equatable, Sendable {
  package var box: Box
  package var pixelWidth: Int
  package var pixelHeight: Int

  package init(box: Box, pixelWidth: Int, pixelHeight: Int) {
    self.box = box
    self.pixelWidth = pixelWidth
    self.pixelHeight = pixelHeight
  }
}

/// A link annotation.
package struct Link: Equatable, Sendable {
  package var box: Box
  package var target: Target

  package enum Target: Equatable, Sendable {
    case uri(String)
    /// 1-based page and `y` on it, where known (reading frame of nothing: page as shown).
    case page(Int, Double?)
  }

  package init(box: Box, target: Target) {
    self.box = box
    self.target = target
  }
}

/// A marked-content sequence of a tagged file.
package struct MarkedContent: Equatable, Sendable {
  /// The tag of the sequence itself (`P`, `Span`, `Artifact`, …).
  package var tag: String
  /// Marked-content id on this page, or -1.
  package var id: Int
  /// The path of standard structure types from the root to the element that owns it (`["Document", "Sect", "H1"]`); empty if none does.
  package var path: [String]
  /// Number of the owning structure element in document order of the tree, or -1. Words of one element share it.
  package var element: Int

  package init(tag: String, id: Int, path: [String] = [], element: Int = -1) {
    self.tag = tag
    self.id = id
    self.path = path
    self.element = element
  }
}

extension [Word] {
  /// Bytes that their texts take at most, with a space before each.
  private var joinedRoom: Int { indices.reduce(0) { $0 + self[$1].text.utf8.count + 1 } }

  /// The words joined as printed: a space where a word has one before it.
  package var joinedText: String {
    String(unsafeUninitializedCapacity: joinedRoom) { bytes in
      var count = 0
      for index in indices {
        if index > 0, self[index].spaceBefore {
          bytes[count] = 0x20
          count += 1
        }
        count += bytes.append(self[index].text, at: count)
      }
      return count
    }
  }

  /// The scalars of ``joinedText``.
  package var joinedScalars: [Unicode.Scalar] {
    var out: [Unicode.Scalar] = []
    out.reserveCapacity(joinedRoom)
    for index in indices {
      if index > 0, self[index].spaceBefore { out.append(" ") }
      for scalar in self[index].text.unicodeScalars { out.append(scalar) }
    }
    return out
  }
}
