import Model
import Text

/// Numbers whose noun the text leaves out (`640 unidades (120 técnicas, …)`, `de estas, 3,072 cerraron`): each gets the noun of the number that
/// it is a part of, or is dropped. Which one, in this order: the noun that a following `de las 270 obras` names; the number before that a whole row of
/// numbers sums up to; the nearest number before that is not smaller; the nearest before. Amounts of money pass on their currency in the same way.
extension Recognizer {
  func settleQuantities(_ found: inout [[Candidate]], units: [TextUnit], document: Document, evidence: Evidence) {
    var tables: [String: Int] = [:]
    for (index, table) in document.tables.enumerated().reversed() { tables[table.block] = index }
    // The cells of heads, by table: asked for each number of the table.
    var heads: [Int: [Int]] = [:]
    for index in found.indices {
      let unit = units[index]
      guard found[index].contains(where: { $0.type == .quantity || $0.type == .money }) else { continue }
      if unit.cell != nil, let table = tables[document.blocks[unit.block].id] {
        let cells = document.tables[table].cells
        let own = heads[table] ?? cells.indices.reversed().filter { cells[$0].header || cells[$0].row == 0 }
        heads[table] = own
        readHead(&found[index], unit, cells: cells, heads: own, evidence: evidence)
      }
      inherit(&found[index], unit)
      found[index].removeAll { $0.needs.contains("noun") || $0.needs.contains("veto") }
    }
  }

  private func inherit(_ candidates: inout [Candidate], _ unit: TextUnit) {
    let words = settings.languages[unit.language].words
    var counts = candidates.indices.filter { candidates[$0].type == .quantity || candidates[$0].type == .money }.map {
      Count(candidates[$0], at: $0)
    }
    counts.removeAll { $0.number == nil || candidates[$0.at].needs.contains("veto") }
    bareAdjectives(&counts, &candidates, unit, words)
    guard counts.contains(where: \.bare) else { return }
    for place in counts.indices where counts[place].bare {
      if let noun = noun(before: counts[place], unit, words) {
        settle(&counts[place], name: noun, money: false, &candidates)
      } else if let source = followed(place, counts, unit, words) ?? summed(place, counts) ?? before(place, counts, unit, words),
        !counts[source].money
          || sameSentence(counts[source].end, counts[place].start, unit) && readsAsMoney(candidates[counts[place].at], unit)
      {
        settle(&counts[place], name: counts[source].name, money: counts[source].money, &candidates)
        counts[place].source = source
      }
    }
  }

  /// Whether a number may be an amount by its own look: not a small one in plain digits, which is more often a label (`los días 1 y 2`).
  private func readsAsMoney(_ candidate: Candidate, _ unit: TextUnit) -> Bool {
    guard let numeral = unit.numeral(at: candidate.start) else { return false }
    return numeral.endsInScale || numeral.proves != nil || numeral.end - numeral.start > smallNumber
  }

  private func settle(_ count: inout Count, name: String, money: Bool, _ candidates: inout [Candidate]) {
    count.name = name
    count.money = money
    count.bare = false
    count.inherited = true
    let number = count.number?.text ?? ""
    candidates[count.at].type = money ? .money : .quantity
    candidates[count.at].value = money ? .money(amount: number, currency: name.isEmpty ? nil : name) : .quantity(number: number, unit: name)
    candidates[count.at].needs = []
  }

  /// `640 unidades (120 técnicas, 310 médicas y 210 rurales)`: what stands behind parts that sum up to the whole are adjectives of its noun, where
  /// they look like adjectives (`adjective-ending` of the language's words); the span is the number then.
  private func bareAdjectives(_ counts: inout [Count], _ candidates: inout [Candidate], _ unit: TextUnit, _ words: Words) {
    // Two parts and their whole.
    guard counts.count > 2, let endings = words.vocabularies["adjective_ending"]?.values else { return }
    func adjective(_ count: Count) -> Bool {
      let name: String = folded(count.name)
      for (ending, _) in endings where name.hasSuffix(ending) { return true }
      return false
    }
    for place in counts.indices
    where !counts[place].bare && !counts[place].money && adjective(counts[place]) && summed(place, counts) != nil {
      let at = counts[place].at
      guard let end = unit.numeral(at: candidates[at].start)?.end else { continue }
      candidates[at].end = end
      candidates[at].needs = ["noun"]
      counts[place].end = end
      counts[place].bare = true
    }
  }

