import Emit
package import Foundation

/// What the pages and `foja explain` say to people, in one language: `Pipelines/review/words/en.json`, a flat object from keys to sentences. The
/// pages have the words of all languages (``PageFiles``).
package struct Words: Sendable {
  private let tape: JSONTape?

  /// - Parameter folder: Pipelines/review.
  package init(folder: String, language: String = "en") {
    tape = FileManager.default.contents(atPath: Words.path(folder, language)).flatMap { try? JSONTape([UInt8]($0)) }
  }

  /// The sentence of a key, with values in place of `{0}`, `{1}`, …; the key itself where there is none.
  func callAsFunction(_ key: String, _ values: String...) -> String {
    var text = tape?.text(at: key) ?? key
    for (place, value) in values.enumerated() { text = text.replacing("{\(place)}", with: value) }
    return text
  }

  /// The same, or nil.
  func known(_ key: String) -> String? { tape?.text(at: key) }

  /// Of all languages, as JSON by their codes.
  static func all(folder: String) throws -> [UInt8] {
    var out: [UInt8] = []
    for name in try FileManager.default.contentsOfDirectory(atPath: folder + "/words").sorted() where name.hasSuffix(".json") {
      let language = String(name.dropLast(".json".count))
      guard let bytes = FileManager.default.contents(atPath: path(folder, language)) else { throw CocoaError(.fileReadNoSuchFile) }
      out += Array("\(out.isEmpty ? "{" : ",")\"\(language)\": ".utf8) + bytes
    }
    return out + Array("}".utf8)
  }

  private static func path(_ folder: String, _ language: String) -> String { "\(folder)/words/\(language).json" }
}
