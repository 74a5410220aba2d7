import Model

/// Which hyphens at line ends are part of the word.
///
/// The document is its own witness: how often the parts stand in it as one word, with the hyphen, and apart. Where it is silent: a
/// hyphen of a kind (U+2010, U+00AD) that the document uses at line ends only is the typesetter's; before a capital or a digit, or between two
/// words that the document uses on their own, it is the author's.
struct Hyphens {
  private var counts: [String: Int] = [:]
  private var softEnds = 0
  private var hardInside = 0
  private var prefixes: Set<String> = []

  init(_ flow: Flow, settings: SegmentSettings) {
    guard flow.items.contains(where: { if case .line(let line) = $0 { endsHyphenated(line) } else { false } }) else { return }
    prefixes = Set(settings.words("joined-prefixes"))
    var cut = false
    for case .line(let line) in flow.items {
      let tokens = spacedTokens(line.words)
      let ends = endsHyphenated(line)
      if ends, let last = line.words.last?.text.unicodeScalars.last, last != "-" { softEnds += 1 }
      for (index, token) in tokens.enumerated() {
        if index == 0 && cut || index == tokens.count - 1 && ends { continue }
        let key = bare(token)
        guard !key.isEmpty else { continue }
        counts[key, default: 0] += 1
        if key.unicodeScalars.contains(where: { $0.value == 0x2010 }) { hardInside += 1 }
      }
      cut = ends
    }
  }

  /// How `next` is joined to a text that ends with the line `line`.
  func joint(_ line: FlowLine, _ next: FlowLine) -> TextBuilder.Joint {
    guard endsHyphenated(line), let last = line.words.last?.text.unicodeScalars.last else {
      return clings(line, next) || joinsAddress(line, next) ? .none : .space
    }
    guard let head = spacedTokens(line.words).last, let tail = spacedTokens(next.words, skip: next.skip).first,
      let first = bare(tail, folding: false).unicodeScalars.first
    else { return .space }
    if isAddress(head) { return .none }
    if last.value == 0xAD { return .dehyphenate }
    let stem = bare(head)
    let rest = bare(tail)
    let shout = first.properties.isUppercase && allCapitals(head)
    if !first.properties.isAlphabetic || (first.properties.isUppercase && !shout) { return .none }
    let joined = counts[stem + rest] ?? 0
    let apart = (counts[stem + "-" + rest] ?? 0) + (counts[stem + "\u{2010}" + rest] ?? 0)
    if joined != apart { return joined > apart ? .dehyphenate : .none }
    if last.value == 0x2010, hardInside == 0 { return .dehyphenate }
    if last == "-", softEnds >= 3 { return .none }
    // Of a compound that is broken a second time only the last part is asked about.
    let part = stem.unicodeScalars.lastIndex(of: "-").map { String(stem.unicodeScalars[stem.unicodeScalars.index(after: $0)...]) } ?? stem
    if part != stem, counts[part + rest] != nil { return .dehyphenate }
    if counts[part] != nil, counts[rest] != nil, part.unicodeScalars.count >= 4, rest.unicodeScalars.count >= 4, !prefixes.contains(part) {
      return .none
    }
    return .dehyphenate
  }
}

/// The line ends with a hyphen after a letter.
func endsHyphenated(_ line: FlowLine) -> Bool {
  guard let word = line.words.last else { return false }
  let scalars = word.text.unicodeScalars
  guard let last = scalars.last, isHyphen(last), scalars.count > 1 else {
    // Set as a word of its own, glued to the one before.
    return word.text.unicodeScalars.count == 1 && (word.text.unicodeScalars.last.map(isHyphen) ?? false) && !word.spaceBefore
      && line.words.count > 1
  }
  let before = scalars[scalars.index(scalars.endIndex, offsetBy: -2)]
  return before.properties.isAlphabetic
}

/// Words as they are between spaces.
private func spacedTokens(_ words: [Word], skip: Int = 0) -> [String] {
  var out: [String] = []
  var rest = skip
  for (index, word) in words.enumerated() where word.shift == .none {
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
    if index > 0, !word.spaceBefore, !out.isEmpty { out[out.count - 1] += text } else { out.append(text) }
  }
  return out
}

/// Without what is neither letter nor digit at its ends, lower case.
private func bare(_ token: String, folding: Bool = true) -> String {
  var scalars = Substring(token).unicodeScalars
  while let first = scalars.first, !first.properties.isAlphabetic, !isDigit(first.value) { scalars.removeFirst() }
  while let last = scalars.last, !last.properties.isAlphabetic, !isDigit(last.value) { scalars.removeLast() }
  let text = String(scalars)
  return folding ? text.lowercased() : text
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
  guard let head = spacedTokens(line.words).last, let tail = spacedTokens(next.words, skip: next.skip).first,
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
  if last == "/", let before, before.properties.isAlphabetic || isDigit(before.value) { return true }
  if "([¿¡«“".unicodeScalars.contains(last) { return true }
  if first.value == 0x2014 || first.value == 0x2013, tail.unicodeScalars.count > 1 {
    let second = tail.unicodeScalars[tail.unicodeScalars.index(after: tail.unicodeScalars.startIndex)]
    return ",;.:)".unicodeScalars.contains(second)
  }
  return false
}

/// A web address broken over the line's end goes on without a space.
private func joinsAddress(_ line: FlowLine, _ next: FlowLine) -> Bool {
  guard let head = spacedTokens(line.words).last, isAddress(head), let tail = spacedTokens(next.words).first,
    let end = head.unicodeScalars.last, let start = tail.unicodeScalars.first
  else { return false }
  if start.properties.isUppercase || start == "(" || start == "[" { return "/=?&_-".unicodeScalars.contains(end) && !isUpper(start) }
  if "/.=?&_-%#".unicodeScalars.contains(end) && end != "." { return true }
  if "/.?&=_-%#".unicodeScalars.contains(start) { return true }
  return tail.unicodeScalars.contains { "/=&?_".unicodeScalars.contains($0) } || (end == "." && tail.unicodeScalars.contains(".") && isLower(start))
}

private func isAddress(_ token: String) -> Bool {
  token.contains("://") || token.hasPrefix("www.") || token.hasPrefix("(www.") || token.contains("doi.org/")
}
