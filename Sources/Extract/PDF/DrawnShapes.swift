import CPoppler
import Model

/// Painted paths → rulings, fills and drawings, each cut to its clip and in the reading frame.
///
/// A ruling is a level or upright stretch that is thin: a stroke, or a filled rectangle that producers draw instead of one.
struct DrawnShapes {
  var rulings: [Ruling] = []
  var fills: [Fill] = []
  var drawings: [Drawing] = []

  /// Points. Thicker bars are areas (chart bars, boxes); the thickest rule seen in reports is about 3.
  private static let greatestThickness: Float = 4
  /// A ruling is at least so much longer than thick: squares are bullets.
  private static let leastElongation: Float = 3
  /// Points. Shorter strokes are ticks, and parts of letters drawn as paths.
  private static let leastLength: Float = 1.5
  /// Points across by which a level stroke may slope.
  private static let slope: Float = 0.3
  /// Corners of a border's side: two, or three where it ends in a point, at either end.
  private static let mostCorners = 6

  private let frame: ReadingFrame

  init(page: pdf_page, frame: ReadingFrame) {
    self.frame = frame
    let points = UnsafeBufferPointer(start: page.points, count: page.pointCount)
    for path in UnsafeBufferPointer(start: page.paths, count: page.pathCount) {
      let start = Int(path.firstPoint)
      add(path, UnsafeBufferPointer(rebasing: points[start..<start + Int(path.pointCount)]))
    }
    for image in UnsafeBufferPointer(start: page.images, count: page.imageCount) { addThinImage(image) }
    rulings = mergedRulings(rulings)
  }

  private mutating func add(_ path: pdf_path, _ points: UnsafeBufferPointer<pdf_point>) {
    let isStroked = path.kind & UInt32(PDF_PATH_STROKED) != 0
    if path.kind & UInt32(PDF_PATH_SHADED) != 0, points.isEmpty {
      addFill(FloatBox(x0: path.x0, y0: path.y0, x1: path.x1, y1: path.y1), path)
      return
    }
    if path.kind & UInt32(PDF_PATH_CURVED) != 0 || (!isRectilinear(points) && !isMitredSide(path, points)) {
      addDrawing(path)
    } else if isStroked {
      addStrokes(path, points)
    } else {
      addFills(path, points)
    }
  }

  /// Whether a fill is the side of a box's border: thin, two of its sides level or upright and parallel, and slanted between them as far as it is thick
  /// at most. Borders are mitred where sides differ in colour, and where a cell's border meets another from both sides: they end in a point there.
  private func isMitredSide(_ path: pdf_path, _ points: UnsafeBufferPointer<pdf_point>) -> Bool {
    let (width, height) = (path.x1 - path.x0, path.y1 - path.y0)
    let thickness = min(width, height)
    guard path.kind & UInt32(PDF_PATH_STROKED) == 0, points.count >= 4,
      points.dropFirst().allSatisfy({ $0.operation != UInt32(PDF_POINT_MOVE) }), let first = points.first, let last = points.last,
      thickness <= Self.greatestThickness, max(width, height) >= Self.leastElongation * max(thickness, 0.1)
    else { return false }
    let corners = points.count - (first.x == last.x && first.y == last.y ? 1 : 0)
    guard (4...Self.mostCorners).contains(corners) else { return false }
    var long = 0
    for index in 0..<corners {
      let (a, b) = (points[index], points[(index + 1) % corners])
      let (dx, dy) = (abs(a.x - b.x), abs(a.y - b.y))
      if max(dx, dy) <= thickness + Self.slope { continue }
      guard min(dx, dy) <= Self.slope else { return false }
      long += 1
    }
    return long == 2
  }

  /// Whether every subpath runs only level and upright.
  private func isRectilinear(_ points: UnsafeBufferPointer<pdf_point>) -> Bool {
    var first = 0
    for index in points.indices {
      if points[index].operation == UInt32(PDF_POINT_MOVE) {
        if index > 0, !isStraight(points[index - 1], points[first]) { return false }
        first = index
      } else if !isStraight(points[index - 1], points[index]) {
        return false
      }
    }
    return true
  }

  private func isStraight(_ a: pdf_point, _ b: pdf_point) -> Bool { abs(a.x - b.x) <= Self.slope || abs(a.y - b.y) <= Self.slope }

  private mutating func addStrokes(_ path: pdf_path, _ points: UnsafeBufferPointer<pdf_point>) {
    for index in points.indices.dropFirst() where points[index].operation != UInt32(PDF_POINT_MOVE) {
      let (a, b) = (points[index - 1], points[index])
      let half = max(path.lineWidth, 0.05) / 2
      let isLevel = abs(a.y - b.y) <= Self.slope && abs(a.x - b.x) > abs(a.y - b.y)
      let box =
        isLevel
        ? FloatBox(x0: min(a.x, b.x), y0: (a.y + b.y) / 2 - half, x1: max(a.x, b.x), y1: (a.y + b.y) / 2 + half)
        : FloatBox(x0: (a.x + b.x) / 2 - half, y0: min(a.y, b.y), x1: (a.x + b.x) / 2 + half, y1: max(a.y, b.y))
      addBar(box, path, isLevel: isLevel)
    }
  }

