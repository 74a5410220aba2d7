import Model
package import Text
package import Layout
import Objects
import Structure

/// Title page, info and XMP (or HTML head) → metadata.
///
/// What the file states is evidence, not truth: word processors leave file names as titles and the typist as author. A stated title is taken
/// if it does not look like one of those; else the printed one, the largest type on the first page. The date of issue is the one
/// printed on the first pages: the file's own dates say when it was made.
func readFrontMatter(_ draft: inout Draft, flow: Flow, facts: DocumentFacts, settings: SegmentSettings) {
  let words = FrontMatterWords(settings)
  let stated = StatedFacts(facts.info, words: words)
  let page = titlePage(draft, flow: flow, words: words)
  var metadata = Metadata()

  metadata.title = stated.title ?? page.title
  if let title = page.title, let subtitle = page.subtitle, metadata.title.map({ sameText($0, title) || startsLike($0, title) }) ?? true,
    !(metadata.title.map { contains($0, subtitle) } ?? false)
  {
    metadata.subtitle = subtitle
  }
  metadata.authors = stated.authors.isEmpty ? page.authors : stated.authors
  metadata.publisher = stated.publisher ?? page.publisher
  metadata.issued = page.issued ?? stated.issued
  metadata.keywords = stated.keywords.isEmpty ? page.keywords : stated.keywords
  metadata.identifiers = identifiers(draft, facts: facts)
  draft.metadata = metadata
}

/// The words of title pages, compiled.
package struct FrontMatterWords {
  let authorLead: Phrases
  let publisherLead: Phrases
  let particles: Phrases
  package let keywords: Phrases
  package let abstract: Phrases
  let months: [(Phrases, Int)]
  package let joiner: Phrases
  /// What programs put for a title or an author.
  let titleJunk: Phrases
  let authorJunk: Phrases

  package init(_ settings: SegmentSettings) {
    authorLead = Phrases(settings.words("author-lead"))
    publisherLead = Phrases(settings.words("publisher-lead"))
    particles = Phrases(settings.words("name-particles"))
    keywords = Phrases(settings.words("keywords"))
    abstract = Phrases(settings.words("abstract"))
    titleJunk = Phrases(settings.words("title-junk"))
    authorJunk = Phrases(settings.words("author-junk"))
    joiner = Phrases(settings.words("month-joiner"))
    var months = (1...12).map { month in
      (Phrases(settings.vocabularies.compactMap { $0.words("months").count == 12 ? $0.words("months")[month - 1] : nil }), month)
    }
    for variant in settings.words("month-variants") {
      let parts = variant.split(separator: "=")
      if parts.count == 2, let month = Int(parts[1]), (1...12).contains(month) { months.append((Phrases([String(parts[0])]), month)) }
    }
    self.months = months
  }
}

func sameText(_ a: String, _ b: String) -> Bool { letters(a) == letters(b) }
func startsLike(_ a: String, _ b: String) -> Bool { !letters(b).isEmpty && letters(a).starts(with: letters(b)) }

package func contains(_ a: String, _ b: String) -> Bool {
  let (long, short) = (letters(a), letters(b))
  guard !short.isEmpty, short.count <= long.count else { return false }
  return (0...(long.count - short.count)).contains { long[$0..<($0 + short.count)].elementsEqual(short) }
}

private func letters(_ text: String) -> [UInt32] { folded(text).filter(isWordScalar) }
