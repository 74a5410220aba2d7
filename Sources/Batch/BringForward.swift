import Catalogue
import Foundation

/// Brings an older folder of outputs to today's shape, and builds a ledger that is missing again from the records.
///
/// Folders of documents that stood beside the set's files, under the stem of their name, go to `documents/`. A record that no ledger knows gets
/// an entry without stamp: its document is read again when it is among the inputs, and until then the record stands.
func bringForward(_ ledger: Ledger, _ publisher: Publisher, _ settings: RunSettings) throws(RunFailure) {
  if ledger.catalogue.isNew {
    try rebuild(ledger, publisher, settings)
  } else if ledger.catalogue.foundLayout < 2 {
    try moveFolders(ledger, publisher)
  }
}

private func moveFolders(_ ledger: Ledger, _ publisher: Publisher) throws(RunFailure) {
  for entry in ledger.sorted {
    try Interrupt.check()
    var entry = entry
    let folder = documentFolder(entry.path)
    let old = publisher.setFolder + "/" + entry.folder
    if entry.asOutcome.isRead, !hasRecord(publisher.place(of: folder)), hasRecord(old) {
      guard publisher.publish(old, as: folder) else { throw RunFailure(73, "\(old) cannot be moved to \(publisher.place(of: folder))") }
      removeEmpty(parentFolder(old), upTo: publisher.setFolder)
    }
    entry.folder = folder
    if hasRecord(publisher.place(of: folder)), let digest = try FolderDigest(publisher.place(of: folder)) {
      entry.recordOf = entry.sha256
      entry.listing = digest.listing
      entry.contents = digest.contents
    }
    ledger.note(entry)
  }
}

private func removeEmpty(_ folder: String, upTo top: String) {
  var folder = folder
  while folder.utf8.count > top.utf8.count, rmdir(folder) == 0 { folder = parentFolder(folder) }
}

private func rebuild(_ ledger: Ledger, _ publisher: Publisher, _ settings: RunSettings) throws(RunFailure) {
  for folder in recordFolders(below: publisher.documents) {
    try Interrupt.check()
    let place = publisher.place(of: folder)
    guard let source = RecordHead(place + "/record.json"), let digest = try FolderDigest(place) else { continue }
    var entry = CatalogueEntry(
      pipeline: settings.pipeline, path: documentPath(ofFolder: folder) ?? folder, folder: folder, size: source.bytes, modified: 0,
      inode: 0,
      sha256: source.sha256, stamp: "", outcome: "complete")
    entry.recordOf = source.sha256
    entry.listing = digest.listing
    entry.contents = digest.contents
    ledger.note(entry)
  }
}

func hasRecord(_ place: String) -> Bool { access(place + "/record.json", F_OK) == 0 }

/// Folders with a record, below a folder, by their paths.
func recordFolders(below top: String) -> [String] {
  var found: [PathKey] = []
  func walk(_ below: String) {
    for name in FolderDigest.names(in: below.isEmpty ? top : top + "/" + below) ?? [] {
      let path = below.isEmpty ? name : below + "/" + name
      var info = stat()
      guard lstat(top + "/" + path, &info) == 0, info.st_mode & S_IFMT == S_IFDIR else { continue }
      if hasRecord(top + "/" + path) { found.append(PathKey(path)) } else { walk(path) }
    }
  }
  walk("")
  return found.sorted().map(\.text)
}

/// What the beginning of a record says of its source, without reading all of it; nil where it is no record.
struct RecordHead {
  var sha256: String
  var bytes: Int

  init?(_ path: String) {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var buffer = [UInt8](repeating: 0, count: 8192)
    let got = read(descriptor, &buffer, buffer.count)
    guard got > 0 else { return nil }
    let text = String(decoding: buffer[..<got], as: UTF8.self)
    guard text.hasPrefix("{\"schema\":\"foja-record/1\""), let hash = RecordHead.after("\"sha256\":\"", in: text)?.prefix(64),
      hash.utf8.count == 64,
      hash.allSatisfy({ $0.isHexDigit }), let size = RecordHead.after("\"bytes\":", in: text)?.prefix(while: { $0.isASCII && $0.isNumber }),
      let bytes = Int(size)
    else { return nil }
    sha256 = String(hash)
    self.bytes = bytes
  }

  private static func after(_ key: String, in text: String) -> Substring? { text.range(of: key).map { text[$0.upperBound...] } }
}
