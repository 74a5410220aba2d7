import Model
import Testing

@testable import Assembly
@testable import Layout
@testable import Structure

/// Headings that only the sum of their evidences tells, and the levels that they take.
@Suite struct HeadingEvidenceTests {
  private static let weights: [(String, DataTree)] = [
    ("base", .scalar("-3")), ("threshold", .scalar("0")),
    (
      "sums",
      .map([
        DataTree.Entry(key: "word-of-article", value: .scalar("2")), DataTree.Entry(key: "family-stands", value: .scalar("2")),
        DataTree.Entry(key: "bold", value: .scalar("3")), DataTree.Entry(key: "word-of-part", value: .scalar("3")),
        DataTree.Entry(key: "after-label", value: .scalar("3")), DataTree.Entry(key: "bigger", value: .scalar("3")),
        DataTree.Entry(key: "many-words", value: .scalar("-3")), DataTree.Entry(key: "next-lower", value: .scalar("-1")),
        DataTree.Entry(key: "italic", value: .scalar("4")),
      ])
    ),
  ]

  private static let settings = headingSettings(
    [
      ("heading-parts-4", ["sección"]), ("heading-articles", ["artículo", "disposición"]),
      ("heading-ordinals", ["primera", "segunda", "final", "único"]),
    ], weights: weights)

  private func read(_ text: String) -> Document {
    segment(
      pages(text), facts: DocumentFacts(source: Source(file: "a.pdf", sha256: "", bytes: 0, mediaType: "application/pdf")),
      settings: Self.settings)
  }

  private func body(_ y: Double) -> String {
    lines(
      40, y, "Los faros del golfo se encienden cada tarde a la misma hora, salvo",
      "los días de niebla, en los que el torrero decide si la luz se",
      "mantiene hasta el mediodía.")
  }

  /// Set like the text, with a full stop at the end: siblings that are all short and lead text.
  @Test func articlesInTheTextsOwnLookAreHeadings() {
    var text = "page 400 600\n"
    for (index, title) in ["Objeto de los faros.", "Torreros.", "Luces de niebla."].enumerated() {
      let y = 60 + Double(index) * 90
      text += "40 \(y) 10 - Artículo \(index + 1). \(title)\n" + body(y + 18)
    }
    #expect(read(text).sections.map(\.title) == ["Objeto de los faros.", "Torreros.", "Luces de niebla."])
    #expect(read(text).sections.map(\.number) == ["Artículo 1", "Artículo 2", "Artículo 3"])
  }

  /// Long titles that end with a stop, in italics as the text is not.
  @Test func articlesInItalicsAreNoParagraphs() {
    var text = "page 400 600\n"
    for index in 1...3 {
      text +=
        "40 \(Double(index) * 110 - 60) 10 i Artículo \(index). Cambio de la ordenanza que rige las luces de niebla de los puertos.\n"
        + body(Double(index) * 110 - 40)
    }
    #expect(read(text).sections.map(\.number) == ["Artículo 1", "Artículo 2", "Artículo 3"])
  }

  @Test func articlesThatAreParagraphsAreNone() {
    var text = "page 400 600\n"
    for index in 0..<3 {
      text += lines(
        40, 60 + Double(index) * 90, "Artículo \(index + 1). Los faros del golfo se encienden cada tarde a la misma hora, salvo",
        "los días de niebla, en los que el torrero decide si la luz se mantiene",
        "hasta el mediodía, y de ello da cuenta al capitán del puerto.")
    }
    #expect(read(text).sections.isEmpty)
  }

  @Test func labelAndTitleAreOneHeading() {
    let text =
      "page 400 600\n150 60 12 b CAPÍTULO II\n130 78 12 b De los torreros\n" + body(110)
      + "150 200 12 b CAPÍTULO III\n130 218 12 b De las luces\n"
      + body(250)
    let document = read(text)
    #expect(document.sections.map(\.number) == ["CAPÍTULO II", "CAPÍTULO III"])
    #expect(document.sections.map(\.title) == ["De los torreros", "De las luces"])
    #expect(document.blocks.filter { $0.type == .heading }.count == 2)
  }

  /// A quotation pulled out of the text stands in the middle of a sentence.
  @Test func whatASentenceGoesOnOverIsNoHeading() {
    let text =
      "page 400 600\n40 40 16 b Memoria de los faros\n"
      + lines(
        40, 70, "Los faros del golfo se encienden cada tarde a la misma hora, salvo los",
        "días de niebla, en los que el torrero de la costa del sur decide si la")
      + "80 120 14 b La luz guía a los barcos\n"
      + lines(
        40, 150, "luz se mantiene hasta el mediodía, y lo dice en el libro de la torre, que",
        "se guarda en el puerto y que la junta lee cada mes.")
    let document = read(text)
    #expect(document.sections.map(\.title) == ["Memoria de los faros"])
    #expect(document.blocks.contains { $0.text.hasPrefix("Los faros del golfo") && $0.text.hasSuffix("lee cada mes.") })
  }

  @Test func linesOfACoverDoNotHoldEachOther() {
    let text =
      "page 400 600\n100 80 22 b Los faros del golfo\n120 160 16 b Memoria anual\n120 260 14 b Comisión de puertos\n"
      + "page 400 600\n40 60 14 b TÍTULO I. De los faros\n" + body(90) + "40 150 10 b Artículo 1. Objeto\n" + body(170)
      + "40 230 14 b TÍTULO II. De las luces\n" + body(260) + "40 320 10 b Artículo 2. Luces de niebla\n" + body(340)
    let sections = read(text).sections
    #expect(
      sections.map { "\($0.level) \($0.title)" } == [
        "1 Los faros del golfo", "1 Comisión de puertos", "2 De los faros", "3 Objeto", "2 De las luces", "3 Luces de niebla",
      ])
  }

  /// Two series of one rank: the one that begins anew while the other's numbers go on stands in it.
  @Test func oneSeriesOfArticlesStandsInAnother() {
    var text = "page 400 600\n"
    for (index, title) in ["Disposición 8. Faros", "Artículo 1. Torres", "Artículo 2. Luces", "Disposición 9. Muelles"].enumerated() {
      let y = 60 + Double(index) * 120
      text += "40 \(y) 12 b \(title)\n" + body(y + 24)
    }
    #expect(read(text).sections.map(\.level) == [1, 2, 2, 1])
  }

  @Test func treesAreReadAndWeighed() throws {
    let trees = headingWeights([
      ("base", .scalar("0.5")), ("trees", .list([.scalar("bold<0.5 (bigger<0.5 (-1, 2), 3)"), .scalar("0.25")])),
    ])
    let model = try EvidenceModel(trees).bound(to: ["bigger", "bold"])
    #expect(model.score([0, 0]) == -0.25)
    #expect(model.score([1, 0]) == 2.75)
    #expect(model.score([0, 1]) == 3.75)
    #expect(model.parts([1, 0]).first?.weight == 2)
  }

  @Test(arguments: ["bold<0.5 (1, 2", "bold<0.5 1, 2)", "bold<x (1, 2)", "", "bold<0.5 (1, 2) 3"])
  func brokenTreesAreRefused(tree: String) {
    #expect(throws: DataFault.self) { try EvidenceModel(headingWeights([("trees", .list([.scalar(tree)]))])) }
  }

  @Test func unknownEvidencesAreRefused() throws {
    let model = try EvidenceModel(headingWeights([("sums", .map([DataTree.Entry(key: "loudness", value: .scalar("1"))]))]))
    #expect(throws: DataFault.self) { try model.bound(to: headingEvidenceNames) }
  }
}
