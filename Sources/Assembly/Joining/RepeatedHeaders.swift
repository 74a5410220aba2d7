import Model
import Text
import Layout
import Objects
import Structure

/// Findings `repeated-header` (info): headers that were printed again over a page and are left out of the table.
func repeatedHeaders(_ draft: Draft, flow: Flow) -> [Finding] {
  var out: [Finding] = []
  for block in draft.blocks where block.table != nil && !block.dropped {
    var first: PageTable?
    for place in block.items where flow.items.indices.contains(place) {
      guard case .table(let piece) = flow.items[place] else { continue }
      if let first, headersAgree(aligned(piece, to: first) ?? piece, first) {
        let page = flow.pages[piece.page]
        out.append(
          Finding(
            "repeated-header", .info, "The header of the table is printed again here and left out.", page: page.number,
            box: page.shown(piece.box)))
      }
      if first == nil { first = piece }
    }
  }
  return out
}
