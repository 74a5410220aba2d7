import Model

/// A section that the heading block `block` (place in ``Draft/blocks``) opens; `parent` is a place in the list of sections.
struct DraftSection {
  var block: Int
  var parent: Int?
  var level: Int
  var number: String?
  var title: String
}

func sectionTree(_ draft: inout Draft, flow: Flow, facts: DocumentFacts, settings: SegmentSettings) -> [DraftSection] { [] }
