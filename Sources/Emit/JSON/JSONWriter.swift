/// Bytes of JSON in one canonical form: keys in the order in which they are written, no needless space, text as UTF-8 with only what must be
/// escaped escaped, numbers of points with at most two decimals and no trailing zeros (`12`, `12.5`, `-0.25`).
///
/// Whoever checks what he writes lets it keep a tape, and spares reading it back.
package struct JSONWriter: ~Copyable {
  private var buffer: ByteBuffer
  /// Whether a comma is due before the next value of the object or list that is open.
  private var comma = false
  private let taping: Bool
  /// What ``JSONTape`` would find in the bytes.
  private var nodes: [JSONTape.Node] = []
  /// Values so far of the object or list that is open.
  private var count: Int32 = 0

  package init(capacity: Int = 0, taping: Bool = false) {
    self.taping = taping
    buffer = ByteBuffer(capacity: capacity)
    if taping { nodes.reserveCapacity(capacity / 7) }
  }

  /// What was written so far.
  package var bytes: [UInt8] { buffer.bytes }

  /// The tape of the one value that was written, equal to the one that ``JSONTape`` reads. Only where it was asked for at the beginning.
  package consuming func tape() throws(JSONTape.Fault) -> JSONTape { try JSONTape(written: bytes, nodes: nodes) }

  // MARK: Structure

  package mutating func object(_ body: (inout JSONWriter) -> Void) {
    let outer = open(.object, UInt8(ascii: "{"))
    body(&self)
    close(outer, UInt8(ascii: "}"))
  }

  package mutating func list<Items: Sequence>(_ items: Items, _ body: (inout JSONWriter, Items.Element) -> Void) {
    let outer = open(.list, UInt8(ascii: "["))
    for item in items { body(&self, item) }
    close(outer, UInt8(ascii: "]"))
  }

  /// A list with one item a line: what makes a record readable and two records comparable line by line.
  package mutating func lines<Items: Collection>(_ items: Items, _ body: (inout JSONWriter, Items.Element) -> Void) {
    let outer = open(.list, UInt8(ascii: "["))
    var first = true
    for item in items {
      if !first { buffer.append(UInt8(ascii: ",")) }
      first = false
      buffer.append(UInt8(ascii: "\n"))
      comma = false
      body(&self, item)
    }
    if !first { buffer.append(UInt8(ascii: "\n")) }
    close(outer, UInt8(ascii: "]"))
  }

  package mutating func key(_ name: StaticString) {
    separate()
    buffer.append(UInt8(ascii: "\""))
    let start = buffer.count
    append(name)
    if taping { note(.string, from: start) }
    buffer.append(UInt8(ascii: "\""))
    buffer.append(UInt8(ascii: ":"))
    comma = false
  }

  package mutating func key(text name: String) {
    text(name)
    // A member counts once, with its value.
    count -= 1
    buffer.append(UInt8(ascii: ":"))
    comma = false
  }

  package mutating func newline() {
    separate()
    comma = false
    buffer.append(UInt8(ascii: "\n"))
  }

  /// The end of a file.
  package mutating func end() { buffer.append(UInt8(ascii: "\n")) }

  // MARK: Values

  package mutating func text(_ value: String) {
    separate()
    buffer.append(UInt8(ascii: "\""))
    let start = buffer.count
    var value = value
    value.withUTF8 { escape($0) }
    // What was escaped got longer.
    if taping { note(.string, from: start, escaped: buffer.count - start > value.utf8.count) }
    buffer.append(UInt8(ascii: "\""))
    finish()
  }

  package mutating func text(_ value: String?) {
    if let value { text(value) } else { null() }
  }

  package mutating func integer(_ value: Int) {
    separate()
    let start = buffer.count
    if value < 0 { buffer.append(UInt8(ascii: "-")) }
    digits(value.magnitude)
    if taping { note(.number, from: start, whole: true) }
    finish()
  }

  package mutating func integer(_ value: Int?) {
    if let value { integer(value) } else { null() }
  }

  package mutating func bool(_ value: Bool) {
    separate()
    let start = buffer.count
    append(value ? "true" : "false")
    if taping { note(value ? .true_ : .false_, from: start) }
    finish()
  }

  package mutating func null() {
    separate()
    let start = buffer.count
    append("null")
    if taping { note(.null, from: start) }
    finish()
  }

  /// A length or a share. What is not finite counts as 0: it has no place on a page.
  package mutating func number(_ value: Double) {
    separate()
    let start = buffer.count
    let limited = value.isFinite ? min(max(value, -1e12), 1e12) : 0
    let hundredths = Int((limited * 100).rounded())
    if hundredths < 0 { buffer.append(UInt8(ascii: "-")) }
    let size = hundredths.magnitude
    digits(size / 100)
    let rest = UInt8(size % 100)
    if rest > 0 {
      buffer.append(UInt8(ascii: "."))
      buffer.append(UInt8(ascii: "0") + rest / 10)
      if rest % 10 > 0 { buffer.append(UInt8(ascii: "0") + rest % 10) }
    }
    if taping { note(.number, from: start, whole: rest == 0) }
    finish()
  }

  // MARK: Steps

  private mutating func append(_ text: StaticString) {
    buffer.append(UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
  }

  private mutating func separate() {
    if comma { buffer.append(UInt8(ascii: ",")) }
  }

  private mutating func finish() {
    comma = true
    count += 1
  }

  /// Where the object or list stands on the tape, and what was counted around it.
  private mutating func open(_ kind: JSONTape.Kind, _ bracket: UInt8) -> (node: Int, count: Int32) {
    separate()
    let outer = (node: nodes.count, count: count)
    if taping { nodes.append(JSONTape.Node(kind: kind, start: Int32(truncatingIfNeeded: buffer.count))) }
    buffer.append(bracket)
    comma = false
    count = 0
    return outer
  }

  private mutating func close(_ outer: (node: Int, count: Int32), _ bracket: UInt8) {
    buffer.append(bracket)
    if taping {
      nodes[outer.node].end = Int32(truncatingIfNeeded: buffer.count)
      nodes[outer.node].next = Int32(truncatingIfNeeded: nodes.count)
      nodes[outer.node].count = count
    }
    count = outer.count
    finish()
  }

  private mutating func note(_ kind: JSONTape.Kind, from start: Int, escaped: Bool = false, whole: Bool = false) {
    // Too many bytes for a tape are told of when it is asked for.
    nodes.append(
      JSONTape.Node(
        kind: kind, escaped: escaped, whole: whole, start: Int32(truncatingIfNeeded: start), end: Int32(truncatingIfNeeded: buffer.count),
        next: Int32(truncatingIfNeeded: nodes.count + 1)))
  }

  private mutating func digits(_ value: UInt) {
    if value >= 10 { digits(value / 10) }
    buffer.append(UInt8(ascii: "0") + UInt8(truncatingIfNeeded: value % 10))
  }

  private mutating func escape(_ utf8: UnsafeBufferPointer<UInt8>) {
    var from = 0
    for index in 0..<utf8.count {
      let byte = utf8[index]
      guard byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") else { continue }
      buffer.append(UnsafeBufferPointer(rebasing: utf8[from..<index]))
      from = index + 1
      buffer.append(UInt8(ascii: "\\"))
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): buffer.append(byte)
      case 0x0a: buffer.append(UInt8(ascii: "n"))
      case 0x09: buffer.append(UInt8(ascii: "t"))
      case 0x0d: buffer.append(UInt8(ascii: "r"))
      default:
        append("u00")
        for digit in [byte >> 4, byte & 15] { buffer.append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") + digit - 10) }
      }
    }
    buffer.append(UnsafeBufferPointer(rebasing: utf8[from...]))
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
