/// JSON text as a flat list of nodes over its bytes (RFC 8259): nothing is copied until it is asked for, so that a record of megabytes is
/// checked in milliseconds.
///
/// Nodes stand in the order of the text. An object's children are key, value, key, value …; a list's are its items; `next` leads past a node
/// with all that is in it. Nesting ends at 200, as a guard of the stack.
package struct JSONTape: Sendable {
  package let bytes: [UInt8]
  package let nodes: [Node]

  package struct Node: Equatable, Sendable {
    package var kind: Kind
    /// A string has escapes that must be undone.
    package var escaped = false
    /// A number without fraction and exponent.
    package var whole = false
    /// Bytes: of a string without its quotes.
    package var start: Int32
    package var end: Int32 = 0
    /// Index of the node after this one and its children.
    package var next: Int32 = 0
    /// Members of an object, items of a list.
    package var count: Int32 = 0
  }

  package enum Kind: UInt8, Sendable { case object, list, string, number, true_, false_, null }

  /// What is wrong, and at which byte.
  package struct Fault: Error, Equatable, Sendable {
    package var message: String
    package var offset: Int
  }

  /// Of bytes just written, whose nodes the ``JSONWriter`` knows.
  init(written bytes: [UInt8], nodes: [Node]) throws(Fault) {
    guard bytes.count < Int32.max / 2 else { throw Fault(message: "larger than a gigabyte", offset: 0) }
    self.bytes = bytes
    self.nodes = nodes
  }

  /// - Parameter levels: what is nested deeper is passed over: an object or list that deep is one node without children, and of what is in it
  ///   only brackets and strings are looked at.
  package init(_ bytes: [UInt8], levels: Int = .max) throws(Fault) {
    guard bytes.count < Int32.max / 2 else { throw Fault(message: "larger than a gigabyte", offset: 0) }
    guard String(validating: bytes, as: UTF8.self) != nil else { throw Fault(message: "not UTF-8", offset: 0) }
    self.bytes = bytes
    var nodes: [Node] = []
    nodes.reserveCapacity(bytes.count / (levels < 4 ? 256 : 7))
    try bytes.withUnsafeBufferPointer { bytes throws(Fault) in
      var reader = Reader(bytes: bytes, levels: levels)
      try reader.value(&nodes, depth: 0)
      reader.space()
      guard reader.at == bytes.count else { throw Fault(message: "more text after the value", offset: reader.at) }
    }
    self.nodes = nodes
  }
}

private struct Reader {
  let bytes: UnsafeBufferPointer<UInt8>
  let levels: Int
  var at = 0

  mutating func value(_ nodes: inout [JSONTape.Node], depth: Int) throws(JSONTape.Fault) {
    space()
    guard at < bytes.count else { throw fault("a value is missing") }
    guard depth < 200 else { throw fault("nested too deeply") }
    switch bytes[at] {
    case UInt8(ascii: "{") where depth >= levels: try pass(.object, &nodes)
    case UInt8(ascii: "[") where depth >= levels: try pass(.list, &nodes)
    case UInt8(ascii: "{"): try members(&nodes, depth: depth)
    case UInt8(ascii: "["): try items(&nodes, depth: depth)
    case UInt8(ascii: "\""): try string(&nodes)
    case UInt8(ascii: "t"): try word("true", .true_, &nodes)
    case UInt8(ascii: "f"): try word("false", .false_, &nodes)
    case UInt8(ascii: "n"): try word("null", .null, &nodes)
    default: try number(&nodes)
    }
  }

  mutating func space() {
    while at < bytes.count, bytes[at] == 0x20 || bytes[at] == 0x0a || bytes[at] == 0x0d || bytes[at] == 0x09 { at += 1 }
  }

  private func fault(_ message: String) -> JSONTape.Fault { JSONTape.Fault(message: message, offset: at) }

  private mutating func open(_ kind: JSONTape.Kind, _ nodes: inout [JSONTape.Node]) -> Int {
    nodes.append(JSONTape.Node(kind: kind, start: Int32(at)))
    at += 1
    return nodes.count - 1
  }

  private mutating func close(_ index: Int, count: Int32, _ nodes: inout [JSONTape.Node]) {
    nodes[index].end = Int32(at)
    nodes[index].next = Int32(nodes.count)
    nodes[index].count = count
  }

  private mutating func members(_ nodes: inout [JSONTape.Node], depth: Int) throws(JSONTape.Fault) {
    let index = open(.object, &nodes)
    var count: Int32 = 0
    space()
    if !took(UInt8(ascii: "}")) {
      repeat {
        space()
        guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else { throw fault("a key is missing") }
        try string(&nodes)
        space()
        guard took(UInt8(ascii: ":")) else { throw fault("':' is missing") }
        try value(&nodes, depth: depth + 1)
        count += 1
        space()
      } while took(UInt8(ascii: ","))
      guard took(UInt8(ascii: "}")) else { throw fault("'}' is missing") }
    }
    close(index, count: count, &nodes)
  }

