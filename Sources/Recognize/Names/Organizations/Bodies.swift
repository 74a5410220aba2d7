import Model

/// Which body each printed name stands for: its id is the acronym that the document uses for it, else the fullest name that it prints.
///
/// Names count as one where their words (joints left out) are the same in any order, or where the gazetteer knows them as one body. A short form
/// (`el Instituto`, `Comité Permanente`) goes to the body named most among those whose full name holds its words; one named earlier in the same passage
/// goes first. An organ of a body (`Oficina Central de la Conferencia …`) goes by the form that the document prints most.
struct Bodies {
  let lexicon: NameLexicon
  let institutions: Institutions
  let homeland: Homeland
  private var acronymOfName: [UInt64: String] = [:]
  private var acronymOfSet: [UInt64: String] = [:]
  private var acronymOfEntry: [Int: String] = [:]
  private var display: [UInt64: String] = [:]
  /// The keys of `display`: asked for every capitalised word, of which few are acronyms.
  private var displayed = KeySet()
  private var entryOfAcronym: [UInt64: Int] = [:]
  private var full: [Full] = []
  private var fullPlace: [String: Int] = [:]

  private struct Full {
    var id: String
    var words: [UInt64]
    /// Further names, from the gazetteer.
    var others: [[UInt64]]
    var count: Int
    /// Passages in which its name is printed.
    var passages: [Int]
    var entry: Int?
    /// Of an organ of a body: how many words come before the body.
    var organ: Int?
  }

  init(lexicon: NameLexicon, institutions: Institutions, homeland: Homeland = Homeland()) {
    self.lexicon = lexicon
    self.institutions = institutions
    self.homeland = homeland
  }

  // MARK: What the document says

  mutating func define(_ definition: Definition, in p: Passage) {
    guard definition.kind == .body else { return }
    let words = words(p, definition.longRange)
    let short = display[definition.shortKey] ?? definition.short
    display[definition.shortKey] = short
    displayed.insert(definition.shortKey)
    if acronymOfName[ordered(words)] == nil { acronymOfName[ordered(words)] = short }
    if acronymOfSet[unordered(words)] == nil { acronymOfSet[unordered(words)] = short }
    let candidates = institutions.bodies(acronym: definition.shortKey).map(Int.init)
    if let entry = institutions.entry(words: words).flatMap({ choose($0) }) ?? homeland.choose(candidates, institutions) {
      if acronymOfEntry[entry] == nil { acronymOfEntry[entry] = short }
      entryOfAcronym[definition.shortKey] = entry
    }
  }

  /// An acronym that is used and nowhere defined, but known.
  mutating func use(_ key: UInt64, printed: String, entry: Int?) {
    guard display[key] == nil else { return }
    display[key] = printed
    displayed.insert(key)
    guard let entry else { return }
    entryOfAcronym[key] = entry
    if acronymOfEntry[entry] == nil { acronymOfEntry[entry] = printed }
  }

  mutating func define(name words: [UInt64], acronym key: UInt64) {
    guard let short = display[key], acronymOfName[ordered(words)] == nil else { return }
    acronymOfName[ordered(words)] = short
  }

  func acronym(_ key: UInt64) -> (id: String, entry: Int?)? {
    guard displayed.contains(key) else { return nil }
    return display[key].map { ($0, entryOfAcronym[key]) }
  }

  /// Of the bodies that share a name, the one that this document means.
  private func choose(_ entry: Int) -> Int? { homeland.choose(institutions.sharing(entry), institutions) }

  private func ref(_ entry: Int?) -> String? {
    entry.flatMap { institutions.entries[$0].ref }.flatMap { homeland.allows($0) ? $0 : nil }
  }

  // MARK: Full names

  /// Counts a printed full name (or acronym) for the body that it names.
  mutating func count(_ p: Passage, _ number: Int, _ find: Find) {
    let words = words(p, find.range)
    guard let (id, entry) = name(p, find, words) else { return }
    let organ = organWords(p, find)
    if let place = fullPlace[id] {
      full[place].count += 1
      full[place].passages.append(number)
      if full[place].words.count < words.count || full[place].words.count == 1 { full[place].words = words }
      if full[place].entry == nil { full[place].entry = entry }
    } else {
      fullPlace[id] = full.count
      full.append(
        Full(
          id: id, words: words, others: entry.map { institutions.entries[$0].words } ?? [], count: 1, passages: [number], entry: entry,
          organ: organ))
    }
  }

  /// `Consejo de Vigilancia | de la OPM`: words before the body; nil where no known body ends the name.
  private func organWords(_ p: Passage, _ find: Find) -> Int? {
    for j in find.range.dropFirst() where p.has(j, [.of, .ofThe]) {
      var k = j + 1
      while k < find.range.upperBound, p.has(k, .article), !p.isCapital(k) { k += 1 }
      guard k < find.range.upperBound else { break }
      let rest = words(p, k..<find.range.upperBound)
      let known = rest.count == 1 ? display[rest[0]] != nil : acronymOfName[ordered(rest)] != nil || institutions.entry(words: rest) != nil
      if known { return words(p, find.range.lowerBound..<j).count }
    }
    return nil
  }

  mutating func countAcronym(_ key: UInt64, number: Int) {
    guard let (id, entry) = acronym(key) else { return }
    if let place = fullPlace[id] {
      full[place].count += 1
    } else {
      fullPlace[id] = full.count
      full.append(
        Full(id: id, words: [key], others: entry.map { institutions.entries[$0].words } ?? [], count: 1, passages: [], entry: entry))
    }
  }

