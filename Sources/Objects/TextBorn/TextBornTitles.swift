import Model
import Text
import Layout

/// Titles of text without layout: which lines stand apart as titles do, and how large each is set so that the steps after it see their ranks.
///
/// Takes a page of ``textBornPages(_:settings:)``; sizes are ratios of ``TextBornRule``.

/// Sets titles in bold: up to three lines between blank lines, short, with a capital or a number in front and no full stop.
func embolden(_ page: inout Page, apart: Set<Int>, words: CaptionWords, titles: Phrases, full: Double, seenProse: inout Bool) {
  var groups: [Range<Int>] = []
  var start = 0
  for index in page.lines.indices {
    if index > start, hasGap(page, index) {
      groups.append(start..<index)
      start = index
    }
  }
  if start < page.lines.count { groups.append(start..<page.lines.count) }
  groups = joinTitleLines(&page, groups, full: full)
  var isFirst = !seenProse
  for (number, group) in groups.enumerated() {
    if group.contains(where: apart.contains) { continue }
    let wide = group.count { page.lines[$0].box.width > TextBornRule.wideLine * full }
    if wide >= 2, group.count >= 2, page.lines[group.upperBound - 1].words.count > 0, wide * 2 > group.count { seenProse = true }
    guard group.count <= 3, isTitleShaped(page, group, words: words, full: full) else { continue }
    var scalars: [UInt32] = []
    for index in group { scalars += folded(page.lines[index].text) + [0x20] }
    let capitals = group.allSatisfy { index in
      isSmallCapitals(page.lines[index]) || page.lines[index].words.allSatisfy { $0.text.unicodeScalars.allSatisfy { !isLower($0) } }
    }
    let numbered = isNumbered(page.lines[group.lowerBound])
    let known = titles.isAll(of: scalars)
    // Before the text begins stand authors, places and dates as well: there only the first is a title, and what says so.
    let titlePage = !seenProse
    // A title is followed by something that is no title of the same kind for ever: the last group of a page may be a stray line.
    let followed = number + 1 < groups.count || capitals || numbered
    guard known || capitals || numbered || (titlePage ? isFirst : followed && group.count <= 2) else { continue }
    let scale =
      isFirst && titlePage && !known && !numbered
      ? TextBornRule.firstTitle : rank(page.lines[group.lowerBound], numbered: numbered, known: known, capitals: capitals)
    for index in group {
      page.lines[index].size *= scale
      for word in page.lines[index].words.indices {
        page.lines[index].words[word].style.bold = true
        page.lines[index].words[word].size *= scale
      }
    }
    isFirst = false
  }
}

/// A numbered title whose lines a converter has set apart with blank lines becomes one group: each further line is short, begins in small letters and
/// ends without a stop. The lines are moved together.
private func joinTitleLines(_ page: inout Page, _ groups: [Range<Int>], full: Double) -> [Range<Int>] {
  var out: [Range<Int>] = []
  for group in groups {
    guard let before = out.last, before.count < 3, group.count == 1, isNumbered(page.lines[before.lowerBound]),
      goesOnAsTitle(page.lines[group.lowerBound], after: page.lines[before.upperBound - 1], full: full)
    else {
      out.append(group)
      continue
    }
    let shift =
      page.lines[before.upperBound - 1].baseline + TextBornRule.pitch * page.lines[group.lowerBound].size
      - page.lines[group.lowerBound].baseline
    page.lines[group.lowerBound].baseline += shift
    page.lines[group.lowerBound].box.y0 += shift
    page.lines[group.lowerBound].box.y1 += shift
    for word in page.lines[group.lowerBound].words.indices {
      page.lines[group.lowerBound].words[word].baseline += shift
      page.lines[group.lowerBound].words[word].box.y0 += shift
      page.lines[group.lowerBound].words[word].box.y1 += shift
    }
    out[out.count - 1] = before.lowerBound..<group.upperBound
  }
  return out
}

