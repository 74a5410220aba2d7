import Text

/// How far a capitalised name goes to the right of its head: `Secretaría | de Puertos y Canales Menores`.
///
/// A name goes on over capitalised words, over `de`, `del`, `para`, `of`, `for`… when a capitalised word follows, over `y` when what follows is not a
/// name of its own, and over `A, B y C` when all of it is one complement. It ends before anything else; what ends there is decided once, for
/// organisations, laws and events alike. The words are the vocabularies' (``WordClasses``).
struct Chain {
  let lexicon: NameLexicon
  let places: PlaceNames
  let institutions: Institutions

  struct Options {
    /// Numbers and quoted names belong to it (hospitals, schools).
    var numbered = false
    /// `en Salud`, `a Víctimas` may join.
    var loose = true
    /// A title: parts between commas may follow the first word at once.
    var title = false
  }

  struct Result {
    /// Exclusive.
    var end: Int
    /// Words after the head, joints not counted.
    var complements: Int
    /// Whether a joint (`de`, `para`) was passed, so that it is more than a head with adjectives.
    var joined: Bool
    /// Where each `de`/`del` complement begins (index of the joint), outermost first.
    var joints: [Int]
  }

  /// A chain on its way to the right.
  private struct Walk {
    let head: Int
    let options: Options
    var out: Result
    /// The token at hand.
    var j: Int
    /// Whether the last joint was `y`, after which a comma begins something new; whether an acronym behind a joint has closed the name.
    var coordinated = false
    var closed = false

    /// The name reaches up to here.
    mutating func take(upTo end: Int) {
      out.end = end
      out.complements += 1
      j = end
    }
  }

  func end(in p: Passage, head: Int, options: Options = Options()) -> Result {
    var walk = Walk(
      head: head, options: options, out: Result(end: head + 1, complements: 0, joined: false, joints: []), j: head + 1)
    while walk.j < p.tokens.count {
      let t = p.tokens[walk.j]
      let goesOn =
        !t.isWord
        ? t.isNumber ? takeNumber(t, p, &walk) : takeMark(t, p, &walk)
        : t.isCapital && (!t.has(.joint) || opensPlace(p, walk.j))
          ? takeCapital(t, p, &walk) : takeNumbered(t, p, &walk) || takeJoint(t, p, &walk)
      if !goesOn { break }
    }
    if places.longest(in: p, at: walk.out.end) == nil, let after = company(p, walk.out.end) { walk.out.end = after }
    return walk.out
  }

  // Each of these takes what stands at hand, if it is of the name; false ends the name, with or without it.

  /// `Núm. 4`, of hospitals and schools.
  private func takeNumbered(_ t: Token, _ p: Passage, _ walk: inout Walk) -> Bool {
    guard walk.options.numbered, t.has(.numberMark), let after = number(p, walk.j) else { return false }
    walk.take(upTo: after)
    return true
  }

  private func takeCapital(_ t: Token, _ p: Passage, _ walk: inout Walk) -> Bool {
    if takeNumbered(t, p, &walk) { return true }
    let j = walk.j
    let options = walk.options
    if t.has(.numberMark), number(p, j) != nil { return false }
    let place = places.longest(in: p, at: j)
    if t.shape.contains(.single), place == nil {
      if let after = company(p, j) {
        walk.take(upTo: after)
        return false
      }
      // `Sala J.D.`
      if p.isMark(j + 1, "."), !options.numbered { return false }
    }
    if walk.closed, let place {
      // `los OAR Santa Cruz`, `… Ciudad de Valdemora Sur`
      let sided = p.isCapital(place.end) && p.has(place.end, .common) && p.tokens[place.end].spaced && !p.has(place.end, .orgHead)
      walk.take(upTo: sided ? place.end + 1 : place.end)
      return false
    }
    if walk.closed, !t.shape.contains(.allCaps) || t.shape.contains(.roman) == false && t.shape.contains(.mixed) { return false }
    let initialed = options.numbered && p.isMark(j - 1, ".") && j > 1 && p.tokens[j - 2].shape.contains(.single)
    guard t.spaced || p.isMark(j - 1, "/") || initialed else { return false }
    if t.has(.month) || (t.has(.function) && !t.has(.orgMatter)) { return false }
    // `… Court Judge Susan Bolton`, `… Society Vice President`
    if t.has(.role), !t.has([.orgHead, .orgAdjective, .common]), p.headsLast || isPerson(p, j + 1) { return false }
    if t.has(.honorific), !options.numbered, !t.has([.orgAdjective, .common]) { return false }
    walk.take(upTo: max(j + 1, place?.end ?? 0))
    return true
  }

