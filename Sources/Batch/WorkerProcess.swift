import CSystem
import Foundation

/// One worker: a process with a pipe at each of its standard channels. Its output is taken line by line, its errors are kept to the last 4 KB.
final class WorkerProcess {
  let id: pid_t
  private var input: Int32
  private(set) var output: Int32
  private(set) var errors: Int32
  private var pending: [UInt8] = []
  private var errorTail: [UInt8] = []

  /// Nil where it cannot be started.
  init?(path: String, arguments: [String], environment: [String: String]) {
    var toChild: [Int32] = [-1, -1]
    var fromChild: [Int32] = [-1, -1]
    var errorPipe: [Int32] = [-1, -1]
    guard foja_pipe(&toChild) == 0, foja_pipe(&fromChild) == 0, foja_pipe(&errorPipe) == 0 else { return nil }
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, toChild[0], 0)
    posix_spawn_file_actions_adddup2(&actions, fromChild[1], 1)
    posix_spawn_file_actions_adddup2(&actions, errorPipe[1], 2)
    // The supervisor ignores SIGPIPE; a worker whose supervisor is gone should die of it.
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var defaults = sigset_t()
    sigemptyset(&defaults)
    sigaddset(&defaults, SIGPIPE)
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF))

    var argv: [UnsafeMutablePointer<CChar>?] = ([path] + arguments).map { strdup($0) } + [nil]
    var envp: [UnsafeMutablePointer<CChar>?] = environment.sorted { $0.key < $1.key }.map { strdup("\($0.key)=\($0.value)") } + [nil]
    defer { for text in argv + envp { free(text) } }
    var id: pid_t = 0
    let failure = posix_spawn(&id, path, &actions, &attributes, &argv, &envp)
    for end in [toChild[0], fromChild[1], errorPipe[1]] { close(end) }
    guard failure == 0 else {
      for end in [toChild[1], fromChild[0], errorPipe[0]] { close(end) }
      return nil
    }
    self.id = id
    (input, output, errors) = (toChild[1], fromChild[0], errorPipe[0])
  }

  func send(_ line: [UInt8]) {
    guard input >= 0 else { return }
    line.withUnsafeBytes { bytes in
      var sent = 0
      while sent < bytes.count {
        let wrote = write(input, bytes.baseAddress! + sent, bytes.count - sent)
        if wrote < 0, errno == EINTR { continue }
        // It is gone: the end of its output tells the rest.
        if wrote <= 0 { return }
        sent += wrote
      }
    }
  }

  func closeInput() {
    guard input >= 0 else { return }
    close(input)
    input = -1
  }

  func kill() { Foundation.kill(id, SIGKILL) }

  /// Whole lines that came; nil when its output has ended.
  func readLines() -> [[UInt8]]? {
    guard let bytes = take(output) else {
      close(output)
      output = -1
      return nil
    }
    pending += bytes
    var lines: [[UInt8]] = []
    var from = 0
    while let end = pending[from...].firstIndex(of: 0x0a) {
      lines.append(Array(pending[from..<end]))
      from = end + 1
    }
    pending.removeSubrange(..<from)
    return lines
  }

  func readErrors() {
    guard let bytes = take(errors) else {
      close(errors)
      errors = -1
      return
    }
    errorTail = Array((errorTail + bytes).suffix(4096))
  }

  /// Waits for its end, which its closed output announces. Called once.
  func wait() -> Ending {
    closeInput()
    while errors >= 0 { readErrors() }
    var status: Int32 = 0
    while waitpid(id, &status, 0) < 0, errno == EINTR {}
    let text = String(decoding: errorTail, as: UTF8.self)
    let signal = status & 0x7f
    return signal == 0 ? .status((status >> 8) & 0xff, text) : .signal(signal, text)
  }

  private func take(_ descriptor: Int32) -> ArraySlice<UInt8>? {
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      let got = read(descriptor, &buffer, buffer.count)
      if got < 0, errno == EINTR { continue }
      return got > 0 ? buffer[..<got] : nil
    }
  }
}
