package import Model
package import Text
package import Layout

/// Cells whose whole text is a value get it typed: numbers as exact decimals, percentages, amounts with a sign, days, stand-ins for what is
/// missing.
///
/// Takes the finished tables of a document, after captions and units were attached; header cells keep their text alone. Which mark parts the decimals is
/// decided column by column (``ColumnStyles``). Scale words of the units are not multiplied in: `unit` says them as printed, `scale` what they mean.
/// - prose: what the numbers of the running text prove.
/// - language: the document's, for the habit where nothing else shows.
/// Returns the tables with their values; what their totals have against them, and which numbers stay undecided.
package func valued(
  _ tables: [Table], prose: MarkVotes, language: String, settings: SegmentSettings
) -> (tables: [Table], findings: [Finding]) {
  var tables = tables
  let words = ValueWords(settings)
  var findings: [Finding] = []
  let styles = tables.map { ColumnStyles($0, words: words) }
  let all = styles.reduce(prose) { $0 + $1.votes }
  for place in tables.indices {
    let decided = styles[place].decided(tables[place], document: all, habit: settings.decimalMarks[language], words: words)
    findings += fillValues(&tables[place], styles: decided, words: words)
    fillScales(&tables[place], words: settings.unitWords, language: language)
    findings += checkTotals(&tables[place], words: words)
  }
  return (tables, findings)
}

/// The words of all languages that cells are made of.
package struct ValueWords {
  /// Folded.
  var flags: [(word: [UInt32], flag: String)] = []
  /// What the text of a note says of the numbers that call it, and the marks that say it without a note.
  var states: [(flag: String, words: Phrases, marks: [String])] = []
  /// What says in a header that its numbers are percentages.
  var percent: Phrases
  var totals: [[UInt32]]
  /// Signs and codes of money, the longer ones first.
  var signs: [[Unicode.Scalar]]

  package init(_ settings: SegmentSettings) {
    for flag in ["not-available", "not-applicable", "nil-or-negligible"] {
      for word in settings.words(flag) { flags.append((folded(word), flag)) }
    }
    states = ["estimated", "preliminary", "revised"].map { flag in
      (flag, Phrases(settings.words(flag)), settings.words("mark-\(flag)").map(markerKey))
    }
    percent = Phrases(settings.words("percent"))
    totals = settings.words("totals").map { folded($0) }
    signs = settings.currencySigns
  }
}

func fillValues(_ table: inout Table, styles: [NumberStyle?], words: ValueWords) -> [Finding] {
  let unit = table.units.map { $0.hasPrefix("(") && $0.hasSuffix(")") ? String($0.dropFirst().dropLast()) : $0 }
  var percent = [Bool](repeating: unit?.contains("%") ?? false, count: table.columns)
  for cell in table.cells where cell.header && (saysPercent(cell.text) || words.percent.occurs(in: folded(cell.text))) {
    for column in percent.indices where column >= cell.column && column < cell.column + max(1, cell.columnSpan) { percent[column] = true }
  }
  let dayFirst = dayStandsFirst(table)
  let openShares = openShares(table)
  var undecided: [(cell: Cell, point: Decimal, comma: Decimal)] = []
  for place in table.cells.indices {
    let cell = table.cells[place]
    guard isData(cell, in: table) else { continue }
    let text = unmarked(cell)
    let style = cell.column < styles.count ? styles[cell.column] : nil
    table.cells[place].value = nil
    if var value = cellValue(text, style: style, dayFirst: dayFirst, words: words) {
      if value.flag == nil { value.flag = state(of: cell, notes: table.notes, words: words) }
      if value.type == "number", cell.column < percent.count, percent[cell.column] { value.type = "percent" }
      if value.type == "percent", !openShares[cell.column], let number = value.number, number.hasPrefix("-"), text.hasPrefix("(") {
        value.number = String(number.dropFirst())
      }
      if value.type == "number", value.unit == nil, cell.column > 0 { value.unit = unit }
      table.cells[place].value = value
    } else if style == nil, case .open(let point, let comma)? = CellNumber(text, words: words)?.run.reading {
      if !undecided.contains(where: { $0.cell.column == cell.column }) { undecided.append((cell, point, comma)) }
    }
  }
  return undecided.map { first in
    Finding(
      "number-undecided", .info,
      "Nothing shows whether “\(first.cell.text)” and numbers like it in its column mean \(first.point.text) or \(first.comma.text).",
      page: first.cell.page, box: first.cell.box)
  }
}

