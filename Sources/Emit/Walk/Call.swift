import Model

/// A place where a note is called: behind `offset` scalars of a block's text, or of one of its table's cells.
struct Call {
  var offset: Int
  var cell: CellPlace?
  /// What stands between `[^` and `]` for the note: its marker, or its id where the marker comes twice.
  var label: String
  var note: String
  var marker: String
  /// Which of the note's calls, from 1.
  var number: Int
}

/// What a note is called in Markdown, by its id: its marker, or the id where the marker comes twice or is no word.
func noteLabels(_ document: Document) -> [String: String] {
  // Labels are told apart without regard to case, and ids are labels too.
  let times = Dictionary(document.footnotes.flatMap { [($0.marker.lowercased(), 1), ($0.id, 1)] }, uniquingKeysWith: +)
  var labels: [String: String] = [:]
  for note in document.footnotes {
    let plain = note.marker.unicodeScalars.allSatisfy { $0.properties.isAlphabetic || ("0"..."9").contains($0) }
    labels[note.id] = plain && !note.marker.isEmpty && times[note.marker.lowercased()] == 1 ? note.marker : note.id
  }
  return labels
}

/// Calls by block, in the order of their places.
func callsByBlock(_ document: Document) -> [String: [Call]] {
  let labels = noteLabels(document)
  var calls: [String: [Call]] = [:]
  for note in document.footnotes {
    for (index, anchor) in note.anchors.enumerated() {
      calls[anchor.block, default: []].append(
        Call(
          offset: anchor.offset, cell: anchor.cell, label: labels[note.id] ?? note.id, note: note.id, marker: note.marker, number: index + 1
        ))
    }
  }
  return calls.mapValues { $0.sorted { ($0.offset, $0.label, $0.number) < ($1.offset, $1.label, $1.number) } }
}
