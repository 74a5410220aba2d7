import Model

/// The pictures, charts and diagrams of all pages, with the lines that are words inside them. `leavingOut[p][l]`: line is furniture.
func findFigures(_ pages: [Page], leavingOut: [[Bool]], settings: SegmentSettings) -> [[PageFigure]] { pages.map { _ in [] } }
