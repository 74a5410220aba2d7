import Model
import Text
import Layout
import Objects
import Structure

/// Footnote blocks and the calls in blocks and cells → notes with anchors; findings for either without the other.
///
/// A call takes the note of its marker on its own page; else on the next (a note pushed over), the one before, else the nearest later
/// one (endnotes), else the nearest earlier one. A note without marker goes on from the last one of the page before.
func anchorNotes(_ draft: inout Draft, flow: Flow, settings: SegmentSettings) {
  continueNotes(&draft)
  var byKey: [String: [Int]] = [:]
  for (place, block) in draft.blocks.enumerated() where block.type == .footnote && !block.dropped {
    byKey[markerKey(block.marker ?? ""), default: []].append(draft.notes.count)
    draft.notes.append(DraftNote(block: place))
  }
  for place in draft.blocks.indices where !draft.blocks[place].dropped {
    let block = draft.blocks[place]
    for call in block.calls where !call.marker.isEmpty {
      let key = markerKey(call.marker)
      if let note = nearest(byKey[key] ?? [], to: call.page, in: draft) {
        draft.notes[note].anchors.append(DraftAnchor(block: place, offset: call.offset, page: call.page, box: call.box))
      } else if !callsTableNote(key, draft) {
        draft.findings.append(callWithoutNote(call.marker, page: call.page, box: call.box))
      }
    }
  }
  anchorInCells(&draft, byKey)
  for note in draft.notes where note.anchors.isEmpty {
    let block = draft.blocks[note.block]
    draft.findings.append(noteWithoutCall(block.marker ?? "", page: block.page, box: block.spans.first?.box))
  }
}

/// Marks in cells that no note of their table answers: of a footnote on the same page that nothing else calls they are the call, and leave the
/// text of the cell. Other raised figures may be exponents.
private func anchorInCells(_ draft: inout Draft, _ byKey: [String: [Int]]) {
  for place in draft.blocks.indices where !draft.blocks[place].dropped {
    guard let index = draft.blocks[place].table else { continue }
    // A table over pages has its notes under its last part.
    let pages = draft.tables[index].pages.suffix(1)
    let answered = Set(draft.tables[index].notes.map { markerKey($0.marker) })
    for at in draft.tables[index].cells.indices where !draft.tables[index].cells[at].marks.isEmpty {
      let cell = draft.tables[index].cells[at]
      for (number, mark) in cell.marks.enumerated().reversed() where !answered.contains(markerKey(mark.marker)) {
        guard
          let note = byKey[markerKey(mark.marker)]?.first(where: {
            (draft.blocks[draft.notes[$0].block].page == cell.page || pages.contains(draft.blocks[draft.notes[$0].block].page))
              && draft.notes[$0].anchors.allSatisfy { $0.cell != nil }
          })
        else { continue }
        draft.notes[note].anchors.append(
          DraftAnchor(
            block: place, cell: CellPlace(row: cell.row, column: cell.column), offset: mark.offset, page: cell.page, box: mark.box))
        var scalars = Array(draft.tables[index].cells[at].text.unicodeScalars)
        let length = mark.marker.unicodeScalars.count
        scalars.removeSubrange(mark.offset..<min(scalars.count, mark.offset + length))
        draft.tables[index].cells[at].text = String(scalars: scalars[...])
        draft.tables[index].cells[at].marks.remove(at: number)
        for later in draft.tables[index].cells[at].marks.indices where later >= number {
          draft.tables[index].cells[at].marks[later].offset -= length
        }
      }
    }
  }
}

/// The note that a call on `page` means, of those with its marker.
private func nearest(_ notes: [Int], to page: Int, in draft: Draft) -> Int? {
  func rank(_ note: Int) -> (Int, Int) {
    let distance = draft.blocks[draft.notes[note].block].page - page
    switch distance {
    case 0: return (0, 0)
    case 1: return (1, 0)
    case -1: return (2, 0)
    default: return distance > 0 ? (3, distance) : (4, -distance)
    }
  }
  return notes.min { rank($0) < rank($1) || (rank($0) == rank($1) && $0 < $1) }
}

/// `1/` in a caption is answered by a note under the table.
private func callsTableNote(_ key: String, _ draft: Draft) -> Bool {
  draft.tables.contains { $0.notes.contains { markerKey($0.marker) == key } }
    || draft.blocks.contains { $0.type == .note && $0.marker.map(markerKey) == key }
}

/// Joins a note that the foot of the next page goes on with.
private func continueNotes(_ draft: inout Draft) {
  var last: Int?
  for place in draft.blocks.indices where draft.blocks[place].type == .footnote && !draft.blocks[place].dropped {
    guard draft.blocks[place].marker == nil, let before = last,
      draft.blocks[place].page - (draft.blocks[before].spans.last?.page ?? draft.blocks[before].page) <= 1
    else {
      last = place
      continue
    }
    let (head, tail) = (draft.blocks[before], draft.blocks[place])
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
    draft.blocks[before].text = text + tail.text
    if glued, let index = draft.blocks[before].spans.indices.last {
      draft.blocks[before].spans[index].end = min(draft.blocks[before].spans[index].end, shift)
    }
    for var span in tail.spans {
      span.start += shift
      span.end += shift
      draft.blocks[before].spans.append(span)
    }
    for var call in tail.calls {
      call.offset += shift
      draft.blocks[before].calls.append(call)
    }
    draft.blocks[before].items += tail.items
    draft.blocks[place].dropped = true
  }
}

private func callWithoutNote(_ marker: String, page: Int, box: Box?) -> Finding {
  Finding("call-without-note", .warning, "The note \(marker) is called, but no note with that mark was found.", page: page, box: box)
}

private func noteWithoutCall(_ marker: String, page: Int, box: Box?) -> Finding {
  Finding("note-without-call", .warning, "The note \(marker) is called nowhere.", page: page, box: box)
}
