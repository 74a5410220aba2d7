import Catalogue
import Foundation

/// One part of the set of all records: the documents that share a number, which a document's path gives it.
///
/// The number of parts is the least power of two that leaves ``documentsEach`` documents or fewer for each on average; a document's part is a
/// hash of its path below that number. So a part is a function of the documents that there are, whatever order they came in, and a new document
/// changes one part.
struct SetPart {
  /// From 1.
  var number: Int
  /// By path.
  var entries: [CatalogueEntry] = []

  /// Documents of a part: as many as are read and written within a second or two where each has a few megabytes.
  static let documentsEach = 100

  /// All parts, by number.
  static func parts(of entries: [CatalogueEntry]) -> [SetPart] {
    var count = 1
    while entries.count > count * documentsEach { count *= 2 }
    var parts = (1...count).map { SetPart(number: $0) }
    for entry in entries { parts[Int(hash(entry.path) & UInt64(count - 1))].entries.append(entry) }
    return parts
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
      ["set 1 \(kinds.joined(separator: " "))\n"]
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
      WorkerLines.CollectJob(job: job, collect: publisher.documents, into: publisher.staging + "/set", part: name, documents: documents))
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

  /// FNV-1a of 64 bits, its upper half folded in.
  private static func hash(_ text: String) -> UInt64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3 }
    return hash ^ hash >> 32
  }
}
