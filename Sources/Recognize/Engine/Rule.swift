internal import Synchronization
import Model

/// A rule ready to be tried: its trigger is known at once, its patterns are compiled when first needed (a page without months never pays for dates).
final class Rule: Sendable {
  let source: RuleSource
  /// Where it is tried: bits of the lexicon.
  let trigger: TokenBits
  let order: Int
  private let words: Words
  private let compiled = Mutex<State>(.untouched)

  enum State: Sendable { case untouched, ready(CompiledRule), broken(DataFault) }

  init(_ source: RuleSource, trigger: TokenBits, order: Int, words: Words) {
    self.source = source
    self.trigger = trigger
    self.order = order
    self.words = words
  }

  /// nil where the pattern is broken; ``fault`` then says how.
  func ready() -> CompiledRule? {
    compiled.withLock { state in
      if case .untouched = state {
        do throws(DataFault) { state = .ready(try CompiledRule(source, words: words)) } catch { state = .broken(error) }
      }
      if case .ready(let rule) = state { return rule }
      return nil
    }
  }

  var fault: DataFault? {
    _ = ready()
    return compiled.withLock { if case .broken(let fault) = $0 { fault } else { nil } }
  }
}

/// A rule's patterns, and which vocabulary gives each group's value.
final class CompiledRule: Sendable {
  let main: Regex
  let before: Regex?
  let notBefore: Regex?
  let span: [Int]
  /// Group name → its numbers (several where alternatives share a name) and the vocabulary that prints it.
  let groups: [String: (numbers: [Int], vocabulary: Vocabulary?)]

  init(_ source: RuleSource, words: Words) throws(DataFault) {
    func fault(_ field: String, _ message: String) -> DataFault {
      DataFault(path: source.path, place: "\(source.place).\(field)", message: message)
    }
    func regex(_ field: String, _ pattern: String) throws(DataFault) -> Regex {
      do { return try Regex(pattern, caseless: source.caseless) } catch {
        throw fault(field, "\(error.message) at \(error.offset) of: \(pattern.prefix(400))")
      }
    }
    func expanded(_ field: String, _ pattern: String) throws(DataFault) -> String {
      try expand(pattern, words: words, path: source.path, place: "\(source.place).\(field)")
    }
    var pattern = "(?:" + (try expanded("pattern", source.pattern)) + ")"
    if source.bounded { pattern = "(?<![\\pL\\pN])" + pattern + "(?![\\pL\\pN])" }
    if let after = source.after { pattern += "(?=" + (try expanded("after", after)) + ")" }
    if let notAfter = source.notAfter { pattern += "(?!" + (try expanded("not-after", notAfter)) + ")" }
    main = try regex("pattern", pattern)
    guard main.groups < 128 else { throw fault("pattern", "has more than 127 groups") }
    var pre: Regex?
    if let text = source.before { pre = try regex("before", "(?:" + (try expanded("before", text)) + ")\\z") }
    before = pre
    pre = nil
    if let text = source.notBefore { pre = try regex("not-before", "(?:" + (try expanded("not-before", text)) + ")\\z") }
    notBefore = pre

    var groups: [String: (numbers: [Int], vocabulary: Vocabulary?)] = [:]
    for (name, number) in main.names {
      let stem = withoutNumber(name)
      groups[name, default: ([], words.vocabularies[name] ?? words.vocabularies[stem])].numbers.append(number)
    }
    span = groups["span"]?.numbers ?? []
    let fixed = ["context", "lastyear", "match", "order", "order2"]
    for key in source.value.keys.sorted() {
      for field in source.value[key]?.fields.flatMap({ $0.split(separator: "*") }).map({ String($0.prefix { $0 != "." }) }) ?? []
      where groups[field] == nil && !fixed.contains(field) {
        throw fault("value", "`{\(field)}` is no group of the pattern; its groups: \(groups.keys.sorted().joined(separator: ", "))")
      }
    }
    self.groups = groups
  }
}
