import Foundation

/// One run at a time in a folder.
///
/// On one machine an advisory lock on the folder itself sees to it, which ends with its process however that ends. Disks that machines share do
/// not always pass such locks on: so a file `.lease` names who holds the folder (the machine's boot, host, process and start), and is renewed
/// while he does. One that was not renewed for a while is stale and taken over. Who finds another's name in it must publish no more.
final class FolderLock {
  private let folder: String
  private let descriptor: Int32
  private let lease: Lease

  init(_ folder: String) throws(RunFailure) {
    self.folder = folder
    descriptor = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    lease = Lease(folder + "/.lease")
    guard descriptor >= 0, flock(descriptor, LOCK_EX | LOCK_NB) == 0 else {
      if descriptor >= 0 { close(descriptor) }
      throw FolderLock.held(folder, by: "another run")
    }
    do throws(RunFailure) { try lease.take(folder) } catch {
      close(descriptor)
      throw error
    }
  }

  /// Whether the path still leads to the folder that was locked (somebody may have moved or removed it), and it is still ours.
  func check() throws(RunFailure) {
    var locked = stat()
    var found = stat()
    guard fstat(descriptor, &locked) == 0, stat(folder, &found) == 0, locked.st_ino == found.st_ino, locked.st_dev == found.st_dev else {
      throw RunFailure(73, "\(folder) was moved or removed while the run was going on: run again")
    }
    guard lease.isOurs else { throw FolderLock.held(folder, by: lease.holder ?? "nobody any more, its .lease is gone: a run") }
  }

  func release() {
    lease.release()
    flock(descriptor, LOCK_UN)
  }

  deinit {
    lease.release()
    close(descriptor)
  }

  fileprivate static func held(_ folder: String, by holder: String) -> RunFailure {
    RunFailure(75, "\(holder) holds \(folder): wait for it to end, or choose another folder with --outputs")
  }
}

/// The file that names who holds a folder. Renewed by a thread of its own, under its lock.
private final class Lease: @unchecked Sendable {
  private let path: String
  private let name: String
  private let lock = NSLock()
  private var timer: (any DispatchSourceTimer)?
  private var count = 0

  /// Seconds between renewals, and without one until it is stale: as long as a busy share may keep a write back.
  private static let interval = 5.0
  private static let patience = 20.0
  /// Microseconds after which of two who took a stale one over at once only one finds his name in it.
  private static let pause: UInt32 = 300_000

  init(_ path: String) {
    self.path = path
    name = "\(Lease.boot) \(ProcessInfo.processInfo.hostName) \(getpid()) \(Int(Date().timeIntervalSince1970 * 1000))"
  }

  func take(_ folder: String) throws(RunFailure) {
    // A holder on this machine is gone: its lock was free.
    let isForeign = text.map { !$0.hasPrefix(Lease.boot) } ?? false
    if isForeign { try watch(folder) }
    guard write() else { throw RunFailure(73, "\(folder) cannot be written: choose another folder with --outputs") }
    if isForeign {
      usleep(Lease.pause)
      guard isOurs else { throw FolderLock.held(folder, by: holder ?? "another run") }
    }
    let timer = DispatchSource.makeTimerSource(queue: .global())
    timer.schedule(deadline: .now() + Lease.interval, repeating: Lease.interval)
    timer.setEventHandler { [weak self] in self?.renew() }
    timer.resume()
    self.timer = timer
  }

  /// Whoever took it over wrote his name in it.
  var isOurs: Bool { text?.hasPrefix(name) ?? false }

  /// Host and process of whoever holds it.
  var holder: String? {
    guard let words = text?.split(separator: " "), words.count > 2 else { return nil }
    return "process \(words[2]) on \(words[1])"
  }

  func release() {
    lock.withLock {
      timer?.cancel()
      timer = nil
      if isOurs { unlink(path) }
    }
  }

  // MARK: Steps

  private func renew() { lock.withLock { if timer != nil, isOurs { _ = write() } } }

  /// Until it is known whether the holder on another machine renews it.
  private func watch(_ folder: String) throws(RunFailure) {
    let before = text
    let end = Date() + Lease.patience
    while Date() < end {
      try Interrupt.check()
      usleep(Lease.pause)
      guard text == before else { throw FolderLock.held(folder, by: holder ?? "another run") }
    }
  }

  private var text: String? { (try? Data(contentsOf: URL(fileURLWithPath: path))).map { String(decoding: $0, as: UTF8.self) } }

  private func write() -> Bool {
    count += 1
    let draft = "\(path).\(getpid())"
    if (try? Data("\(name) \(count)\n".utf8).write(to: URL(fileURLWithPath: draft))) != nil, rename(draft, path) == 0 { return true }
    // On a full disk the draft stands there empty.
    unlink(draft)
    return false
  }

  /// One for each start of a machine: processes that share it share its locks.
  private static let boot =
    (try? String(contentsOfFile: "/proc/sys/kernel/random/boot_id", encoding: .utf8))?
    .trimmingCharacters(in: .whitespacesAndNewlines) ?? "unknown"
}
