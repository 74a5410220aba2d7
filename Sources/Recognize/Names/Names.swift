import Model

/// The bridge between the engine's text units and the names' own passages.
struct NameRecognition {
  let result: NameFinder.Result
  private let candidates: [[Candidate]]

  /// Of overlapping candidates of different kinds the higher stands: marks that are certain by their form first, then what may hold others.
  private static let priorities: [MentionType: Int] = [
    .url: 95, .identifier: 92, .citation: 90, .acronym: 85, .law: 70, .event: 66, .work: 64, .organization: 38, .person: 37, .place: 36,
  ]

  init(settings: RecognizeSettings, document: Document, units: [TextUnit]) {
    let finder = settings.names
    let codes = settings.languages.map(\.code)
    var passages: [Passage] = []
    passages.reserveCapacity(units.count)
    var cells: [String: Int] = [:]
    for (index, table) in document.tables.enumerated() { cells[table.block] = index }
    for unit in units {
      let block = document.blocks[unit.block]
      let stated = block.language ?? document.language
      let ruled = codes.indices.contains(unit.language) ? codes[unit.language] : stated
      let language = ruled == undeterminedLanguage ? stated : ruled
      var cell: CellPlace?
      var text = block.text
      if let number = unit.cell, let table = cells[block.id], number < document.tables[table].cells.count {
        let found = document.tables[table].cells[number]
        cell = CellPlace(row: found.row, column: found.column)
        text = found.text
      }
      passages.append(
        passage(
          of: text, blockIndex: unit.block, block: block.id, cell: cell, page: block.page, type: block.type, language: language,
          lexicon: finder.lexicon))
    }
    result = finder.find(in: passages, glossary: document.glossary)
    var candidates: [[Candidate]] = []
    candidates.reserveCapacity(units.count)
    for (number, unit) in units.enumerated() {
      if result.finds[number].isEmpty {
        candidates.append([])
        continue
      }
      let bytes = NameRecognition.bytes(unit)
      var order = 10_000
      candidates.append(
        result.finds[number].compactMap { find in
          guard let start = bytes(Int(find.start)), let end = bytes(Int(find.end)), start < end else { return nil }
          order += 1
          return Candidate(
            type: find.type, start: start, end: end, rule: find.rule.text(language: passages[number].language),
            priority: NameRecognition.priorities[find.type] ?? 40, order: order, value: find.value)
        })
    }
    self.candidates = candidates
  }

  /// Scalar offset → byte offset of a unit.
  private static func bytes(_ unit: TextUnit) -> (Int) -> Int? {
    guard !unit.scalarAt.isEmpty else { return { $0 <= unit.bytes.count ? $0 : nil } }
    var table: [Int32] = []
    table.reserveCapacity(unit.scalarAt.count)
    // Spaces of a run have one byte.
    for (byte, scalar) in unit.scalarAt.enumerated() { while table.count <= Int(scalar) { table.append(Int32(byte)) } }
    return { $0 < table.count ? Int(table[$0]) : nil }
  }

  /// Adds to the rules' candidates of each unit, before overlaps are resolved. `Universidad de Tres Olmos` counts no elms: a number in words with a capital
  /// within the name of a body is a part of it.
  func addCandidates(_ found: inout [[Candidate]]) {
    for index in found.indices {
      for body in candidates[index] where body.type == .organization {
        found[index].removeAll {
          $0.type == .quantity && $0.start > body.start && $0.end <= body.end && $0.rule.hasSuffix(Self.namedNumber)
        }
      }
      found[index] += candidates[index]
    }
  }

  /// The rule for `Tres Olmos`, whose noun has a capital.
  private static let namedNumber = "/counted-name"

  /// After overlaps are resolved: the document's acronyms.
  func settle(_ found: inout [[Candidate]]) -> [Acronym] { result.acronyms }
}
