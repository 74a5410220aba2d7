package import Model
package import Text
package import Layout

/// Cells whose whole text is a value get it typed: numbers as exact decimals, percentages, amounts with a sign, days, stand-ins for what is
/// missing.
///
/// Takes the finished tables of a document, after captions and units were attached; header cells keep their text alone. Which mark parts the
/// decimals is decided by evidence, of the table first and else of all tables of the document: `1,234.5` and `12.75` speak for the point,
/// `1.234,5` and `12,75` for the comma; three digits after a single mark say nothing. Scale words of the units are
/// not multiplied in: `unit` says them as printed. Returns what the totals of the tables have against them.
package func fillTables(_ tables: inout [Table], settings: SegmentSettings) -> [Finding] {
  let words = ValueWords(settings)
  var findings: [Finding] = []
  var all = MarkVotes()
  var votes: [MarkVotes] = []
  for table in tables {
    var own = MarkVotes()
    for cell in table.cells where !cell.header { own.add(unmarked(cell)) }
    all.point += own.point
    all.comma += own.comma
    votes.append(own)
  }
  for place in tables.indices {
    let own = votes[place]
    let comma = own.point == own.comma ? all.comma > all.point : own.comma > own.point
    fillValues(&tables[place], decimalComma: comma, words: words)
    findings += checkTotals(&tables[place], words: words)
  }
  return findings
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

  package init(_ settings: SegmentSettings) {
    for flag in ["not-available", "not-applicable", "nil-or-negligible"] {
      for word in settings.words(flag) { flags.append((folded(word), flag)) }
    }
    states = ["estimated", "preliminary", "revised"].map { flag in
      (flag, Phrases(settings.words(flag)), settings.words("mark-\(flag)").map(markerKey))
    }
    percent = Phrases(settings.words("percent"))
    totals = settings.words("totals").map { folded($0) }
  }
}

