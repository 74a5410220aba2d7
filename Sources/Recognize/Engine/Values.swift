import Model
import Text

/// A match's value: the rule's templates filled with its groups, made into the type's value and checked. What does not hold is no mention.
struct Values {
  let rule: CompiledRule
  let unit: TextUnit
  let evidence: Evidence
  let words: Words
  let whole: (start: Int, end: Int)

  struct Fault: Error { var reason: String }

  /// A value, with what it rests on.
  struct Outcome {
    var value: MentionValue?
    var flags: [String] = []
    var open: (point: Decimal, comma: Decimal)?

    init(_ value: MentionValue?) { self.value = value }

    /// A number's value: none where its style is undecided.
    init(_ number: NumberValue, _ value: (String) -> MentionValue) {
      switch number {
      case .sure(let decimal): self.value = value(decimal.text)
      case .weak(let decimal):
        self.value = value(decimal.text)
        flags = ["weak-number-style"]
      case .undecided(let point, let comma):
        open = (point, comma)
        flags = ["undecided-number-style"]
      }
    }
  }

  func value(_ source: RuleSource, _ scratch: borrowing MatchScratch) -> Result<Outcome, Fault> {
    func text(_ key: String) -> String? { source.value[key].flatMap { fill($0, type: source.type, scratch) } }
    func number(_ key: String, whole: Bool) -> NumberValue? { source.value[key].flatMap { amount($0, whole: whole, scratch) } }
    switch source.type {
    case .money:
      guard var amount = number("amount", whole: true) else { return .failure(Fault(reason: "the amount cannot be read as a number")) }
      if source.value["cents"] != nil {
        // `three dollars and twenty cents`
        guard let whole = amount.decimal, let cents = number("cents", whole: true)?.decimal, cents.places == 0, cents.digits < 100,
          let sum = Decimal(cents.digits, places: 2).plus(whole)
        else { return .failure(Fault(reason: "these are no cents of an amount")) }
        amount = .sure(sum)
      }
      if let scale = unit.cellScale {
        guard let scaled = amount.times(scale) else { return .failure(Fault(reason: "the amount is too large")) }
        amount = scaled
      }
      let sign = text("currency")
      if let sign, evidence.isForeign(sign) { return .failure(Fault(reason: "the document is not of the country whose sign this is")) }
      let currency = sign.flatMap { evidence.currency($0) }
      // `um peso` where no country vouches for pesos is what something weighs.
      if currency == nil, let start = range("number", scratch)?.start, unit.numeral(at: start)?.shape == .article {
        return .failure(Fault(reason: "nothing shows that one of these is money"))
      }
      var outcome = Outcome(amount) { .money(amount: $0, currency: currency?.code) }
      if source.value["currency"] != nil, currency?.isSure != true {
        outcome.flags.append(currency == nil ? "unknown-currency" : "assumed-currency")
      }
      return .success(outcome)
    case .percent:
      guard let number = number("number", whole: false) else { return .failure(Fault(reason: "the number cannot be read")) }
      let unit = text("unit") ?? "%"
      return .success(Outcome(number) { .percent(number: $0, unit: unit) })
    case .quantity:
      // Nouns in small letters, signs of measures as printed (`°C`, `kWh`).
      let printed = text("unit") ?? ""
      let unit = words.vocabularies["measure"]?.value(of: printed) != nil ? printed : lowered(printed)
      guard let number = number("number", whole: !isMeasure(unit)) else { return .failure(Fault(reason: "the number cannot be read")) }
      return .success(Outcome(number) { .quantity(number: $0, unit: unit) })
    default: return plain(source, scratch).map { Outcome($0) }
    }
  }

  /// Whether a unit measures, so that its numbers have decimals; all others count.
  private func isMeasure(_ unit: String) -> Bool {
    words.vocabularies["measure"]?.value(of: unit) != nil || words.vocabularies["compound_unit"]?.value(of: unit) != nil
      || words.vocabularies["measure_word"]?.value(of: unit) != nil
  }

