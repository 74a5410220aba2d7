import Model
import Reading
import Testing

@testable import Recognize

/// The rules as shipped: every case beside every rule file holds, and what an author gets wrong is told.
struct RuleTests {
  static let shipped = DataFolder(path: DataFolder.find() ?? "Pipelines")

  @Test func everyShippedCaseHolds() throws {
    #expect(Self.shipped.faults.isEmpty)
    let report = try Recognizer(files: Self.shipped.files).check()
    #expect(report.faults.map { "\($0.path): \($0.place): \($0.message)" } == [])
    #expect(report.rules > 100)
    #expect(report.cases > 700)
  }

  @Test func ruleWithoutCasesIsRefused() throws {
    let report = try Recognizer(files: [rules("{price: {near: digit, pattern: '\\d+', value: '{match}'}}")]).check()
    #expect(report.faults.map(\.message) == ["is missing: a rule file is refused without its cases"])
    let cases = try file("rules/es/own.cases.yaml", "rules: {price: {finds: {'2020': ['en «2020»']}}}")
    let half = try Recognizer(files: [rules("{price: {near: digit, pattern: '\\d{4}', value: '{match}'}}"), cases]).check()
    #expect(half.faults.map(\.message) == ["needs a sentence that the rule ignores"])
  }

  @Test func unknownNamesAreAnsweredWithTheKnownOnes() throws {
    let words = try file("vocabularies/es/months.yaml", "{name: month, entries: {'01': [enero]}}")
    let report = try Recognizer(files: [words, rules("{when: {near: month, pattern: 'en {mont}', value: '2020'}}")]).check()
    #expect(report.faults.contains { $0.place == "rules.when.pattern" && $0.message == "`{mont}` is not known; known: month" })
    #expect(
      throws: DataFault(
        path: "rules/es/own.yaml", place: "rules.when.near",
        message: "`mont` is not known; known: capital, digit, month, numeral, small, year, or `=word`")
    ) {
      _ = try Recognizer(files: [words, rules("{when: {near: mont, pattern: 'en {month}', value: '2020'}}")])
    }
  }

  @Test func brokenPatternIsAFaultNotACrash() throws {
    let recognizer = try Recognizer(files: [rules("{open: {near: digit, pattern: '(\\d+', value: '{match}'}}")])
    #expect(recognizer.check().faults.contains { $0.place == "rules.open.pattern" })
    #expect(recognizer.recognize(document(["en 2020"])).findings.map(\.code) == ["rule-limit"])
  }

  /// A pattern with exponentially many ways to fail must stop at the limit and say so.
  @Test func noRuleBacktracksWithoutEnd() throws {
    let recognizer = try Recognizer(files: [
      rules("{runaway: {near: capital, boundaries: free, pattern: '(a+)+(a+)+(a+)+\\d', value: '2020'}}")
    ])
    let clock = ContinuousClock()
    var recognition = Recognition()
    let time = clock.measure { recognition = recognizer.recognize(document([String(repeating: "A", count: 5_000) + "!", "A a a"])) }
    #expect(recognition.findings.map(\.code) == ["rule-limit"])
    #expect(recognition.findings.first?.message.contains("own/es/runaway") == true)
    #expect(time < .seconds(2))
  }

  /// A sentence as long as a book, and every kind of nonsense: no shipped rule runs into the limit.
  @Test func shippedRulesStayWithinTheirLimits() throws {
    let recognizer = try Recognizer(files: Self.shipped.files)
    let seeds = [
      "1 de enero a ", "mil y ", "2020-", "entre 1 y 2 de ", "cien ", "$1,234.", "5 a 8 o ", "treinta y uno de mayo, ", "%", "3/4/",
      "los 80 ",
    ]
    for language in ["es", "en", "pt"] {
      for seed in seeds {
        var hostile = document([String(repeating: seed, count: 600)])
        hostile.blocks[0].language = language
        #expect(recognizer.recognize(hostile).findings.isEmpty, "\(language): \(seed)")
      }
    }
  }

  private func rules(_ text: String) throws -> DataFile { try file("rules/es/own.yaml", "type: date\nrules: \(text)") }

  private func file(_ path: String, _ yaml: String) throws -> DataFile {
    DataFile(path: path, tree: try parseYAML(Array(yaml.utf8), path: path))
  }
}

func document(_ texts: [String], language: String = "es") -> Document {
  var document = Document(source: Source(file: "", sha256: "", bytes: 0, mediaType: "text/plain"))
  document.language = language
  for (index, text) in texts.enumerated() { document.blocks.append(Block(id: "b\(index + 1)", type: .paragraph, text: text, page: 1)) }
  return document
}