/// Whether a head has a percent sign that is not of a number in it (`Área (30% libre)`).
private func saysPercent(_ head: String) -> Bool {
  var before: UInt8 = 0x20
  for byte in head.utf8 {
    if byte == 0x25, !isDigit(before) { return true }
    if byte != 0x20 { before = byte }
  }
  return false
}

/// Gives numbers and amounts what the table multiplies them with, and numbers the units that say so. Years over the columns of a group have none.
private func fillScales(_ table: inout Table, words: UnitWords, language: String) {
  let scales = StatedScales(table, words: words, language: language)
  let named = Set(table.cells.lazy.filter { $0.column == 0 && !$0.text.isEmpty }.flatMap { $0.row..<$0.row + max(1, $0.rowSpan) })
  for place in table.cells.indices {
    let cell = table.cells[place]
    if cell.column > 0, !named.contains(cell.row), Int(cell.text).map(years.contains) == true {
      table.cells[place].value?.unit = nil
      continue
    }
    guard let value = cell.value, value.type == "money" || value.type == "number" && cell.column > 0, let number = value.number,
      let scale = scales.scale(of: cell, number: number)
    else { continue }
    table.cells[place].value?.scale = String(scale.factor)
    if value.unit == nil { table.cells[place].value?.unit = scale.text }
  }
}

/// By column: whether it has percentages without brackets, so that brackets are a minus there. A column that has none but such (`12 | (44%)`) sets shares
/// beside counts.
private func openShares(_ table: Table) -> [Bool] {
  var open = [Bool](repeating: false, count: table.cells.reduce(table.columns) { max($0, $1.column + 1) })
  for cell in table.cells where !cell.header && cell.text.utf8.contains(0x25) && !cell.text.hasPrefix("(") { open[cell.column] = true }
  return open
}

/// A cell that may be a value: no header, not long, and its raised figures are calls of notes.
func isData(_ cell: Cell, in table: Table) -> Bool {
  !cell.header && !cell.text.isEmpty && cell.text.utf8.count <= 40 && isPlain(cell, notes: table.notes)
}

/// The text of a cell without the marks at its end.
func unmarked(_ cell: Cell) -> String {
  guard !cell.marks.isEmpty else { return cell.text }
  var scalars = Array(cell.text.unicodeScalars)
  for mark in cell.marks.reversed() where mark.offset > 0 && mark.offset + mark.marker.unicodeScalars.count == scalars.count {
    scalars.removeLast(scalars.count - mark.offset)
    while scalars.last.map(isSpace) == true { scalars.removeLast() }
  }
  return String(scalars: scalars[...])
}

/// Whether the raised figures of a cell call notes of its table, or stand behind a number of two and more figures but ten: others may be exponents, and
/// `10⁶` is not a hundred and six, nor ten.
private func isPlain(_ cell: Cell, notes: [TableNote]) -> Bool {
  let digits = Array(unmarked(cell).unicodeScalars).filter { isDigit($0.value) }
  if digits.count >= 2, !(digits.count == 2 && digits[0] == "1" && digits[1] == "0") { return true }
  return cell.marks.allSatisfy { mark in
    !mark.marker.unicodeScalars.allSatisfy { isDigit($0.value) } || notes.contains { markerKey($0.marker) == markerKey(mark.marker) }
  }
}

