import Emit
import Foundation

/// The set's parts as Parquet beside the JSON Lines, with the same columns and types, where a Python with `pyarrow` can be started.
///
/// A file is up to date where its time is that of the lines that it was made of: parts that changed are written again, others are left alone.
/// Without pyarrow there are none: files that some parts have and others have not would be taken for the whole.
package struct ParquetFiles {
  private let folder: String
  private let staging: String
  private let python: String

  package init(folder: String, staging: String, python: String) {
    self.folder = folder
    self.staging = staging
    self.python = python
  }

  package enum Report: Equatable {
    case upToDate(written: Int)
    /// Why there are none.
    case missing(String)
  }

  /// `parts` by name.
  package func update(parts: [String]) throws -> Report {
    var due: [(kind: String, stem: String, time: timespec)] = []
    var kept: Set<String> = []
    for part in parts {
      for kind in setKinds {
        let stem = "\(kind)-\(part)"
        guard let lines = look("\(folder)/\(stem).jsonl"), lines.st_size > 0 else { continue }
        kept.insert(stem + ".parquet")
        let made = look("\(folder)/\(stem).parquet")
        if let made, made.st_mtim.tv_sec == lines.st_mtim.tv_sec, made.st_mtim.tv_nsec == lines.st_mtim.tv_nsec { continue }
        due.append((kind, stem, lines.st_mtim))
      }
    }
    try removeAll(but: kept)
    guard !due.isEmpty else { return .upToDate(written: 0) }
    if let reason = try convert(due.map { ($0.kind, $0.stem) }) {
      try removeAll(but: [])
      return .missing(reason)
    }
    for (_, stem, time) in due {
      let staged = "\(staging)/\(stem).parquet"
      var times = [time, time]
      guard utimensat(AT_FDCWD, staged, &times, 0) == 0, rename(staged, "\(folder)/\(stem).parquet") == 0 else {
        throw SetDatabase.Fault.unusable("\(folder)/\(stem).parquet cannot be written")
      }
    }
    return .upToDate(written: due.count)
  }

  // MARK: Steps

  private struct Task: Encodable {
    var lines: String
    var parquet: String
    var columns: [[String]]
  }

  /// Nil where all is written; else why there is nobody to do it. Python is asked once, and told of the parts when it has said that it can:
  /// a night without pyarrow writes nothing.
  private func convert(_ due: [(kind: String, stem: String)]) throws -> String? {
    let (tasks, answers, errors) = (Pipe(), Pipe(), staging + "/parquet.said")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = [python, "-c", String(decoding: PackageResources.parquet_py, as: UTF8.self)]
    process.standardInput = tasks
    process.standardOutput = answers
    _ = FileManager.default.createFile(atPath: errors, contents: nil)
    process.standardError = FileHandle(forWritingAtPath: errors)
    guard (try? process.run()) != nil else { return "\(python) cannot be started" }
    let input = tasks.fileHandleForWriting
    if let answer = try? answers.fileHandleForReading.read(upToCount: 1), !answer.isEmpty {
      for (kind, stem) in due {
        // Where it has ended, its code says why.
        guard (try? input.write(contentsOf: task(kind, stem))) != nil else { break }
      }
    }
    try? input.close()
    process.waitUntilExit()
    switch process.terminationStatus {
    case 0: return nil
    case 3: return "\(python) has no pyarrow"
    case 127: return "\(python) is not there"
    default:
      let said = (try? String(contentsOfFile: errors, encoding: .utf8))?.split(separator: "\n").last ?? "it said nothing"
      throw SetDatabase.Fault.unusable("Parquet cannot be written: \(said)")
    }
  }

  /// The line that asks for one part.
  private func task(_ kind: String, _ stem: String) throws -> Data {
    let columns = (resource(kind)?.columns ?? []).map { [$0.name, $0.type.rawValue] }
    let task = Task(lines: "\(folder)/\(stem).jsonl", parquet: "\(staging)/\(stem).parquet", columns: columns)
    return try JSONEncoder().encode(task) + [0x0a]
  }

  private func removeAll(but kept: Set<String>) throws {
    for name in try FileManager.default.contentsOfDirectory(atPath: folder) where name.hasSuffix(".parquet") && !kept.contains(name) {
      guard let kind = name.split(separator: "-").first, setKinds.contains(String(kind)) else { continue }
      unlink(folder + "/" + name)
    }
  }

  private func look(_ path: String) -> stat? {
    var info = stat()
    return stat(path, &info) == 0 ? info : nil
  }
}
