import Model

/// The pictures, charts and diagrams on one page, with the lines that are words inside them.
func findFigures(on page: Page, index: Int, leavingOut: [Bool], tables: [PageTable], settings: SegmentSettings) -> [PageFigure] { [] }
