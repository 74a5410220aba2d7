import CPoppler
import Model

/// The turn that makes most of a page's text upright, and what it does to coordinates. See ``Page/turn``.
struct ReadingFrame {
  /// Degrees clockwise: 0, 90, 180, 270.
  let turn: Int
  /// Of the page as shown.
  let width: Float
  let height: Float

  init(turn: Int, width: Float, height: Float) {
    self.turn = turn
    self.width = width
    self.height = height
  }

  /// Counts visible glyphs by quadrant: the page is turned only for a clear majority, so that a page with a sideways table under a
  /// running head follows the table, and one with a sideways stamp stays as it is.
  init(glyphs: UnsafeBufferPointer<pdf_glyph>, width: Float, height: Float) {
    self.width = width
    self.height = height
    var counts: (Int, Int, Int, Int) = (0, 0, 0, 0)
    for glyph in glyphs {
      // Text of a vertical font runs down an upright page.
      if glyph.angle < 45 || glyph.angle >= 315 || glyph.flags & UInt16(PDF_GLYPH_VERTICAL) != 0 {
        counts.0 += 1
      } else if glyph.angle < 135 {
        counts.1 += 1
      } else if glyph.angle < 225 {
        counts.2 += 1
      } else {
        counts.3 += 1
      }
    }
    let all = counts.0 + counts.1 + counts.2 + counts.3
    turn = counts.1 * 2 > all ? 270 : counts.2 * 2 > all ? 180 : counts.3 * 2 > all ? 90 : 0
  }

  func x(_ x: Float, _ y: Float) -> Float {
    switch turn {
    case 90: height - y
    case 180: width - x
    case 270: y
    default: x
    }
  }

  func y(_ x: Float, _ y: Float) -> Float {
    switch turn {
    case 90: x
    case 180: height - y
    case 270: width - x
    default: y
    }
  }

  func box(_ x0: Float, _ y0: Float, _ x1: Float, _ y1: Float) -> FloatBox {
    if turn == 0 { return FloatBox(x0: x0, y0: y0, x1: x1, y1: y1) }
    let (ax, ay, bx, by) = (x(x0, y0), y(x0, y0), x(x1, y1), y(x1, y1))
    return FloatBox(x0: min(ax, bx), y0: min(ay, by), x1: max(ax, bx), y1: max(ay, by))
  }

  /// Half degrees clockwise, 0 ..< 720; within a degree of upright or sideways counts as such.
  func angle(_ degrees: Float) -> Int16 {
    if degrees == 0, turn == 0 { return 0 }
    let turned = (degrees + Float(turn)).truncatingRemainder(dividingBy: 360)
    let quarter = (turned / 90).rounded()
    if abs(turned - quarter * 90) <= 1 { return Int16(quarter) % 4 * 180 }
    return Int16((turned * 2).rounded()) % 720
  }
}

/// The directions of text at one angle: what turns page coordinates into along and across.
struct TextDirection {
  let angle: Int16
  private let cosine: Float
  private let sine: Float

  init(angle: Int16) {
    self.angle = angle
    switch angle {
    case 0: (cosine, sine) = (1, 0)
    case 180: (cosine, sine) = (0, 1)
    case 360: (cosine, sine) = (-1, 0)
    case 540: (cosine, sine) = (0, -1)
    default:
      let radians = Double(angle) / 2 * .pi / 180
      (cosine, sine) = (Float(cosineOf(radians)), Float(sineOf(radians)))
    }
  }

  func along(_ x: Float, _ y: Float) -> Float { x * cosine + y * sine }
  func across(_ x: Float, _ y: Float) -> Float { y * cosine - x * sine }

  /// A coordinate along the line as the reading frame's own: x for text that runs mostly level, y for text that runs mostly up or down.
  func frameCoordinate(along: Float, across: Float) -> Float {
    abs(cosine) >= abs(sine) ? along * cosine - across * sine : along * sine + across * cosine
  }

  func frameY(along: Float, across: Float) -> Float { along * sine + across * cosine }
}
