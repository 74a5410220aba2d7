import CPoppler
import Model

/// What a PDF holds besides its pages, but for what stands on them: bookmarks, names of attached files.
func readExtras(_ document: OpaquePointer, outline: [OutlineItem]) -> FileExtras {
  var extras = FileExtras()
  extras.bookmarks = outline.map { FileExtras.Bookmark(title: $0.title, level: $0.level, page: $0.page) }
  var attached: UnsafePointer<pdf_attachment>?
  let count = pdf_read_attachments(document, &attached)
  extras.attachments = UnsafeBufferPointer(start: attached, count: count).compactMap { item in
    text(item.name).map { FileExtras.Attachment(name: $0, description: text(item.description)) }
  }
  return extras
}

/// Of a document; forms have hundreds.
private let mostAnnotations = 50_000

/// Form fields and remarks of a page. Of a field that stands in several places the first counts (`known` has their names); remarks without words are
/// left out.
func readAnnotations(_ document: OpaquePointer, page: Int, into extras: inout FileExtras, known: inout Set<String>) {
  guard extras.fields.count + extras.comments.count < mostAnnotations else { return }
  var items: UnsafePointer<pdf_annotation>?
  let count = pdf_read_annotations(document, Int32(truncatingIfNeeded: page), &items)
  for item in UnsafeBufferPointer(start: items, count: count) {
    let box = Box(x0: Double(item.x0), y0: Double(item.y0), x1: Double(item.x1), y1: Double(item.y1))
    let kind = String(cString: item.kind)
    switch kind {
    case "Widget":
      guard let name = text(item.name), known.insert(name).inserted else { continue }
      let type = fieldTypes[String(cString: item.type)] ?? "other"
      extras.fields.append(FileExtras.FormField(name: name, type: type, value: text(item.text), page: page, box: box))
    case "FileAttachment":
      if let name = text(item.name) { extras.attachments.append(FileExtras.Attachment(name: name, description: text(item.text))) }
    default:
      guard let words = text(item.text) else { continue }
      extras.comments.append(
        FileExtras.Comment(kind: kind.lowercased(), author: text(item.author), text: words, page: page, box: box))
    }
  }
}

/// ISO 32000-2, 12.7.4.
private let fieldTypes = ["Tx": "text", "Btn": "button", "Ch": "choice", "Sig": "signature"]
