import Layout
import Model
import Text

/// What the numbers of a table are multiplied with, as the table states it: in heads (`Monto (miles de pesos)`), in its line of units, in the corner of its
/// head (`Dollars in thousands`), in its caption (`…, en millones de euros`).
///
/// The nearest holds: what the row's own name says in brackets, then the head nearest above, then what is said of the whole table. Rows that the units
/// except (`in thousands, except per share data`) have no scale.
struct StatedScales {
  /// `factor` is 1 where units are named without a scale; `text` as printed.
  struct Scale {
    var factor: Int64
    var text: String
    var except: [[UInt32]] = []
  }

  private let table: Table
  private let words: UnitWords
  private let language: String
  private var columns: [Scale?]
  private var whole: Scale?
  /// By row: the folded name, and whether it opens a group of rows (it has no number).
  private var names: [[UInt32]]
  private var groups: [[UInt32]]
  /// By column: whether most of its numbers have no decimals.
  private var mostlyWhole: [Bool]

  init(_ table: Table, words: UnitWords, language: String) {
    (self.table, self.words, self.language) = (table, words, language)
    columns = [Scale?](repeating: nil, count: table.columns)
    names = [[UInt32]](repeating: [], count: table.rows)
    groups = names
    mostlyWhole = [Bool](repeating: false, count: table.columns)
    readHeads()
    readWhole()
    if columns.contains(where: { $0 != nil }) || whole != nil { readNames() }
  }

  /// nil where the table says nothing of a cell's scale.
  func scale(of cell: Cell, number: String) -> Scale? {
    guard cell.row < names.count, cell.column < columns.count, let stated = columns[cell.column] ?? whole else { return nil }
    if let own = words.stated(names[cell.row], language: language), own.part.upperBound < names[cell.row].count {
      if case .scaled(let factor, _) = own.units { return Scale(factor: factor, text: stated.text) }
      return nil
    }
    guard stated.factor > 1 else { return nil }
    return stated.except.isEmpty || !isExcepted(cell, number, stated.except) ? stated : nil
  }

  // MARK: Steps

  private mutating func readHeads() {
    for cell in table.cells where isHead(cell) && cell.column > 0 {
      guard let scale = scale(in: cell.text) else { continue }
      // Rows come in order: the nearest head is read last.
      for column in cell.column..<min(columns.count, cell.column + max(1, cell.columnSpan)) where column >= 0 { columns[column] = scale }
    }
  }

  private mutating func readWhole() {
    // `Miles de pesos. Datos de 2023`: the units end with their sentence.
    let units = table.units.map { [$0] + $0.split(separator: ". ", maxSplits: 1).prefix(1).map(String.init) } ?? []
    let corner = table.cells.filter { isHead($0) && $0.column == 0 }.map(\.text)
    whole =
      firstScale(of: units, isUnits: true) ?? firstScale(of: corner)
      ?? firstScale(of: [table.caption].compactMap { $0 }, closing: true)
  }

  private func firstScale(of texts: [String], closing: Bool = false, isUnits: Bool = false) -> Scale? {
    for text in texts {
      if let scale = scale(in: text, closing: closing, isUnits: isUnits), scale.factor > 1 { return scale }
    }
    return nil
  }

  private func isHead(_ cell: Cell) -> Bool { !cell.text.isEmpty && (cell.header || cell.row < table.headerRows) }

  private func scale(in text: String, closing: Bool = false, isUnits: Bool = false) -> Scale? {
    guard text.utf8.count <= longestStatement else { return nil }
    let letters = folded(text)
    let stated = closing ? words.closing(letters, language: language) : words.stated(letters, language: language, isUnits: isUnits)
    guard let found = stated else { return nil }
    let scalars = Array(text.unicodeScalars)
    let printed = withoutTornMarks(scalars[found.part.clamped(to: scalars.indices)])
    switch found.units {
    case .plain: return Scale(factor: 1, text: printed)
    case .scaled(let factor, let except): return Scale(factor: factor, text: printed, except: except)
    }
  }

  private mutating func readNames() {
    var filled = [Bool](repeating: false, count: table.rows)
    var more = [Int](repeating: 0, count: table.columns)
    for cell in table.cells where cell.row < table.rows && !isHead(cell) {
      if cell.column == 0 { names[cell.row] = folded(cell.text) } else if !cell.text.isEmpty { filled[cell.row] = true }
      if let number = cell.value?.number, cell.column < more.count { more[cell.column] += number.utf8.contains(0x2E) ? -1 : 1 }
    }
    mostlyWhole = more.map { $0 > 0 }
    var group: [UInt32] = []
    for row in names.indices {
      if !filled[row], !names[row].isEmpty { group = names[row] }
      groups[row] = group
    }
  }

  /// `Basic earnings per share`, or a number with decimals in a column of whole ones.
  private func isExcepted(_ cell: Cell, _ number: String, _ except: [[UInt32]]) -> Bool {
    let named = [names[cell.row], groups[cell.row]].contains { name in
      name.split { !isWordScalar($0) }.contains { word in
        except.contains { $0.starts(with: word.prefix($0.count - 1)) && word.count >= $0.count - 1 }
      }
    }
    return named || number.utf8.contains(0x2E) && mostlyWhole[cell.column]
  }
}

/// `millions):`, the end of a head that goes on over two cells, says `millions`.
private func withoutTornMarks(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
  let torn = scalars.contains("(") ? Set<Unicode.Scalar>([":", ";", ","]) : [":", ";", ",", ")"]
  var end = scalars.endIndex
  while end > scalars.startIndex, torn.contains(scalars[end - 1]) || isSpace(scalars[end - 1]) { end -= 1 }
  return trimmed(String(scalars: scalars[..<end]))
}

/// Bytes of the longest text that is looked at for units.
private let longestStatement = 400
