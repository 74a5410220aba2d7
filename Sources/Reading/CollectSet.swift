import Emit
import Glibc

/// One part of the set of all records as JSON Lines, one file a kind of thing, for other tools.
///
/// Reads the published records of the documents that the job names, in that order, and writes `<kind>-<part>.jsonl` into `into`. Records are cut,
/// not built again: a line is the record's own text with the document in front. A kind without lines gets no file, but in the first part.
///
/// - Parameter alive: called after each record.
/// - Returns: folders whose record cannot be read, left out; nil where something cannot be written.
func collectPart(_ job: WorkerJob.CollectJob, alive: () -> Void) -> [String]? {
  var files: [LineFile] = []
  for set in recordSets { files.append(LineFile(path: "\(job.into)/\(set)-\(job.part).jsonl", always: job.first)) }
  let cells = LineFile(path: "\(job.into)/cells-\(job.part).jsonl", always: job.first)
  let documents = LineFile(path: "\(job.into)/documents-\(job.part).jsonl", always: job.first)
  var damaged: [String] = []
  for document in job.documents {
    alive()
    // The items of its lists go over as they stand: only tables are looked into.
    guard let bytes = Files.read("\(job.folder)/\(document.folder)/record.json"), let tape = try? JSONTape(bytes, levels: 2),
      tape.member(0, "id") != nil
    else {
      damaged.append(document.folder)
      continue
    }
    let head = Array(#"{"document":"#.utf8) + quoted(document.folder) + [UInt8(ascii: ",")]
    documents.add([documentLine(tape, head: head, document)[...]])
    for (set, file) in zip(recordSets, files) {
      guard let list = tape.member(0, set) else { continue }
      for item in tape.children(of: list) {
        if set == "tables" {
          guard let table = try? JSONTape(Array(tape.slice(item))) else { continue }
          file.add([tableLine(table, head: head)[...]])
          addCells(of: table, head: head, to: cells)
        } else {
          file.add([head[...], tape.slice(item).dropFirst(), newline[...]])
        }
      }
    }
  }
  for file in [documents] + files + [cells] where !file.close() { return nil }
  return damaged
}

/// The kinds of thing that a record lists, as they are called in it.
private let recordSets = ["sections", "blocks", "tables", "figures", "footnotes", "glossary", "acronyms", "mentions", "findings"]

private func documentLine(_ tape: JSONTape, head: [UInt8], _ document: WorkerJob.CollectJob.Document) -> [UInt8] {
  var out = Array(head)
  for key in ["id", "source", "profile", "language", "metadata", "pipeline"] {
    guard let value = tape.member(0, key) else { continue }
    out += Array("\"\(key)\":".utf8) + tape.slice(value) + [UInt8(ascii: ",")]
  }
  for set in recordSets {
    let count = tape.member(0, set).map { tape.nodes[$0].count } ?? 0
    out += Array("\"\(set)\":\(count),".utf8)
  }
  return out + Array("\"stale\":\(document.stale),\"gone\":\(document.gone)}\n".utf8)
}

/// A table without its cells, which have a file of their own.
private func tableLine(_ tape: JSONTape, head: [UInt8]) -> [UInt8] {
  var out = Array(head)
  for (key, value) in tape.members(0) where key != "cells" {
    out += Array("\"\(key)\":".utf8) + tape.slice(value) + [UInt8(ascii: ",")]
  }
  out[out.count - 1] = UInt8(ascii: "}")
  return out + [0x0a]
}

private func addCells(of table: JSONTape, head: [UInt8], to file: LineFile) {
  guard let id = table.member(0, "id"), let cells = table.member(0, "cells") else { return }
  let head = head + Array("\"table\":".utf8) + quoted(table.text(id) ?? "") + [UInt8(ascii: ",")]
  for cell in table.children(of: cells) { file.add([head[...], table.slice(cell).dropFirst(), newline[...]]) }
}

private let newline: [UInt8] = [0x0a]

private func quoted(_ text: String) -> [UInt8] {
  var out = JSONWriter()
  out.text(text)
  return out.bytes
}

/// A file written line by line through a buffer; made with its first line, or at the end where it is wanted in any case.
private final class LineFile {
  private let path: String
  private let always: Bool
  private var descriptor: Int32 = -1
  private var buffer: [UInt8] = []
  private var failed = false

  init(path: String, always: Bool) {
    self.path = path
    self.always = always
  }

  /// A line in pieces.
  func add(_ pieces: [ArraySlice<UInt8>]) {
    for piece in pieces { buffer.append(contentsOf: piece) }
    if buffer.count > 1 << 18 { flush() }
  }

  func close() -> Bool {
    if always || !buffer.isEmpty { flush() }
    if descriptor >= 0 { Glibc.close(descriptor) }
    return !failed
  }

  private func flush() {
    if descriptor < 0 { descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644) }
    if descriptor < 0 || !Files.writeAll(buffer, to: descriptor) { failed = true }
    buffer.removeAll(keepingCapacity: true)
  }
}
