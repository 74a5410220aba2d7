import Model
import Text

/// What a document's numerals say about its style: one answer a language, since a summary in English may write as the English do.
extension Recognizer {
  func numberStyles(_ units: [TextUnit], document: Document, countries: CountryMoney.Votes) -> [NumberStyle?] {
    var tables: [String: Int] = [:]
    for (index, table) in document.tables.enumerated().reversed() { tables[table.block] = index }
    var prose = [MarkVotes](repeating: MarkVotes(), count: settings.languages.count)
    var cells = prose
    for unit in units where !unit.numerals.isEmpty && unit.language < prose.count {
      let words = settings.languages[unit.language].numbers
      if let place = unit.cell {
        guard let table = tables[document.blocks[unit.block].id] else { continue }
        let cell = document.tables[table].cells[place]
        if !cell.header { unit.vote(words, isData: cell.column > 0, &cells[unit.language]) }
      } else if isProse(document.blocks[unit.block].type) {
        unit.vote(words, isData: false, &prose[unit.language])
      }
    }
    let total = style(prose: prose.reduce(MarkVotes(), +), cells: cells.reduce(MarkVotes(), +))
    let country = settings.countries.mark(countries)
    return settings.languages.indices.map { index in
      if let own = style(prose: prose[index], cells: cells[index]) { return own }
      let habit = settings.marks[settings.languages[index].code]
      if let all = total {
        // A text in a language that writes otherwise, and shows nothing itself: nobody can say.
        return habit.map { $0 == all.mark } ?? true ? NumberStyle(mark: all.mark, isWeak: true) : nil
      }
      return (habit ?? country).map { NumberStyle(mark: $0, isWeak: true) }
    }
  }

  /// Running text speaks for itself: a table may come from another hand or a program that writes otherwise, and has more numbers than all text around
  /// it. Where the text is silent, tables are asked.
  private func style(prose: MarkVotes, cells: MarkVotes) -> NumberStyle? {
    guard prose.proof != MarkVotes.Pair() || prose.hint != MarkVotes.Pair() else { return (prose + cells).style }
    guard let own = prose.style, let other = cells.style, !other.isWeak else { return prose.style }
    if own.mark == other.mark { return (prose + cells).style ?? own }
    return own.isWeak ? nil : own
  }

  /// Headings and contents are numbered, references are full of volumes and pages.
  private func isProse(_ type: BlockType) -> Bool {
    switch type {
    case .heading, .furniture, .figure, .table: false
    default: true
    }
  }
}

extension TextUnit {
  /// - isData: a cell outside the first column; a number that fills it is no numbering.
  fileprivate func vote(_ words: NumberWords, isData: Bool, _ votes: inout MarkVotes) {
    for numeral in numerals {
      if numeral.proves == nil {
        guard case .open(let point, let comma) = numeral.reading, numeral.factor == Decimal(1) else { continue }
        guard hasMoneyBefore(numeral, words) || hasMoneyBehind(numeral, words) || counts(numeral, words) else { continue }
        votes.hint.add(point.places < comma.places ? .point : .comma)
        continue
      }
      guard let mark = numeral.proves else { continue }
      if numeral.provesAlone || hasMoneyBefore(numeral, words) {
        votes.proof.add(mark)
        votes.firm.add(mark)
      } else if numeral.endsInScale || hasUnitBehind(numeral, words) && !hasLabelBefore(numeral, words) {
        votes.proof.add(mark)
      } else if isData, numeral.start == 0, numeral.end == bytes.count {
        votes.proof.add(mark)
      } else if numeral.start > 0, numbersNoSection(numeral, words), !hasLabelBefore(numeral, words) {
        votes.bare.add(mark)
      }
    }
  }

  private func hasMoneyBefore(_ numeral: Numeral, _ words: NumberWords) -> Bool {
    let start = numeral.start > 0 && bytes[numeral.start - 1] == 0x20 ? numeral.start - 1 : numeral.start
    return start > 0 && words.endsInSign(bytes, start)
  }

  /// `40.000 euros`
  private func hasMoneyBehind(_ numeral: Numeral, _ words: NumberWords) -> Bool {
    guard numeral.tokens.upperBound < tokens.count else { return false }
    let next = tokens[numeral.tokens.upperBound]
    return Int(next.start) == numeral.end + 1 && words.word(next.hash).roles.contains(.money)
  }

  private func hasUnitBehind(_ numeral: Numeral, _ words: NumberWords) -> Bool {
    guard numeral.tokens.upperBound < tokens.count else { return false }
    let next = tokens[numeral.tokens.upperBound]
    guard Int(next.start) - numeral.end <= 1 else { return false }
    // `artículo 9.2 h)`, `6.1 e) y 9.2 g).`: a letter of a list, no hours and no grams.
    if next.end - next.start == 1, Int(next.end) < bytes.count, bytes[Int(next.end)] == 0x29 { return false }
    if bytes[Int(next.start)] == 0x25 { return true }
    // `4.1 Porcentaje de …` opens a block: a title with its number.
    if numeral.start == 0, next.kind == .capital { return false }
    return words.word(next.hash).roles.contains(.unit)
  }

  /// A label stands before it, or before the numbers and letters that it goes on from (`artículos 6.1 e), 8.2 y 9.2 h`).
  private func hasLabelBefore(_ numeral: Numeral, _ words: NumberWords) -> Bool {
    var at = numeral.tokens.lowerBound - 1
    let first = max(0, at - labelReach)
    while at >= first {
      let token = tokens[at]
      if words.word(token.hash).roles.contains(.label) { return true }
      switch token.kind {
      case .number, .symbol: break
      case .word, .capital: if token.end - token.start > joiningWord { return false }
      }
      at -= 1
    }
    return false
  }

  /// What numbers a section has a whole part of one or two digits that is no zero, unless what is counted stands behind it.
  private func numbersNoSection(_ numeral: Numeral, _ words: NumberWords) -> Bool {
    let whole = bytes[numeral.start..<numeral.end].prefix { $0 != 0x2E && $0 != 0x2C }
    return whole.count > sectionDigits || whole.allSatisfy { $0 == 0x30 } || counts(numeral, words)
  }

  /// Behind it a word in small letters that ends like a plural, as what is counted does, and is no unit of measure.
  private func counts(_ numeral: Numeral, _ words: NumberWords) -> Bool {
    guard numeral.tokens.upperBound < tokens.count else { return false }
    let next = tokens[numeral.tokens.upperBound]
    guard next.kind == .word, Int(next.start) == numeral.end + 1, next.end - next.start >= leastPlural,
      words.plurals.contains(bytes[Int(next.end) - 1])
    else {
      return false
    }
    return words.word(next.hash).roles.isDisjoint(with: [.unit, .number])
  }
}

/// Tokens before a number in which a label may stand, with other numbers and letters between.
private let labelReach = 12

/// Bytes of the longest word that joins numbers of one label (`and`, `los`).
private let joiningWord = 3

/// Digits of a section's number before its first mark.
private let sectionDigits = 2

/// Letters of the shortest word that is taken for a plural noun by its ending alone.
private let leastPlural = 4
