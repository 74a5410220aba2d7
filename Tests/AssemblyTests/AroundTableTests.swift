import Model
import Testing

@testable import Assembly
@testable import Layout
@testable import Objects
@testable import Structure
@testable import Text

/// What stands around tables and is none of their rows: notes and the cells that call them, titles, scales of charts, frames, lists of contents.
@Suite struct AroundTableTests: TypedTables {
  private func prose(_ y: Double) -> String {
    lines(
      40, y, "La cuadrilla volvió a la ribera en cuanto bajaron las aguas y puso",
      "de nuevo las piedras del vado que la crecida había llevado.")
  }

  /// Cells from x 50 to 290, y 100 to 160.
  private func obras(_ first: String, _ second: String = "Sur") -> String {
    grid([50, 130, 210, 290], [100, 120, 140, 160]) + "56 114 10 - Aldea\n136 114 10 - Vados\n216 114 10 - Muros\n"
      + "56 134 10 - \(first)\n136 134 10 - 62\n216 134 10 - 7\n56 154 10 - \(second)\n136 154 10 - 75\n216 154 10 - 9\n"
  }

  @Test func lettersInBracketsCountTheNotesOfATable() throws {
    let document = read(
      "page 400 500\n" + prose(60) + obras("Norte^(a)(b)^", "Sur^(b)^")
        + "50 172 7 - (a) Sin los vados de la orilla alta, que nadie contó en los años de la\n50 180 7 - crecida.\n"
        + "50 188 7 - (b) Con los molinos.\n" + prose(260))
    let table = try #require(document.tables.first)
    #expect(table.notes.map(\.marker).map { markerKey($0) } == ["a", "b"])
    #expect(table.notes.map { $0.cells.map(\.row) } == [[1], [1, 2]])
    #expect(table.cells.filter { $0.column == 0 }.map(\.text) == ["Aldea", "Norte", "Sur"])
  }

  /// Several calls in one cell, raised or not, with commas, spaces or nothing between.
  @Test(arguments: ["Norte^*,**^", "Norte* **", "Norte*,**", "Norte* ^**^"]) func severalCallsOfACellLeaveItsText(_ place: String) throws {
    let document = read(
      "page 400 500\n" + prose(60) + obras(place, "Sur**") + "50 176 8 - * La aldea mudó de sitio.\n50 186 8 - ** Sin los molinos.\n"
        + prose(260))
    let table = try #require(document.tables.first)
    #expect(table.cells.filter { $0.column == 0 }.map(\.text) == ["Aldea", "Norte", "Sur"])
    #expect(table.notes.map { $0.cells.map(\.row) } == [[1], [1, 2]])
  }

  @Test func raisedFiguresWithCommasAreSeveralCalls() throws {
    let notes = "50 172 7 - ^1^ Sin los vados.\n50 180 7 - ^2^ Con los molinos.\n"
    let table = try #require(read("page 400 500\n" + prose(60) + obras("Norte^1,2^") + notes + prose(260)).tables.first)
    #expect(table.cells.first { $0.row == 1 }?.text == "Norte")
    // Without notes they stay, raised.
    let plain = try #require(read("page 400 500\n" + prose(60) + obras("Norte^1,2^") + prose(260)).tables.first)
    #expect(plain.cells.first { $0.row == 1 }?.text == "Norte¹,²")
  }

