import Model
import Text

/// What a text says of its own values, computed: amounts repeated in words, changes told with their percentage, weekdays.
///
/// * `mil doscientos pesos ($1,200.00)`, `350 (trescientas cincuenta)`: the words decide an open style of the figures; where the two differ, a finding
///   names both.
/// * `de 120 a 150, un aumento de 25 %`: a word of change (`change_word`) between a range and a percentage.
/// * `lunes 3 de mayo de 2021`: the weekday against the calendar.
extension Recognizer {
  func askWitnesses(_ found: inout [[Candidate]], units: [TextUnit]) -> [(unit: Int, candidate: Candidate, finding: Finding)] {
    var told: [(unit: Int, candidate: Candidate, finding: Finding)] = []
    for index in found.indices where !found[index].isEmpty {
      let unit = units[index]
      for place in found[index].indices {
        var message: String?
        switch found[index][place].type {
        case .date: message = weekday(found[index][place], unit)
        case .money, .quantity:
          if unit.numerals.count > 1 { message = words(&found[index], place, unit) }
        case .percent: message = change(found[index], place, unit)
        default: continue
        }
        if let message {
          told.append((index, found[index][place], Finding("value-mismatch", .warning, message)))
        }
      }
    }
    return told
  }

  // MARK: Figures and words

  private func words(_ candidates: inout [Candidate], _ place: Int, _ unit: TextUnit) -> String? {
    let candidate = candidates[place]
    let inside = unit.numerals.filter { $0.start >= candidate.start && $0.end <= candidate.end }
    if inside.count == 2, let words = spelled(inside[1]), inside[0].shape == .digits,
      unit.bytes[inside[0].end..<inside[1].start].contains(0x28)
    {
      return compare(&candidates[place], inside[0], words, unit)
    }
    guard place + 1 < candidates.count, inside.count == 1 else { return nil }
    let next = candidates[place + 1]
    let gap = next.start - candidate.end
    guard next.type == candidate.type, (1...2).contains(gap), unit.bytes[next.start - 1] == 0x28 else { return nil }
    guard let other = unit.numerals.first(where: { $0.start >= next.start && $0.end <= next.end }) else { return nil }
    if let words = spelled(inside[0]), other.shape == .digits { return compare(&candidates[place + 1], other, words, unit) }
    if let words = spelled(other), inside[0].shape == .digits { return compare(&candidates[place], inside[0], words, unit) }
    return nil
  }

  private func spelled(_ numeral: Numeral) -> Decimal? {
    guard numeral.shape == .words, case .certain(let value) = numeral.reading else { return nil }
    return value
  }

  private func compare(_ candidate: inout Candidate, _ figures: Numeral, _ words: Decimal, _ unit: TextUnit) -> String? {
    switch figures.reading {
    case .certain(let value):
      // Hundredths are written as `00/100` behind the words.
      return value.whole == words.whole ? nil : "The text says \(value.text) in figures and \(words.text) in words."
    case .open(let point, let comma):
      guard let right = [point, comma].first(where: { $0 == words }) else {
        return "The text says \(point.text) or \(comma.text) in figures and \(words.text) in words."
      }
      candidate.open = nil
      candidate.flags.removeAll { $0 == "weak-number-style" || $0 == "undecided-number-style" }
      switch candidate.value {
      case .quantity(_, let unit)?: candidate.value = .quantity(number: right.text, unit: unit)
      case .money(_, let currency)?: candidate.value = .money(amount: right.text, currency: currency)
      default: break
      }
      return nil
    }
  }

  // MARK: Changes

  private func change(_ candidates: [Candidate], _ place: Int, _ unit: TextUnit) -> String? {
    guard place >= 2, case .percent(let said, _)? = candidates[place].value, let percent = Decimal(plain: said) else { return nil }
    let (from, to) = (candidates[place - 2], candidates[place - 1])
    guard let words = settings.languages[unit.language].words.vocabularies["change_word"] else { return nil }
    guard let a = amount(from), let b = amount(to), a.name == b.name, a.number.digits > 0, to.start - from.end <= longestJoint,
      to.start > from.end, sameSentence(to.end, candidates[place].start, unit)
    else { return nil }
    let between = unit.tokens(from: to.end, to: candidates[place].start)
    guard between.count <= mostWords,
      let way = between.lazy.compactMap({ words.value(of: unit.text(Int($0.start), Int($0.end))) }).first,
      unit.tokens(from: from.end, to: to.start).count <= 2
    else { return nil }
    // (b − a) : a = percent : 100, within the rounding of the percentage.
    guard let difference = b.number.plus(a.number.negated)?.times(Decimal(way == "down" ? -100 : 100)),
      let stated = a.number.times(percent), let off = difference.plus(stated.negated),
      let tolerance = a.number.times(Decimal(1, places: percent.places)), !off.magnitude.isAtMost(tolerance)
    else { return nil }
    return "From \(a.number.text) to \(b.number.text) is no change of \(percent.text) percent."
  }

  private func amount(_ candidate: Candidate) -> (number: Decimal, name: String)? {
    switch candidate.value {
    case .money(let amount, let currency)?: Decimal(plain: amount).map { ($0, currency ?? "") }
    case .quantity(let number, let unit)?: Decimal(plain: number).map { ($0, unit) }
    default: nil
    }
  }

  // MARK: Weekdays

  private func weekday(_ candidate: Candidate, _ unit: TextUnit) -> String? {
    guard case .date(let edtf, _, _)? = candidate.value, edtf.utf8.count == 10, !edtf.contains("X") else { return nil }
    let first = unit.token(from: candidate.start)
    guard first < unit.tokens.count, unit.tokens[first].kind != .number,
      let said = settings.languages[unit.language].words.vocabularies["weekday"]?.value(
        of: unit.text(Int(unit.tokens[first].start), Int(unit.tokens[first].end))),
      let number = Int(said), let real = weekdayNumber(edtf), real != number
    else { return nil }
    return "\(edtf) was no such weekday as “\(unit.text(candidate.start, candidate.end))” says."
  }
}

/// Bytes between the ends of a range that a change is told of, and words between it and the percentage.
private let longestJoint = 8
private let mostWords = 6

/// 1 for Monday to 7; Zeller's congruence in Sakamoto's form.
func weekdayNumber(_ day: String) -> Int? {
  let parts = day.split(separator: "-").compactMap { Int($0) }
  guard parts.count == 3, (1...12).contains(parts[1]) else { return nil }
  let offsets = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4]
  let year = parts[1] < 3 ? parts[0] - 1 : parts[0]
  let sunday = (year + year / 4 - year / 100 + year / 400 + offsets[parts[1] - 1] + parts[2]) % 7
  return sunday == 0 ? 7 : sunday
}
