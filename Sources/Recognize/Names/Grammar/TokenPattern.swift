/// A pattern over tokens, compiled: tests in order, `( … | … )`, `?`, `*`, `+`, `{1,3}`; `^` and `$` are the ends of the text.
///
/// Matching tries the longer way first and goes back (as PCRE does); patterns are short and repetitions bounded, and a budget of steps ends what is not.
/// A pattern for what stands before a place is compiled from right to left and matched leftwards.
///
/// Steps and clauses lie flat side by side, so that matching copies nothing that is counted.
final class TokenPattern: Sendable {
  struct Step: Sendable {
    enum Kind: UInt8 { case test, split, jump, first, last, accept }
    var kind: Kind
    /// Of a test: its clauses, from here up to `b`; of a split: the first choice; of a jump: where to.
    var a: Int32 = 0
    var b: Int32 = 0
  }

  /// The tests of a file by name, and texts of whole patterns under a name.
  struct Names {
    var tests: [String: TokenTest] = [:]
    var parts: [String: String] = [:]
    /// ``NameLexicon/cues``
    var cues: [String: UInt64] = [:]
  }

  let steps: ContiguousArray<Step>
  let clauses: ContiguousArray<TokenTest.Clause>
  let leftwards: Bool

  init(_ text: String, leftwards: Bool = false, names: Names) throws(PatternFault) {
    var parser = PatternParser(text, names: names)
    let tree = try parser.whole()
    var program = PatternProgram(leftwards: leftwards)
    program.emit(tree)
    program.steps.append(Step(kind: .accept))
    self.leftwards = leftwards
    steps = program.steps
    clauses = program.clauses
  }
}

/// A pattern's tree → its steps.
private struct PatternProgram {
  let leftwards: Bool
  var steps: ContiguousArray<TokenPattern.Step> = []
  var clauses: ContiguousArray<TokenTest.Clause> = []

  init(leftwards: Bool) { self.leftwards = leftwards }

  mutating func emit(_ node: PatternNode) {
    switch node {
    case .test(let test):
      let from = Int32(clauses.count)
      clauses += test.clauses
      steps.append(.init(kind: .test, a: from, b: Int32(clauses.count)))
    case .edge(let last): steps.append(.init(kind: last ? .last : .first))
    case .sequence(let nodes): for node in leftwards ? nodes.reversed() : nodes { emit(node) }
    case .choice(let nodes):
      var ends: [Int] = []
      for (n, node) in nodes.enumerated() {
        guard n < nodes.count - 1 else {
          emit(node)
          break
        }
        let split = steps.count
        steps.append(.init(kind: .split))
        emit(node)
        ends.append(steps.count)
        steps.append(.init(kind: .jump))
        steps[split].a = Int32(split + 1)
        steps[split].b = Int32(steps.count)
      }
      for end in ends { steps[end].a = Int32(steps.count) }
    case .times(let node, let least, let most):
      for _ in 0..<least { emit(node) }
      var splits: [Int] = []
      for _ in least..<max(most, least) {
        splits.append(steps.count)
        steps.append(.init(kind: .split))
        emit(node)
      }
      for split in splits {
        steps[split].a = Int32(split + 1)
        steps[split].b = Int32(steps.count)
      }
    }
  }
}

/// What is wrong with a pattern.
struct PatternFault: Error {
  var message: String
}

indirect enum PatternNode {
  case test(TokenTest)
  case edge(last: Bool)
  case sequence([PatternNode])
  case choice([PatternNode])
  case times(PatternNode, Int, Int)
}

/// `*` and `+` go no further than this many times: the longest names in reports have a dozen words.
private let mostTimes = 10

private struct PatternParser {
  private let tokens: [String]
  private var at = 0
  private let names: TokenPattern.Names
  /// Depth of parts within parts: a part that holds itself would never end.
  private let depth: Int

  init(_ text: String, names: TokenPattern.Names, depth: Int = 0) {
    tokens = PatternParser.cut(text)
    self.names = names
    self.depth = depth
  }

