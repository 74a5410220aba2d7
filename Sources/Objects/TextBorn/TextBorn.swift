package import Model
import Text
package import Layout

/// Plain text without layout, made ready for the steps that pages go through: what only wording and shape still say is put back as the
/// look that it had. Nothing is added to the text.
///
/// 1. Notes: a line `12  Text …` near the page's end whose number stands glued to a word before (`oficinas12:`) becomes a note in smaller
///    type below a ruling, and the glued number a raised call.
/// 2. Captions become slanted, sources smaller, as far as the next blank line.
/// 3. Titles: short lines that stand alone, without a full stop, become bold, and the larger the higher their number ranks.
///
/// Geometry is that of a typewriter (see Extract's TextSource): blank lines are gaps.
package func textBornPages(_ pages: [Page], settings: SegmentSettings) -> [Page] {
  let words = settings.captionWords
  let titles = Phrases(["heading-titles", "contents", "glossary", "endnotes", "abstract", "keywords"].flatMap { settings.words($0) })
  var out: [Page] = []
  var seenProse = false
  let full = typicalWidth(pages)
  let running = runningLines(pages)
  var nothing = pages.map { [Bool](repeating: false, count: $0.lines.count) }
  let tables = textBornTables(pages, leavingOut: &nothing, settings: settings)
  for (index, page) in pages.enumerated() {
    var page = page
    let notes = raiseNotes(&page)
    let captions = slantCaptions(&page, words: words)
    let heads = page.lines.indices.filter { running.contains(maskedText(page.lines[$0])) }
    let apart = Set(heads + notes + captions + tables[index].flatMap { Array($0.lines) })
    embolden(&page, apart: apart, words: words, titles: titles, full: full, seenProse: &seenProse)
    lowerNotes(&page, notes)
    out.append(page)
  }
  return out
}

/// The look that text without one is given, as ratios that the steps after it know, and what shows its structure.
enum TextBornRule {
  /// Letters of white behind a number that stands off its note.
  static let numberGap = setting("numberGap", 1.2)
  /// Lines from one to the next where a blank one is between.
  static let blank = setting("blank", 1.5)
  /// Sizes from line to line.
  static let pitch = setting("pitch", 1.2)
  /// Of a call.
  static let callSize = setting("callSize", 0.6)
  /// Sizes from the text to the rule above the notes.
  static let noteGap = setting("noteGap", 1.5)
  /// Points that the rule is thick.
  static let rule = setting("rule", 0.5)
  /// Sizes from the rule to the notes.
  static let ruleGap = setting("ruleGap", 0.5)
  /// Of notes.
  static let noteSize = setting("noteSize", 0.8)
  /// The part of the widest line from which one is running text.
  static let wideLine = setting("wideLine", 0.75)
  /// Letters of a word that shows its case.
  static let wordLetters = setting("wordLetters", 4)
  /// Of a document's title.
  static let firstTitle = setting("firstTitle", 1.6)
  /// Of a title with a number of many parts …
  static let leastTitle = setting("leastTitle", 1.2)
  /// … and how much smaller each part makes it.
  static let titleStep = setting("titleStep", 0.1)
  /// Of a usual title (`Summary`).
  static let knownTitle = setting("knownTitle", 1.5)
  /// Of a title in capitals.
  static let capitalTitle = setting("capitalTitle", 1.15)
  /// Of any other.
  static let plainTitle = setting("plainTitle", 1.08)
  /// Of sources.
  static let sourceSize = setting("sourceSize", 0.85)
  /// The part of the widest line that a title of one line has, at most …
  static let oneLine = setting("oneLine", 0.9)
  /// … and the last of several.
  static let lastLine = setting("lastLine", 0.8)
}

/// Lines that come back on other pages, their figures aside: heads and feet are no titles.
private func runningLines(_ pages: [Page]) -> Set<[UInt32]> {
  guard pages.count > 1 else { return [] }
  var seen: [[UInt32]: Int] = [:]
  for page in pages { for text in Set(page.lines.map(maskedText)) where text.contains(where: isWordScalar) { seen[text, default: 0] += 1 } }
  return Set(seen.filter { $0.value >= max(2, pages.count / 4) && !startsWithNumber($0.key) }.keys)
}

