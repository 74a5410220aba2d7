/// Reading values off a tape. `index` is a node's place; -1 stands for "no such value" in what looks things up.
extension JSONTape {
  /// Indices of the items of a list, or of the *keys* of an object (each value is the key's `index + 1`).
  package func children(of index: Int) -> [Int] {
    let node = nodes[index]
    guard node.kind == .object || node.kind == .list else { return [] }
    var out: [Int] = []
    out.reserveCapacity(Int(node.count))
    var child = index + 1
    while child < Int(node.next) {
      out.append(child)
      if node.kind == .object { child += 1 }
      child = Int(nodes[child].next)
    }
    return out
  }

  /// The value of a member, the last one where a key is repeated (as most readers do).
  package func member(_ index: Int, _ key: String) -> Int? {
    guard index >= 0, nodes[index].kind == .object else { return nil }
    return children(of: index).last { text($0) == key }.map { $0 + 1 }
  }

  package func members(_ index: Int) -> [(key: String, value: Int)] { children(of: index).map { (text($0) ?? "", $0 + 1) } }

  /// A string's text, escapes undone; nil for anything else.
  package func text(_ index: Int) -> String? {
    let node = nodes[index]
    guard node.kind == .string else { return nil }
    let slice = bytes[Int(node.start)..<Int(node.end)]
    return node.escaped ? String(decoding: unescaped(slice), as: UTF8.self) : String(decoding: slice, as: UTF8.self)
  }

  package func integer(_ index: Int) -> Int? {
    let node = nodes[index]
    guard node.kind == .number, node.whole else { return nil }
    return smallInteger(node) ?? Int(String(decoding: bytes[Int(node.start)..<Int(node.end)], as: UTF8.self))
  }

  package func double(_ index: Int) -> Double? {
    let node = nodes[index]
    guard node.kind == .number else { return nil }
    if node.whole, let value = smallInteger(node) { return Double(value) }
    return smallDecimal(node) ?? Double(String(decoding: bytes[Int(node.start)..<Int(node.end)], as: UTF8.self))
  }

  package func bool(_ index: Int) -> Bool? {
    switch nodes[index].kind {
    case .true_: true
    case .false_: false
    default: nil
    }
  }

  /// The text of a string at the end of a path of keys.
  package func text(at keys: String...) -> String? {
    var index = 0
    for key in keys {
      guard let next = member(index, key) else { return nil }
      index = next
    }
    return text(index)
  }

  /// Number of Unicode scalars in a string.
  func length(_ index: Int) -> Int {
    let node = nodes[index]
    let slice = bytes[Int(node.start)..<Int(node.end)]
    if node.escaped { return String(decoding: unescaped(slice), as: UTF8.self).unicodeScalars.count }
    return slice.reduce(0) { $1 & 0xC0 == 0x80 ? $0 : $0 + 1 }
  }

  /// Equality as JSON Schema has it: numbers by value, strings by scalars, objects without regard to order.
  func equal(_ a: Int, _ other: JSONTape, _ b: Int) -> Bool {
    let (left, right) = (nodes[a], other.nodes[b])
    guard left.kind == right.kind else { return false }
    switch left.kind {
    case .true_, .false_, .null: return true
    case .number: return double(a) == other.double(b)
    case .string:
      if !left.escaped, !right.escaped {
        guard left.end - left.start == right.end - right.start else { return false }
        return bytes[Int(left.start)..<Int(left.end)].elementsEqual(other.bytes[Int(right.start)..<Int(right.end)])
      }
      return scalarsEqual(text(a) ?? "", other.text(b) ?? "")
    case .list:
      guard left.count == right.count else { return false }
      return zip(children(of: a), other.children(of: b)).allSatisfy { equal($0, other, $1) }
    case .object:
      guard left.count == right.count else { return false }
      return members(a).allSatisfy { key, value in
        guard let twin = other.member(b, key) else { return false }
        return equal(value, other, twin)
      }
    }
  }

  private func smallInteger(_ node: Node) -> Int? {
    guard node.end - node.start < 16 else { return nil }
    var value = 0
    let negative = bytes[Int(node.start)] == UInt8(ascii: "-")
    for at in Int(node.start) + (negative ? 1 : 0)..<Int(node.end) { value = value * 10 + Int(bytes[at] &- 0x30) }
    return negative ? -value : value
  }

