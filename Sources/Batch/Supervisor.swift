/// Who reads what, when is it too long, and what came of it: the rules of a run without its processes. Events in, actions out; time is passed
/// in (seconds, any origin). ``Runner`` does what it says.
///
/// A document that ends its worker is `failed`, with the way it ended as the code. Only where memory ran out in a worker that had read
/// other documents before is it tried again, alone in a new one: then what the others left behind may be to blame.
package struct Supervisor: Sendable {
  package struct Limits: Sendable {
    /// Seconds without a sign of life. A worker gives one each second while it works, and ends by itself after so much processor time
    /// without a step (Reading's `Pulse`): a busy machine stops nobody.
    package var stalled: Double = 60
    /// Seconds of processor time for a document in all, of which the worker sees to it; so many times longer on the clock.
    package var total: Double = 900
    fileprivate static let patience = 20.0
    /// Documents after which a worker is replaced.
    package var recycle = 200

    package init(stalled: Double = 60, total: Double = 900, recycle: Int = 200) {
      self.stalled = stalled
      self.total = total
      self.recycle = recycle
    }
  }

  package enum Event: Sendable {
    case tick
    /// A line that is no outcome: a page was read, a stage is done.
    case alive(worker: Int)
    case outcome(worker: Int, job: Int, Outcome)
    case ended(worker: Int, Ending)
  }

  package enum Action: Equatable, Sendable {
    case spawn(worker: Int)
    case send(worker: Int, job: Int)
    /// No more jobs for it: its input is closed and it ends by itself.
    case retire(worker: Int)
    case kill(worker: Int)
    case settle(job: Int, Outcome)
    /// The workers cannot start at all; the exit code is the worker's.
    case giveUp(status: Int32, message: String)
  }

  private enum State {
    case absent
    case idle(done: Int)
    case busy(job: Int, since: Double, sign: Double, done: Int)
    case killed(job: Int, why: Outcome)
    case retired
  }

  private let limits: Limits
  private var workers: [State]
  private let most: Int
  private var waiting: [Int]
  private var next = 0
  /// More jobs may come: workers without one wait for it.
  private var holding: Bool
  private var open: Int
  private var retried: Set<Int> = []

  /// `jobs` in the order in which they are to be read. Where it is `holding`, workers stay when these are settled, until ``release(now:)``.
  package init(jobs: [Int], workers: Int, limits: Limits, holding: Bool = false) {
    self.limits = limits
    self.holding = holding
    most = max(1, workers)
    waiting = jobs
    open = jobs.count
    self.workers = [State](repeating: .absent, count: max(1, min(most, jobs.count)))
  }

  /// Jobs that no worker has.
  package var waitingCount: Int { waiting.count - next }

  /// All jobs so far are settled.
  package var isSettled: Bool { open == 0 }

  /// More jobs.
  package mutating func add(_ jobs: [Int], now: Double) -> [Action] {
    waiting += jobs
    open += jobs.count
    workers += [State](repeating: .absent, count: max(0, min(most, jobs.count) - workers.count))
    return workers.indices.flatMap { feed($0, now: now) }
  }

  /// No more jobs will come.
  package mutating func release(now: Double) -> [Action] {
    holding = false
    return workers.indices.flatMap { feed($0, now: now) }
  }

  package var isDone: Bool { open == 0 && workers.allSatisfy { if case .absent = $0 { true } else { false } } }

  package mutating func start(now: Double) -> [Action] {
    workers.indices.flatMap { feed($0, now: now) }
  }

  package mutating func handle(_ event: Event, now: Double) -> [Action] {
    switch event {
    case .tick: return workers.indices.flatMap { watch($0, now: now) }
    case .alive(let worker):
      if case .busy(let job, let since, _, let done) = workers[worker] {
        workers[worker] = .busy(job: job, since: since, sign: now, done: done)
      }
      return []
    case .outcome(let worker, let job, let outcome):
      guard case .busy(job, _, _, let done) = workers[worker] else { return [] }
      workers[worker] = .idle(done: done + 1)
      open -= 1
      return [.settle(job: job, outcome)] + feed(worker, now: now)
    case .ended(let worker, let ending): return ended(worker, ending, now: now)
    }
  }

  /// When the next deadline falls, or nil.
  package var deadline: Double? {
    workers.compactMap { state -> Double? in
      guard case .busy(_, let since, let sign, _) = state else { return nil }
      return min(sign + limits.stalled, since + limits.total * Limits.patience)
    }.min()
  }

  // MARK: Steps

  private var isReady: Bool { next < waiting.count }

  private mutating func feed(_ worker: Int, now: Double) -> [Action] {
    switch workers[worker] {
    case .absent:
      guard isReady else { return [] }
      workers[worker] = .idle(done: 0)
      return [.spawn(worker: worker)] + feed(worker, now: now)
    case .idle(let done):
      if holding, !isReady { return [] }
      guard isReady, done < limits.recycle else {
        workers[worker] = .retired
        return [.retire(worker: worker)]
      }
      let job = waiting[next]
      next += 1
      workers[worker] = .busy(job: job, since: now, sign: now, done: done)
      return [.send(worker: worker, job: job)]
    case .busy, .killed, .retired: return []
    }
  }

  private mutating func watch(_ worker: Int, now: Double) -> [Action] {
    guard case .busy(let job, let since, let sign, _) = workers[worker] else { return [] }
    let message: String
    if now - since >= limits.total * Limits.patience {
      message = "not read within \(seconds(limits.total * Limits.patience))"
    } else if now - sign >= limits.stalled {
      message = "no page and no stage done for \(seconds(limits.stalled))"
    } else {
      return []
    }
    workers[worker] = .killed(job: job, why: Outcome(.failed, code: "timed-out", message: message, passing: true))
    return [.kill(worker: worker)]
  }

  private mutating func ended(_ worker: Int, _ ending: Ending, now: Double) -> [Action] {
    let state = workers[worker]
    workers[worker] = .absent
    switch state {
    case .killed(let job, let why):
      open -= 1
      return [.settle(job: job, why)] + feed(worker, now: now)
    case .busy(let job, _, _, let done):
      if case .status(78, let message) = ending { return [.giveUp(status: 78, message: message)] }
      let outcome = ending.outcome
      if outcome.code == "out-of-memory", done > 0, retried.insert(job).inserted {
        waiting.insert(job, at: next)
        return feed(worker, now: now)
      }
      open -= 1
      return [.settle(job: job, outcome)] + feed(worker, now: now)
    case .idle, .retired, .absent:
      return feed(worker, now: now)
    }
  }

  private func seconds(_ value: Double) -> String { value == value.rounded() ? "\(Int(value)) s" : "\(value) s" }
}
