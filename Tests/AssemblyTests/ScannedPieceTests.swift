import Model
import Testing

@testable import Assembly
@testable import Layout
@testable import Objects
@testable import Structure

/// Pictures that are pieces of a scan: the text that was read from them is the page's.
@Suite struct ScannedPieceTests {
  private func page(_ rows: [String], confidence: Float) -> Page {
    var page = typedPage(
      "72,80 10 La junta se reunió en la capital del golfo durante el verano.\n"
        + rows.enumerated().map {
          "72,\(130 + $0.offset * 14) 10 \($0.element)"
        }.joined(separator: "\n"))
    for line in page.lines.indices.dropFirst() {
      for word in page.lines[line].words.indices { page.lines[line].words[word].confidence = confidence }
    }
    page.images = [ImageBox(box: Box(x0: 70, y0: 112, x1: 420, y1: 182), pixelWidth: 900, pixelHeight: 180)]
    return page
  }

  @Test func aParagraphUnderItsPictureIsText() {
    let rows = [
      "Los torreros del norte guardan los libros en que la guardia", "apunta los buques que pasan, y los enseñan a todos los que",
      "los piden en la casa de la torre.",
    ]
    var apart = page(rows, confidence: 0.9)
    let document = typedDocument([apart])
    #expect(document.figures.isEmpty)
    #expect(document.texts(.paragraph).contains { $0.hasPrefix("Los torreros") })
    // Each word set apart, as programs that read pictures do.
    apart.lines = apart.lines.flatMap { line in
      line.words.map { TextLine(words: [$0], box: $0.box, baseline: line.baseline, angle: 0, size: line.size) }
    }
    #expect(typedDocument([apart]).figures.isEmpty)
  }

  /// Words of a plan stay in it.
  @Test func labelsOfAPlanAreItsOwn() {
    let document = typedDocument([page(["Torre del norte", "Muelle", "Casa de la junta"], confidence: 0.9)])
    #expect(document.figures.count == 1)
    #expect(!document.texts(.paragraph).contains { $0.contains("Muelle") })
  }
}
