import Model
import Testing

@testable import Assembly
@testable import Layout
@testable import Text

/// Title, subtitle, authors, publisher and date of made first pages. Bodies, places and persons do not exist.
struct TitlePageTests {
  private let words: [(key: String, words: [String])] = [
    ("title-heads", ["reglamento", "informe", "ordenanza"]), ("body-heads", ["agencia", "ministerio", "municipalidad"]),
    ("body-tails", ["trust", "council", "office"]),
    ("title-labels", ["artículo original"]), ("open-ends", ["de", "la", "para", "el"]), ("continuations", ["de", "para"]),
    ("name-joiners", ["y"]), ("name-particles", ["de", "la"]), ("person-titles", ["dra.", "dra", "ing.", "ing", "vocal"]),
    ("author-lead", ["por", "coordinador"]), ("publisher-lead", ["edita"]), ("no-authors", ["tutora"]),
    ("abstract", ["resumen"]), ("heading-titles", ["introducción"]), ("month-joiner", ["de"]),
    ("date-fillers", ["del", "los", "días", "mes", "a"]),
    ("date-lead", ["publicado el", "fecha"]), ("other-date", ["recibido"]), ("date-order", ["day-first"]), ("title-junk", ["sin título"]),
    (
      "months",
      ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"]
    ),
  ]

  /// Weights of the tests: the larger, the bolder and the better borne out wins; bodies, persons, dates and sections lose.
  private func read(_ pages: [Page], info: [InfoEntry] = []) throws -> Metadata {
    var settings = SegmentSettings(vocabularies: [StructureWords(language: "es", lists: words)])
    let weights: [(String, String)] = [
      ("size", "3"), ("largest", "1"), ("bold", "0.7"), ("centred", "0.6"), ("above-text", "0.8"), ("kind", "1.4"), ("stated", "2.4"),
      ("running-head", "0.8"), ("body-name", "-2"), ("label", "-4"), ("date", "-3"), ("person", "-3"), ("section", "-3"), ("lead", "-2"),
      ("plain", "-1"), ("address", "-2"), ("few-letters", "-3"),
    ]
    settings.front.titleWeights = try TitleWeights(
      DataFile(
        path: "weights/title.yaml",
        tree: .map([
          DataTree.Entry(key: "least", value: .scalar("1.6")), DataTree.Entry(key: "later-page", value: .scalar("-0.4")),
          DataTree.Entry(key: "weights", value: .map(weights.map { DataTree.Entry(key: $0.0, value: .scalar($0.1)) })),
        ])))
    settings.front.givenNames = [foldedHash("Rosalba"), foldedHash("Evelio")]
    settings.front.numberWords = [folded("dos"): 2, folded("mil"): 1000, folded("veinte"): 20, folded("once"): 11]
    var facts = DocumentFacts(source: Source(file: "a", sha256: "", bytes: 0, mediaType: "application/pdf"))
    facts.pageCount = pages.count
    facts.info = info
    return segment(pages, facts: facts, settings: settings).metadata
  }

  private let text = """
    72,400 10 Los caminos de la comarca se arreglan cada año en cuanto bajan las aguas, con grava de las canteras
    72,413 10 del norte y con piedra de los vados, que se saca en verano y se guarda en los cobertizos de la
    72,426 10 agencia hasta que las cuadrillas terminan los puentes y los muros de las aldeas que están más altas.
    72,439 10 En invierno no se trabaja, y las cuadrillas vuelven a sus casas.
    """

