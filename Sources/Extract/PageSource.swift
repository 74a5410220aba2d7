package import Model

/// A file that was opened: what it says of itself, and its pages one by one.
///
/// Pages are read on demand and not kept. Errors: opening throws a ``Refusal`` when the file is no document that can be read;
/// a page that cannot be read comes back empty with a finding `page-unreadable`.
package protocol PageSource {
  var facts: DocumentFacts { get }
  /// What is odd about the file as a whole.
  var findings: [Finding] { get }
  /// `number` from 1 to `facts.pageCount`.
  func page(_ number: Int) -> Page
}

extension PageSource {
  package var findings: [Finding] { [] }
}

package struct ExtractOptions: Sendable {
  package var password: String?
  /// Language codes for Tesseract, if it is installed; nil to refuse scans.
  package var ocrLanguages: String?

  package init(password: String? = nil, ocrLanguages: String? = "spa+eng") {
    self.password = password
    self.ocrLanguages = ocrLanguages
  }
}
