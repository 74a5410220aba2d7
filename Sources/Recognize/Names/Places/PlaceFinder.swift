import Model

/// Places of the gazetteer, and names that a word before them makes places (`municipio de …`, `río …`).
struct PlaceFinder {
  let places: PlaceNames
  let chain: Chain
  /// Words that the document prints in small letters too: no towns.
  let plain: KeySet
  /// The country that the document is about.
  let home: String?

  /// - column: what the cells of its column are.
  func find(in p: Passage, cover: Cover, column: ColumnClass.Kind = .other) -> [Find] {
    guard p.hasCapitals else { return [] }
    if column.isOfPlaces, let whole = wholeCell(p, cover, inCapitals: column == .placesInCapitals) { return [whole] }
    var out: [Find] = []
    var i = 0
    while i < p.tokens.count {
      guard p.tokens[i].isWord, cover.isFree(i),
        let find = (p.isCapital(i) ? known(p, i, cover, out.last) : nil)
          ?? (p.foreign ? nil : unknown(p, i, cover) ?? listed(p, i, cover, out))
      else {
        i += 1
        continue
      }
      out.append(find)
      i = find.range.upperBound
    }
    return out
  }

  /// By what stands beside it.
  private func unknown(_ p: Passage, _ i: Int, _ cover: Cover) -> Find? {
    (p.isCapital(i) ? coded(p, i, cover) ?? beforeComma(p, i, cover) : nil) ?? headed(p, i, cover)
  }

  /// `los municipios de Olmal, Quimeral y Vrescal`: a word that is nothing else, in a list that a word for places opens or two places lead.
  private func listed(_ p: Passage, _ i: Int, _ cover: Cover, _ out: [Find]) -> Find? {
    guard p.isCapital(i), !p.shouted, let last = out.last, isNext(p, last, i) else { return nil }
    // The first place of the list, back from the last.
    var first = out.count - 1
    while first > 0, isNext(p, out[first - 1], out[first].range.lowerBound) { first -= 1 }
    let head = out[first].range.lowerBound - 1
    let joint = p.has(head, .article) ? head - 1 : head
    let led =
      p.has(joint, [.of, .ofThe]) && joint > 0
      && (p.has(joint - 1, .placeHead) && p.tokens[joint - 1].shape.contains(.plural) || isDweller(p, joint - 1))
    guard led || goesOn(p, i) && (out.count - first >= 2 || isTown(out[first])) else { return nil }
    var end = i
    while end < i + longestListed, p.isCapital(end), p.tokens[end].isWord, cover.isFree(end), end == i || p.tokens[end].spaced,
      p.tokens[end].classes.isDisjoint(with: led ? PlaceFinder.never : PlaceFinder.neverListed), !p.tokens[end].shape.contains(.allCaps),
      !plain.contains(p.tokens[end].key)
    { end += 1 }
    guard end > i, end >= p.tokens.count || p.tokens[end].shape.contains(.mark) || !p.isCapital(end), !p.isPossessive(end) else {
      return nil
    }
    return make(p, i..<end, "listed", nil)
  }

  /// Neither a country nor a place that only its surroundings tell.
  private func isTown(_ find: Find) -> Bool {
    guard case .place(_, let ref?) = find.value else { return false }
    return ref.contains("/")
  }

  /// Whether `and` stands at the end of the list: `Quimeral, Chile, Tech. Rep.` is none.
  private func goesOn(_ p: Passage, _ i: Int) -> Bool {
    var j = i - 1
    while j < min(i + longestTail, p.tokens.count), j == i - 1 || p.isMark(j, ",") || p.isCapital(j) || p.has(j, .joint) {
      if p.has(j, .and), !p.isCapital(j) { return true }
      j += 1
    }
    return false
  }

