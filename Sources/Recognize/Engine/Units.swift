import Model

extension Recognizer {
  /// Every piece of text that may name something: blocks but furniture, and the cells of tables, in reading order.
  func textUnits(_ document: Document) -> [TextUnit] {
    var tables: [String: Int] = [:]
    for (index, table) in document.tables.enumerated() { tables[table.block] = index }
    var units: [TextUnit] = []
    for (index, block) in document.blocks.enumerated() where block.type != .furniture {
      if block.type == .table, let table = tables[block.id] {
        for (place, cell) in document.tables[table].cells.enumerated() where !cell.text.isEmpty {
          units.append(TextUnit(cell.text, block: index, cell: place))
        }
      } else if !block.text.isEmpty {
        units.append(TextUnit(block.text, block: index))
      }
    }
    return units
  }

  /// A block's own language where it is given; else the one whose stop words it has, where it has enough of them; else the document's.
  func setLanguages(_ units: inout [TextUnit], document: Document) {
    let codes = settings.languages.map(\.code)
    guard !codes.isEmpty else { return }
    var total = [Int](repeating: 0, count: codes.count)
    // Of all units side by side, one number a language.
    var counts = [Int](repeating: 0, count: units.count * codes.count)
    for (index, unit) in units.enumerated() { countStopwords(unit, &counts, from: index * codes.count) }
    for (place, count) in counts.enumerated() { total[place % codes.count] += count }
    let given = codes.firstIndex(of: document.language)
    let most = total.indices.max { (total[$0], -$0) < (total[$1], -$1) } ?? 0
    // Short words are shared between neighbours (`a`, `no`): another language than the given one must be clearly ahead.
    let main = total[most] >= minimumStopwords + (given.map { total[$0] } ?? 0) ? most : given ?? most
    for index in units.indices {
      if let code = document.blocks[units[index].block].language, let own = codes.firstIndex(of: code) {
        units[index].language = own
        continue
      }
      let from = index * codes.count
      let best = codes.indices.max { (counts[from + $0], -$0) < (counts[from + $1], -$1) } ?? main
      let clear = counts[from + best] >= minimumStopwords && counts[from + best] >= counts[from + main] + minimumStopwords
      units[index].language = clear ? best : main
    }
  }

  /// Adds a unit's stop words to the numbers of the languages, which begin at `from`.
  private func countStopwords(_ unit: TextUnit, _ counts: inout [Int], from: Int) {
    for token in unit.tokens where token.kind == .word || token.kind == .capital {
      var bits = settings.stopwords.classes(token.hash)
      while bits != 0 {
        counts[from + bits.trailingZeroBitCount] += 1
        bits &= bits - 1
      }
    }
  }
}

/// Stop words that make a language certain: three in a sentence are no accident, one (`a`, `no`) is.
private let minimumStopwords = 3
