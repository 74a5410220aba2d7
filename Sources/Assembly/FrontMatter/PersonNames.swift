import Layout
import Model
import Text

/// Names of persons in lines of a title page, without note calls, ORCID, degrees and addresses.
///
/// `Ana Ruiz¹*, Luis Gil² y Eva Paz` → three names. A name is two to six words that begin with capitals, particles between them; because a
/// heading may look like that too, something more must speak for it: a given name that is known, an initial, a note call behind it, several
/// names in one list, or a word before it that announces authors.
///
/// `onCover`: they may be set in capitals, but each given name must be known.
func names(in group: FrontGroup, announced: Bool = false, onCover: Bool = false, words: FrontMatterWords) -> [String] {
  let whole = folded(group.text)
  guard words.noAuthors.match(whole, at: 0) == nil else { return [] }
  if onCover { return coverNames(NameList(group.lines, words: words), words: words) }
  let found = names(NameList(group.lines, words: words), announced: announced, words: words)
  if !found.isEmpty || group.lines.count == 1 || group.lines.count > 6 { return found }
  // Names over a post or a date, one a line.
  return group.lines.flatMap { names(NameList([$0], words: words), announced: announced, words: words) }
}

private func names(_ list: NameList, announced: Bool, words: FrontMatterWords) -> [String] {
  // `Ana Ruiz, Fellow`: degrees and ranks between commas are no names.
  let parts = list.parts.filter { !words.personTitles.isAll(of: folded($0.joined(separator: " "))) }
  guard !parts.isEmpty, parts.count <= 40, announced || !list.isAddress else { return [] }
  var out: [String] = []
  var evident = announced || list.called
  for part in parts {
    guard let name = words.personName(part, capitals: announced) else {
      // After "by", what follows the name is a post or a place.
      if announced, !out.isEmpty { return out }
      continue
    }
    let known = words.hasGivenName(name) || hasInitial(name)
    if announced, !out.isEmpty, !known { return out }
    if known { evident = true }
    out.append(name)
  }
  // Three in four are names; without a further sign, three in one list.
  guard out.count * 4 >= parts.count * 3 || announced, evident || out.count >= 3 && list.separated else { return [] }
  return out
}

/// All parts of the list if they are names, each with a given name that is known; else none. `San José` is a town, and two words in capitals
/// (`MARTINA ALTA`) may be anything.
private func coverNames(_ list: NameList, words: FrontMatterWords) -> [String] {
  let found = list.parts.compactMap { part -> String? in
    guard let name = words.personName(part, capitals: true), words.hasGivenName(name) else { return nil }
    let isShort = part.count == 2 && (words.particles.isAll(of: folded(part[0])) || !name.unicodeScalars.contains(where: isLower))
    return isShort ? nil : name
  }
  return found.count == list.parts.count ? found : []
}

private func hasInitial(_ name: String) -> Bool {
  name.split(separator: " ").contains { $0.unicodeScalars.count == 2 && $0.hasSuffix(".") }
}

/// A group's text cut where one name ends and the next begins.
private struct NameList {
  private(set) var parts: [[String]] = []
  /// Raised signs stand behind names.
  private(set) var called = false
  /// Cut at commas or joining words.
  private(set) var separated = false
  /// It has a postal code.
  private(set) var isAddress = false
  private var current: [String] = []

  init(_ lines: [FrontLine], words list: FrontMatterWords) {
    for line in lines {
      for index in line.words.indices {
        let word = line.words[index]
        if word.shift == .superscript {
          // A call ends the name before it where no sign does.
          if !current.isEmpty { called = true }
          if index + 1 == line.words.count || line.words[index + 1].spaceBefore { end() }
          continue
        }
        add(word.text, glued: index > 0 && !word.spaceBefore, list: list)
      }
      // Names below each other: a line that ends without a sign ends a name if it is whole.
      if !separated, list.personName(current, capitals: true) != nil { end() }
    }
    end()
  }

  private mutating func end() {
    if !current.isEmpty { parts.append(current) }
    current = []
  }

