import Foundation

/// What a run would do, without doing it.
package struct Outlook: Sendable {
  /// Documents that would be read, and why.
  package var reading: [(path: String, reason: String)] = []
  package var unchanged = 0
  package var report = RunReport()
}

/// Looks at inbox and catalogue as a run would. Nothing is read or published.
package func outlook(_ settings: RunSettings) throws(RunFailure) -> Outlook {
  let scan = try lookIn(settings.inbox)
  var outlook = Outlook()
  guard FileManager.default.fileExists(atPath: settings.outputs + "/catalogue.sqlite") else {
    outlook.reading = scan.files.map { ($0.path, PlannedDocument.Reason.new.rawValue) }
    outlook.report.odd = scan.odd
    return outlook
  }
  let session = try Session(settings)
  defer { session.close() }
  let plan = try Plan(scan, ledger: session.ledger, publisher: session.publisher, settings: settings)
  outlook.reading = plan.reading.map { ($0.file.path, $0.reason.rawValue) }
  outlook.unchanged = plan.report.unchanged.count
  outlook.report = plan.report
  outlook.report.odd = scan.odd
  return outlook
}
