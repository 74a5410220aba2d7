import Model
import Text

/// Organisations as they are printed: names of the gazetteer, heads with their complements, English names with the head at their end, firms.
///
/// Gives spans only; which body a name stands for is ``Entities``' business. Acronyms and later parts of lists come after the document's acronyms are known.
struct OrganizationFinder {
  let chain: Chain
  let institutions: Institutions
  let places: PlaceNames
  /// Words that the document prints in small letters too.
  let plain: KeySet

  func find(in p: Passage, cover: Cover, eventHeads: Set<Int>) -> [Find] {
    guard p.hasCapitals else { return [] }
    if p.foreign { return listed(p, cover) }
    var out: [Find] = []
    var i = 0
    var programme = 0
    while i < p.tokens.count {
      // What stands in the name of a programme is a body only by the gazetteer or by a head that is no plain matter.
      if p.has(i, .programme), p.isCapital(i), !p.shouted, i >= programme { programme = chain.end(in: p, head: i).end }
      if i < programme, p.has(i, [.orgMatter, .orgAbstract, .orgWeak, .orgBare]), p.isCapital(i) {
        let known = institutions.longestName(in: p, at: i)
        let reach = chain.end(in: p, head: i)
        if known == nil, p.has(i, [.orgMatter, .orgAbstract, .orgWeak]) || reach.complements == 0 {
          i = max(min(reach.end, programme), i + 1)
          continue
        }
      }
      guard p.tokens[i].isWord, cover.isFree(i), !eventHeads.contains(i),
        let find = p.tokens[i].isCapital ? at(p, i, cover) : smallHead(p, i, cover) ?? afterNoun(p, i, cover)
      else {
        i += 1
        continue
      }
      // A meeting's head is no body, nor the start of one, unless the gazetteer says so.
      if find.entry == nil, eventHeads.contains(where: { find.range.contains($0) }) {
        i += 1
        continue
      }
      out.append(find)
      i = max(find.range.upperBound, i + 1)
    }
    return out
  }

  /// Names of the gazetteer, and heads that `de` joins with what follows: what else a capital means is not known.
  private func listed(_ p: Passage, _ cover: Cover) -> [Find] {
    var out: [Find] = []
    var i = 0
    while i < p.tokens.count {
      if p.has(i, .orgHead), p.isCapital(i), !p.shouted, cover.isFree(i) {
        let reach = chain.end(in: p, head: i)
        if let joint = reach.joints.first, joint < reach.end, institutions.longestName(in: p, at: i).map({ $0.end < reach.end }) ?? true {
          out.append(Find(.organization, p, i..<reach.end, RuleName("organizations", "head-chain")))
          i = reach.end
          continue
        }
      }
      guard p.tokens[i].isWord, let known = institutions.longestName(in: p, at: i), cover.isFree(i..<known.end),
        known.end > i + 1 || soleName(p, i, known.entry)
      else {
        i += 1
        continue
      }
      if !chain.isMaker(p, i, known) {
        out.append(Find(.organization, p, i..<known.end, RuleName("organizations", "gazetteer"), entry: known.entry))
      }
      i = known.end
    }
    return out
  }

