import Glibc

/// Work on a thread of its own, for what mostly waits for other programs. Where no thread can be had it is done at once.
///
/// No signal is handled on the thread: handlers of this process rest on being on its first (Reading/Pulse.swift).
final class Background<Value: Sendable> {
  private let outcome: Outcome
  private var thread: pthread_t?

  init(_ work: @escaping @Sendable () -> Value) {
    let outcome = Outcome()
    self.outcome = outcome
    thread = startThread { outcome.value = work() }
    if thread == nil { outcome.value = work() }
  }

  deinit { wait() }

  /// Waits until the work is done.
  func result() -> Value? {
    wait()
    return outcome.value
  }

  private func wait() {
    guard let thread else { return }
    pthread_join(thread, nil)
    self.thread = nil
  }

  /// Written by the thread, read after it has ended.
  private final class Outcome: @unchecked Sendable {
    var value: Value?
  }
}

/// What a thread is started with.
private final class ThreadWork {
  let run: @Sendable () -> Void

  init(_ run: @escaping @Sendable () -> Void) { self.run = run }
}

private func startThread(_ run: @escaping @Sendable () -> Void) -> pthread_t? {
  var (all, before) = (sigset_t(), sigset_t())
  sigfillset(&all)
  pthread_sigmask(SIG_SETMASK, &all, &before)
  defer { pthread_sigmask(SIG_SETMASK, &before, nil) }
  var thread = pthread_t()
  let work = Unmanaged.passRetained(ThreadWork(run))
  let failed = pthread_create(
    &thread, nil,
    { given in
      if let given { Unmanaged<ThreadWork>.fromOpaque(given).takeRetainedValue().run() }
      return nil
    }, work.toOpaque())
  guard failed == 0 else {
    work.release()
    return nil
  }
  return thread
}
