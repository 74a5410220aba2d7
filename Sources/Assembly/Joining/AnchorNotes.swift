import Model
import Text
import Layout
import Objects
import Structure

/// Footnote blocks and the calls in blocks and cells → notes with anchors; findings for either without the other.
///
/// A call takes the note of its marker on its own page; else on the next (a note pushed over), the one before, else the nearest later
/// one (endnotes), else the nearest earlier one. (A note without marker goes on from the last one of the page before: ``withWholeNotes(_:)``.)
func notes(of draft: Draft) -> FoundNotes {
  var out = FoundNotes()
  var byKey: [String: [Int]] = [:]
  for (place, block) in draft.blocks.enumerated() where block.type == .footnote && !block.dropped {
    byKey[markerKey(block.marker ?? ""), default: []].append(out.notes.count)
    out.notes.append(DraftNote(block: place))
  }
  for (place, block) in draft.blocks.enumerated() where !block.dropped {
    for call in block.calls where !call.marker.isEmpty {
      let key = markerKey(call.marker)
      if let note = nearest(byKey[key] ?? [], to: call.page, in: out.notes, draft) {
        out.notes[note].anchors.append(DraftAnchor(block: place, offset: call.offset, page: call.page, box: call.box))
      } else if !callsTableNote(key, draft) {
        out.findings.append(callWithoutNote(call.marker, page: call.page, box: call.box))
      }
    }
  }
  for (place, block) in draft.blocks.enumerated() where !block.dropped {
    if let index = block.table { out.anchorInCells(of: index, block: place, draft, byKey) }
  }
  for note in out.notes where note.anchors.isEmpty {
    let block = draft.blocks[note.block]
    out.findings.append(noteWithoutCall(block.marker ?? "", page: block.page, box: block.spans.first?.box))
  }
  return out
}

struct FoundNotes {
  var notes: [DraftNote] = []
  var findings: [Finding] = []
  /// Cells that lose the calls of footnotes.
  var cells: [(table: Int, cell: Int, without: Cell)] = []
}

extension Draft {
  /// Enters the notes, and what is odd about them.
  mutating func enter(_ found: FoundNotes) {
    notes = found.notes
    findings += found.findings
    for (table, cell, without) in found.cells { tables[table].cells[cell] = without }
  }
}

extension FoundNotes {
  /// Marks in cells that no note of their table answers: of a footnote on the same page that nothing else calls they are the call, and leave the
  /// text of the cell. Other raised figures may be exponents.
  fileprivate mutating func anchorInCells(of index: Int, block place: Int, _ draft: Draft, _ byKey: [String: [Int]]) {
    let table = draft.tables[index]
    // A table over pages has its notes under its last part.
    let last = table.pages.last
    let answered = Set(table.notes.map { markerKey($0.marker) })
    func page(of note: DraftNote) -> Int { draft.blocks[note.block].page }
    for (at, cell) in table.cells.enumerated() where !cell.marks.isEmpty {
      var gone = Set<Int>()
      for (number, mark) in cell.marks.enumerated().reversed() where !answered.contains(markerKey(mark.marker)) {
        let note = byKey[markerKey(mark.marker)]?.first {
          (page(of: notes[$0]) == cell.page || page(of: notes[$0]) == last) && notes[$0].anchors.allSatisfy { $0.cell != nil }
        }
        guard let note else { continue }
        notes[note].anchors.append(
          DraftAnchor(
            block: place, cell: CellPlace(row: cell.row, column: cell.column), offset: mark.offset, page: cell.page, box: mark.box))
        gone.insert(number)
      }
      var without = cell.without(marks: gone)
      without.marks = without.marks.indices.filter { !gone.contains($0) }.map { without.marks[$0] }
      if without.marks.count < cell.marks.count { cells.append((index, at, without)) }
    }
  }
}

/// The note that a call on `page` means, of those with its marker.
private func nearest(_ candidates: [Int], to page: Int, in notes: [DraftNote], _ draft: Draft) -> Int? {
  func rank(_ note: Int) -> (Int, Int) {
    let distance = draft.blocks[notes[note].block].page - page
    switch distance {
    case 0: return (0, 0)
    case 1: return (1, 0)
    case -1: return (2, 0)
    default: return distance > 0 ? (3, distance) : (4, -distance)
    }
  }
  return candidates.min { rank($0) < rank($1) || (rank($0) == rank($1) && $0 < $1) }
}

/// `1/` in a caption is answered by a note under the table.
private func callsTableNote(_ key: String, _ draft: Draft) -> Bool {
  draft.tables.contains { $0.notes.contains { markerKey($0.marker) == key } }
    || draft.blocks.contains { $0.type == .note && $0.marker.map(markerKey) == key }
}

/// The blocks with each note whole that the foot of the next page goes on with; what went on it is dropped.
func withWholeNotes(_ found: [DraftBlock]) -> [DraftBlock] {
  var blocks = found
  var last: Int?
  for place in blocks.indices where blocks[place].type == .footnote && !blocks[place].dropped {
    guard blocks[place].marker == nil, let before = last,
      blocks[place].page - (blocks[before].spans.last?.page ?? blocks[before].page) <= 1
    else {
      last = place
      continue
    }
    let (head, tail) = (blocks[before], blocks[place])
    var text = head.text
    var scalars = text.unicodeScalars
    var glued = false
    // A word broken over the page: the hyphen goes where a small letter follows.
    if let hyphen = scalars.last, hyphen == "-" || hyphen == "\u{AD}" || hyphen == "\u{2010}", let next = tail.text.unicodeScalars.first,
      isLower(next)
    {
      scalars.removeLast()
      text = String(scalars)
      glued = true
    }
    if !glued { text += " " }
    let shift = text.unicodeScalars.count
    blocks[before].text = text + tail.text
    if glued, let index = blocks[before].spans.indices.last {
      blocks[before].spans[index].end = min(blocks[before].spans[index].end, shift)
    }
    for var span in tail.spans {
      span.start += shift
      span.end += shift
      blocks[before].spans.append(span)
    }
    for var call in tail.calls {
      call.offset += shift
      blocks[before].calls.append(call)
    }
    blocks[before].items += tail.items
    blocks[place].dropped = true
  }
  return blocks
}

private func callWithoutNote(_ marker: String, page: Int, box: Box?) -> Finding {
  Finding("call-without-note", .warning, "The note \(marker) is called, but no note with that mark was found.", page: page, box: box)
}

private func noteWithoutCall(_ marker: String, page: Int, box: Box?) -> Finding {
  Finding("note-without-call", .warning, "The note \(marker) is called nowhere.", page: page, box: box)
}
