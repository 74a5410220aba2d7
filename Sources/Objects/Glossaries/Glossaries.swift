package import Model
import Text
package import Layout

/// Lists of terms set in columns: an acronym (or term) at the left, its expansion beside it, perhaps two such lists side by side.
///
/// Looked for on the page before tables and reading order, which would take it for a table or read it column by column. An entry is a row
/// of a *pair of edges*: terms begin at one x, expansions at another, right of every term. It is believed under a title that says so
/// (`SIGLAS Y ACRÓNIMOS`), on the page after such a list, or where the terms are made of the letters of their expansions.
/// Lines of an expansion that goes on stand at the expansion's edge with nothing at the term's.
package struct PageGlossary {
  package var box: Box
  /// Indices into the page's `lines`.
  package var lines: [Int]
  /// In reading order, each the lines of one entry; `level` of the first is the number of words of its term.
  package var entries: [[FlowLine]]

  /// How the reading order sees it: one thing that stays together.
  package func placeholder(page: Int) -> PageFigure { PageFigure(page: page, box: box, kind: "glossary", lines: Set(lines)) }
}

package func findGlossaries(_ pages: [Page], leavingOut: [[Bool]], settings: SegmentSettings) -> [[PageGlossary]] {
  let titles = Phrases(settings.words("glossary"))
  let heads = Phrases(settings.words("glossary-head"))
  var out: [[PageGlossary]] = []
  // A title on this page, or the list of the page before that reached its foot.
  var open = false
  for (index, page) in pages.enumerated() {
    var title: Double?
    for (number, line) in page.lines.enumerated() where !leavingOut[index][number] && line.words.count <= 8 {
      if titles.mayBeAll(of: line.words), titles.isAll(of: folded(line.text)) { title = min(title ?? .infinity, line.box.y0) }
    }
    var found = glossaries(on: page, index: index, leavingOut: leavingOut[index], expected: title != nil || open, heads: heads)
    if found.isEmpty { found = inlineGlossaries(on: page, index: index, leavingOut: leavingOut[index], expected: open) }
    open = (open || title != nil || !found.isEmpty) && !found.isEmpty
    out.append(found)
  }
  return out
}

/// What a list of terms is like. Lengths are in sizes unless said otherwise.
private enum GlossaryRule {
  /// Points between starts of terms at one edge.
  static let sameEdge = setting("sameEdge", 2.5)
  /// Between the baselines of a term and its expansion.
  static let sameLine = setting("sameLine", 0.35)
  /// The part of a line's height by which something stands between a term and its expansion.
  static let between = setting("between", 0.5)
  /// The part of the size by which terms may differ.
  static let sameSize = setting("sameSize", 0.1)
  /// Points by which the words of an expansion may miss its edge.
  static let cut = setting("cut", 1.5)
  /// The part of the lines at the edge that have an expansion.
  static let paired = setting("paired", 0.6)
  /// The part of the list's height from which an upright rule makes it a table.
  static let ruled = setting("ruled", 0.3)
  /// By which a line may stand higher than the next term.
  static let above = setting("above", 0.5)
  /// White between lines of an expansion.
  static let lineGap = setting("lineGap", 0.8)
  /// The part of the size by which lines of an expansion may differ.
  static let lineSize = setting("lineSize", 0.08)
  /// The part of the usual step from term to term below which a term goes on.
  static let close = setting("close", 0.9)
  /// The part of the lower one's height that lists side by side share.
  static let beside = setting("beside", 0.3)
}

/// A row of a list: the words at the term's edge and those at the expansion's, of two segments of the line or (with a narrow gap) of one.
private struct Row {
  var term: Int
  var expansion: Int
  var termWords: [Word]
  var expansionWords: [Word]

  var termText: String { text(termWords) }
  var expansionText: String { text(expansionWords) }

  private func text(_ words: [Word]) -> String {
    var out = ""
    for (index, word) in words.enumerated() {
      if index > 0, word.spaceBefore { out += " " }
      out += word.text
    }
    return out
  }
}

