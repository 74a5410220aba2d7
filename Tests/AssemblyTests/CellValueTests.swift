import Model
import Testing

@testable import Assembly
@testable import Layout
@testable import Objects
@testable import Structure
@testable import Text

/// Values of cells and totals: `text → value` pairs, and small tables written as rows of cells parted by `|`, the first row the head.
@Suite struct CellValueTests {
  static let point = NumberStyle(mark: .point, isWeak: false)
  static let comma = NumberStyle(mark: .comma, isWeak: false)

  static let settings: SegmentSettings = {
    var settings = SegmentSettings(vocabularies: [
      StructureWords(language: "es", lists: [("totals", ["total", "subtotal"]), ("not-available", ["n.d."])])
    ])
    settings.currencySigns = ["US$", "EUR", "$", "€"].map { Array($0.unicodeScalars) }
    return settings
  }()
  static let words = ValueWords(settings)

  static func table(_ text: String) -> Table {
    let rows = text.split(separator: "\n").map { $0.split(separator: "|").map { $0.trimmed } }
    var table = Table(id: "", block: "", rows: rows.count, columns: rows[0].count)
    table.headerRows = 1
    for (y, row) in rows.enumerated() {
      for (x, cell) in row.enumerated() {
        var made = Cell(row: y, column: x, text: cell, header: y == 0, page: 1, box: Box(x0: 0, y0: 0, x1: 1, y1: 1))
        if y > 0 { made.value = cellValue(cell, style: Self.point, dayFirst: nil, words: words) }
        table.cells.append(made)
      }
    }
    return table
  }

  @Test(arguments: [
    ("1,234.56", "1234.56"), ("63,518'204,770.45", "63518204770.45"), ("(12.1)", "-12.1"), ("−2.4", "-2.4"), ("1\u{202F}585", "1585"),
    ("$1,318.40", "1318.40"), ("12.3 %", "12.3"), ("1.234.567", "1234567"), ("0.0", "0.0"), ("1.100,00-", "-1100.00"),
    ("US$ 12.50", "12.50"), ("(3,400) €", "-3400"), ("0.125", "0.125"),
    ("1 234,5", "1234.5"),
  ]) func numbersAreExactDecimals(text: String, number: String) {
    #expect(cellValue(text, style: Self.point, dayFirst: nil, words: Self.words)?.number == number)
  }

  @Test(arguments: ["12 meses", "LA-014/2023", "1,23,4", "8 of 8", "12/2023", "A1", "1.2.3", "12 30"]) func whatIsNoValueStaysText(
    text: String
  ) {
    #expect(cellValue(text, style: Self.point, dayFirst: nil, words: Self.words) == nil)
  }

  /// Numbers of the second column, under what its table, the text around and the language say.
  static func numbers(_ column: String, other: String = "", prose: String = "", language: String = "es") -> [String?] {
    let cells = column.split(separator: " ").map(String.init)
    let beside = other.split(separator: " ").map(String.init)
    let tables = [
      Self.table(
        (["a|b|c"]
          + cells.indices.map {
            "\(cells.count > 2 && $0 == cells.count - 1 ? "total" : "x")|\(cells[$0])|\($0 < beside.count ? beside[$0] : "x")"
          }).joined(separator: "\n"))
    ]
    var settings = Self.settings
    settings.decimalMarks = ["en": .point]
    var votes = MarkVotes()
    votes.read(prose: prose)
    return valued(tables, prose: votes, language: language, settings: settings).tables[0].cells.filter { $0.column == 1 && $0.row > 0 }.map
    { $0.value?.number.map { $0 } }
  }

