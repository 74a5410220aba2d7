package import Model

/// The words and switches that Segment works with. Reading fills it from Pipelines/vocabularies/<language>/structure.yaml and the
/// profile; Segment itself knows no word of any language.
package struct SegmentSettings: Sendable {
  /// One a language, in the order given.
  package var vocabularies: [StructureWords]

  package init(vocabularies: [StructureWords] = []) {
    self.vocabularies = vocabularies
  }

  /// `files` are the `structure.yaml` of every language that the pipeline knows (`vocabularies/es/structure.yaml`).
  package init(files: [DataFile]) {
    vocabularies = files.map { StructureWords(file: $0) }
  }

  /// The words under a key (`caption-table`, `source`, …) in all languages, without repeats, in order.
  func words(_ key: String) -> [String] {
    var out: [String] = []
    for vocabulary in vocabularies {
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
    let parts = file.path.split(separator: "/")
    language = parts.count > 1 ? String(parts[parts.count - 2]) : "es"
    lists = file.tree.entries.map { ($0.key, $0.value.texts) }
  }

  func words(_ key: String) -> [String] { lists.first { $0.key == key }?.words ?? [] }
}
