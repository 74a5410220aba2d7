import Model
import Text

/// Headings that a series lacks: `Artículo 4` and `Artículo 6` are headings, and between them stands one line set as they are that begins `Artículo 5`.
///
/// A reader takes it for what its neighbours are, however long its title. It fills the gap where the numbers that are missing stand there each once and
/// in order, in the look of those around, and were weighed as nearly headings. Takes the candidates that weigh enough and those that nearly do, both in
/// the order of the document; gives those that fill a gap.
func seriesGaps(_ taken: [HeadingCandidate], nearly: [HeadingCandidate], chunks: [Chunk]) -> [HeadingCandidate] {
  guard !nearly.isEmpty else { return [] }
  var members: [SeriesKey: [(candidate: HeadingCandidate, number: Int, isTaken: Bool)]] = [:]
  var order: [SeriesKey] = []
  for (candidate, isTaken) in taken.map({ ($0, true) }) + nearly.map({ ($0, false) }) {
    guard let key = SeriesKey(chunks[candidate.chunk]), let number = chunks[candidate.chunk].number?.values.last else { continue }
    if members[key] == nil { order.append(key) }
    members[key, default: []].append((candidate, number, isTaken))
  }
  var out: [HeadingCandidate] = []
  for key in order {
    let series = (members[key] ?? []).sorted { $0.candidate.chunk < $1.candidate.chunk }
    guard series.contains(where: { !$0.isTaken }), series.count(where: \.isTaken) >= SeriesGapRule.leastTaken else { continue }
    let places = series.indices.filter { series[$0].isTaken }
    for (left, right) in zip(places, places.dropFirst()) where right > left + 1 {
      let missing = series[left].number + 1..<max(series[left].number + 1, series[right].number)
      let between = series[left + 1..<right]
      if Array(missing) == between.map(\.number) { out += between.map(\.candidate) }
    }
  }
  return out.sorted { $0.chunk < $1.chunk }
}

/// Numbered lines that count together: the word before the number or the parts over its last one, in one look.
private struct SeriesKey: Hashable {
  /// Folded.
  var word: [UInt32]
  var over: [Int]
  var isLetter: Bool
  var isRoman: Bool
  var look: LookKey

  init?(_ chunk: Chunk) {
    guard let number = chunk.number else { return nil }
    word = number.kind == .word ? number.text.unicodeScalars.prefix { $0 != " " }.map(folded) : []
    over = Array(number.values.dropLast())
    isLetter = number.kind == .letter
    isRoman = number.roman
    look = LookKey(chunk)
  }
}

enum SeriesGapRule {
  /// Headings of a series from which its gaps are looked at.
  static let leastTaken = setting("leastTaken", 3)
  /// What a line may lack to the weight of a heading (logarithm of the odds): titles of two lines lack about one.
  static let lacks = setting("lacks", 2.5)
}
