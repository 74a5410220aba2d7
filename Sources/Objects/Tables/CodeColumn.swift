import Layout
import Model
import Text

/// Codes that stand before names at a depth of their own (a chart of accounts, a list of works): two columns that no upright line parts.
///
/// White space does not show them, since each row begins further right than the one above. What shows them is that nearly every row begins with
/// a code and goes on in words, and that the header has a head for each.
enum CodeRule {
  /// Rows at least, and the part of them that begin with a code.
  static let rows = setting("rows", 5)
  static let share = setting("share", 0.8)
  /// White space between the two heads, in their size.
  static let heads = setting("heads", 1.0)
  /// Lines among which the heads are.
  static let header = setting("header", 4)
}

/// Parts the first column where codes and names share it.
func splitCodes(_ grid: inout Grid, _ page: TablePage) {
  func own(_ line: Int) -> [Piece] { grid.pieces[line].filter { $0.from == 0 && $0.to == 0 } }
  guard grid.lines.count > CodeRule.rows,
    let head = grid.lines.indices.prefix(CodeRule.header).first(where: { line in
      let heads = own(line)
      return heads.count == 2 && heads.allSatisfy(\.isText) && heads[1].box.x0 - heads[0].box.x1 > CodeRule.heads * grid.lines[line].height
    })
  else { return }
  let body = grid.lines.indices.filter { $0 > head && !own($0).isEmpty }
  let coded = body.filter { line in isCoded(own(line), page) }
  guard coded.count >= CodeRule.rows, Double(coded.count) >= CodeRule.share * Double(body.count) else { return }
  let border = own(head)[1].box.x0 - 1
  guard border > grid.xs[0] + 2, border < grid.xs[1] - 2 else { return }
  for line in grid.pieces.indices {
    var out: [Piece] = []
    for var it in grid.pieces[line] {
      let first = it.from == 0 && it.to == 0
      if it.from > 0 { it.from += 1 }
      if it.to > 0 { it.to += 1 }
      if first, line > head, out.isEmpty, coded.contains(line), it.words.count > 1 {
        let code = it.words.lowerBound..<it.words.lowerBound + 1
        out.append(piece(code, grid, page) { _ in 0 })
        out.append(piece(code.upperBound..<it.words.upperBound, grid, page) { _ in 1 })
        continue
      }
      // The second head, and names set apart from their code.
      if first, !out.isEmpty { (it.from, it.to) = (1, 1) }
      out.append(it)
    }
    grid.pieces[line] = out
  }
  grid.xs.insert(border, at: 1)
  grid.hardColumns.insert(false, at: 1)
}

/// Whether a line's first words are a code and then letters: digits and points alone, three and more of them.
private func isCoded(_ pieces: [Piece], _ page: TablePage) -> Bool {
  guard let first = pieces.first?.words.lowerBound, page.words[first].kind == .number, page.words[first].code || page.words[first].dotted
  else {
    return false
  }
  let rest = pieces.flatMap(\.words).dropFirst()
  return rest.first.map { page.words[$0].kind == .text } ?? false
}
