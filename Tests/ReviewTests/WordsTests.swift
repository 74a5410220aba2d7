import Foundation
import Testing

@testable import Review

@Suite struct WordsTests {
  private let folder = String(#filePath.prefix(upTo: #filePath.range(of: "/Tests/")!.lowerBound)) + "/Pipelines/review"

  private func sentences(_ language: String) throws -> [String: String] {
    let bytes = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/words/\(language).json"))
    return try JSONDecoder().decode([String: String].self, from: bytes)
  }

  private func places(_ text: String) -> [String] { text.matches(of: #/\{\d\}/#).map { String($0.0) }.sorted() }

  @Test func eachLanguageSaysAllWithTheSameValues() throws {
    let english = try sentences("en")
    let names = try FileManager.default.contentsOfDirectory(atPath: folder + "/words")
    #expect(names.count > 1)
    for name in names {
      let other = try sentences(String(name.prefix { $0 != "." }))
      #expect(Set(other.keys) == Set(english.keys), "\(name)")
      for (key, text) in english { #expect(places(other[key] ?? "") == places(text), "\(name): \(key)") }
    }
  }

  @Test func sentencesHaveTheirValues() {
    let words = Words(folder: folder)
    #expect(words("by", words("by-folio")) == "By: a page number, which counts up with the pages.")
    #expect(words("no-table", "x", "y", "z") == "Looked at as a table by x, y, and refused: z.")
    #expect(words("such a key") == "such a key")
    #expect(Words(folder: folder, language: "es")("by-label").contains("rótulo"))
  }

  /// What a page gets is what the data says: a script that parses one string.
  @Test func pagesHaveTheWordsOfAllLanguages() throws {
    let target = NSTemporaryDirectory() + "words-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: target) }
    try PageFiles(folder: folder).copy(into: target)
    let script = try String(contentsOfFile: target + "/files/words.js", encoding: .utf8)
    let open = try #require(script.range(of: "JSON.parse(")).upperBound
    let close = try #require(script.range(of: ");\n", options: .backwards)).lowerBound
    let inner = try JSONDecoder().decode(String.self, from: Data(script[open..<close].utf8))
    let all = try JSONDecoder().decode([String: [String: String]].self, from: Data(inner.utf8))
    #expect(all == ["en": try sentences("en"), "es": try sentences("es")])
  }
}
