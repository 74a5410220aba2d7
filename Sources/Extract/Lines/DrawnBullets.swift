import Model

/// Bullets that browsers draw as discs, circles and squares become words before the lines that they stand before; they stand for no glyph.
///
/// A shape counts as a bullet by its size and place against the line; the samples of a legend stand in a row and do not.
func placeDrawnBullets(on page: inout Page) {
  let discs = aloneInTheirRow(page.drawings.indices.filter { page.drawings[$0].curved && isSmallSquare(page.drawings[$0].box) }) {
    page.drawings[$0].box
  }
  let squares = aloneInTheirRow(page.fills.indices.filter { isSmallSquare(page.fills[$0].box) }) { page.fills[$0].box }
  // A cloud of points is a chart.
  guard discs.count + squares.count > 0, discs.count + squares.count <= mostBullets else { return }
  var usedDiscs: Set<Int> = []
  var usedSquares: Set<Int> = []
  for index in page.lines.indices where page.lines[index].angle == 0 {
    let line = page.lines[index]
    if let disc = discs.first(where: { isBullet(page.drawings[$0].box, of: line) }) {
      add(page.drawings[disc].filled ? "•" : "◦", page.drawings[disc].box, to: &page.lines[index])
      usedDiscs.insert(disc)
    } else if let square = squares.first(where: { isBullet(page.fills[$0].box, of: line) }) {
      add("▪", page.fills[square].box, to: &page.lines[index])
      usedSquares.insert(square)
    }
  }
  page.drawings = page.drawings.indices.filter { !usedDiscs.contains($0) }.map { page.drawings[$0] }
  page.fills = page.fills.indices.filter { !usedSquares.contains($0) }.map { page.fills[$0] }
}

private let mostBullets = 200

private func aloneInTheirRow(_ shapes: [Int], _ box: (Int) -> Box) -> [Int] {
  guard shapes.count > 1, shapes.count <= mostBullets else { return shapes }
  return shapes.filter { shape in
    shapes.allSatisfy { $0 == shape || abs(box($0).midY - box(shape).midY) > 2 || abs(box($0).midX - box(shape).midX) < 2 }
  }
}

private func isSmallSquare(_ box: Box) -> Bool {
  box.width > 1.2 && box.width < 9 && abs(box.width - box.height) < 0.2 * box.width
}

/// All against the size of the line: browsers draw discs of a third of it, three quarters before the text.
private func isBullet(_ box: Box, of line: TextLine) -> Bool {
  let size = line.size
  let gap = line.box.x0 - box.x1
  let height = line.baseline - box.midY
  return box.width > 0.15 * size && box.width < 0.6 * size && gap > 0.15 * size && gap < 1.6 * size && height > 0.1 * size
    && height < 0.6 * size
}

private func add(_ text: String, _ box: Box, to line: inout TextLine) {
  guard let first = line.words.first else { return }
  line.words[0].spaceBefore = true
  line.words.insert(
    Word(
      text: text, box: box, baseline: line.baseline, size: line.size, style: first.style, spaceBefore: false,
      edges: [Float(box.x0), Float(box.x1)], glyphs: 0, marked: first.marked), at: 0)
  line.box = line.box.union(box)
}
