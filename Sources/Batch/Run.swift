import Catalogue
import Foundation
import Model

/// One run: inbox → what must be read → workers → published folders → the set, with the ledger kept beside.
///
/// Whatever goes wrong, a record that was published stays until a newer one takes its place: see ``Outcome`` for what is tried again.
package func run(_ settings: RunSettings, progress: any RunProgress) throws(RunFailure) -> RunReport {
  let scan = try lookIn(settings.inbox)
  let session = try Session(settings)
  defer { session.close() }
  try session.ledger.begin()
  let plan = try Plan(scan, ledger: session.ledger, publisher: session.publisher, settings: settings)
  let readings = Readings(session, progress: progress)
  let runner = Runner(command: settings.command(scratch: session.publisher.staging), workers: settings.jobs, limits: settings.limits) {
    readings.line($0)
  }
  defer { runner.killAll() }
  runner.pagesRead = { readings.count(pages: $0) }
  runner.settled = { readings.settle($0, $1) }
  runner.tick = { progress.tick() }
  var report = plan.report
  report.notes = session.notes
  report.unreadable = scan.unreadable.map { ($0.path.isEmpty ? "." : $0.path, $0.reason) }
  do throws(RunFailure) {
    try carryOut(plan, session)
    progress.begin(documents: plan.reading.count, unchanged: report.unchanged.count)
    try readings.read(plan.reading, with: runner)
    report.growing += try readings.readAgain(with: runner)
    try noteOthers(plan, session)
    report.read = readings.results
    report.pages = readings.pages
    if settings.set, settings.shard == nil {
      (report.damaged, report.noParquet) = try updateSet(
        session, runner: runner, progress: progress, jobs: readings.collect, outcome: readings.outcome)
    }
    try runner.finish()
  } catch {
    session.ledger.flush()
    throw error
  }
  report.odd = plan.odd + plan.oversized.map { ($0.path, oversized) }
  progress.end()
  return report
}

/// What waits, or the reason why there is nothing.
func lookIn(_ inbox: Inbox) throws(RunFailure) -> InboxScan {
  let scan = try inbox.scan()
  if let root = scan.unreadable.first(where: { $0.path.isEmpty }) {
    throw RunFailure(66, "\(inbox.folder) cannot be read: \(root.reason)")
  }
  guard scan.files.isEmpty, scan.odd.isEmpty, scan.unreadable.isEmpty else { return scan }
  let kinds = inbox.suffixes.joined(separator: " ")
  throw RunFailure(66, "no documents (\(kinds)) in \(inbox.folder): put some there, or name another folder with --inputs")
}

/// Records go along with documents that were renamed or moved, before anything is read.
private func carryOut(_ plan: Plan, _ session: Session) throws(RunFailure) {
  for (from, file) in plan.moves {
    try Interrupt.check()
    guard var entry = session.ledger[from] else { continue }
    let folder = documentFolder(file.path)
    guard session.publisher.move(entry.folder, to: folder) else {
      throw RunFailure(73, "the record of \(from) cannot be moved to that of \(file.path)")
    }
    session.ledger.drop(from)
    entry.path = file.path
    entry.folder = folder
    entry.take(file)
    // The record says the old name, and the name has a say in what kind of document it is: it is to be read again.
    if Plan.name(from) != Plan.name(file.path) { entry.stamp = "" }
    session.ledger.note(entry)
  }
  if !plan.moves.isEmpty { try session.save() }
}

/// What the ledger must know of files that were not read: duplicates, what is no file, what is no longer there.
private func noteOthers(_ plan: Plan, _ session: Session) throws(RunFailure) {
  let ledger = session.ledger
  for path in plan.gone {
    guard var entry = ledger[path] else { continue }
    guard entry.hasRecord, hasRecord(session.publisher.place(of: entry.folder)) else {
      ledger.drop(path)
      continue
    }
    entry.gone = true
    ledger.note(entry)
  }
  for (path, outcome) in plan.odd {
    ledger.note(entry(outcome, of: InboxFile(path: path, size: 0, modified: 0, changed: 0, inode: 0), sha256: nil, session))
  }
  for file in plan.oversized { ledger.note(entry(oversized, of: file, sha256: nil, session)) }
  for (file, sha256, of) in plan.duplicates {
    // One of another machine's share: what came of it is known when the shares are merged.
    guard let first = ledger[of] else {
      if !session.settings.holds(of) { ledger.note(duplicate(entry(Outcome(.complete), of: file, sha256: sha256, session), of: of)) }
      continue
    }
    var entry = duplicate(entry(first.asOutcome, of: file, sha256: sha256, session), of: of)
    // The same record twice is one too many.
    if entry.hasRecord, entry.recordOf == sha256, first.hasRecord, first.recordOf == sha256, session.publisher.withdraw(entry.folder) {
      entry.forgetRecord()
    }
    ledger.note(entry)
  }
  if let shard = session.settings.shard { ledger.end(shard) }
  try session.save()
}

/// An entry with the outcome of the document that is read in its place.
func duplicate(_ entry: CatalogueEntry, of path: String) -> CatalogueEntry {
  var entry = entry
  entry.code = "duplicate"
  entry.message = "has the bytes of \(path)"
  entry.sameAs = path
  entry.passing = false
  entry.failures = 0
  entry.waiting = 0
  return entry
}

private func entry(_ outcome: Outcome, of file: InboxFile, sha256: String?, _ session: Session) -> CatalogueEntry {
  var entry = session.ledger[file.path] ?? CatalogueEntry(new: file, pipeline: session.settings.pipeline)
  entry.take(file)
  entry.sha256 = sha256
  entry.take(outcome, stamp: session.settings.stamp(of: sha256))
  return entry
}

private let oversized = Outcome(
  .refused, code: "too-large", message: "the file is larger than a worker may take of memory (limits.memory-mb in the pipeline)")

extension CatalogueEntry {
  init(new file: InboxFile, pipeline: String) {
    self.init(
      pipeline: pipeline, path: file.path, folder: documentFolder(file.path), size: file.size, modified: file.modified,
      changed: file.changed, inode: file.inode, stamp: "", outcome: "failed")
  }

  mutating func forgetRecord() {
    recordOf = nil
    listing = nil
    contents = nil
  }
}

extension RunSettings {
  /// The worker's program; it writes to files below `scratch` only.
  func command(scratch: String) -> Runner.Command {
    var environment = environment
    environment["SWIFT_BACKTRACE"] = "enable=no"
    var arguments = [
      "--serve", "--memory", "\(memoryMegabytes)", "--stalled", "\(limits.stalled)", "--total", "\(limits.total)", "--data", data,
      "--pipeline", pipeline, "--write", scratch,
    ]
    if !fingerprint.isEmpty { arguments += ["--expect", fingerprint] }
    return Runner.Command(path: worker, arguments: arguments, environment: environment)
  }
}

/// What a run tells while it goes on.
package protocol RunProgress: AnyObject {
  func begin(documents: Int, unchanged: Int)
  func pages(_ count: Int)
  func settled(_ path: String, _ outcome: Outcome)
  /// So many of the set's parts are written.
  func collected(_ parts: Int, of: Int)
  func tick()
  func end()
}
