import Catalogue
import Foundation

/// Makes a folder of outputs of what an engine collected: files of JSON Lines, each line an answer of ``serve(_:input:scratch:answer:)`` with its
/// files, whose `id` is the document's path below the inputs, and with the `stamp` of the greeting. The result is that of one run over the same
/// inputs, byte for byte: of documents with the same bytes the first by path keeps its record.
///
/// A path that comes twice (a task that was tried again) counts once, the last time. Refused (65) are lines that are none and lines of different stamps.
package func mergeRecords(_ files: [String], _ settings: RunSettings, progress: any RunProgress) throws(RunFailure) -> RunReport {
  let place = settings.outputs + "/.records-\(getpid())"
  defer { remove(place) }
  var documents: [PathKey: ShardDocument] = [:]
  var stamp: String?
  var taken = 0
  for file in files {
    var number = 0
    try lines(of: file) { line throws(RunFailure) in
      try Interrupt.check()
      number += 1
      guard !line.isEmpty else { return }
      guard let answer = try? JSONDecoder().decode(CollectedAnswer.self, from: Data(line)), !answer.id.hasPrefix("/"),
        !answer.id.split(separator: "/").contains(".."), answer.stamp == stamp ?? answer.stamp
      else {
        throw RunFailure(65, "\(file), line \(number) is no answer of foja serve, or one with another stamp than the lines before it")
      }
      stamp = answer.stamp
      let folder = "\(place)/\(taken)"
      taken += 1
      let entry = try answer.entry(settings.pipeline, folder)
      documents[PathKey(answer.id)] = ShardDocument(entry: entry, place: folder)
    }
  }
  guard let stamp else { throw RunFailure(66, "there are no records in \(files.joined(separator: ", "))") }
  return try assemble(withoutDuplicates(documents), stamp, settings, progress: progress)
}

/// An answer as an engine wrote it down.
private struct CollectedAnswer: Decodable {
  var id: String, stamp: String, outcome: String, code: String?, message: String?, passing: Bool, sha256: String?, bytes: Int?
  var pages: Int, findings: Int, files: [String: String]?

  /// Its files are written into `folder`.
  func entry(_ pipeline: String, _ folder: String) throws(RunFailure) -> CatalogueEntry {
    guard let kind = Outcome.Kind(rawValue: outcome) else { throw RunFailure(65, "\(id): '\(outcome)' is no outcome") }
    for (path, text) in files ?? [:] {
      let target = folder + "/" + path
      guard !path.split(separator: "/").contains(".."), makeFolder(parentFolder(target)),
        (try? Data(text.utf8).write(to: URL(fileURLWithPath: target))) != nil
      else { throw RunFailure(73, "\(target) cannot be written") }
    }
    var entry = CatalogueEntry(
      pipeline: pipeline, path: id, folder: documentFolder(id), size: bytes ?? RecordHead(folder + "/record.json")?.bytes ?? 0, modified: 0,
      inode: 0, sha256: sha256, stamp: "", outcome: outcome)
    entry.take(
      Outcome(kind, code: code, message: message, sha256: sha256, pages: pages, findings: findings, passing: passing), stamp: stamp)
    guard entry.asOutcome.isRead, let digest = try FolderDigest(folder) else { return entry }
    entry.recordOf = sha256
    entry.listing = digest.listing
    entry.contents = digest.contents
    return entry
  }
}

/// Engines read files with the same bytes each for itself.
private func withoutDuplicates(_ documents: [PathKey: ShardDocument]) -> [ShardDocument] {
  var firsts: [String: CatalogueEntry] = [:]
  return documents.sorted { $0.key < $1.key }.map { _, document in
    var document = document
    guard let sha256 = document.entry.sha256 else { return document }
    let bytes = Plan.content(sha256, document.entry.path)
    guard let first = firsts[bytes] else {
      firsts[bytes] = document.entry
      return document
    }
    document.entry = duplicate(document.entry, of: first.path)
    document.entry.forgetRecord()
    return document
  }
}

/// Calls for each line of a file, without its end.
private func lines(of path: String, _ body: ([UInt8]) throws(RunFailure) -> Void) throws(RunFailure) {
  let descriptor = open(path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { throw RunFailure(66, "\(path) cannot be read") }
  defer { close(descriptor) }
  var pending: [UInt8] = []
  var scanned = 0
  var buffer = [UInt8](repeating: 0, count: 1 << 20)
  while true {
    let got = read(descriptor, &buffer, buffer.count)
    if got < 0, errno == EINTR { continue }
    guard got > 0 else { break }
    pending += buffer[..<got]
    var from = 0
    while let end = pending[max(from, scanned)...].firstIndex(of: 0x0a) {
      try body(Array(pending[from..<end]))
      from = end + 1
    }
    pending.removeSubrange(..<from)
    scanned = pending.count
  }
  if !pending.isEmpty { try body(pending) }
}
