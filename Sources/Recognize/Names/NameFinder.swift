import Model

/// The names of a document: bodies, persons, places, laws, events, works, citations, acronyms, addresses and identifiers.
///
/// Two readings. The first finds what a passage shows by itself (addresses, laws, events, bodies with a head, bracketed citations) and where
/// acronyms are defined; then the document's acronyms, bodies, persons and authors are known, and the second reading finds what depends on
/// them: acronyms, short forms, later parts of lists, persons and places outside of all that, narrative citations.
struct NameFinder: Sendable {
  let lexicon: NameLexicon
  let institutions: Institutions
  let places: PlaceNames
  let grammar: TokenGrammar
  let foreign: ForeignAcronyms

  init(files: [DataFile]) throws(DataFault) {
    let lexicon = NameLexicon(files: files)
    if let name = lexicon.surplusCues.first {
      throw DataFault(
        path: "vocabularies/*/name-cues.yaml", place: name,
        message: "is one list too many: there may be \(NameLexicon.mostCues) over all languages")
    }
    self.lexicon = lexicon
    institutions = try Institutions(files: files, lexicon: lexicon)
    places = PlaceNames(files: files)
    grammar = try TokenGrammar(files: files, cues: lexicon.cues)
    foreign = ForeignAcronyms(files: files)
  }

  struct Result {
    /// By passage, in text order.
    var finds: [[Find]]
    var acronyms: [Acronym]
  }

