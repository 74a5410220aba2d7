import Model

/// Which triggers of rules a token is one of. Languages have 80 to 100 of them.
typealias TokenBits = UInt128

/// The rules of one language with the words they are built of, and the lexicon that says which tokens can trigger which rule.
final class LanguageRules: Sendable {
  let code: String
  let words: Words
  let rules: [Rule]
  /// The rules' triggers, side by side.
  let triggers: [TokenBits]
  let numbers: NumberWords
  private let lexicon: Lexicon<TokenBits>

  /// Bits that are classes of tokens; vocabularies and literal words take the bits above.
  private static let classes: [String: TokenBits] = ["digit": 1, "year": 2, "capital": 4, "small": 8, "numeral": numeral]
  static let numeral: TokenBits = 16

  init(code: String, sources: [RuleSource], words: Words) throws(DataFault) {
    self.code = code
    self.words = words
    numbers = NumberWords(words.vocabularies)
    var bits = LanguageRules.classes
    var keys: [UInt64: TokenBits] = [:]
    var rules: [Rule] = []
    for (order, source) in sources.enumerated() {
      var trigger: TokenBits = 0
      for near in source.near {
        if let bit = bits[near] {
          trigger |= bit
          continue
        }
        let firsts: [UInt64]
        if near.hasPrefix("=") {
          firsts = TextUnit(String(near.dropFirst())).tokens.prefix(1).map(\.hash)
        } else if let vocabulary = words.vocabularies[near] {
          firsts = vocabulary.firsts
        } else {
          let known = (Array(LanguageRules.classes.keys) + Array(words.vocabularies.keys)).sorted().joined(separator: ", ")
          throw DataFault(path: source.path, place: "\(source.place).near", message: "`\(near)` is not known; known: \(known), or `=word`")
        }
        // Beyond 128 triggers, the last bit serves all further ones: rules are tried more often, never less.
        let bit = TokenBits(1) << TokenBits(min(127, bits.count))
        bits[near] = bit
        for key in firsts { keys[key, default: 0] |= bit }
        trigger |= bit
      }
      rules.append(Rule(source, trigger: trigger, order: order, words: words))
    }
    self.rules = rules
    triggers = rules.map(\.trigger)
    lexicon = Lexicon(keys)
  }

  @inline(__always)
  func classes(of token: TextUnit.Token, in unit: TextUnit) -> TokenBits {
    switch token.kind {
    case .number:
      let length = token.end - token.start
      if length <= 2 { return 9 | lexicon.classes(token.hash) }
      return length == 4 && (unit.bytes[Int(token.start)] == 0x31 || unit.bytes[Int(token.start)] == 0x32) ? 3 : 1
    case .capital: return 4 | lexicon.classes(token.hash)
    case .word, .symbol: return lexicon.classes(token.hash)
    }
  }
}
