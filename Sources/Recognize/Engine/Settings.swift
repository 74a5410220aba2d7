import Model
import Text

/// The data files of recognition, read: vocabularies and rules by language, what tells a country's money.
struct RecognizeSettings: Sendable {
  /// In order of their codes, `und` (rules of all languages alone) among them.
  var languages: [LanguageRules] = []
  var countries: CountryMoney
  var nesting = Nesting()
  /// Languages whose numeric dates begin with the month where the document shows nothing (`styles.yaml`).
  var monthFirst: Set<String> = []
  /// The decimal mark that a language's texts have where nothing shows it (`decimal-mark` in `style.yaml`).
  var marks: [String: DecimalMark] = [:]
  /// Gazetteers and words of the names, whose rules are automata over tokens (`Names/`).
  let names: NameFinder

  init(files: [DataFile]) throws(DataFault) {
    names = try NameFinder(files: files)
    var vocabularies: [String: [String: Vocabulary]] = [:]
    var parts: [String: [String: String]] = [:]
    var sources: [String: [RuleSource]] = [:]
    countries = CountryMoney()
    for file in files.sorted(by: { $0.path < $1.path }) {
      let pieces = file.path.split(separator: "/")
      guard pieces.count >= 3 else { continue }
      let language = String(pieces[pieces.count - 2])
      if pieces[pieces.count - 3] == "vocabularies" {
        if let vocabulary = try Vocabulary(file) { vocabularies[language, default: [:]][vocabulary.name] = vocabulary }
        if file.tree["families"] != nil { countries = CountryMoney(file.tree) }
        switch file.tree["decimal-mark"]?.text {
        case "point": marks[language] = .point
        case "comma": marks[language] = .comma
        case nil: break
        case let other?: throw DataFault(path: file.path, place: "decimal-mark", message: "`\(other)` is not known; known: comma, point")
        }
        if file.tree["month-first"]?.text == "true" { monthFirst.insert(language) }
      } else if pieces[pieces.count - 3] == "rules", !file.path.hasSuffix(".cases.yaml"), file.tree["method"] == nil {
        let (rules, own) = try readRules(file)
        sources[language, default: []] += rules
        for (name, pattern) in own {
          let key = String(name.map { $0 == "-" ? "_" : $0 })
          if parts[language, default: [:]][key] != nil {
            throw DataFault(path: file.path, place: "parts.\(name)", message: "another file of this language has a part of this name")
          }
          parts[language, default: [:]][key] = pattern
        }
      }
    }
    let codes = Set(sources.keys).union(vocabularies.keys).union([undeterminedLanguage]).subtracting(["any"]).sorted()
    for code in codes {
      let words = Words(
        vocabularies: (vocabularies["any"] ?? [:]).merging(vocabularies[code] ?? [:]) { $1 },
        parts: (parts["any"] ?? [:]).merging(parts[code] ?? [:]) { $1 })
      let rules = (sources[code] ?? []) + (sources["any"] ?? [])
      languages.append(try LanguageRules(code: code, sources: rules, words: words))
    }
  }
}

/// Which country's money a document means: countries' words (names, demonyms, institutions), and each family's code by country.
struct CountryMoney: Sendable {
  /// Word → country index + 1.
  private var words = Lexicon([:])
  private var countries: [String] = []
  /// Family → country → code; `default` where no country shows.
  private var families: [(name: String, codes: [String: String])] = []
  /// Country index → its decimal mark.
  private var marks: [Int: DecimalMark] = [:]

  init() {}

  init(_ tree: DataTree) {
    var keys: [UInt64: UInt64] = [:]
    for entry in tree["countries"]?.entries ?? [] {
      countries.append(entry.key)
      for word in entry.value.texts { keys[WordHash.of(word)] = UInt64(countries.count) }
    }
    words = Lexicon(keys)
    for (name, mark) in [("point", DecimalMark.point), ("comma", .comma)] {
      for code in tree["decimal-marks"]?[name]?.texts ?? [] {
        if let index = countries.firstIndex(of: code) { marks[index] = mark }
      }
    }
    for family in tree["families"]?.entries ?? [] {
      families.append((family.key, Dictionary(family.value.entries.map { ($0.key, $0.value.text ?? "") }) { a, _ in a }))
    }
  }

  /// Votes per country over a document's tokens.
  func count(_ unit: TextUnit, into votes: inout [Int]) {
    if votes.isEmpty { votes = [Int](repeating: 0, count: countries.count) }
    for token in unit.tokens where token.kind == .word || token.kind == .capital {
      let country = words.classes(token.hash)
      if country > 0 { votes[Int(country) - 1] += 1 }
    }
  }

  /// The habit of the country that a document names above all others.
  func mark(_ votes: [Int]) -> DecimalMark? {
    guard let most = votes.max(), most > 0 else { return nil }
    let first = votes.indices.filter { votes[$0] == most }
    return first.count == 1 ? marks[first[0]] : nil
  }

  /// Family → code: of the countries that have one, the one named most; ties by the file's order.
  func currencies(_ votes: [Int]) -> [String: String] {
    var out: [String: String] = [:]
    for family in families {
      var best = (votes: 0, code: family.codes["default"])
      if family.codes["main-only"] == "true" { best.votes = max(0, (votes.max() ?? 0) - 1) }
      for (index, country) in countries.enumerated() where index < votes.count {
        if let code = family.codes[country], votes[index] > best.votes { best = (votes[index], code) }
      }
      if let code = best.code { out[family.name] = code }
    }
    return out
  }
}
