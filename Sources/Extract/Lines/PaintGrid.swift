/// Painted boxes by place, to be asked what was painted at a point and when: each question looks at the few boxes near it.
///
/// Boxes are added in paint order. A box over many cells is kept apart: pages have few of those, and a question of them ends at the first
/// that answers it.
struct PaintGrid {
  private struct Entry {
    var box: FloatBox
    var sequence: UInt32
    var colour: UInt32
  }

  /// Points. About a line of text.
  private static let cell: Float = 16
  /// Cells. A table's row is not large, a column's ground is.
  private static let mostCells = 96
  /// Points. Beyond it nothing is on the page.
  private static let greatestPage: Float = 4000

  private let columns: Int
  private let rows: Int
  private var large: [Entry] = []
  private var small: [Entry] = []
  /// Places in `small`, by cell; made with the first small box.
  private var cells: [[Int32]] = []

  init(width: Float, height: Float) {
    columns = Self.place(max(1, width), below: Int(Self.greatestPage / Self.cell)) + 1
    rows = Self.place(max(1, height), below: Int(Self.greatestPage / Self.cell)) + 1
  }

  mutating func add(_ box: FloatBox, sequence: UInt32, colour: UInt32 = 0) {
    guard box.x0 <= box.x1, box.y0 <= box.y1, box.x1 >= 0, box.y1 >= 0 else { return }
    let (left, right) = (Self.place(box.x0, below: columns), Self.place(box.x1, below: columns))
    let (top, bottom) = (Self.place(box.y0, below: rows), Self.place(box.y1, below: rows))
    if (right - left + 1) * (bottom - top + 1) > Self.mostCells {
      large.append(Entry(box: box, sequence: sequence, colour: colour))
      return
    }
    if cells.isEmpty { cells = [[Int32]](repeating: [], count: columns * rows) }
    for row in top...bottom { for column in left...right { cells[row * columns + column].append(Int32(small.count)) } }
    small.append(Entry(box: box, sequence: sequence, colour: colour))
  }

  /// When the last box was painted that holds the point.
  func last(at point: (x: Float, y: Float)) -> UInt32? {
    var found = large.last { $0.box.holds(point) }?.sequence
    for index in candidates(point).reversed() {
      let entry = small[Int(index)]
      if let known = found, entry.sequence <= known { break }
      if entry.box.holds(point) { found = entry.sequence }
    }
    return found
  }

  /// The colour of the last box that holds another and was painted before `sequence`, and when that was.
  func ground(of box: FloatBox, before sequence: UInt32) -> (colour: UInt32, sequence: UInt32)? {
    let middle = ((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2)
    func holds(_ entry: Entry) -> Bool { entry.sequence < sequence && entry.box.holds(box) }
    let found = large.last(where: holds)
    let near = candidates(middle).last { holds(small[Int($0)]) }.map { small[Int($0)] }
    guard let last = [found, near].compactMap({ $0 }).max(by: { $0.sequence < $1.sequence }) else { return nil }
    return (last.colour, last.sequence)
  }

  /// Whether a box that holds the point was painted from one moment to another.
  func has(at point: (x: Float, y: Float), after first: UInt32, before sequence: UInt32) -> Bool {
    func has(_ entry: Entry) -> Bool { entry.sequence > first && entry.sequence < sequence && entry.box.holds(point) }
    return large.contains(where: has) || candidates(point).contains { has(small[Int($0)]) }
  }

  /// Whether a box that holds the point was painted before `sequence`.
  func has(at point: (x: Float, y: Float), before sequence: UInt32) -> Bool {
    func has(_ entry: Entry) -> Bool { entry.sequence < sequence && entry.box.holds(point) }
    return large.contains(where: has) || candidates(point).contains { has(small[Int($0)]) }
  }

  private func candidates(_ point: (x: Float, y: Float)) -> [Int32] {
    guard !cells.isEmpty else { return [] }
    return cells[Self.place(point.y, below: rows) * columns + Self.place(point.x, below: columns)]
  }

  private static func place(_ coordinate: Float, below count: Int) -> Int {
    guard coordinate > 0 else { return 0 }
    return min(Int(min(coordinate, greatestPage) / cell), count - 1)
  }
}

extension FloatBox {
  fileprivate func holds(_ other: FloatBox) -> Bool { other.x0 >= x0 && other.x1 <= x1 && other.y0 >= y0 && other.y1 <= y1 }

  fileprivate func holds(_ point: (x: Float, y: Float)) -> Bool { point.x >= x0 && point.x <= x1 && point.y >= y0 && point.y <= y1 }
}
