import CSystem
import Foundation

/// Ctrl-C and SIGTERM end a run in order: workers killed, what is read already noted, nothing half-written left.
package enum Interrupt {
  package static func watch() {
    signal(SIGPIPE, SIG_IGN)
    for number in [SIGINT, SIGTERM, SIGHUP] { signal(number, noteInterrupt) }
  }

  package static var came: Bool { interrupted != 0 }

  /// For loops outside of the ``Runner``: ends the run as it would.
  static func check() throws(RunFailure) {
    if came { throw RunFailure(130, "interrupted") }
  }
}

/// SHA-256 of a file, read in pieces; nil where it cannot be read. An interruption ends the run, unless it is of what is about to be published.
package func sha256(ofFile path: [UInt8], interruptible: Bool = true) throws(RunFailure) -> String? {
  let descriptor = openFile(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
  guard descriptor >= 0 else { return nil }
  defer { close(descriptor) }
  var digits = [CChar](repeating: 0, count: 65)
  var never: Int32 = 0
  switch interruptible ? foja_sha256_file(descriptor, &interrupted, &digits) : foja_sha256_file(descriptor, &never, &digits) {
  case 0: return digits.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } }
  case 1: throw RunFailure(130, "interrupted")
  default: return nil
  }
}

/// Opens by a path's very bytes.
func openFile(_ path: [UInt8], _ flags: Int32) -> Int32 {
  (path + [0]).withUnsafeBytes { bytes in
    guard let name = bytes.bindMemory(to: CChar.self).baseAddress else { return -1 }
    return open(name, flags)
  }
}

/// Only ever set to 1, by the handler.
nonisolated(unsafe) private var interrupted: Int32 = 0

private func noteInterrupt(_ number: Int32) { interrupted = 1 }
