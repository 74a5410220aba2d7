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
    ##"{"$ref": "#/no"}"##,
  ])
  func whatIsNotSupportedIsRefused(schema: String) {
    #expect(throws: JSONSchema.Fault.self) { try JSONSchema(Array(schema.utf8)) }
  }
}
