import Foundation
import Reading

/// Colours, for people at a terminal who have not asked for none (no-color.org).
enum Style {
  static func isColoured(_ descriptor: Int32) -> Bool {
    let environment = ProcessInfo.processInfo.environment
    return isatty(descriptor) == 1 && environment["NO_COLOR", default: ""].isEmpty && environment["TERM"] != "dumb"
  }

  /// A line on standard output with colours of ours in it: what comes from outside must be ``printable(_:inLines:)`` already.
  static func tell(_ line: String) { Files.writeAll(Array((line + "\n").utf8), to: 1) }

  private static let outputIsColoured = isColoured(1)

  /// An outcome on standard output: yellow for what needs a look, red for what failed.
  static func outcome(_ outcome: String) -> String {
    guard outputIsColoured else { return outcome }
    switch outcome {
    case "partial", "refused": return "\u{1b}[33m\(outcome)\u{1b}[39m"
    case "failed": return "\u{1b}[31m\(outcome)\u{1b}[39m"
    default: return outcome
    }
  }
}
