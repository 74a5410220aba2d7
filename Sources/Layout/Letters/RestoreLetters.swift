package import Model
import Text

/// Letters that the file does not tell, told by the words that they make.
///
/// Fonts often say nothing of their ligatures, half of it, or something else, and `inflación` comes as `in�ación`, `infación` or `in›ación`. Each
/// such glyph is tried with every ligature; where exactly one of them makes a word that the document prints elsewhere in full, or that a vocabulary
/// has (`ligature-words.yaml`), that word is meant. What most words say of one glyph of one font holds for all its places, also in words that
/// nothing attests. Glyphs that TeX's encodings have at a control code are what these say. What stays unknown is U+FFFD, or the letter that the file
/// says.
///
/// - Returns: what to say of it: how many words were read so, with the first of them as the file says them and as they are read.
package func restoreLetters(on pages: inout [Page], settings: SegmentSettings) -> [Finding] {
  var places: [LostPlace] = []
  for (index, page) in pages.enumerated() {
    for (number, line) in page.lines.enumerated() {
      var first = 0
      while first < line.words.count {
        var end = first + 1
        while end < line.words.count, !line.words[end].spaceBefore { end += 1 }
        if line.words[first..<end].contains(where: { mayBeLost($0.text) }),
          let word = LostWord(line.words[first..<end])
        {
          places.append(LostPlace(page: index, line: number, words: first..<end, word: word))
        }
        first = end
      }
    }
  }
  guard !places.isEmpty else { return [] }
  let known = attestedWords(pages, settings: settings)
  var votes = LigatureVotes()
  var own: [[String?]] = []
  for place in places {
    let found = place.word.attested(by: known)
    own.append(found)
    votes.add(place.word, found)
  }
  let common = votes.decided()
  let words = ProseGlyphs(places.map(\.word))
  var restored: [(from: String, to: String, page: Int)] = []
  for (place, own) in zip(places, own) {
    let word = place.word
    let letters = word.slots.indices.map { slot in
      own[slot] ?? common[word.slots[slot].glyph]
        ?? (words.isOfProse(word.slots[slot].glyph) && word.isOfProse
          ? LostLetters.code(of: word.slots[slot].scalar).flatMap { LostLetters.texLigature(ofCode: $0) } : nil)
    }
    let change = write(letters, into: &pages[place.page].lines[place.line].words, place.words, word)
    if letters.contains(where: { $0 != nil }), change.from != change.to {
      restored.append((change.from, change.to, place.page))
    }
  }
  return said(of: restored, pages: pages)
}

private struct LostPlace {
  var page: Int
  var line: Int
  /// The pieces of the word.
  var words: Range<Int>
  var word: LostWord
}

/// Whether a word may hold a glyph that is not told. Nearly all words are turned away by their bytes.
private func mayBeLost(_ text: String) -> Bool {
  guard text.utf8.contains(where: { $0 >= 0xC3 }) else { return false }
  return text.unicodeScalars.contains { LostLetters.isPlaceholder($0.value) || isStandIn($0) }
}

/// What the document prints in full, and the words of the vocabularies.
private func attestedWords(_ pages: [Page], settings: SegmentSettings) -> Set<UInt64> {
  var known = Set(settings.ligatureWords.map { foldedHash(Substring($0)) })
  for page in pages {
    for line in page.lines {
      var hash = FoldedHash()
      var letters = 0
      var isWhole = true
      func close() {
        if isWhole, letters >= RestoreRule.leastLetters { known.insert(hash.value) }
        (hash, letters, isWhole) = (FoldedHash(), 0, true)
      }
      for word in line.words {
        if word.spaceBefore { close() }
        for scalar in word.text.unicodeScalars {
          if isLetter(scalar) {
            hash.add(scalar)
            letters += 1
          } else if LostLetters.isPlaceholder(scalar.value) || scalar.value >= 0x2000 && letters > 0 {
            isWhole = false
          } else {
            // `(ofi-cina)`: parts on both sides of a mark are words of their own.
            close()
          }
        }
      }
      close()
    }
  }
  return known
}

/// Puts the letters found (nil: as the file says it) in their places; gives the word as the file says it and as it is now.
private func write(
  _ letters: [String?], into words: inout [Word], _ range: Range<Int>, _ lost: LostWord
) -> (from: String, to: String) {
  var (from, to) = ("", "")
  var slot = 0
  for index in range {
    let old = words[index]
    var text = String.UnicodeScalarView()
    var edges: [Float] = []
    for (place, scalar) in old.text.unicodeScalars.enumerated() {
      let start = place < old.edges.count ? old.edges[place] : Float(old.box.x0)
      edges.append(start)
      guard slot < lost.slots.count, lost.slots[slot].piece == index - range.lowerBound, lost.slots[slot].place == place else {
        text.append(scalar)
        from.unicodeScalars.append(scalar)
        continue
      }
      let said =
        LostLetters.letter(of: scalar.value).flatMap { Unicode.Scalar($0) }
        ?? (LostLetters.isPlaceholder(scalar.value) ? "\u{FFFD}" : scalar)
      from.unicodeScalars.append(said)
      let new = letters[slot].map { Array($0.unicodeScalars) } ?? [said]
      let end = place + 1 < old.edges.count ? old.edges[place + 1] : start
      for part in 1..<max(1, new.count) { edges.append(start + (end - start) * Float(part) / Float(new.count)) }
      text.append(contentsOf: new)
      slot += 1
    }
    if let last = old.edges.last { edges.append(last) }
    words[index].text = String(text)
    if !old.edges.isEmpty { words[index].edges = edges }
    to += words[index].text
  }
  return (from, to)
}

private func said(of restored: [(from: String, to: String, page: Int)], pages: [Page]) -> [Finding] {
  guard let first = restored.first, pages.indices.contains(first.page) else { return [] }
  var examples: [String] = []
  var known: Set<String> = []
  for change in restored where examples.count < RestoreRule.examples && known.insert(change.from).inserted {
    examples.append("\(bare(change.from)) → \(bare(change.to))")
  }
  let count = restored.count == 1 ? "1 word has" : "\(restored.count) words have"
  return [
    Finding(
      "letters-restored", .info,
      "\(count) letters that the fonts do not tell; other words tell them: \(examples.joined(separator: ", ")).",
      page: pages[first.page].number)
  ]
}

/// Without the marks around it.
private func bare(_ word: String) -> String {
  func isMark(_ scalar: Unicode.Scalar) -> Bool { !isWordScalar(scalar.value) && scalar != "\u{FFFD}" }
  let scalars = word.unicodeScalars.drop(while: isMark)
  return String(String.UnicodeScalarView(scalars.reversed().drop(while: isMark).reversed()))
}

private enum RestoreRule {
  /// Letters of a word that attests another.
  static let leastLetters = setting("leastLetters", 3)
  /// Words that a finding names.
  static let examples = setting("examples", 12)
}
