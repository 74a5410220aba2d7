import Model
import Testing

@testable import Assembly
@testable import Layout
@testable import Structure

/// Items stay items where the weights would take every numbered line for a heading.
@Suite struct HeadingItemTests {
  private static let settings: SegmentSettings = {
    var settings = fixtureSettings
    let sums: [DataTree.Entry] = [DataTree.Entry(key: "number", value: .scalar("6"))]
    let data = DataFile(
      path: "weights/headings.yaml",
      tree: .map([
        DataTree.Entry(key: "base", value: .scalar("-3")), DataTree.Entry(key: "threshold", value: .scalar("0")),
        DataTree.Entry(key: "sums", value: .map(sums)),
      ]))
    settings.headings = (try? EvidenceModel(data)) ?? EvidenceModel()
    return settings
  }()

  private func read(_ text: String) -> [Block] {
    segment(
      pages(text), facts: DocumentFacts(source: Source(file: "a.pdf", sha256: "", bytes: 0, mediaType: "application/pdf")),
      settings: Self.settings
    ).blocks
  }

  private func texts(_ blocks: [Block], _ type: BlockType) -> [String] { blocks.filter { $0.type == type }.map(\.text) }

  private func body(_ y: Double) -> String {
    lines(
      40, y, "Los faros del golfo se encienden cada tarde a la misma hora, salvo",
      "los días de niebla, en los que el torrero decide si la luz se",
      "mantiene hasta el mediodía.")
  }

  @Test func partsOfASentenceAreItems() {
    let blocks = read(
      "page 400 600\n" + body(60) + lines(40, 110, "Los fondos de los faros proceden:")
        + lines(40, 130, "I - de las cuotas que pagan los barcos;") + lines(40, 150, "II - de los donativos de las villas.") + body(180))
    #expect(texts(blocks, .heading) == [])
    #expect(texts(blocks, .listItem) == ["de las cuotas que pagan los barcos;", "de los donativos de las villas."])
  }

  /// The first begins with a capital and ends with nothing; its neighbour runs on over two lines.
  @Test func neighboursOfTextAreItems() {
    let blocks = read(
      "page 400 600\n" + body(60) + lines(40, 110, "a) Encender la luz")
        + lines(40, 130, "b) Anotar en el libro del faro los barcos que pasan de noche y los", "que piden auxilio, con la hora y el viento")
        + body(190))
    #expect(texts(blocks, .heading) == [])
    #expect(blocks.filter { $0.type == .listItem }.map(\.marker) == ["a)", "b)"])
  }

  /// Remarks in smaller type, with nothing under them.
  @Test func remarksAreNoHeadings() {
    let blocks = read("page 400 600\n" + body(60) + body(110) + body(160) + "40 560 8 - A. Sin contar los barcos de pesca.\n")
    #expect(texts(blocks, .heading) == [])
  }

  /// The next line begins with a capital, but on the next page, and the sentence is not over.
  @Test func sentencesOverTwoPagesAreNoHeadings() {
    let blocks = read(
      "page 400 600\n" + body(420)
        + lines(
          40, 540, "I. Que la casa del faro de la barra se encargue, junto con la oficina de",
          "los puertos y con todas las cofradías de la costa, del Servicio de")
        + "page 400 600\n" + lines(40, 60, "Luces de Niebla.") + body(90))
    #expect(texts(blocks, .heading) == [])
  }

  @Test func titlesOverTextStayHeadings() {
    let blocks = read(
      "page 400 600\n40 60 10 - 1. Luces de niebla\n" + body(80) + "40 150 10 - 2. Libro del faro\n" + body(170))
    #expect(texts(blocks, .heading) == ["1. Luces de niebla", "2. Libro del faro"])
  }
}
