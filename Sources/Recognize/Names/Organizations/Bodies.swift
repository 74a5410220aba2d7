import Model

/// Which body each printed name stands for: its id is the acronym that the document uses for it, else the fullest name that it prints.
///
/// Names count as one where their words (joints left out) are the same in any order, or where the gazetteer knows them as one body. A short form
/// (`el Instituto`, `Comité Permanente`) goes to the body named most among those whose full name holds its words; one named earlier in the same passage
/// goes first. An organ of a body (`Secretaría General de la Conferencia …`) goes by the form that the document prints most.
struct Bodies {
  let lexicon: NameLexicon
  let institutions: Institutions
  private var acronymOfName: [UInt64: String] = [:]
  private var acronymOfSet: [UInt64: String] = [:]
  private var acronymOfEntry: [Int: String] = [:]
  private var display: [UInt64: String] = [:]
  private var entryOfAcronym: [UInt64: Int] = [:]
  private var full: [Full] = []
  private var fullPlace: [String: Int] = [:]

  private struct Full {
    var id: String
    var words: [UInt64]
    var count: Int
    /// Passages in which its name is printed.
    var passages: [Int]
    var entry: Int?
  }

  init(lexicon: NameLexicon, institutions: Institutions) {
    self.lexicon = lexicon
    self.institutions = institutions
  }

  // MARK: What the document says

  mutating func define(_ definition: Definition, in p: Passage) {
    guard definition.kind == .body else { return }
    let words = words(p, definition.longRange)
    let short = display[definition.shortKey] ?? definition.short
    display[definition.shortKey] = short
    if acronymOfName[ordered(words)] == nil { acronymOfName[ordered(words)] = short }
    if acronymOfSet[unordered(words)] == nil { acronymOfSet[unordered(words)] = short }
    let candidates = institutions.bodies(acronym: definition.shortKey).map(Int.init)
    if let entry = institutions.entry(words: words) ?? candidates.first {
      if acronymOfEntry[entry] == nil { acronymOfEntry[entry] = short }
      entryOfAcronym[definition.shortKey] = entry
    }
  }

  /// An acronym that is used and nowhere defined, but known.
  mutating func use(_ key: UInt64, printed: String, entry: Int?) {
    guard display[key] == nil else { return }
    display[key] = printed
    guard let entry else { return }
    entryOfAcronym[key] = entry
    if acronymOfEntry[entry] == nil { acronymOfEntry[entry] = printed }
  }

  mutating func define(name words: [UInt64], acronym key: UInt64) {
    guard let short = display[key], acronymOfName[ordered(words)] == nil else { return }
    acronymOfName[ordered(words)] = short
  }

  func acronym(_ key: UInt64) -> (id: String, entry: Int?)? { display[key].map { ($0, entryOfAcronym[key]) } }

  // MARK: Full names

  /// Counts a printed full name (or acronym) for the body that it names.
  mutating func count(_ p: Passage, _ number: Int, _ find: Find) {
    let words = words(p, find.range)
    guard let (id, entry) = name(p, find, words) else { return }
    if let place = fullPlace[id] {
      full[place].count += 1
      full[place].passages.append(number)
      if full[place].words.count < words.count || full[place].words.count == 1 { full[place].words = words }
      if full[place].entry == nil { full[place].entry = entry }
    } else {
      fullPlace[id] = full.count
      full.append(Full(id: id, words: words, count: 1, passages: [number], entry: entry))
    }
  }

  mutating func countAcronym(_ key: UInt64, number: Int) {
    guard let (id, entry) = acronym(key) else { return }
    if let place = fullPlace[id] {
      full[place].count += 1
    } else {
      fullPlace[id] = full.count
      full.append(Full(id: id, words: entry.map { nameWords($0) } ?? [key], count: 1, passages: [], entry: entry))
    }
  }

  private func nameWords(_ entry: Int) -> [UInt64] {
    institutions.entries[entry].name.split(separator: " ").map { WordKey.of($0) }.filter { lexicon.classes($0).isDisjoint(with: .joint) }
  }

  /// Id and gazetteer entry of a full name; short forms have none of their own.
  private func name(_ p: Passage, _ find: Find, _ words: [UInt64]) -> (String, Int?)? {
    let entry = find.entry ?? institutions.entry(words: words)
    if let short = acronymOfName[ordered(words)] ?? acronymOfSet[unordered(words)] { return (short, entry ?? entryOfAcronym[WordKey.of(short)]) }
    if let entry, let short = acronymOfEntry[entry] { return (short, entry) }
    if let organ = organ(p, find) { return (organ, nil) }
    return (printed(p, find), entry)
  }

