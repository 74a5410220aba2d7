import Emit
import Glibc

/// One part of the set of all records as JSON Lines, one file a kind of thing, for other tools.
///
/// Reads the published records of the documents that the job names, in that order, and writes `<kind>-<part>.jsonl` into `into`: rows as Emit's
/// `resources` lists them. A kind without rows gets no file, but in the first part.
///
/// - Parameter alive: called after each record.
/// - Returns: folders whose record cannot be read, left out; nil where something cannot be written.
func collectPart(_ job: WorkerJob.CollectJob, alive: () -> Void) -> [String]? {
  let files = resources.map { resource in
    (resource, RowLines(resource), LineFile(path: "\(job.into)/\(resource.name)-\(job.part).jsonl", always: job.first))
  }
  var damaged: [String] = []
  for document in job.documents {
    alive()
    guard let bytes = Files.read("\(job.folder)/\(document.name)/record.json"), let tape = try? JSONTape(bytes), tape.member(0, "id") != nil
    else {
      damaged.append(document.name)
      continue
    }
    let rows = RecordRows(tape, of: document)
    for (resource, lines, file) in files { rows.forEach(of: resource) { row in file.add { lines.json(row, into: &$0) } } }
  }
  for (_, _, file) in files where !file.close() { return nil }
  return damaged
}

/// A file written line by line through a buffer; made with its first line, or at the end where it is wanted in any case.
private final class LineFile {
  private let path: String
  private let always: Bool
  private var descriptor: Int32 = -1
  private var buffer: [UInt8] = []
  private var failed = false

  init(path: String, always: Bool) {
    self.path = path
    self.always = always
  }

  func add(_ line: (inout [UInt8]) -> Void) {
    line(&buffer)
    if buffer.count > 1 << 18 { flush() }
  }

  func close() -> Bool {
    if always || !buffer.isEmpty { flush() }
    if descriptor >= 0 { Glibc.close(descriptor) }
    return !failed
  }

  private func flush() {
    if descriptor < 0 { descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644) }
    if descriptor < 0 || !Files.writeAll(buffer, to: descriptor) { failed = true }
    buffer.removeAll(keepingCapacity: true)
  }
}
