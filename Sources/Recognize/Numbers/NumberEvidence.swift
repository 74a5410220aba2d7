import Model
import Text

/// What a document's numerals say about its style: one answer a language, since a summary in English may write as the English do.
extension Recognizer {
  func numberStyles(_ units: [TextUnit], document: Document, countries: CountryMoney.Votes) -> [NumberStyle?] {
    var tables: [String: Int] = [:]
    for (index, table) in document.tables.enumerated().reversed() { tables[table.block] = index }
    var votes = [MarkVotes](repeating: MarkVotes(), count: settings.languages.count)
    for unit in units where !unit.numerals.isEmpty && unit.language < votes.count {
      let words = settings.languages[unit.language].numbers
      if let place = unit.cell {
        guard let table = tables[document.blocks[unit.block].id] else { continue }
        let cell = document.tables[table].cells[place]
        if !cell.header { unit.vote(words, isData: cell.column > 0, &votes[unit.language]) }
      } else if isProse(document.blocks[unit.block].type) {
        unit.vote(words, isData: false, &votes[unit.language])
      }
    }
    let total = votes.reduce(MarkVotes(), +)
    let country = settings.countries.mark(countries)
    return settings.languages.indices.map { index in
      if let own = votes[index].style { return own }
      let habit = settings.marks[settings.languages[index].code]
      if let all = total.style {
        // A text in a language that writes otherwise, and shows nothing itself: nobody can say.
        return habit.map { $0 == all.mark } ?? true ? NumberStyle(mark: all.mark, isWeak: true) : nil
      }
      return (habit ?? country).map { NumberStyle(mark: $0, isWeak: true) }
    }
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
      if numeral.provesAlone || hasMoneyBefore(numeral, words) || numeral.endsInScale
        || hasUnitBehind(numeral, words) && !hasLabelBefore(numeral, words)
      {
        votes.proof.add(mark)
      } else if isData, numeral.start == 0, numeral.end == bytes.count {
        votes.proof.add(mark)
      } else if numeral.start > 0, !hasLabelBefore(numeral, words) {
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
    return bytes[Int(next.start)] == 0x25 || words.word(next.hash).roles.contains(.unit)
  }

  private func hasLabelBefore(_ numeral: Numeral, _ words: NumberWords) -> Bool {
    var at = numeral.tokens.lowerBound - 1
    if at > 0, bytes[Int(tokens[at].start)] == 0x2E { at -= 1 }
    return at >= 0 && words.word(tokens[at].hash).roles.contains(.label)
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

/// Letters of the shortest word that is taken for a plural noun by its ending alone.
private let leastPlural = 4
