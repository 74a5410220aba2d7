import Model
import Testing

@testable import Assembly
@testable import Layout
@testable import Objects
@testable import Structure
@testable import Text

struct CaptionTests {
  let words = typedSettings.captionWords

  @Test(arguments: [
    ("CUADRO IX.9. PERSONAS ATENDIDAS", "CUADRO IX.9.", "PERSONAS ATENDIDAS"),
    ("Tabla 3: Gasto por año", "Tabla 3:", "Gasto por año"),
    ("Tabla A-2 — Gasto", "Tabla A-2", "Gasto"),
    ("Gráfica núm. 4. Altas", "Gráfica núm. 4.", "Altas"),
    ("CUADRO X.1.", "CUADRO X.1.", ""),
    ("Figura 2.1b Croquis", "Figura 2.1b", "Croquis"),
  ])
  func labels(_ text: String, _ label: String, _ title: String) {
    let parts = captionParts(text, words: words)
    #expect(parts.label == label)
    #expect(parts.title == title)
  }

  @Test(arguments: ["Tabla de contenido", "Cuadros de costumbres", "Figura mi padre", "La tabla 3. Gasto", "Tablas 3 y 4"])
  func noLabels(_ text: String) { #expect(captionParts(text, words: words).label == nil) }

  @Test func continuedCaption() {
    #expect(captionParts("CUADRO 3. (CONTINUACIÓN)", words: words).continued)
    #expect(!captionParts("CUADRO 3. CONTINUACIÓN DEL AÑO", words: words).continued)
  }

  @Test func unitsAndSources() {
    #expect(words.isUnits(Opening("(millones de pesos)")))
    #expect(words.isUnits(Opening("Millones de pesos")))
    #expect(!words.isUnits(Opening("Personas ocupadas por sector")))
    #expect(!words.isUnits(Opening("(1942-1964)")))
    #expect(words.isRatio(Opening("coronas/kg de heno")))
    #expect(words.isRatio(Opening("sacos/ha")))
    #expect(!words.isRatio(Opening("madera/hachas")))
    #expect(!words.isRatio(Opening("2019/20")))
    #expect(words.closing(Opening("Fuente: Registro de visitas.")) == .source)
    #expect(words.closing(Opening("Elaboración propia con datos de 2020")) == .source)
    #expect(words.closing(Opening("Nota: Cifras preliminares.")) == .note)
    #expect(words.closing(Opening("Fuente de ingresos de la población")) == nil)
  }

  /// A sentence that runs over a line into the name of a table.
  @Test func aSentenceRunsIntoNoCaption() {
    let page = typedPage(
      """
      72,100 10 Las altas crecieron en todas las ramas durante el periodo que se informa, como ya se vio (
      72,113 10 Tabla 3). Las bajas se cuentan por entidad federativa del país y por rama, según lo acordado,
      72,126 10 y no dicen nada de lo que pasó en los meses de verano.
      """)
    #expect(!typedDocument([page]).blocks.contains { $0.type == .caption })
  }

  /// A bar chart: its words are the figure's, its caption, units and source its own.
  @Test func chartWithCaptionAbove() {
    var page = typedPage(
      """
      72,100 10 Las altas crecieron en todas las ramas durante el periodo que se informa, como se ve en
      72,113 10 la gráfica siguiente, que las cuenta por año y por entidad federativa del país entero.
      200,150 10b GRÁFICA 2.
      180,163 10b ALTAS POR AÑO
      190,175 8 (miles de personas)
      100,330 7 2021
      160,330 7 2022
      220,330 7 2023
      80,200 7 400
      72,360 8 Fuente: Dirección de Altas,
      72,370 8 registro anual.
      72,400 10 El texto sigue debajo de la fuente con otra oración que llena la línea hasta su final y que
      72,413 10 no es de la figura.
      """)
    for (index, height) in [60.0, 100, 80].enumerated() {
      let x = 95 + 60 * Double(index)
      page.fills.append(Fill(box: Box(x0: x, y0: 320 - height, x1: x + 30, y1: 320), colour: 0x224466))
    }
    let document = typedDocument([page])
    #expect(document.figures.count == 1)
    guard let figure = document.figures.first else { return }
    #expect(figure.label == "GRÁFICA 2.")
    #expect(figure.caption == "ALTAS POR AÑO")
    #expect(figure.units == "(miles de personas)")
    #expect(figure.source == "Fuente: Dirección de Altas, registro anual.")
    #expect(figure.kind == "chart")
    #expect(Set(figure.texts.flatMap { $0.split(separator: " ") }) == ["2021", "2022", "2023", "400"])
    let body = document.texts(.paragraph).joined(separator: " ")
    #expect(!body.contains("2022"))
    #expect(body.contains("no es de la figura"))
  }

  /// White laid behind each line of a paragraph is no drawing on bare paper: the text between a figure and the next caption stays text.
  @Test func whiteBehindTextMakesNoFigureOfIt() {
    var page = typedPage(
      """
      72,100 10 Figura 1. El puerto.
      72,300 10 Un párrafo que sigue a la figura y que llena la línea de texto hasta el margen derecho
      72,320 10 de la página, con espacio y medio entre sus líneas como lo piden los tribunales de las
      72,340 10 tesis.
      72,400 10 Figura 2. Los muelles.
      """)
    for line in page.lines { page.fills.append(Fill(box: line.box.inset(dx: 0, dy: -6), colour: 0xFFFFFF)) }
    page.images.append(ImageBox(box: Box(x0: 100, y0: 110, x1: 400, y1: 270), pixelWidth: 600, pixelHeight: 400))
    page.images.append(ImageBox(box: Box(x0: 100, y0: 410, x1: 400, y1: 570), pixelWidth: 600, pixelHeight: 400))
    #expect(typedDocument([page]).texts(.paragraph).joined(separator: " ").hasPrefix("Un párrafo que sigue a la figura"))
  }

  @Test func photoWithCaptionBelow() {
    var page = typedPage(
      """
      72,300 8i Fotografía 1. Plaza de la ciudad, 1950.
      72,330 10 Un párrafo que sigue a la fotografía y que llena la línea de texto hasta el margen derecho
      72,343 10 de la página.
      """)
    page.images.append(ImageBox(box: Box(x0: 100, y0: 80, x1: 400, y1: 285), pixelWidth: 600, pixelHeight: 400))
    let document = typedDocument([page])
    #expect(document.figures.map(\.label) == ["Fotografía 1."])
    #expect(document.figures.first?.caption == "Plaza de la ciudad, 1950.")
    #expect(document.figures.first?.kind == "photo")
    #expect(document.blocks.map(\.type) == [.photo, .caption, .paragraph])
  }

  /// A sheet that was scanned smaller than the page: its words are the text. Of words that are guessed in a picture this cannot be said.
  @Test(arguments: [(Float(0.94), 0), (0.6, 1)]) func aScanThatWasReadIsNoFigure(confidence: Float, figures: Int) {
    var page = typedPage(
      """
      120,200 16b Hoja de aprobación
      120,260 10 Marta Ruiz Almonte
      120,300 10 Vista la memoria, la junta acuerda aprobarla por unanimidad.
      """)
    page.images.append(ImageBox(box: Box(x0: 80, y0: 90, x1: 500, y1: 640), pixelWidth: 1700, pixelHeight: 2300))
    for line in page.lines.indices {
      for word in page.lines[line].words.indices { page.lines[line].words[word].confidence = confidence }
    }
    let document = typedDocument([page])
    #expect(document.figures.count == figures)
    #expect(document.blocks.map(\.text).joined(separator: " ").contains("Marta Ruiz Almonte") == (figures == 0))
  }
}
