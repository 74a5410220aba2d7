import CPoppler

/// Where which glyph was struck: finds the same one struck again within a tenth of its size (fake bold, shadows, overprinted layers).
///
/// An open hash over cells of the page; a glyph is looked for in its own cell and in those that its tolerance reaches into.
struct StrikeTable: ~Copyable {
  private struct Strike {
    var key: UInt64
    var x: Float
    var y: Float
    var letter: Int32
  }

  /// Edge of a cell in points: several times the tolerance of body text, so that mostly one cell is looked at.
  private static let cell: Float = 8
  /// Of the glyph's size. Letters of a word are never nearer than 0.2.
  private static let tolerance: Float = 0.09

  private let strikes: UnsafeMutablePointer<Strike>
  private var count: Int32 = 0
  private let capacity: Int
  /// Into `strikes`, or -1.
  private let slots: UnsafeMutablePointer<Int32>
  private let mask: Int

  init(capacity: Int) {
    var size = 64
    while size < capacity * 2 { size *= 2 }
    mask = size - 1
    self.capacity = capacity
    slots = .allocate(capacity: size)
    slots.initialize(repeating: -1, count: size)
    strikes = .allocate(capacity: max(1, capacity))
  }

  deinit {
    slots.deallocate()
    strikes.deallocate()
  }

  /// The letter that this glyph strikes again; else nil, and the glyph is remembered for `letter`.
  /// - Parameter content: what the glyph shows; its first scalar will do.
  mutating func insert(_ glyph: pdf_glyph, content: UInt32, letter: Int32) -> Int32? {
    let reach = min(Self.tolerance * glyph.size, Self.cell / 2)
    let (x, y) = (glyph.originX, glyph.originY)
    let column = Self.cell(x)
    let row = Self.cell(y)
    let base = UInt64(content) &<< 32
    let own = Self.key(base, column, row)
    var free = 0
    if let found = find(own, x, y, reach, free: &free) { return found }
    // The cells that the tolerance reaches into besides its own.
    let otherColumn = column &+ Self.neighbour(of: column, x, reach)
    let otherRow = row &+ Self.neighbour(of: row, y, reach)
    var unused = 0
    if otherColumn != column, let found = find(Self.key(base, otherColumn, row), x, y, reach, free: &unused) { return found }
    if otherRow != row {
      if let found = find(Self.key(base, column, otherRow), x, y, reach, free: &unused) { return found }
      if otherColumn != column, let found = find(Self.key(base, otherColumn, otherRow), x, y, reach, free: &unused) { return found }
    }
    guard Int(count) < capacity else { return nil }
    slots[free] = count
    strikes[Int(count)] = Strike(key: own, x: x, y: y, letter: letter)
    count &+= 1
    return nil
  }

  /// - Parameter free: where a strike of this key goes if there is none.
  private func find(_ key: UInt64, _ x: Float, _ y: Float, _ reach: Float, free: inout Int) -> Int32? {
    var at = position(key)
    while slots[at] >= 0 {
      let strike = strikes[Int(slots[at])]
      if strike.key == key, abs(strike.x - x) <= reach, abs(strike.y - y) <= reach { return strike.letter }
      at = (at &+ 1) & mask
    }
    free = at
    return nil
  }

  /// Far-off coordinates share the outermost cells.
  @inline(__always)
  private static func cell(_ coordinate: Float) -> Int32 {
    let cell = coordinate * (1 / Self.cell) + 32_768
    return cell > 0 && cell < 65_535 ? Int32(cell) : 0
  }

  /// Towards the next cell that is within reach: -1, 0 or 1.
  @inline(__always)
  private static func neighbour(of cell: Int32, _ coordinate: Float, _ reach: Float) -> Int32 {
    let inside = coordinate - Float(cell - 32_768) * Self.cell
    return inside < reach ? -1 : inside > Self.cell - reach ? 1 : 0
  }

  @inline(__always)
  private static func key(_ content: UInt64, _ column: Int32, _ row: Int32) -> UInt64 {
    content | UInt64(UInt16(truncatingIfNeeded: column)) &<< 16 | UInt64(UInt16(truncatingIfNeeded: row))
  }

  @inline(__always)
  private func position(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) &>> 32) & mask
  }
}
