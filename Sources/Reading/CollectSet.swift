import Emit
import Glibc

/// The whole set of a pipeline as tables for other tools: JSON Lines, one file a kind of thing, and a Frictionless `datapackage.json`.
///
/// Reads the published `record.json` files below `folder`/documents in the order of their paths and writes into `into`. Records are cut, not built
/// again: a line is the record's own text with the document in front. False where something cannot be written.
func collectSet(of folder: String, into: String) -> Bool {
  var files: [LineFile] = []
  for set in recordSets {
    guard let file = LineFile(name: set, folder: into) else { return false }
    files.append(file)
  }
  guard let cells = LineFile(name: "cells", folder: into), let documents = LineFile(name: "documents", folder: into) else { return false }
  let published = folder + "/documents"
  for path in recordPaths(below: published) {
    // The items of its lists go over as they stand: only tables are looked into.
    guard let bytes = Files.read(published + "/" + path + "/record.json"), let tape = try? JSONTape(bytes, levels: 2) else { continue }
    let head = Array(#"{"document":"#.utf8) + quoted(path) + [UInt8(ascii: ",")]
    documents.add([documentLine(tape, head: head)[...]])
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
  let all = [documents] + files + [cells]
  for file in all where !file.close() { return false }
  return Files.writePlain(packageJSON(all.map(\.name)), to: into + "/datapackage.json")
}

/// The kinds of thing that a record lists, as they are called in it.
private let recordSets = ["sections", "blocks", "tables", "figures", "footnotes", "glossary", "acronyms", "mentions", "findings"]

private func recordPaths(below folder: String) -> [String] {
  var found: [String] = []
  func walk(_ below: String) {
    for name in Files.names(in: below.isEmpty ? folder : folder + "/" + below) where !name.hasPrefix(".") {
      let path = below.isEmpty ? name : below + "/" + name
      if Files.exists(folder + "/" + path + "/record.json") {
        found.append(path)
      } else if Files.isFolder(folder + "/" + path) {
        walk(path)
      }
    }
  }
  walk("")
  return found
}

private func documentLine(_ tape: JSONTape, head: [UInt8]) -> [UInt8] {
  var out = Array(head)
  for key in ["id", "source", "profile", "language", "metadata", "pipeline"] {
    guard let value = tape.member(0, key) else { continue }
    out += Array("\"\(key)\":".utf8) + tape.slice(value) + [UInt8(ascii: ",")]
  }
  for set in recordSets {
    let count = tape.member(0, set).map { tape.nodes[$0].count } ?? 0
    out += Array("\"\(set)\":\(count),".utf8)
  }
  out[out.count - 1] = UInt8(ascii: "}")
  return out + [0x0a]
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

private func packageJSON(_ names: [String]) -> [UInt8] {
  var out = JSONWriter()
  out.object { out in
    out.field("name", "foja-records")
    out.field("title", "Records of all documents, one file a kind of thing; the shape of each line is that of schemas/record-1.schema.json")
    out.newline()
    out.key("resources")
    out.lines(names) { out, name in
      out.object { out in
        out.field("name", name)
        out.field("path", "\(name)-0001.jsonl")
        out.field("format", "ndjson")
        out.field("mediatype", "application/x-ndjson")
        out.field("encoding", "utf-8")
      }
    }
  }
  out.end()
  return out.bytes
}

/// A file written line by line through a buffer.
private final class LineFile {
  let name: String
  private let descriptor: Int32
  private var buffer: [UInt8] = []
  private var failed = false

  init?(name: String, folder: String) {
    self.name = name
    descriptor = open("\(folder)/\(name)-0001.jsonl", O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    if descriptor < 0 { return nil }
  }

  /// A line in pieces.
  func add(_ pieces: [ArraySlice<UInt8>]) {
    for piece in pieces { buffer.append(contentsOf: piece) }
    if buffer.count > 1 << 18 { flush() }
  }

  func close() -> Bool {
    flush()
    Glibc.close(descriptor)
    return !failed
  }

  private func flush() {
    if !Files.writeAll(buffer, to: descriptor) { failed = true }
    buffer.removeAll(keepingCapacity: true)
  }
}
