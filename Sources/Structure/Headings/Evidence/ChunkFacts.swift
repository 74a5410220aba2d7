import Layout
import Model
import Objects
import Text

/// What the evidences of headings look at: one chunk, measured once, so that each evidence is a line or two.
struct ChunkFacts {
  /// Index into the chunks.
  var index = 0
  // Type
  /// Size against the body's, or against that of the text that follows where it is a text size too.
  var ratio = 1.0
  /// Shares of its scalars.
  var bold = 0.0
  var italic = 0.0
  var otherFont = false
  var otherColour = false
  var caps = false
  var fixedPitch = false
  // Words
  var letters = 0
  var digits = 0
  /// Neither letter, digit nor white space.
  var symbols = 0
  var wordCount = 0
  /// Signs of arithmetic, arrows, braces: formulas and code.
  var formula = 0
  /// Share of the words that begin with a capital.
  var capitalWords = 0.0
  var startsLower = false
  var first: Unicode.Scalar = " "
  var last: Unicode.Scalar = " "
  /// A ruling under its last line as long as the words, or along the column.
  var underlined = false
  var overRule = false
  /// A band of colour behind it alone.
  var banded = false
  // Number and the words it begins with
  var number: Numbering?
  var kind = HeadingOpening.none
  /// The title after the number begins with a small letter: an item's sentence.
  var titleLower = false
  /// Says who wrote it.
  var authorship = false
  /// A label alone (`CAPÍTULO I`), its title in the next line.
  var bareLabel = false
  // Place
  /// White above and below in leadings, 0 to 5; 4 and 2.5 where nothing stands there.
  var above = 0.0
  var below = 0.0
  var lines = 1
  /// Width of its last line against the measure.
  var fill = 1.0
  /// Where its last line ends, of the measure.
  var lastEnd = 1.0
  /// Of the measure, from its left edge; 0 if centred.
  var indent = 0.0
  var centred = false
  /// Other lines on the baseline of one of its own, and whether a short one stands near.
  var beside = 0
  var shortBeside = false
  /// A wide gap inside a line, other than after its number.
  var gap = false
  /// The next line is running text of the body's size.
  var leadsText = false
  var nextLower = false
  /// Its sentence goes on in the next line, in the same look, right below: the first line of a paragraph.
  var cutOff = false
  /// The next chunk of the page is larger or bolder than the text.
  var nextDisplay = false
  /// The text before it breaks off in the middle of a sentence.
  var previousOpen = false
  /// A table, figure or caption comes next.
  var beforeObject = false
  /// Nothing comes after it.
  var final = false
  /// Neither running text nor a table, figure or list among what comes next.
  var nothingSoon = false
  /// Right before or after another short chunk of its look.
  var inRun = false
  /// Nothing of the page's body stands above it.
  var top = false
  /// Share of its neighbours (four each side, same page) that are scraps.
  var scraps = 0.0
  /// A neighbour without anything between has the next or the last number of its kind.
  var siblingNextDoor = false
  /// How many siblings in a row stand right after each other, itself among them: a list of short items.
  var run = 1
  /// The chunk before it is a bare label, right above.
  var afterLabel = false
  // Document
  /// The title stands in the printed contents.
  var inContents = false
  /// Share of the pages that have the same text, numbers folded; and pages that have it at the same height beyond this one, at most 6.
  var repeated = 0.0
  var sameHeight = 0.0
  /// Share of the pages that have a line of this look at the same height in the margins' neighbourhood.
  var band = 0.0
  /// Paragraphs on its page, at most 3.
  var pageProse = 0.0
  /// What the rules say: their sum, and whether they take it.
  var rules = 0.0
  var ruled = false

  /// Numbered by a small letter or a small roman numeral.
  var smallNumber: Bool {
    guard let number, number.kind == .letter || number.kind == .path && number.roman else { return false }
    return number.text.unicodeScalars.first.map(isLower) ?? false
  }
  /// It might be a title however it ends.
  var stands: Bool { lines <= 3 && letters <= 140 }
  var short: Bool { lines <= 2 && letters <= 100 && !endsSoft && !shortBeside }
  var endsSoft: Bool { last == "." || last == ";" || last == "," || last == ":" }
  /// Something tells its type from the text's.
  var distinct: Bool { ratio >= DistinctRule.larger || bold > DistinctRule.bold || (caps && letters > 5) || otherColour || otherFont }
}

/// The words that a heading opens with, by class: which words are which is data of the languages (`headings.yaml`).
enum HeadingOpening: Hashable {
  case none
  /// Large parts: `Libro`, `Título`, `Capítulo`, `Sección`, `Part`, `Chapter`.
  case part
  /// `Anexo`, `Apéndice`, `Annex`.
  case annex
  /// What laws and contracts are made of: `Artículo`, `Cláusula`, `Disposición`.
  case article
  /// A title that is one by itself: `Introducción`, `Conclusiones`.
  case title
}

/// What chunks with numbers or opening words are one family by: siblings should be used alike.
struct FamilyKey: Hashable {
  var opening: HeadingOpening
  var kind: Int
  var depth: Int
  var roman: Bool
  var bold: Bool
  var size: Int

  init?(_ chunk: Chunk, _ facts: ChunkFacts) {
    guard facts.number != nil || facts.kind != .none && facts.kind != .title else { return nil }
    opening = facts.kind == .title ? .none : facts.kind
    // The word tells more than how its number is written.
    let number = opening == .none ? facts.number : nil
    switch number?.kind {
    case .path: kind = 1
    case .letter: kind = isLower(facts.first) ? 2 : 3
    case .word: kind = 4
    case nil: kind = 0
    }
    depth = number?.depth ?? 0
    roman = number?.roman ?? false
    bold = facts.bold > DistinctRule.bold
    size = (chunk.look.size + 2) / 4
  }
}

/// What tells type from the text's.
enum DistinctRule {
  /// Body sizes from which type is larger.
  static let larger = setting("larger", 1.06)
  /// The part of the scalars that are bold from where a chunk counts as bold.
  static let bold = setting("bold", 0.6)
}
