import Model
import Text

/// Named meetings: an ordinal and a head (`Cuarta Reunión de la OPM`, `XXXI Asamblea General`), or a head that names by itself (`Foro Ribereño de …`).
struct EventFinder {
  let chain: Chain

  /// Gives the events and the tokens that are their heads, which are no organisations by themselves.
  func find(in p: Passage, cover: Cover) -> (finds: [Find], heads: Set<Int>) {
    guard p.holds([.eventHead, .eventNamed]) else { return ([], []) }
    var out: [Find] = []
    var heads: Set<Int> = []
    var i = 0
    while i < p.tokens.count {
      guard p.tokens[i].isWord || p.tokens[i].isNumber, cover.isFree(i), let (find, head) = ordinal(p, i) ?? named(p, i) else {
        i += 1
        continue
      }
      out += find
      heads.insert(head)
      i = find.last.map(\.range.upperBound) ?? i + 1
    }
    return (out, heads)
  }

  private func ordinal(_ p: Passage, _ i: Int) -> ([Find], Int)? {
    let t = p.tokens[i]
    var k = i + 1
    if t.isNumber {
      // `3.ª Reunión`, `31st Session`
      guard t.end - t.start <= 3 else { return nil }
      while p.isMark(k, "."), !p.tokens[k].spaced || p.isMark(k, "ª") { k += 1 }
      guard p.isMark(k, "ª") || p.isMark(k, "º") || p.isMark(k, "°") else { return nil }
      k += 1
    } else {
      guard t.has(.ordinal) || t.shape.contains(.roman) && !p.shouted || numberedOrdinal(p, i) else { return nil }
    }
    // `Trigésima Primera Asamblea`
    while p.has(k, .ordinal) { k += 1 }
    var coordinated: Range<Int>?
    if p.has(k, .and), t.isCapital, p.has(k + 1, .ordinal) || k + 1 < p.tokens.count && p.tokens[k + 1].shape.contains(.roman),
      p.has(k + 2, .eventHead)
    {
      coordinated = i..<k
      k += 2
    }
    let begin = coordinated == nil ? i : k - 1
    // An adjective may stand between: `Primer Gran Encuentro`, `Fifth Trans-Baltic Conference`.
    var head = k
    while head < k + 5, head < p.tokens.count, !p.has(head, .eventHead), p.isCapital(head), p.tokens[head].isWord,
      p.headsLast || head == k
    { head += 1 }
    guard p.has(head, .eventHead) else { return nil }
    let reach = chain.end(in: p, head: head)
    let named = p.tokens[head].isCapital
    if !named {
      // In lower case it takes a body or a name behind it: `segunda reunión de la OPM`.
      guard reach.joined, reach.joints.first == head + 1, !t.isNumber || reach.complements > 0,
        p.tokens[head].has(.eventNamed) || endsInBody(p, head, reach)
      else { return nil }
    } else if !p.tokens[i].isCapital, reach.complements == 0, head == k {
      return nil
    } else if p.has(head, .orgHead), reach.complements == 0, !p.headsLast {
      return nil
    }
    var finds: [Find] = []
    if let coordinated { finds.append(Find(.event, p, coordinated, RuleName("events", "ordinal-shared-head"))) }
    finds.append(Find(.event, p, begin..<end(p, reach.end), RuleName("events", "ordinal")))
    return (finds, head)
  }

  private func endsInBody(_ p: Passage, _ head: Int, _ reach: Chain.Result) -> Bool {
    for j in (head + 1)..<reach.end where p.tokens[j].shape.contains(.allCaps) || p.tokens[j].has(.orgHead) { return true }
    return false
  }

  /// `21st`, `3ra`, `4ª` glued to the digits.
  private func numberedOrdinal(_ p: Passage, _ i: Int) -> Bool {
    let t = p.tokens[i]
    guard isDigit(p.scalars[Int(t.start)]), t.end - t.start >= 3, t.end - t.start <= 6 else { return false }
    let tail = p.scalars[Int(t.end) - 2..<Int(t.end)].map { folded($0) }
    return chain.lexicon.ordinalEndings.contains(tail)
  }

  /// `Foro Ribereño de Caminos Rurales`, `Cumbre Iberoamericana`, `Foro Interinstitucional: título`.
  private func named(_ p: Passage, _ i: Int) -> ([Find], Int)? {
    guard p.has(i, .eventNamed), p.isCapital(i), !p.shouted else { return nil }
    let reach = chain.end(in: p, head: i)
    guard reach.complements > 0, reach.complements > 1 || !p.has(i, .orgHead) || p.isMark(reach.end, ":") else { return nil }
    if !reach.joined, reach.complements == 1, !p.isMark(reach.end, ":"), p.has(reach.end - 1, .orgAdjective) { return nil }
    return ([Find(.event, p, i..<end(p, reach.end), RuleName("events", "named"))], i)
  }

  /// With its title behind a colon, and the year.
  private func end(_ p: Passage, _ at: Int) -> Int {
    var out = at
    // `… in the Antilles`, `… en Asia Central`: a region is part of the name, a city is where it was held.
    if p.has(out, .inside) {
      let k = p.has(out + 1, .article) && !p.isCapital(out + 1) ? out + 2 : out + 1
      if let place = chain.places.longest(in: p, at: k), chain.places.entries[place.entry].kind == .region { out = place.end }
    }
    if p.isMark(out, ":"), p.isCapital(out + 1) || p.has(out + 1, .article) || p.isMark(out + 1, "“"), let title = title(p, out + 1) {
      out = title
    }
    if out < p.tokens.count, p.tokens[out].isNumber, p.tokens[out].end - p.tokens[out].start == 4,
      p.scalars[Int(p.tokens[out].start)] == 0x32 || p.scalars[Int(p.tokens[out].start)] == 0x31,
      p.tokens[out].spaced, !p.isMark(out + 1, "-"), !p.isMark(out + 1, "–")
    {
      out += 1
    }
    return out
  }

  /// A title in title case: words, joints and commas until two lower-case words follow one another or the sentence ends.
  private func title(_ p: Passage, _ i: Int) -> Int? {
    if p.isMark(i, "“") {
      var k = i + 1
      while k < p.tokens.count, k < i + 40 {
        if p.isMark(k, "”") { return k + 1 }
        k += 1
      }
      return nil
    }
    var j = i
    var last: Int?
    while j < p.tokens.count, j < i + 40 {
      let t = p.tokens[j]
      if t.isWord, t.isCapital {
        last = j + 1
      } else if t.isWord, t.has(.joint) {
        var k = j + 1
        while k < p.tokens.count, k < j + 3, p.has(k, .joint), !p.isCapital(k) { k += 1 }
        guard p.isCapital(k) else { break }
        j = k
        continue
      } else if t.isMark(","), p.isCapital(j + 1), p.has(j + 2, [.and, .of, .article]) || p.isCapital(j + 2),
        !p.has(j + 1, [.function, .orgHead])
      {
        // a comma within the title
      } else {
        break
      }
      j += 1
    }
    return last
  }
}
