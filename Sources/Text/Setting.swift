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

/// What a test sets otherwise, and what was asked for. A setting is asked for once in a process, when it is first used: what is set later comes too late.
package enum TestSettings {
  private static let watched = Atomic(false)
  private static let state = Mutex<(values: [String: Double], asked: Set<String>)>(([:], []))

  /// Writes down from now on which settings are asked for.
  package static func watch() { watched.store(true, ordering: .releasing) }

  package static func set(_ name: String, _ value: Double) {
    state.withLock { $0.values[name] = value }
    watch()
  }

  /// Takes lines such as `BandRule.slack: 0.65`. Returns the first line that is none.
  package static func take(_ text: String) -> String? {
    for line in text.split(whereSeparator: \.isNewline) {
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, let value = Double(parts[1].trimmingPrefix(while: \.isWhitespace)) else { return String(line) }
      set(String(parts[0]), value)
    }
    return nil
  }

  /// Names that were asked for while it was watched.
  package static var asked: Set<String> { state.withLock { $0.asked } }

  /// Names that were set and that no stage asked for until now: they are misspelt, or nothing that was read needed them.
  package static var unused: [String] { state.withLock { state in state.values.keys.filter { !state.asked.contains($0) }.sorted() } }

  fileprivate static func value(_ name: StaticString, _ group: StaticString) -> Double? {
    guard watched.load(ordering: .acquiring) else { return nil }
    return state.withLock { state in
      let key = "\(group).\(name)"
      state.asked.insert(key)
      return state.values[key]
    }
  }
}
