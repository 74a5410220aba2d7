import Glibc

/// Signs of life of a worker, and its own end where it makes none: progress is measured by the processor time that this process was given,
/// not by the clock, so that a busy machine makes a document slow and never failed.
///
/// A timer asks once a second. While the document goes on (pages, stages) or has not used up its processor time since the last step, a line
/// is written that the supervisor hears; else the process ends with a status that says why. One document at a time.
enum Pulse {
  struct Limits {
    /// Seconds of processor time without a step.
    var stalled = 60.0
    /// Seconds of processor time for a document in all.
    var total = 900.0

    /// For what takes as long as there are records.
    static let none = Limits(stalled: 1e9, total: 1e9)
  }

  /// Seconds on the clock without any processor time: a share that hangs, a program that never ends.
  private static let mostIdle = 1200.0
  /// Milliseconds between two lines about pages.
  private static let leastBetween = 100

  /// How a worker ends that makes no step, or has read at one document for too long.
  static let stalledStatus: Int32 = 88
  static let tooLongStatus: Int32 = 89

  /// Before a document is begun, or whatever `stage` says.
  static func begin(job: Int, stage: String = "read", limits: Limits) {
    end()
    alive.set(WorkerLine.stage(job, stage))
    stalledLimit = limits.stalled
    totalLimit = limits.total
    start = processorTime()
    stepped()
    last = milliseconds()
    signal(SIGALRM, onTimer)
    setTimer(seconds: 1)
  }

  static func end() { setTimer(seconds: 0) }

  /// A page was read, a stage is done: `line` is written, but at most ten a second.
  static func step(_ line: () -> [UInt8]) {
    stepped()
    let now = milliseconds()
    guard now - last > leastBetween else { return }
    last = now
    Files.writeAll(line(), to: 1)
  }

  /// The same without a line.
  static func stepped() {
    atStep = processorTime()
    clockAtStep = seconds(CLOCK_MONOTONIC)
  }

  // MARK: In the signal handler: only the clocks, write and _exit.

  fileprivate static func beat() {
    let used = processorTime()
    if used - start > totalLimit { _exit(tooLongStatus) }
    let isIdle = used - atStep < 0.01 && seconds(CLOCK_MONOTONIC) - clockAtStep > mostIdle
    if used - atStep > stalledLimit || isIdle { _exit(stalledStatus) }
    alive.write()
  }

  /// Of this process; programs that it runs have limits of their own.
  private static func processorTime() -> Double { seconds(CLOCK_PROCESS_CPUTIME_ID) }

  private static func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  private static func milliseconds() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC_COARSE, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }

  private static func setTimer(seconds: Int) {
    var timer = itimerval()
    timer.it_interval.tv_sec = seconds
    timer.it_value.tv_sec = seconds
    setitimer(__itimer_which_t(ITIMER_REAL.rawValue), &timer, nil)
  }

  // Read by the handler, which interrupts the one thread that writes them.
  nonisolated(unsafe) private static var alive = Line()
  nonisolated(unsafe) private static var stalledLimit = 60.0
  nonisolated(unsafe) private static var totalLimit = 900.0
  nonisolated(unsafe) private static var start = 0.0
  nonisolated(unsafe) private static var atStep = 0.0
  nonisolated(unsafe) private static var clockAtStep = 0.0
  nonisolated(unsafe) private static var last = 0

  /// A line that is ready to be written: shorter than a pipe takes at once.
  private struct Line {
    private let bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: 512)
    private var count = 0

    mutating func set(_ line: [UInt8]) {
      count = min(line.count, 512)
      for index in 0..<count { bytes[index] = line[index] }
    }

    func write() { _ = Glibc.write(1, bytes, count) }
  }
}

private func onTimer(_ number: Int32) {
  let error = errno
  Pulse.beat()
  errno = error
}
