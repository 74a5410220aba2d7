package import Model

/// Opens the file at `path`, whatever it is, by its first bytes: PDF, HTML or plain text.
///
/// Throws a ``Refusal`` where no document can be had of it. `name` is the file's own, without folders; it goes into the facts.
package func openDocument(path: String, name: String, options: ExtractOptions) throws(Refusal) -> any PageSource {
  let file = try MappedFile(path: path)
  func source(_ mediaType: String) -> Source {
    Source(file: name, sha256: sha256Hex(file.bytes), bytes: file.bytes.count, mediaType: mediaType)
  }
  if startsLikePDF(file.bytes) { return try PDFSource(file, source: source("application/pdf"), options: options) }
  throw Refusal("not-a-document", "The file is neither PDF nor HTML nor plain text.")
}

/// The header may stand anywhere in the first kilobyte (ISO 32000-1, annex H.3.4.1).
private func startsLikePDF(_ bytes: UnsafeRawBufferPointer) -> Bool {
  let header = Array("%PDF-".utf8)
  let end = min(bytes.count, 1024) - header.count
  guard end >= 0 else { return false }
  return (0...end).contains { start in header.indices.allSatisfy { bytes[start + $0] == header[$0] } }
}