  mutating func whole() throws(PatternFault) -> PatternNode {
    let node = try choice()
    guard at == tokens.count else { throw PatternFault(message: "`\(tokens[at])` is not expected in \(tokens.joined(separator: " "))") }
    return node
  }

  /// Brackets, `|` and quantifiers stand by themselves; everything else is a word up to a space. By bytes: to part characters would cost more
  /// than all the rest of a grammar.
  private static func cut(_ text: String) -> [String] {
    let bytes = Array(text.utf8)
    var out: [String] = []
    var start: Int?
    var quoted = false
    for (i, c) in bytes.enumerated() {
      if c == UInt8(ascii: "\"") { quoted.toggle() }
      let special = !quoted && isSpecial(c)
      if special || !quoted && c == UInt8(ascii: "{"), let from = start {
        out.append(String(decoding: bytes[from..<i], as: UTF8.self))
        start = nil
      }
      if special {
        if c != 0x20 { out.append(String(decoding: bytes[i...i], as: UTF8.self)) }
      } else if start == nil {
        start = i
      }
    }
    if let start { out.append(String(decoding: bytes[start...], as: UTF8.self)) }
    return out
  }

  /// `( ) | ? * +` and the space.
  private static func isSpecial(_ c: UInt8) -> Bool {
    switch c {
    case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "|"), UInt8(ascii: "?"), UInt8(ascii: "*"), UInt8(ascii: "+"), 0x20: true
    default: false
    }
  }

  private mutating func choice() throws(PatternFault) -> PatternNode {
    var nodes = [try sequence()]
    while at < tokens.count, tokens[at] == "|" {
      at += 1
      nodes.append(try sequence())
    }
    return nodes.count == 1 ? nodes[0] : .choice(nodes)
  }

  private mutating func sequence() throws(PatternFault) -> PatternNode {
    var nodes: [PatternNode] = []
    while at < tokens.count, tokens[at] != "|", tokens[at] != ")" { nodes.append(try quantified()) }
    return .sequence(nodes)
  }

  private mutating func quantified() throws(PatternFault) -> PatternNode {
    let node = try atom()
    guard at < tokens.count else { return node }
    switch tokens[at] {
    case "?":
      at += 1
      return .times(node, 0, 1)
    case "*":
      at += 1
      return .times(node, 0, mostTimes)
    case "+":
      at += 1
      return .times(node, 1, mostTimes)
    default:
      guard tokens[at].hasPrefix("{"), tokens[at].hasSuffix("}") else { return node }
      let numbers = tokens[at].dropFirst().dropLast().split(separator: ",").map { Int($0) }
      guard let least = numbers.first ?? nil, let most = numbers.last ?? nil, (0...most).contains(least), most <= mostTimes else {
        throw PatternFault(message: "`\(tokens[at])` is not {least,most} with at most \(mostTimes)")
      }
      at += 1
      return .times(node, least, most)
    }
  }

  private mutating func atom() throws(PatternFault) -> PatternNode {
    let word = tokens[at]
    at += 1
    switch word {
    case "(":
      let node = try choice()
      guard at < tokens.count, tokens[at] == ")" else {
        throw PatternFault(message: "`(` is not closed in \(tokens.joined(separator: " "))")
      }
      at += 1
      return node
    case ")", "?", "*", "+": throw PatternFault(message: "`\(word)` stands behind nothing")
    case "^": return .edge(last: false)
    case "$": return .edge(last: true)
    default: break
    }
    if let part = names.parts[word] {
      guard depth < 8 else { throw PatternFault(message: "the part `\(word)` holds itself") }
      var inner = PatternParser(part, names: names, depth: depth + 1)
      return try inner.whole()
    }
    // `capital&!common`: within a pattern the words of a test are joined.
    var unknown: String?
    let test = TokenTest(word, between: UInt8(ascii: "&"), known: names.tests, cues: names.cues, unknown: &unknown)
    if let unknown { throw PatternFault(message: "knows no class, sign, test or part `\(unknown)`") }
    return .test(test)
  }
}
