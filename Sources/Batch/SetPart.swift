import Catalogue
import Emit
import Foundation
import Sets

/// One part of the set of all records: documents whose paths begin alike.
///
/// All documents in the order of their paths' bytes are cut where paths part, as a radix tree does, until no piece has more than
/// ``documentsEach``. So parts are a function of the documents that there are, whatever order they came in; new documents change the parts
/// that they fall into, and a delivery of its own, in a folder or under a date, has parts of its own.
struct SetPart {
  /// What all its paths begin with; empty for a set of one part.
  var prefix: [UInt8]
  /// Of its files' names. Given by a hash of the prefix, so that a new part changes no other's; 1 where there is only one.
  var number = 1
  /// The first by path has a file of each kind, if an empty one.
  var isFirst = false
  /// By path.
  var entries: [CatalogueEntry]

  /// Documents of a part: as many as are read and written within a second or two where each has a few megabytes.
  static let documentsEach = 100

  /// Of how rows are made of records: with another, all parts are made again.
  static let version = "4"

  /// All parts, by path.
  static func parts(of entries: [CatalogueEntry]) -> [SetPart] {
    var parts: [SetPart] = []
    cut(entries.map { (Array($0.path.utf8), $0) }[...], prefix: [], into: &parts)
    if parts.isEmpty { parts = [SetPart(prefix: [], entries: [])] }
    parts[0].isFirst = true
    number(&parts)
    return parts
  }

  private static func cut(_ entries: ArraySlice<(path: [UInt8], entry: CatalogueEntry)>, prefix: [UInt8], into parts: inout [SetPart]) {
    guard let first = entries.first?.path, let last = entries.last?.path else { return }
    guard entries.count > documentsEach else { return parts.append(SetPart(prefix: prefix, entries: entries.map(\.entry))) }
    // In order, what the first and the last share all share.
    let depth = zip(first, last).prefix { $0 == $1 }.count
    var from = entries.startIndex
    while from < entries.endIndex {
      let path = entries[from].path
      let byte = depth < path.count ? path[depth] : nil
      let end = entries[from...].firstIndex { (depth < $0.path.count ? $0.path[depth] : nil) != byte } ?? entries.endIndex
      cut(entries[from..<end], prefix: Array(path.prefix(depth + 1)), into: &parts)
      from = end
    }
  }

  /// A hash of its prefix among four digits, or six where there are thousands of parts; of two with one number the later takes the next free.
  private static func number(_ parts: inout [SetPart]) {
    guard parts.count > 1 else { return }
    let numbers: UInt64 = parts.count <= 2000 ? 9999 : 999_999
    var taken: Set<Int> = []
    for index in parts.indices {
      var number = Int(pathHash(parts[index].prefix) % numbers)
      while !taken.insert(number).inserted { number = (number + 1) % Int(numbers) }
      parts[index].number = number + 1
    }
  }

  /// `0001`; more digits where there are more parts.
  var name: String { SetPart.name(number) }

  static func name(_ number: Int) -> String {
    let digits = "\(number)"
    return String(repeating: "0", count: max(0, 4 - digits.utf8.count)) + digits
  }

  /// A digest of all that its files tell.
  func madeOf(_ kinds: [String]) -> String {
    FolderDigest.digest(
      ["set \(SetPart.version) \(kinds.joined(separator: " ")) \(isFirst)\n"]
        + entries.map { $0.lineOfSet + "\n" })
  }

  /// The line that asks a worker for its files.
  func line(_ job: Int, publisher: Publisher) -> [UInt8] {
    let documents = entries.filter(\.hasRecord).map {
      WorkerLines.CollectJob.Document(
        folder: $0.folder, path: $0.path, outcome: $0.outcome, code: $0.code, stale: $0.isStale, gone: $0.gone)
    }
    return WorkerLines.line(
      WorkerLines.CollectJob(
        job: job, collect: publisher.documents, into: publisher.staging + "/set", part: name, first: isFirst, documents: documents))
  }

  /// One line for each file of the inbox, and for each record whose file is gone: what came of it.
  func inputLines() -> [UInt8] {
    var lines = InputLines()
    for entry in entries {
      lines.add([
        .text(entry.path), RowValue(entry.hasRecord ? entry.folder : nil), RowValue(entry.sha256), .text(entry.outcome),
        RowValue(entry.code), RowValue(entry.message), RowValue(entry.sameAs), .bool(entry.isStale), .bool(entry.gone),
        .text(RecordRows.address(entry.path)),
      ])
    }
    return lines.bytes
  }
}
