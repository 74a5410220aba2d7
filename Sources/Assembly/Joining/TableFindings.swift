import Model
import Text

/// What is odd in a table, where a reader of the record should look at the page: findings that never make a document partial.
///
/// Takes the document with its values, gives findings `numbers-in-one-cell`, `running-number-missing` and `furniture-in-table`.
enum TableFindingRule {
  /// Numbers in one cell from which on it is odd. Base: a number with its error or its share below makes two.
  static let numbers = setting("numbers", 3)
  /// Rows that must count on before a hole in the count is odd.
  static let counted = setting("counted", 5)
  /// Cells told of one table at most: more say nothing new.
  static let most = setting("most", 3)
}

func tableFindings(_ document: Document) -> [Finding] {
  var out: [Finding] = []
  for table in document.tables {
    out += crammed(table)
    if let hole = holeInCount(table) { out.append(hole) }
  }
  return out + furnitureWithin(document)
}

/// Cells of nothing but numbers, several of them: rows that were not told apart.
private func crammed(_ table: Table) -> [Finding] {
  let cells = table.cells.filter { cell in
    guard !cell.header, cell.text.utf8.count <= 400 else { return false }
    let words = cell.text.split(separator: " ")
    return words.count >= TableFindingRule.numbers
      && words.allSatisfy { word in
        word.utf8.contains { $0 >= 0x30 && $0 <= 0x39 } && !word.unicodeScalars.contains { $0.properties.isAlphabetic }
          && word.utf8.count >= 2
      } && !isGrouped(words)
  }
  return cells.prefix(TableFindingRule.most).map {
    Finding("numbers-in-one-cell", .info, "A cell holds several numbers: \($0.text.prefix(60))", page: $0.page, box: $0.box)
  }
}

/// `1 585 300`: one number whose thousands are parted by spaces.
private func isGrouped(_ words: [Substring]) -> Bool {
  words.dropFirst().allSatisfy { $0.utf8.prefix { $0 >= 0x30 && $0 <= 0x39 }.count == 3 }
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
