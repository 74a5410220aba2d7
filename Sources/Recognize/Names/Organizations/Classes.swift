import Model

/// Kinds of bodies and their officers, told from one that has the name.
extension OrganizationFinder {
  /// `Personal Services`, `Schools and Choir Associations`, `a Rural Signal Network`: items, classes, one of many, and no body's name.
  func isGeneric(_ p: Passage, _ i: Int, _ last: Int) -> Bool {
    if institutions.longestName(in: p, at: i) != nil { return false }
    // From the first capital of the row: `Signal Network` of the same.
    var before = i - 1
    while before >= 0, p.tokens[before + 1].spaced {
      if chain.lexicon.indefinites.contains(p.tokens[before].key) { return true }
      guard p.isCapital(before), p.tokens[before].isWord else { break }
      before -= 1
    }
    return p.tokens[last].shape.contains(.plural) && !p.tokens[last].shape.contains(.allCaps) && !p.has(i - 1, .article)
      && !isDefined(p, last + 1) && chain.company(p, p.isMark(last + 1, ",") ? last + 2 : last + 1) == nil
  }

  /// `Instituto ou Fundação`, `School or Academy`: bare heads side by side, of which any may be meant.
  func isAlternative(_ p: Passage, _ i: Int) -> Bool {
    [(i + 1, i + 2), (i - 1, i - 2)].contains { joint, other in
      p.has(other, .orgHead) && p.isCapital(other) && !p.isCapital(joint) && joint > 0 && joint < p.tokens.count
        && chain.lexicon.has(p.tokens[joint], "either")
    }
  }

  /// `Secretária de Finanças`: who heads a `Secretaria`, told from it by the accent alone, which the keys of words leave out.
  func isOfficer(_ p: Passage, _ i: Int) -> Bool {
    p.has(i, .role) && chain.lexicon.officers.contains(p.text(of: i..<(i + 1)).lowercased())
  }
}