  private mutating func add(_ text: String, glued: Bool, list: FrontMatterWords) {
    var scalars = Array(text.unicodeScalars)
    // Addresses; ORCID: four groups of four with hyphens; icons of symbol fonts.
    if scalars.contains("@") || scalars.contains(where: { (0xE000...0xF8FF).contains($0.value) })
      || scalars.count >= 19 && scalars.filter({ isDigit($0.value) }).count >= 15
    {
      return end()
    }
    if scalars.count >= NameList.leastOfPostalCode, scalars.allSatisfy({ isDigit($0.value) }) { isAddress = true }
    // A number of its own (`#1`) counts something; it is no call behind a name.
    let named = scalars.contains(where: isLetter)
    var ends = false
    while let last = scalars.last, NameList.marks.contains(last) || isDigit(last.value) {
      if last == "," || last == ";" || last == "/" || last == "|" {
        ends = true
        separated = true
      } else if isDigit(last.value), named {
        called = true
      }
      scalars.removeLast()
    }
    while let first = scalars.first, NameList.marks.contains(first) { scalars.removeFirst() }
    let bare = String(String.UnicodeScalarView(scalars))
    if bare.isEmpty {
      if ends { end() }
      return
    }
    // `y`, `and`; `E.` is an initial.
    if list.isNameJoiner(bare), scalars.first.map({ !isUpper($0) }) ?? false {
      if !current.isEmpty { separated = true }
      return end()
    }
    if glued, let last = current.popLast() {
      current.append(last + bare)
    } else {
      current.append(bare)
    }
    if ends { end() }
  }

  /// Digits of a postal code: longer than any call.
  private static let leastOfPostalCode = 4
  private static let marks: Set<Unicode.Scalar> = [
    ",", ";", "/", "|", "*", "†", "‡", "§", "¶", "•", "·", "(", ")", ":", "∗", "#", "ª", "º",
  ]
}

extension FrontMatterWords {
  /// The words of one name, degrees taken off; nil if they are none. `capitals`: a name all in capitals is one too.
  func personName(_ parts: [String], capitals: Bool) -> String? {
    var parts = parts
    while let first = parts.first, personTitles.isAll(of: folded(first)) { parts.removeFirst() }
    while let last = parts.last, parts.count > 2, personTitles.isAll(of: folded(last)) {
      parts.removeLast()
    }
    guard (2...6).contains(parts.count), parts[0].unicodeScalars.first.map(isUpper) ?? false else { return nil }
    let whole = folded(parts.joined(separator: " "))
    guard !personTitles.isAll(of: whole), bodyHeads.match(whole, at: 0) == nil, titleHeads.match(whole, at: 0) == nil,
      !headingTitles.isAll(of: whole)
    else { return nil }
    var high = 0
    var long = false
    var mixed = false
    for part in parts {
      let scalars = Array(part.unicodeScalars)
      guard let first = scalars.first else { return nil }
      for (place, scalar) in scalars.enumerated() {
        if isLower(scalar) { mixed = true }
        guard
          isLetter(scalar) || scalar == "-" || scalar == "'" || scalar == "’" || scalar == "."
            || scalar == "‐"
        else { return nil }
        // A full stop belongs to an initial or an abbreviation: `J.`, `Md.`.
        if scalar == ".", place > 3 { return nil }
      }
      if months[folded(part)] != nil { return nil }
      if isUpper(first) {
        high += 1
        if scalars.count >= 3, scalars.last != "." { long = true }
        if bodyHeads.isAll(of: folded(part)) { return nil }
      } else if !particles.isAll(of: folded(part)) {
        return nil
      }
    }
    guard high >= 2, long, mixed || capitals,
      parts.last.map({ !particles.isAll(of: folded($0)) }) ?? false
    else { return nil }
    return parts.joined(separator: " ")
  }

  /// `capitals`: a name all in capitals is one, too.
  func isPerson(_ text: String, capitals: Bool = false) -> Bool {
    let parts = text.split(separator: " ").map(String.init)
    return personName(parts, capitals: capitals).map { hasGivenName($0) } ?? false
  }

  func hasGivenName(_ name: String) -> Bool {
    name.split(separator: " ").contains { part in
      part.split(separator: "-").contains { givenNames.contains(foldedHash($0)) }
    }
  }

  func isNameJoiner(_ word: String) -> Bool { nameJoiners.isAll(of: folded(word)) }
}