private func glossaries(on page: Page, index: Int, leavingOut: [Bool], expected: Bool, heads: Phrases) -> [PageGlossary] {
  let lines = page.lines.indices.filter { !leavingOut[$0] && isUpright(page.lines[$0]) && !page.lines[$0].words.isEmpty }
  guard lines.count >= 4 else { return [] }
  let clusters = leftEdges(lines, page)
  var out: [PageGlossary] = []
  var used = Set<Int>()
  for (place, cluster) in clusters.enumerated() {
    let terms = cluster.filter { !used.contains($0) && isTerm(page.lines[$0].words) }
    guard terms.count >= (expected ? 2 : 5) else { continue }
    // The expansions: the next edge to the right that has a partner on most of the terms' rows.
    for other in clusters[(place + 1)...] {
      let expansions = other.filter { !used.contains($0) }
      guard let left = expansions.first.map({ page.lines[$0].box.x0 }), left > page.lines[terms[0]].box.x0 + 8 else { continue }
      var rows = rows(of: terms, beside: expansions, from: left, lines, page)
      // A long term leaves too little room for a gap: the line is cut where the others' expansions begin.
      if rows.count >= 2 {
        for line in cluster where !used.contains(line) && !rows.contains(where: { $0.term == line }) {
          guard abs(page.lines[line].size - page.lines[rows[0].term].size) < GlossaryRule.sameSize * page.lines[line].size else { continue }
          if let row = longRow(line, cut: left, among: lines.filter { !used.contains($0) }, page) { rows.append(row) }
        }
      }
      guard rows.count >= (expected ? 2 : 5), Double(rows.count) >= GlossaryRule.paired * Double(terms.count) else { continue }
      guard isList(rows, page: page, expected: expected) else { continue }
      if let found = assembled(rows, page: page, index: index, expansions: expansions, lines: lines, heads: heads) {
        used.formUnion(found.lines)
        out.append(found)
      }
      break
    }
  }
  return merged(out)
}

/// Lines that begin at one edge, from left to right.
private func leftEdges(_ lines: [Int], _ page: Page) -> [[Int]] {
  let sorted = lines.sorted { (page.lines[$0].box.x0, $0) < (page.lines[$1].box.x0, $1) }
  var clusters: [[Int]] = []
  for line in sorted {
    if let last = clusters.last?.last, page.lines[line].box.x0 - page.lines[last].box.x0 < GlossaryRule.sameEdge,
      page.lines[line].box.x0 - page.lines[clusters[clusters.count - 1][0]].box.x0 < 6
    {
      clusters[clusters.count - 1].append(line)
    } else {
      clusters.append([line])
    }
  }
  return clusters.filter { $0.count >= 2 }
}

/// Terms with what stands beside them at the edge of the expansions.
private func rows(of terms: [Int], beside expansions: [Int], from left: Double, _ lines: [Int], _ page: Page) -> [Row] {
  var rows: [Row] = []
  for term in terms {
    let box = page.lines[term].box
    guard box.x1 < left + 1 else { continue }
    // The partner shares the term's baseline, or begins within its height where sizes differ.
    let partner = expansions.filter {
      abs(page.lines[$0].baseline - page.lines[term].baseline) < GlossaryRule.sameLine * page.lines[term].size
    }.min {
      page.lines[$0].box.x0 < page.lines[$1].box.x0
    }
    guard let partner else { continue }
    // Nothing may stand between the two.
    let between = lines.contains {
      $0 != term && $0 != partner && page.lines[$0].box.x0 > box.x1 - 1 && page.lines[$0].box.x1 < page.lines[partner].box.x0 + 1
        && page.lines[$0].box.overlapY(box) > GlossaryRule.between * box.height
    }
    if !between {
      rows.append(Row(term: term, expansion: partner, termWords: page.lines[term].words, expansionWords: page.lines[partner].words))
    }
  }
  return rows
}

