import Layout
import Model
import Text

/// The date of issue that the document prints: on the cover, in its head or foot, in the imprint, in the closing formula. EDTF.
///
/// Each date found is weighed by where it stands and what is said beside it; "received" and "consulted" are other dates. nil where no place
/// is one where documents say when they were issued.
func printedIssueDate(
  _ front: FrontPages, title: PrintedTitle?, flow: Flow, words: FrontMatterWords,
  settings: FrontSettings
) -> String? {
  var best: (score: Double, date: String)?
  func offer(_ date: String, _ score: Double) {
    guard score >= settings.leastDate else { return }
    if best == nil || score > best!.score { best = (score, date) }
  }
  let sparse = front.groups.filter { $0.page == 0 }.reduce(0) { $0 + $1.text.utf8.count } < settings.coverLetters * 2
  let repeated = repeatedDates(front, flow: flow, words: words)
  // Dates of figures, captions and notes are of what they tell of.
  let telling: [FrontLine.Place] = [.values, .figure, .caption, .note]
  for (number, group) in front.groups.enumerated()
  where (group.page < 2 || group.first.place == .furniture) && !telling.contains(group.first.place) {
    // A paragraph is read as far as a date of issue may stand in it.
    let opening = Opening(group.text, limit: 400)
    guard opening.whole || group.page == 0 else { continue }
    // `Date:` may stand before, on the line or above it.
    let above = label(of: number, in: front).map(folded) ?? []
    var from = 0
    for date in printedDates(opening, words: words) {
      var score = place(group, date: date, opening: opening, title: title)
      // What is said of this date, not of the one before: `Received …, published …`.
      let said = Array(opening.folded[from..<max(from, date.range.lowerBound)].suffix(leadReach))
      from = date.range.upperBound
      if words.dateLead.occurs(in: said) || words.dateLead.isAll(of: above) {
        score += IssueDateRule.labelled
      } else if words.otherDate.occurs(in: said) || words.otherDate.isAll(of: above) {
        score -= 3
      }
      if let title, title.group.page == group.page, title.group.box == group.box, namesAct(date, opening, words: words) {
        score += IssueDateRule.datedTitle
      }
      if group.page == 0, isDateline(date, opening) { score += IssueDateRule.dateline }
      if repeated.contains(date.edtf) { score += IssueDateRule.repeated }
      if group.page == 0 { score += sparse ? 1 : IssueDateRule.firstPage }
      offer(date.edtf, score + precision(date.edtf))
    }
    if let year = copyrightYear(opening, words: words) { offer(year, settings.leastDate) }
  }
  // What stands at the head or foot of several pages.
  for line in flow.furniture where line.page > 0 && line.page < 5 {
    for date in printedDates(Opening(line.text, limit: 200), words: words) {
      offer(date.edtf, IssueDateRule.imprint + precision(date.edtf))
    }
  }
  if let date = title.flatMap({ actDate($0.text, words: words) }) { offer(date, IssueDateRule.act) }
  if let date = closingDate(flow, words: words) { offer(date, IssueDateRule.closing) }
  return best?.date
}

/// What speaks for a date of issue, in the units of ``FrontSettings/leastDate``.
private enum IssueDateRule {
  /// A label before it or above it (`Date:`).
  static let labelled = setting("labelled", 1.5)
  /// It opens a press release as its dateline.
  static let dateline = setting("dateline", 2.7)
  /// It comes again in running heads.
  static let repeated = setting("repeated", 1.5)
  /// It stands on the first page, full of text; on a page with little text it counts 1.
  static let firstPage = setting("firstPage", 0.5)
  /// It stands in the imprint.
  static let imprint = setting("imprint", 2.2)
  /// It closes the document beside a signature.
  static let closing = setting("closing", 2.4)
  /// The title begins with the number, year and day of an act.
  static let act = setting("act", 3.0)
  /// Words before the number of an act, at most: `Real Decreto Legislativo`.
  static let wordsOfAct = setting("wordsOfAct", 5)
  /// Sizes between baselines of a label and the date below it.
  static let labelReach = setting("labelReach", 1.8)
  /// A full date that the title takes in (`Resolution of 3 May 2021`), but no end of a period (`to 3 May 2021`).
  static let datedTitle = setting("datedTitle", 0.9)
  /// A letter of its EDTF: of two alike the more exact one.
  static let preciser = setting("preciser", 0.015)
  /// The part of the page's height that head and foot take up.
  static let headAndFoot = setting("headAndFoot", 0.1)
  /// … seen from the top.
  static let foot = setting("foot", 0.9)
  /// The part of its group's letters that a date has which stands alone.
  static let alone = setting("alone", 0.7)
  /// … and almost alone.
  static let almostAlone = setting("almostAlone", 0.3)
  /// What almost alone counts; alone counts 2.
  static let besideLittle = setting("besideLittle", 1.5)
  /// What it costs to stand in running text.
  static let within = setting("within", 1.5)
  /// It stands in a running head.
  static let inFurniture = setting("inFurniture", 0.7)
  /// It stands in the title's own group.
  static let withTitle = setting("withTitle", 0.8)
}

