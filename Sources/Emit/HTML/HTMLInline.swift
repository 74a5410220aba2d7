import Model

/// What stands in a line: text, calls, mentions, page marks.
extension HTMLWriter {
  mutating func inline(_ block: Block, in element: String) {
    out.start(element, attributes(block, class: nil))
    inline(block)
    out.end()
  }

  mutating func inline(_ block: Block) {
    let pages = marks.inside(block)
    inline(pieces(block.text, calls: walk.calls(in: block.id), mentions: walk.mentions(in: block.id), pages: pages))
  }

  mutating func inline(_ pieces: [Piece]) {
    // A link may hold no other: calls inside of one stand behind it.
    var linked = false
    var waiting: [Call] = []
    for piece in pieces {
      switch piece {
      case .text(let text): out.text(text)
      case .page(let page): pageMark(page)
      case .call(let call): if linked { waiting.append(call) } else { self.call(call) }
      case .open(let mention): linked = open(mention)
      case .close:
        out.end()
        linked = false
        for call in waiting { self.call(call) }
        waiting = []
      }
    }
  }

  private mutating func call(_ call: Call) {
    out.start("sup")
    out.element("a", ["id": "\(call.note)-\(call.number)", "href": "#\(call.note)", "role": "doc-noteref"], text: call.marker)
    out.end()
  }

  /// The element of a mention; whether it is a link.
  private mutating func open(_ mention: Mention) -> Bool {
    let type = mention.type.rawValue
    switch mention.value {
    case .date(let edtf, _, _) where isDateTime(edtf): out.start("time", ["id": mention.id, "class": type, "datetime": edtf])
    case .date(let edtf, _, _): out.start("data", ["id": mention.id, "class": type, "value": edtf])
    case .money(let amount, let currency):
      out.start("data", ["id": mention.id, "class": type, "value": amount, "data-currency": currency])
    case .percent(let number, let unit), .quantity(let number, let unit):
      out.start("data", ["id": mention.id, "class": type, "value": number, "data-unit": unit])
    case .url(let href):
      if let link = webAddress(href) {
        out.start("a", ["id": mention.id, "class": type, "href": link])
        return true
      }
      out.start("span", ["id": mention.id, "class": type])
    default: out.start("span", ["id": mention.id, "class": type])
    }
    return false
  }

  mutating func pagesBegin(_ page: Int) {
    for page in marks.upTo(page) { pageMark(page) }
  }

  mutating func pageMark(_ page: Int) {
    let label = document.pages.first { $0.number == page }?.label ?? String(page)
    let name = label.isEmpty ? String(page) : label
    out.element("span", ["id": "page-\(page)", "class": "page", "role": "doc-pagebreak", "title": name], text: "")
  }

  func attributes(_ block: Block, class name: String?) -> MarkupWriter.Attributes {
    ["id": block.id, "class": name, "lang": block.language == document.language ? nil : block.language]
  }
}

/// Whether HTML's `time` knows the date: a year, month or day that EDTF writes in the same way.
func isDateTime(_ edtf: String) -> Bool {
  let parts = edtf.split(separator: "-", omittingEmptySubsequences: false)
  guard (1...3).contains(parts.count), parts.allSatisfy({ $0.utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } }) else { return false }
  guard parts[0].utf8.count == 4, let year = Int(parts[0]), year > 0, parts.dropFirst().allSatisfy({ $0.utf8.count == 2 }) else {
    return false
  }
  // 21 to 41 are seasons, quarters and the like.
  return parts.count == 1 || (1...12).contains(Int(parts[1]) ?? 0)
}

/// The address as a link, what may not stand in one escaped; nil where it is no address of the web or of mail.
func webAddress(_ href: String) -> String? {
  var scheme = ""
  for known in ["https://", "http://", "mailto:"] where href.lowercased().hasPrefix(known) { scheme = known }
  guard !scheme.isEmpty else { return nil }
  let rest = href.utf8.dropFirst(scheme.utf8.count)
  if scheme != "mailto:" {
    let host = rest.prefix { ![UInt8(ascii: "/"), UInt8(ascii: "?"), UInt8(ascii: "#")].contains($0) }
    let plain = host.allSatisfy { isWordByte($0) || $0 == UInt8(ascii: ".") || $0 == UInt8(ascii: "-") }
    guard plain, let first = host.first, isWordByte(first), let last = host.last, isWordByte(last) else { return nil }
  }
  var out = Array(scheme.utf8)
  var hashes = 0
  for byte in rest {
    if byte == UInt8(ascii: "#") { hashes += 1 }
    // What is escaped already stays so.
    if isWordByte(byte) || byte == UInt8(ascii: "%") || "-._~/?@!$&'()*+,;=:".utf8.contains(byte)
      || byte == UInt8(ascii: "#") && hashes == 1
    {
      out.append(byte)
    } else {
      let digits = Array("0123456789ABCDEF".utf8)
      out += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
    }
  }
  return String(decoding: out, as: UTF8.self)
}

private func isWordByte(_ byte: UInt8) -> Bool {
  (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte)
}