  /// Longer than our functions are: it is the list of the steps of both readings, and what one learns of the document all later ones need.
  func find(in passages: [Passage], glossary: [GlossaryEntry]) -> Result {
    let chain = Chain(lexicon: lexicon, places: places, institutions: institutions)
    let links = Links(domains: lexicon.domains)
    let lawFinder = LawFinder(chain: chain)
    let eventFinder = EventFinder(chain: chain)
    let workFinder = WorkFinder(chain: chain)
    let witness = Witness(passages)
    let bodyFinder = OrganizationFinder(chain: chain, institutions: institutions, places: places, plain: witness.plain)
    let acronymFinder = AcronymFinder(institutions: institutions, foreign: foreign)
    let citationFinder = CitationFinder(places: places)
    let tokenFinder = TokenFinder(places: places, grammar: grammar, lexicon: lexicon)
    let personFinder = PersonFinder(places: places, tokens: tokenFinder)

    let columns = ColumnClass(passages, places: places, institutions: institutions, lexicon: lexicon)
    let nothing = PersonFinder.Known()

    // First reading.
    var first: [Reading] = []
    first.reserveCapacity(passages.count)
    var definitions: [Definition] = []
    /// The same by passage.
    var definitionsOf = [[Definition]](repeating: [], count: passages.count)
    for (number, p) in passages.enumerated() {
      let addresses = links.find(in: p)
      let reading = Reading(count: p.hasWords || !addresses.isEmpty ? p.tokens.count : 0)
      reading.take(addresses)
      if !p.hasWords {
        first.append(reading)
        continue
      }
      let found = lawFinder.find(in: p, cover: reading.cover)
      let works = workFinder.find(in: p, cover: reading.cover).filter { work in
        !found.contains { $0.overlaps(work) && $0.start <= work.start }
      }
      let laws = found.filter { law in !works.contains { $0.overlaps(law) } }
      reading.works = works
      for law in laws { reading.cover.take(law.range) }
      for work in works { reading.cover.take(work.range) }
      let (events, heads) = eventFinder.find(in: p, cover: reading.cover)
      reading.events = events
      reading.eventHeads = heads.sorted()
      reading.laws = laws
      reading.bodies = bodyFinder.find(in: p, cover: reading.cover, eventHeads: heads)
      // A club that is called as a town is the town in a column of towns.
      if columns.isOfPlaces(p) { reading.bodies.removeAll { $0.entry != nil && $0.range.count == 1 } }
      reading.looks = tokenFinder.looks(p, plain: witness.plain)
      reading.merge(
        tokenFinder.find("bodies", in: p, looks: reading.looks, cover: reading.cover, known: nothing, bodies: reading.bodies),
        heads: heads)
      definitionsOf[number] = acronymFinder.find(in: p, number: number, bodies: reading.bodies, laws: laws)
      definitions += definitionsOf[number]
      first.append(reading)
    }

    // What the document says of itself.
    let homeland = Homeland(passages, places: places)
    let placeFinder = PlaceFinder(places: places, chain: chain, plain: witness.plain, home: homeland.code)
    var bodies = Bodies(lexicon: lexicon, institutions: institutions, homeland: homeland)
    var known = Known(definitions: definitions, glossary: glossary)
    for definition in definitions {
      bodies.define(definition, in: passages[definition.passage])
      if definition.kind == .body { first[definition.passage].fit(definition, passages[definition.passage]) }
      if definition.kind == .law { first[definition.passage].fitLaw(definition, passages[definition.passage]) }
    }
    let acronymMentions = AcronymMentions(institutions: institutions, places: places, chain: chain)
    for (number, p) in passages.enumerated() where p.hasWords { acronymMentions.survey(p, first[number], known, witness, &bodies) }
    acronymMentions.matchInitials(passages, first, known, &bodies)
    var acting = ActingAcronyms(places: places, lexicon: lexicon)
    for (number, p) in passages.enumerated() where p.hasWords { acting.survey(p, first[number], known, bodies) }
    acting.settle(&bodies)
    for (number, p) in passages.enumerated() where p.hasWords {
      // `Primera Conferencia Ribereña …`: the meeting is the body's, if the body goes by that name.
      for event in first[number].events {
        guard let head = first[number].eventHeads.first(where: { event.range.contains($0) }), p.has(head, .orgHead) else { continue }
        var begin = head
        while p.headsLast, begin > event.range.lowerBound + 1, p.isCapital(begin - 1) { begin -= 1 }
        guard bodies.isName(bodies.words(p, begin..<event.range.upperBound)) else { continue }
        first[number].bodies.removeAll { $0.range.overlaps(begin..<event.range.upperBound) }
        first[number].bodies.append(Find(.organization, p, begin..<event.range.upperBound, RuleName("organizations", "within-event")))
        first[number].bodies.sort { $0.start < $1.start }
      }
      for find in first[number].bodies where !find.short { bodies.count(p, number, find) }
      for find in acronymMentions.find(in: p, first[number], known, bodies) {
        bodies.countAcronym(p.tokens[find.range.lowerBound].key, number: number)
      }
    }
    known.laws.formUnion(acronymMentions.lawInitials(passages, first, known))
    let table = bodies.table()
    let bodyHeads = bodies.heads
    known.statutes =
      first.contains { $0.laws.contains { $0.rule.rule.description != "lower-case" && $0.rule.rule.description != "article" } }
      ? known.statutes : []
    for (number, p) in passages.enumerated() where p.hasWords {
      for law in first[number].laws where p.isCapital(law.range.lowerBound) && p.has(law.range.lowerBound, .lawLower) {
        known.statutes.insert(p.tokens[law.range.lowerBound].key)
      }
    }
    var context = CitationFinder.Context(laws: [], organizations: [], authors: [], plain: witness.plain, otherAcronyms: known.otherAcronyms)
    for (number, p) in passages.enumerated() where p.hasWords {
      context.laws = first[number].laws
      first[number].citations = citationFinder.bracketed(in: p, context: context)
      for find in first[number].citations where find.type == .citation && find.rule.rule.description == "bracketed" {
        context.authors.insert(p.tokens[find.range.lowerBound].key)
      }
    }

    // Second reading.
    let namesakes = Namesakes(passages, first, chain: chain, plain: witness.plain)
    var persons = PersonFinder.Known()
    var out: [[Find]] = []
    out.reserveCapacity(passages.count)
    for p in passages where p.hasWords { personFinder.locate(p, into: &persons) }
    for (number, p) in passages.enumerated() where p.hasWords {
      let reading = first[number]
      reading.laws = reading.laws.filter {
        $0.rule.rule.description != "lower-case" || known.statutes.contains(p.tokens[$0.range.lowerBound].key)
      }
      reading.laws += lawAcronyms(p, reading, known)
      reading.bodies += acronymMentions.find(in: p, reading, known, bodies)
      if p.shouted {
        for find in acronymMentions.findShouted(in: p, reading, table, heads: bodyHeads)
        where !reading.bodies.contains(where: { $0.overlaps(find) }) {
          reading.bodies.append(find)
        }
      }
      reading.bodies = SharedHeads().extend(p, reading.bodies, places: places)
      reading.bodies += namesakes.find(in: p, reading.bodies + reading.laws, passages, bodies)
      context.laws = reading.laws + reading.events
      context.organizations = reading.bodies
      let cited = reading.citations
      reading.citations += citationFinder.narrative(in: p, context: context).filter { find in !cited.contains { $0.overlaps(find) } }
      reading.settle(p, number: number, bodies: bodies, definitions: definitionsOf[number])
      reading.places = tokenFinder.find("sites", in: p, looks: reading.looks, cover: reading.cover, known: nothing)
      for find in reading.places { reading.cover.take(find.range) }
      for find in personFinder.find(in: p, looks: reading.looks, cover: reading.cover, known: nothing, teaching: true) {
        personFinder.learn(p, find, into: &persons)
      }
    }
    for p in passages where p.hasWords { personFinder.weigh(p, into: &persons) }
    for (number, p) in passages.enumerated() {
      if !p.hasWords {
        out.append(first[number].links)
        continue
      }
      let column = columns.kind(of: p)
      let reading = first[number]
      // `Governador Jorge Teles` in a column of towns is one, in a column of schools a school.
      let mayBePersons = column == .other || column == .persons
      let found = mayBePersons ? personFinder.find(in: p, looks: reading.looks, cover: reading.cover, known: persons, column: column) : []
      for find in found { reading.cover.take(find.range) }
      let located = placeFinder.find(in: p, cover: reading.cover, column: column)
      out.append((reading.all + reading.places + found + located).sorted { ($0.start, -$0.end) < ($1.start, -$1.end) })
    }
    return Result(finds: out, acronyms: acronyms(definitions, glossary, passages))
  }

