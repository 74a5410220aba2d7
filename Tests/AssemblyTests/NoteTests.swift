import Model
import Testing

@testable import Assembly
@testable import Layout
@testable import Objects
@testable import Structure
@testable import Text

struct NoteTests {
  @Test(arguments: [
    ("^47^ Los datos son", "47", 2), ("1/ Desde mayo", "1/", 2), ("* Cifras", "*", 1), ("[3] Véase", "3", 3), ("4. Véase", "4", 2),
    ("† Fallecido", "†", 1), ("^a^ Incluye", "a", 1), ("§ Los faros", "§", 1), ("12Este texto", "12", 2),
  ])
  func markers(_ text: String, _ marker: String, _ skip: Int) {
    let found = noteMarker(typedLine(text, x: 0, y: 0, size: 8).words)
    #expect(found?.text == marker)
    #expect(found?.skip == skip)
  }

  @Test(arguments: ["a pesar de todo", "1er trimestre", "3M Company", "Texto sin marca", "1234567 Texto", "§ 2º Los faros", "#4 Los faros"])
  func noMarkers(_ text: String) { #expect(noteMarker(typedLine(text, x: 0, y: 0, size: 8).words) == nil) }

  /// `2023¹` is never 20231; `m²` and `10³` call nothing; two calls in one raised run.
  @Test func callsAndExponents() {
    let line = typedLine("En 2023^1^ hubo 40 m^2^ y 10^3^ casos^2,3^ en México.", x: 0, y: 0, size: 10)
    let found = callCandidates(line.words, lineSize: 10, baseline: 0, exponents: Phrases(["m"]))
    #expect(found.map(\.marker) == ["1", "2", "3", "2", "3"])
    #expect(found.map(\.doubtful) == [false, true, true, false, false])
  }

  private let body = """
    72,100 10 La política se aplicó en todo el territorio durante el año 2023^1^ y alcanzó a las familias de
    72,113 10 los municipios con más carencias, con 40 m^2^ por vivienda, según se acordó en la ciudad^2^.
    """

  /// A rule of hyphens is no text.
  @Test func notesUnderATypedRule() {
    let page = typedPage(
      body + """

        72,690 8 ------------------------------
        72,700 8 ^1^ Cifras al cierre del ejercicio.
        72,710 8 ^2^ Acuerdo de la junta.
        """)
    let document = typedDocument([page])
    #expect(document.footnotes.map(\.marker) == ["1", "2"])
    #expect(document.blocks.filter { $0.type == .furniture }.map(\.text) == ["------------------------------"])
  }

  /// A typed rule as wide as the text, notes set like it.
  @Test func notesUnderATypedRuleOfTheWholeWidth() {
    let page = typedPage(
      """
      72,100 10 La política se aplicó en todo el territorio durante el año^a^ y alcanzó a las familias de^b)^
      72,113 10 los municipios con más carencias, según se acordó en la ciudad.
      72,690 10 ---------------------------------------------------------------------------------------------
      72,704 10 ^a)^ Cifras al cierre del ejercicio.
      72,718 10 ^b)^ Acuerdo de la junta.
      """)
    #expect(typedDocument([page]).footnotes.map(\.marker) == ["a", "b"])
  }

  @Test func notesAtTheFootOfThePage() {
    var page = typedPage(
      body + """

        72,700 7 ^1^ Cifras al cierre del ejercicio, sin los
        72,708 7 programas de los estados.
        72,717 7 ^2^ Acuerdo de la junta.
        """)
    page.rulings.append(Ruling(box: Box(x0: 72, y0: 690, x1: 172, y1: 690.5), horizontal: true, thickness: 0.5))
    let document = typedDocument([page])
    #expect(document.footnotes.map(\.marker) == ["1", "2"])
    #expect(
      document.footnotes.map(\.text) == ["Cifras al cierre del ejercicio, sin los programas de los estados.", "Acuerdo de la junta."])
    let places = document.footnotes.compactMap { $0.anchors.first.map(document.marked) }
    #expect(places.count == 2)
    #expect(places.first?.contains("2023‸ y") == true)
    #expect(places.last?.contains("ciudad‸.") == true)
    #expect(document.texts(.paragraph).first?.contains("40 m² por") == true)
    #expect(document.findings.isEmpty)
  }

