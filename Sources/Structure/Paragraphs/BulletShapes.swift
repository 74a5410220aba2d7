import Layout
import Model
import Text

/// Small shapes, as wide as high: bullets that were drawn instead of set.
func bulletShapes(of page: Page) -> [Box] {
  func small(_ box: Box) -> Bool {
    box.width >= BulletRule.least && box.width <= 8
      && abs(box.width - box.height) <= BulletRule.squareShare * box.width + BulletRule.squareSlack
  }
  return page.drawings.map(\.box).filter(small) + page.fills.map(\.box).filter(small) + bulletPictures(of: page)
}

/// Small pictures that come back on a page: bullets of which the rest of the picture is white. A picture that stands alone is a sign of its own.
private func bulletPictures(of page: Page) -> [Box] {
  let small = page.images.filter {
    $0.box.width >= BulletRule.least && $0.box.width <= BulletRule.widestPicture && $0.box.height >= BulletRule.least
      && $0.box.height <= BulletRule.highestPicture
  }
  return small.filter { image in small.count { $0.pixelWidth == image.pixelWidth && $0.pixelHeight == image.pixelHeight } >= 2 }.map(\.box)
}

/// A line with a drawn bullet up to two and a half sizes before it, at the height of its letters.
func drawnMarker(of line: FlowLine, place: Int, dots: [Box], boxes: [DrawnBox], measures: Measures)
  -> ListMarker?
{
  for form in boxes {
    let box = form.box
    guard box.x1 <= line.box.x0 + 1, line.box.x0 - box.x1 <= BulletRule.reach * line.size,
      box.width <= BulletRule.largest * line.size
    else { continue }
    guard box.midY < line.baseline + BulletRule.below * line.size, box.midY > line.baseline - line.size else {
      continue
    }
    let offset = box.x0 - measures.left[place]
    return ListMarker(
      place: place, text: form.ticked ? "\u{2611}" : "\u{2610}", value: nil, key: "\u{2610}",
      offset: offset,
      textOffset: line.box.x0 - measures.left[place], skip: 0, sure: true)
  }
  for dot in dots {
    guard dot.x1 <= line.box.x0, line.box.x0 - dot.x1 <= BulletRule.reach * line.size,
      dot.width <= BulletRule.largestDot * line.size
    else { continue }
    guard dot.midY < line.baseline, dot.midY > line.baseline - line.size * BulletRule.above else { continue }
    return ListMarker(
      place: place, text: "•", value: nil, key: "•", offset: dot.x0 - measures.left[place],
      textOffset: line.box.x0 - measures.left[place],
      skip: 0, sure: true)
  }
  return nil
}

/// A box of a form as Unicode prints it: `☐` open, `☑` ticked, `☒` crossed; nil for other bullets. Wingdings and its kin are in the private
/// use area at their own codes.
func checkbox(_ scalar: Unicode.Scalar) -> String? {
  switch scalar.value {
  case 0x2610, 0xF06F, 0xF0A8: "\u{2610}"
  case 0x2611, 0xF0FE, 0xF052: "\u{2611}"
  case 0x2612, 0xF0FD, 0xF053, 0xF054: "\u{2612}"
  default: nil
  }
}

/// Bullets that come as letters: a symbol font without Unicode paints its dot at the code of `y` or `¢`.
///
/// A font of which nearly all words are single characters, most of them at the beginning of a line with other type behind, is a font of
/// bullets; one of variables or signs stands within the lines.
struct SymbolBullets {
  private var fonts: Set<UInt16> = []

  init(_ flow: Flow) {
    // Indexed by font: all words of the document are looked at.
    var words: [Int32] = []
    var long: [Int32] = []
    var bullets: [Int32] = []
    for case .line(let line) in flow.items {
      for index in line.words.indices where line.words[index].shift == .none {
        let font = Int(line.words[index].style.font)
        while font >= words.count {
          words.append(0)
          long.append(0)
          bullets.append(0)
        }
        words[font] += 1
        if line.words[index].edges.count > 2 { long[font] += 1 }
        if index == 0, SymbolBullets.opens(line) { bullets[font] += 1 }
      }
    }
    // One may be chance, two are a habit; one in ten may stand elsewhere.
    for font in words.indices
    where bullets[font] >= 2 && bullets[font] * 10 >= words[font] * 7
      && long[font] * 10 <= words[font]
    {
      fonts.insert(UInt16(font))
    }
  }

