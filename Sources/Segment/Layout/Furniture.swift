import Model

/// What repeats over the pages and is no part of the text.
struct Furniture {
  /// For each page, for each of its lines: whether it is furniture.
  var lines: [[Bool]]
  /// The page labels that folios print, where found.
  var labels: [String?]
}

func findFurniture(_ pages: [Page], facts: DocumentFacts, settings: SegmentSettings) -> Furniture {
  Furniture(lines: pages.map { [Bool](repeating: false, count: $0.lines.count) }, labels: pages.map { _ in nil })
}

func furnitureBlocks(_ flow: Flow) -> [Block] { [] }
