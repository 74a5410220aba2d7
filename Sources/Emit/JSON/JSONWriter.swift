/// Bytes of JSON in one canonical form: keys in the order in which they are written, no needless space, text as UTF-8 with only what must be
/// escaped escaped, numbers of points with at most two decimals and no trailing zeros (`12`, `12.5`, `-0.25`).
package struct JSONWriter {
  package private(set) var bytes: [UInt8] = []
  /// Whether a comma is due before the next value of the object or list that is open.
  private var comma = false

  package init(capacity: Int = 0) { bytes.reserveCapacity(capacity) }

  // MARK: Structure

  package mutating func object(_ body: (inout JSONWriter) -> Void) {
    separate()
    bytes.append(UInt8(ascii: "{"))
    comma = false
    body(&self)
    bytes.append(UInt8(ascii: "}"))
    comma = true
  }

  package mutating func list<Items: Sequence>(_ items: Items, _ body: (inout JSONWriter, Items.Element) -> Void) {
    separate()
    bytes.append(UInt8(ascii: "["))
    comma = false
    for item in items { body(&self, item) }
    bytes.append(UInt8(ascii: "]"))
    comma = true
  }

  /// A list with one item a line: what makes a record readable and two records comparable line by line.
  package mutating func lines<Items: Collection>(_ items: Items, _ body: (inout JSONWriter, Items.Element) -> Void) {
    separate()
    bytes.append(UInt8(ascii: "["))
    var first = true
    for item in items {
      if !first { bytes.append(UInt8(ascii: ",")) }
      first = false
      bytes.append(UInt8(ascii: "\n"))
      comma = false
      body(&self, item)
    }
    if !first { bytes.append(UInt8(ascii: "\n")) }
    bytes.append(UInt8(ascii: "]"))
    comma = true
  }

  package mutating func key(_ name: StaticString) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    append(name)
    append("\":")
    comma = false
  }

  package mutating func key(text name: String) {
    text(name)
    bytes.append(UInt8(ascii: ":"))
    comma = false
  }

  package mutating func newline() {
    separate()
    comma = false
    bytes.append(UInt8(ascii: "\n"))
  }

  /// The end of a file.
  package mutating func end() { bytes.append(UInt8(ascii: "\n")) }

  // MARK: Values

  package mutating func text(_ value: String) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    var value = value
    value.withUTF8 { escape($0) }
    bytes.append(UInt8(ascii: "\""))
    comma = true
  }

  package mutating func text(_ value: String?) {
    if let value { text(value) } else { null() }
  }

  package mutating func integer(_ value: Int) {
    separate()
    digits(value)
    comma = true
  }

  package mutating func integer(_ value: Int?) {
    if let value { integer(value) } else { null() }
  }

  package mutating func bool(_ value: Bool) {
    separate()
    append(value ? "true" : "false")
    comma = true
  }

  package mutating func null() {
    separate()
    append("null")
    comma = true
  }

  /// A length or a share. What is not finite counts as 0: it has no place on a page.
  package mutating func number(_ value: Double) {
    separate()
    let limited = value.isFinite ? min(max(value, -1e12), 1e12) : 0
    let hundredths = Int((limited * 100).rounded())
    if hundredths < 0 { bytes.append(UInt8(ascii: "-")) }
    let size = hundredths.magnitude
    digits(Int(size / 100))
    let rest = UInt8(size % 100)
    if rest > 0 {
      bytes.append(UInt8(ascii: "."))
      bytes.append(UInt8(ascii: "0") + rest / 10)
      if rest % 10 > 0 { bytes.append(UInt8(ascii: "0") + rest % 10) }
    }
    comma = true
  }

  // MARK: Steps

  private mutating func append(_ text: StaticString) {
    bytes.append(contentsOf: UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  private mutating func separate() {
    if comma { bytes.append(UInt8(ascii: ",")) }
  }

  private mutating func digits(_ value: Int) {
    if value < 0 { bytes.append(UInt8(ascii: "-")) }
    var rest = value.magnitude
    if rest < 10 {
      bytes.append(UInt8(ascii: "0") + UInt8(rest))
      return
    }
    var unit: UInt = 10
    while rest / unit >= 10 { unit *= 10 }
    while unit > 0 {
      bytes.append(UInt8(ascii: "0") + UInt8(rest / unit))
      rest %= unit
      unit /= 10
    }
  }

  private mutating func escape(_ utf8: UnsafeBufferPointer<UInt8>) {
    var from = 0
    for index in utf8.indices {
      let byte = utf8[index]
      guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else { continue }
      bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[from..<index]))
      from = index + 1
      bytes.append(UInt8(ascii: "\\"))
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes.append(byte)
      case 0x0a: bytes.append(UInt8(ascii: "n"))
      case 0x09: bytes.append(UInt8(ascii: "t"))
      case 0x0d: bytes.append(UInt8(ascii: "r"))
      default:
        let hex = Array("0123456789abcdef".utf8)
        bytes.append(contentsOf: [UInt8(ascii: "u"), 0x30, 0x30, hex[Int(byte >> 4)], hex[Int(byte & 15)]])
      }
    }
    bytes.append(contentsOf: UnsafeBufferPointer(rebasing: utf8[from...]))
  }
}

extension JSONWriter {
  package mutating func field(_ name: StaticString, _ value: String?) {
    key(name)
    text(value)
  }

  package mutating func field(_ name: StaticString, _ value: Int?) {
    key(name)
    integer(value)
  }

  package mutating func field(_ name: StaticString, _ value: Bool) {
    key(name)
    bool(value)
  }

  package mutating func field(_ name: StaticString, _ value: Double) {
    key(name)
    number(value)
  }

  package mutating func field(_ name: StaticString, _ values: [String]) {
    key(name)
    list(values) { $0.text($1) }
  }
}