  private func plain(_ source: RuleSource, _ scratch: borrowing MatchScratch) -> Result<MentionValue?, Fault> {
    func text(_ key: String) -> String? { source.value[key].flatMap { fill($0, type: source.type, scratch) } }
    switch source.type {
    case .money, .percent, .quantity: return .success(nil)
    case .date:
      guard let edtf = text("value") else { return .failure(Fault(reason: "a part of the date has no value")) }
      // A range that names its year once may have begun in the year before (`de noviembre a febrero de 2024`).
      let draft = source.value["value"]?.sharesYear == true ? "<" + edtf : edtf
      if lacksYear(edtf) { return .success(.date(edtf: draft, start: "", end: "")) }
      guard let date = finishedDate(draft) else { return .failure(Fault(reason: "\(edtf) is no date of the calendar")) }
      return .success(date)
    case .organization:
      let name = text("name") ?? unit.text(whole.start, whole.end)
      return .success(.organization(id: text("id") ?? name, name: name, ref: text("ref")))
    case .person: return .success(.person(name: text("name") ?? unit.text(whole.start, whole.end)))
    case .place: return .success(.place(name: text("name") ?? unit.text(whole.start, whole.end), ref: text("ref")))
    case .law: return .success(.law(number: text("number"), year: text("year")))
    case .event: return .success(.event(name: text("name") ?? unit.text(whole.start, whole.end)))
    case .work: return .success(.work(title: text("title") ?? unit.text(whole.start, whole.end)))
    case .citation: return .success(.citation(key: text("key") ?? unit.text(whole.start, whole.end), pages: text("pages")))
    case .acronym:
      guard let short = text("short"), let long = text("long") else { return .failure(Fault(reason: "short or long form is missing")) }
      return .success(.acronym(short: short, long: long))
    case .url: return .success(.url(href: text("href") ?? unit.text(whole.start, whole.end)))
    case .identifier: return .success(.identifier(scheme: text("scheme") ?? "", id: text("id") ?? unit.text(whole.start, whole.end)))
    }
  }

  /// nil where a field took no part or has no value.
  private func fill(_ template: Template, type: MentionType, _ scratch: borrowing MatchScratch) -> String? {
    var out = ""
    for piece in template.pieces {
      switch piece {
      case .text(let text): out += text
      case .field(let fields):
        var found: String?
        for field in fields {
          switch field.source {
          case "context": found = yearOfContext
          case "lastyear": found = yearBeforeWriting
          case "match": found = unit.text(whole.start, whole.end)
          default: found = self.field(field, type: type, scratch)
          }
          if found != nil { break }
        }
        guard let found else { return nil }
        out += found
      }
    }
    return out
  }

  private func field(_ field: Template.Field, type: MentionType, _ scratch: borrowing MatchScratch) -> String? {
    if field.base == "order" { return ordered(field.method ?? "", suffix: String(field.name.dropFirst(5)), scratch) }
    guard let raw = group(field.name, scratch) else { return nil }
    var text = raw
    if let vocabulary = rule.groups[field.name]?.vocabulary {
      // A pattern may write the number itself under the vocabulary's name (`(?<month>0[1-9]|1[0-2])`).
      guard let value = vocabulary.value(of: raw) ?? (Int(raw) == nil && romanValue(raw) == nil ? nil : raw) else { return nil }
      text = value
    }
    guard type == .date else { return text }
    let base = field.base
    if base == "year", field.method == nil, text.utf8.count == 2, field.name != "year", let first = group("year", scratch),
      first.utf8.count == 4,
      let full = Int(first.prefix(2) + text), let begin = Int(first)
    {
      // `1999-03` crosses a century; `2021-05` is no range.
      if full < begin, begin % 100 < 90 { return nil }
      return String(full < begin ? full + 100 : full)
    }
    if base == "day" || base == "number", Int(text) == nil { text = dayWord(text) ?? text }
    if base == "year", !text.utf8.contains(where: { $0 >= 0x30 && $0 <= 0x39 }) {
      text = words.vocabularies["number_word"].flatMap { wordNumber(text, vocabulary: $0)?.text } ?? text
    }
    if field.method == "monthly" {
      // Read as a range (`2003-04`) where it can be one.
      guard let month = group("month", scratch).flatMap({ Int($0) }), let year = Int(text), month <= year % 100 else { return nil }
      return text
    }
    if field.method == "period" {
      // The period's kind is the group that its noun stands in.
      for (name, method) in [("q", "quarter"), ("c", "fourmonth"), ("s", "half"), ("b", "bimester")] where group(name, scratch) != nil {
        return dateField(base, method: method, text: text)
      }
      return nil
    }
    return dateField(base, method: field.method, text: text)
  }