/// Scalars before a date in which something may be said of it.
private let leadReach = 60

/// The text right before a group on its line, or right above it: `Date:`, `Next release`.
private func label(of number: Int, in front: FrontPages) -> String? {
  let group = front.groups[number]
  var above: String?
  for other in front.groups[..<number].reversed().prefix(12) where other.page == group.page {
    guard let last = other.lines.last else { continue }
    if abs(last.baseline - group.first.baseline) < 2, other.box.x1 <= group.box.x0 + 1 { return last.text }
    let step = group.first.baseline - last.baseline
    if above == nil, step > 0, step < IssueDateRule.labelReach * group.first.size, other.box.overlapX(group.box) > 0 { above = last.text }
  }
  return above
}

/// A text that opens with place and date: `HOZ, May 4, 2031 – The agency …`.
private func isDateline(_ date: PrintedDate, _ opening: Opening) -> Bool {
  guard date.range.lowerBound > 2, date.range.lowerBound < 60, date.range.upperBound + 20 < opening.count else { return false }
  let next = opening.folded[date.range.upperBound...].first { $0 != 0x20 && $0 != 0x2E } ?? 0
  return [0x2D, 0x2013, 0x2014, 0x2F, 0x28, 0x3A].contains(next)
}

/// A day that a title says its act by: after a sign or a word such as `of`, not after one that ends a period.
private func namesAct(_ date: PrintedDate, _ opening: Opening, words: FrontMatterWords) -> Bool {
  guard date.edtf.utf8.count == 10 else { return false }
  var before = opening.folded[..<date.range.lowerBound]
  while before.last == 0x20 { before.removeLast() }
  guard let last = before.last else { return true }
  guard isWordScalar(last) else { return true }
  let word = Array(before.reversed().prefix { isWordScalar($0) }.reversed())
  return word.count > 1 && words.dateFillers.isAll(of: word)
}

/// Of dates that stand equally well the fuller one: a hundredth and a half a scalar, less than any evidence.
private func precision(_ edtf: String) -> Double { Double(edtf.utf8.count) * IssueDateRule.preciser }

/// Dates that stand at the upper or lower edge of two of the first pages: running heads, whatever they were taken for.
private func repeatedDates(_ front: FrontPages, flow: Flow, words: FrontMatterWords) -> Set<String> {
  var pages: [String: Set<Int>] = [:]
  for line in front.lines {
    let height = flow.pages[line.page].height
    guard line.box.y1 < IssueDateRule.headAndFoot * height || line.box.y0 > IssueDateRule.foot * height else { continue }
    for date in printedDates(Opening(line.words, limit: 200), words: words) { pages[date.edtf, default: []].insert(line.page) }
  }
  return Set(pages.filter { $0.value.count > 1 }.keys)
}

private func place(_ group: FrontGroup, date: PrintedDate, opening: Opening, title: PrintedTitle?) -> Double {
  let letters = lettersBeside(date, opening)
  let share = Double(date.letters) / Double(max(1, letters))
  var score = 0.0
  // Alone on its line; in a short line (`Madrid, 4 May 2021`); in a text.
  if share > IssueDateRule.alone {
    score += 2
  } else if share > IssueDateRule.almostAlone {
    score += IssueDateRule.besideLittle
  } else if letters > 160 {
    score -= IssueDateRule.within
  }
  if group.first.place == .furniture { score += IssueDateRule.inFurniture }
  if let title, title.group.page == group.page, title.group.box == group.box { score += IssueDateRule.withTitle }
  return score
}

