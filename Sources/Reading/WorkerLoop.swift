import Emit
import Extract
import Glibc
import Model

/// The worker's end of the pipe: jobs on standard input, one a line; what happens on standard output, one line each (see ``WorkerJob``).
/// Ends when its input ends.
struct WorkerLoop {
  let chain: Chain
  let schema: JSONSchema?
  let limits: Pulse.Limits
  private var input: [UInt8] = []
  private var scanned = 0

  init(chain: Chain, schema: JSONSchema?, limits: Pulse.Limits = Pulse.Limits()) {
    self.chain = chain
    self.schema = schema
    self.limits = limits
  }

  mutating func run() {
    while let line = nextLine() {
      guard let job = WorkerJob(line) else {
        Files.writeAll(Array("foja-worker: not a job: \(String(decoding: line.prefix(200), as: UTF8.self))\n".utf8), to: 2)
        continue
      }
      Pulse.begin(job: job.number, limits: job.isReading ? limits : .none)
      let outcome =
        switch job.task {
        case .read(let read): process(read, number: job.number)
        case .collect(let part): collect(part, number: job.number)
        }
      Pulse.end()
      Files.writeAll(WorkerLine.outcome(job.number, outcome), to: 1)
    }
  }

  /// Reads one document and writes its folder. Whoever gave the job publishes the folder.
  private func process(_ job: WorkerJob.ReadJob, number: Int) -> DocumentOutcome {
    if let fault = job.fault, Files.environment("FOJA_TEST_FAULTS") != nil {
      if fault == "escape" {
        return DocumentOutcome(outcome: "failed", code: "escape", message: triedEscapes(from: job.path).joined(separator: ", "))
      }
      Misbehave.now(fault)
    }
    do throws(Refusal) {
      if job.outputs.contains("drawing") { return try draw(job) }
      if job.outputs.contains("why") { return try explain(job) }
      if let stage = job.outputs.first(where: { $0.hasPrefix("stage ") }) { return try show(String(stage.dropFirst(6)), job) }
      var options = chain.options(password: job.password, scratch: job.folder)
      options.pages = job.pages
      let record = try chain.read(job.path, name: job.name, options: options, places: job.places) { page, count in
        Pulse.step { page > 0 ? WorkerLine.page(number, page, of: count) : WorkerLine.stage(number, "recognize") }
      }
      Pulse.step { WorkerLine.stage(number, "emit") }
      var outcome = DocumentOutcome(outcome: "complete", sha256: record.document.source.sha256, pages: record.document.pages.count)
      let json: [UInt8]
      switch checked(record) {
      case .success(let bytes): json = bytes
      case .failure(let breach):
        outcome.outcome = "failed"
        outcome.code = "schema"
        outcome.message = breach.message
        return outcome
      }
      guard Files.makeFolder(job.folder) else { return cannotWrite(job.folder) }
      guard let files = documentFiles(record, json: json, outputs: job.outputs, defusing: chain.defusesCSV, scratch: job.folder) else {
        return cannotWrite(job.folder)
      }
      for file in files {
        let path = job.folder + "/" + file.path
        guard Files.makeFolder(Files.parent(path)), Files.writePlain(file.bytes, to: path) else { return cannotWrite(path) }
      }
      let findings = record.document.findings + record.recognition.findings
      outcome.findings = findings.count
      if let worst = findings.first(where: { $0.severity == .error }) {
        outcome.outcome = "partial"
        outcome.code = worst.code
        outcome.message = worst.message
      }
      return outcome
    } catch {
      return DocumentOutcome(outcome: "refused", code: error.code, message: error.message)
    }
  }

  private func draw(_ job: WorkerJob.ReadJob) throws(Refusal) -> DocumentOutcome {
    let number = job.page ?? 1
    let (drawing, count) = try chain.drawing(
      job.path, name: job.name, page: number, options: chain.options(password: job.password, scratch: job.folder))
    guard let drawing else {
      return DocumentOutcome(outcome: "refused", code: "no-such-page", message: "there is no page \(number); the last is \(count)")
    }
    let path = job.folder + "/page.svg"
    guard Files.makeFolder(job.folder), Files.writePlain(Array(drawing.utf8), to: path) else { return cannotWrite(path) }
    return DocumentOutcome(outcome: "complete", pages: 1)
  }

  private func show(_ stage: String, _ job: WorkerJob.ReadJob) throws(Refusal) -> DocumentOutcome {
    var options = chain.options(password: job.password, scratch: job.folder)
    options.pages = job.pages
    guard let result = try chain.stage(stage, job.path, name: job.name, options: options) else {
      return DocumentOutcome(outcome: "refused", code: "no-such-stage", message: "there is no stage of that name")
    }
    let path = job.folder + "/stage.json"
    guard Files.makeFolder(job.folder), Files.writePlain(stageJSON(result), to: path) else { return cannotWrite(path) }
    return DocumentOutcome(outcome: "complete")
  }

  private struct Breach: Error { var message: String }

  /// The record's bytes, or the first breaches of the schema.
  private func checked(_ record: Record) -> Result<[UInt8], Breach> {
    guard let schema else { return .success(recordJSON(record)) }
    do throws(JSONTape.Fault) {
      let tape = try recordTape(record)
      let findings = schema.check(tape, limit: 3)
      if findings.isEmpty { return .success(tape.bytes) }
      return .failure(Breach(message: findings.map { "\($0.place): \($0.message)" }.joined(separator: "; ")))
    } catch {
      return .failure(Breach(message: "byte \(error.offset): \(error.message)"))
    }
  }

  private func collect(_ job: WorkerJob.CollectJob, number: Int) -> DocumentOutcome {
    guard Files.makeFolder(job.into), let damaged = collectPart(job, alive: { Pulse.step { WorkerLine.stage(number, "collect") } }) else {
      return cannotWrite(job.into)
    }
    guard let first = damaged.first else { return DocumentOutcome(outcome: "complete") }
    return DocumentOutcome(outcome: "partial", code: "damaged-record", message: "\(first) cannot be read (\(damaged.count) in all)")
  }

  func cannotWrite(_ path: String) -> DocumentOutcome {
    DocumentOutcome(outcome: "failed", code: "cannot-write", message: "the folder for its files cannot be written")
  }

  private mutating func nextLine() -> [UInt8]? {
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      if let end = input[scanned...].firstIndex(of: 0x0a) {
        let line = Array(input[..<end])
        input.removeSubrange(...end)
        scanned = 0
        return line
      }
      scanned = input.count
      let got = Glibc.read(0, &buffer, buffer.count)
      if got < 0, errno == EINTR { continue }
      guard got > 0 else { return nil }
      input.append(contentsOf: buffer[..<got])
    }
  }
}

/// Ways to go wrong, for the tests of the supervisor.
private enum Misbehave {
  static func now(_ fault: String) {
    switch fault {
    case "kill": kill(getpid(), SIGKILL)
    case "segv": kill(getpid(), SIGSEGV)
    case "abort": abort()
    case "loop":
      // Not by yielding: on a busy machine that would take no processor time.
      var time = timespec()
      while true { clock_gettime(CLOCK_MONOTONIC, &time) }
    case "memory":
      var hoard: [UnsafeMutableRawPointer] = []
      while true {
        guard let piece = malloc(16 << 20) else { abort() }
        memset(piece, 1, 16 << 20)
        hoard.append(piece)
      }
    case "exit": exit(3)
    case "slow":
      var left: UInt32 = 2
      while left > 0 { left = sleep(left) }
    case "bus": kill(getpid(), SIGBUS)
    default: break
    }
  }
}