/// A line cut where the expansions begin; nil where no word begins there.
private func longRow(_ line: Int, cut left: Double, among lines: [Int], _ page: Page) -> Row? {
  // A justified term is itself torn in two: "RED      NORTE-Programa".
  let own = page.lines[line]
  let torn = lines.first {
    page.lines[$0].box.x0 > own.box.x1 && page.lines[$0].box.x0 < left - 1 && page.lines[$0].box.x1 > left + 2
      && abs(page.lines[$0].baseline - own.baseline) < GlossaryRule.sameLine * own.size
  }
  let words = torn.map { own.words + parted(page.lines[$0].words, at: left) } ?? parted(own.words, at: left)
  guard let cut = words.indices.dropFirst().first(where: { abs(words[$0].box.x0 - left) < GlossaryRule.cut }) else { return nil }
  var termWords = Array(words[..<cut])
  if torn != nil, own.words.count < termWords.count { termWords[own.words.count].spaceBefore = true }
  return isTerm(termWords) ? Row(term: line, expansion: torn ?? line, termWords: termWords, expansionWords: Array(words[cut...])) : nil
}

/// The words of a line, the one cut in two in which another column begins without a gap.
private func parted(_ words: [Word], at x: Double) -> [Word] {
  guard let index = words.firstIndex(where: { $0.box.x0 < x - 2 && $0.box.x1 > x + 2 }) else { return words }
  let word = words[index]
  let scalars = Array(word.text.unicodeScalars)
  guard word.edges.count == scalars.count + 1, let cut = word.edges.indices.first(where: { abs(Double(word.edges[$0]) - x) < 1 }), cut > 0,
    cut < scalars.count
  else { return words }
  var (head, tail) = (word, word)
  head.text = String(scalars: scalars[..<cut])
  tail.text = String(scalars: scalars[cut...])
  head.edges = Array(word.edges[...cut])
  tail.edges = Array(word.edges[cut...])
  head.box.x1 = Double(word.edges[cut])
  tail.box.x0 = Double(word.edges[cut])
  head.glyphs = min(word.glyphs, Int32(cut))
  tail.glyphs = word.glyphs - head.glyphs
  tail.spaceBefore = true
  return words[..<index] + [head, tail] + words[(index + 1)...]
}

/// Short, and printed like a name: an acronym, a capitalised word, bold type.
private func isTerm(_ words: [Word]) -> Bool {
  guard words.count <= 6, let first = words.first, let letter = first.text.unicodeScalars.first else { return false }
  if isDigit(letter.value) && words.count == 1 && first.text.unicodeScalars.allSatisfy({ isDigit($0.value) || $0 == "." || $0 == "," }) {
    return false
  }
  guard isWordScalar(letter.value), !isItemMarker(words) else { return false }
  let count = words.reduce(0) { $0 + $1.text.unicodeScalars.count }
  return count <= 40 && (isUpper(letter) || first.style.bold || words.count == 1)
}

/// The number or letter of an item (`IV.`, `b)`, `3.-`): it names nothing, and its letters stand in any sentence.
private func isItemMarker(_ words: [Word]) -> Bool {
  guard words.count == 1 else { return false }
  let scalars = words[0].text.unicodeScalars
  let number = scalars.prefix { isWordScalar($0.value) }
  let signs = scalars.dropFirst(number.count)
  guard !signs.isEmpty, signs.allSatisfy({ ".)-–—".unicodeScalars.contains($0) }) else { return false }
  return number.count == 1 || number.allSatisfy { isDigit($0.value) } || romanValue(String(number)) != nil
}

