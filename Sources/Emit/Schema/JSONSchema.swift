/// A JSON Schema, draft 2020-12, ready to check any number of documents.
///
/// Takes the core, applicator and validation vocabularies but for `$dynamicRef`, `unevaluatedItems`, `unevaluatedProperties`, an `$id` within and
/// references out of the document: a schema that uses those is refused, never half checked. `format` and `content…` are annotations, as the draft has
/// it by default.
package final class JSONSchema: Sendable {
  let rules: [SchemaRuleBox]
  /// Of rules that ask for a type and nothing more, which most values of a record meet: told without a look at the rule.
  let plainTypes: [SchemaRule.TypeSet?]
  /// Names of properties, one behind the other.
  let names: [UInt8]
  /// The schema's own text, which `const` and `enum` point into.
  let tape: JSONTape

  /// What is wrong with a schema, at which place of it.
  package struct Fault: Error, Equatable, Sendable {
    package var place: String
    package var message: String
  }

  package init(_ bytes: [UInt8]) throws(Fault) {
    let tape: JSONTape
    do throws(JSONTape.Fault) { tape = try JSONTape(bytes) } catch { throw Fault(place: "byte \(error.offset)", message: error.message) }
    self.tape = tape
    var compiler = SchemaCompiler(tape: tape)
    try compiler.compile()
    compiler.shorten()
    rules = compiler.rules.map(SchemaRuleBox.init)
    names = compiler.names
    plainTypes = compiler.rules.indices.map { compiler.isPlain[$0] ? compiler.rules[$0].types : nil }
  }
}

/// Keywords that ask for nothing.
private let annotations: Set<String> = [
  "$id", "$defs", "$anchor", "$comment", "title", "description", "default", "examples", "deprecated", "readOnly", "writeOnly", "format",
  "contentEncoding", "contentMediaType", "contentSchema",
]

/// Turns schema objects into rules. Rule 0 is the whole schema; an object that is referred to is compiled once, which also ends recursion.
struct SchemaCompiler {
  let tape: JSONTape
  private(set) var rules: [SchemaRule] = []
  private(set) var names: [UInt8] = []
  /// Rule of the schema object at a node.
  private var ruleOf: [Int: Int] = [:]
  private var anchors: [String: Int] = [:]
  /// By rule: whether it asks for a type and nothing else; whether it is a reference and nothing else.
  private(set) var isPlain: [Bool] = []
  private var isReference: [Bool] = []

  init(tape: JSONTape) { self.tape = tape }

  mutating func compile() throws(JSONSchema.Fault) {
    findAnchors(0)
    _ = try rule(0, "#")
  }

  /// Leads properties and items past rules that only refer to another one.
  mutating func shorten() {
    for rule in rules.indices {
      for place in rules[rule].properties.indices { rules[rule].properties[place].rule = target(rules[rule].properties[place].rule) }
      rules[rule].items = rules[rule].items.map { target($0) }
      rules[rule].anyOf = rules[rule].anyOf.map { target($0) }
    }
  }

  private func target(_ rule: Int) -> Int {
    var rule = rule
    // A ring of references has no end; it is told of where a document meets it.
    for _ in 0..<8 where isReference[rule] { rule = rules[rule].ref ?? rule }
    return rule
  }

  private mutating func findAnchors(_ index: Int) {
    for node in tape.nodes.indices where tape.nodes[node].kind == .object {
      if let anchor = tape.member(node, "$anchor").flatMap(tape.text) { anchors[anchor] = node }
    }
  }

  private mutating func rule(_ node: Int, _ place: String) throws(JSONSchema.Fault) -> Int {
    if let known = ruleOf[node] { return known }
    let place_ = rules.count
    rules.append(SchemaRule())
    isPlain.append(false)
    isReference.append(false)
    ruleOf[node] = place_
    switch tape.nodes[node].kind {
    case .true_: break
    case .false_: rules[place_].never = true
    case .object:
      rules[place_] = try keywords(node, place)
      let asked = tape.members(node).map(\.key).filter { !annotations.contains($0) }
      isPlain[place_] = asked == ["type"]
      isReference[place_] = asked == ["$ref"]
    default: throw fault(place, "a schema is an object, true or false")
    }
    return place_
  }

