package import Model
package import Text

/// The label that a caption begins with: `CUADRO IX.9.`, `Tabla 3:`, `Figure A-2 —`, `GRÁFICA 4 (continuación)`.
///
/// Takes the opening of a line (or of a block's text), gives where the label ends and where the title begins, in scalars.
package struct CaptionLabel: Equatable {
  package enum Kind: Equatable { case table, chart, photo, map, diagram, image }

  package var kind: Kind
  /// Scalars `0..<end` are the label as printed, its closing point or colon with it.
  package var end: Int
  /// Where the title begins; the text's length where nothing follows.
  package var title: Int
  /// The number's components, folded (`ix.9`), without closing punctuation: the same table's label is the same key.
  package var key: String
  /// Whether a point, colon or dash closes the label, or the line ends with it: prose ("Tabla 3 muestra") has none.
  package var closed: Bool
  /// Whether it has a number at all.
  package var numbered: Bool
  /// Whether the word begins with a capital, or has one.
  package var capital: Bool
}

/// The words that captions and what stands around them begin with, compiled from the vocabularies.
package struct CaptionWords: Sendable {
  package let kinds: [(CaptionLabel.Kind, Phrases)]
  package let number: Phrases
  package let continued: Phrases
  let partOf: Phrases
  package let units: Phrases
  let unitsJoiner: Phrases
  private let unitsPer: Phrases
  package let source: Phrases
  let sourceBare: Phrases
  package let note: Phrases
  private let openers: Beginnings
  private let unitOpeners: Beginnings

  package init(_ vocabularies: [StructureWords]) {
    kinds = [
      (.table, Phrases(vocabularies.words("caption-table"))), (.chart, Phrases(vocabularies.words("caption-chart"))),
      (.photo, Phrases(vocabularies.words("caption-photo"))), (.map, Phrases(vocabularies.words("caption-map"))),
      (.diagram, Phrases(vocabularies.words("caption-diagram"))), (.image, Phrases(vocabularies.words("caption-image"))),
    ]
    number = Phrases(vocabularies.words("caption-number"))
    continued = Phrases(vocabularies.words("continued"))
    partOf = Phrases(vocabularies.words("part-of"))
    units = Phrases(vocabularies.words("units"))
    unitsJoiner = Phrases(vocabularies.words("units-joiner"))
    unitsPer = Phrases(vocabularies.words("units-per"))
    source = Phrases(vocabularies.words("source"))
    sourceBare = Phrases(vocabularies.words("source-bare"))
    note = Phrases(vocabularies.words("note"))
    openers = Beginnings(kinds.map(\.1) + [source, sourceBare, note])
    unitOpeners = Beginnings([units])
  }

  /// Whether a text in brackets names so much of one thing for one of another: `Kronen/kg of hay`, `t/ha`.
  package func isRatio(_ inside: Opening) -> Bool {
    guard let slash = inside.folded.firstIndex(of: 0x2F), slash > 0, slash + 1 < inside.count,
      !inside.folded[..<slash].contains(where: isDigit), isWordScalar(inside.folded[slash - 1]),
      let length = unitsPer.match(inside.folded, at: slash + 1)
    else { return false }
    let end = slash + 1 + length
    return end >= inside.count || !isWordScalar(inside.folded[end])
  }

  /// The beginning of a line, as far as it could be a label, a source, a note, `(continuación)` or units; else nothing.
  package func opening(of words: [Word]) -> Opening {
    mayBeUnits(words) || mayOpen(words) || continued.mayBeAll(of: words) ? Opening(words, limit: 64) : Opening([], limit: 0)
  }

  /// In brackets, or beginning with a capital as some unit does.
  private func mayBeUnits(_ words: [Word]) -> Bool {
    guard let first = words.first?.text.unicodeScalars.first else { return true }
    if first == "(" || first == "[" || first.value == 0xAD { return true }
    return isUpper(first) && unitOpeners.mayOpen(words, after: 0)
  }

  /// Whether a line could begin with a label, a source or a note, perhaps behind a mark.
  package func mayOpen(_ words: [Word]) -> Bool { openers.mayOpen(words, after: 1) }

  /// The label at the start of a line, if the line begins with one.
  package func label(_ opening: Opening) -> CaptionLabel? {
    var start = opening.skipSpace(0)
    // A bullet or square in front of the label is an ornament.
    if start < opening.count, !isWordScalar(opening.folded[start]) {
      let after = opening.skipSpace(start + 1)
      if after > start + 1 { start = after }
    }
    var best: (kind: CaptionLabel.Kind, length: Int)?
    for (kind, phrases) in kinds {
      if let length = phrases.match(opening.folded, at: start), length > best?.length ?? 0 { best = (kind, length) }
    }
    guard let best else { return nil }
    // Some fonts give small capitals as large letters and the large one as a small (`tABLE 2.`).
    let capital = opening.printed[start..<start + best.length].contains(where: isUpper)
    var at = start + best.length
    if at < opening.count, opening.folded[at] == 0x2E { at += 1 }
    let afterWord = at
    at = opening.skipSpace(at)
    if let length = number.match(opening.folded, at: at) { at = opening.skipSpace(at + length) }
    guard let numeral = designator(opening, at), numeral > at else {
      return unnumbered(opening, kind: best.kind, wordEnd: start + best.length, afterWord: afterWord, capital: capital)
    }
    let key = String(scalarValues: opening.folded[at..<numeral])
    var end = numeral
    var closed = numeral >= opening.count
    if end < opening.count, [0x2E, 0x3A, 0x29].contains(opening.folded[end]) {
      closed = true
      end += 1
    }
    var title = opening.skipSpace(end)
    // "Tableau 3 : …", as French sets it.
    if !closed, title < opening.count, opening.folded[title] == 0x3A {
      closed = true
      end = title + 1
      title = opening.skipSpace(end)
    }
    if title < opening.count, [0x2D, 0x2013, 0x2014, 0x7C, 0x2022, 0xB7].contains(opening.folded[title]) {
      closed = true
      title = opening.skipSpace(title + 1)
    }
    if title >= opening.count { closed = true }
    return CaptionLabel(kind: best.kind, end: end, title: title, key: key, closed: closed, numbered: true, capital: capital)
  }

  /// `Cuadro:` or `Mapa.` without a number.
  private func unnumbered(_ opening: Opening, kind: CaptionLabel.Kind, wordEnd: Int, afterWord: Int, capital: Bool) -> CaptionLabel? {
    guard capital else { return nil }
    var end = wordEnd
    guard end >= opening.count || [0x2E, 0x3A].contains(opening.folded[end]) else { return nil }
    if end < opening.count { end += 1 }
    return CaptionLabel(kind: kind, end: end, title: opening.skipSpace(end), key: "", closed: true, numbered: false, capital: true)
  }

  /// Where a number such as `3`, `IX.9`, `2.1-b`, `A-1`, `S2` that begins at `start` ends; nil if there is none.
  private func designator(_ opening: Opening, _ start: Int) -> Int? {
    var at = start
    var components = 0
    while at < opening.count {
      guard let next = component(opening, at, first: components == 0) else { break }
      at = next
      components += 1
      guard at + 1 < opening.count, [0x2E, 0x2D, 0x2013, 0x2F].contains(opening.folded[at]),
        component(opening, at + 1, first: false) != nil
      else { break }
      at += 1
    }
    return components > 0 ? at : nil
  }

  /// Digits with perhaps one letter after them, a Roman number, or one capital letter with perhaps digits after it.
  private func component(_ opening: Opening, _ start: Int, first: Bool) -> Int? {
    var at = start
    while at < opening.count, isDigit(opening.folded[at]) { at += 1 }
    if at > start {
      guard at - start <= 4 else { return nil }
      if at < opening.count, opening.folded[at] >= 0x61, opening.folded[at] <= 0x7A, !followedByWord(opening, at) { at += 1 }
      return followedByWord(opening, at - 1) ? nil : at
    }
    while at < opening.count, isWordScalar(opening.folded[at]), !isDigit(opening.folded[at]) { at += 1 }
    let letters = at - start
    guard letters > 0 else { return nil }
    if letters == 1 {
      // `Cuadro A`, `Tabla A1`; a small letter only behind a number (`2.b`).
      guard isUpper(opening.printed[start]) || !first else { return nil }
      while at < opening.count, isDigit(opening.folded[at]) { at += 1 }
      return at
    }
    // The letters of a chapter or an annex before a number: `OWR-1`, `AN.3`.
    if first, letters <= 4, at + 1 < opening.count, [0x2D, 0x2E, 0x2013].contains(opening.folded[at]), isDigit(opening.folded[at + 1]),
      (start..<at).allSatisfy({ isUpper(opening.printed[$0]) })
    {
      return at
    }
    // Small Roman letters are words too often (`mi`, `di`).
    guard letters <= 7, isUpper(opening.printed[start]), isUpper(opening.printed[start + 1]) else { return nil }
    return isRoman(opening.folded[start..<at]) ? at : nil
  }

  private func followedByWord(_ opening: Opening, _ at: Int) -> Bool {
    at + 1 < opening.count && isWordScalar(opening.folded[at + 1])
  }

  /// A title without the part that this is of several at its end: `… por aldea. 2 de 3`, `… by village (2 of 3)`.
  package func withoutPart(_ title: String) -> String {
    let opening = Opening(title, limit: 2_000)
    var end = opening.count
    func skipBack(_ these: Set<UInt32>) { while end > 0, these.contains(opening.folded[end - 1]) { end -= 1 } }
    func number() -> Int? {
      let last = end
      while end > 0, last - end < 3, isDigit(opening.folded[end - 1]) { end -= 1 }
      return end < last ? Int(String(scalarValues: opening.folded[end..<last])) : nil
    }
    skipBack([0x20, 0x2E, 0x29, 0x5D])
    guard let all = number(), all >= 2 else { return title }
    skipBack([0x20])
    let word = end
    while end > 0, isWordScalar(opening.folded[end - 1]), !isDigit(opening.folded[end - 1]) { end -= 1 }
    let joiner = opening.folded[end..<word]
    guard partOf.isAll(of: Array(joiner)) || joiner.isEmpty && end > 0 && opening.folded[end - 1] == 0x2F else { return title }
    if joiner.isEmpty { end -= 1 }
    skipBack([0x20])
    guard let part = number(), part >= 1, part <= all, end > 0 else { return title }
    // A year of years, or a share, is no part: the title ends before it, or it is set in brackets.
    let before = end
    skipBack([0x20])
    guard end > 0, end < before || [0x28, 0x5B].contains(opening.folded[end - 1]) else { return title }
    let closed = [0x28, 0x5B, 0x2E, 0x2C, 0x2D, 0x2013, 0x3A].contains(opening.folded[end - 1])
    guard closed else { return title }
    skipBack([0x20, 0x28, 0x5B, 0x2C, 0x2D, 0x2013, 0x3A])
    return String(scalars: opening.printed[0..<end])
  }

  /// Whether a text says that a table or figure goes on, and nothing else: `(continuación)`, `CONTINUACIÓN`, `… continued`, `—Continued`.
  package func isContinued(_ text: [UInt32]) -> Bool {
    continued.isAll(of: Array(text.drop { [0x20, 0x2D, 0x2013, 0x2014].contains($0) }))
  }
}

package func isRoman(_ letters: some Collection<UInt32>) -> Bool {
  !letters.isEmpty && letters.allSatisfy { [0x69, 0x76, 0x78, 0x6C, 0x63, 0x64, 0x6D].contains($0) }
}

/// What the label of a caption and its title are in a block's whole text.
package struct CaptionParts: Equatable {
  package var label: String?
  package var title: String
  package var key: String
  package var continued: Bool
}

package func captionParts(_ text: String, words: CaptionWords) -> CaptionParts {
  let opening = Opening(text)
  let scalars = Array(text.unicodeScalars)
  func string(_ from: Int, _ to: Int) -> String {
    String(scalars: scalars[min(from, scalars.count)..<min(max(from, to), scalars.count)])
  }
  guard let label = words.label(opening) else {
    return CaptionParts(label: nil, title: text, key: "", continued: words.isContinued(folded(text)))
  }
  let title = string(label.title, scalars.count)
  return CaptionParts(
    label: string(opening.skipSpace(0), label.end), title: title, key: label.key, continued: words.isContinued(folded(title)))
}
