import Model
import Testing
import Text

@testable import Assembly

struct LanguageTests {
  private let signs = LanguageSigns([
    ("es", ["el", "la", "de", "y", "en", "se", "los", "no", "con"], ["ción", "dad"]),
    ("pt", ["o", "a", "de", "e", "em", "os", "não", "com", "da", "do"], ["ção", "dade"]),
    ("en", ["the", "of", "and", "in", "is", "with", "are", "not"], ["tion", "ing"]),
  ])

  private func languages(_ texts: [String], stated: String? = nil) -> [String] {
    let blocks = texts.enumerated().map { Block(id: "b\($0 + 1)", type: .paragraph, text: $1, page: 1) }
    let found = Assembly.languages(of: blocks, tables: [], stated: stated, signs: signs)
    return [found.main] + blocks.indices.map { place in found.others.first { $0.block == place }?.language ?? "-" }
  }

  @Test func eachBlockHasTheLanguageThatItsWordsSpeakFor() {
    let spanish = "El molino de la sierra no se abre en invierno, y los vados tampoco; con la corriente sube el agua."
    #expect(
      languages([
        spanish, spanish, "The mill of the upper valley is not open in winter, and the fords are not.",
        "O moinho da serra não abre em janeiro, e os vaus da aldeia não dão passo com a cheia do rio.",
      ]) == ["es", "-", "-", "en", "pt"])
  }

  /// Of languages that fit alike the first: more people write it.
  @Test func textThatFitsTwoLanguagesIsInTheFirst() {
    #expect(languages(["Casa de pedra"])[0] == "es")
    #expect(languages(["Casa com pedra de cor"])[0] == "pt")
  }

  /// A few words that neighbours share change nothing.
  @Test func shortTextIsTakenForTheDocumentsLanguage() {
    let text = "El molino de la sierra no se abre en invierno, y los vados tampoco; con la corriente sube el agua."
    #expect(languages([text, "Casa de pedra", "Anexo 4", "Number of mills in the valley"]) == ["es", "-", "-", "-", "en"])
  }

  /// Dates, names, addresses, initials, formulas: some word of another language is in them by chance, or one many times.
  @Test(arguments: [
    String(repeating: "4 octubre, 2011 ", count: 25), "AVISOS Oct 4 10:31 is Oct 4 9:15 is Oct 5 8:45 is Oct 5 8:00 is",
    "tel. 555 0101 a-mail: of@the.com", "A. O. Vidal, E. O. Roca, O. E. Paz", "n=4 is=2 a_of=1 the=7", "The Kings of Vallemar",
  ])
  func whatIsNoSentenceIsInTheDocumentsLanguage(_ text: String) {
    let spanish = "El molino de la sierra no se abre en invierno, y los vados tampoco; con la corriente sube el agua."
    #expect(languages([spanish, text]) == ["es", "-", "-"])
  }

  /// A title has capitals throughout, keywords have endings alone.
  @Test(arguments: ["Conservation And The Milling Of Stations", "Keywords: station, milling, narration, weaving"])
  func titlesAndKeywordsTellTheirLanguage(_ text: String) {
    let spanish = "El molino de la sierra no se abre en invierno, y los vados tampoco; con la corriente sube el agua."
    #expect(languages([spanish, text]) == ["es", "-", "en"])
  }

  @Test func unknownLanguagesAreSaidToBe() {
    let text = """
      kapu rendas volti mekan sorte pilu hatra dosmi vekka turin oleka matto rinse kelvo parra tusse henka limo varte koski lapu orre mitta \
      sanke
      """
    #expect(languages([text]) == ["und", "-"])
    #expect(languages(["12.5 33.1", "4,500"]) == ["und", "-", "-"])
  }

  @Test func whatTheFileDeclaresDecidesWhereTheTextDoesNot() {
    #expect(languages(["Total 12", "Molinos 40"], stated: "pt-BR") == ["pt", "-", "-"])
    #expect(languages(["El molino de la sierra no se abre en invierno."], stated: "en-US") == ["es", "-"])
  }

  @Test(arguments: [("CIRCULACIÓN", 1), ("«Población»", 1), ("n.º", 0), ("\u{A0}el\u{2009}agua", 1), ("3ción", 0), ("ción", 0)])
  func wordsAreCutAtSignsAndFolded(_ text: String, _ hits: Int) {
    var tally = LanguageTally(signs)
    signs.count(text, into: &tally)
    #expect(tally.hits[0] == hits)
  }
}
