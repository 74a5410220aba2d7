import Synchronization

/// A number that decides, under its name: `value`, unless the settings of a test say otherwise.
///
///     private enum BandRule {
///       /// Points by which a row may stand outside of the band's span.
///       static let slack = setting("slack", 0.5)
///     }
///
/// The whole name is that of the group, a dot and the name (`BandRule.slack`); no two groups of the stages have one name. A program that sets
/// nothing pays for one look at a flag, when a setting is first used. `Tests/Mutation/run` changes each and says which change nothing.
package func setting(_ name: StaticString, _ value: Double, group: StaticString = #function) -> Double {
  TestSettings.value(name, group) ?? value
}

package func setting(_ name: StaticString, _ value: Float, group: StaticString = #function) -> Float {
  TestSettings.value(name, group).map { Float($0) } ?? value
}

package func setting(_ name: StaticString, _ value: Int, group: StaticString = #function) -> Int {
  TestSettings.value(name, group).map { Int($0.rounded()) } ?? value
}

/// What a test sets otherwise, taken once when the program starts, before any stage runs.
package enum TestSettings {
  private static let given = Atomic(false)
  private static let values = Mutex<[String: (value: Double, used: Bool)]>([:])

  /// Takes lines such as `BandRule.slack: 0.65`. Returns the first line that is none.
  package static func take(_ text: String) -> String? {
    for line in text.split(whereSeparator: \.isNewline) {
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, let value = Double(parts[1].trimmingPrefix(while: \.isWhitespace)) else { return String(line) }
      values.withLock { $0[String(parts[0])] = (value, false) }
    }
    given.store(true, ordering: .releasing)
    return nil
  }

  /// Names that no stage asked for until now: they are misspelt, or nothing that was read needed them.
  package static func unused() -> [String] { values.withLock { $0.filter { !$0.value.used }.map(\.key).sorted() } }

  fileprivate static func value(_ name: StaticString, _ group: StaticString) -> Double? {
    guard given.load(ordering: .acquiring) else { return nil }
    return values.withLock { values in
      let key = "\(group).\(name)"
      values[key]?.used = true
      return values[key]?.value
    }
  }
}