/// `preliminary` and the like, by the note that a mark calls, or by what the mark is known to say.
private func state(of cell: Cell, notes: [TableNote], words: ValueWords) -> String? {
  for mark in cell.marks {
    let key = markerKey(mark.marker)
    if let note = notes.first(where: { markerKey($0.marker) == key }) {
      let text = folded(note.text)
      if let state = words.states.first(where: { $0.words.occurs(in: text) }) { return state.flag }
    } else if let state = words.states.first(where: { $0.marks.contains(key) }) {
      return state.flag
    }
  }
  return nil
}

/// nil where the text is no value, or its number can be read in two ways.
func cellValue(_ text: String, style: NumberStyle?, dayFirst: Bool?, words: ValueWords) -> CellValue? {
  if let date = dayValue(text, dayFirst: dayFirst) { return date }
  let scalars = Array(text.unicodeScalars)
  if scalars.allSatisfy({ $0 == "-" || $0 == "–" || $0 == "—" || $0 == "−" }) {
    return CellValue(type: "missing", flag: "nil-or-negligible")
  }
  if scalars.count <= 3, scalars.allSatisfy({ $0 == "." || $0 == "…" }), scalars.count > 1 || scalars[0] == "…" {
    return CellValue(type: "missing", flag: "not-available")
  }
  if !scalars.contains(where: { isDigit($0.value) }) {
    let word = folded(text)
    return words.flags.first { $0.word == word }.map { CellValue(type: "missing", flag: $0.flag) }
  }
  guard let number = CellNumber(text, words: words), let reading = number.run.reading else { return nil }
  let settled = reading.settled(style, whole: false)
  guard let decimal = settled.decimal else { return nil }
  let signed = number.isNegative && decimal.digits != 0 ? decimal.negated : decimal
  var value = CellValue(type: number.type, number: signed.text, unit: number.unit)
  if case .weak = settled { value.flags = ["weak-number-style"] }
  return value
}

// MARK: Days

/// Three numbers of `14/08/2023` or `2023-08-14`; nil for anything else.
private func dayParts(_ text: String) -> (Int, Int, Int)? {
  guard text.utf8.count >= 8, text.utf8.count <= 10 else { return nil }
  var numbers: [Int] = [0]
  var mark: UInt8 = 0
  for byte in text.utf8 {
    if byte >= 0x30 && byte <= 0x39 {
      numbers[numbers.count - 1] = numbers[numbers.count - 1] * 10 + Int(byte - 0x30)
    } else {
      guard byte == 0x2F || byte == 0x2D, mark == 0 || mark == byte else { return nil }
      mark = byte
      numbers.append(0)
    }
  }
  guard numbers.count == 3 else { return nil }
  return (numbers[0], numbers[1], numbers[2])
}

/// Whether days of the table are written before months; nil where nothing tells.
private func dayStandsFirst(_ table: Table) -> Bool? {
  for cell in table.cells where !cell.header {
    guard let (a, b, c) = dayParts(cell.text), c >= 1000 else { continue }
    if a > 12, a <= 31, b <= 12 { return true }
    if b > 12, b <= 31, a <= 12 { return false }
  }
  return nil
}

private func dayValue(_ text: String, dayFirst: Bool?) -> CellValue? {
  guard let (a, b, c) = dayParts(text) else { return nil }
  let (year, month, day): (Int, Int, Int)
  if a >= 1000 {
    (year, month, day) = (a, b, c)
  } else if let dayFirst, c >= 1000 {
    (year, month, day) = dayFirst ? (c, b, a) : (c, a, b)
  } else {
    return nil
  }
  guard year <= 2199, month >= 1, month <= 12, day >= 1, day <= 31 else { return nil }
  func two(_ n: Int) -> String { n < 10 ? "0\(n)" : "\(n)" }
  return CellValue(type: "date", edtf: "\(year)-\(two(month))-\(two(day))")
}
