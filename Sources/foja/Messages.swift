import Foundation

/// Messages for people in their language, as LC_ALL, LC_MESSAGES and LANG say it: English, and Spanish where it is asked for and the text goes to a
/// terminal. What programs read (JSON, logs, findings, whatever is piped) is English always.
enum Messages {
  /// With the values in place of `{1}`, `{2}`, ….
  static func text(_ english: String, _ values: [String], to descriptor: Int32) -> String {
    var text = isSpanish && isatty(descriptor) == 1 ? Messages.spanish[english] ?? english : english
    for (place, value) in values.enumerated() { text = text.replacing("{\(place + 1)}", with: value) }
    return text
  }

  /// Of the setting that counts: the first that is set (POSIX, 8.2).
  static let isSpanish: Bool = {
    let environment = ProcessInfo.processInfo.environment
    let setting = ["LC_ALL", "LC_MESSAGES", "LANG"].lazy.compactMap { environment[$0] }.first { !$0.isEmpty } ?? ""
    return setting == "es" || setting.hasPrefix("es_") || setting.hasPrefix("es.")
  }()
}

/// For standard output.
func told(_ english: String, _ values: String...) -> String { Messages.text(english, values, to: 1) }

/// For standard error.
func said(_ english: String, _ values: String...) -> String { Messages.text(english, values, to: 2) }

/// `1 document`, `2 documents`, for standard output.
func toldCount(_ number: Int, _ noun: String) -> String { told("{1} \(noun)\(number == 1 ? "" : "s")", "\(number)") }
