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
/// ``allOutputs``. `defusing`: cells of CSV that a spreadsheet would take for formulas are marked as text.
package func documentFiles(_ record: Record, json: [UInt8], outputs: [String], defusing: Bool = true) -> [OutputFile] {
  let emission = Emission(record: record, json: json, kinds: outputs, defusing: defusing)
  return allOutputs.filter { outputs.contains($0.name) }.flatMap { $0.files(emission) }
}
