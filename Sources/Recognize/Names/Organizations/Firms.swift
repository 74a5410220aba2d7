import Model

/// Firms: by the form that closes their name (`S.A.`, `Inc.`), and told from what they make and from authors.
extension OrganizationFinder {
  /// `Grupo Financiero Inbursa, S.A. de C.V.`, `Acme Inc.`: capitalised words that a form of firm closes.
  func firm(_ p: Passage, _ i: Int) -> Find? {
    // Neither a verb that opens a sentence nor a person before it is part of the firm's name.
    guard !p.has(i, [.function, .company]), !chain.lexicon.has(p.tokens[i], "litigant"),
      !(p.beginsSentence(i) && chain.lexicon.isVerbal(p, i))
    else { return nil }
    if p.has(i, [.surname, .givenName]), !p.has(i, .common),
      p.has(i + 1, .surname) && p.isCapital(i + 1) || i > 0 && p.isCapital(i - 1) && p.has(i - 1, [.surname, .givenName])
    {
      return nil
    }
    var j = i
    while j < p.tokens.count, j < i + 7 {
      // `San Luis Potosí, S.L.P.` is where it is.
      if j > i, p.tokens[j - 1].isWord, !isAuthor(p, i, j), places.longest(in: p, at: p.isMark(j, ",") ? j + 1 : j) == nil,
        let end = chain.company(p, p.isMark(j, ",") ? j + 1 : j)
      {
        guard !places.isCode(in: p, at: j), j > i + 1 || p.isMark(j, ",") || !isWeakForm(p, i, j) else { return nil }
        return Find(.organization, p, i..<end, RuleName("organizations", "firm"))
      }
      // `C. R. Vrang, Inc.`
      if p.isMark(j, "."), p.tokens[j - 1].shape.contains(.single), p.isCapital(j + 1), p.tokens[j + 1].isWord {
        j += 1
        continue
      }
      // `Larkin & Wills LLP`
      if j > i, p.isMark(j, "&"), p.isCapital(j + 1) {
        j += 1
        continue
      }
      guard p.tokens[j].isWord, !p.has(j, [.role, .honorific]), !p.headsLast || !p.has(j, .of),
        p.isCapital(j) || p.has(j, [.of, .ofThe, .and]) && p.isCapital(j + 1)
          || p.has(j, .article) && !p.headsLast && p.isCapital(j + 1) && j > i
      else {
        return nil
      }
      j += 1
    }
    return nil
  }

  /// `Northsoft CO`, `Ribera ME`: letters that stand for other things too say nothing behind one word, without a comma or a stop.
  /// Two or three letters before a form (`AUX_CL SCL`, `C.E.F Ag.`) are no name.
  private func isWeakForm(_ p: Passage, _ i: Int, _ j: Int) -> Bool {
    let name = p.tokens[i]
    if name.end - name.start <= longestInitials, name.shape.contains(.allCaps) || name.shape.contains(.single) { return true }
    return p.isCapital(j) && p.tokens[j].shape.contains(.allCaps) && !p.isMark(j + 1, ".")
      && chain.lexicon.weakForms.contains(p.tokens[j].key)
  }

  /// `Morante C.V., 1987`: one word and initials before a year or the next author.
  private func isAuthor(_ p: Passage, _ i: Int, _ j: Int) -> Bool {
    guard j == i + 1 else { return false }
    var end = p.isMark(j, ",") ? j + 1 : j
    guard end < p.tokens.count else { return false }
    // `Olmo RL, Vrescu NA`: initials without stops, and the next author with his.
    if p.tokens[end].shape.contains(.allCaps) {
      return p.isMark(end + 1, ",") && p.isCapital(end + 2) && !p.tokens[end + 2].shape.contains(.allCaps) && p.isCapital(end + 3)
        && p.tokens[end + 3].shape.contains(.allCaps) && !p.has(end + 3, .company)
        && p.tokens[end + 3].end - p.tokens[end + 3].start <= longestInitials
    }
    guard p.tokens[end].shape.contains(.single) else { return false }
    while p.isCapital(end), p.tokens[end].shape.contains(.single), p.isMark(end + 1, ".") { end += 2 }
    // `Vrescu, L.P., Olmo, R.M.`: the next author with his.
    if p.isMark(end, ","), p.isCapital(end + 1), p.isMark(end + 2, ","), end + 3 < p.tokens.count, p.isCapital(end + 3),
      p.tokens[end + 3].shape.contains(.single)
    {
      return true
    }
    if p.isMark(end, "&") || p.isMark(end, "(") || p.has(end, .and) || p.isMark(end, ",") && p.isMark(end + 1, "&") { return true }
    return p.isMark(end, ",") && end + 1 < p.tokens.count && p.tokens[end + 1].isNumber
  }

  /// Behind the form of a firm, where one stands at `end`.
  func withForm(_ p: Passage, _ end: Int) -> Int {
    let form = p.isMark(end, ",") ? end + 1 : end
    return places.longest(in: p, at: form) == nil ? chain.company(p, form) ?? end : end
  }
}

/// Letters of an author's initials printed without stops.
private let longestInitials: Int32 = 3

extension Chain {
  /// `Northsoft Word`, `Northsoft 365`: the name before what a firm makes, which goes on in capitals or in a number, is the thing's. Not in headings, whose
  /// words all have capitals; other bodies than firms only in running text and in cells, as elsewhere two names may stand side by side.
  func isMaker(_ p: Passage, _ i: Int, _ known: (end: Int, entry: Int)) -> Bool {
    let end = known.end
    if p.isNumbered(end) { return true }
    let entry = institutions.entries[known.entry]
    let before = p.isMark(i - 1, ",") ? i - 2 : i - 1
    let running = before >= 0 ? p.tokens[before].isWord && !p.isCapital(before) : p.cell != nil
    let alone = entry.isFirm && p.type != .heading && !p.tokens[i].shape.contains(.allCaps) && !lexicon.isVerbal(p, end)
    guard running || alone, !p.shouted, entry.ref != nil, p.isCapital(end), p.tokens[end].isWord,
      p.tokens[end].spaced, !p.tokens[end].shape.contains(.allCaps), !p.tokens[end].shape.contains(.single)
    else { return false }
    return p.tokens[end].classes.isDisjoint(with: Self.behindFirm) && places.longest(in: p, at: end) == nil
      && institutions.longestName(in: p, at: end) == nil && company(p, end) == nil
  }

  /// What may stand behind a firm in capitals and be another's name or none.
  private static let behindFirm: WordClasses = [
    .function, .month, .role, .honorific, .givenName, .surname, .company, .orgHead, .orgRight, .orgAdjective, .facility, .ordinal, .says,
    .joint,
  ]
}