  /// Id and gazetteer entry of a full name; short forms have none of their own.
  private func name(_ p: Passage, _ find: Find, _ words: [UInt64]) -> (String, Int?)? {
    let entry = (find.entry ?? institutions.entry(words: words)).flatMap { choose($0) }
    if let short = acronymOfName[ordered(words)] ?? acronymOfSet[unordered(words)] {
      return (short, entry ?? entryOfAcronym[WordKey.of(short)])
    }
    if let entry, let short = acronymOfEntry[entry] { return (short, entry) }
    if let organ = organ(p, find) { return (organ, nil) }
    return (printed(p, find), entry)
  }

  /// `Oficina Central de la Conferencia …` → `Oficina Central de la OPM`, so that all ways of printing it meet.
  private func organ(_ p: Passage, _ find: Find) -> String? {
    for j in (find.range.lowerBound + 1)..<max(find.range.upperBound, find.range.lowerBound + 1) where p.has(j, [.of, .ofThe]) {
      var k = j + 1
      while k < find.range.upperBound, p.has(k, .article), !p.isCapital(k) { k += 1 }
      guard k < find.range.upperBound - 1 else { break }
      let rest = words(p, k..<find.range.upperBound)
      let entry = institutions.entry(words: rest)
      guard let short = acronymOfName[ordered(rest)] ?? entry.flatMap({ acronymOfEntry[$0] }) else { continue }
      return p.text(of: withoutHonorific(p, find.range).lowerBound..<j) + " " + p.text(of: j..<k) + " " + short
    }
    return nil
  }

  /// Without the `H.` of `H. Ayuntamiento`.
  private func withoutHonorific(_ p: Passage, _ range: Range<Int>) -> Range<Int> {
    guard p.has(range.lowerBound, .orgPrefix), p.isMark(range.lowerBound + 1, "."), range.count > 2 else { return range }
    return (range.lowerBound + 2)..<range.upperBound
  }

  /// As printed, without the honorific.
  func printed(_ p: Passage, _ find: Find) -> String {
    let range = withoutHonorific(p, find.range)
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
    var entry = find.entry.flatMap { choose($0) }
    let name = id
    if find.sharedHead == nil {
      if let (found, known) = self.name(p, find, words) {
        id = found
        entry = entry ?? known
      }
      if acronymOfName[ordered(words)] == nil,
        let body = find.short
          ? body(words, p, number, find.range) : p.has(find.range.lowerBound, .organHead) && words.count == 2 ? organ(words) : nil
      {
        id = body.id
        entry = body.entry
      }
    }
    let ref = ref(entry)
    // A body of another country lends its name no more than its ref.
    let spelled =
      ref == nil && entry.flatMap { institutions.entries[$0].ref } != nil ? nil : entry.map { institutions.entries[$0].name(p.language) }
    return .organization(id: id, name: spelled ?? name, ref: ref)
  }

  func acronymValue(_ key: UInt64, printed: String, language: String) -> MentionValue {
    let known = acronym(key)
    let entry = known?.entry.flatMap { homeland.allows(institutions.entries[$0].ref) ? $0 : nil }
    return .organization(
      id: known?.id ?? printed, name: entry.map { institutions.entries[$0].name(language) } ?? printed, ref: ref(entry))
  }

  /// Whether words are the name of a body that the document gives an acronym, or of the gazetteer.
  func isName(_ words: [UInt64]) -> Bool { acronymOfName[ordered(words)] != nil || institutions.entry(words: words) != nil }

  /// `Consejo de Vigilancia` where the document prints `Consejo de Vigilancia de la OPM`.
  private func organ(_ words: [UInt64]) -> Full? {
    var best: Full?
    for candidate in full where candidate.organ == words.count && candidate.words.count > words.count && candidate.words.starts(with: words)
    {
      if best == nil || candidate.count > best!.count { best = candidate }
    }
    return best
  }

  /// The body that a short form stands for.
  private func body(_ words: [UInt64], _ p: Passage, _ number: Int, _ range: Range<Int>) -> Full? {
    guard let first = words.first else { return nil }
    // Names of classes of units (`Direcciones Ribereñas`) and one out of a class (`cada Jefatura`) are what they are.
    if let head = range.first, p.tokens[head].shape.contains(.plural) { return nil }
    if p.has(range.lowerBound - 1, .distributive) { return nil }
    let free = p.headsLast && lexicon.classes(first).contains(.orgRight)
    func fits(_ name: [UInt64]) -> Bool {
      name.count > words.count && (free || name.first == first) && isSubsequence(words, of: name)
    }
    var best: (score: Int, full: Full)?
    for candidate in full {
      guard fits(candidate.words) || candidate.others.contains(where: { fits($0) }) else { continue }
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

  // MARK: Shouted passages

  /// First words of the bodies that the document names in full.
  var heads: Set<UInt64> { Set(full.compactMap { $0.words.count > 1 ? $0.words[0] : nil }) }

  /// Names that the document prints, to be found again in passages set in capitals.
  func table() -> PhraseTable {
    var table = PhraseTable(capacity: full.count * 6)
    for (place, body) in full.enumerated()
    where body.words.count > 1 && (body.entry != nil || body.count > 1 || acronymOfName[ordered(body.words)] != nil) {
      table.insert(body.words, entry: place)
    }
    return table
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
