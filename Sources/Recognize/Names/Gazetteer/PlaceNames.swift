import Model

/// Countries, states, cities and regions of the vocabularies, by their names word for word.
///
/// Files `countries.yaml`, `states.yaml`, `cities.yaml`, `regions.yaml` map a country (or `world`) to names between commas. The ref of a country is
/// its code, of anything else `code/name`. `place-abbreviations.yaml` holds short forms, which need their full stop (`Chih.`), `towns.yaml` the many
/// towns whose names are so often something else that they are asked for only where a place is expected.
struct PlaceNames {
  enum Kind: UInt8 { case country, state, city, region, abbreviation, town }
  struct Entry {
    var name: String
    var country: String
    var kind: Kind
    /// The only language in which it means this: of names of two or three capitals (`EU`), which stand for something else in the next.
    var language: String?

    var ref: String {
      kind == .country
        ? country
        : country + "/"
          + String(String.UnicodeScalarView(name.unicodeScalars.compactMap { reference($0) }))
    }
  }

  private(set) var entries: [Entry] = []
  private var table: PhraseTable

  init(files: [DataFile]) {
    table = PhraseTable(capacity: 24_000)
    for (suffix, kind) in [
      ("/countries.yaml", Kind.country), ("/states.yaml", .state), ("/regions.yaml", .region), ("/cities.yaml", .city),
      ("/place-abbreviations.yaml", .abbreviation), ("/towns.yaml", .town),
    ] {
      for file in files where file.path.hasPrefix("vocabularies/") && file.path.hasSuffix(suffix) {
        let folder = file.path.split(separator: "/").dropLast().last.map(String.init) ?? ""
        for country in file.tree.entries {
          for text in country.value.texts {
            for name in Array(text.utf8).split(separator: UInt8(ascii: ",")) { add(name, country.key, kind, folder) }
          }
        }
      }
    }
  }

  private mutating func add(_ name: ArraySlice<UInt8>, _ country: String, _ kind: Kind, _ folder: String) {
    let words = name.withUnsafeBufferPointer { WordKey.words(of: $0) { $0 == 0x2E } }
    guard !words.isEmpty, let first = name.firstIndex(where: { $0 > 0x20 }), let last = name.lastIndex(where: { $0 > 0x20 }) else { return }
    table.insert(words, entry: entries.count)
    let printed = String(decoding: name[first...last], as: UTF8.self)
    let short = last - first < 2 && printed.utf8.allSatisfy { $0 >= 0x41 && $0 <= 0x5A }
    entries.append(
      Entry(name: printed, country: country, kind: kind, language: short || kind == .abbreviation && folder != "any" ? folder : nil))
  }

  /// The longest place that begins at token `i`; its first and last words are capitalised. Towns only where they are asked for.
  func longest(in p: Passage, at i: Int, towns: Bool = false) -> (end: Int, entry: Int)? {
    guard p.isCapital(i) else { return nil }
    var state = PhraseTable.root
    var best: (Int, Int)?
    var j = i
    while j < p.tokens.count {
      let t = p.tokens[j]
      if t.isMark("."), j > i, p.tokens[j - 1].shape.contains(.allCaps) || p.tokens[j - 1].shape.contains(.single) {
        j += 1  // EE. UU., U.S.
        continue
      }
      guard t.isWord, let next = table.step(state, t.key) else { break }
      state = next.state
      j += 1
      if let entry = next.entry, t.isCapital {
        let kind = entries[entry].kind
        if kind == .town && !towns || kind == .abbreviation && !p.isMark(j, ".") { continue }
        if let language = entries[entry].language, language != p.language || kind != .abbreviation && !t.shape.contains(.allCaps) {
          continue
        }
        // An abbreviation keeps its last stop.
        let dotted = kind == .abbreviation || j - i > 1 && p.isMark(j - 2, ".") && p.isMark(j, ".")
        best = (dotted ? j + 1 : j, entry)
      }
    }
    return best
  }
}

/// A letter of a name in the identifier made of it: small, plain, words joined by hyphens.
private func reference(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
  switch Letters.folded(scalar.value) {
  case 0x20: "-"
  case 0xF1: "n"
  case let letter: Unicode.Scalar(letter)
  }
}
