import Model
import Text
package import Layout
import Objects
import Structure

/// Which hyphens at line ends are part of the word.
///
/// The document is its own witness: how often the parts stand in it as one word, with the hyphen, and apart. Where it is silent: a
/// hyphen of a kind (U+2010, U+00AD) that the document uses at line ends only is the typesetter's; before a capital or a digit, or between two
/// words that the document uses on their own, it is the author's.
package struct Hyphens {
  /// How often a word stands in the document, by the hash of its folded letters.
  private var counts = HashTable()
  private var softEnds = 0
  private var hardInside = 0
  private var prefixes: Set<UInt64> = []
  /// First parts of words that stand in the document with a hyphen inside.
  private var openers: Set<UInt64> = []
  /// Words that open compounds with a hyphen (`one-`, `socio-`).
  private var firsts: Set<UInt64> = []
  /// Of these the words that no long word begins with (`most-`, `three-`).
  private var sureFirsts: Set<UInt64> = []

  package init(_ flow: Flow, settings: SegmentSettings) {
    var any = false
    for case .line(let line) in flow.items where endsHyphenated(line) { any = true }
    guard any else { return }
    prefixes = Set(settings.words("joined-prefixes").map { WordKey($0.unicodeScalars).hash })
    firsts = Set(settings.words("hyphened-firsts").map { WordKey($0.unicodeScalars).hash })
    sureFirsts = Set(settings.words("hyphened-sure-firsts").map { WordKey($0.unicodeScalars).hash })
    var cut = false
    for case .line(let line) in flow.items {
      let ends = endsHyphenated(line)
      if ends, let last = line.words.last?.text.unicodeScalars.last, last != "-" { softEnds += 1 }
      var start = 0
      var first = true
      while start < line.words.count {
        var end = start + 1
        while end < line.words.count, !line.words[end].spaceBefore { end += 1 }
        if !(first && cut), !(end == line.words.count && ends) {
          var key = WordKey()
          for index in start..<end where line.words[index].shift == .none { key.add(line.words[index].text.unicodeScalars) }
          if key.letters > 0 {
            counts.add(1, to: key.hash)
            noteOpener(line.words[start..<end])
            if key.typesetHyphens > 0 { hardInside += 1 }
          }
        }
        first = false
        start = end
      }
      cut = ends
    }
  }

  private mutating func noteOpener(_ words: ArraySlice<Word>) {
    for word in words where word.text.unicodeScalars.contains(where: isHyphen) {
      let scalars = bareScalars(word.text)
      guard let hyphen = scalars.firstIndex(where: isHyphen), hyphen > scalars.startIndex else { continue }
      openers.insert(WordKey(scalars[..<hyphen]).hash)
      return
    }
  }

  /// Whether the document has what is behind a hyphen, or its first part, as a word.
  private func isKnown(_ rest: ArraySlice<Unicode.Scalar>) -> Bool {
    let first = rest.firstIndex(where: isHyphen).map { rest[..<$0] } ?? rest
    return counts[WordKey(rest).hash] > 0 || counts[WordKey(first).hash] > 0
  }

  /// Whether the last word of a line is a web address, or goes on with one.
  func endsInAddress(_ line: FlowLine, inAddress: Bool) -> Bool {
    if inAddress, line.words.count == 1 { return true }
    guard line.words.indices.suffix(4).contains(where: { mayBeOfAddress(line.words[$0].text) }) else { return false }
    guard let head = spacedTokens(line.words, lastOnly: true).last else { return false }
    return isAddress(head)
  }

  /// How `next` is joined to a text that ends with the line `line`.
  ///
  /// `inAddress`: the line's last word goes on from a web address on the line before.
  func joint(_ line: FlowLine, _ next: FlowLine, inAddress: Bool = false) -> TextBuilder.Joint {
    let goesOn = inAddress && line.words.count == 1
    guard endsHyphenated(line), let last = line.words.last?.text.unicodeScalars.last else {
      return clings(line, next) || joinsAddress(line, next, inAddress: goesOn) ? .none : .space
    }
    guard let head = spacedTokens(line.words, lastOnly: true).last, let tail = spacedTokens(next.words, skip: next.skip).first,
      let first = bareScalars(tail).first
    else { return .space }
    if isAddress(head) || goesOn { return .none }
    if last.value == 0xAD { return .dehyphenate }
    let stem = bareScalars(head)
    let rest = bareScalars(tail)
    let shout = isUpper(first) && allCapitals(head)
    if !isLetter(first) || (isUpper(first) && !shout) { return .none }
    func count(_ parts: ArraySlice<Unicode.Scalar>...) -> UInt32 {
      var key = WordKey()
      for part in parts { key.add(part) }
      return counts[key.hash]
    }
    let joined = count(stem, rest)
    let apart = count(stem, ["-"], rest) + count(stem, ["\u{2010}"], rest)
    if joined != apart { return joined > apart ? .dehyphenate : .none }
    if last.value == 0x2010, hardInside == 0 { return .dehyphenate }
    if last == "-", softEnds >= 3 { return .none }
    // Of a compound that is broken a second time only the last part is asked about.
    let part = stem.lastIndex(of: "-").map { stem[($0 + 1)...] } ?? stem
    if part.count != stem.count {
      if count(part, rest) > 0 { return .dehyphenate }
      // `mark-to-` + `market`: a word of its own before the hyphen, and one behind.
      if count(part) > 0, count(rest) > 0 { return .none }
    }
    // `well-` + `known`, where another `well-…` stands within a line.
    if openers.contains(WordKey(part).hash), !prefixes.contains(WordKey(part).hash), isKnown(rest) { return .none }
    // No word is broken after its first letter: `e-` + `commerce`.
    if part.count == 1 { return .none }
    // `one-` + `dimensional`: what is behind is a word of the document too; `pre-` + `sents` is none.
    if firsts.contains(WordKey(part).hash), rest.count >= 4, count(rest) > 0 { return .none }
    if sureFirsts.contains(WordKey(part).hash), rest.count >= 5 { return .none }
    if part.count >= 4, rest.count >= 4, count(part) > 0, count(rest) > 0, !prefixes.contains(WordKey(part).hash) { return .none }
    return .dehyphenate
  }
}

