import Model
import Reading
import Testing
import Text

@testable import Recognize

/// Names over a whole document: what one sentence cannot show (short forms, surnames again, acronyms of other blocks). Single rules have their
/// cases beside the rule files.
@Suite struct NamesTests {
  static let recognizer: Recognizer? = {
    guard let folder = DataFolder.find() else { return nil }
    return try? Recognizer(files: DataFolder(path: folder).files)
  }()

  private func read(_ texts: [String], language: String = "es") throws -> Recognition {
    let recognizer = try #require(Self.recognizer)
    return recognizer.recognize(recognizer.document(of: texts, language: language))
  }

  /// `type: text = value` of the mentions of one block.
  private func names(_ recognition: Recognition, block: Int) -> [String] {
    recognition.mentions.filter { $0.block == "b\(block)" }.map { "\($0.type.rawValue): \($0.text) = \(valueText($0.value))" }
  }

  @Test func aShortFormGoesToTheBodyNamedMost() throws {
    let found = try read([
      "El Instituto de Riego del Norte (IRN) y el Instituto Cartográfico firmaron. El IRN abrió tres presas; el IRN cerró una.",
      "Según el Instituto, faltan obras. El Instituto Cartográfico no opinó.",
    ])
    #expect(names(found, block: 2) == ["organization: Instituto = IRN", "organization: Instituto Cartográfico = Instituto Cartográfico"])
  }

  @Test func anOrganGoesByItsBodyOnceNamed() throws {
    let found = try read([
      "La Organización de Puertos del Sur (OPS2) tiene un Consejo de Administración de la OPS2 y una Secretaría General de la OPS2.",
      "La Secretaría General convocó al Consejo de Administración.",
    ])
    #expect(
      names(found, block: 2) == [
        "organization: Secretaría General = Secretaría General de la OPS2",
        "organization: Consejo de Administración = Consejo de Administración de la OPS2",
      ])
  }

  @Test func anAcronymOfNoBodyIsNoMention() throws {
    let found = try read(["El producto interno bruto (PIB) cayó.", "El PIB subió después."])
    #expect(names(found, block: 2).isEmpty)
    #expect(found.acronyms == [Acronym(short: "PIB", long: "producto interno bruto", block: "b1")])
  }

  @Test func aPersonComesBackBySurname() throws {
    let found = try read(["La directora, Elena Quiroga Sarmiento, abrió el acto.", "Quiroga Sarmiento leyó el acta y Quiroga firmó."])
    #expect(names(found, block: 2) == ["person: Quiroga Sarmiento = Quiroga Sarmiento", "person: Quiroga = Quiroga"])
  }

  @Test(arguments: [
    ("en", "Ms. Wilma Hartfield spoke; Hartfield's offer stood.", ["Wilma Hartfield", "Hartfield"]),
    ("en", "They met Ambassador Mirzo Tavlik and Frank B. Perkins in May.", ["Mirzo Tavlik", "Frank B. Perkins"]),
    ("en", "Mill Road, said Odra Vensky, is closed.", ["Odra Vensky"]),
    ("pt", "A presidente Beatriz Sobral e o engenheiro Rui Falcão saíram.", ["Beatriz Sobral", "Rui Falcão"]),
    ("pt", "O relator, João da Silva Pires, citou a ministra Marta Vaz.", ["João da Silva Pires", "Marta Vaz"]),
    ("pt", "Na rua João Pires não há luz.", []),
    ("es", "Marta Duarte y Pérez Arrayán firmaron con Luis Paz.", ["Marta Duarte", "Pérez Arrayán", "Luis Paz"]),
  ])
  func personsAreFoundInEveryLanguage(language: String, text: String, names: [String]) throws {
    #expect(try read([text], language: language).mentions.filter { $0.type == .person }.map(\.text) == names)
  }

  @Test func theDocumentsCountryDecidesWhichBodyIsMeant() throws {
    let body = "La Cámara de Diputados aprobó la norma."
    let there = try read(["Provincia de Córdoba, República Argentina. Rige en Argentina.", body]).mentions.last { $0.type == .organization }
    let here = try read(["Vive en Oaxaca, México. Rige en México.", body]).mentions.last { $0.type == .organization }
    guard case .organization(_, _, let argentine) = there?.value, case .organization(_, _, let mexican) = here?.value else {
      Issue.record("no body found")
      return
    }
    #expect(argentine.map { $0.hasPrefix("ar/") } ?? true)
    #expect(mexican.map { $0.hasPrefix("mx/") } ?? true)
  }

  @Test func aNarrativeCitationOfABodyNeedsAWitness() throws {
    let without = try read(["Se creó la FAO (1945) en Quebec."])
    #expect(!names(without, block: 1).contains { $0.hasPrefix("citation") })
    let with = try read(["El hambre bajó (FAO, 2015).", "Como dice la FAO (2015, p. 3), bajó."])
    #expect(names(with, block: 2) == ["citation: FAO (2015, p. 3) = FAO 2015, 3"])
  }

  @Test(arguments: [
    ("BNV", "Banco Nacional de Valdemora", true), ("Encam", "Encuesta Nacional de Caminos", true),
    ("ICCAPE", "Instituto de Caminos y Canales Abiertos de los Pueblos del Este", true),
    ("OMS", "Comité de Aguas", false), ("COSEVADEM", "Consejo Sectorial de Desarrollo de Molinos", true),
    ("COSAVADEM", "Comité de Aguas", false),
  ])
  func lettersFindTheirWords(short: String, long: String, fits: Bool) throws {
    let words = long.split(separator: " ").map { word in
      Alignment.Word(letters: word.unicodeScalars.map { folded($0.value) }, joint: ["de", "y", "los", "del"].contains(word))
    }
    let result = Alignment.best(short: short.unicodeScalars.map { folded($0.value) }, words: words, whole: true)
    #expect((result.map { $0.cost <= AcronymFinder.mixedLimit } ?? false) == fits)
  }

  @Test func theSameTextGivesTheSameMentions() throws {
    let texts = [
      "El Ministerio de Salud (MS) y la OMS citaron a Pérez (2010) en Lima.",
      "El Ministerio y Juan Pérez Gil viajaron a Cusco por la Ley 27.541.",
    ]
    let first = try read(texts)
    for _ in 0..<3 { #expect(try read(texts).mentions == first.mentions) }
  }
}
