import Model

func assemble(_ flow: Flow, joined: [JoinedTable], settings: SegmentSettings) -> Draft {
  var draft = Draft()
  for (place, item) in flow.items.enumerated() {
    guard case .line(let line) = item else { continue }
    draft.blocks.append(
      DraftBlock(
        type: .paragraph, text: line.text, page: flow.pages[line.page].number, spans: [], role: line.role, box: line.box,
        column: line.column, items: [place]))
  }
  return draft
}