  /// What an item's own text raises calls no note, whatever its number.
  @Test func smallItemsThatNothingCallsAreNoNotes() {
    let page = typedPage(
      """
      72,100 12 La declaración que sigue se da ante la junta de los puertos y se firma en la capital
      72,124 9 1. Soy vecina del puerto y mayor de edad.
      72,136 9 2. Compré el faro el día 1^1^ de mayo.
      72,148 9 3. No lo he vendido.
      """)
    let document = typedDocument([page])
    #expect(document.footnotes.isEmpty)
    #expect(document.texts(.listItem).count == 3)
  }

  /// Sizes of what is read from a picture waver: type a little smaller than the rest is none of notes.
  @Test func whatIsReadFromAPictureHasNoNotesByASmallDifference() {
    func page(_ confidence: Float) -> Page {
      var page = typedPage(
        """
        72,100 11 La declaración que sigue se da ante la junta de los puertos^1^ y se firma en la capital
        72,124 10 1. Soy vecina del puerto y mayor de edad.
        72,138 10 2. Compré el faro en mayo.
        """)
      for line in page.lines.indices {
        for word in page.lines[line].words.indices { page.lines[line].words[word].confidence = confidence }
      }
      return page
    }
    #expect(typedDocument([page(1)]).footnotes.map(\.marker) == ["1"])
    #expect(typedDocument([page(0.9)]).footnotes.isEmpty)
  }

  /// A chapter ends with its note, and the next one begins on the same page.
  @Test func notesAmidThePage() {
    var page = typedPage(
      body + """

        72,140 8 ^1^ Cifras al cierre del ejercicio, según los
        72,150 8 registros de la junta.
        72,175 10 Capítulo segundo
        72,195 10 El consejo se reunió en cuatro ocasiones a lo largo del año y acordó que las familias de todas
        72,208 10 las comarcas recibieran la ayuda antes del invierno.
        """)
    page.rulings = [Ruling(box: Box(x0: 72, y0: 132, x1: 172, y1: 132.5), horizontal: true, thickness: 0.5)]
    let document = typedDocument([page])
    #expect(document.footnotes.map(\.text) == ["Cifras al cierre del ejercicio, según los registros de la junta."])
    #expect(document.blocks.last?.text.hasSuffix("antes del invierno.") == true)
    #expect(document.blocks.last?.type == .paragraph)
  }

  @Test func noteOverThePage() {
    let body = """
      72,100 10 La política se aplicó en todo el territorio durante el año 2023^1^ y alcanzó a las familias de
      72,113 10 los municipios con más carencias.
      """
    let ruling = Ruling(box: Box(x0: 72, y0: 690, x1: 172, y1: 690.5), horizontal: true, thickness: 0.5)
    var first = typedPage(1, body + "\n72,700 7 ^1^ Cifras al cierre del ejercicio que incluyen los")
    var second = typedPage(
      2,
      """
      72,100 10 Otro párrafo de la página siguiente que llena una línea entera y que no tiene notas al pie.
      72,700 7 programas de los estados.
      """)
    first.rulings.append(ruling)
    second.rulings.append(ruling)
    let document = typedDocument([first, second])
    #expect(document.footnotes.map(\.text) == ["Cifras al cierre del ejercicio que incluyen los programas de los estados."])
  }

  @Test func findings() {
    var page = typedPage(body + "\n72,700 7 ^5^ Nota que nadie llama.")
    page.rulings.append(Ruling(box: Box(x0: 72, y0: 690, x1: 172, y1: 690.5), horizontal: true, thickness: 0.5))
    let codes = typedDocument([page]).findings.map(\.code)
    #expect(codes.filter { $0 == "call-without-note" }.count == 2)
    #expect(codes.contains("note-without-call"))
  }

  /// The layout is lost: the call is glued to its word, the note ends the page.
  @Test func textBornNotes() {
    let document = typedDocument(
      [
        typewriterPage(
          """
          Se visitaron durante el año las unidades del norte y las del sur, con el
          apoyo de 40 oficinas12: 25 en la primera modalidad y las demás en la
          segunda, que se abrió en marzo.

          12  Solo las que abrieron en enero.
          """)
      ], mediaType: "text/plain")
    #expect(document.footnotes.map(\.marker) == ["12"])
    #expect(document.footnotes.first?.text == "Solo las que abrieron en enero.")
    #expect(document.footnotes.first?.anchors.first.map(document.marked)?.contains("40 oficinas‸: 25") == true)
  }
}
