import Catalogue
import Foundation

/// A folder of outputs in our hands: locked, its ledger open and of the newest layout, room for what workers write. For one run, or one
/// command that withdraws records.
final class Session {
  let settings: RunSettings
  let publisher: Publisher
  let ledger: Ledger
  let cache: StageCache
  /// What was mended on the way, for people.
  private(set) var notes: [String] = []
  private let lock: FolderLock

  init(_ settings: RunSettings) throws(RunFailure) {
    self.settings = settings
    let outputs = settings.outputs
    guard makeFolder(outputs) else { throw RunFailure(73, "\(outputs) cannot be made: choose another folder with --outputs") }
    lock = try FolderLock(outputs)
    publisher = Publisher(outputs: outputs, pipeline: settings.pipeline)
    guard publisher.prepare() else { throw RunFailure(73, "\(outputs) cannot be written: choose another folder with --outputs") }
    ledger = try Ledger(settings)
    cache = StageCache(settings, ledger: ledger)
    if let aside = ledger.catalogue.setAside {
      notes.append("the catalogue was damaged: it is kept as \(aside), and built again from the records")
    }
    try bringForward(ledger, publisher, settings)
    try save()
  }

  /// Whether the path of the outputs still leads to the folder that was locked, and nobody took it over.
  func check() throws(RunFailure) { try lock.check() }

  func save() throws(RunFailure) {
    guard ledger.flush() else {
      throw RunFailure(73, "\(settings.outputs)/catalogue.sqlite cannot be written: no room, or somebody holds it")
    }
  }

  func close() {
    ledger.close()
    // What another run stages is not ours to clear.
    if (try? lock.check()) != nil { publisher.clear() }
    lock.release()
  }
}
