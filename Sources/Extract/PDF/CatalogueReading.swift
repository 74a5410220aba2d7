import CPoppler
import Model

/// What a PDF says of itself beside its pages → ``DocumentFacts``.
func readFacts(_ document: OpaquePointer, source: Source, into raw: inout pdf_facts) -> DocumentFacts {
  pdf_read_facts(document, &raw)
  var facts = DocumentFacts(source: source)
  facts.pageCount = Int(raw.pageCount)
  facts.source.pages = facts.pageCount
  facts.source.pdfVersion = "\(raw.majorVersion).\(raw.minorVersion)"
  facts.source.tagged = raw.tagged != 0
  facts.source.encrypted = raw.encrypted != 0
  facts.language = text(raw.language)
  facts.source.producer = text(raw.producer)
  let entries: [(String, UnsafePointer<CChar>?)] = [
    ("title", raw.title), ("author", raw.author), ("subject", raw.subject), ("keywords", raw.keywords), ("creator", raw.creator),
    ("producer", raw.producer), ("date", raw.created),
  ]
  for (key, value) in entries {
    if let value = text(value) { facts.info.append(InfoEntry(key: key, value: value, origin: .info)) }
  }
  facts.info += readMetadata(UnsafeRawBufferPointer(start: raw.metadata, count: raw.metadataLength))
  facts.outline = readOutline(document)
  facts.extras = readExtras(document, outline: facts.outline)
  return facts
}

/// Without white space around it; nil where nothing is left.
func text(_ string: UnsafePointer<CChar>?) -> String? {
  guard let string else { return nil }
  let scalars = String(cString: string).unicodeScalars
  let isBlank = { (scalar: Unicode.Scalar) in kind(of: scalar.value) != .ink }
  guard let first = scalars.firstIndex(where: { !isBlank($0) }), let last = scalars.lastIndex(where: { !isBlank($0) }) else { return nil }
  return String(String.UnicodeScalarView(scalars[first...last]))
}

private func readOutline(_ document: OpaquePointer) -> [OutlineItem] {
  var items: UnsafePointer<pdf_outline_item>?
  let count = pdf_read_outline(document, &items)
  return UnsafeBufferPointer(start: items, count: count).compactMap { item in
    guard let title = text(item.title) else { return nil }
    return OutlineItem(
      level: Int(item.level), title: title, page: item.page > 0 ? Int(item.page) : nil, y: item.y.isFinite ? Double(item.y) : nil)
  }
}

/// Boxes in the reading frame of `page`.
func readLinks(_ document: OpaquePointer, page number: Int, frame page: Page) -> [Link] {
  var items: UnsafePointer<pdf_link>?
  let count = pdf_read_links(document, Int32(number), &items)
  guard count > 0 else { return [] }
  let frame = ReadingFrame(turn: page.turn, width: Float(page.shownWidth), height: Float(page.shownHeight))
  return UnsafeBufferPointer(start: items, count: count).map { item in
    let box = Box(frame.box(item.x0, item.y0, item.x1, item.y1))
    let target: Link.Target =
      item.page > 0 ? .page(Int(item.page), item.y.isFinite ? Double(item.y) : nil) : .uri(String(cString: item.uri))
    return Link(box: box, target: target)
  }
}
