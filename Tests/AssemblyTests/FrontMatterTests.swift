import Model
import Testing

@testable import Assembly
@testable import Layout
@testable import Objects
@testable import Structure
@testable import Text

struct FrontMatterTests {
  @Test func glossaryInColumns() {
    let page = typedPage(
      """
      72,80 16b Siglas
      72,120 10b APV
      140,120 10 Archivo de los Pueblos Valdemoranos
      72,138 10b DOF
      140,138 10 Diario Oficial de la Federación
      72,156 10b INEG
      140,156 10 Instituto Nacional de Estadística y de otras
      140,168 10 materias Geográficas
      72,186 10b SSA
      140,186 10 Secretaría de Salud
      """)
    let document = typedDocument([page])
    #expect(document.glossary.map(\.term) == ["APV", "DOF", "INEG", "SSA"])
    #expect(document.glossary.map(\.expansion)[2] == "Instituto Nacional de Estadística y de otras materias Geográficas")
    #expect(document.texts(.glossaryEntry).first == "APV Archivo de los Pueblos Valdemoranos")
  }

  /// The letters of `VI.` stand in many a sentence in that order, but it names none.
  @Test func itemsAreNoTerms() {
    let items = [
      "Inspeccionar los vados", "Impedir la tala en los setos", "Instruir a los vigías de la isla", "Informar de las visitas",
      "Vigilar la torre", "Visitar cada isla", "Vender las islas e inventarlas",
    ]
    let rows = zip(["I.", "II.", "III.", "IV.", "V.", "VI.", "VII."], items).enumerated().map { row, item in
      "72,\(120 + row * 14) 10 \(item.0)\n140,\(120 + row * 14) 10 \(item.1)"
    }
    let document = typedDocument([typedPage("72,80 10 Son cargas de la junta:\n" + rows.joined(separator: "\n"))])
    #expect(document.glossary.isEmpty)
    #expect(document.texts(.glossaryEntry).isEmpty)
  }

  /// A definition says its term again.
  @Test func termsThatTheirDefinitionsSayAgainAreTerms() {
    let terms = ["Acequia", "Azud", "Noria", "Alberca", "Aljibe"]
    let rows = terms.enumerated().map { row, term in
      "72,\(120 + row * 14) 10 \(term)\n160,\(120 + row * 14) 10 La \(term.lowercased()) que riega la huerta"
    }
    let document = typedDocument([typedPage("72,80 10 En este informe se dice:\n" + rows.joined(separator: "\n"))])
    #expect(document.glossary.map(\.term) == terms)
  }

  /// Names stand whole in their addresses: nothing is left out, so they stand for nothing.
  @Test func namesBesideTheirAddressesAreNoTerms() {
    let names = ["Otero", "Vidal", "Lema", "Rivas", "Souto", "Pena"]
    let rows = names.enumerated().map { row, name in
      "72,\(120 + row * 14) 10 \(name)\n200,\(120 + row * 14) 10 a.\(name.lowercased())@junta.example"
    }
    let document = typedDocument([typedPage("72,80 10 Son vocales de la junta:\n" + rows.joined(separator: "\n"))])
    #expect(document.glossary.isEmpty)
  }

  @Test func printedContents() {
    let page = typedPage(
      """
      72,80 16b Índice
      72,120 10 1. Introducción ................................................ 3
      72,134 10 2. La inspección en el país ...................................... 5
      72,148 10 2.1 Los primeros años .......................................... 7
      72,162 10 3. Conclusiones ................................................ 12
      """)
    let document = typedDocument([page])
    #expect(!document.texts(.paragraph).contains { $0.contains("Introducción") })
    #expect(document.tables.isEmpty)
    #expect(!document.sections.contains { $0.title.contains("Introducción") })
  }

  @Test(arguments: [
    ("Microsoft Word - x.docx", nil), ("informe_final_v3", nil), ("Documento 1", nil), ("Informe de labores", "Informe de labores"),
  ])
  func statedTitles(_ value: String, _ title: String?) {
    let words = FrontMatterWords(
      SegmentSettings(
        vocabularies: typedSettings.vocabularies + [StructureWords(language: "en", lists: [("title-junk", ["microsoft word"])])]))
    #expect(StatedFacts([InfoEntry(key: "title", value: value, origin: .info)], words: words).title == title)
  }

  @Test func names() {
    #expect(splitNames("Ana Pérez; Luis Ruiz") == ["Ana Pérez", "Luis Ruiz"])
    #expect(splitNames("Ana Pérez, Luis Ruiz Gil") == ["Ana Pérez", "Luis Ruiz Gil"])
    #expect(splitNames("Instituto de Salud, A. C.") == ["Instituto de Salud, A. C."])
  }

  @Test(arguments: [
    ("Ciudad de México, a 5 de abril de 2016", "2016-04-05"), ("Julio de 2023", "2023-07"), ("2019", "2019"), ("3 de octubre", nil),
    ("Recibido 3 de mayo de 2017. Aceptado 9 de junio de 2017", "2017"),
  ])
  func printedDates(_ text: String, _ value: String?) {
    #expect(printedDate(Opening(text), words: FrontMatterWords(typedSettings)) == value)
  }

  @Test func identifiersWithCheckDigits() {
    var draft = Draft()
    func block(_ text: String) -> DraftBlock {
      let box = Box(x0: 0, y0: 0, x1: 1, y1: 1)
      return DraftBlock(type: .paragraph, text: text, page: 1, spans: [], box: box, column: box, items: [])
    }
    draft.blocks = [
      block("ISBN: 978-84-376-0494-7"), block("ISSN 2049-3630"), block("https://doi.org/10.1234/abc.5."), block("ISBN 978-84-376-0494-8"),
    ]
    let facts = DocumentFacts(source: Source(file: "a", sha256: "", bytes: 0, mediaType: "application/pdf"))
    #expect(identifiers(draft, facts: facts) == ["isbn": "9788437604947", "issn": "2049-3630", "doi": "10.1234/abc.5"])
  }
}
