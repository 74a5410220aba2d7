import CSystem
import Foundation

/// A document that is to be read.
struct PlannedDocument {
  var file: InboxFile
  /// Below the pipeline's outputs.
  var folder: String
}

/// Which files are read in this run, and why the others are not.
struct Plan {
  private(set) var reading: [PlannedDocument] = []
  private(set) var report = RunReport()
  private let known: [String: String]

  /// What the ledger knows with the same bytes and the same stamp, and whose files still stand, is left as it is.
  init(files: [InboxFile], ledger: borrowing Ledger, settings: RunSettings) {
    var known: [String: String] = [:]
    for file in files {
      let folder = documentFolder(file.path)
      if !settings.force, let entry = ledger.unchanged(file, folder: folder, settings: settings) {
        report.unchanged.append((file.path, entry))
        if let sha256 = entry.sha256, known[sha256] == nil, entry.code != "duplicate" { known[sha256] = file.path }
      } else {
        reading.append(PlannedDocument(file: file, folder: folder))
      }
    }
    self.known = known
  }

  /// A file that was touched within the last seconds may still be arriving: it must keep its size for a moment, or it waits for the next run.
  mutating func leaveGrowing(_ inbox: Inbox) {
    let now = Int(Date().timeIntervalSince1970 * 1e9)
    let fresh = reading.filter { now - $0.file.modified < Plan.settleTime && $0.file.modified <= now }
    guard !fresh.isEmpty else { return }
    usleep(Plan.pause)
    for document in fresh where inbox.look(document.file.path) != document.file {
      report.growing.append(document.file.path)
      reading.removeAll { $0.file.path == document.file.path }
    }
  }

  /// Of files with the same bytes the first (by path) is read. Only files of one size are looked into.
  mutating func leaveDuplicates(_ inbox: Inbox) {
    var bySize: [Int: Int] = [:]
    for document in reading { bySize[document.file.size, default: 0] += 1 }
    var first = known
    var kept: [PlannedDocument] = []
    for document in reading {
      guard document.file.size > 0, bySize[document.file.size, default: 0] > 1 || !known.isEmpty,
        let bytes = FileManager.default.contents(atPath: inbox.folder + "/" + document.file.path)
      else {
        kept.append(document)
        continue
      }
      let sha256 = sha256Hex(bytes)
      if let other = first[sha256] {
        report.duplicates.append((document.file.path, other))
      } else {
        first[sha256] = document.file.path
        kept.append(document)
      }
    }
    reading = kept
  }

  /// Nanoseconds that a file must have been left alone to count as whole at once: a copy over a slow line pauses for less.
  private static let settleTime = 2_000_000_000
  /// Microseconds that younger files are watched for.
  private static let pause: UInt32 = 300_000
}

private func sha256Hex(_ bytes: Data) -> String {
  withUnsafeTemporaryAllocation(of: CChar.self, capacity: 65) { digits in
    bytes.withUnsafeBytes { foja_sha256($0.baseAddress, $0.count, false, digits.baseAddress) }
    return String(cString: digits.baseAddress!)
  }
}
