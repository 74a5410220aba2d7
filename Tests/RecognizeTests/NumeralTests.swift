import Model
import Reading
import Testing

@testable import Recognize
@testable import Text

/// The grammar of numbers run backwards: values written out in words and styles by a second implementation, read again. The seed is printed with a fault.
struct NumeralTests {
  static let languages: [String: NumberWords] = {
    guard let settings = try? RecognizeSettings(files: RuleTests.shipped.files) else { return [:] }
    return Dictionary(uniqueKeysWithValues: settings.languages.map { ($0.code, $0.numbers) })
  }()

  private func read(_ text: String, _ language: String) -> [Numeral] {
    guard let words = NumeralTests.languages[language] else { return [] }
    let unit = TextUnit(text)
    return NumeralParser(words: words, bytes: unit.bytes, tokens: unit.tokens).numerals()
  }

  @Test(arguments: ["es", "en", "pt"])
  func wordsThereAndBack(_ language: String) {
    let seed: UInt64 = 20_261_129
    var random = Mix(state: seed)
    var wrong: [String] = []
    for round in 0..<10_000 {
      // All sizes up to 10^15 alike, every third a round one.
      var value = Int(random.next() % UInt64(power(1 + Int(random.next() % 15))))
      if round % 3 == 0 { value -= value % power(Int(random.next() % 6)) }
      let words = Spelling(language: language).words(value)
      let found = read("x \(words) x", language)
      let right = found.count == 1 && found[0].reading == .certain(Decimal(Int128(value))) && found[0].end == words.utf8.count + 2
      if !right { wrong.append("\(value) \(words): \(found.map(\.reading))") }
    }
    #expect(wrong.isEmpty, "seed \(seed): \(wrong.count) wrong, as \(wrong.prefix(3))")
  }

  @Test(arguments: ["es", "en", "pt"])
  func stylesThereAndBack(_ language: String) {
    let seed: UInt64 = 77
    var random = Mix(state: seed)
    var wrong: [String] = []
    for _ in 0..<2_000 {
      let value = Decimal(Int128(random.next() % UInt64(power(1 + Int(random.next() % 15)))), places: Int(random.next() % 3))
      for (group, mark, style) in [
        (",", ".", DecimalMark.point), (".", ",", .comma), (" ", ",", .comma), ("\u{202F}", ".", .point), ("", ",", .comma),
      ] {
        let text = grouped(value, group, mark)
        let found = read("x \(text) x", language)
        let right = found.count == 1 && found[0].reading.value(style) == value && found[0].end == TextUnit(text).bytes.count + 2
        if !right { wrong.append("\(value.text) \(text): \(found.map(\.reading))") }
      }
    }
    #expect(wrong.isEmpty, "seed \(seed): \(wrong.count) wrong, as \(wrong.prefix(3))")
  }

  @Test(
    arguments: [
      ("es", "7 mil 450 millones 12 mil", "7450012000"), ("es", "31 mil 018 millones", "31018000000"),
      ("es", "mil 300 millones", "1300000000"),
      ("es", "640 mil 215.70", "640215.70"), ("es", "tres y medio", "3.5"), ("es", "dos millones y medio", "2500000"),
      ("es", "medio millón", "500000"), ("es", "1.5 miles de millones", "1500000000"), ("es", "−3,25", "-3.25"), ("es", "10⁶", "1000000"),
      ("en", "half a million", "500000"), ("en", "two and a half million", "2500000"), ("en", "8-million", "8000000"),
      ("en", "one million, two hundred and six thousand", "1206000"), ("pt", "mil e quinhentos", "1500"),
      ("pt", "2,5 bilhões", "2500000000"),
      ("pt", "três vírgula zero cinco", "3.05"),
    ])
  func mixedForms(_ language: String, _ text: String, _ value: String) {
    let found = read(text, language)
    #expect(found.count == 1)
    #expect(found.first?.reading == Decimal(plain: value).map { .certain($0) })
    #expect(found.first?.end == text.utf8.count)
  }

  /// What is no number, or not understood whole, is refused.
  @Test(
    arguments: [
      ("es", "3 millones 4"), ("es", "12 30"), ("es", "A-12"), ("es", "1.2.3"), ("es", "12/05/2019"), ("es", "18:30"),
      ("es", "55-1234-5678"),
      ("es", "art.12"), ("es", "millones"), ("es", "2º"), ("es", "por ciento"), ("en", "a million billion trillions"), ("pt", "mil mil"),
      ("en", "1 ,425"), ("en", "000"),
    ])
  func refused(_ language: String, _ text: String) { #expect(read(text, language).isEmpty) }

  @Test func neighboursStayApart() {
    #expect(read("dois mil e três mil", "pt").map(\.reading) == [.certain(Decimal(2000)), .certain(Decimal(3000))])
    #expect(read("twenty thousand, three of them", "en").map(\.reading) == [.certain(Decimal(20000)), .certain(Decimal(3))])
    #expect(read("en 2019 300 casos", "es").map(\.reading) == [.certain(Decimal(2019)), .certain(Decimal(300))])
    #expect(read("18-30", "es").map(\.reading) == [.certain(Decimal(18)), .certain(Decimal(30))])
  }
}

private func power(_ exponent: Int) -> Int { (0..<exponent).reduce(1) { value, _ in value * 10 } }

private func grouped(_ value: Decimal, _ group: String, _ mark: String) -> String {
  let parts = value.text.split(separator: ".")
  var whole = ""
  for (place, digit) in parts[0].reversed().enumerated() {
    if place > 0, place % 3 == 0 { whole = group + whole }
    whole = String(digit) + whole
  }
  return parts.count > 1 ? whole + mark + parts[1] : whole
}

/// SplitMix64.
private struct Mix {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// Numbers written out as each language does.
private struct Spelling {
  let language: String