  private func at(_ p: Passage, _ i: Int, _ cover: Cover) -> Find? {
    let t = p.tokens[i]
    let start = withPrefix(p, i, cover)
    let known = institutions.longestName(in: p, at: i)
    if t.has([.orgHead, .facility, .orgWeak]), !t.has(.programme) {
      if p.shouted {
        guard let known, known.end > i + 1 else { return nil }
        return Find(.organization, p, start..<known.end, RuleName("organizations", "gazetteer"), entry: known.entry)
      }
      if known == nil, isOfficer(p, i) { return nil }
      if p.headsLast, known == nil, isWithin(p, i) || t.has(.orgRight) && isMeeting(p, i, i + 1) { return nil }
      var reach = chain.end(in: p, head: i, options: Chain.Options(numbered: t.has(.facility) || isNumberedHead(p, i)))
      let right = rightHead(p, i, reach)
      if let known, known.end >= reach.end {
        return Find(.organization, p, start..<known.end, RuleName("organizations", "gazetteer"), entry: known.entry)
      }
      if let right, right.upperBound >= reach.end { return Find(.organization, p, right, RuleName("organizations", "head-last")) }
      trim(p, i, &reach)
      if let place = places.longest(in: p, at: i), place.end >= reach.end { return nil }
      // `Sociedad Española de …` is a name, `Sociedad de la Información` may be matter.
      let proper = p.isCapital(i + 1) && !p.has(i + 1, [.orgAdjective, .common]) && reach.joined
      if t.has(.orgAbstract), !proper, !p.has(i - 1, [.article, .ofThe, .determiner]), !(p.has(i - 1, .toward) && p.isCapital(i - 1)),
        !isDefined(p, reach.end)
      {
        return nil
      }
      // `Ordem de Pagamento`, but `Ordem dos Engenheiros`
      if chain.lexicon.has(t, "unitingHead"), !(p.has(i + 1, .ofThe) && p.tokens[i + 1].shape.contains(.plural)) { return nil }
      if reach.complements == 0 {
        // `LXXI Legislatura`: the number is its name.
        if start < i, t.has(.ranked) || isNumberedHead(p, i) {
          return Find(.organization, p, start..<reach.end, RuleName("organizations", "head-chain"))
        }
        guard t.has(.orgBare), chain.lexicon.isBareHead(t.key, p.language), !t.has(.facility) || t.has(.orgHead), stands(p, i) else {
          return nil
        }
        var find = Find(.organization, p, start..<reach.end, RuleName("organizations", "short-form"))
        find.short = true
        return find
      }
      if t.has(.orgWeak), !t.has(.orgHead), !namesBody(p, i, reach) { return nil }
      // In English a head that stands first has a joint behind it: `Bank of …`, not `Unit Check`.
      if p.headsLast, !reach.joined, known == nil, !isDefined(p, reach.end) || isWithin(p, i), t.has(.orgRight) || t.has(.orgWeak) {
        return nil
      }
      // `DIRECCIÓN DE VALIDACIÓN: https://…`: where something is found.
      if chain.lexicon.has(t, "addressLabel"), p.isMark(reach.end, ":") { return nil }
      // `Grupo Parlamentario: …`: what a form asks for.
      if !reach.joined, known == nil, start == 0, p.isMark(reach.end, ":") { return nil }
      var find = Find(.organization, p, start..<reach.end, RuleName("organizations", "head-chain"))
      find.short = !reach.joined
      if let known, known.end == reach.end { find.entry = known.entry }
      return find
    }
    if let known, let start = withArticle(p, i, start, known), known.end > i + 1 || start < i || soleName(p, i, known.entry) {
      guard !t.has([.lawHead, .programme]) || known.end > i + 1 else { return nil }
      if let right = rightHead(p, i, nil), right.upperBound > known.end {
        return Find(.organization, p, right, RuleName("organizations", "head-last"))
      }
      if chain.isMaker(p, i, known) { return nil }
      // Other names of the gazetteer end where they end, but for the form of a firm: `Cervecol, Inc.`
      return Find(.organization, p, start..<withForm(p, known.end), RuleName("organizations", "gazetteer"), entry: known.entry)
    }
    if p.shouted { return nil }
    if let right = rightHead(p, i, nil) { return Find(.organization, p, right, RuleName("organizations", "head-last")) }
    return firm(p, i)
  }

