import Catalogue
import Foundation

/// Makes one folder of outputs of the folders of all shares of an inbox: the same documents, the same set, byte for byte, as one run over it.
///
/// Documents are linked where the disk can, else copied, and published as a run does; shards stay as they are. It can be done again at any
/// time, and only what changed is published. Refused (65) are shares of different counts or read with different things, and sets of shares of
/// which one is missing, twice there, or was not read to its end. Gives what came of each document.
package func merge(_ folders: [String], _ settings: RunSettings, progress: any RunProgress) throws(RunFailure) -> RunReport {
  let shards = try open(folders, settings.pipeline)
  return try assemble(joined(shards), shards[0].mark.stamp, settings, progress: progress)
}

/// Makes a folder of outputs hold these documents, and no others.
func assemble(
  _ documents: [ShardDocument], _ stamp: String, _ settings: RunSettings, progress: any RunProgress
) throws(RunFailure) -> RunReport {
  var settings = settings
  settings.stamp = stamp
  let session = try Session(settings)
  defer { session.close() }
  try session.ledger.begin()
  progress.begin(documents: documents.count, unchanged: 0)
  try publish(documents, session, progress)
  let known = Set(documents.map { PathKey($0.entry.path) })
  for entry in session.ledger.sorted where !known.contains(PathKey(entry.path)) {
    if entry.hasRecord { _ = session.publisher.withdraw(entry.folder) }
    session.ledger.drop(entry.path)
  }
  try session.save()
  session.cache.trim()
  try collectSet(session, progress)
  progress.end()
  var report = RunReport()
  report.read = session.ledger.sorted.filter { !$0.gone && $0.sameAs == nil }.map { ($0.path, $0.asOutcome) }
  return report
}

/// One share: its folder, and what its ledger has.
private struct OpenShard {
  var folder: String
  var mark: CatalogueShard
  var entries: [CatalogueEntry]
}

/// A document, and where its files are.
struct ShardDocument {
  var entry: CatalogueEntry
  var place: String
}

/// All shares in their order.
private func open(_ folders: [String], _ pipeline: String) throws(RunFailure) -> [OpenShard] {
  var shards: [OpenShard] = []
  for folder in folders {
    let path = folder + "/catalogue.sqlite"
    guard FileManager.default.fileExists(atPath: path) else { throw RunFailure(66, "\(folder) holds no run") }
    do {
      let catalogue = try Catalogue(reading: path)
      defer { catalogue.close() }
      guard let mark = try catalogue.shard(of: pipeline) else { throw RunFailure(65, "\(folder) holds no shard of \(pipeline)") }
      guard mark.isDone else {
        throw RunFailure(65, "\(folder): shard \(mark.number)/\(mark.total) was not read to its end: run it again")
      }
      shards.append(OpenShard(folder: folder, mark: mark, entries: try catalogue.entries(of: pipeline)))
    } catch let failure as RunFailure {
      throw failure
    } catch let fault as Catalogue.Fault {
      throw RunFailure(73, describe(fault, path))
    } catch {
      throw RunFailure(73, "\(path) cannot be read: \(error)")
    }
  }
  guard let first = shards.first else { throw RunFailure(64, "name the folders of all shards") }
  for shard in shards {
    guard shard.mark.total == first.mark.total else {
      throw RunFailure(65, "\(shard.folder) is one of \(shard.mark.total) shards, \(first.folder) one of \(first.mark.total)")
    }
    guard shard.mark.stamp == first.mark.stamp else {
      throw RunFailure(65, "\(shard.folder) was read with other rules, tools or outputs than \(first.folder): run it again")
    }
  }
  shards.sort { $0.mark.number < $1.mark.number }
  for number in 1...first.mark.total {
    let count = shards.count { $0.mark.number == number }
    guard count == 1 else { throw RunFailure(65, "shard \(number)/\(first.mark.total) is \(count == 0 ? "missing" : "named twice")") }
  }
  return shards
}

