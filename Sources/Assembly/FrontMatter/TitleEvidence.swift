import Glibc
import Layout
import Model
import Text

/// What speaks for and against a group of lines being the document's title. Each evidence is one function that says how much of it there
/// is (mostly 0 or 1); what it counts is its weight in `Pipelines/weights/title.yaml`.
struct TitleEvidence {
  let page: Page
  let bodySize: Double
  let words: FrontMatterWords
  let stated: StatedTitle
  /// Folded letters of the running heads of later pages, and of the outline's first entry.
  let heads: [[UInt32]]
  /// The largest size of a group with words on the page, points.
  let largest: Double
  /// Top of the first of those.
  let largestTop: Double
  /// Where running text begins on the page, from the top.
  let textTop: Double
  /// Bottom of the lowest group that names a kind of document.
  let actBottom: Double
  let longest: Int

  /// Names and amounts of what was found, in a fixed order, none that is 0.
  func weigh(_ group: FrontGroup) -> [(name: String, amount: Double)] {
    let text = Reading(group, words: words)
    let like = stated.likeness(text.letters)
    // What the file states word for word is a title, however long it is.
    let whole = like >= 1
    let all: [(String, Double)] = [
      ("size", size(group)), ("largest", group.size > TitleRule.largest * largest ? 1 : 0), ("first", isFirst(group) ? 1 : 0),
      ("bold", group.first.look.bold ? 1 : 0),
      ("capitals", group.first.look.capitals ? 1 : 0), ("centred", centred(group)),
      ("above-text", group.box.y0 < textTop ? 1 : 0),
      ("low", group.box.y0 > TitleRule.low * page.height ? 1 : 0),
      ("kind", text.isKind ? 1 : 0),
      ("stated", like), ("running-head", isRunningHead(text.letters)),
      ("one-word", text.words == 1 ? 1 : 0),
      ("long", whole ? 0 : Double(max(0, text.words - 30)) / 10), ("body-name", bodyName(group, text)),
      ("label", text.isLabel ? 1 : 0),
      ("address", text.isAddress && !text.isKind ? 1 : 0), ("few-letters", text.fewLetters ? 1 : 0),
      ("date", text.isDate ? 1 : 0),
      ("person", person(group, text)), ("section", text.isSection ? 1 : 0),
      ("sentence", whole ? 0 : text.sentence(display: group.size > TitleRule.display * bodySize)), ("open-end", text.openEnd ? 1 : 0),
      ("lead", text.isLead ? 1 : 0), ("figure", group.lines.allSatisfy { $0.place == .figure } ? 1 : 0),
      ("table", inTable(group)),
      (
        "caption",
        group.first.place == .caption || group.first.place == .contents
          || group.first.place == .note ? 1 : 0
      ),
      ("list", group.first.place == .list ? 1 : 0), ("plain", plain(group)),
    ]
    return all.filter { $0.1 != 0 }
  }

  /// The first of the largest ones: a title stands over what is set like it.
  private func isFirst(_ group: FrontGroup) -> Bool {
    group.size > TitleRule.largest * largest && group.box.y0 <= largestTop + TitleRule.sameTop
  }

  /// Doublings of the body's size, one and a half at most.
  private func size(_ group: FrontGroup) -> Double {
    min(TitleRule.mostSize, max(-TitleRule.leastSize, log2(group.size / max(1, bodySize))))
  }

  /// A body's name; over the name of an act it is a letterhead, and counts twice.
  private func bodyName(_ group: FrontGroup, _ text: Reading) -> Double {
    text.isBodyName ? group.box.y1 < actBottom ? 2 : 1 : 0
  }

  /// A person's name; over the name of an act it is the letterhead of who brings it in, in capitals or with a post below it too, and counts twice.
  private func person(_ group: FrontGroup, _ text: Reading) -> Double {
    guard group.box.y1 < actBottom else { return text.isPerson ? 1 : 0 }
    return words.isPerson(group.first.text, capitals: true) ? 2 : 0
  }

  /// Its middle is the page's, and it does not fill the width.
  private func centred(_ group: FrontGroup) -> Double {
    abs(group.box.midX - page.width / 2) < TitleRule.centred * page.width && group.box.width < TitleRule.centredWidth * page.width
      ? 1 : 0
  }

  /// The same words stand at the head or foot of later pages.
  private func isRunningHead(_ letters: [UInt32]) -> Double {
    guard letters.count >= 8 else { return 0 }
    return heads.contains { $0.count >= 8 && (contains($0, letters) || contains(letters, $0)) }
      ? 1 : 0
  }

  /// A framed head that is read as a table is one; a row among others is none.
  private func inTable(_ group: FrontGroup) -> Double {
    [.table, .values].contains(group.first.place) && group.size < TitleRule.cellSize * bodySize ? 1 : 0
  }

  /// Set like the text: neither larger nor bold nor in capitals nor in the middle.
  private func plain(_ group: FrontGroup) -> Double {
    let look = group.first.look
    return group.size < TitleRule.textSize * bodySize && !look.bold && !look.capitals && centred(group) == 0
      ? 1 : 0
  }
}

