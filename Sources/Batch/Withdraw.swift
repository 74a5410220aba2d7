import Catalogue
import Foundation
import Sets

/// What `foja prune` withdraws: records of documents that are no longer among the inputs, records of older bytes whose newer ones were
/// refused for good, and folders that no ledger knows. With `trial` nothing is done. Gives what is (or would be) withdrawn, and why.
package func prune(_ settings: RunSettings, trial: Bool, progress: any RunProgress) throws(RunFailure) -> [(path: String, reason: String)] {
  let session = try Session(settings)
  defer { session.close() }
  var withdrawn: [(String, String)] = []
  for entry in session.ledger.sorted where entry.hasRecord {
    let reason =
      entry.gone ? "gone: no longer among the inputs" : entry.isStale && !entry.passing ? "stale: \(entry.code ?? entry.outcome)" : nil
    guard let reason else { continue }
    withdrawn.append((entry.path, reason))
    if !trial { try withdraw(entry, from: session, keepEntry: !entry.gone) }
  }
  let known = Set(session.ledger.entries.values.filter(\.hasRecord).map { PathKey($0.folder) })
  for folder in recordFolders(below: session.publisher.documents) where !known.contains(PathKey(folder)) && !trial {
    withdrawn.append((folder, "not in the catalogue"))
    _ = session.publisher.withdraw(folder)
  }
  if !trial { try finish(session, progress) }
  return withdrawn
}

/// Clears all that is held of documents: record, lines of the set, what stages gave, entry of the catalogue. Each is named by its path below the inputs; one that is
/// still among them is read again by the next run. Gives the names that are not known.
package func forget(_ paths: [String], _ settings: RunSettings, progress: any RunProgress) throws(RunFailure) -> [String] {
  let session = try Session(settings)
  defer { session.close() }
  var unknown: [String] = []
  for path in paths {
    guard let entry = session.ledger[path] ?? session.ledger.sorted.first(where: { PathKey($0.folder) == PathKey(path) }) else {
      unknown.append(path)
      continue
    }
    try withdraw(entry, from: session, keepEntry: false)
  }
  // Rows that are taken out of a database can stay in its file.
  SetDatabase(folder: session.publisher.setFolder, staging: session.publisher.staging).remove()
  try finish(session, progress)
  do { try session.ledger.catalogue.wipe() } catch { throw RunFailure(73, "the catalogue cannot be written: \(error)") }
  return unknown
}

private func withdraw(_ entry: CatalogueEntry, from session: Session, keepEntry: Bool) throws(RunFailure) {
  guard session.publisher.withdraw(entry.folder) else {
    throw RunFailure(73, "\(session.publisher.place(of: entry.folder)) cannot be removed")
  }
  guard keepEntry else { return session.ledger.drop(entry.path) }
  var entry = entry
  entry.forgetRecord()
  session.ledger.note(entry)
}

private func finish(_ session: Session, _ progress: any RunProgress) throws(RunFailure) {
  try session.save()
  session.cache.trim()
  try collectSet(session, progress)
}

/// Brings the set up to what the ledger knows, outside of a run.
func collectSet(_ session: Session, _ progress: any RunProgress) throws(RunFailure) {
  guard session.settings.set, session.settings.shard == nil else { return }
  let readings = Readings(session, progress: progress)
  let runner = Runner(
    command: session.settings.command(scratch: session.publisher.staging), workers: session.settings.jobs, limits: session.settings.limits
  ) { readings.line($0) }
  defer { runner.killAll() }
  runner.settled = { readings.settle($0, $1) }
  runner.tick = { progress.tick() }
  _ = try updateSet(session, runner: runner, progress: progress, jobs: readings.collect, outcome: readings.outcome)
  try runner.finish()
}
