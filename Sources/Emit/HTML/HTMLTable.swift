import Model

/// Tables and figures, each in a `figure` with its caption and what stands below it.
extension HTMLWriter {
  mutating func write(_ object: BodyWalk.ObjectPart) {
    switch object.thing {
    case .table(let table):
      out.start("figure", ["id": table.id, "class": "table"])
      caption(object.above)
      rows(table, block: object.block)
    case .figure(let figure):
      out.start("figure", ["id": figure.id, "class": figure.kind])
      caption(object.above)
      if !figure.texts.isEmpty { out.element("p", ["class": "words"], text: figure.texts.joined(separator: " · ")) }
    }
    // One caption is all that a figure may have, at its beginning or end.
    if object.above.isEmpty { caption(object.below) } else { for block in object.below { write(block) } }
    out.end()
  }

  private mutating func caption(_ blocks: [Block]) {
    guard !blocks.isEmpty else { return }
    out.start("figcaption")
    for block in blocks { write(block) }
    out.end()
  }

  private mutating func rows(_ table: Table, block: Block) {
    let grid = BegunGrid(table)
    guard !grid.rows.isEmpty else { return }
    out.start("table", ["id": block.id])
    for (index, row) in grid.rows.enumerated() {
      if index == 0 { out.start(grid.headerRows > 0 ? "thead" : "tbody") }
      if index > 0, index == grid.headerRows {
        out.end()
        out.start("tbody")
      }
      out.start("tr")
      for place in row { cell(place, block: block, head: index < grid.headerRows) }
      out.end()
      out.newline()
    }
    out.end()
    out.end()
  }

  private mutating func cell(_ place: BegunGrid.Place, block: Block, head: Bool) {
    let rows = place.rows > 1 ? String(place.rows) : nil
    let columns = place.columns > 1 ? String(place.columns) : nil
    guard let cell = place.cell else { return out.element("td", ["rowspan": rows, "colspan": columns], text: "") }
    // An empty header tells nothing of its column.
    if cell.header, !cell.text.isEmpty {
      out.start("th", ["scope": head ? "col" : "row", "rowspan": rows, "colspan": columns])
    } else {
      out.start("td", ["class": cell.value?.number == nil ? nil : "number", "rowspan": rows, "colspan": columns])
    }
    for page in marks.upTo(cell.page) { pageMark(page) }
    let at = CellPlace(row: cell.row, column: cell.column)
    inline(pieces(cell.text, calls: walk.calls(in: block.id, cell: at), mentions: walk.mentions(in: block.id, cell: at)))
    out.end()
  }
}
