import Model
import Text

/// What is odd in a table, where a reader of the record should look at the page: findings that never make a document partial.
///
/// Takes the document with its values, gives findings `numbers-in-one-cell`, `running-number-missing`, `row-cut-short`, `furniture-in-table` and
/// `numbers-between-tables`.
enum TableFindingRule {
  /// Numbers in one cell from which on it is odd. Base: a number with its error or its share below makes two.
  static let numbers = setting("numbers", 3)
  /// Rows that must count on before a hole in the count is odd.
  static let counted = setting("counted", 5)
  /// Cells told of one table at most: more say nothing new.
  static let most = setting("most", 3)
  /// Rows under the header from which on the usual length of a row shows.
  static let rows = setting("rows", 6)
  /// Of ten rows, how many fill every column that has a head, where a row that ends early is odd.
  static let whole = setting("whole", 9)
  /// Columns that such a row leaves blank at its end, at least. Base: one blank cell is a value that is missing.
  static let short = setting("short", 2)
  /// Numbers of a paragraph between two tables from which on it looks like their rows, and how many times its words they are at least.
  static let loose = setting("loose", 3)
  static let looseShare = setting("looseShare", 0.5)
  /// Bytes of such a paragraph, at most.
  static let looseLetters = setting("looseLetters", 400)
}

func tableFindings(_ document: Document) -> [Finding] {
  var out: [Finding] = []
  for table in document.tables {
    out += crammed(table)
    if let hole = holeInCount(table) { out.append(hole) }
    if let row = rowCutShort(table) { out.append(row) }
  }
  return out + furnitureWithin(document) + numbersBetween(document)
}

/// Cells of nothing but numbers, several of them: rows that were not told apart.
private func crammed(_ table: Table) -> [Finding] {
  let cells = table.cells.filter { cell in
    guard !cell.header, cell.text.utf8.count <= 400 else { return false }
    let words = cell.text.split(separator: " ")
    return words.count >= TableFindingRule.numbers
      && words.allSatisfy { isNumber($0) && $0.utf8.count >= 2 } && !isGrouped(words)
  }
  return cells.prefix(TableFindingRule.most).map {
    Finding("numbers-in-one-cell", .info, "A cell holds several numbers: \($0.text.prefix(60))", page: $0.page, box: $0.box)
  }
}

/// Whether a word has figures and no letters.
private func isNumber(_ word: Substring) -> Bool {
  word.utf8.contains { isDigit($0) } && !word.unicodeScalars.contains { $0.properties.isAlphabetic }
}

/// `1 585 300`: one number whose thousands are parted by spaces.
private func isGrouped(_ words: [Substring]) -> Bool {
  words.dropFirst().allSatisfy { $0.utf8.prefix { isDigit($0) }.count == 3 }
}

/// A first column that counts its rows and leaves a number out: a row that was lost, or one that the report lacks.
private func holeInCount(_ table: Table) -> Finding? {
  let column = table.cells.filter { $0.column == 0 && !$0.header && $0.rowSpan == 1 && !$0.text.isEmpty }
  let numbers = column.compactMap { cell in Int(cell.text).map { (value: $0, cell: cell) } }
  guard numbers.count >= TableFindingRule.counted, numbers.count * 10 >= column.count * 9 else { return nil }
  let steps = zip(numbers, numbers.dropFirst()).map { (step: $1.value - $0.value, cell: $1.cell) }
  let holes = steps.filter { $0.step != 1 }
  guard holes.count == 1, let hole = holes.first, hole.step > 1, hole.step <= 5 else { return nil }
  return Finding(
    "running-number-missing", .info, "The rows are counted, and \(hole.step - 1) of the numbers before this one are not there.",
    page: hole.cell.page,
    box: hole.cell.box)
}

/// One row alone that has a label and first values and then nothing, where all others go on to the last head: its rest was lost or went elsewhere.
private func rowCutShort(_ table: Table) -> Finding? {
  guard table.headerRows > 0, table.rows - table.headerRows >= TableFindingRule.rows, table.columns > TableFindingRule.short + 1 else {
    return nil
  }
  // Of each row: the last column with words, and how many cells have some.
  var last = [Int](repeating: -1, count: table.rows)
  var filled = [Int](repeating: 0, count: table.rows)
  for cell in table.cells where !cell.text.isEmpty {
    for row in cell.row..<min(table.rows, cell.row + cell.rowSpan) {
      last[row] = max(last[row], cell.column + cell.columnSpan - 1)
      filled[row] += cell.columnSpan
    }
  }
  let body = table.headerRows..<table.rows
  let width = table.columns - 1
  guard last[..<table.headerRows].max() == width,
    body.count(where: { filled[$0] == table.columns }) * 10 >= body.count * TableFindingRule.whole
  else { return nil }
  let short = body.filter { filled[$0] >= 2 && filled[$0] == last[$0] + 1 && width - last[$0] >= TableFindingRule.short }
  guard short.count == 1, let row = short.first, let cell = table.cells.first(where: { $0.row == row && $0.column == last[row] }) else {
    return nil
  }
  return Finding(
    "row-cut-short", .info, "A row ends \(width - last[row]) columns before its header, and no other does.", page: cell.page, box: cell.box)
}

/// Paragraphs of numbers between two tables of one page: rows that no table took.
private func numbersBetween(_ document: Document) -> [Finding] {
  var boxes: [Int: [Box]] = [:]
  for table in document.tables {
    var own: [Int: Box] = [:]
    for cell in table.cells { own[cell.page] = own[cell.page].map { $0.union(cell.box) } ?? cell.box }
    for page in table.pages { if let box = own[page] { boxes[page, default: []].append(box) } }
  }
  var out: [Finding] = []
  for block in document.blocks where block.type == .paragraph || block.type == .listItem || block.type == .heading {
    guard let tables = boxes[block.page], tables.count >= 2, let box = block.spans.first?.box, holdsNumbers(block.text),
      tables.contains(where: { $0.y1 <= box.midY && $0.overlapX(box) > 0 }),
      tables.contains(where: { $0.y0 >= box.midY && $0.overlapX(box) > 0 })
    else { continue }
    out.append(
      Finding(
        "numbers-between-tables", .warning, "Numbers between two tables stand in neither: \(block.text.prefix(60))", page: block.page,
        box: box))
    if out.count >= TableFindingRule.most { break }
  }
  return out
}

/// Whether a text has several words with figures, and few others.
private func holdsNumbers(_ text: String) -> Bool {
  guard text.utf8.count <= TableFindingRule.looseLetters else { return false }
  let words = text.split(separator: " ")
  let numbers = words.count(where: isNumber)
  return numbers >= TableFindingRule.loose && Double(numbers) >= TableFindingRule.looseShare * Double(words.count)
}

/// Furniture that stands between the cells of a table.
private func furnitureWithin(_ document: Document) -> [Finding] {
  var out: [Finding] = []
  let furniture = document.blocks.filter { $0.type == .furniture }
  guard !furniture.isEmpty else { return [] }
  for table in document.tables {
    var boxes: [Int: Box] = [:]
    for cell in table.cells { boxes[cell.page] = boxes[cell.page].map { $0.union(cell.box) } ?? cell.box }
    for block in furniture {
      guard let box = boxes[block.page], let own = block.spans.first?.box, box.containsPoint(x: own.midX, y: own.midY) else { continue }
      out.append(
        Finding(
          "furniture-in-table", .info, "A line within a table was left out as furniture: \(block.text.prefix(60))", page: block.page,
          box: own))
      if out.count >= 20 { return out }
    }
  }
  return out
}
