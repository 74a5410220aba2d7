import Foundation

/// Reads single files, wherever they are, through the same workers as a run, without a ledger. The files of the n-th come to
/// `scratch/n`; `settled` is called for each as it is done.
package func convert(_ files: [String], settings: RunSettings, scratch: String, settled: @escaping (Int, Outcome) -> Void)
  throws(RunFailure)
{
  guard makeFolder(scratch) else { throw RunFailure(73, "\(scratch) cannot be made") }
  let runner = Runner(command: settings.command(scratch: scratch), workers: settings.jobs, limits: settings.limits) { job in
    WorkerLines.line(
      WorkerLines.ReadJob(
        job: job, path: files[job], name: (files[job] as NSString).lastPathComponent, folder: "\(scratch)/\(job)", outputs: settings.kinds,
        page: settings.page, last: settings.lastPage, password: settings.passwords.first, fault: nil))
  }
  runner.settled = settled
  defer { runner.killAll() }
  try runner.run(files.indices, check: {})
  try runner.finish()
}