  func words(_ value: Int) -> String {
    if value == 0 { return language == "es" ? "cero" : "zero" }
    return switch language {
    case "en": english(value)
    case "pt": portuguese(value)
    default: spanish(value)
    }
  }

  private func spanish(_ value: Int) -> String {
    func below(_ n: Int) -> String {
      let small = [
        "", "uno", "dos", "tres", "cuatro", "cinco", "seis", "siete", "ocho", "nueve", "diez", "once", "doce", "trece", "catorce", "quince",
        "dieciséis",
        "diecisiete", "dieciocho", "diecinueve", "veinte", "veintiuno", "veintidós", "veintitrés", "veinticuatro", "veinticinco",
        "veintiséis",
        "veintisiete", "veintiocho", "veintinueve",
      ]
      let tens = ["", "", "", "treinta", "cuarenta", "cincuenta", "sesenta", "setenta", "ochenta", "noventa"]
      let hundreds = [
        "", "ciento", "doscientos", "trescientos", "cuatrocientos", "quinientos", "seiscientos", "setecientos", "ochocientos",
        "novecientos",
      ]
      if n == 100 { return "cien" }
      let rest = n % 100
      let low = rest < 30 ? small[rest] : tens[rest / 10] + (rest % 10 > 0 ? " y " + small[rest % 10] : "")
      return [hundreds[n / 100], low].filter { !$0.isEmpty }.joined(separator: " ")
    }
    func short(_ text: String) -> String {
      text.hasSuffix("veintiuno") ? text.dropLast(3) + "ún" : text.hasSuffix("uno") ? String(text.dropLast()) : text
    }
    func upToMillion(_ n: Int) -> String {
      let thousands = n / 1000
      return [thousands == 0 ? "" : thousands == 1 ? "mil" : short(below(thousands)) + " mil", below(n % 1000)].filter { !$0.isEmpty }
        .joined(separator: " ")
    }
    var parts: [String] = []
    for (scale, one, many) in [(power(12), "billón", "billones"), (power(6), "millón", "millones")] where value >= scale {
      let n = value / scale % 1_000_000
      if n > 0 { parts.append(short(upToMillion(n)) + " " + (n == 1 ? one : many)) }
    }
    parts.append(upToMillion(value % 1_000_000))
    return parts.filter { !$0.isEmpty }.joined(separator: " ")
  }

  private func english(_ value: Int) -> String {
    let small = [
      "", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
      "fifteen", "sixteen",
      "seventeen", "eighteen", "nineteen",
    ]
    let tens = ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
    func below(_ n: Int) -> String {
      let rest = n % 100
      let low = rest < 20 ? small[rest] : tens[rest / 10] + (rest % 10 > 0 ? "-" + small[rest % 10] : "")
      guard n >= 100 else { return low }
      return small[n / 100] + " hundred" + (low.isEmpty ? "" : " and " + low)
    }
    var parts: [String] = []
    for (scale, name) in [(power(12), "trillion"), (power(9), "billion"), (power(6), "million"), (1000, "thousand")] where value >= scale {
      let n = value / scale % 1000
      if n > 0 { parts.append(below(n) + " " + name) }
    }
    let rest = value % 1000
    if rest > 0 { parts.append((rest < 100 && !parts.isEmpty ? "and " : "") + below(rest)) }
    return parts.joined(separator: " ")
  }

  private func portuguese(_ value: Int) -> String {
    let small = [
      "", "um", "dois", "três", "quatro", "cinco", "seis", "sete", "oito", "nove", "dez", "onze", "doze", "treze", "quatorze", "quinze",
      "dezesseis",
      "dezessete", "dezoito", "dezenove",
    ]
    let tens = ["", "", "vinte", "trinta", "quarenta", "cinquenta", "sessenta", "setenta", "oitenta", "noventa"]
    let hundreds = [
      "", "cento", "duzentos", "trezentos", "quatrocentos", "quinhentos", "seiscentos", "setecentos", "oitocentos", "novecentos",
    ]
    func below(_ n: Int) -> String {
      if n == 100 { return "cem" }
      let rest = n % 100
      let low = rest < 20 ? small[rest] : tens[rest / 10] + (rest % 10 > 0 ? " e " + small[rest % 10] : "")
      return [hundreds[n / 100], low].filter { !$0.isEmpty }.joined(separator: " e ")
    }
    var parts: [(Int, String)] = []
    for (scale, one, many) in [
      (power(12), "trilhão", "trilhões"), (power(9), "bilhão", "bilhões"), (power(6), "milhão", "milhões"), (1000, "mil", "mil"),
    ] where value >= scale {
      let n = value / scale % 1000
      if n > 0 { parts.append((n, scale == 1000 && n == 1 ? "mil" : below(n) + " " + (n == 1 ? one : many))) }
    }
    let rest = value % 1000
    if rest > 0 { parts.append((rest, below(rest))) }
    var text = ""
    for (place, part) in parts.enumerated() {
      let joint = place == parts.count - 1 && (part.0 < 100 || part.0 % 100 == 0) ? " e " : " "
      text += text.isEmpty ? part.1 : joint + part.1
    }
    return text
  }
}
