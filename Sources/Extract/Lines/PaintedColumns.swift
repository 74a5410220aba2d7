import Text

/// Lines that run over a narrow gutter → their two halves.
///
/// Takes lines as pieces in the order along them, gives them parted where two columns stand closer than the spaces of stretched text are wide. What tells a gutter
/// is the order of painting: a column is painted to its end before the next is begun, so at the gutter of each row many pieces lie between a word and the one
/// beside it, and the right halves of many rows begin at one place. Labels and values of a form that was filled in later are parted as well: they are of one row, and
/// come together again where rows are read.
struct PaintedColumns {
  /// Ems of white that part columns. Base: gutters are seldom below 0.6, which rounded letters at the edge shorten.
  static let gutter: Float = setting("gutter", 0.5)
  /// Pieces painted between the two sides of a gutter: fewer may be a call, a ruled blank or a word set apart.
  static let between = setting("between", 8)
  /// Points between beginnings at one edge.
  static let edge: Float = setting("edge", 1.0)
  /// Rows that begin there.
  static let rows = setting("rows", 5)

  private struct Jump {
    var line: Int
    /// The member of the line that begins its right half.
    var member: Int
    var start: Float
    var end: Float
  }

  /// In paint order of the first piece of each line.
  static func parted(_ lines: [[Int32]], pieces: ContiguousArray<Piece>) -> [[Int32]] {
    let jumps = jumps(in: lines, pieces: pieces)
    let edges = edges(of: jumps)
    guard !edges.isEmpty else { return lines }
    var cuts: [Int: [Int]] = [:]
    for jump in jumps where edges.contains(where: { $0 >= jump.end && $0 <= jump.start + edge }) {
      cuts[jump.line, default: []].append(jump.member)
    }
    var out: [[Int32]] = []
    out.reserveCapacity(lines.count + jumps.count)
    for (number, line) in lines.enumerated() {
      var from = 0
      for cut in cuts[number] ?? [] {
        out.append(Array(line[from..<cut]))
        from = cut
      }
      out.append(from == 0 ? line : Array(line[from...]))
    }
    let firsts = out.map { $0.min() ?? 0 }
    return out.indices.sorted { firsts[$0] < firsts[$1] }.map { out[$0] }
  }

  private static func jumps(in lines: [[Int32]], pieces: ContiguousArray<Piece>) -> [Jump] {
    var out: [Jump] = []
    for (number, line) in lines.enumerated() where line.count > 1 && pieces[Int(line[0])].angle == 0 {
      for member in 1..<line.count where abs(Int(line[member]) - Int(line[member - 1])) > between {
        let (left, right) = (pieces[Int(line[member - 1])], pieces[Int(line[member])])
        guard right.start - left.end >= gutter * right.size else { continue }
        out.append(Jump(line: number, member: member, start: right.start, end: left.end))
      }
    }
    return out
  }

  /// Where the right halves of many rows begin.
  private static func edges(of jumps: [Jump]) -> [Float] {
    guard jumps.count >= rows else { return [] }
    let starts = jumps.map(\.start).sorted()
    var out: [Float] = []
    var first = 0
    for last in starts.indices {
      while starts[last] - starts[first] > edge { first += 1 }
      if last - first + 1 >= rows, out.last.map({ starts[first] - $0 > edge }) ?? true { out.append(starts[first]) }
    }
    return out
  }
}
