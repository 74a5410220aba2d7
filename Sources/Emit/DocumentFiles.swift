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

/// The kinds of file that a pipeline may ask for.
package let outputKinds = ["json", "markdown", "csv"]

/// All files of one document: `json` is what ``recordJSON(_:)`` gave, which the caller has checked against the schema. `defusing`: cells of CSV
/// that a spreadsheet would take for formulas are marked as text.
package func documentFiles(_ record: Record, json: [UInt8], outputs: [String], defusing: Bool = true) -> [OutputFile] {
  var files: [OutputFile] = []
  if outputs.contains("json") { files.append(OutputFile(path: "record.json", bytes: json)) }
  if outputs.contains("markdown") { files.append(OutputFile(path: "document.md", bytes: Array(markdown(record.document).utf8))) }
  if outputs.contains("csv"), !record.document.tables.isEmpty {
    for table in record.document.tables {
      files.append(OutputFile(path: "tables/\(table.id).csv", bytes: printedCSV(table, defusing: defusing)))
      files.append(OutputFile(path: "tables/\(table.id).values.csv", bytes: valueCSV(table, defusing: defusing)))
    }
    files.append(OutputFile(path: "datapackage.json", bytes: tablePackage(record.document, defusing: defusing)))
  }
  return files
}