  /// `H. Consejo`, `Honorable Cámara`, `UMAE Hospital`: where the name begins.
  private func withPrefix(_ p: Passage, _ i: Int, _ cover: Cover) -> Int {
    var j = i
    while j > 0 {
      if p.isMark(j - 1, "."), j > 1, p.has(j - 2, .orgPrefix), p.isCapital(j - 2), cover.isFree(j - 2) {
        j -= 2
      } else if p.has(j - 1, .orgPrefix), p.isCapital(j - 1), p.tokens[j].spaced, cover.isFree(j - 1) {
        j -= 1
      } else if j == i, isNumberedHead(p, i), p.tokens[i].spaced, cover.isFree(j - 1),
        p.has(j - 1, .ordinal) && p.isCapital(j - 1)
      {
        j -= 1  // `Cuarta Sala Civil`
      } else if j == i, j > 1, isNumberedHead(p, i), p.isMark(j - 1, "ª") || p.isMark(j - 1, "º"), p.tokens[j - 2].isNumber {
        j -= 2  // `2ª Vara Criminal`
      } else if j == i, p.has(i, .ranked), p.tokens[i].spaced, cover.isFree(j - 1),
        p.tokens[j - 1].shape.contains(.roman) || p.tokens[j - 1].isNumber && p.tokens[j - 1].end - p.tokens[j - 1].start <= 3
          || p.has(j - 1, .ordinal) && p.isCapital(j - 1)
      {
        j -= 1
      } else if j == i, p.has(i, .facility), p.tokens[j - 1].shape.contains(.allCaps), p.has(j - 1, .facility), cover.isFree(j - 1) {
        j -= 1
      } else {
        break
      }
    }
    return j
  }

  /// Of a court, a police station: its name has its number.
  private func isNumberedHead(_ p: Passage, _ i: Int) -> Bool { chain.lexicon.has(p.tokens[i], "numberedHead") && p.isCapital(i) }

  /// `El Faro de Valdemora`: names that begin with an article, which is printed with a capital then. nil where a name of one word besides lacks it (`País`).
  private func withArticle(_ p: Passage, _ i: Int, _ start: Int, _ known: (end: Int, entry: Int)) -> Int? {
    let name = institutions.entries[known.entry].names.first?.name ?? ""
    guard let first = name.split(separator: " ").first, name.utf8.count > first.utf8.count else { return start }
    let key = WordKey.of(first)
    guard key != p.tokens[i].key, chain.lexicon.classes(key).contains(.article) else { return start }
    // `La Tercera Visitaduría` is no newspaper.
    if known.end == i + 1, p.isCapital(known.end), p.tokens[known.end].isWord, p.tokens[known.end].spaced { return nil }
    if i > 0, p.tokens[i - 1].key == key, p.isCapital(i - 1) { return i - 1 }
    return known.end > i + 1 ? start : nil
  }

