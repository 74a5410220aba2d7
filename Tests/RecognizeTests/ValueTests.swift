import Model
import Testing

@testable import Recognize

/// Numbers and dates as values: exact, and refused where they are none.
struct ValueTests {
  @Test(
    arguments: [
      ("57,022'943,250.91", nil, "57022943250.91"), ("1,234.56", nil, "1234.56"), ("1.234,56", nil, "1234.56"), ("11 000", nil, "11000"),
      ("34 665.41", nil, "34665.41"), ("1'200,000", nil, "1200000"), ("2'625,673", nil, "2625673"), ("1.234.567", nil, "1234567"),
      ("0.125", nil, "0.125"), ("0,125", nil, "0.125"), ("41.6", nil, "41.6"), ("41,6", nil, "41.6"), ("1,234", nil, "1234"),
      ("1.234", nil, "1234"),
      ("11.875", DecimalMark.point, "11.875"), ("11.875", DecimalMark.comma, "11875"), ("11,875", DecimalMark.comma, "11.875"),
      ("2023", nil, "2023"), ("350.00", nil, "350.00"), ("-3.2", nil, "-3.2"),
      ("12345678901234567890123456789012345678", nil, "12345678901234567890123456789012345678"),
    ] as [(String, DecimalMark?, String)])
  func digits(_ text: String, _ mark: DecimalMark?, _ value: String) {
    #expect(digitNumber(Array(text.utf8), mark: mark)?.text == value)
  }

  @Test(arguments: ["", "1,,2", "1.", "abc", "99999999999999999999999999999999999999999999"])
  func noDigits(_ text: String) { #expect(digitNumber(Array(text.utf8), mark: nil) == nil) }

  @Test func decimalsAreExact() {
    #expect(Decimal(plain: "0.1")?.times(Decimal(3))?.text == "0.3")
    #expect(Decimal(plain: "335499")?.times(Decimal(1_000_000))?.text == "335499000000")
    #expect(Decimal(plain: "899.5")?.times(Decimal(1000))?.text == "899500")
    #expect(Decimal(plain: "0.05")?.plus(Decimal(plain: "0.005") ?? Decimal(0))?.text == "0.055")
    #expect(Decimal(Int128.max).times(Decimal(10)) == nil)
  }

  @Test(arguments: [
    ("2024-02-29", "2024-02-29", "2024-02-29"), ("2024-02", "2024-02-01", "2024-02-29"), ("2023", "2023-01-01", "2023-12-31"),
    ("195X", "1950-01-01", "1959-12-31"), ("19XX", "1900-01-01", "1999-12-31"), ("1960~", "1960-01-01", "1960-12-31"),
    ("2024-34", "2024-04-01", "2024-06-30"), ("2024-39", "2024-09-01", "2024-12-31"), ("2024-41", "2024-07-01", "2024-12-31"),
    ("2023-24", "2023-12-01", "2024-02-29"), ("2023-07/2024-06", "2023-07-01", "2024-06-30"),
    ("2022-33/2022-35", "2022-01-01", "2022-09-30"),
  ])
  func days(_ edtf: String, _ start: String, _ end: String) {
    #expect(dayRange(edtf: edtf) == DayRange(start: start, end: end))
    #expect(finishedDate(edtf) == .date(edtf: edtf, start: start, end: end))
  }

  @Test(arguments: ["2023-02-29", "2024-13", "2024-00", "2024-04-31", "2024/2023", "2024/2024", "24", "2024-42", "abcd"])
  func noDays(_ edtf: String) {
    #expect(dayRange(edtf: edtf) == nil)
    #expect(finishedDate(edtf) == nil)
  }

  /// What is tried seldom is interpreted: with the same matches, and nothing else where the pattern runs away.
  @Test(arguments: [
    ("(?<day>\\d{1,2}) de (?<month>enero|mayo)", "el 3 de mayo de 2020"), ("(?<![\\pL])año(?=s|\\z)", "Años y año"),
    ("(a+)+b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"), ("\\pL+x", "palabras sin fin"), ("(\\pL+ )*\\.", "una dos tres. cuatro"),
  ])
  func interpreterAndMachineCodeAgree(_ pattern: String, _ text: String) throws {
    let scratch = MatchScratch()
    let bytes = Array(text.utf8)
    func outcome(_ patience: Int) throws -> [Int] {
      let regex = try Regex(pattern, caseless: true, patience: patience)
      let outcome = bytes.withUnsafeBufferPointer { regex.match($0, from: 0, latest: bytes.count, scratch: scratch) }
      guard outcome == .match else { return [outcome == .limit ? -2 : -1] }
      return (0...regex.groups).flatMap { scratch.range($0).map { [$0.start, $0.end] } ?? [-3] }
    }
    #expect(try outcome(0) == outcome(1000))
  }

  @Test func marksAreReadFromTheDocument() {
    var evidence = MarkEvidence()
    evidence.read(Array("Creció 3,5% y 1.234.567,89 en total; tomo 2.1".utf8))
    #expect(evidence.mark == .comma)
    evidence.read(Array("1,234.5 · 2,345,678 · 99.9 · 0.25".utf8))
    #expect(evidence.mark == .point)
  }
}