  /// `LSS`, `LSS 97`: an acronym of a law, with the year of its version.
  private func lawAcronyms(_ p: Passage, _ reading: Reading, _ known: Known) -> [Find] {
    var out: [Find] = []
    for (i, t) in p.tokens.enumerated() where t.isWord && t.isCapital && known.laws.contains(t.key) {
      guard reading.cover.isFree(i), !known.isDefinition(p, i, reading) else { continue }
      var end = i + 1
      var year: String?
      if end < p.tokens.count, p.tokens[end].isNumber, p.tokens[end].spaced, [2, 4].contains(p.tokens[end].end - p.tokens[end].start),
        !p.isMark(end + 1, "-"), !p.isMark(end + 1, "%"),
        !p.isMark(end + 1, ".") || end + 2 >= p.tokens.count || !p.tokens[end + 2].isNumber
      {
        year = p.text(of: end..<(end + 1))
        end += 1
      }
      out.append(Find(.law, p, i..<end, RuleName("laws", "acronym"), value: .law(number: nil, year: year)))
    }
    return out
  }

  /// Every pair once, in the order of the document; the glossary's first where it stands first.
  private func acronyms(_ definitions: [Definition], _ glossary: [GlossaryEntry], _ passages: [Passage]) -> [Acronym] {
    var out: [Acronym] = []
    var seen: Set<String> = []
    for entry in glossary where seen.insert(entry.term + "\u{0}" + entry.expansion).inserted {
      out.append(Acronym(short: entry.term, long: entry.expansion, block: entry.block))
    }
    for definition in definitions where seen.insert(definition.short + "\u{0}" + definition.long).inserted {
      out.append(Acronym(short: definition.short, long: definition.long, block: passages[definition.passage].block))
    }
    return out
  }
}

/// What the document's definitions and glossary say of its acronyms.
struct Known {
  var bodies: Set<UInt64> = []
  var laws: Set<UInt64> = []
  var otherAcronyms: Set<UInt64> = []
  /// Kinds of text (`estatutos`) that stand for one text of the document.
  var statutes: Set<UInt64> = []
  /// Passage → tokens of acronyms where they are defined.
  private var places: [Int: [Range<Int>]] = [:]

  init(definitions: [Definition], glossary: [GlossaryEntry]) {
    for definition in definitions {
      places[definition.passage, default: []].append(definition.shortRange)
      switch definition.kind {
      case .body: bodies.insert(definition.shortKey)
      case .law: laws.insert(definition.shortKey)
      case .other: otherAcronyms.insert(definition.shortKey)
      }
    }
    // Whoever is a body once is one: `Programa …` and `Instituto …` may share letters, the body is what is talked about by them.
    laws.subtract(bodies)
    otherAcronyms.subtract(bodies)
    otherAcronyms.formUnion(laws)
  }

  func isDefinition(_ p: Passage, _ i: Int, _ reading: Reading) -> Bool { reading.acronymPlaces.contains(i) }
}

/// Which words the document prints in lower case: they are no names where they begin a sentence.
struct Witness {
  private(set) var plain = KeySet(capacity: 4096)

  init(_ passages: [Passage]) {
    for p in passages { for t in p.tokens where t.isWord && !t.isCapital { plain.insert(t.key) } }
  }
}

/// What the readings of one passage have found so far. One place for each passage: handed on it is not copied.
final class Reading {
  var links: [Find] = []
  var laws: [Find] = []
  var works: [Find] = []
  var events: [Find] = []
  var bodies: [Find] = []
  var citations: [Find] = []
  /// By rules over tokens; those of the gazetteer come last.
  var places: [Find] = []
  var acronyms: [Find] = []
  var acronymPlaces: Set<Int> = []
  var eventHeads: [Int] = []
  var cover: Cover
  /// ``TokenFinder/looks(_:plain:)``.
  var looks: [UInt32] = []

  init(count: Int) { cover = Cover(count: count) }

  func take(_ finds: [Find]) {
    links = finds
    for find in finds { cover.take(find.range) }
  }