  /// Whether token `i` is the next part of a list behind a place: `, Quimeral`, `y Quimeral`, `, and Quimeral`.
  private func isNext(_ p: Passage, _ place: Find, _ i: Int) -> Bool {
    let gap = place.range.upperBound..<max(i, place.range.upperBound)
    return (1...2).contains(gap.count) && gap.allSatisfy { p.isMark($0, ",") || p.has($0, .and) && !p.isCapital($0) }
  }

  private func known(_ p: Passage, _ i: Int, _ cover: Cover, _ last: Find?) -> Find? {
    guard let place = places.longest(in: p, at: i, towns: !p.foreign), cover.isFree(i..<place.end) else { return nil }
    let entry = places.entries[place.entry]
    // `28 U.S.C.`: more letters of an abbreviation.
    if p.isMark(place.end - 1, "."), place.end < p.tokens.count, !p.tokens[place.end].spaced, p.tokens[place.end].isWord { return nil }
    if entry.kind.isSmall, !(entry.kind == .town && isCell(p, i, place.end, entry)), !(place.end > i + 1 && isDateline(p, i, place.end)),
      !(entry.kind == .town ? isTown(p, i, place.end, last) : isVillage(p, i, place.end, last))
    {
      return nil
    }
    if entry.kind == .abbreviation, !mayShorten(p, i, place.end, last) { return nil }
    // `± 1 S.D.`: letters of a state stand behind a comma or where places stand.
    if p.headsLast, entry.kind != .country, entry.kind != .abbreviation, p.tokens[i].shape.contains(.single), p.isMark(i + 1, "."),
      !(p.isMark(i - 1, ",") || p.isMark(i - 1, "(") || p.has(i - 1, [.inside, .of, .toward, .placeHead]))
    {
      return nil
    }
    if p.has(i - 1, .namedAfter) || p.has(i - 1, [.of, .article]) && p.has(i - 2, .namedAfter) { return nil }
    let t = p.tokens[i]
    if place.end > i + 1, isDateline(p, i, place.end) { return make(p, i..<place.end, "gazetteer", entry) }
    if place.end == i + 1 {
      if t.has(.joint) || t.has(.function) && !t.shape.contains(.allCaps) { return nil }
      guard mayBePlace(p, i, entry) else { return nil }
      if isDateline(p, i, place.end) { return make(p, i..<place.end, "gazetteer", entry) }
      guard isPlace(p, i, entry, last) else { return nil }
    } else if i > 0, p.isCapital(i - 1), p.has(i - 1, .givenName), t.spaced, !p.has(i - 1, .function) {
      return nil
    } else if isOfCourt(p, place.end) {
      return nil
    }
    // `San Juan Quimeral`: the saint's town goes on with a name of its own.
    if place.end > i + 1, chain.lexicon.has(p.tokens[i], "saint"), isOwnName(p, place.end, cover) {
      return make(p, i..<(place.end + 1), "gazetteer", nil)
    }
    var range = i..<place.end
    // A country's comma and its district: `México, D. F.`
    if entry.kind == .country, p.isMark(place.end, ","), let next = places.longest(in: p, at: place.end + 1), p.isMark(place.end + 2, "."),
      p.tokens[place.end + 1].shape.contains(.single)
    {
      range = i..<next.end
    }
    return make(p, range, "gazetteer", entry)
  }

  /// A capitalised word right behind, that is nothing else and ends there.
  private func isOwnName(_ p: Passage, _ i: Int, _ cover: Cover) -> Bool {
    p.isCapital(i) && p.tokens[i].isWord && p.tokens[i].spaced && !p.shouted && cover.isFree(i)
      && !p.tokens[i].shape.contains(.allCaps) && p.tokens[i].classes.isDisjoint(with: PlaceFinder.neverListed)
      && !plain.contains(p.tokens[i].key) && !(p.isCapital(i + 1) && p.tokens[i + 1].isWord && p.tokens[i + 1].spaced)
  }

