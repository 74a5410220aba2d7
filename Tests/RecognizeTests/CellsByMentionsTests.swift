import Model
import Testing

@testable import Recognize

/// What cells gain from the mentions in them.
struct CellsByMentionsTests {
  private func cell(_ text: String, _ value: CellValue? = nil) -> Cell {
    var cell = Cell(row: 1, column: 0, text: text, page: 1, box: Box(x0: 0, y0: 0, x1: 1, y1: 1))
    cell.value = value
    return cell
  }

  /// The value of the cell once a mention of so many of its first letters speaks for it.
  private func value(_ cell: Cell, _ mention: MentionValue, _ type: MentionType, upTo end: Int? = nil, flags: [String] = []) -> CellValue? {
    var table = Table(id: "t1", block: "b1", rows: 2, columns: 1)
    table.cells = [cell]
    var mention = Mention(
      type: type, text: "", block: "b1", cell: CellPlace(row: 1, column: 0), start: 0, end: end ?? cell.text.unicodeScalars.count,
      value: mention, rule: "")
    mention.flags = flags
    return valued([table], by: Recognition(mentions: [mention]))[0].cells[0].value
  }

  @Test func amountsHaveTheirScaleMultipliedIn() {
    var printed = CellValue(type: "money", number: "1204.50", unit: "$")
    printed.scale = "1000"
    let read = value(cell("$1,204.50", printed), .money(amount: "1204500", currency: "MXN"), .money, flags: ["assumed-currency"])
    #expect(read?.number == "1204.50")
    #expect(read?.amount == "1204500")
    #expect(read?.currency == "MXN")
    #expect(read?.flags == ["assumed-currency"])
  }

  @Test func amountsThatNoMentionNamesAreMultipliedToo() {
    var printed = CellValue(type: "money", number: "7.5", unit: "$")
    printed.scale = "1000000"
    var table = Table(id: "t1", block: "b1", rows: 2, columns: 1)
    table.cells = [cell("$7.5", printed)]
    let read = valued([table], by: Recognition())[0].cells[0].value
    #expect(read?.amount == "7500000")
    #expect(read?.currency == nil)
  }

  /// What its table's units name: the number stays a number, and says what amount it means.
  @Test func numbersInUnitsOfMoneySayTheirAmount() {
    var printed = CellValue(type: "number", number: "12.5", unit: "Miles de pesos")
    printed.scale = "1000"
    var table = Table(id: "t1", block: "b1", rows: 2, columns: 1)
    table.cells = [cell("12.5", printed)]
    var recognition = Recognition()
    recognition.currencies = ["Miles de pesos": Recognition.Currency(code: "MXN", isAssumed: true)]
    let read = valued([table], by: recognition)[0].cells[0].value
    #expect(read?.type == "number")
    #expect([read?.amount, read?.currency] == ["12500", "MXN"])
    #expect(read?.flags == ["assumed-currency"])
    // What else stands in the units may be a scale that was not read.
    table.cells[0].value?.scale = nil
    #expect(valued([table], by: recognition)[0].cells[0].value?.amount == nil)
    recognition.currencies["Miles de pesos"]?.isWhole = true
    #expect(valued([table], by: recognition)[0].cells[0].value?.amount == "12.5")
  }

  /// The head of its column says that a bare number is money.
  @Test func numbersUnderAHeadOfMoneyAreMoney() {
    let read = value(cell("880", CellValue(type: "number", number: "880", unit: "USD")), .money(amount: "880", currency: "USD"), .money)
    #expect(read?.type == "money")
    #expect(read?.amount == "880")
  }

  @Test func datesInWordsAreTyped() {
    let may = MentionValue.date(edtf: "2021-05-03/2021-05-09", start: "2021-05-03", end: "2021-05-09")
    let read = value(cell("del 3 al 9 de mayo de 2021"), may, .date)
    #expect(read?.type == "date")
    #expect(read?.edtf == "2021-05-03/2021-05-09")
    #expect([read?.start, read?.end] == ["2021-05-03", "2021-05-09"])
    // A year that the table's columns count as a number stays one.
    let number = CellValue(type: "number", number: "2021")
    #expect(value(cell("2021", number), .date(edtf: "2021", start: "2021-01-01", end: "2021-12-31"), .date) == number)
  }

  @Test func onlyWhatFillsItsCellSpeaksForIt() {
    let money = MentionValue.money(amount: "40", currency: "EUR")
    #expect(value(cell("40 € por barca"), money, .money, upTo: 4) == nil)
    var called = cell("40 € a")
    called.marks = [NoteMark(marker: "a", offset: 5, box: called.box)]
    #expect(value(called, money, .money, upTo: 4)?.amount == "40")
    // What the columns decided is not overruled.
    let columns = CellValue(type: "number", number: "40000")
    #expect(value(cell("40.000", columns), .money(amount: "40.000", currency: "EUR"), .money) == columns)
    // A measure in words would lose its unit where cells are written as bare numbers.
    #expect(value(cell("12 km"), .quantity(number: "12", unit: "km"), .quantity) == nil)
    var header = cell("3 de mayo de 2021")
    header.header = true
    #expect(value(header, .date(edtf: "2021-05-03", start: "2021-05-03", end: "2021-05-03"), .date) == nil)
  }
}
