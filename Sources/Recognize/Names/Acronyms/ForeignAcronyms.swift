import Model
import Text

/// Acronyms that texts keep from another language beside the words in their own: `indicadores clave de rendimiento (KPI)`.
///
/// Read from `vocabularies/<language>/foreign-acronyms.yaml`: acronym → long forms, word for word.
struct ForeignAcronyms: Sendable {
  private var longs: [UInt64: [[UInt64]]] = [:]

  init(files: [DataFile]) {
    for file in files where file.path.hasPrefix("vocabularies/") && file.path.hasSuffix("/foreign-acronyms.yaml") {
      for entry in file.tree.entries {
        longs[WordKey.of(entry.key), default: []] += entry.value.texts.map { $0.split(separator: " ").map { WordKey.of($0) } }
      }
    }
  }

  /// Where the long form of an acronym begins that ends before token `end`; nil where none stands there.
  func start(of short: UInt64, in p: Passage, before end: Int) -> Int? {
    for words in longs[short] ?? [] where words.count <= end {
      let start = end - words.count
      if words.indices.allSatisfy({ p.tokens[start + $0].isWord && p.tokens[start + $0].key == words[$0] }) { return start }
    }
    return nil
  }
}
