import Model

/// A match's value: the rule's templates filled with its groups, made into the type's value and checked. What does not hold is no mention.
struct Values {
  let rule: CompiledRule
  let unit: TextUnit
  let evidence: Evidence
  let words: Words
  let whole: (start: Int, end: Int)

  struct Fault: Error { var reason: String }

  func value(_ source: RuleSource, _ scratch: borrowing MatchScratch) -> Result<MentionValue?, Fault> {
    func text(_ key: String) -> String? { source.value[key].flatMap { fill($0, type: source.type, scratch) } }
    func number(_ key: String) -> Decimal? { source.value[key].flatMap { amount($0, scratch) } }
    switch source.type {
    case .date:
      guard let edtf = text("value") else { return .failure(Fault(reason: "a part of the date has no value")) }
      // A range that names its year once may have begun in the year before (`de noviembre a febrero de 2024`).
      let draft = source.value["value"]?.sharesYear == true ? "<" + edtf : edtf
      if lacksYear(edtf) { return .success(.date(edtf: draft, start: "", end: "")) }
      guard let date = finishedDate(draft) else { return .failure(Fault(reason: "\(edtf) is no date of the calendar")) }
      return .success(date)
    case .money:
      guard let amount = number("amount") else { return .failure(Fault(reason: "the amount cannot be read as a number")) }
      let currency = text("currency").flatMap { evidence.currency($0) }
      return .success(.money(amount: amount.text, currency: currency))
    case .percent:
      guard let number = number("number") else { return .failure(Fault(reason: "the number cannot be read")) }
      return .success(.percent(number: number.text, unit: text("unit") ?? "%"))
    case .quantity:
      guard let number = number("number") else { return .failure(Fault(reason: "the number cannot be read")) }
      return .success(.quantity(number: number.text, unit: lowered(text("unit") ?? "")))
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
          case "context": found = "YYYY"
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
      guard let value = vocabulary.value(of: raw) ?? (Int(raw) == nil && roman(raw) == nil ? nil : raw) else { return nil }
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

  /// `{number*scale}`: the product of the groups that took part; `{a|b}` the first that did.
  private func amount(_ template: Template, _ scratch: borrowing MatchScratch) -> Decimal? {
    guard case .field(let choices)? = template.pieces.first, template.pieces.count == 1 else {
      if case .text(let text)? = template.pieces.first { return Decimal(plain: text) }
      return nil
    }
    for choice in choices {
      var product: Decimal?
      for (index, named) in choice.factors.enumerated() {
        guard let text = group(named.name, scratch) else {
          if index == 0 { break }
          continue
        }
        guard var factor = decimal(text, rule.groups[named.name]?.vocabulary) else { return nil }
        switch named.method {
        case "halved": factor = factor.times(Decimal(5, places: 1)) ?? factor
        case "hundredth": factor = factor.times(Decimal(1, places: 2)) ?? factor
        case "million": factor = factor.times(Decimal(1_000_000)) ?? factor
        case "half": factor = factor.plus(Decimal(5, places: 1)) ?? factor
        default: break
        }
        product = product == nil ? factor : product?.times(factor)
        if product == nil { return nil }
      }
      if let product { return group("minus", scratch) == nil ? product : product.times(Decimal(-1)) }
    }
    return nil
  }

  private func decimal(_ text: String, _ vocabulary: Vocabulary?) -> Decimal? {
    if let vocabulary { return vocabulary.value(of: text).flatMap { Decimal(plain: $0) } }
    if text.utf8.contains(where: { $0 >= 0x30 && $0 <= 0x39 }) {
      // `-` and digits only; scale words inside (`3 mil 200`) are a sum of both kinds.
      return digitNumber(Array(text.utf8), mark: evidence.mark) ?? mixed(text)
    }
    return words.vocabularies["number_word"].flatMap { wordNumber(text, vocabulary: $0, decimal: words.vocabularies["decimal_word"]) }
  }

  /// `3 mil 200`, `1 million 250 thousand`: each number times the scale word behind it, summed.
  private func mixed(_ text: String) -> Decimal? {
    guard let vocabulary = words.vocabularies["number_word"] else { return nil }
    var total = Decimal(0)
    var pending: Decimal?
    for piece in text.split(separator: " ") {
      if let number = digitNumber(Array(piece.utf8), mark: evidence.mark) {
        if let before = pending { guard let sum = total.plus(before) else { return nil }; total = sum }
        pending = number
      } else if let value = vocabulary.value(of: String(piece)).flatMap({ Decimal(plain: $0.drop { $0 == "*" }) }) {
        guard let product = (pending ?? Decimal(1)).times(value) else { return nil }
        pending = product
      }
    }
    if let before = pending { return total.plus(before) }
    return total
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
