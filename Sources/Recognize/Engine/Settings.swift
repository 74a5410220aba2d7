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
    countries = CountryMoney(files: files)
    for file in files.sorted(by: { $0.path < $1.path }) {
      let pieces = file.path.split(separator: "/")
      guard pieces.count >= 3 else { continue }
      let language = String(pieces[pieces.count - 2])
      if pieces[pieces.count - 3] == "vocabularies" {
        if let vocabulary = try Vocabulary(file) { vocabularies[language, default: [:]][vocabulary.name] = vocabulary }
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
