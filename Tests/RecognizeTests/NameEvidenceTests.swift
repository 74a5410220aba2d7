import Model
import Reading
import Testing

@testable import Recognize

/// What decides about a name besides its own sentence: the column of its cell, the uses of its surname, the row of capitals around it, the language.
@Suite struct NameEvidenceTests {
  private func recognize(_ document: Document) throws -> [String] {
    let recognizer = try #require(NamesTests.recognizer)
    return recognizer.recognize(document).mentions.map { "\($0.type.rawValue): \($0.text)" }
  }

  private func document(_ texts: [String], language: String) throws -> Document {
    try #require(NamesTests.recognizer).document(of: texts, language: language)
  }

  /// A table of one column.
  private func column(_ cells: [String], language: String = "es") throws -> Document {
    var document = try document([""], language: language)
    document.blocks[0].type = .table
    let box = Box(x0: 0, y0: 0, x1: 1, y1: 1)
    var table = Table(id: "t1", block: "b1", rows: cells.count, columns: 1)
    table.cells = cells.enumerated().map { Cell(row: $0, column: 0, text: $1, header: $0 == 0, page: 1, box: box) }
    document.tables = [table]
    return document
  }

  @Test func aNameInAColumnOfSchoolsIsNoPersons() throws {
    let schools = try column(["Institución educativa", "Carlos Olmedo Gil", "Ana Torres Paz", "Luis Gómez Duarte"])
    #expect(try recognize(schools).filter { $0.hasPrefix("person") } == [])
    let most = try column(["Sede", "Hospital del Olmo", "Hospital Regional", "Clínica Vereda", "Hospital de la Vega", "Ana Torres Paz"])
    #expect(try recognize(most).filter { $0.hasPrefix("person") } == [])
  }

  @Test func inAColumnOfPersonsANameMayBeInNoList() throws {
    let persons = ["Firmante", "Ana Torres Paz", "Luis Gómez Duarte", "Marta Ruiz Gil", "José Pérez Olmo", "Vrescalda Zsofkina"]
    #expect(try recognize(column(persons)).contains("person: Vrescalda Zsofkina"))
    #expect(try !recognize(column(["Firmante", "Vrescalda Zsofkina"])).contains("person: Vrescalda Zsofkina"))
  }

  @Test func aSurnameThatIsUsedAsAWordForAThingIsNobody() throws {
    let filter = try document(
      ["Ervin Halmosi wrote first.", "The Halmosi filter is linear. The Halmosi gain is small, and Halmosi is used."], language: "en")
    #expect(try recognize(filter).filter { $0.hasPrefix("person") } == ["person: Ervin Halmosi"])
    let author = try document(["Ervin Halmosi wrote first.", "Then Halmosi wrote again, and Halmosi left."], language: "en")
    #expect(try recognize(author).filter { $0 == "person: Halmosi" }.count == 2)
  }

  @Test func namesSideBySideAreNotCutAnywhere() throws {
    let row = try document(["Ana Lúcia Duarte Marta Pereira Gomes José Luis Moreira Ramos – Diretores"], language: "pt")
    #expect(try recognize(row).filter { $0.hasPrefix("person") } == [])
  }

  @Test func whereALanguageHasNoRulesOnlyWhatTheListsHaveIsAName() throws {
    let german = try document(
      ["Das Schiller Konzept für den Musik Service GmbH Angebot. Am Freitag Abend sprach Klaus Becker."], language: "de")
    #expect(try recognize(german).filter { !$0.hasPrefix("date") } == ["person: Klaus Becker"])
  }

  @Test func amongPersonsOneBelowTheOtherANameMayBeInNoList() throws {
    let present = ["Ana Torres Paz", "Vrescalda Zsofkina", "Luis Gómez Duarte", "Secretario técnico", "Marta Ruiz Gil, vocal"]
    #expect(try recognize(document(["Presentes:"] + present, language: "es")).contains("person: Vrescalda Zsofkina"))
    let things = ["Acta anterior", "Vrescalda Zsofkina", "Orden del día", "Asuntos generales"]
    #expect(try !recognize(document(things, language: "es")).contains("person: Vrescalda Zsofkina"))
  }

  @Test func anAcronymThatIsAQuantityOrATechniqueActsInVain() throws {
    let quantity = try document(["The QVRT reported here is an QVRT of 0.9.", "The QVRT issued values; QVRT's staff."], language: "en")
    #expect(try recognize(quantity).filter { $0.hasPrefix("organization") } == [])
    let body = try document(["The QVRT reported it. The QVRT issued a warning, and a QVRT officer left."], language: "en")
    #expect(try recognize(body).filter { $0 == "organization: QVRT" }.count == 3)
  }

  @Test func aSurnameInNoListThatOnlyOpensLinesIsNobody() throws {
    let deadline = try document(["Salvador Vrescazo firmó.", "Vrescazo: 3 días.", "Vrescazo de entrega."], language: "es")
    #expect(try recognize(deadline).filter { $0.hasPrefix("person") } == ["person: Salvador Vrescazo"])
    let author = try document(["Salvador Vrescazo firmó.", "Vrescazo propone otra vía.", "Otros citan Vrescazo siempre."], language: "es")
    #expect(try recognize(author).filter { $0 == "person: Vrescazo" }.count == 2)
  }

  @Test func aStreetIsNobody() throws {
    for address in ["KM 185, Edson Duarte Moura, Vila Quimeral-PE", "Endereço: Edson Duarte Moura", "Edson Duarte Moura, s/n"] {
      #expect(try recognize(document([address], language: "pt")).filter { $0.hasPrefix("person") } == [], "\(address)")
    }
  }

  @Test func aNumberInTheNameOfABodyCountsNothing() throws {
    let found = try recognize(document(["La Universidad Rural de Tres Olmos abrió el curso. En el patio hay tres olmos."], language: "es"))
    #expect(found.contains("organization: Universidad Rural de Tres Olmos"))
    #expect(found.filter { $0.hasPrefix("quantity") } == ["quantity: tres olmos"])
  }

  @Test func aCourtKeepsItsNumber() throws {
    for name in ["Cuarta Sala Civil", "Juzgado de Primera Instancia número 5 de Olmos", "Tercera Visitaduría"] {
      #expect(try recognize(document(["Ayer resolvió la \(name) el caso."], language: "es")).contains("organization: \(name)"), "\(name)")
    }
    #expect(try recognize(document(["A 2ª Vara Criminal recebeu a denúncia."], language: "pt")).contains("organization: 2ª Vara Criminal"))
  }

  @Test func initialsAndRowsOfAuthorsAreNotCut() throws {
    for text in ["Olsen K E Vrescu M 1998", "Myklebust, B.M., 1993.", "IEEE Eng Med Biol Mag 2003"] {
      let found = try recognize(document([text], language: "en"))
      #expect(found.filter { $0.hasPrefix("person: K") || $0.hasPrefix("person: Olsen K") || $0 == "person: Mag" } == [], "\(text)")
      #expect(found.filter { $0.hasPrefix("organization: B") } == [], "\(text)")
    }
    #expect(
      try recognize(document(["J. A. Bondy e U. S. R. Vresty, livro."], language: "pt")).filter { $0 == "person: S. R. Vresty" } == [])
  }

  @Test func aHeadOfAColumnAndOneOfManyAreNoBodies() throws {
    let head = try column(["Counting Group", "Election Day", "Absentee"], language: "en")
    #expect(try recognize(head).filter { $0.hasPrefix("organization") } == [])
    #expect(try recognize(document(["Timetables of a University course."], language: "en")).filter { $0.hasPrefix("organization") } == [])
  }
}
