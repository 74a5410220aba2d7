import Model
import Layout
import Text

/// Notes under a table → the cells that call them, and those cells without the calls.

extension Captions {
  /// The cells that call each note: by the marks that Tables took out of them, or a cell that is nothing but the marker.
  mutating func linkTableNotes(_ index: Int, _ table: Table) {
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

/// Raised calls leave the text of their cell where the table has the note: `870²` with a note 2 is 870. What is set apart (`Total 1/`) stays as
/// printed. Nil where none leaves.
private func withoutCalls(_ before: Cell, of notes: Set<String>) -> Cell? {
  var cell = before
  var changed = false
  for number in cell.marks.indices.reversed() where notes.contains(markerKey(cell.marks[number].marker)) {
    let mark = cell.marks[number]
    var scalars = Array(cell.text.unicodeScalars)
    let length = mark.marker.unicodeScalars.count
    let digits = mark.marker.unicodeScalars.allSatisfy { isDigit($0.value) }
    guard mark.offset > 0, mark.offset + length <= scalars.count, digits || !isSpace(scalars[mark.offset - 1]) else { continue }
    var from = mark.offset
    if mark.offset + length == scalars.count { while from > 0, isSpace(scalars[from - 1]) { from -= 1 } }
    scalars.removeSubrange(from..<mark.offset + length)
    let removed = mark.offset + length - from
    cell.marks[number].offset = from
    cell.text = String(scalars: scalars[...])
    for later in cell.marks.indices where later > number { cell.marks[later].offset -= removed }
    changed = true
  }
  return changed ? cell : nil
}
