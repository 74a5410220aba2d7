/// Towns and villages of the long lists: whether what stands beside one lets it be the place. Most of them are called like something else.
extension PlaceFinder {
  /// A cell that is a town of the document's country and nothing else.
  func isCell(_ p: Passage, _ i: Int, _ end: Int, _ entry: PlaceNames.Entry) -> Bool {
    p.cell != nil && i == 0 && end == p.tokens.count && entry.country == home
      && !(end == 1 && p.has(0, [.givenName, .common, .function, .month, .role, .orgHead, .programme]))
  }

  /// `Ostend Vrescu argues`: the first surname of somebody who speaks, called as a town is.
  func isOfSpeaker(_ p: Passage, _ i: Int, _ end: Int) -> Bool {
    guard !p.shouted, p.cell == nil, !p.has(i - 1, [.inside, .toward]), p.isCapital(end), p.tokens[end].spaced, p.has(end, .surname),
      !p.has(end, [.common, .function]), places.longest(in: p, at: end) == nil, end + 1 < p.tokens.count
    else { return false }
    return p.has(end + 1, .says) || chain.lexicon.acts.contains(p.tokens[end + 1].key)
  }

  /// A village: only where nothing else than a place can stand.
  func isVillage(_ p: Passage, _ i: Int, _ end: Int, _ last: Find?) -> Bool {
    let t = p.tokens[i]
    guard isApart(p, i, end), !plain.contains(t.key), !p.isPossessive(end) else { return false }
    let inside = p.has(i - 1, .inside) && (end > i + 1 || !chain.lexicon.joinsArticle(p.tokens[i - 1].key))
    let headed =
      p.has(i - 1, .placeHead)
      || p.has(i - 1, [.of, .ofThe, .toward, .article]) && i > 1 && (p.has(i - 2, .placeHead) || isDweller(p, i - 2))
    return inside || headed || i > 0 && chain.lexicon.has(p.tokens[i - 1], "nearby") || isBeside(p, i, last) || isFollowed(p, end)
      || end > i + 1 && p.has(i - 1, [.of, .toward]) && !t.has([.surname, .givenName])
  }

  /// `vecinos de …`
  func isDweller(_ p: Passage, _ i: Int) -> Bool {
    chain.lexicon.has(p.tokens[i], "dweller") && (!p.isCapital(i) || p.beginsSentence(i))
  }

  /// Not in capitals altogether, and no part of a longer row of capitals.
  private func isApart(_ p: Passage, _ i: Int, _ end: Int) -> Bool {
    let t = p.tokens[i]
    // `Alcalde de VILLA DE OLMOS`: in capitals a name of several words, with small ones between.
    let joined = (i..<end).contains { p.has($0, .joint) }
    guard !p.shouted, joined || !t.shape.contains(.allCaps),
      !(p.isCapital(end) && p.tokens[end].spaced && !p.has(end, .function) && !p.tokens[end].shape.contains(.roman))
    else {
      return false
    }
    return !(i > 0 && p.isCapital(i - 1) && t.spaced && p.tokens[i - 1].isWord && !p.has(i - 1, .function))
  }

  /// Behind another place, in a list.
  func isBeside(_ p: Passage, _ i: Int, _ last: Find?) -> Bool {
    last.map { $0.range.upperBound + 1 >= i && (p.isMark(i - 1, ",") || p.has(i - 1, .and)) } ?? false
  }

  /// The place that holds it stands behind it.
  private func isFollowed(_ p: Passage, _ end: Int) -> Bool {
    (p.isMark(end, ",") || p.isMark(end, "("))
      && places.longest(in: p, at: end + 1).map { places.entries[$0.entry].kind != .region } ?? false
  }

  /// A town of the long list: only where a place is expected, `en Tlaxiaco`, `alcalde de Chivilcoy`, `Chivilcoy, Argentina`.
  func isTown(_ p: Passage, _ i: Int, _ end: Int, _ last: Find?) -> Bool {
    let t = p.tokens[i]
    guard isApart(p, i, end) else { return false }
    if end == i + 1, plain.contains(t.key) { return false }
    // `G. Ostend`, `Ostend, Jessica`: authors.
    if p.isMark(i - 1, "."), i > 1, p.tokens[i - 2].shape.contains(.single) { return false }
    if p.isMark(end, ","), p.isCapital(end + 1), p.has(end + 1, .givenName) { return false }
    let within = p.has(i - 1, .inside) || p.has(i - 1, [.of, .ofThe, .article]) && p.has(i - 2, .placeHead) || p.has(i - 1, .placeHead)
    if within || isBeside(p, i, last) || isFollowed(p, end) { return true }
    // A name of several words with small ones between is nothing else.
    if (i..<end).contains(where: { p.has($0, .joint) && !p.isCapital($0) }) { return true }
    if t.has([.surname, .givenName]) || t.has(.common) && end == i + 1 { return false }
    // A name of one word follows `de`, `a`, or is a word of its own in the midst of a sentence.
    return end > i + 1 || p.has(i - 1, [.of, .toward]) || !p.beginsSentence(i) && t.end - t.start >= 5 && !t.shape.contains(.mixed)
  }
}
