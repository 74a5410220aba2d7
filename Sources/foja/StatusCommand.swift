import ArgumentParser
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
      """)

  @Option(name: [.short, .customLong("outputs")], help: ArgumentHelp("The folder of a run's outputs.", valueName: "folder")) var outputs:
    String?
  @Flag(help: "Only documents that are partial, refused or failed.") var failed = false
  @Flag(help: "One JSON object a line.") var json = false

  func run() throws {
    let folder = try outputs.map(absolute) ?? Home().path + "/Outputs"
    guard FileManager.default.fileExists(atPath: folder + "/catalogue.sqlite") else {
      throw Failure(66, "no run has written to \(folder) yet: type foja run")
    }
    let entries: [CatalogueEntry]
    do {
      let catalogue = try Catalogue(path: folder + "/catalogue.sqlite")
      entries = try catalogue.allEntries().filter { !failed || $0.outcome != "complete" && !$0.gone }
      catalogue.close()
    } catch {
      throw Failure(73, "\(folder)/catalogue.sqlite cannot be read: \(error)")
    }
    for entry in entries { tell(json ? line(entry) : text(entry)) }
    if !json { summary(entries) }
    if entries.contains(where: { $0.outcome != "complete" && !$0.gone }) { throw ExitCode(1) }
  }

  private func text(_ entry: CatalogueEntry) -> String {
    var line = "\(entry.outcome)\t\(entry.path)"
    if let code = entry.code { line += "\t\(code)" }
    if let message = entry.message { line += "\t\(message)" }
    return entry.gone ? line + "\tno longer among the inputs" : line
  }

  private func summary(_ entries: [CatalogueEntry]) {
    let kinds = ["complete", "partial", "refused", "failed"].compactMap { kind in
      let count = entries.count { $0.outcome == kind }
      return count > 0 ? "\(count) \(kind)" : nil
    }
    tell(kinds.isEmpty ? "Nothing needs attention." : "\(counted(entries.count, "document")): \(kinds.joined(separator: ", ")).")
  }

  private func line(_ entry: CatalogueEntry) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    struct Line: Encodable {
      var pipeline: String, path: String, folder: String, sha256: String?, outcome: String, code: String?, message: String?
      var pages: Int, findings: Int, gone: Bool
    }
    let line = Line(
      pipeline: entry.pipeline, path: entry.path, folder: entry.folder, sha256: entry.sha256, outcome: entry.outcome, code: entry.code,
      message: entry.message, pages: entry.pages, findings: entry.findings, gone: entry.gone)
    return String(decoding: (try? encoder.encode(line)) ?? Data(), as: UTF8.self)
  }
}