  /// What the numbers count, in a row of its own over the heads or under them.
  @Test func unitsInTheFrameAreTheTablesUnits() throws {
    let frame = grid([50, 290], [80, 100]) + "100 94 10 - (miles de táleros)\n"
    let above = try #require(read("page 400 500\n" + prose(40) + frame + obras("Norte") + prose(260)).tables.first)
    #expect(above.units == "(miles de táleros)")
    #expect(above.rows == 3 && above.headerRows == 1)
    let xs = [50.0, 130, 210, 290]
    let rules = [100.0, 120, 140, 160, 180].map { "rule \($0 == 120 ? 130 : 50) \($0) 290 \($0)\n" }.joined()
    let uprights = xs.map { "rule \($0) 100 \($0) \($0 == 210 ? 120 : 180)\n" }.joined() + "rule 210 140 210 180\n"
    let under = try #require(
      read(
        "page 400 500\n" + prose(60) + rules + uprights + "56 124 10 - Aldea\n136 114 10 - Vados\n216 114 10 - Muros\n"
          + "160 134 10 - (miles de táleros)\n56 154 10 - Norte\n136 154 10 - 62\n216 154 10 - 7\n56 174 10 - Sur\n136 174 10 - 75\n"
          + "216 174 10 - 9\n" + prose(280)
      ).tables.first)
    #expect(under.units == "(miles de táleros)")
    #expect(under.headerRows == 2)
  }

  @Test func aNoteThatACellCallsMayStandBelowABlankLine() throws {
    let document = read(
      "page 400 500\n" + prose(60) + obras("Norte*") + "50 176 8 - Se cuentan las obras que duran más de un día.\n"
        + "50 200 8 - *La aldea mudó de sitio.\n" + prose(300))
    let table = try #require(document.tables.first)
    #expect(table.notes.map(\.text) == ["La aldea mudó de sitio."])
    #expect(table.notes.first?.cells.map(\.row) == [1])
    // Without the call it is a sentence with a star.
    let plain = read("page 400 500\n" + prose(60) + obras("Norte") + "50 200 8 - *La aldea mudó de sitio.\n" + prose(300))
    #expect(plain.tables.first?.notes.isEmpty == true)
  }

  /// A narrow column right of the table, at the height of its rows, where a sentence without a mark comes first.
  @Test func aNoteThatACellCallsMayStandBesideTheTable() throws {
    func page(_ place: String) -> String {
      "page 500 500\n" + prose(60) + obras(place)
        + "310 108 8 i Se cuentan cada mes.\n310 126 8 i *La aldea mudó de\n310 135 8 i sitio hace un año.\n"
        + prose(300)
    }
    let table = try #require(read(page("Norte*")).tables.first)
    #expect(table.notes.map(\.text) == ["La aldea mudó de sitio hace un año."])
    #expect(read(page("Norte")).tables.first?.notes.isEmpty == true)
  }

  @Test func aTitleInTwoLanguagesIsOfOneTable() throws {
    let document = read(
      "page 400 500\n" + prose(40) + "50 76 10 b Cuadro 3. Obras por aldea\n50 92 10 b Tabla 3. Works by village\n" + obras("Norte"))
    let table = try #require(document.tables.first)
    #expect(table.label == "Cuadro 3.")
    #expect(table.caption == "Obras por aldea")
    #expect(document.blocks.filter { $0.type == .caption }.count == 2)
  }

  /// Numbers that fall by one step at one distance, lines across at each of them, names below.
  @Test func aScaleMakesAChartOfWhatIsDrawnBesideIt() {
    var text = "page 400 500\n" + prose(40)
    for (step, y) in [100.0, 120, 140, 160, 180].enumerated() {
      text += "\(step < 4 ? 60 : 65) \(y + 3) 8 - \(80 - 20 * step)\nrule 75 \(y) 300 \(y)\n"
    }
    for (index, x) in [90.0, 160, 230].enumerated() {
      text += "fill \(x) \(110 + 20 * Double(index)) \(x + 30) 180\n\(x) 192 8 - \(["Norte", "Sur", "Este"][index])\n"
    }
    let document = read(text + prose(260))
    #expect(document.tables.isEmpty)
    #expect(
      Set(document.figures.flatMap(\.texts).flatMap { $0.split(separator: " ") }) == ["80", "60", "40", "20", "0", "Norte", "Sur", "Este"])
    #expect(document.blocks.filter { $0.type == .paragraph }.count == 2)
  }

  @Test func numbersThatGoOnInRowsAreNoScale() {
    var page = Page(number: 1, shownWidth: 400, shownHeight: 500)
    page.rulings = [Ruling(box: Box(x0: 60, y0: 90, x1: 300, y1: 90), horizontal: true, thickness: 1)]
    for (step, y) in [100.0, 120, 140, 160, 180].enumerated() {
      page.lines.append(typedLine("\(2024 - step)", x: 60, y: y, size: 8))
      page.lines.append(typedLine("\(317 * step + 12)", x: 120, y: y, size: 8))
    }
    page.rulings.append(Ruling(box: Box(x0: 60, y0: 190, x1: 300, y1: 190), horizontal: true, thickness: 1))
    #expect(chartPlots(on: page).isEmpty)
  }

  @Test func aFrameAtTheHeadOfEveryPageIsNoTable() {
    var text = ""
    for month in ["enero", "marzo", "junio", "agosto"] {
      text += "page 400 600\n" + grid([40, 150, 260, 370], [20, 40, 60, 80])
      for (row, y) in [34.0, 54, 74].enumerated() {
        text +=
          "46 \(y) 8 - Agencia \(["de", "los", "ríos"][row])\n156 \(y) 8 - Manual \(["de", "vados", "hondos"][row])\n266 \(y) 8 - \(["Folio", "Versión", "Abril"][row]) 2\n"
      }
      text += lines(
        40, 130, "En \(month) la cuadrilla volvió a la ribera en cuanto bajaron las aguas y",
        "puso de nuevo las piedras del vado de \(month).")
    }
    let document = read(text)
    #expect(document.tables.isEmpty)
    #expect(document.blocks.filter { $0.type == .furniture }.count == 36)
    #expect(document.blocks.filter { $0.type == .paragraph }.count == 4)
  }

  @Test func aListOfContentsInTwoColumnsIsNoTable() {
    let titles = [
      "Faros del norte", "Torreros y ayudantes", "Luces de niebla", "Tarifas del puerto", "Obras del muelle", "Cuentas del año",
    ]
    var text = "page 400 600\n"
    for (index, title) in titles.enumerated() {
      let y = 60 + Double(index) * 20
      text += "40 \(y) 10 - \(title)\n340 \(y) 10 - \(index + 2)\nrule 40 \(y + 6) 350 \(y + 6)\n"
    }
    for title in titles { text += "page 400 600\n40 60 14 b \(title)\n" + prose(90) + prose(150) }
    let document = read(text)
    #expect(document.tables.isEmpty)
    #expect(document.blocks.filter { $0.type == .contents }.map(\.target) == document.sections.map(\.id))
  }

  @Test func blankLinesPartTheCellsOfATableInText() throws {
    let document = typedDocument(
      [
        typewriterPage(
          """
          Cuadro 4. Obras de la ribera

          Vado de la
          orilla alta

          Muro del molino
          y su presa

          Pozo de la plaza
          """),
        typewriterPage(
          2,
          """
          Puente viejo de
          las dos aldeas

          Camino

          Fuente: Libro de obras.
          """),
      ], mediaType: "text/plain")
    #expect(document.tables.count == 1)
    let table = try #require(document.tables.first)
    #expect(
      table.cells.map(\.text) == [
        "Vado de la orilla alta", "Muro del molino y su presa", "Pozo de la plaza", "Puente viejo de las dos aldeas", "Camino",
      ])
    #expect(table.pages == [1, 2])
  }
}
