import Model
@testable import Assembly
@testable import Layout
@testable import Objects
@testable import Structure
@testable import Text

/// Pages for tests, typed line by line: `x,y size[b][i] text`. `^1^` is raised. Every scalar is half an em wide.
func typedPage(_ rows: String) -> Page { typedPage(1, rows) }

func typedPage(_ number: Int, width: Double = 612, height: Double = 792, _ rows: String) -> Page {
  var page = Page(number: number, shownWidth: width, shownHeight: height)
  for row in rows.split(separator: "\n") {
    let parts = row.drop { $0 == " " }.split(separator: " ", maxSplits: 2)
    guard parts.count == 3 else { continue }
    let place = parts[0].split(separator: ",").compactMap { Double($0) }
    let size = Double(parts[1].filter { $0.isNumber || $0 == "." }) ?? 10
    page.lines.append(
      typedLine(String(parts[2]), x: place[0], y: place[1], size: size, bold: parts[1].contains("b"), italic: parts[1].contains("i")))
  }
  page.ink.total = page.lines.reduce(0) { sum, line in line.words.reduce(sum) { $0 + Int($1.glyphs) } }
  return page
}

/// `y` is the baseline.
func typedLine(_ text: String, x: Double, y: Double, size: Double, bold: Bool = false, italic: Bool = false) -> TextLine {
  var words: [Word] = []
  var at = x
  var space = false
  var raised = false
  var current = ""
  func flush() {
    guard !current.isEmpty else { return }
    let own = raised ? 0.6 * size : size
    let base = raised ? y - 0.35 * size : y
    let count = current.unicodeScalars.count
    let step = 0.5 * own
    words.append(
      Word(
        text: current, box: Box(x0: at, y0: base - 0.75 * own, x1: at + Double(count) * step, y1: base + 0.25 * own), baseline: base,
        size: own,
        style: Style(bold: bold, italic: italic), spaceBefore: space, shift: raised ? .superscript : .none,
        edges: (0...count).map { Float(at + Double($0) * step) }, glyphs: Int32(count)))
    at += Double(count) * step
    space = false
    current = ""
  }
  for character in text {
    switch character {
    case " ":
      flush()
      at += 0.25 * size
      space = true
    case "^":
      flush()
      raised.toggle()
    default: current.append(character)
    }
  }
  flush()
  let box = words.dropFirst().reduce(words[0].box) { $0.union($1.box) }
  return TextLine(words: words, box: box, baseline: y, angle: 0, size: size)
}

/// Plain text as Extract lays it out: a line a row, ten-point type on twelve, blank lines left open.
func typewriterPage(_ text: String) -> Page { typewriterPage(1, text) }

func typewriterPage(_ number: Int, _ text: String) -> Page {
  var page = Page(number: number, shownWidth: 612, shownHeight: 792)
  for (row, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() where line.contains(where: { $0 != " " }) {
    page.lines.append(typewriterLine(String(line), y: 36 + Double(row + 1) * 12))
  }
  return page
}

private func typewriterLine(_ text: String, y: Double) -> TextLine {
  var words: [Word] = []
  var start = 0
  var current = ""
  func flush() {
    guard !current.isEmpty else { return }
    let x = 36 + Double(start) * 6
    let count = current.unicodeScalars.count
    words.append(
      Word(
        text: current, box: Box(x0: x, y0: y - 7.5, x1: x + Double(count) * 6, y1: y + 2.5), baseline: y, size: 10, style: Style(),
        spaceBefore: !words.isEmpty, edges: (0...count).map { Float(x + Double($0) * 6) }, glyphs: Int32(count)))
    current = ""
  }
  for (column, character) in text.enumerated() {
    if character == " " {
      flush()
    } else {
      if current.isEmpty { start = column }
      current.append(character)
    }
  }
  flush()
  let box = words.dropFirst().reduce(words[0].box) { $0.union($1.box) }
  return TextLine(words: words, box: box, baseline: y, angle: 0, size: 10)
}

/// A few words of every list that the tests need; the real ones are in Pipelines/.
let typedSettings = SegmentSettings(vocabularies: [
  StructureWords(
    language: "es",
    lists: [
      ("caption-table", ["cuadro", "tabla"]), ("caption-chart", ["gráfica"]), ("caption-photo", ["fotografía"]),
      ("caption-image", ["figura"]),
      ("caption-number", ["núm."]), ("continued", ["continuación"]), ("units", ["millones", "pesos", "porcentaje", "personas"]),
      ("units-per", ["kg", "ha"]), ("units-joiner", ["de", "y"]), ("source", ["fuente"]), ("source-bare", ["elaboración propia"]),
      ("note", ["nota"]),
      ("exponent-base", ["m", "km"]), ("endnotes", ["notas"]), ("contents", ["índice", "contenido"]), ("glossary", ["siglas"]),
      ("glossary-head", ["sigla", "significado"]), ("name-particles", ["de", "la"]), ("author-lead", ["por"]),
      ("title-junk", ["documento"]),
      ("author-junk", ["usuario"]), ("keywords", ["palabras clave"]), ("month-joiner", ["de"]),
      (
        "months",
        ["enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"]
      ),
    ])
])

func typedDocument(_ pages: [Page], mediaType: String = "application/pdf", info: [InfoEntry] = []) -> Document {
  var facts = DocumentFacts(source: Source(file: "a", sha256: "", bytes: 0, mediaType: mediaType))
  facts.pageCount = pages.count
  facts.info = info
  return segment(pages, facts: facts, settings: typedSettings)
}

extension Document {
  func text(_ id: String) -> String { blocks.first { $0.id == id }?.text ?? "" }
  func texts(_ type: BlockType) -> [String] { blocks.filter { $0.type == type }.map(\.text) }

  /// The text of an anchor's block with `‸` where the note is called.
  func marked(_ anchor: Anchor) -> String {
    var scalars = Array(text(anchor.block).unicodeScalars)
    scalars.insert("\u{2038}", at: anchor.offset)
    return String(String.UnicodeScalarView(scalars))
  }
}