  /// Whether letters with stops, or a word with one, shorten a place here.
  private func mayShorten(_ p: Passage, _ i: Int, _ end: Int, _ last: Find?) -> Bool {
    let behind = p.isMark(i - 1, ",") && p.isCapital(i - 2)
    // `Ver.`, `Col.`: behind a town and a comma, or in brackets, else they shorten something else; `Ann Olsen, MD.` has a degree.
    if end == i + 2 { return (behind || p.isMark(i - 1, "(") && !p.isCapital(end)) && (p.shouted || !p.tokens[i].shape.contains(.allCaps)) }
    // `17 U.S.C.`: the last letters of an abbreviation; `Ga. N.D.`: of a court; `S. C. Olsen`: initials.
    if p.isMark(i - 1, "."), !p.tokens[i].spaced || last?.range.upperBound == i { return false }
    let initials = p.tokens[i].shape.contains(.single) && p.isCapital(end) && p.tokens[end].isWord && p.tokens[end].spaced
    return behind || !initials || p.has(i - 1, .inside)
  }

  /// Whether one word of the gazetteer is not part of something else at once.
  private func mayBePlace(_ p: Passage, _ i: Int, _ entry: PlaceNames.Entry) -> Bool {
    let t = p.tokens[i]
    let end = i + 1
    // `Mauricio de Olsen`
    if t.has(.givenName), p.has(end, [.of, .ofThe, .nobiliary]), p.isCapital(end + 1), !p.has(i - 1, [.inside, .toward, .of]) {
      return false
    }
    // `Tornquist, E. M.`: an author.
    if p.isMark(i + 1, ","), i + 3 < p.tokens.count, p.tokens[i + 2].shape.contains(.single), p.isMark(i + 3, "."),
      entry.kind != .country,
      places.longest(in: p, at: i + 2) == nil
    {
      return false
    }
    if entry.kind == .city || entry.kind == .town, isOfSpeaker(p, i, end) { return false }
    // `Peter F. Ostend`, `Sáez de Ibarra`: part of somebody's name.
    if t.has(.surname) || entry.kind == .country, p.isMark(i - 1, "."), i > 2, p.tokens[i - 2].shape.contains(.single),
      p.has(i - 3, .givenName)
    {
      return false
    }
    if t.has(.surname), p.has(i - 1, .of), p.isCapital(i - 2), p.has(i - 2, .surname), !p.has(i - 2, [.placeHead, .orgHead, .common]) {
      return false
    }
    if p.shouted, t.has([.common, .surname, .givenName]) { return false }
    if isOfCourt(p, end) { return false }
    // `Granada de mano`: of a matter in small letters, where the document prints the word so too.
    if entry.kind != .country, plain.contains(t.key), p.has(end, .of), end + 1 < p.tokens.count, p.tokens[end + 1].isWord,
      !p.isCapital(end + 1), !p.has(end + 1, [.function, .article, .month])
    {
      return false
    }
    // `GUARDA MUNICIPAL`: in capitals a city before another word is that word's.
    if t.shape.contains(.allCaps), entry.kind == .city || entry.kind == .town, p.isCapital(end), p.tokens[end].isWord,
      p.tokens[end].spaced, !p.has(end, .function), places.longest(in: p, at: end) == nil
    {
      return false
    }
    return true
  }

  /// `UNITED STATES COURT OF APPEALS`: in capitals a place before a head is the body's.
  private func isOfCourt(_ p: Passage, _ end: Int) -> Bool {
    guard p.headsLast, p.shouted, p.isCapital(end), p.tokens[end].spaced else { return false }
    return p.has(end, .orgRight) || p.has(end + 1, .orgRight) && p.isCapital(end + 1)
  }

  /// `Lima, 3 de mayo`, `BRUSSELS 1996-08-22`, `LONDON - …`: where a report was written.
  private func isDateline(_ p: Passage, _ i: Int, _ end: Int) -> Bool {
    guard i == 0, end < p.tokens.count else { return false }
    let capitals = p.tokens[i].shape.contains(.allCaps)
    return p.isMark(end, ",") && p.tokens.count > end + 1 && p.tokens[end + 1].isNumber
      || capitals && (p.tokens[end].isNumber || p.isMark(end, "-") || p.isMark(end, "–") || p.isMark(end, "—"))
  }

