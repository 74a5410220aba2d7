import Model
import Testing

@testable import Assembly
@testable import Layout
@testable import Objects
@testable import Structure
@testable import Text

/// What looks like another thing than a cell or its place: bullets under heads, words on marks of colour, heads over the middles of columns.
@Suite struct CellMarkTests: TypedTables {
  /// A plan of works: in each row a bullet under two or three of six months.
  @Test func bulletsUnderHeadsAreCells() throws {
    let places = [60.0, 200, 240, 280, 320, 360, 400]
    let marks = [[1, 2], [2, 3], [4], [3, 5], [6], [1, 6]]
    let body = marks.enumerated().map { row, columns in
      ["Obra \(row)"] + (1...6).map { columns.contains($0) ? "•" : "" }
    }
    let text = "page 500 400\n" + rows([["Obra", "Ene", "Feb", "Mar", "Abr", "May", "Jun"]] + body, at: places)
    let table = try #require(found(text).first)
    #expect(table.columns == 7 && table.rows == 7)
    #expect(drawn(table)[1] == "Obra 0|•|•||||")
  }

  /// The same bullets with their texts beside them are two lists.
  @Test func bulletsBeforeTextsAreItems() {
    let items = ["vado seco", "vado hondo", "muro alto", "muro bajo", "pozo de cal"]
    let body = items.map { ["•", $0, "•", "otro " + $0] }
    #expect(found("page 500 400\n" + rows(body, at: [60, 75, 260, 275])).isEmpty)
  }

  /// Colour behind the words of each line, no wider than they are, parts no cell.
  @Test func highlightedWordsAreNoCells() throws {
    let labels = [
      ("Que el agua llegue", "a la era"), ("Que nadie cruce", "de noche"), ("Que se mida", "el caudal"), ("Que haya", "leña seca"),
    ]
    var text = "page 500 400\n" + rows([["Labor", "Días", "Estado"]], at: [60, 240, 320], from: 60)
    for (row, label) in labels.enumerated() {
      for (line, words) in [label.0, label.1].enumerated() {
        let y = 84 + 30 * Double(row) + 12 * Double(line)
        let end = words.reduce(60.0) { $0 + ($1 == " " ? 2.5 : 5) }
        text += "fill 60 \(y - 8) \(end) \(y + 3) dddddd\n60 \(y) 10 - \(words)\n"
      }
      text += "240 \(84 + 30 * row) 10 - \(12 + row)\n320 \(84 + 30 * row) 10 - bueno\n"
    }
    let table = try #require(found(text).first)
    #expect(table.rows == 5)
    #expect(drawn(table)[2] == "Que nadie cruce de noche|13|bueno")
  }

  /// Years over pairs of columns end before the last column does, under a caption.
  @Test func headsOverMiddlesLeaveNoColumnOutside() throws {
    let values = (0..<6).map { row in ["Aldea \(row)"] + (1...6).map { "\($0)\(row)7" } }
    let places = [60.0, 180, 240, 300, 360, 420, 480]
    let text =
      "page 612 400\n60 60 10 - Cuadro 4. Obras por aldea\n"
      + rows([["2019", "2020", "2021"]], at: [180, 300, 420], from: 84, right: [0, 1, 2])
      + rows([["Aldea", "Plan", "Hecho", "Plan", "Hecho", "Plan", "Hecho"]] + values, at: places, from: 100, right: [1, 2, 3, 4, 5, 6])
    let table = try #require(found(text).first)
    #expect(table.columns == 7)
    #expect(drawn(table).last == "Aldea 5|157|257|357|457|557|657")
  }

  /// A heading of a group between labels that are off their numbers stays a row.
  @Test func headingsOfGroupsBetweenLabelsOffLevelAreRows() throws {
    var text = "page 500 500\n"
    for row in 0..<8 where row != 4 {
      let y = 100 + 18 * Double(row)
      text += "60 \(y - 4) 10 - Vado \(row)\n"
      for (column, x) in [250.0, 330].enumerated() { text += "\(x) \(y) 10 - \(1 + column)\(row)7\n" }
    }
    text += "60 \(100 + 18 * 4 - 4) 10 - Ribera alta\n"
    let table = try #require(found(text).first)
    #expect(table.rows == 8)
    #expect(drawn(table)[4].hasPrefix("Ribera alta") && drawn(table)[5] == "Vado 5|157|257")
  }

  /// Heads that run upwards over columns without a rule; the stub's head stands beside their feet.
  @Test func uprightHeadsWithoutRulesAreTheHeader() throws {
    let body = (0..<5).map { ["Aldea \($0)", "1\($0)", "2\($0)", "3\($0)"] }
    var page = try #require(pages("page 500 400\n" + rows([["Aldea"]] + body, at: [60, 180, 230, 280], from: 160)).first)
    for (column, head) in ["Vados", "Muros", "Pozos"].enumerated() {
      var line = typedLine(head, x: 0, y: 0, size: 10)
      line.box = Box(x0: 182 + 50 * Double(column), y0: 135, x1: 192 + 50 * Double(column), y1: 162)
      line.angle = 270
      for index in line.words.indices { line.words[index].box = line.box }
      page.lines.append(line)
    }
    let table = try #require(tables(in: [page], settings: settings).first)
    #expect(drawn(table).first == "Aldea|Vados|Muros|Pozos")
    #expect(table.rows == 6 && table.headerRows == 1)
  }

  /// Drawn boxes that each ask a question with brackets to tick, in line over the rows.
  @Test func questionsWithBracketsToTickAreAForm() {
    var text = "page 500 400\n" + grid([50, 450], [80, 120, 160, 200, 240])
    for (row, question) in ["Tiene pozo propio", "Usa cal viva", "Vende en el valle", "Cruza el vado"].enumerated() {
      let y = 94 + 40 * Double(row)
      text += "60 \(y) 10 - \(question)\n"
      for (column, answer) in ["Sí", "No", "No sabe"].enumerated() { text += "\(80 + 100 * column) \(y + 16) 10 - ( ) \(answer)\n" }
    }
    #expect(found(text).isEmpty)
  }
}
