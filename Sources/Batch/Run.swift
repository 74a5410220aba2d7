import Catalogue
import Foundation
import Model

/// One run: inbox → what must be read → workers → published folders, with the ledger kept beside.
package func run(_ settings: RunSettings, progress: any RunProgress) throws(RunFailure) -> RunReport {
  guard makeFolder(settings.outputs) else {
    throw RunFailure(73, "\(settings.outputs) cannot be made: choose another folder with --outputs")
  }
  guard let lock = FolderLock(settings.outputs) else {
    throw RunFailure(75, "another run holds \(settings.outputs): wait for it to end, or choose another folder with --outputs")
  }
  defer { withExtendedLifetime(lock) {} }
  let files = settings.inbox.scan()
  guard !files.isEmpty else {
    let kinds = settings.inbox.suffixes.joined(separator: " ")
    throw RunFailure(66, "no documents (\(kinds)) in \(settings.inbox.folder): put some there, or name another folder with --inputs")
  }
  let publisher = Publisher(outputs: settings.outputs)
  guard publisher.prepare() else { throw RunFailure(73, "\(settings.outputs) cannot be written: choose another folder with --outputs") }
  defer { publisher.clear() }
  var ledger: Ledger
  do { ledger = try Ledger(settings) } catch { throw RunFailure(73, "\(settings.outputs)/catalogue.sqlite cannot be opened: \(error)") }
  defer { ledger.close() }

  var plan = Plan(files: files, ledger: ledger, settings: settings)
  plan.leaveGrowing(settings.inbox)
  plan.leaveDuplicates(settings.inbox)
  var report = plan.report
  report.gone = ledger.missing(from: files)
  let reading = plan.reading
  progress.begin(documents: reading.count, unchanged: report.unchanged.count)

  let collects = settings.set && (!reading.isEmpty || !report.gone.isEmpty || !publisher.has(settings.pipeline + "/datapackage.json"))
  // The set is put together by a worker too, after all documents: it reads what they published.
  let set = collects ? reading.count : nil
  let stagedSet = publisher.staging + "/set"
  var setOutcome = Outcome(.failed)
  var pages = 0
  var results: [Int: Outcome] = [:]
  do throws(Runner.Broken) {
    if !reading.isEmpty || collects {
      let supervisor = Supervisor(jobs: Array(reading.indices), last: set, workers: settings.jobs, limits: settings.limits)
      let runner = Runner(command: settings.command, supervisor: supervisor) { job in
        guard job != set else {
          return WorkerLines.line(
            WorkerLines.CollectJob(job: job, collect: settings.outputs + "/" + settings.pipeline, into: stagedSet))
        }
        return settings.line(job, reading[job], staging: publisher.staging)
      }
      runner.pagesRead = {
        pages += $0
        progress.pages($0)
      }
      runner.tick = { progress.tick() }
      runner.settled = { job, outcome in
        guard job != set else {
          setOutcome = outcome
          return
        }
        let document = reading[job]
        let outcome = publisher.settle(outcome, job: job, folder: settings.pipeline + "/documents/" + document.folder)
        results[job] = outcome
        ledger.note(document, outcome)
        progress.settled(document.file.path, outcome)
      }
      try runner.run { Interrupt.came }
    }
    if collects, setOutcome.kind != .complete || !publisher.publishFiles(stagedSet, into: settings.pipeline) {
      let reason = setOutcome.message ?? "no room or no permission"
      throw Runner.Broken(status: 73, message: "the set of all records cannot be written: \(reason)")
    }
  } catch {
    ledger.flush()
    throw RunFailure(error.status, error.message)
  }
  ledger.gone(report.gone)
  ledger.flush()
  report.read = reading.indices.compactMap { job in results[job].map { (reading[job].file.path, $0) } }
  report.pages = pages
  progress.end()
  return report
}

extension Publisher {
  func has(_ path: String) -> Bool { access(outputs + "/" + path, F_OK) == 0 }

  /// Publishes what a worker wrote for a document, or withdraws what an earlier run did where there is no record now.
  fileprivate func settle(_ outcome: Outcome, job: Int, folder: String) -> Outcome {
    let staged = "\(staging)/\(job)"
    guard outcome.kind == .complete || outcome.kind == .partial else {
      remove(staged)
      withdraw(folder)
      return outcome
    }
    if publish(staged, as: folder) { return outcome }
    remove(staged)
    return Outcome(.failed, code: "cannot-write", message: "its folder cannot be written", sha256: outcome.sha256, pages: outcome.pages)
  }
}

extension RunSettings {
  var command: Runner.Command {
    var environment = environment
    environment["SWIFT_BACKTRACE"] = "enable=no"
    // glibc gives memory back and asks for it again as if programs lived for ever; without that a document takes 9 % less time (measured).
    environment["GLIBC_TUNABLES"] =
      "glibc.malloc.tcache_count=4000:glibc.malloc.mmap_threshold=33554432:glibc.malloc.trim_threshold=268435456"
    return Runner.Command(
      path: worker,
      arguments: [
        "--serve", "--memory", "\(memoryMegabytes)", "--stalled", "\(limits.stalled)", "--total", "\(limits.total)", "--data", data,
        "--pipeline", pipeline,
      ],
      environment: environment)
  }

  fileprivate func line(_ job: Int, _ document: PlannedDocument, staging: String) -> [UInt8] {
    WorkerLines.line(
      WorkerLines.ReadJob(
        job: job, path: inbox.folder + "/" + document.file.path, name: (document.file.path as NSString).lastPathComponent,
        folder: "\(staging)/\(job)", outputs: kinds, password: passwords.first,
        fault: faults.sorted { $0.key < $1.key }.first { document.file.path.hasSuffix($0.key) }?.value))
  }
}

/// What a run tells while it goes on.
package protocol RunProgress: AnyObject {
  func begin(documents: Int, unchanged: Int)
  func pages(_ count: Int)
  func settled(_ path: String, _ outcome: Outcome)
  func tick()
  func end()
}