  /// Whether what stands beside one word of the gazetteer lets it be the place. `last`: the place found before.
  private func isPlace(_ p: Passage, _ i: Int, _ entry: PlaceNames.Entry, _ last: Find?) -> Bool {
    let t = p.tokens[i]
    let end = i + 1
    let doubtful =
      t.has([.surname, .givenName, .common]) || entry.kind == .city && !p.shouted && p.beginsSentence(i) && !isHeld(p, end)
    let listed = isBeside(p, i, last)
    if doubtful, !listed,
      !(p.has(i - 1, [.inside, .of, .toward, .rule, .placeHead]) || p.isMark(i - 1, "(")
        || p.isMark(end, "(") && !t.has([.surname, .givenName]) || p.isMark(i - 1, ",") || p.cell != nil && p.tokens.count == 1
        || entry.kind == .country)
    {
      return false
    }
    // `Alves, Pereira e Freitas`: behind a comma a surname is a place where the one before is, or where its own country follows.
    if t.has(.surname), !listed, p.isMark(i - 1, ","), entry.kind != .country, !isHeld(p, end), p.has(end, .and) || p.isMark(end, ",") {
      return false
    }
    if t.has([.surname, .givenName, .common]), p.isCapital(end), !p.has(end, .function), p.tokens[end].spaced,
      p.tokens[end].isWord
    {
      return false
    }
    if t.has(.common), entry.kind != .country, !p.has(i - 1, [.inside, .toward]), !listed { return false }
    // Two capitals mean nothing where all is in capitals.
    if p.shouted, t.end - t.start == 2 { return false }
    if i > 0, p.isCapital(i - 1), t.spaced, p.tokens[i - 1].isWord, !p.has(i - 1, [.function, .placeHead, .joint]),
      !p.shouted || p.cell != nil && p.has(i, [.surname, .givenName, .townSurname]),
      !(last?.range.upperBound == i),
      !p.beginsSentence(i - 1) || p.has(i - 1, [.givenName, .surname, .orgHead])
        || i == 1 && !plain.contains(p.tokens[0].key)
          && !chain.lexicon.isVerbal(p, 0) && p.tokens.count <= longestLabel
    {
      return false
    }
    return true
  }

  /// `in Bethesda, Maryland`: words that are nothing else between `in` and a comma with the place that holds them.
  private func beforeComma(_ p: Passage, _ i: Int, _ cover: Cover) -> Find? {
    guard p.has(i - 1, .inside), !p.isCapital(i - 1), !p.shouted else { return nil }
    var end = i
    while end < i + 4, p.isCapital(end), p.tokens[end].isWord, cover.isFree(end), p.tokens[end].spaced,
      p.tokens[end].classes.isDisjoint(with: PlaceFinder.never), !p.tokens[end].shape.contains(.allCaps), !plain.contains(p.tokens[end].key)
    { end += 1 }
    guard end > i, p.isMark(end, ","), let holder = places.longest(in: p, at: end + 1), places.entries[holder.entry].kind != .region else {
      return nil
    }
    return make(p, i..<end, "before-comma", nil)
  }

