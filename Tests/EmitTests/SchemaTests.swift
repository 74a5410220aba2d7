import Emit
import Testing

/// A few verdicts; the many are compared with Python's jsonschema by verdicts.py.
@Suite struct SchemaTests {
  private func findings(_ schema: String, _ value: String) throws -> [String] {
    try JSONSchema(Array(schema.utf8)).check(JSONTape(Array(value.utf8))).map { "\($0.place) \($0.message)" }
  }

  @Test func aBreachHasItsPlace() throws {
    let schema = #"{"properties": {"a": {"items": {"type": "integer"}}}, "required": ["a"], "additionalProperties": false}"#
    #expect(try findings(schema, #"{"a": [1, "x"]}"#) == ["/a/1 is not of type integer"])
    #expect(try findings(schema, #"{"a": [], "b/c": 1}"#) == ["/b~1c is no key of this schema"])
    #expect(try findings(schema, "{}") == [" lacks the key 'a'"])
    #expect(try findings(schema, #"{"a": [1.0, 2]}"#) == [])
  }

  /// References are led past, but a ring of them is still told of.
  @Test func referencesLeadToTheirRule() throws {
    let schema =
      ##"{"$defs": {"a": {"$ref": "#/$defs/b"}, "b": {"type": "string"}, "r": {"$ref": "#/$defs/r"}}, "##
      + ##""properties": {"x": {"$ref": "#/$defs/a"}, "y": {"anyOf": [{"$ref": "#/$defs/b"}, {"type": "null"}]}, "##
      + ##""z": {"$ref": "#/$defs/r"}}, "items": {"$ref": "#/$defs/a"}}"##
    #expect(try findings(schema, #"{"x": "t", "y": null}"#) == [])
    #expect(try findings(schema, #"{"x": 1, "y": 2}"#) == ["/x is not of type string", "/y fits none of the shapes allowed"])
    #expect(try findings(schema, "[\"a\", 1]") == ["/1 is not of type string"])
    #expect(try findings(schema, #"{"z": 1}"#) == ["/z the schema refers to itself without end"])
  }

  @Test func emptyStepsOfAPointerAreKeys() throws {
    let schema = ##"{"$defs": {"": {"$defs": {"": {"type": "number"}}}}, "items": {"$ref": "#/$defs//$defs/"}}"##
    #expect(try findings(schema, "[1]") == [])
    #expect(try findings(schema, #"["a"]"#) == ["/0 is not of type number"])
  }

  @Test func whatNoDoubleHoldsIsNoMultiple() throws {
    #expect(try findings(#"{"multipleOf": 0.123456789}"#, "1e308") == [" is no multiple of 0.123456789"])
  }

  @Test func onlyTheBranchOfTheValueCounts() throws {
    let schema = """
      {"allOf": [{"if": {"properties": {"kind": {"const": "n"}}}, "then": {"properties": {"v": {"type": "number"}}}},
                 {"if": {"properties": {"kind": {"const": "s"}}}, "then": {"properties": {"v": {"type": "string"}}}}]}
      """
    #expect(try findings(schema, #"{"kind": "n", "v": 1}"#) == [])
    #expect(try findings(schema, #"{"kind": "s", "v": 1}"#) == ["/v is not of type string"])
    #expect(try findings(schema, #"{"v": 1}"#) == ["/v is not of type string"])
    #expect(try findings(schema, #"{"kind": "other", "v": 1}"#) == [])
  }

  @Test(arguments: [
    #"{"unevaluatedProperties": false}"#, #"{"$ref": "other.json"}"#, #"{"pattern": "("}"#, #"{"type": "text"}"#, "[]",
    ##"{"$ref": "#/no"}"##, #"{"items": {"$id": "https://example.org/item"}}"#,
  ])
  func whatIsNotSupportedIsRefused(schema: String) {
    #expect(throws: JSONSchema.Fault.self) { try JSONSchema(Array(schema.utf8)) }
  }
}
