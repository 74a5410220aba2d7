import Batch
import Foundation
import Logging

/// On a terminal: one line that is written over, about four times a second.
final class TerminalProgress: RunProgress {
  private var documents = 0
  private var done = 0
  private var pages = 0
  private var started = Date()
  private var shown = Date.distantPast

  func begin(documents: Int, unchanged: Int) {
    self.documents = documents
    started = Date()
  }

  func pages(_ count: Int) { pages += count }

  func settled(_ path: String, _ outcome: Outcome) {
    done += 1
    if outcome.kind != .complete { line(described(path, outcome) + "\n") }
  }

  func collected(_ parts: Int, of all: Int) {
    if all > 1 { line("the set: \(parts) of \(all) parts") }
  }

  func tick() {
    guard Date().timeIntervalSince(shown) > 0.25 else { return }
    shown = Date()
    let elapsed = Date().timeIntervalSince(started)
    let rate = elapsed > 0 ? Double(pages) / elapsed : 0
    var text = "\(done) of \(documents) documents, \(pages) pages, \(Int(rate)) pages/s"
    if done > 0, done < documents { text += ", about \(time(elapsed / Double(done) * Double(documents - done))) left" }
    line(text)
  }

  func end() { line("") }

  /// Back to the start of the line, and what was there wiped out.
  private func line(_ text: String) { FileHandle.standardError.write(Data("\r\u{1b}[K\(text)".utf8)) }

  private func time(_ seconds: Double) -> String {
    seconds < 90 ? "\(Int(seconds.rounded(.up))) s" : seconds < 5400 ? "\(Int(seconds / 60)) min" : "\(Int(seconds / 3600)) h"
  }
}

/// Elsewhere: a log line at the start and end and for whatever needs attention, and one a minute between.
final class LogProgress: RunProgress {
  private let log = Logger(label: "foja")
  private var documents = 0
  private var done = 0
  private var pages = 0
  private var shown = Date()

  func begin(documents: Int, unchanged: Int) {
    self.documents = documents
    shown = Date()
    if documents > 0 { log.info("\(counted(documents, "document")) to read, \(unchanged) unchanged") }
  }

  func pages(_ count: Int) { pages += count }

  func settled(_ path: String, _ outcome: Outcome) {
    done += 1
    if outcome.kind != .complete {
      log.warning(
        "\(described(path, outcome))",
        metadata: [
          "path": "\(path)", "outcome": "\(outcome.kind.rawValue)", "code": "\(outcome.code ?? "")", "passing": "\(outcome.passing)",
        ])
    }
  }

  func collected(_ parts: Int, of all: Int) {
    guard Date().timeIntervalSince(shown) > 60 else { return }
    shown = Date()
    log.info("the set: \(parts) of \(all) parts")
  }

  func tick() {
    guard Date().timeIntervalSince(shown) > 60 else { return }
    shown = Date()
    log.info("\(done) of \(documents) documents, \(pages) pages")
  }

  func end() {}
}

/// Says nothing.
final class NoProgress: RunProgress {
  func begin(documents: Int, unchanged: Int) {}
  func pages(_ count: Int) {}
  func settled(_ path: String, _ outcome: Outcome) {}
  func collected(_ parts: Int, of all: Int) {}
  func tick() {}
  func end() {}
}
