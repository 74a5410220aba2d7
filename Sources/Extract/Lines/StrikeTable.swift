import CPoppler

/// Where which glyph was struck: finds the same one struck again within a tenth of its size (fake bold, shadows, overprinted layers).
///
/// An open hash over cells of the page; a glyph is looked for in its own cell and in those that its tolerance reaches into.
struct StrikeTable {
  private struct Slot {
    var key: UInt64
    var x: Float
    var y: Float
    var letter: Int32
  }

  /// Edge of a cell in points: over twice the tolerance of body text, so that mostly one cell is looked at.
  private static let cell: Float = 4
  /// Of the glyph's size. Letters of a word are never nearer than 0.2.
  private static let tolerance: Float = 0.09

  private var slots: [Slot]
  private let mask: Int

  init(capacity: Int) {
    var size = 64
    while size < capacity * 2 { size *= 2 }
    mask = size - 1
    slots = Array(repeating: Slot(key: 0, x: 0, y: 0, letter: -1), count: size)
  }

  /// The letter that this glyph strikes again; else nil, and the glyph is remembered for `letter`.
  mutating func insert(_ glyph: pdf_glyph, letter: Int32) -> Int32? {
    let reach = min(Self.tolerance * glyph.size, Self.cell / 2)
    let content = UInt64(glyph.length == 1 ? glyph.scalar : glyph.scalar &+ 0x20_0000 &* UInt32(glyph.length)) << 32
    guard glyph.length <= 1 else { return nil }
    let left = Self.column(glyph.originX - reach)
    let right = Self.column(glyph.originX + reach)
    let top = Self.column(glyph.originY - reach)
    let bottom = Self.column(glyph.originY + reach)
    for column in left...right {
      for row in top...bottom {
        if let found = find(key(content, column, row), glyph, reach) { return found }
      }
    }
    let own = key(content, Self.column(glyph.originX), Self.column(glyph.originY))
    var at = position(own)
    while slots[at].letter >= 0 { at = (at &+ 1) & mask }
    slots[at] = Slot(key: own, x: glyph.originX, y: glyph.originY, letter: letter)
    return nil
  }

  private func find(_ key: UInt64, _ glyph: pdf_glyph, _ reach: Float) -> Int32? {
    var at = position(key)
    while slots[at].letter >= 0 {
      let slot = slots[at]
      if slot.key == key, abs(slot.x - glyph.originX) <= reach, abs(slot.y - glyph.originY) <= reach { return slot.letter }
      at = (at &+ 1) & mask
    }
    return nil
  }

  private static func column(_ coordinate: Float) -> Int {
    Int(max(-30_000, min(30_000, coordinate / cell)).rounded(.down))
  }

  private func key(_ content: UInt64, _ column: Int, _ row: Int) -> UInt64 {
    content | UInt64(truncatingIfNeeded: column & 0xFFFF) << 16 | UInt64(truncatingIfNeeded: row & 0xFFFF)
  }

  private func position(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> 32) & mask
  }
}
