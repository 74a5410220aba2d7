/// The newest minor of version 1 of the record. What each minor added stands in Pipelines/schemas/CHANGES.md.
package let recordVersion = "1.1"

/// Everything that goes into `record.json`: a document, what was recognised in it, and the pipeline that did it.
package struct Record: Sendable {
  package var document: Document
  package var recognition: Recognition
  /// What people said of the document, with what became of that.
  package var corrections: [CorrectionResult]
  package var pipeline: PipelineFacts

  package init(document: Document, recognition: Recognition, corrections: [CorrectionResult] = [], pipeline: PipelineFacts) {
    self.document = document
    self.recognition = recognition
    self.corrections = corrections
    self.pipeline = pipeline
  }
}

package struct PipelineFacts: Equatable, Sendable {
  package var name: String
  /// Foja's version.
  package var version: String
  /// SHA-256 over all data files that the pipeline uses, in order of their paths.
  package var fingerprint: String

  package init(name: String, version: String, fingerprint: String) {
    self.name = name
    self.version = version
    self.fingerprint = fingerprint
  }
}
