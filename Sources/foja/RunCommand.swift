import ArgumentParser
import Batch
import Foundation
import Reading

struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Read what is new or changed in a folder of documents.",
    discussion: """
      Every document gets a folder under Outputs/<pipeline>/documents/ with record.json, document.md and its tables as CSV; the whole set stands \
      beside them as JSON Lines with a datapackage.json. Documents that were read before with the same rules are left as they are.

        foja run
        foja run --inputs ~/reports --outputs ~/records --jobs 4
        foja run --force                read everything again
      """)

  @Argument(help: "The pipeline: a file of Pipelines/, without .yaml.") var pipeline = "default"
  @Option(name: [.short, .customLong("inputs")], help: ArgumentHelp("The folder to read.", valueName: "folder")) var inputs: String?
  @Option(name: [.short, .customLong("outputs")], help: ArgumentHelp("The folder to write to.", valueName: "folder")) var outputs: String?
  @Option(name: [.short, .customLong("jobs")], help: "How many documents to read at once (default: the number of processors).") var jobs:
    Int?
  @Flag(help: "Read every document again.") var force = false
  @Option(help: "Password for encrypted documents.") var password: String?

  func validate() throws {
    if let jobs, !(1...256).contains(jobs) { throw ValidationError("--jobs is a number from 1 to 256") }
  }

  func run() throws {
    let home = try Home()
    let data = try home.data()
    let file = try home.pipeline(pipeline, data)
    let worker = try home.worker()
    var settings = RunSettings(
      pipeline: pipeline, inbox: Inbox(folder: place(inputs, file.inputs, home), suffixes: file.suffixes, skip: file.skip),
      outputs: place(outputs, file.outputs, home), worker: worker, data: home.pipelines,
      stamp: home.stamp(data, worker: worker, kinds: file.kinds), environment: ProcessInfo.processInfo.environment)
    settings.kinds = file.kinds
    settings.set = file.set
    settings.limits = Supervisor.Limits(stalled: file.stalled, total: file.total, recycle: file.recycle)
    settings.memoryMegabytes = file.memoryMegabytes
    settings.jobs = jobs ?? ProcessInfo.processInfo.activeProcessorCount
    settings.force = force
    settings.passwords = password.map { [$0] } ?? []
    settings.testFaults()
    guard FileManager.default.fileExists(atPath: settings.inbox.folder) else {
      throw Failure(66, "the folder \(settings.inbox.folder) is not there: make it, or name another with --inputs")
    }
    Interrupt.watch()
    let report: RunReport
    do throws(RunFailure) {
      report = try Batch.run(settings, progress: isatty(2) == 1 ? TerminalProgress() : LogProgress())
    } catch {
      throw Failure(error.status, error.message)
    }
    tell(report.summary)
    for (path, outcome) in report.attention {
      tell("  \(path): \(outcome.kind.rawValue), \(outcome.code ?? "?")\(outcome.message.map { ": " + $0 } ?? "")")
    }
    if report.status != 0 { throw ExitCode(report.status) }
  }

  private func place(_ given: String?, _ usual: String, _ home: Home) -> String {
    let path = given.map(absolute) ?? (usual.hasPrefix("/") ? usual : home.path + "/" + usual)
    return path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
  }
}

extension RunReport {
  fileprivate var summary: String {
    if read.isEmpty, duplicates.isEmpty, growing.isEmpty, gone.isEmpty {
      return "Nothing to do: \(counted(unchanged.count, "document")) unchanged since the last run."
    }
    let kinds = [Outcome.Kind.complete, .partial, .refused, .failed].compactMap { kind in
      let count = read.count { $0.outcome.kind == kind }
      return count > 0 ? "\(count) \(kind.rawValue)" : nil
    }
    var parts = ["Read \(counted(read.count, "document")), \(counted(read.reduce(0) { $0 + $1.outcome.pages }, "page"))"]
    if !kinds.isEmpty { parts[0] += ": " + kinds.joined(separator: ", ") }
    if !unchanged.isEmpty { parts.append("\(unchanged.count) unchanged") }
    for (path, of) in duplicates { parts.append("\(path) has the bytes of \(of)") }
    for path in growing { parts.append("\(path) is still arriving") }
    if !gone.isEmpty { parts.append("\(gone.count) no longer among the inputs") }
    return parts.joined(separator: "; ") + "."
  }
}

extension RunSettings {
  /// Limits and faults for the tests of the supervisor, heeded only where `FOJA_TEST_FAULTS` is set: `name.pdf=segv,other.pdf=loop` and
  /// `FOJA_TEST_LIMITS`: `stalled=1,total=5,memory=512`.
  fileprivate mutating func testFaults() {
    guard let faults = environment["FOJA_TEST_FAULTS"] else { return }
    for (name, fault) in pairs(faults) { self.faults[name] = fault }
    for (name, value) in pairs(environment["FOJA_TEST_LIMITS"] ?? "") {
      switch name {
      case "stalled": limits.stalled = Double(value) ?? limits.stalled
      case "total": limits.total = Double(value) ?? limits.total
      case "memory": memoryMegabytes = Int(value) ?? memoryMegabytes
      case "recycle": limits.recycle = Int(value) ?? limits.recycle
      default: break
      }
    }
  }

  private func pairs(_ text: String) -> [(String, String)] {
    text.split(separator: ",").compactMap { pair in
      let sides = pair.split(separator: "=", maxSplits: 1)
      return sides.count == 2 ? (String(sides[0]), String(sides[1])) : nil
    }
  }
}
