import Model
import Text

/// Which mark parts the decimals in each column of a table, by evidence in this order:
///
/// 1. the column's own numbers that can be read one way alone; a column as a whole: numbers below a thousand without a mark beside others whose mark
///    always has three digits behind it are grouped; many numbers of five and more digits without a mark say that a mark is a decimal's;
/// 2. totals that come out under one reading only;
/// 3. the numbers of the whole table, of all tables and the running text, and at last the language's habit: these are weak, and flagged.
///
/// Where the column and the rest contradict each other nobody can say: its open numbers have no value, and a finding names both readings.
struct ColumnStyles {
  private struct Column {
    var votes = MarkVotes()
    /// Whether it has numbers that need a style.
    var open = false
    /// Whether only its look as a whole speaks for its style, …
    var byLook = false
    /// … and whether that speaks against itself: a number in groups beside a long one without.
    var torn = false
  }

  private var columns: [Column]

  /// The votes of the whole table.
  var votes: MarkVotes { columns.reduce(MarkVotes()) { $0 + $1.votes } }

  init(_ table: Table, words: ValueWords) {
    var runs = [[DigitRun]](repeating: [], count: table.columns)
    for cell in table.cells where cell.column < table.columns && isData(cell, in: table) {
      if let number = CellNumber(unmarked(cell), words: words) { runs[cell.column].append(number.run) }
    }
    columns = runs.enumerated().map { place, numbers in
      var column = Column()
      // The first column may number its rows (`4.1`).
      for run in numbers { if let mark = run.proves, place > 0 || run.provesAlone { column.votes.proof.add(mark) } }
      let points = numbers.filter { if case .open(let point, _)? = $0.reading { point.places > 0 } else { false } }.count
      let commas = numbers.filter { if case .open(_, let comma)? = $0.reading { comma.places > 0 } else { false } }.count
      column.open = points + commas > 0
      if column.votes.proof == MarkVotes.Pair(), (points > 0) != (commas > 0) {
        column.byLook = true
        let group: DecimalMark = points > 0 ? .point : .comma
        let plain = numbers.filter { $0.isPlain }
        let long = plain.filter { $0.digits >= ungrouped }.count, short = plain.filter { $0.digits <= 3 }.count
        if long > 0 {
          // `27.118`, `4.081` and `14575` (a mark left out), or a code in the last row.
          if long >= (points + commas) * 2 { column.votes.hint.add(group) } else { column.torn = true }
        } else if points + commas + short >= leastColumn {
          if short > 0 { column.votes.proof.add(group.other) } else { column.votes.hint.add(group.other) }
        }
      }
      return column
    }
  }

  func decided(_ table: Table, document: MarkVotes, habit: DecimalMark?, words: ValueWords) -> [NumberStyle?] {
    let whole = votes.style
    let proven = votes.proof.leader(2)
    let around =
      whole ?? document.style.map { NumberStyle(mark: $0.mark, isWeak: true) } ?? habit.map { NumberStyle(mark: $0, isWeak: true) }
    var styles: [NumberStyle?] = columns.map { column in
      guard let own = column.votes.style else {
        // A habit alone does not outweigh what speaks against itself.
        return column.torn && whole == nil && document.style == nil ? nil : around
      }
      if own.isWeak, let other = proven, other != own.mark { return nil }
      // Against the sure style of the rest of the document (`2.345`, `3.112`, `5.718` in an English text).
      if column.byLook, let rest = (document - column.votes).style, !rest.isWeak, rest.mark != own.mark {
        return own.isWeak && rest.mark == habit ? NumberStyle(mark: rest.mark, isWeak: true) : nil
      }
      return own
    }
    for column in styles.indices where columns[column].open && styles[column].map(\.isWeak) ?? true && column > 0 {
      if let mark = markOfTotals(table, column, words) { styles[column] = NumberStyle(mark: mark, isWeak: false) }
    }
    return styles
  }

  /// The one mark under which a total of the column comes out.
  private func markOfTotals(_ table: Table, _ column: Int, _ words: ValueWords) -> DecimalMark? {
    guard !words.totals.isEmpty, table.rows > table.headerRows + 2, table.rows * table.columns <= 200_000 else { return nil }
    func holds(_ mark: DecimalMark) -> Bool {
      var copy = table
      for place in copy.cells.indices where copy.cells[place].column == column && isData(copy.cells[place], in: table) {
        let style = NumberStyle(mark: mark, isWeak: false)
        copy.cells[place].value = cellValue(unmarked(copy.cells[place]), style: style, dayFirst: nil, words: words)
      }
      return totals(copy, column: column, words: words).contains { $0.holds }
    }
    let point = holds(.point), comma = holds(.comma)
    return point == comma ? nil : point ? .point : .comma
  }
}

/// Numbers from which on the look of a column as a whole says something.
private let leastColumn = 3

/// Digits of a number without a mark that others of its column would group; one of four may be a year.
private let ungrouped = 5
