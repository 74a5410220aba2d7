import Foundation

/// Does what the ``Supervisor`` says: starts workers, carries lines, keeps the time. One thread, one `poll`.
final class Runner {
  struct Command {
    var path: String
    var arguments: [String]
    var environment: [String: String]
  }

  /// Called as documents are settled and pages read.
  var settled: (_ job: Int, Outcome) -> Void = { _, _ in }
  var pagesRead: (Int) -> Void = { _ in }
  /// About four times a second.
  var tick: () -> Void = {}

  private let command: Command
  private var supervisor: Supervisor
  private let line: (Int) -> [UInt8]
  private var workers: [Int: WorkerProcess] = [:]
  /// Pages of the document that a worker is at, as far as it told.
  private var told: [Int: Int] = [:]

  /// `line` gives the line that asks a worker for a job.
  init(command: Command, workers: Int, limits: Supervisor.Limits, line: @escaping (Int) -> [UInt8]) {
    self.command = command
    supervisor = Supervisor(jobs: [], workers: workers, limits: limits, holding: true)
    self.line = line
  }

  /// Until every one of these jobs is settled. `check` is asked between events: what it throws ends the run.
  func run(_ jobs: Range<Int>, check: () throws(RunFailure) -> Void) throws(RunFailure) {
    try perform(supervisor.add(Array(jobs), now: now()))
    while !supervisor.isSettled {
      try Interrupt.check()
      try step()
      try check()
    }
  }

  /// Jobs as lines of `input` ask for them, until it ends and all are settled. `job` gives the job that a line means, if it means one. No more is
  /// read while so many wait for a worker.
  func serve(_ input: Int32, inStore most: Int, job: ([UInt8]) -> Int?) throws(RunFailure) {
    var pending: [UInt8] = []
    var isOpen = true
    while isOpen || !supervisor.isSettled {
      try Interrupt.check()
      let more = try wait(for: isOpen && supervisor.waitingCount < most ? input : nil)
      if more { isOpen = read(input, &pending) }
      while let end = pending.firstIndex(of: 0x0a) {
        let line = Array(pending[..<end])
        pending.removeSubrange(...end)
        if let number = job(line) { try perform(supervisor.add([number], now: now())) }
      }
      try perform(supervisor.handle(.tick, now: now()))
    }
  }

  private func read(_ input: Int32, _ pending: inout [UInt8]) -> Bool {
    var buffer = [UInt8](repeating: 0, count: 65536)
    let got = Foundation.read(input, &buffer, buffer.count)
    if got > 0 { pending += buffer[..<got] }
    // A last line without its end.
    if got == 0, !pending.isEmpty { pending.append(0x0a) }
    return got > 0 || got < 0 && errno == EINTR
  }

  /// Lets the workers end.
  func finish() throws(RunFailure) {
    try perform(supervisor.release(now: now()))
    while !supervisor.isDone {
      try Interrupt.check()
      try step()
    }
  }

  /// However it ends, no worker is left.
  func killAll() {
    for id in workers.keys.sorted() {
      workers[id]?.kill()
      _ = workers[id]?.wait()
    }
    workers = [:]
  }

  // MARK: Steps

  private func step() throws(RunFailure) {
    _ = try wait()
    try perform(supervisor.handle(.tick, now: now()))
    tick()
  }

  /// Whether there is something to read at `input`.
  private func wait(for input: Int32? = nil) throws(RunFailure) -> Bool {
    let ids = workers.keys.sorted()
    var polled: [pollfd] = []
    for id in ids {
      guard let worker = workers[id] else { continue }
      polled.append(pollfd(fd: worker.output, events: Int16(POLLIN), revents: 0))
      polled.append(pollfd(fd: worker.errors, events: Int16(POLLIN), revents: 0))
    }
    if let input { polled.append(pollfd(fd: input, events: Int16(POLLIN), revents: 0)) }
    let left = supervisor.deadline.map { max(0, $0 - now()) } ?? 1
    guard poll(&polled, nfds_t(polled.count), Int32(min(left, 0.25) * 1000) + 1) > 0 else { return false }
    for (position, id) in ids.enumerated() {
      guard let worker = workers[id] else { continue }
      if polled[position * 2 + 1].revents != 0, worker.errors >= 0 { worker.readErrors() }
      guard polled[position * 2].revents != 0 else { continue }
      guard let lines = worker.readLines() else {
        workers[id] = nil
        told[id] = nil
        try perform(supervisor.handle(.ended(worker: id, worker.wait()), now: now()))
        continue
      }
      for line in lines { try hear(line, from: id) }
    }
    return input != nil && polled[polled.count - 1].revents != 0
  }

  private func hear(_ line: [UInt8], from worker: Int) throws(RunFailure) {
    if let read = WorkerLines.page(line) {
      count(read.page, of: worker)
      try perform(supervisor.handle(.alive(worker: worker), now: now()))
      return
    }
    switch WorkerLines.parse(line) {
    case .alive: try perform(supervisor.handle(.alive(worker: worker), now: now()))
    case .outcome(let job, let outcome):
      count(outcome.pages, of: worker)
      told[worker] = nil
      try perform(supervisor.handle(.outcome(worker: worker, job: job, outcome), now: now()))
    case nil: break
    }
  }

  private func count(_ pages: Int, of worker: Int) {
    pagesRead(max(0, pages - told[worker, default: 0]))
    told[worker] = pages
  }

  private func perform(_ actions: [Supervisor.Action]) throws(RunFailure) {
    for action in actions {
      switch action {
      case .spawn(let worker):
        guard let process = WorkerProcess(path: command.path, arguments: command.arguments, environment: command.environment) else {
          throw RunFailure(71, "\(command.path) cannot be started")
        }
        workers[worker] = process
      case .send(let worker, let job): workers[worker]?.send(line(job))
      case .retire(let worker): workers[worker]?.closeInput()
      case .kill(let worker): workers[worker]?.kill()
      case .settle(let job, let outcome): settled(job, outcome)
      case .giveUp(let status, let message):
        throw RunFailure(status, message.trimmingCharacters(in: .whitespacesAndNewlines))
      }
    }
  }

  private func now() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
