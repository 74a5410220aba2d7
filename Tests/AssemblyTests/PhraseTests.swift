import Testing
import Text

/// Phrases of a vocabulary at a place of a text, and the table of hashes that words are looked up in.
@Suite struct PhraseTests {
  private let phrases = Phrases(["Fuente:", "fuentes", "Año", "a", "Año base", ""])

  private func match(_ text: String, at start: Int = 0) -> Int? { phrases.match(folded(text), at: start) }

  @Test func theLongestPhraseOfWholeWordsWins() {
    #expect(match("AÑO BASE 2015") == 8)
    #expect(match("año basel") == 3)
    #expect(match("años") == nil)
    #expect(match("A base") == 1)
    #expect(match("fuente: INE") == 7)
    #expect(match("fuente INE") == nil)
  }

  @Test func aPlaceIsCountedFromThePartsBegin() {
    #expect(match("la fuentes", at: 3) == 7)
    #expect(match("la", at: 2) == nil)
    #expect(match("la", at: 9) == nil)
    let text = folded("una fuente: y más")
    #expect(phrases.match(text[4..<11], at: 0) == 7)
    #expect(phrases.match(text[4..<10], at: 0) == nil)
    #expect(phrases.first(in: text) == 4)
    #expect(phrases.isAll(of: folded(" [Fuentes] ")))
  }

  @Test func whatAPhraseMayBeginWith() {
    #expect(phrases.mayBegin(with: 0x66))
    // In the sieve as `f` is, but no phrase begins with it.
    #expect(!phrases.mayBegin(with: 0x66 + 64))
    #expect(!Phrases([]).mayBegin(with: 0x66))
    #expect(Phrases([""]).isEmpty)
  }

  @Test func aTableKeepsItsNumbersWhileItGrows() {
    var table = HashTable()
    for key in 0..<5_000 as Range<UInt64> { table.add(UInt32(key % 7) + 1, to: key << 32) }
    for key in 0..<5_000 as Range<UInt64> { table.add(1, to: key << 32) }
    #expect((0..<5_000 as Range<UInt64>).allSatisfy { table[$0 << 32] == UInt32($0 % 7) + 2 })
    #expect(table[1] == 0)
    table.join(4, to: 1)
    table.join(2, to: 1)
    #expect(table[1] == 6)
  }
}
