import Glibc

/// Where a document breaks a schema.
package struct SchemaFinding: Equatable, Sendable {
  /// JSON Pointer into the document; empty for the whole.
  package var place: String
  package var message: String
}

extension JSONSchema {
  /// The breaches that a document has, in its order, at most `limit`; none means valid.
  package func check(_ document: JSONTape, limit: Int = 20) -> [SchemaFinding] {
    document.nodes.withUnsafeBufferPointer { nodes in
      document.bytes.withUnsafeBufferPointer { bytes in
        names.withUnsafeBufferPointer { names in
          var check = SchemaCheck(schema: self, document: document, nodes: nodes, bytes: bytes, names: names, limit: limit)
          _ = check.valid(0, 0, depth: 0)
          return check.breaches.map { SchemaFinding(place: document.pointer(to: $0.node), message: $0.message) }
        }
      }
    }
  }

  package func accepts(_ document: JSONTape) -> Bool { check(document, limit: 1).isEmpty }
}

/// One walk over one document. Breaches are noted only where they decide: what fails inside `anyOf`, `not` and their like is no breach yet.
private struct SchemaCheck {
  let schema: JSONSchema
  let document: JSONTape
  /// The document's own, without the cost of an array's every access.
  let nodes: UnsafeBufferPointer<JSONTape.Node>
  let bytes: UnsafeBufferPointer<UInt8>
  /// The schema's.
  let names: UnsafeBufferPointer<UInt8>
  let limit: Int
  private(set) var breaches: [(node: Int, message: String)] = []
  private let block = MatchBlock()
  /// Above 0 while trying.
  private var trying = 0

  init(
    schema: JSONSchema, document: JSONTape, nodes: UnsafeBufferPointer<JSONTape.Node>, bytes: UnsafeBufferPointer<UInt8>,
    names: UnsafeBufferPointer<UInt8>, limit: Int
  ) {
    self.schema = schema
    self.document = document
    self.nodes = nodes
    self.bytes = bytes
    self.names = names
    self.limit = limit
  }

  mutating func valid(_ rule: Int, _ node: Int, depth: Int) -> Bool {
    guard depth < 500 else { return fail(node, "the schema refers to itself without end") }
    if let types = schema.plainTypes[rule] { return hasType(node, types) || fail(node, "is not of type \(types.names)") }
    let box = schema.rules[rule]
    if box.rule.never { return fail(node, "nothing is allowed here") }
    var fine = true
    if !box.rule.types.isEmpty, !hasType(node, box.rule.types) { fine = fail(node, "is not of type \(box.rule.types.names)") }
    if let const = box.rule.const, !document.equal(node, schema.tape, const) { fine = fail(node, "is not the one value allowed") }
    if !box.rule.enumeration.isEmpty, !box.rule.enumeration.contains(where: { document.equal(node, schema.tape, $0) }) {
      fine = fail(node, "is none of the values allowed")
    }
    if let ref = box.rule.ref { fine = valid(ref, node, depth: depth + 1) && fine }
    switch nodes[node].kind {
    case .object: fine = object(box, node, depth) && fine
    case .list: fine = list(box, node, depth) && fine
    case .string: fine = string(box, node) && fine
    case .number: fine = number(box, node) && fine
    default: break
    }
    return box.rule.combines ? combined(box, node, depth) && fine : fine
  }

  // MARK: By kind of value