/// Letters of the text, less those of asides in brackets that the date is not in: `13.04.2031 (figures of the day before)`.
private func lettersBeside(_ date: PrintedDate, _ opening: Opening) -> Int {
  var (all, aside) = (0, 0)
  var open: Int?
  for (place, scalar) in opening.folded.enumerated() {
    if scalar == 0x28 {
      open = place
      aside = 0
    } else if scalar == 0x29, let start = open {
      if !(start..<place).contains(date.range.lowerBound) { all -= aside }
      open = nil
    } else if isWordScalar(scalar) {
      all += 1
      aside += 1
    }
  }
  return all
}

/// `© 2014`, `Copyright 2017`, `© 2009-2014`: the year in the imprint, the last of several.
private func copyrightYear(_ opening: Opening, words: FrontMatterWords) -> String? {
  guard let sign = opening.folded.firstIndex(of: 0xA9) ?? words.rights.first(in: opening.folded)
  else { return nil }
  let numbers = opening.folded[sign...].prefix(24).split { !isDigit($0) }
  let years = numbers.filter { $0.count == 4 }.map(value)
  return years.filter { (1900...2100).contains($0) }.max().map(String.init)
}

/// The day of the act that a title opens with: its year stands in the number, `Ordenanza 14/2031, de 3 de mayo, de pesca` is of 2031-05-03. nil for the
/// act that another one is about (`Reglamento de la Ordenanza 14/2031, …`).
private func actDate(_ title: String, words: FrontMatterWords) -> String? {
  let text = Opening(title, limit: 160).folded
  guard words.titleHeads.match(text, at: 0) != nil, let number = text.firstIndex(where: isDigit) else { return nil }
  let kind = text[..<number].split(separator: 0x20).map { Array($0) }
  guard kind.count <= IssueDateRule.wordsOfAct, !kind.contains(where: words.isOpenEnd) else { return nil }
  // `13.709/2031`
  guard let stroke = text[number...].firstIndex(where: { !isDigit($0) && $0 != 0x2E }), text[stroke] == 0x2F else { return nil }
  let year = text[(stroke + 1)...].prefix(while: isDigit)
  let parts = text[year.endIndex...].split { !isWordScalar($0) }.map { Array($0) }.filter { !words.dateFillers.isAll(of: $0) }
  guard year.count == 4, (1400...2200).contains(value(year)), parts.count > 1, (1...2).contains(parts[0].prefix(while: isDigit).count),
    let month = words.months[parts[1]]
  else { return nil }
  let day = value(parts[0].prefix(while: isDigit))
  guard (1...31).contains(day) else { return nil }
  return edtf(value(year), month, day)
}

private func value(_ digits: ArraySlice<UInt32>) -> Int { digits.reduce(0) { $0 * 10 + Int($1 - 0x30) } }

/// The date of the closing formula near the end of the document: a short line with place and date over the signature, or a date in words.
private func closingDate(_ flow: Flow, words: FrontMatterWords) -> String? {
  var seen = 0
  var below: FlowLine?
  for item in flow.items.reversed() {
    guard case .line(let line) = item, ![.footnote, .note, .caption, .source].contains(line.role) else { continue }
    defer { below = line }
    seen += 1
    if seen > 40 || flow.pages.count - line.page > 2 { return nil }
    // A formula runs over lines.
    let next = below.flatMap { $0.page == line.page && $0.baseline > line.baseline ? $0.words : nil } ?? []
    let own = Opening(line.words, limit: 200)
    let opening = Opening(line.words + next, limit: 300)
    let dates = printedDates(opening, words: words).filter { $0.edtf.utf8.count == 10 && $0.range.lowerBound < own.count }
    guard dates.count == 1, let date = dates.first, !words.otherDate.occurs(in: own.folded) else { continue }
    let inWords = opening.folded[date.range].count(where: isDigit) < 4
    let rest = own.folded.count(where: isWordScalar) - date.letters
    if inWords || own.whole && own.count < 110 && rest < 40 && date.range.upperBound > own.count - 12 && date.range.upperBound <= own.count
    {
      return date.edtf
    }
  }
  return nil
}