private func goesOnAsTitle(_ line: TextLine, after above: TextLine, full: Double) -> Bool {
  guard let first = line.words.first?.text.unicodeScalars.first, isLower(first), line.box.width < TextBornRule.oneLine * full,
    above.box.width < TextBornRule.oneLine * full,
    let end = line.words.last?.text.unicodeScalars.last, let ended = above.words.last?.text.unicodeScalars.last
  else { return false }
  let stops: [Unicode.Scalar] = [".", ",", ";", ":"]
  return !stops.contains(end) && !stops.contains(ended)
}

/// How much larger than the text a title is set: by the depth of its number; without one below those.
private func rank(_ line: TextLine, numbered: Bool, known: Bool, capitals: Bool) -> Double {
  if numbered {
    let depth = line.words[0].text.unicodeScalars.split(separator: ".").count
    return max(TextBornRule.leastTitle, TextBornRule.firstTitle - TextBornRule.titleStep * Double(depth))
  }
  if known { return TextBornRule.knownTitle }
  return capitals ? TextBornRule.capitalTitle : TextBornRule.plainTitle
}

private func isTitleShaped(_ page: Page, _ group: Range<Int>, words: CaptionWords, full: Double) -> Bool {
  let first = page.lines[group.lowerBound]
  let last = page.lines[group.upperBound - 1]
  guard let begin = first.words.first?.text.unicodeScalars.first,
    isUpper(begin) || isSmallCapitals(first) || isDigit(begin.value) || begin == "\u{BF}" || begin == "\u{A1}"
  else { return false }
  // A folio glued to a running head: "37Boletín".
  if isDigit(begin.value), let word = first.words.first,
    word.text.unicodeScalars.contains(where: { isWordScalar($0.value) && !isDigit($0.value) })
  {
    return false
  }
  let opening = Opening(first.words, limit: 48)
  if words.label(opening) != nil || words.closing(opening) != nil || words.isUnits(opening) { return false }
  var letters = 0
  var digits = 0
  var count = 0
  for index in group {
    count += page.lines[index].words.count
    for word in page.lines[index].words {
      for scalar in word.text.unicodeScalars {
        if isDigit(scalar.value) { digits += 1 } else if isWordScalar(scalar.value) { letters += 1 }
      }
    }
  }
  guard letters >= 4, digits * 3 <= letters, count <= 28 else { return false }
  let ends = last.words.last { $0.shift == .none }?.text.unicodeScalars.last
  guard let ends, ![".", ",", ";", ":", "-"].contains(ends) else { return false }
  // Running text fills its lines.
  if group.count == 1 {
    return first.box.width < TextBornRule.oneLine * full || first.words.allSatisfy { $0.text.unicodeScalars.allSatisfy { !isLower($0) } }
  }
  return last.box.width < TextBornRule.lastLine * full
}

/// `X.1.2. TITLE`, `2. Title`, `IV. TITLE`.
private func isNumbered(_ line: TextLine) -> Bool {
  guard line.words.count >= 2 else { return false }
  let scalars = Array(line.words[0].text.unicodeScalars)
  guard scalars.contains("."), scalars.contains(where: { isDigit($0.value) }) || isRoman(scalars.filter { $0 != "." }.map(folded)) else {
    return false
  }
  return scalars.allSatisfy { isDigit($0.value) || $0 == "." || isUpper($0) } && scalars.count <= 10
    && (line.words[1].text.unicodeScalars.first.map { isUpper($0) || isDigit($0.value) } == true || isSmallCapitals(line))
}

/// Small capitals as converters leave them, some letters in each case (`mAReA bAjA`): most words have a capital behind a small letter.
private func isSmallCapitals(_ line: TextLine) -> Bool {
  var mixed = 0
  var all = 0
  for word in line.words {
    var letters = 0
    var lower = false
    var found = false
    for scalar in word.text.unicodeScalars where isLetter(scalar) {
      letters += 1
      if isLower(scalar) { lower = true } else if lower { found = true }
    }
    guard letters >= TextBornRule.wordLetters else { continue }
    all += 1
    if found { mixed += 1 }
  }
  return mixed > 0 && mixed * 2 > all
}
