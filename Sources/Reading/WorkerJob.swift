import Emit
import Extract

/// One line of a worker's input: what to read and where its files go.
///
///     {"job": 7, "path": "/in/a.pdf", "name": "a.pdf", "folder": "/out/.staging/7", "outputs": ["json", "markdown", "csv"],
///      "password": "…", "fault": "loop", "cached": "/out/default/cache/ab/ab12…", "sha256": "ab12…", "keep": "/out/.staging/7.stages"}
///     {"job": 1, "path": "/in/a.pdf", "name": "a.pdf", "folder": "/out", "outputs": ["drawing"], "page": 12}
///     {"job": 8, "collect": "/out/default/documents", "into": "/out/.staging/set", "part": "0001", "first": true,
///      "documents": [{"folder": "a.pdf", "path": "a.pdf", "outcome": "complete", "code": null, "stale": false, "gone": false}]}
///
/// With `"page": 3, "last": 7` only these pages are read. A `drawing` is of one page, as its tables were read: `page.svg`, and no record is made. `why`
/// gives the record with `why.json` and `lines.json` (``Reasons``), and nothing else.
///
/// A `stage` (`"outputs": ["stage layout"]`) is what one stage gives, as JSON: `stage.json`, and no record either.
///
/// `cached` is where results of stages for the file of these bytes may lie, `keep` where new ones go: see ``StagePlaces``.
///
/// `fault` makes the worker misbehave on purpose and is heeded only where `FOJA_TEST_FAULTS` is set in its environment.
struct WorkerJob {
  var number: Int
  var task: Task

  enum Task {
    case read(ReadJob)
    case collect(CollectJob)
  }

  /// A document, not the set of all.
  var isReading: Bool { if case .read = task { true } else { false } }

  struct ReadJob {
    var path: String
    var name: String
    var folder: String
    var outputs: [String]
    var page: Int?
    /// Pages that are read; nil: all.
    var pages: ClosedRange<Int>?
    var password: String?
    var fault: String?
    var places = StagePlaces()
  }

  struct CollectJob {
    /// Where documents are published.
    var folder: String
    var into: String
    var part: String
    /// It gets a file of each kind, if an empty one.
    var first: Bool
    var documents: [RowDocument]
  }

  init?(_ line: [UInt8]) {
    guard let tape = try? JSONTape(line), let number = tape.member(0, "job").flatMap(tape.integer) else { return nil }
    self.number = number
    if let folder = tape.text(at: "collect"), let into = tape.text(at: "into") {
      let documents = tape.member(0, "documents").map { tape.children(of: $0).compactMap { WorkerJob.document(tape, $0) } }
      task = .collect(
        CollectJob(
          folder: folder, into: into, part: tape.text(at: "part") ?? "0001",
          first: tape.member(0, "first").map { tape.nodes[$0].kind == .true_ } ?? false, documents: documents ?? []))
    } else if let path = tape.text(at: "path"), let folder = tape.text(at: "folder") {
      let outputs = tape.member(0, "outputs").map { tape.children(of: $0).compactMap(tape.text) }
      let page = tape.member(0, "page").flatMap(tape.integer)
      let last = tape.member(0, "last").flatMap(tape.integer)
      let pages = page.flatMap { first in last.flatMap { first <= $0 ? first...$0 : nil } }
      task = .read(
        ReadJob(
          path: path, name: tape.text(at: "name") ?? Files.name(path), folder: folder, outputs: outputs ?? ["json"],
          page: page, pages: pages, password: tape.text(at: "password"), fault: tape.text(at: "fault"),
          places: StagePlaces(from: tape.text(at: "cached"), sha256: tape.text(at: "sha256"), keep: tape.text(at: "keep"))))
    } else {
      return nil
    }
  }

  private static func document(_ tape: JSONTape, _ node: Int) -> RowDocument? {
    func text(_ key: String) -> String? { tape.member(node, key).flatMap(tape.text) }
    func holds(_ key: String) -> Bool { tape.member(node, key).flatMap(tape.bool) ?? false }
    guard let folder = text("folder") else { return nil }
    return RowDocument(
      name: folder, path: text("path") ?? folder, outcome: text("outcome") ?? "complete", code: text("code"), stale: holds("stale"),
      gone: holds("gone"))
  }
}

/// One line of a worker's output. Every line is a sign of life.
///
///     {"job": 7, "page": 3, "of": 40}      {"job": 7, "stage": "segment"}
///     {"job": 7, "outcome": "complete", "code": null, "message": null, "sha256": "…", "pages": 40, "bytes": 1234, "findings": 2}
enum WorkerLine {
  static func page(_ job: Int, _ page: Int, of count: Int) -> [UInt8] {
    line { out in
      out.field("job", job)
      out.field("page", page)
      out.field("of", count)
    }
  }

  static func stage(_ job: Int, _ stage: String) -> [UInt8] {
    line { out in
      out.field("job", job)
      out.field("stage", stage)
    }
  }

  static func outcome(_ job: Int, _ outcome: DocumentOutcome) -> [UInt8] {
    line { out in
      out.field("job", job)
      out.field("outcome", outcome.outcome)
      out.field("code", outcome.code)
      out.field("message", outcome.message)
      out.field("sha256", outcome.sha256)
      out.field("pages", outcome.pages)
      out.field("findings", outcome.findings)
    }
  }

  private static func line(_ body: (inout JSONWriter) -> Void) -> [UInt8] {
    var out = JSONWriter(capacity: 160)
    out.object(body)
    out.end()
    return out.bytes
  }
}

/// What came of a document, as the worker knows it: `complete`, `partial`, `refused` or (schema) `failed`.
struct DocumentOutcome {
  var outcome: String
  var code: String?
  var message: String?
  var sha256: String?
  var pages = 0
  var findings = 0
}
