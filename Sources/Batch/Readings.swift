import Catalogue
import Foundation

/// The documents that a run reads: what workers are asked, what comes of it, and how it is published.
///
/// What workers wrote is published in groups: all of a group is put on the disk, then takes its place by renames, then the ledger is
/// told. A run that is killed in between reads some documents again; readers see the old record or the new one, never none.
final class Readings {
  private(set) var pages = 0
  private let session: Session
  private let progress: any RunProgress
  private var jobs: [Job] = []
  /// Settled, not yet published.
  private var pending: [(document: PlannedDocument, outcome: Outcome, staged: String)] = []
  private var lastPublished = Date()
  /// Changed under the worker's hands in the first attempt.
  private var restless: [PlannedDocument] = []
  private var growing: [String] = []
  /// That the last password did not open, and there is another.
  private var locked: [PlannedDocument] = []
  private var outcomes: [PathKey: Outcome] = [:]
  /// Documents in a row that could not be written.
  private var unwritten = 0
  private(set) var collected: [Int: Outcome] = [:]
  private var partsDone = 0

  private enum Job {
    case read(PlannedDocument, again: Bool)
    case collect(SetPart, of: Int)
  }

  /// Documents published together at most, and seconds that one waits for others at most.
  private static let group = 32
  private static let patience = 1.0
  /// After so many documents in a row that could not be written it is the disk, and the run ends.
  private static let hopeless = 5

  init(_ session: Session, progress: any RunProgress) {
    self.session = session
    self.progress = progress
  }

  private var settings: RunSettings { session.settings }

  /// What came of each document, by path.
  var results: [(path: String, outcome: Outcome)] { outcomes.sorted { $0.key < $1.key }.map { ($0.key.text, $0.value) } }

  func read(_ documents: [PlannedDocument], with runner: Runner) throws(RunFailure) {
    try read(documents.map { .read($0, again: false) }, with: runner)
    while !locked.isEmpty {
      let next = locked
      locked = []
      try read(next.map { .read($0, again: false) }, with: runner)
    }
  }

  /// Documents that changed while they were read are read once more when they have come to rest; gives those that have not.
  func readAgain(with runner: Runner) throws(RunFailure) -> [String] {
    guard !restless.isEmpty else { return growing }
    let before = restless.map { settings.inbox.look($0.file.path) }
    usleep(Readings.rest)
    try Interrupt.check()
    var quiet: [Job] = []
    for (document, before) in zip(restless, before) {
      guard let now = settings.inbox.look(document.file.path), now == before else {
        growing.append(document.file.path)
        continue
      }
      quiet.append(.read(PlannedDocument(file: now, folder: document.folder, reason: document.reason), again: true))
    }
    restless = []
    try read(quiet, with: runner)
    return growing
  }

  /// Makes jobs of the set's parts, after all documents.
  func collect(_ parts: [SetPart]) -> Range<Int> {
    jobs += parts.map { .collect($0, of: parts.count) }
    return jobs.count - parts.count..<jobs.count
  }

  func outcome(ofJob job: Int) -> Outcome? { collected[job] }

  /// The line that asks a worker for a job.
  func line(_ number: Int) -> [UInt8] {
    guard jobs.indices.contains(number) else { return [] }
    switch jobs[number] {
    case .collect(let part, _): return part.line(number, publisher: session.publisher)
    case .read(let document, _):
      return WorkerLines.line(
        WorkerLines.ReadJob(
          job: number, path: place(of: document, number), name: Plan.name(document.file.path).text, folder: staged(number),
          outputs: settings.kinds, password: password(of: document), fault: settings.fault(document.file.path),
          cached: session.cache.place(for: document), sha256: document.sha256, keep: session.cache.isOn ? kept(number) : nil))
    }
  }

  func count(pages: Int) {
    self.pages += pages
    progress.pages(pages)
  }

  func settle(_ number: Int, _ outcome: Outcome) {
    guard jobs.indices.contains(number) else { return }
    switch jobs[number] {
    case .collect(_, let count):
      collected[number] = outcome
      partsDone += 1
      progress.collected(partsDone, of: count)
    case .read(let document, let again):
      guard let outcome = judge(outcome, of: document, again: again) else {
        session.cache.drop(kept(number))
        return remove(staged(number))
      }
      if outcome.isRead, let sha256 = outcome.sha256 {
        session.cache.take(kept(number), sha256: sha256)
      } else {
        session.cache.drop(kept(number))
      }
      pending.append((document, outcome, staged(number)))
      outcomes[PathKey(document.file.path)] = outcome
      progress.settled(document.file.path, outcome)
    }
  }

  // MARK: Steps

  private static let rest: UInt32 = 1_000_000

  private func read(_ more: [Job], with runner: Runner) throws(RunFailure) {
    jobs += more
    do throws(RunFailure) {
      try runner.run(jobs.count - more.count..<jobs.count) { () throws(RunFailure) in
        if self.pending.count >= Readings.group || Date().timeIntervalSince(self.lastPublished) > Readings.patience { try self.publish() }
      }
    } catch {
      // What is read is not lost, whatever ended the run.
      try? publish()
      throw error
    }
    try publish()
  }

