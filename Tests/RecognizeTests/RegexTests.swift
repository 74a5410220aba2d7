import Testing

@testable import Recognize

/// Interpreted at first and in machine code later, a pattern finds the same: what a document gets must not depend on what was read before it.
@Suite struct RegexTests {
  @Test(arguments: [
    (#"(?<day>\d{1,2}) de (?<month>mayo|junio)"#, "el 3 de mayo y el 14 de junio"), (#"\bo\b"#, "año o mes"),
    (#"(?<![\pL\pN])(?:IMSS|ISSSTE)(?![\pL\pN])"#, "IMSSS, ISSSTE."), ("nada", "algo"),
  ])
  func bothEnginesFindTheSame(pattern: String, text: String) throws {
    #expect(try found(pattern, in: text, patience: .max) == found(pattern, in: text, patience: 0))
  }

  /// The interpreter gives up early: then the machine code says whether it is the limit.
  @Test func aRunawayPatternEndsAtTheLimitInBoth() throws {
    let text = String(repeating: "a", count: 64) + "!"
    #expect(try found("(a|aa)+$", in: text, patience: .max) == "limit")
    #expect(try found("(a|aa)+$", in: text, patience: 0) == "limit")
  }

  private func found(_ pattern: String, in text: String, patience: Int) throws -> String {
    let regex = try Regex(pattern, caseless: false, patience: patience)
    let scratch = MatchScratch()
    return Array(text.utf8).withUnsafeBufferPointer { bytes in
      switch regex.match(bytes, from: 0, latest: bytes.count, scratch: scratch) {
      case .limit: return "limit"
      case .none: return "none"
      case .match: return (0...regex.groups).map { scratch.range($0).map { "\($0.start)-\($0.end)" } ?? "-" }.joined(separator: " ")
      }
    }
  }
}
