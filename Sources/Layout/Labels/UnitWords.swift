package import Model
package import Text

/// What a text beside numbers says that they are in.
package enum StatedUnits: Equatable, Sendable {
  /// Names units and no scale: `pesos`, `R$ 1,00`, `%`.
  case plain
  /// The numbers are so many times larger: `Miles de pesos`, `Dollars in thousands`, `R$ mil`, `$000`.
  /// - except: folded words behind `except`: rows that have one are not in these units.
  case scaled(factor: Int64, except: [[UInt32]])
}

/// The words that units of tables are made of: scales and money of the vocabularies of numbers, and the small words of `structure.yaml`.
///
/// Reads `scales.yaml`, `scale-signs.yaml`, `currencies.yaml` and `currency-signs.yaml`. Scales are those of the document's language and of languages whose
/// words tables of all languages use and no other has (key `scales` of `structure.yaml`); `miles` is a thousand in Spanish alone.
package struct UnitWords: Sendable {
  private var scales: [String: [(factor: Int64, words: Phrases)]] = [:]
  private var signs: [String: [(factor: Int64, words: Phrases)]] = [:]
  private var everywhere: [String] = []
  private var money = Phrases([])
  private var small = Phrases([])
  private var except = Phrases([])
  /// Where units may begin within a caption (`… en miles de pesos`).
  private var joiners = Phrases([])

  package init() {}

  package init(files: [DataFile], vocabularies: [StructureWords]) {
    var names: [String] = []
    for file in files where file.path.hasPrefix("vocabularies/") {
      let entries = file.tree["entries"]?.entries ?? []
      if file.path.hasSuffix("/scales.yaml") {
        scales[languageOf(path: file.path)] = UnitWords.factors(entries)
      } else if file.path.hasSuffix("/scale-signs.yaml") {
        signs[languageOf(path: file.path)] = UnitWords.factors(entries)
      } else if file.path.hasSuffix("/currencies.yaml") || file.path.hasSuffix("/currency-signs.yaml") {
        names += entries.flatMap { $0.value.texts.flatMap { withPlural($0) } }
      }
    }
    everywhere = vocabularies.filter { $0.words("scales") == ["everywhere"] }.map(\.language)
    money = Phrases(names)
    small = Phrases(vocabularies.words("units") + vocabularies.words("units-joiner") + vocabularies.words("units-around"))
    joiners = Phrases(vocabularies.words("units-joiner"))
    except = Phrases(vocabularies.words("units-except"))
  }

  /// Powers of ten from a thousand on; dozens are no scale of a table.
  private static func factors(_ entries: [DataTree.Entry]) -> [(factor: Int64, words: Phrases)] {
    entries.compactMap { entry in
      guard let factor = Int64(entry.key), factor >= 1000 else { return nil }
      return (factor, Phrases(entry.value.texts.flatMap { withPlural($0) }.map { $0.hasSuffix(".") ? String($0.dropLast()) : $0 }))
    }
  }

  /// What the text as a whole, or what stands in its brackets, says; with the part that says it, in scalars.
  /// - isUnits: the whole is a line of units, as if it stood in brackets.
  package func stated(_ text: [UInt32], language: String, isUnits: Bool = false) -> (units: StatedUnits, part: Range<Int>)? {
    var plain: (units: StatedUnits, part: Range<Int>)?
    for part in brackets(text) {
      guard let units = read(text[part], language: language, isMarked: true, isBracketed: true) else { continue }
      if units != .plain { return (units, part) }
      plain = (units, part)
    }
    if plain == nil, let units = read(text[...], language: language, isMarked: isUnits, isBracketed: isUnits) {
      return (units, text.indices)
    }
    return plain
  }

  /// The same of a caption: its brackets, or a part behind a comma, a colon or a small word, up to its end (`Ingresos de 2023, en miles de pesos`).
  package func closing(_ text: [UInt32], language: String) -> (units: StatedUnits, part: Range<Int>)? {
    if let whole = stated(text, language: language), whole.units != .plain { return whole }
    for start in text.indices where start > 0 {
      let before = text[start - 1]
      let opens = before == 0x2C || before == 0x3A || before == 0x2E || before == 0x20 && joiners.match(text, at: start) != nil
      guard opens, let units = read(text[start...], language: language, isMarked: true), units != .plain else { continue }
      return (units, start..<text.count)
    }
    return nil
  }

  private func brackets(_ text: [UInt32]) -> [Range<Int>] {
    var found: [Range<Int>] = []
    var open: Int?
    for (place, scalar) in text.enumerated() {
      if scalar == 0x28 || scalar == 0x5B { open = place + 1 }
      if scalar == 0x29 || scalar == 0x5D, let begin = open {
        if begin < place { found.append(begin..<place) }
        open = nil
      }
    }
    return found
  }

  /// nil where a word or number stands in it that is none of units.
  /// - isMarked: set apart as units are, so that `1,000` in it is a scale and no amount.
  /// - isBracketed: a scale may stand right before what is counted (`million passengers`), which needs a small word between elsewhere.
  private func read(_ text: ArraySlice<UInt32>, language: String, isMarked: Bool, isBracketed: Bool = false) -> StatedUnits? {
    var reading = Reading()
    var at = text.startIndex
    while at < text.endIndex {
      let place = at - text.startIndex
      if except.match(text, at: place) != nil {
        reading.except = text[at...].split { !isWordScalar($0) }.map(Array.init).filter { $0.count >= leastExcepted }
        break
      }
      if let (factor, length) = scale(text, place, language) {
        guard reading.times(factor) else { return nil }
        at += length
      } else if let length = money.match(text, at: place) {
        reading.hasMoney = true
        at += length
      } else if let (factor, length) = sign(text, place, language) {
        reading.sign = reading.sign ?? factor
        at += length
      } else if isDigit(text[at]) {
        guard let end = number(text, at, &reading, isMarked: isMarked) else { return nil }
        at = end
      } else if let length = joiners.match(text, at: place) ?? small.match(text, at: place) {
        // The small word first: of `en miles` the list of units knows the whole, and the scale would be passed over.
        reading.hasSmall = true
        reading.isJoined = reading.factor > 1
        at += length
      } else if isWordScalar(text[at]) {
        guard reading.factor > 1, isBracketed || reading.isJoined, let end = counted(text, at) else { return nil }
        at = end
      } else {
        if text[at] == 0x25 { reading.hasPercent = true }
        at += 1
      }
    }
    return reading.units(isMarked: isMarked)
  }

  private func scale(_ text: ArraySlice<UInt32>, _ at: Int, _ language: String) -> (Int64, Int)? {
    longest(text, at, (everywhere.contains(language) ? everywhere : [language] + everywhere).flatMap { scales[$0] ?? [] })
  }

  private func sign(_ text: ArraySlice<UInt32>, _ at: Int, _ language: String) -> (Int64, Int)? {
    guard let found = longest(text, at, signs[language] ?? []) else { return nil }
    let after = text.startIndex + at + found.1
    // `M$`: thousands in Chile, millions elsewhere.
    return found.1 == 1 && after < text.endIndex && text[after] == 0x24 ? nil : found
  }

  private func longest(_ text: ArraySlice<UInt32>, _ at: Int, _ lists: [(factor: Int64, words: Phrases)]) -> (Int64, Int)? {
    var best: (Int64, Int)?
    for (factor, words) in lists {
      if let length = words.match(text, at: at), length > best?.1 ?? 0 { best = (factor, length) }
    }
    return best
  }

  /// Behind the last of the few words that say what is counted in thousands or millions (`miles de viviendas nuevas`), where nothing follows them.
  private func counted(_ text: ArraySlice<UInt32>, _ start: Int) -> Int? {
    let words = text[start...].split { !isWordScalar($0) }
    guard words.count <= mostCounted, !text[start...].contains(where: isDigit) else { return nil }
    return text.endIndex
  }

  /// Behind a number that units may hold: three zeros, `1,000` and the like, a year, a one (`R$ 1,00`). nil for all others.
  private func number(_ text: ArraySlice<UInt32>, _ start: Int, _ reading: inout Reading, isMarked: Bool) -> Int? {
    var end = start
    var digits: [UInt32] = []
    var groups = 0
    while end < text.endIndex {
      if isDigit(text[end]) {
        digits.append(text[end])
      } else if text[end] == 0x2C || text[end] == 0x2E, end + 1 < text.endIndex, isDigit(text[end + 1]) {
        groups += 1
      } else {
        break
      }
      end += 1
    }
    let zeros = digits.dropFirst(digits.first == 0x31 ? 1 : 0)
    guard zeros.allSatisfy({ $0 == 0x30 }) else { return digits.count == 4 && (0x31...0x32).contains(digits[0]) && groups == 0 ? end : nil }
    if digits.first == 0x31 {
      // `1`, `1,00`.
      if zeros.isEmpty || groups == 1 && zeros.count == 2 { return end }
      guard groups > 0, zeros.count == 3 * groups, isMarked || reading.hasSmall else { return nil }
    } else {
      guard digits.count == 3, groups == 0, isMarked || reading.hasMoney else { return nil }
      // `$000's`, `$000s`.
      if end < text.endIndex, text[end] == 0x27 || text[end] == 0x2019 { end += 1 }
      if end < text.endIndex, text[end] == 0x73 { end += 1 }
    }
    var factor: Int64 = 1
    for _ in 0..<min(12, zeros.count) { factor *= 10 }
    return reading.times(factor) ? end : nil
  }
}

/// Words for what is counted, at most.
private let mostCounted = 3

/// Letters of the shortest word that tells which rows are not in the units of the table.
private let leastExcepted = 5

private struct Reading {
  var factor: Int64 = 1
  var sign: Int64?
  var hasMoney = false
  var hasSmall = false
  /// A small word stands behind the scale.
  var isJoined = false
  var hasPercent = false
  var except: [[UInt32]] = []

  mutating func times(_ other: Int64) -> Bool {
    let (product, over) = factor.multipliedReportingOverflow(by: other)
    factor = product
    return !over
  }

  /// - isMarked: a small word alone (`casos`) says what numbers are in where it is set apart, and is a mere title elsewhere.
  func units(isMarked: Bool) -> StatedUnits? {
    // A short sign of a scale (`m`, `k`, `mn`) is one beside money only.
    if factor == 1, let sign, hasMoney { return .scaled(factor: sign, except: except) }
    if factor > 1 { return .scaled(factor: factor, except: except) }
    return hasMoney || hasPercent || hasSmall && isMarked ? .plain : nil
  }
}
