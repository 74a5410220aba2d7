package import Model

/// One logical table: the pieces that it was printed in, by place in ``Flow/items``, and what they make together.
struct JoinedTable {
  var pieces: [Int]
  var table: Table
}

/// Every table piece of the flow belongs to exactly one joined table; boxes are turned to the page as shown.
func joinTables(_ flow: Flow, settings: SegmentSettings) -> [JoinedTable] {
  var out: [JoinedTable] = []
  for (place, item) in flow.items.enumerated() {
    guard case .table(let piece) = item else { continue }
    out.append(JoinedTable(pieces: [place], table: logicalTable([piece], pages: flow.pages)))
  }
  return out
}

/// Tables of pages without the rest of the document: for looking at tables alone.
package func tables(in pages: [Page], settings: SegmentSettings) -> [Table] {
  var out: [Table] = []
  for (index, page) in pages.enumerated() {
    for piece in findTables(on: page, index: index, leavingOut: [], settings: settings) { out.append(logicalTable([piece], pages: pages)) }
  }
  return out
}

private func logicalTable(_ pieces: [PageTable], pages: [Page]) -> Table {
  let first = pieces[0]
  var table = Table(id: "", block: "", rows: first.rows, columns: first.columns)
  table.headerRows = first.headerRows
  table.pages = [pages[first.page].number]
  table.confidence = first.confidence
  table.cells = first.cells.map { cell in
    var cell = cell
    cell.box = pages[first.page].shown(cell.box)
    return cell
  }
  return table
}

/// After captions, units and notes are attached: values of cells, checks, note marks.
func fillTables(_ draft: inout Draft, flow: Flow, settings: SegmentSettings) {}
