import Foundation

/// All that a run needs to know. Paths are absolute or count from the working folder; none of them reaches an output.
package struct RunSettings: Sendable {
  package var pipeline: String
  package var inbox: Inbox
  package var outputs: String
  package var kinds: [String]
  /// For `drawing`: the page.
  package var page: Int?
  /// For single files of which only some pages are read, from `page`: the last of them.
  package var lastPage: Int?
  /// Also write the whole set as JSON Lines.
  package var set: Bool
  /// Bytes that results of stages may take, kept for readings under other rules; 0: none are kept.
  package var cacheBytes = 0
  /// Writes the set as Parquet, if it has pyarrow; empty: it is not asked.
  package var python = ""
  package var limits: Supervisor.Limits
  package var memoryMegabytes: Int
  package var jobs: Int
  package var force: Bool
  /// Only this share of the inbox is read, and no set is made.
  package var shard: Shard?
  /// Compare the contents of what was published, not only sizes and times.
  package var verify = false
  /// Read again, whatever they wait for, documents with these codes; none named: those with passing troubles. Nil: each in its turn.
  package var retry: [String]?
  /// Tried on encrypted documents, in this order, after those of ``passwordFile`` that fit.
  package var passwords: [String]
  /// Patterns of paths (as a shell's, `*` matching slashes too), and a password for documents that fit.
  package var passwordFile: [(pattern: String, password: String)] = []
  /// The worker's program, and the folder of data that it reads.
  package var worker: String
  package var data: String
  /// Of the folder of data: workers that find another end the run.
  package var fingerprint = ""
  /// What a document is read with besides its bytes: when it differs, the document is read again.
  package var stamp: String
  /// Digests of what people said of single documents, by the documents' SHA-256: part of the stamps of these.
  package var corrections: [String: String] = [:]
  package var environment: [String: String]
  /// Documents (by the end of their names) on which workers go wrong on purpose; for tests, see Reading's `WorkerJob`.
  package var faults: [String: String]

  package init(pipeline: String, inbox: Inbox, outputs: String, worker: String, data: String, stamp: String, environment: [String: String])
  {
    self.pipeline = pipeline
    self.inbox = inbox
    self.outputs = outputs
    self.worker = worker
    self.data = data
    self.stamp = stamp
    self.environment = environment
    kinds = ["json", "markdown", "csv"]
    set = true
    limits = Supervisor.Limits()
    memoryMegabytes = 4096
    jobs = 1
    force = false
    passwords = []
    faults = [:]
  }
}

extension RunSettings {
  /// Whether a document is in our share of the inbox.
  func holds(_ path: String) -> Bool { shard?.holds(path) ?? true }

  /// What a document of this SHA-256 is read with.
  func stamp(of sha256: String?) -> String { sha256.flatMap { corrections[$0] }.map { "\(stamp) \($0)" } ?? stamp }

  /// Passwords that may open a document.
  func passwords(for path: String) -> [String] { passwordFile.filter { fnmatch($0.pattern, path, 0) == 0 }.map(\.password) + passwords }

  /// How a document, or the set, goes wrong on purpose.
  func fault(_ path: String) -> String? { faults.isEmpty ? nil : faults.sorted { $0.key < $1.key }.first { path.hasSuffix($0.key) }?.value }
}

/// What came of a run.
package struct RunReport: Sendable {
  /// Every document that was read in this run, by path, in order.
  package var read: [(path: String, outcome: Outcome)] = []
  /// Documents that were left as they are, by outcome of the run that read them.
  package var unchanged: [(path: String, outcome: Outcome)] = []
  package var duplicates: [(path: String, of: String)] = []
  package var growing: [String] = []
  package var gone: [String] = []
  /// Passing troubles that are not tried again in this run.
  package var waiting: [(path: String, outcome: Outcome)] = []
  /// Names of documents that are no files, or too large.
  package var odd: [(path: String, outcome: Outcome)] = []
  /// Folders of the inbox, with the reason.
  package var unreadable: [(path: String, reason: String)] = []
  /// Documents whose published record cannot be read.
  package var damaged: [String] = []
  /// What was mended on the way.
  package var notes: [String] = []
  /// Why the set is not there as Parquet.
  package var noParquet: String?
  package var pages = 0

  package init() {}

  package func count(_ kind: Outcome.Kind) -> Int { (read + unchanged).count { $0.outcome.kind == kind } }

  /// Documents of this run and earlier ones that somebody should look at.
  package var attention: [(path: String, outcome: Outcome)] {
    (read + unchanged + waiting + odd).filter { $0.outcome.kind != .complete }
  }

  package var status: Int32 { attention.isEmpty && growing.isEmpty && unreadable.isEmpty && damaged.isEmpty ? 0 : 1 }
}

/// Why a run did not take place or was broken off; `status` is the exit code.
package struct RunFailure: Error, Sendable {
  package var status: Int32
  package var message: String

  package init(_ status: Int32, _ message: String) {
    self.status = status
    self.message = message
  }
}
