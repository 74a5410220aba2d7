/// The words of one language that numbers are made of, by their hashes: what `NumeralParser` looks tokens up in.
///
/// They come from the language's vocabularies: `number_word` (`*` marks what only multiplies a number before it: `*100: [hundred]`), `scale` (powers of
/// ten behind digits), `number_joint` (where a word or sign may join: `tens`, `hundreds`, `groups`, `comma`, `of`, several in one key), `decimal_word`,
/// `half`, `number_lead` (an article that counts as one before a multiplier: `a hundred`), and `sign`, `currency`, `measure`, `percent_word`, whose first
/// words tell that a number beside them is one.
struct NumberWords: Sendable {
  struct Word: Sendable {
    /// Of a number word; 0 elsewhere.
    var value: Int128 = 0
    var roles: Roles = []
  }

  struct Roles: OptionSet, Sendable {
    var rawValue: UInt16
    static let number = Roles(rawValue: 1)
    /// Only multiplies.
    static let multiplies = Roles(rawValue: 2)
    static let joinsTens = Roles(rawValue: 4)
    static let joinsHundreds = Roles(rawValue: 8)
    static let joinsGroups = Roles(rawValue: 16)
    static let comma = Roles(rawValue: 32)
    static let of = Roles(rawValue: 64)
    static let decimal = Roles(rawValue: 128)
    static let half = Roles(rawValue: 256)
    static let lead = Roles(rawValue: 512)
    /// Unit, currency, percent: what stands beside numbers.
    static let unit = Roles(rawValue: 1024)
    static let label = Roles(rawValue: 2048)
    /// May open a pair of words that says percent.
    static let pair = Roles(rawValue: 8192)
    /// Counts by the dozen and the like.
    static let counts = Roles(rawValue: 4096)
    /// What rates are reckoned on (`por 100 habitantes`).
    static let base = Roles(rawValue: 16384)
    /// A currency by its word, sign or code.
    static let money = Roles(rawValue: 32768)
  }

  private var index = Lexicon<UInt64>([:])
  private var words: [Word] = [Word()]
  /// Signs and codes of money as bytes, for those that touch the number (`EUR3.4`, `S/1.5`).
  private(set) var signs: [[UInt8]] = []
  /// Letters that are money in one country: they touch numbers that have marks (`Q1,250.00`).
  private var letterSigns: [[UInt8]] = []
  /// Last letters of plurals.
  private(set) var plurals: Set<UInt8> = []
  /// `por ciento`: words that say percent, of which the second is a number word.
  private var pairs: Set<UInt64> = []

  init(_ vocabularies: [String: Vocabulary]) {
    var found: [UInt64: Word] = [:]
    plurals = Set((vocabularies["plural_ending"]?.values ?? [:]).keys.compactMap(\.utf8.last))
    func each(_ name: String, _ body: (String, String, UInt64) -> Void) {
      // Order does not matter: words meet in a table by their hashes, and each adds its own roles.
      for (form, value) in vocabularies[name]?.values ?? [:] where !form.utf8.contains(0x20) { body(form, value, WordHash.of(form)) }
    }
    func add(_ hash: UInt64, _ roles: Roles, _ value: Int128 = 0) {
      found[hash, default: Word()].roles.formUnion(roles)
      if value != 0 || roles.contains(.number) { found[hash, default: Word()].value = value }
    }
    each("number_word") { _, value, hash in
      if let number = Int128(value.drop { $0 == "*" }) { add(hash, value.hasPrefix("*") ? [.number, .multiplies] : .number, number) }
    }
    each("scale") { form, value, hash in
      guard vocabularies["number_word"]?.value(of: form) == nil, let number = Int128(value) else { return }
      add(hash, number < 1000 ? [.number, .multiplies, .counts] : [.number, .multiplies], number)
    }
    let joints: [(String, Roles)] = [
      ("tens", .joinsTens), ("hundreds", .joinsHundreds), ("groups", .joinsGroups), ("comma", .comma), ("of", .of),
    ]
    each("number_joint") { _, value, hash in
      for (name, role) in joints where value.split(separator: " ").contains(Substring(name)) { add(hash, role) }
    }
    for (name, role) in [("decimal_word", Roles.decimal), ("half", .half), ("number_lead", .lead), ("label", .label)] {
      each(name) { _, _, hash in add(hash, role) }
    }
    for hash in vocabularies["rate_base"]?.firsts ?? [] { add(hash, .base) }
    for name in ["sign", "letter_sign", "currency", "measure", "percent_word", "scale_sign"] {
      for hash in vocabularies[name]?.firsts ?? [] { add(hash, .unit) }
    }
    for name in ["sign", "currency"] { for hash in vocabularies[name]?.firsts ?? [] { add(hash, .money) } }
    for (form, _) in vocabularies["percent_word"]?.values ?? [:] {
      let tokens = TextUnit(form).tokens
      guard tokens.count == 2 else { continue }
      pairs.insert(NumberWords.pair(tokens[0].hash, tokens[1].hash))
      add(tokens[0].hash, .pair)
    }
    func forms(_ name: String) -> [[UInt8]] {
      (vocabularies[name]?.values.keys.map { Array($0.utf8) } ?? []).sorted { $0.lexicographicallyPrecedes($1) }
    }
    signs = forms("sign")
    letterSigns = forms("letter_sign")
    var keys: [UInt64: UInt64] = [:]
    for (hash, word) in found {
      words.append(word)
      keys[hash] = UInt64(words.count - 1)
    }
    index = Lexicon(keys)
  }

  private static func pair(_ a: UInt64, _ b: UInt64) -> UInt64 { a &* 0x9E37_79B9_7F4A_7C15 ^ b }

  /// Whether two words together say percent.
  func sayPercent(_ a: UInt64, _ b: UInt64) -> Bool { pairs.contains(NumberWords.pair(a, b)) }

  @inline(__always)
  func word(_ hash: UInt64) -> Word { words[Int(index.classes(hash))] }

  /// Whether the text that ends at a place ends with a sign or code of money.
  func endsInSign(_ bytes: [UInt8], _ end: Int) -> Bool { ends(bytes, end, signs) }

  /// The same of letters that are money in one country.
  func endsInLetter(_ bytes: [UInt8], _ end: Int) -> Bool { ends(bytes, end, letterSigns) }

  private func ends(_ bytes: [UInt8], _ end: Int, _ signs: [[UInt8]]) -> Bool {
    signs.contains { sign in
      guard sign.count <= end else { return false }
      for place in 0..<sign.count {
        let byte = bytes[end - sign.count + place]
        if (byte >= 0x41 && byte <= 0x5A ? byte | 0x20 : byte) != sign[place] { return false }
      }
      let before = end - sign.count - 1
      return before < 0 || !isLetter(bytes[before])
    }
  }
}

/// ASCII letters and whatever is no ASCII: good enough beside digits.
@inline(__always)
func isLetter(_ byte: UInt8) -> Bool { byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A || byte >= 0x80 }