  /// `las cuentas de ahorro —38.6 millones—`: a number set between dashes counts the plural noun before them that has an article.
  private func noun(before count: Count, _ unit: TextUnit, _ words: Words) -> String? {
    guard let determiners = words.vocabularies["plural_determiner"], let plurals = words.vocabularies["plural_ending"] else { return nil }
    var at = unit.token(from: count.start) - 1
    guard at >= 0, isDash(unit, at) || at >= 2 && isDash(unit, at - 2) && unit.tokens[at - 1].kind == .number else { return nil }
    if !isDash(unit, at) { at -= 2 }
    for step in 1...10 {
      let here = at - step
      guard here >= 1 else { return nil }
      let token = unit.tokens[here]
      if token.kind == .symbol,
        unit.bytes[Int(token.start)] == 0x2C || unit.bytes[Int(token.start)] == 0x3B || unit.bytes[Int(token.start)] == 0x2E
      {
        return nil
      }
      guard token.kind == .word, plurals.value(of: unit.text(Int(token.end) - 1, Int(token.end))) != nil else { continue }
      let word = unit.text(Int(token.start), Int(token.end))
      let before = unit.tokens[here - 1]
      if determiners.value(of: unit.text(Int(before.start), Int(before.end))) != nil, determiners.value(of: word) == nil {
        return lowered(word)
      }
    }
    return nil
  }

  private func isDash(_ unit: TextUnit, _ token: Int) -> Bool {
    let text = unit.tokens[token]
    return text.kind == .symbol && text.end - text.start == 3 && unit.bytes[Int(text.start)] == 0xE2
      && unit.bytes[Int(text.start) + 1] == 0x80
      && (unit.bytes[Int(text.start) + 2] == 0x94 || unit.bytes[Int(text.start) + 2] == 0x93)
  }

  /// `146 de las 270 obras`: only one or two short words between, the first of which makes it a part.
  private func followed(_ place: Int, _ counts: [Count], _ unit: TextUnit, _ words: Words) -> Int? {
    guard place + 1 < counts.count, !counts[place + 1].bare, !counts[place + 1].money else { return nil }
    let start = counts[place].end, end = counts[place + 1].start
    guard end > start, end - start <= 10 else { return nil }
    let between = unit.tokens(from: start, to: end)
    guard let first = between.first, between.count <= 2, between.allSatisfy({ $0.kind == .word }) else { return nil }
    return words.vocabularies["partitive"]?.value(of: unit.text(Int(first.start), Int(first.end))) != nil ? place + 1 : nil
  }

  /// A row of numbers, this one among them, that adds up to a number before the row.
  private func summed(_ place: Int, _ counts: [Count]) -> Int? {
    for first in stride(from: place, through: max(0, place - 7), by: -1) {
      var sum = Decimal(0)
      for last in first..<min(counts.count, first + 9) {
        guard !counts[last].money, let number = counts[last].number, let next = sum.plus(number) else { break }
        sum = next
        guard last > first, last >= place else { continue }
        if let whole = counts[max(0, first - farthest)..<first].lastIndex(where: { !$0.bare && !$0.money && $0.number == sum }) {
          return whole
        }
      }
    }
    return nil
  }

