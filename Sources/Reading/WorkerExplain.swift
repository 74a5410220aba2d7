import Emit
import Extract
import Model

extension WorkerLoop {
  /// Reads one document and writes its record, and why it is as it is: by the ids of its things (`why.json`), and by printed line (`lines.json`).
  func explain(_ job: WorkerJob.ReadJob) throws(Refusal) -> DocumentOutcome {
    let (record, reasons) = try chain.explained(
      job.path, name: job.name, options: chain.options(password: job.password, scratch: job.folder))
    let files = [
      ("record.json", recordJSON(record)), ("why.json", reasons.things(of: record, data: chain.data)), ("lines.json", reasons.printedLines),
    ]
    guard Files.makeFolder(job.folder) else { return cannotWrite(job.folder) }
    for (name, bytes) in files {
      guard Files.writePlain(bytes, to: job.folder + "/" + name) else { return cannotWrite(name) }
    }
    let findings = record.document.findings + record.recognition.findings
    let worst = findings.first { $0.severity == .error }
    return DocumentOutcome(
      outcome: worst == nil ? "complete" : "partial", code: worst?.code, message: worst?.message, sha256: record.document.source.sha256,
      pages: record.document.pages.count, findings: findings.count)
  }
}
