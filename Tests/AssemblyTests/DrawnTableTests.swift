import Model
import Testing

@testable import Assembly
@testable import Layout
@testable import Objects
@testable import Structure
@testable import Text

/// What drawn boxes, rules and shading say of cells, and what stands beside them or looks like a table and is none.
@Suite struct DrawnTableTests: TypedTables {
  /// A box holds a value and a second one in brackets; its row is one, and so is the head of two lines in each box, over one column or two.
  @Test func aDrawnBoxIsOneCell() throws {
    let xs = [50.0, 130, 200, 270, 340]
    var text = "page 400 400\n" + "rule 50 80 340 80\nrule 50 110 340 110\n" + xs.map { "rule \($0) 110 \($0) 200\n" }.joined()
    text += [50.0, 130, 270, 340].map { "rule \($0) 80 \($0) 110\n" }.joined()
    text += [130.0, 160, 200].map { "rule 50 \($0) 340 \($0)\n" }.joined()
    text += "60 92 10 - Presa\n140 92 10 - Muro\n280 92 10 - Paso\n150 104 10 - (en metros)\n280 104 10 - (en pies)\n"
    text += rows([["", "alto", "ancho", ""]], at: [60, 140, 210, 280], from: 123)
    text += rows([["Vado", "1.72", "2.01", "0.29"]], at: [60, 140, 210, 280], from: 142) + "140 154 10 - [1.87]\n"
    text += rows([["Molino", "2.47", "2.83", "0.36"], ["viejo", "[2.65]", "", ""]], at: [60, 140, 210, 280], from: 172, step: 12)
    let table = try #require(found(text).first)
    #expect(
      drawn(table) == [
        "Presa|Muro (en metros)|Paso (en pies)", "|alto|ancho", "Vado|1.72 [1.87]|2.01|0.29", "Molino viejo|2.47 [2.65]|2.83|0.36",
      ])
  }

  /// Every second row is shaded, each cell in three pieces: the paddings are no columns, and the rows between are not one cell.
  @Test func paddingsOfShadedCellsAreNoColumns() throws {
    let xs = [50.0, 120, 200, 270]
    var text = "page 400 400\n"
    for y in [80.0, 104, 128] {
      for (left, right) in zip(xs, xs.dropFirst()) {
        text += "fill \(left) \(y) \(left + 5.4) \(y + 12)\nfill \(left + 5.4) \(y) \(right - 5.4) \(y + 12)\n"
        text += "fill \(right - 5.4) \(y) \(right) \(y + 12)\n"
      }
    }
    text += (0...6).map { "rule 50 \(80 + 12 * $0) 270 \(80 + 12 * $0)\n" }.joined()
    let cells = [
      ["Etapa", "Vado", "Cauce"], ["1ª", "Hondo", "Norte"], ["2ª", "Seco", "Sur"], ["3ª", "Pardo", "Este"], ["4ª", "Largo", "Oeste"],
      ["5ª", "Ancho", "Norte"],
    ]
    text += rows(cells, at: [60, 130, 210], from: 89, step: 12)
    let table = try #require(found(text).first)
    #expect(drawn(table) == cells.map { $0.joined(separator: "|") })
  }

  /// Rows typed one under another in the boxes of a group stay rows.
  @Test func rowsInTheBoxesOfAGroupStayRows() throws {
    let xs = [50.0, 130, 200, 270, 340]
    let text =
      "page 400 400\n" + grid(xs, [80, 100, 130, 160])
      + rows([["Obra", "2021", "2022", "2023"]], at: [60, 140, 210, 280], from: 94)
      + rows([["Vados", "312", "208", "104"], ["Muros", "415", "", "211"]], at: [60, 140, 210, 280], from: 112, step: 12)
      + rows([["Pozos", "511", "602", "703"], ["Eras", "517", "601", "702"]], at: [60, 140, 210, 280], from: 142, step: 12)
    let table = try #require(found(text).first)
    #expect(drawn(table).dropFirst() == ["Vados|312|208|104", "Muros|415||211", "Pozos|511|602|703", "Eras|517|601|702"])
  }

  /// The first rule of a table parts its heads from a caption that is set like them.
  @Test func aRuleEndsTheCaption() throws {
    let rules = [70.0, 86, 134].map { "rule 50 \($0) 350 \($0)\n" }.joined()
    let text =
      "page 400 400\n50 54 10 - Cuadro 4. Vados y muros que el concejo levantó en las tres\n50 66 10 - aldeas del valle alto.\n" + rules
      + rows(
        [["Obra", "Lugar", "Cauce"], ["Vado", "Norte", "Hondo"], ["Muro", "Sur", "Seco"], ["Pozo", "Este", "Pardo"]], at: [52, 180, 290],
        from: 81)
    let table = try #require(found(text).first)
    #expect(drawn(table).first == "Obra|Lugar|Cauce")
    #expect(table.rows == 4)
  }

  /// Rows shaded from their first number on: the labels beside them are the stub.
  @Test func labelsBesideShadedRowsAreTheStub() throws {
    var text = "page 400 400\n" + rows([["Aldea", "2021", "2022", "2023"]], at: [50, 160, 230, 300], from: 72)
    let names = ["Norte", "Sur", "Este", "Oeste", "Hondo", "Pardo"]
    for (row, name) in names.enumerated() {
      let y = 90 + 16 * Double(row)
      if row % 2 == 0 { text += "fill 150 \(y - 11) 340 \(y + 5)\n" }
      text += rows([[name, "3\(row)2", "2\(row)8", "1\(row)4"]], at: [50, 160, 230, 300], from: y)
    }
    let table = try #require(found(text).first)
    #expect(drawn(table).first == "Aldea|2021|2022|2023")
    #expect(drawn(table)[1] == "Norte|302|208|104")
  }

  @Test func authorsInTheMiddleOfTheirColumnsAreNoTable() {
    func centred(_ texts: [String], _ middle: Double, bold: Bool) -> String {
      texts.enumerated().map { row, text in
        // A scalar is half an em wide, a space a quarter.
        "\(middle - 2.5 * Double(text.count) + 1.25 * Double(text.count { $0 == " " })) \(100 + 12 * Double(row)) 10 \(bold && row == 0 ? "b" : "-") \(text)\n"
      }.joined()
    }
    let people = [
      ["Ana de la Era", "Concejo del valle alto", "Plaza vieja", "Villa Clara"],
      ["Luis Pardo", "Oficina de caminos", "Camino hondo", "Mesa Alta"],
      ["Inés del Soto y Vega", "Archivo", "Calle de la presa", "El Soto"],
    ]
    let text = "page 600 400\n" + people.enumerated().map { centred($1, 110 + 190 * Double($0), bold: true) }.joined()
    #expect(found(text).isEmpty)
  }

  @Test func aRunningHeadOverTitlesIsNoTable() {
    let head = "50 40 8 b Legajo 12\n150 40 8 b Pieza 31\n250 40 8 b Fecha 4 mayo\n360 40 8 b Hoja 3\n"
    let titles = "180 70 11 - CONCEJO DEL VALLE\n50 94 11 - ACTA DE LA JUNTA\n300 94 11 - GENERAL\n50 118 11 - De las obras\n"
    #expect(found("page 600 400\n" + head + titles).isEmpty)
  }

  /// A frame close under cells, wider than they are, is none of theirs.
  @Test func aFrameUnderCellsIsNoneOfThem() throws {
    let text =
      "page 600 400\n" + grid([150, 250, 350, 450], [100, 120, 140, 160])
      + rows(
        [["Obra", "Lugar", "Cauce"], ["Vado", "Norte", "Hondo"], ["Muro", "Sur", "Seco"]], at: [160, 260, 360], from: 114, step: 20)
      + grid([40, 560], [163, 180]) + "60 175 10 - Del archivo del concejo y de sus oficinas de caminos y montes\n"
    let table = try #require(found(text).first)
    #expect(drawn(table) == ["Obra|Lugar|Cauce", "Vado|Norte|Hondo", "Muro|Sur|Seco"])
  }

  /// Three lists side by side, of which the second begins right behind the numbers of the first.
  @Test func labelsCloseBehindNumbersAreAColumn() throws {
    let lists = [["Norte", "1.120"], ["Sur", "98"], ["Este", "7.304"], ["Oeste", "615"], ["Hondo", "40"], ["Pardo", "2.211"]]
    let others = [["Vados", "312"], ["Muros", "4.108"], ["Pozos", "96"], ["Eras", "517"], ["Presas", "1.030"], ["Setos", "88"]]
    var text = "page 500 300\n" + rows([["", "Obras", "", "Obras"]], at: [50, 140, 150, 260], from: 74)
    for (row, (list, other)) in zip(lists, others).enumerated() {
      let y = 90 + 14 * Double(row)
      // One line with a word space between the number and the label behind it.
      text += "50 \(y) 10 - \(list[0])\n\(165.5 - 5 * Double(list[1].count)) \(y) 10 - \(list[1]) \(other[0])\n"
      text += "\(285 - 5 * Double(other[1].count)) \(y) 10 - \(other[1])\n"
    }
    let table = try #require(found(text).first)
    #expect(drawn(table)[1] == "Norte|1.120|Vados|312")
    #expect(table.columns == 4)
  }

  /// A label too long for its cell runs over the border within a word.
  @Test func aWordOverABorderStaysWithItsText() throws {
    let text =
      "page 400 300\n" + grid([50, 150, 220, 290], [80, 96, 112, 128])
      + rows([["Obra", "2021", "2022"], ["Muro de la presa vieja", "88", "104"], ["Vado", "31", "47"]], at: [55, 190, 260], from: 91)
    let table = try #require(found(text).first)
    #expect(drawn(table) == ["Obra|2021|2022", "Muro de la presa vieja|88|104", "Vado|31|47"])
  }

  /// The same words in row after row are no paragraph.
  @Test func wordsThatComeAgainInEveryRowAreCells() throws {
    let body = ["14 mayo", "21 mayo", "28 mayo"].enumerated().map {
      ["\($0 + 1)ª", $1, "Concejo", "Guarda mayor de los montes y de las eras (sala 4)"]
    }
    let text = "page 600 400\n" + rows([["Junta", "Día", "Llama", "Preside"]] + body, at: [50, 120, 200, 290], from: 90)
    let table = try #require(found(text).first)
    #expect(drawn(table).last == "3ª|28 mayo|Concejo|Guarda mayor de los montes y de las eras (sala 4)")
  }
}
