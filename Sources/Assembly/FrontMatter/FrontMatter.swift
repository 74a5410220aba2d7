import Layout
import Model
import Text

/// Title page, info and XMP (or HTML head) → metadata.
///
/// What a reader sees on the first pages comes first. What the file states is one evidence among others: word processors leave file names as
/// titles and the typist as author, and authors copy last year's file. A stated title or author counts where the first pages bear it out
/// (``StatedTitle``), or where the pages say nothing.
func frontMatter(_ draft: Draft, flow: Flow, facts: DocumentFacts, settings: SegmentSettings) -> Metadata {
  let limits = FrontSettings()
  var words = FrontMatterWords(settings)
  let front = FrontPages(flow, pages: limits.pages, settings: limits)
  words.settle(language: words.language(of: front.groups.map(\.text).joined(separator: " ")))
  let stated = StatedFacts(facts.info, words: words)
  let statedTitle = StatedTitle(stated.title, front: front)
  let printed = printedTitle(front, flow: flow, stated: statedTitle, words: words, settings: limits)
  var metadata = Metadata()

  metadata.title = title(printed, stated: statedTitle, fromHead: stated.isHTML)
  if let subtitle = printed?.subtitle, let title = metadata.title, !sameText(title, subtitle),
    !hasText(title, subtitle)
  {
    metadata.subtitle = subtitle
  }
  let authors = printedAuthors(front, title: printed, flow: flow, words: words, settings: limits)
  let attested = stated.authors.filter { stated.isHTML || stands($0, in: front) }
  metadata.authors =
    attested.count > authors.count || stated.isHTML && !attested.isEmpty ? attested : authors
  metadata.publisher =
    stated.publisher
    ?? printedPublisher(front, title: printed, signed: !metadata.authors.isEmpty, flow: flow, words: words)
  metadata.issued =
    printedIssueDate(front, title: printed, flow: flow, words: words, settings: limits)
    ?? stated.issued
  metadata.keywords =
    stated.keywords.isEmpty ? printedKeywords(draft, words: words) : stated.keywords
  metadata.identifiers = identifiers(
    draft, furniture: flow.furniture.filter { $0.page < 2 }.map(\.text), facts: facts)
  return metadata
}

/// Letters and digits of a title that says little by itself.
private let shortTitle = 14

/// The page's title; the stated one where it is the fuller form of it, or where the page has none.
private func title(_ printed: PrintedTitle?, stated: StatedTitle, fromHead: Bool) -> String? {
  guard let printed else { return stated.value }
  guard let value = stated.value, stated.isAttested || fromHead else { return printed.text }
  let letters = folded(printed.text).filter(isWordScalar)
  // `Heading - Site`: the heading is the title.
  if fromHead {
    return contains(stated.letters, letters) || stated.letters.isEmpty ? printed.text : stated.value
  }
  // One or two words on the page (`Annex IX`), and the whole of it in the file: the file's is the fuller one.
  if letters.count < shortTitle, contains(stated.letters, letters) { return withoutEndPoint(value) }
  return printed.text
}

/// Whether a name's letters stand on the first pages.
private func stands(_ name: String, in front: FrontPages) -> Bool {
  let letters = folded(name).filter(isWordScalar)
  return letters.count >= 4
    && front.groups.contains { contains(folded($0.text).filter(isWordScalar), letters) }
}

func sameText(_ a: String, _ b: String) -> Bool {
  folded(a).filter(isWordScalar) == folded(b).filter(isWordScalar)
}
func hasText(_ a: String, _ b: String) -> Bool {
  contains(folded(a).filter(isWordScalar), folded(b).filter(isWordScalar))
}
