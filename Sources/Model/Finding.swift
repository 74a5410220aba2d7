/// Something worth knowing about a document: what is wrong with it, or what was decided on thin evidence.
package struct Finding: Equatable, Sendable {
  /// Stable, in kebab case (`call-without-note`).
  package var code: String
  package var severity: Severity
  /// One sentence, with the words of the document that it is about.
  package var message: String
  package var page: Int?
  /// On the page as shown.
  package var box: Box?

  package enum Severity: String, Sendable, Comparable {
    case info, warning, error

    package static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }
    private var rank: Int { self == .info ? 0 : self == .warning ? 1 : 2 }
  }

  package init(_ code: String, _ severity: Severity, _ message: String, page: Int? = nil, box: Box? = nil) {
    self.code = code
    self.severity = severity
    self.message = message
    self.page = page
    self.box = box
  }
}

/// Why a document gets no record. Codes of refusal are about the document, codes of failure about what happened while reading it.
package struct Refusal: Error, Equatable, Sendable {
  /// `encrypted`, `empty`, `not-a-document`, `html-as-pdf`, `scan-without-text`, `no-profile`, `too-large`, `damaged`.
  package var code: String
  package var message: String

  package init(_ code: String, _ message: String) {
    self.code = code
    self.message = message
  }
}
