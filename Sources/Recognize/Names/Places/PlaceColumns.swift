import Model

/// Columns of tables whose head is a word for places and nothing else (`Municipio`, not `Estado`): their cells are places, known or not.
struct PlaceColumns {
  private var heads: Set<Column> = []

  private struct Column: Hashable {
    var block: String
    var column: Int
  }

  /// Words of the longest head that is read so.
  private static let longestHead = 3

  /// Whether a passage is a cell under such a head. Asked for all passages in their order, which tells heads from cells.
  mutating func holds(_ p: Passage) -> Bool {
    guard let cell = p.cell else { return false }
    let column = Column(block: p.block, column: cell.column)
    if heads.contains(column) { return true }
    if p.tokens.count <= PlaceColumns.longestHead, p.has(0, .placeHead), !p.has(0, .common),
      p.tokens.allSatisfy({ $0.isWord || $0.shape.contains(.mark) })
    {
      heads.insert(column)
    }
    return false
  }
}
