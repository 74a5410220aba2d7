import Model
import Text

/// Which country's money a document means by `$` and `pesos`, and which decimal mark that country writes.
///
/// Evidence is counted over the whole document, each kind by what it is worth: identifiers that only one country has (CUIT, RFC, CNPJ) and its own short
/// forms of money, names of the country and its people and bodies, its states and cities (those that several countries have say nothing). The first
/// page, where publisher and address stand, counts twice. Where a document writes `US$` beside `$`, the latter is no US dollar.
/// Without evidence there is no currency; evidence that is thin or contested is flagged by whoever uses it.
struct CountryMoney: Sendable {
  private var codes: [String] = []
  private var index = Lexicon<UInt64>([:])
  /// First word → phrases that begin with it; the index's number less one.
  private var phrases: [[Phrase]] = []
  private var families: [(name: String, codes: [String: String])] = []
  private var marks: [Int: DecimalMark] = [:]

  private struct Phrase {
    var words: [UInt64]
    var country: Int
    var weight: Int
    /// Written in small letters (`mexicano`, `mdp`); names have a capital.
    var isSmall: Bool
    /// Written in capitals (`UMA`, `SAT`): `Uma` is another word.
    var isCapitals: Bool
  }

  private enum Weight {
    /// A number that only authorities of one country give: one is enough.
    static let identifier = 6
    static let name = 2
    static let place = 1
  }

  /// Reads `vocabularies/any/money.yaml` and the gazetteers of countries, states and cities.
  init(files: [DataFile]) {
    guard let tree = files.first(where: { $0.path.hasSuffix("vocabularies/any/money.yaml") })?.tree else { return }
    var found: [(form: String, country: String, weight: Int)] = []
    for (list, weight) in [("countries", Weight.name), ("identifiers", Weight.identifier)] {
      for entry in tree[list]?.entries ?? [] {
        if !codes.contains(entry.key) { codes.append(entry.key) }
        found += entry.value.texts.map { ($0, entry.key, weight) }
      }
    }
    for file in files where file.path.contains("vocabularies/") {
      let isCountry = file.path.hasSuffix("/countries.yaml")
      guard isCountry || file.path.hasSuffix("/states.yaml") || file.path.hasSuffix("/cities.yaml") else { continue }
      for entry in file.tree.entries {
        guard let text = entry.value.text else { continue }
        let code = entry.key.uppercased()
        for name in text.utf8.split(separator: UInt8(ascii: ",")) {
          found.append((String(Substring(name.drop { $0 == 0x20 })), code, isCountry ? Weight.name : Weight.place))
        }
      }
    }
    take(found)
    for (name, mark) in [("point", DecimalMark.point), ("comma", .comma)] {
      for code in tree["decimal-marks"]?[name]?.texts ?? [] { if let country = codes.firstIndex(of: code) { marks[country] = mark } }
    }
    for family in tree["families"]?.entries ?? [] {
      families.append((family.key, Dictionary(family.value.entries.map { ($0.key, $0.value.text ?? "") }) { a, _ in a }))
    }
  }