  /// An English name that ends with its head: `Danish River Safety Institute`; nil where token `i` does not begin one.
  private func rightHead(_ p: Passage, _ i: Int, _ reach: Chain.Result?) -> Range<Int>? {
    guard p.headsLast || p.has(i, .orgRight) || reach == nil else { return nil }
    guard !p.has(i, [.function, .month]), !chain.lexicon.has(p.tokens[i], "litigant"),
      !p.has(i, .ordinal) || p.headsLast && !p.beginsSentence(i), !isWithin(p, i),
      !p.has(i, .honorific) || p.has(i, .orgAdjective), !chain.lexicon.isVerbal(p, i),
      p.headsLast && !p.has(i - 1, [.role, .honorific])
        || !(p.has(i, .givenName) && p.has(i + 1, .surname) && !p.has(i + 1, .common))
        || p.has(i + 2, .orgRight) && p.isCapital(i + 2) && p.tokens[i + 2].spaced  // `Robert Vrang Institut`
    else { return nil }
    var j = i
    var last: Int?
    var words = 0
    while j < p.tokens.count, words < 10 {
      let t = p.tokens[j]
      if t.isWord, t.isCapital || t.has(.orgRight) && j > i {
        // `the SELLER and the AGENCY`: in capitals behind `and` it is a party of a contract.
        if !p.shouted, t.shape.contains(.allCaps), t.has(.orgRight), p.has(j - 1, .and), !p.isCapital(j - 1) { break }
        guard j == i || t.spaced else { break }
        guard !t.has(.function) || t.has(.orgMatter) else { break }
        if t.has(.orgRight), words > 0, t.isCapital { last = j }
        words += 1
        j += 1
      } else if j > i, t.has(.and) || t.isMark("&"), p.isCapital(j + 1), !p.has(j + 1, [.function, .article]) {
        j += 1
      } else if j > i, t.isMark(","), p.isCapital(j + 1), continuesEnglishList(p, j) {
        j += 1
      } else if j > i, p.headsLast, p.isPluralPossessive(j) {
        j += 1  // `Firefighters' Association`
      } else if j > i, p.isPossessive(j), p.isCapital(j + 1), places.longest(in: p, at: i).map({ $0.end < j }) ?? true {
        j += 1  // `Children's Fund`, not `Japan's Ministry`
      } else if j > i, t.isWord, !t.isCapital, !t.has([.joint, .function]), t.end - t.start > 2, p.isCapital(j - 1), p.isCapital(j + 1),
        p.has(j + 1, .orgRight),
        p.headsLast
      {
        j += 1  // `Coastal roads Administration`: one word in lower case between
        words += 1
      } else {
        break
      }
    }
    guard let last, last > i, !isGeneric(p, i, last), places.longest(in: p, at: i).map({ $0.end <= last }) ?? true else { return nil }
    // `Sensory Organisation Test`: a capital right behind the head goes on to something else than a body.
    let goesOn =
      p.headsLast && p.isCapital(last + 1) && p.tokens[last + 1].isWord && p.tokens[last + 1].spaced
      && !p.has(last + 1, [.company, .joint])
    let end = goesOn ? last + 1 : chain.end(in: p, head: last).end
    return isTitle(p, i, end) || isThing(p, i, last, end) ? nil : i..<end
  }

  /// `Neural Network`, `Evaluation Board`: words that the document prints in small letters too, before a head that things have as well. What an article
  /// leads, an acronym follows or a verb lets act is a body.
  private func isThing(_ p: Passage, _ i: Int, _ last: Int, _ end: Int) -> Bool {
    guard chain.lexicon.thingHeads.contains(p.tokens[last].key), !p.has(i - 1, [.article, .determiner]), !isDefined(p, end),
      institutions.longestName(in: p, at: i) == nil
    else { return false }
    if end < p.tokens.count, p.tokens[end].isWord, !p.isCapital(end), p.has(end, .says) || chain.lexicon.acts.contains(p.tokens[end].key) {
      return false
    }
    // `Counting Group` as the head of a column
    if let cell = p.cell, cell.row == 0, i == 0, end == p.tokens.count { return true }
    return end == last + 1
      && (i..<last).allSatisfy {
        let t = p.tokens[$0]
        return !t.isWord || t.has([.common, .joint]) || plain.contains(t.key) && !(t.shape.contains(.allCaps) && !p.shouted)
      }
  }

  /// Whether a name that begins at `i` would begin within a row of capitals: the row was tried from its first word, and is none.
  private func isWithin(_ p: Passage, _ i: Int) -> Bool {
    guard p.headsLast, p.isCapital(i - 1), p.tokens[i - 1].isWord, p.tokens[i].spaced, !p.shouted else { return false }
    return p.tokens[i - 1].classes.isDisjoint(with: [.function, .month, .honorific, .role]) && !chain.lexicon.isVerbal(p, i - 1)
  }

  /// `Journal of Harbor Systems and River Society`, `Harbor Department Policy`, `Proceedings of the …`: what goes on in capitals, or belongs to such a
  /// title, is something that a body has.
  private func isTitle(_ p: Passage, _ i: Int, _ end: Int) -> Bool {
    guard p.headsLast, institutions.longestName(in: p, at: i) == nil else { return false }
    if isMeeting(p, i, end) { return true }
    let joint = p.has(i - 1, .article) ? i - 2 : i - 1
    if p.has(joint, [.of, .and]), !p.isCapital(joint), p.isCapital(joint - 1), p.has(joint - 1, [.workHead, .workNoun, .workRight]) {
      return true
    }
    guard p.isCapital(end), p.tokens[end].isWord, p.tokens[end].spaced, !p.shouted else { return false }
    return p.tokens[end].classes.isDisjoint(with: [
      .role, .honorific, .givenName, .surname, .orgHead, .orgRight, .function, .company, .month,
    ])
      && !p.tokens[end].shape.contains(.allCaps) && places.longest(in: p, at: end) == nil
  }