  /// One function: a line a keyword.
  private mutating func keywords(_ node: Int, _ place: String) throws(JSONSchema.Fault) -> SchemaRule {
    var rule = SchemaRule()
    var properties: [(String, Int)] = []
    for (key, value) in tape.members(node) {
      let here = "\(place)/\(key)"
      switch key {
      case "type": rule.types = try types(value, here)
      case "enum": rule.enumeration = try list(value, here)
      case "const": rule.const = value
      case "$ref": rule.ref = try self.rule(try target(value, here), here)
      case "properties":
        for (name, schema) in tape.members(value) { properties.append((name, try self.rule(schema, "\(here)/\(name)"))) }
      case "patternProperties":
        for (name, schema) in tape.members(value) {
          guard let pattern = Pattern(name) else { throw fault(here, "'\(name)' is no pattern") }
          rule.patternProperties.append((pattern, try self.rule(schema, "\(here)/\(name)")))
        }
      case "additionalProperties": rule.additionalProperties = try self.rule(value, here)
      case "propertyNames": rule.propertyNames = try self.rule(value, here)
      case "required": rule.required = try texts(value, here)
      case "dependentRequired": for (name, names) in tape.members(value) { rule.dependentRequired.append((name, try texts(names, here))) }
      case "dependentSchemas":
        for (name, schema) in tape.members(value) { rule.dependentSchemas.append((name, try self.rule(schema, "\(here)/\(name)"))) }
      case "minProperties": rule.minProperties = try count(value, here)
      case "maxProperties": rule.maxProperties = try count(value, here)
      case "prefixItems": rule.prefixItems = try schemas(value, here)
      case "items": rule.items = try self.rule(value, here)
      case "contains": rule.contains = try self.rule(value, here)
      case "minContains": rule.minContains = try count(value, here)
      case "maxContains": rule.maxContains = try count(value, here)
      case "minItems": rule.minItems = try count(value, here)
      case "maxItems": rule.maxItems = try count(value, here)
      case "uniqueItems": rule.uniqueItems = tape.bool(value) ?? false
      case "minLength": rule.minLength = try count(value, here)
      case "maxLength": rule.maxLength = try count(value, here)
      case "pattern":
        guard let text = tape.text(value), let pattern = Pattern(text) else { throw fault(here, "no pattern") }
        rule.pattern = pattern
      case "minimum": rule.minimum = try number(value, here)
      case "maximum": rule.maximum = try number(value, here)
      case "exclusiveMinimum": rule.exclusiveMinimum = try number(value, here)
      case "exclusiveMaximum": rule.exclusiveMaximum = try number(value, here)
      case "multipleOf": rule.multipleOf = try number(value, here)
      case "allOf":
        let parts = try schemas(value, here)
        rule.choice = choice(tape.children(of: value))
        if rule.choice == nil { rule.allOf = parts }
      case "anyOf": rule.anyOf = try schemas(value, here)
      case "oneOf": rule.oneOf = try schemas(value, here)
      case "not": rule.not = try self.rule(value, here)
      case "if": rule.condition = try self.rule(value, here)
      case "then": rule.then = try self.rule(value, here)
      case "else": rule.otherwise = try self.rule(value, here)
      case "$schema":
        guard tape.text(value) == "https://json-schema.org/draft/2020-12/schema" else { throw fault(here, "only draft 2020-12 is known") }
      // A base of its own would change what references within it lead to.
      case "$id" where place != "#": throw fault(here, "the keyword '$id' is not supported but for the whole schema")
      case _ where annotations.contains(key): break
      case "$dynamicRef", "$dynamicAnchor", "$vocabulary", "unevaluatedItems", "unevaluatedProperties":
        throw fault(here, "the keyword '\(key)' is not supported")
      default: break
      }
    }
    let required = rule.required
    for (name, schema) in properties {
      let start = names.count
      names += name.utf8
      let isRequired = required.contains { scalarsEqual($0, name) }
      rule.properties.append(SchemaRule.Property(name: start..<names.count, rule: schema, required: isRequired))
    }
    rule.requiredProperties = rule.properties.count(where: \.required)
    // What `properties` lists is looked for while members are walked; only the rest is looked up by name.
    rule.required = required.filter { name in !properties.contains { scalarsEqual($0.0, name) } }
    rule.combines =
      rule.choice != nil || !rule.allOf.isEmpty || !rule.anyOf.isEmpty || !rule.oneOf.isEmpty || rule.not != nil || rule.condition != nil
    return rule
  }

  // MARK: Values of keywords