  @Test func aColumnDecidesItsMarkAsAWhole() {
    // Its own numbers that can be read in one way alone.
    #expect(Self.numbers("1.204 12,5 x") == ["1204", "12.5", nil])
    #expect(Self.numbers("1.204 12.5 x") == ["1.204", "12.5", nil])
    // Small ones without a mark beside others in groups.
    #expect(Self.numbers("1.204 880 15 x") == ["1204", "880", "15", nil])
    #expect(Self.numbers("1.204 30.115 7.300 x") == ["1204", "30115", "7300", nil])
    // Large ones without one.
    #expect(Self.numbers("1.204 88012 15003 x") == ["1.204", "88012", "15003", nil])
    // But for one in which a mark was left out, or that is a code: the text around or nobody knows.
    #expect(Self.numbers("27,118 4,081 90002 x", language: "en") == [nil, nil, "90002", nil])
    #expect(Self.numbers("27,118 4,081 90002 x", prose: "It grew by 12.5 %.", language: "en") == ["27118", "4081", "90002", nil])
    // The look of a column against the sure style of the text.
    #expect(Self.numbers("2.345 3.112 5.718 x", prose: "It grew by 12.5 %.", language: "en") == ["2.345", "3.112", "5.718", nil])
    #expect(Self.numbers("2.345 3.112 120 x", prose: "It grew by 12.5 %.", language: "en") == [nil, nil, "120", nil])
    // The rest of the table, the running text, the language.
    #expect(Self.numbers("1.204 x x", other: "12,5 3,25") == ["1204", nil, nil])
    #expect(Self.numbers("1.204 x x", prose: "Creció un 12,5 %.") == ["1204", nil, nil])
    #expect(Self.numbers("1,204 x x", language: "en") == ["1204", nil, nil])
    // Nothing, or a contradiction.
    #expect(Self.numbers("1.204 x x") == [nil, nil, nil])
    #expect(Self.numbers("1.204 x x", prose: "Véase 4.2 y 4.3.") == [nil, nil, nil])
    #expect(Self.numbers("1.204 30.115 7.300 x", other: "12.5 3.1 0.25") == [nil, nil, nil, nil])
  }

  @Test func totalsDecideWhatTheirColumnLeavesOpen() {
    // 1200 + 350 = 1550 comes out, 1.2 + 350 = 1.55 does not.
    #expect(Self.numbers("1.200 350 1.550", other: "12.5 3.1") == ["1200", "350", "1550"])
    #expect(Self.numbers("1.200 12000 12001.2") == ["1.200", "12000", "12001.2"])
  }

  @Test func whatNothingShowsIsTold() {
    let tables = [Self.table("a|b\nx|1.204\ny|2.310")]
    let open = valued(tables, prose: MarkVotes(), language: "es", settings: Self.settings)
    #expect(open.findings.map(\.code) == ["number-undecided"])
    #expect(open.tables[0].cells.filter { $0.row > 0 && $0.column == 1 }.allSatisfy { $0.value == nil })
    // A habit gives a value, with a flag.
    var settings = Self.settings
    settings.decimalMarks = ["pt": .comma]
    let habit = valued(tables, prose: MarkVotes(), language: "pt", settings: settings).tables
    #expect(habit[0].cells.last?.value?.number == "2310")
    #expect(habit[0].cells.last?.value?.flags == ["weak-number-style"])
  }

  /// The scale that the cell of the second row and column has, or `-`.
  static func scale(_ head: String, _ cell: String = "$1,204.50", row: String = "Obra", units: String? = nil, caption: String? = nil)
    -> String
  {
    func file(_ name: String, _ entries: [(String, [String])]) -> DataFile {
      let entries = entries.map { DataTree.Entry(key: $0.0, value: .list($0.1.map { .scalar($0) })) }
      return DataFile(path: "vocabularies/\(name).yaml", tree: .map([DataTree.Entry(key: "entries", value: .map(entries))]))
    }
    let words = StructureWords(
      language: "es",
      lists: [
        ("units", ["pesos", "personas", "monto", "en miles", "en millones"]), ("units-joiner", ["de", "en", "in", "1.000"]),
        ("units-around", ["cifras"]),
        ("units-except", ["except"]),
      ])
    var settings = Self.settings
    settings.unitWords = UnitWords(
      files: [
        file("es/scales", [("1000", ["mil", "miles"]), ("1000000", ["millón", "millones"]), ("1000000000", ["miles de millones"])]),
        file("en/scales", [("1000", ["thousand(s)"])]), file("es/scale-signs", [("1000000", ["mdp", "MM", "M"])]),
        file("any/currency-signs", [("X", ["$", "US$", "R$"])]), file("en/currencies", [("USD", ["dollar(s)"])]),
      ], vocabularies: [words, StructureWords(language: "en", lists: [("scales", ["everywhere"])])])
    var table = Self.table("\(head)\n\(row)|\(cell)|x\nOtra|$2,310.25|x")
    (table.units, table.caption) = (units, caption)
    let value = valued([table], prose: MarkVotes(), language: "es", settings: settings).tables[0].cells.first {
      $0.row == 1 && $0.column == 1
    }?
    .value
    return value?.scale ?? "-"
  }

