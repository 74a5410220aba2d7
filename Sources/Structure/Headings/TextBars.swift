import Layout
import Model
import Text

/// Why a chunk is text whatever its type says: a sentence set bold, a date and nothing else, or persons' names where somebody signs or below a title on
/// the first page; nil where none is so.
///
/// `look`: what its look is used for in the document. Where its titles end with a full stop as a habit, a stop says nothing.
func textBar(_ chunk: Chunk, _ facts: ChunkFacts, look: LookFacts?, words: HeadingWords) -> String? {
  // A date in larger type is one too; a month alone heads a part of a chronicle, but stands below the title on the first page.
  if !facts.leadsText || chunk.page == 0 && facts.kind == .none, words.isDate(chunk.scalars, monthAlone: chunk.page < BarRule.covers) {
    return "date"
  }
  if chunk.page == 0, words.isAddress(chunk.scalars) || facts.index > 0 && isAffiliation(chunk, facts, words: words) { return "address" }
  guard facts.number == nil, facts.kind == .none, !facts.inContents else { return nil }
  if words.isLink(chunk.scalars) { return "link" }
  // What kind of article it is, over its title.
  if chunk.page == 0, !facts.leadsText, words.kindsOfArticle.isAll(of: chunk.scalars.map(folded)) { return "kind" }
  // The end of a sentence, however it is set; and who wrote it, below the title of a cover.
  if facts.startsLower, facts.last == "." { return "sentence" }
  if chunk.page == 0, facts.index > 0, !facts.leadsText, words.areNames(chunk.scalars) { return "name" }
  guard facts.ratio < BarRule.display else { return nil }
  if facts.last == ".", facts.wordCount >= BarRule.sentence, facts.capitalWords < BarRule.capitals, !facts.caps, let look,
    look.stopped <= BarRule.habit * max(1, look.standing)
  {
    return "sentence"
  }
  guard !facts.beforeObject, chunk.page == 0 || !facts.leadsText else { return nil }
  return words.areNames(chunk.scalars) || words.isSigner(chunk, facts) ? "name" : nil
}

/// Looks in which posts stand right below names (`Ana Vado` / `Mayor`), over no text: of their lines at least half do. Takes all chunks in order.
func looksOfPosts(_ chunks: [Chunk], _ facts: [ChunkFacts], words: HeadingWords) -> Set<LookKey> {
  var all: [LookKey: Int] = [:]
  var posts: [LookKey: Int] = [:]
  for index in facts.indices.dropFirst() where facts[index].stands {
    let key = LookKey(chunks[index])
    all[key, default: 0] += 1
    if isBelow(index - 1, index, chunks, facts), words.areNames(chunks[index - 1].scalars) { posts[key, default: 0] += 1 }
  }
  return Set(posts.filter { $0.value >= BarRule.posts && 2 * $0.value >= all[$0.key] ?? 0 }.keys)
}

/// A line right below another one in another look, that leads no text.
func isPost(_ index: Int, _ chunks: [Chunk], _ facts: [ChunkFacts], looks: Set<LookKey>) -> Bool {
  index > 0 && looks.contains(LookKey(chunks[index])) && isBelow(index - 1, index, chunks, facts)
}

private func isBelow(_ above: Int, _ index: Int, _ chunks: [Chunk], _ facts: [ChunkFacts]) -> Bool {
  let own = facts[index]
  return chunks[above].page == chunks[index].page && chunks[index].above < BarRule.below && !own.leadsText && !own.beforeObject
    && own.number == nil && own.kind == .none && !own.inContents && facts[above].lines == 1 && facts[above].number == nil
    && facts[above].kind == .none
}

/// A body's name on the first page that leads no text and is neither numbered nor larger than the text: where the authors work.
private func isAffiliation(_ chunk: Chunk, _ facts: ChunkFacts, words: HeadingWords) -> Bool {
  guard facts.ratio < BarRule.display, !facts.leadsText, !facts.beforeObject, facts.number == nil, facts.kind == .none, !facts.inContents,
    !facts.caps
  else { return false }
  return words.bodies.match(chunk.scalars.map(folded), at: 0) != nil
}

