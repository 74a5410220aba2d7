import ArgumentParser
import Batch
import Foundation

struct PruneCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prune",
    abstract: "Withdraw records whose documents are gone, or whose newer bytes were refused.",
    discussion: """
      Runs keep such records and mark them gone or stale. This takes them out of the folder, the set and the catalogue, with folders that the \
      catalogue does not know. Records of documents with a passing trouble stay.

        foja prune --dry-run            what would be withdrawn
        foja prune --cache              empty the cache of what stages gave, and withdraw nothing
      """)

  @Argument(help: "The pipeline: a file of Pipelines/, without .yaml.") var pipeline = "default"
  @OptionGroup var options: RunOptions
  @Flag(help: "Only list what would be withdrawn.") var dryRun = false
  @Flag(help: "One JSON object a line.") var json = false

  @Flag(help: "Empty the cache instead: documents are opened again when rules change.") var cache = false

  func run() throws {
    let settings = try existing(options.settings(pipeline))
    Interrupt.watch()
    if cache { return try empty(settings) }
    let withdrawn: [(path: String, reason: String)]
    do throws(RunFailure) {
      withdrawn = try prune(settings, trial: dryRun, progress: runProgress())
    } catch {
      throw Failure(error.status, error.message)
    }
    if json {
      for (path, reason) in withdrawn { tell(jsonLine(["path": path, "reason": reason])) }
      return
    }
    for (path, reason) in withdrawn { tell(printable("\(path)\t\(reason)")) }
    tell("\(counted(withdrawn.count, "record")) \(dryRun ? "would be withdrawn" : "withdrawn").")
  }

  private func empty(_ settings: RunSettings) throws {
    do throws(RunFailure) {
      let held = try emptyCache(settings)
      tell("The cache held \(counted(held.documents, "document")), \(megabytes(held.bytes)).")
    } catch { throw Failure(error.status, error.message) }
  }
}

struct ForgetCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forget",
    abstract: "Clear all that is held of documents: record, lines of the set, entry of the catalogue.",
    discussion: """
      For documents that must not be kept. Remove the file from the inputs first: what is still there is read again by the next run.

        foja forget 2023/report.pdf
      """)

  @Argument(help: "Documents, by their paths below the inputs, as foja status shows them.") var documents: [String]
  @Option(help: "The pipeline: a file of Pipelines/, without .yaml.") var pipeline = "default"
  @OptionGroup var options: RunOptions
  @Flag(help: "Print JSON: the documents that were forgotten, and those that are not known.") var json = false

  func run() throws {
    let settings = try existing(options.settings(pipeline))
    Interrupt.watch()
    let unknown: [String]
    do throws(RunFailure) {
      unknown = try forget(documents, settings, progress: runProgress())
    } catch {
      throw Failure(error.status, error.message)
    }
    if json {
      tell(jsonLine(["forgotten": documents.filter { !unknown.contains($0) }, "unknown": unknown]))
      if !unknown.isEmpty { throw ExitCode(66) }
      return
    }
    tell("\(counted(documents.count - unknown.count, "document")) forgotten.")
    if !unknown.isEmpty { throw Failure(66, "not in the catalogue: \(printable(unknown.joined(separator: ", ")))") }
  }
}

/// Settings of outputs that a run has written to.
private func existing(_ settings: RunSettings) throws(Failure) -> RunSettings {
  guard FileManager.default.fileExists(atPath: settings.outputs + "/catalogue.sqlite") else {
    throw Failure(66, said("no run has written to {1} yet: type foja run", settings.outputs))
  }
  return settings
}

/// `3.4 MB`.
func megabytes(_ bytes: Int) -> String { "\((bytes + 50_000) / 1_000_000).\((bytes + 50_000) / 100_000 % 10) MB" }
