import Foundation

/// Reads single files, wherever they are, through the same workers as a run, without a ledger. Each one's files come to `folder(job)`;
/// `settled` is called for each as it is done.
package func convert(_ files: [String], settings: RunSettings, folder: @escaping (Int) -> String, settled: @escaping (Int, Outcome) -> Void)
  throws(RunFailure)
{
  let runner = Runner(command: settings.command, workers: settings.jobs, limits: settings.limits) { job in
    WorkerLines.line(
      WorkerLines.ReadJob(
        job: job, path: files[job], name: (files[job] as NSString).lastPathComponent, folder: folder(job), outputs: settings.kinds,
        page: settings.page, password: settings.passwords.first, fault: nil))
  }
  runner.settled = settled
  defer { runner.killAll() }
  try runner.run(files.indices, check: {})
  try runner.finish()
}
