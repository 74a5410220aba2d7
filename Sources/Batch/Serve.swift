import Foundation

/// Reads documents as lines ask for them, with the rules of a run (deadlines, a worker that dies costs one document, workers are replaced), without inbox,
/// ledger or set: for engines that hand out documents themselves. The lines are those of Pipelines/schemas/serve-1.schema.json.
///
/// Requests are taken while there are workers for them and a few in store, so that whoever writes them waits rather than fills memory. Answers come
/// as documents are done. Ends when its input ends and all is answered.
package func serve(_ settings: RunSettings, input: Int32, scratch: String, answer: @escaping ([UInt8]) -> Void) throws(RunFailure) {
  guard makeFolder(scratch) else { throw RunFailure(73, "\(scratch) cannot be made") }
  let service = Service(settings, scratch: scratch, answer: answer)
  let runner = Runner(command: settings.command(scratch: scratch), workers: settings.jobs, limits: settings.limits) { service.line($0) }
  runner.settled = { service.settle($0, $1) }
  defer { runner.killAll() }
  service.greet()
  try runner.serve(input, inStore: settings.jobs * 2) { service.take($0) }
  try runner.finish()
}

/// What was asked and is not answered yet.
private final class Service {
  private let settings: RunSettings
  private let scratch: String
  private let answer: ([UInt8]) -> Void
  private var requests: [Int: Request] = [:]
  private var next = 0

  private struct Request: Decodable {
    var id: String
    var path: String
    var name: String?
    var password: String?
    var outputs: [String]?
    /// Where the files go; without it they are in the answer.
    var into: String?
  }

  private struct Greeting: Encodable { var foja: String, pipeline: String, stamp: String, outputs: [String] }

  private struct Answer: Encodable {
    var id: String, outcome: String, code: String?, message: String?, passing: Bool, sha256: String?, pages: Int, findings: Int
    var files: [String: String]?
  }

  init(_ settings: RunSettings, scratch: String, answer: @escaping ([UInt8]) -> Void) {
    self.settings = settings
    self.scratch = scratch
    self.answer = answer
  }

  func greet() {
    answer(
      WorkerLines.line(Greeting(foja: "serve/1", pipeline: settings.pipeline, stamp: settings.stamp, outputs: settings.kinds)))
  }

  /// A job for a line; none for one that is not understood, which is answered at once.
  func take(_ line: [UInt8]) -> Int? {
    guard !line.isEmpty else { return nil }
    guard let request = try? JSONDecoder().decode(Request.self, from: Data(line)), request.path.hasPrefix("/") else {
      let id = (try? JSONSerialization.jsonObject(with: Data(line)) as? [String: Any])?["id"] as? String ?? ""
      tell(id, Outcome(.failed, code: "not-a-request", message: "a line with id and an absolute path is expected"), files: nil)
      return nil
    }
    requests[next] = request
    next += 1
    return next - 1
  }

  func line(_ job: Int) -> [UInt8] {
    guard let request = requests[job] else { return [] }
    let name = request.name ?? URL(fileURLWithPath: request.path).lastPathComponent
    return WorkerLines.line(
      WorkerLines.ReadJob(
        job: job, path: request.path, name: name, folder: staged(job), outputs: request.outputs ?? settings.kinds,
        password: request.password ?? settings.passwords(for: name).first, fault: settings.fault(name)))
  }

  func settle(_ job: Int, _ outcome: Outcome) {
    guard let request = requests.removeValue(forKey: job) else { return }
    defer { remove(staged(job)) }
    var outcome = outcome
    var files: [String: String]?
    if access(request.path, R_OK) != 0, !outcome.isRead {
      outcome = Outcome(.failed, code: "unreadable", message: "its bytes cannot be read", passing: true)
    } else if outcome.isRead {
      if let into = request.into {
        if !deliver(staged(job), to: into) {
          outcome = Outcome(.failed, code: "cannot-write", message: "\(into) cannot be written", passing: true)
        }
      } else {
        files = texts(in: staged(job), "")
      }
    }
    tell(request.id, outcome, files: files)
  }

  // MARK: Steps

  private func staged(_ job: Int) -> String { "\(scratch)/\(job)" }

  private func tell(_ id: String, _ outcome: Outcome, files: [String: String]?) {
    answer(
      WorkerLines.line(
        Answer(
          id: id, outcome: outcome.kind.rawValue, code: outcome.code, message: outcome.message, passing: outcome.passing,
          sha256: outcome.sha256,
          pages: outcome.pages, findings: outcome.findings, files: files)))
  }

  /// Files of a folder by their paths below it; all that we write is UTF-8.
  private func texts(in folder: String, _ below: String) -> [String: String] {
    var found: [String: String] = [:]
    for name in FolderDigest.names(in: folder) ?? [] {
      var info = stat()
      guard lstat(folder + "/" + name, &info) == 0 else { continue }
      if info.st_mode & S_IFMT == S_IFDIR {
        found.merge(texts(in: folder + "/" + name, below + name + "/")) { first, _ in first }
      } else if let bytes = try? Data(contentsOf: URL(fileURLWithPath: folder + "/" + name)) {
        found[below + name] = String(decoding: bytes, as: UTF8.self)
      }
    }
    return found
  }

  /// By one rename where the disk is the same, else copied aside and renamed.
  private func deliver(_ staged: String, to target: String) -> Bool {
    guard makeFolder(parentFolder(target)) else { return false }
    remove(target)
    if rename(staged, target) == 0 { return true }
    let aside = target + ".part-\(getpid())"
    defer { remove(aside) }
    return (try? FileManager.default.copyItem(atPath: staged, toPath: aside)) != nil && rename(aside, target) == 0
  }
}
