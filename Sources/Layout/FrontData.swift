package import Model
import Text

/// What the first pages are read with, besides the words of `structure.yaml`: numbers in words, given names, what each evidence counts.
package struct FrontData: Sendable {
  /// Folded words of `number-words.yaml` and what they count.
  package var numberWords: [[UInt32]: Int] = [:]
  /// Hashes (``foldedHash(_:)``) of the given names of `given-names.yaml` in all languages.
  package var givenNames: Set<UInt64> = []
  package var titleWeights = TitleWeights()

  package init() {}

  package init(files: [DataFile]) throws(DataFault) {
    givenNames.reserveCapacity(16_384)
    for file in files {
      if file.path.hasSuffix("/number-words.yaml") {
        for entry in file.tree["entries"]?.entries ?? [] {
          guard let value = Int(entry.key) else { continue }
          for word in entry.value.texts where !word.contains(" ") {
            numberWords[folded(word)] = numberWords[folded(word)] ?? value
          }
        }
      } else if file.path.hasSuffix("/given-names.yaml") {
        for text in file.tree["givenName"]?.texts ?? [] {
          var name = FoldedHash()
          for scalar in text.unicodeScalars {
            if scalar != " ", scalar != "\n" {
              name.add(scalar)
            } else if !name.isEmpty {
              givenNames.insert(name.value)
              name = FoldedHash()
            }
          }
          if !name.isEmpty { givenNames.insert(name.value) }
        }
      } else if file.path == "weights/title.yaml" {
        titleWeights = try TitleWeights(file)
      }
    }
  }
}

/// What each evidence for a title counts (`Pipelines/weights/title.yaml`).
package struct TitleWeights: Sendable {
  /// Sum that a title reaches, at least.
  package var least = 2.0
  /// What standing on a later page than the first costs.
  package var laterPage = -0.5
  private var weights: [String: Double] = [:]

  package init() {}

  package init(_ file: DataFile) throws(DataFault) {
    for entry in file.tree["weights"]?.entries ?? [] {
      guard let weight = entry.value.text.flatMap({ Double($0) }) else {
        throw DataFault(
          path: file.path, place: "weights.\(entry.key)", message: "a number is expected")
      }
      weights[entry.key] = weight
    }
    for (key, path) in [("least", \TitleWeights.least), ("later-page", \TitleWeights.laterPage)] {
      guard let value = file.tree[key]?.text.flatMap({ Double($0) }) else {
        throw DataFault(path: file.path, place: key, message: "a number is expected")
      }
      self[keyPath: path] = value
    }
  }

  package func sum(_ evidence: [(name: String, amount: Double)]) -> Double {
    evidence.reduce(0) { $0 + (weights[$1.name] ?? 0) * $1.amount }
  }
}