  /// Whether a bullet of such a font opens the line.
  func contains(_ line: FlowLine) -> Bool {
    guard let first = line.words.first else { return false }
    return fonts.contains(first.style.font) && SymbolBullets.opens(line)
  }

  /// One character that is no figure, other type behind it after a space.
  private static func opens(_ line: FlowLine) -> Bool {
    guard line.words.count > 1, line.words[1].spaceBefore,
      line.words[0].style.font != line.words[1].style.font
    else { return false }
    let scalars = line.words[0].text.unicodeScalars
    guard scalars.count == 1, let scalar = scalars.first else { return false }
    return !isDigit(scalar.value) && !isUpper(scalar)
  }
}

/// A square of a form before its line, drawn of four strokes, and whether something is drawn in it.
struct DrawnBox {
  var box: Box
  var ticked: Bool
}

/// Squares of 5 to 16 points that are drawn of short strokes.
func drawnBoxes(of page: Page) -> [DrawnBox] {
  func isShort(_ length: Double) -> Bool { length >= 5 && length <= 16 }
  let level = page.rulings.filter { $0.horizontal && isShort($0.box.width) }.sorted {
    ($0.box.x0.rounded(), $0.box.y0) < ($1.box.x0.rounded(), $1.box.y0)
  }
  let upright = page.rulings.filter { !$0.horizontal && isShort($0.box.height) }
  var out: [DrawnBox] = []
  guard level.count >= 2, upright.count >= 2 else { return out }
  for (top, bottom) in zip(level, level.dropFirst()) {
    let box = top.box.union(bottom.box)
    guard abs(top.box.x0 - bottom.box.x0) < 1, abs(top.box.x1 - bottom.box.x1) < 1,
      abs(box.width - box.height) < BulletRule.squareShare * box.width,
      upright.contains(where: {
        abs($0.box.midX - box.x0) < BulletRule.corner && $0.box.overlapY(box) > BulletRule.side * box.height
      }),
      upright.contains(where: {
        abs($0.box.midX - box.x1) < BulletRule.corner && $0.box.overlapY(box) > BulletRule.side * box.height
      })
    else { continue }
    let inner = box.inset(dx: 1, dy: 1)
    let ticked =
      page.drawings.contains { inner.containsPoint(x: $0.box.midX, y: $0.box.midY) }
      || page.fills.contains {
        inner.containsPoint(x: $0.box.midX, y: $0.box.midY) && $0.box.width < box.width
      }
    out.append(DrawnBox(box: box, ticked: ticked))
  }
  return out
}

/// What a drawn bullet is like. In points where not said otherwise.
private enum BulletRule {
  /// Smaller is a dot of a leader or dirt.
  static let least = setting("least", 1.2)
  /// A picture of a bullet is as wide and as high as this, at most.
  static let widestPicture = setting("widestPicture", 8.0)
  static let highestPicture = setting("highestPicture", 14.0)
  /// The part of its width by which it may miss a square …
  static let squareShare = setting("squareShare", 0.25)
  /// … and the points.
  static let squareSlack = setting("squareSlack", 0.3)
  /// Sizes of the line that it stands before the line, at most.
  static let reach = setting("reach", 2.5)
  /// Sizes that it is wide, at most.
  static let largest = setting("largest", 1.4)
  /// Sizes below the baseline that its middle may stand.
  static let below = setting("below", 0.2)
  /// Sizes that a dot is wide, at most.
  static let largestDot = setting("largestDot", 0.7)
  /// Sizes above the baseline that a dot's middle may stand.
  static let above = setting("above", 0.75)
  /// By which the sides of a box drawn with four rules may miss its corners.
  static let corner = setting("corner", 1.2)
  /// The part of the box's height that its sides share with it.
  static let side = setting("side", 0.7)
}
