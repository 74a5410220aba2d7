import ArgumentParser
import Batch
import Catalogue
import Foundation
import Reading

struct StatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "What came of each document in the runs so far.",
    discussion: """
        foja status
        foja status --failed          only what needs attention
        foja status --json            one object a line, for scripts
        foja status --new             what changed with the last run
      """)

  @Option(help: "The pipeline that says where outputs are: a file of Pipelines/, without .yaml.") var pipeline = "default"
  @Option(
    name: [.short, .customLong("outputs")], help: ArgumentHelp("The folder of a run's outputs.", valueName: "folder"),
    completion: .directory) var outputs: String?
  @Flag(help: "Only documents that are partial, refused or failed.") var failed = false
  @Flag(help: "One JSON object a line.") var json = false
  @Flag(help: "Only documents of which the last run told something new; ends 0 where there is none.") var new = false

  func run() throws {
    let folder = try Home().outputs(outputs, pipeline)
    guard FileManager.default.fileExists(atPath: folder + "/catalogue.sqlite") else {
      throw Failure(66, said("no run has written to {1} yet: type foja run", folder))
    }
    let entries: [CatalogueEntry]
    do {
      let catalogue = try Catalogue(reading: folder + "/catalogue.sqlite")
      var runs: [String: Int] = [:]
      let all = try catalogue.allEntries()
      if new { for pipeline in Set(all.map(\.pipeline)).sorted() { runs[pipeline] = try catalogue.runs(of: pipeline) } }
      entries = all.filter { (!failed || needsAttention($0)) && (!new || $0.news > 0 && $0.news == runs[$0.pipeline]) }
      catalogue.close()
    } catch let fault as Catalogue.Fault {
      throw Failure(73, Batch.describe(fault, folder + "/catalogue.sqlite"))
    } catch {
      throw Failure(73, "\(folder)/catalogue.sqlite cannot be read: \(error)")
    }
    for entry in entries { json ? tell(line(entry)) : Style.tell(text(entry)) }
    if !json {
      summary(entries)
      tellOfSandbox()
      for pipeline in Set(entries.map(\.pipeline)).sorted() {
        let cache = StageCache.size(of: StageCache.folder(folder, pipeline))
        if cache.bytes > 0 { tell("Cache: \(counted(cache.documents, "document")), \(megabytes(cache.bytes)) (foja prune --cache).") }
      }
    }
    if new ? !entries.isEmpty : entries.contains(where: needsAttention) { throw ExitCode(1) }
  }

  /// A duplicate is seen to with the document that is read in its place.
  private func needsAttention(_ entry: CatalogueEntry) -> Bool { entry.outcome != "complete" && !entry.gone && entry.sameAs == nil }

  private func text(_ entry: CatalogueEntry) -> String {
    var line = "\(Style.outcome(entry.outcome))\t\(printable(entry.path))"
    if let code = entry.code { line += "\t\(code)" }
    if let message = entry.message { line += "\t\(printable(message))" }
    if entry.waiting > 0 { line += "\ttried again after \(counted(entry.waiting, "more run"))" }
    if entry.gone { line += "\tgone: no longer among the inputs, its record is kept" }
    if entry.isStale, !entry.gone { line += "\tstale: its record is of an earlier reading" }
    return line
  }

  private func summary(_ entries: [CatalogueEntry]) {
    let kinds = ["complete", "partial", "refused", "failed"].compactMap { kind in
      let count = entries.count { $0.outcome == kind }
      return count > 0 ? told("{1} \(kind)", "\(count)") : nil
    }
    tell(
      kinds.isEmpty
        ? told(new ? "Nothing new." : "Nothing needs attention.")
        : "\(toldCount(entries.count, "document")): \(kinds.joined(separator: ", ")).")
  }

  /// Where the kernel has not what workers are confined by.
  private func tellOfSandbox() {
    guard let home = try? Home(), let worker = try? home.worker() else { return }
    let offered = home.ask(worker, "--sandbox").split(separator: " ")
    if !offered.contains("files") { tell("Workers may write outside their folder: this kernel has no Landlock.") }
    if !offered.contains("calls") { tell("Workers may use the network: this kernel has no seccomp.") }
  }

  private func line(_ entry: CatalogueEntry) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    struct Line: Encodable {
      var pipeline: String, path: String, folder: String, sha256: String?, outcome: String, code: String?, message: String?
      var pages: Int, findings: Int, gone: Bool, stale: Bool, passing: Bool, failures: Int, waiting: Int, duplicateOf: String?
    }
    let line = Line(
      pipeline: entry.pipeline, path: entry.path, folder: entry.folder, sha256: entry.sha256, outcome: entry.outcome, code: entry.code,
      message: entry.message, pages: entry.pages, findings: entry.findings, gone: entry.gone, stale: entry.isStale, passing: entry.passing,
      failures: entry.failures, waiting: entry.waiting, duplicateOf: entry.sameAs)
    return String(decoding: (try? encoder.encode(line)) ?? Data(), as: UTF8.self)
  }
}
