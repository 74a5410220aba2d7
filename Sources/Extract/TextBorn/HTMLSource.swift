import CXML
import Model

/// A web page as one page of synthetic geometry, with what its head says of it.
struct HTMLSource: PageSource {
  let facts: DocumentFacts
  private let content: Page

  init(_ bytes: UnsafeRawBufferPointer, source: Source) throws(Refusal) {
    // libxml2 drops text at invalid UTF-8: what it gets is always valid.
    var text = String.UnicodeScalarView()
    for scalar in decodedText(bytes, declared: declaredEncoding(bytes)) where scalar != 0 {
      text.append(Unicode.Scalar(scalar) ?? "\u{FFFD}")
    }
    var utf8 = Array(String(text).utf8)
    let count = Int32(clamping: utf8.count)
    let options =
      Int32(HTML_PARSE_NONET.rawValue) | Int32(HTML_PARSE_NOERROR.rawValue) | Int32(HTML_PARSE_NOWARNING.rawValue)
      | Int32(HTML_PARSE_RECOVER.rawValue)
    let parsed = utf8.withUnsafeMutableBytes { buffer in
      htmlReadMemory(buffer.baseAddress?.assumingMemoryBound(to: CChar.self), count, nil, "UTF-8", options)
    }
    guard let parsed, let root = xmlDocGetRootElement(parsed) else {
      throw Refusal("damaged", "The web page cannot be parsed.")
    }
    defer { xmlFreeDoc(parsed) }

    var facts = DocumentFacts(source: source)
    facts.pageCount = 1
    facts.source.pages = 1
    facts.fonts = [FontFacts(name: "web")]
    facts.language = attribute(root, "lang") ?? attribute(root, "xml:lang")
    let survey = HTMLSurvey(root: root)
    facts.info = htmlInfo(root)
    if let date = survey.published, !facts.info.contains(where: { $0.key == "date" }) {
      facts.info.append(InfoEntry(key: "date", value: date, origin: .html))
    }
    self.facts = facts

    let walk = HTMLWalk(root: root, survey: survey)
    guard !walk.items.isEmpty else { throw Refusal("empty", "The web page holds no text.") }
    var layout = HTMLLayout()
    layout.place(walk.items)
    content = layout.finish()
  }

  func page(_ number: Int) -> Page { content }
}

/// The encoding that the head names: `charset=`, in a meta element or an XML declaration (`encoding=`).
private func declaredEncoding(_ bytes: UnsafeRawBufferPointer) -> String? {
  let head = UnsafeRawBufferPointer(rebasing: bytes[..<min(bytes.count, 2048)])
  let text = Array(head.lazy.map { $0 >= 0x41 && $0 <= 0x5A ? $0 + 0x20 : $0 })
  return text.withUnsafeBytes { lowercased in
    guard let key = place(of: "charset", in: lowercased).map({ $0 + 7 }) ?? place(of: "encoding", in: lowercased).map({ $0 + 8 }) else {
      return nil
    }
    var at = key
    while at < lowercased.count, [0x20, 0x3D, 0x22, 0x27].contains(lowercased[at]) { at += 1 }
    var name = ""
    while at < lowercased.count, lowercased[at] > 0x20, ![0x22, 0x27, 0x3E, 0x3B, 0x3F, 0x2F].contains(lowercased[at]), name.utf8.count < 32
    {
      name.unicodeScalars.append(Unicode.Scalar(lowercased[at]))
      at += 1
    }
    return name.isEmpty ? nil : name
  }
}

/// `<title>` and the `<meta>` names in use: plain, Dublin Core, Open Graph, Highwire.
private func htmlInfo(_ root: xmlNodePtr) -> [InfoEntry] {
  let keys = [
    "author": "author", "dc.creator": "author", "citation_author": "author", "description": "subject", "keywords": "keywords",
    "dc.subject": "keywords", "generator": "creator", "dc.publisher": "publisher", "citation_publisher": "publisher", "dc.title": "title",
    "og:title": "title", "citation_title": "title", "dc.date": "date", "dcterms.issued": "date", "citation_publication_date": "date",
    "article:published_time": "date", "dc.language": "language", "dc.identifier": "identifier", "citation_doi": "identifier",
    "og:site_name": "publisher",
  ]
  var info: [InfoEntry] = []
  func add(_ key: String, _ value: String) {
    let words = value.unicodeScalars.split { kind(of: $0.value) != .ink }
    let text = words.map { String(String.UnicodeScalarView($0)) }.joined(separator: " ")
    let entry = InfoEntry(key: key, value: text, origin: .html)
    if !text.isEmpty, !info.contains(entry) { info.append(entry) }
  }
  func visit(_ node: xmlNodePtr, depth: Int) {
    var child = node.pointee.children
    while let current = child {
      child = current.pointee.next
      guard current.pointee.type == XML_ELEMENT_NODE else { continue }
      switch String(cString: current.pointee.name).lowercased() {
      case "title":
        if let value = xmlNodeGetContent(current) {
          add("title", String(cString: UnsafeRawPointer(value).assumingMemoryBound(to: CChar.self)))
          xmlFreeString(value)
        }
      case "meta":
        let name = (attribute(current, "name") ?? attribute(current, "property"))?.lowercased()
        if let name, let key = keys[name], let value = attribute(current, "content") { add(key, value) }
      default: if depth < 3 { visit(current, depth: depth + 1) }
      }
    }
  }
  visit(root, depth: 0)
  return info
}
