import CXML
import Model

/// An XMP packet (ISO 16684-1) → info entries. Properties stand as elements or as attributes of `rdf:Description`; of alternatives in
/// several languages the default one is taken, of lists every item.
///
/// Packets are not trusted: no network, no entities, no document type.
func readMetadata(_ packet: UnsafeRawBufferPointer) -> [InfoEntry] {
  guard !packet.isEmpty, packet.count <= 4_000_000, !declaresDocumentType(packet) else { return [] }
  let options =
    Int32(XML_PARSE_NONET.rawValue) | Int32(XML_PARSE_NOERROR.rawValue) | Int32(XML_PARSE_NOWARNING.rawValue)
    | Int32(XML_PARSE_RECOVER.rawValue)
  let bytes = packet.baseAddress?.assumingMemoryBound(to: CChar.self)
  guard let document = xmlReadMemory(bytes, Int32(packet.count), nil, nil, options) else { return [] }
  defer { xmlFreeDoc(document) }
  guard let root = xmlDocGetRootElement(document) else { return [] }
  var reader = MetadataReader()
  reader.visit(root, depth: 0)
  return reader.entries
}

private func declaresDocumentType(_ packet: UnsafeRawBufferPointer) -> Bool {
  let mark = Array("<!DOCTYPE".utf8)
  guard packet.count > mark.count else { return false }
  return (0...(packet.count - mark.count)).contains { start in
    packet[start] == mark[0] && mark.indices.allSatisfy { packet[start + $0] == mark[$0] }
  }
}

private struct MetadataReader {
  private(set) var entries: [InfoEntry] = []

  /// By namespace and local name; a namespace is known by what its address ends with.
  private static let keys: [(namespace: String, name: String, key: String)] = [
    ("purl.org/dc/elements/1.1/", "title", "title"), ("purl.org/dc/elements/1.1/", "creator", "author"),
    ("purl.org/dc/elements/1.1/", "description", "subject"), ("purl.org/dc/elements/1.1/", "subject", "keywords"),
    ("purl.org/dc/elements/1.1/", "publisher", "publisher"), ("purl.org/dc/elements/1.1/", "date", "date"),
    ("purl.org/dc/elements/1.1/", "language", "language"), ("purl.org/dc/elements/1.1/", "identifier", "identifier"),
    ("adobe.com/xap/1.0/", "CreateDate", "date"), ("adobe.com/xap/1.0/", "CreatorTool", "creator"),
    ("adobe.com/pdf/1.3/", "Keywords", "keywords"), ("adobe.com/pdf/1.3/", "Producer", "producer"),
    ("/basic/2.0/", "doi", "identifier"), ("/basic/2.0/", "isbn", "identifier"), ("/basic/2.0/", "issn", "identifier"),
    ("/basic/2.0/", "publicationDate", "date"), ("/basic/3.0/", "doi", "identifier"), ("/basic/3.0/", "isbn", "identifier"),
  ]

  mutating func visit(_ node: xmlNodePtr, depth: Int) {
    guard depth < 32, entries.count < 1000 else { return }
    if name(node) == "Description" { readAttributes(node) }
    var child = node.pointee.children
    while let current = child {
      child = current.pointee.next
      guard current.pointee.type == XML_ELEMENT_NODE else { continue }
      if let key = key(current.pointee.ns, name(current)) {
        readValues(current, key)
      } else {
        visit(current, depth: depth + 1)
      }
    }
  }

  private mutating func readAttributes(_ node: xmlNodePtr) {
    var property = node.pointee.properties
    while let current = property {
      property = current.pointee.next
      let name = String(cString: UnsafeRawPointer(current.pointee.name).assumingMemoryBound(to: CChar.self))
      if let key = key(current.pointee.ns, name) {
        add(key, content(UnsafeMutableRawPointer(current).assumingMemoryBound(to: xmlNode.self)))
      }
    }
  }

  private mutating func readValues(_ node: xmlNodePtr, _ key: String) {
    var items: [xmlNodePtr] = []
    collectItems(node, &items, depth: 0)
    if items.isEmpty {
      add(key, content(node))
    } else if key == "title" || key == "subject" {
      add(key, content(items.first { attribute($0, "lang") == "x-default" } ?? items[0]))
    } else {
      for item in items { add(key, content(item)) }
    }
  }

  private func collectItems(_ node: xmlNodePtr, _ items: inout [xmlNodePtr], depth: Int) {
    guard depth < 4 else { return }
    var child = node.pointee.children
    while let current = child {
      child = current.pointee.next
      guard current.pointee.type == XML_ELEMENT_NODE else { continue }
      if name(current) == "li" { items.append(current) } else { collectItems(current, &items, depth: depth + 1) }
    }
  }

  private func key(_ namespace: xmlNsPtr?, _ name: String) -> String? {
    guard let href = namespace?.pointee.href else { return nil }
    let address = String(cString: UnsafeRawPointer(href).assumingMemoryBound(to: CChar.self))
    return Self.keys.first { $0.name == name && address.hasSuffix($0.namespace) }?.key
  }

  private func name(_ node: xmlNodePtr) -> String {
    String(cString: UnsafeRawPointer(node.pointee.name).assumingMemoryBound(to: CChar.self))
  }

  private func content(_ node: xmlNodePtr) -> String {
    guard let value = xmlNodeGetContent(node) else { return "" }
    defer { xmlFreeString(value) }
    return String(cString: UnsafeRawPointer(value).assumingMemoryBound(to: CChar.self))
  }

  private mutating func add(_ key: String, _ value: String) {
    let words = value.unicodeScalars.split { kind(of: $0.value) != .ink }
    let text = words.map { String(String.UnicodeScalarView($0)) }.joined(separator: " ")
    let entry = InfoEntry(key: key, value: text, origin: .xmp)
    if !text.isEmpty, !entries.contains(entry) { entries.append(entry) }
  }
}
