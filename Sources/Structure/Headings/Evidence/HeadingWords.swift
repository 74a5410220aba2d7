import Layout
import Model
import Objects
import Text

/// The words of headings in all languages, compiled (`structure.yaml` and `headings.yaml` of each language).
struct HeadingWords {
  /// Followed by a number: `capítulo`, `artículo`.
  var numbered: Phrases
  /// Titles that need no more: `resumen`, `introducción`.
  var titles: Phrases
  /// Words of large parts from the largest down, of annexes, of articles; and the ordinals that may follow them in place of a number (`primera`, `único`).
  var parts: [Phrases]
  var annexes: Phrases
  var articles: Phrases
  var ordinals: Phrases
  /// What stands before the names of authors.
  var authors: Phrases
  /// Words after which a title goes on; months and the words around them in dates; small words within names and between them; hashes of given names.
  var openEnds: Phrases
  var months: Phrases
  var dateWords: Phrases
  var particles: Phrases
  var joiners: Phrases
  /// What names of bodies begin with.
  var bodies: Phrases
  /// Kinds of articles and papers, which stand over their title.
  var kindsOfArticle: Phrases
  var givenNames: Set<UInt64>

  /// Lists of parts: books, titles, chapters, sections, subsections.
  static let ranks = setting("ranks", 5)

  init(_ settings: SegmentSettings) {
    numbered = Phrases(settings.words("heading-words"))
    titles = Phrases(settings.words("heading-titles"))
    parts = (1...HeadingWords.ranks).map { Phrases(settings.words("heading-parts-\($0)")) }
    annexes = Phrases(settings.words("heading-annexes"))
    articles = Phrases(settings.words("heading-articles"))
    ordinals = Phrases(settings.words("heading-ordinals"))
    authors = Phrases(settings.words("author-lead"))
    openEnds = Phrases(settings.words("open-ends"))
    months = Phrases(settings.words("months"))
    dateWords = Phrases(settings.words("date-fillers") + settings.words("date-lead"))
    particles = Phrases(settings.words("name-particles"))
    joiners = Phrases(settings.words("name-joiners"))
    bodies = Phrases(settings.words("body-heads"))
    kindsOfArticle = Phrases(settings.words("title-labels"))
    givenNames = settings.front.givenNames
  }

  /// The class of the words that `text` (folded) opens with, and where they end with their number or ordinals; nil if no title is left after it.
  /// `rank` orders them: 1 to 5 for parts, 3 for annexes (as for chapters), 6 for articles.
  func opening(of text: [UInt32], number: Numbering?) -> (kind: HeadingOpening, end: Int, rank: Int) {
    guard let first = text.first else { return (.none, 0, 0) }
    if titles.mayBegin(with: first) || number != nil {
      let bare = number.map { Array(text.dropFirst($0.end)) } ?? text
      if titles.isAll(of: bare) { return (.title, text.count, 0) }
    }
    func find(_ phrases: Phrases, _ kind: HeadingOpening, _ rank: Int) -> (kind: HeadingOpening, end: Int, rank: Int)? {
      guard phrases.mayBegin(with: first), let length = phrases.match(text, at: 0) else { return nil }
      if length == text.count { return (kind, length, rank) }
      return designated(text, from: length).map { (kind, $0, rank) }
    }
    if let found = find(articles, .article, HeadingWords.ranks + 1) ?? find(annexes, .annex, 3) { return found }
    for (number, phrases) in parts.enumerated() {
      if let found = find(phrases, .part, number + 1) { return found }
    }
    return (.none, 0, 0)
  }

  /// Where what a word is told by ends: a number, a roman numeral, a letter, ordinals in words, or a mark right after it (`Anexo: …`).
  private func designated(_ text: [UInt32], from length: Int) -> Int? {
    var at = length
    var found = false
    while at < text.count {
      if text[at] == 0x20 {
        at += 1
        continue
      }
      if let next = ordinals.match(text, at: at) {
        at += next
        found = true
        continue
      }
      guard !found else { break }
      var end = at
      while end < text.count, isWordScalar(text[end]) || text[end] == 0x2E && end + 1 < text.count && isWordScalar(text[end + 1]) {
        end += 1
      }
      guard end > at, isDigit(text[at]) || end - at == 1 || isRoman(text[at..<end]) else { break }
      at = end
      found = true
    }
    while at < text.count, text[at] == 0xBA || text[at] == 0xB0 || text[at] == 0xAA { at += 1 }
    if found {
      // `Artículo 17 de la Ordenanza` in a sentence goes on in lower case: a mark or a capital tells, which the printed text shows.
      return at
    }
    let mark = length < text.count ? text[length] : 0x20
    return mark == 0x3A || mark == 0x2E || mark == 0x2D || mark == 0x2013 || mark == 0x2014 ? length : nil
  }
}
