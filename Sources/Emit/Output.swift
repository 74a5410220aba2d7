import Model

/// What outputs are made of.
package struct Emission: Sendable {
  var record: Record
  /// What ``recordJSON(_:)`` gave.
  var json: [UInt8]
  /// Names of all outputs that are wanted.
  var kinds: [String]
  /// Cells of CSV that a spreadsheet would take for formulas are marked as text.
  var defusing: Bool
  /// A folder for passing files; nil: the system's.
  var scratch: String?
}

/// One kind of output: what pipelines (`outputs: kinds:`) and `convert --to` call it, what its files are called, and what makes them.
package struct Output: Sendable {
  package var name: String
  /// Another name that is understood.
  package var alias: String?
  /// In a document's folder: a file, or a folder with files.
  package var path: String
  /// What `convert` puts behind a document's name; nil where the output is a folder.
  package var suffix: String?
  package var about: String
  /// Nil where the system gives no room for what it needs.
  package var files: @Sendable (Emission) -> [OutputFile]?

  /// An output of one file.
  init(
    _ name: String, alias: String? = nil, _ path: String, _ suffix: String, _ about: String,
    bytes: @escaping @Sendable (Emission) -> [UInt8]?
  ) {
    self.name = name
    self.alias = alias
    self.path = path
    self.suffix = suffix
    self.about = about
    files = { emission in bytes(emission).map { [OutputFile(path: path, bytes: $0)] } }
  }

  /// An output of a folder of files, and what else belongs to them.
  init(folder: String, _ name: String, _ about: String, files: @escaping @Sendable (Emission) -> [OutputFile]) {
    self.name = name
    path = folder
    self.about = about
    self.files = files
  }
}

/// All outputs, in the order in which they are written. A new one is a file of code that makes its bytes, and a line here.
package let allOutputs: [Output] = [
  Output("json", "record.json", ".json", "the record") { $0.json },
  Output("markdown", alias: "md", "document.md", ".md", "the text, GitHub-flavoured") {
    markdown($0.record.document, mentions: $0.record.recognition.mentions)
  },
  Output("html", "document.html", ".html", "one page to read, link to and print") { html($0.record) },
  Output("tei", "document.tei.xml", ".tei.xml", "TEI P5") { tei($0.record) },
  Output("docling", "document.docling.json", ".docling.json", "a DoclingDocument") { docling($0.record) },
  Output("chunks", "document.chunks.jsonl", ".chunks.jsonl", "pieces for retrieval") { chunks($0.record) },
  Output("annotations", "document.annotations.json", ".annotations.json", "mentions as W3C Web Annotations") { annotations($0.record) },
  Output("xlsx", "document.xlsx", ".xlsx", "a workbook of all tables and amounts") { workbook($0.record, scratch: $0.scratch) },
  Output(folder: "tables", "csv", "each table as printed and as values") {
    tableFiles($0.record.document, defusing: $0.defusing, packaged: !$0.kinds.contains("rows"))
  },
  Output(folder: "rows", "rows", "blocks, cells, mentions …, a row each, as the set has them") { rowFiles($0) },
]

/// The output of a name or alias.
package func output(named name: String) -> Output? { allOutputs.first { $0.name == name || $0.alias == name } }

/// All names.
package let outputKinds = allOutputs.map(\.name)

/// All names that are understood, for messages.
package var outputNames: [String] { allOutputs.flatMap { [$0.name] + ($0.alias.map { [$0] } ?? []) } }
