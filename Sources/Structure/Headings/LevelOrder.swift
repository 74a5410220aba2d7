/// Which class stands above which.
struct LevelOrder {
  /// The middle one of the looks of a class.
  private var looks: [LevelClass: LevelLook] = [:]
  /// Where a class is met first, and last.
  private var first: [LevelClass: Int] = [:]
  private var last: [LevelClass: Int] = [:]
  /// Looks of decimal numbers of one part.
  private var topDecimals: Set<LevelLook> = []
  /// What their order says.
  private let series: HeadingSeries
  /// Unnumbered classes whose titles come again and again: labels.
  private var labels: Set<LevelClass> = []
  /// How the printed contents set most members of a class, where they name most of them.
  private var entries: [LevelClass: ContentsLook] = [:]

  /// `keys`: the letters of each heading; `entries`: how the printed contents set it.
  init(
    _ classes: [LevelClass], looks members: [LevelLook], entries: [ContentsLook?] = [], keys: [String] = [], series: HeadingSeries
  ) {
    self.series = series
    findLabels(classes, keys: keys)
    takeEntries(classes, entries)
    var all: [LevelClass: [LevelLook]] = [:]
    for (index, kind) in classes.enumerated() {
      all[kind, default: []].append(members[index])
      if first[kind] == nil { first[kind] = index }
      last[kind] = index
    }
    for (kind, looks) in all {
      // Equal ones keep their order, so the middle one is the same whatever the order of the classes.
      let middle = looks.sorted { $1.isStronger(than: $0) }[looks.count / 2]
      self.looks[kind] = middle
      if kind.kind == .decimal, kind.depth == 1 { topDecimals.insert(middle.ofSeries) }
    }
  }

  private mutating func findLabels(_ classes: [LevelClass], keys: [String]) {
    var counts: [LevelClass: [String: Int]] = [:]
    for (kind, key) in zip(classes, keys) where kind.kind == .plain { counts[kind, default: [:]][key, default: 0] += 1 }
    for (kind, keys) in counts {
      let all = keys.values.reduce(0, +)
      let again = keys.values.reduce(0) { $0 + ($1 >= LevelRule.again ? $1 : 0) }
      if again * 2 >= all, again > 0 { labels.insert(kind) }
    }
  }

  private mutating func takeEntries(_ classes: [LevelClass], _ looks: [ContentsLook?]) {
    var counts: [LevelClass: [ContentsLook: Int]] = [:]
    var all: [LevelClass: Int] = [:]
    for (kind, look) in zip(classes, looks) {
      all[kind, default: 0] += 1
      if let look { counts[kind, default: [:]][look, default: 0] += 1 }
    }
    for (kind, looks) in counts {
      guard let most = looks.max(by: { ($0.value, $1.key.indent) < ($1.value, $0.key.indent) }), most.value * 2 > all[kind] ?? 0 else {
        continue
      }
      entries[kind] = most.key
    }
  }

  /// Whether `b` may stand under `a`.
  func above(_ a: LevelClass, _ b: LevelClass) -> Bool {
    if a.kind == b.kind, a.kind == .word || a.kind == .decimal, a.depth != b.depth { return a.depth < b.depth }
    // Annexes that the contents set as they set other sections are siblings of these, however large they are printed.
    if (a.isAnnex && b.kind == .plain || b.isAnnex && a.kind == .plain), let one = entries[a], one == entries[b] { return false }
    if closes(b, a) || closes(a, b) { return false }
    // `Note` under `2.3 …`, `2.4 …` is a label in it, whatever its size.
    if labels.contains(a), b.isNumbered, series.goesOn(b, over: a) { return false }
    if labels.contains(b), a.isNumbered, series.goesOn(a, over: b) { return true }
    if let held = holds(a, b) { return held }
    if let held = holds(b, a) { return !held }
    if a.kind == .word, b.kind == .word { return series.numbersHold(a, b) ?? false }
    let numbered = { (kind: LevelClass) in kind.kind == .roman || kind.kind == .upper || kind.kind == .word && !kind.isArticle }
    if b.kind == .decimal, b.depth > 1, numbered(a) { return true }
    if a.kind == .decimal, a.depth > 1, numbered(b) { return false }
    guard let one = looks[a], let other = looks[b] else { return false }
    if a.kind == .plain, b.kind == .plain {
      if one.rank != other.rank { return one.isStronger(than: other) }
      return a != b && first[a] ?? 0 < first[b] ?? 0
    }
    // Slant ranks only what has no number.
    let (left, right) = ((one.size, one.bold ? 1 : 0, one.caps ? 1 : 0), (other.size, other.bold ? 1 : 0, other.caps ? 1 : 0))
    if left != right { return left > right }
    return aboveInOneLook(a, b, one)
  }

  /// Whether a series holds an unnumbered class by its numbers: those that go on over headings no larger than they do, however bold these are; those that
  /// begin anew under headings do not, however small these are. nil where they tell nothing.
  private func holds(_ numbered: LevelClass, _ plain: LevelClass) -> Bool? {
    guard plain.kind == .plain, numbered.kind != .plain, numbered.kind != .lower, numbered.depth == 1 || numbered.kind == .word,
      !numbered.isArticle, let one = looks[plain], let other = looks[numbered]
    else { return nil }
    if series.begins(numbered, under: plain) { return false }
    return one.size <= other.size && series.passes(numbered, over: plain) ? true : nil
  }

  /// Annexes after the last section of several are siblings of these, however small they are printed, unless a head for all of them stands right over them.
  private func closes(_ annex: LevelClass, _ section: LevelClass) -> Bool {
    guard annex.isAnnex, section.depth == 1, section.kind == .decimal || section.kind == .roman, let from = first[section],
      let to = last[section], let begin = first[annex]
    else { return false }
    return from < to && to < begin && !series.touches(section, annex)
  }

  private func aboveInOneLook(_ a: LevelClass, _ b: LevelClass, _ look: LevelLook) -> Bool {
    if let held = series.numbersHold(a, b) ?? series.placesHold(a, b) { return held }
    if a.isArticle, b.kind == .plain { return series.isParted(a, by: b) }
    if b.isArticle, a.kind == .plain { return !series.isParted(b, by: a) }
    func large(_ kind: LevelClass.Kind) -> Bool { kind == .word || kind == .roman || kind == .upper }
    func small(_ kind: LevelClass.Kind) -> Bool { kind == .decimal || kind == .lower }
    if large(a.kind), small(b.kind) { return true }
    if large(b.kind), small(a.kind) { return false }
    // Unnumbered under `2.1`, unless `2` has this look too: then it is a sibling of those.
    if b.kind == .plain, a.kind == .decimal, a.depth > 1 { return !topDecimals.contains(look.ofSeries) }
    if a.kind == .plain, b.kind == .decimal, b.depth > 1 { return topDecimals.contains(look.ofSeries) }
    return false
  }
}
