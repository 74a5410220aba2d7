import Model

/// What the cells of a table's column are, by its head and by most of its cells: places, bodies or persons. One evidence for all three kinds of name.
/// Short blocks one below the other (a list, who was present, a signature block) are read as a column too: of persons.
///
/// Places: a head that is a word for places and nothing else (`Municipio`, not `Estado`), or cells of which most are in the gazetteer. Bodies: a head such
/// as `Escuela` (keys `bodyColumn`), or cells of which many begin with the head of one or are in the gazetteer; a name among them is no person's. Persons: a head such as
/// `Apellidos` (keys `personColumn`), or cells most of which are a given name with a surname; then the others are names that no list has.
struct ColumnClass {
  enum Kind {
    case other
    case places
    /// Places in capitals: else what stands in capitals is no place but the head of a part.
    case placesInCapitals
    case bodies
    case persons

    var isOfPlaces: Bool { self == .places || self == .placesInCapitals }
  }

  private var columns: [Column: Kind] = [:]
  /// Blocks of the document that stand in a row of which most are persons.
  private var rows: Set<Int> = []

  private struct Column: Hashable {
    var block: String
    var column: Int
  }

  private struct Count {
    var cells = 0
    var places = 0
    var capitals = 0
    var bodies = 0
    var persons = 0
  }

  /// Words of the longest head that is read so.
  private static let longestHead = 3
  /// Tokens of the longest head that tells of bodies or persons.
  private static let longestBodyHead = 5
  /// Rows in which a head of several words in capitals stands; below, `RIO CLARO` is a town.
  private static let headRows = 3
  /// So many cells, and this share of them, that are places and nothing else make the others places.
  private static let enoughCells = 8
  private static let enoughShare = 0.5
  /// The same of cells that begin with the head of a body, and of those that are a known given name and a known surname.
  private static let enoughBodies = 4
  private static let bodyShare = 0.3
  private static let enoughPersons = 4
  private static let personShare = 0.6
  /// Tokens of the longest name of a person that is counted.
  private static let longestPerson = 9
  /// The same of blocks one below the other; tokens of the longest (a name and an office); what such a block may be.
  private static let enoughItems = 2
  private static let longestItem = 14
  private static let mayBeItem: Set<BlockType> = [.listItem, .paragraph]

  init(_ passages: [Passage], places: PlaceNames, institutions: Institutions, lexicon: NameLexicon) {
    findRows(passages)
    let cells = passages.filter { $0.cell != nil && $0.hasCapitals && $0.isCapital(0) }
    guard !cells.isEmpty else { return }
    for p in cells where columns[column(p)] == nil {
      if isHead(p) {
        columns[column(p)] = p.tokens[0].shape.contains(.allCaps) ? .placesInCapitals : .places
      } else if isShortHead(p), lexicon.bodyColumns.contains(p.tokens[0].key) {
        columns[column(p)] = .bodies
      } else if isShortHead(p), p.cell?.row == 0, p.tokens.contains(where: { lexicon.personColumns.contains($0.key) }) {
        columns[column(p)] = .persons
      }
    }
    count(cells, places: places, institutions: institutions, named: [])
    // What stands in such a column of one table is a place in the next.
    let named = Set(cells.filter { isOfPlaces($0) && !isHead($0) }.map(key))
    if !named.isEmpty { count(cells, places: places, institutions: institutions, named: named) }
  }

  func isOfPlaces(_ p: Passage) -> Bool { p.cell != nil && columns[column(p)]?.isOfPlaces == true }

  /// Makes columns of places, bodies, persons of those where enough cells are.
  private mutating func count(_ cells: [Passage], places: PlaceNames, institutions: Institutions, named: Set<UInt64>) {
    var counts: [Column: Count] = [:]
    for p in cells where columns[column(p)] == nil {
      var count = counts[column(p)] ?? Count()
      count.cells += 1
      if p.tokens[0].shape.contains(.allCaps) { count.capitals += 1 }
      let sole = !p.has(0, [.givenName, .surname, .common]) || p.tokens.count > 1
      if sole && places.longest(in: p, at: 0, towns: true)?.end == p.tokens.count || named.contains(key(p)) { count.places += 1 }
      if p.tokens.count > 1, p.has(0, [.facility, .orgHead]), !p.has(0, [.role, .givenName]) {
        count.bodies += 1
      } else if institutions.longestName(in: p, at: 0)?.end == p.tokens.count {
        count.bodies += 1
      }
      if isPerson(p) { count.persons += 1 }
      counts[column(p)] = count
    }
    for (column, count) in counts {
      let cells = Double(count.cells)
      if count.places >= Self.enoughCells, Double(count.places) >= Self.enoughShare * cells {
        columns[column] = count.capitals * 2 > count.cells ? .placesInCapitals : .places
      } else if count.bodies >= Self.enoughBodies, Double(count.bodies) >= Self.bodyShare * cells {
        columns[column] = .bodies
      } else if count.persons >= Self.enoughPersons, Double(count.persons) >= Self.personShare * cells {
        columns[column] = .persons
      }
    }
  }

  /// Rows of short blocks: enough of them, of those that are no office, are persons.
  private mutating func findRows(_ passages: [Passage]) {
    var row: [Int] = []
    var persons = 0
    for p in passages {
      // An office below a name is none of the row, and parts it not.
      if p.cell == nil, p.tokens.count <= Self.longestItem, p.has(0, [.role, .honorific]) && p.isCapital(0) && !isPerson(p) { continue }
      if p.cell == nil, Self.mayBeItem.contains(p.type), (2...Self.longestItem).contains(p.tokens.count), p.isCapital(0),
        !p.isMark(p.tokens.count - 1, ":"), !p.isMark(p.tokens.count - 1, ".")
      {
        row.append(p.blockIndex)
        if isPerson(p) { persons += 1 }
        continue
      }
      close(&row, &persons)
    }
    close(&row, &persons)
  }

  private mutating func close(_ row: inout [Int], _ persons: inout Int) {
    if persons >= Self.enoughItems, Double(persons) >= Self.personShare * Double(row.count) { rows.formUnion(row) }
    row = []
    persons = 0
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

  private func isShortHead(_ p: Passage) -> Bool { p.cell?.row ?? 0 < Self.headRows && p.tokens.count <= Self.longestBodyHead }

  /// A known given name first, a known surname behind it (or the other way round, with a comma), and nothing but names.
  private func isPerson(_ p: Passage) -> Bool {
    let end = p.cell == nil ? p.tokens.firstIndex { $0.isMark(",") || $0.isMark("(") || $0.isMark("–") } ?? p.tokens.count : p.tokens.count
    guard (2...Self.longestPerson).contains(end), p.tokens[..<end].allSatisfy({ !$0.has([.orgHead, .facility, .programme]) }) else {
      return false
    }
    var given = 0
    var surnames = 0
    for t in p.tokens[..<end] {
      if t.isMark(",") || t.isMark(".") || t.has(.nobiliary) && t.isWord { continue }
      guard t.isWord, t.isCapital else { return false }
      if t.has(.surname) { surnames += 1 } else if t.has(.givenName) { given += 1 }
    }
    return given > 0 && given + surnames > 1
  }

  /// What a passage is a cell of; its column's head is none of its cells.
  func kind(of p: Passage) -> Kind {
    if p.cell == nil { return rows.contains(p.blockIndex) ? .persons : .other }
    guard !isHead(p) else { return .other }
    return columns[column(p)] ?? .other
  }
}