/// `1.2. Title` and `Cuadro 3.` count, they do not repeat.
private func startsWithNumber(_ text: [UInt32]) -> Bool { text.first == 0x30 && text.count > 1 && (text[1] == 0x2E || text[1] == 0x30) }

private func maskedText(_ line: TextLine) -> [UInt32] { folded(line.text).map { isDigit($0) ? 0x30 : $0 } }

/// The width that lines of running text reach: the 80th percentile, points.
private func typicalWidth(_ pages: [Page]) -> Double {
  let widths = pages.flatMap { $0.lines.map(\.box.width) }.sorted()
  return widths.isEmpty ? 1 : widths[min(widths.count - 1, widths.count * 8 / 10)]
}

// MARK: - Notes

/// Raises calls and markers. Gives the places of the notes' lines.
private func raiseNotes(_ page: inout Page) -> [Int] {
  var calls: [Int: (line: Int, word: Int, cut: Int, end: Int)] = [:]
  for (index, line) in page.lines.enumerated() {
    for (number, word) in line.words.enumerated() {
      guard let call = gluedCall(word), calls[call.number] == nil else { continue }
      calls[call.number] = (index, number, call.cut, call.end)
    }
  }
  guard !calls.isEmpty else { return [] }
  var notes: [Int] = []
  var raised: [Int] = []
  var index = 0
  while index < page.lines.count {
    guard let number = noteNumber(page.lines[index]), let call = calls[number], call.line < index, isApart(page, index) else {
      index += 1
      continue
    }
    raised.append(number)
    var next = index
    repeat {
      notes.append(next)
      next += 1
    } while next < page.lines.count && !hasGap(page, next) && noteNumber(page.lines[next]) == nil
    index = next
  }
  // From the last place to the first: a cut moves the words behind it, and one number may be called by two notes.
  let cuts = Set(raised).compactMap { calls[$0] }.sorted { ($0.line, $0.word) > ($1.line, $1.word) }
  for cut in cuts { split(&page.lines[cut.line], word: cut.word, cut: cut.cut, end: cut.end) }
  for index in notes {
    if noteNumber(page.lines[index]) != nil { page.lines[index].words[0].shift = .superscript }
  }
  return notes
}

/// `12  Text`: a number of up to three digits, a gap, a capital.
private func noteNumber(_ line: TextLine) -> Int? {
  guard line.words.count >= 2, line.words[0].text.unicodeScalars.count <= 3, let number = Int(line.words[0].text), number > 0 else {
    return nil
  }
  guard let first = line.words[1].text.unicodeScalars.first(where: { isWordScalar($0.value) }) else { return nil }
  return isUpper(first) ? number : nil
}

/// A blank line before it, or a wide gap behind its number.
private func isApart(_ page: Page, _ index: Int) -> Bool {
  let words = page.lines[index].words
  return hasGap(page, index)
    || words[1].box.x0 - words[0].box.x1 > TextBornRule.numberGap
      * (words[0].box.width / Double(max(1, words[0].text.unicodeScalars.count)))
}

func hasGap(_ page: Page, _ index: Int) -> Bool {
  guard index > 0 else { return true }
  return page.lines[index].baseline - page.lines[index - 1].baseline > TextBornRule.blank * TextBornRule.pitch * page.lines[index].size
}

/// A number glued to the end of a word or to closing punctuation: `oficinas12:`, `1998).4`; not a decimal, a section number, a name.
private func gluedCall(_ word: Word) -> (number: Int, cut: Int, end: Int)? {
  let bytes = word.text.utf8
  guard bytes.count >= 3, bytes.contains(where: { $0 >= 0x30 && $0 <= 0x39 }) else { return nil }
  let scalars = Array(word.text.unicodeScalars)
  var end = scalars.count
  while end > 0, !isDigit(scalars[end - 1].value), !isWordScalar(scalars[end - 1].value) { end -= 1 }
  var cut = end
  while cut > 0, isDigit(scalars[cut - 1].value) { cut -= 1 }
  guard cut < end, end - cut <= 3, cut >= 2 else { return nil }
  let before = scalars[cut - 1]
  if isWordScalar(before.value) {
    // "3x1", "COVID19" and "A4" are words; a call stands behind a word in small letters.
    guard isLower(before), isWordScalar(scalars[cut - 2].value), !isDigit(scalars[cut - 2].value) else { return nil }
  } else {
    guard ".,;:)]\"\u{201D}\u{BB}'\u{2019}?!".unicodeScalars.contains(before), !isDigit(scalars[cut - 2].value) else { return nil }
    // "X.1." is a number of a section.
    if before == ".", scalars[0..<(cut - 1)].allSatisfy({ isUpper($0) || $0 == "." }) { return nil }
  }
  guard let number = Int(String(scalars: scalars[cut..<end])), number > 0 else { return nil }
  return (number, cut, end)
}

