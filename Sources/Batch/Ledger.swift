import Catalogue
import Foundation

/// The run's view of the catalogue: what it knew before, and what is new, written now and then in one go.
final class Ledger {
  private let catalogue: Catalogue
  private let settings: RunSettings
  private let before: [String: CatalogueEntry]
  private var pending: [CatalogueEntry] = []
  private var lastFlush = Date()

  init(_ settings: RunSettings) throws {
    catalogue = try Catalogue(path: settings.outputs + "/catalogue.sqlite")
    self.settings = settings
    before = Dictionary(try catalogue.entries(of: settings.pipeline).map { ($0.path, $0) }, uniquingKeysWith: { first, _ in first })
  }

  /// What came of the file in the run that last read it, if nothing has changed since: size, time and place on the disk tell of its bytes.
  func unchanged(_ file: InboxFile, folder: String, settings: RunSettings) -> Outcome? {
    guard let entry = before[file.path], entry.stamp == settings.stamp, entry.folder == folder, !entry.gone, entry.size == file.size,
      entry.modified == file.modified, entry.inode == file.inode, let kind = Outcome.Kind(rawValue: entry.outcome)
    else { return nil }
    if kind == .complete || kind == .partial {
      guard access("\(settings.outputs)/\(settings.pipeline)/documents/\(folder)/record.json", F_OK) == 0 else { return nil }
    }
    return Outcome(kind, code: entry.code, message: entry.message, sha256: entry.sha256, pages: entry.pages, findings: entry.findings)
  }

  /// Documents of earlier runs that are no longer among the files.
  func missing(from files: [InboxFile]) -> [String] {
    let there = Set(files.map(\.path))
    return before.values.filter { !$0.gone && !there.contains($0.path) }.map(\.path).sorted()
  }

  func note(_ document: PlannedDocument, _ outcome: Outcome) {
    pending.append(
      CatalogueEntry(
        pipeline: settings.pipeline, path: document.file.path, folder: document.folder, size: document.file.size,
        modified: document.file.modified, inode: document.file.inode, sha256: outcome.sha256, stamp: settings.stamp,
        outcome: outcome.kind.rawValue, code: outcome.code, message: outcome.message, pages: outcome.pages, findings: outcome.findings))
    // A run that is killed reads again what was not yet written down: that costs less than a commit for each document.
    if pending.count >= 50 || Date().timeIntervalSince(lastFlush) > 2 { flush() }
  }

  func gone(_ paths: [String]) { try? catalogue.markGone(paths, of: settings.pipeline) }

  func flush() {
    lastFlush = Date()
    guard !pending.isEmpty, (try? catalogue.save(pending)) != nil else { return }
    pending = []
  }

  func close() {
    flush()
    catalogue.close()
  }
}
