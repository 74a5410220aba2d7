import Glibc
import Layout
import Model
import Objects
import Text

/// One evidence for or against a heading: what it measures, and which way it speaks. The weights are data (Pipelines/weights/headings.yaml).
struct HeadingEvidence: Sendable {
  let name: String
  /// +1 speaks for a heading the larger it is, −1 against; 0 lets the weights decide. Fixed beforehand by what a reader knows: without, a fit learns
  /// the habits of the documents that it sees.
  let sign: Int
  let value: @Sendable (ChunkFacts, _ look: LookFacts, _ family: LookFacts) -> Double

  init(_ name: String, _ sign: Int, _ value: @escaping @Sendable (ChunkFacts, LookFacts) -> Double) {
    self.name = name
    self.sign = sign
    self.value = { chunk, look, _ in value(chunk, look) }
  }

  init(_ name: String, _ sign: Int, family: @escaping @Sendable (LookFacts) -> Double) {
    self.name = name
    self.sign = sign
    self.value = { _, _, facts in family(facts) }
  }
}

/// All of them, in the order of the dump and of the weights' file.
let headingEvidences: [HeadingEvidence] =
  typeEvidences + openingEvidences + placeEvidences + wordingEvidences + lookEvidences + documentEvidences

package let headingEvidenceNames = headingEvidences.map(\.name)

extension Bool {
  fileprivate var unit: Double { self ? 1 : 0 }
}

/// Where evidences are drawn. `…Size` in body sizes, `above` in leadings, parts are of scalars or of the measure.
private enum EvidenceRule {
  /// Larger: sizes within 5 % are hardly seen to differ.
  static let largerSize = setting("largerSize", 1.06)
  /// Much larger: the step from one heading level to the next.
  static let muchLargerSize = setting("muchLargerSize", 1.2)
  /// Smaller, as notes are.
  static let smallerSize = setting("smallerSize", 0.94)
  /// Bold from here on is meant …
  static let partlyBold = setting("partlyBold", 0.12)
  /// … and up to here stops within the chunk.
  static let mostlyBold = setting("mostlyBold", 0.8)
  /// The last line ends before the measure does.
  static let endsShort = setting("endsShort", 0.95)
  /// White above by which a chunk is set off.
  static let setOff = setting("setOff", 1.3)
  /// Fill beyond which more says no more: a line that sticks out of its measure.
  static let mostFill = setting("mostFill", 1.2)
  /// A short line.
  static let short = setting("short", 0.8)
  /// White above a plain line that stands alone.
  static let alone = setting("alone", 1.25)
  /// What is counted for a look that was seen but once: half a chunk of one kind and half of the other.
  static let prior = setting("prior", 0.5)
  /// The same for what rules take, which are seldom wrong.
  static let rulePrior = setting("rulePrior", 0.1)
}

/// How it is set against the body: what an eye sees before it reads.
private let typeEvidences: [HeadingEvidence] = [
  // Natural logarithm of the size against the body's: larger type calls.
  HeadingEvidence("size", 1) { chunk, _ in log(chunk.ratio) },
  HeadingEvidence("bigger", 1) { chunk, _ in (chunk.ratio >= EvidenceRule.largerSize).unit },
  HeadingEvidence("much-bigger", 1) { chunk, _ in (chunk.ratio >= EvidenceRule.muchLargerSize).unit },
  HeadingEvidence("smaller", -1) { chunk, _ in (chunk.ratio < EvidenceRule.smallerSize).unit },
  // Share of bold scalars where the body is not bold.
  HeadingEvidence("bold", 1) { chunk, _ in chunk.bold },
  // Bold that stops within: the run-in opening of a paragraph.
  HeadingEvidence("partly-bold", -1) { chunk, _ in (chunk.bold > EvidenceRule.partlyBold && chunk.bold < EvidenceRule.mostlyBold).unit },
  HeadingEvidence("italic", 0) { chunk, _ in chunk.italic },
  HeadingEvidence("other-font", 1) { chunk, _ in chunk.otherFont.unit },
  HeadingEvidence("fixed-pitch", -1) { chunk, _ in chunk.fixedPitch.unit },
  HeadingEvidence("other-colour", 1) { chunk, _ in chunk.otherColour.unit },
  HeadingEvidence("underlined", 1) { chunk, _ in chunk.underlined.unit },
  HeadingEvidence("over-rule", 1) { chunk, _ in chunk.overRule.unit },
  HeadingEvidence("on-band", 1) { chunk, _ in chunk.banded.unit },
  HeadingEvidence("capitals", 1) { chunk, _ in (chunk.caps && chunk.letters > 3).unit },
  HeadingEvidence("distinct", 1) { chunk, _ in chunk.distinct.unit },
  HeadingEvidence("distinct-and-short", 1) { chunk, _ in (chunk.distinct && chunk.wordCount <= 14 && !chunk.endsSoft).unit },
]