  private mutating func object(_ box: SchemaRuleBox, _ node: Int, _ depth: Int) -> Bool {
    var fine = true
    var found = 0
    var expected = 0
    let end = Int(nodes[node].next)
    var key = node + 1
    while key < end {
      let value = key + 1
      var known = false
      if let position = property(box, key, from: expected) {
        expected = position + 1
        known = true
        if box.rule.properties[position].required { found += 1 }
        fine = valid(box.rule.properties[position].rule, value, depth: depth + 1) && fine
      }
      for (pattern, schema) in box.rule.patternProperties where matches(pattern, key) {
        known = true
        fine = valid(schema, value, depth: depth + 1) && fine
      }
      if !known, let additional = box.rule.additionalProperties {
        fine =
          (schema.rules[additional].rule.never ? fail(value, "is no key of this schema") : valid(additional, value, depth: depth + 1))
          && fine
      }
      if let names = box.rule.propertyNames { fine = valid(names, key, depth: depth + 1) && fine }
      key = Int(nodes[value].next)
      if stopped { return fine }
    }
    let count = Int(nodes[node].count)
    if let least = box.rule.minProperties, count < least { fine = fail(node, "has fewer than \(least) keys") }
    if let most = box.rule.maxProperties, count > most { fine = fail(node, "has more than \(most) keys") }
    // A key that is there twice was counted twice: then each is looked up.
    if found != box.rule.requiredProperties || Int(nodes[node].count) > box.rule.properties.count {
      for property in box.rule.properties where property.required {
        let name = name(property)
        if member(node, name) == nil { fine = fail(node, "lacks the key '\(String(decoding: name, as: UTF8.self))'") }
      }
    }
    for name in box.rule.required where document.member(node, name) == nil { fine = fail(node, "lacks the key '\(name)'") }
    for (key, names) in box.rule.dependentRequired where document.member(node, key) != nil {
      for name in names where document.member(node, name) == nil { fine = fail(node, "lacks the key '\(name)', which '\(key)' asks for") }
    }
    for (key, schema) in box.rule.dependentSchemas where document.member(node, key) != nil {
      fine = valid(schema, node, depth: depth + 1) && fine
    }
    return fine
  }

  private mutating func list(_ box: SchemaRuleBox, _ node: Int, _ depth: Int) -> Bool {
    var fine = true
    let count = Int(nodes[node].count)
    if let least = box.rule.minItems, count < least { fine = fail(node, "has fewer than \(least) items") }
    if let most = box.rule.maxItems, count > most { fine = fail(node, "has more than \(most) items") }
    var item = node + 1
    var contained = 0
    for position in 0..<count {
      if position < box.rule.prefixItems.count {
        fine = valid(box.rule.prefixItems[position], item, depth: depth + 1) && fine
      } else if let items = box.rule.items {
        fine = valid(items, item, depth: depth + 1) && fine
      }
      if let contains = box.rule.contains, tried(contains, item, depth) { contained += 1 }
      item = Int(nodes[item].next)
      if stopped { return fine }
    }
    if box.rule.contains != nil {
      if contained < box.rule.minContains { fine = fail(node, "contains too few of what it must") }
      if let most = box.rule.maxContains, contained > most { fine = fail(node, "contains too many of what it may") }
    }
    if box.rule.uniqueItems {
      let items = document.children(of: node)
      for (position, item) in items.enumerated() where items[..<position].contains(where: { document.equal($0, document, item) }) {
        fine = fail(node, "has an item twice")
        break
      }
    }
    return fine
  }

  private mutating func string(_ box: SchemaRuleBox, _ node: Int) -> Bool {
    var fine = true
    if box.rule.minLength != nil || box.rule.maxLength != nil {
      let length = document.length(node)
      if let least = box.rule.minLength, length < least { fine = fail(node, "is shorter than \(least)") }
      if let most = box.rule.maxLength, length > most { fine = fail(node, "is longer than \(most)") }
    }
    if let pattern = box.rule.pattern, !matches(pattern, node) { fine = fail(node, "does not match \(pattern.source)") }
    return fine
  }

  private mutating func number(_ box: SchemaRuleBox, _ node: Int) -> Bool {
    guard
      box.rule.minimum != nil || box.rule.maximum != nil || box.rule.exclusiveMinimum != nil || box.rule.exclusiveMaximum != nil
        || box.rule.multipleOf != nil,
      let value = document.double(node)
    else { return true }
    var fine = true
    if let least = box.rule.minimum, value < least { fine = fail(node, "is less than \(least)") }
    if let most = box.rule.maximum, value > most { fine = fail(node, "is more than \(most)") }
    if let least = box.rule.exclusiveMinimum, value <= least { fine = fail(node, "is not more than \(least)") }
    if let most = box.rule.exclusiveMaximum, value >= most { fine = fail(node, "is not less than \(most)") }
    if let unit = box.rule.multipleOf, unit > 0 {
      let times = value / unit
      // A quotient too large for a Double is taken for none, as the test suite has it.
      if !times.isFinite || times.rounded() != times { fine = fail(node, "is no multiple of \(unit)") }
    }
    return fine
  }