  /// `Vila Quimera/BA`, `Quimeral-PE`, `Fairbrook, OH`: words before the letters that stand for a state.
  private func coded(_ p: Passage, _ i: Int, _ cover: Cover) -> Find? {
    guard !p.shouted else { return nil }
    // `Rede Escolar Livre – RS`: within a row of capitals that begins with a programme.
    var before = i - 1
    while p.isCapital(before), p.tokens[before].isWord, p.tokens[before + 1].spaced {
      if p.has(before, .programme) { return nil }
      before -= 1
    }
    // One word that begins a sentence, or is one of the words for places, is no town.
    let doubtful = p.beginsSentence(i) && p.cell == nil && plain.contains(p.tokens[i].key) || p.has(i, [.placeHead, .common])
    var j = i
    while j < i + longestCoded {
      guard p.isCapital(j), p.tokens[j].isWord, cover.isFree(j), j == i || p.tokens[j].spaced, !p.tokens[j].shape.contains(.allCaps),
        p.tokens[j].classes.isDisjoint(with: PlaceFinder.never)
      else { return nil }
      if doubtful, j == i, !p.isCapital(j + 1), !p.has(j + 1, [.of, .ofThe]) { return nil }
      if let end = places.nameBeforeCode(in: p, at: j) {
        // The hyphen and the letters are in one word with the name.
        var find = make(p, i..<(j + 1), "coded", nil)
        find.end = end
        find.value = .place(name: p.text(find.start, end), ref: nil)
        return find
      }
      j += 1
      if places.isCode(in: p, at: j) { return make(p, i..<j, "coded", nil) }
      if p.has(j, [.of, .ofThe, .article]), !p.isCapital(j) { j += 1 }
    }
    return nil
  }

  /// What no unknown place is.
  private static let never: WordClasses = [
    .orgHead, .orgWeak, .orgRight, .facility, .function, .month, .eventHead, .lawHead, .lawNumbered, .workHead, .workNoun, .honorific,
    .role,
    .namedAfter, .programme, .company, .article, .of, .ofThe, .and,
  ]

  /// What none is without a word for places before it.
  private static let neverListed: WordClasses = never.union([.givenName, .surname, .common, .placeHead])

  /// `Torremar, Coahuila`: the place that holds it stands behind a comma.
  private func isHeld(_ p: Passage, _ end: Int) -> Bool { p.isMark(end, ",") && places.longest(in: p, at: end + 1) != nil }

  /// A cell under `Municipio`: all of it, if it is words that may be a name.
  private func wholeCell(_ p: Passage, _ cover: Cover, inCapitals: Bool) -> Find? {
    guard p.tokens.count <= longestCell, p.isCapital(0), cover.isFree(0..<p.tokens.count) else { return nil }
    for (i, t) in p.tokens.enumerated() {
      guard t.isWord && (t.isCapital || t.has(.joint)) || i > 0 && (t.isMark(".") || t.isMark("'") || t.isMark("’")) else { return nil }
    }
    let known = places.longest(in: p, at: 0, towns: true)
    // `MADRID.`: the stop is the table's.
    if let known, known.end == p.tokens.count || known.end == p.tokens.count - 1 && p.isMark(known.end, ".") {
      return make(p, 0..<known.end, "gazetteer", places.entries[known.entry])
    }
    if p.has(0, .joint), p.tokens.count > 1, known == nil { return nil }
    if p.tokens.count == 1,
      p.has(0, [.common, .function, .orgHead, .role, .month, .placeHead]) || known == nil && plain.contains(p.tokens[0].key)
    {
      return nil
    }
    // In capitals among others that are not: the head of a part of the table.
    if known == nil, p.tokens.count > 1, p.tokens.allSatisfy({ !$0.isWord || $0.shape.contains(.allCaps) || $0.has(.joint) }), !inCapitals {
      return nil
    }
    return make(p, 0..<p.tokens.count, "headed", nil)
  }

