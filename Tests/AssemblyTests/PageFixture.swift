import Model

@testable import Assembly
@testable import Layout
@testable import Objects
@testable import Structure
@testable import Text

/// Reads pages from text, one thing a line:
///
///     page 400 600            a page, width and height (points)
///     72 90 10 - Some text    a line of text: x, baseline, size, style, words. Style: `-`, or of `b` bold, `i` italic, `c` coloured,
///                             `s` capitals of which all but the first of a word are set at .8 of the size, as faked small capitals are
///     rule 72 100 300 100     a thin line
///     fill 72 100 300 140     a filled box
///     dot 60 85 3             a small filled square: x, y, side
///
/// `^2^` is raised. A scalar is half a size wide, a space a quarter, so that measures can be worked out by hand. `\u{AD}` and so on may be written as such.
func pages(_ text: String) -> [Page] {
  var out: [Page] = []
  for row in text.split(separator: "\n") {
    let parts = row.split(separator: " ", omittingEmptySubsequences: true)
    guard let head = parts.first else { continue }
    let numbers = parts.dropFirst().prefix(4).map { Double($0) ?? 0 }
    switch head {
    case "page": out.append(Page(number: out.count + 1, shownWidth: numbers[0], shownHeight: numbers[1]))
    case "rule":
      out[out.count - 1].rulings.append(
        Ruling(
          box: Box(x0: numbers[0], y0: numbers[1], x1: numbers[2], y1: numbers[3]), horizontal: numbers[1] == numbers[3], thickness: 1))
    case "fill":
      out[out.count - 1].fills.append(Fill(box: Box(x0: numbers[0], y0: numbers[1], x1: numbers[2], y1: numbers[3]), colour: 0xEEEEEE))
    case "dot":
      out[out.count - 1].fills.append(
        Fill(box: Box(x0: numbers[0], y0: numbers[1], x1: numbers[0] + numbers[2], y1: numbers[1] + numbers[2]), colour: 0))
    default:
      guard parts.count > 4, let x = Double(head), let y = Double(parts[1]), let size = Double(parts[2]) else { continue }
      let line = textLine(x: x, baseline: y, size: size, style: parts[3], words: parts.dropFirst(4))
      out[out.count - 1].lines.append(line)
      out[out.count - 1].ink.total += line.words.reduce(0) { $0 + Int($1.glyphs) }
    }
  }
  return out
}

private func textLine(x: Double, baseline: Double, size: Double, style: Substring, words: ArraySlice<Substring>) -> TextLine {
  var at = x
  var made: [Word] = []
  for text in words {
    var space = !made.isEmpty
    if space { at += size / 4 }
    let small = style.contains("s")
    // `870^2^`: what is between the signs is raised.
    let parts = small ? [text.prefix(1), "", text.dropFirst()] : text.split(separator: "^", omittingEmptySubsequences: false)
    for (place, part) in parts.enumerated() where !part.isEmpty {
      let raised = place % 2 == 1
      let own = raised ? 0.6 * size : small && place > 0 ? 0.8 * size : size
      let foot = raised ? baseline - 0.35 * size : baseline
      let count = part.unicodeScalars.count
      let edges = (0...count).map { Float(at + Double($0) * own / 2) }
      let end = at + Double(count) * own / 2
      made.append(
        Word(
          text: String(part), box: Box(x0: at, y0: foot - own * 0.8, x1: end, y1: foot + own * 0.2), baseline: foot, size: own,
          style: Style(
            font: style.contains("b") ? 1 : style.contains("i") ? 2 : 0, bold: style.contains("b"), italic: style.contains("i"),
            colour: style.contains("c") ? 0xA02020 : 0), spaceBefore: space, shift: raised ? .superscript : .none, edges: edges,
          glyphs: Int32(count)))
      space = false
      at = end
    }
  }
  let box = made.map(\.box).reduce(made[0].box) { $0.union($1) }
  return TextLine(words: made, box: box, baseline: baseline, angle: 0, size: style.contains("s") ? 0.8 * size : size)
}

/// Words that the fixtures need.
let fixtureSettings = SegmentSettings(vocabularies: [
  StructureWords(
    language: "es",
    lists: [
      ("heading-words", ["capítulo", "artículo", "anexo"]), ("heading-titles", ["resumen", "conclusiones"]),
      ("source", ["fuente"]), ("caption-table", ["cuadro", "tabla"]), ("continued-labels", ["continúa"]), ("page-labels", ["página"]),
      ("units", ["miles de táleros"]),
    ])
])

/// With more words of headings, and weights for their evidences.
func headingSettings(_ lists: [(String, [String])], weights: [(String, DataTree)]) -> SegmentSettings {
  let parts = [("heading-words", ["título"]), ("heading-parts-2", ["título"]), ("heading-parts-3", ["capítulo"])]
  var settings = SegmentSettings(vocabularies: fixtureSettings.vocabularies + [StructureWords(language: "pt", lists: parts + lists)])
  settings.headings = (try? EvidenceModel(headingWeights(weights))) ?? EvidenceModel()
  return settings
}

func headingWeights(_ entries: [(String, DataTree)]) -> DataFile {
  DataFile(path: "weights/headings.yaml", tree: .map(entries.map { DataTree.Entry(key: $0.0, value: $0.1) }))
}

func read(_ text: String) -> Document {
  segment(
    pages(text), facts: DocumentFacts(source: Source(file: "a.pdf", sha256: "", bytes: 0, mediaType: "application/pdf")),
    settings: fixtureSettings)
}

/// Blocks but furniture, one a line: type, level of headings and items, marker, text.
func outline(_ document: Document) -> [String] {
  document.blocks.filter { $0.type != .furniture }.map { block in
    let level = block.type == .heading || block.type == .listItem ? "\(block.level ?? 0)" : ""
    let marker = block.marker.map { "[\($0)] " } ?? ""
    return "\(block.type.rawValue)\(level): \(marker)\(block.text)"
  }
}

/// A paragraph's lines at one measure, `leading` apart; the first is set in by `indent`.
func lines(_ x: Double, _ y: Double, size: Double = 10, style: String = "-", leading: Double = 12, indent: Double = 0, _ texts: String...)
  -> String
{
  texts.enumerated().map { "\(x + ($0.offset == 0 ? indent : 0)) \(y + Double($0.offset) * leading) \(size) \(style) \($0.element)" }
    .joined(separator: "\n") + "\n"
}
