import Text

/// One numeral as it is read, token by token: see the grammar at ``NumeralParser``.
struct NumeralPhrase {
  let parser: NumeralParser
  private let begin: Int
  var state = State()
  /// The token behind what was read, and the byte.
  var next: Int
  var end: Int
  var start: Int
  var negative = false
  var run: DigitRun?
  private var onlyDigits = true
  /// What was read begins like a number and is none that we understand.
  private(set) var isRefused = false
  /// Where a joint was taken, to go back to if what follows belongs elsewhere (`dois mil e três mil`).
  private var joint: (state: State, next: Int, end: Int)?
  private var commaAt: (state: State, next: Int, end: Int)?

  enum Atom {
    case digits(NumberReading)
    case number(Int128)
    case times(Int128)
    case thousand
    case scale(Int128)
    case half
    case power(Int)
  }

  struct State {
    var atoms: [Atom] = []
    /// Of the group: nil where it is empty; what further words it takes.
    var group: Int128?
    var last: Int128 = 0
    var thousand = false
    var scale = Int128.max
    /// `miles`: may be followed by `de millones`.
    var openScale = false
    var lead = false
    /// Ends in a counting word (`docenas`): what is counted follows as it does behind a scale.
    var counted = false
  }

  init(parser: NumeralParser, at: Int) {
    self.parser = parser
    begin = at
    next = at
    start = Int(parser.tokens[at].start)
    end = start
  }

  mutating func read() {
    if parser.tokens[next].kind == .symbol, parser.isSign(next) {
      negative = parser.bytes[Int(parser.tokens[next].start)] != 0x2B
      next += 1
    }
    while next < parser.tokens.count, step() {}
    // A small group behind a comma is a number of its own (`twenty thousand, three of them`), unless it is money that follows (`oito mil, quarenta e
    // três reais`).
    if let comma = commaAt, (state.group ?? 0) < 100, state.thousand == comma.state.thousand, state.scale == comma.state.scale,
      !countsMoney(next)
    {
      back(to: comma)
    }
    if isNumberWord(next), touches(next), !state.atoms.isEmpty {
      let word = parser.words.word(parser.tokens[next].hash)
      if word.value >= 1000 { isRefused = true }
    }
  }

  private func countsMoney(_ at: Int) -> Bool {
    touches(at) && parser.words.word(parser.tokens[at].hash).roles.contains(.money)
  }

  private mutating func step() -> Bool {
    let token = parser.tokens[next]
    if token.kind == .number || token.kind == .symbol && state.atoms.isEmpty { return digits() }
    let word = parser.words.word(token.hash)
    if state.atoms.isEmpty { return first(word) }
    if token.kind == .symbol { return symbol(word) }
    guard touches(next) else { return false }
    if word.roles.contains(.number) { return take(word, at: next) }
    if word.roles.contains(.decimal) { return decimals() }
    return join(word)
  }

  /// One space between what was read and a token.
  func touches(_ at: Int) -> Bool {
    guard at < parser.tokens.count, parser.bytes[end] == 0x20 else { return false }
    // Justified text may hold two spaces.
    let start = Int(parser.tokens[at].start)
    return start == end + 1 || start == end + 2 && parser.bytes[end + 1] == 0x20
  }

  func isNumberWord(_ at: Int) -> Bool {
    guard at < parser.tokens.count, parser.tokens[at].kind == .word || parser.tokens[at].kind == .capital else { return false }
    return parser.words.word(parser.tokens[at].hash).roles.contains(.number)
  }

  private mutating func move(past at: Int) {
    next = at + 1
    end = Int(parser.tokens[at].end)
  }

  // MARK: Words

  private mutating func first(_ word: NumberWords.Word) -> Bool {
    onlyDigits = false
    let at = next
    if word.roles.contains(.lead) {
      move(past: at)
      guard touches(next), isMultiplier(next) else { return false }
      state.lead = true
      return take(parser.words.word(parser.tokens[next].hash), at: next)
    }
    if word.roles.contains(.half) { return half(at) }
    guard word.roles.contains(.number), !word.roles.contains(.multiplies), word.value < 1_000_000 else { return false }
    return take(word, at: at)
  }

  private func isMultiplier(_ at: Int) -> Bool {
    guard isNumberWord(at) else { return false }
    let word = parser.words.word(parser.tokens[at].hash)
    return word.roles.contains(.multiplies) || word.value >= 1000
  }

  /// `medio millón`, `half a million`.
  private mutating func half(_ at: Int) -> Bool {
    move(past: at)
    if touches(next), parser.words.word(parser.tokens[next].hash).roles.contains(.lead) { move(past: next) }
    guard touches(next), isMultiplier(next) else {
      next = at + 1
      return false
    }
    state.atoms.append(.half)
    state.group = 1
    state.last = -1
    return take(parser.words.word(parser.tokens[next].hash), at: next)
  }

