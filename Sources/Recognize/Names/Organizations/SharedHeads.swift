import Model

/// Lists that share a head: `los OOAD Quintana Roo, Durango y Oaxaca`, `las Coordinaciones de Salud, Finanzas y Jurídica`.
struct SharedHeads {
  /// Adds the later parts as bodies of their own.
  func extend(_ p: Passage, _ bodies: [Find], places: PlaceNames) -> [Find] {
    var out: [Find] = []
    for var find in bodies.sorted(by: { $0.start < $1.start }) {
      if let last = out.last, last.range.overlaps(find.range) { continue }
      if let joint = beforePlaces(p, find, places) {
        // `Coordinaciones de Competitividad de Coahuila, Tlaxcala y Chihuahua`: the list of places is no part of the name.
        var organ = Find(.organization, p, find.range.lowerBound..<joint, find.rule)
        organ.short = find.short
        out.append(organ)
        continue
      }
      if let parts = plural(p, find) {
        out += parts
        continue
      }
      guard let (head, item) = head(p, find, places), p.isMark(find.range.upperBound, ",") || p.has(find.range.upperBound, .and) else {
        out.append(find)
        continue
      }
      var parts: [Find] = []
      var j = find.range.upperBound
      while j < p.tokens.count {
        var k = j
        if p.isMark(k, ",") { k += 1 }
        if p.has(k, .and) { k += 1 }
        guard k > j, let place = places.longest(in: p, at: k), !p.isMark(place.end, "(") else { break }
        var end = place.end
        while p.isCapital(end), p.tokens[end].isWord, p.tokens[end].spaced, !p.has(end, .function),
          p.tokens[end].end - p.tokens[end].start > 2
        { end += 1 }
        var part = Find(.organization, p, k..<end, RuleName("organizations", "shared-head"))
        part.sharedHead = head
        parts.append(part)
        j = end
      }
      // Two parts at least after the first, or a plural article before it, make a list.
      guard parts.count >= 2 || parts.count == 1 && isPlural(p, item) else {
        out.append(find)
        continue
      }
      if item > find.range.lowerBound, let joint = joint(p, item, find) {
        // An organ before a list of bodies stands by itself.
        var organ = Find(.organization, p, find.range.lowerBound..<joint, find.rule)
        organ.short = find.short
        out.append(organ)
        find = Find(.organization, p, item..<find.range.upperBound, RuleName("organizations", "shared-head"))
      }
      out.append(find)
      out += parts
    }
    return out
  }

  /// `Ministerios de Salud, Educación y Trabajo`: bodies under one plural head; the first keeps it in its span, all in their ids.
  private func plural(_ p: Passage, _ find: Find) -> [Find]? {
    let first = find.range.lowerBound
    guard find.entry == nil, p.has(first, .orgHead), p.tokens[first].shape.contains(.plural), p.has(first + 1, [.of, .ofThe]),
      find.range.count >= 6
    else { return nil }
    guard let comma = find.range.first(where: { p.isMark($0, ",") }),
      let last = find.range.last(where: { p.has($0, .and) && !p.isCapital($0) }), last > comma
    else { return nil }
    let head = p.text(of: first..<(first + 2))
    var out = [Find(.organization, p, first..<comma, find.rule)]
    var begin = comma + 1
    for j in (comma + 1)..<find.range.upperBound where p.isMark(j, ",") || j == last || j == find.range.upperBound - 1 {
      let end = j == find.range.upperBound - 1 ? j + 1 : j
      while begin < end, p.has(begin, [.of, .ofThe, .article, .and]), !p.isCapital(begin) { begin += 1 }
      if begin < end {
        var part = Find(.organization, p, begin..<end, RuleName("organizations", "shared-head"))
        part.sharedHead = head
        out.append(part)
      }
      begin = end + 1
    }
    return out
  }

  /// Where a name that ends with ` de PLACE` is followed by more places: the joint before the first.
  private func beforePlaces(_ p: Passage, _ find: Find, _ places: PlaceNames) -> Int? {
    guard find.entry == nil, p.isMark(find.range.upperBound, ","), places.longest(in: p, at: find.range.upperBound + 1) != nil else {
      return nil
    }
    var j = find.range.upperBound - 1
    while j > find.range.lowerBound + 1 {
      if p.has(j - 1, [.of, .ofThe]), let place = places.longest(in: p, at: j), place.end == find.range.upperBound {
        // Two places more at least: `Universidad de Guadalajara, Jalisco` is a body and where it is.
        guard let next = places.longest(in: p, at: find.range.upperBound + 1), p.isMark(next.end, ",") || p.has(next.end, .and),
          places.longest(in: p, at: next.end + 1) != nil
        else { return nil }
        return j - 1
      }
      j -= 1
    }
    return nil
  }

  /// `OAR` of `OAR Santa Cruz`: the acronym before a place that ends the name, and its token.
  private func head(_ p: Passage, _ find: Find, _ places: PlaceNames) -> (String, Int)? {
    var i = find.range.upperBound - 2
    while i >= find.range.lowerBound {
      if p.tokens[i].shape.contains(.allCaps), p.tokens[i].isWord {
        guard let place = places.longest(in: p, at: i + 1), place.end <= find.range.upperBound else { return nil }
        return (p.text(of: i..<(i + 1)), i)
      }
      i -= 1
    }
    return nil
  }

  private func joint(_ p: Passage, _ item: Int, _ find: Find) -> Int? {
    var j = item - 1
    while j > find.range.lowerBound, p.has(j, .article) { j -= 1 }
    return p.has(j, [.of, .ofThe]) ? j : nil
  }

  private func isPlural(_ p: Passage, _ item: Int) -> Bool {
    p.has(item - 1, .article) && p.tokens[item - 1].shape.contains(.plural)
  }
}