  @Test func tablesStateWhatTheirNumbersAreMultipliedWith() {
    #expect(Self.scale("a|Monto (miles de pesos)|c") == "1000")
    #expect(Self.scale("a|Monto (en miles de millones)|c") == "1000000000")
    #expect(Self.scale("a|2021 $000|c") == "1000")
    #expect(Self.scale("a|$000's|c") == "1000")
    #expect(Self.scale("a|Deuda (MM$)|c") == "1000000")
    #expect(Self.scale("Dollars in thousands|2021|2022") == "1000")
    #expect(Self.scale("a|2021|2022", units: "(Cifras en millones de pesos)") == "1000000")
    #expect(Self.scale("a|2021|2022", caption: "Ingresos de 2021, en miles de pesos") == "1000")
    #expect(Self.scale("a|2021|2022", units: "(en miles)") == "1000")
    #expect(Self.scale("a|Monto (en millones de pesos)|c") == "1000000")
    #expect(Self.scale("a|2021|2022", units: "R$ 1.000") == "1000")
    #expect(Self.scale("a|2021|2022", units: "Miles de pesos. Datos de mayo") == "1000")
    #expect(Self.scale("a|Monto (R$ 1,000)|c") == "1000")
    // What is counted may be anything.
    #expect(Self.scale("a|2021|2022", units: "Miles de viviendas nuevas") == "1000")
    #expect(Self.scale("a|Barcas (thousand crossings)|c") == "1000")
    #expect(Self.scale("a|2021|2022", caption: "Cruces por puerto, en millones de barcas") == "1000000")
    // What is nearer says otherwise.
    #expect(Self.scale("a|Dólares (US$)|c", units: "Miles de pesos") == "-")
    #expect(Self.scale("a|2021|c", row: "Precio (US$)", units: "Miles de pesos") == "-")
    #expect(Self.scale("a|2021|c", row: "Utility per share", units: "in thousands, except per-share figures") == "-")
    #expect(Self.scale("a|2021|c", row: "Obra", units: "in thousands, except per-share figures") == "1000")
    // Years over the columns of a group.
    #expect(Self.scale("a|2021|c", "2022", row: "", units: "Miles de pesos") == "-")
    #expect(Self.scale("a|2021|c", "2022", row: "Obra", units: "Miles de pesos") == "1000")
    // Amounts, counts and names of heads are no scales.
    #expect(Self.scale("a|Hasta mil pesos|c") == "-")
    #expect(Self.scale("a|$1,000|c") == "-")
    #expect(Self.scale("a|Monto M$|c") == "-")
    #expect(Self.scale("a|Monto|c", caption: "Obras de los municipios de 5 mil pesos") == "-")
    #expect(Self.scale("a|Monto|c", caption: "Obras en mil pueblos") == "-")
    #expect(Self.scale("a|Mil barcas|c") == "-")
    #expect(Self.scale("a|Monto|c") == "-")
  }

  @Test func signsAndWordsForWhatIsMissing() {
    #expect(cellValue("–", style: Self.point, dayFirst: nil, words: Self.words)?.flag == "nil-or-negligible")
    #expect(cellValue("..", style: Self.point, dayFirst: nil, words: Self.words)?.flag == "not-available")
    #expect(cellValue("N.D.", style: Self.point, dayFirst: nil, words: Self.words)?.type == "missing")
  }

  @Test func daysNeedAKnownOrder() {
    #expect(cellValue("03/04/2024", style: Self.point, dayFirst: nil, words: Self.words) == nil)
    #expect(cellValue("03/04/2024", style: Self.point, dayFirst: true, words: Self.words)?.edtf == "2024-04-03")
  }

