package import Model

/// One file of a document's folder.
package struct OutputFile: Sendable {
  /// Below the folder: `record.json`, `tables/t1.csv`.
  package var path: String
  package var bytes: [UInt8]

  package init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }
}

/// All files of one document: `json` is what ``recordJSON(_:)`` gave, which the caller has checked against the schema; `outputs` are names of
/// ``allOutputs``. `defusing`: cells of CSV that a spreadsheet would take for formulas are marked as text. `scratch`: a folder
/// that may be written to. Nil where the system gives no room.
package func documentFiles(
  _ record: Record, json: [UInt8], outputs: [String], defusing: Bool = true, scratch: String? = nil
) -> [OutputFile]? {
  let emission = Emission(record: record, json: json, kinds: outputs, defusing: defusing, scratch: scratch)
  var files: [OutputFile] = []
  for output in allOutputs where outputs.contains(output.name) {
    guard let made = output.files(emission) else { return nil }
    files += made
  }
  return files
}