  private func takeJoint(_ t: Token, _ p: Passage, _ walk: inout Walk) -> Bool {
    let j = walk.j
    guard t.has(.joint), !(t.has(.and) && (walk.closed || walk.coordinated && p.has(j + 1, [.of, .ofThe]))),
      let next = overJoint(p, j, walk.head, walk.out, walk.options)
    else { return false }
    if t.has([.of, .ofThe]) { walk.out.joints.append(j) }
    if !t.has(.and) { walk.out.joined = true }
    walk.coordinated = t.has(.and)
    let last = p.tokens[next - 1]
    // In a name that is set in capitals they tell no acronym.
    walk.closed =
      !p.shouted && next < j + 4 && last.shape.contains(.allCaps) && !last.shape.contains(.roman)
      && !p.tokens[walk.head].shape.contains(.allCaps)
    walk.take(upTo: next)
    return true
  }

  /// `Subdelegación 4 Ribera`, `Clínica 5`: a number of one to three digits names a unit.
  private func takeNumber(_ t: Token, _ p: Passage, _ walk: inout Walk) -> Bool {
    let j = walk.j
    guard walk.options.numbered, t.end - t.start <= 3, t.spaced, !p.isMark(j + 1, "%"),
      !(p.isMark(j + 1, ",") && j + 2 < p.tokens.count && p.tokens[j + 2].isNumber)
    else { return false }
    // `Hospital 3 de Abril`
    walk.take(upTo: p.has(j + 1, .of) && p.has(j + 2, .month) && p.isCapital(j + 2) ? j + 3 : j + 1)
    return true
  }

  private func takeMark(_ t: Token, _ p: Passage, _ walk: inout Walk) -> Bool {
    let j = walk.j
    let numbered = walk.options.numbered
    if numbered, t.isMark("."), p.has(j - 1, [.honorific, .abbreviation]) || p.tokens[j - 1].shape.contains(.single), p.isCapital(j + 1) {
      walk.out.end = j + 1  // `Hospital Dr. Olmo`, `Hospital Ana P.Olmo`
    } else if numbered, t.isMark("-"), !t.spaced, j + 1 < p.tokens.count, p.tokens[j + 1].isNumber, !p.tokens[j + 1].spaced {
      walk.out.end = j + 2
    } else if t.isMark(","), walk.out.complements > 0 || walk.options.title, !walk.coordinated || p.has(j + 1, .and),
      let after = enumeration(p, j)
    {
      walk.take(upTo: after)
    } else if t.isMark(","), places.longest(in: p, at: j + 1) == nil, let after = company(p, j + 1) {
      walk.take(upTo: after)
    } else if t.isMark("&") && p.isCapital(j + 1) || p.isPossessive(j) && leadsToHead(p, j + 1)
      || p.headsLast && p.isPluralPossessive(j) && !p.has(j - 1, .role) && !p.has(j + 1, [.role, .givenName, .function])
    {
      walk.out.end = j + 2
    } else {
      if numbered, t.isMark("“") || t.isMark("\"") || t.isMark("«"), let after = quoted(p, j) { walk.out.end = after }
      return false
    }
    walk.j = walk.out.end
    return true
  }

