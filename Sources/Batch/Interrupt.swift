import Foundation

/// Ctrl-C and SIGTERM end a run in order: workers killed, what is read already noted, nothing half-written left.
package enum Interrupt {
  package static func watch() {
    signal(SIGPIPE, SIG_IGN)
    for number in [SIGINT, SIGTERM, SIGHUP] { signal(number, noteInterrupt) }
  }

  package static var came: Bool { interrupted != 0 }
}

/// Only ever set to 1, by the handler.
nonisolated(unsafe) private var interrupted: Int32 = 0

private func noteInterrupt(_ number: Int32) { interrupted = 1 }
