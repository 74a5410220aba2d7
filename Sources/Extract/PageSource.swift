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
  /// Which pages Tesseract reads, if it is installed.
  package var ocr: Recognition
  /// Tesseract's codes of the languages that pages may be written in; those whose models are not installed are left out. Without any Tesseract takes its own default.
  package var ocrLanguages: [String]
  /// A folder for files between programs; nil for the system's.
  package var scratch: String?
  /// Which pages are read, counted from 1; nil for all.
  package var pages: ClosedRange<Int>?

  package enum Recognition: String, CaseIterable, Sendable {
    case no
    /// Pages that are pictures without text.
    case missing
    /// Pages that are pictures, also those that have a hidden layer of text already.
    case always
  }

  package init(
    password: String? = nil, ocr: Recognition = .missing, ocrLanguages: [String] = [], scratch: String? = nil
  ) {
    self.password = password
    self.ocr = ocr
    self.ocrLanguages = ocrLanguages
    self.scratch = scratch
  }
}
