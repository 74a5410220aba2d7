import Model
import Testing

@testable import Recognize

/// Rules over tokens: what a pattern matches, in both directions, and what an author gets wrong is told.
struct TokenGrammarTests {
  private let lexicon = NameLexicon(files: [
    DataFile(
      path: "vocabularies/es/words.yaml",
      tree: .map([
        DataTree.Entry(key: "givenName", value: .scalar("Ana Rosa")), DataTree.Entry(key: "surname", value: .scalar("Torres Vega")),
        DataTree.Entry(key: "honorific", value: .scalar("dra")), DataTree.Entry(key: "verbEnding", value: .scalar("ó aron")),
      ]))
  ])

  private func passage(_ text: String) -> Passage {
    Recognize.passage(of: text, blockIndex: 0, block: "b1", cell: nil, page: 1, type: .paragraph, language: "es", lexicon: lexicon)
  }

  /// The text that a rule finds from token `i` on; nil where it finds nothing.
  private func match(_ find: String, in text: String, at i: Int = 0, before: String? = nil, notAfter: String? = nil) throws -> String? {
    let names = TokenPattern.Names()
    let rule = TokenRule(
      name: "persons/es/own", type: .person, priority: 50, find: try TokenPattern(find, names: names),
      before: try before.map { try TokenPattern($0, leftwards: true, names: names) },
      notAfter: try notAfter.map { try TokenPattern($0, names: names) })
    let p = passage(text)
    let signs = p.tokens.map { UInt32($0.shape.rawValue) | TokenSigns.free }
    var matching = TokenMatching(p, signs: signs)
    return matching.end(of: rule, at: i).map { p.text(of: i..<$0) }
  }

  @Test(
    arguments: [
      ("capital&givenName surname", "Ana Torres llegó", "Ana Torres"),
      ("capital&givenName{1,2} surname+", "Ana Rosa Torres Vega llegó", "Ana Rosa Torres Vega"),
      ("capital&givenName ( \"y\" capital&givenName )? surname", "Ana y Rosa Torres", "Ana y Rosa Torres"),
      ("capital&givenName ( surname | \"de\" surname )", "Ana de Torres", "Ana de Torres"),
      ("single \".\" surname", "A. Torres", "A. Torres"),
      ("surname* $", "Torres Vega", "Torres Vega"),
      ("capital&!surname surname", "Torres Vega", nil),
      ("capital&givenName{2,3} surname", "Ana Torres", nil),
    ] as [(String, String, String?)])
  func aPatternTakesTheLongerWayAndGoesBack(pattern: String, text: String, found: String?) throws {
    #expect(try match(pattern, in: text) == found)
  }

  /// `n` lists of one word each (`list0: word0`), as in `name-cues.yaml`.
  private func cues(_ n: Int) -> DataFile {
    DataFile(
      path: "vocabularies/any/name-cues.yaml",
      tree: .map((0..<n).map { DataTree.Entry(key: "list\($0)", value: .scalar("word\($0)")) }))
  }

  @Test func eachOfSixtyFourListsHasABitOfItsOwn() {
    let lexicon = NameLexicon(files: [cues(64)])
    let p = Recognize.passage(
      of: "word0 word63", blockIndex: 0, block: "b1", cell: nil, page: 1, type: .paragraph, language: "es", lexicon: lexicon)
    #expect(lexicon.has(p.tokens[0], "list0") && !lexicon.has(p.tokens[0], "list63"))
    #expect(lexicon.has(p.tokens[1], "list63") && !lexicon.has(p.tokens[1], "list0"))
  }

  @Test func aListTooManyIsRefusedByItsName() {
    #expect(throws: DataFault.self) { try NameFinder(files: [cues(65)]) }
    #expect(NameLexicon(files: [cues(65)]).surplusCues == ["list64"])
  }

  @Test func whatStandsBeforeIsReadLeftwards() throws {
    #expect(try match("surname", in: "la dra. Torres", at: 3, before: "honorific \".\"?") == "Torres")
    #expect(try match("surname", in: "la dra Torres", at: 2, before: "^ word honorific \".\"?") == "Torres")
    #expect(try match("surname", in: "la sala Torres", at: 2, before: "honorific \".\"?") == nil)
  }

  @Test func whatFollowsMakesItTakeTheShorterWay() throws {
    #expect(try match("capital{1,3}", in: "Ana Torres Vega", notAfter: "$") == "Ana Torres")
    #expect(try match("capital{3,3}", in: "Ana Torres Vega", notAfter: "$") == nil)
  }

  @Test func aPatternThatRunsWildEnds() throws {
    let text = Array(repeating: "Ana", count: 60).joined(separator: " ")
    #expect(try match("capital* capital* capital* capital* capital* capital* number", in: text) == nil)
  }

  @Test(arguments: [
    ("capital&capitel", "knows no class, sign, test or part `capitel`"), ("( capital", "`(` is not closed in ( capital"),
    ("capital )", "`)` is not expected in capital )"), ("capital{3,40}", "`{3,40}` is not {least,most} with at most 10"),
    ("? capital", "`?` stands behind nothing"),
  ])
  func faultsAreTold(pattern: String, message: String) {
    do throws(PatternFault) {
      _ = try TokenPattern(pattern, names: TokenPattern.Names())
      Issue.record("compiled: \(pattern)")
    } catch {
      #expect(error.message == message)
    }
  }

  @Test func possessivesAreMarksOfTheirOwn() {
    let p = passage("Torres’s house, Ana's, O'Higgins and D'Acosta's")
    let words = p.tokens.filter(\.isWord).map { p.text($0.start, $0.end) }
    #expect(words == ["Torres", "house", "Ana", "O'Higgins", "and", "D'Acosta"])
    #expect(p.isPossessive(1))
  }

  @Test func formsOfVerbsAreNoNames() {
    let p = passage("Ganaron Abrió Torres Miro")
    #expect((0..<4).map { lexicon.isVerbal(p, $0) } == [true, true, false, false])
  }
}
