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
  /// Points within which numbers end and the words behind them begin in line, and by which the widths of the numbers differ, so that it is no chance.
  static let inLine = setting("inLine", 1.2)
  static let widths = setting("widths", 2.0)
  /// Ems of white between them where all numbers are of one width. Base: a word space is a quarter to a third.
  static let clear = setting("clear", 0.5)
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

/// Parts columns where numbers that end in line stand close before labels that begin in line: two tables side by side with no white between them. (The
/// counted things of a phrase, `3 casos`, begin where their number ends.)
func splitNumbers(_ grid: inout Grid, _ page: TablePage) {
  var column = 1
  while column < grid.columns, grid.columns < 60 {
    if let border = borderBehindNumbers(of: column, grid, page) { insert(border, behind: column, in: &grid, page) }
    column += 1
  }
}

/// Where labels begin behind the numbers of a column; nil where most of its lines are no number with a label.
private func borderBehindNumbers(of column: Int, _ grid: Grid, _ page: TablePage) -> Double? {
  let own = grid.pieces.joined().filter { $0.from == column && $0.to == column }
  let both = own.filter { startsWithNumber($0, page) && $0.words.count > 1 }
  guard both.count >= CodeRule.rows, Double(both.count) >= CodeRule.share * Double(own.count(where: \.hasNumber)),
    Double(both.count) * 2 > Double(own.count)
  else { return nil }
  let numbers = both.map { page.words[$0.words.lowerBound].box }
  let labels = both.map { page.words[$0.words.lowerBound + 1].box.x0 }
  guard let least = labels.min(), let most = labels.max(), most - least < CodeRule.inLine, let end = numbers.map(\.x1).max(),
    let first = numbers.map(\.x1).min(), end - first < CodeRule.inLine, let narrow = numbers.map(\.width).min(),
    let wide = numbers.map(\.width).max(), end < least,
    wide - narrow > CodeRule.widths || least - end > CodeRule.clear * page.em
  else { return nil }
  return (end + least) / 2
}

private func startsWithNumber(_ piece: Piece, _ page: TablePage) -> Bool {
  let first = piece.words.lowerBound
  return page.words[first].kind == .number && piece.words.count > 1 && page.words[first + 1].kind == .text
}

/// A border within a column: pieces of numbers with labels are cut, others stand where they are.
private func insert(_ border: Double, behind column: Int, in grid: inout Grid, _ page: TablePage) {
  for line in grid.pieces.indices {
    var out: [Piece] = []
    for var it in grid.pieces[line] {
      if it.from == column, it.to == column, it.words.count > 1, page.words[it.words.lowerBound].box.x1 < border,
        page.words[it.words.lowerBound + 1].box.x0 > border
      {
        let number = it.words.lowerBound..<it.words.lowerBound + 1
        out.append(piece(number, grid, page) { _ in column })
        out.append(piece(number.upperBound..<it.words.upperBound, grid, page) { _ in column + 1 })
        continue
      }
      let right = it.box.midX > border
      if it.from > column || it.from == column && right { it.from += 1 }
      if it.to > column || it.to == column && right { it.to += 1 }
      out.append(it)
    }
    grid.pieces[line] = out
  }
  grid.xs.insert(border, at: column + 1)
  grid.hardColumns.insert(false, at: column + 1)
}