  /// `Children's Defense Fund`, but not `Academy's Regional Director`: what is owned ends with a head.
  private func leadsToHead(_ p: Passage, _ from: Int) -> Bool {
    var j = from
    while j < from + longestOwned, p.isCapital(j), p.tokens[j].isWord {
      if p.has(j, [.orgHead, .orgRight]) { return true }
      j += 1
    }
    return false
  }

  /// `de La Rioja`, `El Salvador`: an article that begins a place.
  private func opensPlace(_ p: Passage, _ j: Int) -> Bool {
    guard let place = places.longest(in: p, at: j) else { return false }
    return place.end > j + 1
  }

  /// Past a joint and what it leads to; nil where the name ends before it.
  private func overJoint(_ p: Passage, _ j: Int, _ head: Int, _ soFar: Result, _ options: Options) -> Int? {
    let t = p.tokens[j]
    var k = j + 1
    var withArticle = false
    while k < p.tokens.count, p.has(k, .article), !p.isCapital(k) || !opensPlace(p, k) {
      k += 1
      withArticle = true
    }
    if t.has(.and), k < p.tokens.count, !withArticle, p.has(k, [.of, .ofThe, .purpose, .toward]), !p.isCapital(k) {
      // `Portuaria y de Canales`, `y a la Sequía`
      guard soFar.joined || p.has(k, [.of, .ofThe]) else { return nil }
      k += 1
      while k < p.tokens.count, p.has(k, .article), !p.isCapital(k) { k += 1 }
      guard p.isCapital(k), soFar.complements > 0, !isNameOfItsOwn(p, k) else { return nil }
      return k + 1
    }
    if t.has([.of, .ofThe]), withArticle || t.has(.ofThe), p.has(k, .determiner), p.isCapital(k + 1), p.has(k + 1, [.orgHead]),
      !p.isCapital(k)
    {
      k += 1
    }  // `de la misma Jefatura`
    // `Fiscalía del estado de Nayarit`
    if t.has([.of, .ofThe]), p.has(k, .placeHead), !p.isCapital(k), p.has(k + 1, [.of, .ofThe]),
      let place = places.longest(in: p, at: k + 2)
    {
      return place.end
    }
    guard k < p.tokens.count, p.tokens[k].isWord, p.isCapital(k), !p.has(k, .month) else { return nil }
    let next = p.tokens[k]
    if let place = places.longest(in: p, at: k), place.end > k + 1 || next.has(.joint) {
      if t.has([.of, .ofThe, .purpose]) { return place.end }
    }
    // `de Siete Olmos`: a small word with a capital, and another capital behind, belong to the name.
    let named = t.has([.of, .ofThe]) && p.isCapital(k + 1) && p.tokens[k + 1].isWord && p.tokens[k + 1].spaced && !p.has(k + 1, .function)
    if next.has(.function), !next.has([.orgMatter, .orgHead]), !named { return nil }
    if t.has([.of, .ofThe]) {
      return isPerson(p, k) ? nil : k + 1
    }
    if t.has(.and) {
      guard soFar.complements > 0, !isNameOfItsOwn(p, k) || isMatter(p, k) else { return nil }
      // `Institute for Public Health and the Environment`
      if withArticle, p.headsLast || p.has(head, .orgRight), p.has(soFar.end - 1, [.common, .orgMatter]), p.has(k, [.common, .orgMatter]),
        !p.isCapital(k + 1)
      {
        return k + 1
      }
      // `la Droga y el Delito`: an article after `y` belongs to a complement that has one too.
      if withArticle {
        guard j > head + 2, p.has(j - 2, .article), soFar.joined else { return nil }
      }
      return k + 1
    }
    if t.has(.purpose) {
      // `para la Jefatura de …`: the next body, not a part of this one.
      if p.has(k, .orgHead), p.has(k + 1, [.of, .ofThe]) || !p.has(k, .orgMatter) && withArticle { return nil }
      return isPerson(p, k) ? nil : k + 1
    }
    guard options.loose, soFar.complements > 0, !next.shape.contains(.allCaps) || p.tokens[head].shape.contains(.allCaps) else {
      return nil
    }
    if t.has(.inside) { return withArticle || places.longest(in: p, at: k) != nil ? nil : k + 1 }
    // In a name that is set in capitals they tell no acronym: `COMBATE AO CRIME`.
    let inCapitals = p.tokens[j].shape.contains(.allCaps) && p.tokens[head].shape.contains(.allCaps)
    if t.has(.toward) { return isNameOfItsOwn(p, k, inCapitals: inCapitals) ? nil : k + 1 }
    return nil
  }