  /// Each subpath by its box: rectangles, and the odd rectilinear polygon that is close enough to one.
  private mutating func addFills(_ path: pdf_path, _ points: UnsafeBufferPointer<pdf_point>) {
    var index = 0
    while index < points.count {
      var box = FloatBox(x0: points[index].x, y0: points[index].y, x1: points[index].x, y1: points[index].y)
      index += 1
      while index < points.count, points[index].operation != UInt32(PDF_POINT_MOVE) {
        box.formUnion(FloatBox(x0: points[index].x, y0: points[index].y, x1: points[index].x, y1: points[index].y))
        index += 1
      }
      addArea(box, path)
    }
  }

  /// What shows of an area decides: the side of a box's border may be the box itself, clipped to a strip.
  private mutating func addArea(_ area: FloatBox, _ path: pdf_path) {
    guard let box = cut(area, path) else { return }
    let (width, height) = (box.x1 - box.x0, box.y1 - box.y0)
    let thickness = min(width, height)
    if thickness <= Self.greatestThickness, max(width, height) >= Self.leastElongation * max(thickness, 0.1) {
      addBar(box, path, isLevel: width >= height)
    } else {
      addFill(box, path)
    }
  }

  private mutating func addBar(_ bar: FloatBox, _ path: pdf_path, isLevel: Bool) {
    guard let cut = cut(bar, path) else { return }
    let box = frame.box(cut.x0, cut.y0, cut.x1, cut.y1)
    let horizontal = isLevel == (frame.turn == 0 || frame.turn == 180)
    let length = horizontal ? box.x1 - box.x0 : box.y1 - box.y0
    let thickness = horizontal ? box.y1 - box.y0 : box.x1 - box.x0
    if thickness > Self.greatestThickness {
      fills.append(Fill(box: Box(box), colour: path.colour, opacity: Double(path.opacity)))
    } else if length >= Self.leastLength {
      rulings.append(
        Ruling(
          box: Box(box), horizontal: horizontal, thickness: Double(thickness), colour: path.colour,
          dashed: path.kind & UInt32(PDF_PATH_DASHED) != 0))
    }
  }

  private mutating func addFill(_ area: FloatBox, _ path: pdf_path) {
    guard let cut = cut(area, path) else { return }
    let box = frame.box(cut.x0, cut.y0, cut.x1, cut.y1)
    let isPaper = path.colour == 0xFFFFFF && (box.x1 - box.x0) * (box.y1 - box.y0) > 0.9 * frame.width * frame.height
    if !isPaper { fills.append(Fill(box: Box(box), colour: path.colour, opacity: Double(path.opacity))) }
  }

  private mutating func addDrawing(_ path: pdf_path) {
    guard let cut = cut(FloatBox(x0: path.x0, y0: path.y0, x1: path.x1, y1: path.y1), path) else { return }
    drawings.append(
      Drawing(
        box: Box(frame.box(cut.x0, cut.y0, cut.x1, cut.y1)), stroked: path.kind & UInt32(PDF_PATH_STROKED) != 0,
        filled: path.kind & UInt32(PDF_PATH_FILLED) != 0, curved: path.kind & UInt32(PDF_PATH_CURVED) != 0))
  }

  /// Pictures one or two pixels high are rules too.
  private mutating func addThinImage(_ image: pdf_image) {
    let (width, height) = (image.x1 - image.x0, image.y1 - image.y0)
    let thickness = min(width, height)
    guard thickness <= 2, max(width, height) >= 10 * max(thickness, 0.1) else { return }
    let box = frame.box(image.x0, image.y0, image.x1, image.y1)
    let horizontal = box.x1 - box.x0 >= box.y1 - box.y0
    rulings.append(Ruling(box: Box(box), horizontal: horizontal, thickness: Double(thickness), colour: image.colour))
  }

  /// What the clip leaves of a box; nil where that is nothing.
  private func cut(_ box: FloatBox, _ path: pdf_path) -> FloatBox? {
    let cut = FloatBox(
      x0: max(box.x0, path.clipX0, 0), y0: max(box.y0, path.clipY0, 0), x1: min(box.x1, path.clipX1, frame.width),
      y1: min(box.y1, path.clipY1, frame.height))
    return cut.x1 >= cut.x0 && cut.y1 >= cut.y0 ? cut : nil
  }
}

extension Box {
  init(_ box: FloatBox) { self.init(x0: Double(box.x0), y0: Double(box.y0), x1: Double(box.x1), y1: Double(box.y1)) }
}
