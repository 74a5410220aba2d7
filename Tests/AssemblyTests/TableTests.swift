import Model
import Testing

@testable import Assembly
@testable import Layout
@testable import Objects
@testable import Structure
@testable import Text

/// Tables as pages typed by hand: see ``pages(_:)`` for how a line is written.
@Suite struct TableTests {
  let settings = SegmentSettings(vocabularies: [
    StructureWords(language: "es", lists: [("caption-table", ["cuadro", "tabla"]), ("source", ["fuente"]), ("not-available", ["n.d."])])
  ])

  /// Rows of cells as `text` joined by `|`; a cell that spans says so (`text<2` columns, `text^2` rows), and spanned places are left out.
  func drawn(_ table: Table) -> [String] {
    (0..<table.rows).map { row in
      table.cells.filter { $0.row == row }.map { cell in
        cell.text + (cell.columnSpan > 1 ? "<\(cell.columnSpan)" : "") + (cell.rowSpan > 1 ? "^\(cell.rowSpan)" : "")
      }.joined(separator: "|")
    }
  }

  func only(_ text: String) -> Table? {
    let found = tables(in: pages(text), settings: settings)
    return found.count == 1 ? found[0] : nil
  }

  @Test func drawnCellsWithASpanningHeadAndABlank() throws {
    let table = try #require(
      only(
        """
        page 400 300
        rule 50 50 350 50
        rule 150 70 350 70
        rule 50 90 350 90
        rule 50 110 350 110
        rule 50 130 350 130
        rule 50 50 50 130
        rule 150 50 150 130
        rule 250 70 250 130
        rule 350 50 350 130
        60 75 10 - Entidad
        220 64 10 - Ventas
        180 84 10 - 2001
        280 84 10 - 2002
        60 104 10 - Norte
        180 104 10 - 12
        280 104 10 - 15
        60 124 10 - Sur
        280 124 10 - 9
        """))
    #expect(drawn(table) == ["Entidad^2|Ventas<2", "2001|2002", "Norte|12|15", "Sur||9"])
    #expect(table.headerRows == 2)
  }

  @Test func numbersInColumnsWithoutAnyRule() throws {
    let table = try #require(
      only(
        """
        page 400 300
        150 60 10 - 1999
        250 60 10 - 2000
        50 80 10 - Maíz
        155 80 10 - 120
        255 80 10 - 98
        50 94 10 - Trigo
        155 94 10 - 45
        255 94 10 - 51
        50 108 10 - Cebada
        155 108 10 - n.d.
        255 108 10 - 7
        50 122 10 - Avena
        155 122 10 - 3
        255 122 10 - 4
        """))
    #expect(drawn(table) == ["|1999|2000", "Maíz|120|98", "Trigo|45|51", "Cebada|n.d.|7", "Avena|3|4"])
  }

  @Test func thousandsPartedByASpaceAreOneNumber() throws {
    let table = try #require(
      only(
        """
        page 400 300
        rule 50 50 350 50
        60 64 10 - Ciudad
        200 64 10 - Viviendas
        rule 50 70 350 70
        60 84 10 - Uno
        200 84 10 - 1 585
        60 98 10 - Dos
        207.5 98 10 - 585
        60 112 10 - Tres
        200 112 10 - 2 310
        60 126 10 - Cuatro
        207.5 126 10 - 940
        rule 50 132 350 132
        """))
    #expect(drawn(table) == ["Ciudad|Viviendas", "Uno|1 585", "Dos|585", "Tres|2 310", "Cuatro|940"])
  }

  @Test func rowsOfWrappedWordsPartByLeading() throws {
    let table = try #require(
      only(
        """
        page 400 300
        rule 50 50 350 50
        60 62 10 b Fase
        160 62 10 b Tarea
        rule 50 68 350 68
        60 82 10 - Inicio
        160 82 10 - Medir el terreno y
        160 93 10 - marcar sus bordes
        60 112 10 - Obra
        160 112 10 - Abrir la zanja con
        160 123 10 - ayuda de todos
        60 142 10 - Cierre
        160 142 10 - Limpiar
        rule 50 150 350 150
        """))
    #expect(
      drawn(table) == [
        "Fase|Tarea", "Inicio|Medir el terreno y marcar sus bordes", "Obra|Abrir la zanja con ayuda de todos", "Cierre|Limpiar",
      ])
  }

  @Test func twoColumnsOfProseAreNoTable() {
    var text = "page 500 400\n"
    for row in 0..<20 {
      text += "40 \(60 + row * 12) 10 - las casas del pueblo viejo miran al río y callan\n"
      text += "270 \(60 + row * 12) 10 - mientras la tarde cae sobre los campos de trigo\n"
    }
    #expect(tables(in: pages(text), settings: settings).isEmpty)
  }

  @Test func contentsWithPageNumbersAreNoTable() {
    var text = "page 400 400\n"
    for (row, title) in ["Entrada", "Camino", "Puente", "Molino", "Plaza", "Salida"].enumerated() {
      text += "50 \(60 + row * 16) 10 - \(title) ..............\n"
      text += "330 \(60 + row * 16) 10 - \(5 + row * 4)\n"
    }
    #expect(tables(in: pages(text), settings: settings).isEmpty)
  }

  @Test func aListWithBulletsIsNoTable() {
    var text = "page 400 400\n"
    for row in 0..<6 {
      text += "50 \(60 + row * 16) 10 - •\n"
      text += "70 \(60 + row * 16) 10 - cosa que hacer\n"
    }
    #expect(tables(in: pages(text), settings: settings).isEmpty)
  }
}
