import Model

/// Who is cited: the words before a year that can be an author, and the key that they make.
extension CitationFinder {
  /// The author that ends a stretch of tokens: where it begins, its key, and where the words about it (`en`, `véase`) begin.
  func author(_ p: Passage, _ range: Range<Int>) -> (range: Range<Int>, key: String, cited: Int)? {
    var i = range.upperBound - 1
    var first = range.upperBound
    while i >= range.lowerBound {
      let t = p.tokens[i]
      if t.isWord, t.isCapital {
        guard !t.has(.month) || t.has(.surname) && range.count > 1,
          !t.has(.function) || t.has([.surname, .orgMatter]) || t.shape.contains(.allCaps)
        else { break }
        first = i
      } else if t.isWord, t.has(.others) || t.has(.and) || t.has([.nobiliary, .of, .ofThe, .article, .purpose]) {
        guard i > range.lowerBound || t.has(.nobiliary) else { break }
        if t.has(.nobiliary), i == range.lowerBound { first = i }
      } else if t.isMark(",") || t.isMark(";") || t.isMark("&")
        || t.isMark(".") && (i > range.lowerBound && (p.tokens[i - 1].shape.contains(.single) || p.has(i - 1, .others)))
      {
        // between authors, after an initial or `al`
      } else if t.isMark("]") || t.isMark("[") {
        // `Agencia de Caminos [AC]`
      } else if t.isMark("/") {
        // `CEPAL/OIT`
      } else {
        break
      }
      i -= 1
    }
    guard first < range.upperBound else { return nil }
    // What stands before must be nothing, `véase` and the like, or `en`.
    var cited = range.lowerBound
    if i >= range.lowerBound {
      let t = p.tokens[i]
      guard t.has([.seeAlso, .inside]) || p.isMark(i, "/") || p.isMark(i, ":") else { return nil }
      cited = t.has(.inside) ? i : range.lowerBound
    }
    return (first..<range.upperBound, key(p, first..<range.upperBound), cited)
  }

  /// `Halvorsen & Brekke`, `Rivas et al.`, `OIT`.
  func key(_ p: Passage, _ range: Range<Int>) -> String {
    // A body with its acronym goes by that.
    if range.count > 3, p.isMark(range.upperBound - 1, "]"), p.isMark(range.upperBound - 3, "[") {
      return p.text(of: (range.upperBound - 2)..<(range.upperBound - 1))
    }
    var parts: [[String]] = [[]]
    var lastJoint: [String] = []
    var others = false
    var ands: [Int] = []
    var j = range.lowerBound
    var named = false
    while j < range.upperBound {
      let t = p.tokens[j]
      if t.isWord, t.has(.others) {
        others = true
        break
      }
      if t.isWord, t.isCapital {
        if t.shape.contains(.single), p.isMark(j + 1, ".") {
          j += 2
          continue
        }
        parts[parts.count - 1] += lastJoint + [p.text(of: j..<(j + 1))]
        lastJoint = []
        named = true
      } else if t.isWord, t.has(.and), !isTitleJoint(p, range, j) {
        if p.has(j + 1, .others) {
          others = true
          break
        }
        if !parts[parts.count - 1].isEmpty { parts.append([]) }
        ands.append(parts.count - 1)
        lastJoint = []
      } else if t.isWord {
        if named || t.has(.nobiliary) { lastJoint.append(p.text(of: j..<(j + 1))) }
      } else if t.isMark(",") || t.isMark(";") {
        if !parts[parts.count - 1].isEmpty { parts.append([]) }
        lastJoint = []
      } else if t.isMark("&") {
        if !parts[parts.count - 1].isEmpty { parts.append([]) }
        ands.append(parts.count - 1)
      }
      j += 1
    }
    let names = parts.filter { !$0.isEmpty }.map { $0.joined(separator: " ") }
    var out = ""
    for (n, name) in names.enumerated() {
      if n > 0 { out += n == names.count - 1 && !others ? " & " : ", " }
      out += name
    }
    return others ? out + " et al." : out
  }

  /// `y` within the name of an organisation that is the author.
  func isTitleJoint(_ p: Passage, _ range: Range<Int>, _ j: Int) -> Bool {
    p.has(range.lowerBound, [.orgHead, .orgRight, .workHead]) && j > range.lowerBound + 1
  }

  func isAuthor(_ p: Passage, _ range: Range<Int>, _ context: Context) -> Bool {
    let first = p.tokens[range.lowerBound]
    if range.count == 1, first.has(.month) { return false }
    guard range.count <= 24,
      !first.has([.lawHead, .lawNumbered, .lawArticle, .programme, .eventNamed, .ordinal, .honorific, .numberMark]) || first.has(.surname)
    else { return false }
    if let place = places.longest(in: p, at: range.lowerBound), place.end == range.upperBound,
      !p.tokens[range.lowerBound].has(.surname) || range.count > 1
    {
      return false
    }
    if let place = places.longest(in: p, at: range.lowerBound), p.isMark(place.end, ","),
      let next = places.longest(in: p, at: place.end + 1), next.end == range.upperBound
    {
      return false
    }
    for j in range
    where p.tokens[j].isWord && p.has(j, [.role, .lawHead]) && !p.has(j, [.surname, .orgHead, .orgMatter])
      && !first.has([.orgHead, .workHead])
    { return false }
    if range.count == 1, context.otherAcronyms.contains(first.key) { return false }
    for law in context.laws where law.range.overlaps(range) { return false }
    return true
  }
}
