import Emit
import Testing

@Suite struct JSONWriterTests {
  private func written(_ body: (inout JSONWriter) -> Void) -> String {
    var out = JSONWriter()
    body(&out)
    return String(decoding: out.bytes, as: UTF8.self)
  }

  @Test(arguments: [
    (12.0, "12"), (12.5, "12.5"), (12.345, "12.35"), (-0.25, "-0.25"), (-0.001, "0"), (0.1 + 0.2, "0.3"), (841.89, "841.89"), (.nan, "0"),
    (.infinity, "0"), (1e300, "1000000000000"),
  ])
  func numbersHaveOneForm(value: Double, text: String) {
    #expect(written { $0.number(value) } == text)
  }

  @Test func onlyWhatMustBeEscapedIs() {
    #expect(written { $0.text("á\"\\\n\u{1}/😀") } == #""á\"\\\n\u0001/😀""#)
  }

  @Test func commasStandBetween() {
    let text = written { out in
      out.object { out in
        out.field("a", 1)
        out.field("b", ["x", "y"])
        out.key("c")
        out.lines([1, 2]) { $0.integer($1) }
        out.field("d", nil as String?)
      }
    }
    #expect(text == "{\"a\":1,\"b\":[\"x\",\"y\"],\"c\":[\n1,\n2\n],\"d\":null}")
  }

  @Test(arguments: [0, 7, 10, -3, 99, 100, 1234567, .max, .min])
  func integersArePlain(value: Int) { #expect(written { $0.integer(value) } == String(value)) }

  /// What is checked without being read back must be what reading would give.
  @Test func theTapeIsThatOfTheBytes() throws {
    var out = JSONWriter(taping: true)
    out.object { out in
      out.field("plain", "á")
      out.field("escaped", "\"\n\u{1}\\")
      out.field("none", nil as String?)
      out.newline()
      out.field("whole", -12)
      out.field("points", 12.25)
      out.field("evenPoints", 12.0)
      out.field("yes", true)
      out.field("no", false)
      out.key(text: "a \"key\"")
      out.list([[1, 2], []]) { $0.list($1) { $0.integer($1) } }
      out.key("lines")
      out.lines([1, 2]) { out, value in out.object { $0.field("n", value) } }
      out.key("empty")
      out.lines([Int]()) { $0.integer($1) }
      out.key("nothing")
      out.object { _ in }
    }
    out.end()
    let read = try JSONTape(out.bytes)
    let kept = try out.tape()
    #expect(kept.bytes == read.bytes)
    #expect(kept.nodes == read.nodes)
  }
}

@Suite struct JSONTapeTests {
  @Test func valuesComeBack() throws {
    let tape = try JSONTape(Array(#"{"a": [1, -2.5e1, "x\u00e1\ud83d\ude00\n"], "b": {"c": null}, "a\"": true}"#.utf8))
    let list = try #require(tape.member(0, "a"))
    let items = tape.children(of: list)
    #expect(tape.integer(items[0]) == 1)
    #expect(tape.double(items[1]) == -25)
    #expect(tape.text(items[2]) == "xá😀\n")
    #expect(tape.member(0, "a\"").flatMap(tape.bool) == true)
    #expect(tape.pointer(to: items[2]) == "/a/2")
  }

  @Test(arguments: [
    "", "{", "[1,]", "{\"a\" 1}", "01", "1.", "tru", "\"\u{1}\"", "\"\\x\"", "[1] 2", "{\"a\":1,}", String(repeating: "[", count: 300),
    "\"abc",
  ])
  func whatIsNoJSONIsRefused(text: String) {
    #expect(throws: JSONTape.Fault.self) { try JSONTape(Array(text.utf8)) }
  }

  @Test func whatIsNotUTF8IsRefused() {
    #expect(throws: JSONTape.Fault.self) { try JSONTape([0x22, 0xff, 0x22]) }
  }

  @Test func whatIsNestedDeeperIsPassedOver() throws {
    let text = Array(#"{"a": [{"b": ["]}\"", {}]}, [1], 2], "c": {"d": [3], "e": "f"}}"#.utf8)
    let tape = try JSONTape(text, levels: 2)
    let list = try #require(tape.member(0, "a"))
    #expect(tape.children(of: list).map { String(decoding: tape.slice($0), as: UTF8.self) } == [#"{"b": ["]}\"", {}]}"#, "[1]", "2"])
    let object = try #require(tape.member(0, "c"))
    #expect(tape.members(object).map(\.key) == ["d", "e"])
    #expect(tape.member(object, "d").map { String(decoding: tape.slice($0), as: UTF8.self) } == "[3]")
    for damaged in [#"[[["a]]"#, #"[[[}"#, #"[["a\"#] {
      #expect(throws: JSONTape.Fault.self) { try JSONTape(Array(damaged.utf8), levels: 1) }
    }
  }
}