/// Rows with rulings between columns, or with numbers at the right, are a table's.
private func isList(_ rows: [Row], page: Page, expected: Bool) -> Bool {
  let area = rows.reduce(page.lines[rows[0].term].box) { $0.union(page.lines[$1.term].box).union(page.lines[$1.expansion].box) }
  var across = 0
  for ruling in page.rulings where ruling.box.midY > area.y0 && ruling.box.midY < area.y1 && ruling.box.overlapX(area) > 0 {
    if !ruling.horizontal, ruling.box.height > GlossaryRule.ruled * area.height { return false }
    if ruling.horizontal { across += 1 }
  }
  if across * 2 > rows.count { return false }
  var numeric = 0
  var made = 0
  var short = 0
  for row in rows {
    let (term, expansion) = (row.termText, row.expansionText)
    let scalars = expansion.unicodeScalars
    let digits = scalars.reduce(0) { $0 + (isDigit($1.value) ? 1 : 0) }
    if digits * 2 > scalars.count { numeric += 1 }
    if isAcronym(term), isMade(folded(term), of: folded(expansion)), !isSaidAgain(term, in: expansion) { made += 1 }
    if isAcronym(term) || row.termWords[0].style.bold { short += 1 }
  }
  guard numeric * 5 < rows.count else { return false }
  if expected { return short * 2 >= rows.count || made * 3 >= rows.count }
  return made * 10 >= rows.count * 6
}

/// At least two capitals, or one word of letters that is short.
func isAcronym(_ term: String) -> Bool {
  let scalars = term.unicodeScalars
  var capitals = 0
  for scalar in scalars where isUpper(scalar) { capitals += 1 }
  return capitals >= 2 && scalars.count <= 20 || (capitals == 1 && scalars.count <= 10 && !term.contains(" "))
}

/// Whether a term with one capital stands whole in the one word beside it: a name in its address. A definition of several words may say its term again.
private func isSaidAgain(_ term: String, in expansion: String) -> Bool {
  guard term.unicodeScalars.count(where: isUpper) < 2, !expansion.contains(" ") else { return false }
  let name = folded(term)
  return folded(expansion).split(whereSeparator: { !isWordScalar($0) }).contains { $0.elementsEqual(name) }
}

/// Whether the letters of an acronym stand in its expansion in that order, the first as the first letter of a word.
func isMade(_ term: [UInt32], of text: [UInt32]) -> Bool {
  let letters = term.filter { isWordScalar($0) && !isDigit($0) }
  guard let first = letters.first else { return false }
  var at = 0
  var previous: UInt32 = 0x20
  var next = 0
  while at < text.count, next < letters.count {
    if text[at] == letters[next], next > 0 || !isWordScalar(previous) || first == text[at] && at == 0 { next += 1 }
    previous = text[at]
    at += 1
  }
  return next == letters.count
}

/// The entries from the first row to the last, each with the lines that its expansion goes on over.
private func assembled(_ rows: [Row], page: Page, index: Int, expansions: [Int], lines: [Int], heads: Phrases) -> PageGlossary? {
  let ordered = rows.sorted { (page.lines[$0.term].baseline, $0.term) < (page.lines[$1.term].baseline, $1.term) }
  var entries: [[FlowLine]] = []
  var taken: [Int] = []
  var box: Box?
  let termEdge = page.lines[ordered[0].term].box.x0
  let expansionEdge = ordered.map { $0.expansionWords[0].box.x0 }.sorted()[ordered.count / 2]
  // Where the expansions of this list end: the next list, or the widest of them.
  let right = ordered.map { page.lines[$0.expansion].box.x1 }.max() ?? page.width
  let pitches = zip(ordered, ordered.dropFirst()).map { page.lines[$1.term].baseline - page.lines[$0.term].baseline }.sorted()
  let pitch = pitches.isEmpty ? 0 : pitches[pitches.count / 2]
  var number = 0
  while number < ordered.count {
    // A term over two lines: both rows are one entry.
    var group = [ordered[number]]
    number += 1
    while number < ordered.count, goesOn(ordered[number], after: group[group.count - 1], page: page, pitch: pitch) {
      group.append(ordered[number])
      number += 1
    }
    // The heads over the two columns are no entry.
    if number == 1, heads.isAll(of: folded(group[0].termText)), heads.isAll(of: folded(group[0].expansionText)) { continue }
    let bottom =
      number < ordered.count
      ? page.lines[ordered[number].term].box.midY - GlossaryRule.above * page.lines[ordered[number].term].size : .infinity
    var parts = group.map { Part(line: $0.term, words: $0.termWords, isTerm: true) }
    parts += group.map { Part(line: $0.expansion, words: $0.expansionWords, isTerm: false) }
    var last = page.lines[group[group.count - 1].expansion]
    let first = last
    let own = Set(group.map(\.expansion))
    let more = expansions.filter { !own.contains($0) && page.lines[$0].box.midY > first.box.midY && page.lines[$0].box.midY < bottom }
      .sorted { (page.lines[$0].baseline, $0) < (page.lines[$1].baseline, $1) }
    for line in more {
      guard page.lines[line].box.y0 - last.box.y1 < GlossaryRule.lineGap * last.size,
        abs(page.lines[line].size - first.size) < GlossaryRule.lineSize * first.size
      else {
        break
      }
      // Not where another row's term stands beside it.
      let beside = lines.contains {
        $0 != line && page.lines[$0].box.x1 < expansionEdge && page.lines[$0].box.x0 > termEdge - 4
          && abs(page.lines[$0].baseline - page.lines[line].baseline) < 2
      }
      if beside { break }
      parts.append(Part(line: line, words: page.lines[line].words, isTerm: false))
      last = page.lines[line]
    }
    let area = parts.dropFirst().reduce(page.lines[parts[0].line].box) { $0.union(page.lines[$1.line].box) }
    let column = Box(x0: termEdge, y0: area.y0, x1: right, y1: area.y1)
    entries.append(flowLines(parts, joined: group.count == 1, page: page, index: index, column: column))
    taken += parts.map(\.line)
    box = box?.union(area) ?? area
  }
  guard let box, !entries.isEmpty else { return nil }
  return PageGlossary(box: box, lines: Array(Set(taken)).sorted(), entries: entries)
}

