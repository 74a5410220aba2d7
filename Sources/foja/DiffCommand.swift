import ArgumentParser
import Foundation
import Reading
import Review

struct DiffCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "diff",
    abstract: "Say what differs between two records, or between the records of two runs.",
    discussion: """
        foja diff old/record.json new/record.json
        foja run --outputs new && foja diff Outputs new              what changed rules did to an archive
        foja diff Outputs new -o what-changed                        the same as a page: what-changed/index.html

      Ids and what records were made with do not count. Ends 0 where nothing differs, 1 where something does.
      """)

  @Argument(help: "A record, or a folder of outputs: as it was.", completion: .file()) var before: String
  @Argument(help: "A record, or a folder of outputs: as it is.", completion: .file()) var after: String
  @Flag(help: "Print JSON.") var json = false
  @Option(
    name: [.short, .customLong("output")], help: ArgumentHelp("Write a page into this folder.", valueName: "folder"), completion: .directory
  ) var output: String?

  func run() throws {
    var report = RunDiff(before: before, after: after)
    let (left, right) = (try records(before), try records(after))
    // A record against a record, whatever they are called.
    let single = left.count == 1 && right.count == 1 && !Files.isFolder(before) && !Files.isFolder(after)
    let names = single ? [""] : Set(left.keys).union(right.keys).sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    for name in names {
      report.documents += 1
      switch (single ? before : left[name], single ? after : right[name]) {
      case (let a?, let b?):
        let (old, new) = (try bytes(a), try bytes(b))
        if old == new { continue }
        let found = diff(try recordOf(old, a), try recordOf(new, b))
        if !found.isEmpty { report.entries.append(RunDiff.Entry(document: single ? after : name, diff: found)) }
      case (nil, _?): report.entries.append(RunDiff.Entry(document: name, what: .added))
      case (_?, nil): report.entries.append(RunDiff.Entry(document: name, what: .removed))
      case (nil, nil): break
      }
    }
    if let output {
      let target = absolute(output)
      let pages = PageFiles(folder: try Home().pipelines + "/review")
      try saving {
        try pages.copy(into: target)
        try pages.write("diff", data: report.json, into: target)
      }
    }
    if json {
      Files.writeAll(report.json, to: 1)
    } else {
      for line in report.text { tell(line) }
    }
    if !report.isEmpty { throw ExitCode(1) }
  }

  /// Paths of the records below a folder, by what stands between `documents/` and `/record.json`; a record by its own path.
  private func records(_ path: String) throws(Failure) -> [String: String] {
    guard Files.exists(path) else { throw Failure(66, "\(path) is not there") }
    guard Files.isFolder(path) else { return [path: path] }
    var out: [String: String] = [:]
    let all = FileManager.default.enumerator(atPath: path)?.compactMap { $0 as? String } ?? []
    for name in all where (name == "record.json" || name.hasSuffix("/record.json")) && !name.hasPrefix(".") {
      let folder = "/" + Files.parent(name)
      let below = folder.range(of: "/documents/").map { String(folder[$0.upperBound...]) } ?? String(folder.dropFirst())
      out[below] = path + "/" + name
    }
    return out
  }

  private func bytes(_ path: String) throws(Failure) -> [UInt8] {
    guard let bytes = Files.read(path) else { throw Failure(66, "\(path) cannot be read") }
    return bytes
  }
}
