import Model

/// Everything on the pages but furniture in reading order; lines inside tables and figures stay with them.
func readingOrder(
  _ pages: [Page], facts: DocumentFacts, furniture: Furniture, tables: [[PageTable]], figures: [[PageFigure]], settings: SegmentSettings
) -> Flow {
  var flow = Flow(pages: pages)
  flow.fonts = facts.fonts
  for (index, page) in pages.enumerated() {
    var taken = furniture.lines[index]
    for table in tables[index] { for line in table.lines { taken[line] = true } }
    for figure in figures[index] { for line in figure.lines { taken[line] = true } }
    for (number, line) in page.lines.enumerated() where !taken[number] {
      flow.items.append(
        .line(
          FlowLine(
            page: index, words: line.words, box: line.box, baseline: line.baseline, size: line.size, column: line.box, sources: [number])))
    }
    for table in tables[index] { flow.items.append(.table(table)) }
    for figure in figures[index] { flow.items.append(.figure(figure)) }
  }
  return flow
}