  /// Whether what begins at `k` is a name in its own right, so that `y` joins two names rather than two parts of one.
  private func isNameOfItsOwn(_ p: Passage, _ k: Int, inCapitals: Bool = false) -> Bool {
    let t = p.tokens[k]
    if t.shape.contains(.allCaps), !p.shouted, !inCapitals { return true }
    if t.has([.orgHead, .facility]), !t.has(.orgMatter) { return true }
    if t.has([.lawHead, .honorific, .eventNamed]) { return true }
    // `Harbor Club of Olmos and Trinity Church`
    if p.headsLast, endsAsBody(p, k) { return true }
    // `Industria y Minas`: a place that is a common word too is matter here.
    if let place = places.longest(in: p, at: k), place.end > k + 1 || !t.has(.common) { return true }
    if let known = institutions.longestName(in: p, at: k), known.end > k + 1 || !t.has([.common, .orgMatter, .orgHead]) { return true }
    return isPerson(p, k)
  }

  /// Whether a row of capitals ends with a head that is never the matter of another body.
  private func endsAsBody(_ p: Passage, _ k: Int) -> Bool {
    var j = k
    while j < k + longestOwned, p.isCapital(j + 1), p.tokens[j + 1].isWord, p.tokens[j + 1].spaced { j += 1 }
    return j > k && lexicon.has(p.tokens[j], "ownHead")
  }

  /// `Political Science and Law`: a word for laws that stands alone is a matter of study.
  private func isMatter(_ p: Passage, _ k: Int) -> Bool {
    p.headsLast && p.has(k, .lawHead) && p.has(k, .common) && !p.isCapital(k + 1) && !p.has(k + 1, .of)
  }

  private func isPerson(_ p: Passage, _ k: Int) -> Bool {
    p.has(k, .givenName) && !p.has(k, .common) && p.isCapital(k + 1) && p.has(k + 1, [.surname, .givenName]) && !p.has(k + 1, .common)
  }

  /// `, Bosques, Caminos Rurales, Puertos y Faros`: from the comma to the end of the last part; nil where it is a list of names.
  private func enumeration(_ p: Passage, _ comma: Int) -> Int? {
    var j = comma
    var parts = 0
    while p.isMark(j, ","), parts < 8 {
      var k = j + 1
      var closing = false
      if p.has(k, .and), !p.isCapital(k) {
        closing = true
        k += 1
        // Right behind the first comma only `, y de …` goes on: `, and the …` is the next name.
        if p.has(k, [.of, .ofThe, .purpose, .toward]) { k += 1 } else if parts == 0 { return nil }
        while p.has(k, .article), !p.isCapital(k) { k += 1 }
      } else if p.has(k, .article), !p.isCapital(k), p.has(comma - 2, .article) {
        k += 1  // `para la Educación, la Ciencia y la Cultura`
      }
      guard let end = part(p, k) else { return nil }
      parts += 1
      j = end
      if closing { return end }
      if p.has(j, .and), !p.isCapital(j) {
        var m = j + 1
        if p.has(m, [.of, .ofThe]) { m += 1 }
        while p.has(m, .article), !p.isCapital(m) { m += 1 }
        return part(p, m)
      }
    }
    return nil
  }

