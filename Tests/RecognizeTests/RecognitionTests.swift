import Model
import Reading
import Testing

@testable import Recognize

/// Whole documents: what blocks tell each other, cells, accidents of layout, boxes.
struct RecognitionTests {
  let recognizer: Recognizer

  init() throws { recognizer = try Recognizer(files: RuleTests.shipped.files) }

  private func values(_ document: Document, _ types: Set<MentionType>) -> [String] {
    recognizer.recognize(document).mentions.filter { types.contains($0.type) }.map { "\($0.text) = \(valueText($0.value))" }
  }

  @Test func yearsComeFromTheTextBefore() {
    let document = document(["Se abrió el 9 de marzo de 2022.", "El 30 de marzo cerró; en abril volvió.", "El segundo semestre fue mejor."])
    #expect(
      values(document, [.date]) == [
        "9 de marzo de 2022 = 2022-03-09", "30 de marzo = 2022-03-30", "abril = 2022-04", "segundo semestre = 2022-41",
      ])
  }

  /// Numbers in brackets cite entries of a numbered list, and only those that it has.
  @Test func numbersInBracketsMeanEntries() {
    var document = document([
      "Los faros [1] y los muelles [2, 3] se cuentan; los vados [7] y el censo [2019] no.", "Ruiz, A. Faros. 2001.",
      "Gil, B. Muelles. 2003.",
      "Soto, C. Diques. 2005.",
    ])
    for (index, marker) in ["[1]", "[2]", "[3]"].enumerated() {
      document.blocks[index + 1].type = .reference
      document.blocks[index + 1].marker = marker
    }
    let found = recognizer.recognize(document).mentions.filter { $0.type == .citation }
    #expect(found.map(\.text) == ["[1]", "2", "3"])
    #expect(found.map(\.target) == document.blocks[1...3].map { $0.id })
  }

  /// Justified text and old text layers set two spaces and more: what is found keeps its place in the text as it stands.
  @Test func runsOfSpacesAreOne() throws {
    let document = document(["En México  se pagaron 12  millones   de pesos  el 3  de mayo de  2021."])
    #expect(
      values(document, [.money, .date]) == [
        "12  millones   de pesos = 12000000 MXN", "3  de mayo de  2021 = 2021-05-03",
      ])
    for mention in recognizer.recognize(document).mentions {
      let scalars = Array(document.blocks[0].text.unicodeScalars)
      #expect(String(String.UnicodeScalarView(scalars[mention.start..<mention.end])) == mention.text)
    }
  }

  @Test func signsOfOneCountryAreMoneyThere() {
    #expect(values(document(["Guatemala pagó Q 1,250.00."]), [.money]) == ["Q 1,250.00 = 1250.00 GTQ"])
    #expect(values(document(["España pagó lo que dice el Diario (DO L 241 de 2015)."]), [.money]) == [])
  }

  @Test func unitsOfTablesNameMoney() {
    var document = document(["México informa.", ""])
    document.blocks[1].type = .table
    var table = Table(id: "t1", block: document.blocks[1].id, rows: 4, columns: 1)
    for (row, unit) in ["Cifras en miles de pesos", "US$ million", "Miles de barcas", "Millones de euros"].enumerated() {
      var cell = Cell(row: row, column: 0, text: "7", page: 1, box: Box(x0: 0, y0: 0, x1: 1, y1: 1))
      cell.value = CellValue(type: "number", number: "7", unit: unit)
      table.cells.append(cell)
    }
    document.tables = [table]
    #expect(
      recognizer.recognize(document).currencies.mapValues(\.code) == [
        "Cifras en miles de pesos": "MXN", "US$ million": "USD", "Millones de euros": "EUR",
      ])
  }

  @Test func lettersOfArticlesAreNoUnits() {
    #expect(
      values(document(["Según los artículos 9.2 h) y 6.1 g) de la norma, la multa es de 40.000 euros."]), [.money]) == [
        "40.000 euros = 40000 EUR"
      ])
    #expect(
      values(document(["Según los artículos 6.1, 8.2 t y 9.2 h de la norma, la multa es de 40.000 euros."]), [.money]) == [
        "40.000 euros = 40000 EUR"
      ])
    #expect(
      values(document(["4.1 Porcentaje de obra", "4.2 Litros de agua", "La multa es de 40.000 euros."]), [.money]) == [
        "40.000 euros = 40000 EUR"
      ])
  }

  @Test func amountsHaveThreeDecimalsOnlyBeyondDoubt() {
    // A percentage shows the style of its paragraph, not that an amount has thousandths.
    #expect(values(document(["Creció 12.5 % y 8.25 %.", "La multa es de 40.000 euros."]), [.money]) == ["40.000 euros = 40000 EUR"])
    #expect(
      values(document(["Pagó 1,250.50 euros, 2,300.75 euros y 4,100.10 euros.", "El litro cuesta 1.459 euros."]), [.money]).last
        == "1.459 euros = 1.459 EUR")
  }

  @Test func seasonsAreOfNoYear() {
    #expect(
      values(document(["Se midió en 2019.", "Llueve entre marzo y abril."]), [.date]) == [
        "2019 = 2019", "entre marzo y abril = XXXX-03/XXXX-04",
      ])
    #expect(values(document(["Llueve entre diciembre y marzo."]), [.date]) == ["entre diciembre y marzo = XXXX-12/XXXX-03"])
  }

  @Test func daysFollowTheYearOfTheirParagraph() {
    let document = document(["Se abrió el 9 de marzo de 2022.", "El censo de 2019 contó menos. El 30 de junio cerró."])
    #expect(values(document, [.date]).last == "30 de junio = 2019-06-30")
  }

  @Test func daysFollowTheDaysToldOf() {
    let document = document([
      "Quito, 9 de marzo de 2022", "Desde noviembre de 2021 hay turnos. Las visitas empiezan el 2 de mayo.",
      "En junio de 2021 se abrió y el 3 de julio se amplió.",
    ])
    #expect(
      values(document, [.date]).filter { $0.hasPrefix("2 ") || $0.hasPrefix("3 ") } == [
        "2 de mayo = 2022-05-02", "3 de julio = 2021-07-03",
      ])
  }

  @Test func dayAndMonthFollowTheDocumentsLanguage() {
    #expect(values(document(["Los datos son del 05/12/2023 y de la misma fecha."]), [.date]) == ["05/12/2023 = 2023-12-05"])
    #expect(values(document(["The data are of 05/12/2023 and of the same date."], language: "en"), [.date]) == ["05/12/2023 = 2023-05-12"])
  }

  @Test func rulesRunOnTheirOwnLanguagesBlocks() {
    var document = document([
      "Los trabajos de la comisión empezaron en enero de 2021 y terminaron en la sede.",
      "The work of the commission began on March 3, 2021, and ended at the seat.",
      "Os trabalhos da comissão começaram em 5 de maio de 2021 e terminaram na sede.",
    ])
    #expect(values(document, [.date]) == ["enero de 2021 = 2021-01", "2021 = 2021", "2021 = 2021"])
    document.blocks[1].language = "en"
    document.blocks[2].language = "pt"
    #expect(values(document, [.date]) == ["enero de 2021 = 2021-01", "March 3, 2021 = 2021-03-03", "5 de maio de 2021 = 2021-05-05"])
    document.blocks[1].language = "und"
    #expect(values(document, [.date]) == ["enero de 2021 = 2021-01", "5 de maio de 2021 = 2021-05-05"])
  }

  @Test func countsOfATableAreNoYears() {
    var document = document([""])
    document.blocks[0].type = .table
    let box = Box(x0: 0, y0: 0, x1: 10, y1: 10)
    var table = Table(id: "t1", block: "b1", rows: 4, columns: 2)
    for (row, texts) in [("1998", "87"), ("1999", "49"), ("Total", "1135")].enumerated() {
      for (column, text) in [texts.0, texts.1].enumerated() {
        var cell = Cell(row: row + 1, column: column, text: text, page: 1, box: box)
        if Int(text) != nil { cell.value = CellValue(type: "number", number: text) }
        table.cells.append(cell)
      }
    }
    document.tables = [table]
    #expect(values(document, [.date]) == ["1998 = 1998", "1999 = 1999"])
  }

  @Test func pesosAndMarksAreTheDocumentsOwn() {
    let chile = document(["En Chile el gasto chileno fue de 2.500 millones de pesos, un 3,5% más.", "La cuota es de $1.250 por socio."])
    #expect(values(chile, [.money]) == ["2.500 millones de pesos = 2500000000 CLP", "$1.250 = 1250 CLP"])
    let mexico = document(["En México el gasto fue de 2.500 millones de pesos, un 3.5% más."])
    #expect(values(mexico, [.money]) == ["2.500 millones de pesos = 2500000 MXN"])
  }

  @Test func numbersInCellsTakeTheMoneyOfTheirHead() {
    var document = document([""])
    document.blocks[0].type = .table
    var table = Table(id: "t1", block: "b1", rows: 2, columns: 2)
    let box = Box(x0: 10, y0: 20, x1: 30, y1: 40)
    table.cells = [
      Cell(row: 0, column: 0, text: "Rubro", header: true, page: 3, box: box),
      Cell(row: 0, column: 1, text: "Monto (miles de euros)", header: true, page: 3, box: box),
      Cell(row: 1, column: 0, text: "Viajes", page: 3, box: box), Cell(row: 1, column: 1, text: "4 250", page: 3, box: box),
    ]
    document.tables = [table]
    let mentions = recognizer.recognize(document).mentions.filter { $0.type == .money }
    #expect(mentions.map { valueText($0.value) } == ["4250000 EUR"])
    #expect(mentions.first?.cell == CellPlace(row: 1, column: 1))
    #expect(mentions.first?.page == 3)
    #expect(mentions.first?.box == box)
  }

  /// No-break spaces, thin spaces, odd hyphens and apostrophes of typesetters change neither values nor offsets.
  @Test func typesettersSpacesDoNotMatter() {
    let text = "“Aportó 11\u{202F}000\u{A0}dólares el 3\u{A0}de mayo de\u{2009}2021; 63,518’204,770.45\u{A0}euros”"
    let mentions = recognizer.recognize(document([text])).mentions.filter { $0.type != .organization }
    #expect(mentions.map { valueText($0.value) } == ["11000 USD", "2021-05-03", "63518204770.45 EUR"])
    let scalars = Array(text.unicodeScalars)
    for mention in mentions {
      var cut = String.UnicodeScalarView()
      cut.append(contentsOf: scalars[mention.start..<mention.end])
      #expect(String(cut) == mention.text)
    }
  }

  @Test func boxesAreCutFromTheLines() {
    var document = document(["en 2021 o"])
    let edges = (0...9).map { Float(100 + 10 * $0) }
    document.blocks[0].spans = [Span(page: 7, box: Box(x0: 100, y0: 50, x1: 190, y1: 60), start: 0, end: 9, edges: edges)]
    let mention = recognizer.recognize(document).mentions.first
    #expect(mention?.page == 7)
    #expect(mention?.box == Box(x0: 130, y0: 50, x1: 170, y1: 60))
  }

  @Test func furnitureNamesNothing() {
    var document = document(["Informe de mayo de 2021"])
    document.blocks[0].type = .furniture
    #expect(recognizer.recognize(document).mentions.isEmpty)
  }

  @Test func explanationSaysWhoWonAndWhy() {
    let lines = recognizer.explain(texts: ["El 4 de abril de 2024 abrió."], language: "es", index: 0, start: 3, end: 21)
    #expect(lines.first?.rule == "dates/es/day-month-year")
    #expect(lines.first?.outcome == "stands")
    #expect(lines.contains { $0.rule == "dates/es/year" && $0.outcome == "overlaps dates/es/day-month-year: priority 30 against 50" })
  }

  @Test func sameTextGivesSameMentions() {
    let document = document(["Entre mayo y julio de 2023 se pagaron 3 a 5 millones de pesos a 40 socios (25 nuevos y 15 antiguos)."])
    let first = recognizer.recognize(document).mentions
    for _ in 0..<5 { #expect(recognizer.recognize(document).mentions == first) }
  }

  /// A month alone is the latest before the day on which the text was written, not one of the year that it last named.
  @Test func monthsWithoutAYearLookBackFromTheDayOfWriting() throws {
    var letter = document([
      "Sierra Baja, 9 de abril de 2019", "La nave se cerró tras el fuego de 2012. En febrero llegó la teja y en octubre la viga.",
    ])
    let recognizer = try Recognizer(files: RuleTests.shipped.files)
    func dates() -> [String] { recognizer.recognize(letter).mentions.filter { $0.type == .date }.map { valueText($0.value) } }
    letter.metadata.issued = "2019-04-09"
    #expect(dates() == ["2019-04-09", "2012", "2019-02", "2018-10"])
    // Months of another year go before.
    letter.blocks[1].text = "En mayo de 2016 se cerró la nave. En octubre llegó la viga."
    #expect(dates() == ["2019-04-09", "2016-05", "2016-10"])
    // A day that the text does not bear is no day of writing.
    letter.metadata.issued = "2019-04-10"
    letter.blocks[1].text = "La nave se cerró en 2012. En octubre llegó la viga."
    #expect(dates() == ["2019-04-09", "2012", "2012-10"])
  }

  /// Told from the document's own date, and flagged so; without such a date it is no mention.
  @Test func theYearBeforeIsCountedFromTheDayOfWriting() throws {
    var letter = document(["Sierra Baja, 9 de abril de 2019", "El año pasado se cerró la nave."])
    let recognizer = try Recognizer(files: RuleTests.shipped.files)
    #expect(recognizer.recognize(letter).mentions.filter { $0.type == .date }.count == 1)
    letter.metadata.issued = "2019-04-09"
    let found = recognizer.recognize(letter).mentions.filter { $0.type == .date && $0.block == "b2" }
    #expect(found.map { valueText($0.value) } == ["2018"])
    #expect(found.map(\.flags) == [["relative-date"]])
  }

  /// What a text says twice is compared: words decide an open style, and what differs is told.
  @Test(
    arguments: [
      ("Se pagaron mil cuatrocientos pesos ($1,400.00) por la teja.", []),
      ("Se pagaron mil cuatrocientos pesos ($1,500.00) por la teja.", ["1500.00", "1400"]),
      ("Se pagaron 1.400 pesos (mil quinientos pesos) y 12,5 %.", ["1400", "1500"]),
      ("Pasó de 120 casos a 150 casos, un aumento de 25 %.", []),
      ("Pasó de 120 casos a 150 casos, un aumento de 35 %.", ["120", "150", "35"]),
      ("Pasó de 150 a 120 casos, una reducción de 20 %.", []), ("Pasó de 3 casos a 4 casos, un aumento de 33.3 %.", []),
      ("El martes 4 de junio de 2019 abrió.", []), ("El jueves 4 de junio de 2019 abrió.", ["2019-06-04"]),
    ] as [(String, [String])])
  func whatATextSaysTwiceIsCompared(_ text: String, _ told: [String]) throws {
    let findings = try Recognizer(files: RuleTests.shipped.files).recognize(document([text])).findings.filter {
      $0.code == "value-mismatch"
    }
    #expect(findings.isEmpty == told.isEmpty)
    for number in told { #expect(findings.first?.message.contains(number) == true) }
  }

  @Test func wordsDecideAnOpenNumber() throws {
    let found = try Recognizer(files: RuleTests.shipped.files).recognize(
      document(["Mide 1.204 (mil doscientos cuatro) km; el otro, 1.204 km."]))
    let values = found.mentions.filter { $0.type == .quantity }.map { valueText($0.value) }
    #expect(values.last == "" && found.findings.map(\.code) == ["number-undecided"])
  }

  /// A cell is one number: its mention has the value that the column gave it, or none.
  @Test(arguments: [("1204", "1204"), ("1.204", "1.204"), (nil, "")] as [(String?, String)])
  func aCellAndItsMentionAgree(_ number: String?, _ value: String) throws {
    var sheet = document(["", "Se gastaron $ 12,500.75 y $ 3,400.10 en la obra."])
    sheet.blocks[0].type = .table
    let box = Box(x0: 0, y0: 0, x1: 1, y1: 1)
    var table = Table(id: "t1", block: "b1", rows: 3, columns: 1)
    table.cells = [
      Cell(row: 0, column: 0, text: "Monto (USD)", header: true, page: 1, box: box),
      Cell(row: 1, column: 0, text: "1.204", page: 1, box: box),
    ]
    table.cells.append(Cell(row: 2, column: 0, text: "80", page: 1, box: box))
    table.cells[2].value = CellValue(type: "number", number: "80")
    table.cells[1].value = number.map { CellValue(type: "number", number: $0) }
    sheet.tables = [table]
    let found = try Recognizer(files: RuleTests.shipped.files).recognize(sheet).mentions.first { $0.cell?.row == 1 }
    #expect(valueText(found?.value) == (value.isEmpty ? "" : "\(value) USD"))
  }

  @Test func unitsHaveTheirCodes() throws {
    let text = "Son 12,5 km, 300 hectáreas, 40 metros cuadrados, 6 kWh, 2,5 puntos porcentuales y 80 vecinos."
    let found = try Recognizer(files: RuleTests.shipped.files).recognize(document([text])).mentions.filter { $0.type == .quantity }
    #expect(found.map(\.ucum) == ["km", "har", "m2", "kW.h", nil, nil])
  }

  /// `$` is the money of the country that the document shows, and nobody's where it shows none.
  @Test(
    arguments: [
      (["Ayuntamiento, CUIT 30-11111111-1.", "El pliego cuesta $ 4.500."], "ARS", []),
      (["Municipio, RFC XAB010203AB1, Tepic.", "La multa es de $ 4,500.50."], "MXN", []),
      (["Alcaldía de Tunja, NIT 800.111.222-3.", "La multa es de $ 7.300."], "COP", []),
      (["La multa de $ 4.500 se paga."], nil, ["unknown-currency"]),
      (["Pagó US$ 20 y luego $ 4.500,50."], nil, ["unknown-currency"]),
      (["Visitó Chile. Pagó $ 4.500,50."], "CLP", []), (["Fue a Tandil. Pagó $ 4.500,50."], "ARS", []),
      (["Pagó 20 dólares."], "USD", []),
    ] as [([String], String?, [String])])
  func currencyByTheDocument(_ texts: [String], _ code: String?, _ flags: [String]) throws {
    let found = try Recognizer(files: RuleTests.shipped.files).recognize(document(texts)).mentions.last { $0.type == .money }
    guard case .money(_, let currency)? = found?.value else { return #expect(Bool(false), "no amount found") }
    #expect(currency == code)
    if code == nil { #expect(found?.flags.contains("unknown-currency") == true) }
    #expect(flags.allSatisfy { found?.flags.contains($0) == true })
  }

}
