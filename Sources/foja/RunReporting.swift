import ArgumentParser
import Batch
import Foundation
import Reading

/// How a run tells of itself, for nights without anybody watching.
struct RunReporting: ParsableArguments {
  @Flag(help: "Say nothing where all is well, and else only what needs attention.") var quiet = false
  @Flag(help: "Log lines as JSON objects.") var logJson = false
  @Flag(help: "Print the summary of the run as JSON, and nothing else.") var json = false
  @Option(help: ArgumentHelp("Write a summary of the run here, as JSON (- for standard output).", valueName: "file"), completion: .file())
  var summary: String?
  @Option(
    help: ArgumentHelp("Write figures of the run here, as a textfile for Prometheus' node exporter.", valueName: "file"),
    completion: .file()) var metrics: String?

  func begin() { Log.isJSON = logJson }

  var progress: any RunProgress { quiet ? NoProgress() : runProgress() }

  /// Writes what was asked for. `failure` where the run did not come to its end.
  func end(_ report: RunReport, failure: RunFailure?) throws(Failure) {
    let status = failure?.status ?? report.status
    if json, summary != "-" { try deliver(jsonLine(RunSummary(report, status: status, failure: failure?.message)) + "\n", to: "-") }
    if let summary { try deliver(jsonLine(RunSummary(report, status: status, failure: failure?.message)) + "\n", to: summary) }
    if let metrics { try deliver(figures(report, status), to: metrics) }
  }

  private func deliver(_ text: String, to path: String) throws(Failure) {
    if path == "-" {
      Files.writeAll(Array(text.utf8), to: 1)
    } else if !Files.write(Array(text.utf8), to: path) {
      throw Failure(73, "\(path) cannot be written")
    }
  }

  private func figures(_ report: RunReport, _ status: Int32) -> String {
    var lines: [String] = []
    func add(_ name: String, _ help: String, _ values: [(label: String, value: Int)]) {
      lines.append("# HELP foja_\(name) \(help)")
      lines.append("# TYPE foja_\(name) gauge")
      for (label, value) in values { lines.append("foja_\(name)\(label) \(value)") }
    }
    add("run_exit_code", "Exit code of the last run.", [("", Int(status))])
    add("run_finished_seconds", "When the last run ended, in seconds since 1970.", [("", Int(Date().timeIntervalSince1970))])
    add("run_read_documents", "Documents that the last run read.", [("", report.read.count)])
    add("run_read_pages", "Pages that the last run read.", [("", report.pages)])
    add(
      "documents", "Documents of the inbox by outcome.",
      [Outcome.Kind.complete, .partial, .refused, .failed].map { ("{outcome=\"\($0.rawValue)\"}", report.count($0)) })
    add("waiting_documents", "Documents with passing troubles that wait for a later run.", [("", report.waiting.count)])
    return lines.joined(separator: "\n") + "\n"
  }
}

/// A run in one JSON object.
private struct RunSummary: Encodable {
  var exit: Int32, error: String?, read: Int, pages: Int, outcomes: [String: Int], unchanged: Int, duplicates: Int, waiting: Int
  var growing: [String], gone: [String], unreadable: [String], damaged: [String], attention: [Line]

  struct Line: Encodable { var path: String, outcome: String, code: String?, message: String?, passing: Bool }

  init(_ report: RunReport, status: Int32, failure: String?) {
    exit = status
    error = failure
    read = report.read.count
    pages = report.pages
    outcomes = [:]
    for (_, outcome) in report.read { outcomes[outcome.kind.rawValue, default: 0] += 1 }
    unchanged = report.unchanged.count
    duplicates = report.duplicates.count
    waiting = report.waiting.count
    growing = report.growing
    gone = report.gone
    unreadable = report.unreadable.map(\.path)
    damaged = report.damaged
    attention = report.attention.map {
      Line(
        path: $0.path, outcome: $0.outcome.kind.rawValue, code: $0.outcome.code, message: $0.outcome.message, passing: $0.outcome.passing)
    }
  }
}
