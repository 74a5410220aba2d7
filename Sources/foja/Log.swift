import Foundation
import Logging

/// Log lines on standard error: `warning: …`, without time and place, which whatever collects them adds; or one JSON object a line, with them.
enum Log {
  /// Set once, before a command runs.
  nonisolated(unsafe) static var isJSON = false

  static func start() { LoggingSystem.bootstrap { _ in PlainLog() } }
}

/// Text that comes from outside, names of files above all, as it may stand in a log or on a terminal: control characters and marks of direction
/// are written out, as JSON writes them, so that a line of JSON is still one. `inLines`: the text may have several.
func printable(_ text: String, inLines: Bool = false) -> String {
  func isOdd(_ scalar: Unicode.Scalar) -> Bool { isControl(scalar) && !(inLines && scalar == "\n") }
  guard text.unicodeScalars.contains(where: isOdd) else { return text }
  var out = ""
  for scalar in text.unicodeScalars {
    if isOdd(scalar) {
      let digits = String(scalar.value, radix: 16)
      out += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    } else {
      out.unicodeScalars.append(scalar)
    }
  }
  return out
}

private func isControl(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x09: false
  case 0..<0x20, 0x7F..<0xA0, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069: true
  default: false
  }
}

/// A JSON object in one line.
func jsonLine(_ value: some Encodable) -> String {
  let encoder = JSONEncoder()
  encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
  return String(decoding: (try? encoder.encode(value)) ?? Data(), as: UTF8.self)
}

private struct PlainLog: LogHandler {
  var metadata: Logger.Metadata = [:]
  var logLevel: Logger.Level = .info

  subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  func log(event: LogEvent) {
    guard Log.isJSON else { return say("\(event.level): \(event.message)") }
    var line = ["time": Date().formatted(.iso8601), "level": "\(event.level)", "message": "\(event.message)"]
    for (key, value) in event.metadata ?? [:] { line[key] = "\(value)" }
    say(jsonLine(line))
  }
}
