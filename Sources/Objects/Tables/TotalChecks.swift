package import Model
import Text
package import Layout

/// Totals that a table states, computed again: of columns down to a row that is called total, of rows in a column that is called total.
///
/// A row of totals sums the rows since the row of totals before it, or all subtotals, or all rows above that are none. A sum that comes out is a check
/// that holds. One that does not come out is reported only where the row has another column that does and the difference is
/// small: means, rates and percentages stand in rows of totals too, and are no sums. Sums are exact, in integers of the column's last decimal;
/// the tolerance is half of that decimal for each number added.
func checkTotals(_ table: inout Table, words: ValueWords) -> [Finding] {
  guard !words.totals.isEmpty, table.rows > table.headerRows + 2, table.columns >= 2, table.rows * table.columns <= 200_000 else {
    return []
  }
  var grid = [Int?](repeating: nil, count: table.rows * table.columns)
  for (place, cell) in table.cells.enumerated() where cell.row < table.rows && cell.column < table.columns {
    grid[cell.row * table.columns + cell.column] = place
  }
  var checks = columnTotals(table, grid, words)
  checks += rowTotals(table, grid, words)
  table.checks = checks
  return checks.filter { !$0.holds }.compactMap { check in
    guard let place = grid[check.row * table.columns + check.column] else { return nil }
    let cell = table.cells[place]
    return Finding(
      "total-mismatch", .warning, "The table states \(check.stated), its numbers add up to \(check.computed).", page: cell.page,
      box: cell.box)
  }
}

/// The same again, for a table of which a value was changed. `findings` had what the values before said.
package func checkTotals(again table: inout Table, findings: inout [Finding], settings: SegmentSettings) {
  let before = Set(table.checks.compactMap { check in table.cells.first { $0.row == check.row && $0.column == check.column }?.box })
  findings.removeAll { $0.code == "total-mismatch" && $0.box.map(before.contains) == true }
  findings += checkTotals(&table, words: ValueWords(settings))
}

/// The totals of one column.
func totals(_ table: Table, column: Int, words: ValueWords) -> [TableCheck] {
  var grid = [Int?](repeating: nil, count: table.rows * table.columns)
  for (place, cell) in table.cells.enumerated() where cell.row < table.rows && cell.column < table.columns {
    grid[cell.row * table.columns + cell.column] = place
  }
  return columnTotals(table, grid, words, only: column)
}

/// Points of difference beyond which a number is taken for no sum at all, as a share of the sum: 1 in so many.
private let farOff = 10

private func opensWithTotal(_ text: String, _ words: ValueWords) -> Bool {
  let line = folded(text)
  return words.totals.contains { line.starts(with: $0) && (line.count == $0.count || line[$0.count] == 0x20) }
}

private func columnTotals(_ table: Table, _ grid: [Int?], _ words: ValueWords, only: Int? = nil) -> [TableCheck] {
  var totalRows = [Bool](repeating: false, count: table.rows)
  for row in table.headerRows..<table.rows {
    if let place = grid[row * table.columns], table.cells[place].columnSpan < table.columns {
      totalRows[row] = opensWithTotal(table.cells[place].text, words)
    }
  }
  guard totalRows.contains(true) else { return [] }
  var found: [TableCheck] = []
  for column in 1..<table.columns where only ?? column == column {
    let fraction = (table.headerRows..<table.rows).map { number(table, grid, $0, column)?.fraction ?? 0 }.max() ?? 0
    var section = Sum(), details = Sum(), subtotals = Sum()
    for row in table.headerRows..<table.rows {
      guard let value = number(table, grid, row, column), let scaled = value.scaled(to: fraction) else { continue }
      guard totalRows[row] else {
        section.add(scaled)
        details.add(scaled)
        continue
      }
      let tries = [section, subtotals, details].filter { $0.count >= 2 }
      if let sum = tries.first(where: { $0.isNear(scaled) }) ?? tries.first, let computed = sum.total {
        let holds = sum.isNear(scaled)
        found.append(
          TableCheck(
            kind: "columnTotal", row: row, column: column, stated: value.text, computed: decimal(computed, fraction), holds: holds))
      }
      if section.count > 0 { subtotals.add(scaled) }
      section = Sum()
    }
  }
  return kept(found, by: { $0.row })
}

