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
  for note in report.notes { say("foja: \(Messages.translated(note, to: 2))") }
  try reporting.end(report, failure: nil)
  if !reporting.quiet, !reporting.json {
    tell(printable(report.summary))
    tellPlaces(settings, report)
  }
  if !reporting.json { tellTroubles(report) }
  if report.status != 0 { throw ExitCode(report.status) }
}

/// Where what was read is to be found.
private func tellPlaces(_ settings: RunSettings, _ report: RunReport) {
  let folder = "\(settings.outputs)/\(settings.pipeline)"
  tell(printable("  " + told("Records: {1}", folder + "/documents")))
  guard settings.set else { return }
  let missing = report.noParquet.map { "; " + told("no Parquet: {1}", Messages.translated($0, to: 1)) } ?? ""
  tell(printable("  " + told("The whole set: {1}", "\(folder)/datapackage.json, records.sqlite") + missing))
}

private func look(_ settings: RunSettings) throws {
  try seeInbox(settings)
  Interrupt.watch()
  let outlook: Outlook
  do throws(RunFailure) { outlook = try Batch.outlook(settings) } catch { throw Failure(error.status, error.message) }
  for (path, reason) in outlook.reading { tell(printable("\(path)\t\(reason)")) }
  tell(told("{1} would be read, {2} unchanged.", toldCount(outlook.reading.count, "document"), "\(outlook.unchanged)"))
  tellTroubles(outlook.report)
}

private func seeInbox(_ settings: RunSettings) throws(Failure) {
  var isFolder: ObjCBool = false
  guard FileManager.default.fileExists(atPath: settings.inbox.folder, isDirectory: &isFolder) else {
    throw Failure(66, said("the folder {1} is not there: make it, or name another with --inputs", settings.inbox.folder))
  }
  guard isFolder.boolValue else {
    throw Failure(66, said("{1} is a file: foja convert {1} reads single files, foja run reads folders", settings.inbox.folder))
  }
}

func tellTroubles(_ report: RunReport) {
  for (path, outcome) in report.attention { tell("  " + described(path, outcome)) }
  for path in report.growing { tell("  " + told("{1}: still arriving", printable(path))) }
  for (path, reason) in report.unreadable { tell("  " + told("{1}: the folder cannot be read: {2}", printable(path), reason)) }
  for path in report.damaged { tell("  " + told("{1}: its record cannot be read and is left out of the set", printable(path))) }
}

/// A document that is not complete, in a line.
func described(_ path: String, _ outcome: Outcome, to descriptor: Int32 = 1) -> String {
  func words(_ english: String) -> String { Messages.translated(english, to: descriptor) }
  return printable("\(path): \(words(outcome.kind.rawValue)), \(outcome.code ?? "?")\(outcome.message.map { ": " + words($0) } ?? "")")
}

extension RunReport {
  fileprivate var summary: String {
    if read.isEmpty, duplicates.isEmpty, growing.isEmpty, gone.isEmpty, unreadable.isEmpty, waiting.isEmpty {
      return told("Nothing to do: {1} unchanged since the last run.", toldCount(unchanged.count, "document"))
    }
    let kinds = [Outcome.Kind.complete, .partial, .refused, .failed].compactMap { kind in
      let count = read.count { $0.outcome.kind == kind }
      return count > 0 ? told("{1} \(kind.rawValue)", "\(count)") : nil
    }
    var parts = [told("Read {1}, {2}", toldCount(read.count, "document"), toldCount(read.reduce(0) { $0 + $1.outcome.pages }, "page"))]
    if !kinds.isEmpty { parts[0] += ": " + kinds.joined(separator: ", ") }
    if !unchanged.isEmpty { parts.append(told("{1} unchanged", "\(unchanged.count)")) }
    if !waiting.isEmpty { parts.append(told("{1} to be tried again in a later run (foja retry)", "\(waiting.count)")) }
    for (path, of) in duplicates.prefix(RunReport.named) { parts.append(told("{1} has the bytes of {2}", path, of)) }
    if duplicates.count > RunReport.named {
      parts.append(told("{1} more duplicates (foja status)", "\(duplicates.count - RunReport.named)"))
    }
    if !growing.isEmpty { parts.append(told("{1} still arriving", "\(growing.count)")) }
    if !gone.isEmpty { parts.append(told("{1} no longer among the inputs, their records kept (foja prune)", "\(gone.count)")) }
    return parts.joined(separator: "; ") + "."
  }

  /// Duplicates that the summary names.
  private static let named = 20
}
