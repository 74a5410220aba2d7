import Model

/// The tables on one page: from rulings, fills and the alignment of lines. `leavingOut[i]` is true for lines of the page that are furniture.
func findTables(on page: Page, index: Int, leavingOut: [Bool], settings: SegmentSettings) -> [PageTable] { [] }
