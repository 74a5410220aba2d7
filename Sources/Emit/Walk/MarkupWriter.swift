/// Writes XML or HTML: elements that are surely closed, text and values of attributes escaped, what neither allows (control characters,
/// noncharacters) left out.
struct MarkupWriter {
  private(set) var bytes: [UInt8] = []
  private var open: [String] = []
  /// HTML: elements that are empty have no end, and `/>` is not written.
  private let html: Bool

  init(html: Bool) { self.html = html }

  typealias Attributes = KeyValuePairs<String, String?>

  mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

  mutating func newline() { bytes.append(0x0a) }

  mutating func text(_ text: String) { escape(text, quotes: false) }

  /// Attributes that are nil are left out.
  mutating func start(_ name: String, _ attributes: Attributes = [:]) {
    tag(name, attributes)
    bytes.append(UInt8(ascii: ">"))
    open.append(name)
  }

  mutating func end() {
    guard let name = open.popLast() else { return }
    raw("</\(name)>")
  }

  mutating func element(_ name: String, _ attributes: Attributes = [:], _ body: (inout MarkupWriter) -> Void) {
    start(name, attributes)
    body(&self)
    end()
  }

  mutating func element(_ name: String, _ attributes: Attributes = [:], text value: String) {
    element(name, attributes) { $0.text(value) }
  }

  mutating func empty(_ name: String, _ attributes: Attributes = [:]) {
    tag(name, attributes)
    raw(html ? ">" : "/>")
  }

  private mutating func tag(_ name: String, _ attributes: Attributes) {
    bytes.append(UInt8(ascii: "<"))
    raw(name)
    for (key, value) in attributes {
      guard let value else { continue }
      raw(" \(key)=\"")
      escape(value, quotes: true)
      bytes.append(UInt8(ascii: "\""))
    }
  }

  private mutating func escape(_ text: String, quotes: Bool) {
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": raw("&amp;")
      case "<": raw("&lt;")
      case ">": raw("&gt;")
      case "\"" where quotes: raw("&quot;")
      case "\t", "\n": bytes.append(0x20)
      default: if isWritable(scalar) { bytes.append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter) }
      }
    }
  }
}

/// Whether the scalar may stand in XML 1.0 (2.2), less what HTML forbids besides.
func isWritable(_ scalar: Unicode.Scalar) -> Bool {
  let value = scalar.value
  if value < 0x20 || (0x7f...0x9f).contains(value) { return false }
  return !(0xfdd0...0xfdef).contains(value) && value & 0xfffe != 0xfffe
}
