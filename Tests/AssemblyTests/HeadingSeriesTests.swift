import Model
import Testing

@testable import Assembly
@testable import Layout
@testable import Objects
@testable import Structure
@testable import Text

/// What the order of headings says of their levels, and evidences of what stands around them.
@Suite struct HeadingSeriesTests {
  private func body(_ y: Double) -> String {
    lines(
      40, y, "Los faros del golfo se encienden cada tarde a la misma hora, salvo",
      "los días de niebla, en los que el torrero decide si la luz se",
      "mantiene hasta el mediodía.")
  }

  /// Headings a page each, with text under them; the style is that of the fixtures.
  private func levels(_ titles: [String], style: String = "12 b", under: Set<Int> = []) -> [Int] {
    var text = ""
    for (index, title) in titles.enumerated() {
      if under.contains(index) {
        text += "40 66 \(style) \(title)\n" + body(90)
      } else {
        text += "page 400 600\n40 50 \(style) \(title)\n" + (under.contains(index + 1) ? "" : body(90))
      }
    }
    return read(text).sections.map(\.level)
  }

  /// `A` begins anew under each numeral, in the same type.
  @Test func aSeriesThatBeginsAnewStandsInTheOneThatGoesOn() {
    #expect(
      levels(["I. Faros", "A. Torres", "B. Luces", "II. Muelles", "A. Piedra", "B. Madera", "III. Vados"]) == [1, 2, 2, 1, 2, 2, 1])
  }

  private let words = HeadingWords(
    SegmentSettings(vocabularies: [
      StructureWords(
        language: "es",
        lists: [
          ("heading-words", ["capítulo", "artículo"]), ("heading-parts-3", ["capítulo"]), ("heading-articles", ["artículo"]),
        ])
    ]))

  /// A label alone on its line over its title, set like the text: a heading where the next number comes too, with text between.
  @Test(arguments: [
    (["Capítulo I|De los vados", "Se cuidan.", "Capítulo II|De los puentes"], [0, 2]),
    (["Capítulo I|De los vados", "Se cuidan.", "Capítulo IV|De los puentes"], []),
    (["Capítulo I|De los vados", "Capítulo II|De los puentes"], []),
    (["Capítulo I|de los vados", "Se cuidan.", "Capítulo II|de los puentes"], []),
    (["Capítulo I|De los vados que", "Se cuidan.", "Capítulo II|Se lee entero."], []),
  ])
  func labelsOverPlainTitlesCountOn(texts: [String], headings: [Int]) {
    let chunks = texts.enumerated().map { index, text in
      var chunk = Chunk(places: [index], page: 0, look: Look(size: 40, bold: false, italic: false, colour: 0, font: 0))
      chunk.scalars = Array(text.replacing("|", with: " ").unicodeScalars)
      if let cut = text.unicodeScalars.firstIndex(of: "|") {
        chunk.lineStarts = [text.unicodeScalars.distance(from: text.unicodeScalars.startIndex, to: cut) + 1]
      }
      chunk.number = numbering(of: chunk.scalars, words: words.numbered)
      return chunk
    }
    let nearly = chunks.indices.map { HeadingCandidate(chunk: $0) }
    #expect(labelSeries(nearly, taken: [], chunks: chunks, words: words).map(\.chunk) == headings)
  }

  /// Lines right under each other as chunks: `+` headings already, `?` those that weigh a little less, `-` text.
  private func weighed(_ lines: [String], bold: Set<Int> = []) -> (chunks: [Chunk], taken: [HeadingCandidate], nearly: [HeadingCandidate]) {
    var chunks: [Chunk] = []
    for (index, line) in lines.enumerated() {
      let scalars = Array(line.dropFirst(2).unicodeScalars)
      let look = Look(size: 40, bold: bold.contains(index), italic: false, colour: 0, font: 0)
      var chunk = Chunk(places: [index], page: 0, look: look, scalars: scalars)
      chunk.number = numbering(of: scalars, words: words.numbered)
      chunk.above = 1
      chunks.append(chunk)
    }
    func candidates(_ mark: String) -> [HeadingCandidate] {
      lines.indices.filter { lines[$0].hasPrefix(mark) }.map { HeadingCandidate(chunk: $0) }
    }
    return (chunks, candidates("+"), candidates("?"))
  }

  private func gaps(_ lines: [String], bold: Set<Int> = []) -> [Int] {
    let all = weighed(lines, bold: bold)
    return seriesGaps(all.taken, nearly: all.nearly, chunks: all.chunks).map(\.chunk)
  }

  @Test func aNumberThatTheHeadingsAroundItLackIsOneOfThem() {
    let law = [
      "+ Artículo 1. Faros", "+ Artículo 2. Luces", "? Artículo 3. Luces de los barcos que entran de noche", "+ Artículo 4. Boyas",
    ]
    #expect(gaps(law) == [2])
    #expect(gaps(law, bold: [2]) == [], "of another look")
    #expect(gaps(["+ 1.1 Faros", "+ 1.2 Luces", "? 1.3 Boyas", "? 1.4 Muelles", "+ 1.5 Vados"]) == [2, 3])
  }

  @Test func whatDoesNotFillTheGapIsNoHeading() {
    #expect(gaps(["+ Artículo 1. Faros", "+ Artículo 2. Luces", "? Artículo 9. del convenio", "+ Artículo 3. Boyas"]) == [])
    #expect(gaps(["+ 1.1 Faros", "+ 1.2 Luces", "? 1.3 Boyas", "? 1.3 boyas rojas", "+ 1.4 Vados"]) == [], "twice")
    #expect(gaps(["+ 1.1 Faros", "? 1.2 Luces", "+ 1.3 Boyas"]) == [], "two headings make no series")
    #expect(gaps(["+ 1.1 Faros", "+ 1.2 Luces", "+ 1.3 Boyas", "? 1.4 Muelles"]) == [], "at the end")
  }

  private func titled(_ lines: [String]) -> [String] {
    let all = weighed(lines)
    return joinedLabels(all.taken, chunks: all.chunks, flow: Flow(pages: []), words: words).map { candidate in
      ([candidate.chunk] + (candidate.title.map { [$0] } ?? [])).map { String(scalars: all.chunks[$0].scalars[...]) }.joined(
        separator: " | ")
    }
  }

  @Test func aLineBetweenALabelAndTheNextHeadingIsItsTitle() {
    #expect(
      titled(["+ CAPÍTULO I", "- De los faros", "+ Artículo 1. Luces", "- La luz se enciende.", "+ CAPÍTULO II", "+ De las boyas"])
        == ["CAPÍTULO I | De los faros", "Artículo 1. Luces", "CAPÍTULO II | De las boyas"])
    #expect(titled(["+ CAPÍTULO I", "- La luz se enciende.", "+ Artículo 1. Luces"]) == ["CAPÍTULO I", "Artículo 1. Luces"], "a sentence")
    #expect(
      titled(["+ CAPÍTULO I", "- De los faros", "- del golfo", "+ Artículo 1. Luces"]) == ["CAPÍTULO I", "Artículo 1. Luces"], "a text")
    #expect(titled(["+ CAPÍTULO I. Puertos", "- De los faros", "+ Artículo 1. Luces"]) == ["CAPÍTULO I. Puertos", "Artículo 1. Luces"])
  }

  @Test func nothingButALabelIsAHeading() {
    let all = weighed(["? Capítulo IV", "? Capítulo IV de la ley de puertos", "? De los faros", "- Capítulo V"])
    #expect(bareLabels(all.nearly, chunks: all.chunks, words: words).map(\.chunk) == [0])
  }

  /// The title stands on the cover and over the text again: both are its first level, and the sections stand in the second.
  @Test func theTitleThatComesAgainHoldsNoMoreThanTheCover() {
    let text =
      "page 400 600\n60 80 22 b Los faros\n60 110 22 b del golfo\n60 300 14 b Consejo de puertos\n"
      + "page 400 600\n40 50 14 b LOS FAROS DEL GOLFO\n40 90 12 b I. Torres\n" + body(110)
      + "page 400 600\n40 50 12 b II. Luces\n" + body(90) + "page 400 600\n40 50 12 b III. Muelles\n" + body(90)
    let sections = read(text).sections
    #expect(sections.filter { $0.number != nil }.map(\.level) == [2, 2, 2])
  }

  /// `Nota` stands in the section that its number goes on over, although it is larger.
  @Test func aLabelThatComesAgainAndAgainHoldsNoNumbers() {
    func look(_ size: Int) -> LevelLook {
      LevelLook(Chunk(places: [], page: 0, look: Look(size: size, bold: true, italic: false, colour: 0, font: 0)))
    }
    let number = LevelClass(kind: .roman, look: look(48))
    let label = LevelClass(kind: .plain, look: look(56))
    let classes = [number, label, number, label, number, label]
    let order = LevelOrder(
      classes, looks: classes.map { $0 == label ? look(56) : look(48) }, keys: ["faros", "nota", "luces", "nota", "muelles", "nota"],
      series: HeadingSeries(classes, values: [1, nil, 2, nil, 3, nil], touches: classes.map { _ in false }))
    #expect(order.above(number, label) && !order.above(label, number))
  }

  /// Annexes after the last section stand beside the sections, however small they are printed; under a head of their own they stand in it.
  @Test func annexesAfterTheLastSectionStandBesideTheSections() {
    func sections(_ annexes: String) -> [Int] {
      let text =
        "page 400 600\n40 50 14 b 1. Faros\n" + body(90) + "page 400 600\n40 50 14 b 2. Luces\n" + body(90) + "page 400 600\n" + annexes
      return read(text).sections.map(\.level)
    }
    #expect(sections("40 50 11 b ANEXO 1. Listas\n" + body(90)) == [1, 1, 1])
    #expect(sections("40 50 14 b 3. Listas\n40 76 11 b ANEXO 1. Faros\n" + body(110)) == [1, 1, 1, 2])
  }

  /// A bold remark between numbers that go on stands in them; a bold head under which they begin anew holds them.
  @Test func numbersTellWhatHoldsThem() {
    func sections(_ titles: [String]) -> [Int] {
      let text = titles.map { "page 400 600\n40 50 12 \($0)\n" + body(90) }.joined()
      return read(text).sections.map(\.level)
    }
    #expect(sections(["c 1. Faros", "c 2. Luces", "b Aviso", "c 3. Boyas", "c 4. Vados"]) == [1, 1, 2, 1, 1])
    #expect(sections(["b Norte", "c 1. Faros", "c 2. Luces", "b Sur", "c 1. Boyas", "c 2. Vados"]) == [1, 2, 2, 1, 2, 2])
  }

  /// `Prólogo` is set as the titles below `Capítulo 1` are, and larger than their labels.
  @Test func whatIsSetAsTitlesOfChaptersStandsBesideChapters() {
    let text =
      "page 400 600\n40 60 20 b Prólogo\n" + body(130) + "page 400 600\n40 60 14 b Capítulo 1\n40 92 20 b Las torres\n" + body(130)
      + "page 400 600\n40 60 14 b Capítulo 2\n40 92 20 b Las luces\n" + body(130)
    #expect(read(text).sections.map(\.level) == [1, 1, 1])
  }

  /// Initials are no number of two parts.
  @Test(arguments: ["U.S. lighthouses are listed apart", "E.U.A. y sus faros"])
  func initialsAreNoNumber(text: String) {
    #expect(numbering(of: Array(text.unicodeScalars), words: Phrases([])) == nil)
  }

  private func facts(_ text: String, _ title: String) -> ChunkFacts? {
    let made = pages(text)
    let document = DocumentFacts(source: Source(file: "a.pdf", sha256: "", bytes: 0, mediaType: "application/pdf"))
    let furniture = findFurniture(
      made, facts: document, tables: sureTables(made, settings: fixtureSettings).tables, settings: fixtureSettings)
    let flow = readingOrder(
      made, facts: document, furniture: furniture, tables: made.map { _ in [] }, figures: made.map { _ in [] }, settings: fixtureSettings)
    let measures = Measures(flow)
    let words = HeadingWords(fixtureSettings)
    let all = chunks(of: flow, measures: measures, boundaries: Boundaries(flow: flow, measures: measures), words: words.numbered)
    let measurer = ChunkMeasurer(
      flow: flow, measures: measures, chunks: all, body: bodyLook(of: flow, chunks: all), words: words, contents: [])
    return measurer.facts().first { String(scalars: all[$0.index].scalars[...]) == title }
  }

  @Test func underlinesAndBandsAreSeen() throws {
    let text =
      "page 400 600\n40 50 10 - Torreros\nrule 40 52 80 52\n" + body(70) + "40 150 10 - Luces\n" + body(170)
      + "fill 38 238 360 254\n40 250 10 - Vados\n" + body(270)
    #expect(try #require(facts(text, "Torreros")).underlined)
    #expect(try #require(facts(text, "Vados")).banded)
    let plain = try #require(facts(text, "Luces"))
    #expect(!plain.underlined && !plain.banded && !plain.overRule)
  }

  /// A signature leads to nothing but other short lines; a title to its text.
  @Test func whatFollowsTellsTitlesFromSignatures() throws {
    let text =
      "page 400 600\n40 50 10 b Torreros\n" + body(70) + "40 150 10 b Remedios Ancona\n40 166 10 - Presidenta\n40 182 10 - Puerto Nuevo\n"
    #expect(try #require(facts(text, "Torreros")).nothingSoon == false)
    #expect(try #require(facts(text, "Remedios Ancona")).nothingSoon)
  }

  /// Capitals in the middle over a paragraph in the same type are a line of their own.
  @Test func aCentredLineIsNotPartOfTheParagraphBelow() {
    let text = "page 400 600\n160 50 10 - PRESENTACIÓN\n" + body(62) + body(100)
    #expect(facts(text, "PRESENTACIÓN") != nil)
  }
}
