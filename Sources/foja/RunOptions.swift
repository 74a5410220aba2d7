import ArgumentParser
import Batch
import Foundation
import Reading

/// What `run`, `retry`, `prune` and `forget` have in common: which pipeline, and where its folders are.
struct RunOptions: ParsableArguments {
  @Option(name: [.short, .customLong("inputs")], help: ArgumentHelp("The folder to read.", valueName: "folder"), completion: .directory)
  var inputs: String?
  @Option(
    name: [.short, .customLong("outputs")], help: ArgumentHelp("The folder to write to.", valueName: "folder"), completion: .directory)
  var outputs: String?
  @Option(name: [.short, .customLong("jobs")], help: "How many documents to read at once (default: the number of processors).") var jobs:
    Int?
  @Option(
    help: ArgumentHelp(
      "Password for encrypted documents; may be given several times. It can be seen in the list of processes: FOJA_PASSWORD or a file cannot."
    ))
  var password: [String] = []
  @Option(
    help: ArgumentHelp(
      "A file of passwords, one a line: for all documents, or `pattern: password` for those whose path fits (2023/*.pdf: secreto).",
      valueName: "file")) var passwordFile: String?

  func validate() throws {
    if let jobs, !(1...256).contains(jobs) { throw ValidationError("--jobs is a number from 1 to 256") }
  }

  func settings(_ pipeline: String) throws -> RunSettings {
    let home = try Home()
    let data = try home.data()
    let file = try home.pipeline(pipeline, data)
    let worker = try home.worker()
    var inbox = Inbox(folder: home.place(inputs, file.inputs), suffixes: file.suffixes, skip: file.skip)
    inbox.followsLinks = file.followsLinks
    var settings = RunSettings(
      pipeline: pipeline, inbox: inbox, outputs: home.place(outputs, file.outputs), worker: worker, data: home.pipelines,
      stamp: home.stamp(data, worker: worker, kinds: file.kinds), environment: ProcessInfo.processInfo.environment)
    settings.fingerprint = data.fingerprint
    settings.corrections = try home.corrections(file).stamps
    settings.kinds = file.kinds
    settings.set = file.set
    settings.cacheBytes = file.keepsStages ? Int(file.cacheMegabytes * 1_048_576) : 0
    settings.python = file.python
    settings.limits = Supervisor.Limits(stalled: file.stalled, total: file.total, recycle: file.recycle)
    settings.memoryMegabytes = file.memoryMegabytes
    settings.jobs = jobs ?? ProcessInfo.processInfo.activeProcessorCount
    settings.passwords = password
    if let given = settings.environment["FOJA_PASSWORD"], !given.isEmpty { settings.passwords.append(given) }
    settings.environment["FOJA_PASSWORD"] = nil
    if let passwordFile { try settings.readPasswords(passwordFile) }
    settings.testFaults()
    return settings
  }
}

/// On a terminal a line that moves, elsewhere a log.
func runProgress() -> any RunProgress { isatty(2) == 1 && !Log.isJSON ? TerminalProgress() : LogProgress() }

extension RunSettings {
  /// Lines of a file of passwords. A password that has a colon and a space needs a pattern before it (`*: a: b`).
  mutating func readPasswords(_ path: String) throws(Failure) {
    guard let bytes = Files.read(path) else { throw Failure(66, "\(path) cannot be read") }
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") where !line.hasPrefix("#") {
      if let colon = line.range(of: ": ") {
        passwordFile.append((String(line[..<colon.lowerBound]), String(line[colon.upperBound...])))
      } else {
        passwordFile.append(("*", String(line)))
      }
    }
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
