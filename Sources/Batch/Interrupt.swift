import Foundation

/// Ctrl-C and SIGTERM end a run in order: workers killed, what is read already noted, nothing half-written left.
package enum Interrupt {
  package static func watch() {
    signal(SIGPIPE, SIG_IGN)
    for number in [SIGINT, SIGTERM, SIGHUP] { signal(number) { _ in flag = 1 } }
  }

  package static var came: Bool { flag != 0 }

  /// Only ever set to 1, by the handler.
  nonisolated(unsafe) private static var flag: Int32 = 0
}