/// Cuts `oficinas12:` into `oficinas`, a raised `12` and `:`.
private func split(_ line: inout TextLine, word index: Int, cut: Int, end: Int) {
  let word = line.words[index]
  let scalars = Array(word.text.unicodeScalars)
  func part(_ from: Int, _ to: Int) -> Word? {
    guard from < to else { return nil }
    var part = word
    part.text = String(scalars: scalars[from..<to])
    if word.edges.count == scalars.count + 1 {
      part.edges = Array(word.edges[from...to])
      part.box.x0 = Double(word.edges[from])
      part.box.x1 = Double(word.edges[to])
    }
    part.glyphs = Int32(to - from)
    part.spaceBefore = from == 0 && word.spaceBefore
    return part
  }
  var parts: [Word] = []
  if let base = part(0, cut) { parts.append(base) }
  if var call = part(cut, end) {
    call.shift = .superscript
    call.size = TextBornRule.callSize * word.size
    parts.append(call)
  }
  if let rest = part(end, scalars.count) { parts.append(rest) }
  line.words.replaceSubrange(index...index, with: parts)
}

/// Puts the notes below everything else, smaller, under a ruling.
private func lowerNotes(_ page: inout Page, _ notes: [Int]) {
  guard !notes.isEmpty, let size = page.lines.first?.size else { return }
  let moved = notes.map { page.lines[$0] }
  let taken = Set(notes)
  page.lines = page.lines.indices.filter { !taken.contains($0) }.map { page.lines[$0] }
  var y = (page.lines.map(\.box.y1).max() ?? 0) + TextBornRule.noteGap * size
  let x = page.lines.map(\.box.x0).min() ?? 36
  page.rulings.append(Ruling(box: Box(x0: x, y0: y, x1: x + 72, y1: y + TextBornRule.rule), horizontal: true, thickness: TextBornRule.rule))
  y += TextBornRule.ruleGap * size
  for var line in moved {
    let shift = y - line.box.y0
    line.box.y0 += shift
    line.box.y1 += shift
    line.baseline += shift
    line.size *= TextBornRule.noteSize
    for index in line.words.indices {
      line.words[index].box.y0 += shift
      line.words[index].box.y1 += shift
      line.words[index].baseline += shift
      line.words[index].size *= TextBornRule.noteSize
    }
    page.lines.append(line)
    y += TextBornRule.pitch * size
  }
  page.shownHeight = max(page.shownHeight, y + 36)
}

// MARK: - Captions

/// Slants the lines of captions and makes source lines smaller. Gives their places.
private func slantCaptions(_ page: inout Page, words: CaptionWords) -> [Int] {
  var places: [Int] = []
  var index = 0
  while index < page.lines.count {
    let opening = Opening(page.lines[index].words, limit: 64)
    let label = words.label(opening)
    let isCaption = label.map { $0.numbered && $0.capital && $0.closed && (hasGap(page, index) || $0.title >= opening.count) } ?? false
    let isSource = words.closing(opening) != nil && !isCaption
    guard isCaption || isSource else {
      index += 1
      continue
    }
    var next = index
    let labelOnly = (label?.title ?? 0) >= opening.count
    repeat {
      places.append(next)
      if isSource { page.lines[next].size *= TextBornRule.sourceSize }
      for word in page.lines[next].words.indices {
        if isCaption {
          page.lines[next].words[word].style.italic = true
        } else {
          page.lines[next].words[word].size *= TextBornRule.sourceSize
        }
      }
      next += 1
    } while next < page.lines.count && next < index + 7 && (!hasGap(page, next) || (isCaption && labelOnly && next == index + 1))
    index = next
  }
  return places
}
