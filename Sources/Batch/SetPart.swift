import Catalogue
import Foundation

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
      ["set 1 \(kinds.joined(separator: " ")) \(isFirst)\n"]
        + entries.map { entry in
          [
            entry.path, entry.folder, entry.contents ?? "", entry.recordOf ?? "", entry.sha256 ?? "", entry.outcome, entry.code ?? "",
            entry.message ?? "", "\(entry.pages)", entry.sameAs ?? "", "\(entry.gone)",
          ].joined(separator: "\0") + "\n"
        })
  }

  /// The line that asks a worker for its files.
  func line(_ job: Int, publisher: Publisher) -> [UInt8] {
    let documents = entries.filter(\.hasRecord).map {
      WorkerLines.CollectJob.Document(folder: $0.folder, stale: $0.isStale, gone: $0.gone)
    }
    return WorkerLines.line(
      WorkerLines.CollectJob(
        job: job, collect: publisher.documents, into: publisher.staging + "/set", part: name, first: isFirst, documents: documents))
  }

  /// One line for each file of the inbox, and for each record whose file is gone: what came of it.
  func inputLines() -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    var out: [UInt8] = []
    for entry in entries {
      let line = InputLine(
        path: entry.path, document: entry.hasRecord ? entry.folder : nil, sha256: entry.sha256, outcome: entry.outcome, code: entry.code,
        message: entry.message, duplicateOf: entry.sameAs, stale: entry.isStale, gone: entry.gone)
      out += (try? encoder.encode(line)).map { Array($0) } ?? []
      out.append(0x0a)
    }
    return out
  }

  private struct InputLine: Encodable {
    var path: String, document: String?, sha256: String?, outcome: String, code: String?, message: String?, duplicateOf: String?
    var stale: Bool, gone: Bool

    enum Key: CodingKey { case path, document, sha256, outcome, code, message, duplicateOf, stale, gone }

    /// Every line with every key: what is not there is null.
    func encode(to encoder: any Encoder) throws {
      var line = encoder.container(keyedBy: Key.self)
      try line.encode(path, forKey: .path)
      try line.encode(document, forKey: .document)
      try line.encode(sha256, forKey: .sha256)
      try line.encode(outcome, forKey: .outcome)
      try line.encode(code, forKey: .code)
      try line.encode(message, forKey: .message)
      try line.encode(duplicateOf, forKey: .duplicateOf)
      try line.encode(stale, forKey: .stale)
      try line.encode(gone, forKey: .gone)
    }
  }
}