  /// Bodies by rules over tokens: each takes the place of what it holds whole, and gives way to what reaches beyond it or is in the gazetteer.
  func merge(_ finds: [Find], heads: Set<Int>) {
    guard !finds.isEmpty else { return }
    for find in finds where !heads.contains(where: { find.range.contains($0) }) {
      let touched = bodies.filter { $0.range.overlaps(find.range) }
      guard
        touched.allSatisfy({
          find.range.lowerBound <= $0.range.lowerBound && find.range.upperBound >= $0.range.upperBound && $0.range != find.range
        })
      else { continue }
      bodies.removeAll { $0.range.overlaps(find.range) }
      bodies.append(find)
    }
    bodies.sort { $0.start < $1.start }
  }

  /// The long form of a body's acronym is a body, from its first word or where the finder let it begin earlier.
  func fit(_ definition: Definition, _ p: Passage) {
    mark(definition, p)
    let long = definition.longRange
    if let n = bodies.firstIndex(where: { $0.range.lowerBound <= long.lowerBound && $0.range.upperBound >= long.upperBound }) {
      bodies[n].short = false
      return
    }
    if laws.contains(where: { $0.range.overlaps(long) }) { return }
    var begin = long.lowerBound
    if let n = bodies.firstIndex(where: { $0.range.lowerBound < long.lowerBound && $0.range.overlaps(long) }) {
      begin = bodies[n].range.lowerBound
    }
    bodies.removeAll { $0.range.overlaps(long) }
    guard cover.isFree(begin..<long.upperBound) else { return }
    bodies.append(Find(.organization, p, begin..<long.upperBound, RuleName("organizations", "defined")))
    bodies.sort { $0.start < $1.start }
  }

  func fitLaw(_ definition: Definition, _ p: Passage) {
    mark(definition, p)
    let long = definition.longRange
    guard !laws.contains(where: { $0.range.lowerBound <= long.lowerBound && $0.range.upperBound >= long.upperBound }) else { return }
    laws.removeAll { $0.range.overlaps(long) }
    bodies.removeAll { $0.range.overlaps(long) }
    laws.append(Find(.law, p, long, RuleName("laws", "defined"), value: .law(number: nil, year: nil)))
    laws.sort { $0.start < $1.start }
    cover.take(long)
  }

  func mark(_ definition: Definition, _ p: Passage) {
    for i in definition.shortRange { acronymPlaces.insert(i) }
  }

  /// Decides between the kinds of find, gives bodies their ids, and covers what is taken. `definitions` are the passage's.
  func settle(_ p: Passage, number: Int, bodies known: Bodies, definitions: [Definition]) {
    for definition in definitions {
      for i in definition.shortRange { acronymPlaces.insert(i) }
      acronyms.append(
        Find(
          .acronym, p, definition.shortRange, RuleName("acronyms", definition.rule),
          value: .acronym(short: definition.short, long: definition.long)))
    }
    if citations.isEmpty, laws.isEmpty, works.isEmpty, events.isEmpty, bodies.isEmpty, acronyms.isEmpty {
      cover = Cover(count: p.tokens.count)
      for find in links { cover.take(find.range) }
      return
    }
    // `(Agencia de Caminos [AC], 2024)`: the citation holds the place where the acronym is defined.
    acronyms = acronyms.filter { acronym in
      !(p.isMark(acronym.range.lowerBound - 1, "[") && citations.contains { $0.start <= acronym.start && acronym.end < $0.end })
    }
    citations = citations.filter { citation in !acronyms.contains { $0.overlaps(citation) } && !links.contains { $0.overlaps(citation) } }
    laws = laws.filter { law in !citations.contains { $0.overlaps(law) } }
    works = works.filter { work in !(citations + laws).contains { $0.overlaps(work) } }
    events = events.filter { event in !(citations + laws + works).contains { $0.overlaps(event) } }
    let outer = citations + laws + works + links + acronyms
    bodies = bodies.filter { body in
      !outer.contains { $0.overlaps(body) }
        && events.allSatisfy {
          !$0.overlaps(body) || ($0.start <= body.start && body.end <= $0.end && ($0.end - $0.start != body.end - body.start))
        }
    }
    for n in bodies.indices where bodies[n].value == nil {
      // Where a name is defined it goes by the acronym that stands beside it.
      if let own = definitions.first(where: { $0.kind == .body && $0.longRange == bodies[n].range }),
        case .organization(_, let name, let ref) = known.value(p, number, bodies[n])
      {
        bodies[n].value = .organization(id: known.acronym(own.shortKey)?.id ?? own.short, name: name, ref: ref)
        continue
      }
      bodies[n].value = known.value(p, number, bodies[n])
    }
    for n in events.indices { events[n].value = .event(name: p.text(events[n].start, events[n].end)) }
    cover = Cover(count: p.tokens.count)
    for find in all { cover.take(find.range) }
  }

  var all: [Find] { links + citations + laws + works + events + bodies + acronyms }
}
