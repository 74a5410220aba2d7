import Model

/// Whole numbers of a table that look like years and are none: `1135` in a column of counts.
///
/// Takes the candidates of all units; takes away dates that are a bare year and the whole of a cell, where the cell was typed as a number and
/// its column has typed numbers that can be no years. A column of years stays one, whatever stands beside it.
extension Recognizer {
  func leaveOutCounts(_ found: inout [[Candidate]], units: [TextUnit], document: Document) {
    var columns: [String: Set<Int>] = [:]
    var tables: [String: Int] = [:]
    for (index, table) in document.tables.enumerated() { tables[table.block] = index }
    for (index, unit) in units.enumerated() where unit.cellNumber != nil && found[index].contains(where: { $0.type == .date }) {
      let block = document.blocks[unit.block].id
      guard let place = unit.cell, let table = tables[block] else { continue }
      let ofCounts = columns[block] ?? columnsOfCounts(document.tables[table])
      columns[block] = ofCounts
      guard ofCounts.contains(document.tables[table].cells[place].column) else { continue }
      found[index].removeAll { $0.type == .date && $0.start == 0 && $0.end == unit.bytes.count && isBareYear($0.value) }
    }
  }

  /// Columns that have a typed number which is no year.
  private func columnsOfCounts(_ table: Table) -> Set<Int> {
    var out: Set<Int> = []
    for cell in table.cells where !cell.header {
      guard let number = cell.value?.number else { continue }
      if Int(number).map({ !likelyYears.contains($0) }) ?? true { out.insert(cell.column) }
    }
    return out
  }

  private func isBareYear(_ value: MentionValue?) -> Bool {
    guard case .date(let edtf, _, _) = value else { return false }
    return edtf.utf8.count == 4 && edtf.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 }
  }
}

/// Years that tables of reports are about. Base: from the first printed statistics of a country to the projections of today.
private let likelyYears = 1500...2100
