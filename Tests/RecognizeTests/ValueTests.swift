import Model
import Testing

@testable import Recognize
@testable import Text

/// Numbers and dates as values: exact, and refused where they are none.
struct ValueTests {
  @Test(
    arguments: [
      ("63,518'204,770.45", nil, "63518204770.45"), ("1,234.56", nil, "1234.56"), ("1.234,56", nil, "1234.56"), ("11 000", nil, "11000"),
      ("34 665.41", nil, "34665.41"), ("1'200,000", nil, "1200000"), ("2'625,673", nil, "2625673"), ("1.234.567", nil, "1234567"),
      ("0.125", nil, "0.125"), ("0,125", nil, "0.125"), ("41.6", nil, "41.6"), ("41,6", nil, "41.6"), (",08", nil, "0.08"),
      ("1000.,00", nil, "1000.00"), (",00", nil, nil), ("1,234", nil, nil), ("11.875", DecimalMark.point, "11.875"),
      ("11.875", DecimalMark.comma, "11875"),
      ("11,875", DecimalMark.comma, "11.875"), ("2023", nil, "2023"), ("350.00", nil, "350.00"),
      ("12345678901234567890123456789012345678", nil, "12345678901234567890123456789012345678"),
      ("1.2.3", nil, nil), ("12.06.2016", nil, nil), ("1.23,4", nil, nil), ("0.123.456", nil, nil),
    ] as [(String, DecimalMark?, String?)])
  func digits(_ text: String, _ mark: DecimalMark?, _ value: String?) {
    let run = DigitRun(Array(text.utf8), at: 0)
    #expect(run?.end == text.utf8.count)
    switch run?.reading {
    case .certain(let number): #expect(number.text == value)
    case .open(let point, let comma): #expect(mark.map { $0 == .point ? point.text : comma.text } == value)
    case nil: #expect(value == nil)
    }
  }

  @Test(arguments: ["", "abc", "..5"])
  func noDigits(_ text: String) { #expect(DigitRun(Array(text.utf8), at: 0)?.reading == nil) }

  @Test func decimalsAreExact() {
    #expect(Decimal(plain: "0.1")?.times(Decimal(3))?.text == "0.3")
    #expect(Decimal(plain: "418207")?.times(Decimal(1_000_000))?.text == "418207000000")
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

  /// Proofs decide, a bare decimal only where there is nothing else, and what is contradicted is weak or open.
  @Test func styleIsDecidedByWhatCanDecide() {
    func votes(proof: (Int, Int) = (0, 0), hint: (Int, Int) = (0, 0), bare: (Int, Int) = (0, 0)) -> NumberStyle? {
      var votes = MarkVotes()
      votes.proof = .init(point: proof.0, comma: proof.1)
      votes.hint = .init(point: hint.0, comma: hint.1)
      votes.bare = .init(point: bare.0, comma: bare.1)
      return votes.style
    }
    #expect(votes() == nil)
    #expect(votes(proof: (1, 0)) == NumberStyle(mark: .point, isWeak: false))
    #expect(votes(proof: (1, 0), bare: (0, 9)) == NumberStyle(mark: .point, isWeak: false))
    #expect(votes(hint: (0, 3), bare: (9, 0)) == NumberStyle(mark: .comma, isWeak: true))
    #expect(votes(bare: (5, 0)) == NumberStyle(mark: .point, isWeak: true))
    #expect(votes(proof: (2, 1)) == NumberStyle(mark: .point, isWeak: true))
    #expect(votes(proof: (3, 2)) == nil)
  }

  @Test func openNumbersStayOpenWithoutAStyle() throws {
    let reading = try #require(DigitRun(Array("1.204".utf8), at: 0)?.reading)
    let grouped = Decimal(1204), broken = Decimal(1204, places: 3)
    #expect(reading.settled(nil, whole: false) == .undecided(point: broken, comma: grouped))
    #expect(reading.settled(nil, whole: true) == .weak(grouped))
    #expect(reading.settled(NumberStyle(mark: .point, isWeak: false), whole: false) == .sure(broken))
    #expect(reading.settled(NumberStyle(mark: .point, isWeak: false), whole: true) == .undecided(point: broken, comma: grouped))
    #expect(reading.settled(NumberStyle(mark: .point, isWeak: false, isFirm: true), whole: true) == .weak(broken))
    #expect(reading.settled(NumberStyle(mark: .point, isWeak: true), whole: true) == .undecided(point: broken, comma: grouped))
    #expect(reading.settled(NumberStyle(mark: .comma, isWeak: true), whole: false) == .weak(grouped))
  }
}