/// A word as it is counted: folded scalars between its first and last letter or digit, hashed (FNV-1a) as they come.
private struct WordKey {
  private(set) var hash: UInt64 = 0xCBF2_9CE4_8422_2325
  private(set) var letters = 0
  /// U+2010 inside.
  private(set) var typesetHyphens = 0
  private var waiting: [UInt32] = []

  init() {}
  init(_ scalars: some Sequence<Unicode.Scalar>) { add(scalars) }

  mutating func add(_ scalars: some Sequence<Unicode.Scalar>) {
    for scalar in scalars {
      let value = folded(scalar)
      if isWordScalar(value) {
        for held in waiting {
          mix(held)
          if held == 0x2010 { typesetHyphens += 1 }
        }
        if !waiting.isEmpty { waiting.removeAll(keepingCapacity: true) }
        mix(value)
        letters += 1
      } else if letters > 0, value != 0xAD {
        // Signs count only between letters.
        waiting.append(value)
      }
    }
  }

  private mutating func mix(_ value: UInt32) { hash = (hash ^ UInt64(value)) &* 0x100_0000_01B3 }
}

/// Words as they are between spaces; only the first (or last) one is needed.
private func spacedTokens(_ words: [Word], skip: Int = 0, lastOnly: Bool = false) -> [String] {
  var out: [String] = []
  var rest = skip
  var begin = 0
  if lastOnly {
    begin = max(0, words.count - 1)
    while begin > 0, !words[begin].spaceBefore { begin -= 1 }
  }
  for (index, word) in words.enumerated().dropFirst(begin) where word.shift == .none {
    var text = word.text
    if rest > 0 {
      let length = text.unicodeScalars.count
      if length <= rest {
        rest -= length
        continue
      }
      text = String(text.unicodeScalars.dropFirst(rest))
      rest = 0
    }
    if index > 0, !word.spaceBefore, !out.isEmpty {
      out[out.count - 1] += text
    } else {
      if !lastOnly, !out.isEmpty { break }
      out.append(text)
    }
  }
  return out
}

