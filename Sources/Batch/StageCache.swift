import Catalogue
import Foundation

/// What stages gave for each document, kept for the day when rules change: `<pipeline>/cache/ab/ab12….pages` and `….document`, by the SHA-256 of the
/// document's bytes. Workers write and check what is in the files (Reading's `StageEntry`); here they are only put and taken away.
///
/// It takes no more than its bound: what belongs to no document of the ledger goes first, and when it is full no more is put. Nothing is lost
/// with it but time.
package final class StageCache {
  private let folder: String
  private let bound: Int
  private let ledger: Ledger
  private var size: Int?
  private var isTrimmed = false

  init(_ settings: RunSettings, ledger: Ledger) {
    self.ledger = ledger
    folder = StageCache.folder(settings.outputs, settings.pipeline)
    bound = settings.cacheBytes
  }

  package static func folder(_ outputs: String, _ pipeline: String) -> String { "\(outputs)/\(pipeline)/cache" }

  var isOn: Bool { bound > 0 }

  /// Where entries of a document may lie. One that is to be read whatever was known of it starts from its bytes.
  func place(for document: PlannedDocument) -> String? {
    guard isOn, let sha256 = document.sha256, document.reason != .forced, document.reason != .retried else { return nil }
    return place(sha256)
  }

  /// Entries that a worker left at `path` take their places, while there is room.
  func take(_ path: String, sha256: String) {
    guard isOn else { return drop(path) }
    for end in StageCache.ends {
      guard let more = fileSize(path + end) else { continue }
      let target = place(sha256) + end
      let less = fileSize(target) ?? 0
      var now = size ?? StageCache.size(of: folder).bytes
      if now + more - less > bound, !isTrimmed {
        trim()
        now = StageCache.size(of: folder).bytes
      }
      guard now + more - less <= bound, makeFolder(parentFolder(target)), rename(path + end, target) == 0 else {
        unlink(path + end)
        size = now
        continue
      }
      size = now + more - less
    }
  }

  func drop(_ path: String) { for end in StageCache.ends { unlink(path + end) } }

  /// Takes away what is of no document that the ledger knows.
  func trim() {
    isTrimmed = true
    var known = Set<String>()
    for entry in ledger.entries.values {
      for sha256 in [entry.sha256, entry.recordOf] { if let sha256 { known.insert(sha256) } }
    }
    for path in StageCache.files(in: folder) where !known.contains(String(path.split(separator: "/").last?.prefix(64) ?? "")) {
      unlink(folder + "/" + path)
      size = nil
    }
  }

  /// Its documents and its bytes.
  package static func size(of folder: String) -> (documents: Int, bytes: Int) {
    let files = files(in: folder)
    return (files.count { $0.hasSuffix(ends[1]) }, files.reduce(0) { $0 + (fileSize(folder + "/" + $1) ?? 0) })
  }

  private static let ends = [".pages", ".document"]

  private func place(_ sha256: String) -> String { "\(folder)/\(sha256.prefix(2))/\(sha256)" }

  private static func files(in folder: String) -> [String] {
    (FolderDigest.names(in: folder) ?? []).flatMap { below in
      (FolderDigest.names(in: folder + "/" + below) ?? []).map { below + "/" + $0 }
    }
  }
}

private func fileSize(_ path: String) -> Int? {
  var info = stat()
  return lstat(path, &info) == 0 ? Int(info.st_size) : nil
}

/// Empties a pipeline's cache. Gives what was in it.
package func emptyCache(_ settings: RunSettings) throws(RunFailure) -> (documents: Int, bytes: Int) {
  let session = try Session(settings)
  defer { session.close() }
  let folder = StageCache.folder(settings.outputs, settings.pipeline)
  let size = StageCache.size(of: folder)
  remove(folder)
  return size
}
