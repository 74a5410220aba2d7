package import Model
import Text
import Layout

/// Part of a printed line that stands in one column, or across several.
package struct Piece {
  package var words: Range<Int>
  package var box: Box
  package var from: Int
  package var to: Int
  var isValue: Bool
  /// Has a number or what stands for one, with words or without.
  var hasNumber = false
  /// Has words, not numbers and signs alone.
  package var isText: Bool
  /// Of its first word.
  package var look: WordLook
  /// How wide its first word is.
  package var lead: Double
  /// Begins with a small letter.
  package var lower: Bool
  /// Ends within a word.
  var broken: Bool
  /// Begins with a bullet.
  var bullet = false
  /// Is one number between 1800 and 2100.
  var isYear = false
  /// Is dates alone.
  var isDate = false
  /// Is a line for itself that says what numbers count.
  var isUnits = false
}

package struct StubWords {
  package var width = 0.0
  package var lower = false
  var colon = false
}

/// Each line cut at column borders that no word crosses; a fragment of words that runs on across a white-space border stays whole and spans.
func cutPieces(_ grid: inout Grid, _ page: TablePage) {
  func column(_ x: Double) -> Int {
    var index = 0
    while index + 1 < grid.columns, x > grid.xs[index + 1] { index += 1 }
    return index
  }
  for line in grid.lines {
    var out: [Piece] = []
    for place in line.fragments {
      let fragment = page.fragments[place]
      var start = fragment.words.lowerBound
      var words = fragment.words
      // Leaders belong to no cell.
      while let last = words.last, page.words[last].kind == .leader, words.count > 0 { words = words.lowerBound..<last }
      while let first = words.first, page.words[first].kind == .leader { words = (first + 1)..<words.upperBound }
      guard !words.isEmpty else { continue }
      start = words.lowerBound
      for word in words {
        let next = word + 1
        if next == words.upperBound || isCut(behind: word, size: fragment.size, grid, page, column) {
          out.append(piece(start..<next, grid, page, column))
          start = next
        }
      }
    }
    // A line of as many words as there are columns, each in its own: a header that stands beside its numbers, not over them.
    if grid.pieces.count < 4, out.count == grid.columns, out.count >= 2,
      !out.contains(where: { $0.isValue || page.words[$0.words.lowerBound].kind == .bullet }),
      !grid.hardColumns.dropFirst().dropLast().contains(true),
      Set(out.map(\.from)).count < out.count || out.contains(where: { $0.to > $0.from })
    {
      for index in out.indices {
        out[index].from = index
        out[index].to = index
      }
    }
    partPieces(&out, borders: grid.hardColumns.dropFirst().dropLast().contains(true) ? [] : grid.xs, em: page.em, column)
    if out.count == 1, page.units.contains(page.words[out[0].words.lowerBound].line) { out[0].isUnits = true }
    grid.pieces.append(out)
    var stub = StubWords()
    if let piece = out.first, piece.from == 0 {
      let first = page.words[piece.words.lowerBound]
      stub.width = first.box.width
      stub.lower = first.lower
      stub.colon = page.words[piece.words.upperBound - 1].colon
    }
    grid.stubWords.append(stub)
  }
}

/// Whether a word and the next one of its fragment are of two cells.
private func isCut(behind word: Int, size: Double, _ grid: Grid, _ page: TablePage, _ column: (Double) -> Int) -> Bool {
  let a = page.words[word]
  let b = page.words[word + 1]
  let border = column(a.box.midX)
  let other = column(b.box.midX)
  guard other != border else { return false }
  let hard = (min(border, other) + 1...max(border, other)).contains { drawn(grid, border: $0, y: a.box.midY) }
  let value = a.kind == .number || a.kind == .missing || b.kind == .number || b.kind == .missing
  let clear = b.box.x0 - a.box.x1 > PieceRule.clear * size
  // A text too long for its cell runs over the border in the middle of a word.
  if hard, !clear, !value, other == border + 1, b.box.x0 < grid.xs[border + 1] - PieceRule.runsOver { return false }
  // `Third quarter 2023` over several columns.
  let year = a.kind == .text && (page.integers[word + 1].map { $0 >= 1800 && $0 < 2100 } ?? false)
  if year, !hard, !clear, grid.pieces.count < 3 { return false }
  let tight = grid.tight.contains(grid.xs[border + 1]) && crossesNothing(a.box.x1, b.box.x0, grid.xs[border + 1])
  let aligned = grid.secondStub.map { abs(b.box.x0 - $0) < PieceRule.aligned } ?? false
  return hard || clear || aligned || tight || (value && crossesNothing(a.box.x1, b.box.x0, grid.xs[border + 1]))
}

