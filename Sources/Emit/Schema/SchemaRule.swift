/// One schema object, compiled: what each keyword asks, with the schemas in it as places in ``JSONSchema/rules``.
struct SchemaRule: Sendable {
  /// `true` and `{}` allow all, `false` allows nothing.
  var never = false
  var types: TypeSet = []
  var enumeration: [Int] = []
  var const: Int?
  var ref: Int?

  var properties: [Property] = []
  /// How many of them are required.
  var requiredProperties = 0
  var patternProperties: [(pattern: Pattern, rule: Int)] = []
  var additionalProperties: Int?
  var propertyNames: Int?
  var required: [String] = []
  var dependentRequired: [(key: String, names: [String])] = []
  var dependentSchemas: [(key: String, rule: Int)] = []
  var minProperties: Int?
  var maxProperties: Int?

  var prefixItems: [Int] = []
  var items: Int?
  var contains: Int?
  var minContains = 1
  var maxContains: Int?
  var minItems: Int?
  var maxItems: Int?
  var uniqueItems = false

  var minLength: Int?
  var maxLength: Int?
  var pattern: Pattern?

  var minimum: Double?
  var maximum: Double?
  var exclusiveMinimum: Double?
  var exclusiveMaximum: Double?
  var multipleOf: Double?

  /// `allOf` of the form "if this key has that value, then …", by value: only one of them can apply (see ``SchemaCompiler``).
  var choice: Choice?
  var allOf: [Int] = []
  var anyOf: [Int] = []
  var oneOf: [Int] = []
  var not: Int?
  var condition: Int?
  var then: Int?
  var otherwise: Int?

  /// Whether it asks for anything by way of other schemas on the same value: most rules do not, and are asked for every value.
  var combines = false

  struct Choice: Sendable {
    var key: [UInt8]
    var branches: [(value: [UInt8], rule: Int)]
  }

  struct Property: Sendable {
    /// Where its name stands among ``JSONSchema/names``: an array of its own would be held and let go for every key of a document.
    var name: Range<Int>
    var rule: Int
    var required: Bool
  }

  struct TypeSet: OptionSet, Sendable {
    let rawValue: UInt8
    static let object = TypeSet(rawValue: 1)
    static let array = TypeSet(rawValue: 2)
    static let string = TypeSet(rawValue: 4)
    static let number = TypeSet(rawValue: 8)
    static let integer = TypeSet(rawValue: 16)
    static let boolean = TypeSet(rawValue: 32)
    static let null = TypeSet(rawValue: 64)

    static let named: [(String, TypeSet)] = [
      ("object", .object), ("array", .array), ("string", .string), ("number", .number), ("integer", .integer), ("boolean", .boolean),
      ("null", .null),
    ]
  }
}

/// A rule where it stays: handing it on copies nothing.
final class SchemaRuleBox: Sendable {
  let rule: SchemaRule
  init(_ rule: SchemaRule) { self.rule = rule }
}