  /// `Secretaría General de la Conferencia …` → `Secretaría General de la CISS`, so that all ways of printing it meet.
  private func organ(_ p: Passage, _ find: Find) -> String? {
    for j in (find.range.lowerBound + 1)..<max(find.range.upperBound, find.range.lowerBound + 1) where p.has(j, [.of, .ofThe]) {
      var k = j + 1
      while k < find.range.upperBound, p.has(k, .article), !p.isCapital(k) { k += 1 }
      guard k < find.range.upperBound - 1 else { break }
      let rest = words(p, k..<find.range.upperBound)
      let entry = institutions.entry(words: rest)
      guard let short = acronymOfName[ordered(rest)] ?? entry.flatMap({ acronymOfEntry[$0] }) else { continue }
      var head = p.text(of: find.range.lowerBound..<j)
      if head.hasPrefix("H. ") { head.removeFirst(3) }
      return head + " " + p.text(of: j..<k) + " " + short
    }
    return nil
  }

  /// As printed, without the honorific.
  func printed(_ p: Passage, _ find: Find) -> String {
    var range = find.range
    if p.has(range.lowerBound, .orgPrefix), p.isMark(range.lowerBound + 1, "."), range.count > 2 { range = (range.lowerBound + 2)..<range.upperBound }
    var text = p.text(of: range)
    if let head = find.sharedHead { text = head + " " + text }
    // A quoted name after the number (`HGR No. 1 “…”`) is not needed to know which it is.
    if let quote = range.first(where: { p.isMark($0, "“") }), quote > range.lowerBound + 1 { text = p.text(of: range.lowerBound..<quote) }
    return text
  }

  // MARK: Ids

  func value(_ p: Passage, _ number: Int, _ find: Find) -> MentionValue {
    let words = words(p, find.range)
    var id = printed(p, find)
    var entry = find.entry
    let name = id
    if find.sharedHead == nil {
      if let (found, known) = self.name(p, find, words) {
        id = found
        entry = entry ?? known
      }
      if find.short, acronymOfName[ordered(words)] == nil, let body = body(words, p, number) {
        id = body.id
        entry = body.entry
      }
    }
    let spelled = entry.map { institutions.entries[$0].name }
    return .organization(id: id, name: spelled ?? fullName(id) ?? name, ref: entry.map { institutions.entries[$0].ref })
  }

  func acronymValue(_ key: UInt64, printed: String) -> MentionValue {
    let known = acronym(key)
    let entry = known?.entry
    return .organization(id: known?.id ?? printed, name: entry.map { institutions.entries[$0].name } ?? printed, ref: entry.map { institutions.entries[$0].ref })
  }

  private func fullName(_ id: String) -> String? { nil }

  /// The body that a short form stands for.
  private func body(_ words: [UInt64], _ p: Passage, _ number: Int) -> Full? {
    guard let first = words.first else { return nil }
    let free = lexicon.classes(first).contains(.orgRight)
    var best: (score: Int, full: Full)?
    for candidate in full where candidate.words.count > words.count {
      guard candidate.words.first == first || free && p.language == "en", isSubsequence(words, of: candidate.words) else { continue }
      // Named in full earlier in this passage: that is the one meant, for a form of two words and more.
      let near = words.count > 1 && candidate.passages.contains(number)
      let score = candidate.count + (near ? 100_000 : 0)
      if best == nil || score > best!.score { best = (score, candidate) }
    }
    return best?.full
  }

  private func isSubsequence(_ a: [UInt64], of b: [UInt64]) -> Bool {
    var i = 0
    for word in b where i < a.count && word == a[i] { i += 1 }
    return i == a.count
  }

  // MARK: Words

  func words(_ p: Passage, _ range: Range<Int>) -> [UInt64] {
    var out: [UInt64] = []
    for i in range where p.tokens[i].isWord || p.tokens[i].isNumber {
      let t = p.tokens[i]
      if t.has(.joint), !t.isCapital || p.shouted { continue }
      if t.has(.orgPrefix), i == range.lowerBound, t.shape.contains(.single) { continue }
      out.append(t.key)
    }
    return out
  }

  func ordered(_ words: [UInt64]) -> UInt64 { words.reduce(PhraseTable.root) { WordKey.chain($0, $1) } }
  func unordered(_ words: [UInt64]) -> UInt64 { ordered(words.sorted()) }
}
