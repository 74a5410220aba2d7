import CPoppler

/// Where which glyph was struck: finds the same one struck again within a tenth of its size (fake bold, shadows, overprinted layers).
///
/// An open hash over cells of the page; a glyph is looked for in its own cell and in those that its tolerance reaches into.
struct StrikeTable {
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

  private var strikes: ContiguousArray<Strike> = []
  /// Into `strikes`, or -1.
  private var slots: [Int32]
  private let mask: Int

  init(capacity: Int) {
    var size = 64
    while size < capacity * 2 { size *= 2 }
    mask = size - 1
    slots = Array(repeating: -1, count: size)
    strikes.reserveCapacity(capacity)
  }

  /// The letter that this glyph strikes again; else nil, and the glyph is remembered for `letter`.
  /// - Parameter content: what the glyph shows; its first scalar will do.
  mutating func insert(_ glyph: pdf_glyph, content: UInt32, letter: Int32) -> Int32? {
    let reach = min(Self.tolerance * glyph.size, Self.cell / 2)
    let (x, y) = (glyph.originX, glyph.originY)
    let left = Self.cell(x - reach)
    let right = Self.cell(x + reach)
    let top = Self.cell(y - reach)
    let bottom = Self.cell(y + reach)
    let base = UInt64(content) << 32
    var column = left
    while column <= right {
      var row = top
      while row <= bottom {
        if let found = find(Self.key(base, column, row), x, y, reach) { return found }
        row += 1
      }
      column += 1
    }
    let own = Self.key(base, Self.cell(x), Self.cell(y))
    var at = position(own)
    while slots[at] >= 0 { at = (at &+ 1) & mask }
    slots[at] = Int32(truncatingIfNeeded: strikes.count)
    strikes.append(Strike(key: own, x: x, y: y, letter: letter))
    return nil
  }

  private func find(_ key: UInt64, _ x: Float, _ y: Float, _ reach: Float) -> Int32? {
    var at = position(key)
    while slots[at] >= 0 {
      let strike = strikes[Int(slots[at])]
      if strike.key == key, abs(strike.x - x) <= reach, abs(strike.y - y) <= reach { return strike.letter }
      at = (at &+ 1) & mask
    }
    return nil
  }

  private static func cell(_ coordinate: Float) -> Int32 {
    Int32(max(-30_000, min(30_000, coordinate * (1 / cell))) + 32_768)
  }

  private static func key(_ content: UInt64, _ column: Int32, _ row: Int32) -> UInt64 {
    content | UInt64(UInt16(truncatingIfNeeded: column)) << 16 | UInt64(UInt16(truncatingIfNeeded: row))
  }

  private func position(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
  }
}