  /// Digits and a full stop, few enough that the quotient of two whole numbers is the nearest value (as most numbers of a record are: lengths).
  private func smallDecimal(_ node: Node) -> Double? {
    guard node.end - node.start < 16 else { return nil }
    var value = 0
    var power = 0
    let negative = bytes[Int(node.start)] == UInt8(ascii: "-")
    for at in Int(node.start) + (negative ? 1 : 0)..<Int(node.end) {
      let digit = bytes[at] &- 0x30
      if digit < 10 {
        value = value * 10 + Int(digit)
        power *= 10
      } else if bytes[at] == UInt8(ascii: ".") {
        power = 1
      } else {
        return nil
      }
    }
    let size = Double(value) / Double(max(1, power))
    return negative ? -size : size
  }

  private func unescaped(_ slice: ArraySlice<UInt8>) -> [UInt8] {
    var out: [UInt8] = []
    out.reserveCapacity(slice.count)
    var at = slice.startIndex
    while at < slice.endIndex {
      guard slice[at] == UInt8(ascii: "\\") else {
        out.append(slice[at])
        at += 1
        continue
      }
      at += 2
      switch slice[at - 1] {
      case UInt8(ascii: "b"): out.append(0x08)
      case UInt8(ascii: "f"): out.append(0x0c)
      case UInt8(ascii: "n"): out.append(0x0a)
      case UInt8(ascii: "r"): out.append(0x0d)
      case UInt8(ascii: "t"): out.append(0x09)
      case UInt8(ascii: "u"): out.append(contentsOf: String(scalar(slice, &at)).utf8)
      default: out.append(slice[at - 1])
      }
    }
    return out
  }

  /// The scalar whose four hexadecimal digits begin at `at`; a pair of surrogates is one, a lone one is U+FFFD.
  private func scalar(_ slice: ArraySlice<UInt8>, _ at: inout Int) -> Unicode.Scalar {
    func unit(_ from: Int) -> UInt32? {
      guard from + 4 <= slice.endIndex else { return nil }
      return (0..<4).reduce(0 as UInt32?) { sum, step in hexDigit(slice[from + step]).flatMap { digit in sum.map { $0 * 16 + digit } } }
    }
    let high = unit(at) ?? 0xFFFD
    at += 4
    guard (0xD800..<0xDC00).contains(high), at + 6 <= slice.endIndex, slice[at] == UInt8(ascii: "\\"), slice[at + 1] == UInt8(ascii: "u"),
      let low = unit(at + 2), (0xDC00..<0xE000).contains(low)
    else { return Unicode.Scalar(high) ?? "\u{FFFD}" }
    at += 6
    return Unicode.Scalar(0x10000 + (high - 0xD800) * 0x400 + (low - 0xDC00)) ?? "\u{FFFD}"
  }
}

/// Swift holds canonically equivalent texts for equal; JSON does not.
func scalarsEqual(_ a: String, _ b: String) -> Bool { a.utf8.elementsEqual(b.utf8) }

extension JSONTape {
  /// The bytes of a value as they stand in the text, quotes and braces included.
  package func slice(_ index: Int) -> ArraySlice<UInt8> {
    let node = nodes[index]
    let quote = node.kind == .string ? 1 : 0
    return bytes[Int(node.start) - quote..<Int(node.end) + quote]
  }
}

extension JSONTape {
  /// The JSON Pointer (RFC 6901) of a node: a value, or a key, which stands for the member.
  package func pointer(to target: Int) -> String {
    var out = ""
    var index = 0
    while index != target {
      let children = children(of: index)
      // The last child that begins at or before the target holds it.
      guard let position = children.lastIndex(where: { $0 <= target }) else { return out }
      out += "/"
      if nodes[index].kind == .object {
        out += (text(children[position]) ?? "").replacing("~", with: "~0").replacing("/", with: "~1")
        if children[position] == target { return out }
        index = children[position] + 1
      } else {
        out += "\(position)"
        index = children[position]
      }
    }
    return out
  }
}
