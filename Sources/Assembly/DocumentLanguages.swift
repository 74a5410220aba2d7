import Model
import Text

/// Blocks and tables → the document's language, and that of each block which is clearly in another.
///
/// What the file declares (`/Lang`, `<html lang>`) is often what the author's program was set to: it decides only where the text does not.
func languages(
  of blocks: [Block], tables: [Table], stated: String?, signs: LanguageSigns, limits: LanguageLimits = LanguageLimits()
) -> DocumentLanguages {
  var tableOf: [String: Int] = [:]
  for (index, table) in tables.enumerated() { tableOf[table.block] = index }
  var tallies: [LanguageTally] = []
  tallies.reserveCapacity(blocks.count)
  var whole = LanguageTally(signs)
  for block in blocks {
    var tally = LanguageTally(signs)
    signs.count(block.text, into: &tally)
    // A table is in one language: cells by themselves are too short to tell.
    if let table = tableOf[block.id] { for cell in tables[table].cells { signs.count(cell.text, into: &tally) } }
    if block.type != .furniture { whole.add(tally) }
    tallies.append(tally)
  }
  let main = documentLanguage(whole, stated: stated, signs: signs, limits: limits)
  var out = DocumentLanguages(main: main.map { signs.codes[$0] } ?? undeterminedLanguage)
  for (place, block) in blocks.enumerated() {
    // Nearly all blocks are in the document's language at a first look; the others have to show it.
    guard blockLanguage(tallies[place], main: main, signs: signs, limits: limits) != out.main else { continue }
    var texts = [block.text]
    if let table = tableOf[block.id] { texts += tables[table].cells.map(\.text) }
    let own = provenLanguage(signs.evidence(texts), main: main, signs: signs, limits: limits)
    if own != out.main { out.others.append((place, own)) }
  }
  return out
}

struct DocumentLanguages {
  /// The document's (``Document/language``).
  var main: String
  /// Places of blocks that are clearly in another (``Block/language``).
  var others: [(block: Int, language: String)] = []
}

/// How much text tells a language. Counted in words; a running text has 45 to 60 of its 100 words in the lists of its own language, 20 to
/// 30 in those of a near one (Catalan for Spanish), up to 17 in those of a language that we do not know (Dutch).
package struct LanguageLimits: Sendable {
  /// Of running text with fewer of its words in any language's lists, the language is none that we know.
  package var leastShare = setting("leastShare", 0.22)
  /// Words with a small letter first that make a running text, and their share of all words.
  package var running = setting("running", 20)
  package var runningShare = setting("runningShare", 0.6)
  /// Words that a block's language is ahead of the document's by: three in a sentence are no accident, one (`a`, `no`) is.
  package var ahead = setting("ahead", 3)
  /// … and so many times as many.
  package var times = setting("times", 1.5)
  /// In a short text (a caption, a title) two are enough if nothing speaks for the document's language and they are a good part of it.
  package var aheadAlone = setting("aheadAlone", 2)
  package var shareAlone = setting("shareAlone", 0.3)
  /// … and its words with a small letter are more than the joints of a name (`Casa de la Vega`), or there are none, as in a title.
  package var smallAlone = setting("smallAlone", 3)
  /// A language without a word of its lists shows by the endings of so many words (`tion` is English, French and German).
  package var endings = setting("endings", 3)
  /// With fewer words that speak for a document's language than this, or a smaller share of all, what the file declares decides.
  package var leastHits = setting("leastHits", 3)
  package var weakShare = setting("weakShare", 0.15)

  package init() {}
}

/// nil: none that is known.
private func documentLanguage(_ whole: LanguageTally, stated: String?, signs: LanguageSigns, limits: LanguageLimits) -> Int? {
  let declared = stated.flatMap { stated in signs.codes.firstIndex { stated.lowercased().hasPrefix($0) } }
  guard let best = whole.best else { return nil }
  if isForeign(whole, limits) { return nil }
  // Names, codes and numbers say little.
  if whole.hits[best] < limits.leastHits || Double(whole.hits[best]) < limits.weakShare * Double(whole.words), let declared {
    return declared
  }
  if whole.hits[best] == 0 { return nil }
  // Of languages that are level, the one that the file declares.
  if let declared, whole.hits[declared] == whole.hits[best] { return declared }
  return best
}

private func blockLanguage(_ tally: LanguageTally, main: Int?, signs: LanguageSigns, limits: LanguageLimits) -> String {
  let given = main.map { signs.codes[$0] } ?? undeterminedLanguage
  guard let best = tally.best, tally.words > 0 else { return given }
  if isForeign(tally, limits) { return undeterminedLanguage }
  let most = tally.hits[best]
  let rest = main.map { tally.hits[$0] } ?? 0
  if most >= rest + limits.ahead, Double(most) >= limits.times * Double(rest) { return signs.codes[best] }
  if rest == 0, most >= limits.aheadAlone, Double(most) >= limits.shareAlone * Double(tally.words) { return signs.codes[best] }
  return given
}

/// The language of a block that at a first look is in another than its document. A list of dates, a line of names or an address has words
/// of some language by chance, or one word many times; it is in the document's language unless different words speak for another.
private func provenLanguage(_ evidence: LanguageEvidence, main: Int?, signs: LanguageSigns, limits: LanguageLimits) -> String {
  let given = main.map { signs.codes[$0] } ?? undeterminedLanguage
  var tally = evidence.tally
  if isForeign(tally, limits) { return undeterminedLanguage }
  for index in tally.hits.indices where index != main && evidence.listed[index] == 0 && tally.hits[index] < limits.endings {
    tally.hits[index] = 0
  }
  // Of languages that are level, the one with more words of its own.
  guard let best = tally.hits.indices.max(by: { (tally.hits[$0], evidence.listed[$0], -$0) < (tally.hits[$1], evidence.listed[$1], -$1) })
  else { return given }
  let most = tally.hits[best]
  let rest = main.map { tally.hits[$0] } ?? 0
  if most >= rest + limits.ahead, Double(most) >= limits.times * Double(rest) { return signs.codes[best] }
  if rest == 0, most >= limits.aheadAlone, Double(most) >= limits.shareAlone * Double(tally.words),
    tally.small == 0 || tally.small >= limits.smallAlone
  {
    return signs.codes[best]
  }
  return given
}

/// Running text, but not of a language that we know.
private func isForeign(_ tally: LanguageTally, _ limits: LanguageLimits) -> Bool {
  guard let best = tally.best else { return false }
  return tally.small >= limits.running && Double(tally.small) >= limits.runningShare * Double(tally.words)
    && Double(tally.hits[best]) < limits.leastShare * Double(tally.words)
}
