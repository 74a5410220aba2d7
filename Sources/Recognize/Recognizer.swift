package import Model

/// Document → mentions and acronyms, by compiled rule sets. Immutable: one serves any number of documents.
package final class Recognizer: Sendable {
  package init() {}

  package func recognize(_ document: Document) -> Recognition { Recognition() }
}
