import Model
import Testing

@testable import Assembly
@testable import Layout
@testable import Objects
@testable import Structure
@testable import Text

/// Plain text as converters leave it: calls glued to words, notes between blank lines.
struct TextBornTests {
  private func read(_ text: String) -> Document { typedDocument([typewriterPage(text)], mediaType: "text/plain") }

  /// Where each note's first call stands, note by note.
  private func calls(_ document: Document) -> [String] {
    document.footnotes.map { note in "\(note.marker) \(note.anchors.first.map(document.marked) ?? "-")" }
  }

  @Test func aCallIsCutOutOfItsWord() {
    let document = read(
      """
      La junta abrió oficinas3 en las cabeceras de los distritos y las
      mantuvo abiertas hasta el cierre del programa.

      3 Con cargo al fondo de reserva.
      """)
    #expect(document.footnotes.map(\.text) == ["Con cargo al fondo de reserva."])
    #expect(calls(document).first?.contains("oficinas\u{2038} en las") == true)
  }

  /// Small capitals that came out in both cases.
  @Test func smallCapitalsAreCapitals() {
    let document = read(
      """
      1. mAReAs y fARos del goLfo

      La junta abrió oficinas en las cabeceras de los distritos y las
      mantuvo abiertas hasta el cierre del programa, que fue en marzo.
      """)
    #expect(document.sections.map(\.number) == ["1"])
  }

  /// Converters set the lines of a large title apart.
  @Test func linesOfATitleThatBlankLinesPart() {
    let document = read(
      """
      2. Los faros del golfo y

      las juntas que los

      encienden

      La junta abrió oficinas en las cabeceras de los distritos y las
      mantuvo abiertas hasta el cierre del programa, que fue en marzo.
      """)
    #expect(document.sections.map(\.title) == ["Los faros del golfo y las juntas que los encienden"])
  }

  /// Each cut moves the words behind it: the later call is cut first.
  @Test func twoCallsInOneLine() {
    let document = read(
      """
      Hubo talleres12 y ferias7 en los barrios del norte, y las escuelas
      los repitieron en verano.

      7 De temporada.

      12 De oficios.
      """)
    #expect(document.footnotes.map(\.marker) == ["7", "12"])
    let places = calls(document)
    #expect(places.first?.contains("ferias\u{2038} en") == true)
    #expect(places.last?.contains("talleres\u{2038} y") == true)
  }

  /// The first of them has the call; nothing is lost of the other.
  @Test func twoNotesOfOneNumber() {
    let document = read(
      """
      La junta abrió oficinas4 en las cabeceras de los distritos y las
      mantuvo abiertas hasta el cierre del programa.

      4 Con cargo al fondo de reserva.

      4 Sin cargo alguno.
      """)
    #expect(calls(document).first?.contains("oficinas\u{2038} en las") == true)
    let text = document.blocks.map(\.text).joined(separator: " ")
    #expect(text.contains("Con cargo al fondo") && text.contains("Sin cargo alguno"))
  }

  /// Words, calls, notes, blank lines and odd characters in any order: every page gives a document, the same each time, that has a place
  /// for each of its letters.
  @Test func anyTextGivesADocument() {
    var random = Dice(state: 20)
    let pieces = [
      "a", "casa", "1", "12", "4/", "(2)", "P)1", "oficinas12", "otros3", "1998).4", "X.1.", "X.1.2.", "IV.", "Cuadro", "Cuadro 3.",
      "Fuente:",
      "Nota:", "—", "...", "3", "+5", "-", "0", "00", "1.5%", "n.d.", "Índice", "Siglas", "ABC", "•", "*", "1)", "a)", "\u{301}", "\u{AD}",
      "٣", "²",
      "x\u{200B}y", "Á2,", "Abierto", "D", "999", "1000", "“Q”9", "[1]", "http://x.y/1",
    ]
    for _ in 0..<120 {
      let pages = (0..<(1 + random.below(3))).map { number in
        var text = ""
        for _ in 0..<random.below(24) {
          if random.below(4) == 0 { text += "\n" }
          let words = (0..<(1 + random.below(9))).map { _ in pieces[random.below(pieces.count)] }
          text += String(repeating: " ", count: random.below(5) == 0 ? random.below(30) : 0)
          text += words.joined(separator: random.below(6) == 0 ? "   " : " ") + "\n"
        }
        return typewriterPage(number + 1, text)
      }
      let document = typedDocument(pages, mediaType: "text/plain")
      #expect(document.pages.count == pages.count)
      for (page, read) in zip(pages, document.pages) {
        let painted = page.lines.reduce(0) { sum, line in line.words.reduce(sum) { $0 + Int($1.glyphs) } }
        #expect(read.glyphs.total == painted)
      }
    }
  }
}

/// Numbers that are the same in every run.
struct Dice {
  var state: UInt64

  mutating func below(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return bound > 0 ? Int((state >> 33) % UInt64(bound)) : 0
  }
}
