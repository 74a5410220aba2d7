import GRDB

/// What the ledger knows of one document under one pipeline.
package struct CatalogueEntry: Codable, Equatable, Sendable {
  package var pipeline: String
  /// Below the folder of inputs.
  package var path: String
  /// Below the pipeline's outputs; where its files are, if it has any.
  package var folder: String
  package var size: Int
  /// Nanoseconds since 1970.
  package var modified: Int
  package var inode: Int
  package var sha256: String?
  /// What the document was read with: the data's fingerprint, Foja's version and build, the kinds of output.
  package var stamp: String
  /// `complete`, `partial`, `refused`, `failed`.
  package var outcome: String
  package var code: String?
  package var message: String?
  package var pages: Int
  package var findings: Int
  /// No longer among the inputs.
  package var gone: Bool

  package init(
    pipeline: String, path: String, folder: String, size: Int, modified: Int, inode: Int, sha256: String? = nil, stamp: String,
    outcome: String, code: String? = nil, message: String? = nil, pages: Int = 0, findings: Int = 0, gone: Bool = false
  ) {
    self.pipeline = pipeline
    self.path = path
    self.folder = folder
    self.size = size
    self.modified = modified
    self.inode = inode
    self.sha256 = sha256
    self.stamp = stamp
    self.outcome = outcome
    self.code = code
    self.message = message
    self.pages = pages
    self.findings = findings
    self.gone = gone
  }
}

extension CatalogueEntry: FetchableRecord, PersistableRecord {
  static let databaseTableName = "document"
}
