import GRDB

/// What the ledger knows of one document under one pipeline: the file as it was last seen, what came of it, and the record that stands of it,
/// which may be of an earlier reading.
package struct CatalogueEntry: Codable, Equatable, Sendable {
  package var pipeline: String
  /// Below the folder of inputs.
  package var path: String
  /// Below the pipeline's `documents/`; where its files are, if it has any.
  package var folder: String
  package var size: Int
  /// Nanoseconds since 1970: when its bytes were last changed, and when anything of it was.
  package var modified: Int
  package var changed = 0
  package var inode: Int
  package var sha256: String?
  /// What the document was read with: the data's fingerprint, Foja's version and build, the tools, the kinds of output.
  package var stamp: String
  /// `complete`, `partial`, `refused`, `failed`.
  package var outcome: String
  package var code: String?
  package var message: String?
  package var pages: Int
  package var findings: Int
  /// No longer among the inputs.
  package var gone: Bool

  /// The outcome is of the moment; it came so many times in a row; so many runs pass before the next attempt.
  package var passing = false
  package var failures = 0
  package var waiting = 0
  /// The document with the same bytes that is read in place of this one.
  package var sameAs: String?

  /// Of the record that stands: SHA-256 of the bytes that it was made of, and digests of its files (names, sizes and times; contents).
  package var recordOf: String?
  package var listing: String?
  package var contents: String?

  /// The run in which what is told of it last changed.
  package var news = 0

  package init(
    pipeline: String, path: String, folder: String, size: Int, modified: Int, changed: Int = 0, inode: Int, sha256: String? = nil,
    stamp: String, outcome: String, code: String? = nil, message: String? = nil, pages: Int = 0, findings: Int = 0, gone: Bool = false
  ) {
    self.pipeline = pipeline
    self.path = path
    self.folder = folder
    self.size = size
    self.modified = modified
    self.changed = changed
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

  package var hasRecord: Bool { listing != nil }

  /// The record that stands is of other bytes than the file's, or of an earlier reading that went better than the last one.
  package var isStale: Bool { hasRecord && !(["complete", "partial"].contains(outcome) && sameAs == nil && recordOf == sha256) }
}

extension CatalogueEntry: FetchableRecord, PersistableRecord {
  static let databaseTableName = "document"
}

/// One part of a pipeline's set: what it was last made of, and its files as they were written (digests).
package struct CataloguePart: Codable, Equatable, Sendable {
  package var pipeline: String
  package var number: Int
  package var madeOf: String
  package var files: String

  package init(pipeline: String, number: Int, madeOf: String, files: String) {
    self.pipeline = pipeline
    self.number = number
    self.madeOf = madeOf
    self.files = files
  }
}

extension CataloguePart: FetchableRecord, PersistableRecord {
  static let databaseTableName = "part"
}

/// That a folder holds one share of an inbox, `number` of `total`; read with `stamp`, to its end or not.
package struct CatalogueShard: Codable, Equatable, Sendable {
  package var pipeline: String
  package var number: Int
  package var total: Int
  package var stamp: String
  package var isDone: Bool

  package init(pipeline: String, number: Int, total: Int, stamp: String, isDone: Bool) {
    self.pipeline = pipeline
    self.number = number
    self.total = total
    self.stamp = stamp
    self.isDone = isDone
  }
}

extension CatalogueShard: FetchableRecord, PersistableRecord {
  static let databaseTableName = "shard"
}

/// A file of the inbox that another machine reads, as it was when its bytes were last hashed: files with the same bytes are one document on whichever
/// machine they fall, so each must know them all, and need not read them every night.
package struct CatalogueSeen: Codable, Equatable, Sendable {
  package var pipeline: String
  package var path: String
  package var size: Int
  package var modified: Int
  package var changed: Int
  package var inode: Int
  package var sha256: String

  package init(pipeline: String, path: String, size: Int, modified: Int, changed: Int, inode: Int, sha256: String) {
    self.pipeline = pipeline
    self.path = path
    self.size = size
    self.modified = modified
    self.changed = changed
    self.inode = inode
    self.sha256 = sha256
  }
}

extension CatalogueSeen: FetchableRecord, PersistableRecord {
  static let databaseTableName = "seen"
}
