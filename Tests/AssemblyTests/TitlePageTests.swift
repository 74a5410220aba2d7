import Model
import Testing

@testable import Assembly
@testable import Layout
@testable import Text

/// Dates as first pages print them.
struct TitlePageTests {
  private let words: [(key: String, words: [String])] = [
    ("title-heads", ["reglamento", "informe", "ordenanza"]), ("body-heads", ["agencia", "ministerio", "municipalidad"]),
    ("title-labels", ["artículo original"]), ("open-ends", ["de", "la", "para", "el"]), ("continuations", ["de", "para"]),
    ("name-joiners", ["y"]), ("name-particles", ["de", "la"]), ("person-titles", ["dra.", "ing."]), ("author-lead", ["por"]),
    ("abstract", ["resumen"]), ("heading-titles", ["introducción"]), ("month-joiner", ["de"]),
    ("date-fillers", ["del", "los", "días", "mes", "a"]),
    ("date-lead", ["publicado el", "fecha"]), ("other-date", ["recibido"]), ("date-order", ["day-first"]), ("title-junk", ["sin título"]),
    (
      "months",
      ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"]
    ),
  ]

  @Test(arguments: [
    ("13 de abril de 2031", "2031-04-13"), ("Valdehoz, a los once días del mes de junio de dos mil veinte", "2020-06-11"),
    ("Acta del 2031-04-13", "2031-04-13"), ("13.4.2031", "2031-04-13"), ("5/13/2031", "2031-05-13"), ("5/4/2031", "2031"),
    ("expediente 12-5-2031-7", nil), ("13 de abril", nil),
  ])
  func datesOfTitlePages(_ text: String, _ value: String?) {
    var settings = SegmentSettings(vocabularies: [StructureWords(language: "es", lists: words)])
    settings.front.numberWords = [folded("dos"): 2, folded("mil"): 1000, folded("veinte"): 20, folded("once"): 11]
    #expect(printedDates(Opening(text), words: FrontMatterWords(settings)).map(\.edtf) == (value.map { [$0] } ?? []))
  }
}
