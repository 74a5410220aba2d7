import Model

/// Tables and figures after chapter 14 of the Guidelines: captions and units as `head`, sources as `trailer`, notes as `note`.
extension TEIWriter {
  mutating func write(_ object: BodyWalk.ObjectPart) {
    let beside = object.above + object.below
    let heads = beside.filter { $0.type == .caption || $0.type == .units }
    let others = beside.filter { $0.type != .caption && $0.type != .units }
    switch object.thing {
    case .table(let table):
      let grid = BegunGrid(table)
      guard !grid.rows.isEmpty else { return heads.forEach { paragraph($0, "p") } }
      out.start(
        "table",
        ["xml:id": table.id, "corresp": "#\(object.block.id)", "rows": String(grid.rows.count), "cols": String(grid.columns)])
      for block in heads { head(block) }
      out.newline()
      for (index, row) in grid.rows.enumerated() { self.row(row, block: object.block, head: index < grid.headerRows) }
      for block in others { below(block) }
      out.end()
    case .figure(let figure):
      out.start("figure", ["xml:id": figure.id, "corresp": "#\(object.block.id)", "type": figure.kind])
      for block in heads { head(block) }
      for text in figure.texts { out.element("p", text: text) }
      for block in others { below(block) }
      out.end()
    }
  }

  private mutating func head(_ block: Block) {
    out.start("head", ["xml:id": block.id, "type": block.type == .units ? "units" : nil])
    inline(block)
    out.end()
  }

  private mutating func below(_ block: Block) {
    let note = block.type == .note
    out.start(note ? "note" : "trailer", ["xml:id": block.id, "n": note ? block.marker : nil, "type": note ? nil : block.type.rawValue])
    inline(block)
    out.end()
  }

  private mutating func row(_ row: [BegunGrid.Place], block: Block, head: Bool) {
    for page in marks.upTo(row.first?.cell?.page ?? 0) { pageMark(page) }
    out.start("row", ["role": head ? "label" : "data"])
    for place in row {
      let cell = place.cell
      out.start(
        "cell",
        [
          "role": cell?.header == true ? "label" : "data", "rows": place.rows > 1 ? String(place.rows) : nil,
          "cols": place.columns > 1 ? String(place.columns) : nil,
        ])
      if let cell {
        let at = CellPlace(row: cell.row, column: cell.column)
        inline(pieces(cell.text, calls: walk.calls(in: block.id, cell: at), mentions: walk.mentions(in: block.id, cell: at)))
      }
      out.end()
    }
    out.end()
    out.newline()
  }
}