/// The number and the words that it opens with.
private let openingEvidences: [HeadingEvidence] = [
  HeadingEvidence("number", 1) { chunk, _ in (chunk.number.map { $0.kind == .path && $0.depth == 1 && !$0.roman } ?? false).unit },
  HeadingEvidence("number-of-parts", 1) { chunk, _ in chunk.number.map { $0.kind == .path ? Double(min(4, $0.depth) - 1) : 0 } ?? 0 },
  HeadingEvidence("roman", 1) { chunk, _ in (chunk.number.map { $0.kind == .path && $0.roman } ?? false && !chunk.smallNumber).unit },
  HeadingEvidence("letter", 0) { chunk, _ in (chunk.number?.kind == .letter && !chunk.smallNumber).unit },
  // Small letters and small roman numerals number items more often than headings.
  HeadingEvidence("small-letter", -1) { chunk, _ in chunk.smallNumber.unit },
  HeadingEvidence("number-and-distinct", 1) { chunk, _ in (chunk.number != nil && chunk.distinct).unit },
  HeadingEvidence("word-of-part", 1) { chunk, _ in (chunk.kind == .part).unit },
  HeadingEvidence("word-of-annex", 1) { chunk, _ in (chunk.kind == .annex).unit },
  HeadingEvidence("word-of-article", 1) { chunk, _ in (chunk.kind == .article).unit },
  HeadingEvidence("word-of-title", 1) { chunk, _ in (chunk.kind == .title).unit },
  HeadingEvidence("word-and-short", 1) { chunk, _ in
    (chunk.kind != .none && chunk.kind != .title && chunk.stands && chunk.lastEnd < EvidenceRule.endsShort).unit
  },
  HeadingEvidence("title-lower", -1) { chunk, _ in chunk.titleLower.unit },
  HeadingEvidence("bullet", -1) { chunk, _ in isBullet(chunk.first).unit },
  // An item's neighbours are items: nothing stands between them.
  HeadingEvidence("sibling-next-door", -1) { chunk, _ in chunk.siblingNextDoor.unit },
  HeadingEvidence("after-label", 1) { chunk, _ in chunk.afterLabel.unit },
]

/// Where it stands: white, edges, neighbours.
private let placeEvidences: [HeadingEvidence] = [
  HeadingEvidence("white-above", 1) { chunk, _ in chunk.above },
  HeadingEvidence("white-below", 0) { chunk, _ in chunk.below },
  HeadingEvidence("more-above-than-below", 1) { chunk, _ in chunk.above - chunk.below },
  HeadingEvidence("set-off", 1) { chunk, _ in (chunk.above >= EvidenceRule.setOff).unit },
  HeadingEvidence("lines", -1) { chunk, _ in Double(min(6, chunk.lines)) },
  HeadingEvidence("fill", -1) { chunk, _ in min(EvidenceRule.mostFill, chunk.fill) },
  // A title seldom ends at the measure's edge.
  HeadingEvidence("last-line-end", -1) { chunk, _ in chunk.lastEnd },
  HeadingEvidence("centred", 1) { chunk, _ in chunk.centred.unit },
  HeadingEvidence("indent", -1) { chunk, _ in chunk.indent },
  HeadingEvidence("beside", -1) { chunk, _ in Double(min(3, chunk.beside)) },
  HeadingEvidence("short-beside", -1) { chunk, _ in chunk.shortBeside.unit },
  HeadingEvidence("gap-inside", -1) { chunk, _ in chunk.gap.unit },
  HeadingEvidence("leads-text", 1) { chunk, _ in chunk.leadsText.unit },
  HeadingEvidence("next-lower", -1) { chunk, _ in chunk.nextLower.unit },
  HeadingEvidence("next-display", 0) { chunk, _ in chunk.nextDisplay.unit },
  HeadingEvidence("sentence-open", -1) { chunk, _ in chunk.previousOpen.unit },
  HeadingEvidence("before-object", -1) { chunk, _ in chunk.beforeObject.unit },
  HeadingEvidence("nothing-soon", -1) { chunk, _ in chunk.nothingSoon.unit },
  HeadingEvidence("in-run", -1) { chunk, _ in chunk.inRun.unit },
  HeadingEvidence("nothing-after", -1) { chunk, _ in chunk.final.unit },
  HeadingEvidence("top-of-page", 1) { chunk, _ in chunk.top.unit },
  HeadingEvidence("among-scraps", -1) { chunk, _ in chunk.scraps },
  // A short line that stands alone in the body's look.
  HeadingEvidence("plain-alone", 1) { chunk, _ in
    (!chunk.distinct && chunk.number == nil && chunk.lines == 1 && chunk.fill < EvidenceRule.short && chunk.above > EvidenceRule.alone
      && !chunk.endsSoft).unit
  },
]

