import Model

/// The mentions of a document as W3C Web Annotations (Web Annotation Data Model and Vocabulary, 2017): one AnnotationPage, whose targets are places of
/// the file that was read, as a page with the mention's box (RFC 8118: `page=12&viewrect=…`, in points from the top left), refined by the words and
/// what stands around them.
///
/// The bodies: the type as a tag, and the value as JSON.
func annotations(_ record: Record) -> [UInt8] {
  let document = record.document
  let source = "urn:sha256:" + document.source.sha256
  let texts = AnnotatedTexts(document)
  var out = JSONWriter(capacity: 1024 + record.recognition.mentions.count * 600)
  out.object { out in
    out.field("@context", "http://www.w3.org/ns/anno.jsonld")
    out.field("id", source + "#annotations")
    out.field("type", "AnnotationPage")
    out.newline()
    out.key("items")
    out.lines(record.recognition.mentions) { out, mention in
      out.object { out in
        out.field("id", "\(source)#\(mention.id)")
        out.field("type", "Annotation")
        out.field("motivation", "tagging")
        out.key("body")
        out.bodies(mention)
        out.key("target")
        out.target(mention, source: source, mediaType: document.source.mediaType, text: texts.text(of: mention))
      }
    }
  }
  out.end()
  return out.bytes
}

extension JSONWriter {
  fileprivate mutating func bodies(_ mention: Mention) {
    var value = JSONWriter()
    value.value(mention.value, ucum: mention.ucum)
    let bodies =
      [("tagging", "text/plain", mention.type.rawValue)]
      + (mention.value == nil ? [] : [("identifying", "application/json", String(decoding: value.bytes, as: UTF8.self))])
    list(bodies) { out, body in
      out.object { out in
        out.field("type", "TextualBody")
        out.field("purpose", body.0)
        out.field("format", body.1)
        out.field("value", body.2)
      }
    }
  }

  fileprivate mutating func target(_ mention: Mention, source: String, mediaType: String, text: [Unicode.Scalar]) {
    object { out in
      out.field("source", source)
      out.key("selector")
      if mediaType == "application/pdf" {
        out.object { out in
          out.field("type", "FragmentSelector")
          out.field("conformsTo", "http://tools.ietf.org/rfc/rfc3778")
          out.field("value", fragment(mention))
          out.key("refinedBy")
          out.quote(mention, text)
        }
      } else {
        out.quote(mention, text)
      }
    }
  }

  private mutating func quote(_ mention: Mention, _ text: [Unicode.Scalar]) {
    // As many letters as tell most words from the same words elsewhere.
    let around = 32
    let start = min(max(mention.start, 0), text.count)
    let end = min(max(mention.end, start), text.count)
    object { out in
      out.field("type", "TextQuoteSelector")
      out.field("exact", String(scalars: text[start..<end]))
      out.field("prefix", String(scalars: text[max(0, start - around)..<start]))
      out.field("suffix", String(scalars: text[end..<min(text.count, end + around)]))
    }
  }
}

/// `page=12&viewrect=72,90.5,120,11`: left, top, width, height.
private func fragment(_ mention: Mention) -> String {
  guard let box = mention.box else { return "page=\(mention.page)" }
  var out: [String] = []
  for number in [box.x0, box.y0, box.x1 - box.x0, box.y1 - box.y0] {
    var text = JSONWriter()
    text.number(number)
    out.append(String(decoding: text.bytes, as: UTF8.self))
  }
  return "page=\(mention.page)&viewrect=\(out.joined(separator: ","))"
}

/// Texts of blocks and cells that mentions count in; the last one is kept, for mentions come in the order of the text.
private final class AnnotatedTexts {
  private let blocks: [String: String]
  private let tables: [String: [CellPlace: String]]
  private var last: (block: String, cell: CellPlace?, text: [Unicode.Scalar])?

  init(_ document: Document) {
    blocks = Dictionary(document.blocks.map { ($0.id, $0.text) }, uniquingKeysWith: { first, _ in first })
    tables = Dictionary(
      document.tables.map { table in
        (
          table.block,
          Dictionary(table.cells.map { (CellPlace(row: $0.row, column: $0.column), $0.text) }, uniquingKeysWith: { first, _ in first })
        )
      }, uniquingKeysWith: { first, _ in first })
  }

  func text(of mention: Mention) -> [Unicode.Scalar] {
    if let last, last.block == mention.block, last.cell == mention.cell { return last.text }
    let text = mention.cell.map { tables[mention.block]?[$0] ?? "" } ?? blocks[mention.block] ?? ""
    let scalars = Array(text.unicodeScalars)
    last = (mention.block, mention.cell, scalars)
    return scalars
  }
}