  private mutating func combined(_ box: SchemaRuleBox, _ node: Int, _ depth: Int) -> Bool {
    var fine = true
    if let choice = box.rule.choice { fine = chosen(choice, node, depth) && fine }
    for part in box.rule.allOf { fine = valid(part, node, depth: depth + 1) && fine }
    if !box.rule.anyOf.isEmpty {
      var any = false
      for part in box.rule.anyOf where !any { any = tried(part, node, depth) }
      if !any { fine = fail(node, "fits none of the shapes allowed") }
    }
    if !box.rule.oneOf.isEmpty {
      var hits = 0
      for part in box.rule.oneOf where tried(part, node, depth) { hits += 1 }
      if hits != 1 { fine = fail(node, hits == 0 ? "fits none of the shapes allowed" : "fits more than one of the shapes allowed") }
    }
    if let not = box.rule.not, tried(not, node, depth) { fine = fail(node, "has a shape that is not allowed") }
    if let condition = box.rule.condition, box.rule.then != nil || box.rule.otherwise != nil {
      if let branch = tried(condition, node, depth) ? box.rule.then : box.rule.otherwise {
        fine = valid(branch, node, depth: depth + 1) && fine
      }
    }
    return fine
  }

  /// Without the key, each condition holds, and so each branch must.
  private mutating func chosen(_ choice: SchemaRule.Choice, _ node: Int, _ depth: Int) -> Bool {
    guard nodes[node].kind == .object, let value = choice.key.withUnsafeBufferPointer({ member(node, $0) }) else {
      var fine = true
      for branch in choice.branches { fine = valid(branch.rule, node, depth: depth + 1) && fine }
      return fine
    }
    guard nodes[value].kind == .string, let branch = choice.branches.first(where: { $0.value.withUnsafeBufferPointer { isKey(value, $0) } })
    else { return true }
    return valid(branch.rule, node, depth: depth + 1)
  }

  // MARK: Helpers

  private var stopped: Bool { trying == 0 && breaches.count >= limit }

  private mutating func tried(_ rule: Int, _ node: Int, _ depth: Int) -> Bool {
    trying += 1
    defer { trying -= 1 }
    return valid(rule, node, depth: depth + 1)
  }

  private mutating func fail(_ node: Int, _ message: @autoclosure () -> String) -> Bool {
    if trying == 0, breaches.count < limit { breaches.append((node, message())) }
    return false
  }

  /// Place of a key among the properties; records are written in the schema's order, so the next one is tried first.
  private func property(_ box: SchemaRuleBox, _ key: Int, from expected: Int) -> Int? {
    let count = box.rule.properties.count
    var position = expected
    for _ in 0..<count {
      if position >= count { position = 0 }
      if isKey(key, name(box.rule.properties[position])) { return position }
      position += 1
    }
    return nil
  }

  private func name(_ property: SchemaRule.Property) -> UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(rebasing: names[property.name]) }

  private func member(_ node: Int, _ name: UnsafeBufferPointer<UInt8>) -> Int? {
    var found: Int?
    var key = node + 1
    while key < Int(nodes[node].next) {
      if isKey(key, name) { found = key + 1 }
      key = Int(nodes[key + 1].next)
    }
    return found
  }

  private func isKey(_ key: Int, _ name: UnsafeBufferPointer<UInt8>) -> Bool {
    let node = nodes[key]
    if node.escaped { return document.text(key)?.utf8.elementsEqual(name) ?? false }
    guard Int(node.end - node.start) == name.count else { return false }
    guard let base = bytes.baseAddress, let first = name.baseAddress, name.count > 0 else { return name.isEmpty }
    return memcmp(first, base + Int(node.start), name.count) == 0
  }

  private func matches(_ pattern: Pattern, _ index: Int) -> Bool {
    let node = nodes[index]
    if node.escaped {
      var text = document.text(index) ?? ""
      return text.withUTF8 { pattern.matches($0, with: block) }
    }
    return pattern.matches(UnsafeBufferPointer(rebasing: bytes[Int(node.start)..<Int(node.end)]), with: block)
  }

  private func hasType(_ node: Int, _ types: SchemaRule.TypeSet) -> Bool {
    switch nodes[node].kind {
    case .object: types.contains(.object)
    case .list: types.contains(.array)
    case .string: types.contains(.string)
    case .true_, .false_: types.contains(.boolean)
    case .null: types.contains(.null)
    case .number: types.contains(.number) || types.contains(.integer) && isInteger(node)
    }
  }

  private func isInteger(_ node: Int) -> Bool {
    nodes[node].whole || document.double(node).map { $0.isFinite && $0 == $0.rounded() } ?? false
  }
}

extension SchemaRule.TypeSet {
  fileprivate var names: String { SchemaRule.TypeSet.named.filter { contains($0.1) }.map(\.0).joined(separator: " or ") }
}