  /// Who brings an act in stands over it in larger type, with a post; alone on the page a name may be what the page is about.
  @Test func thePersonOverAnActIsItsLetterhead() throws {
    let act = "72,160 12b ORDENANZA QUE FIJA EL PASO DE LOS VADOS\n"
    #expect(
      try read([typedPage("200,60 16b Rosalba Anda Pozo\n200,80 16b Vocal de la comarca\n" + act + text)]).title
        == "ORDENANZA QUE FIJA EL PASO DE LOS VADOS")
    #expect(try read([typedPage("200,60 16b ROSALBA ANDA\n" + act + text)]).title == "ORDENANZA QUE FIJA EL PASO DE LOS VADOS")
    #expect(try read([typedPage("200,60 26b Rosalba Anda Pozo\n" + text)]).title == "Rosalba Anda Pozo")
  }

  @Test func theTitleIsNeitherTheBodyNorTheDate() throws {
    let found = try read([
      typedPage(
        """
        72,60 12b Ministerio de Caminos
        120,200 20b Estudio de los vados
        120,224 20b y de sus orillas
        120,250 13 Con un apéndice sobre las barcas
        72,300 11 Agosto de 2031
        """ + "\n" + text)
    ])
    #expect(found.title == "Estudio de los vados y de sus orillas")
    #expect(found.subtitle == "Con un apéndice sobre las barcas")
    #expect(found.publisher == "Ministerio de Caminos")
    #expect(found.issued == "2031-08")
  }

  /// A line that ends in an article goes on in the next, whatever that is set in.
  @Test func aTitleThatChangesItsLookIsOne() throws {
    let found = try read([
      typedPage(
        """
        72,100 14 Informe de obras para la
        72,124 20b Comarca de Valdehoz
        """ + "\n" + text)
    ])
    #expect(found.title == "Informe de obras para la Comarca de Valdehoz")
  }

  @Test func whatProgramsStateLosesAgainstThePage() throws {
    let page = typedPage("160,120 18b Reglamento de las barcas\n" + text)
    let stated = [
      InfoEntry(key: "title", value: "Plantilla nueva 7", origin: .info), InfoEntry(key: "author", value: "Mecanógrafa", origin: .info),
    ]
    #expect(try read([page], info: stated).title == "Reglamento de las barcas")
    #expect(try read([page], info: stated).authors == [])
    // Without anything on the page that looks like one, the stated title is all there is.
    #expect(try read([typedPage(text)], info: stated).title == "Plantilla nueva 7")
  }

  @Test func authorsWithoutCallsDegreesAndAddresses() throws {
    let found = try read([
      typedPage(
        """
        72,100 18b Las barcas del río Hoz
        72,130 11 Dra. Rosalba Quintero Paz^1^, Evelio Marín^2,*^ y Ana M. de la Hoz^1^
        72,150 9 ^1^ Agencia de Caminos, Valdehoz
        72,200 12b Resumen
        """ + "\n" + text)
    ])
    #expect(found.authors == ["Rosalba Quintero Paz", "Evelio Marín", "Ana M. de la Hoz"])
  }

  /// Towns with a postal code are no persons, nor is what a name would begin with in a small letter.
  @Test func addressesBelowAuthorsAreNone() throws {
    let found = try read([
      typedPage(
        """
        72,100 18b Las barcas del río Hoz
        72,130 11 Rosalba Quintero Paz
        72,150 11i Puente Hoz
        72,163 11i Evelio Alto, Nueva Comarca 20341
        72,190 11b de la Rosalba Puerto
        """ + "\n" + text)
    ])
    #expect(found.authors == ["Rosalba Quintero Paz"])
  }

  /// Ranks between commas are no names, and however many addresses stand between two names.
  @Test func authorsWithRanksOneBelowTheOther() throws {
    let people = (0..<10).map { number in
      "72,\(130 + 24 * number) 11 Rosalba Quintero \(["Paz", "Hoz", "Sol", "Mar", "Luz", "Ruy", "Gil", "Rey", "Oca", "Pla"][number]), Vocal\n"
        + "72,\(142 + 24 * number) 9 Puente \(number), Valdehoz"
    }
    let found = try read([typedPage("72,100 18b Las barcas del río Hoz\n" + people.joined(separator: "\n") + "\n" + text)])
    #expect(found.authors.count == 10)
    #expect(found.authors.first == "Rosalba Quintero Paz")
    #expect(found.subtitle == nil)
  }

  /// Covers of theses: the name over the title or in capitals below it, the tutor's apart; no town.
  @Test(arguments: [
    ("200,80 12 Rosalba Quintero Paz", ["Rosalba Quintero Paz"]), ("200,300 11b ROSALBA QUINTERO PAZ", ["ROSALBA QUINTERO PAZ"]),
    ("200,80 12 Por Rosalba Quintero Paz", ["Rosalba Quintero Paz"]), ("200,300 11b ROSALBA ALTA", []),
    ("200,80 12b Tutora\n200,94 12 Rosalba Quintero Paz\n200,300 11b EVELIO MARÍN OCA", ["EVELIO MARÍN OCA"]),
    ("200,500 12 LA ROSALBA", []), ("200,80 12 Valdehoz Quintero Paz", []),
  ])
  func authorsOfCovers(lines: String, authors: [String]) throws {
    #expect(try read([typedPage("160,200 18b Estudio de las barcas del río Hoz\n" + lines)]).authors == authors)
  }

  /// A column of a table is headed by whom it names.
  @Test func aHeadOfATableAnnouncesNoAuthors() throws {
    let table = """
      72,480 10b Etapa  200,480 10b Coordinador  380,480 10b Lugar
      72,495 10 1  200,495 10 Copa Rosalba Quintero  380,495 10 Valdehoz
      72,510 10 2  200,510 10 Copa Evelio Marín  380,510 10 Valdehoz
      72,525 10 3  200,525 10 Copa Rosalba Paz  380,525 10 Valdehoz
      """
    #expect(try read([typedPage("160,200 18b Reglamento de las barcas\n" + text + "\n" + table)]).authors == [])
  }

  @Test func aBodyThatTheFileStatesIsOneAuthor() throws {
    let page = typedPage("160,120 18b Reglamento de las barcas\n72,700 9 Agencia de Caminos, Puentes y Vados\n" + text)
    let stated = [InfoEntry(key: "author", value: "Agencia de Caminos, Puentes y Vados", origin: .info)]
    #expect(try read([page], info: stated).authors == ["Agencia de Caminos, Puentes y Vados"])
  }

  /// The letterhead, each line of it once; neither a line of the text nor of a list; else whose rights are reserved.
  @Test(arguments: [
    (
      "72,40 11b MUNICIPALIDAD DE VALDEHOZ\n72,52 11b MUNICIPALIDAD DE VALDEHOZ\n72,64 11b COMARCA DEL HOZ",
      "MUNICIPALIDAD DE VALDEHOZ COMARCA DEL HOZ"
    ),
    ("72,520 10 Municipalidad de Valdehoz", nil),
    ("72,700 8 © 2031 Agencia de Vados. Todos los derechos reservados.", "Agencia de Vados"),
    ("72,700 8 © 2031 Quintero y Marín. Todos los derechos reservados.", nil),
    ("72,700 8 Edita: Quintero y Marín, 2031", "Quintero y Marín"),
    ("72,700 8 Edita Agencia de Vados", "Agencia de Vados"),
    ("72,700 8 Edita\n72,714 9b Agencia de Vados", "Agencia de Vados"),
    ("72,700 8 Edita mapas y guías\n72,714 9b Quintero", nil),
    ("72,700 8 Edita\n72,714 9b Marsh Water Trust", "Marsh Water Trust"),
    // A letterhead goes on with the body's number and age, or with its departments.
    ("72,40 8 AGENCIA DE VADOS\n72,50 8 REG – 07360881/0001-09\n72,60 8 Fundada en 2004", "AGENCIA DE VADOS"),
    ("72,40 9b Marsh Water Council\n72,51 9b Wells and Fords, Marsh and Hoz\n72,62 9b All Fords", "Marsh Water Council"),
    ("72,40 8 Registered Office Address\n72,50 8 Valdehoz 12", nil),
    // Below the title: whose act it is, but a sentence is none.
    ("160,170 9 Ministerio de Vados\n160,181 9 «Boletín» núm. 261, de 2031", "Ministerio de Vados"),
    ("160,170 9 Ministerio que en 2031\n160,181 9 pide los vados núm. 261", nil),
  ])
  func publishersOfFirstPages(lines: String, publisher: String?) throws {
    #expect(try read([typedPage("160,120 18b Reglamento de las barcas\n" + text + "\n" + lines)]).publisher == publisher)
  }

  /// Below a title with authors bodies are where they work.
  @Test func whereAuthorsWorkDoesNotPublish() throws {
    let found = try read([
      typedPage(
        "160,120 18b Reglamento de las barcas\n160,146 10 Rosalba Anda Pozo\n160,170 9 Ministerio de Vados\n160,181 9 Calle 261\n" + text)
    ])
    #expect(found.authors == ["Rosalba Anda Pozo"])
    #expect(found.publisher == nil)
  }

  /// The year of an act's day stands in its number; the day of another act that it is about says nothing, nor one without a year.
  @Test(arguments: [
    ("Ordenanza 14/2031, de 3 de mayo, de los vados", "2031-05-03"), ("Ordenanza nº 2.014/2031, de 13 de mayo", "2031-05-13"),
    ("Reglamento de la Ordenanza 14/2031, de 3 de mayo", nil), ("Ordenanza 14, de 3 de mayo, de los vados", nil),
    ("Ordenanza 14/2031, de 33 de mayo", nil),
  ])
  func theDayOfAnActIsInItsTitle(_ title: String, _ day: String?) throws {
    #expect(try read([typedPage("72,120 18b \(title)\n" + text)]).issued == day)
  }

  @Test func ofTheYearsOfAnImprintTheLastIsIt() throws {
    #expect(try read([typedPage("160,120 18b Reglamento de las barcas\n72,700 8 © 2027-2031 Quintero\n" + text)]).issued == "2031")
  }

  @Test(arguments: [
    ("13 de abril de 2031", "2031-04-13"), ("Valdehoz, a los once días del mes de junio de dos mil veinte", "2020-06-11"),
    ("Acta del 2031-04-13", "2031-04-13"), ("13.4.2031", "2031-04-13"), ("5/13/2031", "2031-05-13"), ("5/4/2031", "2031"),
    ("expediente 12-5-2031-7", nil), ("13 de abril", nil), ("Abril/2031", "2031-04"), ("MAYO - 2031", "2031-05"),
    ("Parte nº 4. 13.04.2031", "2031-04-13"), ("Parte nº 4 (13.04.2031)", "2031-04-13"), ("v4.13.04.2031", nil),
  ])
  func datesOfTitlePages(_ text: String, _ value: String?) {
    var settings = SegmentSettings(vocabularies: [StructureWords(language: "es", lists: words)])
    settings.front.numberWords = [folded("dos"): 2, folded("mil"): 1000, folded("veinte"): 20, folded("once"): 11]
    #expect(printedDates(Opening(text), words: FrontMatterWords(settings)).map(\.edtf) == (value.map { [$0] } ?? []))
  }

  /// `Resolución … de 4 de mayo de 2031` is of that day; a period that a title ends with is no date of issue.
  @Test(arguments: [
    ("Acuerdo de los vados y de las barcas de la comarca del 4 de mayo de 2031", "2031-05-04" as String?),
    ("Cuentas de los vados y de las barcas de la comarca al 4 de mayo de 2031", nil),
  ])
  func aTitleSaysTheDayOfItsAct(title: String, issued: String?) throws {
    #expect(try read([typedPage("120,120 18b \(title)\n" + text)]).issued == issued)
  }

  @Test func theClosingFormulaDatesADecree() throws {
    let last = typedPage(
      2, width: 612, height: 792,
      """
      72,100 10 Dado en Valdehoz el 4 de mayo de 2031.
      300,130 10 La alcaldesa
      """)
    let found = try read([typedPage("160,120 18b Ordenanza de los vados\n" + text), last])
    #expect(found.issued == "2031-05-04")
  }

  /// The file states word for word what the page prints in three groups of one size; a series stands over it in larger type.
  @Test func aStatedTitleIsReadOverItsGroups() throws {
    let found = try read(
      [
        typedPage(
          """
          200,60 15b ORDENANZAS
          120,110 12b ORDENANZA 14 DE LA AGENCIA DE VADOS
          200,150 12b de 3 de mayo
          110,190 12b sobre las barcas que cruzan el golfo y sobre
          110,204 12b los muelles en que se amarran.
          """ + "\n" + text)
      ],
      info: [
        InfoEntry(
          key: "title",
          value:
            "Ordenanza 14 de la Agencia de Vados, de 3 de mayo, sobre las barcas que cruzan el golfo y sobre los muelles en que se amarran.",
          origin: .info)
      ])
    #expect(
      found.title
        == "ORDENANZA 14 DE LA AGENCIA DE VADOS de 3 de mayo sobre las barcas que cruzan el golfo y sobre los muelles en que se amarran")
  }

  /// A ministry in the largest type over the act that it prints is its letterhead.
  @Test func aBodyOverAnActIsALetterhead() throws {
    let found = try read([typedPage("200,60 20b Ministerio de Caminos\n180,130 11b REGLAMENTO 7 DE LOS VADOS\n" + text)])
    #expect(found.title == "REGLAMENTO 7 DE LOS VADOS")
  }

  /// `Rosalba #1` counts; names with calls behind them are names.
  @Test func aNumberOfItsOwnIsNoCall() throws {
    let found = try read([typedPage("120,60 20b Estudio de los vados\n120,120 11b Barca Roja #1\n120,150 11b Barca Verde #2\n" + text)])
    #expect(found.authors.isEmpty)
  }
}