  @Test func totalsAddUpOrAreTold() {
    var table = Self.table(
      """
      Rama     | 2023  | 2024  | %
      Textil   | 10.5  | 12.0  | 3.1
      Química  | 20.0  | 21.5  | 2.2
      Subtotal | 30.5  | 33.5  | 2.6
      Comercio | 5.0   | 6.0   | 1.0
      Banca    | 7.5   | 8.0   | 4.0
      Subtotal | 12.5  | 14.0  | 2.5
      Total    | 43.0  | 47.9  | 2.6
      """)
    let findings = checkTotals(&table, words: Self.words)
    #expect(table.checks.filter(\.holds).count == 5)
    #expect(table.checks.filter { !$0.holds }.map { [$0.stated, $0.computed] } == [["47.9", "47.5"]])
    #expect(findings.map(\.code) == ["total-mismatch"])
  }

  @Test func aColumnOfTotalsAddsUpOverItsRow() {
    var table = Self.table(
      """
      Nivel | Mujeres | Hombres | Total
      Uno   | 112     | 131     | 243
      Dos   | 86      | 97      | 183
      Tres  | 9       | 14      | 23
      """)
    #expect(checkTotals(&table, words: Self.words).isEmpty)
    #expect(table.checks.map(\.kind) == ["rowTotal", "rowTotal", "rowTotal"])
  }

  /// A cell with its marks as table reading gives it.
  static func marked(_ text: String, _ marks: String...) -> Cell {
    var cell = Cell(row: 1, column: 1, text: text, page: 1, box: Box(x0: 0, y0: 0, x1: 1, y1: 1))
    var end = text.unicodeScalars.count
    for mark in marks.reversed() {
      end -= mark.unicodeScalars.count
      cell.marks.insert(NoteMark(marker: mark, offset: end, box: cell.box), at: 0)
    }
    return cell
  }

  static func filled(_ cell: Cell, notes: [TableNote] = [], head: String = "2021") -> CellValue? {
    let settings = SegmentSettings(vocabularies: [
      StructureWords(
        language: "es",
        lists: [("preliminary", ["preliminares"]), ("mark-estimated", ["e/"]), ("percent", ["porcentual"])])
    ])
    var table = Self.table("Concepto|\(head)\nTotal|x")
    table.cells[3] = cell
    table.notes = notes
    _ = fillValues(&table, styles: [Self.point, Self.point], words: ValueWords(settings))
    return table.cells[3].value
  }

  @Test func marksOfNotesAreNoFiguresOfTheNumber() {
    let note = TableNote(marker: "2", text: "Cifras preliminares.")
    #expect(Self.filled(Self.marked("12,3452", "2"), notes: [note]) == CellValue(type: "number", number: "12345", flag: "preliminary"))
    #expect(Self.filled(Self.marked("410.5 e/", "e/")) == CellValue(type: "number", number: "410.5", flag: "estimated"))
    #expect(Self.filled(Self.marked("0.081***", "***")) == CellValue(type: "number", number: "0.081"))
    // No note 6: it is an exponent.
    #expect(Self.filled(Self.marked("106", "6")) == nil)
  }

  /// Brackets are a minus beside percentages without them, and mere brackets where shares stand beside counts.
  @Test func bracketsAroundSharesAreNoMinus() {
    func numbers(_ text: String) -> [String?] {
      var table = Self.table(text)
      _ = fillValues(&table, styles: [Self.point, Self.point], words: Self.words)
      return table.cells.filter { $0.column == 1 && !$0.header }.map { $0.value?.number }
    }
    #expect(numbers("Zona|Parte\nNorte|(44%)\nSur|(56%)") == ["44", "56"])
    #expect(numbers("Zona|Cambio\nNorte|(4.5%)\nSur|5.6%") == ["-4.5", "5.6"])
    #expect(numbers("Zona|Saldo\nNorte|(44)\nSur|(56)") == ["-44", "-56"])
  }

  @Test func headsSayPerCentInWords() {
    #expect(Self.filled(Self.marked("16.6"), head: "Variación porcentual")?.type == "percent")
  }
}

extension Substring {
  fileprivate var trimmed: String {
    var out = self
    while out.first == " " { out.removeFirst() }
    while out.last == " " { out.removeLast() }
    return String(out)
  }
}
