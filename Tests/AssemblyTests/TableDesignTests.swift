import Model
import Testing

@testable import Assembly
@testable import Layout
@testable import Objects
@testable import Structure
@testable import Text

/// Designs of tables that reports use, one a test, on pages typed by hand (see ``pages(_:)``).
@Suite struct TableDesignTests {
  let settings = SegmentSettings(vocabularies: [
    StructureWords(language: "es", lists: [("caption-table", ["cuadro", "tabla"]), ("source", ["fuente"]), ("note", ["nota"])])
  ])

  /// See ``TableTests/drawn(_:)``.
  func drawn(_ table: Table) -> [String] { TableTests().drawn(table) }

  /// A line of one printed row: its cells by their left edges.
  func row(_ baseline: Int, _ cells: [(x: Int, text: String)], size: Int = 10, style: String = "-") -> String {
    cells.map { "\($0.x) \(baseline) \(size) \(style) \($0.text)" }.joined(separator: "\n")
  }

  func found(_ lines: [String]) -> [[String]] {
    tables(in: pages((["page 500 500"] + lines).joined(separator: "\n")), settings: settings).map(drawn)
  }

  @Test func rulesThatCloseRowsLeaveTheHeadAboveTheFirst() {
    let lines =
      [row(60, [(52, "Término"), (152, "Definición"), (352, "Artículo")], style: "b"), "rule 50 66 450 66"]
      + zip([80, 98, 116], ["Aporte", "Cuota", "Fondo"]).flatMap { y, word in
        [row(y, [(52, word), (152, "suma que paga el patrón"), (352, "12 bis")]), "rule 50 \(y + 6) 450 \(y + 6)"]
      }
    #expect(
      found(lines) == [
        [
          "Término|Definición|Artículo", "Aporte|suma que paga el patrón|12 bis", "Cuota|suma que paga el patrón|12 bis",
          "Fondo|suma que paga el patrón|12 bis",
        ]
      ])
  }

  @Test func rulesOverTotalsAreNoTableOfTheirOwn() {
    let lines = [
      row(60, [(260, "2011"), (360, "2010")]), row(74, [(52, "Activo")]), row(88, [(62, "Caja"), (270, "412"), (370, "398")]),
      row(102, [(62, "Cuentas por cobrar"), (270, "120"), (370, "137")]), "rule 255 106 395 106",
      row(116, [(52, "Suma"), (270, "532"), (370, "535")]),
      "rule 255 120 395 120", row(130, [(52, "Pasivo")]), row(144, [(62, "Deuda"), (270, "201"), (370, "189")]),
      row(158, [(62, "Otros"), (275, "73"), (375, "21")]), "rule 255 162 395 162", row(172, [(52, "Suma"), (270, "274"), (370, "210")]),
      "rule 255 176 395 176",
    ]
    #expect(
      found(lines) == [
        [
          "|2011|2010", "Activo||", "Caja|412|398", "Cuentas por cobrar|120|137", "Suma|532|535", "Pasivo||", "Deuda|201|189",
          "Otros|73|21",
          "Suma|274|210",
        ]
      ])
  }

  @Test func theBodyBetweenTwoRulesHasItsHeadAbove() {
    let lines =
      [row(60, [(52, "Región"), (202, "Visitas"), (302, "Cambio")], style: "b"), "rule 50 64 350 64"]
      + zip([76, 90, 104, 118], ["Norte", "Centro", "Sur", "Total"]).map { y, word in row(y, [(52, word), (212, "204"), (312, "3.1")]) }
      + ["rule 50 122 350 122"]
    #expect(found(lines) == [["Región|Visitas|Cambio", "Norte|204|3.1", "Centro|204|3.1", "Sur|204|3.1", "Total|204|3.1"]])
  }

  @Test func aStubInTheMiddleOfItsGroupStandsForAllItsRows() {
    var lines = ["rule 50 50 450 50", row(60, [(52, "Área"), (152, "Medida"), (302, "2009"), (402, "2010")]), "rule 50 64 450 64"]
    for (first, name) in [(76, "Centro"), (118, "Norte")] {
      lines.append(row(first, [(152, "Casos"), (312, "120"), (412, "137")]))
      lines.append(row(first + 14, [(52, name), (152, "Cierres"), (312, "110"), (412, "130")]))
      lines.append(row(first + 28, [(152, "Rezago"), (317, "31"), (417, "38")]))
      lines.append("rule 50 \(first + 32) 450 \(first + 32)")
    }
    #expect(
      found(lines) == [
        [
          "Área|Medida|2009|2010", "Centro^3|Casos|120|137", "Cierres|110|130", "Rezago|31|38", "Norte^3|Casos|120|137", "Cierres|110|130",
          "Rezago|31|38",
        ]
      ])
  }

  @Test func headsUnderOneRuleGoAsFarAsTheyAreCentred() {
    var lines = [
      "rule 50 50 450 50", row(60, [(182, "Hombres"), (332, "Mujeres")]), "rule 125 64 425 64",
      row(76, [(140, "2020"), (190, "2021"), (240, "2022"), (290, "2020"), (340, "2021"), (390, "2022")]), "rule 50 80 450 80",
    ]
    for (y, name) in [(92, "Médicos"), (106, "Técnicos"), (120, "Otros")] {
      lines.append(row(y, [(52, name), (145, "120"), (195, "131"), (245, "140"), (295, "201"), (345, "220"), (395, "248")]))
    }
    lines.append("rule 50 124 450 124")
    #expect(found(lines).first?.prefix(2) == ["^2|Hombres<3|Mujeres<3", "2020|2021|2022|2020|2021|2022"])
  }

  @Test func headsSetLeftGoAsFarAsWhatComesAgainBelowThem() {
    var lines = [
      row(60, [(132, "Tercer trimestre"), (292, "Cuarto trimestre")], style: "bc"),
      row(
        74, [(52, "Tema"), (132, "Meta"), (182, "Real"), (232, "Pct"), (292, "Meta"), (342, "Real"), (392, "Pct"), (432, "Media")],
        style: "bc"),
    ]
    for (y, name) in [(88, "Acceso"), (102, "Calidad"), (116, "Gasto"), (130, "Total")] {
      lines.append(
        row(y, [(52, name), (142, "12"), (192, "11"), (237, "92"), (302, "14"), (352, "14"), (397, "99"), (447, "95")]))
    }
    #expect(
      found(lines).first?.prefix(2) == ["Tema^2|Tercer trimestre<3|Cuarto trimestre<3|Media^2", "Meta|Real|Pct|Meta|Real|Pct"])
  }

  @Test func shadedHeadsOfTwoRowsAreOneHeader() {
    var lines = ["fill 50 50 150 78", "fill 150 50 450 64", "fill 150 64 250 78", "fill 250 64 350 78", "fill 350 64 450 78"]
    lines += [row(60, [(290, "2023")], style: "c"), row(67, [(80, "Entidad")], style: "c")]
    lines += [row(74, [(190, "Ene"), (290, "Feb"), (390, "Mar")], style: "c")]
    for (y, name) in [(90, "Colima"), (104, "Durango"), (118, "Jalisco"), (132, "Nayarit")] {
      lines.append(row(y, [(52, name), (230, "137"), (330, "228"), (430, "319")]))
    }
    #expect(found(lines).first?.prefix(3) == ["Entidad^2|2023<3", "Ene|Feb|Mar", "Colima|137|228|319"])
  }

  @Test func aHeadingBetweenRowsOfNumbersIsARowAcrossThem() {
    let lines = [
      "rule 50 50 450 50", row(60, [(52, "Variable"), (152, "Media"), (252, "Mínimo"), (372, "Máximo")]), "rule 50 64 450 64",
      row(76, [(234, "Panel A")], style: "i"), row(90, [(52, "Ingreso"), (162, "40"), (262, "12"), (392, "99")]),
      row(104, [(52, "Edad"), (162, "31"), (262, "18"), (392, "90")]), row(118, [(234, "Panel B")], style: "i"),
      row(132, [(52, "Ventas"), (162, "88"), (262, "10"), (392, "97")]), row(146, [(52, "Gasto"), (162, "77"), (262, "11"), (392, "95")]),
      "rule 50 150 450 150",
    ]
    #expect(
      found(lines) == [
        [
          "Variable|Media|Mínimo|Máximo", "Panel A<4", "Ingreso|40|12|99", "Edad|31|18|90", "Panel B<4", "Ventas|88|10|97",
          "Gasto|77|11|95",
        ]
      ])
  }

  @Test func captionsSideBySideHeadTwoTables() {
    var lines = [row(60, [(52, "Cuadro 1. Hechos"), (262, "Cuadro 2. Causas")], style: "b")]
    for (y, left, right) in [(80, "Enero", "Accidente"), (94, "Febrero", "Infarto"), (108, "Marzo", "Otra")] {
      lines.append(row(y, [(52, left), (130, "120"), (180, "110"), (262, right), (360, "599"), (410, "597")]))
    }
    #expect(
      found(lines) == [
        ["Enero|120|110", "Febrero|120|110", "Marzo|120|110"], ["Accidente|599|597", "Infarto|599|597", "Otra|599|597"],
      ])
  }

  @Test func notesInSmallTypeUnderRowsAreNoRow() {
    var lines = [
      row(60, [(52, "Cuadro 1. Ingresos")], style: "b"), "fill 50 66 400 80", row(76, [(52, "Concepto"), (252, "2021"), (342, "2022")]),
    ]
    for (y, name) in [(92, "Cuotas"), (106, "Multas"), (120, "Otros")] {
      lines.append(row(y, [(52, name), (262, "410"), (352, "397")]))
    }
    lines.append(row(134, [(52, "p/ Cifras preliminares.")], size: 8))
    #expect(found(lines) == [["Concepto|2021|2022", "Cuotas|410|397", "Multas|410|397", "Otros|410|397"]])
  }

  @Test func numbersThatCountTheItemsOfACellAreLeftOut() {
    let lines = [
      "rule 50 50 450 50", "rule 50 70 450 70", "rule 50 130 450 130", "rule 50 50 50 130", "rule 200 50 200 130", "rule 450 50 450 130",
      row(64, [(52, "Órgano"), (202, "Integrada por")]), row(84, [(52, "Consejo"), (202, "1. Un titular")]),
      row(98, [(202, "2. Dos vocales")]),
      row(112, [(202, "3. La secretaría")]),
    ]
    #expect(found(lines) == [["Órgano|Integrada por", "Consejo|Un titular Dos vocales La secretaría"]])
  }

  @Test func bandsOfShadingAboveTheRulesBelongToTheTable() {
    var lines = ["fill 50 50 450 66", "fill 50 66 450 82", row(61, [(52, "Rasgo"), (252, "Inscritos"), (372, "Egresados")], style: "b")]
    lines.append(row(77, [(52, "Edad")]))
    for (y, name) in [(93, "De 16 a 18"), (109, "De 19 a 24"), (125, "Total")] {
      lines += [row(y, [(52, name), (262, "331"), (382, "210")]), "rule 50 \(y + 5) 450 \(y + 5)"]
    }
    #expect(
      found(lines) == [["Rasgo|Inscritos|Egresados", "Edad||", "De 16 a 18|331|210", "De 19 a 24|331|210", "Total|331|210"]])
  }

  @Test func columnsThatAreEmptyOnAPageKeepTheirPlace() throws {
    func piece(_ page: Int, _ borders: [Double], headerRows: Int, _ rows: [[String]]) -> PageTable {
      var cells: [Cell] = []
      for (row, texts) in rows.enumerated() {
        for (column, text) in texts.enumerated() {
          cells.append(
            Cell(row: row, column: column, text: text, page: page + 1, box: Box(x0: borders[column], y0: 0, x1: borders[column + 1], y1: 9))
          )
        }
      }
      return PageTable(
        page: page, box: Box(x0: borders[0], y0: 0, x1: borders[borders.count - 1], y1: 99), lines: [], rows: rows.count,
        columns: borders.count - 1, headerRows: headerRows, cells: cells, confidence: 1)
    }
    let first = piece(0, [50, 250, 300, 350, 400], headerRows: 1, [["", "Note", "2024 £000", "2023 £000"], ["Grants", "5", "12", "14"]])
    let next = piece(1, [60, 310, 360, 410], headerRows: 2, [["", "2024", "2023"], ["Note", "£000", "£000"], ["Interest", "48", "51"]])
    let shaped = try #require(aligned(next, to: first))
    #expect(headersAgree(shaped, first))
    #expect(shaped.cells.filter { $0.row == 1 }.map(\.text) == ["Interest", "", "48", "51"])
    let other = piece(1, [60, 310, 360, 410], headerRows: 1, [["", "2022", "2021"], ["Interest", "48", "51"]])
    #expect(aligned(other, to: first).map(\.columns) == nil)
  }

  @Test func aTableThatIsNotJoinedOverPagesStaysInPieces() throws {
    let profile = { (text: DataTree) in
      DataFile(path: "profiles/report.yaml", tree: .map([.init(key: "tables", value: .map([.init(key: "join-over-pages", value: text)]))]))
    }
    #expect(try SegmentSettings(files: [profile(.scalar("no"))]).tables.joinsOverPages == false)
    #expect(try SegmentSettings(files: [profile(.scalar("yes"))]).tables.joinsOverPages)
    #expect(throws: DataFault.self) { try SegmentSettings(files: [profile(.scalar("maybe"))]) }
  }
}
