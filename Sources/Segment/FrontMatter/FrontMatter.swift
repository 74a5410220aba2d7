import Model

/// A list of terms on one page: entries in reading order, each the words of its lines.
struct PageGlossary {
  var box: Box
  /// Indices into the page's `lines`.
  var lines: [Int]
  var entries: [[FlowLine]]

  /// How the reading order sees it: one thing that stays together.
  func placeholder(page: Int) -> PageFigure { PageFigure(page: page, box: box, kind: "glossary", lines: Set(lines)) }
}

func findGlossaries(_ pages: [Page], leavingOut: [[Bool]], settings: SegmentSettings) -> [[PageGlossary]] { pages.map { _ in [] } }

/// Puts the entries in the place of their list (role `.glossary`, `begins` at each entry).
func markGlossary(_ flow: inout Flow, found: [[PageGlossary]], settings: SegmentSettings) {}

/// Glossary blocks → terms and expansions.
func fillGlossary(_ draft: inout Draft, flow: Flow, settings: SegmentSettings) {}

/// Title page, info and XMP → metadata.
func readFrontMatter(_ draft: inout Draft, flow: Flow, facts: DocumentFacts, settings: SegmentSettings) {}