  /// `the 2011 Winter Harbor Conference`, `In International Conference on Silt`: an occasion that people meet at, by its year, its number or its matter.
  private func isMeeting(_ p: Passage, _ i: Int, _ end: Int) -> Bool {
    guard let head = (i..<end).first(where: { p.has($0, .eventHead) && p.isCapital($0) }) else { return false }
    return i > 0 && p.tokens[i - 1].isNumber || p.has(i - 1, .ordinal) || p.has(i, .ordinal) || p.has(head + 1, .purpose)
  }

  /// `Social-Medical, Organization and Methods Regional Commissions`: a comma within a name, closed by `and` and a head.
  private func continuesEnglishList(_ p: Passage, _ comma: Int) -> Bool {
    guard p.headsLast else { return false }
    var k = comma + 1
    var sawAnd = false
    while k < p.tokens.count, k < comma + 9 {
      if p.tokens[k].isWord, p.isCapital(k), !p.has(k, .function) {
        if sawAnd, p.has(k, .orgRight) { return places.longest(in: p, at: comma + 1) == nil }
      } else if p.has(k, .and), p.isCapital(k + 1) {
        if sawAnd { return false }
        sawAnd = true
      } else if !p.isMark(k, ",") {
        return false
      }
      k += 1
    }
    return false
  }

  /// A one-word name of the gazetteer counts where it is a word of its own: not a place, not a surname, not a plain word.
  private func soleName(_ p: Passage, _ i: Int, _ entry: Int) -> Bool {
    let t = p.tokens[i]
    if t.has([.common, .function, .role, .orgHead, .lawHead]) || t.has([.givenName, .surname]) && !t.shape.contains(.hyphened) {
      return false
    }
    // A surname of somebody (`Evaristo Moncada Coppel`), a part of another name.
    if i > 0, p.isCapital(i - 1), t.spaced, p.tokens[i - 1].isWord, !p.has(i - 1, .function), !p.beginsSentence(i - 1) { return false }
    return places.longest(in: p, at: i) == nil
  }

  /// A bare head in running text needs a word before it that points at it.
  private func stands(_ p: Passage, _ i: Int) -> Bool {
    if p.isCapital(i + 1) && !p.has(i + 1, .function) || isAlternative(p, i) { return false }
    // `Banco de Dados`: what goes on in capitals, and was not taken, is something else.
    if p.has(i + 1, .of), p.isCapital(i + 2), p.has(i, .orgMatter) || p.has(i + 2, .function), places.longest(in: p, at: i + 2) == nil {
      return false
    }
    guard i > 0 else { return false }
    // `a University course`: one of many.
    if p.headsLast, chain.lexicon.indefinites.contains(p.tokens[i - 1].key) { return false }
    if p.has(i - 1, [.article, .of, .ofThe, .determiner, .toward, .and]) { return true }
    // `in Congress`, `no Tribunal`; `em Comissão` is a kind of office.
    if p.has(i - 1, .inside), p.headsLast || chain.lexicon.joinsArticle(p.tokens[i - 1].key) { return true }
    return p.isMark(i - 1, ",") || p.isMark(i - 1, "(") || p.isMark(i - 1, "“")
  }

  /// A weak head (`Grupo`, `Fondo`) makes a body where an acronym is defined right behind it or a body stands inside.
  private func namesBody(_ p: Passage, _ i: Int, _ reach: Chain.Result) -> Bool {
    if isDefined(p, reach.end) { return true }
    for j in (i + 1)..<reach.end where p.has(j, .programme) { return false }
    if p.has(i, .orgNoun), isProper(p, i + 1) { return true }
    for j in (i + 1)..<reach.end where p.tokens[j].shape.contains(.allCaps) && !institutions.bodies(acronym: p.tokens[j].key).isEmpty {
      return true
    }
    return false
  }

