import Model

/// Bodies that are called by a place's name: `Banco Trujillo, S.A.`, thereafter `Trujillo`.
///
/// Only a document that names the body so in full (its head right before the place, no `de` between) means it; and not where its bare name mostly stands
/// where places stand (`en Cartagena`). And firms by the first word of their names (`Cervecol, Inc.`, thereafter `Cervecol`), where that is no word.
struct Namesakes {
  /// Key of the place's word → where the body is named in full.
  private var bodies: [UInt64: (passage: Int, find: Find)] = [:]
  private var anywhere: Set<UInt64> = []
  /// The same for firms by their first words.
  private var firms: [UInt64: (passage: Int, find: Find)] = [:]

  init(_ passages: [Passage], _ readings: [Reading], chain: Chain, plain: KeySet) {
    takeFirms(passages, readings, chain, plain)
    var named: [UInt64: Int] = [:]
    for (number, p) in passages.enumerated() where p.hasWords {
      for find in readings[number].bodies where find.range.count >= 2 {
        let head = find.range.lowerBound, word = head + 1
        guard p.has(head, .orgHead), p.isCapital(word), p.tokens[word].isWord, let place = chain.places.longest(in: p, at: word),
          place.end == word + 1
        else { continue }
        let firm = chain.company(p, p.isMark(word + 1, ",") ? word + 2 : word + 1) != nil
        guard firm || find.range.upperBound == word + 1 else { continue }
        let key = p.tokens[word].key
        named[key, default: 0] += firm ? 2 : 1
        if bodies[key] == nil || firm { bodies[key] = (number, find) }
      }
    }
    guard !named.isEmpty else { return }
    var bare: [UInt64: Int] = [:]
    var placed: [UInt64: Int] = [:]
    for p in passages where p.hasWords {
      for (i, t) in p.tokens.enumerated() where t.isCapital && named[t.key] != nil && !p.has(i - 1, .orgHead) {
        bare[t.key, default: 0] += 1
        if Namesakes.asPlace(p, i) { placed[t.key, default: 0] += 1 }
      }
    }
    // Twice in full, and oftener not where a place would be; where hardly ever there, it is the body even then (`en Cartagena`).
    bodies = bodies.filter { named[$0.key, default: 0] >= 2 && placed[$0.key, default: 0] * 2 < bare[$0.key, default: 0] }
    for (key, _) in bodies where placed[key, default: 0] * 4 < bare[key, default: 0] { anywhere.insert(key) }
  }

  func find(in p: Passage, _ taken: [Find], _ passages: [Passage], _ known: Bodies) -> [Find] {
    guard !p.shouted else { return [] }
    var out = firms.isEmpty ? [] : findFirms(p, taken, passages, known)
    guard !bodies.isEmpty else { return out }
    for (i, t) in p.tokens.enumerated() where t.isWord && t.isCapital {
      guard let body = bodies[t.key], anywhere.contains(t.key) || !Namesakes.asPlace(p, i),
        !taken.contains(where: { $0.range.contains(i) }),
        !(p.isCapital(i + 1) && p.tokens[i + 1].spaced && p.tokens[i + 1].isWord && !p.has(i + 1, .function))
      else { continue }
      out.append(
        Find(
          .organization, p, i..<(i + 1), RuleName("organizations", "namesake"),
          value: known.value(passages[body.passage], body.passage, body.find)))
    }
    return out
  }

  private mutating func takeFirms(_ passages: [Passage], _ readings: [Reading], _ chain: Chain, _ plain: KeySet) {
    for (number, p) in passages.enumerated() where p.hasWords && !p.shouted && p.holds(.company) {
      for find in readings[number].bodies where find.range.count >= 2 {
        let last = p.isMark(find.range.upperBound - 1, ".") ? find.range.upperBound - 2 : find.range.upperBound - 1
        let head = find.range.lowerBound
        let t = p.tokens[head]
        guard last > head, p.has(last, .company), t.isCapital, t.classes.isEmpty, t.end - t.start >= Namesakes.shortest,
          !plain.contains(t.key), !t.shape.contains(.roman), chain.places.longest(in: p, at: head) == nil
        else { continue }
        if firms[t.key] == nil { firms[t.key] = (number, find) }
      }
    }
  }

  private func findFirms(_ p: Passage, _ taken: [Find], _ passages: [Passage], _ known: Bodies) -> [Find] {
    var out: [Find] = []
    for (i, t) in p.tokens.enumerated() where t.isCapital && t.isWord {
      guard let firm = firms[t.key], !taken.contains(where: { $0.range.contains(i) }),
        !(p.isCapital(i + 1) && p.tokens[i + 1].spaced && p.tokens[i + 1].isWord && !p.has(i + 1, .function)),
        !(p.isCapital(i - 1) && t.spaced && p.tokens[i - 1].isWord && !p.has(i - 1, .function))
      else { continue }
      out.append(
        Find(
          .organization, p, i..<(i + 1), RuleName("organizations", "short-form"),
          value: known.value(passages[firm.passage], firm.passage, firm.find)))
    }
    return out
  }

  /// Letters of the shortest first word that stands for its firm.
  private static let shortest = 4

  private static func asPlace(_ p: Passage, _ i: Int) -> Bool {
    p.has(i - 1, [.inside, .toward, .placeHead]) || p.has(i - 1, [.of, .ofThe, .article]) && p.has(i - 2, .placeHead)
  }
}
