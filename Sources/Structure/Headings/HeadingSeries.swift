import Text

/// What the order of headings tells of which class stands in which, where neither words nor looks do.
///
/// 1. A series whose number goes on after another series began anew holds it: `ITEM 8`, `NOTE 1`, `NOTE 2`, `ITEM 9`; `I`, `A`, `B`, `II`, `A`.
/// 2. What has no number and stands between two numbers of a series, with text of its own, stands in the series; what a series begins anew under in several
///    places holds it.
/// 3. Of two classes the one that is found right over the other, without text between, holds it.
struct HeadingSeries {
  private struct Pair: Hashable {
    var holder: LevelClass
    var held: LevelClass
  }

  /// How often the number of one class goes on over members of another: all of them, and of these where the other begins at 1.
  private var gaps: [Pair: Int] = [:]
  private var restarts: [Pair: Int] = [:]
  /// How often a member of one stands right over one of the other.
  private var over: [Pair: Int] = [:]
  /// How often a series begins at 1 after an unnumbered heading, before any other such.
  private var begun: [Pair: Int] = [:]

  /// `values`: the last part of each heading's number; `touches`: nothing stands between a heading and the one before it; `words`: what each begins with.
  init(_ classes: [LevelClass], values: [Int?], touches: [Bool], words: [Int] = []) {
    var last: [LevelClass: Int] = [:]
    var words = words.makeIterator()
    var opening: [LevelClass: Int] = [:]
    var plain: (kind: LevelClass, under: Set<LevelClass>)?
    for index in classes.indices {
      let kind = classes[index]
      let word = words.next() ?? 0
      if index > 0, touches[index], classes[index - 1] != kind { over[Pair(holder: classes[index - 1], held: kind), default: 0] += 1 }
      if kind.kind == .plain { plain = (kind, []) }
      guard let value = values[index], kind.kind != .plain else { continue }
      // `Annex A` after `Chapter 5` is no new beginning of the chapters.
      if kind.kind == .word, opening[kind] == nil { opening[kind] = word }
      // The first number under an unnumbered heading tells what it is to the series; later ones may be lists of it.
      if plain?.under.insert(kind).inserted == true, value == 1, opening[kind] ?? word == word, let plain {
        begun[Pair(holder: plain.kind, held: kind), default: 0] += 1
      }
      // `1A` comes after `1` too.
      if let before = last[kind], let seen = values[before], index - before <= HeadingSeries.longestGap {
        let next = value == seen + 1 || kind.kind == .word && value == seen
        // Some headings between are missed or printed in pictures.
        if next || value > seen && value - seen <= HeadingSeries.missed {
          countGap(kind, before + 1..<index, classes: classes, values: values, all: next)
        }
      }
      last[kind] = index
    }
  }

  /// `all`: the numbers follow each other; else only what has no number is said to stand between them.
  private mutating func countGap(_ holder: LevelClass, _ range: Range<Int>, classes: [LevelClass], values: [Int?], all: Bool) {
    var seen: Set<LevelClass> = []
    for index in range where (all || classes[index].kind == .plain) && seen.insert(classes[index]).inserted {
      let pair = Pair(holder: holder, held: classes[index])
      gaps[pair, default: 0] += 1
      if values[index] == 1 { restarts[pair, default: 0] += 1 }
    }
  }

  /// Whether `a` holds `b` by their numbers: true, false (the other way round), nil (nothing told).
  func numbersHold(_ a: LevelClass, _ b: LevelClass) -> Bool? {
    decided(restarts[Pair(holder: a, held: b)] ?? 0, restarts[Pair(holder: b, held: a)] ?? 0, least: 1)
  }

  /// The same by what stands right over the other.
  func placesHold(_ a: LevelClass, _ b: LevelClass) -> Bool? {
    decided(over[Pair(holder: a, held: b)] ?? 0, over[Pair(holder: b, held: a)] ?? 0, least: HeadingSeries.leastPlaces)
  }

  /// One of `a` stands right over one of `b`.
  func touches(_ a: LevelClass, _ b: LevelClass) -> Bool { over[Pair(holder: a, held: b)] != nil }

  /// Unnumbered headings stand between the numbers of `series` in several places and never right over one of them.
  func isParted(_ series: LevelClass, by plain: LevelClass) -> Bool {
    (gaps[Pair(holder: series, held: plain)] ?? 0) >= HeadingSeries.leastPlaces && over[Pair(holder: plain, held: series)] == nil
  }

  /// The numbers of `series` go on over members of `other` in several places.
  func goesOn(_ series: LevelClass, over other: LevelClass) -> Bool {
    (gaps[Pair(holder: series, held: other)] ?? 0) >= HeadingSeries.leastPlaces
  }

  /// `series` goes on over what `plain` heads, and neither begins anew under it nor stands right below it.
  func passes(_ series: LevelClass, over plain: LevelClass) -> Bool {
    let times = gaps[Pair(holder: series, held: plain)] ?? 0
    return times > begun[Pair(holder: plain, held: series)] ?? 0 && over[Pair(holder: plain, held: series)] == nil
  }

  /// `series` begins anew under `plain` in several places, more than it goes on over it.
  func begins(_ series: LevelClass, under plain: LevelClass) -> Bool {
    let times = begun[Pair(holder: plain, held: series)] ?? 0
    return times >= HeadingSeries.leastPlaces && times > gaps[Pair(holder: series, held: plain)] ?? 0
  }

  private func decided(_ one: Int, _ other: Int, least: Int) -> Bool? {
    if one >= least, one >= 3 * other { return true }
    if other >= least, other >= 3 * one { return false }
    return nil
  }

  /// Headings between two numbers of a series beyond which they are hardly one; places that make a habit.
  static let longestGap = 400
  static let leastPlaces = 2
  /// Numbers by which a series may go on where headings of it are missed.
  static let missed = setting("missed", 3)
}

/// Headings that a path of numbers names as the one before: `2.3` before `2.4`.
struct PathSiblings {
  /// The parts over the last one → the last heading with these, and its last part.
  private var last: [[Int]: (heading: Int, value: Int)] = [:]

  /// The heading whose number comes right before, of two parts or more; takes the one that is asked about.
  mutating func before(_ number: Numbering?, at heading: Int) -> Int? {
    guard let number, number.kind == .path, !number.roman, number.depth > 1, let value = number.values.last else { return nil }
    let over = Array(number.values.dropLast())
    let known = last[over]
    last[over] = (heading, value)
    guard let known, value == known.value + 1, heading - known.heading <= HeadingSeries.longestGap else { return nil }
    return known.heading
  }
}
