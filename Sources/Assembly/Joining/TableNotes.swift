import Model
import Layout
import Text

/// Notes under a table → the cells that call them, and those cells without the calls; and what a head says that the numbers count.

extension Captions {
  mutating func readTables(_ tables: [Table], words: CaptionWords) {
    for (index, table) in tables.enumerated() {
      linkTableNotes(index, table)
      readUnitsInHead(index, table, words: words)
    }
  }

  /// The cells that call each note: by the marks that Tables took out of them, or a cell that is nothing but the marker.
  private mutating func linkTableNotes(_ index: Int, _ table: Table) {
    guard !tables[index].notes.isEmpty else { return }
    for number in tables[index].notes.indices where !tables[index].notes[number].marker.isEmpty {
      let key = markerKey(tables[index].notes[number].marker)
      var places: [CellPlace] = []
      for cell in table.cells
      where cell.calls(key)
        || (cell.marks.isEmpty && !cell.text.isEmpty && cell.text.unicodeScalars.count <= 4 && cell.text.hasSuffix("/")
          && markerKey(cell.text) == key)
      {
        places.append(CellPlace(row: cell.row, column: cell.column))
      }
      tables[index].notes[number].cells = places
    }
    let keys = Set(tables[index].notes.map { markerKey($0.marker) })
    for (place, cell) in table.cells.enumerated() where !cell.marks.isEmpty {
      if let without = withoutCalls(cell, of: keys) { cells.append((index, place, without)) }
    }
  }
}

extension Captions {
  /// What a head over all columns beside the stub, or alone on its level, says that the numbers count, where nothing around the table says it.
  private mutating func readUnitsInHead(_ index: Int, _ table: Table, words: CaptionWords) {
    guard tables[index].units == nil, table.columns > 2 else { return }
    let heads = table.cells.filter { $0.row < table.headerRows && $0.column > 0 && !$0.text.isEmpty }
    let whole = table.cells.filter { $0.row < table.headerRows && $0.columnSpan == table.columns }
    let head = (whole + heads).first { head in
      (head.columnSpan >= table.columns - 1 || heads.count { $0.row == head.row } == 1) && words.isUnits(Opening(head.text))
    }
    if let head { tables[index].units = head.text }
  }
}

/// Raised calls leave the text of their cell where the table has the note: `870²` with a note 2 is 870. What is set apart (`Total 1/`) stays as
/// printed, but for what goes on a call (`870* **`). Nil where none leaves.
private func withoutCalls(_ cell: Cell, of notes: Set<String>) -> Cell? {
  let scalars = Array(cell.text.unicodeScalars)
  var gone = Set<Int>()
  for (number, mark) in cell.marks.enumerated() where notes.contains(markerKey(mark.marker)) {
    guard mark.offset > 0, mark.end <= scalars.count else { continue }
    let digits = mark.marker.unicodeScalars.allSatisfy { isDigit($0.value) }
    let goesOn = gone.contains(number - 1) && isBetweenCalls(scalars[min(cell.marks[number - 1].end, mark.offset)..<mark.offset])
    if digits || goesOn || !isSpace(scalars[mark.offset - 1]) { gone.insert(number) }
  }
  return gone.isEmpty ? nil : cell.without(marks: gone)
}

private func isBetweenCalls(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool { scalars.allSatisfy { isSpace($0) || $0 == "," } }

extension NoteMark {
  /// Behind its last scalar.
  fileprivate var end: Int { offset + marker.unicodeScalars.count }
}

extension Cell {
  /// The cell without the text of some of its marks, and without what parts them from each other; they stand where they stood.
  func without(marks gone: Set<Int>) -> Cell {
    var out = self
    var scalars = Array(text.unicodeScalars)
    for number in marks.indices.reversed() where gone.contains(number) {
      let mark = out.marks[number]
      guard mark.offset <= mark.end, mark.end <= scalars.count else { continue }
      var from = mark.offset
      if number > 0, gone.contains(number - 1), marks[number - 1].end < from, isBetweenCalls(scalars[marks[number - 1].end..<from]) {
        from = marks[number - 1].end
      } else if mark.end == scalars.count {
        while from > 0, isSpace(scalars[from - 1]) { from -= 1 }
      }
      scalars.removeSubrange(from..<mark.end)
      let removed = mark.end - from
      out.marks[number].offset = from
      for later in out.marks.indices where later > number { out.marks[later].offset -= removed }
    }
    out.text = String(scalars: scalars[...])
    return out
  }
}
