import Model

/// Columns of tables whose cells are places, known or not: those whose head is a word for places and nothing else (`Municipio`, not `Estado`), and those
/// where most cells are places of the gazetteer already.
struct PlaceColumns {
  enum Kind {
    case other
    case places
    /// Places in capitals: else what stands in capitals is no place but the head of a part.
    case placesInCapitals
  }

  private var columns: [Column: Kind] = [:]

  private struct Column: Hashable {
    var block: String
    var column: Int
  }

  private struct Count {
    var cells = 0
    var places = 0
    var capitals = 0
  }

  /// Words of the longest head that is read so.
  private static let longestHead = 3
  /// Rows in which a head of several words in capitals stands; below, `RIO CLARO` is a town.
  private static let headRows = 3
  /// So many cells, and this share of them, that are places and nothing else make the others places.
  private static let enoughCells = 8
  private static let enoughShare = 0.5

  init(_ passages: [Passage], places: PlaceNames) {
    let cells = passages.filter { $0.cell != nil && $0.hasCapitals && $0.isCapital(0) }
    guard !cells.isEmpty else { return }
    for p in cells where isHead(p) && columns[column(p)] == nil {
      columns[column(p)] = p.tokens[0].shape.contains(.allCaps) ? .placesInCapitals : .places
    }
    count(cells, places: places, named: [])
    // What stands in such a column of one table is a place in the next.
    let named = Set(cells.filter { columns[column($0)] != nil && !isHead($0) }.map(key))
    if !named.isEmpty { count(cells, places: places, named: named) }
  }

  /// Makes columns of places of those where enough cells are.
  private mutating func count(_ cells: [Passage], places: PlaceNames, named: Set<UInt64>) {
    var counts: [Column: Count] = [:]
    for p in cells where columns[column(p)] == nil {
      var count = counts[column(p)] ?? Count()
      count.cells += 1
      if p.tokens[0].shape.contains(.allCaps) { count.capitals += 1 }
      let sole = !p.has(0, [.givenName, .surname, .common]) || p.tokens.count > 1
      if sole && places.longest(in: p, at: 0, towns: true)?.end == p.tokens.count || named.contains(key(p)) { count.places += 1 }
      counts[column(p)] = count
    }
    for (column, count) in counts where count.places >= Self.enoughCells && Double(count.places) >= Self.enoughShare * Double(count.cells) {
      columns[column] = count.capitals * 2 > count.cells ? .placesInCapitals : .places
    }
  }

  private func column(_ p: Passage) -> Column { Column(block: p.block, column: p.cell?.column ?? 0) }
  private func key(_ p: Passage) -> UInt64 { p.tokens.reduce(PhraseTable.root) { WordKey.chain($0, $1.key) } }

  private func isHead(_ p: Passage) -> Bool {
    p.tokens.count <= Self.longestHead && p.has(0, .placeHead) && !p.has(0, .common)
      && p.tokens.dropFirst().allSatisfy {
        $0.shape.contains(.mark)
          || $0.isWord
            && (!$0.isCapital || $0.has([.placeHead, .common]) || $0.shape.contains(.allCaps) && p.cell?.row ?? 0 < Self.headRows)
      }
  }

  /// What a passage is a cell of; its column's head is none of its cells.
  func kind(of p: Passage) -> Kind {
    guard p.cell != nil, !isHead(p) else { return .other }
    return columns[column(p)] ?? .other
  }
}