  /// `municipio de Tarímbaro`, `río Usumacinta`, `Provincia de Santa Fe`.
  private func headed(_ p: Passage, _ i: Int, _ cover: Cover) -> Find? {
    guard p.has(i, .placeHead), !p.has(i, .surname) || !p.isCapital(i) else { return nil }
    // `el Defensor del Pueblo de Olmedo`: of the people, not of a village.
    if p.isCapital(i), chain.lexicon.has(p.tokens[i], "peopleToo"), p.has(i - 1, .ofThe), p.isCapital(i - 2) { return nil }
    if p.shouted {
      // `MUNICÍPIO DE BRAGA`: in capitals only what the lists have.
      guard p.has(i + 1, [.of, .ofThe]), let place = places.longest(in: p, at: i + 2, towns: true), cover.isFree((i + 2)..<place.end) else {
        return nil
      }
      return make(p, (i + 2)..<place.end, "headed", places.entries[place.entry])
    }
    var k = i + 1
    if p.has(k, [.of, .ofThe]) { k += 1 } else if !p.has(i, .placeBare) { return nil }
    // `the state of the Queue`
    if p.headsLast, p.has(k, .article), !p.isCapital(i) { return nil }
    while p.has(k, .article), !p.isCapital(k) { k += 1 }
    // `Surface Mount Guidelines`: within a row of capitals.
    if p.headsLast, p.has(i, .placeBare), p.isCapital(i), i > 0, p.isCapital(i - 1), p.tokens[i].spaced, !p.has(i - 1, .function) {
      return nil
    }
    // `en Laguna Verde`
    let own = p.has(i, .placeBare) && p.isCapital(i) && !p.beginsSentence(i) && k == i + 1
    guard p.isCapital(k), p.tokens[k].isWord, cover.isFree(k), own || !p.has(k, .common),
      !p.has(k, [.orgHead, .function, .month, .lawHead, .role, .programme, .orgAdjective]), !p.tokens[k].shape.contains(.allCaps)
    else { return nil }
    // `comunidades de Aprendizaje`, where the document prints the word small too.
    if !p.has(i, .placeBare), plain.contains(p.tokens[k].key), places.longest(in: p, at: k, towns: true) == nil { return nil }
    // `Departamento de Informática`: of a body, unless the lists have the place.
    if p.has(i, .orgHead), p.isCapital(i), places.longest(in: p, at: k, towns: true) == nil { return nil }
    var end = k + 1
    if let place = places.longest(in: p, at: k, towns: true) {
      end = place.end
      // `río Bravo de San Telmo`
      if end == k + 1, p.has(end, .of), cover.isFree(end + 1), let more = places.longest(in: p, at: end + 1, towns: true) { end = more.end }
    } else {
      // `bairro do Olmo Quimera-PE`: the town with its state is the next place.
      while p.isCapital(end), p.tokens[end].isWord, p.tokens[end].spaced, cover.isFree(end), !p.has(end, [.function, .orgHead]),
        places.nameBeforeCode(in: p, at: end) == nil
      { end += 1 }
      if p.has(end, [.of, .ofThe]), p.isCapital(end + 1), cover.isFree(end + 1),
        p.has(end + 1, [.surname, .givenName]) || places.longest(in: p, at: end + 1) != nil
      {
        end += 2
      }
    }
    // `Mount Olmos drew visitors.`
    let named = p.isCapital(i) && (!p.beginsSentence(i) || p.headsLast && p.has(i, .placeBare) && k == i + 1)
    // `Northern District of California`
    let wide =
      named && p.headsLast && i > 0 && p.isCapital(i - 1) && p.tokens[i].spaced && p.has(i - 1, [.orgAdjective, .common])
      && cover.isFree(i - 1)
    let start = named ? wide ? i - 1 : i : k
    return make(p, start..<end, "headed", nil)
  }

  private func make(_ p: Passage, _ range: Range<Int>, _ rule: StaticString, _ entry: PlaceNames.Entry?) -> Find {
    // Letters with stops and shortened names stand as they are printed.
    let printed = entry.map { $0.kind == .abbreviation } ?? true
    return Find(
      .place, p, range, RuleName("places", rule), value: .place(name: printed ? p.text(of: range) : entry?.name ?? "", ref: entry?.ref))
  }
}

/// Tokens of a line that is no sentence: `Velmora Brasil` is a name.
private let longestLabel = 4

/// Tokens up to the `and` that ends a list.
private let longestTail = 16

/// Words of the longest place that only its list tells.
private let longestListed = 3

/// Tokens of the longest name of a municipality.
private let longestCell = 8
