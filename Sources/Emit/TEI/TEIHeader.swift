import Model

/// The header: what the document says of itself, the file that was read, and the program that read it.
extension TEIWriter {
  mutating func header() {
    let metadata = document.metadata
    out.start("teiHeader")
    out.start("fileDesc")
    out.start("titleStmt")
    out.element("title", ["type": "main"], text: metadata.title ?? document.source.file)
    if let subtitle = metadata.subtitle { out.element("title", ["type": "sub"], text: subtitle) }
    for author in metadata.authors { out.element("author", text: author) }
    out.end()
    out.newline()
    publication(metadata)
    source()
    out.end()
    out.newline()
    out.start("encodingDesc")
    out.start("appInfo")
    out.start("application", ["ident": "foja", "version": record.pipeline.version])
    out.element("label", text: "Foja")
    for _ in 1...3 { out.end() }
    out.newline()
    profile(metadata)
    out.end()
    out.newline()
  }

  private mutating func publication(_ metadata: Metadata) {
    out.start("publicationStmt")
    // What is known without a publisher has a place in a paragraph only.
    if let publisher = metadata.publisher { out.element("publisher", text: publisher) } else { out.start("p") }
    if let issued = metadata.issued { out.element("date", ["when": isDateTime(issued) ? issued : nil], text: issued) }
    for (scheme, id) in metadata.identifiers.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
      out.element("idno", ["type": scheme], text: id)
    }
    if metadata.publisher == nil { out.end() }
    out.end()
    out.newline()
  }

  private mutating func source() {
    out.start("sourceDesc")
    out.start("bibl")
    out.element("title", ["type": "file"], text: document.source.file)
    out.element("idno", ["type": "sha256"], text: document.source.sha256)
    out.start("extent")
    out.element("measure", ["unit": "page", "quantity": String(document.source.pages)], text: String(document.source.pages))
    out.end()
    out.end()
    out.end()
    out.newline()
  }

  private mutating func profile(_ metadata: Metadata) {
    out.start("profileDesc")
    out.start("langUsage")
    out.element("language", ["ident": document.language], text: document.language)
    out.end()
    if !metadata.keywords.isEmpty {
      out.start("textClass")
      out.start("keywords")
      for keyword in metadata.keywords { out.element("term", text: keyword) }
      out.end()
      out.end()
    }
    out.end()
    out.newline()
  }
}
