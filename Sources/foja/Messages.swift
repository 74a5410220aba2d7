import Foundation
import Reading

/// Messages for people in their language, as LC_ALL, LC_MESSAGES and LANG say it: English, and another where Pipelines/messages has it and the text goes
/// to a terminal. What programs read (JSON, logs, findings, whatever is piped) is English always.
enum Messages {
  /// With the values in place of `{1}`, `{2}`, ….
  static func text(_ english: String, _ values: [String], to descriptor: Int32) -> String {
    var text = isTranslated(descriptor) ? table[english] ?? english : english
    for (place, value) in values.enumerated() { text = text.replacing("{\(place + 1)}", with: value) }
    return text
  }

  /// A message that was put together elsewhere, with its values in it.
  static func translated(_ english: String, to descriptor: Int32) -> String {
    guard isTranslated(descriptor) else { return english }
    if let known = table[english] { return known }
    for (template, translation) in templates {
      guard let values = values(of: english, in: template) else { continue }
      var text = translation
      for (place, value) in values { text = text.replacing("{\(place)}", with: value) }
      return text
    }
    return english
  }

  // MARK: Steps

  private static func isTranslated(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 && !table.isEmpty }

  /// By the English text. Of the setting that counts: the first that is set (POSIX, 8.2).
  private static let table: [String: String] = {
    let environment = ProcessInfo.processInfo.environment
    let setting = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
    let language = setting.prefix { $0.isASCII && $0.isLowercase }
    guard !language.isEmpty, let pipelines = DataFolder.find(), let bytes = Files.read("\(pipelines)/messages/\(language).po") else {
      return [:]
    }
    return messages(String(decoding: bytes, as: UTF8.self))
  }()

  /// Those with values, the longest first: what is exact before what takes anything.
  private static let templates = table.filter { $0.key.contains("{1}") }.sorted {
    ($0.key.utf8.count, $0.key) > ($1.key.utf8.count, $1.key)
  }

  /// Of a gettext file: each message on one line, as this project writes them.
  private static func messages(_ text: String) -> [String: String] {
    var out: [String: String] = [:]
    var id = ""
    for line in text.split(separator: "\n") {
      func quoted(_ keyword: String) -> String? {
        guard line.hasPrefix(keyword + " \""), line.hasSuffix("\"") else { return nil }
        return String(line.dropFirst(keyword.count + 2).dropLast()).replacing("\\\"", with: "\"").replacing("\\n", with: "\n")
      }
      if let text = quoted("msgid") { id = text }
      if let text = quoted("msgstr"), !id.isEmpty, !text.isEmpty { out[id] = text }
    }
    return out
  }

  /// What stands at `{1}`, `{2}` … of a template; nil where the text is another.
  private static func values(of text: String, in template: String) -> [(place: Character, value: String)]? {
    var rest = text[...]
    var out: [(place: Character, value: String)] = []
    // Odd pieces are the numbers between braces.
    let pieces = template.split(separator: "{", omittingEmptySubsequences: false)
    guard let first = pieces.first, rest.hasPrefix(first) else { return nil }
    rest = rest.dropFirst(first.count)
    for (index, piece) in pieces.enumerated().dropFirst() {
      guard let place = piece.first, piece.dropFirst().first == "}" else { return nil }
      let literal = piece.dropFirst(2)
      if index == pieces.count - 1 {
        guard rest.hasSuffix(literal), rest.count > literal.count else { return nil }
        out.append((place, String(rest.dropLast(literal.count))))
        return out
      }
      guard let range = rest.range(of: literal), range.lowerBound > rest.startIndex else { return nil }
      out.append((place, String(rest[..<range.lowerBound])))
      rest = rest[range.upperBound...]
    }
    return out
  }
}

/// For standard output.
func told(_ english: String, _ values: String...) -> String { Messages.text(english, values, to: 1) }

/// For standard error.
func said(_ english: String, _ values: String...) -> String { Messages.text(english, values, to: 2) }

/// `1 document`, `2 documents`, for standard output.
func toldCount(_ number: Int, _ noun: String) -> String { told("{1} \(noun)\(number == 1 ? "" : "s")", "\(number)") }