  private func password(of document: PlannedDocument) -> String? {
    let passwords = settings.passwords(for: document.file.path)
    return passwords.indices.contains(document.attempt) ? passwords[document.attempt] : nil
  }

  private func kept(_ number: Int) -> String { staged(number) + ".stages" }
  private func staged(_ number: Int) -> String { "\(session.publisher.staging)/\(number)" }

  /// A path that can stand in a line of JSON: a link in our own folder where a name is no text.
  private func place(of document: PlannedDocument, _ number: Int) -> String {
    if settings.fault(document.file.path) == "lost" { return session.publisher.staging + "/lost" }
    let bytes = settings.inbox.place(of: document.file.path)
    if let text = String(validating: bytes, as: UTF8.self), bytes.count < Int(PATH_MAX) { return text }
    let link = "\(session.publisher.staging)/\(number).source"
    unlink(link)
    _ = (bytes + [0]).withUnsafeBytes { bytes in bytes.bindMemory(to: CChar.self).baseAddress.map { symlink($0, link) } }
    return link
  }

  /// What a worker's word means, seen beside the file as it is now: a record of a mixture is none, and trouble with a file that has
  /// changed or gone is not the document's. Nil where it is to be read again.
  private func judge(_ outcome: Outcome, of document: PlannedDocument, again: Bool) -> Outcome? {
    let fault = settings.fault(document.file.path)
    guard let now = settings.inbox.look(document.file.path), fault != "lost" else {
      return Outcome(.failed, code: "vanished", message: "it was there when the run began and cannot be found any more", passing: true)
    }
    if !now.hasBytes(of: document.file) || fault == "changed" && !again {
      if again { growing.append(document.file.path) } else { restless.append(document) }
      return nil
    }
    if fault == "unreadable" || !outcome.isRead && !settings.inbox.isReadable(document.file.path) {
      return Outcome(.failed, code: "unreadable", message: "its bytes cannot be read: rights, or a disk that fails", passing: true)
    }
    if outcome.code == "encrypted" {
      guard document.attempt + 1 >= settings.passwords(for: document.file.path).count else {
        var next = document
        next.attempt += 1
        locked.append(next)
        return nil
      }
      var outcome = outcome
      outcome.message = (outcome.message ?? "") + " Passwords are given by --password-file or FOJA_PASSWORD."
      return outcome
    }
    if fault == "full" { return Outcome(.failed, code: "cannot-write", message: "its folder cannot be written", passing: true) }
    return outcome
  }

  /// What is pending takes its place, and the ledger is told.
  private func publish() throws(RunFailure) {
    lastPublished = Date()
    guard !pending.isEmpty else { return }
    try session.check()
    let group = pending
    pending = []
    var digests: [String: FolderDigest] = [:]
    for (document, outcome, staged) in group where outcome.isRead {
      digests[document.folder] = try FolderDigest(staged, interruptible: false)
    }
    let written = digests.isEmpty || session.publisher.sync()
    for (document, outcome, staged) in group {
      var outcome = outcome
      let digest = digests[document.folder]
      if outcome.isRead, !written || digest == nil || !session.publisher.publish(staged, as: document.folder) {
        outcome = Outcome(.failed, code: "cannot-write", message: "its folder cannot be written", sha256: outcome.sha256, passing: true)
        outcomes[PathKey(document.file.path)] = outcome
      }
      if !outcome.isRead { remove(staged) }
      note(document, outcome, outcome.isRead ? digest : nil)
    }
    session.publisher.sync(foldersOf: digests.keys.sorted())
    session.ledger.flush()
    if unwritten >= Readings.hopeless {
      throw RunFailure(73, "\(settings.outputs) cannot be written any more: make room and run again; what was published stands")
    }
  }

  private func note(_ document: PlannedDocument, _ outcome: Outcome, _ digest: FolderDigest?) {
    unwritten = outcome.code == "cannot-write" ? unwritten + 1 : 0
    // Where the file is gone nothing is known of it that was not known before.
    guard outcome.code != "vanished" else { return }
    var entry = session.ledger[document.file.path] ?? CatalogueEntry(new: document.file, pipeline: settings.pipeline)
    let sameBytes = entry.isOf(document.file) || document.sha256 != nil && document.sha256 == entry.sha256
    if !sameBytes { entry.failures = 0 }
    entry.sha256 = outcome.sha256 ?? document.sha256 ?? (sameBytes ? entry.sha256 : nil)
    entry.take(document.file)
    entry.folder = document.folder
    entry.take(outcome, stamp: settings.stamp(of: entry.sha256))
    if let digest {
      entry.recordOf = outcome.sha256
      entry.listing = digest.listing
      entry.contents = digest.contents
    }
    session.ledger.note(entry)
  }
}

extension InboxFile {
  /// Same size and times. The inode is left aside: some network shares make one up each time.
  func hasBytes(of other: InboxFile) -> Bool { size == other.size && modified == other.modified && changed == other.changed }
}
