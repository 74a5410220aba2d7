import Model
import Testing

@testable import Assembly
@testable import Layout
@testable import Text

/// Which of several dates on a first page is that of issue: each case has the wrong one first, so that only the evidence in question makes the other
/// the better one.
struct IssueDateTests {
  private let words: [(key: String, words: [String])] = [
    ("month-joiner", ["de"]), ("date-lead", ["fecha"]), ("other-date", ["recibido"]), ("date-order", ["day-first"]),
    (
      "months",
      ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"]
    ),
  ]

  private let text = """
    72,500 10 Los faros de la costa se encienden al anochecer, y los guardas anotan en el cuaderno la hora y el viento
    72,513 10 de cada noche, con las barcas que pasan y las que esperan en la ensenada hasta que amaina la mar gruesa.
    72,526 10 Los cuadernos se guardan en la torre mayor, donde los revisan cada primavera los aprendices del oficio.
    """

  private func issued(_ lines: String) -> String? {
    let settings = SegmentSettings(vocabularies: [StructureWords(language: "es", lists: words)])
    var facts = DocumentFacts(source: Source(file: "a", sha256: "", bytes: 0, mediaType: "application/pdf"))
    facts.pageCount = 1
    return segment([typedPage("160,120 18b Cuaderno de los faros\n" + lines + "\n" + text)], facts: facts, settings: settings).metadata
      .issued
  }

  @Test func aLabelOnItsLineTellsIt() {
    #expect(issued("72,250 11 20 de mayo de 2030\n72,400 11 Fecha: 13 de abril de 2031") == "2031-04-13")
  }

  @Test func aLabelRightAboveTellsItAndOneFurtherUpDoesNot() {
    #expect(issued("72,250 11 20 de mayo de 2030\n72,386 11 Fecha\n72,402 11 13 de abril de 2031") == "2031-04-13")
    #expect(issued("72,250 11 20 de mayo de 2030\n72,350 11 Fecha\n72,402 11 13 de abril de 2031") == "2030-05-20")
  }

  @Test func anAsideInBracketsIsNotCountedWithIt() {
    #expect(issued("72,250 11 13.04.2031 (cuadernos cerrados a las 21:00 horas del día anterior, 12.04.2031)") == "2031-04-13")
  }

  @Test func theDayOfReceiptIsNone() {
    #expect(issued("72,250 11 Recibido: 20 de mayo de 2030") == nil)
  }

  /// A date in running text is of what the text tells of.
  @Test func oneWithinAParagraphIsNone() {
    #expect(
      issued(
        """
        72,250 10 La torre de la ensenada se apagó el 20 de mayo de 2030, cuando la mar se llevó las escaleras y el guarda
        72,263 10 tuvo que bajar por la soga hasta las barcas que lo esperaban debajo, con dos cuadernos y un fanal de aceite
        72,276 10 que todavía ardía y que desde entonces se guarda en la torre mayor con los demás cuadernos del oficio.
        """) == nil)
  }

  @Test func ofTwoAlikeTheMoreExactOneIsIt() {
    #expect(issued("72,250 11 Mayo de 2031\n72,400 11 4 de mayo de 2031") == "2031-05-04")
  }
}