  /// A word right behind a noun that can only be a name: no adjective, no matter, no place.
  private func isProper(_ p: Passage, _ j: Int) -> Bool {
    // Long words in capitals are terms of a contract (`la empresa CONTRATADA`).
    p.isCapital(j) && p.tokens[j].isWord && p.tokens[j].spaced
      // `los funcionarios del grupo A2`
      && !p.scalars[Int(p.tokens[j].start)..<Int(p.tokens[j].end)].contains(where: { isDigit($0) })
      && !(p.tokens[j].shape.contains(.allCaps) && p.tokens[j].end - p.tokens[j].start > 5)
      && !p.tokens[j].shape.contains(.single)
      && !p.tokens[j].shape.contains(.roman)
      && p.tokens[j].classes.isDisjoint(with: WordClasses.neverSurname) && places.longest(in: p, at: j) == nil
  }

  /// `el partido de la Renovación Ribereña`: a name of the gazetteer whose head stands in small letters.
  private func smallHead(_ p: Passage, _ i: Int, _ cover: Cover) -> Find? {
    guard p.has(i, .orgHead), !p.has(i, .programme), p.isCapital(i + 1) || p.has(i + 1, [.of, .ofThe]), !p.shouted,
      let known = institutions.longestName(in: p, at: i, anyCase: true), known.end > i + 2, cover.isFree(i..<known.end)
    else { return nil }
    return Find(.organization, p, i..<known.end, RuleName("organizations", "gazetteer"), entry: known.entry)
  }

  /// `la empresa Odebrecht`, `el grupo Televisa`: the name behind a noun in small letters.
  private func afterNoun(_ p: Passage, _ i: Int, _ cover: Cover) -> Find? {
    guard p.has(i, .orgNoun), !p.shouted, isProper(p, i + 1), cover.isFree(i + 1) else { return nil }
    // `el presidente del grupo Juan Pérez` is a person's.
    if p.has(i + 1, .givenName), p.has(i + 2, [.surname, .givenName, .nobiliary]), !p.has(i + 1, .common) { return nil }
    if let known = institutions.longestName(in: p, at: i + 1) {
      return Find(.organization, p, (i + 1)..<known.end, RuleName("organizations", "after-noun"), entry: known.entry)
    }
    var end = i + 2
    while end < i + 6, p.isCapital(end), p.tokens[end].isWord, p.tokens[end].spaced, cover.isFree(end),
      !p.has(end, [.function, .month, .role, .honorific]), !p.tokens[end].shape.contains(.single)
    { end += 1 }
    return Find(
      .organization, p, (i + 1)..<(chain.company(p, p.isMark(end, ",") ? end + 1 : end) ?? end), RuleName("organizations", "after-noun"))
  }

  /// `(ABC)` right behind.
  func isDefined(_ p: Passage, _ end: Int) -> Bool {
    p.isMark(end, "(") && end + 2 < p.tokens.count
      && (p.tokens[end + 1].shape.contains(.allCaps) || p.tokens[end + 1].shape.contains(.mixed)) && p.isMark(end + 2, ")")
  }

  /// Takes back a complement that is a name of its own: a person's, an office's.
  private func trim(_ p: Passage, _ i: Int, _ reach: inout Chain.Result) {
    while let joint = reach.joints.last, joint < reach.end {
      let next = p.has(joint + 1, .article) ? joint + 2 : joint + 1
      // `Consejo de Ministros` is made of them.
      guard p.has(next, .role), !p.has(next, [.orgHead, .orgMatter, .common]),
        !(p.tokens[next].shape.contains(.plural) && p.has(i, .organHead))
      else { return }
      reach.end = joint
      reach.joints.removeLast()
      reach.complements -= 1
    }
  }
}
