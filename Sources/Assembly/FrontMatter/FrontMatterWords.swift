import Layout
import Model
import Text

/// The words of title pages in all languages, compiled. Their keys are said in `Pipelines/vocabularies/es/structure.yaml`.
struct FrontMatterWords {
  let authorLead: Phrases
  let publisherLead: Phrases
  /// Words within names that begin with a small letter.
  let particles: Phrases
  /// `and` between two names.
  let nameJoiners: Phrases
  let personTitles: Phrases
  /// What a line begins with that names persons, but no authors: editors, addressees, tutors.
  let noAuthors: Phrases
  let keywords: Phrases
  let abstract: Phrases
  let headingTitles: Phrases
  /// Words of parts below the volume, and of annexes.
  let partWords: Phrases
  let rights: Phrases
  /// Folded names of months and their numbers.
  let months: [[UInt32]: Int]
  let dateFillers: Phrases
  let dayMarks: Phrases
  /// What announces the date of issue, and other dates.
  let dateLead: Phrases
  let otherDate: Phrases
  /// What programs put for a title or an author.
  let titleJunk: Phrases
  let authorJunk: Phrases
  /// Kinds of document that a title begins with, kinds of series that stand over it, bodies.
  let titleHeads: Phrases
  let titleLabels: Phrases
  let bodyHeads: Phrases
  /// Kinds of bodies that stand at the end or within their names.
  let bodyTails: Phrases
  /// Words that no title ends with, and that a new one does not begin with.
  private let openEnds: Phrases
  private let continuations: Phrases
  let numberWords: [[UInt32]: Int]
  let givenNames: Set<UInt64>
  let titleWeights: TitleWeights
  private let signs: LanguageSigns
  private let dayFirstLanguages: [String]
  private(set) var isDayFirst = false

  /// Evidence that keeps a group from being a subtitle.
  let noSubtitle: Set<String> = [
    "person", "date", "body-name", "label", "address", "section", "sentence", "lead", "few-letters",
    "figure", "caption", "list", "kind",
  ]

  init(_ settings: SegmentSettings) {
    func phrases(_ key: String) -> Phrases { Phrases(settings.words(key)) }
    authorLead = phrases("author-lead")
    publisherLead = phrases("publisher-lead")
    particles = phrases("name-particles")
    nameJoiners = phrases("name-joiners")
    personTitles = phrases("person-titles")
    noAuthors = Phrases(settings.words("no-authors") + settings.words("other-date") + settings.words("date-lead"))
    keywords = phrases("keywords")
    abstract = phrases("abstract")
    headingTitles = phrases("heading-titles")
    partWords = Phrases((2...5).flatMap { settings.words("heading-parts-\($0)") } + settings.words("heading-annexes"))
    rights = phrases("copyright")
    dateFillers = Phrases(settings.words("month-joiner") + settings.words("date-fillers"))
    dayMarks = phrases("day-marks")
    dateLead = phrases("date-lead")
    otherDate = phrases("other-date")
    titleJunk = phrases("title-junk")
    authorJunk = phrases("author-junk")
    titleHeads = phrases("title-heads")
    titleLabels = phrases("title-labels")
    bodyHeads = phrases("body-heads")
    bodyTails = phrases("body-tails")
    openEnds = phrases("open-ends")
    continuations = phrases("continuations")
    var months: [[UInt32]: Int] = [:]
    for vocabulary in settings.vocabularies where vocabulary.words("months").count == 12 {
      for (index, name) in vocabulary.words("months").enumerated() {
        months[folded(name)] = index + 1
      }
    }
    for variant in settings.words("month-variants") {
      let parts = variant.split(separator: "=")
      if parts.count == 2, let month = Int(parts[1]), (1...12).contains(month) {
        months[folded(String(parts[0]))] = month
      }
    }
    self.months = months
    numberWords = settings.front.numberWords
    givenNames = settings.front.givenNames
    titleWeights = settings.front.titleWeights
    signs = settings.languages
    dayFirstLanguages = settings.vocabularies.filter { $0.words("date-order") == ["day-first"] }
      .map(\.language)
  }

  /// Makes known what language the pages are in.
  mutating func settle(language: String?) {
    isDayFirst = language.map(dayFirstLanguages.contains) ?? false
  }

  /// The language of a text, if it is clear.
  func language(of text: String) -> String? {
    var tally = LanguageTally(signs)
    signs.count(text, into: &tally)
    guard let best = tally.best, tally.hits[best] >= 2 else { return nil }
    // Clear: no other language has nearly as many.
    for index in tally.hits.indices
    where index != best && tally.hits[index] * 3 > tally.hits[best] * 2 { return nil }
    return signs.codes[best]
  }

  /// Ends with a word that needs another: `Report of the`.
  func endsOpen(_ text: [UInt32]) -> Bool {
    guard let last = text.split(separator: 0x20).last, text.count > last.count else { return false }
    return openEnds.isAll(of: Array(last)) && isWordScalar(last[last.endIndex - 1])
  }

  /// A word that a name or title goes on after.
  func isOpenEnd(_ word: [UInt32]) -> Bool { openEnds.isAll(of: word) }

  /// Begins with a word that something stands before: `de la Dirección`.
  func joinsOn(_ text: [UInt32]) -> Bool {
    guard let first = text.split(separator: 0x20).first, text.count > first.count else {
      return false
    }
    return continuations.isAll(of: Array(first))
  }
}
