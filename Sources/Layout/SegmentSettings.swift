package import Model
package import Text

/// The words and switches that Segment works with. Reading fills it from Pipelines/vocabularies/<language>/structure.yaml and the
/// profile; Segment itself knows no word of any language.
package struct SegmentSettings: Sendable {
  /// One a language, in the order given.
  package let vocabularies: [StructureWords]
  package var profile = "report"
  /// Built once: every step that reads captions works with it.
  package let captionWords: CaptionWords
  /// What languages are told apart by: of all languages that have a `language.yaml`, with or without other words.
  package let languages: LanguageSigns
  /// What the first pages are read with besides words.
  package var front = FrontData()
  /// Words that tell what a ligature is of which a font says nothing (`ligature-words.yaml` of each language).
  package var ligatureWords: [String] = []
  private let byKey: [String: [String]]
  package var tables = TableSettings()
  /// The decimal mark that texts of a language have where nothing shows it (`decimal-mark` of its `style.yaml`).
  package var decimalMarks: [String: DecimalMark] = [:]
  /// Signs and codes of money (`currency-signs.yaml`), the longer ones first.
  package var currencySigns: [[Unicode.Scalar]] = []
  /// What units of tables are made of.
  package var unitWords = UnitWords()
  /// What each evidence of a heading weighs; empty: the rules decide.
  package var headings = EvidenceModel()

  package init(vocabularies: [StructureWords] = [], languages: LanguageSigns = LanguageSigns()) {
    self.languages = languages
    self.vocabularies = vocabularies
    captionWords = CaptionWords(vocabularies)
    var byKey: [String: [String]] = [:]
    for key in Set(vocabularies.flatMap { $0.lists.map(\.key) }) { byKey[key] = vocabularies.words(key) }
    self.byKey = byKey
  }

  /// `files` are the data files that the pipeline knows: of them the `structure.yaml` of each language is used
  /// (`vocabularies/es/structure.yaml`). `profile` is the kind of document that is read.
  package init(files: [DataFile], profile: String = "report") throws(DataFault) {
    var vocabularies: [StructureWords] = []
    for file in files
    where file.path.hasSuffix("/structure.yaml") || file.path.hasSuffix("/headings.yaml") && file.path.hasPrefix("vocabularies/") {
      guard case .map = file.tree else { throw DataFault(path: file.path, place: "", message: "a map of word lists is expected") }
      let words = StructureWords(file: file)
      if let known = vocabularies.firstIndex(where: { $0.language == words.language }) {
        vocabularies[known].lists += words.lists
      } else {
        vocabularies.append(words)
      }
    }
    vocabularies.sort { $0.language < $1.language }
    // Neighbours share their small words: a short text that fits two is more likely in the one that more people write.
    let languages = LanguageSigns(
      files.filter { $0.path.hasSuffix("/language.yaml") }
        .map { (file: $0, code: languageOf(path: $0.path), speakers: $0.tree["speakers"]?.text.flatMap { Int($0) } ?? 0) }
        .sorted { ($0.speakers, $1.code) > ($1.speakers, $0.code) }
        .map { ($0.code, $0.file.tree["words"]?.texts ?? [], $0.file.tree["endings"]?.texts ?? []) })
    self = try SegmentSettings(vocabularies: vocabularies, languages: languages).with(profile: profile, of: files)
    front = try FrontData(files: files)
    for file in files where file.path.hasSuffix("/style.yaml") {
      let mark: DecimalMark? =
        switch file.tree["decimal-mark"]?.text {
        case "point": .point
        case "comma": .comma
        default: nil
        }
      decimalMarks[String(file.path.split(separator: "/").dropLast().last ?? "")] = mark
    }
    let signs = files.filter { $0.path.hasSuffix("/currency-signs.yaml") }.flatMap { $0.tree["entries"]?.entries ?? [] }
    currencySigns = signs.flatMap { $0.value.texts.map { Array($0.unicodeScalars) } }.sorted {
      $0.count != $1.count ? $0.count > $1.count : $0.lexicographicallyPrecedes($1)
    }
    ligatureWords = files.filter { $0.path.hasSuffix("/ligature-words.yaml") }.flatMap { $0.tree["words"]?.texts ?? [] }
    unitWords = UnitWords(files: files, vocabularies: vocabularies)
    if let file = files.first(where: { $0.path == "weights/headings.yaml" }) {
      headings = try EvidenceModel(file)
    }
  }

  /// The same words with what another kind of document asks for.
  package func with(profile: String, of files: [DataFile]) throws(DataFault) -> SegmentSettings {
    var out = self
    out.profile = profile
    out.tables.joinsOverPages = true
    if let file = files.first(where: { $0.path == "profiles/\(profile).yaml" }) { out.tables.joinsOverPages = try joins(file) }
    return out
  }

  /// `tables: join-over-pages: no` of a profile: a table that goes on over the page stays in pieces, one a page.
  private func joins(_ file: DataFile) throws(DataFault) -> Bool {
    guard let tables = file.tree["tables"] else { return true }
    if let other = tables.entries.first(where: { $0.key != "join-over-pages" }) {
      throw DataFault(path: file.path, place: "tables.\(other.key)", message: "is unknown; known is join-over-pages")
    }
    switch tables["join-over-pages"]?.text {
    case "yes", "true": return true
    case "no", "false": return false
    default: throw DataFault(path: file.path, place: "tables.join-over-pages", message: "yes or no is expected")
    }
  }

  /// The words under a key (`caption-table`, `source`, …) in all languages, without repeats, in order.
  package func words(_ key: String) -> [String] { byKey[key] ?? [] }
}

extension [StructureWords] {
  package func words(_ key: String) -> [String] {
    var out: [String] = []
    for vocabulary in self {
      for word in vocabulary.words(key) where !out.contains(word) { out.append(word) }
    }
    return out
  }
}

/// `structure.yaml` of one language: lists of words by key. Which keys there are is said in that file.
package struct StructureWords: Sendable {
  /// Two letters.
  package var language: String
  package var lists: [(key: String, words: [String])]

  package init(language: String, lists: [(key: String, words: [String])]) {
    self.language = language
    self.lists = lists
  }

  package init(file: DataFile) {
    language = languageOf(path: file.path)
    lists = file.tree.entries.map { ($0.key, $0.value.texts) }
  }

  package func words(_ key: String) -> [String] { lists.filter { $0.key == key }.flatMap(\.words) }
}

/// The folder that a file of a language stands in: `vocabularies/es/structure.yaml`.
func languageOf(path: String) -> String {
  let parts = path.split(separator: "/")
  return parts.count > 1 ? String(parts[parts.count - 2]) : undeterminedLanguage
}
