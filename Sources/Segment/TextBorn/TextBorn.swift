import Model

/// Plain text without layout, made ready for the steps that pages go through.
func textBornPages(_ pages: [Page], settings: SegmentSettings) -> [Page] { pages }

func textBornTables(_ pages: [Page], leavingOut: inout [[Bool]], settings: SegmentSettings) -> [[PageTable]] { pages.map { _ in [] } }