  private mutating func take(_ found: [(form: String, country: String, weight: Int)]) {
    // A name that several countries have tells none.
    var owner: [[UInt64]: Int] = [:]
    var order: [(words: [UInt64], weight: Int, isSmall: Bool, isCapitals: Bool)] = []
    let countries = Dictionary(codes.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    for (form, code, weight) in found {
      let words = TextUnit(form).tokens.map(\.hash)
      guard !words.isEmpty, let country = countries[code] else { continue }
      if let other = owner[words] {
        if other != country { owner[words] = -1 }
      } else {
        owner[words] = country
        let isCapitals = form.unicodeScalars.count > 1 && form.utf8.allSatisfy { $0 >= 0x41 && $0 <= 0x5A }
        order.append((words, weight, form.unicodeScalars.first?.properties.isLowercase == true, isCapitals))
      }
    }
    var keys: [UInt64: UInt64] = [:]
    for (words, weight, isSmall, isCapitals) in order {
      guard let country = owner[words], country >= 0 else { continue }
      let place: Int
      if let known = keys[words[0]] {
        place = Int(known) - 1
      } else {
        phrases.append([])
        place = phrases.count - 1
        keys[words[0]] = UInt64(place + 1)
      }
      phrases[place].append(Phrase(words: words, country: country, weight: weight, isSmall: isSmall, isCapitals: isCapitals))
    }
    for place in phrases.indices { phrases[place].sort { $0.words.count > $1.words.count } }
    index = Lexicon(keys)
  }

  /// What a document's texts say for each country, and whether they write `US$`.
  struct Votes: Sendable {
    var countries: [Int] = []
    var namesDollars = false
  }

  /// - isFirst: on the first page.
  func count(_ unit: TextUnit, isFirst: Bool, into votes: inout Votes) {
    if votes.countries.isEmpty { votes.countries = [Int](repeating: 0, count: codes.count) }
    var at = 0
    while at < unit.tokens.count {
      let token = unit.tokens[at]
      at += 1
      guard token.kind == .word || token.kind == .capital else { continue }
      let key = index.classes(token.hash)
      // The `US` of `US$` is money, not a country that the text is about.
      if isUSDollar(unit, at - 1) {
        votes.namesDollars = true
        continue
      }
      guard key > 0 else { continue }
      for phrase in phrases[Int(key) - 1] where matches(phrase.words, unit, at - 1) {
        guard token.kind == .capital || phrase.isSmall else { continue }
        if phrase.isCapitals, !isUpper(unit.bytes[Int(token.start) + 1]) { continue }
        votes.countries[phrase.country] += phrase.weight * (isFirst ? 2 : 1)
        at += phrase.words.count - 1
        break
      }
    }
  }

  private func matches(_ words: [UInt64], _ unit: TextUnit, _ at: Int) -> Bool {
    guard at + words.count <= unit.tokens.count else { return false }
    for place in words.indices where unit.tokens[at + place].hash != words[place] { return false }
    return true
  }

  private func isUpper(_ byte: UInt8) -> Bool { byte >= 0x41 && byte <= 0x5A }

  /// `US$`, `USD`, `U$S`.
  private func isUSDollar(_ unit: TextUnit, _ at: Int) -> Bool {
    let start = Int(unit.tokens[at].start), end = Int(unit.tokens[at].end)
    guard unit.bytes[start] == 0x55 else { return false }
    func byte(_ place: Int) -> UInt8 { place < unit.bytes.count ? unit.bytes[place] : 0 }
    if end - start == 3 { return byte(start + 1) == 0x53 && byte(start + 2) == 0x44 }
    if end - start == 2, byte(start + 1) == 0x53 { return byte(end) == 0x24 || byte(end) == 0x20 && byte(end + 1) == 0x24 }
    return end - start == 1 && byte(end) == 0x24 && byte(end + 1) == 0x53
  }

  /// Families whose signs are money only in documents of their country.
  var local: Set<String> { Set(families.filter { $0.codes["only-there"] == "true" }.map(\.name)) }

  /// Family → code, with whether it is sure.
  func currencies(_ votes: Votes, language: String) -> [String: Evidence.Money] {
    var out: [String: Evidence.Money] = [:]
    for family in families {
      if let money = currency(family.codes, votes, language) { out[family.name] = money }
    }
    return out
  }

  private func currency(_ family: [String: String], _ votes: Votes, _ language: String) -> Evidence.Money? {
    // What the language's texts mean where nothing else shows; what all texts mean.
    let habit = (family[language] ?? family["default"]).map { Evidence.Money(code: $0, isSure: family["sure"] == "true") }
    let dollars = votes.namesDollars && family["other-than-dollars"] == "true" && family[language] == nil
    let ranked = votes.countries.indices.filter { votes.countries[$0] > 0 && !(dollars && family[codes[$0]] == "USD") }
      .sorted { (votes.countries[$0], -$0) > (votes.countries[$1], -$1) }
    guard let first = ranked.first else { return dollars ? nil : habit }
    let most = votes.countries[first]
    let mainOnly = family["main-only"] == "true"
    guard let best = mainOnly ? first : ranked.first(where: { family[codes[$0]] != nil }), let code = family[codes[best]] else {
      return dollars ? nil : habit
    }
    let own = votes.countries[best]
    let second = ranked.first { $0 != best && family[codes[$0]] != nil && family[codes[$0]] != code }.map { votes.countries[$0] } ?? 0
    guard own > second else { return nil }
    let isSure = own >= enough && own >= second * 2 && own * 2 >= most
    // A country named in passing does not outweigh what the language's texts mean.
    return isSure
      ? Evidence.Money(code: code, isSure: true)
      : family[language].map { Evidence.Money(code: $0, isSure: false) } ?? Evidence.Money(code: code, isSure: false)
  }

  /// The habit of the country that a document names above all others.
  func mark(_ votes: Votes) -> DecimalMark? {
    guard let most = votes.countries.max(), most > 0 else { return nil }
    let first = votes.countries.indices.filter { votes.countries[$0] == most }
    return first.count == 1 ? marks[first[0]] : nil
  }
}

/// What one name of a country weighs: less is a city named in passing.
private let enough = 2
