/// Pieces → lines, whatever order they were painted in: a sweep along the text direction appends each piece to the open line whose end
/// it continues, on the same baseline or as a raised or lowered word beside it.
///
/// Clusters first, by bins of baselines; the order of the sweep is total (angle, start, baseline, paint order).
struct LineAssembly {
  /// Each line as pieces in the order along it.
  private(set) var lines: [[Int32]] = []

  private struct OpenLine {
    var firstPiece: Int32
    var lastPiece: Int32
    var end: Float
    /// Of its largest piece so far.
    var baseline: Float
    var size: Float
    var angle: Int16
    /// The open line before it in the same bin, or -1.
    var nextInBin: Int32
  }

  private static let binHeight: Float = 8

  private let settings: LineSettings
  private var pieces: ContiguousArray<Piece>
  private var open: ContiguousArray<OpenLine> = []
  private var bins: [Int32] = []
  private var lowestBaseline: Float = 0
  private let walls: VerticalWalls

  init(_ pieces: ContiguousArray<Piece>, walls: VerticalWalls, _ settings: LineSettings) {
    self.pieces = pieces
    self.settings = settings
    self.walls = walls
  }

  mutating func assemble() {
    let order = pieces.indices.sorted { a, b in
      let (p, q) = (pieces[a], pieces[b])
      if p.angle != q.angle { return p.angle < q.angle }
      if p.start != q.start { return p.start < q.start }
      if p.baseline != q.baseline { return p.baseline < q.baseline }
      return a < b
    }
    var angle: Int16 = -1
    for index in order {
      let piece = pieces[index]
      if piece.angle != angle {
        angle = piece.angle
        startAngle(angle)
      }
      if let line = lineToContinue(piece) {
        append(Int32(index), to: line)
      } else {
        openLine(Int32(index))
      }
    }
    collect()
  }

  private mutating func startAngle(_ angle: Int16) {
    var lowest = Float.infinity
    var highest = -Float.infinity
    for piece in pieces where piece.angle == angle {
      lowest = min(lowest, piece.baseline)
      highest = max(highest, piece.baseline)
    }
    lowestBaseline = lowest
    bins = Array(repeating: -1, count: bin(min(highest, lowest + 20_000)) + 1)
  }

  private func bin(_ baseline: Float) -> Int { Int(max(0, min(20_000, baseline - lowestBaseline)) / Self.binHeight) }

  /// The nearest line that `piece` continues; one on its own baseline goes before one that it would be raised against.
  private func lineToContinue(_ piece: Piece) -> Int? {
    let reach = max(piece.size * 1.2, 14)
    let last = min(bin(piece.baseline + reach), bins.count - 1)
    var best: Int?
    var bestCost = Float.infinity
    var binIndex = min(bin(piece.baseline - reach), last)
    while binIndex <= last {
      var candidate = bins[binIndex]
      while candidate >= 0 {
        let line = open[Int(candidate)]
        if let cost = costOfContinuing(line, piece), cost < bestCost {
          bestCost = cost
          best = Int(candidate)
        }
        candidate = line.nextInBin
      }
      binIndex += 1
    }
    return best
  }

  private func costOfContinuing(_ line: OpenLine, _ piece: Piece) -> Float? {
    let (larger, smaller) = (max(line.size, piece.size), min(line.size, piece.size))
    let gap = piece.start - line.end
    guard gap > -settings.overlap * larger, gap < settings.lineGapOverPaintedSpace * larger else { return nil }
    let rise = line.baseline - piece.baseline
    if abs(rise) <= settings.sameBaseline * smaller {
      guard larger < settings.dropCapRatio * smaller else { return nil }
      let isPainted = piece.spaceBefore
      guard gap < (isPainted ? settings.lineGapOverPaintedSpace : settings.lineGap) * smaller else { return nil }
      if gap > settings.wordGap * smaller, walls.part(line.end, piece.start, at: piece.baseline, size: smaller, angle: piece.angle) {
        return nil
      }
      return abs(gap)
    }
    guard gap < settings.shiftedGap * larger, isShifted(rise, of: piece, against: line, larger) else { return nil }
    return abs(gap) + larger
  }

  private func isShifted(_ rise: Float, of piece: Piece, against line: OpenLine, _ larger: Float) -> Bool {
    let isSingleLetter = line.firstPiece == line.lastPiece && pieces[Int(line.firstPiece)].count == 1
    let least = isSingleLetter ? settings.leastShiftedSizeBesideLetter : settings.leastShiftedSize
    guard min(piece.size, line.size) >= least * larger else { return false }
    if piece.size <= settings.shiftedSize * line.size || line.size <= settings.shiftedSize * piece.size {
      // The smaller one is the one that is shifted.
      let up = piece.size < line.size ? rise : -rise
      return up > 0 ? up <= settings.greatestRise * larger : -up <= settings.greatestDrop * larger
    }
    return rise > 0 && piece.count <= 4 && rise >= settings.leastRiseOfSameSize * larger && rise <= 0.5 * larger
  }

  private mutating func append(_ piece: Int32, to line: Int) {
    let added = pieces[Int(piece)]
    pieces[Int(open[line].lastPiece)].next = piece
    open[line].lastPiece = piece
    open[line].end = max(open[line].end, added.end)
    if added.size > open[line].size * 1.1 {
      open[line].size = added.size
      open[line].baseline = added.baseline
    }
  }

  private mutating func openLine(_ piece: Int32) {
    let first = pieces[Int(piece)]
    let binIndex = min(bin(first.baseline), bins.count - 1)
    open.append(
      OpenLine(
        firstPiece: piece, lastPiece: piece, end: first.end, baseline: first.baseline, size: first.size, angle: first.angle,
        nextInBin: bins[binIndex]))
    bins[binIndex] = Int32(open.count - 1)
  }

  /// In paint order of the first piece of each.
  private mutating func collect() {
    lines.reserveCapacity(open.count)
    for line in open {
      var members: [Int32] = []
      var at = line.firstPiece
      while at >= 0 {
        members.append(at)
        at = pieces[Int(at)].next
      }
      lines.append(members)
    }
    let firsts = lines.map { $0.min() ?? 0 }
    lines = lines.indices.sorted { firsts[$0] < firsts[$1] }.map { lines[$0] }
  }
}

/// The upright rulings of a page, as walls that level text does not cross.
struct VerticalWalls {
  private let rulings: [(x: Float, y0: Float, y1: Float)]

  /// Sorted by x.
  init(_ rulings: [(x: Float, y0: Float, y1: Float)]) { self.rulings = rulings.sorted { ($0.x, $0.y0) < ($1.x, $1.y0) } }

  /// Whether one stands between `start` and `end` and crosses the text there.
  func part(_ start: Float, _ end: Float, at baseline: Float, size: Float, angle: Int16) -> Bool {
    guard angle == 0, !rulings.isEmpty, end > start else { return false }
    var low = 0
    var high = rulings.count
    while low < high {
      let middle = (low + high) / 2
      if rulings[middle].x < start { low = middle + 1 } else { high = middle }
    }
    while low < rulings.count, rulings[low].x <= end {
      if rulings[low].y0 <= baseline - 0.5 * size, rulings[low].y1 >= baseline { return true }
      low += 1
    }
    return false
  }
}