/// Words of one line that are of a term or of an expansion.
private struct Part {
  var line: Int
  var words: [Word]
  var isTerm: Bool
}

/// A row whose term goes on with the one above: that one was broken at a hyphen, or both follow closer than rows do and the expansion
/// goes on too.
private func goesOn(_ row: Row, after before: Row, page: Page, pitch: Double) -> Bool {
  let close = page.lines[row.term].baseline - page.lines[before.term].baseline < GlossaryRule.close * pitch
  let hyphen = before.termText.unicodeScalars.last == "-"
  let small = row.expansionText.unicodeScalars.first.map(isLower) ?? false
  return hyphen || (close && small)
}

/// Term lines first, then the expansion's. Term and expansion of one line stay one line.
private func flowLines(_ parts: [Part], joined: Bool, page: Page, index: Int, column: Box) -> [FlowLine] {
  var out: [FlowLine] = []
  for part in parts {
    let box = part.words.dropFirst().reduce(part.words[0].box) { $0.union($1.box) }
    if joined, out.count == 1, !part.isTerm, let last = out.last,
      abs(last.baseline - page.lines[part.line].baseline) < GlossaryRule.sameLine * last.size
    {
      var words = part.words
      words[0].spaceBefore = true
      out[0].words += words
      out[0].box = last.box.union(box)
      if !last.sources.contains(part.line) { out[0].sources.append(part.line) }
      continue
    }
    let line = page.lines[part.line]
    // A line that was cut counts once.
    let sources = out.contains { $0.sources.contains(part.line) } ? [] : [part.line]
    out.append(
      FlowLine(
        page: index, words: part.words, box: box, baseline: line.baseline, size: line.size, column: column, sources: sources,
        role: .glossary, begins: out.isEmpty, level: part.isTerm ? part.words.count : 0))
  }
  return out
}

/// Two lists side by side are read one after the other, as one thing.
private func merged(_ found: [PageGlossary]) -> [PageGlossary] {
  guard var first = found.first else { return [] }
  for other in found.dropFirst() {
    guard other.box.overlapY(first.box) > GlossaryRule.beside * min(other.box.height, first.box.height) else { return found }
    first.box = first.box.union(other.box)
    first.lines = (first.lines + other.lines).sorted()
    first.entries += other.entries
  }
  return [first]
}