/// How many numbers speak for each decimal mark.
package struct MarkVotes {
  package var point = 0
  var comma = 0

  package mutating func add(_ text: String) {
    var last: UInt8 = 0
    var marks = 0
    var digits = 0
    var kinds: (point: Int, comma: Int) = (0, 0)
    for byte in text.utf8 {
      if byte >= 0x30 && byte <= 0x39 {
        digits += 1
      } else if byte == 0x2E || byte == 0x2C {
        if digits == 0 { return }
        if byte == 0x2E { kinds.point += 1 } else { kinds.comma += 1 }
        last = byte
        marks += 1
        digits = 0
      } else if byte == 0x2F || byte == 0x3A || (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7A {
        return  // dates, times, words
      }
    }
    guard marks > 0, digits > 0 else { return }
    let both = kinds.point > 0 && kinds.comma > 0
    if both || (marks == 1 && digits != 3) {
      if last == 0x2E { point += 1 } else { comma += 1 }
    } else if marks > 1, digits == 3 {
      if last == 0x2E { comma += 1 } else { point += 1 }
    }
  }
}

func fillValues(_ table: inout Table, decimalComma: Bool, words: ValueWords) {
  let unit = table.units.map { $0.hasPrefix("(") && $0.hasSuffix(")") ? String($0.dropFirst().dropLast()) : $0 }
  var percent = [Bool](repeating: unit?.contains("%") ?? false, count: table.columns)
  for cell in table.cells where cell.header && (cell.text.utf8.contains(0x25) || words.percent.occurs(in: folded(cell.text))) {
    for column in percent.indices where column >= cell.column && column < cell.column + max(1, cell.columnSpan) { percent[column] = true }
  }
  let dayFirst = dayStandsFirst(table)
  for place in table.cells.indices {
    let cell = table.cells[place]
    guard !cell.header, !cell.text.isEmpty, cell.text.utf8.count <= 40, isPlain(cell, notes: table.notes) else { continue }
    if var value = cellValue(unmarked(cell), decimalComma: decimalComma, dayFirst: dayFirst, words: words) {
      if value.flag == nil { value.flag = state(of: cell, notes: table.notes, words: words) }
      if value.type == "number", cell.column < percent.count, percent[cell.column] { value.type = "percent" }
      if value.type == "number", value.unit == nil, cell.column > 0 { value.unit = unit }
      table.cells[place].value = value
    }
  }
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

/// Whether the raised figures of a cell call notes of its table: others may be exponents, and `10⁶` is not a hundred and six, nor ten.
private func isPlain(_ cell: Cell, notes: [TableNote]) -> Bool {
  cell.marks.allSatisfy { mark in
    !mark.marker.unicodeScalars.allSatisfy { isDigit($0) } || notes.contains { markerKey($0.marker) == markerKey(mark.marker) }
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

/// Signs of money that may stand before or after a number.
private let moneySigns: [Unicode.Scalar] = ["$", "€", "£", "¥"]

/// nil where the text is no value.
func cellValue(_ text: String, decimalComma: Bool, dayFirst: Bool?, words: ValueWords) -> CellValue? {
  if let date = dayValue(text, dayFirst: dayFirst) { return date }
  var scalars = Array(text.unicodeScalars)
  if scalars.allSatisfy({ $0 == "-" || $0 == "–" || $0 == "—" || $0 == "−" }) {
    return CellValue(type: "missing", flag: "nil-or-negligible")
  }
  if scalars.count <= 3, scalars.allSatisfy({ $0 == "." || $0 == "…" }), scalars.count > 1 || scalars[0] == "…" {
    return CellValue(type: "missing", flag: "not-available")
  }
  if !scalars.contains(where: isDigit) {
    let word = folded(text)
    return words.flags.first { $0.word == word }.map { CellValue(type: "missing", flag: $0.flag) }
  }
  var unit: String?
  var type = "number"
  var negative = false
  func trim() {
    while let last = scalars.last, isSpace(last) { scalars.removeLast() }
    while let first = scalars.first, isSpace(first) { scalars.removeFirst() }
  }
  while scalars.last == "*", scalars.count > 1 { scalars.removeLast() }
  trim()
  if scalars.first == "(", scalars.last == ")", scalars.count > 2 {
    scalars = Array(scalars[1..<scalars.count - 1])
    negative = true
  }
  for _ in 0..<2 {
    trim()
    if let first = scalars.first, first == "-" || first == "−" || first == "–" || first == "+" {
      if first != "+" { negative.toggle() }
      scalars.removeFirst()
    }
    trim()
    if let first = scalars.first, moneySigns.contains(first) {
      (type, unit) = ("money", String(first))
      scalars.removeFirst()
    } else if let last = scalars.last, moneySigns.contains(last) {
      (type, unit) = ("money", String(last))
      scalars.removeLast()
    } else if scalars.last == "%" {
      type = "percent"
      scalars.removeLast()
    }
  }
  trim()
  guard let number = plainDecimal(scalars, decimalComma: decimalComma) else { return nil }
  let zero = number.utf8.allSatisfy { $0 == 0x30 || $0 == 0x2E }
  return CellValue(type: type, number: negative && !zero ? "-" + number : number, unit: unit)
}

private func isDigit(_ scalar: Unicode.Scalar) -> Bool { scalar.value >= 0x30 && scalar.value <= 0x39 }

/// Digits in groups of three by one or two kinds of mark, and decimals → plain decimal; nil where the marks make no number.
private func plainDecimal(_ scalars: [Unicode.Scalar], decimalComma: Bool) -> String? {
  guard let first = scalars.first, isDigit(first), let last = scalars.last, isDigit(last) else { return nil }
  var groups: [[Unicode.Scalar]] = [[]]
  var marks: [Unicode.Scalar] = []
  for scalar in scalars {
    if isDigit(scalar) {
      groups[groups.count - 1].append(scalar)
    } else {
      guard !groups[groups.count - 1].isEmpty else { return nil }
      switch scalar {
      case ".", ",", "'", "’", "´": marks.append(scalar)
      case " ", "\u{A0}", "\u{2009}", "\u{202F}": marks.append(" ")
      default: return nil
      }
      groups.append([])
    }
  }
  var decimals: [Unicode.Scalar] = []
  if let mark = marks.last, mark == "." || mark == "," {
    let others = marks.dropLast().contains { $0 != mark }
    let alone = !marks.dropLast().contains(mark)
    let isDecimal = alone && (others || groups[groups.count - 1].count != 3 || (mark == ",") == decimalComma)
    if isDecimal, let tail = groups.popLast() {
      decimals = tail
      marks.removeLast()
    }
  }
  if groups.count > 1 {
    guard groups[0].count <= 3, groups.dropFirst().allSatisfy({ $0.count == 3 }) else { return nil }
  }
  var whole = Array(groups.joined())
  while whole.count > 1, whole[0] == "0" { whole.removeFirst() }
  guard whole.count <= 18 else { return nil }
  if !decimals.isEmpty { whole += ["."] + decimals }
  return String(scalars: whole[...])
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
