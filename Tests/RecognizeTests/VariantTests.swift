import Foundation
import Model
import Reading
import Testing

@testable import Recognize

/// Whole sentences as strangers write them (Tests/Variants), each with all that a reader would mark. Not every one is read right; how many are is held
/// here, so that no rule costs more than it gives.
@Suite struct VariantTests {
  static let recognizer: Recognizer? = {
    guard let folder = DataFolder.find() else { return nil }
    return try? Recognizer(files: DataFolder(path: folder).files)
  }()

  /// Lines of a file in Tests/Variants, cut at ` | `.
  private func lines(_ name: String) throws -> [[String]] {
    let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    return try String(contentsOf: folder.appendingPathComponent("Variants/\(name).txt"), encoding: .utf8)
      .split(separator: "\n").filter { !$0.hasPrefix("#") }.map { $0.components(separatedBy: " | ") }
  }

  /// ` // ` parts blocks: a list, a signature.
  private func mentions(_ text: String, _ language: String, _ types: Set<MentionType>) throws -> [Mention] {
    let recognizer = try #require(Self.recognizer)
    let blocks = text.components(separatedBy: " // ")
    return recognizer.recognize(recognizer.document(of: blocks, language: language)).mentions.filter { types.contains($0.type) }
  }

  @Test func valuesAreReadWhole() throws {
    let all = try lines("values")
    var wrong: [String] = []
    for line in all {
      let wanted = (line.count > 2 ? line[2] : "").components(separatedBy: "; ").filter { !$0.isEmpty }.sorted()
      let found = try mentions(line[1], line[0], [.date, .money, .percent, .quantity])
        .map { "\($0.type.rawValue) \(valueText($0.value))" }.sorted()
      if found != wanted { wrong.append("\(line[1])\n  \(found)\n  \(wanted)") }
    }
    #expect(all.count >= 120)
    #expect(Double(all.count - wrong.count) >= 0.95 * Double(all.count), "\(wrong.joined(separator: "\n"))")
  }

  @Test func namesAreFoundWhole() throws {
    let all = try lines("names")
    let letters: [MentionType: String] = [.person: "P", .organization: "O", .place: "L"]
    var wanted = 0
    var right = 0
    var found = 0
    var wrong: [String] = []
    for line in all {
      var text = ""
      var marks: [String] = []
      for (place, piece) in line[1].components(separatedBy: "[").enumerated() {
        let parts = piece.components(separatedBy: "]")
        if place == 0 || parts.count < 2 {
          text += piece
          continue
        }
        marks.append(parts[0])
        text += parts[0].dropFirst(2) + parts.dropFirst().joined(separator: "]")
      }
      let names = try mentions(text, line[0], Set(letters.keys)).map { "\(letters[$0.type] ?? "") \($0.text)" }
      wanted += marks.count
      found += names.count
      right += marks.filter { names.contains($0) }.count
      if Set(names) != Set(marks) { wrong.append("\(line[1])\n  \(names)") }
    }
    #expect(all.count >= 480)
    // Of some 840 names: recall and precision. What is missed is mostly single words that nothing beside them tells: small towns, firms, clubs.
    #expect(Double(right) >= 0.91 * Double(wanted), "\(right) of \(wanted)\n\(wrong.joined(separator: "\n"))")
    #expect(Double(right) >= 0.965 * Double(found), "\(right) of \(found)")
  }
}