  private mutating func take(_ word: NumberWords.Word, at: Int) -> Bool {
    let value = word.value
    let multiplies = word.roles.contains(.multiplies)
    if value >= 1_000_000 {
      guard value < state.scale, state.group != nil || state.thousand || state.lead else { return stop() }
      state.atoms.append(.scale(value))
      state.scale = value
      (state.group, state.thousand, state.openScale) = (nil, false, false)
    } else if value == 1000 {
      guard !state.thousand, state.group.map({ $0 < 1000 && $0 > 0 || state.last < 0 }) ?? (state.lead || !multiplies) else {
        return stop()
      }
      state.atoms.append(.thousand)
      (state.group, state.thousand, state.openScale) = (nil, true, multiplies)
    } else if multiplies {
      guard state.group.map({ $0 > 0 && $0 < 100 }) ?? state.lead else { return stop() }
      state.atoms.append(.times(value))
      state.group = (state.group ?? 1) * value
      state.counted = word.roles.contains(.counts)
      state.last = state.counted ? -1 : 100
    } else {
      guard takesSmall(value) else { return stop() }
      state.atoms.append(.number(value))
      state.group = (state.group ?? 0) + value
      state.last = value
    }
    move(past: at)
    return true
  }

  private func takesSmall(_ value: Int128) -> Bool {
    guard let group = state.group else { return value > 0 || state.atoms.isEmpty }
    guard state.last > 0, value > 0 else { return false }
    if state.last % 100 == 0 { return value < 100 && group % 100 == 0 }
    return state.last >= 20 && state.last % 10 == 0 && value < 10
  }

  /// A scale or thousand that cannot belong here: what a joint brought in belongs to it.
  private mutating func stop() -> Bool {
    if let joint { back(to: joint) }
    return false
  }

  private mutating func back(to place: (state: State, next: Int, end: Int)) {
    (state, next, end) = place
    joint = nil
    commaAt = nil
  }

  /// `treinta y cinco`, `mil e quinhentos`, `two hundred and five`, `dos millones y medio`, `miles de millones`.
  private mutating func join(_ word: NumberWords.Word) -> Bool {
    let at = next
    if word.roles.contains(.of) {
      guard state.openScale, isNumberWord(at + 1), follows(at), parser.words.word(parser.tokens[at + 1].hash).value >= 1_000_000 else {
        return false
      }
      move(past: at)
      return true
    }
    let isJoint = !word.roles.isDisjoint(with: [.joinsTens, .joinsHundreds, .joinsGroups])
    guard isJoint, follows(at) else { return false }
    if let half = halfBehind(at) {
      state.atoms.append(.half)
      if state.group != nil { state.last = -1 }
      move(past: half)
      return true
    }
    guard isNumberWord(at + 1) else { return false }
    let value = parser.words.word(parser.tokens[at + 1].hash)
    guard joins(word, value) else { return false }
    let place = (state, next, end)
    move(past: at)
    guard take(value, at: next) else {
      back(to: place)
      return false
    }
    joint = place
    return true
  }

  private func joins(_ word: NumberWords.Word, _ value: NumberWords.Word) -> Bool {
    guard value.value <= 1000, !value.roles.contains(.multiplies) else { return false }
    guard state.group != nil else { return word.roles.contains(.joinsGroups) && (value.value < 1000 || !state.thousand) }
    guard value.value < 1000 else { return false }
    guard takesSmall(value.value) else { return false }
    return word.roles.contains(state.last % 100 == 0 ? .joinsHundreds : .joinsTens)
  }

  private func follows(_ at: Int) -> Bool {
    guard at + 1 < parser.tokens.count else { return false }
    let end = Int(parser.tokens[at].end)
    return Int(parser.tokens[at + 1].start) == end + 1 && parser.bytes[end] == 0x20
  }

  /// The token of a half behind a joint, with the article that English puts between.
  private func halfBehind(_ at: Int) -> Int? {
    func isHalf(_ at: Int) -> Bool { at < parser.tokens.count && parser.words.word(parser.tokens[at].hash).roles.contains(.half) }
    if isHalf(at + 1) { return at + 1 }
    guard at + 2 < parser.tokens.count, parser.words.word(parser.tokens[at + 1].hash).roles.contains(.lead), follows(at + 1), isHalf(at + 2)
    else {
      return nil
    }
    return at + 2
  }

  /// `twenty-one`; `three million, four hundred thousand`.
  private mutating func symbol(_ word: NumberWords.Word) -> Bool {
    let at = next
    guard Int(parser.tokens[at].start) == end, isNumberWord(at + 1) else { return false }
    let value = parser.words.word(parser.tokens[at + 1].hash)
    let touching = parser.tokens[at + 1].start == parser.tokens[at].end
    // `twenty-one`; `8-million`.
    let isHyphen = word.roles.contains(.joinsTens) && touching && state.group != nil && (value.value >= 1000 || takesSmall(value.value))
    let isComma = word.roles.contains(.comma) && follows(at) && state.group == nil && !onlyDigits && !value.roles.contains(.multiplies)
    guard isHyphen || isComma else { return false }
    if isComma { commaAt = (state, next, end) }
    let place = (state, next, end)
    move(past: at)
    guard take(value, at: next) else {
      back(to: place)
      return false
    }
    return true
  }