  /// Parts that all read `{"if": {"properties": {KEY: {"const": TEXT}}}, "then": …}` with one key, as a choice by its value.
  private func choice(_ parts: [Int]) -> SchemaRule.Choice? {
    var choice: SchemaRule.Choice?
    for part in parts {
      let condition = tape.member(part, "if")
      guard tape.members(part).count == 2, let then = tape.member(part, "then"), let rule = ruleOf[then], let condition,
        tape.members(condition).count == 1, let properties = tape.member(condition, "properties"),
        let (key, test) = tape.members(properties).first,
        tape.members(properties).count == 1, tape.members(test).count == 1, let value = tape.member(test, "const").flatMap(tape.text)
      else { return nil }
      if choice == nil { choice = SchemaRule.Choice(key: Array(key.utf8), branches: []) }
      guard choice?.key == Array(key.utf8), choice?.branches.contains(where: { $0.value == Array(value.utf8) }) == false else { return nil }
      choice?.branches.append((Array(value.utf8), rule))
    }
    return choice
  }

  private func target(_ node: Int, _ place: String) throws(JSONSchema.Fault) -> Int {
    guard let ref = tape.text(node), ref.hasPrefix("#") else { throw fault(place, "only references into this document are supported") }
    let fragment = String(ref.dropFirst())
    if !fragment.isEmpty, !fragment.hasPrefix("/") {
      guard let found = anchors[fragment] else { throw fault(place, "no anchor '\(fragment)'") }
      return found
    }
    var index = 0
    for step in fragment.dropFirst().split(separator: "/", omittingEmptySubsequences: false) where !fragment.isEmpty {
      let key = unescapePointer(String(step))
      if let next = tape.member(index, key) {
        index = next
      } else if tape.nodes[index].kind == .list, let item = Int(key), tape.children(of: index).indices.contains(item) {
        index = tape.children(of: index)[item]
      } else {
        throw fault(place, "'\(ref)' leads nowhere")
      }
    }
    return index
  }

  private func unescapePointer(_ step: String) -> String {
    var bytes: [UInt8] = []
    var rest = Array(step.utf8)[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "~"), let next = rest.first, next == 0x30 || next == 0x31 {
        rest.removeFirst()
        bytes.append(next == 0x30 ? UInt8(ascii: "~") : UInt8(ascii: "/"))
      } else if byte == UInt8(ascii: "%"), rest.count >= 2, let high = hexDigit(rest[rest.startIndex]),
        let low = hexDigit(rest[rest.startIndex + 1])
      {
        rest.removeFirst(2)
        bytes.append(UInt8(high * 16 + low))
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  private func types(_ node: Int, _ place: String) throws(JSONSchema.Fault) -> SchemaRule.TypeSet {
    let names = tape.text(node).map { [$0] } ?? tape.children(of: node).compactMap(tape.text)
    var set: SchemaRule.TypeSet = []
    for name in names {
      guard let known = SchemaRule.TypeSet.named.first(where: { $0.0 == name }) else { throw fault(place, "no type '\(name)'") }
      set.insert(known.1)
    }
    guard !set.isEmpty else { throw fault(place, "no type") }
    return set
  }

  private mutating func schemas(_ node: Int, _ place: String) throws(JSONSchema.Fault) -> [Int] {
    var out: [Int] = []
    for (position, schema) in try list(node, place).enumerated() { out.append(try rule(schema, "\(place)/\(position)")) }
    return out
  }

  private func list(_ node: Int, _ place: String) throws(JSONSchema.Fault) -> [Int] {
    guard tape.nodes[node].kind == .list else { throw fault(place, "a list is needed") }
    return tape.children(of: node)
  }

  private func texts(_ node: Int, _ place: String) throws(JSONSchema.Fault) -> [String] { try list(node, place).compactMap(tape.text) }

  private func number(_ node: Int, _ place: String) throws(JSONSchema.Fault) -> Double {
    guard let value = tape.double(node) else { throw fault(place, "a number is needed") }
    return value
  }

  private func count(_ node: Int, _ place: String) throws(JSONSchema.Fault) -> Int {
    guard let value = tape.double(node), value >= 0, value < 1e9 else { throw fault(place, "a count is needed") }
    return Int(value)
  }

  private func fault(_ place: String, _ message: String) -> JSONSchema.Fault { JSONSchema.Fault(place: place, message: message) }
}