  /// `primero`, `veintiuno`, `first`: a day in words.
  private func dayWord(_ text: String) -> String? {
    words.vocabularies["ordinal"]?.value(of: text) ?? words.vocabularies["number_word"].flatMap { wordNumber(text, vocabulary: $0)?.text }
  }

  /// `{order.day}`, `{order.month}` of the groups `first` and `second`: by the document's order, unless only the other one is possible.
  private func ordered(_ what: String, suffix: String, _ scratch: borrowing MatchScratch) -> String? {
    guard let a = group("first" + suffix, scratch).flatMap({ Int($0) }), let b = group("second" + suffix, scratch).flatMap({ Int($0) })
    else { return nil }
    let monthFirst = b > 12 || (evidence.monthFirst && a <= 12)
    return padded((what == "month") == monthFirst ? a : b, 2)
  }

  private func group(_ name: String, _ scratch: borrowing MatchScratch) -> String? {
    for number in rule.groups[name]?.numbers ?? [] {
      if let range = scratch.range(number), range.end > range.start { return unit.text(range.start, range.end) }
    }
    return nil
  }

  /// `{number*scale}`: the product of the groups that took part; `{a|b}` the first that did. `number` is a numeral, all others words of vocabularies.
  private func amount(_ template: Template, whole: Bool, _ scratch: borrowing MatchScratch) -> NumberValue? {
    guard case .field(let choices)? = template.pieces.first, template.pieces.count == 1 else {
      if case .text(let text)? = template.pieces.first { return Decimal(plain: text).map { .sure($0) } }
      return nil
    }
    for choice in choices {
      var point = Decimal(1), comma = Decimal(1)
      var whole = whole
      var any = false
      for (index, named) in choice.factors.enumerated() {
        guard let factor = factor(named, scratch) else {
          if index == 0 { break }
          if group(named.name, scratch) != nil { return nil }
          continue
        }
        // What is scaled (`1.204 millones`) is no count of whole things.
        if index > 0 || factor.scaled { whole = false }
        guard let a = point.times(factor.reading.value(.point)), let b = comma.times(factor.reading.value(.comma)) else { return nil }
        (point, comma) = any ? (a, b) : (factor.reading.value(.point), factor.reading.value(.comma))
        any = true
      }
      guard any else { continue }
      let reading = point == comma ? NumberReading.certain(point) : .open(point: point, comma: comma)
      if let value = ofCell(reading) { return value }
      return reading.settled(evidence.styles.indices.contains(unit.language) ? evidence.styles[unit.language] : nil, whole: whole)
    }
    return nil
  }

  /// A cell and its mention are one number: what the column decided holds, and what it left open stays so.
  private func ofCell(_ reading: NumberReading) -> NumberValue? {
    guard unit.cell != nil else { return nil }
    if let known = unit.cellNumber {
      // With the sign that brackets around it give it.
      let magnitude = known.magnitude
      if reading.value(.point).magnitude == magnitude || reading.value(.comma).magnitude == magnitude { return .sure(known) }
      return nil
    }
    guard case .open(let point, let comma) = reading else { return nil }
    let isWhole = unit.isTyped && unit.numerals.count == 1 && unit.numerals[0].start == 0 && unit.numerals[0].end == unit.bytes.count
    return isWhole ? .undecided(point: point, comma: comma) : nil
  }

