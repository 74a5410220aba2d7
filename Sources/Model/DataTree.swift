/// A data file of Pipelines/ as Reading parsed it: YAML without its types. Stages build their settings from it and know nothing of YAML.
///
/// Scalars are text as written (`1.5`, `true`, `null` too): whoever reads a field says what it must be. Maps keep the file's order.
package indirect enum DataTree: Equatable, Sendable {
  case scalar(String)
  case list([DataTree])
  case map([Entry])

  package struct Entry: Equatable, Sendable {
    package var key: String
    package var value: DataTree

    package init(key: String, value: DataTree) {
      self.key = key
      self.value = value
    }
  }

  package subscript(key: String) -> DataTree? {
    guard case .map(let entries) = self else { return nil }
    return entries.first { $0.key == key }?.value
  }

  package var text: String? {
    if case .scalar(let text) = self { text } else { nil }
  }

  package var items: [DataTree] {
    if case .list(let items) = self { items } else { [] }
  }

  package var entries: [Entry] {
    if case .map(let entries) = self { entries } else { [] }
  }

  /// The texts of a list of scalars; a lone scalar counts as a list of one.
  package var texts: [String] {
    switch self {
    case .scalar(let text): [text]
    case .list(let items): items.compactMap(\.text)
    case .map: []
    }
  }
}

/// One data file: where it stands under Pipelines/ (`rules/es/dates.yaml`) and what is in it.
package struct DataFile: Equatable, Sendable {
  package var path: String
  package var tree: DataTree

  package init(path: String, tree: DataTree) {
    self.path = path
    self.tree = tree
  }
}

/// What is wrong in a data file, said so that its author can mend it.
package struct DataFault: Error, Equatable, Sendable {
  package var path: String
  /// Where in the file (`rules.day-range.pattern`).
  package var place: String
  package var message: String

  package init(path: String, place: String, message: String) {
    self.path = path
    self.place = place
    self.message = message
  }
}
