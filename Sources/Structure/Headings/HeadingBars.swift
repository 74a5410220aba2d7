import Layout
import Text

/// Why a chunk is no heading however much speaks for it. Takes what is known of all chunks; gives the reason as `foja explain` names it.
struct HeadingBars {
  private let measurer: ChunkMeasurer
  private let facts: [ChunkFacts]
  private let looks: [LookKey: LookFacts]
  /// The document's articles are paragraphs.
  private let textArticles: Bool
  /// Looks of posts below names.
  private let posts: Set<LookKey>
  /// Chunks within what is quoted over several paragraphs.
  private let quoted: Set<Int>

  init(_ measurer: ChunkMeasurer, facts: [ChunkFacts], looks: [LookKey: LookFacts]) {
    self.measurer = measurer
    self.facts = facts
    self.looks = looks
    textArticles = articlesAreText(facts)
    posts = looksOfPosts(measurer.chunks, facts, words: measurer.words)
    quoted = quotedPassages(measurer.chunks, measurer.flow)
  }

  /// nil where nothing bars it; `stated`: the outline or the structure tree calls it a heading, and its words are not asked.
  func reason(_ index: Int, stated: Bool) -> String? {
    let (chunk, own) = (measurer.chunks[index], facts[index])
    if let form = bar(chunk, own) { return form }
    if interrupts(index, facts: facts, chunks: measurer.chunks) { return "interrupts" }
    if isFormula(chunk) { return "formula" }
    if !stated, let words = textReason(index) { return words }
    return isItem(index, facts: facts, chunks: measurer.chunks, stated: stated) ? "item" : nil
  }

  private func textReason(_ index: Int) -> String? {
    let (chunk, own) = (measurer.chunks[index], facts[index])
    if let text = textBar(chunk, own, look: looks[LookKey(chunk)], words: measurer.words) { return text }
    if let run = runBar(chunk, own, flow: measurer.flow, measures: measurer.measures) { return run }
    if quoted.contains(index) { return "quoted" }
    if textArticles, isPlainArticle(own) { return "sentence" }
    return isPost(index, measurer.chunks, facts, looks: posts) ? "name" : nil
  }
}

/// What no weight can make a heading: long text, no letters, the first line of a sentence that goes on below, leaders to a page number.
private func bar(_ chunk: Chunk, _ facts: ChunkFacts) -> String? {
  if chunk.scalars.count > ChunkMeasurer.longest || facts.lines > 6 { return "long" }
  if facts.letters < 2 { return "letters" }
  if facts.cutOff { return "goes-on" }
  return leads(chunk.scalars) ? "leaders" : nil
}

/// A sentence of the text goes on over it, from a full line above to small letters below in the same look: a quotation pulled out of the text.
private func interrupts(_ index: Int, facts: [ChunkFacts], chunks: [Chunk]) -> Bool {
  let own = facts[index]
  guard own.previousOpen, own.nextLower, own.number == nil, own.kind == .none, index > 0, index + 1 < facts.count else { return false }
  return LookKey(chunks[index - 1]) == LookKey(chunks[index + 1]) && LookKey(chunks[index]) != LookKey(chunks[index + 1])
    && facts[index - 1].lines > 1 && facts[index + 1].lines > 1
}
