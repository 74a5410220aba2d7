import Foundation
import Logging

/// Log lines on standard error: `warning: …`, without time and place, which whatever collects them adds.
enum Log {
  static func start() { LoggingSystem.bootstrap { _ in PlainLog() } }
}

private struct PlainLog: LogHandler {
  var metadata: Logger.Metadata = [:]
  var logLevel: Logger.Level = .info

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    say("\(event.level): \(event.message)")
  }
}