/// Measures of the evidences for titles.
enum TitleRule {
  /// The part of the page's largest size that counts as largest: sizes are rounded.
  static let largest = setting("largest", 0.97)
  /// The part of the page's height below which a title seldom begins.
  static let low = setting("low", 0.72)
  /// Points between tops that are one.
  static let sameTop = setting("sameTop", 0.5)
  /// Doublings of the body's size beyond which more says no more …
  static let mostSize = setting("mostSize", 1.5)
  /// … and below which less does not.
  static let leastSize = setting("leastSize", 0.5)
  /// The part of the page's width by which a centred group may miss the middle.
  static let centred = setting("centred", 0.03)
  /// The part of the page's width beyond which all lines look centred.
  static let centredWidth = setting("centredWidth", 0.8)
  /// So many times the body's size, up to which text in a table is a cell.
  static let cellSize = setting("cellSize", 1.1)
  /// So many times the body's size, up to which type is the body's.
  static let textSize = setting("textSize", 1.06)
  /// So many times the body's size, from which type is for display.
  static let display = setting("display", 1.3)
  /// Stops or strokes in a row that stand for what is to be filled in.
  static let leaders = setting("leaders", 4)
  /// The part of a line that is a date from where it is nothing else.
  static let dateShare = setting("dateShare", 0.5)
}

/// A group's words, read once for all evidence.
private struct Reading {
  let folded: [UInt32]
  let letters: [UInt32]
  let words: Int
  private let printed: String
  private let list: FrontMatterWords

  init(_ group: FrontGroup, words list: FrontMatterWords) {
    printed = trimmed(group.text)
    folded = Text.folded(printed)
    letters = folded.filter(isWordScalar)
    words = printed.split(separator: " ").count
    self.list = list
  }

  /// A ministry, a town hall, a university: who publishes, not what.
  var isBodyName: Bool { list.bodyHeads.match(folded, at: 0) != nil && words <= 14 }
  /// `Decree No. 214/2031`: a kind of document, whatever follows.
  var isKind: Bool { list.titleHeads.match(folded, at: 0) != nil }
  /// "Research article", "Working paper": what kind of series, over the title.
  var isLabel: Bool { list.titleLabels.isAll(of: folded) }
  /// Telephone, street, web: more than one figure in four, or a sign of the net.
  var isAddress: Bool {
    if folded.contains(0x40) || contains(folded, [0x77, 0x77, 0x77, 0x2E])
      || contains(folded, [0x68, 0x74, 0x74, 0x70])
    {
      return true
    }
    return letters.count >= 6 && letters.filter(isDigit).count * 4 > letters.count + 12
  }
  var fewLetters: Bool { letters.filter { !isDigit($0) }.count < 4 }
  /// A date and little else.
  var isDate: Bool {
    guard words <= 8, letters.count < 40 else { return false }
    let dates = printedDates(Opening(printed, limit: 120), words: list)
    return dates.contains { Double($0.range.count) > TitleRule.dateShare * Double(folded.count) }
  }
  var isPerson: Bool { list.isPerson(printed) }
  /// A heading of the text: numbered, or one that every report has.
  var isSection: Bool {
    if list.headingTitles.isAll(of: folded) || list.abstract.isAll(of: folded)
      || list.keywords.match(folded, at: 0) != nil
    {
      return true
    }
    guard let first = folded.first, isDigit(first) else { return false }
    // `1 Introduction`, `2.3. Method`; a year or a count begins a title.
    let digits = folded.prefix { isDigit($0) || $0 == 0x2E }
    let whole = digits.prefix(while: isDigit).count
    return whole <= 2 && digits.count < folded.count
      && (folded[digits.count] == 0x20 || digits.count > whole)
  }
  /// Reads on like a sentence: more than a dozen words and a full stop, or one within.
  /// `display`: in type that no text is set in a stop says nothing.
  func sentence(display: Bool) -> Double {
    guard let last = printed.unicodeScalars.last else { return 0 }
    if last == ".", words > 14, !display { return 1 }
    let starts = printed.unicodeScalars.first.map(isLower) ?? false
    return starts ? 1 : last == "," || last == ";" ? 1 : 0
  }
  /// Goes on in what comes next, which is not here: `Report of the`, `Prepared for:`; or in what nobody filled in: `Bill No. ……`.
  var openEnd: Bool {
    if list.endsOpen(folded) || folded.last == 0x3A { return true }
    return folded.last == 0x2026
      || folded.suffix(TitleRule.leaders).allSatisfy { $0 == 0x2E || $0 == 0x5F } && folded.count > TitleRule.leaders
  }
  /// `By`, `Date:`, `Prepared for …`: says what comes next.
  var isLead: Bool {
    list.authorLead.match(folded, at: 0) != nil || list.dateLead.match(folded, at: 0) != nil
      || list.publisherLead.match(folded, at: 0) != nil
  }
}

func contains(_ long: [UInt32], _ short: [UInt32]) -> Bool {
  guard let first = short.first, short.count <= long.count else { return false }
  for start in 0...(long.count - short.count)
  where long[start] == first && long[start..<(start + short.count)].elementsEqual(short) {
    return true
  }
  return false
}