  /// The nearest number before that this one can be a part of; a row of parts keeps the noun of its first.
  private func before(_ place: Int, _ counts: [Count], _ unit: TextUnit, _ words: Words) -> Int? {
    guard let number = counts[place].number, !isLabel(counts[place], unit), !isAnswer(place, counts, unit) else { return nil }
    if place > 0, counts[place - 1].inherited, let source = counts[place - 1].source,
      sameSentence(counts[place - 1].end, counts[place].start, unit),
      counts[source].number.map({ number.isAtMost($0) }) == true
    {
      return source
    }
    let earlier = counts[max(0, place - farthest)..<place]
    let source =
      earlier.lastIndex { !$0.bare && !$0.inherited && $0.number.map { number.isAtMost($0) } == true } ?? earlier.lastIndex { !$0.bare }
    return source.flatMap { mayPass(counts[$0], to: counts[place], unit, words) ? $0 : nil }
  }

  /// Whether a number may count what the one before counts: in figures it goes on counting no things that are called by their numbers (`los dos
  /// últimos párrafos; 23; 24`), and a small one counts nothing that another sentence named.
  private func mayPass(_ source: Count, to count: Count, _ unit: TextUnit, _ words: Words) -> Bool {
    guard let numeral = unit.numeral(at: count.start), numeral.shape != .words else { return true }
    if words.vocabularies["label"]?.value(of: source.name) != nil { return false }
    return numeral.end - numeral.start > smallNumber || sameSentence(source.end, count.start, unit)
  }

  /// Whether a number is one of a note, a source or an hour rather than a count: a small one alone in brackets behind a word (`en cada etapa (4)`; behind
  /// a name it is that name's part: `Sonora (12)`), and one that begins with a needless zero (`08.30`).
  private func isLabel(_ count: Count, _ unit: TextUnit) -> Bool {
    let bytes = unit.bytes
    let (start, end) = (count.start, count.end)
    if end - start > 1, bytes[start] == 0x30, isDigit(bytes[start + 1]) { return true }
    guard end - start <= smallNumber, start > 0, end < bytes.count, bytes[start - 1] == 0x28, bytes[end] == 0x29 else { return false }
    var last = start - 1
    while last > 0, bytes[last - 1] == 0x20 { last -= 1 }
    var first = last
    while first > 0, bytes[first - 1] != 0x20 { first -= 1 }
    return unit.text(first, last).unicodeScalars.first?.properties.isUppercase != true
  }

  /// Whether a number is all that stands behind a colon (`De 60 a 90 socios: 4.`): what is counted is named before it, and seldom the last thing there. Parts
  /// of a whole are several.
  private func isAnswer(_ place: Int, _ counts: [Count], _ unit: TextUnit) -> Bool {
    let start = counts[place].start
    guard start > 1, unit.bytes[start - 1] == 0x20, unit.bytes[start - 2] == 0x3A else { return false }
    return place + 1 == counts.count || !sameSentence(counts[place].end, counts[place + 1].start, unit)
  }

  func sameSentence(_ start: Int, _ end: Int, _ unit: TextUnit) -> Bool {
    guard start <= end else { return false }
    var at = start
    while at < end {
      if unit.bytes[at] == 0x3B || unit.bytes[at] == 0x2E && at + 1 < unit.bytes.count && unit.bytes[at + 1] == 0x20 { return false }
      at += 1
    }
    return true
  }

  /// A cell that is a bare number, under a head that gives its currency in brackets: `Monto (USD)`, `(millones de pesos)`.
  private func readHead(_ candidates: inout [Candidate], _ unit: TextUnit, cells: [Cell], heads: [Int], evidence: Evidence) {
    guard let place = unit.cell,
      let at = candidates.firstIndex(where: { $0.needs.contains("noun") && $0.start == 0 && $0.end == unit.bytes.count }),
      case .quantity(let text, _) = candidates[at].value, let number = Decimal(plain: text)
    else { return }
    let (row, column) = (cells[place].row, cells[place].column)
    func isAbove(_ cell: Cell) -> Bool { cell.row < row && cell.column <= column && column < cell.column + cell.columnSpan }
    for head in heads where isAbove(cells[head]) {
      guard let money = currency(inHead: cells[head].text, settings.languages[unit.language].words, evidence),
        let amount = number.times(unit.cellScale ?? money.scale)
      else { continue }
      candidates[at].type = .money
      candidates[at].value = .money(amount: amount.text, currency: money.code)
      candidates[at].needs = []
      return
    }
  }

