import Catalogue
import Foundation

/// A document that is to be read.
struct PlannedDocument {
  var file: InboxFile
  /// Below `documents/`.
  var folder: String
  /// Of its bytes, where it had to be computed.
  var sha256: String?
  /// Why it is read.
  var reason: Reason
  /// Which of the passwords that may fit is tried.
  var attempt = 0

  enum Reason: String {
    case new, changed, renamed, forced, retried
    case otherRules = "other rules, corrections, tools or outputs"
    case damaged = "its published files are not as they were written"
  }
}

/// Which files are read in this run, why the others are not, and which records go along with documents that were renamed.
///
/// A file is known by size, times and place on the disk; where one of them changed, or another file or record has its size, by its
/// bytes. Of files with the same bytes (and suffix, which decides how they are read) the first by path is read. A record whose document is
/// no longer where it was, but elsewhere, goes along.
///
/// Of an inbox that several machines share all of it is looked at, so that each decides alike, and only our share of it is planned.
struct Plan {
  private(set) var reading: [PlannedDocument] = []
  /// Records that go along: from a path to the file that is there now.
  private(set) var moves: [(from: String, to: InboxFile)] = []
  /// Each path, and the one that is read in its place.
  private(set) var duplicates: [(file: InboxFile, sha256: String, of: String)] = []
  /// Larger than what a worker may take of memory.
  private(set) var oversized: [InboxFile] = []
  /// Paths of documents that are no longer among the inputs.
  private(set) var gone: [String] = []
  /// Names of documents that are no files.
  private(set) var odd: [(path: String, outcome: Outcome)] = []
  private(set) var report = RunReport()

  private let settings: RunSettings
  private let ledger: Ledger
  private let publisher: Publisher
  private let scan: InboxScan
  private let present: Set<PathKey>
  private var hashes: [PathKey: String] = [:]
  private var movedTo: [PathKey: String] = [:]
  private var movedFrom: Set<PathKey> = []

  init(_ scan: InboxScan, ledger: Ledger, publisher: Publisher, settings: RunSettings) throws(RunFailure) {
    self.scan = scan
    self.ledger = ledger
    self.publisher = publisher
    self.settings = settings
    present = Set(scan.files.map { PathKey($0.path) } + scan.odd.map { PathKey($0.path) })
    let files = try leaveGrowing()
    try hash(files)
    for file in leaveDuplicates(files) where settings.holds(file.path) { try decide(file) }
    duplicates.removeAll { !settings.holds($0.file.path) }
    report.duplicates.removeAll { !settings.holds($0.path) }
    report.growing.removeAll { !settings.holds($0) }
    odd = scan.odd.filter { settings.holds($0.path) }
    gone = ledger.sorted.filter { !present.contains(PathKey($0.path)) && !scan.isHidden($0.path) && !movedFrom.contains(PathKey($0.path)) }
      .map(\.path)
    report.gone = gone.filter { ledger[$0].map { $0.hasRecord && !$0.gone } ?? false }
  }

  // MARK: Steps

  /// A file that was touched within the last seconds may still be arriving: it must keep its size for a moment, or it waits for the next run.
  private mutating func leaveGrowing() throws(RunFailure) -> [InboxFile] {
    let now = Int(Date().timeIntervalSince1970 * 1e9)
    let fresh = scan.files.filter { file in
      now - file.modified < Plan.settleTime && file.modified <= now && ledger[file.path].map { !$0.isOf(file) } ?? true
    }
    guard !fresh.isEmpty else { return scan.files }
    usleep(Plan.pause)
    try Interrupt.check()
    let growing = fresh.filter { settings.inbox.look($0.path) != $0 }.map { PathKey($0.path) }
    report.growing = growing.map(\.text)
    return growing.isEmpty ? scan.files : scan.files.filter { !growing.contains(PathKey($0.path)) }
  }

  /// The hashes that are needed to know a file: see above. Files that no worker could hold are not looked into.
  private mutating func hash(_ files: [InboxFile]) throws(RunFailure) {
    var sizes: [Int: Int] = [:]
    for file in files { sizes[file.size, default: 0] += 1 }
    for entry in ledger.entries.values where entry.hasRecord && !present.contains(PathKey(entry.path)) {
      sizes[entry.size, default: 0] += 1
    }
    for file in files where file.size > 0 && file.size <= settings.memoryMegabytes << 20 {
      let entry = ledger[file.path]
      if let entry, let known = entry.sha256, entry.isOf(file) {
        hashes[PathKey(file.path)] = known
      } else if sizes[file.size, default: 0] > 1 || entry?.sha256 != nil && entry?.size == file.size {
        hashes[PathKey(file.path)] = try sha256(of: file)
      }
    }
    ledger.seen?.complete()
  }

  private func sha256(of file: InboxFile) throws(RunFailure) -> String? {
    let others = settings.holds(file.path) ? nil : ledger.seen
    if let known = others?.sha256(of: file) { return known }
    let sha256 = try Batch.sha256(ofFile: settings.inbox.place(of: file.path))
    if let sha256 { others?.take(file, sha256: sha256) }
    return sha256
  }

