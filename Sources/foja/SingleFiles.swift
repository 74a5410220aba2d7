import Batch
import Foundation
import Reading

/// Reads single files through workers, as the default pipeline would: the files of the n-th come to `staging/n`. Gives what came of each.
/// `page` is for drawings; of `pages` only these are read.
func readFiles(
  _ files: [String], kinds: [String], page: Int? = nil, pages: PageRange? = nil, password: String?, staging: String
) throws(Failure) -> [Int: Outcome] {
  let home = try Home()
  let worker = try home.worker()
  let pipeline = try home.pipeline("default", try home.data())
  var settings = RunSettings(
    pipeline: "default", inbox: Inbox(folder: "", suffixes: [], skip: []), outputs: "", worker: worker, data: home.pipelines, stamp: "",
    environment: ProcessInfo.processInfo.environment)
  settings.kinds = kinds
  settings.page = pages?.first ?? page
  settings.lastPage = pages?.last
  settings.passwords = password.map { [$0] } ?? []
  settings.limits = Supervisor.Limits(stalled: pipeline.stalled, total: pipeline.total, recycle: pipeline.recycle)
  settings.memoryMegabytes = pipeline.memoryMegabytes
  settings.jobs = min(files.count, ProcessInfo.processInfo.activeProcessorCount)
  Interrupt.watch()
  var outcomes: [Int: Outcome] = [:]
  do throws(RunFailure) {
    try convert(files.map(absolute), settings: settings, scratch: absolute(staging)) { outcomes[$0] = $1 }
  } catch {
    throw Failure(error.status, error.message)
  }
  return outcomes
}

/// A line for a document that was not read as it should, nil for a complete one.
func complaint(_ outcome: Outcome, about file: String) -> String? {
  guard outcome.kind != .complete else { return nil }
  return "foja: " + described(file, outcome, to: 2)
}
