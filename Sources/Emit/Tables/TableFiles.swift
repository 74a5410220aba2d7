import Model

/// A file for each table as printed and as values, and the data package that describes them; nothing where there is no table.
func tableFiles(_ document: Document, defusing: Bool, packaged: Bool = true) -> [OutputFile] {
  guard !document.tables.isEmpty else { return [] }
  var files: [OutputFile] = []
  for table in document.tables {
    files.append(OutputFile(path: "tables/\(table.id).csv", bytes: printedCSV(table, defusing: defusing)))
    files.append(OutputFile(path: "tables/\(table.id).values.csv", bytes: valueCSV(table, defusing: defusing)))
  }
  return !packaged ? files : files + [OutputFile(path: "datapackage.json", bytes: tablePackage(document, defusing: defusing))]
}
