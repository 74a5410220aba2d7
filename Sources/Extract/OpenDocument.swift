import CSystem
package import Model

/// Opens the file at `path`, whatever it is, by its first bytes: PDF, HTML or plain text.
///
/// Throws a ``Refusal`` where no document can be had of it. `name` is the file's own, without folders; it goes into the facts.
package func openDocument(path: String, name: String, options: ExtractOptions) throws(Refusal) -> any PageSource {
  let file = try MappedFile(path: path)
  func source(_ mediaType: String) -> Source {
    Source(file: name, sha256: sha256Hex(file.bytes), bytes: file.bytes.count, mediaType: mediaType)
  }
  switch fileKind(of: file.bytes, name: name) {
  case .pdf(let header): return try PDFSource(file, header: header, path: path, source: source("application/pdf"), options: options)
  case .html:
    // A server's error page, saved under the name of the report that it could not give.
    if name.lowercased().hasSuffix(".pdf") {
      throw Refusal("html-as-pdf", "The file is named PDF but holds a web page, mostly a server's error: fetch it again, or name it .html.")
    }
    return try HTMLSource(file.bytes, source: source("text/html"))
  case .text:
    if name.lowercased().hasSuffix(".pdf") {
      throw Refusal("not-a-document", "The file is named PDF but holds plain text: name it .txt if it is to be read.")
    }
    return try TextSource(file.bytes, source: source("text/plain"))
  case .other(let format): throw format.refusal
  case .unknown: throw Refusal("not-a-document", "The file is neither PDF nor HTML nor plain text.")
  }
}

private func sha256Hex(_ bytes: UnsafeRawBufferPointer) -> String {
  withUnsafeTemporaryAllocation(of: CChar.self, capacity: 65) { digits in
    foja_sha256(bytes.baseAddress, bytes.count, false, digits.baseAddress)
    return String(cString: digits.baseAddress!)
  }
}
