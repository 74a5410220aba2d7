package import Catalogue
import Foundation

/// The run's view of the catalogue: what is known of each document, and what is new, written now and then in one go.
final class Ledger {
  private(set) var entries: [PathKey: CatalogueEntry] = [:]
  let catalogue: Catalogue
  /// Files of other machines, where this one reads a share.
  private(set) var seen: SeenFiles?
  private let settings: RunSettings
  /// The number of this run.
  private var run = 0
  /// It is written with the first entries: a page of the ledger that changes is written twice, and a night should cost what is new.
  private var isCounted = true
  private var ended: Shard?
  private var changed: Set<PathKey> = []
  private var dropped: Set<PathKey> = []

  init(_ settings: RunSettings) throws(RunFailure) {
    let path = settings.outputs + "/catalogue.sqlite"
    self.settings = settings
    do throws(Catalogue.Fault) {
      catalogue = try Catalogue(path: path)
    } catch {
      throw RunFailure(73, describe(error, path))
    }
    do {
      for entry in try catalogue.entries(of: settings.pipeline) { entries[PathKey(entry.path)] = entry }
      if settings.shard != nil { seen = try SeenFiles(catalogue, pipeline: settings.pipeline) }
    } catch {
      throw RunFailure(73, "\(path) cannot be read: \(error)")
    }
  }

  subscript(path: String) -> CatalogueEntry? { entries[PathKey(path)] }

  /// Entries in the order of their paths.
  var sorted: [CatalogueEntry] { entries.sorted { $0.key < $1.key }.map(\.value) }

  /// Counts a run: what is noted from now on is its news. A folder that holds one share of an inbox takes no other.
  func begin() throws(RunFailure) {
    do {
      run = try catalogue.runs(of: settings.pipeline) + 1
      isCounted = false
      let held = try catalogue.shard(of: settings.pipeline)
      if let held, settings.shard != Shard(held.number, of: held.total) {
        throw RunFailure(64, "\(settings.outputs) holds shard \(held.number)/\(held.total): name another folder with --outputs")
      }
      if let shard = settings.shard {
        guard held != nil || entries.isEmpty else {
          throw RunFailure(64, "\(settings.outputs) holds a whole run: name another folder for a shard with --outputs")
        }
        try catalogue.save(mark(shard, isDone: false))
      }
    } catch let failure as RunFailure {
      throw failure
    } catch { throw RunFailure(73, "\(settings.outputs)/catalogue.sqlite cannot be read: \(error)") }
  }

  /// All of a share is read.
  func end(_ shard: Shard) { ended = shard }

  private func mark(_ shard: Shard, isDone: Bool) -> CatalogueShard {
    CatalogueShard(pipeline: settings.pipeline, number: shard.number, total: shard.of, stamp: settings.stamp, isDone: isDone)
  }

  func note(_ new: CatalogueEntry) {
    var entry = new
    let key = PathKey(entry.path)
    guard entries[key] != entry else { return }
    if entries[key].map({ $0.told != entry.told }) ?? true { entry.news = run }
    entries[key] = entry
    changed.insert(key)
    dropped.remove(key)
  }

  func drop(_ path: String) {
    let key = PathKey(path)
    guard entries.removeValue(forKey: key) != nil else { return }
    changed.remove(key)
    dropped.insert(key)
  }

  /// False where it cannot be written; then all of it is kept for the next attempt.
  @discardableResult
  func flush() -> Bool {
    guard seen?.flush(catalogue) ?? true else { return false }
    guard !changed.isEmpty || !dropped.isEmpty || !isCounted || ended != nil else { return true }
    let entries = changed.sorted().compactMap { self.entries[$0] }
    let dropping = dropped.sorted().map(\.text)
    do { try catalogue.save(entries, dropping: dropping, run: isCounted ? nil : run, of: settings.pipeline) } catch { return false }
    changed = []
    dropped = []
    isCounted = true
    if let shard = ended { do { try catalogue.save(mark(shard, isDone: true)) } catch { return false } }
    ended = nil
    return true
  }

  func close() { catalogue.close() }
}

/// What to do about a ledger that cannot be used.
package func describe(_ fault: Catalogue.Fault, _ path: String) -> String {
  switch fault {
  case .newer: "\(path) was written by a newer Foja: use that one, or another folder of outputs; nothing was changed"
  case .damaged(let why): "\(path) is damaged (\(why)): the next run sets it aside and builds it again from the records"
  case .unusable(let why): "\(path) cannot be used: \(why)"
  }
}

extension CatalogueEntry {
  /// The file as it is now.
  mutating func take(_ file: InboxFile) {
    size = file.size
    modified = file.modified
    changed = file.changed
    inode = file.inode
    gone = false
  }

  /// What is told of a document: when it changes, that is news.
  var told: [String?] { [outcome, code, sameAs, contents, recordOf, "\(gone) \(isStale)"] }

  func isOf(_ file: InboxFile) -> Bool {
    size == file.size && modified == file.modified && changed == file.changed && inode == file.inode
  }

  /// What came of a reading. A passing trouble is counted; one that belongs to the document makes it wait: nothing after the first two, then
  /// 1, 3, 7 … runs, at most ``longestWait``.
  mutating func take(_ outcome: Outcome, stamp: String) {
    let again = passing && outcome.passing && self.stamp == stamp
    self.stamp = stamp
    self.outcome = outcome.kind.rawValue
    code = outcome.code
    message = outcome.message
    pages = outcome.pages
    findings = outcome.findings
    passing = outcome.passing
    sameAs = nil
    failures = outcome.passing ? (again ? failures : 0) + 1 : 0
    waiting =
      failures < 3 || Outcome.ofTheMachine.contains(outcome.code ?? "")
      ? 0 : min(1 << min(failures - 2, 16) - 1, CatalogueEntry.longestWait)
  }

  /// Runs that a document with a passing trouble waits at most.
  static let longestWait = 63

  /// Back as an outcome, for reports.
  package var asOutcome: Outcome {
    Outcome(
      Outcome.Kind(rawValue: outcome) ?? .failed, code: code, message: message, sha256: sha256, pages: pages, findings: findings,
      passing: passing)
  }
}