  /// `tres coma catorce`, `zero point zero five`: single words are digits, a larger one is read as it is.
  private mutating func decimals() -> Bool {
    guard !onlyDigits, let whole = state.group, state.scale == .max, !state.thousand, isNumberWord(next + 1), follows(next) else {
      return false
    }
    var digits = ""
    var at = next + 1
    let first = parser.words.word(parser.tokens[at].hash)
    guard first.value < 100, !first.roles.contains(.multiplies) else { return false }
    digits = "\(first.value)"
    while follows(at) {
      let word = parser.words.word(parser.tokens[at + 1].hash)
      if isNumberWord(at + 1), word.value < 10, !word.roles.contains(.multiplies), first.value < 10 {
        digits += "\(word.value)"
        at += 1
      } else if first.value >= 20, first.value % 10 == 0, digits.utf8.count == 2, word.roles.contains(.joinsTens), follows(at + 1),
        isNumberWord(at + 2)
      {
        let unit = parser.words.word(parser.tokens[at + 2].hash)
        guard unit.value > 0, unit.value < 10 else { break }
        digits = "\(first.value + unit.value)"
        at += 2
      } else {
        break
      }
    }
    guard let value = Decimal(plain: "\(whole).\(digits)") else { return false }
    state.atoms = [.digits(.certain(value))]
    state.last = -1
    move(past: at)
    return true
  }

  // MARK: Value

  func numeral() -> Numeral? {
    guard !state.atoms.isEmpty, !isRefused else { return nil }
    let reading: NumberReading
    guard let point = value(.point), let comma = value(.comma) else { return nil }
    reading = point == comma ? .certain(point) : .open(point: point, comma: comma)
    var numeral = Numeral(start: start, end: end, tokens: begin..<next, shape: .words, reading: reading)
    if onlyDigits, state.atoms.count == 1 {
      numeral.shape = .digits
      if let run, run.isPlain, !negative, case .certain(let value) = reading {
        if run.digits == 4, value.digits >= 1600, value.digits < 2100 { numeral.shape = .year }
        if value == Decimal(1), run.digits == 1 { numeral.shape = .one }
      }
    } else if run != nil {
      numeral.shape = .digits
    } else if state.atoms.count == 1, case .number(1) = state.atoms[0] {
      numeral.shape = .article
    }
    numeral.proves = run?.proves
    numeral.provesAlone = run?.provesAlone ?? false
    numeral.endsInScale = state.group == nil || state.counted
    numeral.factor = factor()
    return numeral
  }

  /// The product of the scale words at the end, where all before them is one group.
  private func factor() -> Decimal {
    var product = Decimal(1)
    for atom in state.atoms.reversed() {
      switch atom {
      case .scale(let value): product = product.times(Decimal(value)) ?? product
      case .thousand: product = product.times(Decimal(1000)) ?? product
      case .times(let value) where state.counted: product = product.times(Decimal(value)) ?? product
      default:
        let tail = state.atoms.reversed().prefix { if case .scale = $0 { true } else if case .thousand = $0 { true } else { false } }.count
        let rest = state.atoms.dropLast(tail).contains { if case .scale = $0 { true } else if case .thousand = $0 { true } else { false } }
        return rest ? Decimal(1) : product
      }
    }
    return product
  }

  func value(_ mark: DecimalMark) -> Decimal? {
    var total = Decimal(0), thousands = Decimal(0), group: Decimal?
    var scale = Decimal(1)
    for atom in state.atoms {
      switch atom {
      case .digits(let reading): group = reading.value(mark)
      case .number(let number):
        guard let sum = (group ?? Decimal(0)).plus(Decimal(number)) else { return nil }
        group = sum
      case .times(let factor):
        guard let product = (group ?? Decimal(1)).times(Decimal(factor)) else { return nil }
        group = product
      case .power(let exponent):
        var power = Decimal(1)
        for _ in 0..<exponent {
          guard let more = power.times(Decimal(10)) else { return nil }
          power = more
        }
        group = power
      case .thousand:
        guard let product = (group ?? Decimal(1)).times(Decimal(1000)), let sum = thousands.plus(product) else { return nil }
        (thousands, group, scale) = (sum, nil, Decimal(1000))
      case .scale(let factor):
        var base = thousands
        if let group { guard let sum = base.plus(group) else { return nil }; base = sum }
        if base == Decimal(0), group == nil { base = Decimal(1) }
        guard let product = base.times(Decimal(factor)), let sum = total.plus(product) else { return nil }
        (total, thousands, group, scale) = (sum, Decimal(0), nil, Decimal(factor))
      case .half:
        let half = Decimal(5, places: 1)
        if let known = group {
          guard let sum = known.plus(half) else { return nil }
          group = sum
        } else if scale == Decimal(1) {
          group = half
        } else {
          guard let part = half.times(scale), let sum = total.plus(part) else { return nil }
          total = sum
        }
      }
    }
    // A lone run keeps its decimals as printed (`350.00`).
    if state.atoms.count == 1, let group { return negative ? group.negated : group }
    guard let sum = total.plus(thousands), let value = sum.plus(group ?? Decimal(0)) else { return nil }
    return negative ? value.negated : value
  }
}