/// How fragments are parted by columns.
private enum PieceRule {
  /// Sizes of white between words that surely are of two cells.
  static let clear = setting("clear", 0.5)
  /// Points by which a label may miss the edge of the second column of labels.
  static let aligned = setting("aligned", 0.8)
  /// Points by which a word begins before a border that it runs over, at least.
  static let runsOver = setting("runsOver", 2.0)
  /// The part of a word's width that may stick into the next column.
  static let sliver = setting("sliver", 0.25)
}

/// Two pieces of a line are never of one column: heads wider than their columns stand where their middles are.
private func partPieces(_ pieces: inout [Piece], borders: [Double], em: Double, _ column: (Double) -> Int) {
  let columns = borders.count - 1
  for place in pieces.indices.dropFirst() where pieces[place - 1].to >= pieces[place].from {
    let left = column(pieces[place - 1].box.midX)
    let right = column(pieces[place].box.midX)
    // A head narrower than its column may stand left of the column's border: beside a blank place, and far from the piece before it.
    if left == right, right + 1 < columns, place + 1 == pieces.count || pieces[place + 1].from > right + 1,
      pieces[place].to == right, pieces[place].box.x0 - pieces[place - 1].box.x1 > em, borders[right + 1] - pieces[place].box.x1 < em
    {
      pieces[place].from = right + 1
      pieces[place].to = right + 1
      pieces[place - 1].to = left
      pieces[place - 1].from = min(pieces[place - 1].from, left)
      continue
    }
    guard left < right else { continue }
    pieces[place - 1].to = min(pieces[place - 1].to, max(left, pieces[place - 1].from))
    if pieces[place - 1].to >= right { pieces[place - 1].to = left }
    pieces[place - 1].from = min(pieces[place - 1].from, pieces[place - 1].to)
    pieces[place].from = max(min(pieces[place].from, right), pieces[place - 1].to + 1)
    pieces[place].to = max(pieces[place].to, pieces[place].from)
  }
}

/// Whether an upright edge is drawn at a column border beside a line.
private func drawn(_ grid: Grid, border: Int, y: Double) -> Bool {
  guard grid.hardColumns[border] else { return false }
  return grid.verticals.contains { abs($0.at - grid.xs[border]) < GridRule.atBorder && $0.start < y && $0.end > y }
}

private func crossesNothing(_ end: Double, _ start: Double, _ border: Double) -> Bool { end < border + 2 && start > border - 2 }

func piece(_ words: Range<Int>, _ grid: Grid, _ page: TablePage, _ column: (Double) -> Int) -> Piece {
  var box = page.words[words.lowerBound].box
  var value = false
  var text = false
  for word in words {
    box = box.union(page.words[word].box)
    switch page.words[word].kind {
    case .number, .missing: value = true
    case .text, .bullet: text = true
    default: break
    }
  }
  // A column counts as touched where the piece reaches into it by more than a sliver.
  let sliver = min(4, PieceRule.sliver * max(1, box.width))
  var from = column(box.x0 + sliver)
  var to = column(box.x1 - sliver)
  if words.count == 1 {
    from = column(box.midX)
    to = from
  }
  let first = page.words[words.lowerBound]
  return Piece(
    words: words, box: box, from: from, to: max(from, to), isValue: value && !text, hasNumber: value, isText: text, look: first.look,
    lead: first.box.width, lower: first.lower, broken: page.words[words.upperBound - 1].broken, bullet: first.kind == .bullet,
    isYear: words.count == 1 && isYear(words.lowerBound, page), isDate: words.allSatisfy { page.words[$0].isDate })
}
