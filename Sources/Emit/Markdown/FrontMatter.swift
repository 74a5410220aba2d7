import Model

/// What is known of a document, as YAML between two lines of dashes: strings as JSON writes them, which is YAML too. What is not known is left out.
func frontMatter(_ document: Document) -> String {
  let metadata = document.metadata
  var lines: [String] = []
  let put = { (key: String, value: String?) in if let value { lines.append("\(key): \(quoted(value))") } }
  let putAll = { (key: String, values: [String]) in
    if !values.isEmpty { lines.append("\(key): [\(values.map(quoted).joined(separator: ", "))]") }
  }
  put("title", metadata.title)
  put("subtitle", metadata.subtitle)
  putAll("authors", metadata.authors)
  put("publisher", metadata.publisher)
  put("issued", metadata.issued)
  putAll("keywords", metadata.keywords)
  let identifiers = metadata.identifiers.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
  if !identifiers.isEmpty {
    lines.append("identifiers: {\(identifiers.map { "\(quoted($0.key)): \(quoted($0.value))" }.joined(separator: ", "))}")
  }
  put("language", document.language)
  put("source", document.source.file)
  put("sha256", document.source.sha256)
  lines.append("pages: \(document.source.pages)")
  return "---\n" + lines.joined(separator: "\n") + "\n---\n\n"
}

private func quoted(_ text: String) -> String {
  var out = JSONWriter()
  // YAML has no place for these, quoted or not.
  out.text(
    String(String.UnicodeScalarView(text.unicodeScalars.filter { !(0x7f...0x9f).contains($0.value) && $0.value & 0xfffe != 0xfffe })))
  return String(decoding: out.bytes, as: UTF8.self)
}