  private func factor(_ named: Template.Field.Factor, _ scratch: borrowing MatchScratch) -> (reading: NumberReading, scaled: Bool)? {
    if withoutNumber(named.name) == "number", let range = range(named.name, scratch), let numeral = unit.numeral(at: range.start) {
      switch named.method {
      case "hundredth": return numeral.reading.times(Decimal(1, places: 2)).map { ($0, true) }
      case "negative": return numeral.reading.times(Decimal(-1)).map { ($0, numeral.factor != Decimal(1)) }
      case "whole":
        // A number with decimals is no count (`4.3 Métricas` is a heading).
        if case .certain(let value) = numeral.reading, value.places > 0 { return nil }
        return (numeral.reading, numeral.factor != Decimal(1))
      case "scaled": return scaled(numeral, scratch)
      // A rate or a mean of what is counted has decimals.
      case "measured": return (numeral.reading, true)
      default: return (numeral.reading, numeral.factor != Decimal(1))
      }
    }
    guard let text = group(named.name, scratch), let value = rule.groups[named.name]?.vocabulary?.value(of: text) ?? Optional(text) else {
      return nil
    }
    return Decimal(plain: value).map { (.certain($0), true) }
  }

  /// `entre 5 y 8 millones`: the first end of a range has the scale that the second (`number2`, or the sign `scale_sign`) shows, unless that makes it
  /// far larger than the second.
  private func scaled(_ numeral: Numeral, _ scratch: borrowing MatchScratch) -> (reading: NumberReading, scaled: Bool)? {
    guard numeral.factor == Decimal(1), let range = range("number2", scratch), let second = unit.numeral(at: range.start) else {
      return (numeral.reading, true)
    }
    var factor = second.factor
    var full = second.reading
    if let sign = group("scale_sign", scratch),
      let value = words.vocabularies["scale_sign"]?.value(of: sign).flatMap({ Decimal(plain: $0) })
    {
      factor = factor.times(value) ?? factor
      full = full.times(value) ?? full
    }
    guard factor != Decimal(1) else { return (numeral.reading, false) }
    guard let product = numeral.reading.times(factor), let limit = full.times(Decimal(farLarger)) else { return nil }
    let far = !product.value(.point).isAtMost(limit.value(.point)) && !product.value(.comma).isAtMost(limit.value(.comma))
    return far ? (numeral.reading, true) : (product, true)
  }

  private func range(_ name: String, _ scratch: borrowing MatchScratch) -> (start: Int, end: Int)? {
    for number in rule.groups[name]?.numbers ?? [] {
      if let range = scratch.range(number), range.end > range.start { return range }
    }
    return nil
  }
}

/// How many times the second end of a range the first may be, and still share its scale: `de 900 a 1.2 millones` does not mean 900 million.
private let farLarger: Int128 = 50

extension NumberValue {
  func times(_ factor: Decimal) -> NumberValue? {
    switch self {
    case .sure(let value): value.times(factor).map { .sure($0) }
    case .weak(let value): value.times(factor).map { .weak($0) }
    case .undecided(let point, let comma):
      if let a = point.times(factor), let b = comma.times(factor) { .undecided(point: a, comma: b) } else { nil }
    }
  }
}

extension NumberReading {
  func times(_ factor: Decimal) -> NumberReading? {
    switch self {
    case .certain(let value): value.times(factor).map { .certain($0) }
    case .open(let point, let comma):
      if let a = point.times(factor), let b = comma.times(factor) { .open(point: a, comma: b) } else { nil }
    }
  }
}

/// A group's name without the number at its end: `day2` → `day`.
func withoutNumber(_ name: String) -> String {
  let digits = name.utf8.reversed().prefix { $0 >= 0x30 && $0 <= 0x39 }.count
  return digits == 0 ? name : String(name.unicodeScalars.dropLast(digits))
}

/// Lower case with its accents: units are printed so.
func lowered(_ text: String) -> String {
  var out = String.UnicodeScalarView()
  for scalar in text.unicodeScalars {
    let value = scalar.value
    if value >= 0x41 && value <= 0x5A {
      out.append(Unicode.Scalar(value + 32) ?? scalar)
    } else if value >= 0xC0 && value <= 0xDE && value != 0xD7 {
      out.append(Unicode.Scalar(value + 32) ?? scalar)
    } else if value < 0x100 {
      out.append(scalar)
    } else {
      out.append(contentsOf: scalar.properties.lowercaseMapping.unicodeScalars)
    }
  }
  return String(out)
}