  /// `2021 $000`, `(R$ 000)`, `£’000`: three zeros behind a sign of money mean thousands.
  private func thousands(inHead head: String, _ words: Words, _ evidence: Evidence) -> (scale: Decimal, code: String)? {
    let bytes = Array(head.utf8)
    guard bytes.count > 3,
      let zeros = bytes.indices.dropLast(2).last(where: { $0 > 0 && bytes[$0..<$0 + 3].elementsEqual([0x30, 0x30, 0x30]) })
    else { return nil }
    guard zeros + 3 == bytes.count || !isDigit(bytes[zeros + 3]) else { return nil }
    var end = zeros
    if end >= 3, bytes[end - 3..<end].elementsEqual([0xE2, 0x80, 0x99]) { end -= 3 } else if bytes[end - 1] == 0x27 { end -= 1 }
    while end > 0, bytes[end - 1] == 0x20 { end -= 1 }
    var start = end
    while start > 0, bytes[start - 1] != 0x20, bytes[start - 1] != 0x28 { start -= 1 }
    guard start < end, let code = words.vocabularies["sign"]?.value(of: String(decoding: bytes[start..<end], as: UTF8.self)) else {
      return nil
    }
    return evidence.currency(code).map { (Decimal(1000), $0.code) }
  }

  /// What stands in a head's last brackets: scale word, then currency.
  private func currency(inHead head: String, _ words: Words, _ evidence: Evidence) -> (scale: Decimal, code: String)? {
    if let thousands = thousands(inHead: head, words, evidence) { return thousands }
    // Most heads have none: their bytes tell it at once.
    guard head.utf8.contains(UInt8(ascii: "(")), let open = head.lastIndex(of: "("), let close = head.lastIndex(of: ")"), open < close
    else { return nil }
    var pieces = head[head.index(after: open)..<close].split(separator: " ").map(String.init)
    var scale = Decimal(1)
    for count in [2, 1] where pieces.count > count {
      if let value = words.vocabularies["scale"]?.value(of: pieces.prefix(count).joined(separator: " ")).flatMap({ Decimal(plain: $0) }) {
        scale = value
        pieces.removeFirst(count)
        break
      }
    }
    for skip in 0...min(2, max(0, pieces.count - 1)) {
      let name = pieces.dropFirst(skip).joined(separator: " ")
      if let code = words.vocabularies["currency"]?.value(of: name) ?? words.vocabularies["sign"]?.value(of: name) {
        return evidence.currency(code).map { (scale, $0.code) }
      }
    }
    return nil
  }
}

/// Digits of a number that is more often a label than an amount of its own.
private let smallNumber = 2

/// How many numbers back a whole or a noun is looked for.
private let farthest = 40

/// A number of the text, as far as inheritance is concerned.
private struct Count {
  var at: Int
  var start: Int
  var end: Int
  var number: Decimal?
  /// Unit or currency.
  var name: String
  var money: Bool
  var bare: Bool
  var inherited = false
  /// Place among the counts of the number whose noun it took.
  var source: Int?

  init(_ candidate: Candidate, at: Int) {
    self.at = at
    start = candidate.start
    end = candidate.end
    bare = candidate.needs.contains("noun")
    switch candidate.value {
    case .quantity(let value, let unit):
      number = Decimal(plain: value)
      name = unit
      money = false
    case .money(let value, let currency):
      number = Decimal(plain: value)
      name = currency ?? ""
      money = true
    default:
      number = nil
      name = ""
      money = false
    }
  }
}