/// Without what is neither letter nor digit at its ends.
private func bareScalars(_ token: String) -> ArraySlice<Unicode.Scalar> {
  var scalars = ArraySlice(token.unicodeScalars)
  while let first = scalars.first, !isWordScalar(first.value) { scalars.removeFirst() }
  while let last = scalars.last, !isWordScalar(last.value) { scalars.removeLast() }
  return scalars
}

private func allCapitals(_ token: String) -> Bool {
  var capitals = 0
  for scalar in token.unicodeScalars {
    if isLower(scalar) { return false }
    if isUpper(scalar) { capitals += 1 }
  }
  return capitals > 1
}

/// Marks that cling to what is on the other side of the line's end: an opening dash or bracket, a closing dash with its comma, a slash, the
/// hyphen of a range of numbers.
private func clings(_ line: FlowLine, _ next: FlowLine) -> Bool {
  // Most lines end and begin with letters: nothing to ask.
  guard let end = line.words.last?.text.unicodeScalars.last, let begin = next.words.first?.text.unicodeScalars.first else { return false }
  guard "—–-/([¿¡«“\u{2010}".unicodeScalars.contains(end) || begin.value == 0x2014 || begin.value == 0x2013 else { return false }
  guard let head = spacedTokens(line.words, lastOnly: true).last, let tail = spacedTokens(next.words, skip: next.skip).first,
    let last = head.unicodeScalars.last, let first = tail.unicodeScalars.first
  else { return false }
  let headCount = head.unicodeScalars.count
  let before = headCount > 1 ? head.unicodeScalars.dropLast().last : nil
  if last.value == 0x2014 || last.value == 0x2013 {
    // `… OIT —` opens an aside; after a letter the dash closes one, unless a number's range goes on.
    guard let before else { return !isDigit(first.value) }
    return "([“«¿¡\"".unicodeScalars.contains(before) || isDigit(before.value) && isDigit(first.value)
  }
  if last == "-" || last.value == 0x2010, let before, isDigit(before.value), isDigit(first.value) { return true }
  if last == "/", let before, isLetter(before) || isDigit(before.value) { return true }
  if "([¿¡«“".unicodeScalars.contains(last) { return true }
  if first.value == 0x2014 || first.value == 0x2013, tail.unicodeScalars.count > 1 {
    let second = tail.unicodeScalars[tail.unicodeScalars.index(after: tail.unicodeScalars.startIndex)]
    return ",;.:)".unicodeScalars.contains(second)
  }
  return false
}

/// A web address broken over the line's end goes on without a space.
private func joinsAddress(_ line: FlowLine, _ next: FlowLine, inAddress: Bool) -> Bool {
  guard inAddress || line.words.indices.suffix(4).contains(where: { mayBeOfAddress(line.words[$0].text) }) else { return false }
  guard let head = spacedTokens(line.words, lastOnly: true).last, inAddress || isAddress(head), let tail = spacedTokens(next.words).first,
    let end = head.unicodeScalars.last, let start = tail.unicodeScalars.first
  else { return false }
  if start.properties.isUppercase || start == "(" || start == "[" { return "/=?&_-".unicodeScalars.contains(end) && !isUpper(start) }
  if "/.=?&_-%#".unicodeScalars.contains(end) && end != "." { return true }
  if "/.?&=_-%#".unicodeScalars.contains(start) { return true }
  return tail.unicodeScalars.contains { "/=&?_".unicodeScalars.contains($0) }
    || (end == "." && tail.unicodeScalars.contains(".") && isLower(start))
}

private func mayBeOfAddress(_ text: String) -> Bool {
  for byte in text.utf8 where byte == 0x2F { return true }
  guard let first = text.utf8.first, first == 0x77 || first == 0x28 else { return false }
  return text.hasPrefix("www") || text.hasPrefix("(www")
}

private func isAddress(_ token: String) -> Bool {
  guard token.utf8.contains(0x2F) || token.utf8.contains(0x77) else { return false }
  return token.hasPrefix("www.") || token.hasPrefix("(www.") || token.utf8.contains("://".utf8) || token.utf8.contains("doi.org/".utf8)
}