  /// Groups by bytes; gives what is left to decide on. Records of a group's other members, or of documents that are gone, go to its first.
  private mutating func leaveDuplicates(_ files: [InboxFile]) -> [InboxFile] {
    var firsts: [String: InboxFile] = [:]
    var kept: [InboxFile] = []
    var lost: [String: String] = [:]
    for entry in ledger.sorted.reversed() where entry.hasRecord && !present.contains(PathKey(entry.path)) && !scan.isHidden(entry.path) {
      if let recordOf = entry.recordOf { lost[Plan.content(recordOf, entry.path)] = entry.path }
    }
    for file in files {
      guard let sha256 = hashes[PathKey(file.path)] else {
        kept.append(file)
        continue
      }
      let bytes = Plan.content(sha256, file.path)
      if let first = firsts[bytes] {
        duplicates.append((file, sha256, first.path))
        if ledger[file.path]?.sameAs != first.path { report.duplicates.append((file.path, first.path)) }
        if let entry = ledger[file.path], entry.hasRecord, entry.recordOf == sha256, needsRecord(first.path, sha256) {
          move(file.path, to: first)
        }
      } else {
        firsts[bytes] = file
        kept.append(file)
        if let from = lost[bytes], needsRecord(file.path, sha256) { move(from, to: file) }
      }
    }
    return kept
  }

  /// What documents that are one have in common: their bytes, and their suffix, which decides how they are read.
  static func content(_ sha256: String, _ path: String) -> String {
    let name = path.lowercased()
    return sha256 + (name.lastIndex(of: ".").map { String(name[$0...]) } ?? "")
  }

  private func needsRecord(_ path: String, _ sha256: String) -> Bool {
    movedTo[PathKey(path)] == nil && !(ledger[path].map { $0.hasRecord && $0.recordOf == sha256 } ?? false)
  }

  private mutating func move(_ from: String, to file: InboxFile) {
    guard settings.holds(file.path), movedFrom.insert(PathKey(from)).inserted else { return }
    movedTo[PathKey(file.path)] = from
    moves.append((from, file))
  }

  private mutating func decide(_ file: InboxFile) throws(RunFailure) {
    let sha256 = hashes[PathKey(file.path)]
    guard file.size <= settings.memoryMegabytes << 20 else { return oversized.append(file) }
    let from = movedTo[PathKey(file.path)]
    // A record that goes along speaks for the document, but for its name, which has a say in what kind of document it is.
    let known = from.map { Plan.name($0) == Plan.name(file.path) ? $0 : "" } ?? file.path
    var entry = ledger[known] ?? CatalogueEntry(new: file, pipeline: settings.pipeline)
    if let reason = try reason(to: file, sha256, &entry, isKnown: ledger[known] != nil, isRenamed: from != nil) {
      reading.append(PlannedDocument(file: file, folder: documentFolder(file.path), sha256: sha256, reason: reason))
      return
    }
    if entry.passing { report.waiting.append((file.path, entry.asOutcome)) } else { report.unchanged.append((file.path, entry.asOutcome)) }
    if entry.passing, entry.waiting > 0 { entry.waiting -= 1 }
    entry.take(file)
    if from == nil { ledger.note(entry) }
  }

  /// Why a file is to be read, if it is.
  private func reason(
    to file: InboxFile, _ sha256: String?, _ entry: inout CatalogueEntry, isKnown: Bool, isRenamed: Bool
  ) throws(RunFailure) -> PlannedDocument.Reason? {
    guard isKnown else { return isRenamed ? .renamed : .new }
    if settings.force { return .forced }
    guard entry.sameAs == nil, entry.isOf(file) || sha256 != nil && entry.sha256 == sha256 else { return .changed }
    if entry.stamp != settings.stamp(of: sha256 ?? entry.sha256) { return .otherRules }
    guard try stands(&entry) else { return .damaged }
    return isRetried(entry) ? .retried : nil
  }

  /// Whether what was published is still as it was written. Files that were copied have other times: then their contents are compared.
  private func stands(_ entry: inout CatalogueEntry) throws(RunFailure) -> Bool {
    guard entry.asOutcome.isRead else { return true }
    let place = publisher.place(of: entry.folder)
    guard let listing = FolderDigest.listing(of: place) else { return false }
    if listing == entry.listing, !settings.verify { return true }
    guard try FolderDigest.contents(of: place) == entry.contents else { return false }
    entry.listing = listing
    return true
  }

  /// Whether an outcome is tried again although nothing changed.
  private func isRetried(_ entry: CatalogueEntry) -> Bool {
    // A password may have been found.
    if entry.code == "encrypted", !settings.passwords(for: entry.path).isEmpty { return true }
    if let codes = settings.retry {
      return codes.isEmpty ? entry.passing : codes.contains(entry.code ?? "")
    }
    return entry.passing && entry.waiting == 0
  }

  /// A path's last name.
  static func name(_ path: String) -> PathKey {
    PathKey(path.utf8.lastIndex(of: 0x2F).map { String(path[path.utf8.index(after: $0)...]) } ?? path)
  }

  /// Nanoseconds that a file must have been left alone to count as whole at once: a copy over a slow line pauses for less.
  private static let settleTime = 2_000_000_000
  /// Microseconds that younger files are watched for.
  private static let pause: UInt32 = 300_000
}
