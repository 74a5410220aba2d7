import Model

/// The bodies of the vocabularies `institutions.yaml`: by their names (joints left out, so `de la` or `de` does not matter) and by their acronyms.
///
/// A file maps a country (`mx`, `int`) to lines `slug | name; variant | ACRONYM; OTHER`; the ref of a body is `country/slug`.
struct Institutions {
  struct Entry {
    /// nil for what exists in many countries (`Poder Judicial`).
    var ref: String?
    /// Language of the file → name as it is spelled there, in the order of the files.
    var names: [(language: String, name: String)]
    /// Content words of every name.
    var words: [[UInt64]]

    /// A firm of the world, by the list of those that are called the same in every language.
    var isFirm: Bool { names.first?.language == sharedFolder && ref?.hasPrefix("int/") ?? false }

    func name(_ language: String) -> String { (names.first { $0.language == language } ?? names.first)?.name ?? "" }
  }

  private(set) var entries: [Entry] = []
  private var names: PhraseTable
  private var acronyms: [UInt64: [Int32]] = [:]
  /// Language of a file → entry and acronym that it gives.
  private var spoken: [String: Set<UInt64>] = [:]
  /// Languages whose acronyms texts of all languages use: those that the vocabularies give the trait `acronymsEverywhere`, and what no language owns.
  private let everywhere: Set<String>
  /// Entry → entries that have one of its names too (`Cámara de Diputados` in several countries).
  private var sharers: [Int: [Int]] = [:]

  init(files: [DataFile], lexicon: NameLexicon) throws(DataFault) {
    names = PhraseTable(capacity: 24_000)
    everywhere = lexicon.acronymsEverywhere.union(["any"])
    var places: [String: Int] = [:]
    for file in files where file.path.hasPrefix("vocabularies/") && file.path.hasSuffix("/institutions.yaml") {
      let folders = file.path.split(separator: "/")
      let language = folders.count > 1 ? String(folders[folders.count - 2]) : ""
      for country in file.tree.entries {
        for line in country.value.texts {
          guard let parts = InstitutionLine(line, lexicon: lexicon) else {
            throw DataFault(path: file.path, place: country.key, message: "`\(line)` is not `slug | names | acronyms`")
          }
          let ref = country.key + "/" + parts.slug
          // A later file (another language) adds its names to the body that has the ref.
          let index: Int
          if let known = places[ref] {
            index = known
          } else {
            index = entries.count
            places[ref] = index
            entries.append(Entry(ref: country.key == "generic" ? nil : ref, names: [], words: []))
          }
          if let name = parts.name { entries[index].names.append((language, name)) }
          for words in parts.words {
            if let first = names.insert(words, entry: index) { sharers[first, default: []].append(index) }
            entries[index].words.append(words)
          }
          for key in parts.acronyms {
            spoken[language, default: []].insert(WordKey.chain(key, UInt64(index)))
            if !(acronyms[key]?.contains(Int32(index)) ?? false) { acronyms[key, default: []].append(Int32(index)) }
          }
        }
      }
    }
  }

  /// The longest name that begins at token `i`: end (exclusive) and entry. Its first and last word must be capitalised (or all in a shouted passage).
  func longestName(in p: Passage, at i: Int, anyCase: Bool = false) -> (end: Int, entry: Int)? {
    guard anyCase || p.isCapital(i), i < p.tokens.count, let first = names.step(PhraseTable.root, p.tokens[i].key) else { return nil }
    var state = first.state
    var best: (Int, Int)? = first.entry.map { (i + 1, $0) }
    var j = i + 1
    while j < p.tokens.count {
      let t = p.tokens[j]
      if t.isWord {
        if !t.classes.isDisjoint(with: .joint), !t.isCapital {
          j += 1
          continue
        }
        guard let next = names.step(state, t.key) else {
          if !t.classes.isDisjoint(with: .joint) {
            j += 1
            continue
          }
          break
        }
        state = next.state
        j += 1
        if let entry = next.entry, t.isCapital { best = (j, entry) }
      } else if p.isPossessive(j) || t.isMark("&") {
        j += 1
      } else if t.isMark("."), p.tokens[j - 1].shape.contains(.single) || p.tokens[j - 1].has(.abbreviation) {
        j += 1
      } else if t.isMark(","), j + 1 < p.tokens.count, p.tokens[j + 1].isWord {
        j += 1
      } else {
        break
      }
    }
    return best
  }

  /// The entry whose name has exactly these content words.
  func entry(words: [UInt64]) -> Int? { names.entry(of: words) }

  /// All entries that may be meant where a name led to this one.
  func sharing(_ entry: Int) -> [Int] { [entry] + (sharers[entry] ?? []) }

  /// Bodies that go by an acronym, the first file's first.
  func bodies(acronym key: UInt64) -> [Int32] { acronyms[key] ?? [] }

  /// Of these the ones that an acronym means in a text of a language by itself: what another language calls a body of all countries by is here something
  /// else (`COI`, `TCP`); a country's own bodies keep their letters, where the text speaks of that country.
  func bodies(acronym key: UInt64, in language: String, of homeland: Homeland) -> [Int] {
    (acronyms[key] ?? []).map(Int.init).filter { isSpoken(key, $0, language) || homeland.speaks(of: entries[$0].ref) }
  }

  /// Whether an acronym means a body in texts of a language, whatever the country.
  func knows(acronym key: UInt64, in language: String) -> Bool {
    (acronyms[key] ?? []).contains { isSpoken(key, Int($0), language) }
  }

  private func isSpoken(_ key: UInt64, _ entry: Int, _ language: String) -> Bool {
    let code = WordKey.chain(key, UInt64(entry))
    return spoken[language]?.contains(code) ?? false || everywhere.contains { spoken[$0]?.contains(code) ?? false }
  }
}