  private mutating func items(_ nodes: inout [JSONTape.Node], depth: Int) throws(JSONTape.Fault) {
    let index = open(.list, &nodes)
    var count: Int32 = 0
    space()
    if !took(UInt8(ascii: "]")) {
      repeat {
        try value(&nodes, depth: depth + 1)
        count += 1
        space()
      } while took(UInt8(ascii: ","))
      guard took(UInt8(ascii: "]")) else { throw fault("']' is missing") }
    }
    close(index, count: count, &nodes)
  }

  /// To the bracket that closes the one at hand.
  private mutating func pass(_ kind: JSONTape.Kind, _ nodes: inout [JSONTape.Node]) throws(JSONTape.Fault) {
    let index = open(kind, &nodes)
    var opened = 1
    var here = at
    while opened > 0 {
      guard here < bytes.count else { throw fault("a bracket is not closed") }
      let byte = bytes[here]
      here += 1
      if byte == UInt8(ascii: "\"") {
        while here < bytes.count, bytes[here] != UInt8(ascii: "\"") { here += bytes[here] == UInt8(ascii: "\\") ? 2 : 1 }
        here += 1
      } else if byte | 0x20 == UInt8(ascii: "{") {
        opened += 1
      } else if byte | 0x20 == UInt8(ascii: "}") {
        opened -= 1
      }
    }
    at = here
    close(index, count: 0, &nodes)
  }

  private mutating func took(_ byte: UInt8) -> Bool {
    guard at < bytes.count, bytes[at] == byte else { return false }
    at += 1
    return true
  }

  private mutating func word(_ text: StaticString, _ kind: JSONTape.Kind, _ nodes: inout [JSONTape.Node]) throws(JSONTape.Fault) {
    let length = text.utf8CodeUnitCount
    guard at + length <= bytes.count, (0..<length).allSatisfy({ bytes[at + $0] == text.utf8Start[$0] }) else { throw fault("not a value") }
    nodes.append(JSONTape.Node(kind: kind, start: Int32(at), end: Int32(at + length), next: Int32(nodes.count + 1)))
    at += length
  }

  private mutating func string(_ nodes: inout [JSONTape.Node]) throws(JSONTape.Fault) {
    at += 1
    var node = JSONTape.Node(kind: .string, start: Int32(at), next: Int32(nodes.count + 1))
    while true {
      while at < bytes.count, isPlain(bytes[at]) { at += 1 }
      guard at < bytes.count else { break }
      let byte = bytes[at]
      if byte == UInt8(ascii: "\"") {
        node.end = Int32(at)
        nodes.append(node)
        at += 1
        return
      }
      guard byte == UInt8(ascii: "\\") else { throw fault("a control character in a string") }
      node.escaped = true
      at += 1
      try escape()
    }
    throw fault("a string does not end")
  }

  private func isPlain(_ byte: UInt8) -> Bool { byte >= 0x20 && byte != UInt8(ascii: "\"") && byte != UInt8(ascii: "\\") }

  private mutating func escape() throws(JSONTape.Fault) {
    guard at < bytes.count else { throw fault("a string does not end") }
    if bytes[at] == UInt8(ascii: "u") {
      for step in 1...4 where at + step >= bytes.count || hexDigit(bytes[at + step]) == nil { throw fault("not an escape") }
      at += 5
    } else {
      guard "\"\\/bfnrt".utf8.contains(bytes[at]) else { throw fault("not an escape") }
      at += 1
    }
  }

  private mutating func number(_ nodes: inout [JSONTape.Node]) throws(JSONTape.Fault) {
    var node = JSONTape.Node(kind: .number, start: Int32(at), next: Int32(nodes.count + 1))
    node.whole = true
    _ = took(UInt8(ascii: "-"))
    if !took(UInt8(ascii: "0")) {
      guard digits() else { throw fault("not a value") }
    }
    if took(UInt8(ascii: ".")) {
      node.whole = false
      guard digits() else { throw fault("not a number") }
    }
    if at < bytes.count, bytes[at] | 0x20 == UInt8(ascii: "e") {
      node.whole = false
      at += 1
      if !took(UInt8(ascii: "+")) { _ = took(UInt8(ascii: "-")) }
      guard digits() else { throw fault("not a number") }
    }
    node.end = Int32(at)
    nodes.append(node)
  }

  private mutating func digits() -> Bool {
    let from = at
    while at < bytes.count, bytes[at] >= 0x30, bytes[at] <= 0x39 { at += 1 }
    return at > from
  }
}

func hexDigit(_ byte: UInt8) -> UInt32? {
  switch byte {
  case 0x30...0x39: UInt32(byte - 0x30)
  case 0x61...0x66: UInt32(byte - 0x61 + 10)
  case 0x41...0x46: UInt32(byte - 0x41 + 10)
  default: nil
  }
}
