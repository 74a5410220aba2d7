import ArgumentParser
import Batch
import Foundation

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Read what is new or changed in a folder of documents.",
    discussion: """
      Every document gets a folder under Outputs/<pipeline>/documents/ with record.json, document.md and its tables as CSV; the whole set \
      stands beside them as JSON Lines with a datapackage.json. Documents that were read before with the same rules are left as they are. \
      No record is ever withdrawn: one whose document is gone or cannot be read any more is kept and marked (see foja prune).

        foja run
        foja run --inputs ~/reports --outputs ~/records --jobs 4
        foja run --force                read everything again
        foja run --verify               read again where the files of a record are no longer as they were written
        foja run --shard 2/3 --outputs parts/2      the second of three machines' shares; see foja merge
      """)

  @Argument(help: "The pipeline: a file of Pipelines/, without .yaml.") var pipeline = "default"
  @OptionGroup var options: RunOptions
  @OptionGroup var reporting: RunReporting
  @Flag(help: "Read every document again.") var force = false
  @Flag(help: "Only list what would be read, and why.") var dryRun = false
  @Option(
    help: ArgumentHelp(
      "Read only one share of the inputs, as one of several machines: 2/3. All of them are looked at, so that each machine decides alike.",
      valueName: "k/n"), transform: { try share($0) }) var shard: Shard?
  @Flag(help: "Compare the contents of all published files, not only their sizes and times.") var verify = false

  func run() throws {
    var settings = try options.settings(pipeline)
    settings.force = force
    settings.verify = verify
    settings.shard = shard
    if dryRun { try look(settings) } else { try carryOut(settings, reporting) }
  }
}

struct RetryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retry",
    abstract: "A run that tries again what failed for passing reasons, without waiting.",
    discussion: """
      A worker that was killed, a file that could not be opened, memory that ran out: such documents are tried at the next run, and \
      after three failures only at every second, fourth, eighth … run. This is a run that tries all of them at once.

        foja retry
        foja retry --code timed-out --code scan-without-text      documents with these codes, passing or not
      """)

  @Argument(help: "The pipeline: a file of Pipelines/, without .yaml.") var pipeline = "default"
  @OptionGroup var options: RunOptions
  @OptionGroup var reporting: RunReporting
  @Option(help: "Only documents with this code; may be given several times.") var code: [String] = []

  func run() throws {
    var settings = try options.settings(pipeline)
    settings.retry = code
    try carryOut(settings, reporting)
  }
}

/// `2/3`.
private func share(_ text: String) throws -> Shard {
  guard let shard = Shard(text) else { throw ValidationError("'\(text)' is no share: --shard 2/3 is the second of three") }
  return shard
}

private func carryOut(_ settings: RunSettings, _ reporting: RunReporting) throws {
  try seeInbox(settings)
  reporting.begin()
  Interrupt.watch()
  let report: RunReport
  do throws(RunFailure) {
    report = try Batch.run(settings, progress: reporting.progress)
  } catch {
    try reporting.end(RunReport(), failure: error)
    throw Failure(error.status, error.message)
  }
  for note in report.notes { say("foja: \(note)") }
  try reporting.end(report, failure: nil)
  if !reporting.quiet { tell(printable(report.summary)) }
  tellTroubles(report)
  if report.status != 0 { throw ExitCode(report.status) }
}

private func look(_ settings: RunSettings) throws {
  try seeInbox(settings)
  Interrupt.watch()
  let outlook: Outlook
  do throws(RunFailure) { outlook = try Batch.outlook(settings) } catch { throw Failure(error.status, error.message) }
  for (path, reason) in outlook.reading { tell(printable("\(path)\t\(reason)")) }
  tell("\(counted(outlook.reading.count, "document")) would be read, \(outlook.unchanged) unchanged.")
  tellTroubles(outlook.report)
}

private func seeInbox(_ settings: RunSettings) throws(Failure) {
  guard FileManager.default.fileExists(atPath: settings.inbox.folder) else {
    throw Failure(66, "the folder \(settings.inbox.folder) is not there: make it, or name another with --inputs")
  }
}

func tellTroubles(_ report: RunReport) {
  for (path, outcome) in report.attention { tell("  " + described(path, outcome)) }
  for path in report.growing { tell("  \(printable(path)): still arriving") }
  for (path, reason) in report.unreadable { tell("  \(printable(path)): the folder cannot be read: \(reason)") }
  for path in report.damaged { tell("  \(printable(path)): its record cannot be read and is left out of the set") }
}

/// A document that is not complete, in a line.
func described(_ path: String, _ outcome: Outcome) -> String {
  printable("\(path): \(outcome.kind.rawValue), \(outcome.code ?? "?")\(outcome.message.map { ": " + $0 } ?? "")")
}

extension RunReport {
  fileprivate var summary: String {
    if read.isEmpty, duplicates.isEmpty, growing.isEmpty, gone.isEmpty, unreadable.isEmpty, waiting.isEmpty {
      return "Nothing to do: \(counted(unchanged.count, "document")) unchanged since the last run."
    }
    let kinds = [Outcome.Kind.complete, .partial, .refused, .failed].compactMap { kind in
      let count = read.count { $0.outcome.kind == kind }
      return count > 0 ? "\(count) \(kind.rawValue)" : nil
    }
    var parts = ["Read \(counted(read.count, "document")), \(counted(read.reduce(0) { $0 + $1.outcome.pages }, "page"))"]
    if !kinds.isEmpty { parts[0] += ": " + kinds.joined(separator: ", ") }
    if !unchanged.isEmpty { parts.append("\(unchanged.count) unchanged") }
    if !waiting.isEmpty { parts.append("\(waiting.count) to be tried again in a later run (foja retry)") }
    for (path, of) in duplicates.prefix(RunReport.named) { parts.append("\(path) has the bytes of \(of)") }
    if duplicates.count > RunReport.named { parts.append("\(duplicates.count - RunReport.named) more duplicates (foja status)") }
    if !growing.isEmpty { parts.append("\(growing.count) still arriving") }
    if !gone.isEmpty { parts.append("\(gone.count) no longer among the inputs, their records kept (foja prune)") }
    return parts.joined(separator: "; ") + "."
  }

  /// Duplicates that the summary names.
  private static let named = 20
}