/// The documents of all shares as one run knows them: duplicates have the outcome of the document that is read in their place, and a document
/// that went from one share to another is no longer gone.
private func joined(_ shards: [OpenShard]) -> [ShardDocument] {
  var documents: [PathKey: ShardDocument] = [:]
  for shard in shards {
    for entry in shard.entries {
      let publisher = Publisher(outputs: shard.folder, pipeline: entry.pipeline)
      documents[PathKey(entry.path)] = ShardDocument(entry: entry, place: publisher.place(of: entry.folder))
    }
  }
  let there = Set(documents.values.compactMap { $0.entry.gone ? nil : $0.entry.recordOf })
  var all: [ShardDocument] = []
  for (_, document) in documents.sorted(by: { $0.key < $1.key }) {
    var document = document
    if document.entry.gone, let bytes = document.entry.recordOf, there.contains(bytes) { continue }
    if let path = document.entry.sameAs, let first = documents[PathKey(path)]?.entry {
      document.entry.take(first.asOutcome, stamp: document.entry.stamp)
      document.entry = duplicate(document.entry, of: path)
      if document.entry.recordOf == first.recordOf { document.entry.forgetRecord() }
    }
    all.append(document)
  }
  return all
}

private func publish(_ documents: [ShardDocument], _ session: Session, _ progress: any RunProgress) throws(RunFailure) {
  let group = 256
  var from = 0
  while from < documents.count {
    try session.check()
    let some = documents[from..<min(from + group, documents.count)]
    var staged: [(document: ShardDocument, path: String?)] = []
    for (number, document) in some.enumerated() {
      try Interrupt.check()
      staged.append((document, try stage(document, "\(session.publisher.staging)/merge-\(number)", session)))
    }
    guard session.publisher.sync() else { throw RunFailure(73, "\(session.settings.outputs) cannot be written") }
    for (document, path) in staged {
      var entry = document.entry
      if let path, !session.publisher.publish(path, as: entry.folder) {
        throw RunFailure(73, "\(session.publisher.place(of: entry.folder)) cannot be written")
      }
      if !entry.hasRecord, session.ledger[entry.path]?.hasRecord ?? false { _ = session.publisher.withdraw(entry.folder) }
      if entry.hasRecord { entry.listing = FolderDigest.listing(of: session.publisher.place(of: entry.folder)) }
      entry.news = session.ledger[entry.path]?.news ?? 0
      session.ledger.note(entry)
      progress.settled(entry.path, entry.asOutcome)
    }
    session.publisher.sync(foldersOf: some.filter(\.entry.hasRecord).map(\.entry.folder))
    try session.save()
    from += group
  }
}

/// Puts a document's files aside to be published; nil where there are none, or they are there already.
private func stage(_ document: ShardDocument, _ path: String, _ session: Session) throws(RunFailure) -> String? {
  let entry = document.entry
  guard entry.hasRecord else { return nil }
  if let known = session.ledger[entry.path], known.contents == entry.contents, known.listing != nil,
    known.listing == FolderDigest.listing(of: session.publisher.place(of: entry.folder))
  {
    return nil
  }
  guard try FolderDigest.contents(of: document.place) == entry.contents else {
    throw RunFailure(65, "\(document.place) is not as it was written: run its shard again")
  }
  guard copyTree(document.place, to: path) else { throw RunFailure(73, "\(document.place) cannot be copied") }
  return path
}

/// Links files of a folder where that can be, copies them elsewhere.
private func copyTree(_ folder: String, to target: String) -> Bool {
  guard makeFolder(target), let names = FolderDigest.names(in: folder) else { return false }
  for name in names {
    let (from, to) = (folder + "/" + name, target + "/" + name)
    var info = stat()
    guard lstat(from, &info) == 0 else { return false }
    if info.st_mode & S_IFMT == S_IFDIR {
      guard copyTree(from, to: to) else { return false }
    } else if link(from, to) != 0 {
      guard (try? FileManager.default.copyItem(atPath: from, toPath: to)) != nil else { return false }
    }
  }
  return true
}
