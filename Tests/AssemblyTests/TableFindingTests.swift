import Model
import Testing

@testable import Assembly

/// What a record says of tables that look wrong, and of tables that do not.
@Suite struct TableFindingTests {
  /// Rows of a table one under another from `y`, each cell 60 wide and 16 high; the first row is its header.
  func table(_ rows: [[String]], from y: Double = 100) -> Table {
    var table = Table(id: "t1", block: "b1", rows: rows.count, columns: rows[0].count)
    table.headerRows = 1
    table.pages = [1]
    for (row, cells) in rows.enumerated() {
      for (column, text) in cells.enumerated() {
        let box = Box(x0: 50 + 60 * Double(column), y0: y + 16 * Double(row), x1: 110 + 60 * Double(column), y1: y + 16 * Double(row + 1))
        table.cells.append(Cell(row: row, column: column, text: text, header: row == 0, page: 1, box: box))
      }
    }
    return table
  }

  func document(_ tables: [Table], _ blocks: [(type: BlockType, text: String, y: Double)] = []) -> Document {
    var out = Document(source: Source(file: "a", sha256: "", bytes: 0, mediaType: "application/pdf"))
    out.tables = tables
    for (place, block) in blocks.enumerated() {
      let span = Span(page: 1, box: Box(x0: 50, y0: block.y, x1: 250, y1: block.y + 12), start: 0, end: block.text.count)
      out.blocks.append(Block(id: "b\(place + 2)", type: block.type, text: block.text, page: 1, spans: [span]))
    }
    return out
  }

  func codes(_ document: Document) -> [String] { tableFindings(document).map(\.code) }

  let heads = ["Aldea", "2021", "2022", "2023"]
  func body(_ count: Int) -> [[String]] { (0..<count).map { ["Lugar \($0)", "1\($0)2", "2\($0)4", "3\($0)6"] } }

  @Test func aRowThatEndsBeforeItsHeaderIsTold() throws {
    let found = tableFindings(document([table([heads] + body(9) + [["Lugar 9", "192", "", ""]])]))
    #expect(found.map(\.code) == ["row-cut-short"])
    #expect(found.first?.severity == .info)
    #expect(found.first?.message.hasPrefix("A row ends 2 columns") == true)
    #expect(found.first?.box?.x1 == 170)
  }

  @Test func rowsThatLackValuesAreNotCutShort() {
    #expect(codes(document([table([heads] + body(9) + [["Lugar 9", "192", "294", ""]])])).isEmpty)
    #expect(codes(document([table([heads] + body(9) + [["Valle alto", "", "", ""]])])).isEmpty)
    #expect(codes(document([table([heads] + body(9) + [["Lugar 9", "", "", "396"]])])).isEmpty)
    #expect(codes(document([table([heads] + body(12) + [["A", "1", "", ""], ["B", "2", "", ""]])])).isEmpty)
  }

  @Test func numbersBetweenTablesAreTold() {
    let two = [table([heads] + body(3)), table([heads] + body(3), from: 300)]
    let found = tableFindings(document(two, [(.paragraph, "Lugar 8 182 284 386", 200)]))
    #expect(found.map(\.code) == ["numbers-between-tables"])
    #expect(found.first?.severity == .warning)
  }

  @Test func wordsAndCaptionsBetweenTablesAreNot() {
    let two = [table([heads] + body(3)), table([heads] + body(3), from: 300)]
    #expect(codes(document(two, [(.paragraph, "De 2021 a 2022 se gastaron 18 táleros más en grava.", 200)])).isEmpty)
    #expect(codes(document(two, [(.caption, "2021 2022 2023", 200)])).isEmpty)
    #expect(codes(document(two, [(.paragraph, "182 284 386", 400)])).isEmpty)
    #expect(codes(document([two[0]], [(.paragraph, "182 284 386", 200)])).isEmpty)
  }

  @Test func severalNumbersInACellAreToldAndOneWithSpacesIsNot() {
    #expect(codes(document([table([heads, ["Norte", "12 14 16", "2", "3"]])])) == ["numbers-in-one-cell"])
    #expect(codes(document([table([heads, ["Norte", "1 585 300", "2", "3"]])])).isEmpty)
  }

  @Test func furnitureWithinATableIsTold() {
    #expect(codes(document([table([heads] + body(3))], [(.furniture, "Valle alto", 120)])) == ["furniture-in-table"])
    #expect(codes(document([table([heads] + body(3))], [(.furniture, "Valle alto", 20)])).isEmpty)
  }
}