/// What is written.
private let wordingEvidences: [HeadingEvidence] = [
  // Natural logarithms of letters and words.
  HeadingEvidence("letters", 0) { chunk, _ in log(1 + Double(chunk.letters)) },
  HeadingEvidence("words", 0) { chunk, _ in log(1 + Double(chunk.wordCount)) },
  HeadingEvidence("many-words", -1) { chunk, _ in (chunk.wordCount > 13).unit + (chunk.wordCount > 25).unit },
  HeadingEvidence("capital-words", 0) { chunk, _ in chunk.capitalWords },
  HeadingEvidence("authorship", -1) { chunk, _ in chunk.authorship.unit },
  HeadingEvidence("ends-stop", -1) { chunk, _ in (chunk.last == "." || chunk.last == "!").unit },
  HeadingEvidence("ends-colon", -1) { chunk, _ in (chunk.last == ":").unit },
  HeadingEvidence("ends-comma", -1) { chunk, _ in (chunk.last == "," || chunk.last == ";").unit },
  HeadingEvidence("starts-lower", -1) { chunk, _ in chunk.startsLower.unit },
  HeadingEvidence("starts-with-sign", -1) { chunk, _ in (!isWordScalar(chunk.first.value) && chunk.first != "¿" && chunk.first != "(").unit
  },
  HeadingEvidence("quoted", -1) { chunk, _ in "\"«“'‘(".unicodeScalars.contains(chunk.first).unit },
  HeadingEvidence("digits", -1) { chunk, _ in
    let inNumber = chunk.number.map { $0.text.unicodeScalars.count { isDigit($0.value) } } ?? 0
    return Double(max(0, chunk.digits - inNumber)) / Double(max(1, chunk.letters + chunk.digits))
  },
  HeadingEvidence("symbols", -1) { chunk, _ in Double(chunk.symbols) / Double(max(1, chunk.letters + chunk.digits + chunk.symbols)) },
  HeadingEvidence("formula", -1) { chunk, _ in Double(min(4, chunk.formula)) },
  HeadingEvidence("few-letters", -1) { chunk, _ in (chunk.letters < 4).unit },
]

/// The look over the document: a reader learns it from the sure ones.
private let lookEvidences: [HeadingEvidence] = [
  // Share of the look's chunks that are short and stand alone.
  HeadingEvidence("look-short", 1) { _, look in (look.short + EvidenceRule.prior) / (look.count + 1) },
  // Share of the look's scalars that stand in paragraphs.
  HeadingEvidence("look-in-paragraphs", -1) { _, look in look.prose / max(1, look.scalars) },
  // Share of the look's chunks of a title's length that running text follows, two more assumed of which one does.
  HeadingEvidence("look-leads-text", 1) { _, look in (look.leading + 1) / (look.standing + 2) },
  // Natural logarithm of the look's share of the document.
  HeadingEvidence("look-share", -1) { _, look in log(1e-4 + look.share) },
  // Share of the look's short chunks that stand right after each other: items, rows, addresses.
  HeadingEvidence("look-runs", -1) { _, look in look.runs / max(1, look.standing) },
  HeadingEvidence("look-numbered", 1) { _, look in look.numbered / max(1, look.count) },
  // Of the look's short chunks those that end with a full stop: where that is the habit, a stop says little.
  HeadingEvidence("stop-against-habit", -1) { chunk, look in
    chunk.last == "." ? 1 - min(1, look.stopped / max(1, look.standing)) : 0
  },
  // The same of its siblings: what has the same kind of number or opens with the same class of word.
  HeadingEvidence("family-stands", 1, family: { ($0.standing + EvidenceRule.prior) / ($0.count + 1) }),
  HeadingEvidence("family-leads-text", 1, family: { ($0.leading + 1) / ($0.standing + 2) }),
  HeadingEvidence("family-next-door", -1, family: { $0.nextDoor / max(1, $0.standing) }),
  HeadingEvidence("family-ruled", 1, family: { ($0.ruled + EvidenceRule.rulePrior) / ($0.count + 1) }),
  // Share of the look that the rules take.
  HeadingEvidence("look-ruled", 1) { _, look in (look.ruled + EvidenceRule.rulePrior) / (look.count + 1) },
]

/// The document's own witnesses, and the rules.
private let documentEvidences: [HeadingEvidence] = [
  HeadingEvidence("in-contents", 1) { chunk, _ in chunk.inContents.unit },
  HeadingEvidence("repeated", -1) { chunk, _ in chunk.repeated },
  HeadingEvidence("same-height", -1) { chunk, _ in chunk.sameHeight },
  HeadingEvidence("band", -1) { chunk, _ in chunk.band },
  HeadingEvidence("prose-on-page", 1) { chunk, _ in chunk.pageProse },
  HeadingEvidence("rules", 1) { chunk, _ in chunk.rules },
  HeadingEvidence("ruled", 1) { chunk, _ in chunk.ruled.unit },
]

func isBullet(_ scalar: Unicode.Scalar) -> Bool {
  "•●○▪■□◦‣⁃►➢✓✔❖*–—-·".unicodeScalars.contains(scalar) || scalar.value >= 0xF000 && scalar.value <= 0xF0FF
}
