import Model

/// One logical table: the pieces that it was printed in, by place in ``Flow/items``, and what they make together.
struct JoinedTable {
  var pieces: [Int]
  var table: Table
}

/// Every table piece of the flow belongs to exactly one joined table; boxes are turned to the page as shown.
func joinTables(_ flow: Flow, settings: SegmentSettings) -> [JoinedTable] { [] }

/// After captions, units and notes are attached: values of cells, checks, note marks.
func fillTables(_ draft: inout Draft, flow: Flow, settings: SegmentSettings) {}