/// Whether the articles of the document are paragraphs (`Art. 3º – The council meets …`), and not titles over paragraphs: most run on or are sentences.
func articlesAreText(_ facts: [ChunkFacts]) -> Bool {
  var articles = 0
  var texts = 0
  for chunk in facts where chunk.kind == .article {
    articles += 1
    if isSetLikeText(chunk), chunk.lines > 1 || !chunk.stands || isSentence(chunk) { texts += 1 }
  }
  return articles > 1 && Double(texts) >= BarRule.textArticles * Double(articles)
}

/// Ends like text and is no title in title case.
func isSentence(_ facts: ChunkFacts) -> Bool {
  facts.endsSoft && facts.wordCount >= BarRule.sentence && facts.capitalWords < BarRule.capitals && !facts.caps
}

enum BarRule {
  /// Body sizes from which type is a title's, whatever it says.
  static let display = setting("display", 1.2)
  /// Words that make a sentence; titles that end with a stop are mostly shorter.
  static let sentence = setting("sentence", 12)
  /// The part of the words that begin with capitals from where a line is a title in title case.
  static let capitals = setting("capitals", 0.6)
  /// The part of the articles that are paragraphs from where all are.
  static let textArticles = setting("textArticles", 0.6)
  /// Pages that may be a cover: a month and year on them is the date of issue.
  static let covers = setting("covers", 2)
  /// Leadings from a name to the post below it, and posts that make it what their look is for.
  static let below = setting("below", 1.3)
  static let posts = setting("posts", 2)
  /// The part of a look's short lines that end with a stop from where that is the habit.
  static let habit = setting("habit", 0.5)
}

extension HeadingWords {
  /// Ends with a word that needs another: `Report of the`.
  func endsOpen(_ scalars: [Unicode.Scalar]) -> Bool {
    guard let last = scalars.split(separator: " ").last, last.count < scalars.count else { return false }
    return openEnds.isAll(of: last.map(folded))
  }

  /// One name or several, with commas or a joiner between them; marks of notes do not count.
  func areNames(_ scalars: [Unicode.Scalar], known: Int = 1) -> Bool {
    guard scalars.count <= HeadingWords.longestNames else { return false }
    var parts: [[[Unicode.Scalar]]] = [[]]
    for word in scalars.split(separator: " ") {
      let ends = word.contains(",") || word.contains(";")
      let bare = word.filter { !isDigit($0.value) && !",;*†‡§¶".unicodeScalars.contains($0) }
      if joiners.isAll(of: bare.map(folded)) {
        parts.append([])
        continue
      }
      if !bare.isEmpty { parts[parts.count - 1].append(bare) }
      if ends { parts.append([]) }
    }
    parts.removeAll(where: \.isEmpty)
    return !parts.isEmpty && parts.allSatisfy { isName($0, known: min(known, $0.count - 1)) }
  }

  /// Two to six words with capitals, particles aside, one of the first `known` of which is a given name.
  private func isName(_ parts: [[Unicode.Scalar]], known: Int) -> Bool {
    guard (2...HeadingWords.wordsOfName).contains(parts.count) else { return false }
    for part in parts {
      guard let head = part.first, part.allSatisfy({ isLetter($0) || $0 == "-" || $0 == "’" || $0 == "." }) else { return false }
      if !isUpper(head), !particles.isAll(of: part.map(folded)) { return false }
    }
    return parts.prefix(known).contains { part in
      var hash = FoldedHash()
      for scalar in part { hash.add(scalar) }
      return part.count > 2 && givenNames.contains(hash.value)
    }
  }