private func rowTotals(_ table: Table, _ grid: [Int?], _ words: ValueWords) -> [TableCheck] {
  guard table.headerRows > 0, table.columns >= 4 else { return [] }
  let last = table.columns - 1
  let heads = table.cells.filter { $0.header && $0.column <= last && $0.column + max(1, $0.columnSpan) > last }
  guard heads.contains(where: { opensWithTotal($0.text, words) }) else { return [] }
  var found: [TableCheck] = []
  for row in table.headerRows..<table.rows {
    guard let stated = number(table, grid, row, last) else { continue }
    let parts = (1..<last).compactMap { number(table, grid, row, $0) }
    guard parts.count >= 2 else { continue }
    let fraction = max(stated.fraction, parts.map(\.fraction).max() ?? 0)
    var sum = Sum()
    for part in parts {
      guard let scaled = part.scaled(to: fraction) else { continue }
      sum.add(scaled)
    }
    guard sum.count == parts.count, let computed = sum.total, let scaled = stated.scaled(to: fraction) else { continue }
    found.append(
      TableCheck(
        kind: "rowTotal", row: row, column: last, stated: stated.text, computed: decimal(computed, fraction), holds: sum.isNear(scaled)))
  }
  // A column of totals is one when most rows say so.
  guard found.filter(\.holds).count * 2 > found.count else { return [] }
  return kept(found, by: { _ in 0 })
}

/// Checks that hold, and those that nearly do beside one of the same group that holds.
private func kept(_ found: [TableCheck], by group: (TableCheck) -> Int) -> [TableCheck] {
  var sure = Set<Int>()
  for check in found where check.holds { sure.insert(group(check)) }
  return found.filter { check in
    guard !check.holds else { return true }
    guard sure.contains(group(check)), let a = Number(check.stated), let b = Number(check.computed) else { return false }
    let fraction = max(a.fraction, b.fraction)
    guard let x = a.scaled(to: fraction), let y = b.scaled(to: fraction) else { return false }
    let (difference, overflow) = x.subtractingReportingOverflow(y)
    return !overflow && difference.magnitude <= y.magnitude / UInt64(farOff)
  }.sorted { ($0.row, $0.column) < ($1.row, $1.column) }
}

// MARK: Exact sums

/// A decimal as an integer of its last place.
private struct Number {
  var text: String
  var mantissa: Int64
  var fraction: Int

  init?(_ text: String) {
    self.text = text
    var value: Int64 = 0
    var places = 0
    var seenPoint = false
    for byte in text.utf8 {
      if byte == 0x2D { continue }
      if byte == 0x2E {
        seenPoint = true
        continue
      }
      guard byte >= 0x30, byte <= 0x39 else { return nil }
      let (product, far) = value.multipliedReportingOverflow(by: 10)
      let (next, over) = product.addingReportingOverflow(Int64(byte - 0x30))
      guard !far, !over else { return nil }
      value = next
      if seenPoint { places += 1 }
    }
    guard places <= 6 else { return nil }
    mantissa = text.utf8.first == 0x2D ? -value : value
    fraction = places
  }

  func scaled(to places: Int) -> Int64? {
    var out = mantissa
    for _ in fraction..<max(fraction, places) {
      let (next, over) = out.multipliedReportingOverflow(by: 10)
      guard !over else { return nil }
      out = next
    }
    return out
  }
}

private struct Sum {
  /// nil once it went beyond 64 bits.
  var total: Int64? = 0
  var count = 0

  mutating func add(_ value: Int64) {
    count += 1
    guard let now = total else { return }
    let (next, over) = now.addingReportingOverflow(value)
    total = over ? nil : next
  }

  /// Equal but for rounding: half a unit of the last place for each number.
  func isNear(_ stated: Int64) -> Bool {
    guard let total else { return false }
    let (difference, over) = total.subtractingReportingOverflow(stated)
    return !over && difference.magnitude * 2 <= UInt64(count) + 1
  }
}

private func number(_ table: Table, _ grid: [Int?], _ row: Int, _ column: Int) -> Number? {
  guard let place = grid[row * table.columns + column], let value = table.cells[place].value,
    value.type == "number" || value.type == "money",
    let text = value.number
  else { return nil }
  return Number(text)
}

private func decimal(_ value: Int64, _ fraction: Int) -> String {
  var digits = String(value.magnitude)
  if fraction > 0 {
    while digits.utf8.count <= fraction { digits = "0" + digits }
    digits.insert(".", at: digits.index(digits.endIndex, offsetBy: -fraction))
  }
  return value < 0 ? "-" + digits : digits
}
