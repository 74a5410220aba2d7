import Model

/// The document's rows by kinds of thing, as the set has them, as CSV (`rows/mentions.csv`), in one data package with its tables where those are
/// written too.
func rowFiles(_ emission: Emission) -> [OutputFile] {
  let document = emission.record.document
  let all = rows(emission.record, json: emission.json, emission.defusing)
  let hasTables = emission.kinds.contains("csv") && !document.tables.isEmpty
  let package = tablePackage(document, defusing: emission.defusing, tables: hasTables, rows: all.map(\.item))
  return all.map(\.file) + [OutputFile(path: "datapackage.json", bytes: package)]
}

private func rows(_ record: Record, json: [UInt8], _ defusing: Bool) -> [(item: DataPackage.Item, file: OutputFile)] {
  guard let tape = try? JSONTape(json) else { return [] }
  let name = record.document.source.file
  let worst = (record.document.findings + record.recognition.findings).first { $0.severity == .error }
  let rows = RecordRows(
    tape, of: RowDocument(name: name, path: name, outcome: worst == nil ? "complete" : "partial", code: worst?.code))
  return resources.compactMap { resource in
    let lines = RowLines(resource)
    var bytes: [UInt8] = []
    lines.csvHead(into: &bytes)
    let head = bytes.count
    rows.forEach(of: resource) { lines.csv($0, defusing: defusing, into: &bytes) }
    guard bytes.count > head else { return nil }
    let path = "rows/\(resource.name).csv"
    return (DataPackage.Item(resource, paths: [path]), OutputFile(path: path, bytes: bytes))
  }
}