  /// One part of an enumeration: capitalised words that are no name of their own, with `de` between.
  private func part(_ p: Passage, _ k: Int) -> Int? {
    guard p.isCapital(k), p.tokens[k].isWord, !p.has(k, .function), !isNameOfItsOwn(p, k) else { return nil }
    if p.has(k, .orgHead), p.has(k + 1, [.of, .ofThe]) || p.isCapital(k + 1) && p.has(k + 1, .orgAdjective) { return nil }
    var j = k + 1
    while j < p.tokens.count, j < k + 6 {
      if p.isCapital(j), p.tokens[j].isWord, p.tokens[j].spaced {
        if p.tokens[j].shape.contains(.allCaps), !p.shouted { break }
        j += 1
      } else if p.has(j, [.of, .ofThe]), p.isCapital(j + 1), places.longest(in: p, at: j + 1) == nil {
        j += 2
      } else if p.has(j, .toward), p.has(j + 1, .article), !p.isCapital(j + 1), p.isCapital(j + 2), !isNameOfItsOwn(p, j + 2) {
        j += 3  // `Acceso a los Vados`
      } else {
        break
      }
    }
    return j
  }

  /// `No. 41`, `núm. 5`, `N.º 3`: end of the number.
  func number(_ p: Passage, _ j: Int) -> Int? {
    var k = j + 1
    while k < p.tokens.count, k < j + 4, p.isMark(k, ".") || p.isMark(k, "º") || p.isMark(k, "°") || p.isMark(k, "o") { k += 1 }
    guard k < p.tokens.count, p.tokens[k].isNumber else { return nil }
    return k + 1
  }

  private func quoted(_ p: Passage, _ j: Int) -> Int? {
    var k = j + 1
    while k < p.tokens.count, k < j + 14 {
      if p.isMark(k, "”") || p.isMark(k, "\"") || p.isMark(k, "»") { return k + 1 }
      k += 1
    }
    return nil
  }

  /// `S.A. de C.V.`, `S. R. L.`, `Inc.`, `Ltda.`: end of the form of a firm that begins at `j`.
  func company(_ p: Passage, _ j: Int) -> Int? {
    guard p.isCapital(j), p.tokens[j].isWord else { return nil }
    if p.has(j, .company), !p.tokens[j].shape.contains(.single),
      p.tokens[j].shape.contains(.allCaps) || p.tokens[j].end - p.tokens[j].start > 2
        || p.isMark(j + 1, ".")
    {
      var k = j + 1
      if p.isMark(k, ".") { k += 1 }
      if p.has(k, .of), p.isCapital(k + 1), let more = letters(p, k + 1) { return more }
      return p.isMark(j + 1, ".") && j + 2 < p.tokens.count ? j + 2 : j + 1
    }
    guard p.tokens[j].shape.contains(.single), p.isMark(j + 1, "."), let end = letters(p, j) else { return nil }
    // The letters are a form of firm (`S.A.`), not initials (`A. P. Sutton`).
    var key = WordKey()
    for k in j..<end where p.tokens[k].isWord { key.add(folded(p.scalars[Int(p.tokens[k].start)])) }
    guard lexicon.lettered.contains(key.value), !(p.has(end, .surname) && p.isCapital(end)) else { return nil }
    if p.has(end, .of), let more = letters(p, end + 1) { return more }
    return end
  }

  /// `S. A.`: single letters with stops, at least two.
  private func letters(_ p: Passage, _ j: Int) -> Int? {
    var k = j
    var n = 0
    while k + 1 < p.tokens.count, p.tokens[k].shape.contains(.single), p.isCapital(k), p.isMark(k + 1, ".") {
      k += 2
      n += 1
    }
    if n == 0, p.isCapital(k), p.tokens[k].shape.contains(.allCaps), p.has(k, .company) { return k + 1 }
    return n >= 2 ? k : nil
  }
}

/// Words behind a possessive among which the head of a name stands.
private let longestOwned = 4
