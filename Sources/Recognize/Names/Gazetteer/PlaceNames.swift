import Model
import Text

/// Countries, states, cities and regions of the vocabularies, by their names word for word.
///
/// Files `countries.yaml`, `states.yaml`, `cities.yaml`, `regions.yaml` map a country (or `world`) to names between commas. The ref of a country is
/// its code, of anything else `code/name`. `place-abbreviations.yaml` holds short forms, which need their full stop (`Chih.`), `towns.yaml` the many
/// towns whose names are so often something else that they are asked for only where a place is expected, `villages.yaml` smaller ones that count nowhere else.
struct PlaceNames {
  enum Kind: UInt8 {
    case country, state, city, region, abbreviation, town, village

    /// Not looked for everywhere.
    var isSmall: Bool { self == .town || self == .village }
  }
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
  /// Language → keys of the letters that stand for states behind a town, and the letters themselves.
  private var codes: [String: (keys: Set<UInt64>, letters: Set<[UInt32]>)] = [:]

  init(files: [DataFile]) {
    table = PhraseTable(capacity: 64_000)
    for file in files where file.path.hasPrefix("vocabularies/") && file.path.hasSuffix("/state-codes.yaml") {
      takeCodes(file, file.path.split(separator: "/").dropLast().last.map(String.init) ?? "")
    }
    for (suffix, kind) in [
      ("/countries.yaml", Kind.country), ("/states.yaml", .state), ("/regions.yaml", .region), ("/cities.yaml", .city),
      ("/place-abbreviations.yaml", .abbreviation), ("/towns.yaml", .town), ("/villages.yaml", .village),
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

  /// Whether a mark and the letters of a state stand at token `i`, and nothing that goes on with them: `/BA`, `, OH 45000`, `(PE)`.
  func isCode(in p: Passage, at i: Int) -> Bool {
    guard i + 1 < p.tokens.count, let codes = codes[p.language]?.keys else { return false }
    let mark = p.tokens[i], code = p.tokens[i + 1]
    guard mark.shape.contains(.mark), codeMarks.contains(UInt32(truncatingIfNeeded: mark.key)) else { return false }
    return code.shape.contains(.allCaps) && codes.contains(code.key)
      && !(i + 2 < p.tokens.count && !p.tokens[i + 2].spaced && !endMarks.contains(UInt32(truncatingIfNeeded: p.tokens[i + 2].key)))
  }

  /// Where the name ends in a word that a hyphen joins with the letters of a state (`Quimeral-PE`).
  func nameBeforeCode(in p: Passage, at i: Int) -> Int32? {
    let t = p.tokens[i]
    guard t.shape.contains(.hyphened), let codes = codes[p.language]?.letters,
      let hyphen = (t.start..<t.end).last(where: { isHyphen(p.scalars[Int($0)]) }), hyphen > t.start
    else { return nil }
    return codes.contains(Array(p.scalars[Int(hyphen + 1)..<Int(t.end)])) ? hyphen : nil
  }

  /// Whether a town that the lists have begins at token `i`, or one that the letters of its state tell (`Vila Quimera-BA`).
  func beginsTown(in p: Passage, at i: Int) -> Bool {
    if longest(in: p, at: i, towns: true) != nil { return true }
    var j = i
    while j < i + longestCoded, j < p.tokens.count, p.tokens[j].isWord {
      if nameBeforeCode(in: p, at: j) != nil { return true }
      j += 1
      if isCode(in: p, at: j) { return true }
    }
    return false
  }

  private mutating func takeCodes(_ file: DataFile, _ language: String) {
    for text in file.tree.entries.flatMap(\.value.texts) {
      for code in text.split(separator: " ") {
        codes[language, default: ([], [])].keys.insert(WordKey.of(code))
        codes[language, default: ([], [])].letters.insert(String(code).scalarValues)
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
        if kind.isSmall && !towns || kind == .abbreviation && !p.isMark(j, ".") { continue }
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

/// Words of the longest town that is read before the letters of its state.
let longestCoded = 6

/// `/`, `-`, `–`, `,`, `(`: what may stand between a town and the letters of its state.
private let codeMarks: Set<UInt32> = [0x2F, 0x2D, 0x2013, 0x2C, 0x28]

/// `.`, `,`, `;`, `:`, `)`, `-`, `–`: what may stand right behind those letters.
private let endMarks: Set<UInt32> = [0x2E, 0x2C, 0x3B, 0x3A, 0x29, 0x2D, 0x2013]

/// A letter of a name in the identifier made of it: small, plain, words joined by hyphens.
private func reference(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
  switch folded(scalar.value) {
  case 0x20: "-"
  case 0xF1: "n"
  case 0xE7: "c"
  case 0x11F: "g"
  case 0x131: "i"
  case 0x142: "l"
  case 0x15F: "s"
  case 0x163: "t"
  case 0x17A: "z"
  case let letter: Unicode.Scalar(letter)
  }
}