  /// A name in the first line and a post in the others, with no text below: where somebody signs.
  func isSigner(_ chunk: Chunk, _ facts: ChunkFacts) -> Bool {
    guard facts.lines == chunk.firstLines.count, facts.lines > 1, !facts.leadsText, let name = chunk.firstLines.first else { return false }
    // In the middle somebody signs with a given name that is not known, too.
    return areNames(name, known: chunk.centred ? 2 : 1)
  }

  /// An address of the net.
  func isAddress(_ scalars: [Unicode.Scalar]) -> Bool {
    guard scalars.count <= HeadingWords.longestNames, let at = scalars.firstIndex(of: "@"), at > 0, at + 1 < scalars.count else {
      return false
    }
    return isWordScalar(scalars[at - 1].value) || scalars[at - 1] == "}" ? isLetter(scalars[at + 1]) : false
  }

  /// Links and nothing else: `https://agency.example/roads`, `www.agency.example`, `roads.agency.example/list`.
  func isLink(_ scalars: [Unicode.Scalar]) -> Bool {
    guard scalars.count <= HeadingWords.longestNames else { return false }
    let words = scalars.split(separator: " ")
    return !words.isEmpty
      && words.allSatisfy { word in
        let text = word.map(folded)
        if text.indices.contains(where: { text[$0...].starts(with: HeadingWords.scheme) }) || text.starts(with: HeadingWords.web) {
          return true
        }
        let labels = text.prefix { $0 != 0x2F }.split(separator: 0x2E, omittingEmptySubsequences: false)
        return labels.count > 1 && (labels.count > 2 || word.contains("/")) && !word.contains(where: isUpper)
          && labels.allSatisfy { $0.count > 1 && $0.allSatisfy { isWordScalar($0) || $0 == 0x2D } }
          && !labels[labels.count - 1].contains(where: isDigit)
      }
  }

  /// A day, a month and a year, the month in words or all in figures, and beside them only what leads to a date or joins its parts, a place before
  /// the comma, and an aside in brackets behind: `(Dated: 3 May 2031)`, `Velm, 3 May 2031`, `3.5.2031 (as of noon)`. `monthAlone`: a month and year
  /// are one too.
  func isDate(_ scalars: [Unicode.Scalar], monthAlone: Bool = false) -> Bool {
    guard scalars.count <= HeadingWords.longestDate else { return false }
    var rest = scalars[...]
    if let comma = rest.firstIndex(of: ","), rest[..<comma].allSatisfy({ isLetter($0) || $0 == " " }),
      rest[..<comma].split(separator: " ").allSatisfy({ $0.first.map(isUpper) ?? false }), !hasMonth(rest[..<comma])
    {
      rest = rest[(comma + 1)...]
    }
    if rest.last == ")", let open = rest.lastIndex(of: "("), open > rest.startIndex { rest = rest[..<open] }
    var (month, days, year) = (false, 0, false)
    for word in rest.map(folded).split(whereSeparator: { !isWordScalar($0) }) {
      if word.allSatisfy(isDigit) {
        if word.count == 4, word.first == 0x31 || word.first == 0x32 {
          year = true
        } else if word.count <= 2 {
          days += 1
        } else {
          return false
        }
      } else if months.isAll(of: Array(word)) {
        month = true
      } else if !dateWords.isAll(of: Array(word)) {
        return false
      }
    }
    return year && (month ? days > 0 || monthAlone : days == 2)
  }

  private func hasMonth(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
    scalars.map(folded).split(whereSeparator: { !isWordScalar($0) }).contains { months.isAll(of: Array($0)) }
  }

  /// `://` and `www.`
  private static let scheme: [UInt32] = [0x3A, 0x2F, 0x2F]
  private static let web: [UInt32] = [0x77, 0x77, 0x77, 0x2E]
  /// Words of a name; scalars of a line of names and of a date.
  static let wordsOfName = setting("wordsOfName", 6)
  static let longestNames = setting("longestNames", 160)
  static let longestDate = setting("longestDate", 72)
}
